"""Updates and invitations against what can be worked out by hand."""

from __future__ import annotations

import math

import pytest
from theory.notices import invited, updated


def test_without_updates_two_clocks_race() -> None:
    found = updated(reply=30.0, chase=(0.4, 60.0), after=10.0, share=0.0, saves=0.5)

    assert found.sent == 0.0
    assert found.chased == pytest.approx(0.4 / 3)


def test_an_update_at_once_saves_its_share() -> None:
    found = updated(reply=30.0, chase=(0.4, 60.0), after=0.0, share=0.9, saves=0.5)

    assert found.sent == pytest.approx(0.9)
    assert found.chased == pytest.approx(0.4 / 3 * 0.55)
    assert found.spared == pytest.approx(0.4 / 3 * 0.45)


def test_a_late_update_finds_few_open() -> None:
    # both clocks have a mean of 20: of 30 % who would chase half go first
    found = updated(reply=20.0, chase=(0.3, 20.0), after=10.0, share=1.0, saves=1.0)

    assert found.sent == pytest.approx(math.exp(-0.5))
    assert found.would_chase == pytest.approx(0.15)
    assert found.chased == pytest.approx(0.15 * (1 - math.exp(-1)))


def test_visitors_are_invited_while_there_is_room() -> None:
    # two places of the three may be filled: 1 + 1 + 1/2, the last is full
    assert invited(3, 2, 1.0) == pytest.approx(0.8)
    assert invited(1, 1, 1.0) == pytest.approx(0.5)

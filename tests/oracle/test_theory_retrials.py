"""The chain of retrials by number of contact against closed forms and limits."""

from __future__ import annotations

import pytest
from theory.erlang import erlang_b
from theory.groups import redial
from theory.retrials import Again, at_once, one_line, retrials


@pytest.mark.parametrize(
    ("first", "further"), [(0.8, 0.5), (0.3, 0.9), (1.0, 0.2), (0.5, 0.5)]
)
def test_one_line_meets_kummers_series(first: float, further: float) -> None:
    again = Again(first, further)

    figures = retrials(1, 1, 0.8, handle_time=1.0, pause=2.0, blocked=again)

    assert figures.occupancy == pytest.approx(one_line(0.8, 2.0, again), rel=1e-9)


def test_shares_that_do_not_change_are_the_chain_without_numbers() -> None:
    numbered = retrials(
        3,
        5,
        3.0,
        handle_time=1.0,
        patience=0.5,
        pause=1.0,
        blocked=Again(0.7, 0.7),
        abandoned=Again(0.4, 0.4),
    )

    plain = redial(
        3, 5, 3.0, handle_time=1.0, patience=0.5, again=(0.7, 0.4), pause=1.0, most=40
    )
    assert numbered.contacts == pytest.approx(plain.contacts)
    assert numbered.blocked == pytest.approx(plain.blocked)
    assert numbered.mean_wait == pytest.approx(plain.mean_wait)
    assert numbered.mean_orbit == pytest.approx(plain.mean_orbit)
    assert numbered.occupancy == pytest.approx(plain.occupancy)
    let_in = 1 - plain.blocked
    assert numbered.delayed == pytest.approx(plain.delayed / let_in)
    assert numbered.abandoned == pytest.approx(plain.abandoned / let_in)


@pytest.mark.parametrize("tries", [None, 2, 3])
def test_who_is_not_lost_is_answered(tries: int | None) -> None:
    figures = retrials(
        2,
        4,
        2.0,
        handle_time=1.0,
        patience=0.7,
        pause=0.5,
        blocked=Again(0.9, 0.5, tries),
        abandoned=Again(0.6, 0.3, tries),
    )

    answered = figures.contacts * (1 - figures.blocked) * (1 - figures.abandoned)
    assert answered == pytest.approx(1 - figures.lost)
    assert answered * 2.0 == pytest.approx(2 * figures.occupancy)


def test_a_limit_that_few_reach_is_hardly_one() -> None:
    few = retrials(1, 1, 0.5, handle_time=1.0, pause=1.0, blocked=Again(0.5, 0.05, 4))
    endless = retrials(1, 1, 0.5, handle_time=1.0, pause=1.0, blocked=Again(0.5, 0.05))

    assert few.contacts == pytest.approx(endless.contacts, rel=1e-4)
    assert few.occupancy == pytest.approx(endless.occupancy, rel=1e-4)
    assert sum(few.by_number[1:]) == pytest.approx(endless.by_number[1], rel=1e-3)


def test_after_a_long_pause_the_centre_has_forgotten_who_tries_again() -> None:
    # every contact then finds the lines full as often: a fixed point of Erlang B
    again = Again(0.8, 0.5, tries=3)
    figures = retrials(2, 2, 0.5, handle_time=1.0, pause=30.0, blocked=again)

    refused = figures.blocked
    contacts = 1 + refused * 0.8 + refused**2 * 0.8 * 0.5
    assert figures.contacts == pytest.approx(contacts, rel=5e-3)
    assert refused == pytest.approx(erlang_b(2, 0.5 * contacts), rel=2e-2)
    assert figures.by_number[1] == pytest.approx(refused * 0.8, rel=5e-2)


def test_after_a_short_pause_hardly_anything_has_changed() -> None:
    again = Again(0.8, 0.5, tries=3)

    figures = retrials(2, 2, 1.5, handle_time=1.0, pause=1e-4, blocked=again)

    contacts, refused = at_once(2, 1.5, again)
    assert figures.contacts == pytest.approx(contacts, rel=1e-3)
    assert figures.blocked == pytest.approx(refused, rel=1e-3)


def test_trying_again_at_once_without_a_limit_is_a_geometric_sum() -> None:
    # 1 of 5 blocked: 0.2 x (0.8 + 0.8 x 0.5 + 0.8 x 0.25 + ...) contacts more
    contacts, refused = at_once(2, 1.0, Again(0.8, 0.5))

    assert contacts == pytest.approx(1.32)
    assert refused == pytest.approx(0.52 / 1.32)


def test_who_may_try_once_is_lost_at_the_first_busy_tone() -> None:
    contacts, refused = at_once(2, 1.0, Again(0.8, 0.5, tries=1))

    assert contacts == pytest.approx(1.0)
    assert refused == pytest.approx(0.2)

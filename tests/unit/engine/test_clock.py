"""The clock: absolute instants, ranks before numbers, and lives that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from omnisim.engine.clock import At, Clock, Life

if TYPE_CHECKING:
    from collections.abc import Generator

    from simpy.events import Event


def test_simultaneous_events_happen_by_rank_then_number() -> None:
    clock = Clock()
    log: list[tuple[float, int, int]] = []
    for instant, rank, number in [(2, 1, 5), (1, 2, 0), (1, 1, 9), (1, 1, 3)]:
        At(
            clock,
            instant,
            rank,
            number,
            lambda _, row=(instant, rank, number): log.append(row),
        )

    clock.play_until(10)

    assert log == [(1, 1, 3), (1, 1, 9), (1, 2, 0), (2, 1, 5)]


def test_life_goes_from_instant_to_instant() -> None:
    clock = Clock()
    log = []

    def story() -> Generator[Event, object, None]:
        log.append(clock.instant)
        yield At(clock, 0.1 + 0.2, 0, 0)
        log.append(clock.instant)

    Life(clock, story(), 0.1, 0, 0)
    clock.play_until(10)

    assert log == [0.1, 0.1 + 0.2]


def test_nothing_later_than_the_limit_happens() -> None:
    clock = Clock()
    log = []
    At(clock, 5.0, 0, 0, lambda _: log.append("at"))
    At(clock, 5.5, 0, 0, lambda _: log.append("after"))

    clock.play_until(5.0)

    assert log == ["at"]


def test_life_that_fails_ends_the_run() -> None:
    clock = Clock()

    def story() -> Generator[Event, object, None]:
        yield At(clock, 1.0, 0, 0)
        raise ZeroDivisionError("in the middle of a life")

    Life(clock, story(), 0.0, 0, 0)

    with pytest.raises(ZeroDivisionError, match="middle"):
        clock.play_until(10)

"""Counts: arrived, offered, and what became of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
import scenario_parts as parts
from lives import (
    DAY,
    Leg,
    abandoned,
    figures,
    handled,
    scenario,
    several,
    talking,
    turned_away,
    waiting,
)

from omnisim.journal import Outcome

if TYPE_CHECKING:
    from omnisim.kpi import KpiTable

EVERYTHING = [
    *several(handled(0), 7),
    *several(abandoned(0, 5), 2),
    *several(abandoned(0, 6), 3),
    handled(0, outcome=Outcome.ABANDONED, legs=(Leg(wait=3, gave_up=True),)),
    *several(turned_away(0, Outcome.BLOCKED), 4),
    *several(turned_away(0, Outcome.BALKED), 5),
    *several(turned_away(0, Outcome.CLOSED), 6),
    *several(waiting(0), 2),
    talking(0),
]


@pytest.fixture(scope="module")
def table() -> KpiTable:
    """Return the figures of a day in which everything happens."""
    return figures(*EVERYTHING)


@pytest.mark.parametrize(
    ("kpi", "n"),
    [
        ("arrived", 31),
        ("offered", 21),
        ("answered", 9),  # one of them gave up after a transfer, one is talking
        ("handled", 7),
        ("abandoned", 6),
        ("short_abandoned", 2),
        ("blocked", 4),
        ("balked", 5),
        ("closed", 6),
        ("open", 3),
        ("customers", 31),
    ],
)
def test_counts_are_those_typed(table: KpiTable, kpi: str, n: int) -> None:
    assert table.parts(kpi) == (n, 1)


@pytest.mark.parametrize(
    ("kpi", "above", "below"),
    [
        ("abandonment", 6, 21),
        ("abandonment_excl_short", 4, 19),
        ("blocking", 4, 25),
        ("balking", 5, 21),
    ],
)
def test_rates_are_ratios_of_counts(
    table: KpiTable, kpi: str, above: int, below: int
) -> None:
    assert table.parts(kpi) == (above, below)


def test_everybody_who_arrived_ended_in_one_way(table: KpiTable) -> None:
    ends = ("closed", "blocked", "balked", "abandoned", "handled", "open")

    assert sum(table.value(end) for end in ends) == table.value("arrived")


def test_a_rate_of_nobody_is_missing() -> None:
    table = figures()

    assert math.isnan(table.value("abandonment"))
    assert table.value("abandoned") == 0


def test_an_interval_in_which_nobody_arrives_has_counts_of_0_and_no_rates() -> None:
    table = figures(handled(0))

    assert table.parts("arrived", window="interval:1") == (0, 1)
    assert table.parts("abandonment", window="interval:1") == (0, 0)


def test_intervals_have_rows_till_just_after_closing_and_where_something_happens() -> (
    None
):
    short = parts.calendar(open=parts.hours((8, 10)), interval=1800)
    table = figures(
        handled(8 * 3600.0),
        turned_away(20 * 3600.0, Outcome.CLOSED),
        of=scenario(calendar=short),
    )

    intervals = table.window[table.window_kind == "interval"]

    assert sorted(set(intervals.tolist())) == [16, 17, 18, 19, 20, 40]


def test_counts_add_up_over_channels_and_issues() -> None:
    phone = parts.channel()
    table = figures(
        *several(handled(0, channel=0, issue=0), 1),
        *several(handled(0, channel=0, issue=1), 2),
        *several(abandoned(0, 9, channel=1, issue=1), 3),
        of=scenario(channels={"phone": phone, "sales": phone}),
        channels=("phone", "sales"),
        issues=("order", "question"),
    )

    assert table.value("arrived", "channel:phone") == 3
    assert table.value("arrived", "channel:sales") == 3
    assert table.value("arrived", "issue:order") == 1
    assert table.value("arrived", "issue:question") == 5
    assert table.value("abandoned", "channel_issue:sales/question") == 3
    assert table.value("arrived") == 6


def test_who_arrives_after_the_horizon_is_in_no_window() -> None:
    table = figures(handled(DAY - 1), handled(DAY), ended_at=DAY + 100)

    assert table.value("arrived") == 1

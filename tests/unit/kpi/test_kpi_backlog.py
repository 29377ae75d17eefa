"""Backlog: what is left at the end of each window, how old it is, and its work."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
import scenario_parts as parts
from talks import (
    BACK,
    CHAT,
    DAY,
    HOUR,
    MAIL,
    MESSAGE,
    Talk,
    centre,
    conversed,
    figures,
    unserved,
    waiting,
)

from omnisim.journal import Outcome
from omnisim.kpi import backlog as module

if TYPE_CHECKING:
    from omnisim.kpi import KpiTable

EIGHT, NINE, TEN = 8 * HOUR, 9 * HOUR, 10 * HOUR
MAILS = (
    conversed(EIGHT, NINE, (NINE, NINE + 600), channel=MAIL),
    conversed(EIGHT + 1800, TEN, (TEN, TEN + 600), channel=MAIL),
    waiting(EIGHT + 2400, channel=MAIL),
    waiting(NINE + 1800, channel=MAIL),
)


@pytest.fixture(scope="module")
def table() -> KpiTable:
    """Return the figures of four mails, two of them never answered."""
    return figures(*MAILS)


@pytest.mark.parametrize(
    ("hour", "n"), [(7, 0), (8, 3), (9, 3), (10, 2), (15, 2), (23, 2), (30, 2)]
)
def test_backlog_is_what_waits_at_the_end_of_an_interval(
    table: KpiTable, hour: int, n: int
) -> None:
    found = table.value("backlog", window=f"interval:{hour}") if n else 0

    assert found == n


def test_backlog_of_the_day_and_the_run_is_what_is_left_at_their_ends(
    table: KpiTable,
) -> None:
    assert table.value("backlog", window="day:0") == 2
    assert table.value("backlog", window="day:1") == 2
    assert table.parts("backlog") == (2, 1)


def test_nights_with_a_backlog_have_rows_and_nights_without_have_none(
    table: KpiTable,
) -> None:
    intervals = table.window[table.window_kind == "interval"]

    assert set(range(8, 48)) <= set(intervals.tolist())
    assert 5 not in intervals


def test_age_is_the_time_since_arrival_by_nearest_rank(table: KpiTable) -> None:
    # at 10 o'clock: since 8:30, 8:40 and 9:30
    assert table.value("backlog_age_p50", window="interval:9") == 4800
    assert table.value("backlog_age_p90", window="interval:9") == 5400
    assert table.value("backlog_age_max", window="interval:9") == 5400
    assert table.value("backlog_age_max") == 2 * DAY - EIGHT - 2400


def test_ages_are_missing_where_nothing_is_left(table: KpiTable) -> None:
    assert math.isnan(table.value("backlog_age_p50", "channel:message"))
    assert table.value("backlog", "channel:message") == 0


def test_work_left_is_the_mean_handle_time_of_each_contact(table: KpiTable) -> None:
    # 9 min of work and 3 min of wrap-up each
    assert table.value("backlog_hours", window="interval:9") == pytest.approx(0.6)
    assert table.value("backlog_hours", "channel:mail") == pytest.approx(0.4)


def test_live_contacts_are_never_backlog() -> None:
    table = figures(waiting(EIGHT, channel=CHAT))

    assert table.value("backlog") == 0
    assert math.isnan(table.value("backlog_age_max"))


def test_channels_add_up() -> None:
    table = figures(
        waiting(EIGHT, channel=MAIL),
        waiting(NINE, channel=MAIL),
        waiting(TEN, channel=MESSAGE),
        waiting(TEN, channel=BACK),
    )

    assert table.value("backlog", "channel:mail") == 2
    assert table.value("backlog", "channel:message") == 1
    assert table.value("backlog", "channel:back") == 1
    assert table.value("backlog", "issue:question") == 4
    assert table.value("backlog", "channel_issue:mail/question") == 2
    assert table.value("backlog") == 4


def test_what_arrives_or_is_answered_on_a_border_belongs_to_the_later_window() -> None:
    table = figures(
        conversed(EIGHT, NINE, (NINE, TEN), channel=MAIL),
        waiting(TEN, channel=MAIL),
    )

    assert table.value("backlog", window="interval:9") == 1
    assert table.value("backlog_age_max", window="interval:9") == 2 * HOUR
    assert table.value("backlog", window="interval:10") == 1
    assert table.value("backlog_age_max", window="interval:10") == HOUR


def test_what_was_withdrawn_or_never_reached_is_no_longer_open() -> None:
    withdrawn = Talk(
        at=EIGHT,
        channel=MAIL,
        outcome=Outcome.ABANDONED,
        resolved=-1,
        closed=NINE + 60,
        stays=(unserved(Outcome.ABANDONED, EIGHT, NINE + 60),),
    )

    table = figures(withdrawn)

    assert table.value("backlog", window="interval:8") == 1
    assert table.value("backlog", window="interval:9") == 0


def test_an_answered_conversation_that_goes_on_is_no_backlog() -> None:
    going_on = conversed(
        EIGHT, EIGHT, (EIGHT, EIGHT + 60), channel=MESSAGE, outcome=Outcome.OPEN,
        closed=math.nan, resolved=-1,
    )  # fmt: skip

    assert figures(going_on).value("backlog") == 0


def test_a_call_back_is_answered_when_talk_begins() -> None:
    called = conversed(EIGHT, TEN, channel=BACK, closed=TEN + 100)

    table = figures(called)

    assert table.value("backlog", window="interval:9") == 1
    assert table.value("backlog", window="interval:10") == 0


def test_what_came_during_the_warm_up_and_is_still_open_is_part_of_it() -> None:
    table = figures(waiting(100, channel=MAIL), of=centre(warm_up=HOUR))

    assert table.value("backlog") == 1
    assert table.value("backlog_age_max") == 2 * DAY - 100
    assert table.parts("sla_met") == (0, 0)


def test_what_comes_after_the_horizon_is_no_part_of_it() -> None:
    table = figures(waiting(2 * DAY, channel=MAIL), ended_at=3 * DAY)

    assert table.value("backlog") == 0


def test_a_long_backlog_is_ranked_piece_by_piece(
    monkeypatch: pytest.MonkeyPatch, table: KpiTable
) -> None:
    monkeypatch.setattr(module, "_CHUNK", 2)

    again = figures(*MAILS)

    assert again.numerator.tolist() == pytest.approx(
        table.numerator.tolist(), nan_ok=True
    )


def test_issues_have_their_own_work() -> None:
    issues = {
        "hard": parts.Issue(share=0.5, effort=2.0),
        "plain": parts.Issue(share=0.5),
    }
    told = centre().model_copy(update={"issues": issues})

    table = figures(
        waiting(EIGHT, channel=MAIL, issue=0),
        waiting(EIGHT, channel=MAIL, issue=1),
        of=told,
        issues=("hard", "plain"),
    )

    assert table.value("backlog_hours", "issue:hard") == pytest.approx(0.4)
    assert table.value("backlog_hours") == pytest.approx(0.6)

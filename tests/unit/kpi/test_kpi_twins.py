"""Contacts that leave a queue for other reasons than impatience, and found-out ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import talks
from lives import Life, abandoned, figures, handled
from talks import BACK, MAIL, Stay, Talk, unserved

from omnisim.journal import Cause, Outcome, State

if TYPE_CHECKING:
    from omnisim.kpi import KpiTable

HOUR = 3600.0
NINE = 9 * HOUR


def left(at: float, wait: float, outcome: Outcome, **more: object) -> Life:
    """Tell of a contact that left its queue after a wait."""
    return Life(at=at, wait=wait, outcome=outcome, offers=0, **more)


@pytest.fixture(scope="module")
def table() -> KpiTable:
    """Return the figures of two answers, one impatience, and five other ways to go."""
    return figures(
        handled(0, 10, talk=200),
        abandoned(0, 40),
        left(0, 5, Outcome.MOVED, turn=10),
        left(0, 0, Outcome.MOVED, turn=10),
        left(0, 300, Outcome.WITHDRAWN, turn=10),
        left(0, 400, Outcome.MERGED, turn=10),
        left(0, 500, Outcome.CUT_OFF, turn=10),
        Life(at=0, wait=600, talk=60, outcome=Outcome.FOUND_OUT),
        handled(0, 30, talk=100),
    )


@pytest.mark.parametrize(
    ("kpi", "above", "below"),
    [
        ("arrived", 9, 1),
        ("offered", 9, 1),
        ("answered", 2, 1),
        ("handled", 2, 1),
        ("moved", 2, 1),
        ("withdrawn", 1, 1),
        ("merged", 1, 1),
        ("found_out", 1, 1),
        ("abandonment", 1, 9),
        ("asa", 40, 2),
        ("wait", 80, 3),
        ("service_level", 1, 3),
        ("service_level_answered", 1, 2),
        ("service_level_virtual", 1, 3),
        ("virtual_wait", 80, 3),
        ("aht", 300, 2),
        ("accessibility", 2, 9),
        ("fcr_handled", 2, 2),
        # three came for an agent, 150 s each, and one who was cut off
        ("offered_load", 600, 86400),
    ],
)
def test_who_leaves_for_other_reasons_neither_waited_nor_abandoned(
    table: KpiTable, kpi: str, above: int, below: int
) -> None:
    assert table.parts(kpi) == (above, below)


def test_no_wait_is_longer_than_those_of_people_who_waited(table: KpiTable) -> None:
    assert table.value("wait_max") == 40
    assert table.value("wait_answered_max") == 30


def test_everybody_who_arrived_ended_in_one_way() -> None:
    table = figures(
        left(0, 5, Outcome.MOVED),
        left(0, 5, Outcome.WITHDRAWN),
        left(0, 5, Outcome.MERGED),
        Life(at=0, outcome=Outcome.FOUND_OUT),
        handled(0),
        outages=[(0, -1, 5, 10)],
    )

    ends = ("moved", "withdrawn", "merged", "found_out", "handled", "cut_off")
    assert sum(table.value(end) for end in ends) == table.value("arrived") == 5


def test_time_to_find_out_is_work_of_agents_on_the_phone_too() -> None:
    day = [
        (0, State.DISCOVERING, 1, 0, 600, 660),
        (0, State.IDLE, 0, -1, 660, 1000),
    ]
    table = figures(Life(at=0, wait=600, outcome=Outcome.FOUND_OUT), agent_spans=day)

    assert table.parts("hours_discovering") == (60, 3600)
    assert table.parts("occupancy") == (60, 400)
    assert table.parts("aht") == (0, 0)


def test_who_opens_a_second_contact_is_served_by_whichever_is_answered_first() -> None:
    table = figures(
        handled(0, 300, customer=0),
        handled(60, 20, customer=0, attempt=2, cause=Cause.DUPLICATE),
    )

    assert table.parts("wait_until_served") == (80, 1)
    assert table.parts("redial_rate") == (0, 2)


def test_a_contact_opened_before_the_first_handled_one_ended_is_no_return() -> None:
    table = figures(
        handled(0, 100, customer=0, talk=60),
        left(50, 50, Outcome.WITHDRAWN, customer=0, attempt=2, cause=Cause.DUPLICATE),
        handled(0, 100, customer=1, talk=60, resolved=False),
        handled(160, customer=1, attempt=2, cause=Cause.UNRESOLVED),
    )

    assert table.parts("fcr_measured") == (1, 2)


def mail(at: float, closed: float, outcome: Outcome, **more: object) -> Talk:
    """Tell of a mail that needs no answer any more."""
    stays = (unserved(outcome, at, closed),)
    told = {"channel": MAIL, "resolved": -1, "stays": stays}
    return Talk(at=at, closed=closed, outcome=outcome, **(told | more))


def test_work_that_needs_no_answer_any_more_is_in_no_backlog() -> None:
    # mails are due after two hours; only those that went earlier are let off
    found = Stay(
        outcome=Outcome.FOUND_OUT, queued=NINE, answered=NINE + 1800, end=NINE + 1860
    )
    table = talks.figures(
        mail(NINE, NINE + 600, Outcome.WITHDRAWN),
        mail(NINE, NINE + 700, Outcome.MERGED),
        Talk(
            at=NINE,
            channel=MAIL,
            outcome=Outcome.FOUND_OUT,
            resolved=-1,
            closed=NINE + 1860,
            stays=(found,),
        ),
        mail(NINE, NINE + 900, Outcome.MOVED),
        mail(NINE, NINE + 2 * HOUR, Outcome.WITHDRAWN),
        mail(NINE, NINE + 2 * HOUR + 1, Outcome.MERGED),
        mail(NINE, NINE + 600, Outcome.ABANDONED),
    )

    assert table.parts("sla_met") == (0, 2)
    assert table.value("backlog", window="interval:9") == 2
    assert table.value("backlog", window="interval:11") == 0
    assert table.parts("on_time_throughput") == (3, 7)
    assert table.parts("taken_after") == (0, 0)
    assert table.parts("first_response") == (0, 0)


def test_a_mail_that_an_outage_keeps_out_is_not_received() -> None:
    table = talks.figures(
        Talk(at=NINE, channel=MAIL, outcome=Outcome.CUT_OFF, resolved=-1, closed=NINE),
        outages=[(MAIL, -1, NINE, NINE + 60)],
    )

    assert table.parts("sla_met") == (0, 0)
    assert table.parts("on_time_throughput") == (0, 0)


def test_a_call_back_that_nobody_needs_any_more_breaks_no_promise() -> None:
    table = talks.figures(
        Talk(
            at=NINE, channel=BACK, outcome=Outcome.MERGED, resolved=-1, closed=NINE + 9
        ),
        Talk(
            at=NINE,
            channel=BACK,
            outcome=Outcome.WITHDRAWN,
            resolved=-1,
            closed=NINE + 2 * HOUR + 1,
        ),
        talks.waiting(NINE, channel=BACK),
    )

    assert table.parts("promise_kept") == (0, 2)
    assert table.parts("callback_requested") == (3, 1)
    assert table.value("backlog", window="interval:9") == 2


def test_a_call_back_that_is_not_due_yet_is_received_and_offered() -> None:
    table = talks.figures(
        Talk(at=NINE, channel=BACK, outcome=Outcome.OPEN, resolved=-1),
        bots=("helper",),
    )

    assert table.value("offered") == 1
    assert table.value("backlog", window="interval:9") == 1

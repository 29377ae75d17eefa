"""Bots: contained or not, in truth and as reported; and what is left for agents."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
import scenario_parts as parts
import talks
from lives import (
    Life,
    abandoned,
    figures,
    handled,
    scenario,
    several,
    turned_away,
    waiting,
)

from omnisim.journal import Cause, Outcome
from omnisim.scenario.choices import Kind

if TYPE_CHECKING:
    from omnisim.kpi import KpiTable

BOT = {"bots": ("helper",)}
HOUR = 3600.0


def contained(at: float, session: float = 60, **more: object) -> Life:
    """Tell of a contact that a bot served to the end."""
    return Life(at=at, outcome=Outcome.CONTAINED, session=session, **more)


@pytest.fixture(scope="module")
def table() -> KpiTable:
    """Return the figures of eight sessions and a contact turned away."""
    return figures(
        *several(contained(0, 60), 3),
        contained(0, 60, resolved=False),
        *several(handled(0, session=120, wait=10, talk=300), 2),
        abandoned(0, 30, session=100),
        turned_away(0, Outcome.UNHELPED, session=40),
        turned_away(0, Outcome.UNHELPED),
        **BOT,
    )


@pytest.mark.parametrize(
    ("kpi", "above", "below"),
    [
        ("bot_sessions", 8, 1),
        ("containment", 4, 8),
        ("true_containment", 3, 8),
        ("false_containment", 1, 4),
        ("escalation", 3, 8),
        ("deflection", 6, 8),  # one of those who went on gave up
        ("bot_session_time", 4 * 60 + 2 * 120 + 100 + 40, 8),
        ("bot_turned_away", 1, 1),
        ("contained", 4, 1),
        ("unhelped", 2, 1),
    ],
)
def test_what_bots_did_is_as_typed(
    table: KpiTable, kpi: str, above: int, below: int
) -> None:
    assert table.parts(kpi) == (above, below)


def test_everybody_who_met_a_bot_ended_in_one_way(table: KpiTable) -> None:
    ends = ("contained", "unhelped", "abandoned", "handled", "open")

    assert sum(table.value(end) for end in ends) == table.value("arrived") == 9


def test_who_is_done_with_a_bot_is_neither_offered_nor_answered(
    table: KpiTable,
) -> None:
    assert table.value("offered") == 3
    assert table.value("answered") == 2
    assert table.parts("abandonment") == (1, 3)


def test_the_wait_begins_when_the_session_ends(table: KpiTable) -> None:
    assert table.parts("asa") == (20, 2)
    assert table.parts("service_level") == (2, 3)
    assert table.value("wait_p50") == 10


def test_until_served_the_session_counts_as_well(table: KpiTable) -> None:
    assert table.parts("wait_until_served") == (260, 2)


def test_sessions_are_no_work_of_agents(table: KpiTable) -> None:
    assert table.parts("aht") == (600, 2)
    # three came for an agent, 300 s each
    assert table.parts("offered_load") == (900, 86400)


def test_a_session_that_is_not_over_is_in_no_share() -> None:
    begun = talks.Talk(
        at=0,
        outcome=Outcome.OPEN,
        resolved=-1,
        met=((0, Outcome.OPEN, 0, 100),),
    )

    table = talks.figures(begun, ended_at=100, **BOT)

    assert table.value("bot_sessions") == 1
    assert table.parts("containment") == (0, 0)
    assert table.parts("bot_session_time") == (0, 0)
    assert table.value("offered") == 0
    assert table.parts("offered_load") == (0, 16 * HOUR)


def test_who_still_waits_for_an_agent_is_not_deflected_yet() -> None:
    table = figures(contained(0), waiting(0, session=60), **BOT)

    assert table.parts("deflection") == (1, 1)
    assert table.parts("escalation") == (1, 2)


def test_sessions_count_by_channel_and_issue_of_their_contacts() -> None:
    table = figures(
        contained(0),
        handled(1900, session=60, channel=1, issue=1),
        of=scenario(channels={"phone": parts.channel(), "sales": parts.channel()}),
        channels=("phone", "sales"),
        issues=("order", "question"),
        **BOT,
    )

    assert table.parts("containment", "channel:phone") == (1, 1)
    assert table.parts("containment", "channel_issue:sales/question") == (0, 1)
    assert table.parts("containment", "issue:order", "interval:0") == (1, 1)
    assert table.parts("escalation", window="interval:1") == (1, 1)


def test_who_was_content_with_a_bot_asked_for_no_agent() -> None:
    table = figures(
        contained(0),
        contained(0, resolved=False),
        abandoned(0, 5),
        handled(0),
        turned_away(0, Outcome.UNHELPED, session=40),
        **BOT,
    )

    assert table.parts("accessibility") == (1, 3)
    assert table.parts("fcr") == (1, 3)
    assert table.parts("fcr_handled") == (1, 1)


def test_who_comes_back_after_a_bot_is_a_customer_of_the_agents() -> None:
    table = figures(
        contained(0, resolved=False, customer=0),
        abandoned(600, 9, customer=0, attempt=2, cause=Cause.CONTAINED),
        contained(0, resolved=False, customer=1),
        handled(600, customer=1, attempt=2, cause=Cause.CONTAINED),
        **BOT,
    )

    assert table.parts("accessibility") == (1, 2)
    assert table.parts("fcr") == (1, 2)
    assert table.parts("repeat_rate") == (1, 1)
    assert table.parts("redial_rate") == (0, 4)


def test_who_left_a_bot_without_help_and_tries_again_redials() -> None:
    table = figures(
        turned_away(0, Outcome.UNHELPED, session=40, customer=0),
        handled(600, customer=0, attempt=2, cause=Cause.UNHELPED),
        **BOT,
    )

    assert table.parts("redial_rate") == (1, 2)
    assert table.parts("wait_until_served") == (600, 1)


def test_resolution_is_that_of_agents_and_issues_are_resolved_by_bots_too() -> None:
    table = figures(contained(0), handled(0, resolved=False), **BOT)

    assert table.parts("resolution") == (0, 1)
    assert table.parts("share_resolved") == (1, 2)
    assert table.parts("resolved_per_agent_hour") == (0, 0)


def test_on_a_bots_own_channel_nobody_waits_and_no_work_comes() -> None:
    own = {"phone": parts.channel(), "site": parts.channel(kind=Kind.BOT, talk=None)}
    table = figures(
        contained(0, channel=1),
        turned_away(0, Outcome.UNHELPED, channel=1, session=40),
        turned_away(0, Outcome.BLOCKED, channel=1),
        handled(0),
        of=scenario(channels=own),
        channels=("phone", "site"),
        **BOT,
    )

    missing = [
        table.value(kpi, "channel:site")
        for kpi in ("asa", "wait", "wait_p50", "service_level", "abandonment", "aht")
    ]
    assert all(map(math.isnan, missing))
    assert table.parts("offered_load", "channel:site") == (0, 86400)
    assert table.parts("offered_load") == (60, 86400)
    assert table.parts("containment", "channel:site") == (1, 2)
    # calls and a bot are a centre of calls
    assert "left_inside" not in set(table.kpi.tolist())


def test_a_mail_that_a_bot_answers_never_reaches_the_backlog() -> None:
    # eight o'clock is second 28800; the second mail reaches the agents at nine
    table = talks.figures(
        talks.Talk(
            at=28800,
            channel=talks.MAIL,
            outcome=Outcome.CONTAINED,
            closed=29400,
            met=((0, Outcome.CONTAINED, 28800, 29400),),
        ),
        talks.Talk(
            at=28800,
            channel=talks.MAIL,
            closed=36001,
            stays=(talks.Stay(queued=32400, answered=36000, end=36001),),
            replies=((0, 0, 36000, 36000, 36001),),
            met=((0, Outcome.ESCALATED, 28800, 32400),),
        ),
        **BOT,
    )

    assert table.value("backlog", window="interval:8") == 0
    assert table.value("backlog", window="interval:9") == 1
    # its age goes back to when the customer wrote, and so does the due time
    assert table.value("backlog_age_max", window="interval:9") == 2 * HOUR
    assert table.parts("sla_met") == (0, 1)
    assert table.parts("taken_after") == (2 * HOUR, 1)
    assert table.parts("on_time_throughput", window="interval:8") == (0, 0)
    assert table.parts("on_time_throughput", window="interval:9") == (0, 1)


def test_an_outage_ends_a_session_and_its_contact() -> None:
    table = talks.figures(
        talks.Talk(
            at=100,
            outcome=Outcome.CUT_OFF,
            resolved=-1,
            closed=150,
            met=((0, Outcome.CUT_OFF, 100, 150),),
        ),
        **BOT,
    )

    assert table.parts("containment") == (0, 1)
    assert table.parts("deflection") == (1, 1)
    assert table.value("offered") == 0

"""Leaving: silently or with a sign, in the queue or inside a conversation."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from talks import CHAT, PHONE, Stay, Talk, conversed, figures, unserved

from omnisim.journal import Outcome

if TYPE_CHECKING:
    from omnisim.kpi import KpiTable

GONE = Talk(  # with a sign
    at=30000,
    outcome=Outcome.ABANDONED,
    resolved=-1,
    closed=30090,
    stays=(unserved(Outcome.ABANDONED, 30000, 30090),),
)
FOUND = Talk(  # silently, and an agent took the contact and found out
    at=30000,
    outcome=Outcome.ABANDONED,
    resolved=-1,
    closed=30015,
    stays=(
        Stay(
            outcome=Outcome.ABANDONED,
            silent=True,
            queued=30000,
            left=30015,
            answered=30200,
            end=30245,
        ),
    ),
)
NEVER_FOUND = Talk(
    at=30000,
    outcome=Outcome.ABANDONED,
    resolved=-1,
    closed=30045,
    stays=(
        Stay(
            outcome=Outcome.ABANDONED,
            silent=True,
            group=-1,
            agent=-1,
            offers=0,
            queued=30000,
            left=30045,
        ),
    ),
)
LEFT_INSIDE = Talk(
    at=30000,
    outcome=Outcome.QUIT,
    resolved=-1,
    closed=30310,
    stays=(
        Stay(
            outcome=Outcome.QUIT,
            queued=30000,
            answered=30010,
            left=30310,
            end=30310,
            wrapped=30340,
        ),
    ),
    replies=((0, 0, 30010, 30010, 30070), (0, 1, 30100, math.nan, math.nan)),
)
SILENT_INSIDE = Talk(
    at=30000,
    outcome=Outcome.QUIT,
    resolved=-1,
    closed=30110,
    stays=(
        Stay(
            outcome=Outcome.QUIT,
            silent=True,
            queued=30000,
            answered=30010,
            left=30110,
            end=30500,
        ),
    ),
)
HANDLED = conversed(30000, 30010, (30010, 30070))


@pytest.fixture(scope="module")
def table() -> KpiTable:
    """Return the figures of chats that end in each way."""
    return figures(
        GONE, FOUND, NEVER_FOUND, LEFT_INSIDE, SILENT_INSIDE, HANDLED, HANDLED
    )


def test_true_abandonment_counts_all_who_left_the_queue(table: KpiTable) -> None:
    assert table.parts("abandonment") == (3, 7)


def test_reported_abandonment_misses_those_who_left_without_a_sign(
    table: KpiTable,
) -> None:
    assert table.parts("abandonment_reported") == (1, 7)
    assert table.parts("silent_abandonment") == (2, 3)


def test_only_silent_leavers_whom_an_agent_took_were_found(table: KpiTable) -> None:
    assert table.value("silent_found") == 1


def test_who_left_inside_was_answered_and_not_handled(table: KpiTable) -> None:
    assert table.value("quit") == 2
    assert table.parts("left_inside") == (2, 4)
    assert table.parts("silent_inside") == (1, 2)
    assert table.value("answered") == 4
    assert table.value("handled") == 2


def test_everybody_who_arrived_ended_in_one_way(table: KpiTable) -> None:
    inside = table.value("quit") + table.value("handled") + table.value("open")
    called = table.value("callback_taken") + table.value("callback_unreached")

    assert table.value("abandoned") + inside + called == table.value("arrived")


def test_a_silent_leaver_waited_until_she_left_and_not_until_she_was_found(
    table: KpiTable,
) -> None:
    assert table.parts("wait_abandoned") == (90 + 15 + 45, 3)
    assert table.parts("asa") == (4 * 10, 4)
    assert table.value("wait_p50") == 10
    assert table.value("wait_max") == 90
    assert table.value("wait_answered_max") == 10


def test_in_the_service_level_silent_leavers_abandoned_and_quitters_were_answered(
    table: KpiTable,
) -> None:
    assert table.parts("service_level_offered") == (4, 7)
    assert table.parts("service_level_abandon_ok") == (4 + 1, 7)
    assert table.parts("service_level_answered") == (4, 4)


def test_a_group_answered_no_customer_who_had_left(table: KpiTable) -> None:
    assert table.parts("service_level_answered", "group:desk") == (4, 4)
    assert table.value("answered", "group:desk") == 4
    assert table.value("wait_answered_max", "group:desk") == 10


def test_discovery_is_no_handling_and_leaving_inside_is(table: KpiTable) -> None:
    # 300 + 30 of wrap-up, 490 until the silent one was closed, twice 60
    assert table.parts("aht") == (330 + 490 + 120, 4)
    assert table.parts("aht", "group:desk") == (330 + 490 + 120, 4)


def test_the_agent_picked_up_what_she_then_found_empty(table: KpiTable) -> None:
    assert table.parts("offer_unanswered") == (0, 5)


def test_a_session_ends_for_the_customer_when_she_leaves(table: KpiTable) -> None:
    assert table.parts("session") == (300 + 100 + 60 + 60, 4)


def test_nobody_was_served_who_had_left_the_queue(table: KpiTable) -> None:
    assert table.parts("accessibility") == (4, 7)


def test_shares_of_nobody_are_missing() -> None:
    table = figures(HANDLED)

    assert math.isnan(table.value("silent_abandonment"))
    assert math.isnan(table.value("silent_inside"))
    assert math.isnan(table.value("left_inside", "channel:phone"))
    assert table.value("left_inside", "channel:chat") == 0


def test_a_silent_leaver_in_a_centre_without_any_other_oddity_is_seen() -> None:
    table = figures(FOUND)

    assert table.parts("abandonment") == (1, 1)
    assert table.value("answered") == 0


def test_figures_are_by_channel() -> None:
    call = conversed(30000, 30010, channel=PHONE, closed=30070)
    table = figures(call, GONE, FOUND)

    assert table.parts("abandonment_reported", "channel:chat") == (1, 2)
    assert table.parts("abandonment_reported", "channel:phone") == (0, 1)
    assert HANDLED.channel == CHAT

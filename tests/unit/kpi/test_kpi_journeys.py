"""Whole issues: contacts, channels, moves, stories and time until they are resolved."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
import scenario_parts as parts
import talks
from lives import DAY, Leg, abandoned, figures, handled, scenario, talking, waiting
from talks import BACK, CHAT, MAIL, PHONE, Stay, Talk

from omnisim.journal import Cause, Outcome

if TYPE_CHECKING:
    from omnisim.kpi import KpiTable

CHANNELS = ("phone", "chat", "mail")
TWO_DAYS = {"horizon": 2 * DAY, "ended_at": 2 * DAY}


def of_three(*lives: object, **more: object) -> KpiTable:
    """Return the figures of contacts on three channels, about two issues, two days."""
    centre = scenario(
        days=2, channels={name: parts.channel() for name in CHANNELS}, warm_up=600
    )
    names = {"channels": CHANNELS, "issues": ("order", "dispute")}
    return figures(*lives, of=centre, **(names | TWO_DAYS | more))


@pytest.fixture(scope="module")
def table() -> KpiTable:
    """Return the figures of three customers who make eight contacts.

    The first comes twice by phone, then by chat, then by phone; the second goes from
    chat to mail on the next day; the third comes once, the fourth before it counts.
    """
    return of_three(
        abandoned(700, 10, customer=0),
        abandoned(800, 10, customer=0, attempt=2, cause=Cause.ABANDONED),
        abandoned(900, 10, customer=0, attempt=3, cause=Cause.ABANDONED, channel=1),
        handled(1000, 5, customer=0, attempt=4, cause=Cause.ABANDONED, talk=95),
        handled(2000, customer=1, channel=1, issue=1, resolved=False, talk=100),
        handled(
            DAY + 2000, customer=1, attempt=2, cause=Cause.UNRESOLVED, channel=2,
            issue=1, resolved=False, talk=300,
        ),
        handled(3000, 20, customer=2, channel=2, talk=60),
        abandoned(0, 10, customer=3),
        handled(4000, customer=3, attempt=2, cause=Cause.ABANDONED, channel=1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kpi", "above", "below"),
    [
        ("contacts_per_customer", 7, 3),
        ("share_resolved", 2, 3),
        ("time_to_resolution", 400 + 80, 2),
        ("moves", 4, 1),  # one of them of the customer who came before
        ("moves_per_issue", 3, 3),
        ("channels_per_issue", 2 + 2 + 1, 3),
        ("customer_time", (10 + 10 + 10 + 100) + (100 + 300) + 80, 3),
        ("duplicates", 0, 1),
        ("stories_repeated", 0, 1),
    ],
)
def test_what_issues_took_is_as_typed(
    table: KpiTable, kpi: str, above: int, below: int
) -> None:
    assert table.parts(kpi) == (above, below)


def test_issues_count_where_their_first_contact_arrived(table: KpiTable) -> None:
    assert table.parts("moves_per_issue", window="day:0") == (3, 3)
    assert table.parts("moves_per_issue", window="day:1") == (0, 0)
    assert table.parts("share_resolved", "channel:phone") == (1, 1)
    assert table.parts("share_resolved", "channel_issue:chat/dispute") == (0, 1)
    assert table.parts("channels_per_issue", "issue:dispute") == (2, 1)


def test_a_move_counts_where_it_led_to(table: KpiTable) -> None:
    assert table.parts("moves", "channel:chat") == (2, 1)
    assert table.parts("moves", "channel:phone") == (1, 1)
    assert table.parts("moves", window="day:1") == (1, 1)


@pytest.mark.parametrize(
    ("move", "n", "of"),
    [
        ("phone > phone", 1, 3),
        ("phone > chat", 2, 3),
        ("phone > mail", 0, 3),
        ("chat > phone", 1, 2),
        ("chat > chat", 0, 2),
        ("chat > mail", 1, 2),
        ("mail > phone", 0, 0),
        ("mail > chat", 0, 0),
        ("mail > mail", 0, 0),
    ],
)
def test_moves_are_told_from_channel_to_channel(
    table: KpiTable, move: str, n: int, of: int
) -> None:
    assert table.parts("moves", f"move:{move}") == (n, 1)
    assert table.parts("move_share", f"move:{move}") == (n, of)


def test_the_matrix_of_moves_sums_to_all_further_contacts(table: KpiTable) -> None:
    is_move = (table.slice_kind == "move") & (table.window_kind == "run")

    assert table.numerator[is_move & (table.kpi == "moves")].sum() == 5
    assert sorted(set(table.kpi[is_move].tolist())) == ["move_share", "moves"]


def test_moves_are_told_for_the_run_and_for_days_and_for_no_intervals(
    table: KpiTable,
) -> None:
    kinds = set(table.window_kind[table.slice_kind == "move"].tolist())

    assert kinds == {"run", "day"}
    assert table.parts("move_share", "move:chat > mail", "day:0") == (0, 1)
    assert table.parts("move_share", "move:chat > mail", "day:1") == (1, 1)
    assert math.isnan(table.value("move_share", "move:phone > chat", "day:1"))


def test_moves_count_where_the_further_contact_closed_if_contacts_do() -> None:
    table = of_three(
        abandoned(700, 10, customer=0),
        handled(DAY - 10, customer=0, attempt=2, cause=Cause.ABANDONED, channel=1),
        attribution="end",
    )

    assert table.parts("moves", "move:phone > chat", "day:1") == (1, 1)
    assert table.parts("moves", "move:phone > chat", "day:0") == (0, 1)


def test_who_has_a_contact_open_is_decided_only_if_another_one_resolved_the_issue() -> (
    None
):
    table = of_three(
        waiting(700, customer=0),
        handled(800, customer=0, attempt=2, cause=Cause.DUPLICATE, channel=1, talk=200),
        handled(700, customer=1, resolved=False),
        talking(2000, customer=1, attempt=2, cause=Cause.UNRESOLVED),
        waiting(700, customer=2),
        ended_at=2100,
    )

    assert table.parts("share_resolved") == (1, 1)
    assert table.parts("time_to_resolution") == (300, 1)
    assert table.parts("customer_time") == (1400, 1)  # she still waits on the phone
    assert table.parts("duplicates") == (1, 1)
    assert table.parts("duplicates", "channel:chat") == (1, 1)


def test_an_issue_is_resolved_by_the_contact_that_ends_first() -> None:
    table = of_three(
        handled(700, 300, customer=0, talk=600),
        handled(800, customer=0, attempt=2, cause=Cause.DUPLICATE, channel=1, talk=50),
    )

    assert table.parts("time_to_resolution") == (150, 1)
    assert table.parts("share_resolved") == (1, 1)


def test_times_in_two_contacts_at_once_count_once() -> None:
    table = of_three(
        abandoned(700, 300, customer=0),
        abandoned(800, 100, customer=0, attempt=2, cause=Cause.DUPLICATE, channel=1),
        abandoned(950, 150, customer=0, attempt=3, cause=Cause.ABANDONED, channel=2),
        abandoned(1100, 50, customer=0, attempt=4, cause=Cause.ABANDONED),
        abandoned(700, 40, customer=1),
    )

    # from 700 to 1150 s, and the other one's 40 s
    assert table.parts("customer_time") == (490, 2)


def test_of_deferred_contacts_only_bots_and_the_talk_of_calls_back_take_her_time() -> (
    None
):
    nine = 9 * 3600.0
    replied = talks.conversed(
        nine,
        nine + 7000,
        (nine + 7000, nine + 7100),
        channel=MAIL,
        customer=0,
        met=((0, Outcome.ESCALATED, nine, nine + 30),),
    )
    back = Stay(
        queued=nine + 8000, answered=nine + 9000, end=nine + 9120, wrapped=nine + 9200
    )
    called = Talk(
        at=nine + 8000,
        channel=BACK,
        customer=0,
        attempt=2,
        cause=Cause.UNRESOLVED,
        closed=nine + 9120,
        stays=(back,),
    )

    table = talks.figures(replied, called, bots=("helper",))

    assert table.parts("customer_time") == (30 + 120, 1)


def test_stories_count_where_they_were_told() -> None:
    table = of_three(
        abandoned(700, 10, customer=0),
        handled(800, customer=0, attempt=2, cause=Cause.ABANDONED, story=True),
        abandoned(900, 10, customer=1, story=True),  # nobody heard it
        handled(900, customer=2, channel=1, story=True, legs=(Leg(talk=10),)),
    )

    assert table.parts("stories_repeated") == (2, 1)
    assert table.parts("stories_repeated", "channel:chat") == (1, 1)
    assert table.parts("stories_per_issue") == (2, 3)


def test_a_story_is_told_once_in_a_conversation_however_often_it_changes_hands() -> (
    None
):
    stays = (
        Stay(queued=0, answered=9, end=60, outcome=Outcome.HANDED_ON, story=True),
        Stay(queued=60, answered=80, end=100, story=True),
    )
    table = talks.figures(Talk(at=0, channel=CHAT, attempt=2, closed=100, stays=stays))

    assert table.parts("stories_repeated") == (1, 1)


def test_a_run_without_further_contacts_has_no_journeys_and_no_moves() -> None:
    table = figures(handled(0))

    assert "move" not in set(table.slice_kind.tolist())
    with pytest.raises(KeyError):
        table.value("share_resolved")


def test_where_bots_alone_lead_to_journeys_every_issue_has_one_contact() -> None:
    table = figures(handled(0, 10, session=20, talk=30), bots=("helper",))

    assert table.parts("customer_time") == (60, 1)
    assert table.parts("time_to_resolution") == (60, 1)
    assert table.parts("channels_per_issue") == (1, 1)
    assert table.parts("moves") == (0, 1)


def test_who_only_chases_by_phone_moves_from_mail() -> None:
    table = talks.figures(
        talks.waiting(0, channel=MAIL, customer=0),
        talks.conversed(
            600, 700, closed=800, channel=PHONE, customer=0, attempt=2,
            cause=Cause.UNANSWERED,
        ),
        talks.conversed(
            900, 900, (900, 950), channel=CHAT, customer=0, attempt=3,
            cause=Cause.UNRESOLVED,
        ),
    )  # fmt: skip

    assert table.value("moves", "move:mail > phone") == 1
    assert table.value("moves", "move:phone > chat") == 1
    assert table.value("moves") == 2


def test_rows_of_moves_stand_by_channel_before_then_by_own() -> None:
    table = of_three(
        abandoned(700, 10, customer=0),
        handled(800, customer=0, attempt=2, cause=Cause.ABANDONED),
    )

    rows = (table.slice_kind == "move") & (table.window_kind == "run")
    names = table.slice[rows & (table.kpi == "moves")]
    assert names[:4].tolist() == [
        "phone > phone", "phone > chat", "phone > mail", "chat > phone",
    ]  # fmt: skip
    assert np.count_nonzero(rows) == 18

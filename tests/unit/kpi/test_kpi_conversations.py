"""Conversations of several interactions: one answer, one handling, all the time."""

from __future__ import annotations

import math

import pytest
from talks import (
    BACK,
    CHAT,
    DAY,
    HOUR,
    MAIL,
    MESSAGE,
    Stay,
    Talk,
    conversed,
    figures,
    unserved,
    waiting,
)

from omnisim.journal import Outcome

NAN = math.nan

# taken at once, quiet after 100 s, back an hour later, and taken by the seniors
REVIVED = Talk(
    at=30000,
    channel=MESSAGE,
    closed=33800,
    stays=(
        Stay(outcome=Outcome.QUIET, queued=30000, answered=30000, end=30100),
        Stay(queued=33600, answered=33650, end=33800, wrapped=33830, group=1, agent=1),
    ),
    replies=((0, 0, 30000, 30000, 30060), (1, 1, 33600, 33650, 33800)),
)
HANDED_OVER = Talk(
    at=30000,
    channel=CHAT,
    closed=30400,
    stays=(
        Stay(outcome=Outcome.HANDED_ON, queued=30000, answered=30005, end=30300),
        Stay(queued=30300, answered=30300, end=30400, group=1, agent=1, offers=0),
    ),
)
CALLED_TWICE = Talk(
    at=30000,
    channel=BACK,
    closed=33000,
    stays=(
        Stay(outcome=Outcome.MISSED, queued=30000),
        Stay(queued=32000, answered=32500, end=33000, wrapped=33040),
    ),
)


def test_a_conversation_that_went_quiet_is_handled_once_with_all_its_time() -> None:
    table = figures(REVIVED)

    assert table.value("handled") == 1
    assert table.value("answered") == 1
    assert table.parts("aht") == (100 + 150 + 30, 1)
    assert table.parts("wrap_up") == (30, 1)


def test_groups_have_the_time_they_spent_and_the_end_counts_where_it_was() -> None:
    table = figures(REVIVED)

    assert table.parts("aht", "group:desk") == (100, 0)
    assert table.parts("aht", "group:seniors") == (180, 1)
    assert table.value("answered", "group:desk") == 1
    assert table.value("answered", "group:seniors") == 0
    assert table.value("handled", "group:seniors") == 1


def test_a_chat_handed_over_is_answered_once_and_not_transferred() -> None:
    table = figures(HANDED_OVER)

    assert table.parts("asa") == (5, 1)
    assert table.parts("asa", "group:desk") == (5, 1)
    assert table.parts("asa", "group:seniors") == (0, 0)
    assert table.value("wait_answered_max", "group:desk") == 5
    assert table.parts("wait_answered_max", "group:seniors")[1] == 0
    assert table.parts("service_level_answered", "group:seniors") == (0, 0)
    assert table.parts("transfer_rate") == (0, 1)
    assert table.parts("aht") == (395, 1)


def test_what_was_handed_over_never_rang_and_is_no_lost_offer() -> None:
    assert figures(HANDED_OVER).parts("offer_unanswered") == (0, 1)


def test_a_call_back_picked_up_at_the_second_try_is_answered_once() -> None:
    table = figures(CALLED_TWICE)

    assert table.value("answered") == 1
    assert table.value("handled") == 1
    assert table.parts("aht") == (540, 1)
    assert table.value("offered_load", "channel:back", "interval:8") == 540 / HOUR


def test_a_transfer_ends_a_conversation_and_begins_another() -> None:
    passed_on = Talk(
        at=30000,
        closed=30500,
        stays=(
            Stay(outcome=Outcome.TRANSFERRED, queued=30000, answered=30000, end=30100),
            Stay(
                outcome=Outcome.HANDED_ON, queued=30100, answered=30150, end=30200,
                group=1, agent=1,
            ),
            Stay(queued=30200, answered=30250, end=30500),
        ),
    )  # fmt: skip

    table = figures(passed_on)

    assert table.parts("aht") == (100 + 50 + 250, 2)
    assert table.value("answered") == 1
    assert table.value("answered", "group:seniors") == 1
    assert table.parts("transfer_rate") == (1, 1)
    assert table.parts("transfers_per_contact") == (1, 1)


def test_a_contact_transferred_twice_counts_once_in_the_transfer_rate() -> None:
    on = {"outcome": Outcome.TRANSFERRED}
    twice = Talk(
        at=30000,
        closed=30300,
        stays=(
            Stay(queued=30000, answered=30000, end=30100, **on),
            Stay(queued=30100, answered=30100, end=30200, **on),
            Stay(queued=30200, answered=30200, end=30300),
        ),
    )

    assert figures(twice).parts("transfer_rate") == (1, 1)


def test_a_conversation_still_quiet_when_play_ended_is_in_no_handle_time() -> None:
    quiet = Talk(
        at=30000,
        channel=MESSAGE,
        outcome=Outcome.OPEN,
        resolved=-1,
        stays=(Stay(outcome=Outcome.QUIET, queued=30000, answered=30000, end=30100),),
    )

    table = figures(quiet, REVIVED)

    assert table.parts("aht") == (280, 1)
    assert table.value("open") == 1


def test_a_conversation_back_in_the_queue_when_play_ended_is_not_over_either() -> None:
    back = Talk(
        at=30000,
        channel=MESSAGE,
        outcome=Outcome.OPEN,
        resolved=-1,
        stays=(
            Stay(outcome=Outcome.QUIET, queued=30000, answered=30000, end=30100),
            unserved(Outcome.OPEN, 33600),
        ),
    )

    table = figures(back)

    assert table.parts("aht") == (0, 0)
    assert table.value("answered") == 1


def test_a_conversation_that_ended_in_the_queue_is_over_with_the_time_it_took() -> None:
    given_up = Talk(
        at=30000,
        channel=MESSAGE,
        outcome=Outcome.ABANDONED,
        resolved=-1,
        closed=34000,
        stays=(
            Stay(outcome=Outcome.QUIET, queued=30000, answered=30000, end=30100),
            unserved(Outcome.ABANDONED, 33600, 34000),
        ),
    )

    table = figures(given_up)

    assert table.parts("aht") == (100, 1)
    assert table.value("abandoned") == 1
    assert table.value("answered") == 1


def test_time_without_a_place_is_no_handle_time_of_a_message_kept_by_its_agent() -> (
    None
):
    kept = Talk(
        at=30000,
        channel=MESSAGE,
        closed=33700,
        stays=(Stay(queued=30000, answered=30010, end=33700, offers=2),),
        # it rang in vain first; then quiet from 30100 to 33600
        held=((0, 0, 30000, 30004), (0, 0, 30006, 30100), (0, 0, 33600, 33700)),
    )

    assert figures(kept).parts("aht") == (90 + 100, 1)
    assert figures(kept).parts("aht", "group:desk") == (90 + 100, 1)


def test_handle_time_by_the_clock_leaves_out_the_time_without_a_place() -> None:
    kept = Talk(
        at=8 * HOUR,
        channel=MESSAGE,
        closed=11 * HOUR,
        stays=(Stay(queued=8 * HOUR, answered=8 * HOUR, end=11 * HOUR),),
        held=((0, 0, 8 * HOUR, 8.5 * HOUR), (0, 0, 10 * HOUR, 11 * HOUR)),
    )

    table = figures(kept, attribution="overlap")

    assert table.parts("talk", window="interval:8")[0] == HOUR / 2
    assert table.parts("talk", window="interval:9")[0] == 0
    assert table.parts("talk", window="interval:10")[0] == HOUR
    assert table.parts("talk", "group:desk", "interval:10")[0] == HOUR


@pytest.mark.parametrize(("hour", "n"), [(8, 0), (9, 1)])
def test_with_attribution_by_the_end_all_of_it_counts_where_it_was_over(
    hour: int, n: int
) -> None:
    table = figures(REVIVED, attribution="end")

    assert table.parts("aht", window=f"interval:{hour}") == (280 * n, n)


def test_waits_are_those_of_live_contacts_only() -> None:
    chat = conversed(30000, 30010, (30010, 30070))
    mail = conversed(30000, 37000, (37000, 37500), channel=MAIL)

    table = figures(chat, mail, waiting(30000, channel=MAIL))

    assert table.parts("asa") == (10, 1)
    assert table.value("wait_max") == 10
    assert table.parts("asa", "channel:mail") == (0, 0)
    assert table.parts("asa", "group:desk") == (10, 1)
    assert table.parts("service_level") == (1, 1)
    assert table.value("answered", "group:desk") == 2
    assert table.value("answered") == 2


def test_who_asks_to_be_called_back_neither_waited_nor_gave_up() -> None:
    took_the_offer = Talk(
        at=30000,
        outcome=Outcome.CALLBACK,
        resolved=-1,
        closed=30000,
        stays=(unserved(Outcome.CALLBACK, 30000, 30000),),
    )

    table = figures(took_the_offer, conversed(30000, 30010, (30010, 30070)))

    assert table.value("wait_p50") == 10
    assert table.parts("wait") == (10, 1)
    assert table.parts("abandonment") == (0, 2)
    assert table.parts("service_level") == (1, 1)
    assert table.value("offered_load", window="interval:8") == 60 / HOUR


def test_a_day_without_any_contact_has_figures_all_the_same() -> None:
    table = figures()

    assert table.value("answered") == 0
    assert math.isnan(table.value("aht"))
    assert DAY == 24 * HOUR

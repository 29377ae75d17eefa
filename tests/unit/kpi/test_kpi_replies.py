"""Replies: the first response, the wait for the next one, sessions, touches."""

from __future__ import annotations

import math

from talks import (
    BACK,
    CHAT,
    HOUR,
    MAIL,
    MESSAGE,
    PHONE,
    Stay,
    Talk,
    centre,
    conversed,
    figures,
    waiting,
)

from omnisim.journal import Outcome

NAN = math.nan


def test_first_response_is_from_arrival_to_the_end_of_the_first_reply() -> None:
    table = figures(
        conversed(30000, 30010, (30010, 30070), (30100, 30150)),
        conversed(30000, 30020, (30020, 30050)),
    )

    assert table.parts("first_response") == (70 + 50, 2)


def test_accepting_a_chat_is_not_yet_the_first_response() -> None:
    table = figures(conversed(30000, 30010, (30010, 30090)))

    assert table.value("asa") == 10
    assert table.value("first_response") == 90


def test_contacts_without_a_reply_have_no_response() -> None:
    dropped = Talk(
        at=30000,
        outcome=Outcome.QUIT,
        resolved=-1,
        closed=30100,
        stays=(Stay(outcome=Outcome.QUIT, queued=30000, answered=30010, end=30100),),
        replies=((0, 0, 30010, 30050, NAN),),
    )

    table = figures(dropped, waiting(30000))

    assert math.isnan(table.value("first_response"))
    assert math.isnan(table.value("first_response_p50"))
    assert math.isnan(table.value("reply_wait"))
    assert math.isnan(table.value("turns_per_conversation"))
    assert math.isnan(table.value("one_touch"))


def test_calls_have_no_turns_and_no_response() -> None:
    table = figures(
        conversed(30000, 30010, channel=PHONE, closed=30070),
        conversed(30000, 30010, (30010, 30070)),
    )

    assert table.parts("first_response", "channel:phone") == (0, 0)
    assert table.parts("first_response") == (70, 1)


def test_a_first_reply_after_a_transfer_is_still_the_first_one() -> None:
    passed_on = Talk(
        at=30000,
        closed=30500,
        stays=(
            Stay(outcome=Outcome.TRANSFERRED, queued=30000, answered=30000, end=30100),
            Stay(queued=30100, answered=30200, end=30500, group=1, agent=1),
        ),
        replies=((0, 0, 30000, 30000, 30100), (1, 0, 30200, 30200, 30500)),
    )

    table = figures(passed_on)

    assert table.parts("first_response") == (100, 1)
    assert table.parts("first_response", "group:desk") == (100, 1)
    assert table.parts("first_response", "group:seniors") == (0, 0)
    assert table.parts("turns_per_conversation") == (2, 1)


def test_percentiles_of_the_first_response_are_by_nearest_rank() -> None:
    table = figures(
        conversed(30000, 30000, (30000, 30010)),
        conversed(30000, 30000, (30000, 30020)),
        conversed(30000, 30000, (30000, 30030)),
        conversed(30000, 30000, (30000, 30040)),
        conversed(33000, 33000, (33000, 33500)),
    )

    assert table.value("first_response_p50") == 30
    assert table.value("first_response_p90") == 500
    assert table.value("first_response_p50", window="interval:8") == 20
    assert table.value("first_response_p90", "group:desk") == 500
    assert math.isnan(table.value("first_response_p50", "group:seniors"))


def test_the_wait_for_the_next_reply_begins_with_the_customers_words() -> None:
    table = figures(
        conversed(30000, 30010, (30010, 30070), (30100, 30150), (30200, 30290))
    )

    assert table.parts("reply_wait") == (50 + 90, 2)
    assert table.value("reply_wait_p90") == 90
    assert table.parts("reply_wait", "group:desk") == (140, 2)
    assert table.value("reply_wait_p90", "group:desk") == 90


def test_replies_count_where_their_contact_arrived() -> None:
    table = figures(conversed(30000, 30010, (30010, 30070), (60000, 60050)))

    assert table.parts("reply_wait", window="interval:8") == (50, 1)


def test_with_attribution_by_the_end_they_count_where_it_closed() -> None:
    late = conversed(30000, 30010, (30010, 30070), (60000, 60050))

    table = figures(late, attribution="end")

    assert table.parts("first_response", window="interval:16") == (70, 1)
    assert table.parts("first_response", "group:desk", "interval:16") == (70, 1)
    assert table.value("first_response_p90", "group:desk", "interval:16") == 70


def test_with_attribution_by_the_end_what_only_went_quiet_has_not_ended() -> None:
    quiet = Talk(
        at=30000,
        channel=MESSAGE,
        outcome=Outcome.OPEN,
        resolved=-1,
        stays=(Stay(outcome=Outcome.QUIET, queued=30000, answered=30000, end=30600),),
        replies=((0, 0, 30000, 30000, 30060),),
    )

    table = figures(quiet, attribution="end")

    assert table.parts("first_response") == (0, 0)
    assert table.parts("first_response", "group:desk") == (0, 0)


def test_who_arrived_during_the_warm_up_is_in_no_figure_about_replies() -> None:
    table = figures(
        conversed(100, 110, (110, 120), (130, 140)),
        conversed(30000, 30000, (30000, 30007)),
        of=centre(warm_up=HOUR),
    )

    assert table.parts("first_response") == (7, 1)
    assert table.value("first_response_p90") == 7
    assert table.value("first_response_p90", "group:desk") == 7
    assert table.parts("first_response", "group:desk") == (7, 1)


def test_a_session_lasts_from_the_answer_to_the_last_reply() -> None:
    quiet_in_between = Talk(
        at=30000,
        channel=MESSAGE,
        closed=33800,
        stays=(
            Stay(outcome=Outcome.QUIET, queued=30000, answered=30010, end=30100),
            Stay(queued=33600, answered=33650, end=33800, wrapped=33900),
        ),
    )

    table = figures(quiet_in_between)

    assert table.parts("session") == (33800 - 30010, 1)
    assert table.parts("session", "channel:message") == (3790, 1)


def test_sessions_are_of_those_whose_conversation_is_over() -> None:
    talking = Talk(
        at=30000,
        outcome=Outcome.OPEN,
        resolved=-1,
        stays=(Stay(outcome=Outcome.OPEN, queued=30000, answered=30010),),
    )

    assert figures(talking).parts("session") == (0, 0)


def test_one_touch_is_solved_with_one_reply_of_all_solved() -> None:
    once, twice = (30010, 30070), ((30010, 30070), (30100, 30150))
    table = figures(
        conversed(30000, 30010, once),
        conversed(30000, 30010, *twice),
        conversed(30000, 30010, *twice),
        conversed(30000, 30010, once, resolved=0),
        conversed(30000, 30010, channel=BACK, closed=30070),
    )

    assert table.parts("one_touch") == (1, 3)
    assert table.parts("turns_per_conversation") == (6, 4)


def test_figures_about_replies_are_by_channel() -> None:
    table = figures(
        conversed(30000, 30010, (30010, 30070), channel=CHAT),
        conversed(30000, 31000, (31000, 31600), channel=MAIL),
    )

    assert table.value("first_response", "channel:chat") == 70
    assert table.value("first_response", "channel:mail") == 1600
    assert table.value("first_response_p50", "channel:mail") == 1600

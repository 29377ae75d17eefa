"""Deferred work: answered by its due time, kept up with, chased."""

from __future__ import annotations

import math

import scenario_parts as parts
from talks import (
    BACK,
    CHAT,
    DAY,
    HOUR,
    MAIL,
    MESSAGE,
    PHONE,
    Stay,
    Talk,
    centre,
    conversed,
    figures,
    unserved,
    waiting,
)

from omnisim.journal import Cause, Outcome
from omnisim.scenario.schema import Kind

NAN = math.nan
EIGHT, NINE, FOUR = 8 * HOUR, 9 * HOUR, 16 * HOUR


def mail(at: float, replied: float, **more: object) -> Talk:
    """Tell of a mail taken a minute before it was replied to."""
    return conversed(at, replied - 60, (replied - 60, replied), channel=MAIL, **more)


def test_a_reply_is_in_time_up_to_the_due_time_itself() -> None:
    table = figures(mail(EIGHT, EIGHT + 2 * HOUR), mail(EIGHT, EIGHT + 2 * HOUR + 1))

    assert table.parts("sla_met") == (1, 2)


def test_the_threshold_counts_hours_in_which_the_channel_is_open() -> None:
    # an hour before closing: due an hour after opening on the next day
    table = figures(mail(FOUR - HOUR, DAY + NINE), mail(FOUR - HOUR, DAY + NINE + 1))

    assert table.parts("sla_met") == (1, 2)


def test_what_comes_at_night_is_due_two_hours_after_opening() -> None:
    table = figures(mail(3 * HOUR, 10 * HOUR), mail(20 * HOUR, DAY + 10 * HOUR))

    assert table.parts("sla_met") == (2, 2)


def test_overdue_and_open_is_a_miss_and_not_yet_due_is_left_out() -> None:
    table = figures(
        waiting(EIGHT, channel=MAIL),
        waiting(DAY + FOUR - HOUR, channel=MAIL),
        mail(DAY + FOUR - HOUR, DAY + FOUR),
        ended_at=DAY + FOUR,
    )

    assert table.parts("sla_met") == (0, 1)


def test_a_mail_withdrawn_without_an_answer_is_a_miss() -> None:
    withdrawn = Talk(
        at=EIGHT,
        channel=MAIL,
        outcome=Outcome.ABANDONED,
        resolved=-1,
        closed=NINE,
        stays=(unserved(Outcome.ABANDONED, EIGHT, NINE),),
    )

    assert figures(withdrawn).parts("sla_met") == (0, 1)


def test_taking_a_mail_is_no_answer_and_its_first_reply_is() -> None:
    taken = Talk(
        at=EIGHT,
        channel=MAIL,
        outcome=Outcome.OPEN,
        resolved=-1,
        stays=(Stay(outcome=Outcome.OPEN, queued=EIGHT, answered=NINE),),
        replies=((0, 0, NINE, NINE, NAN),),
    )

    table = figures(taken)

    assert table.parts("sla_met") == (0, 1)
    assert table.parts("taken_after") == (HOUR, 1)


def test_a_call_back_is_answered_when_talk_begins() -> None:
    called = conversed(EIGHT, NINE, channel=BACK, closed=NINE + 100)

    assert figures(called).parts("sla_met", "channel:back") == (1, 1)


def test_live_channels_have_no_due_time() -> None:
    table = figures(
        conversed(EIGHT, NINE, channel=PHONE, closed=NINE + 10),
        conversed(EIGHT, EIGHT + 5, (EIGHT + 5, EIGHT + 9), channel=CHAT),
    )

    assert table.parts("sla_met") == (0, 0)
    assert math.isnan(table.value("sla_met", "channel:phone"))
    assert table.parts("taken_after") == (0, 0)
    assert table.value("backlog") == 0


def test_a_channel_without_a_target_is_left_out() -> None:
    free = parts.channel(kind=Kind.MAIL, target=None, talk=None)

    table = figures(mail(EIGHT, NINE), of=centre(mail=free))

    assert table.parts("sla_met") == (0, 0)


def test_who_was_turned_away_was_not_received() -> None:
    blocked = Talk(
        at=EIGHT, channel=BACK, outcome=Outcome.BLOCKED, resolved=-1, closed=EIGHT
    )

    table = figures(blocked, mail(EIGHT, NINE))

    assert table.parts("sla_met") == (1, 1)
    assert table.parts("chased") == (0, 1)


def test_each_further_question_of_a_message_has_its_own_due_time() -> None:
    table = figures(
        conversed(
            EIGHT,
            EIGHT,
            (EIGHT, EIGHT + 60),
            (NINE, NINE + 2 * HOUR),
            (FOUR - HOUR, DAY + NINE + 1),
            channel=MESSAGE,
        )
    )

    assert table.parts("reply_sla_met") == (1, 2)
    assert table.parts("sla_met") == (1, 1)


def test_a_further_question_that_was_dropped_or_is_overdue_is_a_miss() -> None:
    left = Talk(
        at=EIGHT,
        channel=MESSAGE,
        outcome=Outcome.QUIT,
        resolved=-1,
        closed=NINE + 60,
        stays=(
            Stay(outcome=Outcome.QUIT, queued=EIGHT, answered=EIGHT, end=NINE + 60),
        ),
        replies=((0, 0, EIGHT, EIGHT, EIGHT + 60), (0, 1, NINE, NAN, NAN)),
    )

    assert figures(left).parts("reply_sla_met") == (0, 1)


def _back_in_the_queue(outcome: Outcome, left: float) -> Talk:
    is_open = outcome is Outcome.OPEN
    return Talk(
        at=EIGHT,
        channel=MESSAGE,
        outcome=outcome,
        resolved=-1,
        closed=NAN if is_open else left,
        stays=(
            Stay(outcome=Outcome.QUIET, queued=EIGHT, answered=EIGHT, end=EIGHT + 60),
            unserved(outcome, NINE, left),
        ),
        replies=((0, 0, EIGHT, EIGHT, EIGHT + 60),),
    )


def test_a_further_question_waits_from_when_it_joined_the_queue() -> None:
    still = _back_in_the_queue(Outcome.OPEN, NAN)

    assert figures(still).parts("reply_sla_met") == (0, 1)
    assert figures(still, ended_at=10 * HOUR).parts("reply_sla_met") == (0, 0)


def test_a_further_question_given_up_in_the_queue_is_a_miss() -> None:
    gone = _back_in_the_queue(Outcome.ABANDONED, 10 * HOUR)

    assert figures(gone).parts("reply_sla_met") == (0, 1)


def test_a_mail_put_back_before_its_first_reply_has_no_further_question() -> None:
    put_back = Talk(
        at=EIGHT,
        channel=MAIL,
        outcome=Outcome.OPEN,
        resolved=-1,
        stays=(
            Stay(outcome=Outcome.HANDED_ON, queued=EIGHT, answered=NINE, end=NINE),
            unserved(Outcome.OPEN, NINE),
        ),
    )

    table = figures(put_back)

    assert table.parts("reply_sla_met") == (0, 0)
    assert table.parts("sla_met") == (0, 1)


def test_a_further_reply_put_back_half_written_is_one_question() -> None:
    put_back = Talk(
        at=EIGHT,
        channel=MAIL,
        outcome=Outcome.OPEN,
        resolved=-1,
        stays=(
            Stay(outcome=Outcome.HANDED_ON, queued=EIGHT, answered=EIGHT, end=NINE),
            unserved(Outcome.OPEN, NINE),
        ),
        replies=((0, 0, EIGHT, EIGHT, EIGHT + 60), (0, 1, EIGHT + 90, NINE, NAN)),
    )

    assert figures(put_back).parts("reply_sla_met") == (0, 1)


def test_a_call_back_missed_and_waiting_for_the_next_try_is_no_further_question() -> (
    None
):
    missed = Talk(
        at=EIGHT,
        channel=BACK,
        outcome=Outcome.OPEN,
        resolved=-1,
        stays=(
            Stay(outcome=Outcome.MISSED, queued=EIGHT),
            unserved(Outcome.OPEN, NINE),
        ),
    )

    table = figures(missed)

    assert table.parts("reply_sla_met") == (0, 0)
    assert table.parts("sla_met") == (0, 1)


def test_throughput_is_what_was_closed_by_what_came_by_the_clock() -> None:
    table = figures(
        mail(EIGHT, NINE),
        mail(EIGHT + 60, NINE + 60),
        waiting(EIGHT + 90, channel=MAIL),
    )

    assert table.parts("on_time_throughput") == (2, 3)
    assert table.parts("on_time_throughput", window="interval:8") == (0, 3)
    assert table.parts("on_time_throughput", window="interval:9") == (2, 0)
    assert table.parts("on_time_throughput", "channel:mail") == (2, 3)


def test_by_the_end_throughput_stays_by_the_clock() -> None:
    table = figures(mail(EIGHT, NINE), attribution="end")

    assert table.parts("on_time_throughput", window="interval:8") == (0, 1)


def test_a_chased_mail_is_counted_once_and_where_it_arrived() -> None:
    chase = {"customer": 7, "cause": Cause.UNANSWERED, "channel": PHONE}
    table = figures(
        mail(EIGHT, FOUR, customer=7),
        mail(EIGHT, FOUR, customer=8),
        conversed(NINE, NINE, closed=NINE + 60, attempt=2, **chase),
        conversed(NINE + HOUR, NINE + HOUR, closed=11 * HOUR, attempt=3, **chase),
    )

    assert table.parts("chased") == (1, 2)
    assert table.parts("chased", "channel:mail", "interval:8") == (1, 2)
    assert table.parts("chased", window="interval:9") == (0, 0)


def test_a_mail_that_chases_a_mail_may_be_chased_in_its_turn() -> None:
    chase = {"customer": 7, "cause": Cause.UNANSWERED}
    table = figures(
        mail(EIGHT, FOUR, customer=7),
        mail(NINE, FOUR, attempt=2, **chase),
        mail(NINE + HOUR, FOUR, attempt=3, **chase),
    )

    assert table.parts("chased") == (2, 3)


def test_a_chase_of_a_contact_that_is_not_there_is_about_none() -> None:
    table = figures(
        mail(EIGHT, FOUR, customer=3),
        conversed(
            NINE,
            NINE,
            channel=PHONE,
            closed=NINE + 60,
            customer=7,
            cause=Cause.UNANSWERED,
        ),
    )

    assert table.parts("chased") == (0, 1)


def test_who_chases_redials_not() -> None:
    table = figures(
        mail(EIGHT, FOUR, customer=7),
        conversed(
            NINE,
            NINE,
            channel=PHONE,
            closed=NINE + 60,
            customer=7,
            attempt=2,
            cause=Cause.UNANSWERED,
        ),
    )

    assert table.parts("redial_rate") == (0, 2)
    assert table.value("contacts_per_customer") == 2


def test_who_chases_is_served_by_whatever_answers_first() -> None:
    table = figures(
        mail(EIGHT, FOUR, customer=7),
        conversed(
            NINE,
            NINE + 30,
            channel=PHONE,
            closed=NINE + 60,
            customer=7,
            attempt=2,
            cause=Cause.UNANSWERED,
            resolved=0,
        ),
    )

    assert table.parts("wait_until_served") == (HOUR + 30, 1)
    assert table.parts("fcr") == (0, 1)


def test_a_customer_with_two_open_contacts_is_undecided_once() -> None:
    table = figures(
        waiting(EIGHT, channel=MAIL, customer=7),
        waiting(NINE, channel=PHONE, customer=7, attempt=2, cause=Cause.UNANSWERED),
        mail(EIGHT + DAY, NINE + DAY, customer=8),
    )

    assert table.parts("accessibility") == (1, 1)


def test_a_mail_that_was_taken_and_not_replied_to_has_served_nobody() -> None:
    taken = Talk(
        at=EIGHT,
        channel=MAIL,
        outcome=Outcome.OPEN,
        resolved=-1,
        stays=(Stay(outcome=Outcome.OPEN, queued=EIGHT, answered=NINE),),
    )

    table = figures(taken, mail(EIGHT, NINE))

    assert table.parts("wait_until_served") == (HOUR, 1)
    assert table.parts("accessibility") == (1, 1)

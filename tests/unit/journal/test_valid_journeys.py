"""What may happen to customers, though it looks odd: the laws leave it alone."""

import pytest
from evening import evening
from twins import FIRST, TALK, between_agents, found_out, two_calls
from typed import NAN, changed, without

from omnisim.errors import JournalError
from omnisim.journal import Cause, Journal, Outcome, State, check


def test_a_twin_may_be_given_up_when_it_comes_from_the_bot() -> None:
    journal = two_calls(
        *(Outcome.WITHDRAWN, 0, 30),
        interactions=[
            TALK,
            (1, 0, Outcome.WITHDRAWN, 0, 0, 1, -1, -1, 0, 30, NAN, NAN, 30, NAN, NAN),
        ],
        sessions=[(1, 0, Outcome.ESCALATED, 0, 30)],
        spans=((1, State.IDLE, 0, -1, 0, 200),),
    )

    check(journal)


def test_a_twin_may_be_given_up_before_it_ever_came_to_a_queue() -> None:
    journal = two_calls(
        *(Outcome.MERGED, 0, 30),
        sessions=[(1, 0, Outcome.ESCALATED, 0, 30)],
        spans=((1, State.IDLE, 0, -1, 0, 200),),
    )

    check(journal)


def test_a_twin_that_rings_may_be_given_up_when_it_is_over() -> None:
    journal = two_calls(
        *(Outcome.WITHDRAWN, 0, 20),
        interactions=[
            TALK,
            (1, 0, Outcome.WITHDRAWN, 0, 0, -1, -1, -1, 1, 0, NAN, NAN, 20, NAN, NAN),
        ],
        holds=[(0, 0, 0, 0, 100), (1, 0, 1, 0, 20)],
        spans=((1, State.RINGING, 1, 1, 0, 20), (1, State.AWAY, 0, -1, 20, 200)),
    )

    check(journal)


@pytest.mark.parametrize(
    "journal",
    [
        found_out(Outcome.FOUND_OUT, 40, NAN),
        found_out(Outcome.OPEN, NAN, NAN),
        found_out(Outcome.CUT_OFF, 40, 40),
    ],
)
def test_a_twin_on_the_phone_is_not_talked_to(journal: Journal) -> None:
    check(journal)


def test_only_a_twin_is_not_talked_to() -> None:
    journal = changed(
        found_out(Outcome.OPEN, NAN, NAN), "contacts", 1, customer=1, attempt=1
    )
    journal = changed(journal, "contacts", 1, cause=Cause.FIRST)

    with pytest.raises(JournalError, match="each talk is one stretch"):
        check(journal)


def test_finding_out_may_take_no_time() -> None:
    journal = changed(evening(), "interactions", 1, talk_end_at=600, wrap_up_end_at=600)
    journal = changed(journal, "contacts", 3, closed_at=600)
    journal = changed(journal, "agent_spans", 41, state=State.IDLE, contact=-1, held=0)

    check(without(journal, "holds", 1))


def test_the_advice_need_not_be_taken_once_the_issue_is_resolved() -> None:
    leaves = (1, 0, Outcome.MOVED, 0, 0, -1, -1, -1, 0, 50, NAN, NAN, 150, NAN, NAN)
    journal = two_calls(
        *(Outcome.MOVED, 50, 150),
        contacts=[
            (*FIRST, Outcome.HANDLED, 1, 0, 0, 100),
            (0, 1, 0, 2, Cause.UNANSWERED, Outcome.MOVED, -1, 0, 50, 150),
        ],
        interactions=[TALK, leaves],
        spans=((1, State.IDLE, 0, -1, 0, 200),),
    )

    check(journal)


def test_who_comes_to_a_queue_during_an_outage_is_cut_off_there() -> None:
    leaves = (1, 0, Outcome.CUT_OFF, 0, 0, 0, -1, -1, 0, 60, NAN, NAN, 60, NAN, NAN)
    journal = two_calls(
        *(Outcome.CUT_OFF, 10, 60),
        interactions=[TALK, leaves],
        sessions=[(1, 0, Outcome.ESCALATED, 10, 60)],
        outages=[(1, -1, 50, 70)],
        spans=((1, State.IDLE, 0, -1, 0, 200),),
    )

    check(journal)


def test_an_outage_may_end_a_conversation_that_is_in_nobodys_hands() -> None:
    check(between_agents())


def test_another_outage_may_cut_off_more_while_the_first_one_lasts() -> None:
    check(changed(evening(), "outages", 2, from_at=1960))


def test_who_comes_outside_the_hours_does_not_notice_the_outage() -> None:
    journal = changed(evening(), "contacts", 18, outcome=Outcome.CLOSED)

    check(changed(journal, "contacts", 19, customer=40, attempt=1, cause=Cause.FIRST))


def test_who_arrives_when_an_outage_begins_or_ends_may_get_in() -> None:
    check(changed(evening(), "outages", 0, to_at=1100))
    check(changed(evening(), "outages", 0, to_at=1300))


def test_an_outage_and_a_session_may_last_no_time() -> None:
    journal = changed(evening(), "outages", 1, to_at=1400)
    journal = changed(journal, "contacts", 23, closed_at=1610)

    check(changed(journal, "sessions", 5, to_at=1610))


def test_customers_who_double_need_not_be_numbered_in_order_of_arrival() -> None:
    check(changed(evening(), "contacts", 8, attempt=3))


def test_who_sees_a_message_and_is_then_not_invited_makes_no_contact() -> None:
    check(changed(evening(), "notices", 4, worked=0))


def test_an_invitation_may_name_the_contact_it_led_to() -> None:
    check(changed(evening(), "notices", 2, contact=24))


def test_offers_of_call_backs_may_be_taken_after_a_ring() -> None:
    check(changed(evening(), "interactions", 21, n_offers=1))

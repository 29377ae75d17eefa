"""What may happen, though it looks odd: the laws of a journal leave it alone."""

import dataclasses

import numpy as np
import pytest
from afternoon import afternoon
from typed import NAN, changed, morning, typed, without

from omnisim.errors import JournalError
from omnisim.journal import Activity, Cause, Journal, Outcome, State, check


def test_wrap_up_may_be_cut_off_by_the_end_of_the_run() -> None:
    journal = typed(
        contacts=[(0, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 3000, 3590)],
        interactions=[
            (0, 0, Outcome.HANDLED, 0, 0, 0, 1, 3000, 3000, 3000, NAN, 3590, NAN)
        ],
        holds=[(0, 0, 0, 3000, 3600)],
        agent_spans=[
            (0, State.TALKING, 1, 0, 3000, 3590),
            (0, State.WRAP_UP, 1, 0, 3590, 3600),
        ],
        agents=[(0, 0)],
        duties=[(0, Activity.WORK, 3000, 3300)],
    )

    check(journal)


def test_an_agent_may_finish_in_the_break_and_stay_for_the_next_stretch() -> None:
    journal = typed(
        contacts=[(0, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 90, 130)],
        interactions=[(0, 0, Outcome.HANDLED, 0, 0, 0, 1, 90, 90, 90, NAN, 130, 130)],
        holds=[(0, 0, 0, 90, 130)],
        agent_spans=[
            (0, State.IDLE, 0, -1, 0, 90),
            (0, State.TALKING, 1, 0, 90, 130),
            (0, State.IDLE, 0, -1, 130, 200),
        ],
        agents=[(0, 0)],
        duties=[
            (0, Activity.WORK, 0, 100),
            (0, Activity.BREAK, 100, 120),
            (0, Activity.WORK, 120, 200),
        ],
    )

    check(journal)


def test_zero_talk_and_wrap_up_leave_no_span() -> None:
    journal = typed(
        contacts=[(0, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 90, 90)],
        interactions=[(0, 0, Outcome.HANDLED, 0, 0, 0, 1, 90, 90, 90, NAN, 90, 90)],
        agent_spans=[(0, State.IDLE, 0, -1, 0, 200)],
        agents=[(0, 0)],
        duties=[(0, Activity.WORK, 0, 200)],
    )

    check(journal)


def test_contacts_of_one_who_chases_need_not_be_numbered_in_order_of_arrival() -> None:
    check(changed(afternoon(), "contacts", 11, attempt=3))


def test_a_conversation_may_be_handed_on_without_an_offer() -> None:
    check(changed(afternoon(), "interactions", 16, n_offers=0))


def test_a_customer_who_has_yet_to_write_belongs_to_nobody() -> None:
    journal = changed(
        _one_chat(), "contacts", 0, outcome=Outcome.OPEN, resolved=-1, closed_at=NAN
    )
    journal = changed(journal, "interactions", 0, outcome=Outcome.HANDED_ON)

    check(journal)


def test_who_left_without_a_sign_may_never_be_noticed() -> None:
    journal = changed(
        _one_chat(), "contacts", 0, outcome=Outcome.QUIT, resolved=-1, closed_at=2
    )
    journal = changed(
        journal,
        "interactions",
        0,
        outcome=Outcome.QUIT,
        silent=1,
        left_at=2,
        talk_end_at=NAN,
        wrap_up_end_at=NAN,
    )
    journal = dataclasses.replace(
        journal,
        provenance=dataclasses.replace(journal.provenance, horizon=9.0, ended_at=10.0),
    )

    check(journal)


def test_a_mail_may_be_passed_on_before_a_reply() -> None:
    journal = typed(
        contacts=[(0, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 30)],
        interactions=[
            (0, 0, Outcome.TRANSFERRED, 0, 0, 0, 1, 0, 0, 0, NAN, 10, 15),
            (0, 1, Outcome.HANDLED, 0, 1, 1, 1, 10, 10, 10, NAN, 30, 30),
        ],
        turns=[(0, 0, 0, 0, 0, NAN), (0, 1, 0, 10, 10, 30)],
        holds=[(0, 0, 0, 0, 15), (0, 1, 1, 10, 30)],
        agent_spans=[
            (0, State.WORKING, 1, 0, 0, 10),
            (0, State.WRAP_UP, 1, 0, 10, 15),
            (0, State.IDLE, 0, -1, 15, 20),
            (1, State.IDLE, 0, -1, 0, 10),
            (1, State.WORKING, 1, 0, 10, 30),
        ],
        agents=[(0, 0), (1, 0)],
        duties=[(0, Activity.WORK, 0, 20), (1, Activity.WORK, 0, 30)],
        groups=("desk", "side"),
    )

    check(journal)


def test_a_reply_that_takes_no_time_may_give_the_place_back_at_once() -> None:
    journal = typed(
        contacts=[(0, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 30)],
        interactions=[(0, 0, Outcome.HANDLED, 0, 0, 0, 1, 0, 0, 0, NAN, 30, 30)],
        turns=[(0, 0, 0, 0, 0, 0), (0, 0, 1, 20, 20, 30)],
        holds=[(0, 0, 0, 20, 30)],
        agent_spans=[
            (0, State.IDLE, 0, -1, 0, 20),
            (0, State.WRITING, 1, 0, 20, 30),
        ],
        agents=[(0, 0)],
        duties=[(0, Activity.WORK, 0, 30)],
    )

    check(journal)


def test_the_wrap_up_of_a_mail_that_took_no_work_may_be_put_aside() -> None:
    journal = typed(
        contacts=[
            (0, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 0),
            (1, 1, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 10, 20),
        ],
        interactions=[
            (0, 0, Outcome.HANDLED, 0, 0, 0, 1, 0, 0, 0, NAN, 0, 30),
            (1, 0, Outcome.HANDLED, 0, 0, 0, 1, 10, 10, 10, NAN, 20, 20),
        ],
        turns=[(0, 0, 0, 0, 0, 0)],
        holds=[(0, 0, 0, 0, 30), (1, 0, 0, 10, 20)],
        agent_spans=[
            (0, State.WRAP_UP, 1, 0, 0, 10),
            (0, State.TALKING, 2, 1, 10, 20),
            (0, State.WRAP_UP, 1, 0, 20, 30),
        ],
        agents=[(0, 0)],
        duties=[(0, Activity.WORK, 0, 30)],
        channels=("email", "phone"),
    )

    check(journal)


def test_a_transfer_begins_another_conversation() -> None:
    journal = typed(
        contacts=[(0, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 30)],
        interactions=[
            (0, 0, Outcome.TRANSFERRED, 0, 0, 0, 1, 0, 0, 0, NAN, 10, 15),
            (0, 1, Outcome.HANDLED, 0, 1, 1, 1, 10, 10, 10, NAN, 30, 30),
        ],
        turns=[(0, 0, 0, 0, 0, 10), (0, 1, 0, 10, 10, 30)],
        holds=[(0, 0, 0, 0, 15), (0, 1, 1, 10, 30)],
        agent_spans=[
            (0, State.WRITING, 1, 0, 0, 10),
            (0, State.WRAP_UP, 1, 0, 10, 15),
            (1, State.IDLE, 0, -1, 0, 10),
            (1, State.WRITING, 1, 0, 10, 30),
        ],
        agents=[(0, 0), (1, 0)],
        duties=[(0, Activity.WORK, 0, 15), (1, Activity.WORK, 0, 30)],
    )

    check(journal)


def test_two_turns_may_touch() -> None:
    journal = dataclasses.replace(
        _one_chat(),
        turns=np.array(
            [(0, 0, 0, 0, 0, 4), (0, 0, 1, 4, 4, 10)], dtype=_one_chat().turns.dtype
        ),
    )

    check(journal)


def test_wrap_up_of_a_mail_may_be_put_aside() -> None:
    journal = typed(
        contacts=[
            (0, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 10),
            (1, 1, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 12, 20),
        ],
        interactions=[
            (0, 0, Outcome.HANDLED, 0, 0, 0, 1, 0, 0, 0, NAN, 10, 25),
            (1, 0, Outcome.HANDLED, 0, 0, 0, 1, 12, 12, 12, NAN, 20, 20),
        ],
        turns=[(0, 0, 0, 0, 0, 10)],
        holds=[(0, 0, 0, 0, 25), (1, 0, 0, 12, 20)],
        agent_spans=[
            (0, State.WORKING, 1, 0, 0, 10),
            (0, State.WRAP_UP, 1, 0, 10, 12),
            (0, State.TALKING, 2, 1, 12, 20),
            (0, State.WRAP_UP, 1, 0, 20, 25),
        ],
        agents=[(0, 0)],
        duties=[(0, Activity.WORK, 0, 25)],
    )

    check(journal)


def test_wrap_up_may_take_no_place() -> None:
    journal = typed(
        contacts=[(0, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 10)],
        interactions=[(0, 0, Outcome.HANDLED, 0, 0, 0, 1, 0, 0, 0, NAN, 10, 15)],
        holds=[(0, 0, 0, 0, 10)],
        agent_spans=[
            (0, State.TALKING, 1, 0, 0, 10),
            (0, State.WRAP_UP, 0, 0, 10, 15),
        ],
        agents=[(0, 0)],
        duties=[(0, Activity.WORK, 0, 15)],
    )

    check(journal)


@pytest.mark.parametrize("table", ["turns", "holds"])
def test_what_belongs_to_no_interaction_is_told_though_there_are_none(
    table: str,
) -> None:
    journal = dataclasses.replace(
        _one_chat(),
        interactions=_one_chat().interactions[:0],
        contacts=changed(
            _one_chat(), "contacts", 0, outcome=Outcome.OPEN, resolved=-1, closed_at=NAN
        ).contacts,
    )

    with pytest.raises(JournalError, match=f"broken by 1 row of {table}"):
        check(journal)


def test_the_last_reply_may_be_lost_without_further_harm() -> None:
    journal = without(_one_chat(), "turns", 0)

    with pytest.raises(JournalError, match="each stretch of writing is that of one"):
        check(journal)


def test_who_is_blocked_again_at_once_is_no_cause_of_her_own() -> None:
    journal = changed(
        morning(), "contacts", 6, outcome=Outcome.BLOCKED, resolved=-1, closed_at=45
    )
    journal = changed(journal, "contacts", 3, outcome=Outcome.CLOSED)

    with pytest.raises(JournalError, match="row 6: customer 3, attempt 2, cause bl"):
        check(journal)


def _one_chat() -> Journal:
    """Return a chat of one turn, written in ten seconds."""
    return typed(
        contacts=[(0, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 10)],
        interactions=[(0, 0, Outcome.HANDLED, 0, 0, 0, 1, 0, 0, 0, NAN, 10, 10)],
        turns=[(0, 0, 0, 0, 0, 10)],
        holds=[(0, 0, 0, 0, 10)],
        agent_spans=[(0, State.WRITING, 1, 0, 0, 10)],
        agents=[(0, 0)],
        duties=[(0, Activity.WORK, 0, 10)],
    )

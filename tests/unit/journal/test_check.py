import dataclasses
import math

import numpy as np
import pytest
from typed import NAN, changed, empty, morning, repeated, typed, without

from omnisim.errors import JournalError
from omnisim.journal import Activity, Cause, Journal, Outcome, State, check, dtype


def test_a_morning_in_which_everything_happens_is_valid() -> None:
    check(morning())


def test_a_journal_of_nothing_is_valid() -> None:
    check(empty())


@pytest.mark.parametrize(
    ("journal", "law", "row"),
    [
        (
            changed(morning(), "contacts", 3, channel=2),
            "channel is the code of a channel",
            "row 3: channel 2",
        ),
        (
            changed(morning(), "contacts", 3, issue=-1),
            "issue is the code of an issue",
            "row 3: issue -1",
        ),
        (
            changed(morning(), "contacts", 3, attempt=0),
            "attempt is at least 1",
            "row 3: attempt 0",
        ),
        (
            changed(morning(), "contacts", 3, cause=9),
            "cause is a cause",
            "row 3: cause 9",
        ),
        (
            changed(morning(), "contacts", 0, outcome=Outcome.TRANSFERRED),
            "outcome is the outcome of a contact",
            "row 0: outcome transferred",
        ),
        (
            changed(morning(), "contacts", 0, resolved=2),
            "resolved is 1, 0 or -1",
            "row 0: resolved 2",
        ),
        (
            changed(morning(), "contacts", 0, arrived_at=NAN),
            "arrived_at is given and lies between the start and the end of the run",
            "row 0: arrived_at nan",
        ),
        (
            changed(morning(), "contacts", 0, closed_at=-1),
            "closed_at lies between the start and the end of the run",
            "row 0: closed_at -1.0",
        ),
        (
            changed(morning(), "interactions", 0, contact=11),
            "contact is the number of a contact",
            "row 0: contact 11",
        ),
        (
            changed(morning(), "interactions", 0, talk_end_at=3601),
            "talk_end_at lies between the start and the end of the run",
            "row 0: talk_end_at 3601.0",
        ),
        (
            changed(morning(), "interactions", 0, outcome=Outcome.TRANSFERRED + 1),
            "outcome is an outcome",
            "row 0: outcome 7",
        ),
        (
            changed(morning(), "agent_spans", 0, state=5),
            "state is a state",
            "row 0: state 5",
        ),
        (
            changed(morning(), "agent_spans", 0, agent=3),
            "agent is the number of an agent",
            "row 0: agent 3",
        ),
        (
            changed(morning(), "agents", 2, group=2),
            "group is the code of a group",
            "row 2: group 2",
        ),
        (
            changed(morning(), "duties", 0, activity=4),
            "activity is an activity",
            "row 0: activity 4",
        ),
        (
            changed(morning(), "duties", 8, to_at=math.inf),
            "to_at is given and lies between",
            "row 8: to_at inf",
        ),
    ],
)
def test_a_value_out_of_range_is_told_with_its_row(
    journal: Journal, law: str, row: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert law in str(error.value)
    assert row in str(error.value)


@pytest.mark.parametrize(
    ("journal", "law", "row"),
    [
        (
            changed(morning(), "contacts", 5, arrived_at=29, closed_at=29),
            "contacts are numbered in order of arrival",
            "row 5: arrived_at 29.0",
        ),
        (
            changed(morning(), "interactions", 2, leg=2),
            "interactions are listed by contact, and its legs count up from 0",
            "row 2: contact 1, leg 2",
        ),
        (
            changed(morning(), "interactions", 3, contact=4),
            "interactions are listed by contact, and its legs count up from 0",
            "row 4: contact 4, leg 0",
        ),
        (
            without(morning(), "interactions", 3),
            "a contact ends exactly once, in its last interaction",
            "row 2: customer 2, outcome abandoned",
        ),
        (
            changed(morning(), "interactions", 1, outcome=Outcome.HANDLED),
            "a contact ends exactly once, in its last interaction",
            "row 1: customer 1, outcome handled",
        ),
        (
            changed(morning(), "contacts", 0, outcome=Outcome.BLOCKED, resolved=-1),
            "a contact that is blocked or comes outside the hours joins no queue",
            "row 0: customer 0, outcome blocked",
        ),
        (
            changed(morning(), "interactions", 3, outcome=Outcome.BALKED),
            "an interaction ends as its contact does if it is the last, else transfer",
            "row 3: contact 2, leg 0, outcome balked",
        ),
        (
            changed(morning(), "interactions", 9, queued_at=3596),
            "a queue is joined on arrival, or when the talk before has ended",
            "row 9: contact 10, leg 0, queued_at 3596.0",
        ),
        (
            changed(morning(), "interactions", 2, queued_at=43),
            "a queue is joined on arrival, or when the talk before has ended",
            "row 2: contact 1, leg 1, queued_at 43.0",
        ),
        (
            changed(morning(), "contacts", 3, closed_at=26),
            "a contact closes when talk ends or the customer leaves, and not while",
            "row 3: outcome blocked, arrived_at 25.0, closed_at 26.0",
        ),
        (
            changed(morning(), "contacts", 10, closed_at=3600),
            "a contact closes when talk ends or the customer leaves, and not while",
            "row 10: outcome open, arrived_at 3595.0, closed_at 3600.0",
        ),
        (
            changed(morning(), "contacts", 2, resolved=0),
            "whether the issue is resolved is known of handled contacts only",
            "row 2: outcome abandoned, resolved 0",
        ),
        (
            changed(morning(), "contacts", 7, attempt=3),
            "a customer's contacts are numbered from 1 in order of arrival",
            "row 7: customer 2, attempt 3",
        ),
        (
            changed(morning(), "contacts", 9, arrived_at=99),
            "a customer's next contact comes when the one before has closed",
            "row 9: customer 1, attempt 2, arrived_at 99.0",
        ),
        (
            changed(morning(), "contacts", 9, issue=0),
            "all contacts of a customer are about one issue",
            "row 9: customer 1, attempt 2, issue 0",
        ),
        (
            changed(morning(), "contacts", 9, cause=Cause.ABANDONED),
            "a contact's cause is how the customer's contact before it ended",
            "row 9: customer 1, attempt 2, cause abandoned",
        ),
        (
            changed(morning(), "contacts", 1, resolved=1),
            "a contact's cause is how the customer's contact before it ended",
            "row 9: customer 1, attempt 2, cause unresolved",
        ),
        (
            changed(morning(), "interactions", 3, left_at=NAN),
            "left_at is given if and only if the customer left",
            "row 3: contact 2, leg 0, outcome abandoned, left_at nan",
        ),
        (
            changed(morning(), "interactions", 3, answered_at=35),
            "answered_at is given if handled or transferred, not if the customer left",
            "row 3: contact 2, leg 0, outcome abandoned, answered_at 35.0",
        ),
        (
            changed(morning(), "interactions", 0, talk_end_at=NAN),
            "talk_end_at is given if and only if handled or transferred",
            "row 0: contact 0, leg 0, outcome handled, talk_end_at nan",
        ),
        (
            changed(morning(), "interactions", 8, wrap_up_end_at=3600),
            "wrap_up_end_at is given only if talk has ended",
            "row 8: contact 9, leg 0, outcome open, wrap_up_end_at 3600.0",
        ),
        (
            changed(morning(), "interactions", 3, agent=0),
            "an agent is named if and only if the interaction was answered",
            "row 3: contact 2, leg 0, outcome abandoned, agent 0",
        ),
        (
            changed(morning(), "interactions", 3, group=0),
            "a group is named if and only if the interaction was answered",
            "row 3: contact 2, leg 0, outcome abandoned, group 0",
        ),
        (
            changed(morning(), "interactions", 0, n_offers=0),
            "what is answered was offered at least once, who balks never is",
            "row 0: contact 0, leg 0, outcome handled, n_offers 0",
        ),
        (
            changed(morning(), "interactions", 3, turn_at=34),
            "turn_at is answered_at, or no earlier than left_at, or empty while open",
            "row 3: contact 2, leg 0, outcome abandoned, turn_at 34.0",
        ),
        (
            changed(morning(), "interactions", 5, answered_at=44),
            "answered_at is no earlier than queued_at",
            "row 5: contact 6, leg 0, queued_at 45.0, answered_at 44.0",
        ),
        (
            changed(morning(), "interactions", 0, wrap_up_end_at=59),
            "wrap_up_end_at is no earlier than talk_end_at",
            "row 0: contact 0, leg 0, talk_end_at 60.0, wrap_up_end_at 59.0",
        ),
        (
            changed(morning(), "interactions", 4, left_at=31),
            "who balks leaves at once",
            "row 4: contact 4, queued_at 30.0, left_at 31.0",
        ),
        (
            changed(morning(), "interactions", 0, group=1),
            "the group of an interaction is its agent's",
            "row 0: contact 0, group 1, agent 0",
        ),
    ],
)
def test_contacts_that_break_a_law_are_told_with_their_rows(
    journal: Journal, law: str, row: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert law in str(error.value)
    assert row in str(error.value)


@pytest.mark.parametrize(
    ("journal", "law", "row"),
    [
        (
            changed(morning(), "agents", 1, number=0),
            "agents are listed by group and numbered from 0 within it",
            "row 1: group 0, number 0",
        ),
        (
            changed(morning(), "agents", 0, group=1),
            "agents are listed by group and numbered from 0 within it",
            "row 1: group 0, number 1",
        ),
        (
            changed(morning(), "duties", 1, to_at=1800),
            "duties last longer than nothing",
            "row 1: agent 0, from_at 1800.0, to_at 1800.0",
        ),
        (
            changed(morning(), "duties", 1, to_at=2401),
            "duties are listed by agent and time and do not overlap",
            "row 2: agent 0, from_at 2400.0, to_at 2700.0",
        ),
        (
            changed(morning(), "agent_spans", 2, to_at=70),
            "spans last longer than nothing",
            "row 2: agent 0, from_at 70.0, to_at 70.0",
        ),
        (
            changed(morning(), "agent_spans", 2, to_at=96),
            "spans are listed by agent and time and do not overlap",
            "row 3: agent 0, from_at 95.0, to_at 99.0",
        ),
        (
            changed(morning(), "agent_spans", 0, agent=1),
            "spans are listed by agent and time and do not overlap",
            "row 1: agent 0, from_at 60.0, to_at 70.0",
        ),
        (
            without(morning(), "agent_spans", 2),
            "an agent on duty is on the floor from the beginning to the end",
            "row 0: agent 0, activity work, from_at 0.0, to_at 1800.0",
        ),
        (
            without(morning(), "agent_spans", 8),
            "an agent on duty is on the floor from the beginning to the end",
            "row 2: agent 0, activity work, from_at 2400.0, to_at 2700.0",
        ),
        (
            changed(morning(), "agent_spans", 19, to_at=2999),
            "an agent on duty is on the floor from the beginning to the end",
            "row 6: agent 1, activity work, from_at 900.0, to_at 3000.0",
        ),
        (
            changed(morning(), "agent_spans", 19, from_at=899),
            "an agent comes to the floor when a stretch of work begins",
            "row 19: agent 1, state idle, contact -1, from_at 899.0, to_at 3000.0",
        ),
        (
            changed(morning(), "agent_spans", 18, to_at=601),
            "nobody is idle or away on the floor outside a stretch of work",
            "row 18: agent 1, state idle, contact -1, from_at 170.0, to_at 601.0",
        ),
        (
            changed(morning(), "agent_spans", 7, state=State.AWAY, contact=-1, held=0),
            "nobody is idle or away on the floor outside a stretch of work",
            "row 7: agent 0, state away, contact -1, from_at 1810.0, to_at 1815.0",
        ),
        (
            changed(morning(), "agent_spans", 2, contact=0),
            "a span names a contact if and only if the agent is ringing or busy",
            "row 2: agent 0, state idle, contact 0",
        ),
        (
            changed(morning(), "agent_spans", 10, contact=-1),
            "a span names a contact if and only if the agent is ringing or busy",
            "row 10: agent 1, state ringing, contact -1",
        ),
        (
            changed(morning(), "agent_spans", 0, contact=8),
            "each talk is one span of the agent who answered, to the bit",
            "row 0: contact 0, leg 0, agent 0, answered_at 0.0, talk_end_at 60.0",
        ),
        (
            changed(morning(), "agent_spans", 24, from_at=3590.0000000000005),
            "each span of talk is that of one interaction, to the bit",
            "row 24: agent 2, state talking, contact 9, from_at 3590.0000000000005",
        ),
        (
            changed(morning(), "interactions", 7, wrap_up_end_at=NAN),
            "each wrap-up is one span of the agent who answered, to the bit",
            "row 7: contact 8, leg 0, agent 0, answered_at 1790.0, talk_end_at 1810.0",
        ),
        (
            repeated(morning(), "agent_spans", 0),
            "each span of talk is that of one interaction, to the bit",
            "row 1: agent 0, state talking, contact 0, from_at 0.0, to_at 60.0",
        ),
        (
            changed(morning(), "agent_spans", 3, contact=2),
            "a phone rings for a contact only while it waits",
            "row 3: agent 0, state ringing, contact 2, from_at 95.0, to_at 99.0",
        ),
        (
            changed(morning(), "interactions", 6, n_offers=1),
            "a contact rings no more often than it is offered",
            "row 6: contact 7, leg 0, n_offers 1",
        ),
        (
            changed(morning(), "agent_spans", 1, held=2),
            "held counts what the agent has in hand, the contact that rings included",
            "row 1: agent 0, state wrap_up, contact 0, from_at 60.0, to_at 70.0, held",
        ),
        (
            changed(morning(), "agent_spans", 3, held=0),
            "held counts what the agent has in hand, the contact that rings included",
            "row 3: agent 0, state ringing, contact 7, from_at 95.0, to_at 99.0, held",
        ),
    ],
)
def test_agents_that_break_a_law_are_told_with_their_rows(
    journal: Journal, law: str, row: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert law in str(error.value)
    assert row in str(error.value)


def test_all_broken_laws_are_told_at_once() -> None:
    journal = changed(morning(), "contacts", 3, closed_at=26)
    journal = changed(journal, "agent_spans", 1, held=2)

    with pytest.raises(JournalError) as error:
        check(journal)

    assert str(error.value) == (
        "the journal breaks 2 laws:\n"
        "  a contact closes when talk ends or the customer leaves, and not while open; "
        "broken by 1 row of contacts\n"
        "    row 3: outcome blocked, arrived_at 25.0, closed_at 26.0\n"
        "  held counts what the agent has in hand, the contact that rings included; "
        "broken by 1 row of agent_spans\n"
        "    row 1: agent 0, state wrap_up, contact 0, from_at 60.0, to_at 70.0, held 2"
    )


def test_only_the_first_three_rows_are_shown_and_the_rest_counted() -> None:
    contacts = morning().contacts.copy()
    contacts["attempt"] = 0
    journal = dataclasses.replace(morning(), contacts=contacts)

    with pytest.raises(JournalError) as error:
        check(journal)

    assert str(error.value) == (
        "the journal breaks 1 law:\n"
        "  attempt is at least 1; broken by 11 rows of contacts\n"
        "    row 0: attempt 0\n"
        "    row 1: attempt 0\n"
        "    row 2: attempt 0\n"
        "    and 8 more"
    )


def test_a_table_with_other_columns_is_told_before_anything_else() -> None:
    agents = np.zeros(2, dtype=[("group", "<i4"), ("number", "<i4")])
    journal = dataclasses.replace(morning(), agents=agents)

    with pytest.raises(JournalError, match="agents has the columns of the schema"):
        check(journal)


def test_a_table_must_have_one_dimension() -> None:
    agents = np.zeros((2, 2), dtype=dtype("agents"))
    journal = dataclasses.replace(morning(), agents=agents)

    with pytest.raises(JournalError, match="in 2 dimensions, allowed"):
        check(journal)


def test_names_must_be_distinct() -> None:
    with pytest.raises(JournalError, match="names of issues are distinct; found a, a"):
        check(typed(issues=("a", "a")))


@pytest.mark.parametrize(
    ("horizon", "ended_at"),
    [(3600.0, 3599.0), (-1.0, 5.0), (0.0, NAN), (1.0, math.inf)],
)
def test_a_run_ends_at_the_horizon_or_later(horizon: float, ended_at: float) -> None:
    with pytest.raises(JournalError, match="the run ends at the horizon or later"):
        check(typed(horizon=horizon, ended_at=ended_at))


def test_wrap_up_may_be_cut_off_by_the_end_of_the_run() -> None:
    journal = typed(
        contacts=[(0, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 3000, 3590)],
        interactions=[
            (0, 0, Outcome.HANDLED, 0, 0, 1, 3000, 3000, 3000, NAN, 3590, NAN)
        ],
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
        interactions=[(0, 0, Outcome.HANDLED, 0, 0, 1, 90, 90, 90, NAN, 130, 130)],
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
        interactions=[(0, 0, Outcome.HANDLED, 0, 0, 1, 90, 90, 90, NAN, 90, 90)],
        agent_spans=[(0, State.IDLE, 0, -1, 0, 200)],
        agents=[(0, 0)],
        duties=[(0, Activity.WORK, 0, 200)],
    )

    check(journal)


def test_the_tables_of_a_journal_are_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        morning().contacts["customer"][0] = 1


def test_an_unknown_table_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no table 'calls'; there are contacts, inter"):
        morning().table("calls")


def test_journals_are_identical_if_every_bit_is() -> None:
    other = changed(morning(), "contacts", 0, closed_at=60.00000000000001)

    assert morning().is_identical(morning())
    assert not morning().is_identical(other)
    assert not morning().is_identical(typed(seed=2))

import dataclasses
import math

import numpy as np
import pytest
from afternoon import afternoon
from evening import evening
from typed import NAN, changed, empty, morning, typed

from omnisim.errors import JournalError
from omnisim.journal import Journal, Outcome, check, dtype


def test_a_morning_of_calls_is_valid() -> None:
    check(morning())


def test_an_afternoon_of_conversations_is_valid() -> None:
    check(afternoon())


def test_an_evening_of_journeys_is_valid() -> None:
    check(evening())


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
            changed(morning(), "contacts", 3, cause=14),
            "cause is a cause",
            "row 3: cause 14",
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
            changed(morning(), "contacts", 0, outcome=Outcome.MISSED),
            "outcome is the outcome of a contact",
            "row 0: outcome missed",
        ),
        (
            changed(morning(), "interactions", 0, outcome=Outcome.ESCALATED + 1),
            "outcome is the outcome of an interaction",
            "row 0: outcome 21",
        ),
        (
            changed(morning(), "interactions", 0, silent=-1),
            "silent is 1 or 0",
            "row 0: silent -1",
        ),
        (
            changed(afternoon(), "turns", 0, contact=20),
            "contact is the number of a contact",
            "row 0: contact 20",
        ),
        (
            changed(afternoon(), "turns", 0, asked_at=NAN),
            "asked_at is given and lies between the start and the end of the run",
            "row 0: asked_at nan",
        ),
        (
            changed(afternoon(), "turns", 3, ended_at=3601),
            "ended_at lies between the start and the end of the run",
            "row 3: ended_at 3601.0",
        ),
        (
            changed(morning(), "holds", 0, agent=-1),
            "agent is the number of an agent",
            "row 0: agent -1",
        ),
        (
            changed(evening(), "contacts", 0, vulnerable=-1),
            "vulnerable is 1 or 0",
            "row 0: vulnerable -1",
        ),
        (
            changed(evening(), "contacts", 0, outcome=Outcome.ESCALATED),
            "outcome is the outcome of a contact",
            "row 0: outcome escalated",
        ),
        (
            changed(evening(), "interactions", 0, outcome=Outcome.CONTAINED),
            "outcome is the outcome of an interaction",
            "row 0: outcome contained",
        ),
        (
            changed(evening(), "interactions", 0, story=2),
            "story is 1 or 0",
            "row 0: story 2",
        ),
        (
            changed(evening(), "interactions", 0, told=2),
            "told is 1, 0 or -1",
            "row 0: told 2",
        ),
        (
            changed(evening(), "sessions", 0, outcome=Outcome.HANDLED),
            "outcome is the outcome of a session",
            "row 0: outcome handled",
        ),
        (
            changed(evening(), "sessions", 0, bot=2),
            "bot is the code of a bot",
            "row 0: bot 2",
        ),
        (
            changed(evening(), "sessions", 6, to_at=3601),
            "to_at is given and lies between the start and the end of the run",
            "row 6: to_at 3601.0",
        ),
        (
            changed(evening(), "notices", 0, kind=3),
            "kind is a kind of message",
            "row 0: kind 3",
        ),
        (
            changed(evening(), "notices", 0, worked=-1),
            "worked is 1 or 0",
            "row 0: worked -1",
        ),
        (
            changed(evening(), "notices", 0, sent_at=NAN),
            "sent_at is given and lies between the start and the end of the run",
            "row 0: sent_at nan",
        ),
        (
            changed(evening(), "outages", 0, channel=5),
            "channel is the code of a channel",
            "row 0: channel 5",
        ),
        (
            changed(evening(), "outages", 1, bot=-2),
            "bot is the code of a bot",
            "row 1: bot -2",
        ),
        (
            changed(morning(), "agent_spans", 0, state=12),
            "state is a state",
            "row 0: state 12",
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
        "  held counts the places that contacts take, throughout the span; "
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


def test_names_of_bots_must_be_distinct() -> None:
    with pytest.raises(JournalError, match="names of bots are distinct; found a, a"):
        check(typed(bots=("a", "a")))


@pytest.mark.parametrize(
    ("horizon", "ended_at"),
    [(3600.0, 3599.0), (-1.0, 5.0), (0.0, NAN), (1.0, math.inf)],
)
def test_a_run_ends_at_the_horizon_or_later(horizon: float, ended_at: float) -> None:
    with pytest.raises(JournalError, match="the run ends at the horizon or later"):
        check(typed(horizon=horizon, ended_at=ended_at))


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

import pytest
from typed import changed, morning, without

from omnisim.errors import JournalError
from omnisim.journal import Journal, State, check


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
    ],
)
def test_agents_that_break_a_law_are_told_with_their_rows(
    journal: Journal, law: str, row: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert law in str(error.value)
    assert row in str(error.value)

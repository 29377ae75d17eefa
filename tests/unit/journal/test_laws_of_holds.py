import pytest
from afternoon import afternoon
from evening import evening
from typed import changed, without

from omnisim.errors import JournalError
from omnisim.journal import Journal, check


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        (
            changed(afternoon(), "holds", 0, to_at=0),
            (
                "  holds last longer than nothing; broken by 1 row of holds\n"
                "    row 0: contact 0, leg 0, agent 0, from_at 0.0, to_at 0.0"
            ),
        ),
        (
            changed(afternoon(), "holds", 1, contact=3),
            (
                "  holds are listed by contact and time; broken by 1 row of "
                "holds\n"
                "    row 2: contact 2, leg 0, agent 0, from_at 20.0, to_at "
                "175.0"
            ),
        ),
        (
            changed(afternoon(), "holds", 7, from_at=99),
            (
                "  holds are listed by contact and time; broken by 1 row of "
                "holds\n"
                "    row 7: contact 6, leg 0, agent 1, from_at 99.0, to_at "
                "1020.0"
            ),
        ),
        (
            changed(afternoon(), "holds", 7, from_at=499),
            (
                "  an interaction takes one place at a time; broken by 1 row "
                "of holds\n"
                "    row 7: contact 6, leg 0, agent 1, from_at 499.0, to_at "
                "1020.0"
            ),
        ),
        (
            changed(afternoon(), "holds", 0, leg=1),
            (
                "  a place is taken by an interaction that there is; broken by "
                "1 row of holds\n"
                "    row 0: contact 0, leg 1, agent 0, from_at 0.0, to_at 90.0"
            ),
        ),
        (
            changed(afternoon(), "holds", 1, from_at=9),
            (
                "  a place is taken within the stay, from the queue to the end "
                "of all work; broken by 1 row of holds\n"
                "    row 1: contact 1, leg 0, agent 0, from_at 9.0, to_at 115.0"
            ),
        ),
        (
            changed(afternoon(), "holds", 0, to_at=91),
            (
                "  a place is taken within the stay, from the queue to the end "
                "of all work; broken by 1 row of holds\n"
                "    row 0: contact 0, leg 0, agent 0, from_at 0.0, to_at 91.0"
            ),
        ),
        (
            changed(afternoon(), "holds", 22, to_at=2521),
            (
                "  a place is taken within the stay, from the queue to the end "
                "of all work; broken by 1 row of holds\n"
                "    row 22: contact 17, leg 0, agent 3, from_at 2500.0, to_at "
                "2521.0"
            ),
        ),
        (
            changed(afternoon(), "holds", 0, agent=1),
            (
                "  after the answer the place is one of the agent who "
                "answered; broken by 1 row of holds\n"
                "    row 0: contact 0, leg 0, agent 1, from_at 0.0, to_at 90.0"
            ),
        ),
        (
            without(afternoon(), "holds", 0),
            (
                "  a conversation takes a place of its agent when it begins; "
                "broken by 1 row of interactions\n"
                "    row 0: contact 0, leg 0, agent 0, answered_at 0.0"
            ),
        ),
        (
            changed(afternoon(), "holds", 0, from_at=1),
            (
                "  a conversation takes a place of its agent when it begins; "
                "broken by 1 row of interactions\n"
                "    row 0: contact 0, leg 0, agent 0, answered_at 0.0"
            ),
        ),
        (
            changed(afternoon(), "holds", 0, agent=2),
            (
                "  a contact takes a place of an agent who is on the floor; "
                "broken by 1 row of holds\n"
                "    row 0: contact 0, leg 0, agent 2, from_at 0.0, to_at 90.0"
            ),
        ),
        (
            changed(afternoon(), "agent_spans", 0, held=2),
            (
                "  held counts the places that contacts take, throughout the "
                "span; broken by 1 row of agent_spans\n"
                "    row 0: agent 0, state writing, contact 0, from_at 0.0, "
                "to_at 10.0, held 2"
            ),
        ),
        (
            changed(afternoon(), "holds", 1, from_at=11),
            (
                "  held counts the places that contacts take, throughout the "
                "span; broken by 1 row of agent_spans\n"
                "    row 1: agent 0, state writing, contact 0, from_at 10.0, "
                "to_at 20.0, held 2"
            ),
        ),
        (
            changed(afternoon(), "agent_spans", 13, held=1),
            (
                "  who is idle or away holds nothing, who waits for customers "
                "holds somebody; broken by 1 row of agent_spans\n"
                "    row 13: agent 0, state idle, contact -1, from_at 175.0, "
                "to_at 500.0, held 1"
            ),
        ),
        (
            changed(afternoon(), "agent_spans", 11, held=0),
            (
                "  who is idle or away holds nothing, who waits for customers "
                "holds somebody; broken by 1 row of agent_spans\n"
                "    row 11: agent 0, state waiting, contact -1, from_at "
                "160.0, to_at 170.0, held 0"
            ),
        ),
        (
            changed(afternoon(), "agent_spans", 61, held=0),
            (
                "  who is idle or away holds nothing, who waits for customers "
                "holds somebody; broken by 1 row of agent_spans\n"
                "    row 61: agent 3, state chatting, contact -1, from_at "
                "2000.0, to_at 2030.0, held 0"
            ),
        ),
        (
            changed(evening(), "holds", 1, to_at=631),
            (
                "  a place is taken within the stay, from the queue to the end of "
                "all work; broken by 1 row of holds\n"
                "    row 1: contact 3, leg 0, agent 2, from_at 600.0, to_at 631.0"
            ),
        ),
    ],
)
def test_places_that_break_a_law_is_told_with_its_rows(
    journal: Journal, told: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert told in str(error.value)

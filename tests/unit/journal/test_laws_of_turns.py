import pytest
from afternoon import afternoon
from evening import evening
from typed import NAN, changed, without

from omnisim.errors import JournalError
from omnisim.journal import Journal, Outcome, check


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        (
            changed(afternoon(), "turns", 0, leg=1),
            (
                "  a turn belongs to an interaction that there is; broken by 1 "
                "row of turns\n"
                "    row 0: contact 0, leg 1, turn 0"
            ),
        ),
        (
            changed(afternoon(), "turns", 1, turn=2),
            (
                "  turns are listed by contact, and count up from 0 in each "
                "conversation; broken by 1 row of turns\n"
                "    row 1: contact 0, leg 0, turn 2"
            ),
        ),
        (
            changed(afternoon(), "turns", 2, contact=7, leg=0),
            (
                "  turns are listed by contact, and count up from 0 in each "
                "conversation; broken by 1 row of turns\n"
                "    row 3: contact 1, leg 0, turn 1"
            ),
        ),
        (
            changed(changed(afternoon(), "turns", 8, leg=1), "turns", 9, leg=0),
            (
                "  turns are listed by contact, and count up from 0 in each "
                "conversation; broken by 1 row of turns\n"
                "    row 9: contact 6, leg 0, turn 3"
            ),
        ),
        (
            changed(afternoon(), "turns", 1, began_at=49),
            (
                "  a turn begins when it was asked for or later, and ends "
                "after it began; broken by 1 row of turns\n"
                "    row 1: contact 0, turn 1, asked_at 50.0, began_at 49.0, "
                "ended_at 70.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 1, ended_at=54),
            (
                "  a turn begins when it was asked for or later, and ends "
                "after it began; broken by 1 row of turns\n"
                "    row 1: contact 0, turn 1, asked_at 50.0, began_at 55.0, "
                "ended_at 54.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 0, began_at=NAN),
            (
                "  a turn begins when it was asked for or later, and ends "
                "after it began; broken by 1 row of turns\n"
                "    row 0: contact 0, turn 0, asked_at 0.0, began_at nan, "
                "ended_at 30.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 1, asked_at=29),
            (
                "  the customer writes when the reply before was sent, or "
                "later; broken by 1 row of turns\n"
                "    row 1: contact 0, turn 1, asked_at 29.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 0, ended_at=NAN),
            (
                "  the customer writes when the reply before was sent, or "
                "later; broken by 1 row of turns\n"
                "    row 1: contact 0, turn 1, asked_at 50.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 2, asked_at=11),
            (
                "  the first reply is asked for when the conversation is "
                "taken; broken by 1 row of turns\n"
                "    row 2: contact 1, turn 0, asked_at 11.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 13, ended_at=2051),
            (
                "  a reply is sent between the answer and the end of the "
                "conversation; broken by 1 row of turns\n"
                "    row 13: contact 13, leg 1, turn 0, ended_at 2051.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 9, ended_at=1509),
            (
                "  a reply is sent between the answer and the end of the "
                "conversation; broken by 1 row of turns\n"
                "    row 9: contact 6, leg 1, turn 3, ended_at 1509.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 1, ended_at=NAN),
            (
                "  a reply that is never sent belongs to a customer who left or "
                "was passed on, or to the end; broken by 1 row of turns\n"
                "    row 1: contact 0, leg 0, turn 1, ended_at nan"
            ),
        ),
        (
            changed(afternoon(), "turns", 1, ended_at=69),
            (
                "  a conversation that is handled ends with its last reply; "
                "broken by 1 row of turns\n"
                "    row 1: contact 0, leg 0, turn 1, ended_at 69.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 3, ended_at=80),
            (
                "  who leaves a conversation waits for a reply, and is sent "
                "none if seen; broken by 1 row of interactions\n"
                "    row 1: contact 1, leg 0, left_at 80.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 3, asked_at=81),
            (
                "  who leaves a conversation waits for a reply, and is sent "
                "none if seen; broken by 1 row of interactions\n"
                "    row 1: contact 1, leg 0, left_at 80.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 5, ended_at=NAN),
            (
                "  who leaves a conversation waits for a reply, and is sent "
                "none if seen; broken by 1 row of interactions\n"
                "    row 2: contact 2, leg 0, left_at 100.0"
            ),
        ),
        (
            without(afternoon(), "turns", 3),
            (
                "  who leaves a conversation waits for a reply, and is sent "
                "none if seen; broken by 1 row of interactions\n"
                "    row 1: contact 1, leg 0, left_at 80.0"
            ),
        ),
        (
            without(without(afternoon(), "turns", 3), "turns", 2),
            (
                "  who leaves a conversation waits for a reply, and is sent "
                "none if seen; broken by 1 row of interactions\n"
                "    row 1: contact 1, leg 0, left_at 80.0"
            ),
        ),
        (
            changed(evening(), "interactions", 19, outcome=Outcome.FOUND_OUT),
            (
                "  nobody is sent a reply who is found out to need none; broken by "
                "1 row of turns\n"
                "    row 6: contact 25, leg 0, turn 0, ended_at 1970.0"
            ),
        ),
        (
            changed(evening(), "interactions", 19, outcome=Outcome.HANDLED),
            (
                "  a reply that is never sent belongs to a customer who left or was"
                " passed on, or to the end; broken by 1 row of turns\n"
                "    row 7: contact 25, leg 0, turn 1, ended_at nan"
            ),
        ),
    ],
)
def test_turns_that_break_a_law_is_told_with_its_rows(
    journal: Journal, told: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert told in str(error.value)

import pytest
from afternoon import afternoon
from typed import NAN, changed, morning

from omnisim.errors import JournalError
from omnisim.journal import Journal, check


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        (
            changed(morning(), "interactions", 2, leg=2),
            (
                "  interactions are listed by contact, and its legs count up "
                "from 0; broken by 1 row of interactions\n"
                "    row 2: contact 1, leg 2"
            ),
        ),
        (
            changed(morning(), "interactions", 3, contact=4),
            (
                "  interactions are listed by contact, and its legs count up "
                "from 0; broken by 1 row of interactions\n"
                "    row 4: contact 4, leg 0"
            ),
        ),
        (
            changed(morning(), "interactions", 9, queued_at=3596),
            (
                "  a queue is joined on arrival, unless its channel makes "
                "everybody wait; broken by 1 row of interactions\n"
                "    row 9: contact 10, leg 0, queued_at 3596.0"
            ),
        ),
        (
            changed(morning(), "interactions", 9, queued_at=3594),
            (
                "  a queue is joined on arrival, unless its channel makes "
                "everybody wait; broken by 1 row of interactions\n"
                "    row 9: contact 10, leg 0, queued_at 3594.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 5, queued_at=50),
            (
                "  a queue is joined on arrival, unless its channel makes "
                "everybody wait; broken by 2 rows of interactions\n"
                "    row 9: contact 7, leg 0, queued_at 800.0\n"
                "    row 21: contact 16, leg 0, queued_at 3000.0"
            ),
        ),
        (
            changed(morning(), "interactions", 2, queued_at=43),
            (
                "  the next queue is joined when the talk before has ended, a "
                "transfer at once; broken by 1 row of interactions\n"
                "    row 2: contact 1, leg 1, queued_at 43.0"
            ),
        ),
        (
            changed(morning(), "interactions", 2, queued_at=45),
            (
                "  the next queue is joined when the talk before has ended, a "
                "transfer at once; broken by 1 row of interactions\n"
                "    row 2: contact 1, leg 1, queued_at 45.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 8, queued_at=1019),
            (
                "  the next queue is joined when the talk before has ended, a "
                "transfer at once; broken by 1 row of interactions\n"
                "    row 8: contact 6, leg 1, queued_at 1019.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 6, queued_at=649),
            (
                "  the next queue is joined when the talk before has ended, a "
                "transfer at once; broken by 1 row of interactions\n"
                "    row 6: contact 5, leg 1, queued_at 649.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 0, silent=1),
            (
                "  only who gives up waiting for an agent or a reply leaves "
                "without a sign; broken by 1 row of interactions\n"
                "    row 0: contact 0, leg 0, outcome handled, silent 1"
            ),
        ),
        (
            changed(morning(), "interactions", 3, answered_at=35),
            (
                "  answered_at is given if a conversation was begun, not if it "
                "never was; broken by 1 row of interactions\n"
                "    row 3: contact 2, leg 0, outcome abandoned, answered_at "
                "35.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 1, answered_at=NAN),
            (
                "  answered_at is given if a conversation was begun, not if it "
                "never was; broken by 1 row of interactions\n"
                "    row 1: contact 1, leg 0, outcome quit, answered_at nan"
            ),
        ),
        (
            changed(afternoon(), "interactions", 5, answered_at=660),
            (
                "  answered_at is given if a conversation was begun, not if it "
                "never was; broken by 1 row of interactions\n"
                "    row 5: contact 5, leg 0, outcome missed, answered_at 660.0"
            ),
        ),
        (
            changed(morning(), "interactions", 3, left_at=NAN),
            (
                "  left_at is given if and only if the customer left; broken "
                "by 1 row of interactions\n"
                "    row 3: contact 2, leg 0, outcome abandoned, left_at nan"
            ),
        ),
        (
            changed(afternoon(), "interactions", 0, left_at=60),
            (
                "  left_at is given if and only if the customer left; broken "
                "by 1 row of interactions\n"
                "    row 0: contact 0, leg 0, outcome handled, left_at 60.0"
            ),
        ),
        (
            changed(morning(), "interactions", 0, talk_end_at=NAN),
            (
                "  talk_end_at is given if and only if a conversation has "
                "ended; broken by 1 row of interactions\n"
                "    row 0: contact 0, leg 0, outcome handled, talk_end_at nan"
            ),
        ),
        (
            changed(afternoon(), "interactions", 1, talk_end_at=NAN),
            (
                "  talk_end_at is given if and only if a conversation has "
                "ended; broken by 1 row of interactions\n"
                "    row 1: contact 1, leg 0, outcome quit, talk_end_at nan"
            ),
        ),
        (
            changed(afternoon(), "interactions", 3, answered_at=NAN),
            (
                "  talk_end_at is given if and only if a conversation has "
                "ended; broken by 1 row of interactions\n"
                "    row 3: contact 3, leg 0, outcome abandoned, talk_end_at "
                "160.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 5, talk_end_at=670),
            (
                "  talk_end_at is given if and only if a conversation has "
                "ended; broken by 1 row of interactions\n"
                "    row 5: contact 5, leg 0, outcome missed, talk_end_at 670.0"
            ),
        ),
        (
            changed(morning(), "interactions", 8, wrap_up_end_at=3600),
            (
                "  wrap_up_end_at is given only if talk has ended; broken by 1 "
                "row of interactions\n"
                "    row 8: contact 9, leg 0, outcome open, wrap_up_end_at "
                "3600.0"
            ),
        ),
        (
            changed(morning(), "interactions", 3, agent=0),
            (
                "  an agent is named if and only if she answered or called "
                "back; broken by 1 row of interactions\n"
                "    row 3: contact 2, leg 0, outcome abandoned, agent 0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 5, agent=-1),
            (
                "  an agent is named if and only if she answered or called "
                "back; broken by 1 row of interactions\n"
                "    row 5: contact 5, leg 0, outcome missed, agent -1"
            ),
        ),
        (
            changed(morning(), "interactions", 3, group=0),
            (
                "  a group is named if and only if an agent is; broken by 1 "
                "row of interactions\n"
                "    row 3: contact 2, leg 0, outcome abandoned, group 0"
            ),
        ),
        (
            changed(morning(), "interactions", 0, n_offers=0),
            (
                "  what is answered was offered or handed on, who leaves at "
                "once never is; broken by 1 row of interactions\n"
                "    row 0: contact 0, leg 0, outcome handled, n_offers 0"
            ),
        ),
        (
            changed(morning(), "interactions", 4, n_offers=1),
            (
                "  what is answered was offered or handed on, who leaves at "
                "once never is; broken by 1 row of interactions\n"
                "    row 4: contact 4, leg 0, outcome balked, n_offers 1"
            ),
        ),
        (
            changed(morning(), "interactions", 3, turn_at=34),
            (
                "  turn_at is answered_at, or no earlier than left_at, or "
                "empty while open; broken by 1 row of interactions\n"
                "    row 3: contact 2, leg 0, outcome abandoned, turn_at 34.0"
            ),
        ),
        (
            changed(morning(), "interactions", 0, turn_at=1),
            (
                "  turn_at is answered_at, or no earlier than left_at, or "
                "empty while open; broken by 1 row of interactions\n"
                "    row 0: contact 0, leg 0, outcome handled, turn_at 1.0"
            ),
        ),
        (
            changed(morning(), "interactions", 9, turn_at=3600),
            (
                "  turn_at is answered_at, or no earlier than left_at, or "
                "empty while open; broken by 1 row of interactions\n"
                "    row 9: contact 10, leg 0, outcome open, turn_at 3600.0"
            ),
        ),
        (
            changed(morning(), "interactions", 5, answered_at=44),
            (
                "  answered_at is no earlier than queued_at; broken by 1 row "
                "of interactions\n"
                "    row 5: contact 6, leg 0, queued_at 45.0, answered_at 44.0"
            ),
        ),
        (
            changed(morning(), "interactions", 5, talk_end_at=49),
            (
                "  talk_end_at is no earlier than answered_at; broken by 1 row "
                "of interactions\n"
                "    row 5: contact 6, leg 0, answered_at 50.0, talk_end_at "
                "49.0"
            ),
        ),
        (
            changed(morning(), "interactions", 0, wrap_up_end_at=59),
            (
                "  wrap_up_end_at is no earlier than talk_end_at; broken by 1 "
                "row of interactions\n"
                "    row 0: contact 0, leg 0, talk_end_at 60.0, wrap_up_end_at "
                "59.0"
            ),
        ),
        (
            changed(morning(), "interactions", 3, left_at=19),
            (
                "  left_at is no earlier than queued_at; broken by 1 row of "
                "interactions\n"
                "    row 3: contact 2, leg 0, queued_at 20.0, left_at 19.0"
            ),
        ),
        (
            changed(morning(), "interactions", 4, left_at=31),
            (
                "  who balks leaves at once; broken by 1 row of interactions\n"
                "    row 4: contact 4, queued_at 30.0, left_at 31.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 2, left_at=19),
            (
                "  who leaves a conversation has been answered before; broken "
                "by 1 row of interactions\n"
                "    row 2: contact 2, leg 0, answered_at 20.0, left_at 19.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 3, answered_at=59),
            (
                "  who has left the queue without a sign is found out after "
                "it; broken by 1 row of interactions\n"
                "    row 3: contact 3, leg 0, answered_at 59.0, left_at 60.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 1, talk_end_at=81),
            (
                "  a conversation ends when the customer is seen to leave, "
                "else later; broken by 1 row of interactions\n"
                "    row 1: contact 1, leg 0, left_at 80.0, talk_end_at 81.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 2, talk_end_at=99),
            (
                "  a conversation ends when the customer is seen to leave, "
                "else later; broken by 1 row of interactions\n"
                "    row 2: contact 2, leg 0, left_at 100.0, talk_end_at 99.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 7, wrap_up_end_at=1021),
            (
                "  no wrap-up follows a discovery, a quiet time or a "
                "hand-over; broken by 1 row of interactions\n"
                "    row 7: contact 6, leg 0, talk_end_at 1020.0, "
                "wrap_up_end_at 1021.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 3, wrap_up_end_at=161),
            (
                "  no wrap-up follows a discovery, a quiet time or a "
                "hand-over; broken by 1 row of interactions\n"
                "    row 3: contact 3, leg 0, talk_end_at 160.0, "
                "wrap_up_end_at 161.0"
            ),
        ),
        (
            changed(morning(), "interactions", 0, group=1),
            (
                "  the group of an interaction is its agent's; broken by 1 row "
                "of interactions\n"
                "    row 0: contact 0, group 1, agent 0"
            ),
        ),
    ],
)
def test_interactions_that_break_a_law_is_told_with_its_rows(
    journal: Journal, told: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert told in str(error.value)

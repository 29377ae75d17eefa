"""Stays that bots, advice, twins and outages began or ended, against their laws."""

import pytest
from evening import evening
from typed import NAN, changed

from omnisim.errors import JournalError
from omnisim.journal import Journal, Outcome, check


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        (
            changed(evening(), "interactions", 2, queued_at=200),
            (
                "  a queue is joined on arrival, unless its channel makes everybody"
                " wait; broken by 1 row of interactions\n"
                "    row 2: contact 4, leg 0, queued_at 200.0"
            ),
        ),
        (
            changed(evening(), "interactions", 2, queued_at=241),
            (
                "  a queue is joined on arrival, unless its channel makes everybody"
                " wait; broken by 1 row of interactions\n"
                "    row 2: contact 4, leg 0, queued_at 241.0"
            ),
        ),
        (
            changed(evening(), "interactions", 3, silent=1),
            (
                "  only who gives up waiting for an agent or a reply leaves without"
                " a sign; broken by 1 row of interactions\n"
                "    row 3: contact 5, leg 0, outcome withdrawn, silent 1"
            ),
        ),
        (
            changed(evening(), "interactions", 3, answered_at=270),
            (
                "  answered_at is given if a conversation was begun, not if it "
                "never was; broken by 1 row of interactions\n"
                "    row 3: contact 5, leg 0, outcome withdrawn, answered_at 270.0"
            ),
        ),
        (
            changed(evening(), "interactions", 1, answered_at=NAN),
            (
                "  answered_at is given if a conversation was begun, not if it "
                "never was; broken by 1 row of interactions\n"
                "    row 1: contact 3, leg 0, outcome found_out, answered_at nan"
            ),
        ),
        (
            changed(evening(), "interactions", 11, answered_at=530),
            (
                "  answered_at is given if a conversation was begun, not if it "
                "never was; broken by 1 row of interactions\n"
                "    row 11: contact 13, leg 0, outcome moved, answered_at 530.0"
            ),
        ),
        (
            changed(evening(), "interactions", 14, left_at=NAN),
            (
                "  left_at is given if and only if the customer left; broken by 1 "
                "row of interactions\n"
                "    row 14: contact 17, leg 0, outcome cut_off, left_at nan"
            ),
        ),
        (
            changed(evening(), "interactions", 1, left_at=630),
            (
                "  left_at is given if and only if the customer left; broken by 1 "
                "row of interactions\n"
                "    row 1: contact 3, leg 0, outcome found_out, left_at 630.0"
            ),
        ),
        (
            changed(evening(), "interactions", 6, left_at=NAN),
            (
                "  left_at is given if and only if the customer left; broken by 1 "
                "row of interactions\n"
                "    row 6: contact 8, leg 0, outcome merged, left_at nan"
            ),
        ),
        (
            changed(evening(), "interactions", 13, talk_end_at=NAN, wrap_up_end_at=NAN),
            (
                "  talk_end_at is given if and only if a conversation has ended; "
                "broken by 1 row of interactions\n"
                "    row 13: contact 15, leg 0, outcome cut_off, talk_end_at nan"
            ),
        ),
        (
            changed(evening(), "interactions", 14, talk_end_at=1000),
            (
                "  talk_end_at is given if and only if a conversation has ended; "
                "broken by 1 row of interactions\n"
                "    row 14: contact 17, leg 0, outcome cut_off, talk_end_at 1000.0"
            ),
        ),
        (
            changed(evening(), "interactions", 3, agent=0, group=0),
            (
                "  an agent is named if and only if she answered or called back; "
                "broken by 1 row of interactions\n"
                "    row 3: contact 5, leg 0, outcome withdrawn, agent 0"
            ),
        ),
        (
            changed(evening(), "interactions", 9, n_offers=1),
            (
                "  what is answered was offered or handed on, who leaves at once "
                "never is; broken by 1 row of interactions\n"
                "    row 9: contact 11, leg 0, outcome moved, n_offers 1"
            ),
        ),
        (
            changed(evening(), "interactions", 3, turn_at=279),
            (
                "  turn_at is answered_at, or no earlier than left_at, or empty "
                "while open; broken by 1 row of interactions\n"
                "    row 3: contact 5, leg 0, outcome withdrawn, turn_at 279.0"
            ),
        ),
        (
            changed(evening(), "interactions", 13, turn_at=1000),
            (
                "  turn_at is answered_at, or no earlier than left_at, or empty "
                "while open; broken by 1 row of interactions\n"
                "    row 13: contact 15, leg 0, outcome cut_off, turn_at 1000.0"
            ),
        ),
        (
            changed(evening(), "interactions", 26, outcome=Outcome.MOVED),
            (
                "  what is announced is announced in a contact's first queue; "
                "broken by 1 row of interactions\n"
                "    row 26: contact 30, leg 1, outcome moved"
            ),
        ),
        (
            changed(evening(), "interactions", 13, left_at=999),
            (
                "  a conversation ends when the customer is seen to leave, else "
                "later; broken by 1 row of interactions\n"
                "    row 13: contact 15, leg 0, left_at 999.0, talk_end_at 1000.0"
            ),
        ),
        (
            changed(evening(), "interactions", 1, wrap_up_end_at=631),
            (
                "  no wrap-up follows a discovery, a quiet time or a hand-over; "
                "broken by 1 row of interactions\n"
                "    row 1: contact 3, leg 0, talk_end_at 630.0, wrap_up_end_at "
                "631.0"
            ),
        ),
        (
            changed(evening(), "interactions", 1, wrap_up_end_at=NAN),
            (
                "  no wrap-up follows a discovery, a quiet time or a hand-over; "
                "broken by 1 row of interactions\n"
                "    row 1: contact 3, leg 0, talk_end_at 630.0, wrap_up_end_at nan"
            ),
        ),
        (
            changed(evening(), "interactions", 2, told=-1),
            (
                "  told is known where a transfer or a bot led, and nowhere else; "
                "broken by 1 row of interactions\n"
                "    row 2: contact 4, leg 0, told -1"
            ),
        ),
        (
            changed(evening(), "interactions", 26, told=-1),
            (
                "  told is known where a transfer or a bot led, and nowhere else; "
                "broken by 1 row of interactions\n"
                "    row 26: contact 30, leg 1, told -1"
            ),
        ),
        (
            changed(evening(), "interactions", 0, told=0),
            (
                "  told is known where a transfer or a bot led, and nowhere else; "
                "broken by 1 row of interactions\n"
                "    row 0: contact 2, leg 0, told 0"
            ),
        ),
        (
            changed(evening(), "interactions", 23, told=1),
            (
                "  told is known where a transfer or a bot led, and nowhere else; "
                "broken by 1 row of interactions\n"
                "    row 23: contact 28, leg 1, told 1"
            ),
        ),
    ],
)
def test_stays_in_journeys_that_break_a_law_are_told_with_its_rows(
    journal: Journal, told: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert told in str(error.value)

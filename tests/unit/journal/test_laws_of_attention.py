import pytest
from afternoon import afternoon
from evening import evening
from typed import changed, morning

from omnisim.errors import JournalError
from omnisim.journal import Journal, State, check


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        (
            changed(morning(), "agent_spans", 2, contact=0),
            (
                "  a span names a contact if and only if the agent is ringing "
                "or busy; broken by 1 row of agent_spans\n"
                "    row 2: agent 0, state idle, contact 0, from_at 70.0, "
                "to_at 95.0"
            ),
        ),
        (
            changed(morning(), "agent_spans", 10, contact=-1),
            (
                "  a span names a contact if and only if the agent is ringing "
                "or busy; broken by 1 row of agent_spans\n"
                "    row 10: agent 1, state ringing, contact -1, from_at 10.0, "
                "to_at 14.0"
            ),
        ),
        (
            changed(afternoon(), "agent_spans", 21, contact=6),
            (
                "  a span names a contact if and only if the agent is ringing "
                "or busy; broken by 1 row of agent_spans\n"
                "    row 21: agent 1, state waiting, contact 6, from_at 130.0, "
                "to_at 190.0"
            ),
        ),
        (
            changed(afternoon(), "agent_spans", 33, state=State.TALKING),
            (
                "  on one channel agents either talk, write or work; broken by "
                "1 row of agent_spans\n"
                "    row 33: agent 1, state talking, contact 12, from_at "
                "2100.0, to_at 2120.0"
            ),
        ),
        (
            changed(afternoon(), "agent_spans", 9, contact=0),
            (
                "  an agent attends to what takes a place of hers, or to its "
                "wrap-up; broken by 1 row of agent_spans\n"
                "    row 9: agent 0, state wrap_up, contact 0, from_at 110.0, "
                "to_at 115.0"
            ),
        ),
        (
            changed(afternoon(), "agent_spans", 51, contact=7),
            (
                "  an agent attends to what takes a place of hers, or to its "
                "wrap-up; broken by 1 row of agent_spans\n"
                "    row 51: agent 3, state dialling, contact 7, from_at "
                "650.0, to_at 670.0"
            ),
        ),
        (
            changed(morning(), "agent_spans", 0, contact=8),
            (
                "  each talk is one stretch of the agent who answered, to the "
                "bit; broken by 1 row of interactions\n"
                "    row 0: contact 0, leg 0, agent 0, answered_at 0.0, "
                "talk_end_at 60.0, wrap_up_end_at 70.0"
            ),
        ),
        (
            changed(morning(), "agent_spans", 24, from_at=3590.0000000000005),
            (
                "  each stretch of talk is that of one interaction, to the "
                "bit; broken by 1 row of agent_spans\n"
                "    row 24: agent 2, state talking, contact 9, from_at "
                "3590.0000000000005, to_at 3600.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 0, began_at=1),
            (
                "  each reply is written in one stretch by the agent, to the "
                "bit; broken by 1 row of turns\n"
                "    row 0: contact 0, leg 0, turn 0, began_at 1.0, ended_at "
                "30.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 3, began_at=71),
            (
                "  each stretch of writing is that of one turn, to the bit; "
                "broken by 1 row of agent_spans\n"
                "    row 6: agent 0, state writing, contact 1, from_at 70.0, "
                "to_at 80.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 10, began_at=1001),
            (
                "  a mail is worked on between the beginning and the end of "
                "its turn; broken by 1 row of agent_spans\n"
                "    row 36: agent 2, state working, contact 8, from_at "
                "1000.0, to_at 1060.0"
            ),
        ),
        (
            changed(morning(), "agent_spans", 1, contact=8),
            (
                "  wrap-up lies between the end of the talk and its own end; "
                "broken by 1 row of agent_spans\n"
                "    row 1: agent 0, state wrap_up, contact 8, from_at 60.0, "
                "to_at 70.0"
            ),
        ),
        (
            changed(morning(), "interactions", 7, wrap_up_end_at=1814),
            (
                "  each wrap-up ends with a span of the agent who answered, to "
                "the bit; broken by 1 row of interactions\n"
                "    row 7: contact 8, leg 0, agent 0, answered_at 1790.0, "
                "talk_end_at 1810.0, wrap_up_end_at 1814.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 0, wrap_up_end_at=95),
            (
                "  wrap-up is not put aside, unless that of a mail; broken by "
                "1 row of agent_spans\n"
                "    row 7: agent 0, state wrap_up, contact 0, from_at 80.0, "
                "to_at 90.0"
            ),
        ),
        (
            changed(afternoon(), "agent_spans", 9, state=State.DISCOVERING),
            (
                "  who left without a sign, or is a twin, is found out from "
                "answer to end; broken by 1 row of agent_spans\n"
                "    row 9: agent 0, state discovering, contact 1, from_at "
                "110.0, to_at 115.0"
            ),
        ),
        (
            changed(afternoon(), "interactions", 3, talk_end_at=165),
            (
                "  finding out is not put aside; broken by 1 row of "
                "agent_spans\n"
                "    row 10: agent 0, state discovering, contact 3, from_at "
                "115.0, to_at 160.0"
            ),
        ),
        (
            changed(afternoon(), "agent_spans", 51, contact=7),
            (
                "  a customer is called back while she waits for it; broken by "
                "1 row of agent_spans\n"
                "    row 51: agent 3, state dialling, contact 7, from_at "
                "650.0, to_at 670.0"
            ),
        ),
        (
            changed(morning(), "agent_spans", 3, contact=2),
            (
                "  a phone rings for a contact only while it waits; broken by "
                "1 row of agent_spans\n"
                "    row 3: agent 0, state ringing, contact 2, from_at 95.0, "
                "to_at 99.0"
            ),
        ),
        (
            changed(morning(), "interactions", 6, n_offers=1),
            (
                "  a contact rings no more often than it is offered; broken by "
                "1 row of interactions\n"
                "    row 6: contact 7, leg 0, n_offers 1"
            ),
        ),
        (
            changed(afternoon(), "agent_spans", 8, state=State.WAITING, contact=-1),
            (
                "  nobody is idle or waits for customers while there is work "
                "to do; broken by 1 row of agent_spans\n"
                "    row 8: agent 0, state waiting, contact -1, from_at 90.0, "
                "to_at 110.0"
            ),
        ),
        (
            changed(afternoon(), "agent_spans", 10, state=State.WAITING, contact=-1),
            (
                "  nobody is idle or waits for customers while there is work "
                "to do; broken by 1 row of agent_spans\n"
                "    row 10: agent 0, state waiting, contact -1, from_at "
                "115.0, to_at 160.0"
            ),
        ),
        (
            changed(morning(), "agent_spans", 1, state=State.IDLE, contact=-1),
            (
                "  nobody is idle or waits for customers while there is work "
                "to do; broken by 1 row of agent_spans\n"
                "    row 1: agent 0, state idle, contact -1, from_at 60.0, "
                "to_at 70.0"
            ),
        ),
        (
            changed(evening(), "agent_spans", 41, state=State.WORKING),
            (
                "  a mail is worked on between the beginning and the end of its "
                "turn; broken by 1 row of agent_spans\n"
                "    row 41: agent 2, state working, contact 3, from_at 600.0, "
                "to_at 630.0"
            ),
        ),
        (
            changed(evening(), "agent_spans", 41, contact=31),
            (
                "  an agent attends to what takes a place of hers, or to its wrap-"
                "up; broken by 1 row of agent_spans\n"
                "    row 41: agent 2, state discovering, contact 31, from_at 600.0,"
                " to_at 630.0"
            ),
        ),
        (
            changed(evening(), "agent_spans", 41, to_at=629),
            (
                "  finding out is not put aside; broken by 1 row of agent_spans\n"
                "    row 41: agent 2, state discovering, contact 3, from_at 600.0, "
                "to_at 629.0"
            ),
        ),
        (
            changed(evening(), "agent_spans", 41, state=State.IDLE, contact=-1, held=0),
            (
                "  nobody is idle or waits for customers while there is work to do;"
                " broken by 1 row of agent_spans\n"
                "    row 41: agent 2, state idle, contact -1, from_at 600.0, to_at "
                "630.0"
            ),
        ),
        (
            changed(evening(), "agent_spans", 10, state=State.DISCOVERING),
            (
                "  who left without a sign, or is a twin, is found out from answer "
                "to end; broken by 1 row of agent_spans\n"
                "    row 10: agent 0, state discovering, contact 15, from_at 950.0,"
                " to_at 1000.0"
            ),
        ),
        (
            changed(evening(), "agent_spans", 38, to_at=1999),
            (
                "  each reply is written in one stretch by the agent, to the bit; "
                "broken by 1 row of turns\n"
                "    row 7: contact 25, leg 0, turn 1, began_at 1985.0, ended_at "
                "nan"
            ),
        ),
        (
            changed(evening(), "agent_spans", 10, to_at=999),
            (
                "  each talk is one stretch of the agent who answered, to the bit; "
                "broken by 1 row of interactions\n"
                "    row 13: contact 15, leg 0, agent 0, answered_at 950.0, "
                "talk_end_at 1000.0, wrap_up_end_at 1010.0"
            ),
        ),
    ],
)
def test_attention_that_breaks_a_law_is_told_with_its_rows(
    journal: Journal, told: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert told in str(error.value)

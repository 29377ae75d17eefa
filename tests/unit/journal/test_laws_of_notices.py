import pytest
from evening import evening
from typed import changed

from omnisim.errors import JournalError
from omnisim.journal import Journal, check


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        (
            changed(evening(), "notices", 0, sent_at=1620),
            (
                "  messages are listed by time; broken by 1 row of notices\n"
                "    row 1: customer 15, contact -1, kind proactive, worked 0, "
                "sent_at 1610.0"
            ),
        ),
        (
            changed(evening(), "notices", 3, customer=16),
            (
                "  a customer gets a message of a kind once, or once for each "
                "contact; broken by 1 row of notices\n"
                "    row 3: customer 16, contact -1, kind invitation, worked 0, "
                "sent_at 1710.0"
            ),
        ),
        (
            changed(evening(), "notices", 0, contact=-1),
            (
                "  an update tells of a contact; broken by 1 row of notices\n"
                "    row 0: customer 5, contact -1, kind update, worked 0, sent_at "
                "300.0"
            ),
        ),
        (
            changed(evening(), "notices", 0, customer=6),
            (
                "  a message that tells of a contact has its customer, channel and "
                "issue; broken by 1 row of notices\n"
                "    row 0: contact 3, customer 6, channel 4, issue 0"
            ),
        ),
        (
            changed(evening(), "notices", 0, channel=0),
            (
                "  a message that tells of a contact has its customer, channel and "
                "issue; broken by 1 row of notices\n"
                "    row 0: contact 3, customer 5, channel 0, issue 0"
            ),
        ),
        (
            changed(evening(), "notices", 5, issue=1),
            (
                "  a message that tells of a contact has its customer, channel and "
                "issue; broken by 1 row of notices\n"
                "    row 5: contact 31, customer 17, channel 4, issue 1"
            ),
        ),
        (
            changed(evening(), "notices", 0, sent_at=99),
            (
                "  an update is sent while the contact is open and has no reply; "
                "broken by 1 row of notices\n"
                "    row 0: customer 5, contact 3, kind update, worked 0, sent_at "
                "99.0"
            ),
        ),
        (
            changed(evening(), "notices", 0, sent_at=631),
            (
                "  an update is sent while the contact is open and has no reply; "
                "broken by 1 row of notices\n"
                "    row 0: customer 5, contact 3, kind update, worked 0, sent_at "
                "631.0"
            ),
        ),
        (
            changed(evening(), "notices", 1, sent_at=1609),
            (
                "  who is told before her first contact has made none yet; broken "
                "by 1 row of notices\n"
                "    row 1: customer 15, contact -1, kind proactive, worked 0, "
                "sent_at 1609.0"
            ),
        ),
        (
            changed(evening(), "notices", 2, contact=25),
            (
                "  who is told before her first contact has made none yet; broken "
                "by 1 row of notices\n"
                "    row 2: customer 16, contact 25, kind invitation, worked 1, "
                "sent_at 1700.0"
            ),
        ),
        (
            changed(evening(), "notices", 1, channel=0),
            (
                "  a message before the first contact has its channel and issue; "
                "broken by 1 row of notices\n"
                "    row 1: customer 15, channel 0, issue 0"
            ),
        ),
        (
            changed(evening(), "notices", 1, issue=1),
            (
                "  a message before the first contact has its channel and issue; "
                "broken by 1 row of notices\n"
                "    row 1: customer 15, channel 3, issue 1"
            ),
        ),
        (
            changed(evening(), "notices", 1, worked=1),
            (
                "  who is spared a contact makes none, who is invited comes if she "
                "accepts; broken by 1 row of notices\n"
                "    row 1: customer 15, contact -1, kind proactive, worked 1, "
                "sent_at 1610.0"
            ),
        ),
        (
            changed(evening(), "notices", 2, worked=0),
            (
                "  who is spared a contact makes none, who is invited comes if she "
                "accepts; broken by 1 row of notices\n"
                "    row 2: customer 16, contact -1, kind invitation, worked 0, "
                "sent_at 1700.0"
            ),
        ),
        (
            changed(evening(), "notices", 3, worked=1),
            (
                "  who is spared a contact makes none, who is invited comes if she "
                "accepts; broken by 1 row of notices\n"
                "    row 3: customer 21, contact -1, kind invitation, worked 1, "
                "sent_at 1710.0"
            ),
        ),
    ],
)
def test_messages_that_break_a_law_are_told_with_their_rows(
    journal: Journal, told: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert told in str(error.value)

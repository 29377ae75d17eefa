import pytest
from evening import evening
from typed import changed, without

from omnisim.errors import JournalError
from omnisim.journal import Journal, check


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        (
            changed(evening(), "outages", 0, bot=0),
            (
                "  either a channel or a bot is out of order; broken by 1 row of "
                "outages\n"
                "    row 0: channel 0, bot 0, from_at 1000.0, to_at 1200.0"
            ),
        ),
        (
            changed(evening(), "outages", 0, channel=-1),
            (
                "  either a channel or a bot is out of order; broken by 1 row of "
                "outages\n"
                "    row 0: channel -1, bot -1, from_at 1000.0, to_at 1200.0"
            ),
        ),
        (
            changed(evening(), "outages", 0, to_at=999),
            (
                "  outages are listed by time, and end after they began; broken by "
                "1 row of outages\n"
                "    row 0: channel 0, bot -1, from_at 1000.0, to_at 999.0"
            ),
        ),
        (
            changed(evening(), "outages", 0, from_at=1401, to_at=1402),
            (
                "  outages are listed by time, and end after they began; broken by "
                "1 row of outages\n"
                "    row 1: channel -1, bot 0, from_at 1400.0, to_at 1500.0"
            ),
        ),
        (
            changed(evening(), "outages", 1, bot=-1, channel=0, from_at=1199),
            (
                "  outages of one channel or bot do not overlap; broken by 1 row of"
                " outages\n"
                "    row 1: channel 0, bot -1, from_at 1199.0, to_at 1500.0"
            ),
        ),
        (
            changed(evening(), "contacts", 19, channel=0),
            (
                "  who arrives while the channel is out of order does not get in; "
                "broken by 1 row of contacts\n"
                "    row 19: channel 0, outcome handled, arrived_at 1150.0, "
                "closed_at 1180.0"
            ),
        ),
        (
            changed(evening(), "outages", 0, from_at=949),
            (
                "  who arrives while the channel is out of order does not get in; "
                "broken by 3 rows of contacts\n"
                "    row 15: channel 0, outcome cut_off, arrived_at 950.0, "
                "closed_at 1000.0\n"
                "    row 16: channel 0, outcome cut_off, arrived_at 970.0, "
                "closed_at 1000.0\n"
                "    row 17: channel 0, outcome cut_off, arrived_at 980.0, "
                "closed_at 1000.0"
            ),
        ),
        (
            changed(evening(), "outages", 1, from_at=1389),
            (
                "  nobody meets a bot that is out of order; broken by 1 row of "
                "sessions\n"
                "    row 4: contact 21, bot 0, outcome cut_off, from_at 1390.0, "
                "to_at 1400.0"
            ),
        ),
        (
            changed(evening(), "outages", 1, from_at=1395),
            (
                "  no session outlasts the beginning of an outage of its bot; "
                "broken by 1 row of sessions\n"
                "    row 4: contact 21, bot 0, outcome cut_off, from_at 1390.0, "
                "to_at 1400.0"
            ),
        ),
        (
            changed(evening(), "outages", 0, from_at=1001),
            (
                "  who is cut off is so while the channel or the bot is out of "
                "order; broken by 3 rows of contacts\n"
                "    row 15: channel 0, outcome cut_off, arrived_at 950.0, "
                "closed_at 1000.0\n"
                "    row 16: channel 0, outcome cut_off, arrived_at 970.0, "
                "closed_at 1000.0\n"
                "    row 17: channel 0, outcome cut_off, arrived_at 980.0, "
                "closed_at 1000.0"
            ),
        ),
        (
            changed(evening(), "outages", 0, to_at=1099),
            (
                "  who is cut off is so while the channel or the bot is out of "
                "order; broken by 1 row of contacts\n"
                "    row 18: channel 0, outcome cut_off, arrived_at 1100.0, "
                "closed_at 1100.0"
            ),
        ),
        (
            without(evening(), "outages", 2),
            (
                "  who is cut off is so while the channel or the bot is out of "
                "order; broken by 1 row of contacts\n"
                "    row 25: channel 1, outcome cut_off, arrived_at 1950.0, "
                "closed_at 2000.0"
            ),
        ),
        (
            changed(evening(), "outages", 1, bot=1),
            (
                "  a session is cut off when its bot breaks down, or while its "
                "channel is down; broken by 1 row of sessions\n"
                "    row 4: contact 21, bot 0, outcome cut_off, from_at 1390.0, "
                "to_at 1400.0"
            ),
        ),
    ],
)
def test_outages_that_break_a_law_are_told_with_their_rows(
    journal: Journal, told: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert told in str(error.value)

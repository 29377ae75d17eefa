import pytest
from afternoon import afternoon
from evening import evening
from typed import NAN, changed, morning, without

from omnisim.errors import JournalError
from omnisim.journal import Journal, Outcome, check


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        (
            changed(morning(), "contacts", 5, arrived_at=29, closed_at=29),
            (
                "  contacts are numbered in order of arrival; broken by 1 row "
                "of contacts\n"
                "    row 5: arrived_at 29.0"
            ),
        ),
        (
            without(morning(), "interactions", 3),
            (
                "  a contact ends exactly once, in its last interaction; "
                "broken by 1 row of contacts\n"
                "    row 2: customer 2, outcome abandoned"
            ),
        ),
        (
            changed(morning(), "interactions", 1, outcome=Outcome.HANDLED),
            (
                "  a contact ends exactly once, in its last interaction; "
                "broken by 1 row of contacts\n"
                "    row 1: customer 1, outcome handled"
            ),
        ),
        (
            changed(
                changed(
                    afternoon(),
                    "contacts",
                    12,
                    outcome=Outcome.OPEN,
                    resolved=-1,
                    closed_at=NAN,
                ),
                "interactions",
                15,
                outcome=Outcome.HANDLED,
            ),
            (
                "  a contact ends exactly once, in its last interaction; "
                "broken by 1 row of contacts\n"
                "    row 12: customer 8, outcome open"
            ),
        ),
        (
            changed(morning(), "contacts", 0, outcome=Outcome.BLOCKED, resolved=-1),
            (
                "  a contact that is turned away, or ends with a bot, joins no "
                "queue; broken by 1 row of contacts\n"
                "    row 0: customer 0, outcome blocked"
            ),
        ),
        (
            changed(morning(), "interactions", 3, outcome=Outcome.BALKED),
            (
                "  an interaction ends as its contact does if it is the last, "
                "else it goes on; broken by 1 row of interactions\n"
                "    row 3: contact 2, leg 0, outcome balked"
            ),
        ),
        (
            changed(afternoon(), "interactions", 21, outcome=Outcome.QUIET),
            (
                "  an interaction ends as its contact does if it is the last, "
                "else it goes on; broken by 1 row of interactions\n"
                "    row 21: contact 16, leg 0, outcome quiet"
            ),
        ),
        (
            changed(afternoon(), "interactions", 16, outcome=Outcome.HANDED_ON),
            (
                "  an interaction ends as its contact does if it is the last, "
                "else it goes on; broken by 1 row of interactions\n"
                "    row 16: contact 12, leg 1, outcome handed_on"
            ),
        ),
        (
            changed(morning(), "contacts", 3, closed_at=26),
            (
                "  a contact closes when talk ends or the customer leaves, and "
                "not while open; broken by 1 row of contacts\n"
                "    row 3: outcome blocked, arrived_at 25.0, closed_at 26.0"
            ),
        ),
        (
            changed(morning(), "contacts", 10, closed_at=3600),
            (
                "  a contact closes when talk ends or the customer leaves, and "
                "not while open; broken by 1 row of contacts\n"
                "    row 10: outcome open, arrived_at 3595.0, closed_at 3600.0"
            ),
        ),
        (
            changed(afternoon(), "contacts", 2, closed_at=110),
            (
                "  a contact closes when talk ends or the customer leaves, and "
                "not while open; broken by 1 row of contacts\n"
                "    row 2: outcome quit, arrived_at 20.0, closed_at 110.0"
            ),
        ),
        (
            changed(afternoon(), "contacts", 18, closed_at=3300),
            (
                "  a contact closes when talk ends or the customer leaves, and "
                "not while open; broken by 1 row of contacts\n"
                "    row 18: outcome open, arrived_at 3200.0, closed_at 3300.0"
            ),
        ),
        (
            changed(afternoon(), "contacts", 7, closed_at=1119),
            (
                "  what ends outside its interactions closes no earlier than "
                "they did; broken by 1 row of contacts\n"
                "    row 7: outcome unreached, arrived_at 200.0, closed_at "
                "1119.0"
            ),
        ),
        (
            changed(morning(), "contacts", 2, resolved=0),
            (
                "  whether the issue is resolved is known of handled and "
                "contained contacts; broken by 1 row of contacts\n"
                "    row 2: outcome abandoned, resolved 0"
            ),
        ),
        (
            changed(afternoon(), "contacts", 1, resolved=0),
            (
                "  whether the issue is resolved is known of handled and "
                "contained contacts; broken by 1 row of contacts\n"
                "    row 1: outcome quit, resolved 0"
            ),
        ),
        (
            without(evening(), "interactions", 0),
            (
                "  a contact ends exactly once, in its last interaction; broken by "
                "1 row of contacts\n"
                "    row 2: customer 2, outcome handled"
            ),
        ),
        (
            changed(evening(), "contacts", 2, outcome=Outcome.CONTAINED),
            (
                "  a contact that is turned away, or ends with a bot, joins no "
                "queue; broken by 1 row of contacts\n"
                "    row 2: customer 2, outcome contained"
            ),
        ),
        (
            changed(evening(), "contacts", 2, outcome=Outcome.UNHELPED, resolved=-1),
            (
                "  a contact that is turned away, or ends with a bot, joins no "
                "queue; broken by 1 row of contacts\n"
                "    row 2: customer 2, outcome unhelped"
            ),
        ),
        (
            changed(evening(), "contacts", 28, outcome=Outcome.CUT_OFF),
            (
                "  an interaction ends as its contact does if it is the last, else "
                "it goes on; broken by 1 row of interactions\n"
                "    row 23: contact 28, leg 1, outcome withdrawn"
            ),
        ),
        (
            changed(evening(), "contacts", 0, closed_at=61),
            (
                "  a contact closes when talk ends or the customer leaves, and not "
                "while open; broken by 1 row of contacts\n"
                "    row 0: outcome contained, arrived_at 0.0, closed_at 61.0"
            ),
        ),
        (
            changed(evening(), "contacts", 1, closed_at=10),
            (
                "  a contact closes when talk ends or the customer leaves, and not "
                "while open; broken by 1 row of contacts\n"
                "    row 1: outcome unhelped, arrived_at 10.0, closed_at 10.0"
            ),
        ),
        (
            changed(evening(), "contacts", 18, closed_at=1101),
            (
                "  a contact closes when talk ends or the customer leaves, and not "
                "while open; broken by 1 row of contacts\n"
                "    row 18: outcome cut_off, arrived_at 1100.0, closed_at 1101.0"
            ),
        ),
        (
            changed(evening(), "contacts", 22, closed_at=1601),
            (
                "  a contact closes when talk ends or the customer leaves, and not "
                "while open; broken by 1 row of contacts\n"
                "    row 22: outcome unhelped, arrived_at 1600.0, closed_at 1601.0"
            ),
        ),
        (
            changed(evening(), "contacts", 3, closed_at=600),
            (
                "  a contact closes when talk ends or the customer leaves, and not "
                "while open; broken by 1 row of contacts\n"
                "    row 3: outcome found_out, arrived_at 100.0, closed_at 600.0"
            ),
        ),
        (
            changed(evening(), "contacts", 17, closed_at=1001),
            (
                "  a contact closes when talk ends or the customer leaves, and not "
                "while open; broken by 1 row of contacts\n"
                "    row 17: outcome cut_off, arrived_at 980.0, closed_at 1001.0"
            ),
        ),
        (
            changed(evening(), "contacts", 11, closed_at=511),
            (
                "  a contact closes when talk ends or the customer leaves, and not "
                "while open; broken by 1 row of contacts\n"
                "    row 11: outcome moved, arrived_at 510.0, closed_at 511.0"
            ),
        ),
        (
            changed(
                without(evening(), "interactions", 23), "contacts", 28, closed_at=2599
            ),
            (
                "  what ends outside its interactions closes no earlier than they "
                "did; broken by 1 row of contacts\n"
                "    row 28: outcome withdrawn, arrived_at 2520.0, closed_at 2599.0"
            ),
        ),
        (
            changed(evening(), "contacts", 0, resolved=-1),
            (
                "  whether the issue is resolved is known of handled and contained "
                "contacts; broken by 1 row of contacts\n"
                "    row 0: outcome contained, resolved -1"
            ),
        ),
        (
            changed(evening(), "contacts", 3, resolved=1),
            (
                "  whether the issue is resolved is known of handled and contained "
                "contacts; broken by 1 row of contacts\n"
                "    row 3: outcome found_out, resolved 1"
            ),
        ),
        (
            changed(evening(), "contacts", 15, resolved=0),
            (
                "  whether the issue is resolved is known of handled and contained "
                "contacts; broken by 1 row of contacts\n"
                "    row 15: outcome cut_off, resolved 0"
            ),
        ),
    ],
)
def test_contacts_that_break_a_law_is_told_with_its_rows(
    journal: Journal, told: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert told in str(error.value)

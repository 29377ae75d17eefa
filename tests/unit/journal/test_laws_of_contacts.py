import pytest
from afternoon import afternoon
from typed import NAN, changed, morning, without

from omnisim.errors import JournalError
from omnisim.journal import Cause, Journal, Outcome, check


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
                "  a contact that is blocked or comes outside the hours joins "
                "no queue; broken by 1 row of contacts\n"
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
                "  whom no call back reaches is given up after the last one "
                "was due; broken by 1 row of contacts\n"
                "    row 7: outcome unreached, arrived_at 200.0, closed_at "
                "1119.0"
            ),
        ),
        (
            changed(morning(), "contacts", 2, resolved=0),
            (
                "  whether the issue is resolved is known of handled contacts "
                "only; broken by 1 row of contacts\n"
                "    row 2: outcome abandoned, resolved 0"
            ),
        ),
        (
            changed(afternoon(), "contacts", 1, resolved=0),
            (
                "  whether the issue is resolved is known of handled contacts "
                "only; broken by 1 row of contacts\n"
                "    row 1: outcome quit, resolved 0"
            ),
        ),
        (
            changed(morning(), "contacts", 7, attempt=3),
            (
                "  a customer's contacts are numbered from 1 in order of "
                "arrival; broken by 1 row of contacts\n"
                "    row 7: customer 2, attempt 3"
            ),
        ),
        (
            changed(afternoon(), "contacts", 8, attempt=3),
            (
                "  a customer's contacts are numbered from 1 in order of "
                "arrival; broken by 1 row of contacts\n"
                "    row 8: customer 5, attempt 3"
            ),
        ),
        (
            changed(afternoon(), "contacts", 11, attempt=1),
            (
                "  no two contacts of a customer have one number; broken by 1 "
                "row of contacts\n"
                "    row 11: customer 5, attempt 1"
            ),
        ),
        (
            changed(morning(), "contacts", 9, issue=0),
            (
                "  all contacts of a customer are about one issue; broken by 1 "
                "row of contacts\n"
                "    row 9: customer 1, attempt 2, issue 0"
            ),
        ),
        (
            changed(morning(), "contacts", 9, cause=Cause.FIRST),
            (
                "  a customer's first contact has the cause first, and no "
                "other one has; broken by 1 row of contacts\n"
                "    row 9: customer 1, attempt 2, cause first"
            ),
        ),
        (
            changed(morning(), "contacts", 0, cause=Cause.BLOCKED),
            (
                "  a customer's first contact has the cause first, and no "
                "other one has; broken by 1 row of contacts\n"
                "    row 0: customer 0, attempt 1, cause blocked"
            ),
        ),
        (
            changed(morning(), "contacts", 9, cause=Cause.ABANDONED),
            (
                "  a contact's cause is how a contact of the customer has "
                "ended before; broken by 1 row of contacts\n"
                "    row 9: customer 1, attempt 2, cause abandoned, arrived_at "
                "3590.0"
            ),
        ),
        (
            changed(morning(), "contacts", 1, resolved=1),
            (
                "  a contact's cause is how a contact of the customer has "
                "ended before; broken by 1 row of contacts\n"
                "    row 9: customer 1, attempt 2, cause unresolved, "
                "arrived_at 3590.0"
            ),
        ),
        (
            changed(morning(), "contacts", 9, arrived_at=99),
            (
                "  a contact's cause is how a contact of the customer has "
                "ended before; broken by 1 row of contacts\n"
                "    row 9: customer 1, attempt 2, cause unresolved, "
                "arrived_at 99.0"
            ),
        ),
        (
            changed(
                morning(),
                "contacts",
                10,
                customer=1,
                attempt=3,
                issue=1,
                cause=Cause.UNRESOLVED,
            ),
            (
                "  a contact's cause is how a contact of the customer has "
                "ended before; broken by 1 row of contacts\n"
                "    row 10: customer 1, attempt 3, cause unresolved, "
                "arrived_at 3595.0"
            ),
        ),
        (
            changed(afternoon(), "contacts", 1, outcome=Outcome.ABANDONED),
            (
                "  a contact's cause is how a contact of the customer has "
                "ended before; broken by 1 row of contacts\n"
                "    row 9: customer 1, attempt 2, cause quit, arrived_at 500.0"
            ),
        ),
        (
            changed(morning(), "contacts", 1, resolved=1),
            (
                "  nobody whose issue was resolved comes again; broken by 1 "
                "row of contacts\n"
                "    row 9: customer 1, attempt 2, arrived_at 3590.0"
            ),
        ),
        (
            changed(afternoon(), "contacts", 5, cause=Cause.UNRESOLVED),
            (
                "  a contact ends with the offer of a call back, and that one "
                "begins at once; broken by 1 row of contacts\n"
                "    row 4: customer 9, attempt 1, cause first, outcome "
                "callback"
            ),
        ),
        (
            changed(afternoon(), "contacts", 5, arrived_at=51),
            (
                "  a contact ends with the offer of a call back, and that one "
                "begins at once; broken by 2 rows of contacts\n"
                "    row 4: customer 9, attempt 1, cause first, outcome "
                "callback\n"
                "    row 5: customer 9, attempt 2, cause offered, outcome "
                "handled"
            ),
        ),
        (
            changed(afternoon(), "contacts", 8, closed_at=1050),
            (
                "  who chases has an earlier contact open, without a reply; "
                "broken by 1 row of contacts\n"
                "    row 11: customer 5, attempt 2, cause unanswered, "
                "arrived_at 1100.0"
            ),
        ),
        (
            changed(afternoon(), "turns", 10, ended_at=1090),
            (
                "  who chases has an earlier contact open, without a reply; "
                "broken by 1 row of contacts\n"
                "    row 11: customer 5, attempt 2, cause unanswered, "
                "arrived_at 1100.0"
            ),
        ),
        (
            changed(afternoon(), "contacts", 8, cause=Cause.UNANSWERED),
            (
                "  who chases has an earlier contact open, without a reply; "
                "broken by 1 row of contacts\n"
                "    row 8: customer 5, attempt 1, cause unanswered, "
                "arrived_at 300.0"
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

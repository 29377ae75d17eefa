import pytest
from afternoon import afternoon
from typed import changed, morning

from omnisim.errors import JournalError
from omnisim.journal import Cause, Journal, Outcome, check


@pytest.mark.parametrize(
    ("journal", "told"),
    [
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
def test_customers_that_break_a_law_are_told_with_their_contacts(
    journal: Journal, told: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert told in str(error.value)

import pytest
from afternoon import afternoon
from evening import evening
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
        (
            changed(evening(), "contacts", 4, vulnerable=1),
            (
                "  a customer is vulnerable in all contacts or in none; broken by 1"
                " row of contacts\n"
                "    row 4: customer 0, attempt 2, vulnerable 1"
            ),
        ),
        (
            changed(evening(), "contacts", 8, attempt=1),
            (
                "  no two contacts of a customer have one number; broken by 1 row "
                "of contacts\n"
                "    row 8: customer 4, attempt 1"
            ),
        ),
        (
            changed(evening(), "contacts", 12, attempt=3),
            (
                "  a customer's contacts are numbered from 1 in order of arrival; "
                "broken by 1 row of contacts\n"
                "    row 12: customer 6, attempt 3"
            ),
        ),
        (
            changed(evening(), "contacts", 4, cause=Cause.UNRESOLVED),
            (
                "  a contact's cause is how a contact of the customer has ended "
                "before; broken by 1 row of contacts\n"
                "    row 4: customer 0, attempt 2, cause unresolved, arrived_at "
                "200.0"
            ),
        ),
        (
            changed(evening(), "contacts", 0, resolved=1),
            (
                "  a contact's cause is how a contact of the customer has ended "
                "before; broken by 1 row of contacts\n"
                "    row 4: customer 0, attempt 2, cause contained, arrived_at "
                "200.0"
            ),
        ),
        (
            changed(evening(), "contacts", 9, cause=Cause.CUT_OFF),
            (
                "  a contact's cause is how a contact of the customer has ended "
                "before; broken by 1 row of contacts\n"
                "    row 9: customer 1, attempt 2, cause cut_off, arrived_at 400.0"
            ),
        ),
        (
            changed(evening(), "contacts", 20, cause=Cause.UNHELPED),
            (
                "  a contact's cause is how a contact of the customer has ended "
                "before; broken by 1 row of contacts\n"
                "    row 20: customer 8, attempt 2, cause unhelped, arrived_at "
                "1300.0"
            ),
        ),
        (
            changed(evening(), "contacts", 14, cause=Cause.ABANDONED),
            (
                "  a contact's cause is how a contact of the customer has ended "
                "before; broken by 1 row of contacts\n"
                "    row 14: customer 7, attempt 2, cause abandoned, arrived_at "
                "540.0"
            ),
        ),
        (
            changed(evening(), "contacts", 9, cause=Cause.MOVED),
            (
                "  a contact ends with the advice to move, and the next one begins "
                "at once; broken by 1 row of contacts\n"
                "    row 9: customer 1, attempt 2, cause moved, outcome handled"
            ),
        ),
        (
            changed(
                evening(), "contacts", 12, customer=30, attempt=1, cause=Cause.FIRST
            ),
            (
                "  a contact ends with the advice to move, and the next one begins "
                "at once; broken by 1 row of contacts\n"
                "    row 11: customer 6, attempt 1, cause first, outcome moved"
            ),
        ),
        (
            changed(evening(), "contacts", 14, arrived_at=541),
            (
                "  a contact ends with the advice to move, and the next one begins "
                "at once; broken by 2 rows of contacts\n"
                "    row 13: customer 7, attempt 1, cause first, outcome moved\n"
                "    row 14: customer 7, attempt 2, cause moved, outcome handled"
            ),
        ),
        (
            changed(evening(), "contacts", 9, cause=Cause.DUPLICATE),
            (
                "  who opens a second contact waits in the first queue of an "
                "earlier one; broken by 1 row of contacts\n"
                "    row 9: customer 1, attempt 2, cause duplicate, arrived_at "
                "400.0"
            ),
        ),
        (
            changed(evening(), "interactions", 3, left_at=279),
            (
                "  who opens a second contact waits in the first queue of an "
                "earlier one; broken by 1 row of contacts\n"
                "    row 7: customer 3, attempt 2, cause duplicate, arrived_at "
                "280.0"
            ),
        ),
        (
            changed(evening(), "interactions", 4, queued_at=291),
            (
                "  who opens a second contact waits in the first queue of an "
                "earlier one; broken by 1 row of contacts\n"
                "    row 8: customer 4, attempt 2, cause duplicate, arrived_at "
                "290.0"
            ),
        ),
        (
            changed(evening(), "contacts", 6, cause=Cause.DUPLICATE),
            (
                "  who opens a second contact waits in the first queue of an "
                "earlier one; broken by 1 row of contacts\n"
                "    row 6: customer 4, attempt 1, cause duplicate, arrived_at "
                "255.0"
            ),
        ),
        (
            changed(
                changed(evening(), "interactions", 1, outcome=Outcome.WITHDRAWN),
                "contacts",
                3,
                outcome=Outcome.WITHDRAWN,
            ),
            (
                "  who is withdrawn, merged or found out was never answered before;"
                " broken by 1 row of contacts\n"
                "    row 3: customer 5, attempt 1, outcome withdrawn, closed_at "
                "630.0"
            ),
        ),
        (
            changed(
                evening(), "contacts", 10, customer=30, attempt=1, cause=Cause.FIRST
            ),
            (
                "  who is withdrawn, merged or found out has another contact "
                "answered; broken by 1 row of contacts\n"
                "    row 3: customer 5, attempt 1, outcome found_out, closed_at "
                "630.0"
            ),
        ),
        (
            changed(evening(), "interactions", 4, answered_at=311),
            (
                "  who is withdrawn, merged or found out has another contact "
                "answered; broken by 1 row of contacts\n"
                "    row 8: customer 4, attempt 2, outcome merged, closed_at 310.0"
            ),
        ),
        (
            changed(evening(), "interactions", 1, answered_at=499),
            (
                "  who is withdrawn, merged or found out has another contact "
                "answered; broken by 1 row of contacts\n"
                "    row 3: customer 5, attempt 1, outcome found_out, closed_at "
                "630.0"
            ),
        ),
        (
            changed(
                changed(evening(), "interactions", 6, left_at=311),
                "contacts",
                8,
                closed_at=311,
            ),
            (
                "  who waits in a queue leaves it when her other contact is "
                "answered; broken by 1 row of interactions\n"
                "    row 6: contact 8, outcome merged, left_at 311.0"
            ),
        ),
        (
            changed(evening(), "interactions", 0, story=1),
            (
                "  who tells her story again has told it to an agent or a bot "
                "before; broken by 1 row of interactions\n"
                "    row 0: contact 2, leg 0, story 1"
            ),
        ),
        (
            changed(evening(), "interactions", 10, story=1),
            (
                "  who tells her story again has told it to an agent or a bot "
                "before; broken by 1 row of interactions\n"
                "    row 10: contact 12, leg 0, story 1"
            ),
        ),
        (
            changed(evening(), "interactions", 12, story=1),
            (
                "  who tells her story again has told it to an agent or a bot "
                "before; broken by 1 row of interactions\n"
                "    row 12: contact 14, leg 0, story 1"
            ),
        ),
        (
            changed(evening(), "interactions", 27, story=1),
            (
                "  who tells her story again has told it to an agent or a bot "
                "before; broken by 1 row of interactions\n"
                "    row 27: contact 31, leg 0, story 1"
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

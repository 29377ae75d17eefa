import pytest
from evening import evening
from typed import changed, repeated, without

from omnisim.errors import JournalError
from omnisim.journal import Journal, Outcome, check


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        (
            repeated(evening(), "sessions", 1),
            (
                "  sessions are listed by contact, one each at most; broken by 1 "
                "row of sessions\n"
                "    row 2: contact 1, bot 0, outcome unhelped, from_at 10.0, to_at"
                " 40.0"
            ),
        ),
        (
            changed(evening(), "sessions", 0, contact=32),
            (
                "  sessions are listed by contact, one each at most; broken by 1 "
                "row of sessions\n"
                "    row 1: contact 1, bot 0, outcome unhelped, from_at 10.0, to_at"
                " 40.0"
            ),
        ),
        (
            changed(evening(), "sessions", 0, from_at=1),
            (
                "  a bot is met on arrival; broken by 1 row of sessions\n"
                "    row 0: contact 0, bot 0, outcome contained, from_at 1.0, to_at"
                " 60.0"
            ),
        ),
        (
            changed(evening(), "sessions", 2, to_at=199),
            (
                "  a session ends no earlier than it begins, an open one with the "
                "run; broken by 1 row of sessions\n"
                "    row 2: contact 4, bot 0, outcome escalated, from_at 200.0, "
                "to_at 199.0"
            ),
        ),
        (
            changed(evening(), "sessions", 6, to_at=3599),
            (
                "  a session ends no earlier than it begins, an open one with the "
                "run; broken by 1 row of sessions\n"
                "    row 6: contact 32, bot 0, outcome open, from_at 3590.0, to_at "
                "3599.0"
            ),
        ),
        (
            changed(evening(), "sessions", 1, bot=1),
            (
                "  in front of a channel there is one bot; broken by 1 row of "
                "sessions\n"
                "    row 1: contact 1, bot 1, outcome unhelped, from_at 10.0, to_at"
                " 40.0"
            ),
        ),
        (
            changed(
                changed(evening(), "contacts", 0, vulnerable=1),
                "contacts",
                4,
                vulnerable=1,
            ),
            (
                "  vulnerable customers meet no bot; broken by 2 rows of sessions\n"
                "    row 0: contact 0, bot 0, outcome contained, from_at 0.0, to_at"
                " 60.0\n"
                "    row 2: contact 4, bot 0, outcome escalated, from_at 200.0, "
                "to_at 240.0"
            ),
        ),
        (
            changed(evening(), "sessions", 0, outcome=Outcome.UNHELPED),
            (
                "  a contact ends as its session does, unless that leads on to an "
                "agent; broken by 1 row of sessions\n"
                "    row 0: contact 0, bot 0, outcome unhelped, from_at 0.0, to_at "
                "60.0"
            ),
        ),
        (
            changed(evening(), "sessions", 1, outcome=Outcome.ESCALATED),
            (
                "  a contact ends as its session does, unless that leads on to an "
                "agent; broken by 1 row of sessions\n"
                "    row 1: contact 1, bot 0, outcome escalated, from_at 10.0, "
                "to_at 40.0"
            ),
        ),
        (
            changed(evening(), "sessions", 2, outcome=Outcome.CONTAINED),
            (
                "  a contact ends as its session does, unless that leads on to an "
                "agent; broken by 1 row of sessions\n"
                "    row 2: contact 4, bot 0, outcome contained, from_at 200.0, "
                "to_at 240.0"
            ),
        ),
        (
            changed(evening(), "contacts", 0, outcome=Outcome.BLOCKED, resolved=-1),
            (
                "  a contact ends as its session does, unless that leads on to an "
                "agent; broken by 1 row of sessions\n"
                "    row 0: contact 0, bot 0, outcome contained, from_at 0.0, to_at"
                " 60.0"
            ),
        ),
        (
            changed(evening(), "sessions", 4, outcome=Outcome.OPEN),
            (
                "  a contact ends as its session does, unless that leads on to an "
                "agent; broken by 1 row of sessions\n"
                "    row 4: contact 21, bot 0, outcome open, from_at 1390.0, to_at "
                "1400.0"
            ),
        ),
        (
            changed(evening(), "interactions", 17, told=1),
            (
                "  a bot that breaks down tells nobody what comes next; broken by 1 "
                "row of interactions\n"
                "    row 17: contact 21, leg 0, told 1"
            ),
        ),
        (
            without(evening(), "sessions", 5),
            (
                "  who is contained has met a bot; broken by 1 row of contacts\n"
                "    row 23: customer 15, outcome contained"
            ),
        ),
    ],
)
def test_sessions_that_break_a_law_are_told_with_their_rows(
    journal: Journal, told: str
) -> None:
    with pytest.raises(JournalError) as error:
        check(journal)

    assert told in str(error.value)

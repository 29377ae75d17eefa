import dataclasses

import pytest
from afternoon import afternoon
from evening import evening
from typed import NINE, changed, morning

from omnisim.journal import Cause, Journal, Outcome, tell_customer

DEFERRED = ("email", "callback")


def paragraphs(n: int, journal: Journal | None = None) -> list[str]:
    """Return the paragraphs of a customer's journey."""
    told = tell_customer(journal or evening(), n, start=NINE, deferred=DEFERRED)
    return told.split("\n\n")


def test_a_journey_is_told_from_the_bot_to_the_agent() -> None:
    assert paragraphs(0) == [
        (
            'This is the journey of customer 0, about "balance". It began at 09:00:00 '
            "on Monday 2 March 2026."
        ),
        (
            "Contact 0 reached the phone channel at 09:00:00. The customer met the bot "
            '"voice", which dealt with the matter in 1 min, at 09:01:00. The issue was '
            "not resolved."
        ),
        (
            "Contact 4 followed after 2 min 20 s, on the phone channel again at "
            '09:03:20. The customer met the bot "voice". It could not help, and passed '
            "the customer on to an agent at 09:04:00, after 40 s, saying so. The "
            "customer joined the queue and did not have to wait. Agent 0 of group desk "
            "answered at 09:04:00. The story had to be told again. They talked for "
            "1 min, until 09:05:00. The agent's wrap-up took another 10 s. The issue "
            "was resolved."
        ),
        (
            "In all: two contacts on one channel and the story told again once. It "
            "took 2 min 40 s of the customer's own time. The issue was resolved by "
            "contact 4, at 09:05:00, 5 min after it began."
        ),
    ]


def test_contacts_beside_each_other_are_told_apart() -> None:
    _, first, second, in_all = paragraphs(3)

    assert first == (
        "Contact 5 reached the phone channel at 09:04:10. The customer joined the "
        "queue, waited 30 s and withdrew at 09:04:40, contact 7 having been answered. "
        "After another 30 s, at 09:05:10, an agent would have answered."
    )
    assert second.startswith(
        "Contact 7 came beside contact 5, 30 s later, on the chat channel at 09:04:40: "
        "the customer was still waiting in that one. "
    )
    assert in_all == (
        "In all: two contacts on two channels and one move from one channel to "
        "another. It took 1 min 10 s of the customer's own time. The issue was "
        "resolved by contact 7, at 09:05:20, 1 min 10 s after it began."
    )


def test_messages_and_chases_are_part_of_the_journey() -> None:
    _, mail, call, in_all = paragraphs(5)

    assert mail.endswith(
        "The agent found out at 09:10:30, after 30 s, that contact 10 had been "
        "answered: nothing was left to do. An update was sent at 09:05:00."
    )
    assert call.startswith(
        "Contact 10 came beside contact 3, 6 min 40 s later, on the phone channel at "
        "09:08:20: nobody had replied to that one yet. "
    )
    assert in_all == (
        "In all: two contacts on two channels, one move from one channel to another "
        "and one update. It took 1 min of the customer's own time. The issue was "
        "resolved by contact 10, at 09:09:20, 7 min 40 s after it began."
    )


def test_a_vulnerable_customer_is_introduced_so() -> None:
    assert paragraphs(2)[0].endswith("The customer is vulnerable and needs a person.")


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (
            15,
            (
                "A message at 09:26:50 did not spare the customer the contact on the "
                "web channel."
            ),
        ),
        (16, "The customer was invited to the chat channel at 09:28:20, and accepted."),
    ],
)
def test_what_came_before_the_first_contact_is_told_first(
    n: int, sentence: str
) -> None:
    assert paragraphs(n)[0].endswith(sentence)


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (
            20,
            (
                'This is customer 20, about "balance", at 09:30:00 on Monday 2 March '
                "2026. A message at 09:30:00 spared the customer the contact on the "
                "phone channel. There was no contact."
            ),
        ),
        (
            21,
            (
                'This is customer 21, about "balance", at 09:28:30 on Monday 2 March '
                "2026. The customer was invited to the chat channel at 09:28:30, and "
                "did not accept. There was no contact."
            ),
        ),
        (40, "Customer 40 made no contact, and was sent no message."),
    ],
)
def test_who_made_no_contact_gets_a_sentence(n: int, told: str) -> None:
    assert paragraphs(n) == [told]


@pytest.mark.parametrize(
    ("n", "last"),
    [
        (
            9,
            (
                "In all: one contact on one channel. It took 20 s of the customer's own"
                " time. The issue was not resolved, and nothing more was heard of the "
                "customer after 09:16:40."
            ),
        ),
        (
            14,
            (
                "In all: one contact on one channel. The issue was not resolved, and "
                "nothing more was heard of the customer after 09:26:40."
            ),
        ),
        (
            17,
            (
                "In all: one contact on one channel and one update. The issue was still"
                " open when the run ended."
            ),
        ),
        (
            18,
            (
                "In all: one contact on one channel. It took 10 s of the customer's own"
                " time. The issue was still open when the run ended."
            ),
        ),
        (
            19,
            (
                "In all: three contacts on two channels and two moves from one channel "
                "to another. It took 1 min 10 s of the customer's own time. The issue "
                "was resolved by contact 29, at 09:45:00, 3 min 20 s after it began."
            ),
        ),
    ],
)
def test_the_last_paragraph_sums_up(n: int, last: str) -> None:
    assert paragraphs(n)[-1] == last


def test_the_next_contact_may_follow_straight_away() -> None:
    assert paragraphs(6)[2].startswith(
        "Contact 12 followed straight away, on the chat channel at 09:08:30. "
    )


def test_the_reason_is_said_where_it_was_not_told_just_before() -> None:
    journal = changed(
        evening(), "contacts", 9, customer=3, attempt=3, cause=Cause.UNRESOLVED
    )
    journal = changed(journal, "contacts", 7, resolved=0)
    journal = changed(journal, "contacts", 5, outcome=Outcome.ABANDONED)
    journal = changed(journal, "contacts", 9, cause=Cause.ABANDONED)

    assert paragraphs(3, journal)[3].startswith(
        "Contact 9 followed after 2 min, on the chat channel at 09:06:40: the customer "
        "had given up contact 5 at 09:04:40."
    )


def test_of_a_call_back_only_the_talk_is_the_customers_own_time() -> None:
    told = tell_customer(afternoon(), 9, start=NINE, deferred=("callback",))

    assert "In all: two contacts on two channels and one move " in told
    assert "It took 1 min of the customer's own time." in told


def test_a_bot_takes_the_time_of_those_who_wait_for_a_mail() -> None:
    told = tell_customer(evening(), 15, start=NINE, deferred=("web",))

    assert "It took 30 s of the customer's own time." in told


def test_a_talk_that_goes_on_takes_time_until_the_run_ends() -> None:
    told = tell_customer(afternoon(), 10, start=NINE, deferred=("callback",))

    assert "It took 1 min 40 s of the customer's own time." in told


def test_the_story_is_told_again_once_in_a_conversation() -> None:
    journal = afternoon()
    for row in (15, 16):  # handed on
        journal = changed(journal, "interactions", row, story=1)

    told = tell_customer(journal, 8, start=NINE)

    assert told.count("The story had to be told again.") == 1
    assert "In all: one contact on one channel and the story told again once." in told


def test_who_is_found_out_tells_no_story() -> None:
    journal = changed(evening(), "interactions", 1, story=1)

    assert "the story told again" not in paragraphs(5, journal)[-1]


def test_an_only_issue_goes_without_saying() -> None:
    journal = dataclasses.replace(
        morning(), provenance=dataclasses.replace(morning().provenance, issues=("a",))
    )

    assert tell_customer(journal, 0, start=NINE).startswith(
        "This is the journey of customer 0. It began "
    )


@pytest.mark.parametrize("n", range(16))
def test_every_journey_of_an_afternoon_can_be_told(n: int) -> None:
    told = tell_customer(afternoon(), n, start=NINE)

    assert told.startswith(f"This is the journey of customer {n}, about ")


def test_a_number_below_zero_is_nobodys() -> None:
    with pytest.raises(ValueError, match="there is no customer -1"):
        tell_customer(evening(), -1, start=NINE)

"""What bots, advice, twins, outages and messages did to a contact, told of it alone."""

import pytest
from evening import evening
from twins import TALK, between_agents, found_out, two_calls
from typed import NAN, NINE, changed, without

from omnisim.journal import Journal, Outcome, State, tell_agent, tell_contact


def story(n: int, journal: Journal | None = None) -> str:
    """Return the story of a contact of the evening, or of another journal."""
    return tell_contact(journal or evening(), n, start=NINE)


def test_a_contact_that_a_bot_contains_is_told_to_the_next_one() -> None:
    assert story(0) == (
        "Contact 0 reached the phone channel at 09:00:00 on Monday 2 March 2026, about "
        '"balance". It was the customer\'s first.\n\n'
        'The customer met the bot "voice", which dealt with the matter in 1 min, at '
        "09:01:00.\n\n"
        "The issue was not resolved. The customer came again after 2 min 20 s, on the "
        "phone channel at 09:03:20: contact 4."
    )


@pytest.mark.parametrize(
    ("n", "paragraph"),
    [
        (
            1,
            (
                'The customer met the bot "voice". It could not help, and the customer '
                "left at 09:00:40, after 30 s."
            ),
        ),
        (
            3,
            (
                "An update was sent at 09:05:00. Without a reply after 6 min 40 s, the "
                "customer had asked again on the phone channel at 09:08:20: contact 10."
            ),
        ),
        (
            4,
            (
                'The customer met the bot "voice". It could not help, and passed the '
                "customer on to an agent at 09:04:00, after 40 s, saying so."
            ),
        ),
        (
            5,
            (
                "The customer joined the queue, waited 30 s and withdrew at 09:04:40, "
                "contact 7 having been answered. After another 30 s, at 09:05:10, an "
                "agent would have answered."
            ),
        ),
        (
            6,
            (
                "After a wait of 35 s, the customer had tried on the chat channel at "
                "09:04:50 as well: contact 8. The issue was resolved."
            ),
        ),
        (
            8,
            (
                "The customer joined the queue, waited 20 s and was merged at 09:05:10 "
                "into contact 6, which had been answered. After another 20 s, at "
                "09:05:30, an agent would have answered."
            ),
        ),
        (
            11,
            (
                "On hearing the announced wait, the customer took the advice to use "
                "another channel."
            ),
        ),
        (11, "The customer went on as contact 12, on the chat channel."),
        (
            13,
            (
                "The customer joined the queue, waited 20 s and took the advice to use "
                "another channel at 09:09:00. After another 20 s, at 09:09:20, an agent"
                " would have answered."
            ),
        ),
        (
            16,
            (
                'The customer met the bot "voice". The phone channel broke down at '
                "09:16:40, after 30 s, and the customer was cut off."
            ),
        ),
        (
            17,
            (
                "The customer joined the queue, waited 20 s and was cut off by an "
                "outage at 09:16:40. After another 10 s, at 09:16:50, an agent would "
                "have answered."
            ),
        ),
        (
            18,
            (
                "The channel was out of order: the customer was kept out. The customer "
                "came again after 50 s, on the chat channel at 09:19:10: contact 19."
            ),
        ),
        (
            21,
            (
                'The customer met the bot "voice". The bot broke down at 09:23:20, '
                "after 10 s, and the customer went on to an agent."
            ),
        ),
        (
            22,
            (
                "On the web channel there is nobody but a bot, and the customer needs a"
                " person: the customer left at once."
            ),
        ),
        (
            27,
            (
                "The customer joined the queue, waited 20 s and took the offer to be "
                "called back at 09:42:00. After another 40 s, at 09:42:40, an agent "
                "would have answered."
            ),
        ),
        (
            28,
            (
                "When the contact was to join the queue, at 09:45:00, contact 29 had "
                "been answered, and it was withdrawn."
            ),
        ),
        (
            30,
            (
                "Told in advance, the customer joined the next queue and did not have "
                "to wait. Agent 3 of group seniors answered at 09:47:10. The story had "
                "to be told again. They talked for 1 min, until 09:48:10. There was no "
                "wrap-up."
            ),
        ),
        (31, "An update was sent at 09:50:00, and spared asking again."),
        (
            32,
            (
                'The customer met the bot "voice", and was with it, after 10 s, when '
                "the run ended."
            ),
        ),
    ],
)
def test_each_thing_that_may_happen_has_its_words(n: int, paragraph: str) -> None:
    assert paragraph in story(n).split("\n\n")


@pytest.mark.parametrize(
    ("n", "reason"),
    [
        (
            4,
            "the bot of contact 0, which ended at 09:01:00, had not resolved the issue",
        ),
        (
            7,
            "the customer was still waiting in contact 5, and tried here as well",
        ),
        (
            9,
            (
                "the customer had found no help with the bot in contact 1, which ended "
                "at 09:00:40"
            ),
        ),
        (12, "the customer had been advised, in contact 11, to use this channel"),
        (20, "an outage had ended contact 15 at 09:16:40"),
    ],
)
def test_a_further_contact_has_its_reason(n: int, reason: str) -> None:
    assert f"It was the customer's second: {reason}.\n\n" in story(n)


def test_who_needs_a_person_is_introduced_so() -> None:
    assert (
        story(2)
        .split("\n\n")[0]
        .endswith(
            "It was the customer's first. The customer is vulnerable and needs a "
            "person."
        )
    )


def test_an_invitation_is_told_with_the_arrival() -> None:
    assert (
        story(24)
        .split("\n\n")[0]
        .endswith(
            "It was the customer's first. The customer was invited to the chat channel "
            "at 09:28:20, and accepted."
        )
    )


def test_a_bot_may_turn_customers_away() -> None:
    journal = changed(evening(), "contacts", 22, vulnerable=0)

    assert "The bot could not take the customer, who was turned away at once." in (
        story(22, journal)
    )


def test_a_bot_may_pass_customers_on_without_a_word() -> None:
    journal = changed(evening(), "interactions", 2, told=0)

    assert "at 09:04:00, after 40 s, without saying so." in story(4, journal)


def test_who_was_passed_on_may_not_come_to_a_queue() -> None:
    journal = two_calls(
        *(Outcome.MERGED, 0, 30), sessions=[(1, 0, Outcome.ESCALATED, 0, 30)]
    )

    assert story(1, journal).split("\n\n")[1:] == [
        (
            'The customer met the bot "voice". It could not help, and passed the '
            "customer on to an agent at 09:00:30, after 30 s."
        ),
        "It was merged into contact 0 at 09:00:30.",
    ]


@pytest.mark.parametrize(
    ("outcome", "became"),
    [
        (
            Outcome.WITHDRAWN,
            "at 09:00:30, contact 0 had been answered, and it was withdrawn.",
        ),
        (
            Outcome.MERGED,
            (
                "at 09:00:30, contact 0 had been answered, and it was merged into that "
                "one."
            ),
        ),
        (Outcome.CUT_OFF, "at 09:00:30, it was out of order."),
    ],
)
def test_who_comes_from_the_bot_may_have_to_leave(
    outcome: Outcome, became: str
) -> None:
    journal = two_calls(
        *(outcome, 0, 30),
        interactions=[
            TALK,
            (1, 0, outcome, 0, 0, 1, -1, -1, 0, 30, NAN, NAN, 30, NAN, NAN),
        ],
        sessions=[(1, 0, Outcome.ESCALATED, 0, 30)],
        outages=[(1, -1, 20, 40)],
    )

    assert f"was to join the queue, {became}" in story(1, journal)


def test_a_call_back_may_be_given_up_between_two_tries() -> None:
    journal = without(evening(), "interactions", 23)

    assert "It was given up for contact 29 at 09:45:00." in story(28, journal)


def test_a_talk_may_be_cut_off() -> None:
    assert (
        "They talked for 50 s, until 09:16:40, when an outage cut them off. The "
        "agent's wrap-up took another 10 s."
    ) in story(15)


@pytest.mark.parametrize(
    ("began_at", "how"),
    [
        (1985, "while the agent was at it"),
        (NAN, "before the agent had begun"),
    ],
)
def test_a_reply_may_be_cut_off(began_at: float, how: str) -> None:
    journal = changed(evening(), "turns", 7, began_at=began_at)

    assert (
        "After 15 s, at 09:33:05, the customer wrote. The customer waited 15 s for a "
        f"reply, in vain, {how}. An outage ended the conversation at 09:33:20, after "
        "50 s."
    ) in story(25, journal)


def test_an_outage_may_come_while_nobody_has_the_conversation() -> None:
    assert (
        "The agent's duty ended at 09:00:50, and the conversation was handed on.\n\n"
        "Before anybody had taken it up again, at 09:01:20, an outage ended it.\n\n"
        "The customer did not come again."
    ) in story(0, between_agents())


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        (
            found_out(Outcome.FOUND_OUT, 40, NAN),
            (
                "The agent found out at 09:00:40, after 30 s, that contact 0 had been "
                "answered: nothing was left to do."
            ),
        ),
        (
            found_out(Outcome.OPEN, NAN, NAN),
            (
                "The agent had not yet found out that contact 0 had been answered when "
                "the run ended."
            ),
        ),
        (
            found_out(Outcome.CUT_OFF, 40, 40),
            (
                "Before the agent had found out that contact 0 had been answered, an "
                "outage cut them off at 09:00:40."
            ),
        ),
    ],
)
def test_a_twin_is_found_out(journal: Journal, told: str) -> None:
    assert told in story(1, journal)


@pytest.mark.parametrize(
    ("journal", "line"),
    [
        (
            found_out(Outcome.FOUND_OUT, 40, NAN),
            (
                "At 09:00:10 took contact 1 (phone, balance), and found out after 30 s "
                "that contact 0 had been answered."
            ),
        ),
        (
            found_out(Outcome.OPEN, NAN, NAN),
            (
                "At 09:00:10 took contact 1 (phone, balance), and had not found out "
                "that contact 0 had been answered when the run ended."
            ),
        ),
        (
            found_out(Outcome.CUT_OFF, 40, 40),
            (
                "At 09:00:10 took contact 1 (phone, balance), and had not found out "
                "that contact 0 had been answered when an outage came after 30 s."
            ),
        ),
    ],
)
def test_an_agents_day_tells_of_twins(journal: Journal, line: str) -> None:
    assert line in tell_agent(journal, 1, start=NINE).split("\n")


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (
            0,
            (
                "At 09:15:50 answered contact 15 (phone, dispute), talked for 50 s "
                "until an outage cut them off, then 10 s of wrap-up."
            ),
        ),
        (
            1,
            (
                "At 09:32:30 took contact 25 (chat, balance), sent one reply before an "
                "outage ended it after 50 s, wrapped up 5 s later."
            ),
        ),
        (
            2,
            (
                "15 s calling back, 30 s on customers who had been answered before and "
                "35 min 5 s idle."
            ),
        ),
    ],
)
def test_an_agents_day_tells_of_outages_and_twins(agent: int, told: str) -> None:
    assert told in tell_agent(evening(), agent, start=NINE)


def test_a_discovery_that_took_no_time_is_told_all_the_same() -> None:
    journal = changed(evening(), "interactions", 1, talk_end_at=600)
    journal = changed(journal, "agent_spans", 41, state=State.IDLE, contact=-1)

    assert "The agent found out at 09:10:00, after 0 s, that contact 10" in (
        story(3, journal)
    )

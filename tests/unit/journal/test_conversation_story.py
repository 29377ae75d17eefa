import pytest
from afternoon import afternoon
from typed import NAN, NINE, changed

from omnisim.journal import Journal, Outcome, tell_agent, tell_contact


def test_who_leaves_for_want_of_a_reply_is_told() -> None:
    story = tell_contact(afternoon(), 1, start=NINE)

    assert story.split("\n\n")[1:] == [
        (
            "The customer joined the queue and did not have to wait. Agent 0 "
            "of group desk took the contact at 09:00:10. The first reply came "
            "at 09:00:45, 35 s after the customer: it was begun after 20 s and "
            "took 15 s. After 15 s, at 09:01:00, the customer wrote. The "
            "customer waited 20 s for a reply and left at 09:01:20, while the "
            "agent was at it. That was the end of the conversation. The "
            "agent's wrap-up was done 35 s later."
        ),
        (
            "The customer came again after 7 min, on the phone channel at "
            "09:08:20: contact 9."
        ),
    ]


def test_who_leaves_a_chat_without_a_sign_is_told() -> None:
    story = tell_contact(afternoon(), 2, start=NINE)

    assert story.split("\n\n")[1:] == [
        (
            "The customer joined the queue and did not have to wait. Agent 0 "
            "of group desk took the contact at 09:00:20. The first reply came "
            "at 09:00:55, 35 s after the customer: it was begun after 25 s and "
            "took 10 s. After 20 s, at 09:01:15, the customer wrote. The "
            "customer waited 25 s for a reply and left without a sign at "
            "09:01:40. The agent did not notice; the reply went out at "
            "09:01:50: it was begun after 15 s and took 20 s. The conversation "
            "was closed at 09:02:50, 1 min 10 s after the customer had left. "
            "The agent's wrap-up was done 5 s later."
        ),
        ("The customer did not come again."),
    ]


def test_who_leaves_the_queue_without_a_sign_is_told() -> None:
    story = tell_contact(afternoon(), 3, start=NINE)

    assert story.split("\n\n")[1:] == [
        (
            "The customer joined the queue, waited 30 s and left without a "
            "sign at 09:01:00. The contact kept its place until agent 0 of "
            "group desk took it at 09:01:30, and found out at 09:02:40 that "
            "nobody was there, 1 min 40 s after the customer had left."
        ),
        ("The customer did not come again."),
    ]


def test_who_is_called_back_is_told() -> None:
    story = tell_contact(afternoon(), 5, start=NINE)

    assert story.split("\n\n")[1:] == [
        (
            "The call back joined the queue at 09:10:50, as promised, and did "
            "not have to wait. Agent 3 of group floor two called at 09:10:50, "
            "but the customer did not pick up."
        ),
        (
            "The next call back joined the queue at 09:16:10 and did not have "
            "to wait. Agent 3 of group floor two called at 09:16:10, and the "
            "customer picked up at 09:16:25. They talked for 1 min, until "
            "09:17:25. The agent's wrap-up took another 10 s."
        ),
        ("The issue was resolved."),
    ]


def test_a_message_that_goes_quiet_is_told() -> None:
    story = tell_contact(afternoon(), 6, start=NINE)

    assert story.split("\n\n")[1:] == [
        (
            "The customer joined the queue and did not have to wait. Agent 1 "
            "of group desk took the contact at 09:01:40. The first reply came "
            "at 09:02:10, 30 s after the customer: it was begun at once and "
            "took 30 s. After 1 min, at 09:03:10, the customer wrote. The "
            "reply came after 10 s: it was begun at once and took 10 s. From "
            "09:08:20 to 09:11:40 the conversation was quiet and took no "
            "place; then the agent took it up again. After 8 min 20 s, at "
            "09:11:40, the customer wrote. The reply came after 20 s: it was "
            "begun at once and took 20 s. The conversation went quiet at "
            "09:17:00."
        ),
        (
            "The customer wrote again at 09:25:00, joined the queue and waited "
            "10 s. Agent 2 of group desk took the contact at 09:25:10. The "
            "reply came after 30 s: it was begun after 10 s and took 20 s. The "
            "conversation ended at 09:25:30, after 20 s. There was no wrap-up."
        ),
        ("The issue was not resolved. The customer did not come again."),
    ]


def test_a_mail_that_is_interrupted_and_chased_is_told() -> None:
    story = tell_contact(afternoon(), 8, start=NINE)

    assert story.split("\n\n")[1:] == [
        (
            "It joined the queue and waited 11 min 40 s. Agent 2 of group desk "
            "took the contact at 09:16:40. The first reply came at 09:20:00, "
            "15 min after the customer: it was begun at once and took 2 min, "
            "interrupted once. The conversation ended at 09:20:00, after 3 min "
            "20 s. The agent's wrap-up was done 10 s later."
        ),
        (
            "Without a reply after 13 min 20 s, the customer asked again on "
            "the phone channel at 09:18:20: contact 11. The issue was resolved."
        ),
    ]


def test_a_chat_that_is_handed_over_is_told() -> None:
    story = tell_contact(afternoon(), 12, start=NINE)

    assert story.split("\n\n")[1:] == [
        (
            "The customer joined the queue and did not have to wait. Agent 2 "
            "of group desk took the contact at 09:28:20. The first reply came "
            "at 09:28:40, 20 s after the customer: it was begun at once and "
            "took 20 s. The agent's duty ended at 09:33:20, and the "
            "conversation was handed on."
        ),
        (
            "The conversation went on without a break. Agent 1 of group desk "
            "took the contact at 09:33:20. After 6 min 20 s, at 09:35:00, the "
            "customer wrote. The reply came after 20 s: it was begun at once "
            "and took 20 s. The conversation ended at 09:35:20, after 2 min. "
            "The agent's wrap-up was done 5 s later."
        ),
        ("The issue was resolved."),
    ]


def test_a_mail_that_another_agent_finishes_is_told() -> None:
    story = tell_contact(afternoon(), 13, start=NINE)

    assert story.split("\n\n")[1:] == [
        (
            "It joined the queue and did not have to wait. Agent 2 of group "
            "desk took the contact at 09:30:00. The agent's duty ended at "
            "09:33:20, and the conversation was handed on."
        ),
        (
            "The conversation went on without a break. Agent 1 of group desk "
            "took the contact at 09:33:20. The first reply came at 09:34:10, 4 "
            "min 10 s after the customer: it was begun after 5 s and took 4 "
            "min, interrupted once. The conversation ended at 09:34:10, after "
            "50 s. The agent's wrap-up was done 10 s later."
        ),
        ("The issue was resolved."),
    ]


def test_a_chat_that_is_modelled_by_its_rate_is_told() -> None:
    story = tell_contact(afternoon(), 15, start=NINE)

    assert story.split("\n\n")[1:] == [
        (
            "The customer joined the queue and did not have to wait. Agent 3 "
            "of group floor two took the contact at 09:33:50. The conversation "
            "ended at 09:36:40, after 2 min 50 s. The agent's wrap-up was done "
            "10 s later."
        ),
        ("The issue was resolved."),
    ]


def test_the_day_of_an_agent_who_holds_three_chats_is_told() -> None:
    story = tell_agent(afternoon(), 0, start=NINE)

    assert story.split("\n\n")[2:] == [
        (
            "On the floor for 20 min: 2 min talking, 1 min 40 s writing, 30 s "
            "on wrap-up, 45 s finding out that a customer had left, 10 s "
            "waiting for customers to write and 14 min 55 s idle. The agent "
            "answered six contacts. There were three contacts in hand at most, "
            "for 1 min 35 s."
        ),
        (
            "At 09:00:00 took contact 0 (chat, balance) beside 1 and 2, sent "
            "two replies and ended it after 1 min 10 s, wrapped up 20 s later.\n"
            "At 09:00:10 took contact 1 (chat, balance) beside 0, 2 and 3, "
            "sent one reply before the customer left after 1 min 10 s, wrapped "
            "up 35 s later.\n"
            "At 09:00:20 took contact 2 (chat, balance) beside 0, 1 and 3, "
            "sent two replies and closed it 1 min 10 s after the customer had "
            "left, wrapped up 5 s later.\n"
            "At 09:01:30 took contact 3 (chat, balance) beside 1 and 2, whose "
            "customer had left, and found out after 1 min 10 s.\n"
            "At 09:08:20 answered contact 9 (phone, balance), talked for 1 "
            "min, then 10 s of wrap-up.\n"
            "At 09:18:20 answered contact 11 (phone, balance), talked for 1 "
            "min."
        ),
    ]


def test_the_day_of_an_agent_who_calls_back_is_told() -> None:
    story = tell_agent(afternoon(), 3, start=NINE)

    assert story.split("\n\n")[2:] == [
        (
            "On the floor for 1 h: 2 min 40 s talking, 1 min 35 s calling "
            "back, 3 min 10 s chatting, 30 s on wrap-up, 10 s with the phone "
            "ringing, 51 min 25 s idle and 30 s away after not picking up. The "
            "agent answered four contacts. There were two contacts in hand at "
            "most, for 1 min 20 s."
        ),
        (
            "At 09:10:50 called contact 5 (callback, dispute), and nobody "
            "picked up.\n"
            "At 09:13:20 called contact 7 (callback, balance), and nobody "
            "picked up.\n"
            "At 09:16:25 answered contact 5 (callback, dispute), talked for 1 "
            "min, then 10 s of wrap-up.\n"
            "At 09:18:40 called contact 7 (callback, balance), and nobody "
            "picked up.\n"
            "At 09:33:20 took contact 14 (web, balance) beside 15, chatted and "
            "ended it after 1 min 40 s, wrapped up 10 s later.\n"
            "At 09:33:50 took contact 15 (web, balance) beside 14, chatted and "
            "ended it after 2 min 50 s, wrapped up 10 s later.\n"
            "At 09:50:00 called contact 16 (callback, balance), and nobody "
            "picked up.\n"
            "At 09:58:20 answered contact 19 (phone, balance), talked for 1 "
            "min 40 s and was still talking when the run ended."
        ),
    ]


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (
            4,
            (
                "On hearing the announced wait, the customer took the offer to be "
                "called back."
            ),
        ),
        (4, "The call back, on the callback channel, is contact 5."),
        (
            5,
            (
                "It was the customer's second: the customer had taken the offer, "
                "in contact 4, to be called back."
            ),
        ),
        (
            7,
            (
                "No call back reached the customer. The customer came again after "
                "39 min 20 s"
            ),
        ),
        (9, ("the customer had left contact 1 at 09:01:20 for want of a reply.")),
        (11, ("It was the customer's second: nobody had replied to contact 8 yet.")),
        (16, "The next call back was not due when the run ended."),
        (17, ("gave up at 09:42:00. It rang once at an agent who did not pick up.")),
        (18, "The call back was not due when the run ended."),
        (
            19,
            (
                "no call back of contact 7 had reached the customer, the last one "
                "at 09:19:00."
            ),
        ),
    ],
)
def test_every_cause_and_ending_has_its_sentence(n: int, sentence: str) -> None:
    assert sentence in tell_contact(afternoon(), n, start=NINE)


@pytest.mark.parametrize(
    ("n", "journal", "sentence"),
    [
        (
            3,
            changed(afternoon(), "interactions", 3, answered_at=NAN),
            ("The contact kept its place: nobody had noticed when the run ended."),
        ),
        (
            3,
            changed(afternoon(), "interactions", 3, talk_end_at=NAN),
            ("took it at 09:01:30, who had not found out when the run ended."),
        ),
        (
            1,
            changed(afternoon(), "turns", 3, began_at=NAN),
            "left at 09:01:20, before the agent had begun.",
        ),
        (
            0,
            changed(
                changed(afternoon(), "turns", 1, ended_at=NAN),
                "interactions",
                0,
                outcome=Outcome.OPEN,
                talk_end_at=NAN,
            ),
            (
                "The reply had not been sent, after 59 min 10 s, when the run "
                "ended. The conversation was still open for the agent when the run "
                "ended."
            ),
        ),
        (
            2,
            changed(afternoon(), "interactions", 2, talk_end_at=NAN),
            (
                "The customer left without a sign at 09:01:40; the conversation "
                "was still open for the agent when the run ended."
            ),
        ),
        (
            0,
            changed(afternoon(), "interactions", 0, wrap_up_end_at=NAN),
            ("after 1 min 10 s. The agent's wrap-up had not ended when the run did."),
        ),
        (
            0,
            changed(afternoon(), "interactions", 0, outcome=Outcome.TRANSFERRED),
            ("ended at 09:01:10, after 1 min 10 s, and the customer was transferred."),
        ),
        (
            12,
            changed(
                changed(afternoon(), "interactions", 16, contact=11),
                "contacts",
                12,
                outcome=Outcome.OPEN,
            ),
            "The customer had not written again when the run ended.",
        ),
        (
            13,
            changed(afternoon(), "interactions", 18, queued_at=2010, answered_at=2020),
            ("The conversation returned to the queue at 09:33:30 and waited 10 s."),
        ),
        (
            16,
            changed(afternoon(), "agent_spans", 70, contact=5),
            "called at 09:50:00, but the customer did not pick up.",
        ),
    ],
)
def test_what_the_end_of_the_run_cuts_off_is_told(
    n: int, journal: Journal, sentence: str
) -> None:
    assert sentence in tell_contact(journal, n, start=NINE)


@pytest.mark.parametrize(
    ("n", "journal", "line"),
    [
        (
            0,
            changed(afternoon(), "interactions", 3, talk_end_at=NAN),
            ("whose customer had left, and still had it when the run ended."),
        ),
        (
            0,
            changed(afternoon(), "interactions", 2, talk_end_at=NAN),
            (
                "sent two replies and still had it, 58 min 20 s after the customer "
                "had left, when the run ended."
            ),
        ),
        (
            0,
            changed(afternoon(), "interactions", 0, outcome=Outcome.TRANSFERRED),
            ("sent two replies and transferred the customer after 1 min 10 s,"),
        ),
        (
            0,
            changed(
                afternoon(), "interactions", 1, outcome=Outcome.OPEN, talk_end_at=NAN
            ),
            ("sent one reply and still had it, after 59 min 50 s, when the run ended."),
        ),
        (1, afternoon(), "sent three replies until it went quiet at 09:17:00."),
        (2, afternoon(), "sent no replies and handed it on at 09:33:20."),
        (
            0,
            changed(
                changed(afternoon(), "holds", 21, agent=0, from_at=30),
                "holds",
                22,
                agent=0,
                from_at=30,
            ),
            "took contact 1 (chat, balance) beside five others,",
        ),
    ],
)
def test_every_way_to_end_a_conversation_has_its_line(
    n: int, journal: Journal, line: str
) -> None:
    assert line in tell_agent(journal, n, start=NINE)


def test_a_mail_that_is_chased_and_never_answered_is_told() -> None:
    journal = changed(
        afternoon(), "contacts", 8, outcome=Outcome.OPEN, resolved=-1, closed_at=NAN
    )
    journal = changed(journal, "turns", 10, ended_at=NAN)

    assert "nobody had replied to contact 8 yet." in tell_contact(
        journal, 11, start=NINE
    )
    assert tell_contact(journal, 8, start=NINE).endswith(
        "Without a reply after 13 min 20 s, the customer asked again on the phone "
        "channel at 09:18:20: contact 11."
    )

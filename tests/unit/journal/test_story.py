import dataclasses
import datetime as dt

import pytest
from afternoon import afternoon
from paper_day import day
from typed import NAN, NINE, changed, empty, morning, typed

from omnisim.journal import (
    Cause,
    Outcome,
    State,
    tell_agent,
    tell_contact,
)
from omnisim.journal.wording import counted, duration, listed, ordinal, times
from omnisim.population import Purpose

LATE = dt.datetime(2026, 3, 2, 23, 59)  # noqa: DTZ001 - a wall clock has no zone


def test_a_transferred_contact_is_told_from_arrival_to_the_next_contact() -> None:
    story = tell_contact(morning(), 1, start=NINE)

    assert story == (
        "Contact 1 reached the phone channel at 09:00:10 on Monday 2 March 2026, about "
        '"dispute". It was the customer\'s first.\n\n'
        "The customer joined the queue and waited 4 s. Agent 1 of group desk answered "
        "at 09:00:14. They talked for 30 s, until 09:00:44, and the customer was "
        "transferred. The agent's wrap-up took another 6 s.\n\n"
        "The customer joined the next queue and did not have to wait. Agent 2 of group "
        "seniors answered at 09:00:44. They talked for 56 s, until 09:01:40. The "
        "agent's wrap-up took another 30 s.\n\n"
        "The issue was not resolved. The customer came again after 58 min 10 s, on the "
        "phone channel at 09:59:50: contact 9."
    )


def test_who_gives_up_learns_how_close_it_was() -> None:
    story = tell_contact(morning(), 2, start=NINE)

    assert story.split("\n\n")[1:] == [
        (
            "The customer joined the queue, waited 15 s and gave up at 09:00:35. After "
            "another 15 s, at 09:00:50, an agent would have answered."
        ),
        (
            "The customer came again after 1 min, on the phone channel at 09:01:35: "
            "contact 7."
        ),
    ]


@pytest.mark.parametrize(
    ("turn_at", "sentence"),
    [
        (35, "An agent would have answered that very moment."),
        (NAN, "Nobody would have answered before the run ended."),
    ],
)
def test_a_missed_turn_is_told(turn_at: float, sentence: str) -> None:
    journal = changed(morning(), "interactions", 3, turn_at=turn_at)

    assert sentence in tell_contact(journal, 2, start=NINE)


def test_who_has_no_patience_left_at_once() -> None:
    journal = changed(morning(), "interactions", 3, left_at=20)

    assert "joined the queue but left at once, at 09:00:20." in tell_contact(
        journal, 2, start=NINE
    )


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (3, "All lines were busy: the customer was turned away at once."),
        (4, "On hearing the announced wait, the customer left at once."),
        (5, "The channel was closed: the customer was turned away at once."),
        (5, "The customer did not come again."),
        (6, "There was no wrap-up."),
        (7, "It rang once at an agent who did not pick up."),
        (9, "They were still talking, after 10 s, when the run ended."),
        (10, "still waiting, after 5 s, when the run ended at 10:00:00."),
        (
            6,
            (
                "It was the customer's second: contact 3 had found all lines busy at "
                "09:00:25."
            ),
        ),
        (
            7,
            (
                "It was the customer's second: the customer had given up contact 2 at "
                "09:00:35."
            ),
        ),
        (
            9,
            (
                "It was the customer's second: contact 1, which ended at 09:01:40, "
                "had not resolved the issue."
            ),
        ),
        (
            10,
            (
                "It was the customer's second: the customer had left contact 4 at "
                "09:00:30 because the announced wait was too long."
            ),
        ),
    ],
)
def test_every_turn_of_a_life_has_its_sentence(n: int, sentence: str) -> None:
    assert sentence in tell_contact(morning(), n, start=NINE)


def test_a_contact_that_follows_at_once_is_told_so() -> None:
    journal = changed(morning(), "contacts", 6, arrived_at=25)

    assert "The customer came again straight away, on the phone" in tell_contact(
        journal, 3, start=NINE
    )


def test_another_day_is_named() -> None:
    story = tell_contact(morning(), 1, start=LATE)

    assert "at 23:59:10 on Monday 2 March 2026" in story
    assert "until 23:59:44, and" in story
    assert "until 00:00:40 on Tuesday 3 March." in story


def test_wrap_up_cut_off_by_the_end_is_told() -> None:
    journal = changed(morning(), "interactions", 0, wrap_up_end_at=NAN)

    assert "The agent's wrap-up had not ended when the run did." in tell_contact(
        journal, 0, start=NINE
    )


def test_several_unanswered_offers_are_counted() -> None:
    journal = changed(morning(), "interactions", 3, n_offers=2)

    assert "It rang twice at agents who did not pick up." in tell_contact(
        journal, 2, start=NINE
    )


@pytest.mark.parametrize("n", [-1, 11])
def test_an_unknown_contact_is_answered_with_the_range(n: int) -> None:
    with pytest.raises(
        ValueError, match=f"there is no contact {n}; the journal has numbers 0 to 10"
    ):
        tell_contact(morning(), n, start=NINE)


def test_a_journal_without_contacts_says_so() -> None:
    with pytest.raises(
        ValueError, match="there is no contact 0; the journal has no contacts"
    ):
        tell_contact(empty(), 0, start=NINE)


def test_an_agents_day_is_told_from_schedule_to_conversations() -> None:
    story = tell_agent(morning(), 0, start=NINE)

    assert story == (
        "This is agent 0 of group desk, from 09:00:00 on Monday 2 March 2026.\n\n"
        "From 09:00:00 to 09:30:00, for 30 min: on duty. From 09:30:00 to 09:40:00, "
        "for 10 min: on a break. From 09:40:00 to 09:45:00, for 5 min: on duty. From "
        "09:45:00 to 09:50:00, for 5 min: on duty.\n\n"
        "On the floor for 40 min 15 s: 1 min 20 s talking, 15 s on wrap-up, 4 s with "
        "the phone ringing, 38 min 26 s idle and 10 s away after not picking up. The "
        "agent answered two contacts. Of this time, 15 s went past the end of duty, to "
        "finish what was in hand.\n\n"
        "At 09:00:00 answered contact 0 (phone, balance), talked for 1 min, then 10 s "
        "of wrap-up.\n"
        "At 09:29:50 answered contact 8 (phone, balance), talked for 20 s, then 5 s of "
        "wrap-up."
    )


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (1, "for 5 min: away for a meeting or training."),
        (1, "for 10 min: absent."),
        (1, "talked for 30 s and transferred the customer, then 6 s of wrap-up."),
        (2, "talked for 10 s and was still talking when the run ended."),
    ],
)
def test_an_agents_story_has_every_turn(n: int, sentence: str) -> None:
    assert sentence in tell_agent(morning(), n, start=NINE)


def test_an_agent_who_never_came_is_told_so() -> None:
    story = tell_agent(typed(agents=[(0, 0)]), 0, start=NINE)

    assert "No shift was planned for this agent." in story
    assert "The agent was never on the floor." in story


def test_an_agent_whom_nobody_called_is_told_so() -> None:
    journal = typed(agents=[(0, 0)], agent_spans=[(0, State.IDLE, 0, -1, 0, 60)])

    assert "On the floor for 1 min: 1 min idle. The agent answered nobody." in (
        tell_agent(journal, 0, start=NINE)
    )


def test_an_unknown_agent_is_answered_with_the_range() -> None:
    with pytest.raises(
        ValueError, match="there is no agent 3; the journal has numbers"
    ):
        tell_agent(morning(), 3, start=NINE)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "0 s"),
        (0.4, "less than a second"),
        (1.0, "1 s"),
        (59.6, "1 min"),
        (60.0, "1 min"),
        (130.0, "2 min 10 s"),
        (3600.0, "1 h"),
        (3661.0, "1 h 1 min"),
        (86400.0, "1 day"),
        (2 * 86400.0 + 3 * 3600.0, "2 days 3 h"),
    ],
)
def test_durations_are_told_in_two_units(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_counts_are_told_in_words_and_in_the_right_number() -> None:
    assert [counted(n, "contact") for n in (1, 2, 12)] == [
        "one contact",
        "two contacts",
        "12 contacts",
    ]
    assert [times(n) for n in (1, 2, 3)] == ["once", "twice", "three times"]
    assert [ordinal(n) for n in (2, 8, 12, 22, 33, 111)] == [
        "second",
        "8th",
        "12th",
        "22nd",
        "33rd",
        "111th",
    ]
    assert [listed(["a"]), listed(["a", "b"])] == ["a", "a and b"]


def test_an_open_contact_has_no_ending() -> None:
    journal = typed(
        contacts=[(0, 0, 0, 1, Cause.FIRST, Outcome.OPEN, -1, 0, NAN)],
        interactions=[(0, 0, Outcome.OPEN, 0, -1, -1, 0, 0, NAN, NAN, NAN, NAN, NAN)],
    )

    assert tell_contact(journal, 0, start=NINE).endswith("the run ended at 10:00:00.")


def test_an_only_issue_goes_unsaid() -> None:
    made_by = dataclasses.replace(morning().provenance, issues=("general",))
    contacts = morning().contacts.copy()
    contacts["issue"] = 0
    journal = dataclasses.replace(morning(), contacts=contacts, provenance=made_by)

    assert "on Monday 2 March 2026. It was" in tell_contact(journal, 0, start=NINE)
    assert "answered contact 0 (phone), talked" in tell_agent(journal, 0, start=NINE)


def test_durations_agree_with_the_times_told_beside_them() -> None:
    journal = changed(morning(), "interactions", 3, queued_at=20.4, left_at=35.6)

    story = tell_contact(journal, 2, start=NINE)

    assert "waited 16 s and gave up at 09:00:36." in story


def test_a_contact_may_be_chased_at_the_very_instant_of_its_end() -> None:
    journal = day(
        """
        calendar: {start: 2026-03-02 09:00}
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 30 s, answers: 50%,
                 tries: 1, dial: 0 s, window: {after: 40 s, lasts: 10 s}}
        agents:
          desk: {staff: 1, skills: {back: 1}}
        customers:
          after: {unanswered: {back: [{back: 50%, after: 40 s}]}}
        """,
        coins={
            (Purpose.REACHED, 0): 0.9,
            (Purpose.CHASE, 0, 1): 0.1,
            (Purpose.CHASE, 0, 2): 0.9,
        },
    )

    assert tell_contact(journal, 0, start=NINE).endswith(
        "Without a reply after 40 s, the customer asked again on the back channel at "
        "09:00:40: contact 1. No call back reached the customer. The customer did not "
        "come again."
    )
    assert "nobody had replied to contact 0 yet." in tell_contact(
        journal, 1, start=NINE
    )


def test_of_two_contacts_the_one_left_open_is_chased() -> None:
    # the other one, of the higher number, ends at the instant of the chase
    journal = changed(afternoon(), "contacts", 10, customer=5, closed_at=1100)

    assert "nobody had replied to contact 8 yet." in tell_contact(
        journal, 11, start=NINE
    )

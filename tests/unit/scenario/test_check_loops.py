"""What a centre of calls back, chats and mail does in time: steps that go round."""

import pytest

from omnisim.errors import ScenarioError
from omnisim.scenario import loads
from omnisim.scenario.check import faults_of

LOOPS = """
calendar: {start: 2026-03-02 08:00}
channels:
  phone:
    kind: call
    arrivals: {rate: 5/h}
    talk: 5 min
    announce: {offer: {to: back, share: 10%}}
  back: {kind: callback, talk: 5 min, dial: 0 s, tries: 1, answers: 50%}
  chat: {kind: chat, turns: 1, agent_turn: 0 s, customer_turn: 1 min}
  email: {kind: mail, work: 5 min}
agents: {desk: {staff: 2, skills: {phone: 1, back: 1, chat: 1, email: 1}}}
"""


@pytest.mark.parametrize(
    "after",
    [
        "{unreached: {back: {phone: 50%}}}",
        "{unresolved: {chat: {chat: 50%}}}",
        "{unanswered: {email: {email: 50%}}}",
    ],
    ids=["not picked up, and offered again", "over at once", "chases at once"],
)
def test_next_step_in_no_time_would_repeat_for_ever(after: str) -> None:
    with pytest.raises(ScenarioError, match="would repeat without time passing"):
        loads(LOOPS, changes={"customers.after": after})


@pytest.mark.parametrize(
    ("changes", "after"),
    [
        ({"channels.back.dial": "10 s"}, "{unreached: {back: {phone: 50%}}}"),
        ({"channels.back.tries": "2"}, "{unreached: {back: {phone: 50%}}}"),
        (
            {"channels.back.window": "{after: 5 min, lasts: 1 h}"},
            "{unreached: {back: {phone: 50%}}}",
        ),
        (
            {"channels.phone.announce.offer.share": "0%"},
            "{unreached: {back: {phone: 50%}}}",
        ),
        ({"channels.chat.turns": "2"}, "{unresolved: {chat: {chat: 50%}}}"),
        ({"channels.chat.reply_patience": "1 min"}, "{quit: {chat: {chat: 50%}}}"),
        ({}, "{unresolved: {back: {back: 50%}, email: {email: 50%}}}"),
    ],
)
def test_next_step_after_some_time_is_allowed(
    changes: dict[str, str], after: str
) -> None:
    made = loads(LOOPS, changes={**changes, "customers.after": after})

    assert faults_of(made) == []


def test_leaving_a_chat_at_once_to_come_back_at_once_never_ends() -> None:
    changes = {
        "channels.chat.reply_patience": "0 s",
        "customers.after": "{quit: {chat: {chat: 50%}}}",
    }

    with pytest.raises(ScenarioError, match="coming back at once after quit"):
        loads(LOOPS, changes=changes)


def test_window_of_a_call_back_says_when_it_is_due() -> None:
    changes = {
        "routing.choose_contact": "due_first",
        "channels.phone.target": "80% within 20 s",
        "channels.chat.target": "80% within 20 s",
        "channels.email.target": "80% within 8 h",
        "channels.back.window": "{lasts: 1 h}",
    }

    assert faults_of(loads(LOOPS, changes=changes)) == []

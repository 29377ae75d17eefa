"""Faults across the fields of chats, messages, mails and callbacks."""

import pytest
from scenario_texts import FLOOR, faults, faults_of_floor, floor

from omnisim.scenario.check import faults_of

TURNS = "    turns: {geometric: 7}\n"
RATES = "    duration_by_open_chats: [6 min, 7.5 min, 9 min]\n"


def test_floor_of_all_kinds_has_no_faults() -> None:
    assert faults_of(floor()) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            TURNS,
            "",
            (
                "bank.yaml:19:3: channels.chat.turns: is missing; write one such as "
                "turns: {geometric: 7}, or duration_by_open_chats: "
                "[6 min, 7.5 min, 9 min]"
            ),
        ),
        (
            "    agent_turn: {lognormal: {mean: 35 s, cv: 0.8}}\n",
            "",
            (
                "bank.yaml:19:3: channels.chat.agent_turn: is missing; write one such "
                "as agent_turn: {exponential: 35 s}"
            ),
        ),
        (
            "    talk: 4 min\n",
            "",
            (
                "bank.yaml:11:3: channels.back.talk: is missing; write one such as "
                "talk: {exponential: 5 min}"
            ),
        ),
        (
            "    work: {exponential: 6 min}\n",
            "",
            (
                "bank.yaml:52:3: channels.email.work: is missing; write one such as "
                "work: {exponential: 6 min}"
            ),
        ),
        (
            RATES,
            "",
            (
                "bank.yaml:36:3: channels.quick.duration_by_open_chats: is missing; "
                "write one such as duration_by_open_chats: [6 min, 7.5 min, 9 min], "
                "or turns: {geometric: 7}"
            ),
        ),
        (
            RATES,
            "    duration_by_open_chats: []\n",
            (
                "bank.yaml:39:5: channels.quick.duration_by_open_chats: is missing; "
                "write one such as duration_by_open_chats: [6 min, 7.5 min, 9 min], "
                "or turns: {geometric: 7}"
            ),
        ),
        (
            TURNS,
            f"{TURNS}    talk: 5 min\n",
            (
                "bank.yaml:26:5: channels.chat.talk: does not belong to a chat told by "
                "its turns; allowed: turns, agent_turn, customer_turn, "
                "reply_patience, silent, close_after, discovery, customer_drift"
            ),
        ),
        (
            RATES,
            f"    turns: 5\n{RATES}",
            (
                "bank.yaml:39:5: channels.quick.turns: does not belong to a chat told "
                "by duration_by_open_chats; allowed: duration_by_open_chats, "
                "duration, silent, discovery"
            ),
        ),
        (
            "    dial: 15 s\n",
            "    work: 15 s\n",
            (
                "bank.yaml:14:5: channels.back.work: does not belong to a callback; "
                "allowed: talk, dial, answers, tries, retry, window"
            ),
        ),
        (
            "    quiet_after: 5 min\n",
            "    quick_after: 5 min\n",
            (
                "bank.yaml:49:5: channels.sms.quick_after: unknown key; allowed: "
                "kind, arrivals, busy_day, issues, turns, agent_turn, customer_turn, "
                "customer_drift, reply_patience, silent, discovery, close_after, "
                "quiet_after, revive, wrap_up, place_until, patience, target, lines, "
                "open, priority, weight, announce, invite, outages, cost; "
                "did you mean 'quiet_after'?"
            ),
        ),
        (
            "agent_turn: 50 s, reply",
            "work: 50 s, reply",
            (
                "bank.yaml:24:42: channels.chat.issues.fault.work: does not belong to "
                "a chat told by its turns; allowed: turns, agent_turn, customer_turn, "
                "reply_patience"
            ),
        ),
        (
            "agent_turn: 50 s, reply",
            "agent_turn: never, reply",
            (
                "bank.yaml:24:54: channels.chat.issues.fault.agent_turn: never ends; "
                "allowed: a mean duration"
            ),
        ),
        (
            "work: {exponential: 6 min}",
            "work: never",
            (
                "bank.yaml:55:11: channels.email.work: never ends; "
                "allowed: a mean duration"
            ),
        ),
        (
            "customer_turn: {exponential: 65 s}",
            "customer_turn: never",
            (
                "bank.yaml:27:20: channels.chat.customer_turn: never ends; "
                "allowed: a mean duration"
            ),
        ),
        (
            "retry: {exponential: 1 h}",
            "retry: never",
            (
                "bank.yaml:17:12: channels.back.retry: never comes; how many tries "
                "there are is told by tries; allowed: a mean duration"
            ),
        ),
        (
            "{gamma: {mean: 6 min, cv: 0.9}}",
            "{gamma: {mean: 372 s, cv: 0.9}}",
            (
                "bank.yaml:40:5: channels.quick.duration: its mean of 372 s is not "
                "that of a chat held alone; allowed: a mean of 6 min, the first of "
                "duration_by_open_chats"
            ),
        ),
        (
            "    customer_turn: 1 day\n",
            "",
            (
                "bank.yaml:52:3: channels.email.customer_turn: is missing, as a mail "
                "may have several rounds; write one such as customer_turn: "
                "{exponential: 1 day}"
            ),
        ),
        (
            "    turns: {poisson: 1.5}\n    customer_turn: 1 day\n",
            "    issues: {order: 40%, fault: {share: 60%, turns: [1, 2]}}\n",
            (
                "bank.yaml:56:26: channels.email.issues.fault.customer_turn: is "
                "missing, as a mail may have several rounds; write one such as "
                "customer_turn: {exponential: 1 day}"
            ),
        ),
        (
            "answers: 70%",
            "answers: 0%",
            (
                "bank.yaml:15:14: channels.back.answers: nobody would ever pick up; "
                "allowed: more than 0%"
            ),
        ),
        (
            "{after: 2 h, lasts: 1 h}",
            "{after: 2 h}",
            (
                "bank.yaml:18:5: channels.back.window.lasts: is missing; write one "
                "such as lasts: 1 h"
            ),
        ),
        (
            "{to: back, share: 40%",
            "{to: phone, share: 40%",
            (
                "bank.yaml:10:28: channels.phone.announce.offer.to: 'phone' is where "
                "they wait already; allowed: back, chat, email, quick, sms"
            ),
        ),
        (
            "{to: back, share: 40%",
            "{to: bcak, share: 40%",
            (
                "bank.yaml:10:28: channels.phone.announce.offer.to: unknown channel "
                "'bcak'; allowed: back, chat, email, phone, quick, sms; "
                "did you mean 'back'?"
            ),
        ),
        (
            "{to: back, share: 40%",
            "{share: 40%",
            (
                "bank.yaml:10:16: channels.phone.announce.offer.to: is missing; "
                "write one such as to: callback"
            ),
        ),
        (
            "    quiet_after: 5 min\n",
            "    announce: {offer: {to: back, share: 1%}}\n",
            (
                "bank.yaml:49:16: channels.sms.announce.offer: customers of a message "
                "do not wait on the line; allowed: on channels of kind call or chat"
            ),
        ),
        (
            "quit: {any:",
            "quit: {phone:",
            (
                "bank.yaml:79:12: customers.after.quit.phone: 'phone' is a call, and "
                "only a chat or message told by its turns is left in the middle; "
                "allowed: chat, sms"
            ),
        ),
        (
            "unreached: {back:",
            "unreached: {email:",
            (
                "bank.yaml:80:17: customers.after.unreached.email: 'email' is a mail, "
                "and only a callback is not picked up; allowed: back"
            ),
        ),
        (
            "unanswered: {email:",
            "unanswered: {chat:",
            (
                "bank.yaml:81:18: customers.after.unanswered.chat: 'chat' is a chat "
                "told by its turns, and only mails, messages and callbacks wait for "
                "an answer; allowed: back, email, sms"
            ),
        ),
        (
            "[{phone: 15%, after: 1 day}]",
            "[{phone: 90%, after: 1 day}, {chat: 20%, after: 2 days}]",
            (
                "bank.yaml:81:18: customers.after.unanswered.email: shares sum to "
                "110%; allowed: at most 100%; those left over go on waiting"
            ),
        ),
    ],
)
def test_one_change_to_the_floor_is_one_fault(old: str, new: str, fault: str) -> None:
    assert faults_of_floor(old, new) == [fault]


def test_chat_told_by_nothing_lacks_all_its_turns() -> None:
    text = FLOOR.replace(TURNS, "").replace(
        "    agent_turn: {lognormal: {mean: 35 s, cv: 0.8}}\n", ""
    )
    found = faults(text.replace("    customer_turn: {exponential: 65 s}\n", ""))

    assert [fault.split(": ")[1] for fault in found] == [
        "channels.chat.turns",
        "channels.chat.agent_turn",
        "channels.chat.customer_turn",
    ]


def test_another_kind_of_channel_lacks_its_fields_and_has_foreign_ones() -> None:
    assert faults_of_floor("kind: mail", "kind: call") == [
        (
            "bank.yaml:52:3: channels.email.talk: is missing; write one such as "
            "talk: {exponential: 5 min}"
        ),
        "bank.yaml:55:5: channels.email.work: does not belong to a call; allowed: talk",
        (
            "bank.yaml:56:5: channels.email.turns: does not belong to a call; "
            "allowed: talk"
        ),
        (
            "bank.yaml:57:5: channels.email.customer_turn: does not belong to a call; "
            "allowed: talk"
        ),
    ]


def test_nothing_is_said_of_the_fields_of_an_unknown_kind() -> None:
    assert faults_of_floor("kind: mail", "kind: mial") == [
        (
            "bank.yaml:53:11: channels.email.kind: unknown value 'mial'; allowed: "
            "call, callback, chat, message, mail, bot; did you mean 'mail'?"
        )
    ]


def test_misspelt_key_that_a_kind_needs_is_missing_as_well() -> None:
    found = faults_of_floor("    work: {", "    wrok: {")

    assert [fault.split(": ")[1] for fault in found] == [
        "channels.email.work",
        "channels.email.wrok",
    ]
    assert found[1].endswith("did you mean 'work'?")


def test_faulty_law_is_not_missing_as_well() -> None:
    (fault,) = faults_of_floor("work: {exponential: 6 min}", "work: {exponential: 6}")

    assert fault.startswith("bank.yaml:55:25: channels.email.work.exponential: '6' has")


def test_foreign_key_is_told_beside_a_fault_of_another_channel() -> None:
    text = FLOOR.replace("dial: 15 s", "dial: 15").replace("work: {", "wrk: {")
    found = faults(text.replace("    target: 90%", "    tries: 2\n    target: 90%"))

    assert [fault.split(": ")[1] for fault in found] == [
        "channels.back.dial",
        "channels.email.work",
        "channels.email.wrk",
        "channels.email.tries",
    ]


def test_mean_of_a_duration_may_be_rounded() -> None:
    made = floor("{gamma: {mean: 6 min, cv: 0.9}}", "{gamma: {mean: 360.3 s, cv: 0.9}}")

    assert faults_of(made) == []


def test_any_stands_for_the_channels_on_which_it_can_happen() -> None:
    quits = floor().customers.after.quit

    assert list(quits) == ["back", "chat", "email", "phone", "quick", "sms"]
    assert [name for name, steps in quits.items() if steps] == ["chat", "sms"]


CALLS = """
calendar: {start: 2026-03-02 08:00}
channels:
  phone: {kind: call, arrivals: {rate: 5/h}, talk: 5 min}
agents: {desk: {staff: 2, skills: {phone: 1}}}
customers: {after: {unanswered: {any: {phone: 10%, after: 1 day}}}}
"""


def test_any_is_a_fault_where_it_can_happen_nowhere() -> None:
    assert faults(CALLS) == [
        (
            "bank.yaml:6:21: customers.after.unanswered: 'phone' is a call, and "
            "only mails, messages and callbacks wait for an answer; allowed: no "
            "channel of this scenario"
        )
    ]


def test_offer_of_the_only_channel_leads_nowhere() -> None:
    text = CALLS.partition("customers:")[0].replace(
        "talk: 5 min", "talk: 5 min, announce: {offer: {to: phone, share: 5%}}"
    )

    assert faults(text) == [
        (
            "bank.yaml:4:82: channels.phone.announce.offer.to: 'phone' is where they "
            "wait already; allowed: another channel"
        )
    ]

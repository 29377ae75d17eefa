"""Faults of offers, invitations, second contacts, twins and messages."""

import pytest
from journey_texts import BANK, bank, faults_of_bank
from scenario_texts import faults

from omnisim.scenario.check import faults_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "{to: chat, share: 20%",
            "{to: cat, share: 20%",
            [
                (
                    "bank.yaml:13:16: channels.phone.announce.offer.0.to: unknown "
                    "channel 'cat'; allowed: app, back, chat, email, phone; did you "
                    "mean 'chat'?"
                ),
            ],
        ),
        (
            "{to: chat, share: 20%",
            "{to: phone, share: 20%",
            [
                (
                    "bank.yaml:13:16: channels.phone.announce.offer.0.to: 'phone' is "
                    "where they wait already; allowed: app, back, chat, email"
                ),
            ],
        ),
        (
            "above: 2 min}",
            "above: 2 min, after: 1 min}",
            [
                (
                    "bank.yaml:13:41: channels.phone.announce.offer.0.above: does not "
                    "go with 'after': who has waited is told, whatever the announced "
                    "wait; allowed: one of the two"
                ),
            ],
        ),
        (
            "    turns: {geometric: 7}\n",
            (
                "    turns: {geometric: 7}\n"
                "    announce: {offer: {to: phone, share: 5%}}\n"
            ),
            [
                (
                    "bank.yaml:13:11: channels.phone.announce.offer.0: who is sent "
                    "from 'phone' to 'chat' could be sent back without time passing; "
                    "allowed: an offer with 'after: 1 min', or one that does not lead "
                    "back"
                ),
                (
                    "bank.yaml:21:16: channels.chat.announce.offer: who is sent from "
                    "'chat' to 'phone' could be sent back without time passing; "
                    "allowed: an offer with 'after: 1 min', or one that does not lead "
                    "back"
                ),
            ],
        ),
        (
            "work: 6 min}",
            "work: 6 min, announce: {offer: {to: phone, share: 3%}}}",
            [
                (
                    "bank.yaml:32:70: channels.email.announce.offer: customers of a "
                    "mail do not wait on the line; allowed: on channels of kind call "
                    "or chat"
                ),
            ],
        ),
        (
            "work: 6 min}",
            "work: 6 min, invite: {share: 3%}}",
            [
                (
                    "bank.yaml:32:59: channels.email.invite: 'email' is a mail, which "
                    "needs nobody with room at once; allowed: on channels of kind call "
                    "or chat"
                ),
            ],
        ),
        (
            "back: {kind: callback, talk: 4 min}",
            (
                "back: {kind: callback, talk: 4 min}\n"
                "  vip: {kind: call, talk: 4 min, invite: {share: 10%}}"
            ),
            [
                (
                    "bank.yaml:26:34: channels.vip.invite: there is nobody to invite; "
                    "arrivals tells how many visitors come; allowed: on a channel with "
                    "arrivals"
                ),
            ],
        ),
        (
            "room: 2",
            "room: 0",
            [
                "bank.yaml:23:32: channels.chat.invite.room: '0' must be at least 1",
            ],
        ),
        (
            "impatient_duplicates: {chat:",
            "impatient_duplicates: {chta:",
            [
                (
                    "bank.yaml:83:26: customers.impatient_duplicates.chta: unknown "
                    "channel 'chta'; allowed: app, back, chat, email, phone; did you "
                    "mean 'chat'?"
                ),
            ],
        ),
        (
            "impatient_duplicates: {chat:",
            "impatient_duplicates: {app:",
            [
                (
                    "bank.yaml:83:26: customers.impatient_duplicates.app: nobody waits "
                    "in a queue on 'app', a channel of kind bot; allowed: back, chat, "
                    "email, phone"
                ),
            ],
        ),
        (
            "open: phone,",
            "open: phne,",
            [
                (
                    "bank.yaml:83:53: customers.impatient_duplicates.chat.open: "
                    "unknown channel 'phne'; allowed: app, back, chat, email, phone; "
                    "did you mean 'phone'?"
                ),
            ],
        ),
        (
            "open: phone,",
            "open: chat,",
            [
                (
                    "bank.yaml:83:53: customers.impatient_duplicates.chat.open: 'chat' "
                    "is where they wait already; allowed: app, back, email, phone"
                ),
            ],
        ),
        (
            "{after: 3 min, open: phone, probability: 10%}",
            "[{open: phone, probability: 60%}, {open: email, probability: 50%}]",
            [
                (
                    "bank.yaml:83:26: customers.impatient_duplicates.chat: "
                    "probabilities sum to 110%; allowed: at most 100%; those left over "
                    "only wait"
                ),
            ],
        ),
        (
            "{after: 3 min, open: phone, probability: 10%}",
            "{after: never, open: phone, probability: 10%}",
            [
                (
                    "bank.yaml:83:40: customers.impatient_duplicates.chat.after: never "
                    "happens; leave it out"
                ),
            ],
        ),
        (
            "{after: 3 min, open: phone, probability: 10%}",
            "{after: 3 min}",
            [
                (
                    "bank.yaml:83:26: customers.impatient_duplicates.chat.open: is "
                    "missing; write one such as open: phone"
                ),
                (
                    "bank.yaml:83:26: customers.impatient_duplicates.chat.probability: "
                    "is missing; write one such as probability: 10%"
                ),
            ],
        ),
        (
            "withdrawn: 50%",
            "withdrawn: 60%",
            [
                "bank.yaml:84:3: customers.twins: shares sum to 110%, not 100%",
            ],
        ),
        (
            "{withdrawn: 50%, found_out: 30%, in_full: 20%, discovery: 45 s}",
            "{discovery: never}",
            [
                "bank.yaml:84:3: customers.twins: shares sum to 0%, not 100%",
                (
                    "bank.yaml:84:22: customers.twins.discovery: never ends; allowed: "
                    "a mean duration"
                ),
            ],
        ),
        (
            "{withdrawn: 50%, found_out: 30%, in_full: 20%, discovery: 45 s}",
            "mergd",
            [
                (
                    "bank.yaml:84:10: customers.twins: unknown fate 'mergd'; allowed: "
                    "withdrawn, merged, found_out, in_full; did you mean 'merged'?"
                ),
            ],
        ),
        (
            "{withdrawn: 50%, found_out: 30%, in_full: 20%, discovery: 45 s}",
            "{withdrawm: 100%}",
            [
                (
                    "bank.yaml:84:11: customers.twins.withdrawm: unknown key; allowed: "
                    "withdrawn, merged, found_out, in_full, discovery; did you mean "
                    "'withdrawn'?"
                ),
            ],
        ),
        (
            "updates: {email:",
            "updates: {emial:",
            [
                (
                    "bank.yaml:85:13: customers.updates.emial: unknown channel "
                    "'emial'; allowed: app, back, chat, email, phone; did you mean "
                    "'email'?"
                ),
            ],
        ),
        (
            "updates: {email:",
            "updates: {phone:",
            [
                (
                    "bank.yaml:85:13: customers.updates.phone: 'phone' is a call, and "
                    "only mails, messages and callbacks wait for an answer; allowed: "
                    "back, email"
                ),
            ],
        ),
        (
            "{after: 4 h, saves: 60%,",
            "{savs: 60%,",
            [
                (
                    "bank.yaml:85:13: customers.updates.email.after: is missing; write "
                    "one such as after: 60 s"
                ),
                (
                    "bank.yaml:85:13: customers.updates.email.saves: is missing; write "
                    "one such as saves: 50%"
                ),
                (
                    "bank.yaml:85:21: customers.updates.email.savs: unknown key; "
                    "allowed: after, saves, share, cost; did you mean 'saves'?"
                ),
            ],
        ),
        (
            "proactive: {phone/balance:",
            "proactive: {phone/balanc:",
            [
                (
                    "bank.yaml:86:15: customers.proactive.phone/balanc: unknown issue "
                    "'balanc'; allowed: balance, dispute; did you mean 'balance'?"
                ),
            ],
        ),
        (
            "reaches: 30%, saves: 50%,",
            "reach: 30%,",
            [
                (
                    "bank.yaml:86:15: customers.proactive.phone/balance.reaches: is "
                    "missing; write one such as reaches: 30%"
                ),
                (
                    "bank.yaml:86:15: customers.proactive.phone/balance.saves: is "
                    "missing; write one such as saves: 50%"
                ),
                (
                    "bank.yaml:86:31: customers.proactive.phone/balance.reach: unknown "
                    "key; allowed: reaches, saves, cost; did you mean 'reaches'?"
                ),
            ],
        ),
    ],
)
def test_one_change_is_told_as(old: str, new: str, expected: list[str]) -> None:
    assert faults_of_bank(old, new) == expected


SEND = "announce: {{offer: {{to: {}, share: 5%}}}}"
TURNS = "turns: {geometric: 7}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            TURNS,
            "turns: 7\n    announce: {offer: {to: phone, share: 5%, after: 1 min}}",
        ),
        (TURNS, "turns: 7\n    announce: {offer: {to: phone, share: 0%}}"),
        ("{to: chat, share: 20%", "{to: app, share: 20%"),
        ("updates: {email:", "updates: {back:"),
        ("proactive: {phone/balance:", "proactive: {phone:"),
        ("impatient_duplicates: {chat:", "impatient_duplicates: {email:"),
    ],
    ids=[
        "back after a wait",
        "back for nobody",
        "to a bot",
        "of calls back",
        "of any issue",
        "of a mail",
    ],
)
def test_messages_and_offers_may_be(old: str, new: str) -> None:
    assert faults_of(bank(old, new)) == []


VIP = f"""\
  vip:
    kind: call
    talk: 4 min
    {SEND.format("phone")}
"""


def test_offers_that_lead_round_over_three_channels_are_told() -> None:
    text = BANK.replace(TURNS, f"turns: 7\n    {SEND.format('vip')}")
    text = text.replace("  back: {", f"{VIP}  back: {{")
    text = text.replace("{phone: 1, chat: 1, back", "{vip: 1, phone: 1, chat: 1, back")

    assert [fault.split(": ")[:2] for fault in faults(text)] == [
        ["bank.yaml:13:11", "channels.phone.announce.offer.0"],
        ["bank.yaml:21:16", "channels.chat.announce.offer"],
        ["bank.yaml:29:16", "channels.vip.announce.offer"],
    ]


def test_message_for_an_issue_stands_before_that_of_the_channel() -> None:
    made = bank("proactive: {", "proactive: {phone: {reaches: 9%, saves: 9%}, ")

    first = made.customers.proactive_for("phone", "balance")
    assert first is not None
    assert first.reaches == 0.3
    second = made.customers.proactive_for("phone", "dispute")
    assert second is not None
    assert second.reaches == 0.09
    assert made.customers.proactive_for("chat", "dispute") is None

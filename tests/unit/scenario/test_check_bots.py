"""Faults of bots, and of channels that nobody but a bot answers."""

import pytest
from journey_texts import bank, faults_of_bank
from scenario_texts import faults, floor

from omnisim.scenario.check import faults_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "fronts: [chat]",
            "fronts: [chat, phnoe]",
            [
                (
                    "bank.yaml:54:20: automation.assistant.fronts.1: unknown channel "
                    "'phnoe'; allowed: app, back, chat, email, phone; did you mean "
                    "'phone'?"
                ),
            ],
        ),
        (
            "fronts: [chat]",
            "fronts: []",
            [
                (
                    "bank.yaml:54:5: automation.assistant.fronts: is empty; name at "
                    "least one channel"
                ),
            ],
        ),
        (
            "fronts: [chat]",
            "fronts: [chat, chat]",
            [
                (
                    "bank.yaml:54:20: automation.assistant.fronts.1: 'chat' is named "
                    "twice; allowed: one bot for each channel"
                ),
            ],
        ),
        (
            "fronts: app,",
            "fronts: [app, chat],",
            [
                (
                    "bank.yaml:68:32: automation.self_service.fronts.1: 'chat' is "
                    "fronted by 'assistant' already; allowed: one bot for each channel"
                ),
            ],
        ),
        (
            "contains: {balance: 80%, any: 5%}",
            "contains: {balanse: 80%, any: 5%}",
            [
                (
                    "bank.yaml:55:16: automation.assistant.contains.balanse: unknown "
                    "issue 'balanse'; allowed: balance, dispute; did you mean "
                    "'balance'?"
                ),
            ],
        ),
        (
            "false_containment: 10%",
            "false_containment: {disputes: 10%}",
            [
                (
                    "bank.yaml:56:25: automation.assistant.false_containment.disputes: "
                    "unknown issue 'disputes'; allowed: balance, dispute; did you mean "
                    "'dispute'?"
                ),
            ],
        ),
        (
            "otherwise: {agent: 75%, leave: 25%}",
            "otherwise: {agent: 75%, leave: 20%}",
            [
                (
                    "bank.yaml:59:5: automation.assistant.otherwise: shares sum to "
                    "95%, not 100%"
                ),
            ],
        ),
        (
            "otherwise: {agent: 75%, leave: 25%}",
            "otherwise: {agents: 75%, leave: 25%}",
            [
                (
                    "bank.yaml:59:17: automation.assistant.otherwise.agents: unknown "
                    "key; allowed: agent, leave; did you mean 'agent'?"
                ),
            ],
        ),
        (
            (
                "  self_service: {fronts: app, contains: 50%, session: 2 min, "
                "otherwise: {leave: 100%}}\n"
            ),
            "",
            [
                (
                    "bank.yaml:27:11: channels.app.kind: is of kind bot, but no bot of "
                    "the section automation fronts it; allowed: a bot with fronts: "
                    "[app]"
                ),
            ],
        ),
        (
            "session: 2 min, otherwise: {leave: 100%}}",
            "session: 2 min}",
            [
                (
                    "bank.yaml:68:3: automation.self_service: those whom it cannot "
                    "help would go on to an agent, and there is none on 'app', a "
                    "channel of kind bot; allowed: otherwise: {leave: 100%}"
                ),
            ],
        ),
        (
            "session: 2 min, otherwise: {leave: 100%}}",
            "session: 2 min, otherwise: {leave: 100%}, unavailable: agent}",
            [
                (
                    "bank.yaml:68:101: automation.self_service.unavailable: there is "
                    "no agent on 'app', a channel of kind bot; allowed: refuse"
                ),
            ],
        ),
        (
            "session: 2 min, otherwise: {leave: 100%}}",
            "session: 2 min, unavailable: agents, told: ja, meets: al, priority: 0}",
            [
                (
                    "bank.yaml:68:75: automation.self_service.unavailable: unknown "
                    "value 'agents'; allowed: agent, refuse; did you mean 'agent'?"
                ),
                (
                    "bank.yaml:68:89: automation.self_service.told: unknown value "
                    "'ja'; allowed: yes, no"
                ),
                (
                    "bank.yaml:68:100: automation.self_service.meets: unknown value "
                    "'al'; allowed: all, first; did you mean 'all'?"
                ),
                (
                    "bank.yaml:68:114: automation.self_service.priority: '0' must be "
                    "at least 1"
                ),
            ],
        ),
        (
            "session: 2 min",
            "session: never",
            [
                (
                    "bank.yaml:68:55: automation.self_service.session: never ends; "
                    "allowed: a mean duration"
                ),
            ],
        ),
        (
            "failed_session: 40 s",
            "failed_session: never",
            [
                (
                    "bank.yaml:58:21: automation.assistant.failed_session: never ends; "
                    "allowed: a mean duration"
                ),
            ],
        ),
        (
            "sessions: 40",
            "sessions: 0",
            [
                (
                    "bank.yaml:63:15: automation.assistant.sessions: without a session "
                    "the bot helps nobody; allowed: at least 1; leave out for many"
                ),
            ],
        ),
        (
            "    lines: 5\n",
            "    patience: 2 min\n    target: 80% within 20 s\n    talk: 2 min\n",
            [
                (
                    "bank.yaml:29:5: channels.app.patience: does not belong to a bot; "
                    "allowed: arrivals, busy_day, issues, lines, open, outages, cost"
                ),
                (
                    "bank.yaml:30:5: channels.app.target: does not belong to a bot; "
                    "allowed: arrivals, busy_day, issues, lines, open, outages, cost; "
                    "did you mean 'outages'?"
                ),
                (
                    "bank.yaml:31:5: channels.app.talk: does not belong to a bot; "
                    "allowed: arrivals, busy_day, issues, lines, open, outages, cost"
                ),
            ],
        ),
        (
            "    lines: 5\n",
            "    issues: {balance: {share: 100%, patience: 2 min, talk: 2 min}}\n",
            [
                (
                    "bank.yaml:29:37: channels.app.issues.balance.patience: does not "
                    "belong to a bot; allowed: share"
                ),
                (
                    "bank.yaml:29:54: channels.app.issues.balance.talk: does not "
                    "belong to a bot; allowed: share"
                ),
            ],
        ),
        (
            "back: 1, email: 3}",
            "back: 1, email: 3, app: 2, app/dispute: 1}",
            [
                (
                    "bank.yaml:36:57: agents.desk.skills.app: no agent takes contacts "
                    "of 'app', a channel of kind bot; allowed: back, chat, email, phone"
                ),
                (
                    "bank.yaml:36:73: agents.desk.skills.app/dispute: no agent takes "
                    "contacts of 'app', a channel of kind bot; allowed: back, chat, "
                    "email, phone"
                ),
            ],
        ),
        (
            "{chat: 3, email: 1}]",
            "{app: 3, chat: 3, email: 1}]",
            [
                (
                    "bank.yaml:37:45: agents.desk.may_hold.2.app: no agent takes "
                    "contacts of 'app', a channel of kind bot; allowed: back, chat, "
                    "email, phone"
                ),
            ],
        ),
        (
            "breathing: {any: 10 s,",
            (
                "reserved: {app: 2}\n"
                "    interrupts: {app: email, phone: [app]}\n"
                "    while_on: {chat: [app]}\n"
                "    breathing: {any: 10 s, app: 1 s,"
            ),
            [
                (
                    "bank.yaml:38:21: agents.desk.reserved.app: no agent takes "
                    "contacts of 'app', a channel of kind bot; allowed: back, chat, "
                    "email, phone"
                ),
                (
                    "bank.yaml:39:23: agents.desk.interrupts.app: no agent takes "
                    "contacts of 'app', a channel of kind bot; allowed: back, chat, "
                    "email, phone"
                ),
                (
                    "bank.yaml:39:38: agents.desk.interrupts.phone.0: no agent takes "
                    "contacts of 'app', a channel of kind bot; allowed: back, chat, "
                    "email, phone"
                ),
                (
                    "bank.yaml:40:23: agents.desk.while_on.chat.0: no agent takes "
                    "contacts of 'app', a channel of kind bot; allowed: back, chat, "
                    "email, phone"
                ),
                (
                    "bank.yaml:41:33: agents.desk.breathing.app: no agent takes "
                    "contacts of 'app', a channel of kind bot; allowed: back, chat, "
                    "email, phone"
                ),
            ],
        ),
        (
            "at_duty_end: return_to_queue",
            "at_duty_end: {app: hand_over}",
            [
                (
                    "bank.yaml:39:24: agents.desk.at_duty_end.app: no agent takes "
                    "contacts of 'app', a channel of kind bot; allowed: back, chat, "
                    "email, phone"
                ),
            ],
        ),
        (
            "at_duty_end: return_to_queue",
            "attention: [call, chat, callback, message, mail, bot]",
            [
                (
                    "bank.yaml:39:5: agents.desk.attention: must name every kind once, "
                    "first who goes first; allowed: call, callback, chat, message, mail"
                ),
            ],
        ),
        (
            "may_hold: [{phone: 1}, {back: 1}, {chat: 3, email: 1}]",
            "units: {total: 100, phone: 100, back: 100, chat: 20, email: 10, app: 5}",
            [
                (
                    "bank.yaml:37:74: agents.desk.units.app: no agent takes contacts "
                    "of 'app', a channel of kind bot; allowed: back, chat, email, phone"
                ),
            ],
        ),
        (
            "overflow: [{issue: balance,",
            "overflow: [{issue: balance, channel: app,",
            [
                (
                    "bank.yaml:50:40: routing.overflow.0.channel: no agent takes "
                    "contacts of 'app', a channel of kind bot; allowed: back, chat, "
                    "email, phone"
                ),
            ],
        ),
        (
            "{from: desk, to: seniors,",
            "{from: desk, channel: app, to: seniors,",
            [
                (
                    "bank.yaml:51:37: routing.transfers.0.channel: no agent takes "
                    "contacts of 'app', a channel of kind bot; allowed: back, chat, "
                    "email, phone"
                ),
            ],
        ),
        (
            "skills: {phone: 1, chat: 1, back: 1, email: 1}",
            "skills: {phone: 1, chat: 1, back: 1}",
            [
                (
                    "bank.yaml:32:3: channels.email: nobody can serve issue 'dispute': "
                    "no agent group has the skill 'email' or 'email/dispute' and is "
                    "qualified for 'seniority'"
                ),
            ],
        ),
    ],
)
def test_one_change_is_told_as(old: str, new: str, expected: list[str]) -> None:
    assert faults_of_bank(old, new) == expected


def test_bank_with_bots_has_no_faults() -> None:
    assert faults_of(bank()) == []


def test_a_bot_may_front_mails_and_several_channels() -> None:
    made = floor(
        "customers:\n",
        "automation: {triage: {fronts: [email, phone], contains: 5%, session: 1 min}}\n"
        "customers:\n",
    )

    assert made.automation["triage"].fronts == ("email", "phone")


def test_mixed_bot_may_send_those_of_live_channels_to_agents_while_full() -> None:
    made = bank(
        "fronts: [chat]",
        "fronts: chat",
        changes={
            "automation.self_service.fronts": "[app, email]",
            "automation.self_service.unavailable": "agent",
        },
    )

    assert faults_of(made) == []


ONLY_A_BOT = """
calendar: {start: 2026-03-02 08:00}
channels:
  app: {kind: bot, arrivals: {rate: 5/h}}
  phone: {kind: call, talk: 2 min}
agents: {desk: {staff: 1, skills: {phone: 1}, breathing: 5 s}}
automation:
  self_service: {fronts: app, contains: 90%, session: 1 min, otherwise: {leave: 100%}}
"""


def test_misspelt_keys_of_bots_are_told_beside_unknown_names() -> None:
    text = ONLY_A_BOT.replace("contains: 90%", "contains: {al: 90%}, sesions: 2")

    assert faults(text) == [
        (
            "bank.yaml:8:42: automation.self_service.contains.al: unknown issue 'al'; "
            "allowed: general"
        ),
        (
            "bank.yaml:8:52: automation.self_service.sesions: unknown key; allowed: "
            "fronts, contains, false_containment, session, failed_session, otherwise, "
            "context, told, priority, sessions, meets, unavailable, outages, cost; "
            "did you mean 'sessions'?"
        ),
    ]


def test_due_first_asks_no_target_of_a_channel_of_bots() -> None:
    text = f"{ONLY_A_BOT}routing: {{choose_contact: due_first}}\n"

    assert faults(text) == [
        (
            "bank.yaml:5:3: channels.phone: has no target, which choose_contact: "
            "due_first goes by; allowed: such as 'target: 80% within 20 s'"
        )
    ]


def test_key_of_a_channel_of_kind_bot_is_looked_up_among_its_own() -> None:
    (fault,) = faults(ONLY_A_BOT.replace("kind: bot, ", "kind: bot, line: 3, "))

    assert fault == (
        "bank.yaml:4:20: channels.app.line: unknown key; allowed: kind, arrivals, "
        "busy_day, issues, lines, open, outages, cost; did you mean 'lines'?"
    )

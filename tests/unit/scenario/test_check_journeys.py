"""Faults of what customers do next."""

import pytest
from journey_texts import bank, faults_of_bank
from scenario_texts import faults

from omnisim.scenario.check import faults_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "chat/dispute: {phone: 90%}",
            "chat/dispuet: {phone: 90%}",
            [
                (
                    "bank.yaml:79:51: customers.after.unresolved.chat/dispuet: unknown "
                    "issue 'dispuet'; allowed: balance, dispute; did you mean "
                    "'dispute'?"
                ),
            ],
        ),
        (
            "chat/dispute: {phone: 90%}",
            "chta/dispute: {phone: 90%}",
            [
                (
                    "bank.yaml:79:51: customers.after.unresolved.chta/dispute: unknown "
                    "channel 'chta'; allowed: app, back, chat, email, phone; did you "
                    "mean 'chat'?"
                ),
            ],
        ),
        (
            "chat/dispute: {phone: 90%}",
            "chat/dispute: {phnoe: 90%}",
            [
                (
                    "bank.yaml:79:66: customers.after.unresolved.chat/dispute.phnoe: "
                    "unknown channel 'phnoe'; allowed: app, back, chat, email, phone; "
                    "did you mean 'phone'?"
                ),
            ],
        ),
        (
            "{phone: 35%, after: 8 min, further: 10%, tries: 4}",
            "{phone: 85%, after: 8 min, further: 10%, tries: 4}",
            [
                (
                    "bank.yaml:78:7: customers.after.abandoned.phone: shares sum to "
                    "105%; allowed: at most 100%; those left over give up"
                ),
            ],
        ),
        (
            "{phone: 35%, after: 8 min, further: 10%, tries: 4}",
            "{phone: 35%, after: 8 min, further: 90%, tries: 4}",
            [
                (
                    "bank.yaml:78:7: customers.after.abandoned.phone: shares after a "
                    "further contact sum to 110%; allowed: at most 100%; those left "
                    "over give up"
                ),
            ],
        ),
        (
            "{phone: 35%, after: 8 min, further: 10%, tries: 4}",
            "{phone: 35%, after: 8 min, further: 10%, tries: 1}",
            [
                (
                    "bank.yaml:78:76: customers.after.abandoned.phone.1.tries: '1' "
                    "must be at least 2"
                ),
            ],
        ),
        (
            "{phone: 35%, after: 8 min, further: 10%, tries: 4}",
            "{phone: 35%, after: 8 min, furter: 10%, tries: 4}",
            [
                (
                    "bank.yaml:78:55: customers.after.abandoned.phone.1.furter: "
                    "unknown key; allowed: phone, after, further, tries; did you mean "
                    "'further'?"
                ),
            ],
        ),
        (
            "{phone: 35%, after: 8 min, further: 10%, tries: 4}",
            "{phone: 35%, after: never, further: 10%, tries: 4}",
            [
                (
                    "bank.yaml:78:48: customers.after.abandoned.phone.1.after: never "
                    "happens; leave the step out"
                ),
            ],
        ),
        (
            "{phone: 35%, after: 8 min, further: 10%, tries: 4}",
            "{phone: 35%, chat: 10%}",
            [
                (
                    "bank.yaml:78:28: customers.after.abandoned.phone.1: must name one "
                    "channel with its share, found phone, chat; write {phone: 35%, "
                    "after: 8 min}"
                ),
            ],
        ),
        (
            "{phone: 35%, after: 8 min, further: 10%, tries: 4}",
            "phone",
            [
                (
                    "bank.yaml:78:28: customers.after.abandoned.phone.1: must be a "
                    "channel and a share: {phone: 35%, after: 8 min}, not 'phone'"
                ),
            ],
        ),
        (
            "{phone: 35%, after: 8 min, further: 10%, tries: 4}",
            "{phone: 35%, after: 8, further: 10, tries: two}",
            [
                (
                    "bank.yaml:78:48: customers.after.abandoned.phone.1.after: '8' has "
                    "no unit; write '8 s' or '8 min'; or give a law: '5 min', "
                    "{exponential: 3 min} or {lognormal: {mean: 260 s, cv: 1.1}}"
                ),
                (
                    "bank.yaml:78:60: customers.after.abandoned.phone.1.further: '10' "
                    "is not a share; did you mean '10%'?"
                ),
                (
                    "bank.yaml:78:71: customers.after.abandoned.phone.1.tries: 'two' "
                    "is not a whole number; write one such as 12"
                ),
            ],
        ),
        (
            "    abandoned:\n",
            (
                "    balked: {app: {phone: 10%, after: 1 min}}\n"
                "    abandoned:\n"
                "      app: {phone: 5%}\n"
            ),
            [
                (
                    "bank.yaml:77:14: customers.after.balked.app: 'app' is a bot, and "
                    "only who waits for an agent is told how long; allowed: back, "
                    "chat, email, phone"
                ),
                (
                    "bank.yaml:79:7: customers.after.abandoned.app: 'app' is a bot, "
                    "and only who waits for an agent gives up; allowed: back, chat, "
                    "email, phone"
                ),
            ],
        ),
        (
            "    unresolved: {",
            "    unresolved: {app: {phone: 5%}, ",
            [
                (
                    "bank.yaml:79:18: customers.after.unresolved.app: 'app' is a bot, "
                    "and what a bot leaves unresolved is told under contained; "
                    "allowed: back, chat, email, phone"
                ),
            ],
        ),
        (
            "contained: {chat:",
            "contained: {phone:",
            [
                (
                    "bank.yaml:82:17: customers.after.contained.phone: 'phone' is a "
                    "call, and no bot fronts it that could contain anybody; allowed: "
                    "app, chat"
                ),
            ],
        ),
        (
            "unhelped: {any: {phone: 40%, after: 1 min}}",
            "unhelped: {email: {phone: 40%, after: 1 min}}",
            [
                (
                    "bank.yaml:81:16: customers.after.unhelped.email: 'email' is a "
                    "mail, and no bot fronts it that could leave anybody unhelped; "
                    "allowed: app, chat"
                ),
            ],
        ),
        (
            "unhelped: {any: {phone: 40%, after: 1 min}}",
            "unhelped: {app: {app: 50%}}",
            [
                (
                    "bank.yaml:81:16: customers.after.unhelped.app: coming back at "
                    "once after unhelped would repeat without time passing; allowed: a "
                    "delay, as in 'after: 2 min', or a limit, as in 'tries: 4'"
                ),
            ],
        ),
        (
            "unhelped: {any: {phone: 40%, after: 1 min}}",
            "unhelped: {chat: {phone: 50%}}",
            [
                (
                    "bank.yaml:81:16: customers.after.unhelped.chat: coming back at "
                    "once after unhelped would repeat without time passing; allowed: a "
                    "delay, as in 'after: 2 min', or a limit, as in 'tries: 4'"
                ),
            ],
        ),
        (
            "cut_off: {any: {phone: 50%, after: 5 min}}",
            "cut_off: {chat: {chat: 50%}}",
            [
                (
                    "bank.yaml:80:15: customers.after.cut_off.chat: coming back at "
                    "once after cut_off would repeat without time passing; allowed: a "
                    "delay, as in 'after: 2 min', or a limit, as in 'tries: 4'"
                ),
            ],
        ),
        (
            "context: {any: lost, transfer: kept}",
            "context: {any: lots, transfer: kep, moved: lost}",
            [
                (
                    "bank.yaml:71:18: customers.context.any: unknown value 'lots'; "
                    "allowed: kept, lost; did you mean 'lost'?"
                ),
                (
                    "bank.yaml:71:34: customers.context.transfer: unknown value 'kep'; "
                    "allowed: kept, lost; did you mean 'kept'?"
                ),
                (
                    "bank.yaml:71:39: customers.context.moved: unknown key; allowed: "
                    "again, switch, transfer, bot, any"
                ),
            ],
        ),
        (
            "context: {any: lost, transfer: kept}",
            "context: [lost]",
            [
                (
                    "bank.yaml:71:3: customers.context: must be kept or lost, or one "
                    "of them by move: {transfer: lost}, not a list"
                ),
            ],
        ),
        (
            "vulnerable: 6%",
            "vulnerable: 106%",
            [
                (
                    "bank.yaml:70:15: customers.vulnerable: '106%' is not a share; "
                    "write 0% to 100%"
                ),
            ],
        ),
    ],
)
def test_one_change_is_told_as(old: str, new: str, expected: list[str]) -> None:
    assert faults_of_bank(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "unhelped: {any: {phone: 40%, after: 1 min}}",
            "unhelped: {app: {phone: 50%}}",
        ),
        ("unhelped: {any:", "unhelped: {chat: {phone: 9%, tries: 3}, app:"),
        ("cut_off: {any:", "cut_off: {phone: {phone: 9%, tries: 3}, any:"),
        ("cut_off: {any:", "cut_off: {phone: {phone: 0%}, any:"),
        ("cut_off: {any:", "cut_off: {email: {email: 5%}, any:"),
        ("contained: {chat:", "contained: {chat/dispute: {chat: 9%}, chat:"),
        ("cut_off: {any:", "cut_off: {any: {phone: 0%, further: 9%, after: 1 h}, app:"),
    ],
    ids=[
        "elsewhere at once",
        "with a limit",
        "cut off, with a limit",
        "by nobody",
        "where nothing breaks",
        "after a session",
        "only again",
    ],
)
def test_next_steps_may_be(old: str, new: str) -> None:
    assert faults_of(bank(old, new)) == []


def test_one_step_for_an_issue_stands_before_that_of_the_channel() -> None:
    customers = bank().customers

    (step,) = customers.steps_after("unresolved", "chat", "dispute")
    assert (step.channel, step.share, step.share_further) == ("phone", 0.9, 0.9)
    (step,) = customers.steps_after("unresolved", "chat", "balance")
    assert step.share == 0.6
    assert customers.steps_after("unresolved", "app", "balance") == ()


def test_further_tries_may_differ_and_end() -> None:
    _, step = bank().customers.after.abandoned["phone"]

    assert (step.share, step.share_further, step.tries) == (0.35, 0.1, 4)


def test_any_stands_for_the_channels_that_a_bot_fronts() -> None:
    after = bank().customers.after

    assert [name for name, steps in after.unhelped.items() if steps] == ["app", "chat"]
    assert [name for name, steps in after.cut_off.items() if steps] == [
        "app",
        "back",
        "chat",
        "email",
        "phone",
    ]


LOOPS = """
calendar: {start: 2026-03-02 08:00}
channels:
  chat: {kind: chat, arrivals: {rate: 9/h}, duration_by_open_chats: 5 min}
agents: {desk: {staff: 2, skills: {chat: 1}}}
automation:
  assistant: {fronts: chat, contains: 50%, false_containment: 10%, session: 0 s}
customers: {after: {contained: {chat: {chat: 50%}}}}
"""


def test_session_that_takes_no_time_would_repeat_for_ever() -> None:
    assert faults(LOOPS) == [
        (
            "bank.yaml:8:33: customers.after.contained.chat: coming back at once after "
            "contained would repeat without time passing; allowed: a delay, as in "
            "'after: 2 min', or a limit, as in 'tries: 4'"
        )
    ]


@pytest.mark.parametrize(
    "bot",
    [
        "session: 1 min, failed_session: 0 s, otherwise: {leave: 100%}",
        "session: 1 min, sessions: 2, unavailable: refuse",
        "session: 1 min, outages: {every: 9 days, for: 1 h}, unavailable: refuse",
    ],
    ids=["no time", "full", "down"],
)
def test_bot_that_leaves_at_once_would_repeat_for_ever(bot: str) -> None:
    text = LOOPS.replace("session: 0 s", bot).replace("contained: {", "unhelped: {")

    (fault,) = faults(text)
    assert "coming back at once after unhelped would repeat" in fault


def test_step_at_once_from_a_bot_that_is_not_there_is_one_fault() -> None:
    (fault,) = faults_of_bank(
        "contained: {chat:", "contained: {phone: {phone: 5%}, chat:"
    )

    assert fault.startswith("bank.yaml:82:17: customers.after.contained.phone: 'phone'")

"""Warnings about chats, messages, mails and callbacks."""

import pytest
from scenario_texts import floor

from omnisim.scenario import loads, warnings_of


def test_floor_of_all_kinds_is_not_warned_of() -> None:
    assert warnings_of(floor()) == []


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (
            "    target: 90% within 8 h\n",
            "",
            ("channels.email: has no target, so nothing tells when an answer is due"),
        ),
        (
            "    quiet_after: 5 min\n",
            "    discovery: 20 s\n",
            ("channels.sms.discovery: has no effect, nobody leaves the queue silently"),
        ),
        (
            "    quiet_after: 5 min\n",
            "    close_after: 20 min\n",
            (
                "channels.sms.close_after: has no effect, nobody leaves a conversation "
                "silently"
            ),
        ),
        (
            "    patience: 5 min\n",
            "    patience: never\n    silent: 10%\n",
            "channels.quick.silent: has no effect, nobody ever leaves",
        ),
        (
            "    turns: {poisson: 1.5}\n",
            "",
            ("channels.email.customer_turn: has no effect, there is only one turn"),
        ),
        (
            "    duration_by_open_chats: [6 min, 7.5 min, 9 min]\n",
            "    duration_by_open_chats: [6 min, 9 min, 7.5 min]\n",
            (
                "channels.quick.duration_by_open_chats: falls, so a chat is quicker "
                "beside others than alone"
            ),
        ),
        (
            "    duration_by_open_chats: [6 min, 7.5 min, 9 min]\n",
            "    duration_by_open_chats: [6 min, 7.5 min]\n",
            (
                "channels.quick.duration_by_open_chats: tells of up to 2 chats, but "
                "agents of 'desk' may hold 3; beyond, the last counts"
            ),
        ),
        (
            "{offer: {to: back, share: 40%, above: 2 min}}",
            "{estimate: queue_length}",
            "channels.back: nobody ever comes here",
        ),
        (
            "    units: {total: 100, phone: 100, chat: 20}\n",
            "    switch_cost: 3 s\n",
            "agents.helpers.switch_cost: has no effect on who holds one contact",
        ),
        (
            "    units: {total: 100, phone: 100, chat: 20}\n",
            "    slowdown: 3%\n",
            "agents.helpers.slowdown: has no effect on who holds one contact",
        ),
        (
            (
                "    skills: {phone: 1, chat: 1}\n"
                "    units: {total: 100, phone: 100, chat: 20}\n"
            ),
            (
                "    skills: {email: 1, quick: 1}\n    slowdown: 3%\n"
                "    may_hold: {email: 2, quick: 2}\n"
            ),
            (
                "agents.helpers.slowdown: has no effect without chats or messages told "
                "by their turns"
            ),
        ),
    ],
)
def test_one_change_to_the_floor_is_one_warning(
    old: str, new: str, warning: str
) -> None:
    found = warnings_of(floor(old, new))

    assert found[0] == warning


def test_announcement_without_tolerance_or_offer_does_nothing() -> None:
    made = floor("    turns: {geometric: 7}\n", "    turns: 3\n    announce: {}\n")

    assert warnings_of(made) == [
        "channels.chat.announce: has no effect without tolerance or offer"
    ]


def test_announcement_with_a_tolerance_is_not_warned_of() -> None:
    announce = "    announce: {tolerance: 3 min}\n"

    made = floor("    turns: {geometric: 7}\n", f"    turns: 3\n{announce}")
    assert warnings_of(made) == []


def test_tries_are_idle_where_everybody_picks_up() -> None:
    assert warnings_of(floor("    answers: 70%\n", "")) == [
        "channels.back.tries: has no effect, every call back is picked up",
        "channels.back.retry: has no effect, every call back is picked up",
        ("customers.after.unreached.back: never happens, every call back is picked up"),
    ]


def test_nobody_quits_who_waits_for_ever() -> None:
    assert warnings_of(floor("    reply_patience: 8 h\n", "")) == [
        (
            "customers.after.quit.sms: never happens, customers wait for a reply as "
            "long as it takes"
        )
    ]


def test_one_duration_is_meant_for_any_number_of_chats() -> None:
    made = floor("[6 min, 7.5 min, 9 min]", "6 min")

    assert warnings_of(made) == []


def test_group_that_serves_nobody_is_warned_of_once() -> None:
    made = floor("customers:", "  idle: {staff: 1, skills: {}}\ncustomers:")

    assert warnings_of(made) == [
        "agents.idle.skills: empty, and nothing is handed on to it"
    ]


NIGHT = """
calendar: {start: 2026-03-02 00:00, days: 2, open: "08:00-12:00"}
channels:
  email:
    kind: mail
    arrivals:
      per: 1 h
      rows: [{start: "02:00", count: 30}, {start: "09:00", count: 50}]
    work: 6 min
    target: 90% within 8 h
agents: {desk: {staff: STAFF, skills: {email: 1}}}
"""


def test_mails_may_come_at_night_and_wait_for_an_hour_with_less_work() -> None:
    # 5 Erlangs from 9 to 10, but 8 hours of work a day for 12 hours of agents
    assert warnings_of(loads(NIGHT.replace("STAFF", "3"))) == []


def test_more_mails_than_all_agents_can_answer_grow_without_end() -> None:
    (found,) = warnings_of(loads(NIGHT.replace("STAFF", "2")))
    assert found.startswith(
        "channels.email: the work offered (0.3 Erlangs on average) is more than the "
        "agents can do (0.3), and customers of 'email' never give up"
    )

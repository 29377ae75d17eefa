"""What is wrong with what may be held, across the fields of a scenario."""

from __future__ import annotations

import pytest
from held import EVERYTHING, FLOOR, THREE, floor

from omnisim.errors import ScenarioError
from omnisim.scenario import loads

OTHERS = "  others: {staff: 2, skills: {phone: 1, chat: 1, email: 1}}\n"


def faults(rule: str, skills: str = THREE, rest: str = "") -> list[tuple[str, ...]]:
    """Return path, wrong, allowed and nearest name of each fault."""
    text = FLOOR.format(rule=rule, skills=skills) + rest
    with pytest.raises(ScenarioError) as caught:
        loads(text)
    return [(one.path, one.wrong, one.allowed, one.hint) for one in caught.value.faults]


@pytest.mark.parametrize(
    ("rule", "path", "name", "near"),
    [
        ("may_hold: {phone: 1, chta: 2}", "may_hold.chta", "chta", "chat"),
        ("may_hold: [{phone: 1}, {fax: 2}]", "may_hold.1.fax", "fax", ""),
        ("units: {total: 9, phnoe: 2}", "units.phnoe", "phnoe", "phone"),
        ("interrupts: {fone: [email]}", "interrupts.fone", "fone", "phone"),
        ("interrupts: {phone: [emial]}", "interrupts.phone.0", "emial", "email"),
        ("interrupts: {phone: emial}", "interrupts.phone", "emial", "email"),
        ("while_on: {cat: []}", "while_on.cat", "cat", "chat"),
        ("while_on: {chat: [email, p]}", "while_on.chat.1", "p", ""),
        ("breathing: {chats: 9 s}", "breathing.chats", "chats", "chat"),
        ("at_duty_end: {mail: finish}", "at_duty_end.mail", "mail", "email"),
    ],
)
def test_an_unknown_channel_is_told_the_nearest(
    rule: str, path: str, name: str, near: str
) -> None:
    assert faults(rule) == [
        (f"agents.desk.{path}", f"unknown channel {name!r}", "chat, email, phone", near)
    ]


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("may_hold: {phone: 1, chat: 2, email: 1, sms: 1}", "may_hold.sms"),
        ("units: [{total: 9, phone: 9, chat: 1, email: 1, sms: 1}]", "units.0.sms"),
        ("interrupts: {phone: [sms]}", "interrupts.phone.0"),
        ("while_on: {sms: [phone]}", "while_on.sms"),
    ],
)
def test_a_channel_that_is_no_skill_of_the_group_is_a_fault(
    rule: str, path: str
) -> None:
    assert faults(rule) == [
        (
            f"agents.desk.{path}",
            "the group has no skill 'sms'",
            "chat, email, phone",
            "",
        )
    ]


def test_a_group_without_skills_can_name_no_channel() -> None:
    found = faults("may_hold: {phone: 1}", "{}", OTHERS)

    assert found == [
        (
            "agents.desk.may_hold.phone",
            "the group has no skill 'phone'",
            "the group has no skills",
            "",
        )
    ]


def test_mixes_and_units_exclude_each_other() -> None:
    rule = "may_hold: nice\n    units: {total: 2, phone: 2, chat: 1, email: 1}"

    assert faults(rule) == [
        (
            "agents.desk.units",
            "stands beside may_hold; each says all that may be held",
            "one of the two",
            "",
        )
    ]


def test_own_mixes_beside_units_are_told_once() -> None:
    found = faults("may_hold: {phone: 1}\n    units: {total: 2, phone: 2}")

    assert [path for path, *_ in found] == ["agents.desk.units"]


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("may_hold: [{phone: 1}, {email: 1}]", "may_hold"),
        ("may_hold: {phone: 1, chat: 0, email: 1}", "may_hold"),
        ("may_hold: {preset: webex.blended, chat: 0}", "may_hold"),
        ("units: {total: 2, phone: 2, email: 1}", "units"),
        ("units: {total: 2, phone: 2, chat: 3, email: 1}", "units"),
    ],
)
def test_every_skill_needs_room(rule: str, path: str) -> None:
    assert faults(rule) == [
        (
            f"agents.desk.{path}",
            "leaves no room for 'chat', a skill of the group",
            "",
            "",
        )
    ]


def test_a_skill_for_one_issue_needs_room_for_its_channel() -> None:
    rest = "  others: {staff: 1, skills: {phone: 1}}\n"

    assert faults("may_hold: {phone: 0}", "{phone/general: 1}", rest) == [
        (
            "agents.desk.may_hold",
            "leaves no room for 'phone', a skill of the group",
            "",
            "",
        )
    ]


def test_an_overflow_of_a_channel_needs_room_for_it() -> None:
    routing = "routing: {overflow: [{channel: chat, to: desk, after: 1 min}]}\n"

    assert faults("may_hold: {phone: 1}", "{phone: 1}", OTHERS + routing) == [
        (
            "routing.overflow.0.to",
            "'desk' may not hold 'chat', by its may_hold",
            "",
            "",
        )
    ]


def test_an_overflow_of_any_channel_reaches_as_far_as_there_is_room() -> None:
    routing = "routing: {overflow: [{issue: general, to: desk, after: 1 min}]}\n"
    text = FLOOR.format(rule="may_hold: {phone: 1, chat: 2}", skills="{phone: 1}")

    assert loads(text + OTHERS + routing).agents["desk"].may_hold[0].most == {
        "chat": 2,
        "phone": 1,
    }


def test_an_overflow_to_others_asks_nothing_of_a_group() -> None:
    routing = "routing: {overflow: [{channel: chat, to: others, after: 1 min}]}\n"
    text = FLOOR.format(rule="may_hold: {phone: 1}", skills="{phone: 1}")

    assert "others" in loads(text + OTHERS + routing).agents


def test_a_transfer_needs_room_for_what_it_passes_on() -> None:
    routing = "routing: {transfers: [{from: others, to: desk, share: 9%}]}\n"
    rest = OTHERS + routing
    arriving = FLOOR.replace("turns: 7", "arrivals: {{rate: 9/h}}, turns: 7", 1)
    text = arriving.format(rule="units: {total: 1, phone: 1}", skills="{phone: 1}")

    with pytest.raises(ScenarioError) as caught:
        loads(text + rest)

    assert [(one.path, one.wrong) for one in caught.value.faults] == [
        ("routing.transfers.0.to", "'desk' may not hold 'chat', by its units")
    ]


def test_a_transfer_of_what_the_group_holds_is_no_fault() -> None:
    routing = "routing: {transfers: [{from: others, to: desk, share: 9%}]}\n"
    text = FLOOR.format(rule="may_hold: {phone: 1}", skills="{phone: 1}")

    assert loads(text + OTHERS + routing).routing.transfers[0].to == "desk"


@pytest.mark.parametrize(
    ("skills", "told"),
    [
        (THREE, [("email", "email")]),
        (EVERYTHING, [("message", "sms"), ("email", "email")]),
    ],
)
def test_a_preset_without_a_usual_number_must_be_told_one(
    skills: str, told: list[tuple[str, str]]
) -> None:
    assert faults("may_hold: azure_router", skills) == [
        (
            "agents.desk.may_hold",
            (
                "Azure Communication Services Job Router has no usual number for "
                f"{medium}, as which {channel!r} counts"
            ),
            f"{{preset: azure_router, {medium}: n}}",
            "",
        )
        for medium, channel in told
    ]


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("may_hold: {phone: 199, chat: 199, email: 199, total: 250}", "may_hold"),
        ("units: {total: 1e6, phone: 1, chat: 1, email: 1}", "units"),
        (
            "may_hold: {preset: azure_router, total: 999, voice: 1, chat: 1, email: 1}",
            "may_hold",
        ),
    ],
)
def test_too_many_mixes_are_refused(rule: str, path: str) -> None:
    assert faults(rule) == [
        (
            f"agents.desk.{path}",
            "allows more mixes than can be told apart, 10000",
            "",
            "",
        )
    ]


def test_a_channel_cannot_interrupt_itself() -> None:
    assert faults("interrupts: {phone: [email, phone], chat: [email]}") == [
        ("agents.desk.interrupts.phone", "'phone' cannot interrupt itself", "", "")
    ]


@pytest.mark.parametrize(
    "order",
    [
        "[chat]",
        "[call, callback, chat, message]",
        "[call, callback, chat, message, mail, mail]",
        "[call, call, chat, message, mail]",
    ],
)
def test_the_order_of_attention_names_every_kind_once(order: str) -> None:
    assert faults(f"attention: {order}") == [
        (
            "agents.desk.attention",
            "must name every kind once, first who goes first",
            "call, callback, chat, message, mail",
            "",
        )
    ]


@pytest.mark.parametrize(
    ("rule", "channel", "kind", "end"),
    [
        ("{phone: hand_over}", "phone", "call", "hand_over"),
        ("{back: return_to_queue}", "back", "callback", "return_to_queue"),
    ],
)
def test_calls_are_always_finished(
    rule: str, channel: str, kind: str, end: str
) -> None:
    assert faults(f"at_duty_end: {rule}", EVERYTHING) == [
        (
            f"agents.desk.at_duty_end.{channel}",
            f"a {kind} is always finished, not {end!r}",
            "finish",
            "",
        )
    ]


def test_what_is_said_of_all_may_concern_more_than_the_group_has() -> None:
    group = floor("breathing: 9 s\n    at_duty_end: hand_over").agents["desk"]

    assert group.breathing["sms"] == 9.0
    assert group.at_duty_end["sms"] == "hand_over"


def test_every_fault_is_told_at_its_place() -> None:
    with pytest.raises(ScenarioError) as caught:
        floor("may_hold: {pone: 1}\n    breathing: {x: 3 s}")

    assert str(caught.value) == (
        "floor.yaml:12:16: agents.desk.may_hold.pone: unknown channel 'pone'; allowed: "
        "chat, email, phone; did you mean 'phone'?\n"
        "floor.yaml:13:17: agents.desk.breathing.x: unknown channel 'x'; allowed: "
        "chat, email, phone"
    )

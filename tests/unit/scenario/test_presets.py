"""Presets: what each product admits, and that the data hang together."""

from __future__ import annotations

import datetime as dt

import pytest
from held import EVERYTHING, floor, takes

from omnisim.scenario.capacity import interrupts_of, mixes_of, share_of, while_on_of
from omnisim.scenario.presets import PRESETS, Number
from omnisim.scenario.schema import Kind

ALL = sorted(PRESETS)


def test_every_product_of_the_catalogue_has_its_preset() -> None:
    assert list(PRESETS) == [
        "webex.exclusive",
        "webex.blended_realtime",
        "webex.blended",
        "amazon_connect",
        "genesys",
        "salesforce_units",
        "azure_router",
        "twilio",
        "zendesk",
        "intercom",
        "liveagent",
        "nice",
    ]


@pytest.mark.parametrize("name", ALL)
def test_a_preset_has_a_date_and_names_its_evidence(name: str) -> None:
    preset = PRESETS[name]

    assert preset.name == name
    assert preset.as_of >= dt.date(2026, 11, 22)
    assert ": read" in preset.evidence
    assert preset.is_read is ("excerpt" not in preset.evidence)


@pytest.mark.parametrize("name", ALL)
def test_the_media_of_a_preset_are_all_kinds_with_agents_once(name: str) -> None:
    kinds = [kind for kinds in PRESETS[name].media.values() for kind in kinds]

    assert sorted(kinds) == sorted(set(Kind) - {Kind.BOT})


@pytest.mark.parametrize("name", ALL)
def test_a_preset_speaks_only_of_its_own_media_and_numbers(name: str) -> None:
    preset = PRESETS[name]
    spoken = {medium for media in preset.together for medium in media}
    spoken |= {medium for one in preset.ceilings for medium in one.media}
    for rule in (preset.interrupts, preset.while_on):
        spoken |= set(rule) | {medium for media in rule.values() for medium in media}

    assert spoken <= set(preset.media)
    assert {one.number for one in preset.ceilings} <= set(preset.numbers)


@pytest.mark.parametrize("name", ALL)
def test_the_usual_numbers_are_possible(name: str) -> None:
    numbers = PRESETS[name].numbers.values()

    assert [n for n in numbers if n.usual is not None and not n.allows(n.usual)] == []


@pytest.mark.parametrize("name", ALL)
def test_a_preset_alone_serves_calls_and_chats(name: str) -> None:
    scenario = floor(f"may_hold: {name}", "{phone: 1, chat: 1}")

    assert takes(scenario, "phone")
    assert takes(scenario, "chat")


@pytest.mark.parametrize(
    ("number", "possible", "impossible"),
    [(Number(1, 1, 1), 1, 2), (Number(3, 1), 99, 0), (Number(None, 0, 5), 0, 6)],
)
def test_a_number_knows_its_range(
    number: Number, possible: int, impossible: int
) -> None:
    assert number.allows(possible)
    assert not number.allows(impossible)


def test_webex_exclusive_is_one_contact_in_all() -> None:
    scenario = floor("may_hold: webex.exclusive")

    assert mixes_of(scenario, "desk") == ({"chat": 1}, {"email": 1}, {"phone": 1})
    assert not takes(scenario, "chat", email=1)


def test_webex_real_time_is_a_call_or_chats_beside_mails() -> None:
    scenario = floor("may_hold: webex.blended_realtime")

    assert mixes_of(scenario, "desk") == (
        {"chat": 5, "email": 5},
        {"email": 5, "phone": 1},
    )
    assert takes(scenario, "email", phone=1, email=4)
    assert takes(scenario, "phone", email=5)
    assert takes(scenario, "chat", chat=4, email=5)
    assert not takes(scenario, "chat", chat=5)
    assert not takes(scenario, "phone", chat=1)
    assert not takes(scenario, "chat", phone=1)


def test_webex_real_time_can_be_set_to_fewer_chats() -> None:
    rule = "may_hold: {preset: webex.blended_realtime, chat: 2}"

    scenario = floor(rule, "{phone: 1, chat: 1}")

    assert mixes_of(scenario, "desk") == ({"chat": 2}, {"phone": 1})


def test_webex_blended_is_all_together() -> None:
    scenario = floor("may_hold: webex.blended", EVERYTHING)

    assert mixes_of(scenario, "desk") == (
        {"back": 1, "chat": 5, "email": 5, "sms": 5},
        {"chat": 5, "email": 5, "phone": 1, "sms": 5},
    )
    assert takes(scenario, "phone", chat=5, sms=5, email=5)
    assert not takes(scenario, "back", phone=1)


def test_amazon_connect_refuses_a_call_because_of_the_chat_held_beside_a_mail() -> None:
    scenario = floor("may_hold: {preset: amazon_connect, chat: 2, email: 10}")

    assert mixes_of(scenario, "desk") == ({"chat": 2, "email": 10, "phone": 1},)
    assert while_on_of(scenario, "desk") == {"chat": (), "phone": ()}
    assert takes(scenario, "chat", email=1)
    assert takes(scenario, "phone", email=1)
    assert not takes(scenario, "phone", chat=1, email=1)
    assert takes(scenario, "chat", chat=1, email=1)
    assert not takes(scenario, "email", chat=1, email=1)


def test_amazon_connect_lets_a_mail_come_first_but_not_second() -> None:
    scenario = floor("may_hold: amazon_connect")

    assert takes(scenario, "chat", email=1)
    assert not takes(scenario, "email", chat=1)


def test_amazon_connect_counts_messages_as_chats() -> None:
    scenario = floor("may_hold: {preset: amazon_connect, chat: 2}", EVERYTHING)

    assert while_on_of(scenario, "desk") == {
        "back": ("phone",),
        "chat": ("sms",),
        "phone": ("back",),
        "sms": ("chat",),
    }
    assert takes(scenario, "sms", chat=1)
    assert not takes(scenario, "sms", chat=2)


def test_genesys_lets_everything_interrupt_mail_and_nothing_else() -> None:
    scenario = floor("may_hold: genesys", EVERYTHING)

    assert mixes_of(scenario, "desk") == (
        {"back": 1},
        {"chat": 4},
        {"email": 1},
        {"phone": 1},
        {"sms": 1},
    )
    assert takes(scenario, "phone", email=1)
    assert takes(scenario, "chat", chat=3, email=1)
    assert not takes(scenario, "phone", chat=1)
    assert not takes(scenario, "back", phone=1)
    assert not takes(scenario, "email", phone=1)
    assert interrupts_of(scenario, "desk")["phone"] == ("email",)


def test_salesforce_takes_a_chat_when_full_of_mail() -> None:
    scenario = floor("may_hold: salesforce_units", EVERYTHING)

    assert mixes_of(scenario, "desk") == (
        {"back": 1, "email": 3},
        {"chat": 1, "email": 3, "sms": 1},
        {"chat": 2, "email": 3},
        {"email": 3, "phone": 1},
        {"email": 3, "sms": 2},
    )
    assert not takes(scenario, "email", email=3)
    assert takes(scenario, "chat", email=3)
    assert takes(scenario, "chat", email=3, chat=1)
    assert not takes(scenario, "phone", chat=1)
    assert share_of(scenario, "desk", "chat") == 0.5
    assert share_of(scenario, "desk", "email") == 1 / 3


def test_salesforce_has_at_most_a_hundred_items() -> None:
    scenario = floor(
        "may_hold: {preset: salesforce_units, total: 60, voice: 60, interruptible: 60}"
    )

    assert takes(scenario, "email", chat=60, email=39)
    assert not takes(scenario, "email", chat=60, email=40)


def test_azure_is_a_call_or_five_chats() -> None:
    scenario = floor("may_hold: azure_router", "{phone: 1, chat: 1}")

    assert mixes_of(scenario, "desk") == ({"chat": 5}, {"phone": 1})
    assert share_of(scenario, "desk", "phone") == 1.0
    assert share_of(scenario, "desk", "chat") == 0.2


def test_azure_can_be_told_what_a_mail_takes() -> None:
    scenario = floor("may_hold: {preset: azure_router, email: 50}")

    assert mixes_of(scenario, "desk") == (
        {"chat": 2, "email": 1},
        {"chat": 5},
        {"email": 2},
        {"phone": 1},
    )


def test_azure_without_a_number_leaves_no_room_for_mail() -> None:
    named = floor("may_hold: {preset: azure_router, email: 50}")
    desk = named.agents["desk"]
    chosen = desk.may_hold.model_copy(update={"numbers": {}})
    group = desk.model_copy(update={"may_hold": chosen})
    scenario = named.model_copy(update={"agents": {"desk": group}})

    assert mixes_of(scenario, "desk") == ({"chat": 5}, {"phone": 1})


def test_twilio_counts_each_channel_by_itself() -> None:
    scenario = floor("may_hold: {preset: twilio, chat: 2}")

    assert mixes_of(scenario, "desk") == ({"chat": 2, "email": 1, "phone": 1},)


def test_twilio_with_exclusion_is_locked_in_while_chats_come() -> None:
    scenario = floor(
        "may_hold: {preset: twilio, chat: 2}\n    while_on: {phone: [], chat: []}"
    )

    assert not takes(scenario, "phone", chat=1)
    assert takes(scenario, "chat", chat=1)


def test_zendesk_counts_each_channel_by_itself() -> None:
    scenario = floor("may_hold: {preset: zendesk, email: 4}", EVERYTHING)

    assert mixes_of(scenario, "desk") == (
        {"back": 1, "chat": 3, "email": 4, "sms": 3},
        {"chat": 3, "email": 4, "phone": 1, "sms": 3},
    )


def test_intercom_needs_room_with_the_teammate_and_in_the_inbox() -> None:
    scenario = floor("may_hold: {preset: intercom, email: 2}")

    assert mixes_of(scenario, "desk") == (
        {"chat": 1, "email": 1, "phone": 1},
        {"chat": 1, "email": 2},
        {"chat": 2, "email": 1},
        {"chat": 2, "phone": 1},
        {"chat": 3},
        {"email": 2, "phone": 1},
    )
    assert not takes(scenario, "email", email=2)
    assert not takes(scenario, "email", chat=2, email=1)


def test_liveagent_has_slots_for_chats_beside_a_call_and_a_ticket() -> None:
    scenario = floor("may_hold: {preset: liveagent, chat: 4}")

    assert mixes_of(scenario, "desk") == ({"chat": 4, "email": 1, "phone": 1},)


def test_nice_lets_a_call_interrupt_digital_work_but_not_the_other_way() -> None:
    scenario = floor("may_hold: {preset: nice, total: 3}")

    assert mixes_of(scenario, "desk") == (
        {"chat": 1, "email": 1, "phone": 1},
        {"chat": 2, "email": 1},
        {"chat": 2, "phone": 1},
        {"chat": 3},
    )
    assert takes(scenario, "phone", email=1)
    assert takes(scenario, "phone", chat=3)
    assert not takes(scenario, "email", chat=3)
    assert not takes(scenario, "email", phone=1, chat=2)


def test_a_cap_on_a_medium_is_joint_over_its_channels() -> None:
    scenario = floor("may_hold: {preset: twilio, voice: 1}", "{phone: 1, back: 1}")

    assert mixes_of(scenario, "desk") == ({"back": 1}, {"phone": 1})


def test_a_medium_set_to_none_is_not_held() -> None:
    scenario = floor("may_hold: {preset: webex.blended, email: 0}", "{phone: 1}")

    assert mixes_of(scenario, "desk") == ({"phone": 1},)

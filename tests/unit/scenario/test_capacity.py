"""What may be held: every form as the same list of mixes."""

from __future__ import annotations

import pytest
from held import EVERYTHING, FLOOR, floor, takes

from omnisim.scenario import Scenario, limits, loads
from omnisim.scenario.capacity import (
    channels_of,
    fits,
    interrupts_of,
    mixes_of,
    most_held,
    share_of,
    while_on_of,
)
from omnisim.scenario.limits import (
    Limit,
    TooManyMixesError,
    all_maximal,
    in_all,
    in_units,
)


def with_routing(routing: str) -> Scenario:
    """Load a phone group that gets other contacts only by routing."""
    text = FLOOR.format(rule="wage: 24 EUR/h", skills="{phone: 1}")
    others = "  others: {staff: 2, skills: {phone: 1, chat: 1, email: 1}}\n"
    return loads(f"{text}{others}routing: {routing}\n")


def test_one_contact_whatever_its_channel_is_the_default() -> None:
    scenario = floor()

    assert mixes_of(scenario, "desk") == ({"chat": 1}, {"email": 1}, {"phone": 1})


def test_a_group_without_skills_holds_nothing() -> None:
    scenario = floor()
    idle = scenario.agents["desk"].model_copy(update={"skills": {}})
    changed = scenario.model_copy(update={"agents": {"desk": idle}})

    assert mixes_of(changed, "desk") == ()


def test_a_skill_for_one_issue_counts_as_its_channel() -> None:
    scenario = floor("may_hold: {phone: 2}", "{phone/general: 1}")

    assert channels_of(scenario, "desk") == ("phone",)
    assert mixes_of(scenario, "desk") == ({"phone": 2},)


def test_two_skills_of_one_channel_are_one_channel() -> None:
    scenario = floor(skills="{phone/general: 1, phone: 2}")

    assert mixes_of(scenario, "desk") == ({"phone": 1},)


def test_mixes_are_sorted_and_leave_out_what_is_not_held() -> None:
    scenario = floor("may_hold: [{phone: 1}, {email: 1, chat: 3}]")

    assert mixes_of(scenario, "desk") == ({"chat": 3, "email": 1}, {"phone": 1})


def test_a_mix_within_another_is_left_out() -> None:
    scenario = floor("may_hold: [{phone: 1}, {chat: 2}, {chat: 3, phone: 1, email: 1}]")

    assert mixes_of(scenario, "desk") == ({"chat": 3, "email": 1, "phone": 1},)


def test_equal_mixes_count_once() -> None:
    scenario = floor("may_hold: [{phone: 1, chat: 0}, {phone: 1}, {chat: 1, email: 1}]")

    assert mixes_of(scenario, "desk") == ({"chat": 1, "email": 1}, {"phone": 1})


def test_a_total_cuts_a_mix_into_all_that_reach_it() -> None:
    scenario = floor("may_hold: {phone: 1, chat: 3, email: 2, total: 3}")

    assert mixes_of(scenario, "desk") == (
        {"chat": 1, "email": 1, "phone": 1},
        {"chat": 1, "email": 2},
        {"chat": 2, "email": 1},
        {"chat": 2, "phone": 1},
        {"chat": 3},
        {"email": 2, "phone": 1},
    )


def test_a_total_above_the_sum_cuts_nothing() -> None:
    scenario = floor("may_hold: {phone: 1, chat: 3, email: 2, total: 9}")

    assert mixes_of(scenario, "desk") == ({"chat": 3, "email": 2, "phone": 1},)


def test_units_become_every_combination_that_uses_them_up() -> None:
    scenario = floor("units: {total: 100, phone: 100, chat: 20, email: 50}")

    assert mixes_of(scenario, "desk") == (
        {"chat": 2, "email": 1},
        {"chat": 5},
        {"email": 2},
        {"phone": 1},
    )


def test_all_pools_must_hold() -> None:
    scenario = floor(
        "units: [{total: 4, phone: 4, chat: 1}, {total: 3, chat: 1, email: 1}]"
    )

    assert mixes_of(scenario, "desk") == (
        {"chat": 1, "email": 2},
        {"chat": 2, "email": 1},
        {"chat": 3},
        {"email": 3, "phone": 1},
    )


def test_units_are_added_as_they_are_typed() -> None:
    scenario = floor("units: {total: 0.3, phone: 0.3, chat: 0.1, email: 0.3}")

    assert mixes_of(scenario, "desk") == ({"chat": 3}, {"email": 1}, {"phone": 1})


def test_units_of_channels_that_a_change_took_away_are_no_limit() -> None:
    scenario = floor("units: {total: 2, phone: 2, chat: 1, email: 2}")
    desk = scenario.agents["desk"]
    fewer = desk.model_copy(update={"skills": {"chat": desk.skills["chat"]}})
    changed = scenario.model_copy(update={"agents": {"desk": fewer}})

    assert mixes_of(changed, "desk") == ({"chat": 2},)
    assert share_of(changed, "desk", "chat") == 0.5


@pytest.mark.parametrize(
    ("routing", "channels"),
    [
        ("{}", ("phone",)),
        (
            "{overflow: [{channel: chat, to: desk, after: 1 min}]}",
            ("chat", "phone"),
        ),
        (
            "{overflow: [{issue: general, to: desk, after: 1 min}]}",
            ("back", "chat", "email", "phone", "sms"),
        ),
        (
            "{transfers: [{channel: email, from: others, to: desk, share: 9%}]}",
            ("email", "phone"),
        ),
        ("{overflow: [{channel: chat, to: others, after: 1 min}]}", ("phone",)),
    ],
)
def test_channels_that_routing_leads_to_a_group_are_its_too(
    routing: str, channels: tuple[str, ...]
) -> None:
    scenario = with_routing(routing)

    assert channels_of(scenario, "desk") == channels
    assert mixes_of(scenario, "desk") == tuple({name: 1} for name in channels)


def test_a_share_is_one_of_the_most_that_any_mix_has() -> None:
    scenario = floor("may_hold: [{phone: 1}, {chat: 3, email: 1}]")

    assert most_held(scenario, "desk") == 4
    assert share_of(scenario, "desk", "phone") == 0.25
    assert share_of(scenario, "desk", "chat") == 0.25


def test_a_share_of_units_is_what_the_contact_takes() -> None:
    scenario = floor("units: {total: 100, phone: 100, chat: 20, email: 50}")

    assert most_held(scenario, "desk") == 5
    assert share_of(scenario, "desk", "phone") == 1.0
    assert share_of(scenario, "desk", "chat") == 0.2
    assert share_of(scenario, "desk", "email") == 0.5


def test_the_scarcest_pool_makes_the_share() -> None:
    scenario = floor(
        "units: [{total: 4, phone: 4, chat: 1}, {total: 2, chat: 1, email: 1}]"
    )

    assert share_of(scenario, "desk", "chat") == 0.5


def test_interrupts_and_while_on_are_those_of_the_group() -> None:
    scenario = floor(
        "interrupts: {phone: [email, chat]}\n    while_on: {chat: email}\n"
        "    may_hold: {phone: 1, chat: 3, email: 1}"
    )

    assert interrupts_of(scenario, "desk") == {"phone": ("email", "chat")}
    assert while_on_of(scenario, "desk") == {"chat": ("email",)}


def test_without_either_nothing_interrupts_and_all_may_be_offered() -> None:
    scenario = floor()

    assert interrupts_of(scenario, "desk") == {}
    assert while_on_of(scenario, "desk") == {}


def test_own_settings_replace_those_of_a_preset_channel_by_channel() -> None:
    scenario = floor(
        "may_hold: genesys\n    interrupts: {phone: [chat, email], sms: []}",
        EVERYTHING,
    )

    assert interrupts_of(scenario, "desk") == {
        "back": ("email",),
        "chat": ("email",),
        "phone": ("chat", "email"),
        "sms": (),
    }


def test_own_matrix_replaces_that_of_a_preset_channel_by_channel() -> None:
    scenario = floor("may_hold: amazon_connect\n    while_on: {chat: [email]}")

    assert while_on_of(scenario, "desk") == {"chat": ("email",), "phone": ()}
    assert takes(scenario, "email", chat=1)
    assert not takes(scenario, "email", phone=1)


def test_a_preset_interrupts_only_channels_that_the_group_has() -> None:
    scenario = floor("may_hold: genesys", "{phone: 1, chat: 1}")

    assert interrupts_of(scenario, "desk") == {}


@pytest.mark.parametrize(
    ("counts", "fit"),
    [
        ({}, True),
        ({"chat": 3, "email": 1}, True),
        ({"chat": 4}, False),
        ({"phone": 1}, True),
        ({"phone": 1, "email": 1}, False),
        ({"phone": 0, "email": 1}, True),
        ({"fax": 1}, False),
    ],
)
def test_contacts_fit_if_one_mix_has_room_for_all(
    counts: dict[str, int], *, fit: bool
) -> None:
    mixes = [{"phone": 1}, {"chat": 3, "email": 1}]

    assert fits(mixes, counts) is fit


def test_nothing_fits_into_no_mix() -> None:
    assert not fits([], {"chat": 1})


def test_a_channel_in_no_limit_is_not_held() -> None:
    assert all_maximal([(in_all(2, ("chat",)),)], ("chat", "phone")) == {(2, 0)}


def test_a_combination_within_that_of_another_rule_is_left_out() -> None:
    rules = [(in_all(2, ("chat",)),), (Limit(3, {"chat": 1, "phone": 3}),)]

    assert all_maximal(rules, ("chat", "phone")) == {(3, 0), (0, 1)}


def test_a_branch_ends_where_an_earlier_channel_is_sure_to_have_room() -> None:
    limits = (in_all(1_000_000, ("a", "b")), in_all(1, ("b",)))

    assert all_maximal([limits], ("a", "b")) == {(1_000_000, 0), (999_999, 1)}


def test_units_of_thirds_are_exact() -> None:
    assert in_units(1.0, {"a": 0.25, "b": 0.1}) == Limit(20, {"a": 5, "b": 2})


@pytest.mark.parametrize(("most", "n"), [(9_998, 9_999), (9_999, 10_000)])
def test_as_many_mixes_as_can_be_told_apart_are_given(most: int, n: int) -> None:
    assert len(all_maximal([(in_all(most, ("a", "b")),)], ("a", "b"))) == n


def test_more_mixes_of_one_rule_are_too_many() -> None:
    with pytest.raises(TooManyMixesError, match="more mixes than can be told apart"):
        all_maximal([(in_all(10_000, ("a", "b")),)], ("a", "b"))


def test_more_mixes_of_several_rules_are_too_many() -> None:
    rules = [(in_all(6_000, ("a", "b")),), (in_all(6_000, ("c", "d")),)]

    with pytest.raises(TooManyMixesError, match="10000"):
        all_maximal(rules, ("a", "b", "c", "d"))


def test_a_search_that_finds_little_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "_MOST_WORK", 1_000)
    limit = Limit(1_999, {"a": 2, "b": 1_000})  # two maximal ones, many ways astray

    with pytest.raises(TooManyMixesError):
        all_maximal([(limit,)], ("a", "b"))


def test_a_search_may_take_its_time() -> None:
    limit = Limit(1_999, {"a": 2, "b": 1_000})

    assert all_maximal([(limit,)], ("a", "b")) == {(999, 0), (499, 1)}

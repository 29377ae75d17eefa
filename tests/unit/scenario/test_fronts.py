"""Who gets past a bot."""

import pytest
from journey_texts import bank

from omnisim.scenario import fronts

LEAVES = {"automation.assistant.otherwise": "{agent: 0%, leave: 100%}"}
TO_ALL = {"automation.assistant.meets": "all"}
NOBODY = {"customers.vulnerable": "0%"}
NEVER_DOWN = {"automation.assistant.outages": "[]"}
NEVER_FULL = {"automation.assistant.sessions": "null"}
TO_AGENTS = {"automation.assistant.unavailable": "agent"}


def test_bot_of_a_channel_is_the_one_that_fronts_it() -> None:
    made = bank()

    assert fronts.bot_of(made, "chat") is made.automation["assistant"]
    assert fronts.bot_of(made, "app") is made.automation["self_service"]
    assert fronts.bot_of(made, "phone") is None


def test_share_to_agents_is_of_the_vulnerable_and_those_not_helped() -> None:
    made = bank()

    # 6 % never meet it; of the others it contains 80 %, and 75 % of the rest go on
    assert fronts.share_to_agents(made, "chat", "balance") == pytest.approx(
        0.06 + 0.94 * 0.2 * 0.75
    )
    assert fronts.share_to_agents(made, "chat", "dispute") == pytest.approx(
        0.06 + 0.94 * 0.95 * 0.75
    )
    assert fronts.share_to_agents(made, "phone", "balance") == 1.0
    assert fronts.share_to_agents(made, "app", "balance") == 0.0


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        (TO_ALL | NOBODY, True),
        (LEAVES, True),
        (LEAVES | TO_ALL, True),
        (LEAVES | TO_ALL | NOBODY, False),
        (LEAVES | TO_ALL | NOBODY | TO_AGENTS, True),
        (LEAVES | TO_ALL | NOBODY | TO_AGENTS | NEVER_DOWN, True),
        (LEAVES | TO_ALL | NOBODY | TO_AGENTS | NEVER_DOWN | NEVER_FULL, False),
    ],
    ids=[
        "further contacts go around",
        "those not helped",
        "further contacts",
        "the vulnerable",
        "nobody",
        "while it is down",
        "while it is full",
        "never down or full",
    ],
)
def test_agents_are_reached(changes: dict[str, str], *, expected: bool) -> None:
    made = bank(changes=changes)

    assert fronts.reaches_agents(made, "chat", "balance") is expected


def test_nobody_reaches_agents_on_a_channel_of_bots_and_all_do_without_one() -> None:
    assert not fronts.reaches_agents(bank(), "app", "balance")
    assert fronts.reaches_agents(bank(), "phone", "balance")


def test_bot_may_contain_what_it_does_not_resolve() -> None:
    made = bank(changes={"automation.assistant.contains": "{any: 0%}"})

    assert fronts.may_contain(made, "chat", "balance")
    assert not fronts.may_contain(made, "chat", "dispute")
    assert not fronts.may_contain(made, "app", "balance")
    assert not fronts.may_contain(made, "phone", "balance")


@pytest.mark.parametrize(
    ("changes", "channel", "expected"),
    [
        ({}, "chat", True),
        ({"automation.assistant.otherwise": "{agent: 100%, leave: 0%}"}, "chat", True),
        (
            {"automation.assistant.otherwise": "{agent: 100%, leave: 0%}"} | TO_AGENTS,
            "chat",
            False,
        ),
        ({}, "app", True),
        ({"automation.self_service.contains": "100%"}, "app", True),
        ({"automation.self_service.contains": "100%"} | NOBODY, "app", False),
        ({}, "phone", False),
    ],
    ids=[
        "some leave",
        "turned away",
        "all go on",
        "leave the app",
        "vulnerable on the app",
        "nobody on the app",
        "no bot",
    ],
)
def test_customers_may_be_left_unhelped(
    changes: dict[str, str], channel: str, *, expected: bool
) -> None:
    made = bank(changes={"customers.after.unhelped": "{}"} | changes)

    assert fronts.may_leave_unhelped(made, channel, "balance") is expected


def test_bot_refuses_where_it_says_so_and_where_nobody_else_is() -> None:
    made = bank(changes=TO_AGENTS)

    assert fronts.refuses(bank(), "chat")
    assert fronts.refuses(made, "app")
    assert not fronts.refuses(made, "chat")
    assert not fronts.refuses(made, "phone")
    assert not fronts.turns_away(made, "phone")

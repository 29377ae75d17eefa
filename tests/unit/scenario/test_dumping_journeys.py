"""Journeys, bots, outages, money and mood, written out and read again."""

import pytest
import yaml
from omnichannel import journeys
from scenario_texts import SMALL, small

from omnisim.scenario import Scenario, dump, fingerprint, loads
from omnisim.scenario.experience import Satisfaction


def written(scenario: Scenario, *path: str) -> object:
    """Return one part of what is dumped."""
    data = yaml.safe_load(dump(scenario))
    for step in path:
        data = data[step]
    return data


def test_scenario_of_journeys_comes_back() -> None:
    made = journeys()

    again = loads(dump(made))
    assert again == made
    assert fingerprint(again) == fingerprint(made)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("vulnerable: 5%", "vulnerable: 0.333333333"),
        ("context: {again: lost, any: kept}", "context: lost"),
        ("context: {again: lost, any: kept}", "context: {bot: lost, transfer: lost}"),
        ("told_patience: 1.5", "told_patience: 0.1"),
        ("dilution: 2%", "dilution: 0.07"),
        ("further: 30%, tries: 4", "further: 0%"),
        ("further: 30%, tries: 4", "tries: 2"),
        ("      phone/order: []\n", ""),
        (", {email: 5%}", ", {email: 5%, after: [1 min, 3 min]}"),
        ("{withdrawn: 50%, found_out: 50%, discovery: 45 s}", "merged"),
        ("{withdrawn: 50%, found_out: 50%, discovery: 45 s}", "in_full"),
        ("discovery: 45 s", "discovery: {exponential: 0.1 s}"),
        ("probability: 10%, after: 2 min", "probability: 10%"),
        ("probability: 5%", "probability: 5%, after: {gamma: {mean: 9 s, cv: 2}}"),
        ("share: 80%, cost: 0.05 EUR/message", "share: 0.1"),
        ("saves: 40%, cost: 0.05 EUR", "saves: 0.4"),
        ("fronts: [phone]", "fronts: [phone, chat]"),
        ("contains: {order: 40%, any: 10%}", "contains: {order: 40%}"),
        ("    false_containment: 20%\n", ""),
        ("false_containment: 20%", "false_containment: {order: 1%, any: 7%}"),
        ("    failed_session: 1 min\n", ""),
        ("{agent: 80%, leave: 20%}", "{agent: 100%}"),
        ("    context: lost\n", ""),
        ("    context: lost\n", "    context: kept\n"),
        ("    told: yes\n", "    told: no\n"),
        ("    priority: 3\n", ""),
        ("    sessions: 10\n", "    sessions: 1\n"),
        ("    meets: first\n", ""),
        ("    unavailable: refuse\n", ""),
        ("{at: 2026-03-02 12:00,", "{at: 2026-03-02 12:00:30.25,"),
        ("{at: 2026-03-02 12:00,", '{at: "24:00", date: 2026-03-02,'),
        ("days: weekdays", "days: [monday, wednesday]"),
        ("days: weekdays", "days: weekend"),
        ("{every: 2 days,", "{every: 0.1 s,"),
        ("0.02 EUR/minute, 3 EUR/line", "0.1 EUR/contact"),
        ("24 EUR/h", "{amount: 1e-9, currency: EUR}"),
        ("{amount: 1e-3, currency: EUR, per: minute}", "1e-7 EUR/min"),
        ("share: 10%, room: 2, cost: 0.01 EUR", "share: 0.015"),
        ("{to: back, share: 40%, above: 2 min}", "{to: back, share: 40%}"),
        ("after: 90 s", "after: 0 s"),
        ("resolves: 90%", "resolves: 1.1"),
        (", since: 5 days}", "}"),
        ("slower: 40%", "slower: 150%"),
        ("slower: 40%", "slower: 0.0123456789"),
        ("{slower: 1%, above: 90%, over: 30 min}", "{slower: 0.2}"),
        ("share: 10%, told: yes", "share: 10%, told: no"),
        ("per_minute: 0.02", "best: 0.9, detractor: 1%"),
    ],
)
def test_every_form_of_journeys_comes_back(old: str, new: str) -> None:
    made = journeys(old, new)

    again = loads(dump(made))
    assert again == made
    assert fingerprint(again) == fingerprint(made)
    assert fingerprint(made) != fingerprint(journeys())


def test_bot_is_written_as_people_do() -> None:
    assert written(journeys(), "automation", "voice") == {
        "fronts": "phone",
        "contains": {"any": "10%", "order": "40%"},
        "false_containment": "20%",
        "session": {"exponential": "90 s"},
        "failed_session": "1 min",
        "otherwise": {"agent": "80%", "leave": "20%"},
        "context": "lost",
        "told": "yes",
        "priority": 3,
        "sessions": 10,
        "meets": "first",
        "unavailable": "refuse",
        "outages": {"at": "11:00", "for": "30 min"},
        "cost": ["0.15 EUR/session", "0.001 EUR/minute"],
    }


def test_channel_of_a_bot_has_nothing_of_agents() -> None:
    assert set(written(journeys(), "channels", "app")) == {
        "kind",
        "arrivals",
        "outages",
    }


def test_outages_are_written_as_people_do() -> None:
    assert written(journeys(), "channels", "phone", "outages") == [
        {"at": "10:30", "days": "weekdays", "for": "20 min"},
        {"at": "2026-03-02 12:00", "for": "20 min", "cuts": "waiting"},
        {"every": "2 days", "for": {"exponential": "10 min"}, "cuts": "all"},
    ]


def test_outage_on_some_days_names_them() -> None:
    made = journeys("days: weekdays", "days: [monday, friday]")

    assert written(made, "channels", "phone", "outages", 0) == {
        "at": "10:30",
        "days": ["monday", "friday"],
        "for": "20 min",
    }


def test_prices_are_written_as_people_do() -> None:
    made = journeys()

    assert written(made, "channels", "phone", "cost") == [
        "0.02 EUR/minute",
        "3 EUR/line",
    ]
    assert written(made, "channels", "chat", "cost") == "0.1 EUR/contact"
    assert written(made, "channels", "chat", "invite") == {
        "share": "10%",
        "room": 2,
        "cost": "0.01 EUR/message",
    }


def test_currency_that_no_text_can_hold_is_written_by_its_key() -> None:
    talk = "    talk: {exponential: 5 min}\n"
    price = "    cost: {amount: 3, currency: US dollars, per: contact}\n"
    wage = "    wage: {amount: 24, currency: US dollars}\n"
    paid = small(talk, talk + price)
    earned = small("    staff: 7\n", "    staff: 7\n" + wage)

    assert loads(dump(paid)) == paid
    assert loads(dump(earned)) == earned
    assert written(paid, "channels", "phone", "cost") == {
        "amount": 3,
        "currency": "US dollars",
        "per": "contact",
    }
    assert written(earned, "agents", "desk", "wage") == {
        "amount": 24,
        "currency": "US dollars",
    }


def test_offers_are_written_as_people_do() -> None:
    several = journeys()
    one = journeys("        - {to: chat, share: 30%, after: 90 s}\n", "")

    assert written(several, "channels", "phone", "announce", "offer") == [
        {"to": "back", "share": "40%", "above": "2 min"},
        {"to": "chat", "share": "30%", "after": "90 s"},
    ]
    assert written(one, "channels", "phone", "announce", "offer") == {
        "to": "back",
        "share": "40%",
        "above": "2 min",
    }


def test_steps_are_written_as_people_do() -> None:
    assert written(journeys(), "customers", "after", "abandoned") == {
        "phone": [{"chat": "20%"}],
        "phone/fault": [
            {"phone": "60%", "after": "5 min", "further": "30%", "tries": 4},
            {"email": "5%"},
        ],
        "phone/order": [],
    }


def test_duplicates_and_twins_are_written_as_people_do() -> None:
    customers = written(journeys(), "customers")

    assert customers["impatient_duplicates"] == {
        "chat": {"open": "phone", "probability": "5%"},
        "phone": {"open": "chat", "probability": "10%", "after": "2 min"},
    }
    assert customers["twins"] == {
        "withdrawn": "50%",
        "found_out": "50%",
        "discovery": "45 s",
    }


@pytest.mark.parametrize("fate", ["withdrawn", "merged", "found_out", "in_full"])
def test_one_fate_of_all_twins_is_one_word(fate: str) -> None:
    made = journeys("{withdrawn: 50%, found_out: 50%, discovery: 45 s}", fate)

    assert written(made, "customers", "twins") == fate


def test_fate_of_all_twins_with_its_cost_is_more_than_a_word() -> None:
    made = journeys("withdrawn: 50%, found_out: 50%,", "found_out: 100%,")

    assert written(made, "customers", "twins") == {
        "found_out": "100%",
        "discovery": "45 s",
    }


def test_context_is_one_word_where_all_moves_agree() -> None:
    mixed = "{again: lost, any: kept}"
    same = "{again: lost, switch: lost, transfer: lost, bot: lost}"

    assert written(journeys(), "customers", "context") == {"again": "lost"}
    assert written(journeys(mixed, same), "customers", "context") == "lost"
    assert written(journeys(mixed, "kept"), "customers", "context") == "kept"


def test_messages_are_written_as_people_do() -> None:
    customers = written(journeys(), "customers")

    assert customers["updates"] == {
        "email": {
            "after": "4 h",
            "saves": "50%",
            "share": "80%",
            "cost": "0.05 EUR/message",
        }
    }
    assert customers["proactive"] == {
        "phone/fault": {"reaches": "30%", "saves": "40%", "cost": "0.05 EUR/message"}
    }


def test_learning_and_strain_are_written_as_people_do() -> None:
    desk = written(journeys(), "agents", "desk")

    assert desk["resolves"] == "90%"
    assert desk["learning"] == {
        "new": 2,
        "slower": "40%",
        "halves": "10 days",
        "since": "5 days",
    }
    assert desk["strain"] == {"slower": "1%", "above": "90%", "over": "30 min"}


def test_move_told_in_advance_is_written_so() -> None:
    assert written(journeys(), "routing", "transfers") == [
        {
            "channel": "phone",
            "issue": "fault",
            "from": "desk",
            "to": "seniors",
            "share": "10%",
            "told": "yes",
        }
    ]


@pytest.mark.parametrize("given", ["{}", "{best: 95%}"])
def test_satisfaction_that_is_asked_for_is_written_without_its_defaults(
    given: str,
) -> None:
    made = loads(f"{SMALL}satisfaction: {given}\n")

    assert made.satisfaction == Satisfaction()
    assert written(made, "satisfaction") == {}
    assert loads(dump(made)) == made
    assert fingerprint(made) != fingerprint(small())


def test_satisfaction_that_nobody_asked_for_is_not_written() -> None:
    made = small()

    assert made.satisfaction is None
    assert "satisfaction" not in dump(made)


def test_parameters_of_satisfaction_that_differ_are_written() -> None:
    assert written(journeys(), "satisfaction") == {
        "per_minute": 0.02,
        "unresolved": 0.5,
    }

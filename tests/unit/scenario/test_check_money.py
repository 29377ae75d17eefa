"""Faults of prices, currencies and scores; and of new and strained agents."""

import pytest
from journey_texts import bank, faults_of_bank
from scenario_texts import small

from omnisim.scenario.check import faults_of
from omnisim.scenario.choices import Per


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "0.15 EUR/session",
            "0.15 USD/session",
            [
                (
                    "bank.yaml:67:11: automation.assistant.cost: currency 'USD' "
                    "differs from 'EUR'; allowed: one currency for all wages and prices"
                ),
            ],
        ),
        (
            "0.15 EUR/session",
            "0.15 EUR",
            [
                (
                    "bank.yaml:67:11: automation.assistant.cost: a price per message "
                    "is not what a bot costs; allowed: 0.15 EUR/session, 0.15 "
                    "EUR/minute"
                ),
            ],
        ),
        (
            "0.15 EUR/session",
            "0.15 EUR/sesion",
            [
                (
                    "bank.yaml:67:11: automation.assistant.cost: unknown value "
                    "'sesion'; allowed: contact, session, minute, line, message; did "
                    "you mean 'session'?"
                ),
            ],
        ),
        (
            "0.15 EUR/session",
            "[0.15 EUR/session, 0.2 EUR/line]",
            [
                (
                    "bank.yaml:67:30: automation.assistant.cost.1: a price per line is "
                    "not what a bot costs; allowed: 0.2 EUR/session, 0.2 EUR/minute"
                ),
            ],
        ),
        (
            "0.15 EUR/session",
            "0,15 EUR/session",
            [
                (
                    "bank.yaml:67:11: automation.assistant.cost: '0,15 EUR/session' "
                    "has a decimal comma; write a point, as in '0.15 EUR/session'"
                ),
            ],
        ),
        (
            "0.15 EUR/session",
            "{amount: 0.15}",
            [
                (
                    "bank.yaml:67:5: automation.assistant.cost.currency: is missing; "
                    "write one such as currency: EUR"
                ),
                (
                    "bank.yaml:67:5: automation.assistant.cost.per: is missing; write "
                    "one such as per: contact"
                ),
            ],
        ),
        (
            "0.05 EUR/message",
            "0.05 EUR/line",
            [
                (
                    "bank.yaml:86:63: customers.proactive.phone/balance.cost: a price "
                    "per line is not what a proactive message costs; allowed: 0.05 "
                    "EUR/message"
                ),
            ],
        ),
        (
            "cost: 0.01 EUR}",
            "cost: 0.01 EUR/contact}",
            [
                (
                    "bank.yaml:23:41: channels.chat.invite.cost: a price per contact "
                    "is not what an invitation costs; allowed: 0.01 EUR/message"
                ),
            ],
        ),
        (
            "cost: 0.05 EUR}}",
            "cost: 0.05 EUR per minute}}",
            [
                (
                    "bank.yaml:85:63: customers.updates.email.cost: a price per minute "
                    "is not what an update costs; allowed: 0.05 EUR/message"
                ),
            ],
        ),
        (
            "    lines: 60\n",
            "",
            [
                (
                    "bank.yaml:15:29: channels.phone.cost.1: is paid per line, and "
                    "'phone' does not say how many; allowed: such as 'lines: 60' "
                    "beside it"
                ),
            ],
        ),
        (
            "work: 6 min}",
            "work: 6 min, cost: 0.10 EUR/minute}",
            [
                (
                    "bank.yaml:32:65: channels.email.cost: is paid per minute, and who "
                    "writes a mail is not connected; allowed: 0.1 EUR/contact"
                ),
            ],
        ),
        (
            "0.10 EUR/contact",
            "0.10 GBP/contact",
            [
                (
                    "bank.yaml:31:11: channels.app.cost: currency 'GBP' differs from "
                    "'EUR'; allowed: one currency for all wages and prices"
                ),
            ],
        ),
        (
            "31 EUR/h",
            "31 GBP/h",
            [
                (
                    "bank.yaml:47:11: agents.seniors.wage: currency 'GBP' differs from "
                    "'EUR'; allowed: one currency for all wages and prices"
                ),
            ],
        ),
        (
            "<= 6 EUR",
            "<= 6 USD",
            [
                (
                    "bank.yaml:88:40: targets.cost_per_resolution.green: currency "
                    "'USD' differs from 'EUR'; allowed: the currency of wages and "
                    "prices, EUR"
                ),
            ],
        ),
        (
            "{per_contact: 0.1}",
            "{detractor: 95%}",
            [
                (
                    "bank.yaml:87:27: satisfaction.detractor: 95% is not below the "
                    "score of promoters; allowed: below 90%"
                ),
            ],
        ),
        (
            "{per_contact: 0.1}",
            "{per_contact: -0.1, bestt: 90%}",
            [
                (
                    "bank.yaml:87:29: satisfaction.per_contact: '-0.1' is negative; it "
                    "must be at least 0"
                ),
                (
                    "bank.yaml:87:35: satisfaction.bestt: unknown key; allowed: best, "
                    "per_minute, per_contact, per_story, per_move, unresolved, "
                    "satisfied, promoter, detractor; did you mean 'best'?"
                ),
            ],
        ),
        (
            "new: 3",
            "new: 13",
            [
                (
                    "bank.yaml:42:21: agents.desk.learning.new: the group has 12 "
                    "agents, not 13; allowed: at most 12"
                ),
            ],
        ),
        (
            "new: 3, slower: 40%, halves: 30 days",
            "slower: 40%, halves: 0 s",
            [
                (
                    "bank.yaml:42:5: agents.desk.learning.new: is missing; write one "
                    "such as new: 2"
                ),
                "bank.yaml:42:37: agents.desk.learning.halves: '0 s' must be above 0",
            ],
        ),
        (
            "{new: 3, slower: 40%, halves: 30 days, since: 10 days}",
            "3",
            [
                (
                    "bank.yaml:42:15: agents.desk.learning: must be a mapping with "
                    "keys, not '3'"
                ),
            ],
        ),
        (
            "{slower: 1%, above: 85%, over: 1 h}",
            "{above: 185%, over: 0 h}",
            [
                (
                    "bank.yaml:48:5: agents.seniors.strain.slower: is missing; write "
                    "one such as slower: 1%"
                ),
                (
                    "bank.yaml:48:21: agents.seniors.strain.above: '185%' is not a "
                    "share; write 0% to 100%"
                ),
                "bank.yaml:48:33: agents.seniors.strain.over: '0 h' must be above 0",
            ],
        ),
    ],
)
def test_one_change_is_told_as(old: str, new: str, expected: list[str]) -> None:
    assert faults_of_bank(old, new) == expected


def test_price_says_what_it_is_for() -> None:
    per_minute, per_line = bank().channels["phone"].cost

    assert (per_minute.amount, per_minute.currency) == (0.02, "EUR")
    assert (per_minute.per, per_line.per) == (Per.MINUTE, Per.LINE)
    assert bank().customers.updates["email"].cost[0].per is Per.MESSAGE


def test_price_may_be_told_by_its_keys() -> None:
    made = bank("0.15 EUR/session", "{amount: 0.15, currency: EUR, per: session}")

    assert made == bank()


def test_target_in_money_may_stand_without_any_price() -> None:
    made = small("agents:\n", 'targets: {cost: {green: "<= 6 USD"}}\nagents:\n')

    assert faults_of(made) == []


def test_target_in_the_currency_of_the_wages_is_allowed() -> None:
    made = small(
        "staff: 7\n",
        "staff: 7\n    wage: 20 USD/h\n",
        changes={
            "targets.cost.green": "<= 6 USD",
            "targets.abandonment.green": "<= 5%",
        },
    )

    assert faults_of(made) == []

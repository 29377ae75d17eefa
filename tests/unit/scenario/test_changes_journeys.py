"""Changes to the short forms of bots, outages, offers, contexts and twins."""

from __future__ import annotations

import pytest
from journey_texts import BANK, bank

from omnisim.scenario import loads
from omnisim.scenario.choices import Context
from omnisim.scenario.journeys import Contexts, Twins


def test_planned_outage_gives_way_to_a_random_one() -> None:
    made = bank(changes={"channels.phone.outages": "{every: 9 days}"})

    (outage,) = made.channels["phone"].outages
    assert (outage.at, outage.date, outage.every) == (None, None, 777_600.0)
    assert outage.lasts.mean_duration() == 2400.0


def test_random_outage_gives_way_to_a_planned_one() -> None:
    made = bank(changes={"channels.chat.outages.at": "09:00"})

    (outage,) = made.channels["chat"].outages
    assert (outage.at, outage.every) == (32_400.0, None)


def test_length_of_a_single_outage_may_change() -> None:
    made = bank(changes={"channels.app.outages.for": "1 h"})

    assert made.channels["app"].outages[0].lasts.mean_duration() == 3600.0
    assert made.channels["app"].outages[0].days == (0, 1, 2, 3, 4)


def test_offer_on_arrival_gives_way_to_one_after_a_while() -> None:
    text = BANK.replace(
        "\n        - {to: chat, share: 20%, above: 2 min}\n"
        "        - {to: back, share: 5%, after: 4 min}",
        " {to: chat, share: 20%, above: 2 min}",
    )
    made = loads(text, changes={"channels.phone.announce.offer.after": "1 min"})

    announce = made.channels["phone"].announce
    assert announce is not None
    (offer,) = announce.offer
    assert (offer.to, offer.above, offer.after) == ("chat", 0.0, 60.0)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("contains.balance", "90%", {"any": 0.05, "balance": 0.9}),
        ("false_containment.dispute", "30%", {"any": 0.1, "dispute": 0.3}),
    ],
)
def test_share_of_one_issue_may_change(
    path: str, value: str, expected: dict[str, float]
) -> None:
    made = bank(changes={f"automation.assistant.{path}": value})

    field = path.partition(".")[0]
    assert getattr(made.automation["assistant"], field) == expected


def test_one_move_may_differ_from_the_word_for_all() -> None:
    made = bank(
        "{any: lost, transfer: kept}", "lost", changes={"customers.context.bot": "kept"}
    )

    lost = Context.LOST
    assert made.customers.context == Contexts(again=lost, switch=lost, transfer=lost)


def test_one_fate_of_twins_may_be_added_to() -> None:
    made = bank(
        "{withdrawn: 50%, found_out: 30%, in_full: 20%, discovery: 45 s}",
        "merged",
        changes={"customers.twins": "{merged: 60%, in_full: 40%}"},
    )

    assert made.customers.twins == Twins(merged=0.6, in_full=0.4)
    made = bank(
        "{withdrawn: 50%, found_out: 30%, in_full: 20%, discovery: 45 s}",
        "merged",
        changes={"customers.twins.discovery": "2 min"},
    )

    assert made.customers.twins.merged == 1.0
    assert made.customers.twins.discovery.mean_duration() == 120.0

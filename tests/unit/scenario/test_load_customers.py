"""The short forms of what customers do, and what each of them means."""

from __future__ import annotations

import pytest
from scenario_texts import FULL, SMALL, faults_of_small, small

from omnisim.scenario import loads
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import (
    GENERAL,
    Customers,
    Step,
)

DAY = 86_400.0


def test_customers_may_be_made_in_python() -> None:
    assert Customers(resolved={"phone": {"sales": 0.5}}).resolved["phone"] == {
        "sales": 0.5
    }


def test_moves_spell_out_any_channel() -> None:
    scenario = loads(FULL)
    later = (Step(channel="phone", share=0.6, after=Constant(value=DAY)),)

    assert scenario.customers.after.unresolved == {"phone": later, "vip": later}
    assert scenario.customers.after.abandoned["vip"] == ()


def test_resolved_is_complete_after_loading() -> None:
    resolved = loads(FULL).customers.resolved

    assert resolved["phone"] == {"balance": 0.9, "dispute": 0.8, "payment": 0.8}
    assert resolved["vip"] == {"balance": 1.0, "dispute": 1.0, "payment": 1.0}


def test_resolved_may_be_one_share() -> None:
    scenario = loads(SMALL + "customers: {resolved: 82%}\n")

    assert scenario.customers.resolved == {"phone": {GENERAL: 0.82}}


def test_file_that_says_nothing_of_customers_resolves_all() -> None:
    assert small().customers.resolved == {"phone": {GENERAL: 1.0}}


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("35%", "must be a channel and a share: {phone: 35%, after: 8 min}, not '35%'"),
        (
            "{phone: 35%, vip: 2%}",
            "must name one channel with its share, found phone, vip",
        ),
        ("{after: 5 min}", "must name one channel with its share, found none"),
        ("{phone: 135%}", "phone: '135%' is not a share"),
        ("{phone: 35%, after: 5}", "after: '5' has no unit"),
    ],
)
def test_move_that_cannot_be_is_explained(written: str, wrong: str) -> None:
    moves = f"customers: {{after: {{abandoned: {{phone: [{written}]}}}}}}\n"
    (fault,) = faults_of_small("channels:", moves + "channels:")

    assert "customers.after.abandoned.phone.0" in fault
    assert wrong in fault

"""What may happen in a scenario: its figures are there whether it happened or not."""

from __future__ import annotations

import pytest
import scenario_parts as parts
from lives import Life, abandoned, figures, handled, journal, scenario

from omnisim.journal import Cause, Notice, Outcome
from omnisim.kpi.occasions import Occasions
from omnisim.scenario.automation import Bot
from omnisim.scenario.choices import Kind
from omnisim.scenario.journeys import (
    After,
    Customers,
    Duplicate,
    Proactive,
    Step,
    Twins,
    Update,
)
from omnisim.scenario.laws import Constant
from omnisim.scenario.outages import Outage
from omnisim.scenario.schema import Announce, Invite, Offer

OUTAGE = Outage(every=86400.0, lasts=Constant(value=600.0))
BOT = Bot(fronts=("phone",), contains={"any": 0.5}, session=Constant(value=60.0))
AGAIN = After(abandoned={"phone": (Step(channel="phone", share=0.5),)})


def offering(to: str) -> dict[str, object]:
    """Return three channels, the first of which offers another one."""
    offer = Announce(offer=(Offer(to=to, share=0.5, above=60.0),))
    return {
        "channels": {
            "phone": parts.channel(announce=offer),
            "back": parts.channel(kind=Kind.CALLBACK),
            "sales": parts.channel(),
        }
    }


@pytest.mark.parametrize(
    ("told", "may"),
    [
        ({}, set()),
        ({"automation": {"helper": BOT}}, {"bots"}),
        (
            {"automation": {"helper": BOT.model_copy(update={"outages": (OUTAGE,)})}},
            {"bots", "outages"},
        ),
        ({"channels": {"phone": parts.channel(outages=(OUTAGE,))}}, {"outages"}),
        (offering("sales"), {"advice", "further"}),
        (offering("back"), {"further"}),
        ({"customers": Customers(after=AGAIN)}, {"further"}),
        ({"customers": Customers(twins=Twins(withdrawn=1.0))}, {"twins"}),
        (
            {
                "customers": Customers(
                    impatient_duplicates={
                        "phone": (Duplicate(open="phone", probability=0.5),)
                    }
                )
            },
            {"further"},
        ),
        (
            {"customers": Customers(updates={"phone": Update(after=60, saves=0.5)})},
            {"notices"},
        ),
        (
            {
                "customers": Customers(
                    proactive={"phone": Proactive(reaches=1, saves=1)}
                )
            },
            {"notices"},
        ),
        ({"channels": {"phone": parts.channel(invite=Invite(share=0.5))}}, {"notices"}),
    ],
)
def test_a_scenario_tells_what_may_happen(
    told: dict[str, object], may: set[str]
) -> None:
    found = Occasions.of(journal([handled(0)]), scenario(**told))

    assert {name for name, is_so in found._asdict().items() if is_so} == may


@pytest.mark.parametrize(
    ("happened", "may"),
    [
        ({"lives": [Life(at=0, outcome=Outcome.UNHELPED)]}, {"bots"}),
        ({"lives": [], "bots": ("helper",)}, {"bots"}),
        ({"lives": [Life(at=0, outcome=Outcome.CONTAINED, session=9)]}, {"bots"}),
        ({"lives": [], "outages": [(0, -1, 0, 9)]}, {"outages"}),
        ({"lives": [Life(at=0, outcome=Outcome.MOVED)]}, {"advice"}),
        ({"lives": [Life(at=0, outcome=Outcome.WITHDRAWN)]}, {"twins"}),
        ({"lives": [Life(at=0, outcome=Outcome.FOUND_OUT)]}, {"twins"}),
        (
            {"lives": [handled(0, customer=0, attempt=2, cause=Cause.QUIT)]},
            {"further"},
        ),
        ({"lives": [], "notices": [(0, -1, Notice.UPDATE, 0, 0, 0, 0)]}, {"notices"}),
    ],
)
def test_what_happened_may_happen(happened: dict[str, object], may: set[str]) -> None:
    found = Occasions.of(journal(**happened), scenario())

    assert {name for name, is_so in found._asdict().items() if is_so} == may


def test_what_may_happen_has_its_figures_though_it_did_not() -> None:
    table = figures(
        handled(0),
        of=scenario(
            automation={"helper": BOT},
            channels={"phone": parts.channel(outages=(OUTAGE,))},
            customers=Customers(twins=Twins(merged=1.0), after=AGAIN),
        ),
    )

    assert table.parts("contained") == (0, 1)
    assert table.parts("containment") == (0, 0)
    assert table.parts("kept_out") == (0, 1)
    assert table.parts("recovery_time") == (0, 0)
    assert table.parts("merged") == (0, 1)
    assert table.parts("move_share", "move:phone > phone") == (0, 0)


def test_without_anybody_every_figure_of_issues_is_missing() -> None:
    table = figures(of=scenario(customers=Customers(after=AGAIN)))

    assert table.parts("share_resolved") == (0, 0)
    assert table.parts("customer_time") == (0, 0)
    assert table.parts("moves") == (0, 1)


def test_a_day_of_impatience_alone_has_issues_that_nobody_resolved() -> None:
    table = figures(abandoned(0, 9), of=scenario(customers=Customers(after=AGAIN)))

    assert table.parts("share_resolved") == (0, 1)
    assert table.parts("time_to_resolution") == (0, 0)

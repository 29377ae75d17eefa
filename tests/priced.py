"""A centre with wages and prices, for days worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import scenario_parts as parts
from lives import (
    scenario,
)

from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import (
    Bot,
    Channel,
    Issue,
    Price,
    Scenario,
    Wage,
)

if TYPE_CHECKING:
    from omnisim.scenario.choices import Per

__all__ = ["WAGE", "eur", "phone", "priced", "robot", "two_channels"]

WAGE = Wage(amount=36, currency="EUR")


def eur(amount: float, per: Per) -> Price:
    """Make a price."""
    return Price(amount=amount, currency="EUR", per=per)


def phone(*cost: Price, **more: Any) -> Channel:  # noqa: ANN401 - any field of the model
    """Make a channel of calls with prices."""
    return parts.channel(cost=cost, **more)


def priced(of_phone: Channel, **more: Any) -> Scenario:  # noqa: ANN401 - any part of a scenario
    """Return a day of calls, of agents who cost nothing unless it is said."""
    return scenario(**({"channels": {"phone": of_phone}} | more))


def two_channels(wage: Wage | None = WAGE, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any part of a scenario
    """Return phone and sales with two issues, served by one desk."""
    skills = {"phone": parts.Skill(), "sales": parts.Skill()}
    made = {
        "channels": {"phone": parts.channel(), "sales": parts.channel()},
        "issues": {"balance": Issue(share=0.5), "dispute": Issue(share=0.5)},
        "agents": {"desk": parts.group(skills=skills, wage=wage)},
    }
    return {
        "of": scenario(**(made | more)),
        "channels": ("phone", "sales"),
        "issues": ("balance", "dispute"),
    }


def robot(*cost: Price) -> Bot:
    """Make a bot in front of the phone."""
    return Bot(
        fronts=("phone",),
        contains={"any": 0.5},
        session=Constant(value=60.0),
        cost=cost,
    )

"""What a scenario says about agents' pace and pay but probably does not mean.

Part of `omnisim.scenario.hints`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario import capacity
from omnisim.scenario.choices import DEFERRED
from omnisim.scenario.prices import has_money
from omnisim.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.scenario.schema import Scenario

__all__ = ["RULES"]

_NOTICED = 0.001  # a longer time for the work worth speaking of


def _nothing_to_learn(scenario: Scenario) -> Iterator[str]:
    for name, group in scenario.agents.items():
        learning = group.learning
        if learning is None:
            continue
        path = f"agents.{name}.learning"
        if learning.new == 0:
            yield f"{path}: has no effect, nobody is new"
        elif learning.slower == 0:
            yield f"{path}: has no effect, the new agents are as fast as the others"
        elif learning.slower * 2 ** -(learning.since / learning.halves) < _NOTICED:
            yield (
                f"{path}: has no effect, after {format_duration(learning.since)} the "
                "new agents are as fast as the others"
            )


def _no_strain(scenario: Scenario) -> Iterator[str]:
    for name, group in scenario.agents.items():
        strain = group.strain
        if strain is None:
            continue
        if strain.slower == 0:
            yield f"agents.{name}.strain: has no effect, nobody gets slower"
        elif strain.above == 1:
            yield f"agents.{name}.strain: has no effect, no occupancy is above 100%"


def _nothing_is_diluted(scenario: Scenario) -> Iterator[str]:
    """Tell of resolution lost beside other conversations where there are none."""
    if scenario.customers.dilution == 0:
        return
    live = {
        name
        for name, channel in scenario.channels.items()
        if channel.kind not in DEFERRED
    }
    most = max(
        sum(n for channel, n in held.items() if channel in live)
        for group in scenario.agents
        for held in ({}, *capacity.mixes_of(scenario, group))
    )
    if most <= 1:
        yield (
            "customers.dilution: has no effect, nobody has two live conversations in "
            "hand"
        )


def _some_are_not_paid(scenario: Scenario) -> Iterator[str]:
    if not has_money(scenario):
        return
    for name, group in scenario.agents.items():
        if group.wage is None:
            yield (
                f"agents.{name}.wage: missing, so costs are told without those of "
                "this group"
            )


RULES: tuple[Callable[[Scenario], Iterator[str]], ...] = (
    _nothing_to_learn,
    _no_strain,
    _nothing_is_diluted,
    _some_are_not_paid,
)

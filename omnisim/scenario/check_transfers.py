"""A rule about transfers taken together: every contact must come to an end."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from omnisim.errors import Fault
from omnisim.scenario import mix
from omnisim.scenario.check_sums import is_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.schema import Scenario

__all__ = ["RULES"]


def _transfers_end(scenario: Scenario) -> Iterator[Fault]:
    """Check that nobody is passed on in a circle from which nothing leads out."""
    for channel, issues in mix.issues_served(scenario).items():
        for issue in sorted(issues):
            caught = _in_a_circle(scenario, channel, issue)
            if caught:
                names = ", ".join(repr(name) for name in caught)
                yield Fault(
                    "routing.transfers",
                    f"contacts on {channel!r} about {issue!r} would be passed on "
                    f"between {names} for ever",
                    "some group that keeps a share of them",
                )
                return


def _in_a_circle(scenario: Scenario, channel: str, issue: str) -> list[str]:
    """Return the groups from which no chain of transfers reaches one that keeps any."""
    ways = {
        group: [
            rule
            for rule in scenario.routing.transfers
            if rule.passes_on(channel, issue, group) and rule.share > 0
        ]
        for group in scenario.agents
    }
    caught = {
        group
        for group, rules in ways.items()
        if is_all(math.fsum(rule.share for rule in rules))
    }
    while out := {g for g in caught if any(rule.to not in caught for rule in ways[g])}:
        caught -= out
    return sorted(caught)


RULES: Rules = (_transfers_end,)

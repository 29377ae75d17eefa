"""Where a search for staff begins: a planner's sum, no more.

Nothing that is found depends on the guess, only how soon.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from omnisim.scenario.workload import offered_load

if TYPE_CHECKING:
    from omnisim.scenario import Scenario
    from omnisim.trial.model import Solve

__all__ = ["guess"]


def guess(scenario: Scenario, solve: Solve) -> int:
    """Return a number from which to look for the one wanted.

    For the staff of a group the square-root rule: the load R offered to it at the
    busiest interval, and R + sqrt(R) agents (S. Halfin, W. Whitt, *Operations
    Research* 29 (1981) 567-588). For anything else the middle of the bounds on a
    scale of ratios.

    Parameters
    ----------
    scenario : Scenario
        Of any number within the bounds.
    solve : Solve

    Returns
    -------
    int
        Within the bounds.
    """
    group = _group(scenario, solve)
    if group is None:
        found = math.sqrt(max(solve.low, 1) * max(solve.high, 1))
    else:
        load = _busiest(scenario, group)
        found = load + math.sqrt(load)
    return min(max(math.ceil(found), solve.low), solve.high)


def _group(scenario: Scenario, solve: Solve) -> str | None:
    """Return the group whose staff is looked for, if it is one."""
    for path in solve.paths:
        section, _, rest = path.partition(".")
        name, _, field = rest.rpartition(".")
        if section == "agents" and field == "staff" and name in scenario.agents:
            return name
    return None


def _busiest(scenario: Scenario, group: str) -> float:
    """Return the Erlangs offered to a group's channels in their busiest interval."""
    channels = {skill.partition("/")[0] for skill in scenario.agents[group].skills}
    loads = [offered_load(scenario, channel) for channel in channels]
    return float(sum(loads).max()) if loads else 0.0  # type: ignore[union-attr] # arrays

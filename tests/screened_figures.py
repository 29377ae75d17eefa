"""Screenings of figures drawn from an urn, ready to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import scenario_parts as parts
from made_trials import Urn, trial

from omnisim.trial.expression import parse
from omnisim.trial.screened import Screened
from omnisim.trial.screening import Input, Method, elementary_effects, one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["screened"]

INPUTS = (Input("agents.desk.staff", 4, 9), Input("agents.desk.pace", 0.5, 2.5))


def falling(levels: dict[str, float]) -> float:
    """Return waits of 100 s that fall by 10 s an agent and rise with the pace."""
    staff, pace = levels.get("agents.desk.staff", 6), levels.get("agents.desk.pace", 1)
    return 100 - 10 * staff + 2 * pace


def screened(
    method: Method = Method.ONE_AT_A_TIME,
    *,
    truth: Callable[[dict[str, float]], float] = falling,
    sd: float = 1.0,
    figure: str = "asa",
) -> Screened:
    """Screen two inputs for drawn waits, known to be `truth`."""
    urn, made, wanted = Urn(truth, sd=sd), trial(), parse(figure)
    found = Screened(made, parts.scenario(), wanted, method, 20)
    if method is Method.ONE_AT_A_TIME:
        base, effects = one_at_a_time(
            made,
            INPUTS,
            wanted,
            replications=20,
            scenario_of=urn.scenario_of,
            workers=urn,
        )
        return Screened(
            made, parts.scenario(), wanted, method, 20, 0, base, tuple(effects)
        )
    elementary = elementary_effects(
        made,
        INPUTS,
        wanted,
        replications=1,
        trajectories=6,
        scenario_of=urn.scenario_of,
        workers=urn,
    )
    return Screened(
        found.trial, found.scenario, wanted, method, 1, 6, None, (), tuple(elementary)
    )

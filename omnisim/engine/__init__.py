"""What happened: a scenario played on a population, written down as a journal.

Given a `Scenario` and a `Population`; hands on a `Journal` and nothing else.
`omnisim.engine.process` is the engine of record, written to be read: begin with
`contact_life`. The order of simultaneous events stands in `omnisim.engine.order`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal
    from omnisim.population import Population
    from omnisim.scenario.schema import Scenario

__all__ = ["play"]


def play(scenario: Scenario, population: Population) -> Journal:
    """Play one replication of a scenario.

    Parameters
    ----------
    scenario : Scenario
        Says who may serve whom, and when.
    population : Population
        Who comes; drawn from a scenario with the same demand.

    Returns
    -------
    Journal

    Raises
    ------
    ValueError
        If the population's channels or issues are not the scenario's.
    EngineError
        If the engine reaches a state that cannot be.
    """
    if (population.channels, population.issues) != (
        tuple(scenario.channels),
        tuple(scenario.issues),
    ):
        raise ValueError(
            "the population was drawn for other channels or issues: "
            f"{population.channels}, {population.issues}"
        )
    from omnisim.engine.process import (  # noqa: PLC0415 - imports SimPy
        play as play_on_simpy,
    )

    return play_on_simpy(scenario, population)

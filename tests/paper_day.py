"""Hand-played days: a short scenario in, the rows that matter out."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from omnisim.engine import play
from omnisim.journal import check
from omnisim.journal.schema import Cause, Outcome, State
from omnisim.population import Population, Purpose, draw_population
from omnisim.scenario import loads

if TYPE_CHECKING:
    import numpy as np

    from omnisim.journal.journal import Journal

CALENDAR = 'calendar: {start: 2026-03-02 08:00, open: "08:00-20:00"}\n'


@dataclass
class Scripted:
    """A population whose coins are typed in the test; unlisted ones are drawn.

    Parameters
    ----------
    population : Population
    coins : dict
        (purpose, customer, attempt) or (purpose, customer, attempt, n): number.
    agent_coins : dict
        (group, agent of the group, day): number.
    """

    population: Population
    coins: dict[tuple[Any, ...], float] = field(default_factory=dict)
    agent_coins: dict[tuple[str, int, int], float] = field(default_factory=dict)

    def __getattr__(self, name: str) -> object:
        return getattr(self.population, name)

    def __len__(self) -> int:
        return len(self.population)

    def coin(self, purpose: Purpose, customer: int, attempt: int, n: int = 0) -> float:
        """Return the typed number, else the drawn one."""
        for address in ((purpose, customer, attempt, n), (purpose, customer, attempt)):
            if address in self.coins:
                return self.coins[address]
        return self.population.coin(purpose, customer, attempt, n)

    def agent_coin(self, purpose: Purpose, group: str, number: int, day: int) -> float:
        """Return the typed number, else the drawn one."""
        if (group, number, day) in self.agent_coins:
            return self.agent_coins[group, number, day]
        return self.population.agent_coin(purpose, group, number, day)


def day(
    text: str,
    *,
    coins: dict[tuple[Any, ...], float] | None = None,
    agent_coins: dict[tuple[str, int, int], float] | None = None,
    seed: int = 1,
) -> Journal:
    """Play a scenario given as indented YAML; a calendar is added if it has none."""
    scenario = textwrap.dedent(text)
    if "calendar:" not in scenario:
        scenario = CALENDAR + scenario
    loaded = loads("name: a day on paper\n" + scenario)
    population = draw_population(loaded, seed=seed, replication=0)
    scripted = Scripted(population, coins or {}, agent_coins or {})
    journal = play(loaded, scripted)  # type: ignore[arg-type] # stands in for one
    check(journal)
    return journal


def contacts(journal: Journal) -> list[tuple[Any, ...]]:
    """Return (customer, attempt, cause, arrived, closed, outcome) of each contact."""
    return [
        (
            int(row["customer"]),
            int(row["attempt"]),
            Cause(row["cause"]).name.lower(),
            *_instants(row, "arrived_at", "closed_at"),
            Outcome(row["outcome"]).name.lower(),
        )
        for row in journal.contacts
    ]


def stays(journal: Journal) -> list[tuple[Any, ...]]:
    """Return (contact, agent, queued, answered or left, ends, outcome) of each stay."""
    return [
        (
            int(row["contact"]),
            None if row["agent"] < 0 else int(row["agent"]),
            _instant(row["queued_at"]),
            _instant(
                row["left_at"] if math.isnan(row["answered_at"]) else row["answered_at"]
            ),
            *_instants(row, "talk_end_at", "wrap_up_end_at"),
            Outcome(row["outcome"]).name.lower(),
        )
        for row in journal.interactions
    ]


def spans(journal: Journal, agent: int) -> list[tuple[Any, ...]]:
    """Return (state, contact, from, to) of an agent's spans."""
    return [
        (
            State(row["state"]).name.lower(),
            None if row["contact"] < 0 else int(row["contact"]),
            *_instants(row, "from_at", "to_at"),
        )
        for row in journal.agent_spans
        if row["agent"] == agent
    ]


def turns(journal: Journal) -> list[float | None]:
    """Return when the turn of each interaction came, or would have come."""
    return [_instant(row["turn_at"]) for row in journal.interactions]


def _instants(row: np.void, *columns: str) -> tuple[float | None, ...]:
    return tuple(_instant(row[column]) for column in columns)


def _instant(value: float) -> float | None:
    return None if math.isnan(value) else float(value)

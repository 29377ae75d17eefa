"""Hand-played days: a short scenario in, the rows that matter out."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from omnisim.engine import play
from omnisim.journal import check
from omnisim.journal.schema import Cause, Notice, Outcome, State
from omnisim.population import CHUNK, Population, Purpose, draw_population
from omnisim.population.turns import Turn
from omnisim.scenario import loads

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal
    from omnisim.population.table import Stays
    from omnisim.scenario import Scenario
    from omnisim.scenario.laws import Law

    Script = dict[int, list[tuple[float, ...]]]

CALENDAR = 'calendar: {start: 2026-03-02 08:00, open: "08:00-20:00"}\n'


@dataclass
class Scripted:
    """A population whose draws are typed in the test; unlisted ones are drawn.

    Parameters
    ----------
    population : Population
    coins : dict
        (purpose, customer), (purpose, customer, attempt) or (purpose, customer,
        attempt, n): number.
    agent_coins : dict
        (group, agent of the group, day): number.
    durations : dict
        As `coins`, seconds: discovery, dial, retry and the like.
    breakdowns : dict
        (purpose, what is out of order, which of them in order of time): seconds
        until a random outage, or that it lasts.
    brings : dict
        Customer: columns of `Stays` by name, the same for each of her stays.
    turns : dict
        Customer: the turns of her conversations, each a tuple of seconds: for
        the reply, then for the customer's next message, then her patience for the
        reply; 0 and infinity where left out.
    """

    population: Population
    coins: dict[tuple[Any, ...], float] = field(default_factory=dict)
    agent_coins: dict[tuple[str, int, int], float] = field(default_factory=dict)
    durations: dict[tuple[Any, ...], float] = field(default_factory=dict)
    breakdowns: dict[tuple[Purpose, str, int], float] = field(default_factory=dict)
    brings: dict[int, dict[str, float]] = field(default_factory=dict)
    turns: Script = field(default_factory=dict)

    def __getattr__(self, name: str) -> object:
        return getattr(self.population, name)

    def __len__(self) -> int:
        return len(self.population)

    def stays(
        self, chunk: int, *, attempt: int, leg: int, channel: int | None = None
    ) -> Stays:
        """Return the drawn stays with what is typed in its place."""
        drawn = self.population.stays(chunk, attempt=attempt, leg=leg, channel=channel)
        columns = {name: np.array(column) for name, column in drawn._asdict().items()}
        for customer, script in self.turns.items():
            columns["turns"][customer - chunk * CHUNK] = len(script)
        for customer, brought in self.brings.items():
            for name, value in brought.items():
                columns[name][customer - chunk * CHUNK] = value
        return drawn._replace(**columns)

    def turn(self, customer: int, attempt: int, leg: int, channel: int, n: int) -> Turn:
        """Return the typed turn, else the drawn one."""
        if customer not in self.turns:
            return self.population.turn(customer, attempt, leg, channel, n)
        agent, *rest = self.turns[customer][n]
        pause, patience = (*rest, *(0.0, math.inf)[len(rest) :])
        return Turn(agent=agent, customer=pause, patience=patience)

    def coin(self, purpose: Purpose, customer: int, attempt: int, n: int = 0) -> float:
        """Return the typed number, else the drawn one."""
        found = _typed(self.coins, purpose, customer, attempt, n)
        if found is None:
            return self.population.coin(purpose, customer, attempt, n)
        return found

    def duration(
        self, law: Law, purpose: Purpose, customer: int, attempt: int, n: int = 0
    ) -> float:
        """Return the typed seconds, else the drawn ones."""
        found = _typed(self.durations, purpose, customer, attempt, n)
        if found is None:
            return self.population.duration(law, purpose, customer, attempt, n)
        return found

    def outage_duration(
        self, law: Law, purpose: Purpose, name: str, place: int, n: int
    ) -> float:
        """Return the typed seconds, else the drawn ones."""
        if (purpose, name, n) in self.breakdowns:
            return self.breakdowns[purpose, name, n]
        return self.population.outage_duration(law, purpose, name, place, n)

    def agent_coin(self, purpose: Purpose, group: str, number: int, day: int) -> float:
        """Return the typed number, else the drawn one."""
        if (group, number, day) in self.agent_coins:
            return self.agent_coins[group, number, day]
        return self.population.agent_coin(purpose, group, number, day)


def written(text: str) -> Scenario:
    """Read a scenario given as indented YAML; a calendar is added if it has none."""
    scenario = textwrap.dedent(text)
    if "calendar:" not in scenario:
        scenario = CALENDAR + scenario
    return loads("name: a day on paper\n" + scenario)


def day(
    text: str,
    *,
    coins: dict[tuple[Any, ...], float] | None = None,
    agent_coins: dict[tuple[str, int, int], float] | None = None,
    durations: dict[tuple[Any, ...], float] | None = None,
    breakdowns: dict[tuple[Purpose, str, int], float] | None = None,
    brings: dict[int, dict[str, float]] | None = None,
    turns: Script | None = None,
    seed: int = 1,
) -> Journal:
    """Play a scenario given as indented YAML, with draws typed as in `Scripted`."""
    scenario = written(text)
    scripted = Scripted(
        draw_population(scenario, seed=seed, replication=0),
        coins or {},
        agent_coins or {},
        durations or {},
        breakdowns or {},
        brings or {},
        turns or {},
    )
    journal = play(scenario, scripted)  # type: ignore[arg-type] # stands in for one
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


def moves(journal: Journal) -> list[tuple[Any, ...]]:
    """Return (customer, attempt, cause, channel, arrived, outcome) of each contact."""
    return [
        (*row[:3], journal.provenance.channels[channel], row[3], row[5])
        for row, channel in zip(
            contacts(journal), journal.contacts["channel"].tolist(), strict=True
        )
    ]


def resolved(journal: Journal) -> list[tuple[int, int, int]]:
    """Return (customer, attempt, 1 resolved or 0 not or -1 unknown) of each contact."""
    return [
        (int(row["customer"]), int(row["attempt"]), int(row["resolved"]))
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


def stories(journal: Journal) -> list[tuple[int, ...]]:
    """Return (contact, leg, story told again, told in advance) of each stay."""
    return [
        tuple(int(row[name]) for name in ("contact", "leg", "story", "told"))
        for row in journal.interactions
    ]


def sessions(journal: Journal) -> list[tuple[Any, ...]]:
    """Return (contact, outcome, from, to) of each session with a bot."""
    return [
        (
            int(row["contact"]),
            Outcome(row["outcome"]).name.lower(),
            *_instants(row, "from_at", "to_at"),
        )
        for row in journal.sessions
    ]


def notices(journal: Journal) -> list[tuple[Any, ...]]:
    """Return (customer, contact, kind, worked, sent) of each message to a customer."""
    return [
        (
            int(row["customer"]),
            None if row["contact"] < 0 else int(row["contact"]),
            Notice(row["kind"]).name.lower(),
            int(row["worked"]),
            _instant(row["sent_at"]),
        )
        for row in journal.notices
    ]


def outages(journal: Journal) -> list[tuple[Any, ...]]:
    """Return (what was out of order, from, to) of each outage."""
    names = journal.provenance
    return [
        (
            names.bots[row["bot"]]
            if row["channel"] < 0
            else names.channels[row["channel"]],
            *_instants(row, "from_at", "to_at"),
        )
        for row in journal.outages
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


def doing(journal: Journal, agent: int) -> list[tuple[Any, ...]]:
    """Return (state, contact, from, to) as `spans` does, whatever is held meanwhile."""
    found: list[tuple[Any, ...]] = []
    for span in spans(journal, agent):
        last = found[-1] if found else (None,) * 4
        if (*last[:2], last[3]) == span[:3]:
            found[-1] = (*last[:3], span[3])
        else:
            found.append(span)
    return found


def replies(journal: Journal) -> list[tuple[Any, ...]]:
    """Return (contact, leg, turn, asked, began, ended) of each agent turn."""
    return [
        (
            *(int(row[name]) for name in ("contact", "leg", "turn")),
            *_instants(row, "asked_at", "began_at", "ended_at"),
        )
        for row in journal.turns
    ]


def holds(journal: Journal) -> list[tuple[Any, ...]]:
    """Return (contact, leg, agent, from, to) of each time a place was taken."""
    return [
        (
            *(int(row[name]) for name in ("contact", "leg", "agent")),
            *_instants(row, "from_at", "to_at"),
        )
        for row in journal.holds
    ]


def in_hand(journal: Journal, agent: int) -> list[tuple[Any, ...]]:
    """Return (number held, from, to) of an agent's spans."""
    return [
        (int(row["held"]), *_instants(row, "from_at", "to_at"))
        for row in journal.agent_spans
        if row["agent"] == agent
    ]


def turns(journal: Journal) -> list[float | None]:
    """Return when the turn of each interaction came, or would have come."""
    return [_instant(row["turn_at"]) for row in journal.interactions]


def _typed(numbers: dict[tuple[Any, ...], float], *address: object) -> float | None:
    """Return the number typed for an address, or for the longest part of it."""
    parts = (address[:length] for length in (4, 3, 2))
    return next((numbers[part] for part in parts if part in numbers), None)


def _instants(row: np.void, *columns: str) -> tuple[float | None, ...]:
    return tuple(_instant(row[column]) for column in columns)


def _instant(value: float) -> float | None:
    return None if math.isnan(value) else float(value)

"""Who is there in a dull centre with journeys, and when what is out of order.

Written from docs/model.md and docs/design.md, not from the engine.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from omnisim.journal.schema import Cause, Outcome
from omnisim.population import Purpose
from omnisim.scenario.laws import Exponential
from omnisim.scenario.schema import Kind
from omnisim.units import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from omnisim.population import Population
    from omnisim.scenario import Scenario
    from omnisim.scenario.automation import Bot
    from omnisim.scenario.choices import Cuts
    from omnisim.scenario.outages import Outage
    from omnisim.scenario.schema import Group

__all__ = [
    "Agent",
    "Coming",
    "Leg",
    "Notes",
    "Session",
    "Trouble",
    "Visit",
    "bot_in_front",
    "is_open",
    "troubles_of",
]

NAN = math.nan

Notes = tuple[int, int, int, int, int, int, float]  # a row of notices


@dataclass(eq=False)
class Agent:
    """One agent; `work` are her spans on the floor, `nth` counts within her group."""

    number: int
    group: int
    nth: int
    size: int  # of her group
    rules: Group
    work: list[tuple[float, float]]
    state: str = "off"  # off, idle, busy, wrapping
    on_duty: bool = False
    wraps_until: float = NAN
    idle_order: int = -1

    @property
    def slowness(self) -> float:
        """What she has still to learn, on the only day of the calendar."""
        learning = self.rules.learning
        if learning is None or self.nth < self.size - learning.new:
            return 1.0
        return 1 + learning.slower * 2 ** (-learning.since / learning.halves)


class Coming(NamedTuple):
    """A contact that will be made."""

    at: float
    customer: int
    attempt: int
    channel: str
    cause: Cause
    has_told: bool = False  # her story, in the contacts that led to this one
    story: bool = False  # lost on the way, and nobody has heard it since


@dataclass(eq=False)
class Leg:
    """The stay in the queue and the talk: the columns of the journal."""

    queued_at: float
    patience: float
    priority: int
    line: str  # by which waits are announced
    order: int
    story: int = 0
    told: int = -1
    outcome: Outcome = Outcome.OPEN
    agent: Agent | None = None
    n_offers: int = 0
    turn_at: float = NAN
    answered_at: float = NAN
    left_at: float = NAN
    talk_end_at: float = NAN
    wrap_up_end_at: float = NAN


@dataclass(eq=False)
class Session:
    """Time with a bot: the columns of the journal, and how it will end."""

    bot: str
    from_at: float
    ends_at: float
    will_be: Outcome
    outcome: Outcome = Outcome.OPEN
    to_at: float = NAN


@dataclass(eq=False)
class Visit:
    """One contact."""

    number: int
    coming: Coming
    issue: str
    vulnerable: bool
    has_told: bool
    story: bool
    phase: str = "over"  # session, queue, called, talk, discovery, shadow, over
    has_line: bool = False
    outcome: Outcome = Outcome.OPEN
    resolved: int = -1
    closed_at: float = NAN
    fate: Outcome | None = None  # as a twin; OPEN: worked in full
    session: Session | None = None
    leg: Leg | None = None
    ends_at: float = NAN  # of the talk, or of the discovery
    doubles_at: float = NAN
    doubles_to: str = ""
    n_told: int = 0  # offers heard while waiting

    @property
    def who(self) -> tuple[int, int]:
        """Customer and attempt, which settle ties."""
        return self.coming.customer, self.coming.attempt

    @property
    def is_answered(self) -> bool:
        """Whether an agent has answered."""
        return self.leg is not None and not math.isnan(self.leg.answered_at)


class Trouble(NamedTuple):
    """One outage; those that overlap or touch are still apart here."""

    from_at: float
    to_at: float
    cuts: Cuts


def is_open(scenario: Scenario, channel: str, second: float) -> bool:
    """Say whether callers are let in at a second of a day that starts at eight."""
    rules = scenario.channels[channel]
    if rules.kind is Kind.BOT and rules.open is None:
        return True
    hours = scenario.calendar.open if rules.open is None else rules.open
    clock = 8 * 3600 + second
    spans = hours.week[int(clock // DAY) % 7]
    return any(begin <= clock % DAY < end for begin, end in spans)


def troubles_of(
    population: Population, name: str, outages: Sequence[Outage], usual: Cuts
) -> list[Trouble]:
    """Return all outages of a channel or a bot that begin before the last day ends."""
    found = []
    for place, outage in enumerate(outages):
        if outage.every is None:
            begins = _planned(population, name, place, outage)
        else:
            begins = _random(population, name, place, outage)
        found += [
            Trouble(max(begin, 0.0), end, outage.cuts or usual)
            for begin, end in begins
            if end > max(begin, 0.0)
        ]
    return sorted(found, key=lambda one: one.from_at)


def _planned(
    population: Population, name: str, place: int, outage: Outage
) -> Iterator[tuple[float, float]]:
    # the calendar has two dates, Monday from eight and Tuesday till eight; what
    # began on Sunday, or on Monday before eight, may reach into it
    at, n = outage.at or 0.0, 0
    for weekday, midnight in ((6, -1), (0, 0), (1, 1)):
        begin = midnight * DAY + at - 8 * 3600
        is_day = weekday in outage.days
        if outage.date is not None:
            is_day = outage.date.weekday() == weekday
        if is_day and begin < DAY:
            length = population.outage_duration(
                outage.lasts, Purpose.OUTAGE, name, place, n
            )
            yield begin, begin + length
            n += 1


def _random(
    population: Population, name: str, place: int, outage: Outage
) -> Iterator[tuple[float, float]]:
    assert outage.every is not None
    gaps, at, n = Exponential(mean=outage.every), 0.0, 0
    draw = population.outage_duration
    while (begin := at + draw(gaps, Purpose.OUTAGE_GAP, name, place, n)) < DAY:
        at = begin + draw(outage.lasts, Purpose.OUTAGE, name, place, n)
        yield begin, at
        n += 1


def bot_in_front(scenario: Scenario, channel: str) -> tuple[str, Bot] | None:
    """Return the bot of a channel by name, if there is one."""
    for name, bot in scenario.automation.items():
        if channel in bot.fronts:
            return name, bot
    return None

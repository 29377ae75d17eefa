"""The plain state of a dull desk, and what an agent of it has room for.

Written from the rules as people read them, not from the engine. Nothing is kept
up to date: who holds what is worked out anew whenever somebody asks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from omnisim.journal.schema import Cause, Outcome
from omnisim.scenario.choices import DEFERRED
from omnisim.scenario.schema import AgentRule, ChosenPreset, ContactRule, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

from omnisim.scenario.schema import Channel, Group, Mix, Pool

__all__ = [
    "Agent",
    "Contact",
    "Hold",
    "Leg",
    "Piece",
    "Turn",
    "agent_key",
    "contact_key",
    "fits",
]

NAN = math.nan


@dataclass(eq=False)
class Turn:
    """A row of the turns table."""

    contact: int
    n: int
    asked_at: float
    leg: int = -1
    began_at: float = NAN
    ended_at: float = NAN


@dataclass(eq=False)
class Piece:
    """Work that needs an attention: ``task`` says which, ``left`` how much of it."""

    task: str  # talk, wrap_up, turn, discovery, dial
    asked_at: float
    left: float  # at standard pace, seconds
    row: Turn | None = None


@dataclass(eq=False)
class Leg:
    """A row of the interactions table, and where the entry stands in its queue."""

    number: int
    queued_at: float
    gives_up_at: float
    outcome: Outcome = Outcome.OPEN
    silent: int = 0
    agent: Agent | None = None
    was_attended: bool = False
    turn_at: float = NAN
    answered_at: float = NAN
    left_at: float = NAN
    talk_end_at: float = NAN
    wrap_up_end_at: float = NAN


@dataclass(eq=False)
class Hold:
    """A row of the holds table; ``breath_ends_at`` while the place stays taken."""

    contact: Contact
    leg: int
    agent: Agent
    from_at: float
    to_at: float = NAN
    breath_ends_at: float = NAN


@dataclass(eq=False)
class Contact:
    """A row of the contacts table, and where its conversation stands.

    ``phase``: promised (a call back that is not yet due), queue, shadow (left the
    queue visibly), ghost (silently), taken (waits for the attention, or is dialled),
    talk, rate, agent (a reply is wanted), customer (writes), quiet (and has no place),
    missed (left as she waited for the attention), loose (nobody holds it until the
    customer writes), left (silently, and the agent waits), wrap_up, over.
    """

    number: int
    customer: int
    channel: str
    attempt: int
    cause: Cause
    arrived_at: float
    phase: str = "promised"
    joins_at: float = NAN
    order: int = -1  # in line; of first joining, or of a new question
    lined_up_at: float = NAN  # since when she has this place in line
    asked_anew_at: float = NAN  # when a quiet conversation was last asked again
    outcome: Outcome = Outcome.OPEN
    resolved: int = -1
    closed_at: float = NAN
    agent: Agent | None = None
    hold: Hold | None = None
    piece: Piece | None = None
    left: float = NAN  # of a chat at the rate level
    nth: int = 0  # agent turn
    leaves_at: float = math.inf  # for want of a reply
    is_gone: bool = False  # silently, unknown to the agent
    is_kept: bool = False  # no colleague had room at the end of the agent's duty
    is_answered: bool = False
    chased: bool = False
    writes_at: float = NAN
    quiet_at: float = NAN
    closes_at: float = NAN

    def __post_init__(self) -> None:
        self.legs: list[Leg] = []

    @property
    def leg(self) -> Leg:
        """Return the last stay."""
        return self.legs[-1]


@dataclass(eq=False)
class Agent:
    """One agent; ``work`` are her spans on the floor."""

    number: int
    group: str
    rules: Group
    work: list[tuple[float, float]]
    on_duty: bool = False
    attended: Contact | None = None  # has the attention now
    is_switching: bool = False  # until work on it begins
    switching: float = 0.0  # seconds left of it
    last: Contact | None = None  # conversation attended last
    changed: int = -1  # when she last took or finished anything, in order of events


def fits(
    rules: Group,
    held: Mapping[str, int],
    newcomer: str,
) -> bool:
    """Say whether an agent who holds so many may hold one more of a channel."""
    parked = rules.interrupts.get(newcomer, ())
    counts = {channel: n for channel, n in held.items() if channel not in parked}
    if any(
        counts[channel] and channel != newcomer and newcomer not in allowed
        for channel, allowed in rules.while_on.items()
        if channel in counts
    ):
        return False
    counts[newcomer] = counts.get(newcomer, 0) + 1
    if rules.units:
        return all(_fits_pool(pool, counts) for pool in rules.units)
    if mixes := _mixes(rules):
        return any(_fits_mix(mix, counts) for mix in mixes)
    return sum(counts.values()) == 1


def _mixes(rules: Group) -> tuple[Mix, ...]:
    assert not isinstance(rules.may_hold, ChosenPreset)  # which the desk does not know
    return rules.may_hold


def _fits_mix(mix: Mix, counts: Mapping[str, int]) -> bool:
    if mix.total is not None and sum(counts.values()) > mix.total:
        return False
    return all(n <= mix.most.get(channel, 0) for channel, n in counts.items())


def _fits_pool(pool: Pool, counts: Mapping[str, int]) -> bool:
    taken = sum(n * pool.each.get(channel, 0.0) for channel, n in counts.items())
    return taken <= pool.total


def share(rules: Group, channel: str) -> Fraction:
    """Return the share of an agent's capacity that a contact of a channel takes."""
    if rules.units:
        return max(
            Fraction(pool.each.get(channel, 0.0)) / Fraction(pool.total)
            for pool in rules.units
        )
    totals = [
        min(sum(mix.most.values()), math.inf if mix.total is None else mix.total)
        for mix in _mixes(rules)
    ]
    return Fraction(1, int(max(totals, default=1)))


def agent_key(
    rule: AgentRule, agent: Agent, n_held: int, taken: Mapping[str, int]
) -> tuple[float | Fraction, int]:
    """Return an agent's place by a rule of agent selection, the least first.

    She has `n_held` conversations in hand; `taken` counts her places, breaths too.
    """
    load = sum((n * share(agent.rules, name) for name, n in taken.items()), Fraction(0))
    by_rule: dict[AgentRule, float | Fraction] = {
        AgentRule.LONGEST_IDLE: min(n_held, 1),
        AgentRule.LEAST_LOADED: n_held,
        AgentRule.MOST_LOADED: -n_held,
        AgentRule.MOST_SPARE: load,
    }
    return by_rule[rule], agent.changed


def contact_key(
    rule: ContactRule, agent: Agent, contact: Contact, channel: Channel, now: float
) -> tuple[float, int]:
    """Return a waiting contact's place by a rule of contact selection, least first."""
    by_rule: dict[ContactRule, float] = {
        ContactRule.PRIORITY: channel.priority,
        ContactRule.LONGEST_WAIT: contact.lined_up_at,
        ContactRule.DUE_FIRST: due_at(contact, channel),
        ContactRule.WEIGHTED_WAIT: -channel.weight * (now - contact.lined_up_at),
        ContactRule.PREFERENCE: agent.rules.skills[contact.channel].preference,
    }
    return by_rule[rule], contact.order


def due_at(contact: Contact, channel: Channel) -> float:
    """Return when a waiting contact should be answered, the centre never closing."""
    if channel.kind is Kind.CALLBACK and channel.window.lasts:
        return contact.arrived_at + channel.window.after + channel.window.lasts
    target = channel.target
    waits = channel.kind not in DEFERRED
    begin = contact.arrived_at
    if waits:
        begin = contact.lined_up_at
    elif not math.isnan(contact.asked_anew_at):
        begin = contact.asked_anew_at
    return math.inf if target is None else begin + target.threshold

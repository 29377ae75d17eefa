"""Journals told as lives: when each contact came, how long it waited, what it got.

A life is written with whole seconds, and the journal's rows follow from it; spans
and duties of agents are typed as `omnisim.journal.schema` has them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import scenario_parts as parts
from typed import NAN, typed

from omnisim.journal import Cause, Outcome
from omnisim.kpi import compute
from omnisim.scenario.schema import Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from omnisim.journal import Journal
    from omnisim.kpi import KpiTable
    from omnisim.scenario.schema import Scenario

DAY = 86400.0
HALF_HOUR = 1800.0
_IS_KNOWN = (Outcome.HANDLED, Outcome.CONTAINED)  # whether the issue was resolved
_WITH_A_BOT = (Outcome.CONTAINED, Outcome.UNHELPED)  # where such contacts end


@dataclass(frozen=True, kw_only=True)
class Leg:
    """A further interaction, after a transfer."""

    wait: float = 0
    talk: float = 60
    wrap_up: float = 0
    group: int = 1
    gave_up: bool = False


@dataclass(frozen=True, kw_only=True)
class Life:
    """One contact.

    `outcome` is that of the contact; `answered` says whether it reached an agent,
    which follows from the outcome unless it is open, cut off or was given up after a
    transfer. A `session` with bot 0 comes before the wait.
    """

    at: float
    outcome: Outcome = Outcome.HANDLED
    answered: bool | None = None
    wait: float = 0
    turn: float | None = None  # virtual wait, where it is not the wait
    talk: float = 60
    wrap_up: float = 0
    channel: int = 0
    issue: int = 0
    group: int = 0
    offers: int = 1
    customer: int | None = None  # None: a new one
    attempt: int = 1
    cause: Cause = Cause.FIRST
    resolved: bool = True
    vulnerable: bool = False
    story: bool = False
    told: bool = False  # of those who come from a bot
    session: float | None = None  # with a bot; None: met none
    legs: tuple[Leg, ...] = ()


def handled(at: float, wait: float = 0, **more: Any) -> Life:  # noqa: ANN401 - any field
    """Tell of a contact that was handled."""
    return Life(at=at, wait=wait, **more)


def abandoned(at: float, wait: float, **more: Any) -> Life:  # noqa: ANN401 - any field
    """Tell of a contact that gave up in its first queue."""
    return Life(at=at, wait=wait, outcome=Outcome.ABANDONED, **({"offers": 0} | more))


def waiting(at: float, **more: Any) -> Life:  # noqa: ANN401 - any field
    """Tell of a contact still in its first queue when play ended."""
    return Life(at=at, outcome=Outcome.OPEN, answered=False, offers=0, **more)


def talking(at: float, wait: float = 0, **more: Any) -> Life:  # noqa: ANN401 - any field
    """Tell of a contact still in conversation when play ended."""
    return Life(at=at, wait=wait, outcome=Outcome.OPEN, answered=True, **more)


def turned_away(at: float, outcome: Outcome, **more: Any) -> Life:  # noqa: ANN401 - any field
    """Tell of a contact that was blocked, balked or came outside the hours."""
    return Life(at=at, outcome=outcome, offers=0, **more)


def journal(lives: Sequence[Life], **more: Any) -> Journal:  # noqa: ANN401 - any part of a journal
    """Return the journal of some lives."""
    ordered = sorted(lives, key=lambda life: life.at)
    known = [life.customer for life in lives if life.customer is not None]
    fresh = iter(range(max(known, default=-1) + 1, len(lives) + len(known) + 1))
    contacts, interactions, sessions = [], [], []
    for number, life in enumerate(ordered):
        customer = next(fresh) if life.customer is None else life.customer
        if life.session is not None:
            ended = life.outcome if life.outcome in _WITH_A_BOT else Outcome.ESCALATED
            sessions.append((number, 0, ended, life.at, life.at + life.session))
        closed_at = _tell(number, life, interactions)
        resolved = int(life.resolved) if life.outcome in _IS_KNOWN else -1
        about = (customer, life.channel, life.issue, life.attempt, life.cause)
        became = (life.outcome, resolved, life.vulnerable)
        contacts.append((*about, *became, life.at, closed_at))
    told = {
        "channels": ("phone",),
        "issues": ("question",),
        "groups": ("desk",),
        "horizon": DAY,
        "ended_at": DAY,
        "agents": [(0, 0), (1, 0), (2, 0)],
        "sessions": sessions,
    }
    return typed(contacts=contacts, interactions=interactions, **(told | more))


def _tell(number: int, life: Life, rows: list[tuple[float, ...]]) -> float:
    """Add the interactions of a life; return when the customer was gone."""
    if life.outcome in (Outcome.BLOCKED, Outcome.CLOSED):
        return life.at
    queued_at = life.at + (life.session or 0)
    if life.outcome in _WITH_A_BOT:
        return queued_at
    over_at = queued_at + life.wait
    turn_at = queued_at + (life.wait if life.turn is None else life.turn)
    moved = -1 if life.session is None else int(life.told)
    answered = life.answered
    if answered is None:
        is_taken = life.outcome in (Outcome.HANDLED, Outcome.FOUND_OUT)
        answered = is_taken or bool(life.legs)
    if not answered:
        left_at = NAN if life.outcome == Outcome.OPEN else over_at
        if life.outcome in (Outcome.OPEN, Outcome.BALKED):
            turn_at = NAN
        unserved = (-1, -1, life.offers, queued_at, turn_at, NAN, left_at, NAN, NAN)
        rows.append((number, 0, life.outcome, 0, life.story, moved, *unserved))
        return left_at
    is_open = life.outcome == Outcome.OPEN and not life.legs
    talk_end_at = NAN if is_open else over_at + life.talk
    outcome = Outcome.TRANSFERRED if life.legs else life.outcome
    left_at = talk_end_at if outcome == Outcome.CUT_OFF else NAN
    taken = (life.group, life.group, life.offers, queued_at, over_at, over_at, left_at)
    served = (*taken, talk_end_at, talk_end_at + life.wrap_up)
    rows.append((number, 0, outcome, 0, life.story, moved, *served))
    for place, leg in enumerate(life.legs, start=1):
        is_last = place == len(life.legs)
        outcome = life.outcome if is_last else Outcome.TRANSFERRED
        row, talk_end_at = _tell_leg(leg, talk_end_at)
        rows.append((number, place, outcome, 0, *row))
    return talk_end_at


def _tell_leg(leg: Leg, queued_at: float) -> tuple[tuple[float, ...], float]:
    """Return the columns of a further interaction, and when the talk was over."""
    over_at = queued_at + leg.wait
    if leg.gave_up:
        return (-1, -1, 0, queued_at, NAN, NAN, over_at, NAN, NAN), over_at
    end_at = over_at + leg.talk
    served = (leg.group, leg.group, 1, queued_at, over_at, over_at, NAN)
    return (*served, end_at, end_at + leg.wrap_up), end_at


def scenario(
    *,
    threshold: float | None = 20,
    share: float = 0.8,
    days: int = 1,
    warm_up: float = 0,
    interval: float = HALF_HOUR,
    **more: Any,  # noqa: ANN401 - any part of a scenario
) -> Scenario:
    """Return a scenario open around the clock, reported by half hours."""
    calendar = parts.calendar(
        open=parts.hours((0, 24)), days=days, warm_up=warm_up, interval=interval
    )
    target = None if threshold is None else Target(share=share, threshold=threshold)
    made = {"calendar": calendar, "channels": {"phone": parts.channel(target=target)}}
    return parts.scenario(**(made | more))


def figures(*lives: Life, of: Scenario | None = None, **more: Any) -> KpiTable:  # noqa: ANN401 - any part of a journal, or the attribution
    """Return the figures of some lives."""
    how = {"attribution": more.pop("attribution", "arrival")}
    groups = {name: parts.group() for name in more.get("groups", ("desk",))}
    return compute(journal(lives, **more), of or scenario(agents=groups), **how)


def several(life: Life, n: int) -> list[Life]:
    """Return a life n times, of as many customers."""
    return [replace(life) for _ in range(n)]

"""Floors where agents hold several contacts, typed row by row: who holds what when.

A contact is told in one line, and its row and interaction follow from it; holds,
turns, spans and duties of agents are typed as `omnisim.journal.schema` has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import scenario_parts as parts
from typed import NAN, typed

from omnisim.journal import Activity, Cause, Outcome
from omnisim.kpi import compute
from omnisim.scenario.choices import Kind
from omnisim.scenario.countlaws import Fixed
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import Mix, Ring, Routing, Skill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from omnisim.journal import Journal
    from omnisim.kpi import KpiTable
    from omnisim.scenario.schema import Channel, Scenario

DAY = 86400.0
PHONE, CHAT, EMAIL, MESSAGE = range(4)
CHANNELS = ("phone", "chat", "email", "message")

Row = tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One contact with one interaction: taken, ended, wrapped up."""

    channel: int = CHAT
    came: float = 0
    taken: float = NAN  # answered_at
    ended: float = NAN  # of the conversation, for the agent
    done: float = NAN  # wrap-up ended
    left: float = NAN  # the customer gave up
    silent: int = 0
    agent: int = 0
    outcome: Outcome = Outcome.HANDLED
    resolved: int = 1


def conversational(kind: Kind, **more: Any) -> Channel:  # noqa: ANN401 - any field of the model
    """Return a channel on which agent and customer take turns."""
    law = Constant(value=60.0)
    chosen = {
        "kind": kind,
        "talk": None,
        "turns": Fixed(value=2),
        "agent_turn": law,
        "customer_turn": law,
    }
    return parts.channel(**(chosen | more))


def channels(**more: Channel) -> dict[str, Channel]:
    """Return a phone, a chat, a mailbox and a messenger, or others in their place."""
    mine = {
        "phone": parts.channel(),
        "chat": conversational(Kind.CHAT),
        "email": parts.channel(kind=Kind.MAIL, talk=None, work=Constant(value=60.0)),
        "message": conversational(Kind.MESSAGE),
    }
    return mine | more


def scenario(
    *mixes: dict[str, int],
    ring: float = 0,
    days: int = 1,
    warm_up: float = 0,
    of: dict[str, Channel] | None = None,
    **group: Any,  # noqa: ANN401 - any field of a group
) -> Scenario:
    """Return a desk that may hold these mixes; one contact, if none is given."""
    chosen = {
        "skills": {name: Skill() for name in CHANNELS},
        "may_hold": tuple(Mix(most=mix) for mix in mixes),
    }
    return parts.scenario(
        calendar=parts.calendar(
            open=parts.hours((0, 24)), days=days, warm_up=warm_up, interval=1800
        ),
        channels=channels() if of is None else of,
        agents={"desk": parts.group(**(chosen | group))},
        routing=Routing(ring=Ring(time=ring)),
    )


def journal(
    *talks: Talk,
    holds: Sequence[Row] = (),
    until: float = 1000,
    **more: Any,  # noqa: ANN401 - any part of a journal
) -> Journal:
    """Return the journal of some contacts, with agent 0 at work from second 0.

    Holds are typed as contact, agent, begin and end.
    """
    contacts, interactions = [], []
    for number, talk in enumerate(talks):
        about = (number, talk.channel, 0, 1, Cause.FIRST, talk.outcome, talk.resolved)
        gone = talk.ended if talk.left != talk.left else talk.left
        contacts.append((*about, talk.came, gone))
        who = (0, talk.agent) if talk.taken == talk.taken else (-1, -1)
        times = (talk.came, talk.taken, talk.taken, talk.left, talk.ended, talk.done)
        interactions.append((number, 0, talk.outcome, talk.silent, *who, 1, *times))
    told = {
        "channels": CHANNELS,
        "issues": ("question",),
        "groups": ("desk",),
        "horizon": DAY,
        "ended_at": DAY,
        "agents": [(0, 0)],
        "duties": [(0, Activity.WORK, 0, until)],
        "contacts": contacts,
        "interactions": interactions,
        "holds": [(contact, 0, *rest) for contact, *rest in holds],
    }
    return typed(**(told | more))


def figures(of: Scenario, *talks: Talk, **more: Any) -> KpiTable:  # noqa: ANN401 - any part of a journal, or the attribution
    """Return the figures of some contacts on a floor."""
    how = {"attribution": more.pop("attribution", "arrival")}
    return compute(journal(*talks, **more), of, **how)

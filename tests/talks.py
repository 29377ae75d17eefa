"""Journals told as conversations: stays in queues, replies, and what was held.

All instants are typed, in seconds from Monday's midnight, and every row follows the
columns of `omnisim.journal.schema`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import scenario_parts as parts
from typed import NAN, typed

from omnisim.journal import Cause, Outcome
from omnisim.kpi import compute
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import Channel, Issue, Kind, Mix, Target

if TYPE_CHECKING:
    from omnisim.journal import Journal
    from omnisim.kpi import KpiTable
    from omnisim.scenario.schema import Scenario

DAY = 86400.0
HOUR = 3600.0
PHONE, CHAT, MESSAGE, MAIL, BACK = range(5)
CHANNELS = ("phone", "chat", "message", "mail", "back")


@dataclass(frozen=True, kw_only=True)
class Stay:
    """One interaction; by default one that was handled by agent 0 of group 0."""

    outcome: Outcome = Outcome.HANDLED
    silent: bool = False
    story: bool = False
    told: int = -1
    group: int = 0
    agent: int = 0
    offers: int = 1
    queued: float
    answered: float = NAN
    turn: float | None = None  # None: when it was answered
    left: float = NAN
    end: float = NAN
    wrapped: float | None = None  # None: at the end of the conversation


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One contact.

    `replies` are (leg, turn, asked, began, ended); `held` are (leg, agent, from, to);
    `met`, of bots, are (bot, outcome, from, to).
    """

    at: float
    channel: int = CHAT
    issue: int = 0
    customer: int | None = None  # None: a new one
    attempt: int = 1
    cause: Cause = Cause.FIRST
    outcome: Outcome = Outcome.HANDLED
    resolved: int = 1
    vulnerable: bool = False
    closed: float = NAN
    stays: tuple[Stay, ...] = ()
    replies: tuple[tuple[float, ...], ...] = ()
    held: tuple[tuple[float, ...], ...] = ()
    met: tuple[tuple[float, ...], ...] = ()


def unserved(outcome: Outcome, queued: float, left: float = NAN) -> Stay:
    """Tell of a stay in which no agent answered."""
    return Stay(outcome=outcome, group=-1, agent=-1, offers=0, queued=queued, left=left)


def conversed(
    at: float,
    answered: float,
    *replied: tuple[float, float],
    **more: Any,  # noqa: ANN401 - any field
) -> Talk:
    """Tell of a contact handled in one stay; replies are (asked, ended)."""
    closed = replied[-1][1] if replied else more.pop("closed")
    stay = Stay(queued=at, answered=answered, end=closed)
    replies = tuple(
        (0, turn, asked, asked, ended) for turn, (asked, ended) in enumerate(replied)
    )
    told = {"at": at, "closed": closed, "stays": (stay,), "replies": replies}
    return Talk(**(told | more))


def waiting(at: float, **more: Any) -> Talk:  # noqa: ANN401 - any field
    """Tell of a contact still in its first queue when play ended."""
    stays = (unserved(Outcome.OPEN, at),)
    told = {"at": at, "outcome": Outcome.OPEN, "resolved": -1, "stays": stays}
    return Talk(**(told | more))


def journal(*talks: Talk, **more: Any) -> Journal:  # noqa: ANN401 - any part of a journal
    """Return the journal of some conversations, told in order of arrival."""
    contacts, interactions, turns, holds, sessions = [], [], [], [], []
    for number, talk in enumerate(talks):
        customer = 100 + number if talk.customer is None else talk.customer
        about = (customer, talk.channel, talk.issue, talk.attempt, talk.cause)
        became = (talk.outcome, talk.resolved, talk.vulnerable)
        contacts.append((*about, *became, talk.at, talk.closed))
        for leg, stay in enumerate(talk.stays):
            wrapped = stay.end if stay.wrapped is None else stay.wrapped
            who = (stay.silent, stay.story, stay.told)
            who += (stay.group, stay.agent, stay.offers)
            turn = stay.answered if stay.turn is None else stay.turn
            told = (stay.queued, turn, stay.answered, stay.left, stay.end)
            interactions.append((number, leg, stay.outcome, *who, *told, wrapped))
        turns += [(number, *row) for row in talk.replies]
        holds += [(number, *row) for row in talk.held]
        sessions += [(number, *row) for row in talk.met]
    made = {
        "channels": CHANNELS,
        "issues": ("question",),
        "groups": ("desk", "seniors"),
        "horizon": 2 * DAY,
        "ended_at": 2 * DAY,
        "agents": [(0, 0), (1, 0)],
    }
    tables = {"turns": turns, "holds": holds, "sessions": sessions}
    return typed(contacts=contacts, interactions=interactions, **(tables | made | more))


def centre(*, days: int = 2, warm_up: float = 0, **channels: Channel) -> Scenario:
    """Return two days, open from 8 to 16, with a channel of each kind.

    Live channels have a target within 20 s, deferred ones within two hours.
    """
    live = Target(share=0.8, threshold=20)
    later = Target(share=0.9, threshold=2 * HOUR)
    turn = {"talk": None, "agent_turn": Constant(value=60.0)}
    turn |= {"customer_turn": Constant(value=30.0)}
    of_kind = {
        "phone": parts.channel(target=live),
        "chat": parts.channel(kind=Kind.CHAT, target=live, **turn),
        "message": parts.channel(kind=Kind.MESSAGE, target=later, **turn),
        "mail": parts.channel(
            kind=Kind.MAIL,
            target=later,
            talk=None,
            work=Constant(value=540.0),
            wrap_up=Constant(value=180.0),
        ),
        "back": parts.channel(kind=Kind.CALLBACK, target=later),
    }
    two_chats = Mix(most={"chat": 2})
    skills = dict.fromkeys(CHANNELS, parts.Skill())
    return parts.scenario(
        calendar=parts.calendar(
            open=parts.hours((8, 16)), days=days, warm_up=warm_up, interval=HOUR
        ),
        issues={"question": Issue(share=1.0)},
        channels=of_kind | channels,
        agents={
            "desk": parts.group(skills=skills, may_hold=(two_chats,)),
            "seniors": parts.group(),
        },
    )


def figures(*talks: Talk, of: Scenario | None = None, **more: Any) -> KpiTable:  # noqa: ANN401 - any part of a journal, or the attribution
    """Return the figures of some conversations."""
    how = {"attribution": more.pop("attribution", "arrival")}
    return compute(journal(*talks, **more), of or centre(), **how)

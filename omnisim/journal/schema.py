"""The tables a run leaves: every column once, with type, unit and meaning.

The engine writes these tables and nothing else; every figure is worked out from
them. Instants are seconds from the start of the calendar. Not yet and never are
NaN in instants and -1 in numbers. A row's number is its place in its table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "TABLES",
    "WORDS",
    "Activity",
    "Cause",
    "Column",
    "Notice",
    "Outcome",
    "State",
    "dtype",
]


class Outcome(IntEnum):
    """What became of a contact, and of each of its interactions."""

    OPEN = 0  # still waiting or in conversation when the run ended
    HANDLED = 1  # conversed with an agent to the end
    ABANDONED = 2  # gave up while waiting in a queue
    BLOCKED = 3  # all lines were in use
    BALKED = 4  # left at once on hearing the announced wait
    CLOSED = 5  # came outside the opening hours
    TRANSFERRED = 6  # interactions only: went on to another group
    QUIT = 7  # left in the middle of a conversation, for want of a reply
    CALLBACK = 8  # took the offer to be called back
    UNREACHED = 9  # did not pick up any of the calls back
    QUIET = 10  # interactions only: went quiet, and came back through the queue
    HANDED_ON = 11  # interactions only: the agent's duty ended
    MISSED = 12  # interactions only: a call back that was not picked up
    CUT_OFF = 13  # by an outage, or kept out by it
    CONTAINED = 14  # a bot served the customer to the end
    UNHELPED = 15  # left a bot that could not help, or was turned away by it
    MOVED = 16  # took the advice to use another channel
    WITHDRAWN = 17  # by the customer, whose other contact was answered
    MERGED = 18  # by the centre, into the customer's other contact
    FOUND_OUT = 19  # the agent found that another contact had been answered
    ESCALATED = 20  # sessions only: went on to an agent


class Cause(IntEnum):
    """Why a contact was made."""

    FIRST = 0
    BLOCKED = 1  # again, because the contact before was blocked
    BALKED = 2
    ABANDONED = 3
    UNRESOLVED = 4  # came back because the issue was not resolved
    QUIT = 5  # again, having left the conversation before
    OFFERED = 6  # takes the offer to be called back
    UNREACHED = 7  # again, having missed the calls back
    UNANSWERED = 8  # chases: the contact before is open and has no answer yet
    CUT_OFF = 9  # again, having met an outage
    UNHELPED = 10  # again, having left a bot without help
    CONTAINED = 11  # came back: a bot had served her, and not resolved the issue
    MOVED = 12  # took the advice to use this channel
    DUPLICATE = 13  # opened while the contact before waits in a queue


class State(IntEnum):
    """What an agent is doing during a span."""

    IDLE = 0
    RINGING = 1
    TALKING = 2
    WRAP_UP = 3
    AWAY = 4  # off the floor after not picking up
    WAITING = 5  # holds conversations, and all customers are at their turn
    SWITCHING = 6  # turns to another conversation
    WRITING = 7  # an agent turn of a chat or a message
    WORKING = 8  # on a mail
    CHATTING = 9  # holds chats that are modelled by their rate
    DISCOVERING = 10  # finds out that a customer has left the queue silently
    DIALLING = 11  # calls back


class Notice(IntEnum):
    """What a message to a customer is for."""

    UPDATE = 0  # tells how her contact stands, so that she need not chase
    PROACTIVE = 1  # reaches her before her first contact, so that she need not make it
    INVITATION = 2  # asks a visitor to make contact


class Activity(IntEnum):
    """What the schedule says an agent does during a stretch."""

    WORK = 0  # on the floor
    BREAK = 1  # unpaid
    PLANNED = 2  # planned shrinkage, paid: meeting, training
    ABSENT = 3  # random absence, paid


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    dtype: str
    unit: str
    meaning: str


_CONTACTS = (
    Column("customer", "<i4", "customer", "row of the population"),
    Column("channel", "<i2", "code", "place among the scenario's channels"),
    Column("issue", "<i2", "code", "place among the scenario's issues"),
    Column("attempt", "<i2", "contact", "1 for the customer's first contact, then 2 …"),
    Column("cause", "<i1", "Cause", "why the contact was made"),
    Column("outcome", "<i1", "Outcome", "what became of it"),
    Column("resolved", "<i1", "yes/no", "1 issue resolved, 0 not, -1 never handled"),
    Column("vulnerable", "<i1", "yes/no", "1 the customer needs a person, else 0"),
    Column("arrived_at", "<f8", "s", "when it reached the centre"),
    Column("closed_at", "<f8", "s", "when the customer was gone; NaN while open"),
)
_INTERACTIONS = (
    Column("contact", "<i4", "contact", "row of the contacts table"),
    Column("leg", "<i2", "leg", "0 for the first queue, 1 for the next, …"),
    Column("outcome", "<i1", "Outcome", "how the stay ended"),
    Column("silent", "<i1", "yes/no", "1 the customer left without a sign, else 0"),
    Column("story", "<i1", "yes/no", "1 the story must be told again, else 0"),
    Column(
        "told", "<i1", "yes/no",
        "1 she was told in advance of the move that led here, 0 not; -1 no move did",
    ),
    Column("group", "<i2", "code", "place among the agent groups; -1 never answered"),
    Column("agent", "<i4", "agent", "row of the agents table; -1 never answered"),
    Column("n_offers", "<i2", "offers", "times it rang at an agent, answers included"),
    Column("queued_at", "<f8", "s", "when it joined the queue"),
    Column(
        "turn_at", "<f8", "s",
        "when an endlessly patient customer would have had her turn; NaN if never",
    ),
    Column(
        "answered_at", "<f8", "s",
        "when talk began, or an agent took the chat, message or mail; NaN never",
    ),
    Column("left_at", "<f8", "s", "when the customer gave up; NaN did not"),
    Column(
        "talk_end_at", "<f8", "s",
        "when talk or conversation ended, for the agent; NaN not yet or never",
    ),
    Column("wrap_up_end_at", "<f8", "s", "when wrap-up ended; NaN not yet or never"),
)  # fmt: skip
_TURNS = (
    Column("contact", "<i4", "contact", "row of the contacts table"),
    Column("leg", "<i2", "leg", "of the interaction in which it ended"),
    Column("turn", "<i2", "turn", "0 for the first reply of a conversation"),
    Column("asked_at", "<f8", "s", "when the customer wrote; first: when taken"),
    Column("began_at", "<f8", "s", "when it first had the attention; NaN never"),
    Column("ended_at", "<f8", "s", "when the reply was sent; NaN never"),
)
_HOLDS = (
    Column("contact", "<i4", "contact", "row of the contacts table"),
    Column("leg", "<i2", "leg", "of the interaction"),
    Column("agent", "<i4", "agent", "row of the agents table"),
    Column("from_at", "<f8", "s", "when the contact took a place, offers included"),
    Column("to_at", "<f8", "s", "when it no longer did, or the run ended"),
)
_SESSIONS = (
    Column("contact", "<i4", "contact", "row of the contacts table"),
    Column("bot", "<i2", "code", "place among the scenario's bots"),
    Column("outcome", "<i1", "Outcome", "how it ended"),
    Column("from_at", "<f8", "s", "when it began"),
    Column("to_at", "<f8", "s", "when it ended, or the run did"),
)
_NOTICES = (
    Column("customer", "<i4", "customer", "row of the population"),
    Column("contact", "<i4", "contact", "which it tells of; -1 none was made yet"),
    Column("kind", "<i1", "Notice", "what it is for"),
    Column("channel", "<i2", "code", "the channel of the contact, made or spared"),
    Column("issue", "<i2", "code", "place among the scenario's issues"),
    Column("worked", "<i1", "yes/no", "1 it spared a contact, or was accepted; else 0"),
    Column("sent_at", "<f8", "s", "when it was sent"),
)
_OUTAGES = (
    Column("channel", "<i2", "code", "which was out of order; -1 a bot was"),
    Column("bot", "<i2", "code", "which was out of order; -1 a channel was"),
    Column("from_at", "<f8", "s", "when it began"),
    Column("to_at", "<f8", "s", "when it ended, or the run did"),
)
_AGENT_SPANS = (
    Column("agent", "<i4", "agent", "row of the agents table"),
    Column("state", "<i1", "State", "what the agent does"),
    Column("held", "<i2", "contacts", "contacts in hand: holds at that time"),
    Column("contact", "<i4", "contact", "the contact that has the attention; -1 none"),
    Column("from_at", "<f8", "s", "start of the span"),
    Column("to_at", "<f8", "s", "end of the span"),
)
_AGENTS = (
    Column("group", "<i2", "code", "place among the agent groups"),
    Column("number", "<i4", "agent", "number within the group, from 0"),
)
_DUTIES = (
    Column("agent", "<i4", "agent", "row of the agents table"),
    Column("activity", "<i1", "Activity", "what the schedule says"),
    Column("from_at", "<f8", "s", "start of the stretch"),
    Column("to_at", "<f8", "s", "end of the stretch, as scheduled"),
)

TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "contacts": _CONTACTS,
        "interactions": _INTERACTIONS,
        "turns": _TURNS,
        "holds": _HOLDS,
        "sessions": _SESSIONS,
        "notices": _NOTICES,
        "outages": _OUTAGES,
        "agent_spans": _AGENT_SPANS,
        "agents": _AGENTS,
        "duties": _DUTIES,
    }
)

WORDS: Mapping[str, type[IntEnum]] = MappingProxyType(
    {
        "cause": Cause,
        "outcome": Outcome,
        "state": State,
        "activity": Activity,
        "kind": Notice,
    }
)
"""The columns whose codes stand for words, in whichever table they occur."""


def dtype(table: str) -> np.dtype[np.void]:
    """Return the packed record type of a table.

    Examples
    --------
    >>> dtype("agents").itemsize
    6
    """
    return np.dtype([(column.name, column.dtype) for column in TABLES[table]])

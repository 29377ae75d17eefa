"""What a scenario chooses from by name."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "ALWAYS_FINISHED",
    "DEFERRED",
    "AgentRule",
    "AtDutyEnd",
    "ContactRule",
    "Context",
    "Cuts",
    "Kind",
    "Meets",
    "Per",
    "PlaceUntil",
    "Revive",
    "ServiceLevel",
    "Told",
    "Unavailable",
    "WaitEstimate",
]


class Kind(StrEnum):
    """How a conversation on a channel uses attention."""

    CALL = "call"  # all of it, talk then wrap-up
    CALLBACK = "callback"  # a call the centre makes
    CHAT = "chat"  # agent and customer take turns; live
    MESSAGE = "message"  # as chat, over hours and days
    MAIL = "mail"  # one piece of work that may be put aside
    BOT = "bot"  # none: customers meet a bot, and nobody else


DEFERRED = frozenset({Kind.CALLBACK, Kind.MESSAGE, Kind.MAIL})
"""Kinds whose customers do not wait live: they expect an answer by a due time."""


ALWAYS_FINISHED = frozenset({Kind.CALL, Kind.CALLBACK})
"""Kinds whose conversations an agent finishes even when her duty ends."""


class Revive(StrEnum):
    """Who goes on when a quiet conversation comes to life again."""

    EXCEED = "exceed"  # the same agent, above the limit if need be
    QUEUE = "queue"  # whoever has room


class PlaceUntil(StrEnum):
    """How long a conversation takes an agent's place."""

    WRAP_UP = "wrap_up"  # to the end of the wrap-up
    END = "end"  # to the end of the conversation


class AtDutyEnd(StrEnum):
    """What becomes of open conversations when the agent's duty ends."""

    FINISH = "finish"  # she stays until they are over
    HAND_OVER = "hand_over"  # to a colleague with room, else she finishes
    RETURN_TO_QUEUE = "return_to_queue"


class AgentRule(StrEnum):
    """Agent selection: who takes an arriving contact."""

    LONGEST_IDLE = "longest_idle"
    LEAST_OCCUPIED = "least_occupied"
    LEAST_LOADED = "least_loaded"  # fewest contacts in hand
    MOST_LOADED = "most_loaded"  # most contacts in hand, with room for another
    MOST_SPARE = "most_spare"  # largest share of capacity free
    FASTEST = "fastest"
    CHEAPEST = "cheapest"
    RANDOM = "random"
    PREVIOUS_AGENT = "previous_agent"


class ContactRule(StrEnum):
    """Contact selection: whom a freed agent takes."""

    PRIORITY = "priority"  # then longest wait; the default
    LONGEST_WAIT = "longest_wait"
    DUE_FIRST = "due_first"  # joined the queue + threshold of its channel's target
    WEIGHTED_WAIT = "weighted_wait"  # weight x time in queue, largest first
    PREFERENCE = "preference"  # the agent's own order of skills, then longest wait


class WaitEstimate(StrEnum):
    """How the announced wait is worked out."""

    LAST_WAIT = "last_wait"  # wait of the last one of this queue to be answered
    QUEUE_LENGTH = "queue_length"  # (ahead + 1) x mean handle time / agents on duty


class ServiceLevel(StrEnum):
    """The definitions of service level, `omnisim explain service_level`."""

    OFFERED = "offered"
    ANSWERED = "answered"
    ABANDON_OK = "abandon_ok"
    EXCL_ABANDON_TAU = "excl_abandon_tau"
    SHORT_OK = "short_ok"
    EXCL_SHORT = "excl_short"
    VIRTUAL = "virtual"


class Context(StrEnum):
    """Whether the story travels with the customer."""

    KEPT = "kept"
    LOST = "lost"


class Told(StrEnum):
    """Whether a customer is told in advance that she moves on, and her story too."""

    YES = "yes"
    NO = "no"


class Meets(StrEnum):
    """Which contacts of a customer a bot takes."""

    ALL = "all"
    FIRST = "first"  # those who come again go straight to the agents


class Unavailable(StrEnum):
    """What becomes of a bot's customers while it is out of order, or full."""

    AGENT = "agent"  # they go straight to the agents
    REFUSE = "refuse"  # they are turned away


class Cuts(StrEnum):
    """What an outage of a channel cuts off, besides keeping newcomers out."""

    NEW = "new"  # nothing
    WAITING = "waiting"  # who waits in the queue, or for it to be answered
    ALL = "all"  # conversations as well


class Per(StrEnum):
    """What a price is paid for."""

    CONTACT = "contact"
    SESSION = "session"  # with a bot
    MINUTE = "minute"  # of a customer's connection: queue, bot and conversation
    LINE = "line"  # and day of the calendar
    MESSAGE = "message"  # sent

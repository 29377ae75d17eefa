"""What a scenario chooses from by name."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "AgentRule",
    "ContactRule",
    "Context",
    "Kind",
    "ServiceLevel",
    "WaitEstimate",
]


class Kind(StrEnum):
    """How a conversation on a channel uses attention."""

    CALL = "call"


class AgentRule(StrEnum):
    """Agent selection: who takes an arriving contact."""

    LONGEST_IDLE = "longest_idle"
    LEAST_OCCUPIED = "least_occupied"
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

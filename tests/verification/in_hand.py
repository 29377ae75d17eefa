"""What one replication says of conversations: chats in hand, turns, mail.

As `verification.sample`: sums and counts straight from the journal, numerator and
denominator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from verification.sample import ended_at, is_answered

from omnisim.journal.schema import Outcome, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from verification.sample import Sample

__all__ = [
    "agent_turn",
    "company",
    "concurrency",
    "delayed_legs",
    "duration",
    "ended",
    "holding",
    "mean_wait_of_legs",
    "quit_inside",
    "reply_wait",
    "response",
    "spent",
    "turns_sent",
]

Floats = npt.NDArray[np.float64]
Sums = tuple[float, float]


def _time_by_held(sample: Sample) -> Floats:
    """Return the time of all agents with 0, 1, 2, ... contacts in hand."""
    inside = sample.clipped(sample.start, sample.end)
    held = sample.journal.agent_spans["held"]
    times: Floats = np.bincount(held, weights=inside, minlength=2)
    return times


def holding(k: int) -> Callable[[Sample], Sums]:
    """Share of the time present with exactly `k` in hand."""

    def read(sample: Sample) -> Sums:
        times = _time_by_held(sample)
        return float(times[k : k + 1].sum()), float(times.sum())

    return read


def concurrency(sample: Sample) -> Sums:
    """Mean number in hand, over the time with any."""
    times = _time_by_held(sample)
    return float(times @ np.arange(len(times))), float(times[1:].sum())


def company(sample: Sample) -> Sums:
    """Mean number in hand at the agent of a contact, over the time of contacts."""
    times = _time_by_held(sample)
    held = np.arange(len(times))
    return float(times @ held**2), float(times @ held)


def spent(*states: State) -> Callable[[Sample], Sums]:
    """Share of the time present in any of some states."""

    def read(sample: Sample) -> Sums:
        inside = sample.clipped(sample.start, sample.end)
        chosen = np.isin(sample.journal.agent_spans["state"], states)
        return float(inside[chosen].sum()), float(inside.sum())

    return read


def duration(channel: str = "") -> Callable[[Sample], Sums]:
    """Mean time from taken, or answered, to the end of the conversation."""

    def read(sample: Sample) -> Sums:
        stays = sample.stays[sample.came(channel)]
        stays = stays[is_answered(stays)]
        times = stays["talk_end_at"] - stays["answered_at"]
        return float(times.sum()), float(len(stays))

    return read


def response(channel: str) -> Callable[[Sample], Sums]:
    """Mean time from arrival to the end of the conversation."""

    def read(sample: Sample) -> Sums:
        stays = sample.stays[sample.came(channel)]
        times = stays["talk_end_at"] - stays["queued_at"]
        return float(times.sum()), float(len(stays))

    return read


def ended(sample: Sample) -> Sums:
    """Conversations that end in the window, by the hour."""
    end_at = sample.journal.interactions["talk_end_at"]
    inside = (end_at >= sample.start) & (end_at < sample.end)
    return float(inside.sum()), (sample.end - sample.start) / 3600


def quit_inside(sample: Sample) -> Sums:
    """Share of the conversations begun whose customer left for want of a reply."""
    begun = is_answered(sample.stays)
    left = sample.stays["outcome"] == Outcome.QUIT
    return float(left.sum()), float(begun.sum())


def _turns(sample: Sample) -> npt.NDArray[np.void]:
    """Return the agent turns asked for in the window."""
    turns = sample.journal.turns
    asked_at = turns["asked_at"]
    rows: npt.NDArray[np.void] = turns[
        (asked_at >= sample.start) & (asked_at < sample.end)
    ]
    return rows


def reply_wait(sample: Sample) -> Sums:
    """Mean time from an agent turn asked for to begun."""
    turns = _turns(sample)
    waits = turns["began_at"] - turns["asked_at"]
    return float(waits.sum()), float(len(waits))


def agent_turn(sample: Sample) -> Sums:
    """Mean time from an agent turn begun to the reply."""
    turns = _turns(sample)
    times = turns["ended_at"] - turns["began_at"]
    return float(times.sum()), float(len(times))


def turns_sent(sample: Sample) -> Sums:
    """Agent turns ended for each contact answered."""
    sent = ~np.isnan(_turns(sample)["ended_at"])
    return float(sent.sum()), float(is_answered(sample.stays).sum())


def _legs(sample: Sample) -> Floats:
    """Return the waits of all stays in a queue that began in the window."""
    stays = sample.journal.interactions
    inside = (stays["queued_at"] >= sample.start) & (stays["queued_at"] < sample.end)
    waits: Floats = (ended_at(stays) - stays["queued_at"])[inside]
    return waits


def delayed_legs(sample: Sample) -> Sums:
    """Share of stays, each leg for itself, that were not answered at once."""
    waits = _legs(sample)
    return float((waits > 0).sum()), float(len(waits))


def mean_wait_of_legs(sample: Sample) -> Sums:
    """Mean wait of stays, each leg for itself."""
    waits = _legs(sample)
    return float(waits.sum()), float(len(waits))

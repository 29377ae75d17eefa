"""What one replication says: sums and counts straight from the journal.

Nothing here goes through `omnisim.kpi`, so that a figure and its check have only
the journal in common. Each reading returns numerator and denominator.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Activity, Outcome, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.journal.journal import Journal

__all__ = [
    "Sample",
    "abandoned",
    "answered_by",
    "balked",
    "blocked",
    "busy_between",
    "calls",
    "contacts_per_customer",
    "delayed",
    "delayed_between",
    "handle_time",
    "lost_between",
    "mean_wait",
    "occupancy",
    "offered_within",
    "overrun",
    "passed_on",
    "second_delayed",
    "second_mean_wait",
    "waited_between",
    "within",
]

Mask = npt.NDArray[np.bool_]
Sums = tuple[float, float]


class Sample:
    """A journal and the window that counts.

    Parameters
    ----------
    journal : Journal
    start, end : float, seconds
        Contacts that arrive from `start` up to, not including, `end` count; so do
        the agents' spans between the two.
    """

    def __init__(self, journal: Journal, start: float, end: float) -> None:
        self.journal = journal
        self.start, self.end = start, end

    @cached_property
    def contacts(self) -> npt.NDArray[np.void]:
        """The contacts that arrived in the window."""
        arrived_at = self.journal.contacts["arrived_at"]
        rows: npt.NDArray[np.void] = self.journal.contacts[
            (arrived_at >= self.start) & (arrived_at < self.end)
        ]
        return rows

    @cached_property
    def all_stays(self) -> npt.NDArray[np.void]:
        """The first stay in a queue of every contact that had one."""
        first = self.journal.interactions["leg"] == 0
        rows: npt.NDArray[np.void] = self.journal.interactions[first]
        return rows

    @cached_property
    def stays(self) -> npt.NDArray[np.void]:
        """Those of contacts that arrived in the window."""
        queued_at = self.all_stays["queued_at"]
        inside = (queued_at >= self.start) & (queued_at < self.end)
        rows: npt.NDArray[np.void] = self.all_stays[inside]
        return rows

    @cached_property
    def waits(self) -> npt.NDArray[np.float64]:
        """The wait of each of `stays`, answered or given up."""
        waits: npt.NDArray[np.float64] = ended_at(self.stays) - self.stays["queued_at"]
        return waits

    @cached_property
    def second_waits(self) -> npt.NDArray[np.float64]:
        """The waits after a transfer that began in the window."""
        stays = self.journal.interactions
        inside = (stays["queued_at"] >= self.start) & (stays["queued_at"] < self.end)
        second = stays[inside & (stays["leg"] == 1)]
        waits: npt.NDArray[np.float64] = ended_at(second) - second["queued_at"]
        return waits

    def came(self, channel: str) -> Mask:
        """Tell which of `stays` came by a channel; all of them for ``""``."""
        if not channel:
            return np.ones(len(self.stays), dtype=bool)
        code = self.journal.provenance.channels.index(channel)
        mask: Mask = self.journal.contacts["channel"][self.stays["contact"]] == code
        return mask

    def group(self, name: str) -> int:
        """Return a group's code."""
        return self.journal.provenance.groups.index(name)

    def clipped(self, start: float, end: float) -> npt.NDArray[np.float64]:
        """Return how much of each agent span lies between two instants."""
        spans = self.journal.agent_spans
        inside = np.minimum(spans["to_at"], end) - np.maximum(spans["from_at"], start)
        clipped: npt.NDArray[np.float64] = np.maximum(inside, 0.0)
        return clipped

    @cached_property
    def is_busy(self) -> Mask:
        """Tell which agent spans are spent on a contact."""
        state = self.journal.agent_spans["state"]
        mask: Mask = (state == State.TALKING) | (state == State.WRAP_UP)
        return mask


def is_answered(stays: npt.NDArray[np.void]) -> Mask:
    """Tell who was answered: not those found to have left without a sign."""
    mask: Mask = ~np.isnan(stays["answered_at"])
    return mask & (stays["outcome"] != Outcome.ABANDONED)


def ended_at(stays: npt.NDArray[np.void]) -> npt.NDArray[np.float64]:
    """Return when each stay in the queue ended: answered or given up."""
    return np.where(is_answered(stays), stays["answered_at"], stays["left_at"])


def delayed(channel: str = "") -> Callable[[Sample], Sums]:
    """Share of stays that were not answered at once."""

    def read(sample: Sample) -> Sums:
        came = sample.came(channel)
        return float((sample.waits[came] > 0).sum()), float(came.sum())

    return read


def abandoned(channel: str = "") -> Callable[[Sample], Sums]:
    """Share of stays that ended by giving up."""

    def read(sample: Sample) -> Sums:
        came = sample.came(channel)
        gave_up = sample.stays["outcome"][came] == Outcome.ABANDONED
        return float(gave_up.sum()), float(came.sum())

    return read


def mean_wait(channel: str = "") -> Callable[[Sample], Sums]:
    """Mean wait of all stays, answered or not."""

    def read(sample: Sample) -> Sums:
        came = sample.came(channel)
        return float(sample.waits[came].sum()), float(came.sum())

    return read


def within(threshold: float) -> Callable[[Sample], Sums]:
    """Share of stays answered within a threshold."""

    def read(sample: Sample) -> Sums:
        in_time = is_answered(sample.stays) & (sample.waits <= threshold)
        return float(in_time.sum()), float(len(sample.stays))

    return read


def offered_within(threshold: float) -> Callable[[Sample], Sums]:
    """Share of stays whose turn comes within a threshold, if only they wait for it."""

    def read(sample: Sample) -> Sums:
        in_time = sample.stays["turn_at"] - sample.stays["queued_at"] <= threshold
        return float(in_time.sum()), float(len(sample.stays))

    return read


def answered_by(group: str) -> Callable[[Sample], Sums]:
    """Share of stays answered by a group."""

    def read(sample: Sample) -> Sums:
        by_group = sample.stays["group"] == sample.group(group)
        return float(by_group.sum()), float(len(sample.stays))

    return read


def balked(sample: Sample) -> Sums:
    """Share of stays that ended on hearing the announced wait."""
    left = sample.stays["outcome"] == Outcome.BALKED
    return float(left.sum()), float(len(left))


def passed_on(sample: Sample) -> Sums:
    """Share of first stays that led to a transfer."""
    onward = sample.stays["outcome"] == Outcome.TRANSFERRED
    return float(onward.sum()), float(len(onward))


def second_delayed(sample: Sample) -> Sums:
    """Share of stays after a transfer that were not answered at once."""
    waits = sample.second_waits
    return float((waits > 0).sum()), float(len(waits))


def second_mean_wait(sample: Sample) -> Sums:
    """Mean wait after a transfer."""
    return float(sample.second_waits.sum()), float(len(sample.second_waits))


def blocked(sample: Sample) -> Sums:
    """Share of contacts that found all lines in use."""
    is_blocked = sample.contacts["outcome"] == Outcome.BLOCKED
    return float(is_blocked.sum()), float(len(sample.contacts))


def calls(channel: str = "") -> Callable[[Sample], Sums]:
    """First contacts of a replication."""

    def read(sample: Sample) -> Sums:
        first = sample.contacts["attempt"] == 1
        if channel:
            code = sample.journal.provenance.channels.index(channel)
            first &= sample.contacts["channel"] == code
        return float(first.sum()), 1.0

    return read


def handle_time(group: str = "", channel: str = "") -> Callable[[Sample], Sums]:
    """Mean time from the answer to the end of wrap-up."""

    def read(sample: Sample) -> Sums:
        stays = sample.stays[sample.came(channel)]
        stays = stays[is_answered(stays)]
        if group:
            stays = stays[stays["group"] == sample.group(group)]
        times = stays["wrap_up_end_at"] - stays["answered_at"]
        return float(times.sum()), float(len(stays))

    return read


def contacts_per_customer(sample: Sample) -> Sums:
    """Contacts for each first contact."""
    n_first = (sample.contacts["attempt"] == 1).sum()
    return float(len(sample.contacts)), float(n_first)


def occupancy(group: str = "") -> Callable[[Sample], Sums]:
    """Share of the time present that is spent on contacts."""

    def read(sample: Sample) -> Sums:
        inside = sample.clipped(sample.start, sample.end)
        if group:
            agents = sample.journal.agents["group"][sample.journal.agent_spans["agent"]]
            inside = inside * (agents == sample.group(group))
        return float(inside[sample.is_busy].sum()), float(inside.sum())

    return read


def delayed_between(start: float, end: float) -> Callable[[Sample], Sums]:
    """Contacts a day that arrive between two instants and are not answered at once."""

    def read(sample: Sample) -> Sums:
        arrived_at = sample.stays["queued_at"]
        inside = (arrived_at >= start) & (arrived_at < end)
        return float((sample.waits[inside] > 0).sum()), 1.0

    return read


def lost_between(start: float, end: float) -> Callable[[Sample], Sums]:
    """Contacts a day that give up between two instants."""

    def read(sample: Sample) -> Sums:
        left_at = sample.all_stays["left_at"]
        return float(((left_at >= start) & (left_at < end)).sum()), 1.0

    return read


def waited_between(start: float, end: float) -> Callable[[Sample], Sums]:
    """Time a day spent waiting between two instants, by whoever."""

    def read(sample: Sample) -> Sums:
        stays = sample.all_stays
        last = np.minimum(ended_at(stays), end)
        inside = np.maximum(last - np.maximum(stays["queued_at"], start), 0.0)
        return float(inside.sum()), 1.0

    return read


def busy_between(start: float, end: float) -> Callable[[Sample], Sums]:
    """Agent time a day spent on contacts between two instants."""

    def read(sample: Sample) -> Sums:
        return float(sample.clipped(start, end)[sample.is_busy].sum()), 1.0

    return read


def overrun(sample: Sample) -> Sums:
    """Agent time a day spent on contacts outside the scheduled stretches of work."""
    spans, duties = sample.journal.agent_spans, sample.journal.duties
    busy = spans[sample.is_busy]
    total = float((busy["to_at"] - busy["from_at"]).sum())
    for duty in duties[duties["activity"] == Activity.WORK]:
        own = busy[busy["agent"] == duty["agent"]]
        last = np.minimum(own["to_at"], duty["to_at"])
        total -= float(
            np.maximum(last - np.maximum(own["from_at"], duty["from_at"]), 0).sum()
        )
    return total, 1.0

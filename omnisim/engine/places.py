"""What an agent may have in hand: every combination of contacts, and what may be added.

A *load* is one combination. The loads of a group form a graph that is explored as
it is walked, so that asking for room costs a look at a list, whatever the rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.scenario.admission import Admission

if TYPE_CHECKING:
    from omnisim.scenario.schema import Scenario

__all__ = ["Capacity", "Load"]

Counts = tuple[int, ...]


class Load:
    """One combination of contacts in hand.

    Parameters
    ----------
    capacity : Capacity
    counts : tuple of int
        Contacts in hand by channel code.
    """

    __slots__ = (
        "_capacity", "_less", "_more", "counts", "has_room", "n", "room", "share",
    )  # fmt: skip

    def __init__(self, capacity: Capacity, counts: Counts) -> None:
        self._capacity = capacity
        self.counts = counts
        self.n = sum(counts)
        self.share = capacity.share(counts)  # of the capacity in use
        self.room = [capacity.admits(counts, c) for c in range(len(counts))]
        self.has_room = any(self.room)  # for anything
        self._more: list[Load | None] = [None] * len(counts)
        self._less: list[Load | None] = [None] * len(counts)

    def more(self, channel: int) -> Load:
        """Return the load with one more contact of a channel, allowed or not."""
        found = self._more[channel]
        if found is None:
            found = self._more[channel] = self._capacity.load(
                _changed(self.counts, channel, 1)
            )
        return found

    def less(self, channel: int) -> Load:
        """Return the load with one contact of a channel fewer."""
        found = self._less[channel]
        if found is None:
            found = self._less[channel] = self._capacity.load(
                _changed(self.counts, channel, -1)
            )
        return found


def _changed(counts: Counts, channel: int, by: int) -> Counts:
    return (*counts[:channel], counts[channel] + by, *counts[channel + 1 :])


class Capacity:
    """What the agents of a group may hold.

    Parameters
    ----------
    scenario : Scenario
    group : str
        Name of the group.
    """

    def __init__(self, scenario: Scenario, group: str) -> None:
        channels = tuple(scenario.channels)
        self._admission = Admission(scenario, group, channels)
        self._loads: dict[Counts, Load] = {}
        self.empty = self.load((0,) * len(channels))

    def load(self, counts: Counts) -> Load:
        """Return the one `Load` of these counts."""
        found = self._loads.get(counts)
        if found is None:
            found = self._loads[counts] = Load(self, counts)
        return found

    def share(self, counts: Counts) -> float:
        """Return the share of the capacity that these contacts take."""
        return float(self._admission.share(np.array([counts]))[0])

    def admits(self, counts: Counts, channel: int) -> bool:
        """Say whether a contact of a channel may join these."""
        return bool(self._admission.admits(np.array([counts]), channel)[0])

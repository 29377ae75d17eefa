"""May one more contact join those in hand? One rule, for routing and for figures.

Given a `Scenario`; answers for *loads*, rows of contacts in hand by channel. A
newcomer fits if some mix holds all that counts for it, what it interrupts left out,
and if every channel in hand allows it to be offered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.scenario import capacity

if TYPE_CHECKING:
    import numpy.typing as npt

    from omnisim.scenario.schema import Scenario

    Counts = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]

__all__ = ["Admission"]


class Admission:
    """The rule by which the agents of one group take contacts.

    Parameters
    ----------
    scenario : Scenario
    group : str
        Name of the group.
    channels : tuple of str
        Names, in the order in which loads count them.
    """

    def __init__(
        self, scenario: Scenario, group: str, channels: tuple[str, ...]
    ) -> None:
        mixes = capacity.mixes_of(scenario, group)
        held = [[mix.get(name, 0) for name in channels] for mix in mixes]
        # a group that nothing comes to has no mix
        self._mixes = np.array(held, int).reshape(-1, len(channels))
        self.served = np.flatnonzero(self._mixes.any(axis=0))
        self._shares = np.zeros(len(channels))
        for c in self.served:
            self._shares[c] = capacity.share_of(scenario, group, channels[c])
        interrupts = capacity.interrupts_of(scenario, group)
        while_on = capacity.while_on_of(scenario, group)
        self._parked = np.array(
            [
                [held in interrupts.get(name, ()) for held in channels]
                for name in channels
            ]
        )
        self._bars = np.array(
            [
                [
                    held in while_on and name not in (held, *while_on[held])
                    for held in channels
                ]
                for name in channels
            ]
        )

    def share(self, loads: Counts) -> Floats:
        """Return the share of the capacity that loads take, shape (n_loads,)."""
        share: Floats = loads @ self._shares
        return share

    def admits(self, loads: Counts, channel: int) -> Flags:
        """Say which loads leave room for a contact of a channel.

        Parameters
        ----------
        loads : array of int, shape (n_loads, n_channels)
        channel : int

        Returns
        -------
        array of bool, shape (n_loads,)
        """
        counted = np.where(self._parked[channel], 0, loads)
        barred = np.any(counted[:, self._bars[channel]] > 0, axis=1)
        # a parked channel does not count against others; its own newcomer does
        counted[:, channel] = loads[:, channel] + 1
        fits = np.any(np.all(counted[:, None, :] <= self._mixes, axis=2), axis=1)
        admitted: Flags = fits & ~barred
        return admitted

    def has_room(self, loads: Counts) -> Flags:
        """Say which loads leave room for a contact of any channel served."""
        room = np.zeros(len(loads), dtype=bool)
        for channel in self.served:
            room |= self.admits(loads, int(channel))
        return room

    def is_above(self, loads: Counts) -> Flags:
        """Say which loads are above the limit: no contact could have come as the last.

        So a mail that was parked for a call is within it.
        """
        above: Flags = np.any(loads > 0, axis=1)
        for channel in range(loads.shape[1]):
            rows = np.flatnonzero(above & (loads[:, channel] > 0))
            before = loads[rows]
            before[:, channel] -= 1
            above[rows] = ~self.admits(before, channel)
        return above

"""The draws of one population, by purpose: from an address to a number.

`Draws` knows the keys of the purposes, the laws and whose address is whose; what
is drawn together and what is kept is the business of `omnisim.population.table`
and `omnisim.population.turns`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim import streams
from omnisim.population.laws import Sampler, sampler
from omnisim.population.purposes import Purpose
from omnisim.population.stay_laws import LawTable

if TYPE_CHECKING:
    import numpy.typing as npt

    from omnisim.population.stay_laws import StayLaws
    from omnisim.scenario.laws import Law
    from omnisim.streams import Counters, Floats

    Cells = npt.NDArray[np.intp]

__all__ = ["CHUNK", "Draws", "index_of"]

CHUNK = 1024  # customers whose stays are drawn together
_WORK = frozenset({Purpose.TALK, Purpose.WRAP_UP, Purpose.AGENT_TURN})


def index_of(attempt: int, n: int) -> int:
    """Return the number of a draw among those of its purpose and customer.

    Parameters
    ----------
    attempt : int
        Number of the contact, from 1.
    n : int
        Which within the contact, below 2**32.
    """
    return attempt << 32 | n


class Draws:
    """Everything drawn for the customers of one population.

    Parameters
    ----------
    seed, replication : int
    laws : StayLaws
    identity : array of uint64, shape (n,)
        The address of a customer's draws.
    channel, issue : array of int16, shape (n,)
        Codes: where she arrives first, and why.
    """

    __slots__ = (
        "_effort",
        "_keys",
        "_laws",
        "_n_issues",
        "_replication",
        "_samplers",
        "_seed",
        "_tables",
        "channel",
        "identity",
        "issue",
    )

    def __init__(
        self,
        *,
        seed: int,
        replication: int,
        laws: StayLaws,
        identity: Counters,
        channel: npt.NDArray[np.int16],
        issue: npt.NDArray[np.int16],
    ) -> None:
        self._seed, self._replication, self._laws = seed, replication, laws
        self._n_issues = len(laws.effort)
        self._effort = np.array(laws.effort)
        self._keys: dict[tuple[str, ...], int] = {}
        self._tables: dict[Purpose, LawTable] = {}
        self._samplers: dict[int, tuple[Law, Sampler]] = {}
        self.identity, self.channel, self.issue = identity, channel, issue

    def rows(self, chunk: int) -> slice:
        """Return the rows of a chunk.

        Raises
        ------
        IndexError
            If there is no such chunk.
        """
        n = self.identity.size
        if not 0 <= chunk * CHUNK < n:
            raise IndexError(f"no chunk {chunk} among {n} customers")
        return slice(chunk * CHUNK, min((chunk + 1) * CHUNK, n))

    def key(self, purpose: Purpose, *words: str) -> int:
        """Return the key of a purpose's stream, from `omnisim.streams.key`."""
        name = self._keys.get((purpose, *words))
        if name is None:
            name = streams.key(self._seed, self._replication, str(purpose), *words)
            self._keys[purpose, *words] = name
        return name

    def sampler_of(self, law: Law) -> Sampler:
        """Return the sampler of a law, prepared once."""
        prepared = self._samplers.get(id(law))
        if prepared is None:
            # the law is kept beside its sampler, so that its id stays its own
            prepared = self._samplers[id(law)] = (law, sampler(law))
        return prepared[1]

    def cells(self, rows: slice, channel: int | None = None) -> Cells:
        """Return where the laws of some customers stand in the tables.

        Parameters
        ----------
        rows : slice
        channel : int, optional
            Code of the channel they are on; without it, the one each arrived on.

        Returns
        -------
        array of int, shape (n_rows,)
            Channel code x number of issues + issue code.
        """
        here = self.channel[rows] if channel is None else channel
        issue = self.issue[rows].astype(np.intp)
        return np.asarray(here, dtype=np.intp) * self._n_issues + issue

    def draw(
        self, purpose: Purpose, identity: Counters, cells: Cells, index: int | Counters
    ) -> Floats:
        """Draw from the laws of a purpose; work has the issue's effort in it.

        Parameters
        ----------
        purpose : Purpose
            One that `StayLaws` has laws of.
        identity : array of uint64, shape (n,)
        cells : array of int, shape (n,)
            From `cells`.
        index : int or array of uint64, shape (n,)
            From `index_of`.

        Returns
        -------
        array of float, shape (n,)
            Seconds; for `Purpose.TURNS` whole numbers.
        """
        table = self._tables.get(purpose)
        if table is None:
            table = LawTable(getattr(self._laws, str(purpose)))
            self._tables[purpose] = table
        drawn = table.draw(self.key(purpose), identity, cells, index)
        if purpose in _WORK:
            drawn *= self._effort[cells % self._n_issues]
        return drawn

"""Who comes, and the address of everything they bring.

A `Population` is what `omnisim.population.draw` hands to an engine: four columns,
and draws that are worked out when somebody asks, each a function of the
customer's identity, the purpose and the counters of its address. An engine asks
for the stays of whole chunks, and for the rare coin one by one.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from omnisim import streams
from omnisim.population.laws import Sampler, sampler
from omnisim.population.purposes import Purpose
from omnisim.population.stay_laws import LawTable, StayLaws
from omnisim.scenario.laws import Constant, Law

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from omnisim.streams import Counters, Floats

__all__ = ["CHUNK", "Population", "Stays"]

CHUNK = 1024  # customers whose stays are drawn together
_KEPT = 64  # stays of chunks kept: 2 MiB

_StayAddress = tuple[int, int, int, int | None]


class Stays(NamedTuple):
    """What the customers of a chunk bring to one stay: arrays of float, seconds."""

    patience: Floats  # longest wait each would bear; may be infinite
    talk: Floats  # at standard pace, the issue's effort included
    wrap_up: Floats  # as talk
    tolerance: Floats  # longest announced wait each puts up with; may be infinite


@dataclass(frozen=True, slots=True)
class _Memory:
    """What a population has worked out and may forget."""

    keys: dict[tuple[str, ...], int] = field(default_factory=dict)
    tables: dict[Purpose, LawTable] = field(default_factory=dict)
    samplers: dict[int, tuple[Law, Sampler]] = field(default_factory=dict)
    stays: OrderedDict[_StayAddress, Stays] = field(default_factory=OrderedDict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Population:
    """Everyone who makes contact in one replication, in order of arrival.

    Columns are read-only. Two populations hold the same customers if their
    columns and `fingerprint` agree.

    Parameters
    ----------
    channels, issues : tuple of str
        Names by code.
    seed, replication : int
    fingerprint : str
        Of the demand side of the scenario, the same for all replications.
    laws : StayLaws
        What durations are drawn from.
    identity : array of uint64, shape (n,)
        The address of a customer's draws.
    channel, issue : array of int16, shape (n,)
        Codes: where she arrives first, and why.
    arrived_at : array of float, shape (n,), seconds
        Rising; equal ones in order of identity.
    """

    channels: tuple[str, ...]
    issues: tuple[str, ...]
    seed: int
    replication: int
    fingerprint: str
    laws: StayLaws
    identity: Counters
    channel: npt.NDArray[np.int16]
    issue: npt.NDArray[np.int16]
    arrived_at: Floats
    _memory: _Memory = field(init=False, repr=False, default_factory=_Memory)

    def __post_init__(self) -> None:
        for column in (self.identity, self.channel, self.issue, self.arrived_at):
            if column.shape != self.identity.shape:
                raise ValueError(
                    f"columns must be equally long, got {column.shape} "
                    f"beside {self.identity.shape}"
                )
            column.setflags(write=False)

    def __len__(self) -> int:
        return self.identity.size

    def __reduce__(self) -> tuple[object, ...]:
        """Leave behind what has been worked out."""
        return _restore, tuple(
            getattr(self, name)
            for name in self.__dataclass_fields__
            if name != "_memory"
        )

    def stays(
        self, chunk: int, *, attempt: int, leg: int, channel: int | None = None
    ) -> Stays:
        """Return what the customers of a chunk bring to one of their stays.

        Parameters
        ----------
        chunk : int
            Customers ``chunk * CHUNK`` to ``(chunk + 1) * CHUNK - 1``, as far as
            there are so many.
        attempt : int
            Number of the contact, from 1.
        leg : int
            Number of the stay within the contact, from 0.
        channel : int, optional
            Code of the channel the contact is on; without it, the one each
            customer arrived on.

        Returns
        -------
        Stays
            Read-only arrays. The last few asked for are kept, so that asking
            again for the same costs nothing.

        Raises
        ------
        IndexError
            If there is no such chunk.
        """
        address = (chunk, attempt, leg, channel)
        kept = self._memory.stays
        found = kept.get(address)
        if found is None:
            found = kept[address] = self._draw_stays(*address)
            if len(kept) > _KEPT:
                kept.popitem(last=False)
        else:
            kept.move_to_end(address)
        return found

    def coin(self, purpose: Purpose, customer: int, attempt: int, n: int = 0) -> float:
        """Return a customer's uniform number for one decision.

        Parameters
        ----------
        purpose : Purpose
            What is decided.
        customer : int
            Row of the population.
        attempt : int
            Number of the contact, from 1.
        n : int
            Which decision of that purpose within the contact, below 2**32.

        Returns
        -------
        float
            Strictly between 0 and 1.
        """
        return streams.uniform(
            self._key(purpose), int(self.identity[customer]), _index(attempt, n)
        )

    def coins(self, purpose: Purpose, chunk: int, attempt: int, n: int = 0) -> Floats:
        """Return the `coin` of every customer of a chunk.

        Parameters
        ----------
        purpose : Purpose
        chunk : int
        attempt, n : int
            As for `coin`.

        Returns
        -------
        array of float, shape (n_customers_of_chunk,)
        """
        identity = self.identity[self._rows(chunk)]
        return streams.uniforms(self._key(purpose), identity, _index(attempt, n))

    def duration(
        self, law: Law, purpose: Purpose, customer: int, attempt: int, n: int = 0
    ) -> float:
        """Return a customer's duration of any law.

        Parameters
        ----------
        law : Law
        purpose : Purpose
            What the duration is for.
        customer, attempt, n : int
            As for `coin`, whose number this is the quantile of.

        Returns
        -------
        float
            Seconds; may be infinite.
        """
        if isinstance(law, Constant):
            return law.value
        prepared = self._memory.samplers.get(id(law))
        if prepared is None:
            # the law is kept beside its sampler, so that its id stays its own
            prepared = self._memory.samplers[id(law)] = (law, sampler(law))
        number = self.coin(purpose, customer, attempt, n)
        return float(prepared[1](np.array([number]))[0])

    def agent_coin(self, purpose: Purpose, group: str, number: int, day: int) -> float:
        """Return an agent's uniform number for one decision of a day.

        Parameters
        ----------
        purpose : Purpose
        group : str
            Name of the agent's group.
        number : int
            Of the agent within the group, from 0.
        day : int
            From 0.

        Returns
        -------
        float
            Strictly between 0 and 1.
        """
        return streams.uniform(self._key(purpose, group), number, day)

    def to_frame(self) -> pd.DataFrame:
        """Return the columns as a pandas table, with names instead of codes.

        Returns
        -------
        DataFrame
            One row per customer, whose number is the index.
        """
        import pandas as pd  # noqa: PLC0415 - heavy, and only needed here

        def named(codes: npt.NDArray[np.int16], names: tuple[str, ...]) -> object:
            return pd.Categorical.from_codes(codes, pd.Index(names))

        return pd.DataFrame(
            {
                "identity": self.identity,
                "channel": named(self.channel, self.channels),
                "issue": named(self.issue, self.issues),
                "arrived_at": self.arrived_at,
            },
            index=pd.RangeIndex(len(self), name="customer"),
        )

    def _rows(self, chunk: int) -> slice:
        if not 0 <= chunk * CHUNK < len(self):
            raise IndexError(f"no chunk {chunk} among {len(self)} customers")
        return slice(chunk * CHUNK, (chunk + 1) * CHUNK)

    def _key(self, purpose: Purpose, *words: str) -> int:
        name = self._memory.keys.get((purpose, *words))
        if name is None:
            name = streams.key(self.seed, self.replication, str(purpose), *words)
            self._memory.keys[purpose, *words] = name
        return name

    def _table(self, purpose: Purpose) -> LawTable:
        table = self._memory.tables.get(purpose)
        if table is None:
            table = LawTable(purpose, getattr(self.laws, str(purpose)))
            self._memory.tables[purpose] = table
        return table

    def _draw_stays(
        self, chunk: int, attempt: int, leg: int, channel: int | None
    ) -> Stays:
        rows = self._rows(chunk)
        identity, issue = self.identity[rows], self.issue[rows].astype(np.intp)
        here = self.channel[rows] if channel is None else channel
        cell = np.asarray(here, dtype=np.intp) * len(self.issues) + issue
        index = _index(attempt, leg)

        def draw(purpose: Purpose) -> Floats:
            return self._table(purpose).draw(self._key(purpose), identity, cell, index)

        effort = np.array(self.laws.effort)[issue]
        stays = Stays(
            patience=draw(Purpose.PATIENCE),
            talk=draw(Purpose.TALK) * effort,
            wrap_up=draw(Purpose.WRAP_UP) * effort,
            tolerance=draw(Purpose.TOLERANCE),
        )
        for column in stays:
            column.setflags(write=False)
        return stays


def _index(attempt: int, n: int) -> int:
    """Return the number of a draw among those of its purpose and customer."""
    return attempt << 32 | n


def _restore(*fields: object) -> Population:
    """Put a pickled population together again."""
    names = [name for name in Population.__dataclass_fields__ if name != "_memory"]
    return Population(**dict(zip(names, fields, strict=True)))  # type: ignore[arg-type] # the fields as __reduce__ left them

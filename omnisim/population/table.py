"""Who comes, and the address of everything they bring.

A `Population` is what `omnisim.population.draw` hands to an engine: four columns,
and draws that are worked out when somebody asks, each a function of the
customer's identity, the purpose and the counters of its address. An engine asks
for the stays of whole chunks, for the turns of a conversation as it goes on, and
for the rare coin one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from omnisim import streams
from omnisim.population.draws import Draws, index_of
from omnisim.population.purposes import Purpose
from omnisim.population.turns import Turn, Turns, first_turns
from omnisim.scenario.laws import Constant, Law

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    import pandas as pd

    from omnisim.population.stay_laws import StayLaws
    from omnisim.streams import Counters, Floats

__all__ = ["Population", "Stays"]

_KEPT = 64  # stays of chunks kept: 2.5 MiB


class Stays(NamedTuple):
    """What the customers of a chunk bring to one stay: arrays of float, seconds.

    The work of a mail, and of a chat or message held turn by turn, is in its
    turns: see `Population.turn`.
    """

    patience: Floats  # longest wait each would bear; may be infinite
    talk: Floats  # or what a chat held at a rate takes if alone; else 0. At
    # standard pace, the issue's effort included
    wrap_up: Floats  # as talk
    tolerance: Floats  # longest announced wait each puts up with; may be infinite
    turns: Floats  # whole numbers: agent turns, rounds of a mail; else 1


_OF_A_STAY = tuple(Purpose(name) for name in Stays._fields)


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
        What durations and numbers of turns are drawn from.
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
    _draws: Draws = field(init=False, repr=False)
    _turns: Turns = field(init=False, repr=False)
    _stays: Callable[[int, int, int, int | None], Stays] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for column in (self.identity, self.channel, self.issue, self.arrived_at):
            if column.shape != self.identity.shape:
                raise ValueError(
                    f"columns must be equally long, got {column.shape} "
                    f"beside {self.identity.shape}"
                )
            column.setflags(write=False)
        draws = Draws(
            seed=self.seed,
            replication=self.replication,
            laws=self.laws,
            identity=self.identity,
            channel=self.channel,
            issue=self.issue,
        )
        keep = object.__setattr__  # the way past a frozen class
        keep(self, "_draws", draws)
        keep(self, "_turns", Turns(draws))
        keep(self, "_stays", lru_cache(_KEPT)(partial(_draw_stays, draws)))

    def __len__(self) -> int:
        return self.identity.size

    def __reduce__(self) -> tuple[object, ...]:
        """Leave behind what has been worked out."""
        return _restore, tuple(getattr(self, name) for name in _FIELDS)

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
        return self._stays(chunk, attempt, leg, channel)

    def turn(self, customer: int, attempt: int, leg: int, channel: int, n: int) -> Turn:
        """Return one turn of a conversation.

        Parameters
        ----------
        customer : int
            Row of the population.
        attempt : int
            Number of the contact, from 1.
        leg : int
            Number of the stay within the contact whose turns were drawn, from 0
            and below 2**16.
        channel : int
            Code of the channel the contact is on.
        n : int
            Number of the turn, from 0 and below 2**16: more than any law of
            turns gives. Turns past the number in `stays` may be asked for too.

        Returns
        -------
        Turn
            The work on reply n (of a mail: on round n), the customer's turn that
            follows it, and how long she waits for it. Nothing but 0, 0 and
            infinity where a conversation has no turns.

        Notes
        -----
        The first stays of a chunk of customers are drawn together, and the last
        few asked for are kept: asked for in order of time, a turn costs under a
        microsecond.
        """
        return self._turns.turn(customer, attempt, leg, channel, n)

    def first_turns(self, chunk: int) -> tuple[Floats, ...]:
        """Return the first turn of the first stay of every customer of a chunk.

        Parameters
        ----------
        chunk : int
            As for `stays`.

        Returns
        -------
        tuple of array of float, shape (n_customers_of_chunk,), seconds
            The fields of `Turn`, in its order.

        Raises
        ------
        IndexError
            If there is no such chunk.
        """
        return first_turns(self._draws, chunk)

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
            self._draws.key(purpose), int(self.identity[customer]), index_of(attempt, n)
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
        identity = self.identity[self._draws.rows(chunk)]
        return streams.uniforms(
            self._draws.key(purpose), identity, index_of(attempt, n)
        )

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
        number = self.coin(purpose, customer, attempt, n)
        return float(self._draws.sampler_of(law)(np.array([number]))[0])

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
        return streams.uniform(self._draws.key(purpose, group), number, day)

    def outage_duration(
        self, law: Law, purpose: Purpose, name: str, place: int, n: int
    ) -> float:
        """Return a duration that belongs to no customer: of an outage, or up to it.

        Parameters
        ----------
        law : Law
        purpose : Purpose
        name : str
            What is out of order.
        place : int
            Of the outage among those of that name, from 0.
        n : int
            Which of them, in order of time.

        Returns
        -------
        float
            Seconds; may be infinite.
        """
        number = streams.uniform(self._draws.key(purpose, name), place, n)
        return float(self._draws.sampler_of(law)(np.array([number]))[0])

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


_FIELDS = tuple(found.name for found in fields(Population) if found.init)


def _restore(*values: object) -> Population:
    """Put a pickled population together again."""
    return Population(**dict(zip(_FIELDS, values, strict=True)))  # type: ignore[arg-type] # the fields as __reduce__ left them


def _draw_stays(
    draws: Draws, chunk: int, attempt: int, leg: int, channel: int | None
) -> Stays:
    """Draw what the customers of a chunk bring to one of their stays."""
    rows = draws.rows(chunk)
    identity, cells = draws.identity[rows], draws.cells(rows, channel)
    index = index_of(attempt, leg)
    stays = Stays(
        *(draws.draw(purpose, identity, cells, index) for purpose in _OF_A_STAY)
    )
    for column in stays:
        column.setflags(write=False)
    return stays

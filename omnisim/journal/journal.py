"""The journal of one replication: ten tables and where they come from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import TABLES

__all__ = ["Journal", "Provenance", "Table"]

Table = npt.NDArray[np.void]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made a journal, and the names behind its codes.

    Parameters
    ----------
    version : str
        Version of omnisim.
    engine : str
        ``"process"``.
    seed, replication : int
    fingerprint : str
        Of the resolved scenario.
    channels, issues, groups, bots : tuple of str
        Names by code.
    horizon : float, seconds
        End of the last day of the calendar.
    ended_at : float, seconds
        When play stopped: at the horizon, or later once the floor was empty.
    """

    version: str
    engine: str
    seed: int
    replication: int
    fingerprint: str
    channels: tuple[str, ...]
    issues: tuple[str, ...]
    groups: tuple[str, ...]
    horizon: float
    ended_at: float
    bots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Journal:
    """Everything that happened in one replication.

    Each table is a structured array with the columns `omnisim.journal.schema`
    declares. Contacts are in order of arrival; interactions by contact, then
    leg; turns, holds and sessions by contact, then time; notices and outages by
    time; agent spans and duties by agent, then time. The journal takes the
    arrays over and makes them read-only.
    """

    provenance: Provenance
    contacts: Table
    interactions: Table
    turns: Table
    holds: Table
    sessions: Table
    notices: Table
    outages: Table
    agent_spans: Table
    agents: Table
    duties: Table

    def __post_init__(self) -> None:
        for name in TABLES:
            self.table(name).setflags(write=False)

    def table(self, name: str) -> Table:
        """Return one table by its name.

        Raises
        ------
        ValueError
            If there is no such table.
        """
        if name not in TABLES:
            raise ValueError(f"no table {name!r}; there are {', '.join(TABLES)}")
        found: Table = getattr(self, name)
        return found

    def is_identical(self, other: Journal) -> bool:
        """Tell whether two journals agree bit for bit, provenance included.

        Unlike ``==`` on floats, one NaN equals another here.
        """
        return self.provenance == other.provenance and all(
            self.table(name).dtype == other.table(name).dtype
            and self.table(name).tobytes() == other.table(name).tobytes()
            for name in TABLES
        )

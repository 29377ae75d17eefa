"""The journal as the engine writes it: packed rows while playing, tables at the end.

A row is packed into bytes in one call, exactly as the declared record type lies
in memory, so that a run keeps no object per row.
"""

from __future__ import annotations

import math
from struct import Struct
from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.journal import Journal, Provenance, Table
from omnisim.journal.schema import TABLES, State, dtype

if TYPE_CHECKING:
    from omnisim.engine.roster import Roster
    from omnisim.engine.state import Contact

__all__ = ["OFF_FLOOR", "Recorder"]

OFF_FLOOR = -1  # closes an agent's last span; never a state in the journal
NEVER = math.nan

_FORMATS = {"<i1": "b", "<i2": "h", "<i4": "i", "<f8": "d"}
_MOMENT = np.dtype(
    [("agent", "<i4"), ("state", "<i1"), ("contact", "<i4"), ("at", "<f8")]
)


# contacts end in another order than they arrive: their rows carry their numbers
_NUMBERED = np.dtype([("number", "<i4"), ("row", dtype("contacts"))])


def _format(table: str) -> str:
    return "".join(_FORMATS[column.dtype] for column in TABLES[table])


class Recorder:
    """Collects the rows of one run."""

    def __init__(self) -> None:
        self.n_contacts = 0
        self._contacts = bytearray()
        self._interactions = bytearray()
        self._moments = bytearray()
        self._pack_contact = Struct("<i" + _format("contacts")).pack
        self._pack_interaction = Struct("<" + _format("interactions")).pack
        self._pack_moment = Struct("<ibid").pack

    def number_contact(self) -> int:
        """Return the number of a contact that arrives now."""
        number = self.n_contacts
        self.n_contacts = number + 1
        return number

    def contact(self, contact: Contact) -> None:
        """Write the row of a contact that has ended, or is open at the end."""
        self._contacts += self._pack_contact(
            contact.number,
            contact.customer,
            contact.channel,
            contact.issue,
            contact.attempt,
            contact.cause,
            contact.outcome,
            contact.resolved,
            contact.arrived_at,
            contact.closed_at,
        )

    def interaction(self, contact: Contact, outcome: int) -> None:
        """Write the row of the present leg of a contact."""
        agent = contact.agent
        self._interactions += self._pack_interaction(
            contact.number,
            contact.leg,
            outcome,
            -1 if agent is None else agent.group.code,
            -1 if agent is None else agent.number,
            contact.n_offers,
            contact.queued_at,
            contact.turn_at,
            contact.answered_at,
            contact.left_at,
            contact.talk_end_at,
            contact.wrap_up_end_at,
        )

    def moment(self, agent: int, state: int, contact: int, at: float) -> None:
        """Write that an agent's state changes now."""
        self._moments += self._pack_moment(agent, state, contact, at)

    def finish(self, roster: Roster, provenance: Provenance) -> Journal:
        """Turn the rows into the tables of a journal; the rows are used up.

        Parameters
        ----------
        roster : Roster
            Gives the tables of agents and duties.
        provenance : Provenance
            With `ended_at`, past which nothing is known.
        """
        return Journal(
            provenance=provenance,
            contacts=self._finish_contacts(),
            interactions=self._finish_interactions(provenance.ended_at),
            agent_spans=self._finish_spans(provenance.ended_at),
            agents=_frozen(roster.agents_table()),
            duties=_frozen(roster.duties_table()),
        )

    def last_instant(self) -> float:
        """Return the last instant of any change of state, or minus infinity."""
        at = np.frombuffer(self._moments, _MOMENT)["at"]
        closed = np.frombuffer(self._contacts, _NUMBERED)["row"]["closed_at"]
        return max(
            float(at[-1]) if len(at) else -math.inf,
            float(np.nanmax(closed, initial=-math.inf)),
        )

    def _finish_contacts(self) -> Table:
        rows = np.frombuffer(self._contacts, _NUMBERED)
        table = np.empty(len(rows), dtype("contacts"))
        table[rows["number"]] = rows["row"]
        del rows
        self._contacts = bytearray()
        return _frozen(table)

    def _finish_interactions(self, ended_at: float) -> Table:
        rows = np.frombuffer(self._interactions, dtype("interactions"))
        order = np.argsort(rows["contact"], kind="stable")  # legs are in order already
        table = rows[order]
        del rows
        self._interactions = bytearray()
        # a wrap-up is written when it begins; one that the run cut off has no end
        table["wrap_up_end_at"][table["wrap_up_end_at"] > ended_at] = NEVER
        return _frozen(table)

    def _finish_spans(self, ended_at: float) -> Table:
        moments = np.frombuffer(self._moments, _MOMENT)
        order = np.argsort(moments["agent"], kind="stable").astype(np.int32)
        agent, at = moments["agent"][order], moments["at"][order]
        to_at = np.empty_like(at)
        to_at[:-1] = at[1:]
        last = np.empty(len(at), bool)
        if len(at):
            last[:-1] = agent[1:] != agent[:-1]
            last[-1] = True
            to_at[last] = ended_at
        state = moments["state"][order]
        keep = (state != OFF_FLOOR) & (to_at > at)
        table = np.empty(int(keep.sum()), dtype("agent_spans"))
        table["agent"] = agent[keep]
        table["state"] = state[keep]
        table["from_at"] = at[keep]
        table["to_at"] = to_at[keep]
        table["contact"] = moments["contact"][order][keep]
        table["held"] = np.isin(table["state"], _HOLDING)
        del moments
        self._moments = bytearray()
        return _frozen(table)


_HOLDING = (State.RINGING, State.TALKING, State.WRAP_UP)


def _frozen(table: Table) -> Table:
    table.flags.writeable = False
    return table

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
from omnisim.journal.schema import TABLES, dtype

if TYPE_CHECKING:
    from omnisim.engine.roster import Roster
    from omnisim.engine.state import Contact

__all__ = ["OFF_FLOOR", "Recorder"]

OFF_FLOOR = -1  # closes an agent's last span; never a state in the journal
NEVER = math.nan

_FORMATS = {"<i1": "b", "<i2": "h", "<i4": "i", "<f8": "d"}
_MOMENT = np.dtype(
    [
        ("agent", "<i4"),
        ("state", "<i1"),
        ("contact", "<i4"),
        ("held", "<i2"),
        ("at", "<f8"),
    ]
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
        self._turns = bytearray()
        self._holds = bytearray()
        self._sessions = bytearray()
        self._notices = bytearray()
        self._outages = bytearray()
        self._moments = bytearray()
        self._pack_contact = Struct("<i" + _format("contacts")).pack
        self._pack_interaction = Struct("<" + _format("interactions")).pack
        self._pack_turn = Struct("<" + _format("turns")).pack
        self._pack_hold = Struct("<" + _format("holds")).pack
        self._pack_session = Struct("<" + _format("sessions")).pack
        self._pack_notice = Struct("<" + _format("notices")).pack
        self._pack_outage = Struct("<" + _format("outages")).pack
        self._pack_moment = Struct("<ibihd").pack

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
            contact.vulnerable,
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
            contact.silent,
            contact.has_story,
            contact.told,
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

    def turn(self, contact: Contact, ended_at: float) -> None:
        """Write the row of an agent turn that was sent, or dropped (NaN)."""
        self._turns += self._pack_turn(
            contact.number,
            contact.leg,
            contact.turn,
            contact.asked_at,
            contact.began_at,
            ended_at,
        )

    def hold(self, contact: Contact, agent: int, from_at: float, to_at: float) -> None:
        """Write how long a contact took an agent's place; nothing if it did not."""
        if to_at > from_at:
            self._holds += self._pack_hold(
                contact.number, contact.leg, agent, from_at, to_at
            )

    def session(self, contact: Contact, bot: int, outcome: int, to_at: float) -> None:
        """Write the row of a session with a bot that is over, or open at the end."""
        self._sessions += self._pack_session(
            contact.number, bot, outcome, contact.session_at, to_at
        )

    def notice(
        self, contact: Contact, kind: int, sent_at: float, *, worked: bool
    ) -> int:
        """Write that a message was sent to the customer of a contact, made or not.

        Returns the number of the row, for `has_worked`.
        """
        number = len(self._notices) // dtype("notices").itemsize
        self._notices += self._pack_notice(
            contact.customer,
            contact.number,
            kind,
            contact.channel,
            contact.issue,
            worked,
            sent_at,
        )
        return number

    def has_worked(self, notice: int) -> None:
        """Write that a message did what it was for."""
        rows = np.frombuffer(self._notices, dtype("notices"))
        rows["worked"][notice] = 1

    def outage(self, channel: int, bot: int, from_at: float, to_at: float) -> None:
        """Write when a channel, or a bot, was out of order; the other one is -1."""
        self._outages += self._pack_outage(channel, bot, from_at, to_at)

    def moment(
        self, agent: int, state: int, contact: int, held: int, at: float
    ) -> None:
        """Write that what an agent does or has in hand changes now."""
        self._moments += self._pack_moment(agent, state, contact, held, at)

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
            interactions=self._finish_interactions(),
            turns=self._finish_turns(),
            holds=self._finish_holds(),
            sessions=self._finish_sessions(),
            notices=self._finish_notices(),
            outages=self._finish_outages(),
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

    def _finish_interactions(self) -> Table:
        table = _in_order(self._interactions, "interactions", "contact", "leg")
        self._interactions = bytearray()
        return _frozen(table)

    def _finish_turns(self) -> Table:
        rows = np.frombuffer(self._turns, dtype("turns"))
        # rows are written as turns end, so those of a contact are in order already
        table = rows[np.argsort(rows["contact"], kind="stable")]
        del rows
        self._turns = bytearray()
        return _frozen(table)

    def _finish_holds(self) -> Table:
        table = _in_order(self._holds, "holds", "contact", "from_at")
        self._holds = bytearray()
        return _frozen(table)

    def _finish_sessions(self) -> Table:
        table = _in_order(self._sessions, "sessions", "contact", "from_at")
        self._sessions = bytearray()
        return _frozen(table)

    def _finish_notices(self) -> Table:
        # written as they are sent, hence in order of time
        table = np.frombuffer(bytes(self._notices), dtype("notices"))
        self._notices = bytearray()
        return _frozen(table)

    def _finish_outages(self) -> Table:
        table = _in_order(self._outages, "outages", "from_at", "channel", "bot")
        self._outages = bytearray()
        return _frozen(table)

    def _finish_spans(self, ended_at: float) -> Table:
        moments = np.frombuffer(self._moments, _MOMENT)
        order = np.argsort(moments["agent"], kind="stable").astype(np.int32)
        agent, at = moments["agent"][order], moments["at"][order]
        # of several moments at one instant the last one counts
        is_last = np.ones(len(at), bool)
        is_last[:-1] = (agent[1:] != agent[:-1]) | (at[1:] != at[:-1])
        order, agent, at = order[is_last], agent[is_last], at[is_last]
        what = moments[["state", "contact", "held"]][order]
        del moments
        self._moments = bytearray()
        # and one that changes nothing counts no more than none
        is_new = np.ones(len(at), bool)
        is_new[1:] = (agent[1:] != agent[:-1]) | (what[1:] != what[:-1])
        agent, at, what = agent[is_new], at[is_new], what[is_new]
        to_at = np.empty_like(at)
        to_at[:-1] = at[1:]
        last = np.empty(len(at), bool)
        if len(at):
            last[:-1] = agent[1:] != agent[:-1]
            last[-1] = True
            to_at[last] = ended_at
        keep = (what["state"] != OFF_FLOOR) & (to_at > at)
        table = np.empty(int(keep.sum()), dtype("agent_spans"))
        table["agent"] = agent[keep]
        table["from_at"] = at[keep]
        table["to_at"] = to_at[keep]
        for name in ("state", "contact", "held"):
            table[name] = what[name][keep]
        return _frozen(table)


def _in_order(packed: bytearray, table: str, *columns: str) -> Table:
    """Return packed rows as a table, sorted by some columns, the first before all."""
    rows = np.frombuffer(packed, dtype(table))
    return rows[np.lexsort([rows[column] for column in reversed(columns)])]


def _frozen(table: Table) -> Table:
    table.flags.writeable = False
    return table

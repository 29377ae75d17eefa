"""How many conversations an agent has in hand, span by span.

A contact is *in hand* from when an agent takes it until she is done with it. A
contact that only rings is not: its place is kept for it, but it may still go
elsewhere. A wrap-up whose contact has given its place back already is in hand
without a place: it is called *loose* here.

Spans say how many places are taken. That settles it wherever agents hold one
contact at a time; the holds are looked at only where they can say more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import State
from omnisim.kpi.stretches import Line
from omnisim.scenario.choices import PlaceUntil

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal, Table
    from omnisim.kpi.stretches import Rows
    from omnisim.kpi.windows import Floats
    from omnisim.scenario.schema import Scenario

__all__ = ["HANDS_ON", "InHand", "in_hand", "leg_of", "only_calls", "taken_at"]

HANDS_ON = (
    State.TALKING,
    State.WRAP_UP,
    State.SWITCHING,
    State.WRITING,
    State.WORKING,
    State.CHATTING,
    State.DISCOVERING,
    State.DIALLING,
)
"""The states in which the attention is on a contact. A phone that rings has it not:
the agent waits to be connected."""


class InHand(NamedTuple):
    """Spans of agents with what is in hand; a span may be cut where that changes.

    Parameters
    ----------
    agent, state : array of int, shape (n,)
    held : array of int, shape (n,)
        Contacts in hand that take a place; of spans that are not cut, places taken.
    loose : array of bool, shape (n,) or ()
        The attention is on a contact that takes no place any more, though others do:
        where nothing is held, the state says so.
    from_at, to_at : array of float, shape (n,), seconds
    is_cut : bool
        Whether spans were cut where offers stop ringing. They need not be if an
        agent has one place at most: then the state tells that it rings.
    """

    agent: npt.NDArray[np.signedinteger]
    state: npt.NDArray[np.signedinteger]
    held: npt.NDArray[np.signedinteger]
    loose: npt.NDArray[np.bool_]
    from_at: Floats
    to_at: Floats
    is_cut: bool


def in_hand(journal: Journal, scenario: Scenario) -> InHand:
    """Return agents' spans with what is in hand.

    Parameters
    ----------
    journal : Journal
    scenario : Scenario
        Read for how long an offer rings and how long a contact takes its place.
    """
    spans = journal.agent_spans
    most = int(spans["held"].max(initial=0))
    ring = scenario.routing.ring.time
    held = spans["held"]
    is_cut = ring > 0 and most > 1
    if is_cut:
        spans, held = _without_ringing(journal, ring)
    loose = _loose_wrap_up(journal, scenario, spans) if most > 1 else np.zeros((), bool)
    return InHand(
        spans["agent"],
        spans["state"],
        held,
        loose,
        spans["from_at"],
        spans["to_at"],
        is_cut,
    )


def only_calls(journal: Journal, scenario: Scenario) -> bool:
    """Say whether agents only ever had one call in hand: then all times agree.

    The handle time of each is talk and wrap-up without a break, and all of it has
    the agent's attention.

    Parameters
    ----------
    journal : Journal
    scenario : Scenario
    """
    spans = journal.agent_spans
    return (
        int(spans["held"].max(initial=0)) <= 1
        and int(spans["state"].max(initial=0)) <= State.AWAY  # the states of calls
        and not any(lets_go(scenario, journal.provenance.channels))
    )


def lets_go(scenario: Scenario, channels: tuple[str, ...]) -> list[bool]:
    """Say of channels whether their contacts give back the place before wrap-up."""
    return [scenario.channels[name].place_until is PlaceUntil.END for name in channels]


def leg_of(journal: Journal) -> Rows:
    """Return the interaction that each hold belongs to, shape (n_holds,)."""
    first = np.searchsorted(journal.interactions["contact"], journal.holds["contact"])
    row: Rows = first + journal.holds["leg"]
    return row


def taken_at(journal: Journal, ring: float) -> Floats:
    """Return when each hold stopped ringing; its end, if nobody picked up.

    Who goes on with a contact that was answered before is not rung up.

    Parameters
    ----------
    journal : Journal
    ring : float, seconds
        How long an offer rings.

    Returns
    -------
    array of float, shape (n_holds,), seconds
    """
    holds = journal.holds
    goes_on = journal.interactions["answered_at"][leg_of(journal)] <= holds["from_at"]
    rung = np.minimum(holds["from_at"] + ring, holds["to_at"])
    taken: Floats = np.where(goes_on, holds["from_at"], rung)
    return taken


def _without_ringing(
    journal: Journal, ring: float
) -> tuple[Table, npt.NDArray[np.signedinteger]]:
    """Cut spans where a phone stops ringing; count what is in hand in each piece."""
    spans, holds = journal.agent_spans, journal.holds
    taken = taken_at(journal, ring)
    line = Line.of(spans["to_at"], holds["to_at"])
    begin, end = (line.at(spans["agent"], spans[name]) for name in ("from_at", "to_at"))
    starts = np.sort(line.at(holds["agent"], holds["from_at"]))
    stops = line.at(holds["agent"], taken)
    order = np.argsort(stops)
    stops, cut_at = stops[order], taken[order]
    span = np.searchsorted(begin, stops, "left") - 1
    inside = (span >= 0) & (stops > begin[span]) & (stops < end[span])
    span, cut_at = span[inside], cut_at[inside]
    repeated = np.zeros(len(span), dtype=bool)
    repeated[1:] = (span[1:] == span[:-1]) & (cut_at[1:] == cut_at[:-1])
    span, cut_at = span[~repeated], cut_at[~repeated]
    pieces = np.insert(spans, span + 1, spans[span])
    place = span + np.arange(1, len(span) + 1)
    pieces["from_at"][place] = cut_at
    pieces["to_at"][place - 1] = cut_at
    begin = line.at(pieces["agent"], pieces["from_at"])
    ringing = np.searchsorted(starts, begin, "right")
    ringing -= np.searchsorted(stops, begin, "right")
    return pieces, np.maximum(pieces["held"] - ringing, 0)


def _loose_wrap_up(
    journal: Journal, scenario: Scenario, spans: Table
) -> npt.NDArray[np.bool_]:
    """Find the wrap-ups of contacts that have given back their place."""
    late = np.array(lets_go(scenario, journal.provenance.channels))
    loose = np.zeros(len(spans), dtype=bool)
    asked = np.flatnonzero(spans["state"] == State.WRAP_UP)
    contact = spans["contact"][asked]
    mine = late[journal.contacts["channel"][contact]]
    asked, contact = asked[mine], contact[mine]
    if len(asked):
        holds, begin = journal.holds, spans["from_at"][asked]
        line = Line.of(holds["to_at"], begin)
        # holds are in order of contact, then time, and a contact has one at a time
        last = np.searchsorted(
            line.at(holds["contact"], holds["from_at"]),
            line.at(contact, begin),
            "right",
        )
        loose[asked] = (
            (last == 0)
            | (holds["contact"][last - 1] != contact)
            | (holds["to_at"][last - 1] <= begin)
        )
    return loose

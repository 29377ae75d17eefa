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
from omnisim.scenario.choices import Kind, PlaceUntil

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
        spans, held = _without_ringing(journal, scenario)
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


def taken_at(journal: Journal, scenario: Scenario) -> Floats:
    """Return when each hold stopped ringing; its end, if nobody picked up.

    A chat, message or mail is answered when it is taken. A call may have to wait for
    the agent's attention after that; it has been taken once it has rung. Who goes on
    with a contact that was answered before is not rung up.

    Parameters
    ----------
    journal : Journal
    scenario : Scenario
        Read for how long an offer rings.

    Returns
    -------
    array of float, shape (n_holds,), seconds
    """
    holds, names = journal.holds, journal.provenance.channels
    begin, end = holds["from_at"], holds["to_at"]
    ring = scenario.routing.ring.time
    if not ring:
        return begin
    answered_at = journal.interactions["answered_at"][leg_of(journal)]
    calls = [scenario.channels[name].kind in _CALLS for name in names]
    is_call = np.array(calls)[journal.contacts["channel"][holds["contact"]]]
    rung = np.minimum(begin + ring, end)
    taken: Floats = np.where(~is_call & (answered_at <= end), answered_at, rung)
    return np.where(answered_at <= begin, begin, taken)


_CALLS = (Kind.CALL, Kind.CALLBACK)


def _without_ringing(
    journal: Journal, scenario: Scenario
) -> tuple[Table, npt.NDArray[np.signedinteger]]:
    """Cut spans where phones begin and stop ringing; count what is in hand."""
    spans, holds = journal.agent_spans, journal.holds
    taken = taken_at(journal, scenario)
    rings = np.flatnonzero(taken > holds["from_at"])
    agent = holds["agent"][rings]
    line = Line.of(spans["to_at"], holds["to_at"])
    begin, end = (line.at(spans["agent"], spans[name]) for name in ("from_at", "to_at"))
    starts = line.at(agent, holds["from_at"][rings])
    stops = line.at(agent, taken[rings])
    cuts, first = np.unique(np.concatenate((starts, stops)), return_index=True)
    cut_at = np.concatenate((holds["from_at"][rings], taken[rings]))[first]
    span = np.searchsorted(begin, cuts, "left") - 1
    inside = (span >= 0) & (cuts > begin[span]) & (cuts < end[span])
    span, cut_at = span[inside], cut_at[inside]
    pieces = np.insert(spans, span + 1, spans[span])
    place = span + np.arange(1, len(span) + 1)
    pieces["from_at"][place] = cut_at
    pieces["to_at"][place - 1] = cut_at
    begin = line.at(pieces["agent"], pieces["from_at"])
    ringing = np.searchsorted(np.sort(starts), begin, "right")
    ringing -= np.searchsorted(np.sort(stops), begin, "right")
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

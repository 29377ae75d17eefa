"""What holds of agents: one thing at a time, on the floor when the schedule says so.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to. A breach that other
laws cause is told as well: the first law in the list is the one to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.breach import Breach, Rows, broken
from omnisim.journal.schema import Activity, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.journal.journal import Journal, Table

__all__ = ["LAWS"]

Keys = npt.NDArray[np.int64]
Instants = npt.NDArray[np.float64]

_LEG = ("contact", "leg", "agent", "answered_at", "talk_end_at", "wrap_up_end_at")
_SPAN = ("agent", "state", "contact", "from_at", "to_at")


def agents_in_order(journal: Journal) -> Iterator[Breach]:
    """Look that agents are listed by group and numbered from 0 within it."""
    group, number = journal.agents["group"], journal.agents["number"]
    same = np.zeros(len(group), dtype=bool)
    same[1:] = group[1:] == group[:-1]
    wrong = np.where(same, number != np.roll(number, 1) + 1, number != 0)
    wrong[1:] |= group[1:] < group[:-1]
    law = "agents are listed by group and numbered from 0 within it"
    yield from broken(law, "agents", wrong, ("group", "number"))


def stretches_in_order(journal: Journal) -> Iterator[Breach]:
    """Look that duties and spans have a length, an order and no overlap."""
    for table, kind in (("duties", "duties"), ("agent_spans", "spans")):
        rows = journal.table(table)
        show = ("agent", "from_at", "to_at")
        empty = ~(rows["to_at"] > rows["from_at"])
        yield from broken(f"{kind} last longer than nothing", table, empty, show)
        same = rows["agent"][1:] == rows["agent"][:-1]
        early = np.zeros(len(rows), dtype=bool)
        early[1:] = same & (rows["from_at"][1:] < rows["to_at"][:-1])
        early[1:] |= rows["agent"][1:] < rows["agent"][:-1]
        law = f"{kind} are listed by agent and time and do not overlap"
        yield from broken(law, table, early, show)


def present_when_on_duty(journal: Journal) -> Iterator[Breach]:
    """Look that spans cover each stretch of work, as far as the run goes."""
    rows, work = _work(journal)
    begins = work["from_at"] < journal.provenance.ended_at
    rows, work = rows[begins], work[begins]
    spans = journal.agent_spans
    starts, ends, work_from, work_to = _places(
        (spans["agent"], spans["from_at"]),
        (spans["agent"], spans["to_at"]),
        (work["agent"], work["from_at"]),
        (work["agent"], np.minimum(work["to_at"], journal.provenance.ended_at)),
    )
    # A presence is a row of spans each of which starts where the last one ended.
    is_first = np.ones(len(spans), dtype=bool)
    is_first[1:] = starts[1:] != ends[:-1]
    first = np.flatnonzero(is_first)
    came, left = starts[first], ends[np.append(first[1:], len(spans))[: len(first)] - 1]
    presence = np.searchsorted(came, work_from, side="right") - 1
    is_covered = presence >= 0
    is_covered[is_covered] = left[presence[is_covered]] >= work_to[is_covered]
    if not is_covered.all():
        law = "an agent on duty is on the floor from the beginning to the end"
        show = ("agent", "activity", "from_at", "to_at")
        yield Breach(law, "duties", rows[~is_covered], show)
    # Who overruns may stay on, but nobody walks in off duty.
    wrong = np.zeros(len(spans), dtype=bool)
    wrong[first] = ~np.isin(came, work_from)
    law = "an agent comes to the floor when a stretch of work begins"
    yield from broken(law, "agent_spans", wrong, _SPAN)


def idle_only_on_duty(journal: Journal) -> Iterator[Breach]:
    """Look that outside the stretches of work agents only finish what is in hand."""
    (_, work), spans = _work(journal), journal.agent_spans
    free = np.flatnonzero(
        (spans["state"] == State.IDLE) | (spans["state"] == State.AWAY)
    )
    starts, ends, work_from, work_to = _places(
        (spans["agent"][free], spans["from_at"][free]),
        (spans["agent"][free], spans["to_at"][free]),
        (work["agent"], work["from_at"]),
        (work["agent"], work["to_at"]),
    )
    found = np.searchsorted(work_from, starts, side="right") - 1
    is_inside = found >= 0
    is_inside[is_inside] = work_to[found[is_inside]] >= ends[is_inside]
    wrong = np.zeros(len(spans), dtype=bool)
    wrong[free] = ~is_inside
    law = "nobody is idle or away on the floor outside a stretch of work"
    yield from broken(law, "agent_spans", wrong, _SPAN)


def attends_to_somebody(journal: Journal) -> Iterator[Breach]:
    """Look that ringing, talk and wrap-up belong to a contact, the rest to none."""
    spans = journal.agent_spans
    is_busy = (spans["state"] != State.IDLE) & (spans["state"] != State.AWAY)
    law = "a span names a contact if and only if the agent is ringing or busy"
    wrong = is_busy != (spans["contact"] >= 0)
    yield from broken(law, "agent_spans", wrong, _SPAN)


def spans_are_interactions(journal: Journal) -> Iterator[Breach]:
    """Look that talk and wrap-up are one span each, and no span is anything else."""
    legs, ended_at = journal.interactions, journal.provenance.ended_at
    answered = np.flatnonzero(legs["agent"] >= 0)
    mine = legs[answered]
    talk_end = np.where(np.isnan(mine["talk_end_at"]), ended_at, mine["talk_end_at"])
    wrapped = np.where(
        np.isnan(mine["wrap_up_end_at"]), ended_at, mine["wrap_up_end_at"]
    )
    for state, begin, end in (
        (State.TALKING, mine["answered_at"], talk_end),
        (State.WRAP_UP, talk_end, wrapped),
    ):
        lasts = end > begin
        asked = np.zeros(int(lasts.sum()), dtype=_STAY)
        asked["agent"], asked["contact"] = mine["agent"][lasts], mine["contact"][lasts]
        asked["from_at"], asked["to_at"] = begin[lasts], end[lasts]
        is_state = np.flatnonzero(journal.agent_spans["state"] == state)
        found = journal.agent_spans[list(_STAY.names or ())][is_state].astype(_STAY)
        word = "talk" if state == State.TALKING else "wrap-up"
        law = f"each {word} is one span of the agent who answered, to the bit"
        lost, added = _unmatched(asked, found)
        rows = answered[lasts][lost]
        show: tuple[str, ...] = (
            "contact",
            "leg",
            "agent",
            "answered_at",
            "talk_end_at",
        )
        if len(rows):
            yield Breach(law, "interactions", rows, (*show, "wrap_up_end_at"))
        law = f"each span of {word} is that of one interaction, to the bit"
        if len(added):
            yield Breach(law, "agent_spans", is_state[added], _SPAN)


def rings_while_waiting(journal: Journal) -> Iterator[Breach]:
    """Look that phones ring while a contact waits, as often as it was offered."""
    spans, legs = journal.agent_spans, journal.interactions
    ringing = np.flatnonzero(spans["state"] == State.RINGING)
    if not len(ringing):
        return
    contact = spans["contact"][ringing].astype(np.int64)
    over = np.where(np.isnan(legs["answered_at"]), legs["left_at"], legs["answered_at"])
    over = np.where(np.isnan(over), journal.provenance.ended_at, over)
    starts, ends, queued, waited = _places(
        (contact, spans["from_at"][ringing]),
        (contact, spans["to_at"][ringing]),
        (legs["contact"], legs["queued_at"]),
        (legs["contact"], over),
    )
    leg = np.searchsorted(queued, starts, side="right") - 1
    is_waiting = (leg >= 0) & (waited[np.maximum(leg, 0)] >= ends)
    wrong = np.zeros(len(spans), dtype=bool)
    wrong[ringing] = ~is_waiting
    law = "a phone rings for a contact only while it waits"
    yield from broken(law, "agent_spans", wrong, _SPAN)
    n_rung = np.bincount(leg[is_waiting], minlength=len(legs))
    law = "a contact rings no more often than it is offered"
    show = ("contact", "leg", "n_offers")
    yield from broken(law, "interactions", n_rung > legs["n_offers"], show)


def holds_what_is_open(journal: Journal) -> Iterator[Breach]:
    """Look that `held` counts what an agent has in hand, the ringing one included."""
    spans = journal.agent_spans
    mine = journal.interactions[journal.interactions["agent"] >= 0]
    over = mine["wrap_up_end_at"]
    over = np.where(np.isnan(over), journal.provenance.ended_at, over)
    starts, begun, ended = _places(
        (spans["agent"], spans["from_at"]),
        (mine["agent"], mine["answered_at"]),
        (mine["agent"], over),
    )
    # Every stay of the agents listed earlier has begun and ended: they cancel.
    in_hand = np.searchsorted(np.sort(begun), starts, side="right") - np.searchsorted(
        np.sort(ended), starts, side="right"
    )
    expected = in_hand + (spans["state"] == State.RINGING)
    law = "held counts what the agent has in hand, the contact that rings included"
    wrong = spans["held"] != expected
    yield from broken(law, "agent_spans", wrong, (*_SPAN, "held"))


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    agents_in_order,
    stretches_in_order,
    present_when_on_duty,
    idle_only_on_duty,
    attends_to_somebody,
    spans_are_interactions,
    rings_while_waiting,
    holds_what_is_open,
)

_STAY = np.dtype(
    [("agent", "<i4"), ("contact", "<i4"), ("from_at", "<f8"), ("to_at", "<f8")]
)


def _work(journal: Journal) -> tuple[Rows, Table]:
    """Return stretches of work, touching ones joined, and the row each begins at."""
    rows = np.flatnonzero(journal.duties["activity"] == Activity.WORK)
    work: Table = journal.duties[rows]
    is_first = np.ones(len(work), dtype=bool)
    is_first[1:] = (work["agent"][1:] != work["agent"][:-1]) | (
        work["from_at"][1:] != work["to_at"][:-1]
    )
    joined: Table = work[is_first]
    joined["to_at"] = work["to_at"][np.roll(is_first, -1)]
    return rows[is_first], joined


def _places(*pairs: tuple[npt.NDArray[np.signedinteger], Instants]) -> tuple[Keys, ...]:
    """Turn (number, instant) pairs into whole numbers that order as the pairs do.

    Instants become ranks, so that comparisons stay exact; the number (an agent,
    a contact) comes first.
    """
    instants, rank = np.unique(
        np.concatenate([instant for _, instant in pairs]), return_inverse=True
    )
    keys, at = [], 0
    for number, instant in pairs:
        mine = rank[at : at + len(instant)].astype(np.int64)
        keys.append(number.astype(np.int64) * (len(instants) + 1) + mine)
        at += len(instant)
    return tuple(keys)


def _unmatched(asked: Table, found: Table) -> tuple[Rows, Rows]:
    """Return the rows of each table that have no equal in the other."""
    order_a, order_f = (
        np.lexsort((rows["contact"], rows["from_at"], rows["agent"]))
        for rows in (asked, found)
    )
    if np.array_equal(asked[order_a], found[order_f]):
        none = np.empty(0, dtype=np.intp)
        return none, none
    in_asked, in_found = set(asked.tolist()), set(found.tolist())
    lost = [row for row, stay in enumerate(asked.tolist()) if stay not in in_found]
    added = _repeated_or_unknown(found.tolist(), in_asked)
    return np.array(lost, dtype=np.intp), np.array(added, dtype=np.intp)


def _repeated_or_unknown(
    stays: list[tuple[int, int, float, float]],
    known: set[tuple[int, int, float, float]],
) -> list[int]:
    """Return the places of stays that are not known, or come a second time."""
    left = set(known)
    rows = []
    for row, stay in enumerate(stays):
        if stay in left:
            left.remove(stay)
        else:
            rows.append(row)
    return rows

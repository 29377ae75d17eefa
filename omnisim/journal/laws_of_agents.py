"""What holds of agents' presence: on the floor when the schedule says so.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to. A breach that other
laws cause is told as well: the first law in the list is the one to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.breach import Breach, Rows, broken
from omnisim.journal.intervals import Stretches, covered, places
from omnisim.journal.schema import Activity, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.journal.journal import Journal, Table

__all__ = ["LAWS"]

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
    starts, ends, work_from, work_to = places(
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
    wrong = np.zeros(len(spans), dtype=bool)
    wrong[free] = ~covered(
        Stretches(spans["agent"], spans["from_at"], spans["to_at"])[free],
        Stretches(work["agent"], work["from_at"], work["to_at"]),
    )
    law = "nobody is idle or away on the floor outside a stretch of work"
    yield from broken(law, "agent_spans", wrong, _SPAN)


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    agents_in_order,
    stretches_in_order,
    present_when_on_duty,
    idle_only_on_duty,
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

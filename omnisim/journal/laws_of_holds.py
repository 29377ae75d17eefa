"""What holds of places: who takes one, from when to when, and how many at a time.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.breach import Breach, broken
from omnisim.journal.intervals import (
    Stretches,
    covered,
    either,
    places,
    row_of_leg,
    same_as_before,
)
from omnisim.journal.schema import Outcome, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.journal.journal import Journal

__all__ = ["LAWS"]

_HOLD = ("contact", "leg", "agent", "from_at", "to_at")
_SPAN = ("agent", "state", "contact", "from_at", "to_at", "held")

_HOLDING = (State.RINGING, State.WAITING, State.CHATTING)
_NOT_HOLDING = (State.IDLE, State.AWAY)


def holds_in_order(journal: Journal) -> Iterator[Breach]:
    """Look that holds are listed, have a length, and do not overlap within a leg."""
    holds = journal.holds
    empty = ~(holds["to_at"] > holds["from_at"])
    yield from broken("holds last longer than nothing", "holds", empty, _HOLD)
    wrong = np.zeros(len(holds), dtype=bool)
    same = same_as_before(holds["contact"])[1:]
    wrong[1:] = holds["contact"][1:] < holds["contact"][:-1]
    wrong[1:] |= same & (holds["from_at"][1:] < holds["from_at"][:-1])
    law = "holds are listed by contact and time"
    yield from broken(law, "holds", wrong, _HOLD)
    order = np.lexsort((holds["from_at"], holds["leg"], holds["contact"]))
    sorted_ = holds[order]
    early = same_as_before(sorted_["contact"], sorted_["leg"])
    early &= sorted_["from_at"] < np.roll(sorted_["to_at"], 1)
    if early.any():
        law = "an interaction takes one place at a time"
        yield Breach(law, "holds", np.sort(order[early]), _HOLD)


def holds_belong_to_legs(journal: Journal) -> Iterator[Breach]:
    """Look that a place is taken during its interaction, by the agent who has it.

    An agent who did not get to the contact, because she did not pick up or the
    customer left before, has given the place back by the answer.
    """
    row = row_of_leg(journal, journal.holds["contact"], journal.holds["leg"])
    law = "a place is taken by an interaction that there is"
    yield from broken(law, "holds", row < 0, _HOLD)
    known = np.flatnonzero(row >= 0)
    holds, legs = journal.holds[known], journal.interactions[row[known]]
    left_unserved = (
        (legs["silent"] == 0)
        & ~np.isnan(legs["left_at"])
        & np.isnan(legs["answered_at"])
    )
    over = np.where(
        left_unserved,
        legs["left_at"],
        either(legs["wrap_up_end_at"], journal.provenance.ended_at),
    )
    wrong = np.zeros(len(row), dtype=bool)
    wrong[known] = (holds["from_at"] < legs["queued_at"]) | (holds["to_at"] > over)
    law = "a place is taken within the stay, from the queue to the end of all work"
    yield from broken(law, "holds", wrong, _HOLD)
    wrong = np.zeros(len(row), dtype=bool)
    wrong[known] = (holds["to_at"] > legs["answered_at"]) & (
        holds["agent"] != legs["agent"]
    )
    law = "after the answer the place is one of the agent who answered"
    yield from broken(law, "holds", wrong, _HOLD)


def answered_takes_a_place(journal: Journal) -> Iterator[Breach]:
    """Look that a conversation takes a place of its agent when it begins.

    Unless it gives the place back at once, its first reply having taken no time.
    """
    holds, legs, turns = journal.holds, journal.interactions, journal.turns
    row = row_of_leg(journal, holds["contact"], holds["leg"])
    over = either(legs["talk_end_at"], journal.provenance.ended_at)
    is_lasting = over > legs["answered_at"]
    reply = row_of_leg(journal, turns["contact"], turns["leg"])
    known = reply >= 0
    reply, sent = reply[known], turns["ended_at"][known]
    is_lasting[reply[sent == legs["answered_at"][reply]]] = False
    lasting = np.flatnonzero(is_lasting)
    begins, place, freed = places(
        (lasting, legs["answered_at"][lasting]),
        (row, holds["from_at"]),
        (row, holds["to_at"]),
    )
    order = np.argsort(place)
    found = np.searchsorted(place[order], begins, side="right") - 1
    has_place = found >= 0
    has_place[has_place] = freed[order][found[has_place]] > begins[has_place]
    wrong = np.zeros(len(legs), dtype=bool)
    wrong[lasting] = ~has_place
    # one that is handed over at the very instant when it falls quiet takes none
    same = legs["contact"][1:] == legs["contact"][:-1]
    handed_on = same & (legs["outcome"][:-1] == Outcome.HANDED_ON)
    wrong[1:] &= ~(handed_on & (legs["talk_end_at"][:-1] == legs["answered_at"][1:]))
    law = "a conversation takes a place of its agent when it begins"
    yield from broken(
        law, "interactions", wrong, ("contact", "leg", "agent", "answered_at")
    )


def taken_on_the_floor(journal: Journal) -> Iterator[Breach]:
    """Look that places are those of agents on the floor."""
    holds, spans = journal.holds, journal.agent_spans
    inside = covered(
        Stretches(holds["agent"], holds["from_at"], holds["to_at"]),
        Stretches(spans["agent"], spans["from_at"], spans["to_at"]),
    )
    law = "a contact takes a place of an agent who is on the floor"
    yield from broken(law, "holds", ~inside, _HOLD)


def held_is_counted(journal: Journal) -> Iterator[Breach]:
    """Look that `held` counts the places taken, throughout the span."""
    spans, holds = journal.agent_spans, journal.holds
    starts, ends, taken, freed = places(
        (spans["agent"], spans["from_at"]),
        (spans["agent"], spans["to_at"]),
        (holds["agent"], holds["from_at"]),
        (holds["agent"], holds["to_at"]),
    )
    taken, freed = np.sort(taken), np.sort(freed)
    # Every hold of the agents listed earlier has begun and ended: they cancel.
    n_taken = np.searchsorted(taken, starts, side="right")
    n_freed = np.searchsorted(freed, starts, side="right")
    # one place freed and another taken at one instant leave the count as it was
    turns = np.unique(np.concatenate((taken, freed)))
    count = np.searchsorted(taken, turns, side="right") - np.searchsorted(
        freed, turns, side="right"
    )
    turns = turns[np.diff(count, prepend=0) != 0]
    changes = np.searchsorted(turns, ends) > np.searchsorted(
        turns, starts, side="right"
    )
    law = "held counts the places that contacts take, throughout the span"
    wrong = changes | (spans["held"] != n_taken - n_freed)
    yield from broken(law, "agent_spans", wrong, _SPAN)


def states_agree_with_places(journal: Journal) -> Iterator[Breach]:
    """Look that who is idle or away holds nothing, and who waits for customers does."""
    spans = journal.agent_spans
    wrong = np.isin(spans["state"], _NOT_HOLDING) & (spans["held"] != 0)
    wrong |= np.isin(spans["state"], _HOLDING) & (spans["held"] == 0)
    law = "who is idle or away holds nothing, who waits for customers holds somebody"
    yield from broken(law, "agent_spans", wrong, _SPAN)


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    holds_in_order,
    holds_belong_to_legs,
    answered_takes_a_place,
    taken_on_the_floor,
    held_is_counted,
    states_agree_with_places,
)

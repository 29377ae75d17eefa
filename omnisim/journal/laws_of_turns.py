"""What holds of agent turns: in order, within their conversation, one at a time.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to. Chats that are modelled by
their rate have no turns, calls neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.breach import Flags, Rows, broken
from omnisim.journal.intervals import (
    is_last,
    row_of_leg,
    same_as_before,
)
from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.journal.breach import Breach
    from omnisim.journal.journal import Journal

__all__ = ["LAWS"]

_TURN = ("contact", "leg", "turn")


def turns_belong_to_legs(journal: Journal) -> Iterator[Breach]:
    """Look that each turn names an interaction that there is."""
    turns = journal.turns
    wrong = row_of_leg(journal, turns["contact"], turns["leg"]) < 0
    law = "a turn belongs to an interaction that there is"
    yield from broken(law, "turns", wrong, _TURN)


def turns_count_up(journal: Journal) -> Iterator[Breach]:
    """Look that turns go by contact, those of each conversation from 0 without a hole.

    A conversation goes on when a contact comes back after a quiet time or is handed
    on; a transfer begins another.
    """
    turns = journal.turns
    conversation = _begun(journal)
    same = same_as_before(turns["contact"], conversation)
    expected = np.where(same, np.roll(turns["turn"], 1) + 1, 0)
    wrong = turns["turn"] != expected
    wrong[1:] |= turns["contact"][1:] < turns["contact"][:-1]
    wrong |= same_as_before(turns["contact"]) & (
        turns["leg"] < np.roll(turns["leg"], 1)
    )
    law = "turns are listed by contact, and count up from 0 in each conversation"
    yield from broken(law, "turns", wrong, _TURN)


def turns_take_turns(journal: Journal) -> Iterator[Breach]:
    """Look that a turn is asked for, begun and ended, and only then asked for again."""
    turns = journal.turns
    wrong = (turns["began_at"] < turns["asked_at"]) | (
        turns["ended_at"] < turns["began_at"]
    )
    wrong |= np.isnan(turns["began_at"]) & ~np.isnan(turns["ended_at"])
    law = "a turn begins when it was asked for or later, and ends after it began"
    show: tuple[str, ...] = ("contact", "turn", "asked_at", "began_at", "ended_at")
    yield from broken(law, "turns", wrong, show)

    # a mail may be passed on before a reply, which begins another conversation
    again = same_as_before(turns["contact"])
    sent = np.roll(turns["ended_at"], 1)
    again &= same_as_before(_begun(journal)) | ~np.isnan(sent)
    law = "the customer writes when the reply before was sent, or later"
    wrong = again & ~(turns["asked_at"] >= sent)
    yield from broken(law, "turns", wrong, ("contact", "turn", "asked_at"))


def first_turn_when_taken(journal: Journal) -> Iterator[Breach]:
    """Look that the first reply is asked for when an agent takes the conversation."""
    turns, legs = journal.turns, journal.interactions
    is_first = np.flatnonzero(turns["turn"] == 0)
    begun = _begun(journal)[is_first]
    wrong = np.zeros(len(turns), dtype=bool)
    known = begun >= 0
    taken = legs["answered_at"][begun[known]]
    wrong[is_first[known]] = turns["asked_at"][is_first[known]] != taken
    law = "the first reply is asked for when the conversation is taken"
    yield from broken(law, "turns", wrong, ("contact", "turn", "asked_at"))


def turns_end_in_their_leg(journal: Journal) -> Iterator[Breach]:
    """Look that replies are sent within conversations, and only dropped if left."""
    row = row_of_leg(journal, journal.turns["contact"], journal.turns["leg"])
    known = np.flatnonzero(row >= 0)
    turns, legs = journal.turns[known], journal.interactions[row[known]]
    show = ("contact", "leg", "turn", "ended_at")
    is_sent = ~np.isnan(turns["ended_at"])

    wrong = np.zeros(len(row), dtype=bool)
    wrong[known] = is_sent & (
        ~(turns["ended_at"] >= legs["answered_at"])
        | (turns["ended_at"] > legs["talk_end_at"])
    )
    law = "a reply is sent between the answer and the end of the conversation"
    yield from broken(law, "turns", wrong, show)

    may_drop = (
        Outcome.QUIT,
        Outcome.ABANDONED,
        Outcome.TRANSFERRED,
        Outcome.CUT_OFF,
        Outcome.OPEN,
    )
    wrong = np.zeros(len(row), dtype=bool)
    wrong[known] = ~is_sent & ~np.isin(legs["outcome"], may_drop)
    law = (
        "a reply that is never sent belongs to a customer who left or was passed on, "
        "or to the end"
    )
    yield from broken(law, "turns", wrong, show)

    wrong = np.zeros(len(row), dtype=bool)
    wrong[known] = is_sent & (legs["outcome"] == Outcome.FOUND_OUT)
    law = "nobody is sent a reply who is found out to need none"
    yield from broken(law, "turns", wrong, show)

    is_over = np.isin(legs["outcome"], (Outcome.HANDLED, Outcome.TRANSFERRED))
    last = is_last(journal.turns["contact"], _begun(journal))[known]
    wrong = np.zeros(len(row), dtype=bool)
    is_passed_on = ~is_sent & (legs["outcome"] == Outcome.TRANSFERRED)
    is_late = turns["ended_at"] != legs["talk_end_at"]
    wrong[known] = is_over & last & is_late & ~is_passed_on
    law = "a conversation that is handled ends with its last reply"
    yield from broken(law, "turns", wrong, show)


def leaves_for_want_of_a_reply(journal: Journal) -> Iterator[Breach]:
    """Look that who leaves a conversation waits for a reply at that time.

    One who is seen to leave gets no reply; who leaves without a sign gets one that
    nobody reads, if the run lasts that long.
    """
    turns, legs = journal.turns, journal.interactions
    row = row_of_leg(journal, turns["contact"], turns["leg"])
    known = np.flatnonzero(row >= 0)
    last = np.full(len(legs), -1)
    last[row[known]] = known  # of several the last one stays
    is_over = (legs["outcome"] == Outcome.QUIT) & ~np.isnan(legs["talk_end_at"])
    wrong = is_over & (last < 0)
    left = np.flatnonzero(is_over & (last >= 0))
    turn, left_at = turns[last[left]], legs["left_at"][left]
    waits = (turn["asked_at"] <= left_at) & ~(turn["ended_at"] < left_at)
    is_seen = legs["silent"][left] == 0
    wrong[left] = ~waits | (is_seen == ~np.isnan(turn["ended_at"]))
    law = "who leaves a conversation waits for a reply, and is sent none if seen"
    yield from broken(law, "interactions", wrong, ("contact", "leg", "left_at"))


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    turns_belong_to_legs,
    turns_count_up,
    turns_take_turns,
    first_turn_when_taken,
    turns_end_in_their_leg,
    leaves_for_want_of_a_reply,
)


def _begins(journal: Journal) -> Flags:
    """Flag the interactions that begin a conversation: the first, or a transfer."""
    legs = journal.interactions
    before = np.roll(legs["outcome"], 1)
    begins: Flags = ~same_as_before(legs["contact"]) | (before == Outcome.TRANSFERRED)
    return begins


def _begun(journal: Journal) -> Rows:
    """Return the row of the leg in which each turn's conversation began, or -1."""
    turns = journal.turns
    begins = _begins(journal)
    first = np.maximum.accumulate(np.where(begins, np.arange(len(begins)), 0))
    row = row_of_leg(journal, turns["contact"], turns["leg"])
    known = row >= 0
    row[known] = first[row[known]]
    return row

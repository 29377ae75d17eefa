"""What holds of attention: one thing at a time, each for as long as it takes.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to. The kind of a channel is not
in the journal: what agents do on it tells. Of channels on which nobody was seen to
talk, write or work the laws ask nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.answers import may_be_found_out
from omnisim.journal.breach import Breach, Flags, Rows, broken
from omnisim.journal.intervals import (
    Instants,
    Keys,
    Stretches,
    covered,
    either,
    is_last,
    joined,
    overlapped,
    pair,
    places,
    row_of_leg,
    same_as_before,
)
from omnisim.journal.schema import Outcome, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.journal.journal import Journal, Table

__all__ = ["LAWS"]

_LEG = ("contact", "leg", "agent", "answered_at", "talk_end_at", "wrap_up_end_at")
_SPAN = ("agent", "state", "contact", "from_at", "to_at")
_OF_NOBODY = (State.IDLE, State.AWAY, State.WAITING, State.CHATTING)
_WAYS = (State.TALKING, State.WRITING, State.WORKING)


def attends_to_somebody(journal: Journal) -> Iterator[Breach]:
    """Look that the attention is with a contact, unless the state says with none."""
    spans = journal.agent_spans
    law = "a span names a contact if and only if the agent is ringing or busy"
    wrong = np.isin(spans["state"], _OF_NOBODY) == (spans["contact"] >= 0)
    yield from broken(law, "agent_spans", wrong, _SPAN)


def one_way_per_channel(journal: Journal) -> Iterator[Breach]:
    """Look that customers of a channel are talked to, written to or worked for."""
    spans = journal.agent_spans
    seen = np.flatnonzero(np.isin(spans["state"], _WAYS) & (spans["contact"] >= 0))
    channel = journal.contacts["channel"][spans["contact"][seen]]
    way = np.full(len(journal.provenance.channels), -1)
    way[channel[::-1]] = spans["state"][seen][::-1]  # the first one stays
    wrong = np.zeros(len(spans), dtype=bool)
    wrong[seen] = spans["state"][seen] != way[channel]
    law = "on one channel agents either talk, write or work"
    yield from broken(law, "agent_spans", wrong, _SPAN)


def attended_is_in_hand(journal: Journal) -> Iterator[Breach]:
    """Look that agents attend to what takes one of their places, or to its wrap-up."""
    spans, holds, legs = journal.agent_spans, journal.holds, journal.interactions
    busy = np.flatnonzero(spans["contact"] >= 0)
    after = np.flatnonzero((legs["agent"] >= 0) & ~np.isnan(legs["talk_end_at"]))
    wrapped = either(legs["wrap_up_end_at"], journal.provenance.ended_at)
    inside = covered(
        _spans(journal, busy),
        Stretches(
            np.concatenate(
                (
                    pair(holds["agent"], holds["contact"], journal),
                    pair(legs["agent"][after], legs["contact"][after], journal),
                )
            ),
            np.concatenate((holds["from_at"], legs["talk_end_at"][after])),
            np.concatenate((holds["to_at"], wrapped[after])),
        ),
    )
    wrong = np.zeros(len(spans), dtype=bool)
    wrong[busy] = ~inside
    law = "an agent attends to what takes a place of hers, or to its wrap-up"
    yield from broken(law, "agent_spans", wrong, _SPAN)


def talks_are_interactions(journal: Journal) -> Iterator[Breach]:
    """Look that talk is unbroken from the answer to its end, and nothing else is.

    Who is found out to have been served elsewhere is not talked to.
    """
    legs = journal.interactions
    is_spoken = _seen_on(journal, State.TALKING)[legs["contact"]]
    is_spoken &= ~_seen_discovered(journal)
    rows = np.flatnonzero(is_spoken & ~np.isnan(legs["answered_at"]))
    talks = Stretches(
        pair(legs["agent"][rows], legs["contact"][rows], journal),
        legs["answered_at"][rows],
        either(legs["talk_end_at"][rows], journal.provenance.ended_at),
    )
    lost, added = _unmatched(talks, journal, State.TALKING)
    if len(lost):
        law = "each talk is one stretch of the agent who answered, to the bit"
        yield Breach(law, "interactions", np.sort(rows[lost]), _LEG)
    if len(added):
        law = "each stretch of talk is that of one interaction, to the bit"
        yield Breach(law, "agent_spans", np.sort(added), _SPAN)


def replies_are_turns(journal: Journal) -> Iterator[Breach]:
    """Look that a reply is written without a break, from its beginning to its end.

    One that is not sent is written until the customer is seen to leave.
    """
    turns, legs = journal.turns, journal.interactions
    is_written = _seen_on(journal, State.WRITING)[turns["contact"]]
    leg_row = row_of_leg(journal, turns["contact"], turns["leg"])
    rows = np.flatnonzero(is_written & ~np.isnan(turns["began_at"]) & (leg_row >= 0))
    replies = Stretches(
        pair(legs["agent"][leg_row[rows]], turns["contact"][rows], journal),
        turns["began_at"][rows],
        _turn_end(journal, rows, leg_row[rows]),
    )
    lost, added = _unmatched(replies, journal, State.WRITING)
    if len(lost):
        law = "each reply is written in one stretch by the agent, to the bit"
        show = ("contact", "leg", "turn", "began_at", "ended_at")
        yield Breach(law, "turns", np.sort(rows[lost]), show)
    if len(added):
        law = "each stretch of writing is that of one turn, to the bit"
        yield Breach(law, "agent_spans", np.sort(added), _SPAN)


def mails_are_turns(journal: Journal) -> Iterator[Breach]:
    """Look that a mail is worked on within its turn, by whoever has it then."""
    turns = journal.turns
    rows = np.flatnonzero(~np.isnan(turns["began_at"]))
    within = Stretches(
        turns["contact"][rows],
        turns["began_at"][rows],
        either(turns["ended_at"][rows], journal.provenance.ended_at),
    )
    law = "a mail is worked on between the beginning and the end of its turn"
    yield from _only_within(journal, State.WORKING, within, law, by_agent=False)


def wrap_ups_follow_talks(journal: Journal) -> Iterator[Breach]:
    """Look that wrap-up lies after its conversation, ends when it says, and is whole.

    Other work may come before a wrap-up. Only that of a mail may be put aside; mails
    that need no work are only known from nobody talking or writing on their channel.
    """
    legs, spans = journal.interactions, journal.agent_spans
    rows = np.flatnonzero((legs["agent"] >= 0) & ~np.isnan(legs["talk_end_at"]))
    ended_at = journal.provenance.ended_at
    after = Stretches(
        pair(legs["agent"][rows], legs["contact"][rows], journal),
        legs["talk_end_at"][rows],
        either(legs["wrap_up_end_at"][rows], ended_at),
    )
    law = "wrap-up lies between the end of the talk and its own end"
    yield from _only_within(journal, State.WRAP_UP, after, law, by_agent=True)

    is_mail = ~_seen_on(journal, State.TALKING) & ~_seen_on(journal, State.WRITING)
    wrapping = np.flatnonzero(spans["state"] == State.WRAP_UP)
    found = _spans(journal, wrapping)
    ends, has_ended = places((found.number, found.to_at), (after.number, after.to_at))
    lasts = (after.to_at > after.from_at) & ~np.isnan(legs["wrap_up_end_at"][rows])
    lost = lasts & ~is_mail[legs["contact"][rows]] & ~np.isin(has_ended, ends)
    if lost.any():
        law = "each wrap-up ends with a span of the agent who answered, to the bit"
        yield Breach(law, "interactions", rows[lost], _LEG)
    wrong = np.zeros(len(spans), dtype=bool)
    wrong[wrapping] = (
        ~np.isin(ends, has_ended)
        & ~_goes_on(journal)[wrapping]
        & ~is_mail[spans["contact"][wrapping]]
    )
    law = "wrap-up is not put aside, unless that of a mail"
    yield from broken(law, "agent_spans", wrong, _SPAN)


def discovers_who_left(journal: Journal) -> Iterator[Breach]:
    """Look that agents only find out about customers who need them no more.

    They left the queue without a sign, or another contact of theirs was answered.
    """
    legs, spans = journal.interactions, journal.agent_spans
    is_gone = (legs["outcome"] == Outcome.ABANDONED) & (legs["agent"] >= 0)
    rows = np.flatnonzero(is_gone | may_be_found_out(journal))
    within = Stretches(
        pair(legs["agent"][rows], legs["contact"][rows], journal),
        legs["answered_at"][rows],
        either(legs["talk_end_at"][rows], journal.provenance.ended_at),
    )
    law = "who left without a sign, or is a twin, is found out from answer to end"
    yield from _only_within(journal, State.DISCOVERING, within, law, by_agent=True)
    found = np.flatnonzero(spans["state"] == State.DISCOVERING)
    mine = _spans(journal, found)
    ends, over = places((mine.number, mine.to_at), (within.number, within.to_at))
    wrong = np.zeros(len(spans), dtype=bool)
    wrong[found] = ~np.isin(ends, over) & ~_goes_on(journal)[found]
    law = "finding out is not put aside"
    yield from broken(law, "agent_spans", wrong, _SPAN)


def dials_while_due(journal: Journal) -> Iterator[Breach]:
    """Look that a customer is called back while she waits for it."""
    contacts, legs = journal.contacts, journal.interactions
    ended_at = journal.provenance.ended_at
    last = is_last(legs["contact"])
    given_up = either(contacts["closed_at"][legs["contact"]], ended_at)
    over = np.where(last, given_up, np.roll(legs["queued_at"], -1))
    within = Stretches(
        legs["contact"], legs["queued_at"], either(legs["answered_at"], over)
    )
    law = "a customer is called back while she waits for it"
    yield from _only_within(journal, State.DIALLING, within, law, by_agent=False)


def rings_while_waiting(journal: Journal) -> Iterator[Breach]:
    """Look that phones ring while a contact waits, as often as it was offered."""
    spans, legs, holds = journal.agent_spans, journal.interactions, journal.holds
    left = np.where(legs["silent"] == 1, np.nan, legs["left_at"])
    within = Stretches(
        legs["contact"],
        legs["queued_at"],
        either(legs["answered_at"], left, journal.provenance.ended_at),
    )
    law = "a phone rings for a contact only while it waits"
    yield from _only_within(journal, State.RINGING, within, law, by_agent=False)

    ringing = np.flatnonzero(spans["state"] == State.RINGING)
    mine = _spans(journal, ringing)
    offers = Stretches(
        pair(holds["agent"], holds["contact"], journal),
        holds["from_at"],
        holds["to_at"],
    )
    rung = np.flatnonzero(overlapped(offers, mine))
    row = row_of_leg(journal, holds["contact"][rung], holds["leg"][rung])
    n_rung = np.bincount(row[row >= 0], minlength=len(legs))
    law = "a contact rings no more often than it is offered"
    show = ("contact", "leg", "n_offers")
    yield from broken(law, "interactions", n_rung > legs["n_offers"], show)


def nobody_waits_with_work(journal: Journal) -> Iterator[Breach]:
    """Look that no agent is idle or waits while there is work for her attention.

    Mails are left alone while chats go on that are modelled by their rate: then the
    agent is chatting, which is neither.
    """
    turns, legs, spans = journal.turns, journal.interactions, journal.agent_spans
    ended_at = journal.provenance.ended_at
    leg_row = row_of_leg(journal, turns["contact"], turns["leg"])
    asked = np.flatnonzero(leg_row >= 0)
    in_leg = leg_row[asked]
    after = np.flatnonzero(~np.isnan(legs["talk_end_at"]))
    is_gone = (legs["silent"] == 1) & (legs["answered_at"] > legs["left_at"])
    gone = np.flatnonzero(is_gone | (legs["outcome"] == Outcome.FOUND_OUT))
    pieces = (
        (
            legs["agent"][in_leg],
            np.fmax(turns["asked_at"][asked], legs["answered_at"][in_leg]),
            _turn_end(journal, asked, in_leg),
        ),
        (
            legs["agent"][after],
            legs["talk_end_at"][after],
            either(legs["wrap_up_end_at"][after], ended_at),
        ),
        (
            legs["agent"][gone],
            legs["answered_at"][gone],
            either(legs["talk_end_at"][gone], ended_at),
        ),
    )
    work = Stretches(
        *(np.concatenate(columns) for columns in zip(*pieces, strict=True))
    )
    free = np.flatnonzero(
        (spans["state"] == State.IDLE) | (spans["state"] == State.WAITING)
    )
    wrong = np.zeros(len(spans), dtype=bool)
    wrong[free] = overlapped(
        Stretches(spans["agent"], spans["from_at"], spans["to_at"])[free], work
    )
    law = "nobody is idle or waits for customers while there is work to do"
    yield from broken(law, "agent_spans", wrong, _SPAN)


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    attends_to_somebody,
    one_way_per_channel,
    attended_is_in_hand,
    talks_are_interactions,
    replies_are_turns,
    mails_are_turns,
    wrap_ups_follow_talks,
    discovers_who_left,
    dials_while_due,
    rings_while_waiting,
    nobody_waits_with_work,
)


def _spans(journal: Journal, rows: Rows) -> Stretches:
    """Return spans as stretches of an agent with a contact."""
    spans: Table = journal.agent_spans[rows]
    whose = pair(spans["agent"], spans["contact"], journal)
    return Stretches(whose, spans["from_at"], spans["to_at"])


def _seen_on(journal: Journal, state: State) -> Flags:
    """Flag the contacts of channels on which an agent was seen in a state."""
    contacts, spans = journal.contacts, journal.agent_spans
    attended = spans["contact"][(spans["state"] == state) & (spans["contact"] >= 0)]
    return np.isin(contacts["channel"], np.unique(contacts["channel"][attended]))


def _seen_discovered(journal: Journal) -> Flags:
    """Flag interactions that agents were found to spend on finding a twin out."""
    legs, spans = journal.interactions, journal.agent_spans
    found = np.flatnonzero(spans["state"] == State.DISCOVERING)
    mine = pair(legs["agent"], legs["contact"], journal)
    was_seen = np.isin(mine, _spans(journal, found).number) & (mine >= 0)
    was_seen |= legs["outcome"] == Outcome.FOUND_OUT  # may have taken no time
    return was_seen & may_be_found_out(journal)


def _turn_end(journal: Journal, rows: Rows, leg_rows: Rows) -> Instants:
    """Return when turns ended: with a reply, or the customer gone, or the run over."""
    legs = journal.interactions
    is_seen = (legs["outcome"] == Outcome.QUIT) & (legs["silent"] == 0)
    is_seen |= legs["outcome"] == Outcome.ABANDONED  # came back to the queue for it
    is_seen |= legs["outcome"] == Outcome.CUT_OFF
    is_passed_on = legs["outcome"] == Outcome.TRANSFERRED
    passed_on = np.where(is_passed_on, legs["talk_end_at"], np.nan)
    gone = np.where(is_seen, legs["left_at"], passed_on)[leg_rows]
    return either(journal.turns["ended_at"][rows], gone, journal.provenance.ended_at)


def _only_within(
    journal: Journal, state: State, within: Stretches, law: str, *, by_agent: bool
) -> Iterator[Breach]:
    """Yield the spans of a state that do not lie within the given stretches.

    Those are of a `pair` of agent and contact each, or of a contact, whoever the
    agent is.
    """
    spans = journal.agent_spans
    rows = np.flatnonzero((spans["state"] == state) & (spans["contact"] >= 0))
    found = _spans(journal, rows)
    if not by_agent:
        found = Stretches(spans["contact"][rows], found.from_at, found.to_at)
    wrong = np.zeros(len(spans), dtype=bool)
    wrong[rows] = ~covered(found, within)
    yield from broken(law, "agent_spans", wrong, _SPAN)


def _goes_on(journal: Journal) -> Flags:
    """Flag spans after which the agent goes on with the same at once."""
    spans = journal.agent_spans
    same = same_as_before(spans["agent"], spans["state"], spans["contact"])
    same[1:] &= spans["from_at"][1:] == spans["to_at"][:-1]
    return np.roll(same, -1)


def _unmatched(asked: Stretches, journal: Journal, state: State) -> tuple[Rows, Rows]:
    """Compare what ought to be stretches of a state with those there are.

    Returns the rows of `asked` and of the spans that have no equal on the other
    side, once stretches that touch are joined.
    """
    lasting = np.flatnonzero(asked.to_at > asked.from_at)
    seen = np.flatnonzero(journal.agent_spans["state"] == state)
    due, due_row = joined(asked[lasting])
    found, found_row = joined(_spans(journal, seen))
    begins = _ranks((due.number, due.from_at), (found.number, found.from_at))
    ends = _ranks((due.number, due.to_at), (found.number, found.to_at))
    both = begins * len(ends) + ends
    is_due, is_found = both[: len(due_row)], both[len(due_row) :]
    return (
        lasting[due_row[~np.isin(is_due, is_found)]],
        seen[found_row[~np.isin(is_found, is_due)]],
    )


def _ranks(*pairs: tuple[Keys, Instants]) -> Keys:
    """Return the ranks of (number, instant) pairs, small enough to be combined."""
    _, rank = np.unique(np.concatenate(places(*pairs)), return_inverse=True)
    return rank.astype(np.int64)

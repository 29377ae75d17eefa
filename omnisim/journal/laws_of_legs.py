"""What holds of interactions: what each outcome fills in, and how legs follow.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.breach import Breach, Flags, broken
from omnisim.journal.intervals import either, entered_at, same_as_before
from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.journal.journal import Journal, Table

__all__ = ["LAWS"]

_DONE = (
    Outcome.HANDLED,
    Outcome.TRANSFERRED,
    Outcome.QUIET,
    Outcome.HANDED_ON,
    Outcome.FOUND_OUT,
)
_ON_ADVICE = (Outcome.BALKED, Outcome.CALLBACK, Outcome.MOVED)
_UNSERVED = (*_ON_ADVICE, Outcome.WITHDRAWN, Outcome.MERGED)
_LEFT = (*_UNSERVED, Outcome.ABANDONED, Outcome.QUIT, Outcome.CUT_OFF)
_NO_WRAP_UP = (
    Outcome.ABANDONED,
    Outcome.QUIET,
    Outcome.HANDED_ON,
    Outcome.FOUND_OUT,
)
_DIALLED = (Outcome.MISSED, Outcome.UNREACHED)


def legs_in_order(journal: Journal) -> Iterator[Breach]:
    """Look that interactions go by contact, the legs of each from 0 without a hole."""
    contact, leg = journal.interactions["contact"], journal.interactions["leg"]
    same = same_as_before(contact)
    wrong = np.where(same, leg != np.roll(leg, 1) + 1, leg != 0)
    wrong[1:] |= contact[1:] < contact[:-1]
    law = "interactions are listed by contact, and its legs count up from 0"
    yield from broken(law, "interactions", wrong, ("contact", "leg"))


def queued_in_time(journal: Journal) -> Iterator[Breach]:
    """Look that queues are joined on arrival, and again when the stay before is over.

    Who meets a bot first joins the queue when she has left it. A call back may be
    promised for later: then all those of its channel are.
    """
    contacts, legs = journal.contacts, journal.interactions
    again = same_as_before(legs["contact"])
    before = np.roll(legs, 1)
    show = ("contact", "leg", "queued_at")

    entered = entered_at(journal)[legs["contact"]]
    channel = contacts["channel"][legs["contact"]]
    late = ~again & (legs["queued_at"] > entered)
    met_bot = np.isin(legs["contact"], journal.sessions["contact"])
    # a promised hour may come while a customer is still with the bot
    at_once = np.unique(channel[~again & ~late & ~met_bot])
    wrong = ~again & (legs["queued_at"] < entered)
    wrong |= late & np.isin(channel, at_once)
    law = "a queue is joined on arrival, unless its channel makes everybody wait"
    yield from broken(law, "interactions", wrong, show)

    over = either(before["talk_end_at"], before["queued_at"])
    wrong = again & (legs["queued_at"] < over)
    wrong |= (
        again & (before["outcome"] == Outcome.TRANSFERRED) & (legs["queued_at"] != over)
    )
    law = "the next queue is joined when the talk before has ended, a transfer at once"
    yield from broken(law, "interactions", wrong, show)


def columns_by_outcome(journal: Journal) -> Iterator[Breach]:
    """Look that each outcome fills its own columns and leaves the others empty."""
    legs = journal.interactions
    for column, (law, wrong) in _columns(legs).items():
        show = ("contact", "leg", "outcome", column)
        yield from broken(law, "interactions", wrong, show)


def _columns(legs: Table) -> dict[str, tuple[str, Flags]]:
    """Return by column what ought to hold of it, and the rows of which it does not."""
    outcome, is_silent = legs["outcome"], legs["silent"] == 1
    is_answered, has_left, has_talked, has_wrapped = (
        ~np.isnan(legs[name])
        for name in ("answered_at", "left_at", "talk_end_at", "wrap_up_end_at")
    )
    is_done, has_gone, unserved, was_dialled = (
        np.isin(outcome, which) for which in (_DONE, _LEFT, _UNSERVED, _DIALLED)
    )
    is_quit, is_open = outcome == Outcome.QUIT, outcome == Outcome.OPEN
    is_abandoned = outcome == Outcome.ABANDONED
    was_interrupted = is_answered & (outcome == Outcome.CUT_OFF)
    on_arrival = np.isin(outcome, _ON_ADVICE) & ~(legs["left_at"] > legs["queued_at"])
    is_named = is_answered | was_dialled
    # one who calls back has the agent's name before the answer
    may_be_named = is_named | is_open
    handed_on = same_as_before(legs["contact"])
    handed_on &= np.roll(outcome, 1) == Outcome.HANDED_ON
    return {
        "silent": (
            "only who gives up waiting for an agent or a reply leaves without a sign",
            is_silent & ~(is_abandoned | is_quit),
        ),
        "answered_at": (
            "answered_at is given if a conversation was begun, not if it never was",
            ((is_done | is_quit) & ~is_answered)
            | (((is_abandoned & ~is_silent) | unserved | was_dialled) & is_answered),
        ),
        "left_at": (
            "left_at is given if and only if the customer left",
            has_left != has_gone,
        ),
        "talk_end_at": (
            "talk_end_at is given if and only if a conversation has ended",
            np.where(
                is_silent,
                has_talked & ~is_answered,
                has_talked != (is_done | is_quit | was_interrupted),
            ),
        ),
        "wrap_up_end_at": (
            "wrap_up_end_at is given only if talk has ended",
            has_wrapped & ~has_talked,
        ),
        "agent": (
            "an agent is named if and only if she answered or called back",
            ((legs["agent"] >= 0) & ~may_be_named) | ((legs["agent"] < 0) & is_named),
        ),
        "group": (
            "a group is named if and only if an agent is",
            (legs["group"] >= 0) != (legs["agent"] >= 0),
        ),
        "n_offers": (
            "what is answered was offered or handed on, who leaves at once never is",
            (is_named & ~handed_on & (legs["n_offers"] < 1))
            | (on_arrival & (legs["n_offers"] > 0)),
        ),
        "turn_at": (
            "turn_at is answered_at, or no earlier than left_at, or empty while open",
            (is_answered & (legs["turn_at"] != legs["answered_at"]))
            | (~is_answered & (legs["turn_at"] < legs["left_at"]))
            | (is_open & ~is_answered & ~np.isnan(legs["turn_at"])),
        ),
    }


def instants_rise(journal: Journal) -> Iterator[Breach]:
    """Look that a stay goes forward: queued, answered, talked, wrapped up; or left."""
    legs = journal.interactions
    for earlier, later in (
        ("queued_at", "answered_at"),
        ("answered_at", "talk_end_at"),
        ("talk_end_at", "wrap_up_end_at"),
        ("queued_at", "left_at"),
    ):
        law = f"{later} is no earlier than {earlier}"
        wrong = legs[later] < legs[earlier]
        show = ("contact", "leg", earlier, later)
        yield from broken(law, "interactions", wrong, show)


def leaving_has_its_time(journal: Journal) -> Iterator[Breach]:
    """Look that who leaves does so while that can be, and is noticed after it."""
    legs = journal.interactions
    outcome, is_silent = legs["outcome"], legs["silent"] == 1
    wrong = (outcome == Outcome.BALKED) & (legs["left_at"] != legs["queued_at"])
    law = "who balks leaves at once"
    yield from broken(law, "interactions", wrong, ("contact", "queued_at", "left_at"))

    wrong = np.isin(outcome, _ON_ADVICE) & (legs["leg"] > 0)
    law = "what is announced is announced in a contact's first queue"
    yield from broken(law, "interactions", wrong, ("contact", "leg", "outcome"))

    is_quit = outcome == Outcome.QUIT
    wrong = is_quit & ~(legs["left_at"] >= legs["answered_at"])
    law = "who leaves a conversation has been answered before"
    show = ("contact", "leg", "answered_at", "left_at")
    yield from broken(law, "interactions", wrong, show)

    is_abandoned = outcome == Outcome.ABANDONED
    wrong = is_abandoned & (legs["answered_at"] < legs["left_at"])
    law = "who has left the queue without a sign is found out after it"
    yield from broken(law, "interactions", wrong, show)

    seen_off = (is_quit & ~is_silent) | (
        (outcome == Outcome.CUT_OFF) & ~np.isnan(legs["answered_at"])
    )
    wrong = seen_off & (legs["talk_end_at"] != legs["left_at"])
    wrong |= is_quit & (legs["talk_end_at"] < legs["left_at"])
    law = "a conversation ends when the customer is seen to leave, else later"
    show = ("contact", "leg", "left_at", "talk_end_at")
    yield from broken(law, "interactions", wrong, show)

    # what was found out is over at once; of the rest it need not be written down
    wrapped_at = np.where(
        outcome == Outcome.FOUND_OUT,
        legs["wrap_up_end_at"],
        either(legs["wrap_up_end_at"], legs["talk_end_at"]),
    )
    wrong = np.isin(outcome, _NO_WRAP_UP) & (wrapped_at != legs["talk_end_at"])
    wrong &= ~np.isnan(legs["talk_end_at"])
    law = "no wrap-up follows a discovery, a quiet time or a hand-over"
    show = ("contact", "leg", "talk_end_at", "wrap_up_end_at")
    yield from broken(law, "interactions", wrong, show)


def group_of_agent(journal: Journal) -> Iterator[Breach]:
    """Look that the group that answered is the agent's own."""
    legs = journal.interactions
    is_answered = legs["agent"] >= 0
    wrong = is_answered.copy()
    own = journal.agents["group"][legs["agent"][is_answered]]
    wrong[is_answered] = legs["group"][is_answered] != own
    law = "the group of an interaction is its agent's"
    yield from broken(law, "interactions", wrong, ("contact", "group", "agent"))


def moves_are_told_or_not(journal: Journal) -> Iterator[Breach]:
    """Look that of transfers, and ways from a bot, it is known if they were told."""
    legs = journal.interactions
    has_moved = same_as_before(legs["contact"])
    has_moved &= np.roll(legs["outcome"], 1) == Outcome.TRANSFERRED
    has_moved |= (legs["leg"] == 0) & np.isin(
        legs["contact"], journal.sessions["contact"]
    )
    law = "told is known where a transfer or a bot led, and nowhere else"
    wrong = (legs["told"] != -1) != has_moved
    yield from broken(law, "interactions", wrong, ("contact", "leg", "told"))


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    legs_in_order,
    queued_in_time,
    columns_by_outcome,
    instants_rise,
    leaving_has_its_time,
    group_of_agent,
    moves_are_told_or_not,
)

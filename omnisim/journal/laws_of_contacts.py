"""What holds among contacts and interactions: nothing is lost, nothing happens twice.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.breach import Breach, Flags, Rows, broken
from omnisim.journal.schema import Cause, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.journal.journal import Journal

__all__ = ["LAWS"]

Instants = npt.NDArray[np.float64]

# What an unfinished business leads to: outcome of one contact, cause of the next.
_LEADS_TO = {
    Outcome.BLOCKED: Cause.BLOCKED,
    Outcome.BALKED: Cause.BALKED,
    Outcome.ABANDONED: Cause.ABANDONED,
    Outcome.HANDLED: Cause.UNRESOLVED,
}


def in_order_of_arrival(journal: Journal) -> Iterator[Breach]:
    """Look that contacts are numbered in order of arrival."""
    arrived = journal.contacts["arrived_at"]
    late = np.zeros(len(arrived), dtype=bool)
    late[1:] = arrived[1:] < arrived[:-1]
    law = "contacts are numbered in order of arrival"
    yield from broken(law, "contacts", late, ("arrived_at",))


def legs_in_order(journal: Journal) -> Iterator[Breach]:
    """Look that interactions go by contact, the legs of each from 0 without a hole."""
    contact, leg = journal.interactions["contact"], journal.interactions["leg"]
    same = _same_as_before(contact)
    wrong = np.where(same, leg != np.roll(leg, 1) + 1, leg != 0)
    wrong[1:] |= contact[1:] < contact[:-1]
    law = "interactions are listed by contact, and its legs count up from 0"
    yield from broken(law, "interactions", wrong, ("contact", "leg"))


def ends_once(journal: Journal) -> Iterator[Breach]:
    """Look that every contact ends exactly once, as its last interaction does.

    Hence arrived = blocked + closed + balked + abandoned + handled + open.
    Blocked contacts and those outside the opening hours never joined a queue;
    all legs but the last one were transferred.
    """
    contacts, legs = journal.contacts, journal.interactions
    is_end = legs["outcome"] != Outcome.TRANSFERRED
    n_ends = np.bincount(legs["contact"][is_end], minlength=len(contacts))
    turned_away = _turned_away(contacts["outcome"])
    show = ("customer", "outcome")
    law = "a contact ends exactly once, in its last interaction"
    yield from broken(law, "contacts", ~turned_away & (n_ends != 1), show)
    has_legs = np.bincount(legs["contact"], minlength=len(contacts)) > 0
    law = "a contact that is blocked or comes outside the hours joins no queue"
    yield from broken(law, "contacts", turned_away & has_legs, show)
    is_last = _is_last(legs["contact"])
    agrees = np.where(
        is_last, legs["outcome"] == contacts["outcome"][legs["contact"]], ~is_end
    )
    law = "an interaction ends as its contact does if it is the last, else transferred"
    yield from broken(law, "interactions", ~agrees, ("contact", "leg", "outcome"))


def queued_at_once(journal: Journal) -> Iterator[Breach]:
    """Look that queues are joined on arrival and when the talk before has ended."""
    legs = journal.interactions
    arrived = journal.contacts["arrived_at"][legs["contact"]]
    handed_on = np.roll(legs["talk_end_at"], 1)
    expected = np.where(_same_as_before(legs["contact"]), handed_on, arrived)
    law = "a queue is joined on arrival, or when the talk before has ended"
    wrong = legs["queued_at"] != expected
    yield from broken(law, "interactions", wrong, ("contact", "leg", "queued_at"))


def closed_with_last_leg(journal: Journal) -> Iterator[Breach]:
    """Look that a contact closes when talk ends, the customer gives up, or at once."""
    contacts, legs = journal.contacts, journal.interactions
    expected = np.where(
        _turned_away(contacts["outcome"]), contacts["arrived_at"], np.nan
    )
    last = legs[_is_last(legs["contact"])]
    is_handled = last["outcome"] == Outcome.HANDLED
    expected[last["contact"]] = np.where(
        is_handled, last["talk_end_at"], last["left_at"]
    )
    law = "a contact closes when talk ends or the customer leaves, and not while open"
    wrong = ~_equal(contacts["closed_at"], expected)
    yield from broken(law, "contacts", wrong, ("outcome", "arrived_at", "closed_at"))


def resolved_if_handled(journal: Journal) -> Iterator[Breach]:
    """Look that whether the issue was resolved is known of handled contacts only."""
    contacts = journal.contacts
    is_known = contacts["resolved"] != -1
    wrong = is_known != (contacts["outcome"] == Outcome.HANDLED)
    law = "whether the issue is resolved is known of handled contacts only"
    yield from broken(law, "contacts", wrong, ("outcome", "resolved"))


def attempts_follow(journal: Journal) -> Iterator[Breach]:
    """Look that a customer's contacts follow each other, each caused by the last."""
    contacts = journal.contacts
    order = np.argsort(contacts["customer"], kind="stable")
    mine = contacts[order]
    again = _same_as_before(mine["customer"])
    before = np.roll(mine, 1)
    attempt = np.where(again, before["attempt"] + 1, 1)
    show: tuple[str, ...] = ("customer", "attempt")
    law = "a customer's contacts are numbered from 1 in order of arrival"
    yield from _of(order, law, mine["attempt"] != attempt, show)

    show = ("customer", "attempt", "arrived_at")
    law = "a customer's next contact comes when the one before has closed"
    overlap = again & ~(mine["arrived_at"] >= before["closed_at"])
    yield from _of(order, law, overlap, show)

    law = "all contacts of a customer are about one issue"
    other = again & (mine["issue"] != before["issue"])
    yield from _of(order, law, other, ("customer", "attempt", "issue"))

    cause = np.full(len(Outcome), -1, dtype=np.int8)
    cause[list(_LEADS_TO)] = list(_LEADS_TO.values())
    expected = np.where(again, cause[before["outcome"]], Cause.FIRST)
    expected[again & (before["resolved"] == 1)] = -1
    law = "a contact's cause is how the customer's contact before it ended"
    wrong = mine["cause"] != expected
    yield from _of(order, law, wrong, ("customer", "attempt", "cause"))


def columns_by_outcome(journal: Journal) -> Iterator[Breach]:
    """Look that each outcome fills its own columns and leaves the others empty."""
    legs = journal.interactions
    outcome = legs["outcome"]
    is_answered, has_left, has_talked, has_wrapped = (
        ~np.isnan(legs[name])
        for name in ("answered_at", "left_at", "talk_end_at", "wrap_up_end_at")
    )
    is_done = (outcome == Outcome.HANDLED) | (outcome == Outcome.TRANSFERRED)
    is_open = outcome == Outcome.OPEN
    gave_up = (outcome == Outcome.ABANDONED) | (outcome == Outcome.BALKED)
    laws = {
        "answered_at": (
            "answered_at is given if handled or transferred, not if the customer left",
            (is_done & ~is_answered) | (gave_up & is_answered),
        ),
        "left_at": (
            "left_at is given if and only if the customer left",
            has_left != gave_up,
        ),
        "talk_end_at": (
            "talk_end_at is given if and only if handled or transferred",
            has_talked != is_done,
        ),
        "wrap_up_end_at": (
            "wrap_up_end_at is given only if talk has ended",
            has_wrapped & ~has_talked,
        ),
        "agent": (
            "an agent is named if and only if the interaction was answered",
            (legs["agent"] >= 0) != is_answered,
        ),
        "group": (
            "a group is named if and only if the interaction was answered",
            (legs["group"] >= 0) != is_answered,
        ),
        "n_offers": (
            "what is answered was offered at least once, who balks never is",
            (is_answered & (legs["n_offers"] < 1))
            | ((outcome == Outcome.BALKED) & (legs["n_offers"] > 0)),
        ),
        "turn_at": (
            "turn_at is answered_at, or no earlier than left_at, or empty while open",
            (is_answered & (legs["turn_at"] != legs["answered_at"]))
            | (gave_up & (legs["turn_at"] < legs["left_at"]))
            | (is_open & ~is_answered & ~np.isnan(legs["turn_at"])),
        ),
    }
    for column, (law, wrong) in laws.items():
        show = ("contact", "leg", "outcome", column)
        yield from broken(law, "interactions", wrong, show)


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
    balked = legs["outcome"] == Outcome.BALKED
    wrong = balked & (legs["left_at"] != legs["queued_at"])
    law = "who balks leaves at once"
    yield from broken(law, "interactions", wrong, ("contact", "queued_at", "left_at"))


def group_of_agent(journal: Journal) -> Iterator[Breach]:
    """Look that the group that answered is the agent's own."""
    legs = journal.interactions
    is_answered = legs["agent"] >= 0
    wrong = is_answered.copy()
    own = journal.agents["group"][legs["agent"][is_answered]]
    wrong[is_answered] = legs["group"][is_answered] != own
    law = "the group of an interaction is its agent's"
    yield from broken(law, "interactions", wrong, ("contact", "group", "agent"))


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    in_order_of_arrival,
    legs_in_order,
    ends_once,
    queued_at_once,
    closed_with_last_leg,
    resolved_if_handled,
    attempts_follow,
    columns_by_outcome,
    instants_rise,
    group_of_agent,
)


def _turned_away(outcome: npt.NDArray[np.int8]) -> Flags:
    """Flag contacts that joined no queue."""
    return np.isin(outcome, (Outcome.BLOCKED, Outcome.CLOSED))


def _same_as_before(key: npt.NDArray[np.signedinteger]) -> Flags:
    """Flag rows whose key equals that of the row above; never the first."""
    same = np.zeros(len(key), dtype=bool)
    same[1:] = key[1:] == key[:-1]
    return same


def _is_last(key: npt.NDArray[np.signedinteger]) -> Flags:
    """Flag the last row of each run of equal keys."""
    last = np.ones(len(key), dtype=bool)
    last[:-1] = key[1:] != key[:-1]
    return last


def _equal(left: Instants, right: Instants) -> Flags:
    """Compare instants, NaN equal to NaN."""
    is_equal: Flags = (left == right) | (np.isnan(left) & np.isnan(right))
    return is_equal


def _of(order: Rows, law: str, flags: Flags, show: tuple[str, ...]) -> Iterator[Breach]:
    """Yield a breach of contacts that were looked at in another order."""
    if flags.any():
        yield Breach(law, "contacts", np.sort(order[flags]), show)

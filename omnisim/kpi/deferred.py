"""Work that waits: answered by its due time or not, and kept up with or not.

About messages, mails and calls back, whose customers do not wait live. A target's
threshold is counted in the opening hours of the channel, from when the customer
wrote or asked: what came on Friday evening with four hours to go is due on Monday.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Cause, Outcome
from omnisim.kpi.conversations import first_of_each
from omnisim.kpi.figure import ratio
from omnisim.scenario import timeline
from omnisim.scenario.choices import DEFERRED, Kind

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.conversations import Flags, Rows
    from omnisim.kpi.windows import Floats
    from omnisim.scenario.schema import Scenario

__all__ = ["FIGURES", "Items", "add_up", "due_by_target"]

_DUE = (
    "Whose due time has passed: answered in time, answered late, or not yet. What its "
    "customer gave up is a miss; what is not yet due when play ended is left out. "
    "The due time is the target's threshold in opening hours of the channel; channels "
    "without a target are left out."
)

FIGURES = (
    ratio(
        "sla_met", "Answered by the due time", "answered_by_due", "items_due",
        direction="up",
        source="own choice; others divide by what was answered, which forgets the "
        "backlog",
        remark="First reply of a message or mail, start of talk of a call back; a "
        "bot's words are no reply, and time runs from arrival all the same. What was "
        "withdrawn, merged or found out by the due time, since another contact was "
        f"answered, or moved to another channel, is left out. {_DUE}",
    ),
    ratio(
        "reply_sla_met", "Further replies by the due time", "replied_by_due",
        "replies_due", direction="up",
        source="Zendesk, Intercom: next reply time of an agreed service level",
        remark=f"Each further question of a message or mail on its own. {_DUE}",
    ),
    ratio(
        "taken_after", "Time until taken", "time_to_taken", "taken", unit="s",
        direction="down",
        remark="From arrival until an agent takes a message or mail for the first "
        "time, or the talk of a call back begins; the live counterpart is asa.",
    ),
    ratio(
        "on_time_throughput", "Throughput", "items_closed", "items_came",
        direction="up", source="Assembled, asynchronous channels",
        cohort="messages, mails and calls back that were received in the window, and "
        "those that were closed in it",
        remark="Above 100 % the backlog shrinks. Closed is what was handled, left "
        "inside, not reached at any try, merged or found out; what customers gave up, "
        "withdrew or moved elsewhere is not.",
    ),
    ratio(
        "chased", "Chased contacts", "items_chased", "items", direction="down",
        remark="Messages, mails and calls back whose customer made a further contact "
        "for want of an answer, of all that came. A chase is taken to be about the "
        "latest of them that the customer made before.",
    ),
)  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class Items:
    """The contacts of deferred channels that agents received.

    Parameters
    ----------
    contact : array of int, shape (n,)
        Rows of the contacts table.
    channel : array of int, shape (n,)
    arrived_at, joined_at, answered_at, gone_at : array of float, shape (n,), seconds
        Joined: received, after the time with a bot. Answered: first reply, or start
        of talk. Gone: over for the customer. NaN while not.
    is_excused : array of bool, shape (n,)
        Over without an answer because the customer's other contact was answered, or
        she went to another channel.
    """

    contact: Rows
    channel: Rows
    arrived_at: Floats
    joined_at: Floats
    answered_at: Floats
    gone_at: Floats
    is_excused: Flags

    @classmethod
    def of(cls, cohort: Cohort) -> Items:
        """Take them out of a journal."""
        contacts, legs = cohort.contacts, cohort.legs
        sessions = cohort.journal.sessions
        received = cohort.is_offered & (contacts["outcome"] != Outcome.BALKED)
        contact = np.flatnonzero(received & ~cohort.is_live[contacts["channel"]])
        channel = contacts["channel"][contact]
        joined_at = contacts["arrived_at"].copy()
        joined_at[sessions["contact"]] = sessions["to_at"]
        answered = np.flatnonzero(cohort.talks.begins)
        answered = answered[first_of_each(legs["contact"][answered])]
        talked_at = np.full(len(contacts), np.nan)
        talked_at[legs["contact"][answered]] = legs["answered_at"][answered]
        by_talk = cohort.of_kind(Kind.CALLBACK)[channel]
        return cls(
            contact=contact,
            channel=channel,
            arrived_at=contacts["arrived_at"][contact],
            joined_at=joined_at[contact],
            answered_at=np.where(
                by_talk, talked_at[contact], cohort.first_reply_at[contact]
            ),
            gone_at=contacts["closed_at"][contact],
            is_excused=_EXCUSED[contacts["outcome"][contact]],
        )

    def is_due(self, due_at: Floats, until: float) -> Flags:
        """Say whose answer is due until an instant.

        Parameters
        ----------
        due_at : array of float, shape (n,), seconds
            NaN where none ever is.
        until : float, seconds

        Returns
        -------
        array of bool, shape (n,)
            False for what was excused until it was due.
        """
        excused = self.is_excused & (self.gone_at <= due_at)
        due: Flags = (due_at <= until) & ~excused
        return due


_EXCUSED = np.isin(
    np.arange(len(Outcome)),
    (Outcome.WITHDRAWN, Outcome.MERGED, Outcome.FOUND_OUT, Outcome.MOVED),
)
"""By outcome of a contact: whether it needed no answer any more."""


def due_by_target(
    scenario: Scenario, channels: tuple[str, ...], channel: Rows, at: Floats
) -> Floats:
    """Return when answers are due by the targets of deferred channels.

    Parameters
    ----------
    scenario : Scenario
    channels : tuple of str
        Names by code.
    channel : array of int, shape (n,)
    at : array of float, shape (n,), seconds
        When the customer wrote or asked.

    Returns
    -------
    array of float, shape (n,), seconds
        NaN where the channel is live or has no target.
    """
    due_at = np.full(len(at), np.nan)
    for code, name in enumerate(channels):
        one = scenario.channels[name]
        if one.kind in DEFERRED and one.target is not None:
            its = channel == code
            due_at[its] = timeline.due(scenario, name, at[its], one.target.threshold)
    return due_at


def add_up(cohort: Cohort, items: Items, scenario: Scenario) -> dict[str, Floats]:
    """Count, by cell code, what was due, answered, closed and chased.

    Parameters
    ----------
    cohort : Cohort
    items : Items
    scenario : Scenario
        Read for targets and opening hours.

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    return {
        "items": cohort.tally(cohort.code[items.contact]),
        "items_chased": cohort.tally(cohort.code[_chased(cohort, items)]),
        **_first_answers(cohort, items, scenario),
        **_further_replies(cohort, scenario),
        **_taken(cohort, items),
        **_throughput(cohort, items),
    }


def _first_answers(
    cohort: Cohort, items: Items, scenario: Scenario
) -> dict[str, Floats]:
    names = cohort.journal.provenance
    due_at = due_by_target(scenario, names.channels, items.channel, items.arrived_at)
    code, is_due = cohort.code[items.contact], items.is_due(due_at, names.ended_at)
    in_time = is_due & (items.answered_at <= due_at)
    return {
        "items_due": cohort.tally(code[is_due]),
        "answered_by_due": cohort.tally(code[in_time]),
    }


def _further_replies(cohort: Cohort, scenario: Scenario) -> dict[str, Floats]:
    names, turns = cohort.journal.provenance, cohort.journal.turns
    further = np.flatnonzero(turns["turn"] > 0)
    waiting = _unread(cohort)
    contact = np.append(turns["contact"][further], cohort.legs["contact"][waiting])
    asked_at = np.append(turns["asked_at"][further], cohort.legs["queued_at"][waiting])
    replied_at = np.append(turns["ended_at"][further], np.full(len(waiting), np.nan))
    channel = cohort.contacts["channel"][contact]
    due_at = due_by_target(scenario, names.channels, channel, asked_at)
    is_due = due_at <= names.ended_at
    code = cohort.code[contact]
    return {
        "replies_due": cohort.tally(code[is_due]),
        "replied_by_due": cohort.tally(code[is_due & (replied_at <= due_at)]),
    }


def _unread(cohort: Cohort) -> Rows:
    """Return the interactions in which a further question waits, or waited in vain.

    A question asked of nobody in particular has no turn until an agent takes it.
    """
    legs, turns = cohort.legs, cohort.journal.turns
    rows = np.flatnonzero((legs["leg"] > 0) & ~cohort.talks.is_answered)
    contact = legs["contact"][rows]
    back = np.isin(legs["outcome"][rows - 1], (Outcome.QUIET, Outcome.HANDED_ON))
    in_vain = np.isin(legs["outcome"][rows], (Outcome.OPEN, Outcome.ABANDONED))
    is_further = ~np.isnan(cohort.first_reply_at[contact])
    # put back half written, it has its turn
    written = np.isin(contact, turns["contact"][np.isnan(turns["ended_at"])])
    found: Rows = rows[back & in_vain & is_further & ~written]
    return found


def _taken(cohort: Cohort, items: Items) -> dict[str, Floats]:
    legs = cohort.legs
    rows = np.flatnonzero(cohort.talks.begins)
    rows = rows[first_of_each(legs["contact"][rows])]
    rows = rows[np.isin(legs["contact"][rows], items.contact)]
    contact = legs["contact"][rows]
    wait = legs["answered_at"][rows] - cohort.contacts["arrived_at"][contact]
    code = cohort.code[contact]
    return {"taken": cohort.tally(code), "time_to_taken": cohort.total(code, wait)}


def _throughput(cohort: Cohort, items: Items) -> dict[str, Floats]:
    """Count what came and what was closed, each where it happened by the clock."""
    of_centre = (
        Outcome.HANDLED,
        Outcome.QUIT,
        Outcome.UNREACHED,
        Outcome.MERGED,
        Outcome.FOUND_OUT,
    )
    closed = items.contact[
        np.isin(cohort.contacts["outcome"][items.contact], of_centre)
    ]
    about = cohort.contacts[closed]
    received = cohort.contacts[items.contact]
    return {
        "items_came": cohort.tally(cohort.code_at(items.joined_at, received)),
        "items_closed": cohort.tally(cohort.code_at(about["closed_at"], about)),
    }


def _chased(cohort: Cohort, items: Items) -> Rows:
    """Return the contacts of deferred channels that were chased, each once.

    A chase is about the latest contact of a deferred channel that its customer made
    before it.
    """
    contacts = cohort.contacts
    is_item = np.zeros(len(contacts), dtype=bool)
    is_item[items.contact] = True
    # contacts are in order of arrival, and a stable sort keeps them so
    order = np.argsort(contacts["customer"], kind="stable")
    place = np.arange(len(order))
    latest = np.maximum.accumulate(np.where(is_item[order], place, -1))
    chase = np.flatnonzero(contacts["cause"][order] == Cause.UNANSWERED)
    chase = chase[chase > 0]
    about = latest[chase - 1]
    customer = contacts["customer"][order]
    same = (about >= 0) & (customer[about] == customer[chase])
    found: Rows = np.unique(order[about[same]])
    return found

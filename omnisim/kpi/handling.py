"""What agents did with contacts: talk, wrap-up, offers, transfers, offered load."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Outcome
from omnisim.kpi.cohort import tally, total
from omnisim.kpi.conversations import first_of_each
from omnisim.kpi.figure import ratio
from omnisim.scenario.choices import Kind

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.conversations import Rows
    from omnisim.kpi.windows import Floats

__all__ = ["FIGURES", "add_up", "add_up_groups", "offered_load"]

_DONE = (
    "Per conversation: a contact that was passed on has two, one that went quiet or to "
    "a colleague without a transfer has one, all its interactions together. Those "
    "whose wrap-up had not ended when play did are left out, and so are customers who "
    "had left before they were answered. Conversations that an outage cut off count "
    "with the time they had. Sessions with a bot do not: the easier the issues it "
    "contains, the longer the rest take."
)

FIGURES = (
    ratio(
        "aht", "Average handle time", "talk + wrap_up", "finished", unit="s",
        direction="down", source="Amazon Connect, Genesys glossary",
        remark="Hold is part of talk. Of a chat, message or mail: from being taken to "
        "the end of wrap-up, customer's turns and the agent's other work in between "
        f"included, but not the time in which it took no agent's place. {_DONE}",
    ),
    ratio("talk", "Mean talk time", "talk", "finished", unit="s",
          source="Amazon Connect",
          remark=f"Or of the conversation, until it is closed. {_DONE}"),
    ratio("wrap_up", "Mean wrap-up", "wrap_up", "finished", unit="s",
          direction="down", source="After-contact work of Amazon Connect, Genesys",
          remark=_DONE),
    ratio(
        "offer_unanswered", "Offers not answered", "offers_lost", "offers",
        direction="down", source="Amazon Connect: agent non-response",
        remark="One contact may be offered many times and counts each time; an offer "
        "cut short because the customer gave up or was cut off is among them.",
    ),
    ratio(
        "transfer_rate", "Transfer rate", "transferred", "handled",
        source="Amazon Connect",
        remark="For a group: interactions it passed on, of those it saw to the end.",
    ),
    ratio("transfers_per_contact", "Transfers per contact", "transfers", "handled",
          unit="",
          remark="Above the transfer rate where contacts are passed on twice."),
    ratio(
        "offered_load", "Offered load", "work_offered", "open_length", unit="Erlang",
        formula="contacts that came for an agent within the hours, times handle time "
        "per contact (all its interactions together) ÷ opening time",
        source="Erlang: arrival rate times mean handle time",
        remark="The agents that would be busy on average if nobody were blocked or "
        "gave up; of chats, messages and mails the places that would be taken, which "
        "an agent has several of. Those who take a call back or the advice to use "
        "another channel bring their work there, contacts withdrawn, merged or found "
        "out brought it with another, and who was done with a bot brought none. "
        "Handle time is that of the contacts handled in the same "
        "window and slice, so there is none where contacts came and none was handled.",
    ),
)  # fmt: skip


def add_up(cohort: Cohort) -> dict[str, Floats]:
    """Add up, by cell code, what agents did with contacts.

    Parameters
    ----------
    cohort : Cohort

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    legs, code, talks = cohort.legs, cohort.leg_code, cohort.talks
    measures = {
        "finished": cohort.tally(cohort.finish_code[talks.ends]),
        "first_finished": cohort.tally(cohort.finish_code[talks.ends & talks.opens]),
        "offers": cohort.total(code, legs["n_offers"]),
    }
    # handed on by a colleague, it never rang
    taken = (legs["agent"] >= 0) & (legs["n_offers"] > 0)
    measures["offers_lost"] = measures["offers"] - cohort.tally(code[taken])
    passed_on = np.flatnonzero(legs["outcome"] == Outcome.TRANSFERRED)
    measures["transfers"] = cohort.tally(code[passed_on])
    contact = legs["contact"][passed_on]
    is_handled = cohort.contacts["outcome"][contact] == Outcome.HANDLED
    once = passed_on[first_of_each(contact) & is_handled]
    measures["transferred"] = cohort.tally(code[once])
    if cohort.attribution == "overlap":
        _, channels, issues = cohort.shape
        about = cohort.contacts[["channel", "issue"]][legs["contact"]]
        part = about["channel"].astype(np.intp) * issues + about["issue"]
        return measures | _split(cohort, part, channels * issues)
    return measures | _whole(cohort, cohort.finish_code, cohort.n_codes)


def add_up_groups(
    cohort: Cohort, place: npt.NDArray[np.intp], n: int
) -> dict[str, Floats]:
    """Add up interactions by the group that answered them.

    Parameters
    ----------
    cohort : Cohort
    place : array of int, shape (n_interactions,)
        Where each interaction counts, `n` where it does not.
    n : int

    Returns
    -------
    dict of str to array of float, shape (n,)
        By name of the measure.
    """
    legs, talks = cohort.legs, cohort.talks
    passed_on = legs["outcome"] == Outcome.TRANSFERRED
    to_the_end = passed_on | (legs["outcome"] == Outcome.HANDLED)
    measures = {
        "finished": tally(place[talks.ends], n),
        "transferred": tally(place[passed_on], n),
        "handled": tally(place[to_the_end], n),
    }
    if cohort.attribution == "overlap":
        n_groups = len(cohort.journal.provenance.groups)
        return measures | _split(cohort, legs["group"].astype(np.intp), n_groups)
    return measures | _whole(cohort, place, n)


_STRETCHES = (
    ("talk", "answered_at", "talk_end_at"),
    ("wrap_up", "talk_end_at", "wrap_up_end_at"),
)


def _whole(
    cohort: Cohort, place: npt.NDArray[np.signedinteger], n: int
) -> dict[str, Floats]:
    """Add up talk and wrap-up of conversations that are over, each at its place.

    Parameters
    ----------
    cohort : Cohort
    place : array of int, shape (n_interactions,)
    n : int
    """
    legs, done = cohort.legs, cohort.talks.is_done
    found = {
        name: total(place[done], (legs[end] - legs[begin])[done], n)
        for name, begin, end in _STRETCHES
    }
    away = _away(cohort)
    if away is not None:
        found["talk"] -= total(place[away.leg], away.to_at - away.from_at, n)
    return found


def _split(cohort: Cohort, part: Rows, n_parts: int) -> dict[str, Floats]:
    """Add up talk and wrap-up of conversations that are over, split by the clock.

    Parameters
    ----------
    cohort : Cohort
    part : array of int, shape (n_interactions,)
    n_parts : int
    """
    legs, grid, done = cohort.legs, cohort.grid, cohort.talks.is_done
    found = {
        name: grid.spread(legs[begin][done], legs[end][done], part[done], n_parts)
        for name, begin, end in _STRETCHES
    }
    away = _away(cohort)
    if away is not None:
        found["talk"] -= grid.spread(away.from_at, away.to_at, part[away.leg], n_parts)
    return {name: own.T.ravel() for name, own in found.items()}


class _Away(NamedTuple):
    """Times within conversations in which nobody's place was taken."""

    leg: Rows
    from_at: Floats
    to_at: Floats


def _away(cohort: Cohort) -> _Away | None:
    """Return when quiet conversations gave their place back and kept their agent.

    Only messages do, and only of conversations that are over; None without any.
    """
    holds = cohort.journal.holds
    if Kind.MESSAGE not in cohort.kinds or not len(holds):
        return None
    leg = cohort.leg_row(holds["contact"], holds["leg"])
    # what was between offers, before the answer, is no part of the conversation
    again = (leg[1:] == leg[:-1]) & (
        holds["to_at"][:-1] > cohort.legs["answered_at"][leg[1:]]
    )
    again &= cohort.talks.is_done[leg[1:]]
    later = np.flatnonzero(again) + 1
    return _Away(leg[later], holds["to_at"][later - 1], holds["from_at"][later])


_WITHOUT_WORK = (
    "closed", "callback_taken", "contained", "unhelped", "moved", "withdrawn",
    "merged", "found_out", "bot_only",
)  # fmt: skip
"""Measures of contacts that bring no work, or not where they came."""


def offered_load(measures: dict[str, Floats], length: Floats) -> dict[str, Floats]:
    """Return the work that came and the time in which it could come.

    Parameters
    ----------
    measures : dict of str to array of float, shape (n_windows, n_slices)
    length : array of float, shape (n_windows, n_slices), seconds
        Opening time.

    Returns
    -------
    dict of str to array of float, shape (n_windows, n_slices)
        ``work_offered`` in seconds and ``open_length``; both 0 where it is unknown.
    """
    came = measures["arrived"]
    for name in _WITHOUT_WORK:
        if name in measures:
            came = came - measures[name]
    handled = measures["first_finished"]
    effort = np.divide(
        measures["talk"] + measures["wrap_up"],
        handled,
        out=np.zeros_like(came),
        where=handled > 0,
    )
    known = (handled > 0) | (came == 0)
    return {"work_offered": came * effort, "open_length": length * known}

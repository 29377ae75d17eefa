"""What agents did with contacts: talk, wrap-up, offers, transfers, offered load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Outcome
from omnisim.kpi.cohort import tally, total
from omnisim.kpi.figure import ratio

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.windows import Floats

__all__ = ["FIGURES", "add_up", "add_up_groups", "offered_load"]

Flags = npt.NDArray[np.bool_]

_DONE = (
    "Per interaction: a contact that was passed on has two. Interactions whose wrap-up "
    "had not ended when play did are left out."
)

FIGURES = (
    ratio(
        "aht", "Average handle time", "talk + wrap_up", "finished", unit="s",
        direction="down", source="Amazon Connect, Genesys glossary",
        remark=f"Hold is part of talk. {_DONE}",
    ),
    ratio("talk", "Mean talk time", "talk", "finished", unit="s",
          source="Amazon Connect", remark=_DONE),
    ratio("wrap_up", "Mean wrap-up", "wrap_up", "finished", unit="s",
          direction="down", source="After-contact work of Amazon Connect, Genesys",
          remark=_DONE),
    ratio(
        "offer_unanswered", "Offers not answered", "offers_lost", "offers",
        direction="down", source="Amazon Connect: agent non-response",
        remark="One contact may be offered many times and counts each time; an offer "
        "cut short because the customer gave up is among them.",
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
        formula="contacts that came within the hours, times handle time per contact "
        "(all its interactions together) ÷ opening time",
        source="Erlang: arrival rate times mean handle time",
        remark="The agents that would be busy on average if nobody were blocked or "
        "gave up. Handle time is that of the contacts handled in the same window and "
        "slice, so there is none where contacts came and none was handled.",
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
    legs, code = cohort.legs, cohort.leg_code
    done = ~np.isnan(legs["wrap_up_end_at"])
    first = cohort.finish_code[done & cohort.is_first]
    measures = {
        "finished": cohort.tally(cohort.finish_code[done]),
        "first_finished": cohort.tally(first),
        "offers": cohort.total(code, legs["n_offers"]),
    }
    answered = cohort.tally(code[legs["agent"] >= 0])
    measures["offers_lost"] = measures["offers"] - answered
    passed_on = legs["outcome"] == Outcome.TRANSFERRED
    measures["transfers"] = cohort.tally(code[passed_on])
    # a contact has one second leg, however often it is passed on
    second = np.flatnonzero(legs["leg"] == 1)
    outcome = cohort.contacts["outcome"][legs["contact"][second]]
    second = second[outcome == Outcome.HANDLED]
    measures["transferred"] = cohort.tally(code[second])
    if cohort.attribution == "overlap":
        _, channels, issues = cohort.shape
        about = cohort.contacts[["channel", "issue"]][legs["contact"][done]]
        part = about["channel"].astype(np.intp) * issues + about["issue"]
        return measures | _split(cohort, done, part, channels * issues)
    place = cohort.finish_code[done]
    return measures | _whole(cohort, done, place, cohort.n_codes)


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
    legs = cohort.legs
    done = ~np.isnan(legs["wrap_up_end_at"])
    passed_on = legs["outcome"] == Outcome.TRANSFERRED
    to_the_end = passed_on | (legs["outcome"] == Outcome.HANDLED)
    measures = {
        "finished": tally(place[done], n),
        "transferred": tally(place[passed_on], n),
        "handled": tally(place[to_the_end], n),
    }
    if cohort.attribution == "overlap":
        group = legs["group"][done].astype(np.intp)
        n_groups = len(cohort.journal.provenance.groups)
        return measures | _split(cohort, done, group, n_groups)
    return measures | _whole(cohort, done, place[done], n)


_STRETCHES = (
    ("talk", "answered_at", "talk_end_at"),
    ("wrap_up", "talk_end_at", "wrap_up_end_at"),
)


def _whole(
    cohort: Cohort, done: Flags, place: npt.NDArray[np.signedinteger], n: int
) -> dict[str, Floats]:
    """Add up talk and wrap-up of finished interactions, each at its place."""
    legs = cohort.legs
    return {
        name: total(place, (legs[end] - legs[begin])[done], n)
        for name, begin, end in _STRETCHES
    }


def _split(
    cohort: Cohort, done: Flags, part: npt.NDArray[np.intp], n_parts: int
) -> dict[str, Floats]:
    """Add up talk and wrap-up of finished interactions, split by the clock."""
    legs, grid = cohort.legs, cohort.grid
    return {
        name: grid.spread(legs[begin][done], legs[end][done], part, n_parts).T.ravel()
        for name, begin, end in _STRETCHES
    }


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
    came = measures["arrived"] - measures["closed"]
    handled = measures["first_finished"]
    effort = np.divide(
        measures["talk"] + measures["wrap_up"],
        handled,
        out=np.zeros_like(came),
        where=handled > 0,
    )
    known = (handled > 0) | (came == 0)
    return {"work_offered": came * effort, "open_length": length * known}

"""How long contacts waited in their first queue: answered, gave up, or would have.

Waits of those still waiting when play ended are unknown and in none of these
figures. Means of *answered* and of *all* differ whenever somebody gives up, and
neither is the wait a customer with endless patience would have had (virtual wait).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Outcome
from omnisim.kpi.cohort import tally, total
from omnisim.kpi.figure import mean, ratio

if TYPE_CHECKING:
    from omnisim.journal.journal import Table
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.windows import Floats

__all__ = ["FIGURES", "FirstQueue", "Flags", "add_up", "add_up_groups"]

Flags = npt.NDArray[np.bool_]

_RANK = (
    "Nearest rank: the shortest wait that at least {share} of them do not exceed, so "
    "always a wait that occurred. Worked out from the contacts of the whole window, "
    "never from the figures of smaller windows; over replications it is a mean."
)
_OF = {"wait": "waits of those answered and those that gave up",
       "wait_answered": "waits of those answered"}  # fmt: skip
_HEAD = {"wait": "Wait", "wait_answered": "Wait of those answered"}
_POINTS = ((50, "median"), (90, "90th percentile"), (95, "95th percentile"))

FIGURES = (
    ratio(
        "asa", "Average speed of answer", "wait_answered", "answered", unit="s",
        direction="down", source="Amazon Connect: average queue answer time",
        remark="Zeros included, those that gave up left out: it falls when customers "
        "lose patience. Ring time belongs to the wait.",
    ),
    ratio(
        "wait", "Mean wait", "wait_answered + wait_gave_up", "answered + gave_up",
        unit="s", direction="down", source="E[W] of queueing theory",
    ),
    ratio(
        "wait_abandoned", "Mean time to abandon", "wait_gave_up", "gave_up", unit="s",
        source="Amazon Connect: average queue abandon time",
        remark="Not the mean patience: those with more patience were answered first.",
    ),
    ratio(
        "virtual_wait", "Mean virtual wait", "virtual_wait", "virtual_known", unit="s",
        direction="down", source="Offered wait of queueing theory",
        remark="The wait of a customer with endless patience in each one's place.",
    ),
    ratio(
        "excess_wait", "Excess wait", "excess", "late", unit="s", direction="down",
        source="ContactCenters",
        remark="How late the late ones are, answered or given up.",
    ),
    *(
        mean(
            f"{whose}_p{share}", f"{_HEAD[whose]}, {point}",
            f"{point} of the {_OF[whose]}", f"{whose}_p{share}", f"{whose}_any",
            remark=_RANK.format(share=f"{share} %"),
        )
        for whose in _OF for share, point in _POINTS
    ),
    *(
        mean(
            f"{whose}_max", f"{_HEAD[whose]}, longest", f"longest of the {_OF[whose]}",
            f"{whose}_max", f"{whose}_any",
            remark="Of the whole window; over replications it is the mean of their "
            "longest waits, which grows with the length of the run.",
        )
        for whose in _OF
    ),
)  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class FirstQueue:
    """What happened in the first queues, one entry per contact that joined one.

    Parameters
    ----------
    code : array of int, shape (n,)
        Cell codes.
    queued_at, over_at : array of float, shape (n,), seconds
        Joined, and answered or gave up; NaN while waiting.
    turn_at : array of float, shape (n,), seconds
        When an endlessly patient customer would have been answered.
    is_answered, gave_up, is_waiting : array of bool, shape (n,)
        Who balked is none of the three.
    """

    code: npt.NDArray[np.int32]
    queued_at: Floats
    over_at: Floats
    turn_at: Floats
    is_answered: Flags
    gave_up: Flags
    is_waiting: Flags

    @classmethod
    def of(cls, cohort: Cohort) -> FirstQueue:
        """Take the first interactions out of a journal."""
        legs: Table = cohort.legs
        code = cohort.leg_code
        if not cohort.is_first.all():
            code, legs = code[cohort.is_first], legs[cohort.is_first]
        answered_at = legs["answered_at"]
        is_answered = ~np.isnan(answered_at)
        return cls(
            code=code,
            queued_at=np.ascontiguousarray(legs["queued_at"]),
            over_at=np.where(is_answered, answered_at, legs["left_at"]),
            turn_at=np.ascontiguousarray(legs["turn_at"]),
            is_answered=is_answered,
            gave_up=legs["outcome"] == Outcome.ABANDONED,
            is_waiting=~is_answered & (legs["outcome"] == Outcome.OPEN),
        )


def add_up(cohort: Cohort, queue: FirstQueue, *, short: float) -> dict[str, Floats]:
    """Add up waits by cell code.

    Parameters
    ----------
    cohort : Cohort
    queue : FirstQueue
    short : float, seconds
        Who gives up after at most so long counts as a short abandonment.

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    wait = queue.over_at - queue.queued_at
    measures = {}
    for name, who in (("answered", queue.is_answered), ("gave_up", queue.gave_up)):
        code = queue.code[who]
        measures[name] = cohort.tally(code)
        measures[f"wait_{name}"] = cohort.total(code, wait[who])
    # instants are compared, not differences: queued_at + patience may differ from
    # the patience by a rounding when queued_at is taken off again
    soon = queue.gave_up & (queue.over_at <= queue.queued_at + short)
    measures["short"] = cohort.tally(queue.code[soon])
    known = ~np.isnan(queue.turn_at) & (queue.is_answered | queue.gave_up)
    measures["virtual_known"] = cohort.tally(queue.code[known])
    measures["virtual_wait"] = cohort.total(
        queue.code[known], queue.turn_at[known] - queue.queued_at[known]
    )
    return measures


def add_up_groups(
    cohort: Cohort, place: npt.NDArray[np.intp], n: int
) -> dict[str, Floats]:
    """Add up the waits of interactions by the group that answered them.

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
    wait = legs["answered_at"] - legs["queued_at"]
    return {
        "answered": tally(place, n),
        "wait_answered": total(place, wait, n),
    }

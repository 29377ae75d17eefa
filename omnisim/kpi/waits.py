"""How long live contacts waited in their first queue: answered, or gave up.

Contacts that do not wait live (messages, mails, calls back) are in none of these
figures, so that a total over channels remains a wait that somebody lived through:
see `omnisim.kpi.deferred` and `omnisim.kpi.replies` for them. Waits of those still
waiting when play ended are unknown and left out too, and so are those of customers
who left a queue for other reasons than impatience: to be called back, to another
channel, because an outage cut them off or their other contact was answered. Waiting
begins when a queue is joined: the time with a bot before it is not part of it.

Means of *answered* and of *all* differ whenever somebody gives up, and neither is
the wait a customer with endless patience would have had (virtual wait).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Outcome
from omnisim.kpi.cohort import tally, total
from omnisim.kpi.conversations import first_of_each
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
        "asa", "Average speed of answer", "wait_answered", "answered_live", unit="s",
        direction="down", source="Amazon Connect: average queue answer time",
        remark="Zeros included, those that gave up left out: it falls when customers "
        "lose patience. Ring time belongs to the wait. A chat is answered when an "
        "agent takes it; her first words are the first response.",
    ),
    ratio(
        "wait", "Mean wait", "wait_answered + wait_gave_up", "answered_live + gave_up",
        unit="s", direction="down", source="E[W] of queueing theory",
    ),
    ratio(
        "wait_abandoned", "Mean time to abandon", "wait_gave_up", "gave_up", unit="s",
        source="Amazon Connect: average queue abandon time",
        remark="Not the mean patience: those with more patience were answered first. "
        "Of silent leavers it is the time until they left, not until that was found.",
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
    """What happened in first queues, one entry per live contact that joined one.

    Parameters
    ----------
    code : array of int, shape (n,)
        Cell codes.
    queued_at, over_at : array of float, shape (n,), seconds
        Joined, and answered or gave up; NaN while waiting.
    turn_at : array of float, shape (n,), seconds
        When an endlessly patient customer would have been answered.
    is_answered, gave_up, is_waiting : array of bool, shape (n,)
        Who balked, asked to be called back, moved to another channel, was cut off,
        or had another contact answered is none of the three; who left silently
        gave up, whether an agent found that out or not.
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
        code, is_answered = cohort.leg_code, cohort.talks.is_answered
        counts = cohort.is_first & cohort.live(legs["contact"])
        if not counts.all():
            code, legs, is_answered = code[counts], legs[counts], is_answered[counts]
        return cls(
            code=code,
            queued_at=np.ascontiguousarray(legs["queued_at"]),
            over_at=np.where(is_answered, legs["answered_at"], legs["left_at"]),
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
    code = queue.code[queue.is_answered]
    measures = {
        "answered_live": cohort.tally(code),
        "wait_answered": cohort.total(code, wait[queue.is_answered]),
    }
    measures["answered"] = _answered(cohort, measures["answered_live"])
    code = queue.code[queue.gave_up]
    measures["gave_up"] = cohort.tally(code)
    measures["wait_gave_up"] = cohort.total(code, wait[queue.gave_up])
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


def _answered(cohort: Cohort, live: Floats) -> Floats:
    """Count the contacts answered, of whichever kind, by cell code."""
    if cohort.is_live.all():
        return live
    rows = np.flatnonzero(cohort.talks.begins)
    rows = rows[first_of_each(cohort.legs["contact"][rows])]
    return cohort.tally(cohort.leg_code[rows])


def add_up_groups(
    cohort: Cohort, place: npt.NDArray[np.intp], n: int
) -> dict[str, Floats]:
    """Add up the waits of interactions by the group that answered them.

    Parameters
    ----------
    cohort : Cohort
    place : array of int, shape (n_interactions,)
        Where each interaction counts, `n` where it does not. Only those with which
        a conversation begins count here.
    n : int

    Returns
    -------
    dict of str to array of float, shape (n,)
        By name of the measure.
    """
    legs = cohort.legs
    place = np.where(cohort.talks.begins, place, n)
    answered = tally(place, n)
    if not cohort.is_live.all():
        place = np.where(cohort.live(legs["contact"]), place, n)
    wait = legs["answered_at"] - legs["queued_at"]
    return {
        "answered": answered,
        "answered_live": tally(place, n),
        "wait_answered": total(place, wait, n),
    }

"""How customers may feel about what they lived through: an illustrative model.

Each issue has a score between 0 and 1, worked out from what happened to its customer.
Nobody has measured the parameters (`omnisim.scenario.experience`): the figures make
scenarios comparable and say nothing about a survey's outcome. They are called
illustrative wherever they are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Cause
from omnisim.kpi.figure import CUSTOMER, mean, ratio
from omnisim.kpi.journeys import customer_time, decided, retold
from omnisim.units import MINUTE

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.windows import Floats
    from omnisim.scenario.experience import Satisfaction

__all__ = ["FIGURES", "MODEL", "add_up", "consistency"]

_MOST_EFFORT, _LEAST_EFFORT = 7.0, 1.0
_DECIMALS = 9  # of a score that is held against a limit: 0.95 - 0.25 is 0.7
_COMPARED = 2  # channels at least, or there is nothing to be consistent with

_BURDEN = (
    "per_minute x minutes of the customer's own time + per_contact x (contacts - 1) + "
    "per_story x stories told again + per_move x moves that she was not told of"
)
_SCORE = "best - {} - unresolved (if it is not), between 0 and 1"
_EFFORT = "1 + 6 x {}, at most 7"
_WHOLE_SCORE, _WHOLE_EFFORT = (
    text.format(f"({_BURDEN})") for text in (_SCORE, _EFFORT)
)
MODEL = (
    f"score of an issue = {_SCORE.format('burden')}; effort = "
    f"{_EFFORT.format('burden')}; burden = {_BURDEN}"
)
"""The model in words, by the names of its parameters."""

_CAUTION = (
    "Illustrative: its parameters are not measured. Compare scenarios by it, and "
    "nothing else. Only where the scenario has a section satisfaction."
)
_SCORED = (
    "Issues that were resolved, or whose customer has no contact open when play ended. "
    "Moves: to another agent or group, or to another channel on the customer's own "
    "initiative."
)

FIGURES = (
    ratio(
        "satisfaction", "Satisfaction (illustrative)", "score", "scored", unit="",
        direction="up", cohort=CUSTOMER, source="own model",
        formula=f"mean score of the issues; score = {_WHOLE_SCORE}",
        remark=f"{_CAUTION} {_SCORED}",
    ),
    ratio(
        "csat", "CSAT (illustrative)", "satisfied", "scored", direction="up",
        cohort=CUSTOMER, source="surveys: share of the ratings 4 and 5 of 5",
        formula="issues whose score is at least `satisfied` ÷ issues; "
        f"score = {_WHOLE_SCORE}",
        remark=_CAUTION,
    ),
    ratio(
        "nps", "NPS (illustrative)", "promoters - detractors", "scored",
        direction="up", cohort=CUSTOMER,
        source="surveys: share of the ratings 9 and 10 less that of 0 to 6, of 10",
        formula="(issues whose score is at least `promoter` - issues whose score is at "
        f"most `detractor`) ÷ issues; score = {_WHOLE_SCORE}",
        remark=f"From -100 % to 100 %. {_CAUTION}",
    ),
    ratio(
        "effort", "Effort (illustrative)", "effort", "scored", unit="",
        direction="down", cohort=CUSTOMER,
        source="surveys: customer effort score, from 1 to 7; here 7 is the most effort",
        formula=f"mean effort of the issues; effort = {_WHOLE_EFFORT}",
        remark=f"{_CAUTION} Whether the issue was resolved does not count.",
    ),
    mean(
        "consistency", "Consistency across channels (illustrative)",
        "lowest mean score of the issues that began on a channel ÷ highest; "
        f"score = {_WHOLE_SCORE}",
        "consistency", "consistency_known", unit="share", direction="up",
        cohort=CUSTOMER, source="own model",
        remark="100 % where it does not matter on which channel customers begin. "
        f"Only where issues began on two channels or more. {_CAUTION}",
    ),
)  # fmt: skip


def add_up(cohort: Cohort, model: Satisfaction) -> dict[str, Floats]:
    """Add up the scores of issues by cell code.

    Parameters
    ----------
    cohort : Cohort
    model : Satisfaction

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    contacts, customer = cohort.contacts, cohort.histories.customer
    rows = np.flatnonzero(decided(cohort) & (contacts["attempt"] == 1))
    home, who = cohort.histories.home[rows], customer[rows]
    burden = _burden(cohort, model)[who]
    resolved = np.zeros(int(customer.max(initial=-1)) + 1, dtype=bool)
    resolved[customer[contacts["resolved"] == 1]] = True
    score = np.clip(model.best - burden - model.unresolved * ~resolved[who], 0.0, 1.0)
    compared = np.round(score, _DECIMALS)
    effort = np.minimum(
        _LEAST_EFFORT + (_MOST_EFFORT - _LEAST_EFFORT) * burden, _MOST_EFFORT
    )
    return {
        "scored": cohort.tally(home),
        "score": cohort.total(home, score),
        "satisfied": cohort.tally(home[compared >= model.satisfied]),
        "promoters": cohort.tally(home[compared >= model.promoter]),
        "detractors": cohort.tally(home[compared <= model.detractor]),
        "effort": cohort.total(home, effort),
    }


def _burden(cohort: Cohort, model: Satisfaction) -> Floats:
    """Return what time, contacts, stories and moves take off each customer's score.

    Parameters
    ----------
    cohort : Cohort
    model : Satisfaction

    Returns
    -------
    array of float, shape (n_customers,)
        By row of the population.
    """
    contacts, legs, histories = cohort.contacts, cohort.legs, cohort.histories
    lasted = customer_time(cohort)
    burden = model.per_minute * lasted / MINUTE
    n, customer = len(burden), histories.customer
    of_leg = customer[legs["contact"]]
    stories = np.bincount(of_leg[retold(cohort)], minlength=n)
    moves = np.bincount(of_leg[legs["told"] == 0], minlength=n)
    if not histories.come_once:
        further, before = histories.steps
        # who takes the advice to move, or the offer of a call back, knows of it
        of_herself = ~np.isin(contacts["cause"][further], (Cause.MOVED, Cause.OFFERED))
        of_herself &= contacts["channel"][further] != contacts["channel"][before]
        moves += np.bincount(customer[further[of_herself]], minlength=n)
        times = np.bincount(customer, minlength=n)
        burden += model.per_contact * np.maximum(times - 1, 0)
    burden += model.per_story * stories + model.per_move * moves
    return burden


def consistency(score: Floats, scored: Floats) -> dict[str, Floats]:
    """Return how alike the channels' mean scores are.

    Parameters
    ----------
    score, scored : array of float, shape (n_windows, n_channels, n_slices)
        Sums of scores and numbers of issues, by channel of the first contact.

    Returns
    -------
    dict of str to array of float, shape (n_windows, n_slices)
        ``consistency``, and ``consistency_known``: 1 if two channels can be compared.
    """
    some = scored > 0
    each = np.divide(score, scored, out=np.zeros_like(score), where=some)
    highest = each.max(axis=1)
    lowest = np.where(some, each, np.inf).min(axis=1)
    known = (some.sum(axis=1) >= _COMPARED) & (highest > 0)
    return {
        "consistency": np.divide(
            lowest, highest, out=np.zeros_like(highest), where=known
        ),
        "consistency_known": known.astype(np.float64),
    }

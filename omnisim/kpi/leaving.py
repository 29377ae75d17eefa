"""Who left where conversations have turns: silently, and in the middle of one.

Worked out for scenarios with other channels than calls. What a centre reports and
what happened differ by those who leave without a sign: in the queue an agent takes
them and finds nobody there, in a conversation the agent goes on writing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Outcome
from omnisim.kpi.figure import count, ratio

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.windows import Floats

__all__ = ["FIGURES", "add_up"]

FIGURES = (
    ratio(
        "abandonment_reported", "Abandonment as reported",
        "abandoned - abandoned_silently", "offered", direction="down",
        source="usual practice: what a system sees",
        remark="Those who left the queue without a sign are missing from it: they seem "
        "to wait on, and then to be answered. The true share is abandonment.",
    ),
    ratio(
        "silent_abandonment", "Silent among those who abandoned",
        "abandoned_silently", "abandoned", direction="down",
        source="silent abandonment of chats (Castellanos, Yom-Tov, Goldberg)",
    ),
    count(
        "silent_found", "Silent leavers found", "silent_found", direction="down",
        remark="Had left the queue silently, and an agent took the contact all the "
        "same: each cost the agent a discovery.",
    ),
    count(
        "quit", "Contacts that left inside", "quit", direction="down",
        remark="Left in the middle of a conversation, for want of a reply.",
    ),
    ratio(
        "left_inside", "Left inside a conversation", "quit", "answered",
        direction="down",
        remark="Of the contacts answered. They are in the service level as answered, "
        "and in no count of contacts handled.",
    ),
    ratio(
        "silent_inside", "Silent among those who left inside", "quit_silently", "quit",
        direction="down",
        remark="The agent notices only when the customer stays quiet: the place is "
        "taken until the conversation is closed.",
    ),
)  # fmt: skip


def add_up(cohort: Cohort) -> dict[str, Floats]:
    """Count, by cell code, who left silently or inside a conversation.

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    legs, code = cohort.legs, cohort.leg_code
    silent = legs["silent"] == 1
    in_queue = silent & (legs["outcome"] == Outcome.ABANDONED)
    inside = legs["outcome"] == Outcome.QUIT
    found = in_queue & ~np.isnan(legs["answered_at"])
    return {
        "abandoned_silently": cohort.tally(code[in_queue]),
        "silent_found": cohort.tally(code[found]),
        "quit": cohort.tally(code[inside]),
        "quit_silently": cohort.tally(code[inside & silent]),
    }

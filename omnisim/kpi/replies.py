"""How long customers waited for words: first response, next reply, the session.

Worked out for scenarios with other channels than calls, from the journal's turns:
chats in turns, messages and mails have them, calls and chats at the rate level have
not and are in none of these figures but the session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Outcome
from omnisim.kpi.cohort import tally, total
from omnisim.kpi.conversations import first_of_each
from omnisim.kpi.figure import mean, ratio
from omnisim.kpi.percentiles import Sample

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.conversations import Rows
    from omnisim.kpi.windows import Codes, Floats

__all__ = ["FIGURES", "add_up", "add_up_groups", "samples", "samples_of_groups"]

_RANK = "By nearest rank, as for waits; over replications it is a mean."
_POINTS = {"first_response": ("p50", "p90"), "reply_wait": ("p90",)}

FIGURES = (
    ratio(
        "first_response", "First response", "time_to_first_reply", "first_replies",
        unit="s", direction="down",
        source="Zendesk: first reply time; Genesys: first response",
        remark="From arrival to the agent's first words, the time with a bot and the "
        "wait in the queue included: a chat is answered when it is taken, and may then "
        "wait until the agent writes. Around the clock, whatever the opening hours. "
        "Contacts without a reply are left out.",
    ),
    *(
        mean(
            f"first_response_{point}", f"First response, {name}",
            f"{name} of the times from arrival to the first reply",
            f"first_response_{point}", "first_response_any", remark=_RANK,
        )
        for point, name in (("p50", "median"), ("p90", "90th percentile"))
    ),
    ratio(
        "reply_wait", "Wait for the next reply", "further_wait", "further_replies",
        unit="s", direction="down",
        source="Zendesk, GitLab: next reply time; LiveAgent: next answer",
        remark="From what the customer wrote to the agent's reply, the time in which "
        "she writes it included; first replies are left out, and so are questions "
        "that were never answered.",
    ),
    mean(
        "reply_wait_p90", "Wait for the next reply, 90th percentile",
        "90th percentile of the times from a further question to its reply",
        "reply_wait_p90", "reply_wait_any", remark=_RANK,
    ),
    ratio(
        "session", "Session, as customers see it", "session_time", "sessions",
        unit="s", direction="down", source="NICE, Genesys: session time",
        remark="From the answer to the customer's last moment in it: the last reply, "
        "the end of the talk, or leaving. Quiet times and waits in between are part "
        "of it, wrap-up is not, and those cut off by an outage are left out. The "
        "agent's view is aht.",
    ),
    ratio(
        "turns_per_conversation", "Replies per conversation", "replies_handled",
        "replied_handled", unit="",
        remark="Of contacts handled that had a reply, all their conversations "
        "together.",
    ),
    ratio(
        "one_touch", "Resolved with one reply", "solved_at_once", "solved",
        direction="up", source="Zendesk: one-touch resolution",
        remark="Of the contacts that were resolved and had a reply.",
    ),
)  # fmt: skip


def add_up(cohort: Cohort) -> dict[str, Floats]:
    """Add up responses, replies and sessions by cell code.

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    turns = cohort.journal.turns
    code = cohort.code[turns["contact"]]
    further = _further(cohort)
    first = cohort.first_replies
    return {
        "first_replies": cohort.tally(code[first]),
        "time_to_first_reply": cohort.total(code[first], _to_first_reply(cohort)),
        "further_replies": cohort.tally(code[further]),
        "further_wait": cohort.total(code[further], _to_reply(cohort, further)),
        **_by_conversation(cohort),
        **_sessions(cohort),
    }


def add_up_groups(cohort: Cohort) -> dict[str, Floats]:
    """Add up responses and replies by the group that gave them.

    Returns
    -------
    dict of str to array of float, shape (n_cells * n_groups,)
        By name of the measure.
    """
    place, n = _place(cohort)
    first, further = cohort.first_replies, _further(cohort)
    return {
        "first_replies": tally(place[first], n),
        "time_to_first_reply": total(place[first], _to_first_reply(cohort), n),
        "further_replies": tally(place[further], n),
        "further_wait": total(place[further], _to_reply(cohort, further), n),
    }


def samples(cohort: Cohort) -> dict[str, Sample]:
    """Return the responses and replies to be ranked, by contact."""
    code = cohort.code[cohort.journal.turns["contact"]]
    return _samples(cohort, code, cohort.n_codes)


def samples_of_groups(cohort: Cohort) -> dict[str, Sample]:
    """Return the responses and replies to be ranked, by group."""
    return _samples(cohort, *_place(cohort))


def _samples(cohort: Cohort, place: Rows | Codes, n: int) -> dict[str, Sample]:
    found = {
        "first_response": (cohort.first_replies, _to_first_reply(cohort)),
        "reply_wait": (_further(cohort), _to_reply(cohort, _further(cohort))),
    }
    return {
        name: Sample.of(_POINTS[name], wait, place[rows], n)
        for name, (rows, wait) in found.items()
    }


def _place(cohort: Cohort) -> tuple[Rows, int]:
    """Return cell times groups, plus group, of each turn, and how many there are."""
    turns, n_groups = cohort.journal.turns, len(cohort.journal.provenance.groups)
    leg = cohort.leg_row(turns["contact"], turns["leg"])
    n = cohort.grid.n_cells * n_groups
    place = cohort.cell_of(cohort.finish_code[leg]).astype(np.intp) * n_groups
    place += cohort.legs["group"][leg]
    return np.where(cohort.finish_code[leg] < cohort.n_codes, place, n), n


def _further(cohort: Cohort) -> Rows:
    """Return the turns that are a reply, and not the first one."""
    turns = cohort.journal.turns
    return np.flatnonzero((turns["turn"] > 0) & ~np.isnan(turns["ended_at"]))


def _to_first_reply(cohort: Cohort) -> Floats:
    turns, first = cohort.journal.turns, cohort.first_replies
    arrived_at = cohort.contacts["arrived_at"][turns["contact"][first]]
    wait: Floats = turns["ended_at"][first] - arrived_at
    return wait


def _to_reply(cohort: Cohort, rows: Rows) -> Floats:
    turns = cohort.journal.turns
    wait: Floats = turns["ended_at"][rows] - turns["asked_at"][rows]
    return wait


def _by_conversation(cohort: Cohort) -> dict[str, Floats]:
    """Count the replies of contacts handled, and those resolved by one."""
    contacts, turns = cohort.contacts, cohort.journal.turns
    replied = turns["contact"][~np.isnan(turns["ended_at"])]
    replies = np.bincount(replied, minlength=len(contacts))
    counts = (contacts["outcome"] == Outcome.HANDLED) & (replies > 0)
    solved = counts & (contacts["resolved"] == 1)
    return {
        "replies_handled": cohort.total(cohort.code[counts], replies[counts]),
        "replied_handled": cohort.tally(cohort.code[counts]),
        "solved": cohort.tally(cohort.code[solved]),
        "solved_at_once": cohort.tally(cohort.code[solved & (replies == 1)]),
    }


def _sessions(cohort: Cohort) -> dict[str, Floats]:
    """Add up the time from the answer till the customer was gone."""
    legs, contacts = cohort.legs, cohort.contacts
    rows = np.flatnonzero(cohort.talks.begins)
    rows = rows[first_of_each(legs["contact"][rows])]
    outcome = contacts["outcome"][legs["contact"][rows]]
    rows = rows[(outcome == Outcome.HANDLED) | (outcome == Outcome.QUIT)]
    contact = legs["contact"][rows]
    lasted = contacts["closed_at"][contact] - legs["answered_at"][rows]
    return {
        "sessions": cohort.tally(cohort.code[contact]),
        "session_time": cohort.total(cohort.code[contact], lasted),
    }

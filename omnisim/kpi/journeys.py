"""What an issue took: contacts, channels, moves, stories told again, time.

Worked out where customers may make further contacts or meet bots. A customer has
one issue; all of her contacts count where the first of them arrived, except in the
counts of contacts, which count where each of them does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Cause, Outcome
from omnisim.kpi.cohort import total
from omnisim.kpi.figure import CUSTOMER, count, ratio
from omnisim.kpi.stretches import chains, stretches
from omnisim.scenario.choices import DEFERRED, Kind

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.conversations import Flags, Rows
    from omnisim.kpi.windows import Floats

__all__ = ["FIGURES", "add_up", "customer_time", "decided", "resolving", "retold"]

_ENDS = (
    "Who has a contact open when play ended and no contact that resolved the issue is "
    "left out."
)

FIGURES = (
    ratio(
        "share_resolved", "Issues resolved", "issues_resolved", "issues_over",
        direction="up", cohort=CUSTOMER,
        source="the simulation knows it",
        remark="By whichever contact, and by an agent or a bot. Further contacts that "
        f"would come after the calendar's end are not seen. {_ENDS}",
    ),
    ratio(
        "time_to_resolution", "Time to resolution", "time_to_resolution",
        "issues_resolved", unit="s", direction="down", cohort=CUSTOMER,
        source="Zendesk: full resolution time",
        remark="From the customer's first arrival to the end of the contact that "
        "resolved her issue, around the clock, the time between contacts included. "
        "Issues that were not resolved are left out.",
    ),
    count(
        "moves", "Moves to another channel", "moves",
        remark="The contact before is the customer's own. In the rows of a move, "
        "`phone > chat`: the further contacts on the second channel after "
        "one on the first, `phone > phone` included, so that all rows together are all "
        "further contacts.",
    ),
    ratio(
        "move_share", "Share of those who move on", "moves", "moves_from",
        formula="further contacts on the second channel after one on the first ÷ "
        "further contacts after one on the first channel",
        remark="In the rows of a move only, `phone > chat`; `phone > phone` is one of "
        "them. The shares sum to 100 % over second channels.",
    ),
    ratio(
        "moves_per_issue", "Moves per issue", "issue_moves", "customers", unit="",
        direction="down", cohort=CUSTOMER,
        remark="To another channel than that of the contact before.",
    ),
    ratio(
        "channels_per_issue", "Channels per issue", "channels_used", "customers",
        unit="", direction="down", cohort=CUSTOMER,
        remark="Who goes from phone to chat and back has used two. A bot in front of a "
        "channel is no channel of its own.",
    ),
    count(
        "duplicates", "Duplicates", "duplicates", direction="down",
        remark="Contacts opened while the customer waits in a queue with another. "
        "Those who chase an answer are not among them, see chased.",
    ),
    count(
        "stories_repeated", "Stories told again", "stories", unit="times",
        direction="down",
        remark="Conversations that began with what the customer had told before, since "
        "the context was lost.",
    ),
    ratio(
        "stories_per_issue", "Stories told again per issue", "issue_stories",
        "customers", unit="", direction="down", cohort=CUSTOMER,
        remark="As in stories_repeated.",
    ),
    ratio(
        "customer_time", "Customer's own time per issue", "customer_time",
        "issues_over", unit="s", direction="down", cohort=CUSTOMER,
        remark="Live contacts from arrival until the customer was gone, sessions with "
        "bots, and the talk of calls back. Time in two contacts at once counts once; "
        "the time in which a message, a mail or a call back is waited for does not "
        f"count. {_ENDS}",
    ),
)  # fmt: skip


def add_up(cohort: Cohort) -> dict[str, Floats]:
    """Add up what issues took, by cell code.

    Parameters
    ----------
    cohort : Cohort

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    home, is_first = cohort.histories.home, cohort.contacts["attempt"] == 1
    over = np.flatnonzero(decided(cohort) & is_first)
    lasted = customer_time(cohort)[cohort.contacts["customer"][over]]
    again = cohort.legs["contact"][retold(cohort)]
    is_double = cohort.contacts["cause"] == Cause.DUPLICATE
    return {
        **_resolved(cohort),
        "issues_over": cohort.tally(home[over]),
        "customer_time": cohort.total(home[over], lasted),
        **_moves(cohort),
        "duplicates": cohort.tally(cohort.code[is_double]),
        "stories": cohort.tally(cohort.code[again]),
        "issue_stories": cohort.tally(home[again]),
    }


def decided(cohort: Cohort) -> Flags:
    """Say of each contact whether it is known what became of its customer's issue.

    It is once a contact resolved it, or none of them is open any more.

    Parameters
    ----------
    cohort : Cohort

    Returns
    -------
    array of bool, shape (n_contacts,)
    """
    contacts = cohort.contacts
    n = int(contacts["customer"].max(initial=-1)) + 1
    known = np.ones(n, dtype=bool)
    known[contacts["customer"][contacts["outcome"] == Outcome.OPEN]] = False
    known[contacts["customer"][contacts["resolved"] == 1]] = True
    found: Flags = known[contacts["customer"]]
    return found


def retold(cohort: Cohort) -> Flags:
    """Say of each interaction whether the story was told again when it began.

    Once in a conversation: whoever goes on with it has read what was written.

    Returns
    -------
    array of bool, shape (n_interactions,)
    """
    told: Flags = (cohort.legs["story"] == 1) & cohort.talks.begins
    return told


def customer_time(cohort: Cohort) -> Floats:
    """Return how much of her own time each customer spent on her issue.

    Live contacts from arrival until she was gone, sessions with bots, and the talk
    of calls back; times that overlap count once. What was not over when play ended
    counts until then.

    Parameters
    ----------
    cohort : Cohort

    Returns
    -------
    array of float, shape (n_customers,), seconds
        By row of the population, to the last one who made a contact.
    """
    contacts, legs = cohort.contacts, cohort.legs
    sessions, ended_at = cohort.journal.sessions, cohort.journal.provenance.ended_at
    own = cohort.histories.customer
    n = int(own.max(initial=-1)) + 1
    live = np.flatnonzero(cohort.is_live[contacts["channel"]])
    if cohort.histories.come_once and cohort.is_live.all():
        gone_at = np.fmin(contacts["closed_at"], ended_at)
        return total(own, gone_at - contacts["arrived_at"], n)
    calls_back = cohort.of_kind(Kind.CALLBACK)[contacts["channel"]][legs["contact"]]
    talked = np.flatnonzero(calls_back & cohort.talks.is_answered)
    met = cohort.of_kind(*DEFERRED)[contacts["channel"][sessions["contact"]]]
    customer = np.concatenate(
        (own[live], own[legs["contact"][talked]], own[sessions["contact"][met]])
    )
    begin = np.concatenate(
        (
            contacts["arrived_at"][live],
            legs["answered_at"][talked],
            sessions["from_at"][met],
        )
    )
    end = np.concatenate(
        (
            contacts["closed_at"][live],
            legs["talk_end_at"][talked],
            sessions["to_at"][met],
        )
    )
    rows = stretches(customer, begin, np.fmin(end, ended_at))
    rows = rows[np.lexsort((rows["from_at"], rows["agent"]))]
    rows = chains(rows, touching=True)
    return total(rows["agent"], rows["to_at"] - rows["from_at"], n)


def resolving(cohort: Cohort) -> Rows:
    """Return the contacts that resolved their customer's issue, one for each.

    Of several that did so, whichever ended first.

    Parameters
    ----------
    cohort : Cohort

    Returns
    -------
    array of int
        Rows of the contacts table, in no particular order.
    """
    contacts, histories = cohort.contacts, cohort.histories
    rows = np.flatnonzero(contacts["resolved"] == 1)
    if histories.come_once:
        return rows
    rows = rows[np.argsort(contacts["closed_at"][rows], kind="stable")]
    return rows[histories.earliest(rows)]


def _resolved(cohort: Cohort) -> dict[str, Floats]:
    """Add up the issues resolved, and how long each took until then."""
    contacts, histories, rows = cohort.contacts, cohort.histories, resolving(cohort)
    took = contacts["closed_at"][rows] - histories.began_at[rows]
    return {
        "issues_resolved": cohort.tally(histories.home[rows]),
        "time_to_resolution": cohort.total(histories.home[rows], took),
    }


def _moves(cohort: Cohort) -> dict[str, Floats]:
    """Count further contacts on other channels, and how many channels were used."""
    contacts, histories = cohort.contacts, cohort.histories
    channel = contacts["channel"]
    further, before = histories.steps
    moved = further[channel[further] != channel[before]]
    # who only ever came again on her first channel has used one
    _, n_channels, _ = cohort.shape
    pairs = histories.customer[further].astype(np.int64) * n_channels + channel[further]
    _, first = np.unique(pairs, return_index=True)
    another = further[first]
    starts = np.full(int(histories.customer.max(initial=-1)) + 1, -1, dtype=np.int64)
    is_first = contacts["attempt"] == 1
    starts[histories.customer[is_first]] = channel[is_first]
    another = another[channel[another] != starts[histories.customer[another]]]
    return {
        "moves": cohort.tally(cohort.code[moved]),
        "issue_moves": cohort.tally(histories.home[moved]),
        "channels_used": cohort.tally(histories.home[is_first])
        + cohort.tally(histories.home[another]),
    }

"""What customers lived through: how long till served, how often, resolved or not.

A customer has one issue and makes contacts until it is resolved or she gives up.
All of them count in the window of her first contact, under its channel and issue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Cause, Outcome
from omnisim.kpi.figure import CUSTOMER, count, ratio
from omnisim.units import DAY

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.windows import Floats

__all__ = ["FIGURES", "SEEN_WITHIN", "add_up"]

SEEN_WITHIN = 7 * DAY

_HORIZON = (
    "A run shorter than the usual delay of a return does not see the return: let the "
    "calendar last longer than that."
)

FIGURES = (
    count("customers", "Customers", "customers", unit="customers", cohort=CUSTOMER),
    ratio(
        "contacts_per_customer", "Contacts per customer", "contacts_made", "customers",
        unit="", direction="down", cohort=CUSTOMER, source="Callcenter Simulator",
        remark="Redials and returns included.",
    ),
    ratio(
        "accessibility", "Accessibility", "customers_served", "customers_decided",
        direction="up", cohort=CUSTOMER, source="Callcenter Simulator",
        remark="Customers who reached an agent in the end, at whichever attempt. "
        "Those never answered who have a contact open when play ended are left out.",
    ),
    ratio(
        "wait_until_served", "Wait until served", "time_to_served", "customers_served",
        unit="s", direction="down", cohort=CUSTOMER, source="Callcenter Simulator",
        remark="The time between attempts is part of it.",
    ),
    ratio(
        "fcr", "First contact resolution", "issues_at_once", "issues_decided",
        direction="up", cohort=CUSTOMER, source="true FCR: the simulation knows it",
        remark="Issues that never reached an agent count as not resolved; see "
        "fcr_handled without them.",
    ),
    ratio(
        "fcr_handled", "First contact resolution of those handled", "issues_at_once",
        "issues_handled", direction="up", cohort=CUSTOMER,
        source="true FCR: the simulation knows it",
    ),
    ratio(
        "fcr_measured", "First contact resolution as measured",
        "issues_not_seen_again", "issues_handled", direction="up", cohort=CUSTOMER,
        formula="issues with no further contact within 7 days of the end of their "
        "first handled contact ÷ issues handled at least once",
        source="usual practice, with windows of 7 to 14 days",
        remark="What a centre can measure: it takes those who gave up silently for "
        "resolved, and those who return later than the window. " + _HORIZON,
    ),
    ratio(
        "resolution", "Contacts that resolved the issue", "resolved", "known",
        direction="up", remark="Of all contacts handled, first ones or not.",
    ),
    ratio(
        "repeat_rate", "Repeat rate", "repeats", "handled", direction="down",
        source="usual practice",
        remark="1 - FCR only if both look equally far ahead. " + _HORIZON,
    ),
    ratio("redial_rate", "Redials", "redials", "arrived", direction="down",
          source="retrials of queueing theory"),
)  # fmt: skip


def add_up(cohort: Cohort, *, seen_within: float) -> dict[str, Floats]:
    """Count customers by the cell code of their first contact.

    Parameters
    ----------
    cohort : Cohort
    seen_within : float, seconds
        For measured FCR: how long after a contact a further one is noticed.

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    contacts = cohort.contacts
    measures = _of_contacts(cohort)
    is_first = contacts["attempt"] == 1
    customer = contacts["customer"]
    n = int(customer.max(initial=-1)) + 1
    home = np.full(n, cohort.n_codes, dtype=np.int32)
    home[customer[is_first]] = cohort.born[is_first]
    measures["customers"] = cohort.tally(home)
    measures["contacts_made"] = cohort.tally(home[customer])
    served = _served(cohort, home, measures)
    _resolved(cohort, home, served, seen_within, measures)
    return measures


def _of_contacts(cohort: Cohort) -> dict[str, Floats]:
    contacts, code = cohort.contacts, cohort.code
    cause, resolved = contacts["cause"], contacts["resolved"]
    again = (cause != Cause.FIRST) & (cause != Cause.UNRESOLVED)
    return {
        "known": cohort.tally(code[resolved >= 0]),
        "resolved": cohort.tally(code[resolved == 1]),
        "repeats": cohort.tally(code[cause == Cause.UNRESOLVED]),
        "redials": cohort.tally(code[again]),
    }


def _first_row(
    customer: npt.NDArray[np.int32], rows: npt.NDArray[np.intp], n: int
) -> npt.NDArray[np.int32]:
    """Return the first of some rows of the contacts table of each customer, or -1."""
    first = np.full(n, -1, dtype=np.int32)
    # of repeated places the last one written stays: here the earliest contact
    first[customer[rows[::-1]]] = rows[::-1]
    return first


def _undecided(cohort: Cohort, n: int) -> npt.NDArray[np.bool_]:
    """Flag the customers with a contact still open when play ended."""
    flags = np.zeros(n, dtype=bool)
    is_open = cohort.contacts["outcome"] == Outcome.OPEN
    flags[cohort.contacts["customer"][is_open]] = True
    return flags


def _served(
    cohort: Cohort, home: npt.NDArray[np.int32], measures: dict[str, Floats]
) -> npt.NDArray[np.bool_]:
    """Add who was answered, and when; return who still may be."""
    contacts, legs = cohort.contacts, cohort.legs
    answered = np.flatnonzero(cohort.is_first & (legs["agent"] >= 0))
    customer = contacts["customer"]
    leg = _first_row(customer[legs["contact"]], answered, len(home))
    is_served = leg >= 0
    begin = np.full(len(home), np.nan)
    is_first = contacts["attempt"] == 1
    begin[customer[is_first]] = contacts["arrived_at"][is_first]
    wait = legs["answered_at"][leg[is_served]] - begin[is_served]
    undecided = _undecided(cohort, len(home))
    measures["customers_served"] = cohort.tally(home[is_served])
    measures["customers_decided"] = cohort.tally(home[is_served | ~undecided])
    measures["time_to_served"] = cohort.total(home[is_served], wait)
    return undecided


def _resolved(
    cohort: Cohort,
    home: npt.NDArray[np.int32],
    undecided: npt.NDArray[np.bool_],
    seen_within: float,
    measures: dict[str, Floats],
) -> None:
    """Add whose first handled contact resolved the issue, or seemed to."""
    contacts = cohort.contacts
    customer = contacts["customer"]
    handled = np.flatnonzero(contacts["outcome"] == Outcome.HANDLED)
    first = _first_row(customer, handled, len(home))
    is_handled = first >= 0
    at_once = np.zeros(len(home), dtype=bool)
    at_once[is_handled] = contacts["resolved"][first[is_handled]] == 1
    seen = is_handled.copy()
    later = np.flatnonzero(contacts["attempt"] > 1)
    # a return counts if it follows the first handled contact
    later = later[is_handled[customer[later]] & (later > first[customer[later]])]
    gap = contacts["arrived_at"][later] - contacts["closed_at"][first[customer[later]]]
    seen[customer[later[gap <= seen_within]]] = False
    measures["issues_handled"] = cohort.tally(home[is_handled])
    measures["issues_decided"] = cohort.tally(home[is_handled | ~undecided])
    measures["issues_at_once"] = cohort.tally(home[at_once])
    measures["issues_not_seen_again"] = cohort.tally(home[seen])

"""What customers lived through: how long till served, how often, resolved or not.

A customer has one issue and makes contacts until it is resolved or she gives up.
All of them count in the window of her first contact, under its channel and issue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Cause, Outcome
from omnisim.kpi.conversations import first_of_each
from omnisim.kpi.figure import CUSTOMER, count, ratio
from omnisim.scenario.choices import Kind
from omnisim.units import DAY

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.windows import Floats

__all__ = ["FIGURES", "SEEN_WITHIN", "add_up"]

Rows = npt.NDArray[np.signedinteger]

_REDIAL = np.isin(
    np.arange(len(Cause)),
    (Cause.BLOCKED, Cause.BALKED, Cause.ABANDONED, Cause.QUIT, Cause.UNREACHED),
)
SEEN_WITHIN = 7 * DAY  # the shorter end of usual practice, 7 to 14 days

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
        remark="Customers who reached an agent in the end, at whichever attempt; by "
        "message or mail: who had a reply. Those never answered who have a contact "
        "open when play ended are left out.",
    ),
    ratio(
        "wait_until_served", "Wait until served", "time_to_served", "customers_served",
        unit="s", direction="down", cohort=CUSTOMER, source="Callcenter Simulator",
        remark="The time between attempts is part of it. By message or mail until the "
        "first reply; whatever came first counts.",
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
          source="retrials of queueing theory",
          remark="Neither calls back nor those who chase an answer are among them."),
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
    histories = _Histories.of(cohort)
    is_first = cohort.contacts["attempt"] == 1
    measures = _of_contacts(cohort)
    measures["customers"] = cohort.tally(cohort.born[is_first])
    measures["contacts_made"] = cohort.tally(histories.home)
    measures |= _served(cohort, histories, measures["customers"])
    measures |= _resolved(cohort, histories, measures["customers"], seen_within)
    return measures


def _of_contacts(cohort: Cohort) -> dict[str, Floats]:
    contacts, code = cohort.contacts, cohort.code
    cause, resolved = contacts["cause"], contacts["resolved"]
    is_handled = contacts["outcome"] == Outcome.HANDLED
    return {
        "known": cohort.tally(code[resolved >= 0]),
        "resolved": cohort.tally(code[resolved == 1]),
        "repeats": cohort.tally(code[(cause == Cause.UNRESOLVED) & is_handled]),
        "redials": cohort.tally(code[_REDIAL[cause]]),
    }


@dataclass(frozen=True, eq=False, slots=True)
class _Histories:
    """Whose contact each is, and how that customer's history began.

    Parameters
    ----------
    customer : array of int, shape (n_contacts,)
    home : array of int, shape (n_contacts,)
        Cell code of the customer's first contact.
    began_at : array of float, shape (n_contacts,), seconds
        Arrival of that contact.
    come_once : bool
        No customer came a second time, which spares most of the work.
    """

    customer: npt.NDArray[np.int32]
    home: npt.NDArray[np.int32]
    began_at: Floats
    come_once: bool

    @classmethod
    def of(cls, cohort: Cohort) -> _Histories:
        contacts = cohort.contacts
        customer, arrived_at = contacts["customer"], contacts["arrived_at"]
        is_first = contacts["attempt"] == 1
        if is_first.all():
            return cls(customer, cohort.born, arrived_at, come_once=True)
        n = int(customer.max()) + 1
        home = np.full(n, cohort.n_codes, dtype=np.int32)
        home[customer[is_first]] = cohort.born[is_first]
        began_at = np.full(n, np.nan)
        began_at[customer[is_first]] = arrived_at[is_first]
        return cls(customer, home[customer], began_at[customer], come_once=False)

    def earliest(self, rows: Rows) -> Rows:
        """Return which of some contacts are the first of their customers.

        Parameters
        ----------
        rows : array of int, shape (n,)
            Rows of the contacts table, in the order that is asked about.

        Returns
        -------
        array of int
            Places in `rows`.
        """
        places = np.arange(len(rows))
        if self.come_once:
            return places
        first = np.full(int(self.customer.max()) + 1, -1, dtype=np.intp)
        # of several values for one place the last stays: here the earliest contact
        first[self.customer[rows[::-1]]] = places[::-1]
        return first[first >= 0]

    def among(self, rows: Rows, others: Rows) -> npt.NDArray[np.bool_]:
        """Say which of some contacts are of a customer who made one of the others."""
        known = np.zeros(int(self.customer.max(initial=-1)) + 1, dtype=bool)
        known[self.customer[others]] = True
        found: npt.NDArray[np.bool_] = known[self.customer[rows]]
        return found


def _served(
    cohort: Cohort, histories: _Histories, customers: Floats
) -> dict[str, Floats]:
    """Count who was served, and how long it took from her first arrival."""
    contact, served_at = _in_order(cohort, *_answers(cohort))
    first = histories.earliest(contact)
    contact, served_at = contact[first], served_at[first]
    home = histories.home[contact]
    return {
        "customers_served": cohort.tally(home),
        "customers_decided": customers - _undecided(cohort, histories, contact),
        "time_to_served": cohort.total(home, served_at - histories.began_at[contact]),
    }


def _answers(cohort: Cohort) -> tuple[Rows, Floats]:
    """Return the contacts that were served, by arrival, and when.

    Served is who talks to an agent or is taken into a chat, and by message or mail
    who has a reply.
    """
    legs = cohort.legs
    rows = np.flatnonzero(cohort.talks.begins)
    rows = rows[first_of_each(legs["contact"][rows])]
    contact, served_at = legs["contact"][rows], legs["answered_at"][rows]
    by_reply = cohort.of_kind(Kind.MESSAGE, Kind.MAIL)
    if not by_reply.any():
        return contact, served_at
    waits = by_reply[cohort.contacts["channel"][contact]]
    served_at = np.where(waits, cohort.first_reply_at[contact], served_at)
    known = ~np.isnan(served_at)
    return contact[known], served_at[known]


def _in_order(cohort: Cohort, contact: Rows, at: Floats) -> tuple[Rows, Floats]:
    """Put contacts in the order of what happened to them.

    Those of one customer are in that order from the start, unless she chases an
    answer while a contact is open, which only one that is not live can be.
    """
    if cohort.is_live.all():
        return contact, at
    order = np.argsort(at, kind="stable")
    return contact[order], at[order]


def _undecided(cohort: Cohort, histories: _Histories, done: Rows) -> Floats:
    """Count customers with an open contact and none of the contacts `done`."""
    is_open = np.flatnonzero(cohort.contacts["outcome"] == Outcome.OPEN)
    is_open = is_open[~histories.among(is_open, done)]
    is_open = is_open[histories.earliest(is_open)]
    return cohort.tally(histories.home[is_open])


def _resolved(
    cohort: Cohort, histories: _Histories, customers: Floats, seen_within: float
) -> dict[str, Floats]:
    """Count whose first handled contact resolved the issue, or seemed to."""
    contacts = cohort.contacts
    handled = np.flatnonzero(contacts["outcome"] == Outcome.HANDLED)
    handled, _ = _in_order(cohort, handled, contacts["closed_at"][handled])
    handled = handled[histories.earliest(handled)]
    at_once = handled[contacts["resolved"][handled] == 1]
    back = _returns(cohort, histories, handled, seen_within)
    silent = handled[~histories.among(handled, back)]
    return {
        "issues_handled": cohort.tally(histories.home[handled]),
        "issues_decided": customers - _undecided(cohort, histories, handled),
        "issues_at_once": cohort.tally(histories.home[at_once]),
        "issues_not_seen_again": cohort.tally(histories.home[silent]),
    }


def _returns(
    cohort: Cohort, histories: _Histories, handled: Rows, seen_within: float
) -> Rows:
    """Return the contacts that follow the customer's first handled one in time."""
    contacts, customer = cohort.contacts, histories.customer
    later = np.flatnonzero(contacts["attempt"] > 1)
    if not len(later):
        return later
    first = np.full(int(customer.max()) + 1, len(contacts))
    first[customer[handled]] = handled
    later = later[later > first[customer[later]]]
    gap = contacts["arrived_at"][later] - contacts["closed_at"][first[customer[later]]]
    back: Rows = later[gap <= seen_within]
    return back

"""What customers lived through: how long till served, how often, resolved or not.

A customer has one issue and makes contacts until it is resolved or she gives up.
All of them count in the window of her first contact, under its channel and issue.
These are figures of agents' service: who was content with a bot, or gave up after
it had served her, is left out of them. `omnisim.kpi.journeys` has the whole issue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Cause, Outcome
from omnisim.kpi.conversations import first_of_each
from omnisim.kpi.figure import CUSTOMER, count, ratio
from omnisim.scenario.choices import Kind
from omnisim.units import DAY

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.conversations import Flags
    from omnisim.kpi.histories import Rows
    from omnisim.kpi.windows import Floats

__all__ = ["FIGURES", "SEEN_WITHIN", "add_up"]

_REDIAL = np.isin(
    np.arange(len(Cause)),
    (
        Cause.BLOCKED,
        Cause.BALKED,
        Cause.ABANDONED,
        Cause.QUIT,
        Cause.UNREACHED,
        Cause.CUT_OFF,
        Cause.UNHELPED,
    ),
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
        "message or mail: who had a reply. Those never answered are left out who have "
        "a contact open when play ended, or whose last contact a bot contained: they "
        "asked for nobody any more.",
    ),
    ratio(
        "wait_until_served", "Wait until served", "time_to_served", "customers_served",
        unit="s", direction="down", cohort=CUSTOMER, source="Callcenter Simulator",
        remark="The time between attempts, and with bots, is part of it. By message or "
        "mail until the first reply; whatever came first counts.",
    ),
    ratio(
        "fcr", "First contact resolution", "issues_at_once", "issues_decided",
        direction="up", cohort=CUSTOMER, source="true FCR: the simulation knows it",
        remark="Issues that never reached an agent count as not resolved, unless a bot "
        "contained the last contact about them: those are left out. See fcr_handled "
        "without all of these; share_resolved counts every issue.",
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
        "resolved, and those who return later than the window. Further contacts count "
        "on whichever channel; contacts opened before that end do not. " + _HORIZON,
    ),
    ratio(
        "resolution", "Contacts that resolved the issue", "resolved", "known",
        direction="up", remark="Of all contacts handled, first ones or not; for "
        "contacts with a bot see true_containment.",
    ),
    ratio(
        "repeat_rate", "Repeat rate", "repeats", "handled", direction="down",
        source="usual practice",
        remark="After an agent or a bot had served the customer. 1 - FCR only if both "
        "look equally far ahead. " + _HORIZON,
    ),
    ratio("redial_rate", "Redials", "redials", "arrived", direction="down",
          source="retrials of queueing theory",
          remark="Calls back, chases for an answer, second contacts opened while "
          "waiting, and moves on advice are not among them."),
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
    histories = cohort.histories
    is_first = cohort.contacts["attempt"] == 1
    measures = _of_contacts(cohort)
    measures["customers"] = cohort.tally(cohort.born[is_first])
    measures["contacts_made"] = cohort.tally(histories.home)
    measures |= _served(cohort, measures["customers"])
    measures |= _resolved(cohort, measures["customers"], seen_within)
    return measures


def _of_contacts(cohort: Cohort) -> dict[str, Floats]:
    contacts, code = cohort.contacts, cohort.code
    cause, resolved = contacts["cause"], contacts["resolved"]
    is_handled = contacts["outcome"] == Outcome.HANDLED
    returned = (cause == Cause.UNRESOLVED) | (cause == Cause.CONTAINED)
    return {
        "known": cohort.tally(code[is_handled & (resolved >= 0)]),
        "resolved": cohort.tally(code[is_handled & (resolved == 1)]),
        "repeats": cohort.tally(code[returned & is_handled]),
        "redials": cohort.tally(code[_REDIAL[cause]]),
    }


def _served(cohort: Cohort, customers: Floats) -> dict[str, Floats]:
    """Count who was served, and how long it took from her first arrival."""
    histories = cohort.histories
    contact, served_at = _in_order(cohort, *_answers(cohort))
    first = histories.earliest(contact)
    contact, served_at = contact[first], served_at[first]
    home = histories.home[contact]
    return {
        "customers_served": cohort.tally(home),
        "customers_decided": customers - _undecided(cohort, contact),
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

    Those of one customer are in that order from the start, unless she makes one
    while another is open: she chases an answer, which only a contact that is not
    live can need, or opens a second one while she waits.
    """
    causes = cohort.contacts["cause"]
    if cohort.is_live.all() and not (causes == Cause.DUPLICATE).any():
        return contact, at
    order = np.argsort(at, kind="stable")
    return contact[order], at[order]


def _undecided(cohort: Cohort, done: Rows) -> Floats:
    """Count customers with none of the contacts `done` who may yet have one.

    They have an open contact, or asked for none: a bot contained their last one.
    """
    histories, outcome = cohort.histories, cohort.contacts["outcome"]
    rows = np.flatnonzero((outcome == Outcome.OPEN) | _content(cohort))
    rows = rows[~histories.among(rows, done)]
    rows = rows[histories.earliest(rows)]
    return cohort.tally(histories.home[rows])


def _content(cohort: Cohort) -> Flags:
    """Say which contacts were contained by a bot and their customers' last ones."""
    contained: Flags = cohort.contacts["outcome"] == Outcome.CONTAINED
    if contained.any():
        _, before = cohort.histories.steps
        contained[before] = False
    return contained


def _resolved(
    cohort: Cohort, customers: Floats, seen_within: float
) -> dict[str, Floats]:
    """Count whose first handled contact resolved the issue, or seemed to."""
    contacts, histories = cohort.contacts, cohort.histories
    handled = np.flatnonzero(contacts["outcome"] == Outcome.HANDLED)
    handled, _ = _in_order(cohort, handled, contacts["closed_at"][handled])
    handled = handled[histories.earliest(handled)]
    at_once = handled[contacts["resolved"][handled] == 1]
    back = _returns(cohort, handled, seen_within)
    silent = handled[~histories.among(handled, back)]
    return {
        "issues_handled": cohort.tally(histories.home[handled]),
        "issues_decided": customers - _undecided(cohort, handled),
        "issues_at_once": cohort.tally(histories.home[at_once]),
        "issues_not_seen_again": cohort.tally(histories.home[silent]),
    }


def _returns(cohort: Cohort, handled: Rows, seen_within: float) -> Rows:
    """Return the contacts that follow the customer's first handled one in time."""
    contacts, customer = cohort.contacts, cohort.histories.customer
    later = np.flatnonzero(contacts["attempt"] > 1)
    if not len(later):
        return later
    first = np.full(int(customer.max()) + 1, len(contacts))
    first[customer[handled]] = handled
    later = later[later > first[customer[later]]]
    gap = contacts["arrived_at"][later] - contacts["closed_at"][first[customer[later]]]
    back: Rows = later[(gap >= 0) & (gap <= seen_within)]
    return back

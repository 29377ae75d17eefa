"""Calls back: asked for, reached or not, and made when they were promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Outcome
from omnisim.kpi.deferred import due_by_target
from omnisim.kpi.figure import count, ratio
from omnisim.scenario.choices import Kind

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.deferred import Items
    from omnisim.kpi.windows import Floats
    from omnisim.scenario.schema import Scenario

__all__ = ["FIGURES", "add_up"]

FIGURES = (
    count(
        "callback_taken", "Offers of a call back taken", "callback_taken",
        source="Amazon Connect: callback requested",
        remark="On the channel where it was offered. Neither answered nor abandoned "
        "there; each is a contact of its own on the channel that calls back.",
    ),
    count(
        "callback_requested", "Calls back asked for", "callbacks",
        remark="On the channel that calls back, however it was asked for.",
    ),
    count("callback_reached", "Calls back that reached the customer",
          "callbacks_reached", direction="up"),
    count("callback_unreached", "Calls back that never did", "unreached",
          direction="down", remark="Not picked up at any try."),
    ratio(
        "reach_rate", "Customers reached by call back", "callbacks_reached",
        "callbacks_reached + unreached", direction="up",
        remark="Of those that are decided: reached, or missed at every try.",
    ),
    ratio(
        "tries_per_reached", "Tries per customer reached", "tries_of_reached",
        "callbacks_reached", unit="", direction="down",
        remark="The one that was picked up included.",
    ),
    ratio(
        "promise_kept", "Calls back by the promised time", "called_as_promised",
        "promises_due", direction="up", source="own choice, as sla_met",
        remark="Talk began by the end of the promised window; without a window, by the "
        "target's threshold in opening hours. Of the promises whose time has passed, "
        "those missed at every try included; what needed no call any more by then, "
        "since another contact was answered, is left out.",
    ),
)  # fmt: skip


def add_up(cohort: Cohort, items: Items, scenario: Scenario) -> dict[str, Floats]:
    """Count calls back by cell code.

    Parameters
    ----------
    cohort : Cohort
    items : Items
    scenario : Scenario
        Read for promises.

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    contacts, legs = cohort.contacts, cohort.legs
    outcome = contacts["outcome"]
    is_ours = cohort.of_kind(Kind.CALLBACK)[items.channel]
    is_reached = is_ours & ~np.isnan(items.answered_at)
    code, reached = cohort.code[items.contact], items.contact[is_reached]
    missed = legs["contact"][legs["outcome"] == Outcome.MISSED]
    tries = np.bincount(missed, minlength=len(contacts)) + 1
    ended_at = cohort.journal.provenance.ended_at
    due_at = _promised(cohort, items, scenario)
    is_due = is_ours & items.is_due(due_at, ended_at)
    return {
        "callback_taken": cohort.tally(cohort.code[outcome == Outcome.CALLBACK]),
        "callbacks": cohort.tally(code[is_ours]),
        "callbacks_reached": cohort.tally(code[is_reached]),
        "unreached": cohort.tally(cohort.code[outcome == Outcome.UNREACHED]),
        "tries_of_reached": cohort.total(code[is_reached], tries[reached]),
        "promises_due": cohort.tally(code[is_due]),
        "called_as_promised": cohort.tally(
            code[is_due & (items.answered_at <= due_at)]
        ),
    }


def _promised(cohort: Cohort, items: Items, scenario: Scenario) -> Floats:
    """Return until when each item was promised; NaN where nothing was."""
    names = cohort.journal.provenance.channels
    due_at = due_by_target(scenario, names, items.channel, items.arrived_at)
    windows = [scenario.channels[name].window for name in names]
    until = np.array(
        [one.after + one.lasts if one.lasts else np.nan for one in windows]
    )[items.channel]
    return np.where(np.isnan(until), due_at, items.arrived_at + until)

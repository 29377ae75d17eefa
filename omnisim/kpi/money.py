"""What it costs: wages and prices, by the clock, and whom they are spent on.

Every cost lies in the window in which it arises, whatever the attribution: wages
while they are paid, a price when what it is paid for happens, a price per minute
while the minutes pass, a price per line and day evenly through the day. Without
any wage or price in the scenario there are no such figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Notice, Outcome
from omnisim.kpi.attention import attention
from omnisim.kpi.figure import MONEY, count, ratio
from omnisim.kpi.journeys import resolving
from omnisim.kpi.outages import were_inside
from omnisim.scenario import prices
from omnisim.scenario.choices import DEFERRED, Kind, Per
from omnisim.units import DAY, HOUR, MINUTE

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.stretches import Rows
    from omnisim.kpi.windows import Floats
    from omnisim.scenario.money import Price
    from omnisim.scenario.schema import Scenario

__all__ = ["FIGURES", "add_up", "wages", "wages_by_contact"]

COST = "costs that arose in the window, whenever the contacts came"

_ALL = "wages + contact_prices + line_prices + bot_prices + message_prices"
_SPENT_ON = (
    "By channel and issue, wages go by the hands-on time that their contacts had of "
    "each group, at what the group costs per hands-on hour of the run: idle time is "
    "paid by those who were served. So the channels add up to the whole over the run, "
    "though not over each day of it, unless a group was paid and did nothing at all. "
    "Lines are shared among issues by the time they took up in the run."
)
_PER_CONTACT = (
    "Costs by when they arose, contacts by the window they count in: over a day or "
    "less the two may be of different contacts."
)

FIGURES = (
    count("cost", "Cost", _ALL, unit=MONEY, direction="down", cohort=COST,
          remark=f"What the scenario has no price for is free. {_SPENT_ON}"),
    count(
        "cost_wages", "Cost of wages", "wages", unit=MONEY, direction="down",
        cohort=COST,
        remark="Paid time (see paid) of each group at its wage: work, planned "
        "shrinkage and absence as scheduled, and time on the floor beyond; breaks are "
        f"unpaid. {_SPENT_ON}",
    ),
    count(
        "cost_channels", "Cost of channels", "contact_prices + line_prices",
        unit=MONEY, direction="down", cohort=COST,
        remark="Prices per contact: of all but those blocked, kept out by an outage "
        "or outside the hours. Per minute of connection: from arrival until the "
        "customer was gone, a bot's session included; of calls back, talk. Per line "
        "and day: of all lines there are, every day of the calendar.",
    ),
    count("cost_bots", "Cost of bots", "bot_prices", unit=MONEY, direction="down",
          cohort=COST, remark="Prices per session, and per minute of it."),
    count("cost_messages", "Cost of messages to customers", "message_prices",
          unit=MONEY, direction="down", cohort=COST,
          remark="Updates, proactive messages and invitations that were sent."),
    ratio("cost_per_contact", "Cost per contact", _ALL, "arrived", unit=MONEY,
          direction="down", cohort=COST,
          source="ICMI (Rumburg), with all costs that the scenario names",
          remark=f"Of all contacts that arrived, served or not. {_PER_CONTACT}"),
    ratio(
        "cost_per_resolution", "Cost per resolved issue", _ALL, "resolutions",
        unit=MONEY, direction="down", cohort=COST, source="CX Today",
        remark="Contacts that resolve nothing have to be paid as well: what makes a "
        "contact cheaper need not make an issue so. By channel: of the issues that its "
        f"contacts resolved. {_PER_CONTACT}",
    ),
)  # fmt: skip


def add_up(cohort: Cohort, scenario: Scenario) -> dict[str, Floats]:
    """Add up by cell code what is paid besides wages, and the issues resolved.

    Parameters
    ----------
    cohort : Cohort
    scenario : Scenario
        Read for its prices.

    Returns
    -------
    dict of str to array of float, shape (n_codes,), in the scenario's currency
        By name of the measure; ``resolutions`` is a number. Empty if the scenario
        has no wage and no price.
    """
    if not prices.has_money(scenario):
        return {}
    connected = _Connections(cohort)
    return {
        "contact_prices": _contacts(cohort, scenario, connected),
        "line_prices": _lines(cohort, scenario, connected),
        "bot_prices": _bots(cohort, scenario),
        "message_prices": _messages(cohort, scenario),
        "resolutions": cohort.tally(cohort.code[resolving(cohort)]),
    }


def wages(
    time: dict[str, Floats], scenario: Scenario, groups: tuple[str, ...]
) -> dict[str, Floats]:
    """Return the wages of each group, by the clock.

    Parameters
    ----------
    time : dict of str to array of float, shape (n_cells, n_groups), seconds
        Scheduled work, planned shrinkage, random absence, and time beyond duty.
    scenario : Scenario
    groups : tuple of str

    Returns
    -------
    dict of str to array of float, shape (n_cells, n_groups), in its currency
        ``wages``. Empty if the scenario has no wage and no price.
    """
    if not prices.has_money(scenario):
        return {}
    found = [scenario.agents[name].wage for name in groups]
    per_hour = np.array([0.0 if wage is None else wage.amount for wage in found])
    paid = time["work"] + time["planned"] + time["absent"] + time["beyond"]
    return {"wages": paid * (per_hour / HOUR)}


def wages_by_contact(cohort: Cohort, scenario: Scenario, spent: Floats) -> Floats:
    """Share wages among channels and issues by the hands-on time of their contacts.

    Parameters
    ----------
    cohort : Cohort
    scenario : Scenario
    spent : array of float, shape (n_cells, n_groups), in the scenario's currency

    Returns
    -------
    array of float, shape (n_codes,), in the scenario's currency
    """
    found = np.zeros((cohort.grid.n_cells, cohort.n_codes // cohort.grid.n_cells))
    total = spent.sum(axis=0)
    (paid,) = np.nonzero(total)
    if not len(paid):
        return found.ravel()
    given = attention(cohort.journal, scenario)
    group = cohort.journal.agents["group"][given.agent]
    part, most = _part(cohort, given.contact), int(given.among.max(initial=1))
    weights = 1 / np.arange(1.0, most + 1)
    for g in paid.tolist():
        mine = np.flatnonzero(group == g)
        time = cohort.grid.spread(
            given.from_at[mine],
            given.to_at[mine],
            part[mine] * most + given.among[mine] - 1,
            found.shape[1] * most,
        )
        shared = weights @ time.reshape(found.shape[1], most, -1)
        hands_on = shared.sum()
        if hands_on:
            found += shared.T * (total[g] / hands_on)
    return found.ravel()


class _Connections:
    """Contacts that had a line, and when customers were connected."""

    def __init__(self, cohort: Cohort) -> None:
        contacts, legs = cohort.contacts, cohort.legs
        outcome = contacts["outcome"]
        kept_out = (outcome == Outcome.CUT_OFF) & ~were_inside(cohort)
        turned_away = np.isin(outcome, (Outcome.BLOCKED, Outcome.CLOSED))
        self.had_line = ~(turned_away | kept_out)
        (live,) = np.nonzero(~cohort.of_kind(*DEFERRED)[contacts["channel"]])
        is_back = cohort.of_kind(Kind.CALLBACK)[contacts["channel"]]
        called = legs[is_back[legs["contact"]]]
        self.contact = np.concatenate((live, called["contact"]))
        self.from_at = np.concatenate(
            (contacts["arrived_at"][live], called["answered_at"])
        )
        to_at = np.concatenate((contacts["closed_at"][live], called["talk_end_at"]))
        ended_at = cohort.journal.provenance.ended_at
        self.to_at = np.where(np.isnan(to_at), ended_at, to_at)


def _part(cohort: Cohort, contact: Rows) -> Rows:
    """Return the pair of channel and issue of some contacts, as one number."""
    about, (_, _, issues) = cohort.contacts, cohort.shape
    part: Rows = about["channel"][contact].astype(np.intp) * issues
    part += about["issue"][contact]
    return part


def _spread(cohort: Cohort, contact: Rows, from_at: Floats, to_at: Floats) -> Floats:
    """Add up minutes of contacts by the clock, shape (n_cells, n_parts)."""
    n_parts = cohort.n_codes // cohort.grid.n_cells
    seconds = cohort.grid.spread(from_at, to_at, _part(cohort, contact), n_parts)
    return seconds.T / MINUTE


def _of_channels(cohort: Cohort, scenario: Scenario, per: Per) -> Floats:
    """Return a price of each channel, shape (n_channels,)."""
    names = cohort.journal.provenance.channels
    costs = [scenario.channels[name].cost for name in names]
    return np.array([prices.amount(cost, per) for cost in costs])


def _contacts(cohort: Cohort, scenario: Scenario, connected: _Connections) -> Floats:
    """Add up prices per contact, and per minute of connection."""
    contacts, (_, _, issues) = cohort.contacts, cohort.shape
    each = _of_channels(cohort, scenario, Per.CONTACT)
    spent = cohort.total(
        cohort.born, np.where(connected.had_line, each[contacts["channel"]], 0.0)
    )
    minute = _of_channels(cohort, scenario, Per.MINUTE)
    if minute.any():
        minutes = _spread(cohort, connected.contact, connected.from_at, connected.to_at)
        spent += (minutes * np.repeat(minute, issues)).ravel()
    return spent


def _lines(cohort: Cohort, scenario: Scenario, connected: _Connections) -> Floats:
    """Add up prices per line and day, shared by the issues that took them up."""
    names, (cells, channels, issues) = cohort.journal.provenance, cohort.shape
    lines = [scenario.channels[name].lines or 0 for name in names.channels]
    a_day = _of_channels(cohort, scenario, Per.LINE) * lines
    if not a_day.any():
        return np.zeros(cohort.n_codes)
    days = np.diff(cohort.grid.edges) / DAY
    minutes = _spread(cohort, connected.contact, connected.from_at, connected.to_at)
    taken = minutes.sum(axis=0).reshape(channels, issues)
    # lines that nobody took up are no issue's more than another's
    taken[taken.sum(axis=1) == 0] = 1.0
    share = taken / taken.sum(axis=1, keepdims=True)
    spent: Floats = days[:, None, None] * a_day[:, None] * share
    return spent.reshape(cells * channels * issues)


def _bots(cohort: Cohort, scenario: Scenario) -> Floats:
    """Add up prices per session with a bot, and per minute of it."""
    sessions, spent = cohort.journal.sessions, np.zeros(cohort.n_codes)
    for code, name in enumerate(cohort.journal.provenance.bots):
        cost, mine = scenario.automation[name].cost, sessions[sessions["bot"] == code]
        each, minute = (prices.amount(cost, per) for per in (Per.SESSION, Per.MINUTE))
        if each:
            about = cohort.contacts[["channel", "issue"]][mine["contact"]]
            spent += each * cohort.tally(cohort.code_at(mine["from_at"], about))
        if minute:
            minutes = _spread(
                cohort, mine["contact"].astype(np.intp), mine["from_at"], mine["to_at"]
            )
            spent += minute * minutes.ravel()
    return spent


def _messages(cohort: Cohort, scenario: Scenario) -> Floats:
    """Add up prices of messages sent to customers."""
    names, notices = cohort.journal.provenance, cohort.journal.notices
    price = np.zeros((len(Notice), len(names.channels), len(names.issues)))
    for c, channel in enumerate(names.channels):
        for i, issue in enumerate(names.issues):
            for kind, cost in _of_messages(scenario, channel, issue).items():
                price[kind, c, i] = prices.amount(cost, Per.MESSAGE)
    each = price[notices["kind"], notices["channel"], notices["issue"]]
    return cohort.total(cohort.code_at(notices["sent_at"], notices), each)


def _of_messages(
    scenario: Scenario, channel: str, issue: str
) -> dict[Notice, tuple[Price, ...]]:
    """Return what each kind of message costs, by the contact that it tells of."""
    sent = {
        Notice.UPDATE: scenario.customers.updates.get(channel),
        Notice.PROACTIVE: scenario.customers.proactive_for(channel, issue),
        Notice.INVITATION: scenario.channels[channel].invite,
    }
    return {kind: one.cost for kind, one in sent.items() if one is not None}

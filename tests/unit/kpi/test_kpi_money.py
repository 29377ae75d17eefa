"""Money: who is paid, what for, and whom it was spent on; all worked out by hand.

A wage of 36 EUR an hour is a cent a second.
"""

from __future__ import annotations

import pytest
import scenario_parts as parts
from lives import (
    HALF_HOUR,
    Life,
    abandoned,
    figures,
    handled,
    scenario,
    talking,
)
from priced import WAGE, eur, phone, priced, robot, two_channels

from omnisim.journal import Activity, Cause, Outcome, State
from omnisim.kpi import KPIS, KpiTable
from omnisim.scenario.choices import Per
from omnisim.scenario.schema import (
    Wage,
)

HOUR = [(0, Activity.WORK, 0, 3600)]
KINDS = ("all", "channel", "issue", "channel_issue")


def total_of(table: KpiTable, kpi: str, kind: str) -> float:
    """Add up a figure over the slices of a kind, for the run."""
    mine = (table.kpi == kpi) & (table.slice_kind == kind)
    return float(table.numerator[mine & (table.window_kind == "run")].sum())


def test_a_scenario_without_wages_and_prices_has_no_figures_about_money() -> None:
    table = figures(handled(0))

    assert {kpi for kpi in table.kpi if KPIS[kpi].unit == "money"} == set()


def test_paid_time_is_work_meetings_absence_and_overrun_but_no_break() -> None:
    groups = {"desk": parts.group(wage=WAGE)}

    # 100 s on the phone after the end of duty, into the break
    table = figures(
        handled(0, talk=3700),
        of=scenario(agents=groups),
        agent_spans=[(0, State.TALKING, 1, 0, 0, 3700)],
        duties=[
            (0, Activity.WORK, 0, 3600),
            (0, Activity.BREAK, 3600, 4200),
            (0, Activity.PLANNED, 4200, 5400),
            (1, Activity.ABSENT, 0, 2400),
        ],
    )

    assert table.parts("paid") == (3600 + 1200 + 2400 + 100, 3600)
    assert table.value("cost_wages") == 73
    assert table.value("cost_wages", "group:desk") == 73
    assert table.value("cost") == 73


def test_wages_are_paid_in_the_window_in_which_they_are_earned() -> None:
    table = figures(of=scenario(agents={"desk": parts.group(wage=WAGE)}), duties=HOUR)

    paid = [
        table.value("cost_wages", window=f"interval:{number}") for number in (0, 1, 2)
    ]
    assert paid == [18, 18, 0]


def test_idle_time_is_paid_by_those_who_were_served() -> None:
    # 600 s of attention for the phone, 300 s for sales, the rest of the hour idle
    table = figures(
        handled(0, talk=500, wrap_up=100),
        handled(1000, talk=300, channel=1, issue=1),
        agent_spans=[
            (0, State.TALKING, 1, 0, 0, 500),
            (0, State.WRAP_UP, 1, 0, 500, 600),
            (0, State.IDLE, 0, -1, 600, 1000),
            (0, State.TALKING, 1, 1, 1000, 1300),
            (0, State.IDLE, 0, -1, 1300, 3600),
        ],
        duties=HOUR,
        **two_channels(),
    )

    assert table.value("cost_wages") == 36
    assert table.value("cost_wages", "channel:phone") == 24
    assert table.value("cost_wages", "channel:sales") == 12
    assert table.value("cost_wages", "issue:balance") == 24
    assert table.value("cost_wages", "channel_issue:sales/dispute") == 12
    assert table.value("cost_wages", "channel_issue:sales/balance") == 0
    assert table.value("cost_wages", "channel:sales", "interval:0") == 12
    assert table.value("cost_wages", "channel:sales", "interval:1") == 0


def test_each_group_is_paid_by_those_it_served_itself() -> None:
    # the desk's 36 EUR by the phone alone, the seniors' 72 EUR by both channels alike
    both = {"phone": parts.Skill(), "sales": parts.Skill()}
    groups = {
        "desk": parts.group(skills=both, wage=WAGE),
        "seniors": parts.group(skills=both, wage=Wage(amount=72, currency="EUR")),
    }
    table = figures(
        handled(0, talk=60),
        handled(100, talk=200, group=1),
        handled(400, talk=200, group=1, channel=1),
        agent_spans=[
            (0, State.TALKING, 1, 0, 0, 60),
            (1, State.TALKING, 1, 1, 100, 300),
            (1, State.TALKING, 1, 2, 400, 600),
        ],
        duties=[*HOUR, (1, Activity.WORK, 0, 3600)],
        groups=("desk", "seniors"),
        **two_channels(agents=groups),
    )

    assert table.value("cost_wages", "group:seniors") == 72
    assert table.value("cost_wages", "channel:phone") == 36 + 36
    assert table.value("cost_wages", "channel:sales") == 36


def test_who_did_nothing_is_paid_by_no_channel() -> None:
    table = figures(duties=HOUR, **two_channels())

    assert table.value("cost_wages") == 36
    assert total_of(table, "cost_wages", "channel") == 0


def test_attention_during_the_warm_up_pays_for_nothing_later() -> None:
    table = figures(
        handled(0, talk=600),
        handled(1800, talk=300, channel=1),
        agent_spans=[
            (0, State.TALKING, 1, 0, 0, 600),
            (0, State.IDLE, 0, -1, 600, 1800),
            (0, State.TALKING, 1, 1, 1800, 2100),
        ],
        duties=HOUR,
        **two_channels(
            calendar=parts.calendar(open=parts.hours((0, 24)), warm_up=1800)
        ),
    )

    assert table.value("cost_wages") == 18
    assert table.value("cost_wages", "channel:phone") == 0
    assert table.value("cost_wages", "channel:sales") == 18


def test_an_issue_that_is_resolved_twice_is_one_resolution() -> None:
    # resolved at 200 s by the second contact, at 500 s by the first one as well
    table = figures(
        handled(0, 100, talk=400, customer=0),
        handled(50, talk=150, customer=0, attempt=2, cause=Cause.DUPLICATE, channel=1),
        handled(60, customer=1, resolved=False),
        **two_channels(),
    )

    assert table.parts("cost_per_resolution") == (0, 1)
    assert table.parts("cost_per_resolution", "channel:sales") == (0, 1)
    assert table.parts("cost_per_resolution", "channel:phone") == (0, 0)


@pytest.fixture(scope="module")
def busy_hour() -> KpiTable:
    """Return an hour in which money is spent on everything there is.

    Wages 36; phone 5 a contact and 2 a minute, sales 24 for its lines; bot 3.
    """
    channels = {
        "phone": phone(eur(5, Per.CONTACT), eur(2, Per.MINUTE)),
        "sales": phone(eur(2, Per.LINE), lines=12),
    }
    return figures(
        handled(0, talk=60, customer=0, resolved=False),
        Life(at=30, outcome=Outcome.CONTAINED, session=30, customer=1),
        abandoned(100, 30, customer=2),
        handled(300, talk=120, issue=1, channel=1, customer=0, attempt=2),
        agent_spans=[
            (0, State.TALKING, 1, 0, 0, 60),
            (0, State.IDLE, 0, -1, 60, 300),
            (0, State.TALKING, 1, 3, 300, 420),
            (0, State.IDLE, 0, -1, 420, 3600),
        ],
        duties=HOUR,
        bots=("robot",),
        **two_channels(
            channels=channels, automation={"robot": robot(eur(3, Per.SESSION))}
        ),
    )


def test_what_is_spent_is_the_sum_of_its_parts(busy_hour: KpiTable) -> None:
    found = [
        busy_hour.value(f"cost_{part}")
        for part in ("wages", "channels", "bots", "messages")
    ]

    assert found == [36, 3 * 5 + 2 * 2 + 24, 3, 0]
    assert busy_hour.value("cost") == 82


def test_channels_and_issues_add_up_to_what_the_run_costs(busy_hour: KpiTable) -> None:
    totals = [total_of(busy_hour, "cost", kind) for kind in KINDS]

    assert totals == [82, 82, 82, 82]
    assert busy_hour.value("cost", "channel:phone") == 12 + 19 + 3
    assert busy_hour.value("cost", "channel:sales") == 24 + 24


def test_cost_per_contact_and_per_resolved_issue_have_the_same_costs(
    busy_hour: KpiTable,
) -> None:
    assert busy_hour.parts("cost_per_contact") == (82, 4)
    assert busy_hour.parts("cost_per_resolution") == (82, 2)
    assert busy_hour.parts("cost_per_contact", "channel:sales") == (48, 1)
    assert busy_hour.parts("cost_per_resolution", "channel:phone") == (34, 1)


def test_a_contact_is_never_dearer_than_a_resolved_issue(busy_hour: KpiTable) -> None:
    per_contact, per_issue = (
        {
            kind: busy_hour.values[
                (busy_hour.kpi == kpi)
                & (busy_hour.slice_kind == kind)
                & (busy_hour.window_kind == "run")
            ]
            for kind in KINDS
        }
        for kpi in ("cost_per_contact", "cost_per_resolution")
    )

    assert all((per_contact[kind] > per_issue[kind]).sum() == 0 for kind in KINDS)


def test_costs_arise_by_the_clock_whatever_contacts_are_attributed_to() -> None:
    table = figures(
        handled(HALF_HOUR - 60, talk=180),
        talking(HALF_HOUR - 60),
        of=priced(phone(eur(7, Per.CONTACT))),
        attribution="end",
    )

    assert table.value("cost_channels", window="interval:0") == 14
    assert table.value("cost_channels", window="interval:1") == 0
    assert table.parts("cost_per_contact", window="interval:1") == (0, 1)


def test_a_figure_in_money_says_whose_currency_it_is() -> None:
    assert "Unit:     the currency of the scenario; lower" in str(KPIS["cost"])

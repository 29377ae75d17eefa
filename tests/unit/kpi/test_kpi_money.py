"""Money: who is paid, what for, and whom it was spent on; all worked out by hand.

A wage of 36 EUR an hour is a cent a second.
"""

from __future__ import annotations

from typing import Any

import pytest
import scenario_parts as parts
import talks
from lives import (
    DAY,
    HALF_HOUR,
    Life,
    abandoned,
    figures,
    handled,
    scenario,
    talking,
    turned_away,
)
from typed import NAN, typed

from omnisim.journal import Activity, Cause, Outcome, State
from omnisim.journal.schema import Notice
from omnisim.kpi import KPIS, KpiTable, compute
from omnisim.scenario.choices import Per
from omnisim.scenario.journeys import Proactive, Update
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import (
    Bot,
    Channel,
    Customers,
    Invite,
    Issue,
    Kind,
    Price,
    Scenario,
    Wage,
)

WAGE = Wage(amount=36, currency="EUR")
HOUR = [(0, Activity.WORK, 0, 3600)]
KINDS = ("all", "channel", "issue", "channel_issue")


def eur(amount: float, per: Per) -> Price:
    """Make a price."""
    return Price(amount=amount, currency="EUR", per=per)


def phone(*cost: Price, **more: Any) -> Channel:  # noqa: ANN401 - any field of the model
    """Make a channel of calls with prices."""
    return parts.channel(cost=cost, **more)


def priced(of_phone: Channel, **more: Any) -> Scenario:  # noqa: ANN401 - any part of a scenario
    """Return a day of calls, of agents who cost nothing unless it is said."""
    return scenario(**({"channels": {"phone": of_phone}} | more))


def two_channels(wage: Wage | None = WAGE, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any part of a scenario
    """Return phone and sales with two issues, served by one desk."""
    skills = {"phone": parts.Skill(), "sales": parts.Skill()}
    made = {
        "channels": {"phone": parts.channel(), "sales": parts.channel()},
        "issues": {"balance": Issue(share=0.5), "dispute": Issue(share=0.5)},
        "agents": {"desk": parts.group(skills=skills, wage=wage)},
    }
    return {
        "of": scenario(**(made | more)),
        "channels": ("phone", "sales"),
        "issues": ("balance", "dispute"),
    }


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


@pytest.mark.parametrize(
    ("outcome", "paid"),
    [
        (Outcome.HANDLED, 5),
        (Outcome.ABANDONED, 5),
        (Outcome.BALKED, 5),
        (Outcome.CUT_OFF, 5),
        (Outcome.BLOCKED, 0),
        (Outcome.CLOSED, 0),
    ],
)
def test_a_price_per_contact_is_for_those_who_had_a_line(
    outcome: Outcome, paid: float
) -> None:
    table = figures(Life(at=0, outcome=outcome), of=priced(phone(eur(5, Per.CONTACT))))

    assert table.value("cost_channels") == paid
    assert table.value("cost_channels", window="interval:0") == paid


def test_who_was_kept_out_by_an_outage_had_no_line_and_who_met_a_bot_had_one() -> None:
    # the third is cut off in the queue at the very instant at which she came
    day = typed(
        contacts=[
            (0, 0, 0, 1, Cause.FIRST, Outcome.CUT_OFF, -1, 10, 10),
            (1, 0, 0, 1, Cause.FIRST, Outcome.CUT_OFF, -1, 20, 20),
            (2, 0, 0, 1, Cause.FIRST, Outcome.CUT_OFF, -1, 30, 30),
        ],
        sessions=[(1, 0, Outcome.CUT_OFF, 20, 20)],
        interactions=[
            (2, 0, Outcome.CUT_OFF, 0, -1, -1, 0, 30, NAN, NAN, 30, NAN, NAN)
        ],
        bots=("robot",),
        **CENTRE,
    )

    table = compute(
        day, priced(phone(eur(5, Per.CONTACT)), automation={"robot": robot()})
    )

    assert table.value("arrived") == 3
    assert table.value("cost_channels") == 10


def test_a_minute_is_one_of_connection_from_arrival_until_the_customer_was_gone() -> (
    None
):
    # 60 s waited and 120 s talked; 60 s with a bot and 60 s waited; 300 s to the end
    table = figures(
        handled(0, 60, talk=120, wrap_up=600),
        abandoned(1000, 60, session=60),
        talking(DAY - 300),
        turned_away(2000, Outcome.BLOCKED),
        of=priced(phone(eur(2, Per.MINUTE))),
    )

    assert table.value("cost_channels") == 2 * (3 + 2 + 5)


def test_minutes_are_paid_in_the_window_in_which_they_pass() -> None:
    table = figures(
        handled(HALF_HOUR - 60, talk=180), of=priced(phone(eur(1, Per.MINUTE)))
    )

    assert table.value("cost_channels", window="interval:0") == 1
    assert table.value("cost_channels", window="interval:1") == 2


def test_a_price_per_contact_and_one_per_minute_add_up() -> None:
    table = figures(
        handled(0, talk=60), of=priced(phone(eur(5, Per.CONTACT), eur(2, Per.MINUTE)))
    )

    assert table.value("cost_channels") == 7


def test_of_calls_back_talk_is_paid_and_of_mails_no_minute() -> None:
    # asked for at 8, called at 9 for ten minutes
    back = talks.Stay(queued=8 * 3600, answered=9 * 3600, end=9 * 3600 + 600)
    mail = talks.Stay(queued=8 * 3600, answered=9 * 3600, end=9 * 3600 + 600)
    missed = talks.Stay(outcome=Outcome.MISSED, queued=8 * 3600)
    cost = (eur(1, Per.MINUTE),)
    centre = talks.centre(
        back=parts.channel(kind=Kind.CALLBACK, cost=cost),
        mail=parts.channel(
            kind=Kind.MAIL, talk=None, work=Constant(value=60.0), cost=cost
        ),
    )

    table = talks.figures(
        talks.Talk(
            at=8 * 3600, channel=talks.BACK, closed=9 * 3600 + 600, stays=(missed, back)
        ),
        talks.Talk(
            at=8 * 3600, channel=talks.MAIL, closed=9 * 3600 + 600, stays=(mail,)
        ),
        of=centre,
    )

    assert table.value("cost_channels", "channel:back") == 10
    assert table.value("cost_channels", "channel:mail") == 0


def test_lines_are_paid_by_the_day_whether_they_are_taken_up_or_not() -> None:
    centre = priced(phone(eur(3, Per.LINE), lines=8), days=2)

    table = figures(of=centre, horizon=2 * DAY, ended_at=2 * DAY)

    assert table.value("cost_channels") == 48
    assert table.value("cost_channels", window="day:1") == 24
    assert table.value("cost_channels", "channel:phone") == 48


def test_lines_are_shared_by_the_issues_that_took_them_up() -> None:
    # 60 s of the one and 180 s of the other; nobody came to sales
    of_lines = phone(eur(2, Per.LINE), lines=6)
    table = figures(
        handled(0, talk=60),
        handled(100, talk=180, issue=1),
        **two_channels(None, channels={"phone": of_lines, "sales": of_lines}),
    )

    assert table.value("cost_channels") == 24
    assert table.value("cost_channels", "channel_issue:phone/balance") == 3
    assert table.value("cost_channels", "channel_issue:phone/dispute") == 9
    assert table.value("cost_channels", "channel_issue:sales/balance") == 6


def test_a_line_that_is_paid_for_at_night_is_no_reason_for_a_row() -> None:
    night = parts.calendar(open=parts.hours((8, 10)), interval=HALF_HOUR)

    table = figures(of=priced(phone(eur(3, Per.LINE), lines=8), calendar=night))

    shown = set(table.window[table.window_kind == "interval"].tolist())
    assert shown == {16, 17, 18, 19, 20}


def test_a_bot_is_paid_by_session_and_by_minute_of_it() -> None:
    table = figures(
        Life(at=0, outcome=Outcome.CONTAINED, session=60),
        handled(100, 60, session=120),
        handled(500),
        of=priced(
            phone(),
            automation={"robot": robot(eur(3, Per.SESSION), eur(1, Per.MINUTE))},
        ),
        bots=("robot",),
    )

    assert table.value("cost_bots") == 3 * 2 + 3
    assert table.value("cost_bots", "channel:phone") == 9
    assert table.value("cost") == 9


def test_a_bot_without_a_price_is_free() -> None:
    table = figures(
        Life(at=0, outcome=Outcome.CONTAINED, session=60),
        of=priced(phone(eur(1, Per.CONTACT)), automation={"robot": robot()}),
        bots=("robot",),
    )

    assert table.value("cost_bots") == 0


def test_messages_are_paid_by_the_price_of_what_they_are_for() -> None:
    customers = Customers(
        updates={"phone": Update(after=60, saves=0.5, cost=(eur(2, Per.MESSAGE),))},
        proactive={
            "phone": Proactive(reaches=0.5, saves=0.5, cost=(eur(3, Per.MESSAGE),)),
            "phone/dispute": Proactive(
                reaches=0.5, saves=0.5, cost=(eur(10, Per.MESSAGE),)
            ),
        },
    )
    sales = parts.channel(invite=Invite(share=0.5, cost=(eur(100, Per.MESSAGE),)))
    table = figures(
        handled(0),
        notices=[
            (0, -1, Notice.PROACTIVE, 0, 0, 0, 0),
            (0, 0, Notice.UPDATE, 0, 0, 1, 60),
            (1, -1, Notice.PROACTIVE, 0, 1, 1, HALF_HOUR),
            (2, -1, Notice.INVITATION, 1, 0, 0, HALF_HOUR),
        ],
        **two_channels(
            None,
            customers=customers,
            channels={"phone": parts.channel(), "sales": sales},
        ),
    )

    assert table.value("cost_messages") == 115
    assert table.value("cost_messages", window="interval:0") == 5
    assert table.value("cost_messages", "channel_issue:phone/dispute") == 10
    assert table.value("cost_messages", "channel:sales") == 100


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


CENTRE: dict[str, Any] = {
    "channels": ("phone",),
    "issues": ("question",),
    "groups": ("desk",),
    "horizon": DAY,
    "ended_at": DAY,
}


def robot(*cost: Price) -> Bot:
    """Make a bot in front of the phone."""
    return Bot(
        fronts=("phone",),
        contains={"any": 0.5},
        session=Constant(value=60.0),
        cost=cost,
    )

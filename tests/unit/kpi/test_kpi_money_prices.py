"""Prices of contacts, minutes, lines, bots and messages; all worked out by hand."""

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
    talking,
    turned_away,
)
from priced import eur, phone, priced, robot, two_channels
from typed import NAN, typed

from omnisim.journal import Cause, Outcome
from omnisim.journal.schema import Notice
from omnisim.kpi import compute
from omnisim.scenario.choices import Per
from omnisim.scenario.journeys import Proactive, Update
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import (
    Customers,
    Invite,
    Kind,
)


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


CENTRE: dict[str, Any] = {
    "channels": ("phone",),
    "issues": ("question",),
    "groups": ("desk",),
    "horizon": DAY,
    "ended_at": DAY,
}

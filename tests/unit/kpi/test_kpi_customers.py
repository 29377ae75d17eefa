"""Customers: served in the end, resolved at once, seen again or not."""

from __future__ import annotations

import math

from lives import (
    DAY,
    Leg,
    abandoned,
    figures,
    handled,
    journal,
    scenario,
    talking,
    turned_away,
    waiting,
)

from omnisim.journal import Cause, Outcome
from omnisim.kpi import compute

DAYS = {"horizon": 20 * DAY, "ended_at": 20 * DAY}


def test_a_customer_who_redials_is_one_customer_and_several_contacts() -> None:
    table = figures(
        turned_away(0, Outcome.BLOCKED, customer=0),
        abandoned(100, 30, customer=0, attempt=2, cause=Cause.BLOCKED),
        handled(400, 20, customer=0, attempt=3, cause=Cause.ABANDONED),
        handled(500),
    )

    assert table.parts("contacts_per_customer") == (4, 2)
    assert table.parts("accessibility") == (2, 2)
    assert table.parts("wait_until_served") == (420, 2)
    assert table.parts("redial_rate") == (2, 4)


def test_customers_count_where_their_first_contact_arrived() -> None:
    table = figures(
        abandoned(0, 30, customer=0),
        handled(1900, 5, customer=0, attempt=2, cause=Cause.ABANDONED),
    )

    assert table.value("customers", window="interval:0") == 1
    assert table.parts("contacts_per_customer", window="interval:0") == (2, 1)
    assert table.parts("wait_until_served", window="interval:0") == (1905, 1)
    assert table.parts("contacts_per_customer", window="interval:1") == (0, 0)


def test_customers_first_seen_during_the_warm_up_are_left_out() -> None:
    table = figures(
        abandoned(0, 30, customer=0),
        handled(1900, customer=0, attempt=2, cause=Cause.ABANDONED),
        of=scenario(warm_up=600),
    )

    assert table.value("arrived") == 1
    assert table.parts("accessibility") == (0, 0)


def test_who_may_still_be_served_is_not_counted_as_unserved() -> None:
    table = figures(
        abandoned(0, 30, customer=0),
        waiting(1900, customer=0, attempt=2, cause=Cause.ABANDONED),
        abandoned(50, 10, customer=1),
        talking(60, customer=2),
    )

    assert table.parts("accessibility") == (1, 2)
    assert table.parts("fcr") == (0, 1)


def test_resolution_at_first_contact_is_that_of_the_first_handled_contact() -> None:
    table = figures(
        abandoned(0, 30, customer=0),
        handled(100, customer=0, attempt=2, cause=Cause.ABANDONED),
        handled(200, customer=1, resolved=False),
        handled(900, customer=1, attempt=2, cause=Cause.UNRESOLVED),
        abandoned(300, 10, customer=2),
    )

    assert table.parts("fcr") == (1, 3)
    assert table.parts("fcr_handled") == (1, 2)
    assert table.parts("resolution") == (2, 3)
    assert table.parts("repeat_rate") == (1, 3)


def test_a_return_is_a_repeat_if_handled_and_never_a_redial() -> None:
    table = figures(
        handled(0, customer=0, resolved=False),
        abandoned(500, 9, customer=0, attempt=2, cause=Cause.UNRESOLVED),
        handled(900, customer=0, attempt=3, cause=Cause.ABANDONED),
        handled(0, customer=1, resolved=False),
        handled(900, customer=1, attempt=2, cause=Cause.UNRESOLVED),
    )

    assert table.parts("repeat_rate") == (1, 4)
    assert table.parts("redial_rate") == (1, 5)


def test_measured_resolution_takes_silence_for_success() -> None:
    table = figures(
        handled(0, customer=0),
        handled(0, customer=1, resolved=False),  # gives up without a word
        handled(0, customer=2, resolved=False),
        handled(DAY, customer=2, attempt=2, cause=Cause.UNRESOLVED),
        of=scenario(days=20),
        **DAYS,
    )

    assert table.parts("fcr") == (1, 3)
    assert table.parts("fcr_measured") == (2, 3)


def test_a_return_after_the_measuring_window_is_not_seen() -> None:
    # talk ends at 60 s: a return 7 days later is the last one to be noticed
    table = figures(
        handled(0, customer=0, resolved=False),
        handled(7 * DAY + 60, customer=0, attempt=2, cause=Cause.UNRESOLVED),
        handled(0, customer=1, resolved=False),
        handled(7 * DAY + 61, customer=1, attempt=2, cause=Cause.UNRESOLVED),
        of=scenario(days=20),
        **DAYS,
    )

    assert table.parts("fcr_measured") == (1, 2)


def test_the_measuring_window_can_be_chosen() -> None:
    lives = [
        handled(0, customer=0, resolved=False),
        handled(9 * DAY, customer=0, attempt=2, cause=Cause.UNRESOLVED),
    ]
    day = journal(lives, **DAYS)

    narrow = compute(day, scenario(days=20))
    wide = compute(day, scenario(days=20), seen_within=14 * DAY)

    assert narrow.parts("fcr_measured") == (1, 1)
    assert wide.parts("fcr_measured") == (0, 1)


def test_a_contact_before_the_first_handled_one_is_no_return() -> None:
    table = figures(
        abandoned(0, 5, customer=0),
        abandoned(50, 5, customer=0, attempt=2, cause=Cause.ABANDONED),
        handled(90, customer=0, attempt=3, cause=Cause.ABANDONED),
    )

    assert table.parts("fcr_measured") == (1, 1)


def test_who_gave_up_after_a_transfer_was_served_but_not_handled() -> None:
    table = figures(
        handled(0, 10, outcome=Outcome.ABANDONED, legs=(Leg(wait=30, gave_up=True),)),
    )

    assert table.parts("accessibility") == (1, 1)
    assert table.parts("fcr") == (0, 1)
    assert table.parts("fcr_handled") == (0, 0)


def test_without_customers_every_figure_about_them_is_missing() -> None:
    table = figures()

    missing = [
        table.value(kpi)
        for kpi in ("accessibility", "fcr", "fcr_measured", "contacts_per_customer")
    ]

    assert all(map(math.isnan, missing))
    assert table.value("customers") == 0

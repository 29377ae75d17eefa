"""Handling: talk, wrap-up, offers, transfers, offered load."""

from __future__ import annotations

import math

import pytest
import scenario_parts as parts
from lives import (
    DAY,
    NAN,
    Leg,
    abandoned,
    figures,
    handled,
    journal,
    scenario,
    talking,
    turned_away,
)
from typed import changed

from omnisim.journal import Outcome
from omnisim.kpi import compute


def test_handle_time_is_talk_plus_wrap_up() -> None:
    table = figures(handled(0, talk=100, wrap_up=20), handled(0, talk=200, wrap_up=40))

    assert table.parts("aht") == (360, 2)
    assert table.value("talk") == 150
    assert table.value("wrap_up") == 30


def test_who_is_still_talking_is_in_no_handle_time() -> None:
    assert figures(handled(0, talk=100), talking(0)).parts("aht") == (100, 1)


def test_a_wrap_up_cut_by_the_end_of_play_is_in_no_handle_time() -> None:
    day = journal([handled(0, talk=100, wrap_up=20), handled(DAY - 150, talk=100)])
    cut = changed(day, "interactions", 1, wrap_up_end_at=NAN)

    table = compute(cut, scenario())

    assert table.parts("aht") == (120, 1)
    assert table.value("handled") == 2


def test_a_contact_passed_on_has_two_interactions_and_is_handled_once() -> None:
    table = figures(
        handled(0, talk=60, legs=(Leg(talk=200, wrap_up=40),)),
        handled(0, talk=60),
        groups=("desk", "seniors"),
    )

    assert table.parts("aht") == (60 + 240 + 60, 3)
    assert table.value("aht", "group:desk") == 60
    assert table.value("aht", "group:seniors") == 240
    assert table.value("handled") == 2
    assert table.value("handled", "group:desk") == 2


def test_transfers_are_counted_per_contact_and_by_the_group_that_passed_on() -> None:
    twice = (Leg(group=1), Leg(group=0))
    table = figures(
        handled(0, legs=twice), handled(0), handled(0), groups=("desk", "seniors")
    )

    assert table.parts("transfer_rate") == (1, 3)
    assert table.parts("transfers_per_contact") == (2, 3)
    assert table.parts("transfer_rate", "group:desk") == (1, 4)
    assert table.parts("transfer_rate", "group:seniors") == (1, 1)


def test_a_transfer_of_who_then_gave_up_is_in_no_rate_of_contacts_handled() -> None:
    gone = handled(0, outcome=Outcome.ABANDONED, legs=(Leg(wait=5, gave_up=True),))

    table = figures(gone, handled(0), groups=("desk", "seniors"))

    assert table.parts("transfer_rate") == (0, 1)
    assert table.parts("transfers_per_contact") == (1, 1)


def test_offers_not_answered_count_each_time_it_rang() -> None:
    table = figures(handled(0, offers=3), handled(0), abandoned(0, 9, offers=1))

    assert table.parts("offer_unanswered") == (3, 5)


def test_offered_load_is_arrivals_times_handle_time_by_opening_time() -> None:
    # two contacts of 900 s each within half an hour
    table = figures(handled(0, talk=900), handled(60, talk=900))

    assert table.value("offered_load", window="interval:0") == 1


def test_offered_load_counts_those_who_gave_up_or_were_blocked_but_not_the_closed() -> (
    None
):
    table = figures(
        handled(0, talk=900),
        abandoned(60, 5),
        turned_away(70, Outcome.BLOCKED),
        turned_away(80, Outcome.CLOSED),
    )

    assert table.value("offered_load", window="interval:0") == 1.5


def test_offered_load_is_over_the_hours_of_the_channel() -> None:
    early = parts.channel(open=parts.hours((0, 1)))
    late = parts.channel(open=parts.hours((1, 3)))
    table = figures(
        handled(0, talk=900, channel=0),
        handled(4000, talk=900, channel=1),
        of=scenario(channels={"early": early, "late": late}),
        channels=("early", "late"),
    )

    assert table.parts("offered_load", "channel:early") == (900, 3600)
    assert table.parts("offered_load", "channel:late") == (900, 7200)
    assert table.parts("offered_load") == (1800, 3 * 3600)
    assert table.parts("offered_load", "channel:late", "interval:0") == (0, 0)


def test_offered_load_includes_the_work_after_a_transfer() -> None:
    table = figures(
        handled(0, talk=600, legs=(Leg(talk=1200),)), groups=("desk", "seniors")
    )

    assert table.value("offered_load", window="interval:0") == 1


def test_offered_load_of_nobody_is_0_and_of_unknown_work_is_missing() -> None:
    table = figures(abandoned(0, 5))

    assert math.isnan(table.value("offered_load", window="interval:0"))
    assert table.value("offered_load", window="interval:1") == 0


@pytest.mark.parametrize("kpi", ["aht", "talk", "transfer_rate", "offer_unanswered"])
def test_figures_about_handling_are_missing_where_nobody_was_handled(kpi: str) -> None:
    assert math.isnan(figures().value(kpi))

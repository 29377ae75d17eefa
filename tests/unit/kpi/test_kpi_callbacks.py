"""Calls back: asked for, reached, missed, and made when promised."""

from __future__ import annotations

import math

import scenario_parts as parts
from talks import (
    BACK,
    DAY,
    HOUR,
    PHONE,
    Stay,
    Talk,
    centre,
    conversed,
    figures,
    unserved,
    waiting,
)

from omnisim.journal import Cause, Outcome
from omnisim.scenario.schema import Kind, Target, Window

EIGHT = 8 * HOUR


def missed(at: float, *tries: float, **more: object) -> Talk:
    """Tell of a call back missed at every try."""
    stays = tuple(Stay(outcome=Outcome.MISSED, queued=one) for one in tries)
    told = {"outcome": Outcome.UNREACHED, "resolved": -1, "closed": tries[-1] + 30}
    return Talk(at=at, channel=BACK, stays=stays, **(told | more))


def reached(at: float, *tries: float, talk: float = 300) -> Talk:
    """Tell of a call back that was picked up at the last of its tries."""
    *vain, last = tries
    stays = tuple(Stay(outcome=Outcome.MISSED, queued=one) for one in vain)
    spoke = Stay(queued=last, answered=last, end=last + talk)
    return Talk(at=at, channel=BACK, closed=last + talk, stays=(*stays, spoke))


def test_an_offer_taken_is_a_contact_there_and_one_on_the_channel_that_calls() -> None:
    took = Talk(
        at=EIGHT,
        channel=PHONE,
        customer=1,
        outcome=Outcome.CALLBACK,
        resolved=-1,
        closed=EIGHT,
        stays=(unserved(Outcome.CALLBACK, EIGHT, EIGHT),),
    )
    called = conversed(
        EIGHT,
        EIGHT + 600,
        channel=BACK,
        closed=EIGHT + 700,
        customer=1,
        attempt=2,
        cause=Cause.OFFERED,
    )

    table = figures(took, called)

    assert table.value("callback_taken") == 1
    assert table.value("callback_taken", "channel:phone") == 1
    assert table.value("callback_requested") == 1
    assert table.value("callback_requested", "channel:back") == 1
    assert table.value("arrived") == 2
    assert table.value("customers") == 1
    assert table.parts("redial_rate") == (0, 2)
    assert table.parts("wait_until_served") == (600, 1)


def test_customers_reached_are_of_those_decided() -> None:
    table = figures(
        reached(EIGHT, EIGHT + 60),
        reached(EIGHT, EIGHT + 60, EIGHT + 1860, EIGHT + 3660),
        missed(EIGHT, EIGHT + 60, EIGHT + 1860, EIGHT + 3660),
        waiting(EIGHT, channel=BACK),
    )

    assert table.value("callback_requested") == 4
    assert table.value("callback_reached") == 2
    assert table.value("callback_unreached") == 1
    assert table.parts("reach_rate") == (2, 3)


def test_tries_are_counted_up_to_the_one_that_was_picked_up() -> None:
    table = figures(
        reached(EIGHT, EIGHT + 60),
        reached(EIGHT, EIGHT + 60, EIGHT + 1860, EIGHT + 3660),
        missed(EIGHT, EIGHT + 60, EIGHT + 1860),
    )

    assert table.parts("tries_per_reached") == (1 + 3, 2)


def test_who_was_never_reached_was_neither_answered_nor_handled() -> None:
    table = figures(missed(EIGHT, EIGHT + 60, EIGHT + 1860))

    assert table.value("answered") == 0
    assert table.value("answered", "group:desk") == 0
    assert table.parts("aht") == (0, 0)
    assert table.parts("accessibility") == (0, 1)
    assert table.parts("sla_met") == (0, 1)


def test_a_promise_is_kept_if_talk_begins_by_the_end_of_its_window() -> None:
    promised = parts.channel(
        kind=Kind.CALLBACK, window=Window(after=2 * HOUR, lasts=HOUR)
    )

    table = figures(
        reached(EIGHT, EIGHT + 3 * HOUR),
        reached(EIGHT, EIGHT + 3 * HOUR + 1),
        missed(EIGHT, EIGHT + 2 * HOUR),
        waiting(2 * DAY - 100, channel=BACK),
        of=centre(back=promised),
    )

    assert table.parts("promise_kept") == (1, 3)
    assert table.parts("sla_met") == (0, 0)


def test_without_a_window_the_target_is_the_promise() -> None:
    table = figures(
        reached(EIGHT, EIGHT + 2 * HOUR), reached(EIGHT, EIGHT + 2 * HOUR + 1)
    )

    assert table.parts("promise_kept") == (1, 2)


def test_target_and_window_are_judged_apart() -> None:
    promised = parts.channel(
        kind=Kind.CALLBACK,
        window=Window(after=0, lasts=4 * HOUR),
        target=Target(share=0.9, threshold=HOUR),
    )

    table = figures(reached(EIGHT, EIGHT + 2 * HOUR), of=centre(back=promised))

    assert table.parts("promise_kept") == (1, 1)
    assert table.parts("sla_met") == (0, 1)


def test_without_window_and_target_nothing_is_promised() -> None:
    free = parts.channel(kind=Kind.CALLBACK)

    table = figures(reached(EIGHT, EIGHT + 60), of=centre(back=free))

    assert table.parts("promise_kept") == (0, 0)


def test_a_centre_that_calls_nobody_back_has_no_figures_about_it() -> None:
    told = centre()
    mail = told.channels["mail"]
    table = figures(
        of=told.model_copy(update={"channels": {"mail": mail}}), channels=("mail",)
    )

    assert "sla_met" in table.kpi
    assert "reach_rate" not in table.kpi


def test_rates_of_nobody_are_missing() -> None:
    table = figures()

    assert math.isnan(table.value("reach_rate"))
    assert math.isnan(table.value("tries_per_reached"))
    assert math.isnan(table.value("promise_kept"))
    assert table.value("callback_requested") == 0

"""Figures of any small day: windows and slices agree, balances close."""

from __future__ import annotations

import math

import numpy as np
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from kpi_sums import NEAR, numerators
from strategies import Played, played

from omnisim.journal import Activity, Outcome, State
from omnisim.kpi import KPIS, compute
from omnisim.kpi.cohort import ATTRIBUTIONS


@given(played(), st.sampled_from(ATTRIBUTIONS))
@examples(30)
def test_intervals_and_days_add_up_to_the_run(day: Played, attribution: str) -> None:
    table = compute(day.journal, day.scenario, attribution=attribution)

    run = numerators(table, "run")
    for window in ("day", "interval"):
        np.testing.assert_allclose(numerators(table, window), run, **NEAR)


@given(played())
@examples(30)
def test_slices_add_up_to_all(day: Played) -> None:
    table = compute(day.journal, day.scenario)

    for slice_ in ("channel", "issue", "channel_issue"):
        parts = numerators(table, "run", slice_)
        whole = np.where(np.isnan(parts), np.nan, numerators(table, "run"))
        np.testing.assert_allclose(parts, whole, **NEAR)


@given(played())
@examples(30)
def test_balances_close_and_shares_are_shares(day: Played) -> None:
    table = compute(day.journal, day.scenario)

    ends = ("closed", "blocked", "balked", "abandoned", "handled", "open")
    assert sum(table.value(end) for end in ends) == table.value("arrived")
    unbounded = ("transfers_per_contact", "conformance", "repeat_rate", "nps")
    shares = [
        value
        for kpi, value in zip(table.kpi, table.values, strict=True)
        if KPIS[kpi].unit == "share" and kpi not in unbounded and not math.isnan(value)
    ]
    assert all(-1e-9 <= share <= 1 + 1e-9 for share in shares)


@given(played())
@examples(20)
def test_moves_between_channels_are_all_further_contacts(day: Played) -> None:
    table, contacts = compute(day.journal, day.scenario), day.journal.contacts

    is_move = (table.slice_kind == "move") & (table.kpi == "moves")
    counted_from = day.scenario.calendar.warm_up
    counts = contacts["arrived_at"] >= counted_from
    counts &= contacts["arrived_at"] < day.journal.provenance.horizon
    further = np.count_nonzero(counts & (contacts["attempt"] > 1))
    for window in ("run", "day"):
        found = table.numerator[is_move & (table.window_kind == window)]
        assert found.sum() == further


@given(played())
@examples(30)
def test_time_on_the_floor_splits_without_rest(day: Played) -> None:
    table = compute(day.journal, day.scenario)

    def seconds(kpi: str) -> float:
        return table.parts(kpi)[0]

    floor = table.parts("occupancy")[1]
    split = seconds("occupancy") + seconds("idle") + seconds("ringing")
    assert math.isclose(split, floor, abs_tol=1e-6)
    assert math.isclose(seconds("handson"), seconds("occupancy"), abs_tol=1e-6)
    paid = table.parts("utilisation")[1]
    lost = seconds("utilisation") + seconds("shrinkage")
    assert math.isclose(lost, paid, abs_tol=1e-6)


@given(played())
@examples(40)
def test_figures_agree_with_the_dullest_way_to_work_them_out(day: Played) -> None:
    table = compute(day.journal, day.scenario)

    for kpi, (above, below) in naive(day).items():
        found = table.parts(kpi)
        assert math.isclose(found[0], above, rel_tol=1e-9, abs_tol=1e-6), kpi
        assert math.isclose(found[1], below, rel_tol=1e-9, abs_tol=1e-6), kpi


def naive(day: Played) -> dict[str, tuple[float, float]]:
    """Work some figures of the run out row by row."""
    journal, scenario = day.journal, day.scenario
    horizon, names = journal.provenance.horizon, journal.provenance.channels
    contacts = [row for row in journal.contacts if row["arrived_at"] < horizon]
    legs = [
        leg
        for leg in journal.interactions
        if journal.contacts["arrived_at"][leg["contact"]] < horizon
    ]
    done = [leg for leg in legs if not math.isnan(leg["wrap_up_end_at"])]
    first = [leg for leg in legs if leg["leg"] == 0]
    answered = [leg for leg in first if leg["agent"] >= 0]
    gave_up = [leg for leg in first if leg["outcome"] == Outcome.ABANDONED]

    def threshold(leg: np.void) -> float:
        name = names[journal.contacts["channel"][leg["contact"]]]
        target = scenario.channels[name].target
        assert target is not None
        return target.threshold

    overdue = [
        leg
        for leg in first
        if leg["outcome"] == Outcome.OPEN and leg["agent"] < 0
        if leg["queued_at"] + threshold(leg) < journal.provenance.ended_at
    ]
    in_time = [
        leg for leg in answered
        if leg["answered_at"] <= leg["queued_at"] + threshold(leg)
    ]  # fmt: skip
    waits = sorted(leg["answered_at"] - leg["queued_at"] for leg in answered)
    floor = [
        (min(span["to_at"], horizon) - span["from_at"], span)
        for span in journal.agent_spans
        if span["state"] != State.AWAY and span["from_at"] < horizon
    ]
    busy = [t for t, span in floor if span["state"] in (State.TALKING, State.WRAP_UP)]
    paid = [
        min(duty["to_at"], horizon) - duty["from_at"]
        for duty in journal.duties
        if duty["activity"] != Activity.BREAK and duty["from_at"] < horizon
    ]
    customers = {row["customer"] for row in contacts if row["attempt"] == 1}
    served = {
        journal.contacts["customer"][leg["contact"]]
        for leg in journal.interactions
        if leg["leg"] == 0 and leg["agent"] >= 0
    }
    found = {
        "service_level": (len(in_time), len(answered) + len(gave_up) + len(overdue)),
        "asa": (math.fsum(waits), len(waits)),
        "aht": (
            math.fsum(leg["wrap_up_end_at"] - leg["answered_at"] for leg in done),
            len(done),
        ),
        "occupancy": (math.fsum(busy), math.fsum(t for t, _ in floor)),
        "contacts_per_customer": (
            sum(row["customer"] in customers for row in journal.contacts),
            len(customers),
        ),
        "wait_until_served": (
            _time_to_served(day, customers & served),
            len(customers & served),
        ),
    }
    over = found["occupancy"][1] - _at_work(day)
    found["utilisation"] = (found["occupancy"][1], math.fsum(paid) + over)
    found["overrun"] = (over, 3600)
    if waits:
        found["wait_answered_max"] = (waits[-1], 1)
        found["wait_answered_p90"] = (waits[-(-9 * len(waits) // 10) - 1], 1)
    return found


def _time_to_served(day: Played, customers: set[int]) -> float:
    """Add up the times from first arrival to first answer."""
    total = 0.0
    for customer in customers:
        rows = np.flatnonzero(day.journal.contacts["customer"] == customer)
        legs = day.journal.interactions
        mine = legs[np.isin(legs["contact"], rows) & (legs["agent"] >= 0)]
        arrived_at = day.journal.contacts["arrived_at"][rows].min()
        total += mine["answered_at"].min() - arrived_at
    return total


def _at_work(day: Played) -> float:
    """Add up, pair by pair, what spans on the floor and scheduled work share."""
    horizon, total = day.journal.provenance.horizon, 0.0
    for span in day.journal.agent_spans:
        for duty in day.journal.duties:
            if (
                span["state"] != State.AWAY
                and duty["activity"] == Activity.WORK
                and duty["agent"] == span["agent"]
            ):
                end = min(span["to_at"], duty["to_at"], horizon)
                total += max(0.0, end - max(span["from_at"], duty["from_at"]))
    return total

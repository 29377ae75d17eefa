"""Figures of any small desk of all kinds: windows and slices agree, balances close."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from desk_days import played_desks
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from kpi_sums import NEAR, numerators

from omnisim.journal import State
from omnisim.kpi import KPIS, compute
from omnisim.kpi.cohort import ATTRIBUTIONS

if TYPE_CHECKING:
    from strategies import Played

EXAMPLES = 20
ENDS = (
    "closed", "blocked", "balked", "abandoned", "handled", "open", "quit",
    "callback_taken", "callback_unreached", "contained", "unhelped", "cut_off", "moved",
    "withdrawn", "merged", "found_out",
)  # fmt: skip
UNBOUNDED = (
    "transfers_per_contact", "conformance", "repeat_rate", "redial_rate",
    "linear_ratio", "slot_utilisation", "on_time_throughput", "nps",
)  # fmt: skip


@given(played_desks(), st.sampled_from(ATTRIBUTIONS))
@examples(EXAMPLES)
def test_intervals_and_days_add_up_to_the_run(day: Played, attribution: str) -> None:
    table = compute(day.journal, day.scenario, attribution=attribution)

    run = numerators(table, "run")
    for window in ("day", "interval"):
        np.testing.assert_allclose(numerators(table, window), run, **NEAR)


@given(played_desks())
@examples(EXAMPLES)
def test_slices_add_up_to_all(day: Played) -> None:
    table = compute(day.journal, day.scenario)

    for slice_ in ("channel", "issue", "channel_issue"):
        parts = numerators(table, "run", slice_)
        whole = np.where(np.isnan(parts), np.nan, numerators(table, "run"))
        np.testing.assert_allclose(parts, whole, **NEAR)


@given(played_desks())
@examples(EXAMPLES)
def test_balances_close_and_shares_are_shares(day: Played) -> None:
    table = compute(day.journal, day.scenario)

    there = set(table.kpi.tolist())
    ends = [table.value(end) for end in ENDS if end in there]
    assert sum(ends) == table.value("arrived")
    wrong = [
        (kpi, value)
        for kpi, value in zip(table.kpi, table.values, strict=True)
        if KPIS[kpi].unit == "share"
        and kpi not in UNBOUNDED
        and not math.isnan(value)
        and not -1e-9 <= value <= 1 + 1e-9
    ]
    assert wrong == []


@given(played_desks())
@examples(EXAMPLES)
def test_time_on_the_floor_splits_without_rest(day: Played) -> None:
    table = compute(day.journal, day.scenario)

    floor = table.parts("occupancy")[1]
    split = sum(table.parts(kpi)[0] for kpi in ("occupancy", "idle", "ringing"))
    assert math.isclose(split, floor, abs_tol=1e-6)
    there = set(table.kpi.tolist())
    hours = [f"hours_{state.name.lower()}" for state in State if state != State.AWAY]
    in_states = sum(table.value(kpi) for kpi in hours if kpi in there)
    assert math.isclose(3600 * in_states, floor, abs_tol=1e-6)
    held = (
        "share_holding_1",
        "share_holding_2",
        "share_holding_3",
        "share_holding_4_up",
    )
    by_number = sum(table.parts(kpi)[0] for kpi in held)
    assert math.isclose(by_number, table.parts("occupancy")[0], abs_tol=1e-6)

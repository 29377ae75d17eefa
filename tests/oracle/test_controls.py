"""The regression on controls that the oracle tests rest on."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from verification.controls import Demand, excess, without_controls

from omnisim.population import draw_population
from omnisim.scenario import loads


def test_the_mean_without_controls_is_the_intercept_of_the_regression() -> None:
    rng = np.random.default_rng(7)
    controls = rng.normal(size=(40, 2))
    values = 5.0 + controls @ [2.0, -1.0] + 0.1 * rng.normal(size=40)

    free = without_controls(values, controls)

    model = np.column_stack([np.ones(40), controls])
    fitted, residual, *_ = np.linalg.lstsq(model, values, rcond=None)
    assert free.mean() == pytest.approx(fitted[0])
    # standard error of the intercept as in any textbook
    spread = residual[0] / 37 * np.linalg.inv(model.T @ model)[0, 0]
    assert free.std(ddof=1) / np.sqrt(38) == pytest.approx(np.sqrt(spread))


def test_without_controls_gives_a_true_error_rate() -> None:
    rng = np.random.default_rng(8)
    controls = rng.normal(size=(4000, 12, 2))
    values = controls @ [2.0, -1.0] + rng.normal(size=(4000, 12))

    free = np.array(
        [without_controls(v, c) for v, c in zip(values, controls, strict=True)]
    )

    p = stats.ttest_1samp(free, 0.0, axis=1).pvalue
    assert stats.binomtest(int((p < 0.05).sum()), 4000, 0.05).pvalue > 1.7e-5


def test_turns_above_their_mean_are_a_control() -> None:
    # four chats: 3 agent turns of 10 s, and 2 customer turns of 20 s between them
    scenario = loads("""
calendar: {start: 2026-03-02 00:00, days: 1}
channels:
  chat:
    kind: chat
    arrivals: {times: ["10:00", "11:00", "12:00", "13:00"]}
    turns: 3
    agent_turn: 10 s
    customer_turn: 20 s
    wrap_up: 5 s
agents: {desk: {staff: 1, skills: {chat: 1}}}
""")
    demand = Demand(0.0, 86400.0, 5 / 86400, 4.0, "chat", (25.0, 50.0))

    found = excess(draw_population(scenario, seed=1, replication=0), [demand])

    assert found == pytest.approx([-1.0, 4.0, 20.0, -40.0])

"""The engine beside a recursion that knows no events.

In one first-come-first-served group that is always on duty, a contact's turn comes
when the agent with the least work ahead of her is free (Kiefer and Wolfowitz,
*On the theory of queues with many servers*, 1955); one whose turn comes after her
patience leaves and adds no work. That gives every answer and every virtual wait in
a few lines, without a calendar, a queue or an order of events.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from omnisim.engine import play
from omnisim.population import CHUNK, Population, draw_population
from omnisim.scenario import loads

Floats = npt.NDArray[np.float64]


class Expected(NamedTuple):
    """What the recursion says of each customer."""

    turn_at: Floats
    is_answered: npt.NDArray[np.bool_]


def recursion(population: Population, n_agents: int) -> Expected:
    """Return whose turn comes when, and who is still there."""
    free_at = np.zeros(n_agents)
    turn_at = np.empty(len(population))
    is_answered = np.empty(len(population), bool)
    for customer, arrived_at in enumerate(population.arrived_at):
        stays = population.stays(customer // CHUNK, attempt=1, leg=0)
        place = customer % CHUNK
        agent = int(np.argmin(free_at))
        turn_at[customer] = max(arrived_at, free_at[agent])
        is_answered[customer] = turn_at[customer] <= arrived_at + stays.patience[place]
        if is_answered[customer]:
            talk_end = turn_at[customer] + stays.talk[place]
            free_at[agent] = talk_end + stays.wrap_up[place]
    return Expected(turn_at, is_answered)


def centre(n_agents: int, *, arrivals: str, talk: str, patience: str) -> str:
    return f"""
name: one group
calendar: {{start: 2026-03-02}}
channels:
  phone:
    kind: call
    arrivals: {arrivals}
    talk: {talk}
    wrap_up: 3 s
    patience: {patience}
agents:
  desk: {{staff: {n_agents}, skills: {{phone: 1}}}}
"""


def assert_equal_to_recursion(text: str, n_agents: int, seed: int) -> None:
    scenario = loads(text)
    population = draw_population(scenario, seed=seed, replication=0)
    journal = play(scenario, population)
    expected = recursion(population, n_agents)
    rows = journal.interactions

    # after the last day nobody is on duty: what comes later is another story
    known = expected.turn_at < journal.provenance.horizon
    np.testing.assert_array_equal(rows["turn_at"][known], expected.turn_at[known])
    np.testing.assert_array_equal(
        ~np.isnan(rows["answered_at"][known]), expected.is_answered[known]
    )


@given(
    arrivals=st.lists(st.integers(0, 60), min_size=1, max_size=25),
    talks=st.lists(st.integers(0, 20), min_size=1, max_size=6),
    patiences=st.lists(st.integers(0, 20), min_size=1, max_size=6),
    n_agents=st.integers(1, 4),
)
def test_whole_second_days_agree_to_the_bit(
    arrivals: list[int], talks: list[int], patiences: list[int], n_agents: int
) -> None:
    text = centre(
        n_agents,
        arrivals="{times: [" + ", ".join(f"{at} s" for at in arrivals) + "]}",
        talk="{observations: [" + ", ".join(f"{t} s" for t in talks) + "]}",
        patience="{observations: [" + ", ".join(f"{t} s" for t in patiences) + "]}",
    )

    assert_equal_to_recursion(text, n_agents, seed=len(arrivals))


def test_busy_continuous_day_agrees_to_the_bit() -> None:
    text = centre(
        12,
        arrivals="{rate: 3/min}",
        talk="{lognormal: {mean: 4 min, cv: 1.2}}",
        patience="{exponential: 3 min}",
    )

    assert_equal_to_recursion(text, 12, seed=5)

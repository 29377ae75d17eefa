"""The border of the engine: what it accepts, and what it says when it fails."""

from __future__ import annotations

import gc
import re

import pytest
from paper_day import Scripted

from omnisim.engine import play
from omnisim.errors import EngineError
from omnisim.population import Population, draw_population
from omnisim.scenario import Scenario, loads

TEXT = """
name: one call
calendar: {{start: 2026-03-02 08:00}}
channels:
  {channel}: {{kind: call, arrivals: {{times: [10 s]}}, talk: 20 s}}
agents:
  desk: {{staff: 1, skills: {{{channel}: 1}}}}
routing: {{ring: {{time: 4 s, unanswered: 10%}}}}
"""

# most calls are transferred or given up, many ring in vain
BUSY = """
name: busy
calendar: {start: 2026-03-02}
channels:
  phone: {kind: call, arrivals: {rate: 100/h}, talk: 2 min, wrap_up: 10 s,
          patience: {exponential: 1 min}, lines: 8}
agents:
  a_front: {staff: 2, skills: {phone: 1}}
  b_back: {staff: 2, skills: {}}
routing:
  ring: {time: 4 s, unanswered: 10%, away: 30 s}
  overflow: [{to: b_back, after: 20 s}]
  transfers: [{from: a_front, to: b_back, share: 50%}]
customers: {after: {abandoned: {phone: [{phone: 50%, after: 1 min}]}}}
"""


def made(channel: str) -> tuple[Scenario, Population]:
    scenario = loads(TEXT.format(channel=channel))
    return scenario, draw_population(scenario, seed=3, replication=2)


def test_population_of_another_scenario_is_refused() -> None:
    scenario, _ = made("phone")
    _, other = made("hotline")

    with pytest.raises(ValueError, match="drawn for other channels"):
        play(scenario, other)


def test_impossible_state_names_instant_seed_and_replication() -> None:
    class Broken(Scripted):
        def coin(self, *_: object, **__: object) -> float:
            raise ArithmeticError("no coin")

    scenario, population = made("phone")

    with pytest.raises(
        EngineError,
        match=re.escape(
            "at second 14.0, after 1 contacts of seed 3, replication 2: "
            "ArithmeticError('no coin')"
        ),
    ):
        play(scenario, Broken(population))  # type: ignore[arg-type] # stands in for one


def test_playing_twice_gives_the_same_journal() -> None:
    scenario, population = made("phone")

    first, second = play(scenario, population), play(scenario, population)

    assert first.interactions.tobytes() == second.interactions.tobytes()
    assert first.agent_spans.tobytes() == second.agent_spans.tobytes()
    assert first.provenance == second.provenance


def test_run_leaves_nothing_to_the_collector_of_cycles() -> None:
    scenario = loads(BUSY)
    population = draw_population(scenario, seed=1, replication=0)
    play(scenario, population)
    gc.collect()
    gc.disable()
    try:
        n_contacts = len(play(scenario, population).contacts)
        n_in_cycles = gc.collect()
    finally:
        gc.enable()

    # only what is made once a run: contacts are freed as soon as they are over
    assert n_contacts > 2000
    assert n_in_cycles < 1000


def test_tables_of_a_journal_cannot_be_changed() -> None:
    scenario, population = made("phone")

    with pytest.raises(ValueError, match="read-only"):
        play(scenario, population).contacts["outcome"] = 0

"""The border of the engine: what it accepts, and what it says when it fails."""

from __future__ import annotations

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


def test_tables_of_a_journal_cannot_be_changed() -> None:
    scenario, population = made("phone")

    with pytest.raises(ValueError, match="read-only"):
        play(scenario, population).contacts["outcome"] = 0

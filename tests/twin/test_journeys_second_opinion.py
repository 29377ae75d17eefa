"""The engine beside a dull simulator of journeys: bots, outages, twins, moves."""

from __future__ import annotations

import pytest
from dull_journeys import Journeys
from dull_journeys_rows import agents_of, rows_of_journal, rows_of_journeys
from dull_journeys_strategies import DAY, Data, centres
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from omnisim.engine import play
from omnisim.journal import check
from omnisim.population import draw_population
from omnisim.scenario import from_dict


@pytest.mark.slow
@examples(200)
@given(centres(), st.integers(0, 3))
def test_every_journey_is_the_same_to_the_bit(data: Data, seed: int) -> None:
    scenario = from_dict(data)
    population = draw_population(scenario, seed=seed, replication=0)
    journal = play(scenario, population)
    limit = DAY + (scenario.calendar.run_out or 0.0)

    opinion = Journeys(scenario, population, agents_of(scenario, journal), limit)

    check(journal)
    ended_at = journal.provenance.ended_at
    assert rows_of_journal(journal) == rows_of_journeys(opinion, limit, ended_at)

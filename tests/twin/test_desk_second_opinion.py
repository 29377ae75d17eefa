"""Slots and attention beside a dull simulator that shares only the order of events."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import dull_rows as rows
import pytest
from desk_strategies import DAY, Made, desks
from dull_desk import Desk
from dull_room import Agent
from examples import examples
from hypothesis import given
from paper_day import Scripted

from omnisim.engine import play
from omnisim.journal import check
from omnisim.journal.schema import Activity
from omnisim.population import draw_population
from omnisim.scenario import from_dict

if TYPE_CHECKING:
    from omnisim.journal import Journal
    from omnisim.scenario import Scenario


def scripted(made: Made, scenario: Scenario) -> Scripted:
    """Return the population of a made desk; who mails waits for ever for a reply."""
    population = draw_population(scenario, seed=1, replication=0)
    mails = [name == "email" for name in population.channels]
    turns = {
        customer: [(*turn[:2], math.inf) if mails[code] else turn for turn in script]
        for (customer, script), code in zip(
            made.turns.items(), population.channel, strict=True
        )
    }
    return Scripted(
        population,
        coins=made.coins,
        durations=made.durations,
        brings=made.brings,
        turns=turns,
    )


def agents_of(scenario: Scenario, journal: Journal) -> list[Agent]:
    """Return the agents with their stretches of work, as scheduled."""
    names = list(scenario.agents)
    return [
        Agent(
            number,
            names[code],
            scenario.agents[names[code]],
            [
                (float(duty["from_at"]), float(duty["to_at"]))
                for duty in journal.duties
                if duty["agent"] == number and duty["activity"] == Activity.WORK
            ],
        )
        for number, code in enumerate(journal.agents["group"])
    ]


@pytest.mark.slow
@examples(250)
@given(desks())
def test_every_row_is_the_same_to_the_bit(made: Made) -> None:
    scenario = from_dict(made.data)
    population = scripted(made, scenario)
    journal = play(scenario, population)  # type: ignore[arg-type] # stands in for one

    opinion = Desk(
        scenario,
        population,  # type: ignore[arg-type] # stands in for one
        agents_of(scenario, journal),
        float(DAY + made.run_out),
    )

    check(journal)
    assert rows.contacts_of_journal(journal) == rows.contacts_of_desk(opinion)
    assert rows.interactions_of_journal(journal) == rows.interactions_of_desk(opinion)
    assert rows.waits_of_journal(journal) == rows.waits_of_desk(opinion)
    assert rows.turns_of_journal(journal) == rows.turns_of_desk(opinion)
    assert rows.holds_of_journal(journal) == rows.holds_of_desk(opinion)
    assert rows.spans_of_journal(journal) == rows.spans_of_desk(opinion)

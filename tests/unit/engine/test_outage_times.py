"""Outages as spans of time: planned, random, and overlapping."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from paper_day import written

from omnisim.engine.outage_times import Span, spans_of
from omnisim.engine.resolving import resolve
from omnisim.population import draw_population
from omnisim.scenario.choices import Cuts

if TYPE_CHECKING:
    from omnisim.scenario.schema import Scenario


def phone(outages: str, days: int = 1) -> Scenario:
    return written(f"""
        calendar: {{start: 2026-03-02 08:00, open: "08:00-20:00", days: {days}}}
        channels:
          phone: {{kind: call, arrivals: {{times: [0 s]}}, talk: 60 s,
                  outages: {outages}}}
        agents:
          desk: {{staff: 1, skills: {{phone: 1}}}}
    """)


def spans(scenario: Scenario, seed: int = 1, replication: int = 0) -> list[Span]:
    plan = resolve(scenario)
    population = draw_population(scenario, seed=seed, replication=replication)
    outages = plan.channels[0].outages
    return spans_of(plan, population, "channel phone", outages, usual=Cuts.ALL)


def test_planned_outage_comes_every_day_at_its_time() -> None:
    found = spans(phone('{at: "09:00", for: 10 min}', days=2))

    assert found == [
        Span(3600, 4200, ((3600, Cuts.ALL),)),
        Span(90_000, 90_600, ((90_000, Cuts.ALL),)),
    ]


def test_overlapping_outages_are_one_and_each_cuts_when_it_begins() -> None:
    found = spans(
        phone('[{at: "09:00", for: 10 min, cuts: new}, {at: "09:05", for: 10 min}]')
    )

    assert found == [Span(3600, 4500, ((3600, Cuts.NEW), (3900, Cuts.ALL)))]


def test_outage_that_begins_as_another_ends_goes_on_with_it() -> None:
    found = spans(phone('[{at: "09:00", for: 10 min}, {at: "09:10", for: 1 min}]'))

    assert found == [Span(3600, 4260, ((3600, Cuts.ALL), (4200, Cuts.ALL)))]


def test_shorter_outage_within_a_longer_one_does_not_end_it() -> None:
    found = spans(phone('[{at: "09:00", for: 10 min}, {at: "09:05", for: 1 min}]'))

    assert found == [Span(3600, 4200, ((3600, Cuts.ALL), (3900, Cuts.ALL)))]


def test_outage_that_takes_no_time_is_none() -> None:
    assert spans(phone('{at: "09:00", for: 0 s}')) == []


def test_random_outages_belong_to_seed_and_replication_alone() -> None:
    scenario = phone("{every: 2 h, for: {exponential: 5 min}}")
    busier = scenario.model_copy(update={"name": "another"})

    assert spans(scenario) == spans(busier)
    assert spans(scenario) != spans(scenario, replication=1)
    assert spans(scenario) != spans(scenario, seed=2)


def test_random_outages_follow_each_other_until_the_calendar_ends() -> None:
    found = spans(phone("{every: 1 h, for: 5 min}", days=30))

    # 720 h, one each 65 min: 664.6 on average; the gaps' spread gives 26 about it
    assert 560 < len(found) < 770
    assert all(earlier.to_at < later.from_at for earlier, later in pairwise(found))
    assert found[-1].from_at < 30 * 86_400

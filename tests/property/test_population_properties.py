"""What must hold for every demand: where arrivals fall, and what scaling keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from examples import examples
from hypothesis import assume, given
from hypothesis import strategies as st
from scenario_parts import calendar, channel, hours, scenario

from omnisim import streams
from omnisim.population import Population, Purpose, draw_population
from omnisim.population.arrivals import Random, poisson_points
from omnisim.population.count_laws import count_sampler
from omnisim.population.laws import quantile
from omnisim.scenario.countlaws import (
    CountLaw,
    Fixed,
    Geometric,
    Poisson,
    Tally,
    UniformCount,
)
from omnisim.scenario.laws import (
    Erlang,
    Exponential,
    Gamma,
    Hyperexponential,
    Lognormal,
    Mixture,
    Triangular,
    Uniform,
    Weibull,
)
from omnisim.scenario.schema import Arrivals, BusyDay, Issue, Kind, Recorded, Table
from omnisim.scenario.timeline import Cells
from omnisim.units import DAY

if TYPE_CHECKING:
    from omnisim.scenario.laws import Law
    from omnisim.scenario.schema import Scenario

SECONDS = st.floats(0.001, 3000.0)
SEEDS = st.integers(0, 2**64)
COUNTS = st.one_of(st.just(0.0), st.floats(1e-9, 1e-3), st.floats(0.001, 40.0))
LEVELS = st.one_of(st.just(0.0), st.floats(0.001, 3.0))
RATES = st.floats(0.0, 60.0)


@st.composite
def cells(draw: st.DrawFn) -> Cells:
    """Draw cells with borders anywhere in three days."""
    inner = draw(st.lists(st.floats(1e-6, 3 * DAY), max_size=8, unique=True))
    edges = np.unique([0.0, *inner, 3 * DAY])
    m = edges.size - 1
    counts = draw(st.lists(COUNTS, min_size=m, max_size=m))
    return Cells(None, edges, np.array(counts))


@st.composite
def laws(draw: st.DrawFn) -> Law:
    """Draw any law with one piece, or a mixture of two."""
    mean, cv = draw(SECONDS), draw(st.floats(0.05, 5.0))
    low, mode, high = sorted(draw(st.tuples(SECONDS, SECONDS, SECONDS)))
    whole: list[Law] = [
        Exponential(mean=mean),
        Erlang(mean=mean, phases=draw(st.integers(1, 20))),
        Gamma(mean=mean, cv=cv),
        Lognormal(mean=mean, cv=cv),
        Weibull(mean=mean, shape=1 / cv),
        Hyperexponential(mean=mean, cv=1 + cv),
        Uniform(low=low, high=high),
        Triangular(low=low, mode=mode, high=high),
    ]
    one, other = draw(st.sampled_from(whole)), draw(st.sampled_from(whole))
    share = draw(st.floats(0.0, 1.0))
    mixture = Mixture(shares=(share, 1 - share), parts=(one, other))
    return draw(st.sampled_from([one, mixture]))


def count_laws() -> st.SearchStrategy[CountLaw]:
    """Return laws of numbers of turns."""
    whole = st.integers(1, 40)
    means = st.floats(1.0, 40.0)
    return st.one_of(
        st.builds(Fixed, value=whole),
        st.builds(Geometric, mean=means),
        st.builds(Poisson, mean=means),
        st.builds(
            lambda low, more: UniformCount(low=low, high=low + more), whole, whole
        ),
        st.builds(
            lambda values: Tally(
                values=tuple(sorted(values)), shares=(1 / len(values),) * len(values)
            ),
            st.sets(whole, min_size=1, max_size=9),
        ),
    )


@st.composite
def demands(draw: st.DrawFn) -> Scenario:
    """Draw a small centre: two days, calls on up to three channels, a record, chats."""
    channels = {
        name: channel(
            arrivals=Arrivals(table=Table(per=3600.0, counts=(draw(RATES),))),
            busy_day=BusyDay(cv=draw(st.sampled_from([0.0, 0.3]))),
            talk=draw(laws()),
            patience=draw(laws()),
        )
        for name in draw(
            st.sets(st.sampled_from(["desk", "phone", "sales"]), min_size=1)
        )
    }
    channels |= {
        "chat": channel(
            kind=Kind.CHAT,
            arrivals=Arrivals(table=Table(per=3600.0, counts=(draw(RATES),))),
            talk=None,
            turns=draw(count_laws()),
            agent_turn=draw(laws()),
            customer_turn=draw(laws()),
            reply_patience=draw(laws()),
        )
    }
    seconds = draw(st.lists(st.integers(0, 2 * 86_400 - 1), max_size=10))
    record = tuple(Recorded(at=float(second)) for second in sorted(seconds))
    return scenario(
        calendar=calendar(days=2, open=hours((8, 10), (21, 23.5))),
        issues={"plain": Issue(share=0.6), "hard": Issue(share=0.4, effort=1.5)},
        channels=channels | {"taped": channel(arrivals=Arrivals(recorded=record))},
    )


def scaled(world: Scenario, scale: float) -> Scenario:
    """Multiply the demand of every channel."""
    channels = {
        name: found.model_copy(
            update={"arrivals": found.arrivals.model_copy(update={"scale": scale})}
        )
        for name, found in world.channels.items()
    }
    return world.model_copy(update={"channels": channels})


def people(population: Population) -> dict[int, tuple[object, ...]]:
    """Return what each customer brings, by identity."""
    found = {}
    for customer, identity in enumerate(population.identity.tolist()):
        stays = population.stays(customer // 1024, attempt=1, leg=0)
        found[identity] = (
            population.channels[population.channel[customer]],
            population.issues[population.issue[customer]],
            float(population.arrived_at[customer]),
            *(float(column[customer % 1024]) for column in stays),
            population.turn(customer, 1, 0, int(population.channel[customer]), 0),
            population.coin(Purpose.NEXT, customer, 1),
        )
    return found


@given(cells=cells(), levels=st.tuples(LEVELS, LEVELS, LEVELS), seed=SEEDS)
def test_every_arrival_falls_inside_a_cell_and_a_day_that_expects_some(
    cells: Cells, levels: tuple[float, float, float], seed: int
) -> None:
    random = Random(
        gap=streams.key(seed, 0, "gap"), level=streams.key(seed, 0, "level")
    )

    points = poisson_points(7, cells, np.array(levels), random)

    cell = np.searchsorted(cells.edges, points.arrived_at, side="right") - 1
    day = (points.arrived_at // DAY).astype(int)
    assert (cells.counts[cell] > 0).all()
    assert (np.array(levels)[day] > 0).all()
    assert np.unique(points.identity).size == points.identity.size


@given(world=demands(), seed=SEEDS, replication=st.integers(0, 1000))
@examples(30)
def test_a_population_is_in_order_and_drawn_the_same_twice(
    world: Scenario, seed: int, replication: int
) -> None:
    population = draw_population(world, seed=seed, replication=replication)
    again = draw_population(world, seed=seed, replication=replication)

    places = list(
        zip(population.arrived_at.tolist(), population.identity.tolist(), strict=True)
    )
    assert places == sorted(places)
    assert people(population) == people(again)
    assert len(people(population)) == len(population)


@given(
    world=demands(),
    seed=SEEDS,
    scales=st.tuples(st.floats(0.0, 3.0), st.floats(0.0, 3.0)),
)
@examples(40)
def test_more_demand_keeps_everyone_with_all_they_bring(
    world: Scenario, seed: int, scales: tuple[float, float]
) -> None:
    few, many = (
        people(draw_population(scaled(world, scale), seed=seed, replication=0))
        for scale in sorted(scales)
    )

    assert few.items() <= many.items()


@given(world=demands(), seed=SEEDS)
@examples(30)
def test_a_channel_left_out_takes_only_its_own_customers_along(
    world: Scenario, seed: int
) -> None:
    channels = {
        name: world.channels[name] for name in world.channels if name != "taped"
    }
    without = world.model_copy(update={"channels": channels})

    all_of_them = people(draw_population(world, seed=seed, replication=0))
    others = people(draw_population(without, seed=seed, replication=0))
    assert others == {
        identity: brought
        for identity, brought in all_of_them.items()
        if brought[0] != "taped"
    }


@given(
    world=demands(),
    seed=SEEDS,
    addresses=st.lists(
        st.tuples(
            st.integers(0, 4000),
            st.integers(1, 3),
            st.sampled_from([0, 0, 1, 2**16 - 1]),
            st.integers(0, 60) | st.just(2**16 - 1),
        ),
        min_size=1,
        max_size=30,
    ),
)
@examples(40)
def test_a_turn_is_what_its_address_says_whatever_was_asked_before(
    world: Scenario, seed: int, addresses: list[tuple[int, int, int, int]]
) -> None:
    population = draw_population(world, seed=seed, replication=0)
    assume(len(population))
    code = population.channels.index("chat")

    asked = [(place % len(population), *rest) for place, *rest in addresses]
    found = [population.turn(who, *at, code, n) for who, *at, n in asked]
    assert found == [expected_turn(world, population, *address) for address in asked]


def expected_turn(  # noqa: PLR0917 - the address of a turn
    world: Scenario, population: Population, who: int, attempt: int, leg: int, n: int
) -> tuple[float, float, float]:
    """Work a turn of a chat out from its address alone."""
    chat, at = world.channels["chat"], (who, attempt, leg << 16 | n)
    issue = world.issues[population.issues[population.issue[who]]]
    work, answer, patience = (
        population.duration(law, purpose, *at)
        for law, purpose in (
            (chat.agent_turn, Purpose.AGENT_TURN),
            (chat.customer_turn, Purpose.CUSTOMER_TURN),
            (chat.reply_patience, Purpose.REPLY_PATIENCE),
        )
    )
    return work * issue.effort, answer, patience


@given(law=count_laws(), seed=SEEDS, index=st.integers(0, 2**40))
def test_counts_are_whole_positive_and_independent_of_their_neighbours(
    law: CountLaw, seed: int, index: int
) -> None:
    identity = streams.identify(seed % 2**64, np.arange(20, dtype=np.uint64))
    numbers = streams.uniforms(streams.key(seed, 0, "turns"), identity, index)
    draw = count_sampler(law)

    together = draw(numbers)
    assert together.tolist() == [float(draw(numbers[n : n + 1])[0]) for n in range(20)]
    assert (together >= 1).all()
    assert (together == np.rint(together)).all()


@given(law=laws(), seed=SEEDS, index=st.integers(0, 2**40))
def test_durations_are_finite_positive_and_independent_of_their_neighbours(
    law: Law, seed: int, index: int
) -> None:
    identity = streams.identify(seed % 2**64, np.arange(20, dtype=np.uint64))
    name = streams.key(seed, 0, "talk")

    together = quantile(law, streams.uniforms(name, identity, index))
    alone = [
        float(quantile(law, np.array([streams.uniform(name, one, index)]))[0])
        for one in identity.tolist()
    ]
    assert together.tolist() == alone
    assert np.isfinite(together).all()
    assert together.min() >= 0

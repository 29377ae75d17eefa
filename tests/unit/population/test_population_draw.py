from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pytest
from calibrated import assert_law, assert_share, assert_uncorrelated
from scenario_parts import calendar, channel, group, hours, scenario
from scipy import stats

from omnisim.population import CHUNK, Population, draw_population
from omnisim.scenario.laws import Constant, Exponential, Gamma, Lognormal
from omnisim.scenario.schema import (
    After,
    AgentRule,
    Announce,
    Arrivals,
    BusyDay,
    ContactRule,
    Customers,
    Issue,
    MixtureEntry,
    Overflow,
    Recorded,
    Ring,
    Routing,
    Row,
    Scenario,
    ServiceLevel,
    Shift,
    Shrinkage,
    Skill,
    Step,
    Table,
    Transfer,
)

if TYPE_CHECKING:
    from typing import Any

HOUR = 3600.0
ISSUES = {
    "balance": Issue(share=0.5, effort=0.7),
    "dispute": Issue(share=0.2, effort=1.6),
    "payment": Issue(share=0.3),
}
STAY = {"attempt": 1, "leg": 0}


def phone(per_hour: float = 500.0, scale: float = 1.0, **parts: Any) -> Any:  # noqa: ANN401 - any field of the model
    """Make a channel with a constant rate while the centre is open."""
    table = Table(per=HOUR, counts=(per_hour,))
    return channel(arrivals=Arrivals(table=table, scale=scale), **parts)


def bank(**parts: Any) -> Scenario:  # noqa: ANN401 - any field of the model
    """Make two days of about 1000 calls each about three issues."""
    chosen = {
        "calendar": calendar(days=2),
        "issues": ISSUES,
        "channels": {"phone": phone()},
    }
    return scenario(**(chosen | parts))


def draw(world: Scenario, seed: int = 1, replication: int = 0) -> Population:
    return draw_population(world, seed=seed, replication=replication)


def everything(population: Population) -> list[list[Any]]:
    """Return columns by name and the stays of all chunks, to compare exactly."""
    chunks = range(-(-len(population) // CHUNK))
    stays = [population.stays(chunk, attempt=2, leg=1) for chunk in chunks]
    brought = [np.concatenate(column).tolist() for column in zip(*stays, strict=True)]
    frame = population.to_frame()
    return [frame[name].tolist() for name in frame] + brought


def brought_by(population: Population, customers: np.ndarray) -> list[np.ndarray]:
    """Return identity, instant and first stay of some customers."""
    chunks = range(-(-len(population) // CHUNK))
    stays = [population.stays(chunk, **STAY) for chunk in chunks]
    return [
        population.identity[customers],
        population.issue[customers],
        population.arrived_at[customers],
        *(np.concatenate(column)[customers] for column in zip(*stays, strict=True)),
    ]


BANK = draw(bank())
EVERYTHING = everything(BANK)


def test_customers_stand_in_order_of_arrival() -> None:
    assert (np.diff(BANK.arrived_at) >= 0).all()


def test_columns_have_the_promised_types_and_size() -> None:
    columns = (BANK.identity, BANK.channel, BANK.issue, BANK.arrived_at)

    types = [str(column.dtype) for column in columns]
    assert types == ["uint64", "int16", "int16", "float64"]
    assert sum(column.nbytes for column in columns) == 20 * len(BANK)


def test_customers_come_while_the_centre_is_open() -> None:
    clock = BANK.arrived_at % 86_400

    assert clock.min() >= 8 * HOUR
    assert clock.max() < 10 * HOUR


def test_names_stand_by_code_in_alphabetical_order() -> None:
    world = bank(channels={"phone": phone(), "desk": phone()})

    population = draw(world)

    assert population.channels == ("desk", "phone")
    assert population.issues == ("balance", "dispute", "payment")


@pytest.mark.parametrize(
    ("issue", "share"), [("balance", 0.5), ("dispute", 0.2), ("payment", 0.3)]
)
def test_issues_come_in_their_shares(issue: str, share: float) -> None:
    drawn = draw(bank(channels={"phone": phone(5000.0)}))

    hits = int((drawn.issue == drawn.issues.index(issue)).sum())
    assert_share(hits, len(drawn), share, detect=0.04)


def test_a_channel_may_have_a_mixture_of_its_own() -> None:
    own = {"dispute": MixtureEntry(share=1.0)}

    drawn = draw(bank(channels={"phone": phone(issues=own)}))

    assert (drawn.issue == 1).all()


def test_an_issue_without_share_never_comes() -> None:
    issues = {"a": Issue(share=0.0), "b": Issue(share=1.0), "c": Issue(share=0.0)}

    drawn = draw(bank(issues=issues))

    assert (drawn.issue == 1).all()


def test_a_table_may_name_the_issue() -> None:
    rows = tuple(
        Row(start=9 * HOUR, count=count, issue=issue)
        for issue, count in (("dispute", 400.0), ("payment", 600.0))
    )
    arrivals = Arrivals(table=Table(per=HOUR, rows=rows))

    drawn = draw(bank(channels={"phone": channel(arrivals=arrivals)}))

    disputes = int((drawn.issue == 1).sum())
    assert (drawn.issue != 0).all()
    assert_share(disputes, len(drawn), 0.4, detect=0.1)


@pytest.mark.parametrize(
    "changed",
    [
        bank(agents={"desk": group(staff=Table(per=HOUR, counts=(9.0,)))}),
        bank(agents={"desk": group(pace=1.3)}),
        bank(agents={"desk": group(skills={"phone": Skill(preference=2, pace=0.5)})}),
        bank(agents={"desk": group(shrinkage=Shrinkage(planned=0.1, absence=0.1))}),
        bank(agents={"night": group(shifts=(Shift(n=4, hours=(0.0, 36_000.0)),))}),
        bank(agents={"a": group(), "b": group()}),
        bank(
            routing=Routing(
                overflow=(Overflow(to="desk", after=30.0),),
                ring=Ring(time=4.0, unanswered=0.1),
            )
        ),
        bank(
            routing=Routing(
                choose_agent=(AgentRule.PREVIOUS_AGENT, AgentRule.RANDOM),
                choose_contact=ContactRule.LONGEST_WAIT,
                transfers=(Transfer(to="desk", share=0.3, talk=0.5),),
            )
        ),
        bank(agents={"desk": group(reserved={"phone": 1})}),
        bank(customers=Customers(resolved={"phone": dict.fromkeys(ISSUES, 0.7)})),
        bank(
            customers=Customers(
                after=After(abandoned={"phone": (Step(channel="phone", share=0.5),)})
            )
        ),
        bank(service_level=ServiceLevel.ANSWERED),
        bank(channels={"phone": phone(lines=20, priority=1)}),
        bank(calendar=calendar(days=2, interval=900.0, warm_up=600.0)),
        bank(name="another name", description="and text"),
    ],
)
def test_what_is_not_demand_changes_no_customer(changed: Scenario) -> None:
    drawn = draw(changed)

    assert everything(drawn) == EVERYTHING
    assert drawn.fingerprint == BANK.fingerprint


def test_the_order_of_sections_changes_no_customer() -> None:
    backwards = bank(
        issues=dict(reversed(ISSUES.items())),
        channels={"sales": phone(30.0), "phone": phone()},
    )
    forwards = bank(channels={"phone": phone(), "sales": phone(30.0)})

    assert everything(draw(backwards)) == everything(draw(forwards))
    assert draw(backwards).fingerprint == draw(forwards).fingerprint


@pytest.mark.parametrize(
    "changed",
    [
        bank(calendar=calendar(days=3)),
        bank(calendar=calendar(days=2, open=hours((8, 11)))),
        bank(channels={"phone": phone(501.0)}),
        bank(channels={"phone": phone(scale=1.1)}),
        bank(channels={"phone": phone(busy_day=BusyDay(cv=0.1))}),
        bank(channels={"phone": phone(talk=Exponential(mean=121.0))}),
        bank(channels={"phone": phone(wrap_up=Constant(value=1.0))}),
        bank(channels={"phone": phone(patience=Constant(value=180.0))}),
        bank(
            channels={"phone": phone(announce=Announce(tolerance=Constant(value=9.0)))}
        ),
        bank(channels={"phone": phone(issues={"payment": MixtureEntry(share=1.0)})}),
        bank(channels={"telephone": phone()}),
        bank(issues=ISSUES | {"payment": Issue(share=0.3, effort=1.1)}),
    ],
)
def test_a_change_of_demand_changes_the_fingerprint(changed: Scenario) -> None:
    assert draw(changed).fingerprint != BANK.fingerprint


def test_equal_laws_give_one_fingerprint_whether_or_not_they_are_one_object() -> None:
    one, other = Exponential(mean=60.0), Exponential(mean=60.0)
    shared = bank(channels={"a": phone(talk=one), "b": phone(talk=one)})
    apart = bank(channels={"a": phone(talk=one), "b": phone(talk=other)})

    assert draw(shared).fingerprint == draw(apart).fingerprint
    assert everything(draw(shared)) == everything(draw(apart))


def test_seed_and_replication_do_not_change_the_fingerprint() -> None:
    assert draw(bank(), 7, 3).fingerprint == BANK.fingerprint


def test_laws_of_other_kinds_with_equal_parameters_differ_in_fingerprint() -> None:
    one = bank(channels={"phone": phone(talk=Lognormal(mean=60.0, cv=0.5))})
    other = bank(channels={"phone": phone(talk=Gamma(mean=60.0, cv=0.5))})

    assert draw(one).fingerprint != draw(other).fingerprint


@pytest.mark.parametrize(("seed", "replication"), [(2, 0), (1, 1), (0, 1), (10**30, 0)])
def test_another_seed_or_replication_brings_other_customers(
    seed: int, replication: int
) -> None:
    other = draw(bank(), seed, replication)

    assert np.intersect1d(other.arrived_at, BANK.arrived_at).size == 0


@pytest.mark.parametrize("scale", [1.3, 2.0, 7.7])
def test_scaling_demand_up_keeps_every_customer_and_all_she_brings(
    scale: float,
) -> None:
    more = draw(bank(channels={"phone": phone(scale=scale)}))

    old = np.isin(more.identity, BANK.identity)
    before = brought_by(BANK, np.arange(len(BANK)))
    kept = brought_by(more, np.flatnonzero(old))
    assert len(more) > len(BANK)
    assert [column.tolist() for column in kept] == [list(column) for column in before]


def test_a_busier_day_keeps_its_customers() -> None:
    calm = phone(busy_day=BusyDay(cv=0.2))
    busy = phone(busy_day=BusyDay(cv=0.2), scale=1.3)

    before = draw(bank(channels={"phone": calm})).identity
    after = draw(bank(channels={"phone": busy})).identity
    assert np.isin(before, after).all()


def test_another_channel_changes_nobody() -> None:
    more = draw(bank(channels={"phone": phone(), "a new one": phone(300.0)}))

    phones = np.flatnonzero(more.channel == more.channels.index("phone"))
    before = brought_by(BANK, np.arange(len(BANK)))
    after = brought_by(more, phones)
    assert [column.tolist() for column in after] == [list(column) for column in before]


def test_a_longer_calendar_changes_no_earlier_day() -> None:
    longer = draw(bank(calendar=calendar(days=5)))

    before = brought_by(BANK, np.arange(len(BANK)))
    after = brought_by(longer, np.arange(len(BANK)))
    assert [column.tolist() for column in after] == [list(column) for column in before]


def test_channels_alike_have_customers_of_their_own() -> None:
    drawn = draw(bank(channels={"one": phone(), "other": phone()}))

    one, other = (
        drawn.arrived_at[drawn.channel == 0],
        drawn.arrived_at[drawn.channel == 1],
    )
    assert np.intersect1d(one, other).size == 0


MANY_DAYS = calendar(days=2000, open=hours((8, 9)))


def counts_by_day(drawn: Population, code: int) -> np.ndarray:
    days = (drawn.arrived_at[drawn.channel == code] // 86_400).astype(int)
    return np.bincount(days, minlength=2000)


@pytest.fixture(scope="module")
def busy_days() -> Population:
    """Draw two channels of 20 calls a day, whose days vary."""
    busy = phone(20.0, busy_day=BusyDay(cv=0.5))
    return draw(bank(calendar=MANY_DAYS, channels={"one": busy, "other": busy}))


def test_busy_days_vary_as_a_gamma_factor_says(busy_days: Population) -> None:
    counts = counts_by_day(busy_days, 0)

    # a Poisson count with a gamma mean is negative binomial: size 4, mean 20
    assert_law(counts, stats.nbinom(4, 4 / 24).cdf, detect=0.1)


def test_busy_days_of_channels_know_nothing_of_each_other(
    busy_days: Population,
) -> None:
    counts = [counts_by_day(busy_days, code) for code in (0, 1)]

    assert_uncorrelated(*counts, detect=0.2)


def test_a_busy_day_without_spread_is_an_ordinary_day() -> None:
    calm = bank(channels={"phone": phone(busy_day=BusyDay(cv=0.0))})

    assert everything(draw(calm)) == EVERYTHING


def recorded(**parts: Any) -> Scenario:  # noqa: ANN401 - any field of the model
    record = (
        Recorded(at=9 * HOUR, issue="dispute"),
        Recorded(at=9 * HOUR),
        Recorded(at=9 * HOUR + 0.5, issue="balance"),
    )
    return bank(
        channels={"phone": channel(arrivals=Arrivals(recorded=record, **parts))}
    )


def test_recorded_arrivals_come_at_their_seconds() -> None:
    drawn = draw(recorded())

    assert drawn.arrived_at.tolist() == [9 * HOUR, 9 * HOUR, 9 * HOUR + 0.5]


def test_recorded_arrivals_have_their_issues_or_draw_one() -> None:
    drawn = [draw(recorded(), seed) for seed in range(30)]

    assert {int(population.issue[2]) for population in drawn} == {0}
    firsts = {tuple(sorted(population.issue[:2].tolist())) for population in drawn}
    assert firsts == {(0, 1), (1, 1), (1, 2)}


def test_customers_of_one_instant_stand_in_order_of_identity() -> None:
    drawn = draw(recorded(scale=50.0))

    same = drawn.identity[drawn.arrived_at == 9 * HOUR]
    assert same.size == 100
    assert (np.sort(same) == same).all()


def test_a_recorded_channel_has_other_customers_than_a_table_about_that_issue() -> None:
    rows = (Row(start=9 * HOUR, count=40.0, issue="record"),)
    issues = {"record": Issue(share=1.0)}
    record = tuple(Recorded(at=9 * HOUR + second) for second in range(10))

    table = draw(
        bank(
            issues=issues,
            channels={
                "a": channel(arrivals=Arrivals(table=Table(per=HOUR, rows=rows)))
            },
        )
    )
    replayed = draw(
        bank(issues=issues, channels={"a": channel(arrivals=Arrivals(recorded=record))})
    )

    assert np.intersect1d(table.identity, replayed.identity).size == 0


def test_a_channel_without_arrivals_of_its_own_brings_nobody() -> None:
    drawn = draw(bank(channels={"phone": phone(), "quiet": channel(arrivals=None)}))

    assert drawn.channels == ("phone", "quiet")
    assert (drawn.channel == 0).all()


@pytest.mark.parametrize(
    "arrivals",
    [
        None,
        Arrivals(table=Table(per=HOUR, counts=(0.0,))),
        Arrivals(table=Table(per=HOUR, counts=(90.0,)), scale=0.0),
    ],
)
def test_nobody_at_all_is_a_population_too(arrivals: Arrivals | None) -> None:
    nobody = draw(bank(channels={"phone": channel(arrivals=arrivals)}))

    assert len(nobody) == 0
    assert nobody.to_frame().empty


def test_a_calendar_that_starts_at_noon_cuts_nothing_short() -> None:
    noon = calendar(days=2, start=dt.datetime(2026, 3, 2, 12), open=hours((0, 24)))  # noqa: DTZ001 - local wall clock

    drawn = draw(bank(calendar=noon))

    hour = np.bincount((drawn.arrived_at // HOUR).astype(int), minlength=48)
    assert_law(drawn.arrived_at / (48 * HOUR), np.asarray, detect=0.05)
    assert hour.min() > 0

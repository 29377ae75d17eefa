from __future__ import annotations

import numpy as np
import pytest
from calibrated import assert_law, assert_poisson, assert_share, assert_uncorrelated
from scipy import stats

from omnisim import streams
from omnisim.population import arrivals
from omnisim.population.arrivals import Points, Random, poisson_points, recorded_points
from omnisim.scenario.schema import Recorded
from omnisim.scenario.timeline import Cells
from omnisim.units import DAY, HOUR

RANDOM = Random(gap=streams.key(1, 0, "gap"), level=streams.key(1, 0, "level"))
NAME = streams.key(0, 0, "customer", "phone")
N_DAYS = 2000
BUSY, EMPTY, QUIET = 7.0, 0.0, 2.5  # expected in the three cells of every day
LEVELS = [0.1, 0.25, 0.9, 1.0, 1.3]


def every_day(n_days: int, counts: list[float], ends: list[float]) -> Cells:
    """Make the same cells every day; `ends` in hours."""
    starts = np.array([0.0, *ends[:-1]]) * HOUR
    edges = (np.arange(n_days)[:, None] * DAY + starts).ravel()
    return Cells(None, np.append(edges, n_days * DAY), np.tile(counts, n_days))


def drawn(cells: Cells, levels: list[float], random: Random = RANDOM) -> Points:
    """Draw all points, in order of time."""
    points = poisson_points(NAME, cells, np.array(levels), random)
    order = np.argsort(points.arrived_at)
    return Points(points.identity[order], points.arrived_at[order])


THREE_CELLS = every_day(N_DAYS, [BUSY, EMPTY, QUIET], [6.0, 12.0, 24.0])
AT = {level: drawn(THREE_CELLS, [level] * N_DAYS) for level in LEVELS}
COUNTS = {
    level: np.histogram(points.arrived_at, THREE_CELLS.edges)[0].reshape(N_DAYS, 3)
    for level, points in AT.items()
}


def one_by_one(cells: Cells, level: float) -> dict[int, float]:
    """Draw the first day as plainly as can be: identity to instant."""
    total, found, layer = float(cells.counts.sum()), {}, 0
    while layer < 4 * level:
        name = streams.identify(NAME, np.array([layer], dtype=np.uint64))
        place, k = 0.0, 0
        while True:
            identity = int(streams.identify(name, np.array([k], dtype=np.uint64))[0])
            number = streams.uniform(RANDOM.gap, identity)
            place = place - float(np.log1p(np.array([-number]))[0])
            if 4 * place >= total:
                break
            if layer + streams.uniform(RANDOM.level, identity) < 4 * level:
                found[identity] = instant_of(cells, 4 * place)
            k += 1
        layer += 1
    return found


def instant_of(cells: Cells, position: float) -> float:
    """Walk through the cells until so many contacts have been expected."""
    gone = 0.0
    for at, to, count in zip(cells.edges, cells.edges[1:], cells.counts, strict=False):
        if count > 0 and position < gone + count:
            return float((position - gone) / count * (to - at) + at)
        gone += float(count)
    raise AssertionError("past the end of the day")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("cell", "count"), [(0, BUSY), (2, QUIET)])
def test_a_cell_gets_the_contacts_it_expects(
    level: float, cell: int, count: float
) -> None:
    found = int(COUNTS[level][:, cell].sum())

    assert_poisson(found, N_DAYS * level * count, detect=0.4)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("cell", "count"), [(0, BUSY), (2, QUIET)])
def test_the_count_of_a_cell_is_poisson(level: float, cell: int, count: float) -> None:
    assert_law(COUNTS[level][:, cell], stats.poisson(level * count).cdf, detect=0.1)


@pytest.mark.parametrize("level", LEVELS)
def test_nobody_comes_while_the_rate_is_0(level: float) -> None:
    assert COUNTS[level][:, 1].sum() == 0


@pytest.mark.parametrize("level", LEVELS)
def test_cells_know_nothing_of_each_other(level: float) -> None:
    busy, quiet = COUNTS[level][:, 0], COUNTS[level][:, 2]

    assert_uncorrelated(busy, quiet, detect=0.2)


@pytest.mark.parametrize("level", LEVELS)
def test_days_know_nothing_of_each_other(level: float) -> None:
    counts = COUNTS[level].sum(axis=1)

    assert_uncorrelated(counts[:-1], counts[1:], detect=0.2)


def test_arrivals_spread_evenly_over_their_cell() -> None:
    clock = AT[1.0].arrived_at % DAY

    assert_law(clock[clock < 6 * HOUR] / (6 * HOUR), np.asarray, detect=0.05)
    assert_law((clock[clock > 12 * HOUR] / DAY - 0.5) * 2, np.asarray, detect=0.1)


def test_gaps_between_arrivals_of_a_constant_rate_are_exponential() -> None:
    points = drawn(every_day(3, [5000.0], [24.0]), [1.1] * 3)

    gaps = np.diff(points.arrived_at) * 5500 / DAY
    assert_law(gaps, stats.expon.cdf, detect=0.05)
    assert_uncorrelated(gaps[:-1], gaps[1:], detect=0.1)


@pytest.mark.parametrize(("low", "high"), [(0.1, 0.25), (0.9, 1.0), (1.0, 1.3)])
def test_more_demand_keeps_everyone_at_the_same_second(low: float, high: float) -> None:
    before = dict(zip(AT[low].identity.tolist(), AT[low].arrived_at, strict=True))
    after = dict(zip(AT[high].identity.tolist(), AT[high].arrived_at, strict=True))

    assert before.items() < after.items()


@pytest.mark.parametrize(("low", "high"), [(0.1, 0.25), (0.9, 1.0), (1.0, 1.3)])
def test_newcomers_know_nothing_of_those_who_came_anyway(
    low: float, high: float
) -> None:
    before = COUNTS[low].sum(axis=1)
    newcomers = COUNTS[high].sum(axis=1) - before

    assert_law(newcomers, stats.poisson((high - low) * 9.5).cdf, detect=0.1)
    assert_uncorrelated(before, newcomers, detect=0.2)


@pytest.mark.parametrize("level", [0.07, 0.25, 0.6, 1.0, 2.9])
def test_points_are_those_drawn_one_by_one(level: float) -> None:
    cells = every_day(1, [31.0, 0.0, 4.4, 0.1], [5.0, 7.0, 11.1, 24.0])

    points = drawn(cells, [level])

    found = dict(zip(points.identity.tolist(), points.arrived_at.tolist(), strict=True))
    assert found == one_by_one(cells, level)


def test_points_do_not_depend_on_how_they_are_cut_into_blocks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(arrivals, "_BLOCK", 7)
    monkeypatch.setattr(arrivals, "_BATCH", 20)
    cells = every_day(2, [100.0, 3.0], [8.0, 24.0])
    small = drawn(cells, [2.3, 0.4])
    monkeypatch.undo()

    whole = drawn(cells, [2.3, 0.4])
    assert (small.identity == whole.identity).all()
    assert (small.arrived_at == whole.arrived_at).all()


def test_a_layer_longer_than_a_block_goes_on() -> None:
    points = drawn(every_day(1, [200_000.0], [24.0]), [1.0])

    assert_poisson(points.identity.size, 200_000.0, detect=0.02)
    assert np.unique(points.identity).size == points.identity.size


def test_a_very_large_scale_of_a_small_demand_works() -> None:
    points = drawn(every_day(1, [0.5], [24.0]), [40_000.0])

    assert_poisson(points.identity.size, 20_000.0, detect=0.1)


def test_a_cell_across_midnight_is_cut_there() -> None:
    cells = Cells(None, np.array([0.0, 1.5 * DAY, 2 * DAY]), np.array([3000.0, 500.0]))

    points = drawn(cells, [0.0, 1.0])

    first, second = np.histogram(points.arrived_at, np.array([0, 1, 1.5, 2]) * DAY)[0][
        1:
    ]
    assert points.arrived_at.min() >= DAY
    assert_poisson(int(first), 1000.0, detect=0.3)
    assert_poisson(int(second), 500.0, detect=0.4)


def test_cells_within_a_day_stay_as_they_are_beside_one_that_is_cut() -> None:
    edges = np.array([0.0, HOUR, 1.5 * DAY, 2 * DAY])
    cut = drawn(Cells(None, edges, np.array([20.0, 0.0, 5.0])), [1.0, 1.0])
    whole = drawn(every_day(1, [20.0, 0.0], [1.0, 24.0]), [1.0])

    early = cut.arrived_at < HOUR
    assert (cut.identity[early] == whole.identity).all()
    assert (cut.arrived_at[early] == whole.arrived_at).all()


def test_no_arrival_is_rounded_to_the_end_of_its_cell() -> None:
    opens = 1999.5 * DAY
    closes = opens + 2 * np.spacing(opens)  # room for two instants
    edges = np.array([0.0, opens, closes, 2000 * DAY])

    points = drawn(Cells(None, edges, np.array([0.0, 500.0, 0.0])), [1.0] * 2000)

    assert np.unique(points.arrived_at).tolist() == [opens, np.nextafter(opens, closes)]


def test_a_day_of_level_0_has_no_arrivals() -> None:
    points = drawn(every_day(3, [50.0], [24.0]), [1.0, 0.0, 1.0])

    days = np.floor(points.arrived_at / DAY)
    assert np.unique(days).tolist() == [0.0, 2.0]


def test_another_day_changes_nothing_for_a_day() -> None:
    edges = np.array([0.0, DAY, 2 * DAY])
    light = drawn(Cells(None, edges, np.array([50.0, 10.0])), [1.0, 1.0])
    heavy = drawn(Cells(None, edges, np.array([900.0, 10.0])), [2.5, 1.0])

    second_light, second_heavy = light.arrived_at > DAY, heavy.arrived_at > DAY
    assert (light.identity[second_light] == heavy.identity[second_heavy]).all()
    assert (light.arrived_at[second_light] == heavy.arrived_at[second_heavy]).all()


RECORD = [Recorded(at=float(at)) for at in (0, 30, 30, 30, 90_000)] * 400


def test_a_record_is_replayed_as_it_is() -> None:
    points, place = recorded_points(NAME, RECORD, np.array([1.0, 1.0]), RANDOM)

    assert points.arrived_at.tolist() == [entry.at for entry in RECORD]
    assert place.tolist() == list(range(2000))
    assert np.unique(points.identity).size == 2000


def test_an_identity_on_record_is_its_place() -> None:
    whole, _ = recorded_points(NAME, RECORD, np.array([1.0, 1.0]), RANDOM)
    part, _ = recorded_points(NAME, RECORD[:100], np.array([1.0, 1.0]), RANDOM)

    assert (part.identity == whole.identity[:100]).all()


def test_less_demand_than_on_record_leaves_some_away() -> None:
    whole, _ = recorded_points(NAME, RECORD, np.array([1.0, 1.0]), RANDOM)
    part, place = recorded_points(NAME, RECORD, np.array([0.8, 0.5]), RANDOM)

    first = int((part.arrived_at < DAY).sum())
    assert (part.identity == whole.identity[place]).all()
    assert_share(first, 1600, 0.8, detect=0.1)
    assert_share(part.identity.size - first, 400, 0.5, detect=0.2)


def test_more_demand_than_on_record_adds_customers_at_its_seconds() -> None:
    whole, _ = recorded_points(NAME, RECORD, np.array([1.0, 1.0]), RANDOM)
    more, place = recorded_points(NAME, RECORD, np.array([2.3, 1.0]), RANDOM)

    assert (more.identity[:2000] == whole.identity).all()
    assert np.unique(more.identity).size == more.identity.size
    assert (more.arrived_at == np.array([entry.at for entry in RECORD])[place]).all()
    assert_share(more.identity.size - 3600, 1600, 0.3, detect=0.1)


def test_an_empty_record_brings_nobody() -> None:
    points, place = recorded_points(NAME, [], np.array([1.0]), RANDOM)

    assert points.identity.size == place.size == 0


def test_a_record_on_a_day_of_level_0_brings_nobody() -> None:
    points, _ = recorded_points(NAME, RECORD, np.array([0.0, 0.0]), RANDOM)

    assert points.identity.size == 0

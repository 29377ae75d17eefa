from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from calibrated import assert_law, assert_mean
from scipy import stats

from omnisim import streams
from omnisim.population.count_laws import count_sampler
from omnisim.scenario.countlaws import (
    CountLaw,
    Fixed,
    Geometric,
    Poisson,
    Tally,
    UniformCount,
)

if TYPE_CHECKING:
    import numpy.typing as npt

CUSTOMERS = streams.identify(5, np.arange(1 << 16, dtype=np.uint64))
DRAWN = streams.uniforms(streams.key(1, 0, "turns"), CUSTOMERS)
STEP = 2.0**-53
LEAST, MOST = STEP, 1 - STEP
LEVELS = np.concatenate([[LEAST, 1e-9], np.linspace(0.001, 0.999, 999), [1 - 1e-9]])

# laws with the same law in SciPy
TWINS = {
    "geometric short": (Geometric(mean=1.25), stats.geom(0.8)),
    "geometric": (Geometric(mean=7.0), stats.geom(1 / 7)),
    "geometric long": (Geometric(mean=1000.0), stats.geom(0.001)),
    "poisson short": (Poisson(mean=1.5), stats.poisson(0.5, loc=1)),
    "poisson": (Poisson(mean=7.0), stats.poisson(6.0, loc=1)),
    "poisson long": (Poisson(mean=1000.0), stats.poisson(999.0, loc=1)),
    "uniform": (UniformCount(low=3, high=9), stats.randint(3, 10)),
    "tally": (
        Tally(values=(1, 3, 40), shares=(0.4, 0.5, 0.1)),
        stats.rv_discrete(values=((1, 3, 40), (0.4, 0.5, 0.1))),
    ),
}
LAWS = [law for law, _ in TWINS.values()]


def counts(law: CountLaw, numbers: npt.ArrayLike) -> list[float]:
    return count_sampler(law)(np.array(numbers)).tolist()


@pytest.mark.parametrize("name", TWINS)
def test_counts_are_those_of_scipy(name: str) -> None:
    law, twin = TWINS[name]

    assert counts(law, LEVELS) == twin.ppf(LEVELS).tolist()


@pytest.mark.parametrize("name", TWINS)
def test_drawn_counts_follow_their_law(name: str) -> None:
    law, twin = TWINS[name]

    assert_law(counts(law, DRAWN), twin.cdf, detect=0.02)


@pytest.mark.parametrize(
    ("law", "detect"),
    [
        (Geometric(mean=7.0), 0.2),
        (Poisson(mean=7.0), 0.1),
        (UniformCount(low=3, high=9), 0.1),
        (Tally(values=(1, 3, 40), shares=(0.4, 0.5, 0.1)), 0.4),
    ],
    ids=str,
)
def test_drawn_counts_have_the_mean_of_their_law(law: CountLaw, detect: float) -> None:
    assert_mean(counts(law, DRAWN), law.mean_count(), detect=detect)


def test_a_fixed_count_is_always_the_same() -> None:
    assert counts(Fixed(value=7), [LEAST, 0.5, MOST]) == [7.0, 7.0, 7.0]


def test_a_fixed_count_reads_no_number() -> None:
    assert counts(Fixed(value=7), [math.nan]) == [7.0]


@pytest.mark.parametrize(
    "law",
    [
        Geometric(mean=1.0),
        Poisson(mean=1.0),
        UniformCount(low=1, high=1),
        Tally(values=(1,), shares=(1.0,)),
    ],
    ids=str,
)
def test_a_law_without_spread_gives_one_count(law: CountLaw) -> None:
    assert counts(law, [LEAST, 0.5, MOST]) == [1.0, 1.0, 1.0]


@pytest.mark.parametrize("law", [Geometric, Poisson])
def test_a_mean_just_above_one_still_gives_one(
    law: type[Geometric | Poisson],
) -> None:
    assert counts(law(mean=math.nextafter(1, 2)), [LEAST, 0.5, 1 - 1e-12]) == [1, 1, 1]


@pytest.mark.parametrize(
    ("number", "count"),
    [
        (LEAST, 1),
        (0.5 - STEP, 1),
        (0.5 + STEP, 2),
        (0.75 - STEP, 2),
        (0.75 + STEP, 3),
        (1 - 2.0**-20 - STEP, 20),
        (1 - 2.0**-20 + STEP, 21),
        (MOST, 53),
    ],
)
def test_a_geometric_count_of_mean_2_steps_exactly_at_halves(
    number: float, count: int
) -> None:
    assert counts(Geometric(mean=2.0), [number]) == [count]


@pytest.mark.parametrize(
    ("number", "count"),
    [
        (LEAST, 1),
        (0.25 - STEP, 1),
        (0.25 + STEP, 2),
        (0.5 + STEP, 3),
        (0.75 - STEP, 3),
        (0.75 + STEP, 4),
        (MOST, 4),
    ],
)
def test_a_uniform_count_steps_exactly_at_its_shares(number: float, count: int) -> None:
    assert counts(UniformCount(low=1, high=4), [number]) == [count]


def test_a_tally_steps_exactly_at_its_shares() -> None:
    law = Tally(values=(2, 5, 9), shares=(0.25, 0.5, 0.25))
    numbers = [LEAST, 0.25 - STEP, 0.25 + STEP, 0.75 - STEP, 0.75 + STEP, MOST]

    assert counts(law, numbers) == [2, 2, 5, 5, 9, 9]


def test_a_tally_never_gives_a_count_without_share() -> None:
    law = Tally(values=(1, 2, 3, 4, 5), shares=(0.0, 0.5, 0.0, 0.5, 0.0))

    assert set(counts(law, [LEAST, *DRAWN[:200], MOST])) == {2.0, 4.0}


def test_shares_that_miss_1_by_a_rounding_leave_no_number_out() -> None:
    law = Tally(values=tuple(range(1, 11)), shares=(0.1,) * 10)

    assert counts(law, [LEAST, MOST]) == [1.0, 10.0]


def poisson_cdf(k: int) -> float:
    """Return P(X <= k) of the Poisson law with mean 1 / 2."""
    return math.fsum(math.exp(-0.5) / (2**n * math.factorial(n)) for n in range(k + 1))


@pytest.mark.parametrize("k", range(6))
def test_a_poisson_count_steps_where_the_sum_of_its_terms_says(k: int) -> None:
    edge = poisson_cdf(k)

    found = counts(Poisson(mean=1.5), [edge - 4 * STEP, edge + 4 * STEP])
    assert found == [k + 1, k + 2]


@pytest.mark.parametrize("law", LAWS, ids=str)
def test_counts_are_whole_numbers_from_1_that_an_address_has_room_for(
    law: CountLaw,
) -> None:
    found = np.array(counts(law, [LEAST, *DRAWN[:1000], MOST]))

    assert (found == np.rint(found)).all()
    assert found.min() >= 1
    assert found.max() < 2**16


@pytest.mark.parametrize("law", LAWS, ids=str)
def test_counts_rise_with_the_number(law: CountLaw) -> None:
    assert (np.diff(counts(law, [*LEVELS, MOST])) >= 0).all()


@pytest.mark.parametrize("law", [*LAWS, Fixed(value=2)], ids=str)
def test_counts_keep_the_shape_of_the_numbers(law: CountLaw) -> None:
    table = count_sampler(law)(DRAWN[:12].reshape(3, 4))

    assert table.shape == (3, 4)
    assert table.ravel().tolist() == counts(law, DRAWN[:12])


def test_a_count_law_without_an_inverse_is_refused() -> None:
    class Strange(CountLaw):
        def mean_count(self) -> float:
            return 1.0

    with pytest.raises(TypeError, match="Strange"):
        count_sampler(Strange())


def test_a_law_of_counts_without_an_inverse_is_refused() -> None:
    class Strange(CountLaw):
        def mean_count(self) -> float:
            return 1.0

        def bounds(self) -> tuple[int, float]:
            return 1, 1.0

    with pytest.raises(TypeError, match="Strange"):
        count_sampler(Strange())

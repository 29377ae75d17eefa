from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from calibrated import assert_law, assert_share
from scipy import stats

from omnisim import streams
from omnisim.population.laws import quantile, sampler
from omnisim.scenario.laws import (
    Constant,
    Empirical,
    Erlang,
    Exponential,
    Gamma,
    Hyperexponential,
    Law,
    Lognormal,
    Mixture,
    Observed,
    Triangular,
    Uniform,
    Weibull,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.streams import Floats

CUSTOMERS = streams.identify(5, np.arange(1 << 16, dtype=np.uint64))
DRAWN = streams.uniforms(streams.key(1, 0, "talk"), CUSTOMERS)
LEVELS = np.concatenate([[2.0**-53, 1e-9], np.linspace(0.001, 0.999, 999), [1 - 1e-9]])
ENDS = np.array([2.0**-53, 1 - 2.0**-53])

# laws with the same law in SciPy, parameters worked out by hand
TWINS = {
    "exponential": (Exponential(mean=180.0), stats.expon(scale=180.0)),
    "erlang 1": (Erlang(mean=60.0, phases=1), stats.expon(scale=60.0)),
    "erlang 3": (Erlang(mean=60.0, phases=3), stats.gamma(3, scale=20.0)),
    "gamma even": (Gamma(mean=100.0, cv=0.5), stats.gamma(4, scale=25.0)),
    "gamma wild": (Gamma(mean=100.0, cv=2.0), stats.gamma(0.25, scale=400.0)),
    "lognormal": (
        Lognormal(mean=260.0, cv=1.1),
        stats.lognorm(math.sqrt(math.log(2.21)), scale=260.0 / math.sqrt(2.21)),
    ),
    "weibull early": (
        Weibull(mean=100.0, shape=0.5),
        stats.weibull_min(0.5, scale=50.0),
    ),
    "weibull late": (
        Weibull(mean=100.0, shape=2.0),
        stats.weibull_min(2, scale=200.0 / math.sqrt(math.pi)),
    ),
    "uniform": (Uniform(low=10.0, high=30.0), stats.uniform(10.0, 20.0)),
    "triangular": (
        Triangular(low=10.0, mode=20.0, high=50.0),
        stats.triang(0.25, 10.0, 40.0),
    ),
    "triangular falling": (
        Triangular(low=10.0, mode=10.0, high=50.0),
        stats.triang(0.0, 10.0, 40.0),
    ),
    "triangular rising": (
        Triangular(low=10.0, mode=50.0, high=50.0),
        stats.triang(1.0, 10.0, 40.0),
    ),
}

# laws that are one piece: all but mixtures
WHOLE = [law for law, _ in TWINS.values()] + [
    Hyperexponential(mean=60.0, cv=3.0),
    Empirical(levels=(0.0, 0.5, 1.0), values=(0.0, 1.0, 10.0)),
    Observed(values=(1.0, 2.0, 4.0)),
]


def hyperexponential_cdf(mean: float, cv: float) -> Callable[[Floats], Floats]:
    """Return the distribution function, from the definition of balanced means."""
    root = math.sqrt((cv**2 - 1) / (cv**2 + 1))
    p, q = (1 + root) / 2, (1 - root) / 2
    return lambda x: (
        -p * np.expm1(-2 * p * np.asarray(x) / mean)
        - q * np.expm1(-2 * q * np.asarray(x) / mean)
    )


def moments(law: Law, steps: int = 300_000) -> tuple[float, float]:
    """Return mean and cv of a law, by integrating its quantile function.

    With u = 1 / (1 + exp(-t)) the trapezium rule is exact to many digits for
    smooth laws, and good to 1e-7 where the quantile has a kink.
    """
    t = np.linspace(-36, 36, steps)
    u = 1 / (1 + np.exp(-t))
    weight = u * (1 / (1 + np.exp(t))) * (t[1] - t[0])
    x = quantile(law, np.clip(u, *ENDS))
    first, second = (weight * x).sum(), (weight * x * x).sum()
    return float(first), math.sqrt(second - first**2) / float(first)


def cv_of_gamma(shape: float) -> float:
    """Return cv of a Weibull law, from its moments."""
    return math.sqrt(math.gamma(1 + 2 / shape) / math.gamma(1 + 1 / shape) ** 2 - 1)


@pytest.mark.parametrize("name", TWINS)
def test_quantiles_are_those_of_scipy(name: str) -> None:
    law, twin = TWINS[name]

    np.testing.assert_allclose(quantile(law, LEVELS), twin.ppf(LEVELS), rtol=1e-9)


@pytest.mark.parametrize("name", TWINS)
def test_draws_follow_their_law(name: str) -> None:
    law, twin = TWINS[name]

    assert_law(quantile(law, DRAWN), twin.cdf, detect=0.02)


@pytest.mark.parametrize("cv", [1.001, 1.5, 2.0, 5.0, 20.0])
def test_a_hyperexponential_quantile_inverts_its_law(cv: float) -> None:
    law = Hyperexponential(mean=240.0, cv=cv)

    levels = hyperexponential_cdf(240.0, cv)(quantile(law, LEVELS))
    np.testing.assert_allclose(levels, LEVELS, rtol=1e-12, atol=1e-15)


def test_hyperexponential_draws_follow_their_law() -> None:
    drawn = quantile(Hyperexponential(mean=240.0, cv=2.0), DRAWN)

    assert_law(drawn, hyperexponential_cdf(240.0, 2.0), detect=0.02)


def test_a_hyperexponential_law_of_cv_1_is_exponential() -> None:
    drawn = quantile(Hyperexponential(mean=240.0, cv=1.0), LEVELS)

    assert (drawn == quantile(Exponential(mean=240.0), LEVELS)).all()


@pytest.mark.parametrize(
    ("law", "cv"),
    [
        (Exponential(mean=180.0), 1.0),
        (Erlang(mean=180.0, phases=4), 0.5),
        (Gamma(mean=180.0, cv=0.3), 0.3),
        (Gamma(mean=180.0, cv=1.7), 1.7),
        (Lognormal(mean=180.0, cv=0.4), 0.4),
        (Lognormal(mean=180.0, cv=1.5), 1.5),
        (Weibull(mean=180.0, shape=0.7), cv_of_gamma(0.7)),
        (Weibull(mean=180.0, shape=3.0), cv_of_gamma(3.0)),
        (Hyperexponential(mean=180.0, cv=1.2), 1.2),
        (Hyperexponential(mean=180.0, cv=4.0), 4.0),
        (Uniform(low=60.0, high=300.0), 240 / math.sqrt(12) / 180),
        (Triangular(low=60.0, mode=90.0, high=390.0), math.sqrt(5550) / 180),
        (Empirical(levels=(0.0, 0.5, 1.0), values=(0.0, 180.0, 360.0)), 1 / 3**0.5),
    ],
    ids=str,
)
def test_a_law_has_the_mean_and_cv_it_is_asked_for(law: Law, cv: float) -> None:
    assert moments(law) == pytest.approx((180.0, cv), rel=2e-7)
    assert law.mean_duration() == pytest.approx(180.0, rel=1e-12)


@pytest.mark.parametrize("value", [0.0, 42.0, math.inf])
def test_a_constant_is_always_the_same(value: float) -> None:
    assert (quantile(Constant(value=value), DRAWN[:5]) == value).all()


def test_an_empirical_law_joins_its_quantiles_by_lines() -> None:
    law = Empirical(levels=(0.0, 0.1, 0.6, 1.0), values=(5.0, 30.0, 30.0, 110.0))
    u = np.array([0.05, 0.1, 0.35, 0.6, 0.7, 1 - 2.0**-53])

    np.testing.assert_allclose(quantile(law, u), [17.5, 30, 30, 30, 50, 110])


def test_each_observation_is_as_likely_as_any_other() -> None:
    law = Observed(values=(3.0, 3.0, 5.0, 8.0, 13.0))

    drawn = quantile(law, (np.arange(50) + 0.5) / 50)
    assert drawn.tolist() == [3.0] * 20 + [5.0] * 10 + [8.0] * 10 + [13.0] * 10


@pytest.mark.parametrize("n", [1, 2, 3, 7, 4095, 4096, 4097, 1_000_003])
def test_the_ends_of_the_numbers_find_an_observation(n: int) -> None:
    law = Observed(values=tuple(range(n)))

    assert quantile(law, ENDS).tolist() == [0, n - 1]


def test_a_mixture_stretches_each_piece_over_its_part() -> None:
    law = Mixture(
        shares=(0.25, 0.75), parts=(Uniform(low=0.0, high=1.0), Exponential(mean=60.0))
    )
    u = np.array([0.125, 0.625])

    np.testing.assert_allclose(quantile(law, u), [0.5, 60 * math.log(2)])


def test_the_mean_of_a_mixture_weighs_the_means_of_its_parts() -> None:
    law = Mixture(
        shares=(0.25, 0.75), parts=(Constant(value=40.0), Exponential(mean=80.0))
    )

    assert law.mean_duration() == 70.0


@pytest.mark.parametrize(("share", "mean"), [(0.0, 60.0), (0.5, math.inf)])
def test_a_part_without_end_counts_as_soon_as_it_has_a_share(
    share: float, mean: float
) -> None:
    law = Mixture(
        shares=(share, 1 - share),
        parts=(Constant(value=math.inf), Constant(value=60.0)),
    )

    assert law.mean_duration() == mean


def test_mixture_draws_follow_their_law() -> None:
    law = Mixture(
        shares=(0.3, 0.7), parts=(Exponential(mean=20.0), Erlang(mean=300.0, phases=2))
    )

    def cdf(x: Floats) -> Floats:
        return 0.3 * stats.expon.cdf(x / 20) + 0.7 * stats.gamma(2).cdf(x / 150)

    assert_law(quantile(law, DRAWN), cdf, detect=0.02)


def test_a_mixture_may_mean_never() -> None:
    law = Mixture(
        shares=(0.2, 0.8), parts=(Constant(value=math.inf), Exponential(mean=20.0))
    )

    never = np.isinf(quantile(law, DRAWN))
    assert_share(int(never.sum()), DRAWN.size, 0.2, detect=0.02)


def test_mixtures_may_hold_mixtures() -> None:
    inner = Mixture(shares=(0.5, 0.5), parts=(Constant(value=1.0), Constant(value=2.0)))
    law = Mixture(shares=(0.5, 0.5), parts=(inner, Constant(value=3.0)))

    assert quantile(law, np.array([0.1, 0.3, 0.9])).tolist() == [1.0, 2.0, 3.0]


def test_a_part_without_share_is_never_drawn() -> None:
    law = Mixture(
        shares=(0.0, 1.0, 0.0),
        parts=(Constant(value=1.0), Constant(value=2.0), Constant(value=3.0)),
    )

    assert (quantile(law, np.append(DRAWN[:100], ENDS)) == 2.0).all()


def test_parts_of_a_mixture_never_get_the_ends_of_the_numbers() -> None:
    itself = Uniform(low=0.0, high=1.0)
    law = Mixture(shares=(0.1, 0.2, 0.7), parts=(itself, itself, itself))
    seams = np.array([0.1, 0.1 + 0.2])
    near = np.concatenate([np.nextafter(seams, 0), seams, np.nextafter(seams, 1), ENDS])

    inner = quantile(law, near)
    assert inner.min() > 0
    assert inner.max() < 1


@pytest.mark.parametrize("law", WHOLE, ids=str)
def test_durations_rise_with_the_number(law: Law) -> None:
    assert (np.diff(quantile(law, LEVELS)) >= 0).all()


@pytest.mark.parametrize("law", WHOLE, ids=str)
def test_durations_are_finite_and_not_negative_at_the_ends(law: Law) -> None:
    ends = quantile(law, ENDS)

    assert np.isfinite(ends).all()
    assert ends.min() >= 0


@pytest.mark.parametrize("law", WHOLE, ids=str)
def test_a_duration_does_not_depend_on_its_neighbours(law: Law) -> None:
    together = quantile(law, DRAWN[:100])

    alone = [quantile(law, DRAWN[n : n + 1])[0] for n in range(100)]
    assert together.tolist() == alone


@pytest.mark.parametrize("law", WHOLE, ids=str)
def test_durations_keep_the_shape_of_the_numbers(law: Law) -> None:
    table = quantile(law, DRAWN[:12].reshape(3, 4))

    assert (table.ravel() == quantile(law, DRAWN[:12])).all()


@pytest.mark.parametrize("law", WHOLE, ids=str)
def test_numbers_are_left_as_they_are(law: Law) -> None:
    numbers = DRAWN[:5].copy()

    quantile(law, numbers)

    assert (numbers == DRAWN[:5]).all()


@pytest.mark.parametrize(
    "law",
    [
        Gamma(mean=60.0, cv=0.0),
        Lognormal(mean=60.0, cv=0.0),
        Triangular(low=60.0, mode=60.0, high=60.0),
    ],
    ids=str,
)
def test_a_law_without_spread_is_constant(law: Law) -> None:
    assert (quantile(law, DRAWN[:5]) == 60.0).all()


@pytest.mark.parametrize(
    "law",
    [
        Exponential(mean=0.0),
        Lognormal(mean=0.0, cv=1.0),
        Hyperexponential(mean=0.0, cv=2.0),
        Weibull(mean=0.0, shape=2.0),
        Gamma(mean=0.0, cv=1.0),
    ],
    ids=str,
)
def test_a_mean_of_0_gives_0(law: Law) -> None:
    assert (quantile(law, DRAWN[:5]) == 0.0).all()


def test_a_law_without_an_inverse_is_refused() -> None:
    class Strange(Law):
        def mean_duration(self) -> float:
            return 1.0

    with pytest.raises(TypeError, match="Strange"):
        sampler(Strange())

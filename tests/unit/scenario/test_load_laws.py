"""Every law of durations a file may name, and what is wrong with those it may not."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from scenario_texts import faults_of_small, small

from omnisim.scenario import laws
from omnisim.scenario.lawtext import weibull_shape

TALK = "talk: {exponential: 5 min}"


@pytest.mark.parametrize(
    ("written", "law"),
    [
        ("5 min", laws.Constant(value=300)),
        ("never", laws.Constant(value=math.inf)),
        ("{constant: 5 min}", laws.Constant(value=300)),
        ("{constant: never}", laws.Constant(value=math.inf)),
        ("{exponential: 5 min}", laws.Exponential(mean=300)),
        ("{exponential: {mean: 5 min}}", laws.Exponential(mean=300)),
        ("{erlang: {mean: 5 min, phases: 3}}", laws.Erlang(mean=300, phases=3)),
        ("{gamma: {mean: 5 min, cv: 0.5}}", laws.Gamma(mean=300, cv=0.5)),
        ("{lognormal: {mean: 5 min, cv: 110%}}", laws.Lognormal(mean=300, cv=1.1)),
        ("{weibull: {mean: 5 min, shape: 2}}", laws.Weibull(mean=300, shape=2)),
        ("[1 min, 3 min]", laws.Uniform(low=60, high=180)),
        ("{uniform: [1 min, 3 min]}", laws.Uniform(low=60, high=180)),
        ("{uniform: {low: 1 min, high: 3 min}}", laws.Uniform(low=60, high=180)),
        (
            "{triangular: {low: 0 s, mode: 60 s, high: 90 s}}",
            laws.Triangular(low=0, mode=60, high=90),
        ),
        (
            "{hyperexponential: {mean: 5 min, cv: 2}}",
            laws.Hyperexponential(mean=300, cv=2),
        ),
        (
            "{empirical: {quantiles: {50%: 3 min, 10%: 30 s, 100%: 9 min}}}",
            laws.Empirical(levels=(0, 0.1, 0.5, 1), values=(0, 30, 180, 540)),
        ),
        (
            "{empirical: {quantiles: {0%: 10 s, 100%: 9 min}}}",
            laws.Empirical(levels=(0, 1), values=(10, 540)),
        ),
        ("{observations: [90 s, 1 min]}", laws.Observed(values=(60, 90))),
        (
            "{mixture: [{share: 30%, constant: 60 s}, {share: 70%, constant: 120 s}]}",
            laws.Mixture(
                shares=(0.3, 0.7),
                parts=(laws.Constant(value=60), laws.Constant(value=120)),
            ),
        ),
    ],
)
def test_law_is_read(written: str, law: laws.Law) -> None:
    scenario = small("patience: {exponential: 3 min}", f"patience: {written}")

    assert scenario.channels["phone"].patience == law


@pytest.mark.parametrize(
    ("written", "path", "wrong"),
    [
        ("5", "", "'5' has no unit; write '5 s' or '5 min'; or give a law:"),
        ("-5 min", "", "'-5 min' is negative"),
        ("exponential", "", "law 'exponential' needs its parameters, as in"),
        ("{}", "", "a law is a mapping with one name, found none"),
        ("{gamma: 5 min}", ".gamma", "must be a mapping with mean and cv, not '5 min'"),
        ("{exponential: 0 s}", ".exponential", "'0 s' must be more than 0 s"),
        ("{exponential: [1 s]}", ".exponential", "must be a mapping with mean"),
        ("{constant: [1 s]}", ".constant", "must be a duration such as '5 min'"),
        ("{gama: 5}", ".gama", "unknown key; allowed: constant, exponential"),
        (
            "{exponential: 1 s, erlang: 2 s}",
            "",
            "a law is a mapping with one name, found exponential, erlang",
        ),
        ("{erlang: {mean: 1 s, phases: 0}}", ".erlang.phases", "'0' must be from 1 to"),
        ("{gamma: {mean: 1 s, cv: 0}}", ".gamma.cv", "'0' must be above 0"),
        ("{gamma: {mean: 1 s}}", ".gamma.cv", "is missing; write one such as cv: 1.2"),
        (
            "{hyperexponential: {mean: 1 s, cv: 1}}",
            ".hyperexponential.cv",
            "'1' must be above 1; below it use gamma or erlang",
        ),
        (
            "{weibull: {mean: 1 s, cv: 1, shape: 1}}",
            ".weibull",
            "gives both cv and shape",
        ),
        ("{weibull: {mean: 1 s}}", ".weibull.shape", "is missing"),
        (
            "{weibull: {mean: 1 s, cv: 50}}",
            ".weibull.cv",
            "'50' must be from 0.02 to 20",
        ),
        ("[1 min]", "", "a list is a uniform law and has two ends"),
        ("[1 min, x]", ".1", "'x' is not a duration"),
        ("[3 min, 1 min]", "", "must rise: low <= high"),
        ("[3 min, 3 min]", "", "low and high are equal; write the duration alone"),
        (
            "{triangular: {low: 3 s, mode: 1 s, high: 5 s}}",
            ".triangular",
            "must rise: low <= mode <= high",
        ),
        ("{empirical: {}}", ".empirical", "needs either quantiles or a file"),
        (
            "{empirical: {quantiles: 5}}",
            ".empirical.quantiles",
            "must be a mapping such",
        ),
        (
            "{empirical: {quantiles: {10%: 5 s}}}",
            ".empirical.quantiles",
            "the longest duration, 100%, is missing",
        ),
        (
            "{empirical: {quantiles: {50%: 5 s, 100%: 4 s}}}",
            ".empirical.quantiles",
            "durations must not fall as the share rises",
        ),
        (
            "{empirical: {quantiles: {100%: 0 s}}}",
            ".empirical.quantiles",
            "the longest duration must be more than 0 s",
        ),
        (
            "{empirical: {quantiles: {50%: 1 s, 0.5: 2 s, 100%: 4 s}}}",
            ".empirical.quantiles.0.5",
            "is given twice",
        ),
        (
            "{empirical: {quantiles: {x: 1 s, 100%: y}}}",
            ".empirical.quantiles.x",
            "'x' is not a number",
        ),
        ("{observations: 5 s}", ".observations", "must be a list of durations"),
        ("{observations: []}", ".observations", "needs at least one duration"),
        ("{mixture: 5}", ".mixture", "must be a list such as [{share: 30%"),
        ("{mixture: [5 s]}", ".mixture.0", "must be a mapping with share"),
        (
            "{mixture: [{share: 30%, constant: 1 s}, {share: 60%, constant: 2 s}]}",
            ".mixture",
            "shares sum to 90%, not 100%",
        ),
        ("{mixture: [{constant: 1 s}]}", ".mixture.0.share", "is missing"),
        (
            "{mixture: [{share: 100%}]}",
            ".mixture.0",
            "a law is a mapping with one name",
        ),
    ],
)
def test_law_that_cannot_be_is_explained(written: str, path: str, wrong: str) -> None:
    found = faults_of_small(TALK, f"talk: {written}")

    assert f": channels.phone.talk{path}: {wrong}" in found[0]
    assert found[0].startswith("bank.yaml:7:")


def test_all_faults_of_a_law_are_told_at_once() -> None:
    found = faults_of_small(TALK, "talk: {lognormal: {mean: 5, cvv: 1}}")

    assert found == [
        (
            "bank.yaml:7:12: channels.phone.talk.lognormal.cv: is missing; "
            "write one such as cv: 1.2"
        ),
        (
            "bank.yaml:7:30: channels.phone.talk.lognormal.mean: '5' has no unit; "
            "write '5 s' or '5 min'"
        ),
        (
            "bank.yaml:7:33: channels.phone.talk.lognormal.cvv: unknown key; "
            "allowed: mean, cv; did you mean 'cv'?"
        ),
    ]


@pytest.mark.parametrize("cv", [0.02, 0.5, 1.0, 2.0, 20.0])
def test_weibull_shape_gives_the_cv_back(cv: float) -> None:
    k = weibull_shape(cv)
    ratio = math.exp(math.lgamma(1 + 2 / k) - 2 * math.lgamma(1 + 1 / k))

    assert math.sqrt(ratio - 1) == pytest.approx(cv, rel=1e-9)


def test_weibull_shape_falls_as_cv_rises() -> None:
    shapes = [weibull_shape(cv) for cv in (0.1, 0.5, 1.0, 3.0)]

    assert all(high > low for high, low in pairwise(shapes))


def test_weibull_by_cv_has_the_shape_of_that_cv() -> None:
    scenario = small(TALK, "talk: {weibull: {mean: 5 min, cv: 1}}")

    assert scenario.channels["phone"].talk.model_dump() == pytest.approx(
        {"mean": 300, "shape": 1}
    )

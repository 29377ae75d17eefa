"""Scenarios side by side on the same customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import scenario_parts as parts
from hand_made import table
from scipy import stats

from omnisim.errors import StatisticalWarning
from omnisim.experiment import Comparison, Figures, compare, estimate, paired, run
from omnisim.experiment.customers import Shared
from omnisim.scenario.laws import Exponential
from omnisim.scenario.schema import Arrivals, Group, Issue, Table, Wage

if TYPE_CHECKING:
    from omnisim.scenario import Scenario


def staffed(agents: float, **changed: object) -> Scenario:
    """Make two hours with about 120 calls."""
    return parts.scenario(agents={"desk": desk(agents)}, **changed)


def desk(agents: float) -> Group:
    """Make a group of so many agents."""
    return parts.group(staff=Table(per=parts.HOUR, counts=(agents,)))


def figures(*values: float, kpi: str = "asa") -> Figures:
    return Figures.of({n: table({kpi: (v, 1.0)}) for n, v in enumerate(values)})


@pytest.fixture(scope="module")
def found() -> Comparison:
    """Compare three agents with four, once for all tests."""
    return compare({"three": staffed(3), "four": staffed(4)}, replications=10, jobs=1)


def test_each_scenario_has_the_results_of_a_run_of_its_own(found: Comparison) -> None:
    alone = run(staffed(4), replications=10, jobs=1)

    np.testing.assert_array_equal(
        found.results["four"].figures.numerator, alone.figures.numerator
    )
    assert list(found.results) == ["three", "four"]
    assert (found.baseline, found.replications) == ("three", 10)


def test_costs_in_two_currencies_are_not_subtracted() -> None:
    euros, dollars = (Wage(amount=24, currency=name) for name in ("EUR", "USD"))
    several = {
        "free": staffed(3),
        "here": parts.scenario(agents={"desk": parts.group(wage=euros)}),
        "there": parts.scenario(agents={"desk": parts.group(wage=dollars)}),
    }

    with pytest.raises(ValueError, match=r"EUR \(here\) and USD \(there\)"):
        compare(several)


def test_one_more_agent_shortens_waits_of_the_very_same_customers(
    found: Comparison,
) -> None:
    wait = found.get("four", "wait", slice="phone")
    alone = found.results["three"].estimates.get("wait", slice="phone")

    assert wait.value + wait.half_width < 0
    assert wait.half_width < alone.half_width
    assert wait.n == 10
    assert found.customers["four"].is_same
    assert found.customers["four"].baseline == found.customers["four"].alike > 1000


def test_difference_is_that_of_the_two_estimates(found: Comparison) -> None:
    values = [results.estimates.get("asa").value for results in found.results.values()]
    assert found.get("four", "asa").value == values[1] - values[0]


@pytest.mark.slow
def test_two_workers_and_one_find_the_same_differences() -> None:
    scenarios = {"three": staffed(3), "four": staffed(4), "five": staffed(5)}

    alone = compare(scenarios, seed=2, replications=10, jobs=1)
    together = compare(scenarios, seed=2, replications=10, jobs=2)

    for name in ("four", "five"):
        one, two = alone.differences[name], together.differences[name]
        np.testing.assert_array_equal(one.value, two.value)
        np.testing.assert_array_equal(one.half_width, two.half_width)
    assert alone.customers == together.customers


def test_intervals_of_two_differences_are_wider_so_that_both_hold_at_once(
    found: Comparison,
) -> None:
    scenarios = {"three": staffed(3), "four": staffed(4), "five": staffed(5)}
    three = compare(scenarios, replications=10, jobs=1)

    wider = stats.t.ppf(1 - 0.025 / 2, 9) / stats.t.ppf(0.975, 9)
    assert (found.confidence, three.confidence) == (0.95, 0.975)
    assert three.get("four", "asa").half_width == pytest.approx(
        wider * found.get("four", "asa").half_width
    )


def test_paired_difference_of_means_is_the_paired_t_interval() -> None:
    before, after = [5.0, 9.0, 7.0, 8.0], [4.0, 9.5, 6.0, 6.0]

    found = paired(figures(*before), figures(*after)).get("asa")

    expected = stats.ttest_rel(after, before).confidence_interval(0.95)
    assert found.value - found.half_width == pytest.approx(expected.low)
    assert found.value + found.half_width == pytest.approx(expected.high)


def test_days_that_never_differed_may_still_differ() -> None:
    met = figures(*[1.0] * 20, kpi="days_on_target")

    found = paired(met, met).get("days_on_target")

    # Wilson's upper limit for none of 20: z^2 / (20 + z^2)
    assert found.value == 0
    assert found.half_width == pytest.approx(1.959963985**2 / (20 + 1.959963985**2))


def test_sd_is_that_of_the_differences() -> None:
    found = paired(figures(5.0, 9.0), figures(4.0, 5.0))

    assert found.sd[0] == pytest.approx(np.std([-1.0, -4.0], ddof=1))


def test_figures_that_only_one_scenario_has_are_left_out() -> None:
    rows = {"asa": (1.0, 1.0), "asa@channel:phone": (2.0, 1.0)}
    other = {"asa@channel:mail": (7.0, 1.0), "asa": (4.0, 1.0)}

    found = paired(Figures.of({0: table(rows)}), Figures.of({0: table(other)}))

    assert found.names.slice_kind.tolist() == ["all"]
    assert found.value.tolist() == [3.0]


def test_scenarios_without_a_common_figure_have_no_differences() -> None:
    assert len(paired(figures(1.0), figures(1.0, kpi="wait"))) == 0


def test_other_replications_cannot_be_paired() -> None:
    with pytest.raises(ValueError, match="only the same replications"):
        paired(figures(1.0, 2.0), figures(1.0))


def test_frame_names_the_scenarios() -> None:
    scenarios = {"a": staffed(3), "b": staffed(4), "c": staffed(5)}
    with pytest.warns(StatisticalWarning):
        found = compare(scenarios, replications=2, jobs=1)

    frame = found.to_frame()

    assert list(frame.columns)[:2] == ["scenario", "window_kind"]
    assert "difference" in frame.columns
    assert frame["scenario"].unique().tolist() == ["b", "c"]


def test_caveats_say_which_scenario_they_are_about() -> None:
    with pytest.warns(StatisticalWarning):
        found = compare({"a": staffed(3), "b": staffed(4)}, replications=2, jobs=1)

    assert [text.split(":")[0] for text in found.warnings] == ["a", "b"]


def test_more_demand_keeps_the_old_customers_and_adds_some() -> None:
    arrivals = Arrivals(table=Table(per=parts.HOUR, counts=(60.0,)), scale=1.5)
    more = parts.scenario(channels={"phone": parts.channel(arrivals=arrivals)})

    found = compare({"a": staffed(3), "b": more}, replications=10, jobs=1)

    shared = found.customers["b"]
    assert shared.baseline == shared.met == shared.alike
    assert not shared.is_same
    assert 1.3 * shared.baseline < shared.other < 1.7 * shared.baseline


def test_longer_talks_are_other_work_of_the_same_customers() -> None:
    slower = parts.channel(talk=Exponential(mean=150.0))

    found = compare(
        {"a": staffed(3), "b": staffed(3, channels={"phone": slower})},
        replications=10,
        jobs=1,
    )

    shared = found.customers["b"]
    assert shared.baseline == shared.other == shared.met > 1000
    assert shared.alike == 0
    assert not shared.is_same


def test_scenarios_that_number_their_issues_otherwise_share_customers_by_name() -> None:
    issues = {"billing": Issue(share=0.0), "question": Issue(share=1.0)}

    found = compare(
        {"a": staffed(3), "b": staffed(3, issues=issues)}, replications=10, jobs=1
    )

    assert found.customers["b"].alike > 0


def test_customers_who_come_for_another_issue_are_not_the_same() -> None:
    even = {"order": Issue(share=0.5), "question": Issue(share=0.5)}
    uneven = {"order": Issue(share=0.9), "question": Issue(share=0.1)}

    found = compare(
        {"a": staffed(3, issues=even), "b": staffed(3, issues=uneven)},
        replications=10,
        jobs=1,
    )

    shared = found.customers["b"]
    assert 0.4 * shared.baseline < shared.met < 0.8 * shared.baseline


def test_customers_who_come_at_other_times_are_not_the_same() -> None:
    early, late = (
        parts.channel(arrivals=Arrivals(table=Table(per=parts.HOUR, counts=counts)))
        for counts in ((60.0,), (30.0,) * 9 + (90.0,) * 15)
    )

    found = compare(
        {
            "a": staffed(3, channels={"phone": early}),
            "b": staffed(3, channels={"phone": late}),
        },
        replications=10,
        jobs=1,
    )

    shared = found.customers["b"]
    assert shared.baseline > 1000
    assert shared.met < 0.2 * shared.baseline


@pytest.mark.parametrize(
    ("shared", "told"),
    [
        (Shared(4312, 4312, 4312, 4312), "the same 4,312 customers"),
        (
            Shared(100, 150, 90, 90),
            "150 customers, 90 of the 100 of the baseline among them",
        ),
        (
            Shared(100, 150, 100, 100),
            "150 customers, all 100 of the baseline among them",
        ),
        (Shared(100, 100, 100, 25), "75 of these bring other patience or work"),
    ],
)
def test_shared_customers_in_words(shared: Shared, told: str) -> None:
    assert told in str(shared)


def test_progress_is_told_after_each_replication_of_all() -> None:
    told: list[tuple[int, int | None]] = []

    compare(
        {"a": staffed(3), "b": staffed(4)},
        replications=10,
        jobs=1,
        on_progress=lambda done, planned, _: told.append((done, planned)),
    )

    assert told == [(done, 10) for done in range(11)]


def test_ctrl_c_keeps_what_all_scenarios_have_finished() -> None:
    def press(done: int, *_: object) -> None:
        if done == 10:
            raise KeyboardInterrupt

    found = compare(
        {"a": staffed(3), "b": staffed(4)}, replications=20, jobs=1, on_progress=press
    )

    assert found.interrupted
    assert found.replications == 10


def test_ctrl_c_before_anything_is_finished_goes_through() -> None:
    def press(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare({"a": staffed(3), "b": staffed(4)}, jobs=1, on_progress=press)


@pytest.mark.parametrize(
    ("names", "replications", "told"),
    [(["a"], 10, "at least two scenarios"), (["a", "b"], 0, "at least 1, got 0")],
)
def test_wrong_arguments_are_refused(
    names: list[str], replications: int, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        compare(dict.fromkeys(names, staffed(3)), replications=replications)


def test_estimates_of_a_difference_have_the_form_of_all_others() -> None:
    assert type(paired(figures(1.0), figures(2.0))) is type(estimate(figures(1.0)))

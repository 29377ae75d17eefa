import csv
import io
import json
import math

import pytest
from made_results import made_results
from scenario_parts import channel, group, scenario

from omnisim.experiment.comparison import Comparison, paired
from omnisim.experiment.customers import Shared
from omnisim.experiment.results import Results
from omnisim.report.comparison import (
    COLUMNS,
    to_csv,
    to_json,
    to_markdown,
    to_sheet,
    verdict,
)
from omnisim.scenario.schema import Skill, Target


def comparison(**waits: list[float]) -> Comparison:
    """Compare scenarios by the waits of their replications, the baseline first."""
    asked = scenario(
        channels={"phone": channel(target=Target(share=0.8, threshold=20))}
    )
    level = [(76.0, 100.0), (84.0, 100.0), (79.0, 100.0)]
    results = {
        name: made_results(
            asked,
            {
                ("service_level", "all", "run"): [
                    (above + at, below) for above, below in level
                ],
                ("asa", "all", "run"): [(wait, 1.0) for wait in own],
                ("paid", "all", "run"): [(100.0, 1.0)] * 3,
                ("blocked", "all", "run"): [(0.0, 1.0)] * 3,
            },
        )
        for at, (name, own) in enumerate(waits.items())
    }
    return compared(results)


def compared(results: dict[str, Results]) -> Comparison:
    """Compare results, the first of them the baseline."""
    baseline, *others = results
    return Comparison(
        results=results,
        differences={
            name: paired(results[baseline].figures, results[name].figures)
            for name in others
        },
        customers={name: Shared(300, 300, 300, 300) for name in others},
        confidence=0.95,
        warnings=("only three replications",),
    )


TODAY_AND_PLAN = comparison(today=[10.0, 12.0, 14.0], plan=[7.0, 9.1, 10.9])


@pytest.mark.parametrize(
    ("kpi", "difference", "half_width", "meaning"),
    [
        ("service_level", 0.03, 0.01, "better"),
        ("service_level", -0.03, 0.01, "worse"),
        ("asa", -3.0, 1.0, "better"),
        ("asa", 3.0, 1.0, "worse"),
        ("asa", 1.0, 1.0, "unclear"),
        ("asa", 3.0, math.nan, "unclear"),
        ("arrived", 3.0, 1.0, "changed"),
        ("asa", 0.0, 0.0, "same"),
        ("asa", 0.0, math.nan, "same"),
        ("asa", 0.0, 1.0, "unclear"),
    ],
)
def test_a_difference_is_called_good_only_outside_its_half_width(
    kpi: str, difference: float, half_width: float, meaning: str
) -> None:
    assert verdict(kpi, difference, half_width) == meaning


def test_the_first_sentence_names_both_scenarios_and_the_difference() -> None:
    assert to_sheet(TODAY_AND_PLAN, width=200).text().splitlines()[0] == (
        "plan against today: service level 80 % becomes 81 %, by +1 points: better."
    )


def test_each_figure_stands_beside_its_difference_and_what_it_means() -> None:
    lines = to_sheet(TODAY_AND_PLAN).text().splitlines()

    words = [" ".join(line.split()) for line in lines]
    assert "Average speed of answer s 12.0 ± 5.0 -3.00 ± 0.25 better" in words
    assert "Paid time h 100 0 same" in words


def test_without_any_target_the_first_sentence_is_about_the_wait() -> None:
    today, plan = (
        made_results(scenario(), {("asa", "all", "run"): [(wait, 1.0)] * 3})
        for wait in (12.0, 9.0)
    )

    lines = to_sheet(compared({"today": today, "plan": plan})).text().splitlines()

    assert lines[0] == (
        "plan against today: average speed of answer 12 s becomes 9 s, by -3 s: better."
    )


def test_key_figures_of_several_channels_stand_below_that_of_all() -> None:
    asked = scenario(
        channels={"sales": channel(), "service": channel()},
        agents={"desk": group(skills={"sales": Skill(), "service": Skill()})},
    )
    today, plan = (
        made_results(
            asked,
            {
                ("asa", "all", "run"): [(wait, 1.0)] * 3,
                ("asa", "channel:sales", "run"): [(wait - 5, 1.0)] * 3,
                ("asa", "channel:service", "run"): [(wait + 5, 1.0)] * 3,
                ("wait_p90", "all", "run"): [(2 * wait, 1.0)] * 3,
                ("wait_p90", "channel:sales", "run"): [(2 * wait, 1.0)] * 3,
            },
        )
        for wait in (12.0, 9.0)
    )

    lines = to_sheet(compared({"today": today, "plan": plan})).text().splitlines()

    assert [" ".join(line.split()) for line in lines[3:7]] == [
        "Average speed of answer s 12 -3 better",
        "sales s 7 -3 better",
        "service s 17 -3 better",
        "Wait, 90th percentile s 24 -6 better",
    ]


def test_what_happens_in_neither_is_not_listed() -> None:
    assert "blocked" not in to_sheet(TODAY_AND_PLAN).text()


def test_the_foot_says_that_the_customers_are_the_same() -> None:
    text = to_sheet(TODAY_AND_PLAN).text()

    assert "plan plays the same 300 customers." in text
    assert "3 replications, seed 1" in text
    assert "Warning: only three replications" in text


def test_the_intervals_of_several_scenarios_hold_together() -> None:
    three = comparison(a=[10.0, 12.0, 14.0], b=[7.0, 9.0, 11.5], c=[9.0, 12.0, 15.0])

    text = to_sheet(three, width=120).text()

    assert "b: by" in text
    assert "c: by" in text
    assert "hold together with 95 %" in text


def test_csv_has_one_line_per_difference_with_the_baselines_value() -> None:
    found = list(csv.DictReader(io.StringIO(to_csv(TODAY_AND_PLAN))))

    waits = next(row for row in found if row["kpi"] == "asa")
    assert list(waits) == list(COLUMNS)
    assert (waits["scenario"], waits["baseline"]) == ("plan", "today")
    assert float(waits["baseline_value"]) == 12.0
    assert math.isclose(float(waits["value"]), -3.0)


def test_json_holds_the_differences_and_both_scenarios() -> None:
    found = json.loads(to_json(TODAY_AND_PLAN))

    assert found["baseline"] == "today"
    assert list(found["scenarios"]) == ["today", "plan"]
    assert found["customers"]["plan"]["alike"] == 300
    assert {row["scenario"] for row in found["differences"]} == {"plan"}


def test_markdown_holds_the_same_figures() -> None:
    text = to_markdown(TODAY_AND_PLAN)

    assert text.startswith("# Compared with today\n")
    assert "| Average speed of answer | s | 12.0 ± 5.0 | -3.00 ± 0.25 better |" in text

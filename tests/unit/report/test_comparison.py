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
from omnisim.scenario.experience import Satisfaction
from omnisim.scenario.schema import Issue, Kind, Skill, Target, Wage


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


def of_two_kinds(**figures: list[float]) -> dict[str, Results]:
    """Return a baseline and a change of a centre of calls, chats and mails."""
    kinds = {"phone": Kind.CALL, "chat": Kind.CHAT, "mail": Kind.MAIL}
    asked = scenario(
        channels={name: channel(kind=kind) for name, kind in kinds.items()},
        agents={"desk": group(skills=dict.fromkeys(kinds, Skill()))},
    )
    return {
        name: made_results(
            asked,
            {
                (kpi, f"channel:{part}", "run"): [(pair[at], 1.0)] * 3
                for kpi, pair in figures.items()
                for part in kinds
            },
        )
        for at, name in enumerate(("today", "plan"))
    }


def test_figures_of_some_channels_are_told_channel_by_channel() -> None:
    results = of_two_kinds(asa=[10.0, 7.0], sla_met=[0.5, 0.75])

    words = [
        " ".join(line.split())
        for line in to_sheet(compared(results), width=200).text().splitlines()
    ]

    assert "Average speed of answer, chat s 10 -3 better" in words
    assert "Average speed of answer, phone s 10 -3 better" in words
    assert "DEFERRED WORK, mail today plan: by" in words
    assert "Answered by the due time % 50 +25 better" in words


@pytest.mark.parametrize(
    ("waits", "row"),
    [
        ([7200.0, 10800.0], "h:mm:ss 2:00:00 +1:00:00 worse"),
        ([7200.0, 7500.0], "h:mm:ss 2:00:00 +0:05:00 worse"),
        ([600.0, 7800.0], "m:ss 10:00 +2:00:00 worse"),
        ([7200.0, 7230.0], "h:mm:ss 2:00:00 +30 s worse"),
    ],
)
def test_hours_and_minutes_are_not_mistaken_for_one_another(
    waits: list[float], row: str
) -> None:
    results = of_two_kinds(taken_after=waits)

    words = [
        " ".join(line.split())
        for line in to_sheet(compared(results), width=200).text().splitlines()
    ]

    assert f"Time until taken {row}" in words


def test_a_difference_in_seconds_beside_minutes_names_its_unit() -> None:
    results = comparison(today=[600.0, 610.0, 620.0], plan=[590.0, 601.0, 609.0])

    words = " ".join(to_sheet(results, width=200).text().split())

    assert "Average speed of answer m:ss 10:10 ± 0:25 -10.0 ± 2.5 s better" in words


def costs(stories: float = 0.0625, **money: list[float]) -> Comparison:
    """Compare costs and moods of two scenarios with two issues."""
    issues = {"balance": Issue(share=0.5), "dispute": Issue(share=0.5)}
    wage = Wage(amount=24, currency="EUR")
    asked = [
        scenario(
            issues=issues,
            agents={"desk": group(wage=wage)},
            satisfaction=Satisfaction(per_story=story),
        )
        for story in (0.0625, stories)
    ]
    results = {
        name: made_results(
            asked[at],
            {
                (kpi, part, "run"): [(pair[at], 1.0)] * 3
                for kpi, pair in money.items()
                for part in ("all", "issue:balance", "issue:dispute")
            },
        )
        for at, name in enumerate(("today", "plan"))
    }
    return compared(results)


def test_costs_are_compared_in_their_currency_and_by_issue_per_resolution() -> None:
    text = to_sheet(
        costs(cost=[300.0, 250.0], cost_per_resolution=[6.0, 5.0]), width=200
    ).text()

    words = [" ".join(line.split()) for line in text.splitlines()]
    assert words[words.index("MONEY today plan: by") + 1 :][:2] == [
        "Cost EUR 300 -50 better",
        "Cost per resolved issue EUR 6 -1 better",
    ]
    assert words[words.index("MONEY BY ISSUE today plan: by") + 1 :][:3] == [
        "Cost per resolved issue, balance EUR 6 -1 better",
        "Cost per resolved issue, dispute EUR 6 -1 better",
        "",
    ]


def test_the_foot_tells_the_model_of_satisfaction_once_if_it_is_the_same() -> None:
    text = to_sheet(costs(csat=[0.5, 0.75]), width=2000).text()

    assert text.count("Satisfaction is illustrative") == 1
    assert "\nSatisfaction is illustrative" in text
    assert "per_story 0.0625" in text


def test_the_foot_tells_both_models_of_satisfaction_if_they_differ() -> None:
    text = to_sheet(costs(csat=[0.5, 0.75], stories=0.5), width=2000).text()

    assert "\ntoday: Satisfaction is illustrative" in text
    assert "\nplan: Satisfaction is illustrative" in text
    assert "per_story 0.5" in text

import csv
import io
import json
import math

from made_results import made_results
from scenario_parts import calendar, channel, group, scenario

from omnisim.experiment.results import Results
from omnisim.experiment.rows import COLUMNS, definition
from omnisim.report.export import to_csv, to_json
from omnisim.scenario.schema import ServiceLevel, Target, Wage

LEVEL = [(76.0, 100.0), (84.0, 100.0)]


def played(**parts: object) -> Results:
    asked = scenario(
        channels={"phone": channel(target=Target(share=0.8, threshold=20.0))}, **parts
    )
    return made_results(
        asked,
        {
            ("service_level", "all", "run"): LEVEL,
            ("service_level", "channel:phone", "interval:17"): LEVEL,
            ("asa", "all", "day:0"): [(0.0, 0.0)] * 2,
        },
        seed=7,
    )


def lines(results: Results) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(results))))


def test_csv_has_the_columns_that_are_written_down() -> None:
    assert to_csv(played()).splitlines()[0] == ",".join(COLUMNS)


def test_csv_says_window_start_slice_unit_and_definition() -> None:
    run, interval, day = lines(played())

    assert (run["window"], run["start"]) == ("run", "2026-03-02T00:00:00")
    assert (run["slice"], run["unit"]) == ("all", "share")
    assert run["definition"] == "service_level_offered"
    assert (interval["window"], interval["start"]) == (
        "interval",
        "2026-03-02T08:30:00",
    )
    assert interval["slice"] == "channel:phone"
    assert (day["kpi"], day["window"], day["definition"]) == ("asa", "day", "asa")


def test_csv_tells_money_in_the_currency_of_the_scenario() -> None:
    asked = scenario(agents={"desk": group(wage=Wage(amount=24, currency="EUR"))})
    results = made_results(asked, {("cost", "all", "run"): [(55.0, 1.0)]})

    (cost,) = lines(results)

    assert (cost["value"], cost["unit"]) == ("55.0", "EUR")


def test_csv_keeps_every_digit_and_leaves_missing_numbers_empty() -> None:
    run, _, day = lines(played())

    assert math.isclose(float(run["value"]), 0.8)
    assert float(run["half_width"]) > 0.5
    assert run["n"] == "2"
    assert (day["value"], day["half_width"], day["n"]) == ("", "", "0")


def test_windows_that_the_warm_up_cuts_into_begin_where_it_ends() -> None:
    run, interval, _ = lines(played(calendar=calendar(warm_up=8.75 * 3600)))

    assert run["start"] == "2026-03-02T08:45:00"
    assert interval["start"] == "2026-03-02T08:45:00"


def test_the_definition_follows_the_form_that_the_scenario_uses() -> None:
    asked = scenario(service_level=ServiceLevel.VIRTUAL)

    assert definition("service_level", asked) == "service_level_virtual"
    assert definition("asa", asked) == "asa"


def test_json_holds_what_the_estimates_were_made_with() -> None:
    found = json.loads(to_json(played(targets={"asa": {"green": "<= 20 s"}})))

    assert found["format"] == 1
    assert found["seed"] == 7
    assert found["replications"] == 2
    assert found["confidence"] == 0.95
    assert found["interrupted"] is False
    assert found["scenario"]["fingerprint"] == "f00d"
    assert found["scenario"]["service_level"] == "offered"
    assert found["warnings"][0].startswith("only 2 replications")
    assert set(found["versions"]) >= {"omnisim", "python", "numpy"}
    assert set(found["estimates"][0]) == set(COLUMNS)


def test_json_judges_the_targets() -> None:
    found = json.loads(to_json(played(targets={"asa": {"green": "<= 20 s"}})))

    assert [
        (one["kpi"], one["slice"], one["green"], one["light"])
        for one in found["targets"]
    ] == [
        ("service_level", "channel:phone", ">= 80 %", "no figure"),
        ("asa", "all", "<= 20 s", "no figure"),
    ]


def test_json_has_null_where_nothing_is_known() -> None:
    found = json.loads(to_json(played()))

    assert found["estimates"][2]["value"] is None

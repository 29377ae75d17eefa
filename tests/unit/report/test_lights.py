import math

import pytest
from made_results import made_results
from scenario_parts import channel, group, scenario

from omnisim.errors import ScenarioError
from omnisim.report.alarms import read_alarm
from omnisim.report.lights import (
    Light,
    judge,
    look_up,
    read_condition,
    read_targets,
)
from omnisim.scenario.experience import Satisfaction
from omnisim.scenario.schema import Scenario, Skill, Target, Wage

ONE = 1.0


def centre(targets: dict[str, dict[str, str]] | None = None) -> Scenario:
    """Return a centre of two channels, one with a target of its own."""
    return scenario(
        channels={
            "phone": channel(target=Target(share=0.8, threshold=20.0)),
            "sales": channel(),
        },
        agents={"desk": group(skills={"phone": Skill(), "sales": Skill()})},
        targets=targets or {},
    )


@pytest.mark.parametrize(
    ("text", "unit", "limit"),
    [
        ("<= 5%", "share", 0.05),
        ("< 5 %", "share", 0.05),
        ("≥0.8", "share", 0.8),
        (" > 20 s", "s", 20.0),
        ("<= 1 min 30 s", "s", 90.0),
        ("<= 6 EUR", "EUR", 6.0),
        ("<= 6 EUR/contact", "EUR", 6.0),
        ("<= 6€", "€", 6.0),
        ("<= 6 EUR", "", 6.0),
        ("> 1 customer", "customers", 1.0),
        (">= 7 contacts/h", "contacts/h", 7.0),
        ("<= 12", "contacts", 12.0),
        ("=> 1.5 h", "h", 1.5),
    ],
)
def test_a_limit_is_read_in_the_unit_of_its_figure(
    text: str, unit: str, limit: float
) -> None:
    assert read_condition(text, unit).limit == limit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5%", "share"),
        ("", "share"),
        ("<= 20 s", "share"),
        ("<= 5", "s"),
        ("<= 5%", "s"),
        ("<= much", "EUR"),
        ("<= 120%", "share"),
        ("<= 6 USD", "EUR"),
        ("<= 6 min", "EUR"),
        ("<= 6 contacts/min", "contacts/h"),
    ],
)
def test_a_limit_without_comparison_or_of_another_unit_is_refused(
    text: str, unit: str
) -> None:
    with pytest.raises(ValueError, match=r"write|is not"):
        read_condition(text, unit)


@pytest.mark.parametrize(
    ("text", "value", "holds"),
    [
        ("<= 5%", 0.05, True),
        ("< 5%", 0.05, False),
        (">= 5%", 0.05, True),
        ("> 5%", 0.05, False),
        ("<= 5%", math.nan, False),
        (">= 5%", math.nan, False),
    ],
)
def test_a_limit_itself_counts_only_where_the_comparison_says_so(
    text: str, value: float, *, holds: bool
) -> None:
    assert read_condition(text, "share").holds(value) is holds


def test_a_limit_is_written_as_people_write_it() -> None:
    assert str(read_condition("≤0.05", "share")) == "<= 5 %"
    assert str(read_condition("<300 s", "s")) == "< 5 min"


def test_a_channels_own_target_comes_first_and_needs_no_entry() -> None:
    found = read_targets(centre({"abandonment": {"green": "<= 5%"}}))

    assert [(one.kpi, one.slice) for one in found] == [
        ("service_level", "channel:phone"),
        ("abandonment", "all"),
    ]


def test_an_entry_for_a_channels_service_level_replaces_its_own_target() -> None:
    found = read_targets(centre({"service_level.phone": {"green": ">= 85%"}}))

    assert [one.green.limit for one in found] == [0.85]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("abandonment", "all"),
        ("abandonment.sales", "channel:sales"),
        ("occupancy.desk", "group:desk"),
        ("abandonment.question", "issue:question"),
    ],
)
def test_a_dotted_name_finds_channels_groups_and_issues(name: str, part: str) -> None:
    found = read_targets(centre({name: {"green": "<= 90%"}}))

    assert found[-1].slice == part


def test_every_fault_of_the_targets_is_told_at_once_with_the_nearest_name() -> None:
    faulty = centre(
        {
            "abandonmnt": {"green": "<= 5%"},
            "abandonment.phnoe": {"green": "<= 5%"},
            "asa": {"gren": "<= 20 s"},
            "aht": {"green": "20"},
        }
    )

    with pytest.raises(ScenarioError) as raised:
        read_targets(faulty)

    told = {fault.path: fault for fault in raised.value.faults}
    assert set(told) == {
        "targets.abandonmnt",
        "targets.abandonment.phnoe",
        "targets.asa",
        "targets.asa.gren",
        "targets.aht.green",
    }
    assert told["targets.abandonmnt"].hint == "abandonment"
    assert told["targets.abandonment.phnoe"].hint == "phone"
    assert told["targets.asa.gren"].hint == "green"


@pytest.mark.parametrize(
    ("abandoned", "light", "is_sure"),
    [
        ([4, 4, 4], Light.GREEN, True),
        ([4, 6, 2], Light.GREEN, False),
        ([7, 7, 7], Light.AMBER, True),
        ([7, 9, 5], Light.AMBER, False),
        ([9, 9, 9], Light.RED, True),
    ],
)
def test_a_light_is_unsure_where_the_interval_holds_a_limit(
    abandoned: list[int], light: Light, *, is_sure: bool
) -> None:
    asked = centre({"abandonment": {"green": "<= 5%", "amber": "<= 8%"}})
    results = made_results(
        asked,
        {("abandonment", "all", "run"): [(count, 100.0) for count in abandoned]},
    )

    judged = judge(read_targets(asked), results.estimates)[-1]

    assert (judged.light, judged.is_sure) == (light, is_sure)


def test_a_figure_nobody_counts_in_shows_no_light() -> None:
    asked = centre({"abandonment": {"green": "<= 5%"}})
    results = made_results(asked, {("abandonment", "all", "run"): [(0.0, 0.0)] * 3})

    judged = judge(read_targets(asked), results.estimates)

    assert [one.light for one in judged] == [Light.OFF, Light.OFF]


def test_without_amber_what_is_not_green_is_red() -> None:
    asked = centre({"abandonment": {"green": "<= 5%"}})
    results = made_results(asked, {("abandonment", "all", "run"): [(6.0, 100.0)] * 3})

    assert judge(read_targets(asked), results.estimates)[-1].light is Light.RED


def test_looking_up_a_figure_that_is_not_there_gives_nothing() -> None:
    results = made_results(centre(), {("asa", "all", "run"): [(4.0, ONE)] * 2})

    assert look_up(results.estimates, "asa") == (4.0, 0.0)
    assert all(math.isnan(part) for part in look_up(results.estimates, "aht"))


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        ("asa<20 s", True),
        ("asa > 20 s", False),
        ("asa.phone > 20 s", True),
        ("aht > 1 h", True),
    ],
)
def test_an_alarm_rings_if_its_condition_holds_or_cannot_be_checked(
    text: str, *, rings: bool
) -> None:
    results = made_results(
        centre(),
        {
            ("asa", "all", "run"): [(4.0, ONE)] * 2,
            ("asa", "channel:phone", "run"): [(40.0, ONE)] * 2,
        },
    )

    assert read_alarm(text, centre()).rings(results.estimates) is rings


def test_money_is_told_in_the_currency_of_the_scenario() -> None:
    group_of = group(
        skills={"phone": Skill(), "sales": Skill()},
        wage=Wage(amount=24, currency="EUR"),
    )
    asked = centre({"cost_per_resolution": {"green": "<= 6 EUR"}}).model_copy(
        update={"agents": {"desk": group_of}}
    )
    results = made_results(
        asked, {("cost_per_resolution", "all", "run"): [(55.0, 10.0)] * 2}
    )

    judged = judge(read_targets(asked), results.estimates)[-1]
    alarm = read_alarm("cost_per_resolution > 5 EUR", asked)

    assert str(judged.target.green) == "<= 6 EUR"
    assert judged.light is Light.GREEN
    assert alarm.tell(results.estimates) == (
        "cost_per_resolution is 5.50 EUR, and must not be > 5 EUR"
    )


def test_a_target_in_a_foreign_currency_is_refused() -> None:
    wage = Wage(amount=24, currency="EUR")
    skills = {"phone": Skill(), "sales": Skill()}
    asked = centre({"cost": {"green": "<= 6 USD"}}).model_copy(
        update={"agents": {"desk": group(skills=skills, wage=wage)}}
    )

    with pytest.raises(ScenarioError, match="'6 USD' is not in EUR"):
        read_targets(asked)


@pytest.mark.parametrize("name", ["csat", "consistency", "effort.phone"])
def test_a_target_about_satisfaction_needs_the_section(name: str) -> None:
    limits = {name: {"green": ">= 0.5"}}
    asked = centre(limits).model_copy(update={"satisfaction": Satisfaction()})

    found = read_targets(asked)[-1]
    with pytest.raises(ScenarioError, match="needs the section satisfaction; allowed"):
        read_targets(centre(limits))

    assert found.kpi == name.partition(".")[0]


def test_an_alarm_about_satisfaction_needs_the_section() -> None:
    with pytest.raises(ValueError, match="'csat' needs the section satisfaction"):
        read_alarm("csat < 75%", centre())


def test_an_alarm_tells_the_figure_and_the_condition() -> None:
    results = made_results(centre(), {("asa", "all", "run"): [(4.0, ONE), (6.0, ONE)]})

    told = read_alarm("asa<20 s", centre()).tell(results.estimates)

    assert told == "asa is 5 ± 13 s, and must not be < 20 s"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("service_level", "comparison"),
        ("<80%", "comparison"),
        ("servicelevel<80%", "service_level"),
        ("asa.phnoe<20 s", "phone"),
        ("asa<80%", "duration"),
    ],
)
def test_an_alarm_that_makes_no_sense_is_refused_with_a_hint(
    text: str, named: str
) -> None:
    with pytest.raises(ValueError, match=named):
        read_alarm(text, centre())


def test_after_one_replication_no_light_is_sure() -> None:
    results = made_results(
        centre(), {("service_level", "channel:phone", "run"): [(99.0, 100.0)]}
    )

    (judged,) = judge(read_targets(results.scenario), results.estimates)

    assert (judged.light, judged.is_sure) == (Light.GREEN, False)

import pytest
from made_results import made_results
from scenario_parts import calendar, channel, group, scenario

from omnisim.experiment.results import Results
from omnisim.report.contents import when
from omnisim.report.tables import to_markdown, to_sheet
from omnisim.scenario.schema import Scenario, ServiceLevel, Skill, Target

PHONE = "channel:phone"


def one_channel(**parts: object) -> Scenario:
    """Return a centre of one channel with a target."""
    target = Target(share=0.8, threshold=20.0)
    return scenario(channels={"phone": channel(target=target)}, **parts)


def played(asked: Scenario, **more: list[tuple[float, float]]) -> Results:
    """Return four replications with a service level of 80 % on the mean."""
    level = [(76.0, 100.0), (84.0, 100.0), (79.0, 100.0), (81.0, 100.0)]
    met = [(0.0, 1.0), (1.0, 1.0), (0.0, 1.0), (1.0, 1.0)]
    counted = {
        ("service_level", "all", "run"): level,
        ("service_level", PHONE, "run"): level,
        ("days_on_target", PHONE, "run"): met,
    }
    return made_results(
        asked, counted | {(kpi, "all", "run"): pairs for kpi, pairs in more.items()}
    )


def test_the_first_thing_said_is_the_service_level_and_its_target() -> None:
    lines = to_sheet(played(one_channel()), width=100).text().splitlines()

    assert lines[0] == "small"
    assert lines[1] == (
        "Monday, 2 March 2026: 80.0 % ± 5.4 of callers answered within 20 s, target "
        "80 %: met on 50 % of"
    )
    assert lines[2] == "days."


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (ServiceLevel.OFFERED, "of callers answered within 20 s, target"),
        (ServiceLevel.ANSWERED, "of the callers answered were answered within 20 s"),
        (ServiceLevel.ABANDON_OK, "of callers answered, or gone, within 20 s"),
        (ServiceLevel.EXCL_ABANDON_TAU, "not counting those gone by then"),
        (ServiceLevel.SHORT_OK, "answered within 20 s or gone within 5 s"),
        (ServiceLevel.EXCL_SHORT, "not counting those gone within 5 s"),
        (ServiceLevel.VIRTUAL, "would be answered within 20 s if nobody gave up"),
    ],
)
def test_the_headline_and_the_table_say_which_form_of_service_level_it_is(
    form: ServiceLevel, said: str
) -> None:
    text = to_sheet(played(one_channel(service_level=form)), width=200).text()

    assert said in text
    assert f"Service level ({form.value})" in text
    assert f"Service level '{form.value}': " in text


def test_without_any_target_the_headline_says_how_long_people_waited() -> None:
    results = made_results(
        scenario(),
        {
            ("arrived", "all", "run"): [(100.0, 1.0), (110.0, 1.0)],
            ("asa", "all", "run"): [(900.0, 90.0), (1000.0, 100.0)],
            ("abandonment", "all", "run"): [(10.0, 100.0), (11.0, 110.0)],
        },
    )

    assert to_sheet(results).text().splitlines()[1] == (
        "Monday, 2 March 2026: 105 ± 64 contacts, answered after 10 s on average; 10 %"
    )


def test_several_channels_have_a_sentence_and_a_column_each() -> None:
    target = Target(share=0.9, threshold=15.0)
    asked = scenario(
        channels={"sales": channel(target=target), "service": channel(target=target)},
        agents={"desk": group(skills={"sales": Skill(), "service": Skill()})},
    )
    level = [(90.0, 100.0), (92.0, 100.0)]
    results = made_results(
        asked,
        {
            ("service_level", name, "run"): level
            for name in ("all", "channel:sales", "channel:service")
        },
    )

    lines = to_sheet(results).text().splitlines()

    assert lines[1:3] == [
        "Monday, 2 March 2026:",
        "91 % ± 13 of sales callers answered within 15 s, target 90 %.",
    ]
    head = next(line for line in lines if line.startswith("WAITING"))
    assert head.split() == ["WAITING", "all", "sales", "service"]


def test_a_channel_nobody_called_has_no_level_and_no_false_zero() -> None:
    results = made_results(one_channel(), {("asa", "all", "run"): [(0.0, 0.0)] * 2})

    text = to_sheet(results).text()

    assert "no service level: no callers came (phone), target 80 %" in text
    assert "○ no figure  Service level, phone  n/a" in text


def test_a_headline_says_how_many_heard_the_busy_tone() -> None:
    level = [(95.0, 100.0), (95.0, 100.0)]
    results = made_results(
        one_channel(),
        {
            ("service_level", PHONE, "run"): level,
            ("blocking", PHONE, "run"): [(40.0, 140.0), (40.0, 140.0)],
        },
    )

    assert "target 80 %. 29 % heard the busy tone." in (
        to_sheet(results, width=200).text()
    )


def test_targets_are_lights_with_a_sign_a_word_and_what_was_wanted() -> None:
    asked = one_channel(targets={"abandonment": {"green": "<= 5%", "amber": "<= 8%"}})
    results = played(asked, abandonment=[(9.0, 100.0)] * 4)

    lines = to_sheet(results).text().splitlines()

    assert (
        "  ● green?  Service level, phone  80.0 ± 5.4 %  >= 80 % within 20 s" in lines
    )
    assert "  ■ red     Abandonment                    9 %  <= 5 %" in lines


def test_a_wanted_service_level_without_a_time_limit_is_shown_alone() -> None:
    asked = scenario(targets={"service_level.phone": {"green": ">= 80%"}})

    lines = to_sheet(played(asked)).text().splitlines()

    assert "  ● green?  Service level, phone  80.0 ± 5.4 %  >= 80 %" in lines


def test_the_question_mark_is_explained_only_where_there_is_one() -> None:
    sure = played(scenario(), abandonment=[(9.0, 100.0)] * 4)

    assert "another light" in to_sheet(played(one_channel())).text()
    assert "another light" not in to_sheet(sure).text()


def test_what_never_happens_is_not_listed() -> None:
    text = to_sheet(
        played(one_channel(), blocked=[(0.0, 1.0)] * 4, balked=[(2.0, 1.0)] * 4)
    ).text()

    assert "balked" in text
    assert "blocked" not in text


def test_long_and_short_durations_of_a_row_share_one_unit() -> None:
    asked = scenario(
        channels={"a": channel(), "b": channel()},
        agents={"desk": group(skills={"a": Skill(), "b": Skill()})},
    )
    results = made_results(
        asked,
        {
            ("asa", "all", "run"): [(100.0, 1.0), (110.0, 1.0)],
            ("asa", "channel:a", "run"): [(30.0, 1.0), (32.0, 1.0)],
            ("asa", "channel:b", "run"): [(200.0, 1.0), (202.0, 1.0)],
        },
    )

    text = to_sheet(results).text()

    assert "m:ss" in text
    assert "1:45 ± 1:04  0:31 ± 0:13  3:21 ± 0:13" in text


def test_the_foot_tells_replications_seed_and_warnings() -> None:
    text = to_sheet(played(one_channel())).text()

    assert "4 replications, seed 1; ± is the half-width of a 95 % confidence" in text
    assert "Warning: only 4 replications" in text


def test_a_warm_up_is_mentioned() -> None:
    asked = one_channel(calendar=calendar(days=3, warm_up=86400.0))

    assert "The first 24 h are warm-up" in to_sheet(played(asked)).text()


def test_nothing_is_wider_than_eighty_columns() -> None:
    asked = one_channel(targets={"abandonment": {"green": "<= 5%"}})

    lines = to_sheet(played(asked, abandonment=[(4.0, 100.0)] * 4)).text().splitlines()

    assert max(map(len, lines)) <= 80


def test_a_terminal_without_our_signs_gets_plain_ascii() -> None:
    assert to_sheet(played(one_channel()), ascii_only=True).text().isascii()


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "Monday, 2 March 2026"),
        ({"days": 5}, "2 March to 6 March 2026"),
        ({"days": 2, "warm_up": 86400.0}, "Tuesday, 3 March 2026"),
        ({"days": 3, "warm_up": 86400.0}, "3 March to 4 March 2026"),
        ({"days": 400}, "2 March 2026 to 5 April 2027"),
    ],
)
def test_only_the_days_that_count_are_named(parts: dict[str, float], said: str) -> None:
    assert when(scenario(calendar=calendar(**parts))) == said


def test_markdown_holds_the_same_figures() -> None:
    asked = one_channel(targets={"abandonment": {"green": "<= 5%", "amber": "<= 8%"}})

    text = to_markdown(played(asked, abandonment=[(9.0, 100.0)] * 4))

    assert text.startswith("# small\n\n**Monday, 2 March 2026: 80.0 % ± 5.4 of callers")
    assert "| ■ red | Abandonment | 9 % | \\<= 5 % |" in text
    assert "| Service level (offered) | % | 80.0 ± 5.4 |" in text
    assert text.endswith("\n")


def test_markdown_without_any_target_has_no_heading_for_them() -> None:
    text = to_markdown(played(scenario()))

    assert "## Waiting" in text
    assert "## Targets" not in text


def test_markdown_signs_in_names_stay_what_they_are() -> None:
    text = to_markdown(played(one_channel(name="a_b*c|d")))

    assert text.startswith("# a\\_b\\*c\\|d\n")

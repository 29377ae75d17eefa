"""The picture of a trial: what is drawn, and what is said above it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from judged_trials import conducted, solve
from made_trials import factor

from omnisim.report.trial_picture import draw_trial, save_trial, verdict_lines
from omnisim.report.trial_points import Kind, chart_of, scaled, title_of, watched
from omnisim.trial.expression import parse
from omnisim.trial.model import Claim, Design, Factor, Level, Picture, Solve
from omnisim.trial.verdict import Verdict
from omnisim.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from omnisim.trial.conduct import Conducted

CAP = factor("cap", 1, 2, 3)
WORDS = Factor("load", (Level("quiet", {}), Level("very_busy", {})), is_aside=True)


def wait(levels: dict[str, float]) -> float:
    return 10 * levels["cap"] + (levels.get("load") or 0)


def flat(_: dict[str, float]) -> float:
    return 30.0


def axes_of(found: Conducted) -> list[Axes]:
    return draw_trial(found).axes


def words_on(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def said_on(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.texts]


def test_a_figure_is_drawn_over_the_levels_with_its_interval() -> None:
    found = conducted(CAP, sd=3)

    (axes,) = axes_of(found)

    line, points = axes.lines
    assert line.get_xdata().tolist() == [1, 2, 3]
    assert points.get_ydata() == pytest.approx([10, 20, 30], abs=2)
    (low, high), *_ = (
        part.get_segments()[0][:, 1] for part in axes.collections if part.get_paths()
    )
    assert low < points.get_ydata()[0] < high
    assert axes.get_title(loc="left") == "Average speed of answer (seconds)"
    assert axes.get_xlabel() == "cap"
    assert [label.get_text() for label in axes.get_xticklabels()] == ["1", "2", "3"]


def test_the_belief_is_the_headline_and_the_source_the_foot() -> None:
    said = said_on(draw_trial(conducted(CAP, belief="Caps do no harm.")))

    assert said[0] == "Caps do no harm."
    assert said[-1].startswith("95 % intervals · 20 replications · seed 1 · omnisim ")


def test_lines_are_named_at_their_ends_one_below_the_other() -> None:
    found = conducted(CAP, WORDS, truth=wait, sd=0)

    (axes,) = axes_of(found)

    assert words_on(axes) == ["quiet", "very busy"]
    first, second = (text.xy[1] for text in axes.texts)
    assert second > first
    assert len(axes.lines) == 4


def test_levels_that_are_numbers_are_named_with_their_factor() -> None:
    many = factor("load", 1, 5)

    chart = chart_of(conducted(CAP, many, truth=wait, sd=0))

    assert [one.name for one in chart.panels[0].series] == ["load 1", "load 5"]


def test_words_are_drawn_as_bars_with_a_key_above() -> None:
    found = conducted(
        CAP, WORDS, truth=wait, sd=0, picture=Picture("load", ("asa",), "cap")
    )
    figure = draw_trial(found)
    (axes,) = figure.axes

    assert [patch.get_width() for patch in axes.patches] == pytest.approx(
        [15, 19, 25, 29, 35, 39]
    )
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "quiet",
        "very busy",
    ]
    assert {"■ cap 1", "■ cap 2", "■ cap 3"} <= set(said_on(figure))
    assert words_on(axes)[0] == "15"


def test_many_bars_have_no_room_for_their_values() -> None:
    many = factor("cap", *range(1, 8))
    found = conducted(
        many, WORDS, truth=wait, sd=0, picture=Picture("load", ("asa",), "cap")
    )

    assert words_on(axes_of(found)[0]) == []


def test_three_figures_have_a_panel_each_and_more_are_left_out() -> None:
    figures = ("asa", "2 * asa", "asa / 2", "asa / 3")
    found = conducted(
        CAP,
        watch=tuple(map(parse, figures)),
        picture=Picture("cap", figures),
    )

    titles = [axes.get_title(loc="left") for axes in axes_of(found)]

    assert titles == [
        "Average speed of answer\n(seconds)",
        "2 * asa (seconds)",
        "asa / 2 (seconds)",
    ]


def test_names_too_long_for_several_panels_make_a_key() -> None:
    long = Factor("load", (Level("when everybody calls", {}), Level("else", {})))
    figures = ("asa", "2 * asa")
    found = conducted(
        CAP, long, watch=tuple(map(parse, figures)), truth=wait,
        picture=Picture("cap", figures, "load"),
    )  # fmt: skip

    assert "■ when everybody calls" in said_on(draw_trial(found))


def test_what_is_not_drawn_is_held_at_its_first_level_and_said_so() -> None:
    found = conducted(CAP, WORDS, truth=wait, picture=Picture("cap", ("asa",)))

    assert chart_of(found).held == (("load", "quiet"),)
    assert said_on(draw_trial(found))[-1].startswith("at load=quiet · 95 % intervals")


def test_a_picture_over_and_by_the_same_factor_has_one_line() -> None:
    found = conducted(CAP, picture=Picture("cap", ("asa",), "cap"))

    assert [one.name for one in chart_of(found).panels[0].series] == [""]


def test_a_list_that_meets_each_place_once_holds_nothing() -> None:
    listed = ({"cap": "1", "load": "quiet"}, {"cap": "3", "load": "very_busy"})
    aside = replace(WORDS, is_aside=False)
    found = conducted(CAP, aside, design=Design.LIST, listed=listed, truth=wait,
                      picture=Picture("cap", ("asa",)))  # fmt: skip

    chart = chart_of(found)

    assert chart.held == ()
    assert [point.level for point in chart.panels[0].points] == ["1", "3"]


def test_a_latin_hypercube_is_a_cloud_of_cells() -> None:
    share = Factor("cap", (), ("cap",), (10.0, 50.0), "%")
    found = conducted(share, design=Design.LATIN_HYPERCUBE, n_runs=4)

    chart = chart_of(found)
    (axes,) = axes_of(found)

    assert chart.kind is Kind.CLOUD
    assert chart.x == "cap (%)"
    assert all(10 <= point.at <= 50 for point in chart.panels[0].points)
    assert len(axes.lines) == 1


def test_figures_of_a_single_cell_that_share_a_unit_are_compared() -> None:
    figures = ("asa", "2 * asa", "asa / asa")
    found = conducted(factor("cap", 1), watch=tuple(map(parse, figures)), sd=0)

    chart = chart_of(found)
    (axes,) = axes_of(found)

    assert chart.kind is Kind.FIGURES
    assert [point.level for point in chart.panels[0].points] == [
        "Average speed of answer",
        "2 * asa",
    ]
    assert axes.get_xlabel() == "seconds"


def test_levels_that_double_stand_at_equal_distances() -> None:
    (axes,) = axes_of(conducted(factor("cap", 1, 2, 4, 8)))

    assert axes.get_xscale() == "log"
    assert [label.get_text() for label in axes.get_xticklabels()] == list("1248")


def test_values_close_together_far_above_0_have_an_axis_of_their_own() -> None:
    (near,) = axes_of(conducted(CAP, truth=lambda at: 100 + at["cap"], sd=0))
    (far,) = axes_of(conducted(CAP, sd=0))
    (below,) = axes_of(conducted(CAP, sd=0, watch=(parse("-1 * asa"),)))

    assert near.get_ylim()[0] > 100
    assert far.get_ylim()[0] == 0
    assert below.get_ylim()[0] < -30
    assert below.get_ylim()[1] > 0


def test_names_of_lines_that_end_together_are_kept_apart() -> None:
    (axes,) = axes_of(conducted(CAP, WORDS, truth=flat, sd=0))

    first, second = (text.xy[1] for text in axes.texts)
    assert first == pytest.approx(30)
    assert second - first > 0.8


def needed(**others: object) -> Conducted:
    """Look for the staff that keeps waits below 10 s: seven at a cap of 1."""
    settings: dict[str, object] = {
        "truth": lambda at: 80 * at["cap"] - 10.5 * (at.get("staff") or 0),
        "sd": 0,
        "solve": solve("asa <= 10", 1, 30),
        "watch": (parse("asa"), parse("agents_needed")),
    }
    return conducted(factor("cap", 1, 2), **(settings | others))  # type: ignore[arg-type] # fields of a trial


def test_a_number_that_was_looked_for_comes_first() -> None:
    chart = chart_of(needed())

    assert [panel.title for panel in chart.panels] == [
        "Staff needed",
        "Average speed of answer",
    ]
    assert [point.value for point in chart.panels[0].points] == [7, 15]


def test_a_figure_beside_another_cell_is_drawn_with_what_was_found_there() -> None:
    ratio = parse("agents_needed / agents_needed[cap=1]")
    chart = chart_of(needed(watch=(parse("to_one"),), figures={"to_one": ratio}))

    drawn = {
        panel.title: [point.value for point in panel.points] for panel in chart.panels
    }
    assert drawn["To one"] == [1, pytest.approx(15 / 7)]


def test_a_range_that_a_search_has_left_is_a_broad_bar() -> None:
    found = needed(truth=lambda at: 80 * at["cap"] - 10 * (at.get("staff") or 0), sd=8)
    first = chart_of(found).panels[0].points[0]
    figure = draw_trial(found)

    assert (first.low, first.high) == (7, 8)
    assert first.middle == 7.5
    assert said_on(figure)[-1].endswith("broad bars: not decided which")


def test_a_figure_that_a_cell_does_not_have_is_no_range() -> None:
    found = conducted(CAP, truth=lambda at: float("nan") if at["cap"] < 2 else 30.0)

    assert said_on(draw_trial(found))[-1].endswith(f"omnisim {__version__}")


def test_a_range_beside_words_is_written_out() -> None:
    few, many = Level("few", {}), Level("many_more", {})
    found = conducted(
        Factor("load", (few, many)),
        truth=lambda at: 20 * at["load"] - 10 * at["staff"],
        sd=8,
        solve=solve("asa <= 10", 1, 30),
    )

    (first, *_) = axes_of(found)

    assert words_on(first) == ["5 to 6", "17 to 18"]


def test_staff_is_told_as_agents() -> None:
    sought = Solve("n", ("agents.desk.staff",), *_rest(solve("asa <= 10", 1, 30)))
    made = replace(conducted(CAP).outcome.trial, solve=sought)

    assert title_of(parse("agents_needed"), made) == "Agents needed"
    assert title_of(parse('asa."channel:live_chat"'), made) == (
        "Average speed of answer, live chat"
    )
    assert title_of(parse("my_own"), made) == "My own"


def _rest(one: Solve) -> tuple[object, ...]:
    return one.seek, one.so_that, one.low, one.high


def test_without_watched_figures_those_of_the_claims_are_drawn() -> None:
    found = conducted(CAP, watch=(), claims=["asa[cap=3] > cap * asa[cap=1]"])

    assert [one.text for one in watched(found.outcome.trial)] == ["asa"]
    assert chart_of(found).panels[0].title == "Average speed of answer"


def test_where_no_figure_is_named_there_are_words_only() -> None:
    assert axes_of(conducted(CAP, watch=(), truth=flat)) == []
    assert axes_of(conducted(factor("cap", 1), watch=(), truth=flat)) == []


@pytest.mark.parametrize(
    ("unit", "largest", "expected"),
    [
        ("share", 0.5, (100.0, "%")),
        ("h", 3.0, (1.0, "hours")),
        ("contacts", 3.0, (1.0, "contacts")),
        ("s", 4 * 3600.0, (1 / 3600, "hours")),
        ("s", 3 * 86400.0, (1 / 86400, "days")),
    ],
)
def test_units_are_those_that_people_read(
    unit: str, largest: float, expected: tuple[float, str]
) -> None:
    assert (
        scaled(unit, largest) == pytest.approx(expected)
        or scaled(unit, largest) == expected
    )


def told(*claims: str, **others: object) -> list[tuple[str, Verdict | None]]:
    found = conducted(CAP, claims=claims, sd=0, **others)  # type: ignore[arg-type] # fields of a trial
    return [(line.text, line.verdict) for line in verdict_lines(found)]


@pytest.mark.parametrize(
    ("claim", "said", "verdict"),
    [
        ("asa[cap=3] <= 20 s", "asa[cap=3] is 30 s, not at most 20 s",
         Verdict.REFUTED),
        ("asa[cap=3] > asa[cap=1]", "asa[cap=3] is 30 s, as claimed above 10 s",
         Verdict.SUPPORTED),
        ("not asa[cap=3] > 20", "not asa[cap=3] > 20", Verdict.REFUTED),
        ("asa < 25", "asa < 25, at 1 of 3 levels of cap", Verdict.REFUTED),
        ("asa < 35", "asa < 35", Verdict.SUPPORTED),
    ],
)  # fmt: skip
def test_a_verdict_says_what_was_found(claim: str, said: str, verdict: Verdict) -> None:
    assert told(claim) == [(said, verdict)]


def test_a_claim_about_what_is_not_defined_stands_as_written() -> None:
    found = told("asa[cap=3] <= 20", truth=lambda _: float("nan"))

    assert found == [("asa[cap=3] <= 20", Verdict.UNDECIDED)]


def test_a_claim_in_words_speaks_for_itself() -> None:
    claim = parse("asa[cap=3] <= 20")
    found = conducted(CAP, sd=0)
    words = Claim("Nobody waits.", claim)
    made = replace(found.outcome.trial, claims=(words,))
    judged = conducted(CAP, claims=["asa[cap=3] <= 20"], sd=0).outcome.judged
    outcome = replace(
        found.outcome, trial=made, judged=(replace(judged[0], claim=words),)
    )

    lines = verdict_lines(found._replace(outcome=outcome))

    assert lines == [("Nobody waits.", Verdict.REFUTED)]


def test_many_claims_are_counted() -> None:
    found = told("asa < 35", "asa > 5", "asa > 6", "asa[cap=1] > 20")

    assert found == [
        ("3 of 4 claims", Verdict.SUPPORTED),
        ("1 of 4 claims", Verdict.REFUTED),
    ]


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_equal_outcomes_are_equal_pictures(ending: str, tmp_path: Path) -> None:
    first = save_trial(conducted(CAP), tmp_path / f"a.{ending}")
    second = save_trial(conducted(CAP), tmp_path / f"b.{ending}")

    assert first.read_bytes() == second.read_bytes()

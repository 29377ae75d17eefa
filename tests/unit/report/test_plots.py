import warnings
from pathlib import Path

import numpy as np
import pytest
from made_results import made_results
from scenario_parts import calendar, channel, group, scenario

from omnisim.experiment.results import Results
from omnisim.report import plots
from omnisim.report.canvas import COLOURS, clock, open_range, series, while_open
from omnisim.report.plots import (
    PICTURES,
    plot_arrivals,
    plot_service_level,
    plot_staffing,
    plot_waits,
    save_pictures,
)
from omnisim.scenario.schema import Scenario, Skill, Target

# of half hours: 16 is 8:00, when the centre opens, 19 the last before it closes
OPEN = (16, 17, 18, 19)
MAY_BE_BELOW = (
    "Phone may be below its target of 80 % in 1 of 4 intervals, lowest at 08:30"
)
PROBABLY_MET = "The target of 80 % is probably met in every interval"


def centre() -> Scenario:
    return scenario(
        channels={"phone": channel(target=Target(share=0.8, threshold=20.0))}
    )


def played(asked: Scenario | None = None) -> Results:
    """Return two replications in which 8:30 is the worst half hour."""
    figures = {
        "arrived": [(30, 34), (40, 44), (20, 24), (10, 14)],
        "asa": [(10, 12), (90, 100), (5, 5), (0, 0)],
        "wait_p90": [(20, 22), (190, 210), (10, 10), (0, 0)],
        "service_level": [(0.9, 0.9), (0.6, 0.5), (0.9, 0.8), (1.0, 1.0)],
        "staffed": [(3, 3), (3, 3), (3, 3), (3, 3)],
        "occupancy": [(0.5, 0.5), (1.0, 0.8), (0.4, 0.4), (0.2, 0.2)],
        "offered_load": [(1.5, 1.7), (3.1, 3.3), (1.2, 1.2), (0.6, 0.6)],
    }
    counted = {
        (kpi, part, f"interval:{at}"): [(value, 1.0) for value in pair]
        for kpi, pairs in figures.items()
        for at, pair in zip(OPEN, pairs, strict=True)
        for part in ("all", "channel:phone")
    }
    return made_results(asked or centre(), counted)


@pytest.mark.parametrize(
    ("name", "title", "unit"),
    [
        ("arrivals", "Arrivals peak at 08:30 with 42 contacts per 30 min", "contacts"),
        (
            "waits",
            "Waits are longest at 08:30: one in ten waits longer than about 3 min 20 s",
            "minutes:seconds",
        ),
        ("staffing", "Agents are busiest at 08:30: 90 % of their time", "agents"),
        (
            "service_level",
            MAY_BE_BELOW,
            "service level (offered), %",
        ),
    ],
)
def test_the_title_says_the_message_and_the_axis_its_unit(
    name: str, title: str, unit: str
) -> None:
    axes = PICTURES[name](played())

    assert axes.get_title(loc="left") == title
    assert unit in axes.get_ylabel()
    assert axes.get_xlabel() == "time of day"


def test_every_picture_says_where_it_comes_from() -> None:
    for draw in PICTURES.values():
        figure = draw(played()).get_figure(root=True)

        assert figure is not None
        assert figure.get_supxlabel().startswith("small · 2 replications, seed 1")


def test_arrivals_are_steps_with_the_range_of_nine_in_ten_days() -> None:
    line, band = plot_arrivals(played()).patches

    assert line.get_data().values[16:20].tolist() == [32, 42, 22, 12]
    assert band.get_data().values[16] == pytest.approx(33.8)
    assert band.get_data().baseline[16] == pytest.approx(30.2)


def test_waits_have_a_line_each_for_the_mean_and_the_percentile() -> None:
    high, mean = plot_waits(played()).lines

    assert mean.get_ydata()[16:20].tolist() == [11, 95, 5, 0]
    assert high.get_ydata()[16:20].tolist() == [21, 200, 10, 0]
    assert mean.get_xdata()[16] == 8.25 * 3600


def test_waits_are_counted_in_minutes_and_seconds() -> None:
    labels = [label.get_text() for label in plot_waits(played()).get_yticklabels()]

    assert labels[:3] == ["0:00", "1:00", "2:00"]


def test_busy_agents_are_those_on_the_floor_times_their_occupancy() -> None:
    busy, floor = plot_staffing(played()).patches

    np.testing.assert_allclose(busy.get_data().values[16:20], [1.5, 2.7, 1.2, 0.6])
    assert floor.get_data().values[16:20].tolist() == [3, 3, 3, 3]


def test_service_level_is_drawn_in_per_cent_with_its_target() -> None:
    level, target = plot_service_level(played()).lines

    np.testing.assert_allclose(level.get_ydata()[16:20], [90, 55, 85, 100])
    assert list(target.get_ydata()) == [80, 80]


def level_of(*replications: tuple[float, ...]) -> Results:
    """Return results with a service level in each open half hour."""
    return made_results(
        centre(),
        {
            ("service_level", part, f"interval:{at}"): [(x, 1.0) for x in seen]
            for at, seen in zip(OPEN, zip(*replications, strict=True), strict=True)
            for part in ("all", "channel:phone")
        },
    )


@pytest.mark.parametrize(
    ("replications", "title"),
    [
        (
            [(0.9, 0.5, 0.7, 1.0)] * 3,
            MAY_BE_BELOW.replace("may be", "is clearly").replace("in 1", "in 2"),
        ),
        (
            [(0.9, 0.5, 0.9, 1.0), (0.9, 0.9, 0.9, 1.0)],
            MAY_BE_BELOW,
        ),
        (
            [(0.9, 0.7, 0.9, 1.0), (0.9, 1.0, 0.9, 1.0)],
            PROBABLY_MET,
        ),
        ([(0.9, 0.9, 0.9, 1.0)] * 3, "The target of 80 % is met in every interval"),
        (
            [(0.9, 0.9, 0.9, 1.0)],
            PROBABLY_MET,
        ),
    ],
)
def test_the_title_claims_of_a_target_what_the_uncertainty_allows(
    replications: list[tuple[float, ...]], title: str
) -> None:
    axes = plot_service_level(level_of(*replications))

    assert axes.get_title(loc="left") == title


def test_the_band_of_a_service_level_stays_within_0_and_100_per_cent() -> None:
    axes = plot_service_level(level_of((0.9, 0.1, 0.9, 1.0), (1.0, 0.5, 0.7, 1.0)))

    heights = axes.collections[0].get_paths()[0].vertices[:, 1]
    assert (heights.min(), heights.max()) == (0.0, 100.0)


def test_a_channel_has_a_colour_of_its_own() -> None:
    target = Target(share=0.8, threshold=20.0)
    two = scenario(
        channels={"phone": channel(target=target), "sales": channel(target=target)},
        agents={"desk": group(skills={"phone": Skill(), "sales": Skill()})},
    )

    phone, sales = plot_service_level(played(two)).lines[::2]

    assert (phone.get_color(), sales.get_color()) == COLOURS[:2]


def test_the_time_axis_shows_the_wall_clock_of_the_opening_hours() -> None:
    axes = plot_arrivals(played())

    labels = [label.get_text() for label in axes.get_xticklabels()]
    assert axes.get_xlim() == (8 * 3600, 10 * 3600)
    assert (labels[0], labels[-1]) == ("08:00", "10:00")


def test_several_days_are_told_apart_on_the_time_axis() -> None:
    axes = plot_arrivals(played(scenario(calendar=calendar(days=3))))

    labels = [label.get_text() for label in axes.get_xticklabels()]
    assert "00:00\nTue 3 Mar" in labels


def test_closed_hours_between_days_are_left_out() -> None:
    asked = scenario(calendar=calendar(days=2))
    results = made_results(
        asked,
        {
            ("staffed", "all", f"interval:{at}"): [(1.0, 1.0)] * 2
            for at in (16, 19, 20, 64)
        },
    )

    line = while_open(series(results, "staffed"), asked)

    assert np.flatnonzero(~np.isnan(line.value)).tolist() == [16, 19, 64]


def test_a_month_is_labelled_by_date() -> None:
    axes = plot_arrivals(played(scenario(calendar=calendar(days=28))))

    labels = [label.get_text() for label in axes.get_xticklabels()]
    assert "Thu 5 Mar" in labels
    assert axes.get_xlabel() == "date"


def test_the_clock_names_the_weekday_where_several_days_count() -> None:
    assert clock(scenario(), 8.5 * 3600) == "08:30"
    assert clock(scenario(calendar=calendar(days=3)), 32.5 * 3600) == "Tue 08:30"


def test_the_warm_up_is_not_drawn() -> None:
    asked = scenario(calendar=calendar(days=2, warm_up=86400.0))

    assert open_range(asked) == (32 * 3600, 34 * 3600)


def test_a_centre_that_never_opens_after_the_warm_up_is_drawn_from_there_on() -> None:
    asked = scenario(calendar=calendar(warm_up=12 * 3600.0))

    assert open_range(asked) == (12 * 3600, 24 * 3600)


def test_a_figure_the_tables_do_not_have_is_missing_not_zero() -> None:
    assert series(played(), "aht").is_empty


@pytest.mark.parametrize("name", list(PICTURES))
def test_a_day_without_customers_is_drawn_without_complaint(name: str) -> None:
    nobody = made_results(scenario(), {("arrived", "all", "run"): [(0.0, 1.0)] * 2})

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        axes = PICTURES[name](nobody)

    assert axes.get_title(loc="left").startswith(("Nobody", "No service level"))


def test_pictures_can_be_drawn_beside_others() -> None:
    from matplotlib.figure import Figure  # noqa: PLC0415 - slow import, used once

    left, right = Figure().subplots(1, 2)

    assert plot_waits(played(), left) is left
    assert plot_staffing(played(), right) is right


def test_saved_pictures_are_the_same_bytes_for_the_same_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plots, "PICTURES", {"waits": plot_waits})

    first = save_pictures(played(), tmp_path / "first")
    again = save_pictures(played(), tmp_path / "again")

    assert [path.name for path in first] == ["waits.png", "waits.svg"]
    assert [path.read_bytes() for path in first] == [
        path.read_bytes() for path in again
    ]


def test_without_a_target_there_is_no_picture_of_service_level(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = {"service_level": plot_service_level, "waits": plot_waits}
    monkeypatch.setattr(plots, "PICTURES", two)

    names = {path.stem for path in save_pictures(played(scenario()), tmp_path)}

    assert names == {"waits"}


def test_drawing_leaves_no_trace_in_matplotlibs_global_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plots, "PICTURES", {"waits": plot_waits})
    import matplotlib as mpl  # noqa: PLC0415 - slow import, used once

    before = dict(mpl.rcParams)

    save_pictures(played(), tmp_path)

    assert dict(mpl.rcParams) == before

import math

import pytest

from omnisim.report.digits import (
    MISSING,
    duration_unit,
    places,
    show,
    show_difference,
    show_plain,
)


@pytest.mark.parametrize(
    ("half_width", "decimals"),
    [
        (1.23, 1),
        (12.3, 0),
        (123.0, -1),
        (0.0123, 3),
        (0.0996, 2),
        (0.0994, 3),
        (9.94, 1),
        (9.96, 0),
        (99.6, -1),
        (1e-9, 6),
    ],
)
def test_a_half_width_keeps_two_figures(half_width: float, decimals: int) -> None:
    assert places(half_width) == decimals


@pytest.mark.parametrize("half_width", [0.0, -1.0, math.nan, math.inf])
def test_a_half_width_that_is_none_has_no_places(half_width: float) -> None:
    with pytest.raises(ValueError, match="positive and finite"):
        places(half_width)


@pytest.mark.parametrize(
    ("value", "half_width", "unit", "text"),
    [
        (0.80642, 0.01234, "share", "80.6 ± 1.2 %"),
        (0.80642, 0.12, "share", "81 ± 12 %"),
        (0.99996, 0.00004, "share", "99.9960 ± 0.0040 %"),
        (3042.2, 31.0, "contacts", "3,042 ± 31 contacts"),
        (3042.2, 310.0, "contacts", "3,040 ± 310 contacts"),
        (12.345, 0.96, "s", "12.35 ± 0.96 s"),
        (12.345, 0.996, "s", "12.3 ± 1.0 s"),
        (119.4, 0.5, "s", "119.40 ± 0.50 s"),
        (-0.004, 0.12, "", "0.00 ± 0.12"),
        (5.0, 120.0, "contacts", "0 ± 120 contacts"),
    ],
)
def test_an_estimate_is_cut_where_its_half_width_ends(
    value: float, half_width: float, unit: str, text: str
) -> None:
    assert str(show(value, half_width, unit)) == text


@pytest.mark.parametrize(
    ("value", "half_width", "text"),
    [
        (312.4, 8.31, ("5:12", "0:08", "m:ss")),
        (312.4, 0.2, ("5:12", "0:01", "m:ss")),
        (125.0, math.nan, ("2:05", "", "m:ss")),
        (314.0, 130.0, ("5:10", "2:10", "m:ss")),
        (3725.0, 65.0, ("1:02:05", "0:01:05", "h:mm:ss")),
        (-150.0, 12.0, ("-2:30", "0:12", "m:ss")),
        (100.0, 150.0, ("1:40", "2:30", "m:ss")),
    ],
)
def test_durations_from_two_minutes_on_are_shown_as_minutes_and_seconds(
    value: float, half_width: float, text: tuple[str, str, str]
) -> None:
    shown = show(value, half_width, "s")

    assert (shown.value, shown.half_width, shown.unit) == text


@pytest.mark.parametrize(
    ("value", "half_width", "text"),
    [
        (312.4, 8.31, "5 min 12 s ± 8 s"),
        (3600.0, 120.0, "1 h ± 2 min"),
        (-150.0, 12.0, "-2 min 30 s ± 12 s"),
        (0.4, 130.0, "0 s ± 2 min 10 s"),
    ],
)
def test_long_durations_are_spoken_in_sentences(
    value: float, half_width: float, text: str
) -> None:
    assert str(show(value, half_width, "s")) == text


def test_short_durations_can_be_shown_as_minutes_beside_long_ones() -> None:
    shown = show(52.3, 1.6, "m:ss")

    assert (shown.value, shown.half_width) == ("0:52", "0:02")


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.8, "80 %"), (0.79432, "79.4 %"), (0.0512345, "5.12 %"), (0.0, "0 %")],
)
def test_an_estimate_without_half_width_has_three_figures(
    value: float, text: str
) -> None:
    assert str(show(value, math.nan, "share")) == text


def test_a_figure_that_is_the_same_every_time_is_shown_bare() -> None:
    assert str(show(14.0, 0.0, "agents")) == "14 agents"


def test_a_missing_figure_is_neither_zero_nor_a_dash() -> None:
    assert str(show(math.nan, 0.1, "share")) == MISSING


@pytest.mark.parametrize("unit", ["s", "", "m:ss"])
def test_an_endless_figure_is_shown_as_such(unit: str) -> None:
    assert show(math.inf, math.nan, unit).value == "∞"
    assert show(-math.inf, math.nan, unit).value == "-∞"


@pytest.mark.parametrize(
    ("value", "half_width", "unit", "text"),
    [
        (0.031, 0.012, "share", "+3.1 ± 1.2 points"),
        (-0.031, 0.012, "share", "-3.1 ± 1.2 points"),
        (0.0, 0.012, "share", "0.0 ± 1.2 points"),
        (-12.34, 2.1, "s", "-12.3 ± 2.1 s"),
        (0.0004, 0.012, "share", "0.0 ± 1.2 points"),
    ],
)
def test_a_difference_has_a_sign_and_shares_differ_in_points(
    value: float, half_width: float, unit: str, text: str
) -> None:
    assert str(show_difference(value, half_width, unit)) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.8, "share", "80 %"),
        (0.125, "share", "12.5 %"),
        (20.0, "s", "20 s"),
        (90.0, "s", "90 s"),
        (300.0, "s", "5 min"),
        (7200.0, "s", "2 h"),
        (0.0, "s", "0 s"),
        (6.0, "EUR", "6 EUR"),
    ],
)
def test_known_values_are_shown_exactly(value: float, unit: str, text: str) -> None:
    assert show_plain(value, unit) == text


@pytest.mark.parametrize(
    ("found", "unit"),
    [
        ([], "s"),
        ([(119.9, math.nan)], "s"),
        ([(120.0, math.nan)], "m:ss"),
        ([(5.0, 130.0), (math.nan, math.nan)], "m:ss"),
        ([(3599.0, 12.0), (40.0, 1.0)], "m:ss"),
        ([(3600.0, 12.0)], "h:mm:ss"),
        ([(3600.0, math.nan)], "h:mm:ss"),
        ([(50_000.0, 1000.0), (29.0, 1.2)], "h:mm:ss"),
        ([(50_000.0, 1000.0), (0.0, 0.0)], "h:mm"),
        ([(math.inf, 1.0), (7.0, 1.0)], "s"),
    ],
)
def test_durations_side_by_side_are_shown_as_the_longest_and_the_most_exact_of_them(
    found: list[tuple[float, float]], unit: str
) -> None:
    assert duration_unit(found) == unit


@pytest.mark.parametrize(
    ("value", "half_width", "text"),
    [
        (50_000.0, 990.0, ("13:53:20", "0:16:30", "h:mm:ss")),
        (50_000.0, 1001.0, ("13:53", "0:17", "h:mm")),
        (50_000.0, 13_000.0, ("13:50", "3:40", "h:mm")),
        (300_000.0, 110_000.0, ("83:00", "31:00", "h:mm")),
        (2_000_000.0, 1_100_000.0, ("556:00", "306:00", "h:mm")),
        (-9000.0, 1200.0, ("-2:30", "0:20", "h:mm")),
    ],
)
def test_hours_are_cut_where_a_clock_has_its_marks(
    value: float, half_width: float, text: tuple[str, str, str]
) -> None:
    shown = show(value, half_width, "s")

    assert (shown.value, shown.half_width, shown.unit) == text


def test_hours_and_minutes_are_spoken_as_such() -> None:
    assert str(show(50_000.0, 13_000.0, "s")) == "13 h 50 min ± 3 h 40 min"
    assert str(show(5.0, 7200.0, "h:mm")) == "0 min ± 2 h"


def test_what_is_shown_in_hours_beside_longer_ones_is_never_finer_than_a_minute() -> (
    None
):
    shown = show(29.0, 1.2, "h:mm")

    assert (shown.value, shown.half_width) == ("0:00", "0:01")

"""Windows: borders, warm-up, days, attribution, and spans split by the clock."""

from __future__ import annotations

import numpy as np
import pytest
from lives import (
    DAY,
    HALF_HOUR,
    abandoned,
    figures,
    handled,
    journal,
    scenario,
    talking,
)

from omnisim.kpi import compute
from omnisim.kpi.windows import Grid


def test_who_arrives_on_a_border_belongs_to_the_later_interval() -> None:
    table = figures(handled(HALF_HOUR - 1), handled(HALF_HOUR), handled(HALF_HOUR))

    assert table.value("arrived", window="interval:0") == 1
    assert table.value("arrived", window="interval:1") == 2


def test_all_of_a_contact_counts_in_the_window_of_its_arrival() -> None:
    table = figures(handled(HALF_HOUR - 10, 5, talk=100, wrap_up=20))

    assert table.value("aht", window="interval:0") == 120
    assert table.parts("aht", window="interval:1") == (0, 0)


def test_by_end_a_contact_counts_where_it_closed_and_its_work_where_wrap_up_ended() -> (
    None
):
    table = figures(
        handled(HALF_HOUR - 200, talk=100, wrap_up=150),
        abandoned(HALF_HOUR - 10, 30),
        attribution="end",
    )

    assert table.value("handled", window="interval:0") == 1
    assert table.value("abandoned", window="interval:1") == 1
    assert table.parts("aht", window="interval:0") == (0, 0)
    assert table.value("aht", window="interval:1") == 250
    assert table.value("aht", "group:desk", "interval:1") == 250


def test_by_end_all_figures_of_a_group_count_where_wrap_up_ended() -> None:
    table = figures(
        handled(HALF_HOUR - 200, 20, talk=100, wrap_up=150), attribution="end"
    )

    assert table.parts("asa", "group:desk", "interval:0") == (0, 0)
    assert table.parts("wait_answered_p90", "group:desk", "interval:0")[1] == 0
    assert table.parts("asa", "group:desk", "interval:1") == (20, 1)
    assert table.parts("wait_answered_p90", "group:desk", "interval:1") == (20, 1)


def test_by_end_a_group_has_no_wait_of_work_that_ended_after_the_horizon() -> None:
    table = figures(
        handled(DAY - 100, 7, talk=50, wrap_up=200), attribution="end",
        ended_at=DAY + 500,
    )  # fmt: skip

    assert table.parts("asa") == (7, 1)
    assert table.parts("asa", "group:desk") == (0, 0)
    assert table.parts("wait_answered_max", "group:desk")[1] == 0


def test_by_end_who_is_still_there_has_not_ended() -> None:
    table = figures(handled(0), talking(0), attribution="end")

    assert table.value("arrived") == 1


def test_by_end_customers_still_count_where_they_first_arrived() -> None:
    table = figures(handled(HALF_HOUR - 10, talk=60), attribution="end")

    assert table.value("customers", window="interval:0") == 1
    assert table.value("handled", window="interval:1") == 1


def test_by_overlap_handling_time_is_split_by_the_clock_and_counts_are_not() -> None:
    table = figures(
        handled(HALF_HOUR - 30, talk=100, wrap_up=20), attribution="overlap"
    )

    assert table.parts("aht", window="interval:0") == (30, 1)
    assert table.parts("aht", window="interval:1") == (90, 0)
    assert table.value("aht") == 120
    assert table.parts("talk", "group:desk", "interval:1")[0] == 70


def test_by_overlap_the_part_of_a_talk_after_the_warm_up_counts() -> None:
    table = figures(
        handled(500, talk=300), of=scenario(warm_up=600), attribution="overlap"
    )

    assert table.parts("talk") == (200, 0)


def test_an_unknown_attribution_is_answered_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="did you mean 'arrival'"):
        compute(journal([]), scenario(), attribution="arival")


def test_warm_up_cuts_off_contacts_exactly() -> None:
    table = figures(handled(899), handled(900), handled(901), of=scenario(warm_up=900))

    assert table.value("arrived") == 2
    assert table.value("arrived", window="day:0") == 2
    assert table.value("arrived", window="interval:0") == 2


def test_intervals_inside_the_warm_up_have_no_rows() -> None:
    table = figures(handled(4000), of=scenario(warm_up=3600))

    assert table.window[table.window_kind == "interval"].min() == 2


def test_a_warm_up_as_long_as_the_calendar_leaves_nothing_to_count() -> None:
    with pytest.raises(ValueError, match="nothing is left to count"):
        figures(handled(0), of=scenario(warm_up=DAY))


def test_days_are_numbered_from_the_start_of_the_calendar() -> None:
    table = figures(
        handled(DAY - 1),
        handled(DAY),
        of=scenario(days=2, warm_up=100),
        horizon=2 * DAY,
        ended_at=2 * DAY,
    )

    assert table.value("arrived", window="day:0") == 1
    assert table.value("arrived", window="day:1") == 1
    assert table.value("arrived", window="interval:48") == 1


def test_intervals_longer_than_half_a_day_are_cut_at_midnight_only_where_they_end() -> (
    None
):
    table = figures(handled(0), handled(DAY - 1), of=scenario(interval=DAY))

    assert table.value("arrived", window="interval:0") == 2


def test_a_grid_joins_cells_to_windows_and_keeps_sums() -> None:
    grid = Grid.of(scenario(days=2, warm_up=2700))

    seconds = np.diff(grid.edges)[None, :, None]

    assert grid.gather(seconds, "run").ravel().tolist() == [2 * DAY - 2700]
    assert grid.gather(seconds, "day").ravel().tolist() == [DAY - 2700, DAY]
    assert grid.gather(seconds, "interval").ravel()[:2].tolist() == [900, 1800]


def test_spans_are_split_where_cells_meet_whole_cells_in_between_included() -> None:
    grid = Grid.of(scenario(warm_up=DAY - 4 * HALF_HOUR))
    begin, end = np.array([1000.0, 5 * 60.0]), np.array([DAY - 3000, DAY + 50])

    found = grid.spread(begin + DAY - 4 * HALF_HOUR - 1000, end, np.array([0, 1]), 2)

    assert found[0].tolist() == [1800, 1800, 600, 0]
    assert found[1].tolist() == [1800, 1800, 1800, 1800]


def test_spans_without_an_end_and_spans_outside_add_nothing() -> None:
    grid = Grid.of(scenario())

    found = grid.spread(
        np.array([10.0, DAY + 5, 70.0]), np.array([np.nan, DAY + 9, 70.0]),
        np.zeros(3, dtype=int), 1,
    )  # fmt: skip

    assert found.sum() == 0

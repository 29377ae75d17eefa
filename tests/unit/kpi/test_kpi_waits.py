"""Waits: of the answered, of all, of those who gave up, and percentiles."""

from __future__ import annotations

import math

import numpy as np
import pytest
from lives import (
    DAY,
    Leg,
    abandoned,
    figures,
    handled,
    scenario,
    several,
    turned_away,
    waiting,
)

from omnisim.journal import Outcome
from omnisim.kpi.percentiles import nearest_rank


def test_speed_of_answer_forgets_those_who_gave_up_and_the_mean_wait_does_not() -> None:
    table = figures(handled(0, 10), handled(0, 20), abandoned(0, 60))

    assert table.value("asa") == 15
    assert table.value("wait") == 30
    assert table.value("wait_abandoned") == 60


def test_zero_waits_count_in_the_speed_of_answer() -> None:
    assert figures(handled(0, 0), handled(0, 30)).value("asa") == 15


def test_who_still_waits_or_balked_has_no_wait() -> None:
    balked = several(turned_away(6, Outcome.BALKED), 2)
    table = figures(handled(0, 10), waiting(5), *balked)

    assert table.parts("wait") == (10, 1)
    assert table.value("wait_max") == 10
    assert table.value("wait_p50") == 10


def test_excess_wait_is_how_late_the_late_ones_are() -> None:
    table = figures(handled(0, 10), handled(0, 30), abandoned(0, 50), waiting(0))

    assert table.parts("excess_wait") == (10 + 30, 2)


def test_a_wait_equal_to_the_threshold_is_not_excess() -> None:
    table = figures(handled(0, 20), handled(0, 21), abandoned(0, 20))

    assert table.parts("excess_wait") == (1, 1)


def test_virtual_wait_is_that_of_endless_patience() -> None:
    table = figures(
        handled(0, 10), abandoned(0, 5, turn=20), abandoned(0, 5, turn=math.nan)
    )

    assert table.parts("virtual_wait") == (30, 2)


def test_a_wait_after_a_transfer_is_not_a_wait_for_the_first_answer() -> None:
    table = figures(
        handled(0, 10, legs=(Leg(wait=50),)),
        groups=("desk", "seniors"),
    )

    assert table.value("asa") == 10
    assert table.value("wait_max") == 10
    assert table.value("asa", "group:seniors") == 50
    assert table.value("wait_answered_max", "group:seniors") == 50


@pytest.mark.parametrize(
    ("kpi", "wait"),
    [("p50", 10), ("p90", 18), ("p95", 19), ("max", 20)],
)
def test_percentiles_are_by_nearest_rank(kpi: str, wait: float) -> None:
    table = figures(*(handled(0, wait) for wait in range(1, 21)))

    assert table.value(f"wait_{kpi}") == wait


def test_percentiles_of_all_and_of_answered_differ_by_those_who_gave_up() -> None:
    table = figures(handled(0, 1), handled(0, 2), abandoned(0, 90))

    assert table.value("wait_p50") == 2
    assert table.value("wait_answered_p50") == 1
    assert table.value("wait_max") == 90
    assert table.value("wait_answered_max") == 2


def test_the_longest_wait_of_the_run_is_no_sum_over_windows() -> None:
    table = figures(handled(0, 40), handled(1800, 70), handled(3600, 20))

    assert table.value("wait_max", window="interval:1") == 70
    assert table.value("wait_max", window="day:0") == 70
    assert table.value("wait_max") == 70


def test_percentiles_of_a_window_in_which_nobody_came_are_missing() -> None:
    table = figures(handled(0, 40))

    assert math.isnan(table.parts("wait_p90", window="interval:1")[0])
    assert table.parts("wait_p90", window="interval:1")[1] == 0


def test_percentiles_are_by_channel_and_issue() -> None:
    table = figures(
        handled(0, 1, channel=0, issue=0),
        handled(0, 2, channel=0, issue=1),
        handled(0, 3, channel=1, issue=0),
        handled(0, 4, channel=1, issue=1),
        channels=("phone", "phone2"),
        issues=("question", "order"),
        of=_two_by_two(),
    )

    assert table.value("wait_max", "channel:phone") == 2
    assert table.value("wait_max", "issue:question") == 3
    assert table.value("wait_max", "channel_issue:phone2/question") == 3
    assert table.value("wait_max", "channel_issue:phone2/order") == 4


def _two_by_two() -> object:
    one = scenario()
    channel = one.channels["phone"]
    return one.model_copy(update={"channels": {"phone": channel, "phone2": channel}})


def test_nearest_rank_agrees_with_its_definition_for_many_groups() -> None:
    rng = np.random.default_rng(1)
    wait = np.sort(rng.integers(0, 50, 400)).astype(float)
    group = rng.integers(0, 7, 400)

    found = nearest_rank(wait, group, 7)

    expected = np.quantile(wait[group == 3], [0.5, 0.9, 0.95, 1], method="inverted_cdf")
    assert found[:, 3].tolist() == expected.tolist()


def test_more_groups_than_sixteen_bits_hold_are_kept_apart() -> None:
    n = 40_000
    found = nearest_rank(np.arange(n, dtype=float), np.arange(n, dtype=np.int32), n)

    assert found[0].tolist() == list(range(n))


def test_waits_of_those_who_arrived_before_the_end_of_the_warm_up_are_left_out() -> (
    None
):
    table = figures(handled(599, 100), handled(600, 10), of=scenario(warm_up=600))

    assert table.value("wait_max") == 10
    assert table.value("asa") == 10
    assert table.value("wait_answered_max", "group:desk") == 10


def test_a_wait_past_the_horizon_counts_whole() -> None:
    table = figures(handled(DAY - 10, 100), ended_at=DAY + 500)

    assert table.value("asa") == 100


def test_pairs_of_one_channel_and_issues_have_the_percentiles_of_the_issues() -> None:
    table = figures(
        handled(0, 1, issue=0), handled(0, 3, issue=1), issues=("question", "order")
    )

    assert table.value("wait_max", "channel_issue:phone/question") == 1
    assert table.value("wait_max", "channel_issue:phone/order") == 3
    assert table.value("wait_max", "issue:order") == 3


def test_pairs_of_channels_and_one_issue_have_the_percentiles_of_the_channels() -> None:
    one = scenario()
    channel = one.channels["phone"]
    table = figures(
        handled(0, 1, channel=0),
        handled(0, 3, channel=1),
        channels=("phone", "phone2"),
        of=one.model_copy(update={"channels": {"phone": channel, "phone2": channel}}),
    )

    assert table.value("wait_max", "channel_issue:phone/question") == 1
    assert table.value("wait_max", "channel_issue:phone2/question") == 3
    assert table.value("wait_max", "issue:question") == 3

"""Estimates by name, and the caveats that go with them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hand_made import table

from omnisim.experiment.estimates import Estimate, Estimates, caveats, estimate
from omnisim.experiment.figures import Figures


def estimates(*replications: dict[str, tuple[float, float]]) -> Estimates:
    return estimate(Figures.of({n: table(rows) for n, rows in enumerate(replications)}))


def test_estimate_has_value_half_width_and_n() -> None:
    found = estimates({"asa": (80, 100)}, {"asa": (45, 50)}).get("asa")

    assert found.value == pytest.approx(125 / 150)
    assert found.half_width == pytest.approx(0.05 * 12.706204736)
    assert found.n == 2


def test_twenty_days_of_twenty_on_target_are_no_certainty() -> None:
    found = estimates(*[{"days_on_target": (1, 1)}] * 20).get("days_on_target")

    # Wilson's interval goes down to n / (n + z^2)
    assert found.value == 1
    assert found.half_width == pytest.approx(1 - 20 / (20 + 1.959963985**2))


def test_chances_of_one_day_each_are_those_of_wilson_with_students_t() -> None:
    days = [{"days_on_target": (n > 0, 1)} for n in range(20)]

    found = estimates(*days).get("days_on_target")

    # the jackknife says t^2 p (1 - p) / 19: as many independent days, one less
    share, spare = 0.95, 2.093024054**2 / 19
    half = math.sqrt(share * (1 - share) * spare + spare**2 / 4)
    assert found.half_width == pytest.approx(
        (half + spare * (share - 0.5)) / (1 + spare)
    )


def test_intervals_that_go_together_are_as_unsure_as_so_many_fewer() -> None:
    # good and bad replications of 28 intervals each: ten days, not 280 intervals
    together = [{"intervals_on_target": (28 * (n % 2), 28)} for n in range(10)]
    single = [{"intervals_on_target": (n % 2, 1)} for n in range(10)]

    found, few = (
        estimates(*days).get("intervals_on_target") for days in (together, single)
    )

    assert found.half_width == pytest.approx(few.half_width)


def test_a_chance_seen_in_one_replication_only_has_no_half_width() -> None:
    found = estimates({"days_on_target": (5, 7)}).get("days_on_target")

    assert math.isnan(found.half_width)


def test_a_chance_that_nobody_could_judge_has_no_half_width() -> None:
    found = estimates(*[{"days_on_target": (0, 0)}] * 20).get("days_on_target")

    assert math.isnan(found.half_width)


def test_sd_is_that_of_the_replications_own_figures() -> None:
    found = estimates({"asa": (8, 10)}, {"asa": (45, 50)}, {"asa": (0, 0)})

    assert found.sd[0] == pytest.approx(0.1 / math.sqrt(2))


@pytest.mark.parametrize(
    ("slice_", "value"),
    [
        ("all", 1.0),
        ("phone", 2.0),
        ("channel:phone", 2.0),
        ("group:phone", 3.0),
        ("desk", 4.0),
        ("billing", 5.0),
        ("phone/billing", 6.0),
    ],
)
def test_slices_are_found_by_name_or_by_kind_and_name(
    slice_: str, value: float
) -> None:
    found = estimates(
        {
            "asa": (1, 1),
            "asa@group:phone": (3, 1),
            "asa@channel:phone": (2, 1),
            "asa@group:desk": (4, 1),
            "asa@issue:billing": (5, 1),
            "asa@channel_issue:phone/billing": (6, 1),
        }
    )

    assert found.get("asa", slice=slice_).value == value


def test_windows_are_found_by_kind_and_number() -> None:
    found = estimates({"asa": (1, 1), "asa@@day:2": (2, 1), "asa@@interval:2": (3, 1)})

    assert found.get("asa", window="run").value == 1.0
    assert found.get("asa", window="day:2").value == 2.0
    assert found.get("asa", window="interval:2").value == 3.0


@pytest.mark.parametrize(
    ("kpi", "slice_", "window", "told"),
    [
        ("assa", "all", "run", "no figure 'assa'; did you mean 'asa'"),
        ("zzz", "all", "run", "see `omnisim explain`"),
        ("asa", "mail", "run", "no slice 'mail' .* there are: all, channel:phone"),
        ("asa", "all", "day:5", "no window 'day:5'"),
    ],
)
def test_what_does_not_exist_is_a_key_error_that_says_what_does(
    kpi: str, slice_: str, window: str, told: str
) -> None:
    found = estimates({"asa": (1, 1), "asa@channel:phone": (1, 1)})

    with pytest.raises(KeyError, match=told):
        found.get(kpi, slice=slice_, window=window)


def test_frame_is_tidy_with_one_row_per_figure() -> None:
    frame = estimates({"asa": (1, 1), "asa@channel:phone@day:0": (4, 2)}).to_frame()

    assert list(frame.columns) == [
        "window_kind",
        "window",
        "slice_kind",
        "slice",
        "kpi",
        "value",
        "half_width",
        "n",
        "sd",
    ]
    assert frame.loc[1, ["window_kind", "slice", "value"]].tolist() == [
        "day",
        "phone",
        2.0,
    ]


def test_length_is_the_number_of_rows() -> None:
    assert len(estimates({"asa": (1, 1), "arrived": (4, 1)})) == 2


def test_relative_half_width() -> None:
    assert Estimate(0.8, 0.02, 20).relative == pytest.approx(0.025)
    assert Estimate(0.0, 0.02, 20).relative == math.inf
    assert Estimate(0.0, 0.0, 20).relative == 0.0
    assert math.isnan(Estimate(math.nan, math.nan, 0).relative)


@pytest.mark.parametrize(
    ("n", "told"),
    [(1, "one replication says nothing"), (9, "only 9 replications")],
)
def test_few_replications_are_told(n: int, told: str) -> None:
    assert caveats(estimates({"asa": (1, 1)}), n)[0].startswith(told)


def test_ten_replications_need_no_caveat() -> None:
    assert caveats(estimates({"open": (1, 1), "arrived": (100, 1)}), 10) == []


def test_more_than_one_in_a_hundred_open_contacts_are_told() -> None:
    (told,) = caveats(estimates({"open": (3, 1), "arrived": (200, 1)}), 10)

    assert told.startswith("1.5% of the contacts were still open")


def test_open_contacts_of_other_channels_than_the_live_ones_are_not_told() -> None:
    counted = estimates({"open": (50, 1), "arrived": (200, 1)})

    assert caveats(counted, 10, live=()) == []


def test_nobody_who_came_leaves_nobody_open() -> None:
    assert caveats(estimates({"open": (0, 1), "arrived": (0, 1)}), 10) == []


def test_many_rows_are_estimated_together() -> None:
    generator = np.random.default_rng(1)
    rows = [
        {f"asa@@interval:{i}": (generator.normal(10), 1.0) for i in range(600)}
        for _ in range(5)
    ]

    found = estimates(*rows)

    alone = [estimates(*({k: row[k]} for row in rows)).half_width[0] for k in rows[0]]
    np.testing.assert_allclose(found.half_width, alone, rtol=1e-10)

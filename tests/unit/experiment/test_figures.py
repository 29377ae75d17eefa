"""Tables of replications side by side."""

from __future__ import annotations

import numpy as np
import pytest
from hand_made import table

from omnisim.experiment.figures import Figures, keys_of


def test_rows_are_in_order_of_replication_whatever_order_they_came_in() -> None:
    figures = Figures.of({4: table({"asa": (8, 2)}), 1: table({"asa": (3, 1)})})

    assert figures.replications.tolist() == [1, 4]
    assert figures.numerator.tolist() == [[3.0], [8.0]]
    assert figures.denominator.tolist() == [[1.0], [2.0]]


def test_one_replication_is_given_back_as_it_came() -> None:
    came = table({"asa": (8, 2), "asa@channel:phone@day:3": (np.nan, 0)})
    figures = Figures.of({2: came, 5: table({"asa": (1, 1), "wait": (3, 1)})})

    back = figures.table(2).to_frame().set_index(["kpi", "window_kind"])

    assert back.loc[("asa", "run"), "numerator"] == 8.0
    assert back.loc[("asa", "run"), "denominator"] == 2.0
    assert np.isnan(back.loc[("asa", "day"), "value"])
    assert np.isnan(back.loc[("wait", "run"), "value"])


def test_rows_that_only_some_have_are_in_one_order_whoever_comes_first() -> None:
    asa, wait = table({"asa@@interval:8": (1, 1)}), table({"wait": (1, 1)})

    first = Figures.of({0: asa, 1: wait})
    second = Figures.of({0: wait, 1: asa})

    assert keys_of(first.names) == keys_of(second.names)
    assert first.names.kpi.tolist() == ["wait", "asa"]


def test_a_replication_that_was_not_played_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="7"):
        Figures.of({0: table({"asa": (1, 1)})}).table(7)


def test_a_ratio_without_a_row_is_undefined_and_a_count_without_a_row_is_zero() -> None:
    busy = table({"asa@@interval:9": (60, 3), "arrived@@interval:9": (3, 1)})

    figures = Figures.of({0: table({}), 1: busy})

    assert np.isnan(figures.numerator[0, 0])
    assert figures.denominator[0].tolist() == [0.0, 1.0]
    assert figures.numerator[0, 1] == 0.0


def test_rows_are_found_by_their_key() -> None:
    figures = Figures.of({0: table({"asa": (1, 1), "asa@group:desk@day:1": (1, 1)})})

    assert figures.rows["day", 1, "group", "desk", "asa"] == 1


def test_own_figures_are_ratios_by_replication() -> None:
    figures = Figures.of({0: table({"asa": (6, 3)}), 1: table({"asa": (0, 0)})})

    np.testing.assert_array_equal(figures.own(), [[2.0], [np.nan]])


def test_below_keeps_the_replications_with_lower_numbers() -> None:
    one = table({"asa": (1, 1)})

    assert Figures.of({0: one, 7: one, 3: one}).below(7).replications.tolist() == [0, 3]


def test_pick_keeps_figures_in_the_order_asked_for() -> None:
    picked = Figures.of({0: table({"a": (1, 9), "b": (2, 9), "c": (3, 9)})}).pick(
        [2, 0]
    )

    assert picked.names.kpi.tolist() == ["c", "a"]
    assert picked.numerator.tolist() == [[3.0, 1.0]]


def test_tables_gives_every_replication() -> None:
    tables = Figures.of({3: table({"a": (1, 2)}), 1: table({"a": (5, 6)})}).tables()

    assert {n: t.numerator.tolist() for n, t in tables.items()} == {1: [5.0], 3: [1.0]}


def test_no_replication_has_no_figures() -> None:
    with pytest.raises(ValueError, match="no replication is finished"):
        Figures.of({})

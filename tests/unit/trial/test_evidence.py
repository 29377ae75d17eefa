"""Values of expressions and how sure they are, worked out by hand.

With two replications Student's t at 95 % is tan(0.475 pi) = 12.7062, with three
4.302653; the jackknife of a mean is its standard error.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from trial_cells import figures_of

from omnisim.trial.evidence import Evidence, cells_in
from omnisim.trial.expression import Call, Figure, Operation, parse

if TYPE_CHECKING:
    from omnisim.experiment import Estimate
    from omnisim.trial.expression import Node

ONE = frozenset({("cap", "1")})
TWO = frozenset({("cap", "2")})
NONE = frozenset({("cap", "9")})
EVIDENCE = Evidence(
    {
        # sums 12 of 6; without each one in turn 10/4, 8/4, 6/4
        ONE: figures_of(asa=[(2, 2), (4, 2), (6, 2)], fcr=[(1, 1), (3, 3), (0, 0)]),
        # always one more than the first cell
        TWO: figures_of(asa=[(4, 2), (6, 2), (8, 2)], fcr=[(1, 2), (1, 2), (1, 2)]),
    }
)
ASA = Figure("asa", "all", (("cap", "1"),))
ASA_2 = Figure("asa", "all", (("cap", "2"),))
FCR = Figure("fcr", "all", (("cap", "1"),))


def estimate(node: Node, confidence: float = 0.95) -> Estimate:
    """Return what the evidence says of a tree."""
    return EVIDENCE.estimate(node, confidence=confidence)


def test_figure_is_the_ratio_of_sums_with_the_jackknifes_half_width() -> None:
    found = estimate(ASA)

    # of 2.5, 2 and 1.5: sqrt(2/3 x 0.5) = 0.57735; x 4.302653 = 2.484138
    assert found.value == 2.0
    assert found.half_width == pytest.approx(2.484138, abs=1e-6)
    assert found.n == 3


def test_confidence_widens_the_interval() -> None:
    # Student's t with 2 degrees of freedom at 90 % is 2.919986
    assert estimate(ASA, 0.9).half_width == pytest.approx(1.685855, abs=1e-6)


def test_what_two_cells_have_in_common_cancels() -> None:
    found = estimate(Operation("-", ASA_2, ASA))
    assert (found.value, found.half_width, found.n) == (1.0, 0.0, 3)


@pytest.mark.parametrize(
    ("sign", "value"), [("+", 5.0), ("-", -1.0), ("*", 6.0), ("/", 2 / 3)]
)
def test_operations_join_values(sign: str, value: float) -> None:
    assert estimate(Operation(sign, ASA, ASA_2)).value == pytest.approx(value)


def test_uncertainty_goes_through_a_quotient() -> None:
    # 2.5/3.5, 2/3 and 1.5/2.5 are 0.714286, 0.666667, 0.6, their mean 0.660317;
    # squares 0.002913, 0.000040, 0.003638 sum to 0.006591; x 2/3: root 0.066289
    found = estimate(Operation("/", ASA, ASA_2))
    assert found.half_width == pytest.approx(4.302653 * 0.066289, abs=1e-5)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min(3, 2, 4)", 2.0),
        ("max(3, 2, 4)", 4.0),
        ("abs(2 - 5)", 3.0),
        ("1/3 + 20 s", 61 / 3),
    ],
)
def test_expression_without_figures_is_exact(text: str, value: float) -> None:
    found = estimate(parse(text).tree)
    assert (found.value, found.half_width, found.n) == (pytest.approx(value), 0.0, 0)


def test_smallest_of_figures_is_taken_from_the_same_customers() -> None:
    found = estimate(Call("min", (ASA, ASA_2)))
    assert found == estimate(ASA)


def test_replication_in_which_nobody_counts_moves_nothing() -> None:
    found = estimate(FCR)

    # 4 of 4; left out in turn 3/3, 1/1 and 4/4
    assert (found.value, found.half_width) == (1.0, 0.0)


def test_figure_that_one_replication_alone_defines_has_no_half_width() -> None:
    evidence = Evidence({ONE: figures_of(asa=[(2, 1), (0, 0)])})

    found = evidence.estimate(ASA, confidence=0.95)

    assert found.value == 2.0
    assert math.isnan(found.half_width)


def test_figure_that_nobody_defines_is_missing() -> None:
    evidence = Evidence({ONE: figures_of(asa=[(np.nan, 0), (np.nan, 0)])})
    assert math.isnan(evidence.estimate(ASA, confidence=0.95).value)


def test_one_replication_says_nothing_of_uncertainty() -> None:
    evidence = Evidence({ONE: figures_of(asa=[(3, 1)])})

    found = evidence.estimate(ASA, confidence=0.95)

    assert (found.value, found.n) == (3.0, 1)
    assert math.isnan(found.half_width)


def test_cells_that_are_ahead_wait_for_the_others() -> None:
    evidence = Evidence(
        {
            ONE: figures_of(asa=[(1, 1), (3, 1), (50, 1)]),
            TWO: figures_of(asa=[(2, 1), (2, 1)]),
        }
    )

    found = evidence.estimate(Operation("-", ASA, ASA_2), confidence=0.95)

    # of the first two replications: 2 - 2; left out in turn 1 and -1, root of
    # 1/2 x 2 = 1, x 12.7062
    assert (found.value, found.n) == (0.0, 2)
    assert found.half_width == pytest.approx(12.7062, abs=1e-4)


def test_cell_that_was_never_played_is_missing() -> None:
    node = Figure("asa", "all", tuple(NONE))
    found = estimate(node)

    assert EVIDENCE.replications(Operation("+", ASA, node)) == 0
    assert (math.isnan(found.value), math.isnan(found.half_width)) == (True, True)
    assert found.n == 0


def test_cells_of_an_expression_are_named_once() -> None:
    tree = Operation("+", Operation("/", ASA, ASA_2), FCR)

    assert cells_in(tree) == [ONE, TWO]
    assert EVIDENCE.replications(tree) == 3
    assert EVIDENCE.replications(parse("3").tree) == 0


def test_figure_that_cells_do_not_hold_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="no figure 'asaa'; did you mean 'asa'"):
        estimate(Figure("asaa", "all", (("cap", "1"),)))


def test_condition_has_no_value() -> None:
    evidence = Evidence({frozenset(): figures_of(asa=[(3, 1), (4, 1)])})
    with pytest.raises(TypeError, match="Comparison is a condition"):
        evidence.estimate(parse("asa < 3").tree, confidence=0.95)

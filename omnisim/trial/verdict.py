"""The verdict on a condition: supported, refuted, or not decided at this precision.

A comparison is decided when the interval of its difference lies wholly on one side.
Conditions joined by words follow: ``and`` is refuted as soon as one side is,
supported only if both are. Intervals are simultaneous (`Judge.confidence`): the
chance that any of them misses its truth, at any look, is at most what is left of the
trial's confidence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from omnisim.trial.expression import Both, Comparison, Negation, Operation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from omnisim.experiment import Estimate
    from omnisim.trial.evidence import Evidence
    from omnisim.trial.expression import Node

__all__ = ["Finding", "Verdict", "all_of", "comparisons_in", "find"]


class Verdict(StrEnum):
    """What is said of a condition."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    UNDECIDED = "not decided at this precision"


@dataclass(frozen=True)
class Finding:
    """One comparison and what the replications say of it.

    Parameters
    ----------
    verdict : Verdict
        Of this comparison.
    sign : str
        ``<``, ``<=``, ``>`` or ``>=``.
    left, right : Estimate
        The two sides.
    difference : Estimate
        Left minus right.
    """

    verdict: Verdict
    sign: str
    left: Estimate
    right: Estimate
    difference: Estimate


def comparisons_in(node: Node) -> int:
    """Return how many comparisons a condition makes."""
    match node:
        case Comparison():
            return 1
        case Negation(condition):
            return comparisons_in(condition)
        case Both(_, left, right):
            return comparisons_in(left) + comparisons_in(right)
        case _:
            return 0


def find(
    node: Node, evidence: Evidence, *, confidence: float
) -> tuple[Verdict, list[Finding]]:
    """Judge a condition by what has been played.

    Parameters
    ----------
    node : Node
        A condition; settled.
    evidence : Evidence
    confidence : float
        Of the interval of each single comparison.

    Returns
    -------
    verdict : Verdict
    findings : list of Finding
        One for each comparison, from left to right.
    """
    match node:
        case Comparison():
            one = _compare(node, evidence, confidence)
            return one.verdict, [one]
        case Negation(condition):
            verdict, findings = find(condition, evidence, confidence=confidence)
            return _OPPOSITE[verdict], findings
        case Both(word, left, right):
            first, mine = find(left, evidence, confidence=confidence)
            second, theirs = find(right, evidence, confidence=confidence)
            joined = all_of((first, second))
            if word == "or":
                sides = (_OPPOSITE[first], _OPPOSITE[second])
                joined = _OPPOSITE[all_of(sides)]
            return joined, mine + theirs
        case _:
            raise TypeError(f"{type(node).__name__} is no condition")


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict on conditions that must all hold."""
    found = set(verdicts)
    if Verdict.REFUTED in found:
        return Verdict.REFUTED
    return Verdict.UNDECIDED if Verdict.UNDECIDED in found else Verdict.SUPPORTED


_OPPOSITE = {
    Verdict.SUPPORTED: Verdict.REFUTED,
    Verdict.REFUTED: Verdict.SUPPORTED,
    Verdict.UNDECIDED: Verdict.UNDECIDED,
}


def _compare(node: Comparison, evidence: Evidence, confidence: float) -> Finding:
    both = Operation("-", node.left, node.right)
    left, right, difference = (
        evidence.estimate(one, confidence=confidence)
        for one in (node.left, node.right, both)
    )
    return Finding(
        verdict=_side(node.sign, difference),
        sign=node.sign,
        left=left,
        right=right,
        difference=difference,
    )


def _side(sign: str, difference: Estimate) -> Verdict:
    """Say on which side of 0 a difference lies, half-width and all."""
    if math.isnan(difference.value) or math.isnan(difference.half_width):
        return Verdict.UNDECIDED
    low = difference.value - difference.half_width
    high = difference.value + difference.half_width
    if sign in (">", ">="):
        low, high, sign = -high, -low, {">": "<", ">=": "<="}[sign]
    is_below = high < 0 if sign == "<" else high <= 0
    is_above = low >= 0 if sign == "<" else low > 0
    if is_below:
        return Verdict.SUPPORTED
    return Verdict.REFUTED if is_above else Verdict.UNDECIDED

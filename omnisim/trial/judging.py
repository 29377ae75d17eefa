"""Claims judged by the evidence: for which levels, with which confidence.

A claim that leaves factors free is a claim about each of their levels. Its intervals
are simultaneous by Bonferroni's inequality: over its comparisons, over the levels it
is about, and over the looks that are taken at the evidence while it grows.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnisim.trial.evidence import cells_in
from omnisim.trial.expression import figures_in
from omnisim.trial.settling import key_of, settle, with_number
from omnisim.trial.verdict import Verdict, all_of, comparisons_in, find

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from omnisim.trial.evidence import Evidence
    from omnisim.trial.expression import Node
    from omnisim.trial.model import Claim, Trial
    from omnisim.trial.settling import Key
    from omnisim.trial.solving import Answer
    from omnisim.trial.verdict import Finding

    Levels = Mapping[str, str]
    Answers = Mapping[Key, Answer]

__all__ = ["Case", "Judge", "Judged"]


@dataclass(frozen=True)
class Case:
    """A claim for one combination of the levels that it leaves free.

    Parameters
    ----------
    levels : mapping of str to str
    verdict : Verdict
    findings : tuple of Finding
        Every comparison; twice where a search ended with a range.
    """

    levels: Levels
    verdict: Verdict
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Judged:
    """A claim and the verdict on it.

    Parameters
    ----------
    claim : Claim
    verdict : Verdict
    cases : tuple of Case
    confidence : float
        Of the interval of each single finding.
    """

    claim: Claim
    verdict: Verdict
    cases: tuple[Case, ...]
    confidence: float


class Judge:
    """Judges the claims of one trial.

    Parameters
    ----------
    trial : Trial
    cells : sequence of mapping of str to str
        Levels of the cells as designed, without the number that is looked for.
    looks : int
        How often the evidence is looked at, at most.
    """

    def __init__(self, trial: Trial, cells: Sequence[Levels], looks: int) -> None:
        self._trial = trial
        self._cells = cells
        self._designed = {key_of(cell) for cell in cells}
        self._looks = looks

    def contexts(self, node: Node) -> list[dict[str, str]]:
        """Return the combinations of free levels that an expression is about.

        Those for which a cell it names is not among the designed ones are left out.
        """
        named = [dict(f.at) for f in figures_in(settle(node, self._trial, {}))]
        free = [
            factor.name
            for factor in self._trial.factors
            if any(factor.name not in here for here in named)
        ]
        found: dict[Key, dict[str, str]] = {}
        for cell in self._cells:
            levels = {name: cell[name] for name in free if name in cell}
            cells = cells_in(settle(node, self._trial, levels))
            if all(self._as_designed(one) in self._designed for one in cells):
                found.setdefault(key_of(levels), levels)
        return list(found.values())

    def confidence(self, claim: Claim) -> float:
        """Return the confidence of each single interval of a claim."""
        node = claim.claim.tree
        family = comparisons_in(node) * max(len(self.contexts(node)), 1)
        return 1 - (1 - self._trial.confidence) / (family * self._looks)

    def judge(self, claim: Claim, evidence: Evidence, answers: Answers) -> Judged:
        """Return the verdict on a claim by what has been played.

        Parameters
        ----------
        claim : Claim
        evidence : Evidence
        answers : mapping of Key to Answer
            What was found for the number that is looked for, by designed cell.
        """
        confidence = self.confidence(claim)
        cases = []
        for levels in self.contexts(claim.claim.tree):
            node = settle(claim.claim.tree, self._trial, levels)
            verdicts, findings = [], []
            for ending in self._endings(node, answers):
                verdict, found = find(ending, evidence, confidence=confidence)
                verdicts.append(verdict)
                findings += found
            cases.append(Case(levels, _same(verdicts), tuple(findings)))
        verdict = all_of(case.verdict for case in cases)
        return Judged(claim, verdict, tuple(cases), confidence)

    def cells(self, node: Node, answers: Answers) -> set[Key]:
        """Return the cells whose figures an expression rests on."""
        return {
            cell
            for levels in self.contexts(node)
            for ending in self._endings(settle(node, self._trial, levels), answers)
            for cell in cells_in(ending)
        }

    def _as_designed(self, cell: Key) -> Key:
        """Return a cell without the number that is looked for."""
        solve = self._trial.solve
        if solve is None:
            return cell
        return frozenset(one for one in cell if one[0] != solve.name)

    def _endings(self, node: Node, answers: Answers) -> list[Node]:
        """Return a settled expression with the numbers that were looked for.

        Where a search ended with a range, once with each of its ends. Empty where
        one has found nothing.
        """
        solve = self._trial.solve
        if solve is None:
            return [node]
        open_ = [
            cell
            for cell in cells_in(node)
            if all(factor != solve.name for factor, _ in cell)
        ]
        ends = [answers[cell].ends for cell in open_]
        return [
            with_number(node, self._trial, dict(zip(open_, chosen, strict=True)).get)
            for chosen in itertools.product(*ends)
        ]


def _same(verdicts: Sequence[Verdict]) -> Verdict:
    """Return what is said of both ends of a range, if it is the same."""
    return verdicts[0] if len(set(verdicts)) == 1 else Verdict.UNDECIDED

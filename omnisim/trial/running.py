"""Run a trial: play its cells until the claims are decided or the limit is reached.

Looks are taken at set numbers of replications: `Precision.at_least`, then twice as
many each time, up to `Precision.at_most`. All cells are played up to the first look;
after that only those on which something undecided rests. What a look decides depends
on the figures alone, never on workers, interruptions or the clock.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnisim.trial.guessing import guess
from omnisim.trial.judging import Judge
from omnisim.trial.laboratory import Laboratory
from omnisim.trial.model import Cell, Level
from omnisim.trial.settling import key_of_cell, settle, with_number
from omnisim.trial.solving import TESTS, Answer, search
from omnisim.trial.verdict import Verdict, comparisons_in, find

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from omnisim.experiment import Estimate
    from omnisim.scenario import Scenario
    from omnisim.trial.evidence import Evidence
    from omnisim.trial.expression import Expression
    from omnisim.trial.judging import Judged
    from omnisim.trial.laboratory import Keeps, Plays
    from omnisim.trial.model import Precision, Solve, Trial
    from omnisim.trial.settling import Key

__all__ = ["Outcome", "looks", "run", "with_level"]


@dataclass(frozen=True)
class Outcome:
    """What a trial has found.

    Parameters
    ----------
    trial : Trial
    designed : tuple of Cell
        As designed, without the number that was looked for.
    cells : tuple of Cell
        The cells that answer: as designed, with the number that was found.
    answers : mapping of Key to Answer
        By designed cell; empty if nothing was looked for.
    judged : tuple of Judged
        One for each claim.
    evidence : Evidence
    replications : mapping of Key to int
        Of every cell that was played, those of searches included.
    """

    trial: Trial
    designed: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    answers: Mapping[Key, Answer]
    judged: tuple[Judged, ...]
    evidence: Evidence
    replications: Mapping[Key, int]

    def estimate(self, figure: Expression, cell: Cell) -> Estimate:
        """Return a figure of a cell that was played, or over it and others.

        Parameters
        ----------
        figure : Expression
            A number.
        cell : Cell

        Returns
        -------
        Estimate
            Its interval is that of a single figure, at the confidence of the trial.
            Where other cells come in whose number was looked for, with the surest.
        """
        trial = self.trial
        node = settle(figure.tree, trial, cell.level_names)
        if trial.solve is not None:
            node = with_number(node, trial, self._surest)
        return self.evidence.estimate(node, confidence=trial.confidence)

    def _surest(self, cell: Key) -> int | None:
        answer = self.answers.get(cell)
        return None if answer is None else answer.surest


def looks(precision: Precision) -> tuple[int, ...]:
    """Return the numbers of replications at which the evidence is looked at.

    Examples
    --------
    >>> from omnisim.trial.model import Precision
    >>> looks(Precision(at_least=20, at_most=100))
    (20, 40, 80, 100)
    """
    found, n = [], precision.at_least
    while n < precision.at_most:
        found.append(n)
        n *= 2
    return (*found, precision.at_most)


def with_level(cell: Cell, solve: Solve, number: int) -> Cell:
    """Return a cell with a number put in for the one that is looked for."""
    text = str(number)
    level = Level(text, dict.fromkeys(solve.paths, text), float(number))
    return Cell({**cell.levels, solve.name: level})


def run(
    trial: Trial,
    cells: Sequence[Cell],
    *,
    scenario_of: Callable[[Cell], Scenario],
    workers: Plays,
    archive: Keeps | None = None,
    on_progress: Callable[[int, int | None, str], None] | None = None,
) -> Outcome:
    """Play a trial and judge its claims.

    Parameters
    ----------
    trial : Trial
    cells : sequence of Cell
        As designed (`omnisim.trial.design`).
    scenario_of : callable
        Makes the scenario of a cell.
    workers : Plays
    archive : Keeps, optional
    on_progress : callable, optional
        As for `Laboratory`.

    Returns
    -------
    Outcome
    """
    lab = Laboratory(
        trial,
        scenario_of=scenario_of,
        workers=workers,
        archive=archive,
        on_progress=on_progress,
    )
    return _Run(trial, tuple(cells), lab).run()


class _Run:
    """One run of a trial."""

    def __init__(
        self, trial: Trial, designed: tuple[Cell, ...], lab: Laboratory
    ) -> None:
        self._trial = trial
        self._designed = designed
        self._lab = lab
        self._looks = looks(trial.precision)
        levels = [cell.level_names for cell in designed]
        self._judge = Judge(trial, levels, len(self._looks))
        self._answers: dict[Key, Answer] = {}
        self._by_key: dict[Key, Cell] = {}

    def run(self) -> Outcome:
        if self._trial.solve is not None:
            for cell in self._designed:
                self._answers[key_of_cell(cell)] = self._search(cell, self._trial.solve)
        cells = self._answering()
        self._by_key |= {key_of_cell(cell): cell for cell in cells}
        wanted = list(cells)
        judged: list[Judged] = []
        for look in self._looks:
            self._lab.play(wanted, look, self._message(judged))
            evidence = self._lab.evidence()
            judged = [
                self._judge.judge(claim, evidence, self._answers)
                for claim in self._trial.claims
            ]
            wanted = self._undecided(cells, judged, evidence)
            if not wanted:
                break
        return Outcome(
            trial=self._trial,
            designed=self._designed,
            cells=cells,
            answers=self._answers,
            judged=tuple(judged),
            evidence=self._lab.evidence(),
            replications={
                key_of_cell(cell): self._lab.replications(cell)
                for cell in self._lab.cells
            },
        )

    def _answering(self) -> tuple[Cell, ...]:
        """Return the designed cells with the numbers that were found."""
        solve = self._trial.solve
        if solve is None:
            return self._designed
        return tuple(
            with_level(cell, solve, number)
            for cell in self._designed
            for number in self._answers[key_of_cell(cell)].ends
        )

    def _search(self, cell: Cell, solve: Solve) -> Answer:
        alpha = 1 - self._trial.confidence
        n_tests = TESTS * len(self._looks) * comparisons_in(solve.so_that.tree)
        confidence = 1 - alpha / n_tests

        def holds(number: int) -> Verdict:
            tried = with_level(cell, solve, number)
            condition = settle(solve.so_that.tree, self._trial, tried.level_names)
            verdict = Verdict.UNDECIDED
            for look in self._looks:
                self._lab.play([tried], look, f"{solve.name}: trying {tried.name}")
                verdict, _ = find(
                    condition, self._lab.evidence(), confidence=confidence
                )
                if verdict is not Verdict.UNDECIDED:
                    break
            return verdict

        middle = with_level(cell, solve, (solve.low + solve.high) // 2)
        start = guess(self._lab.scenario(middle), solve)
        return search(
            holds, seek=solve.seek, low=solve.low, high=solve.high, guess=start
        )

    def _undecided(
        self, cells: Sequence[Cell], judged: Sequence[Judged], evidence: Evidence
    ) -> list[Cell]:
        """Return the cells on which something undecided rests."""
        keys: set[Key] = set()
        for one in judged:
            if one.verdict is Verdict.UNDECIDED:
                keys |= self._judge.cells(one.claim.claim.tree, self._answers)
        keys |= {key_of_cell(cell) for cell in cells if self._is_vague(cell, evidence)}
        return [cell for cell in cells if key_of_cell(cell) in keys]

    def _is_vague(self, cell: Cell, evidence: Evidence) -> bool:
        """Say whether the figure that shall be precise is not, in a cell."""
        precision = self._trial.precision
        if precision.of is None:
            return False
        node = settle(precision.of.tree, self._trial, cell.level_names)
        found = evidence.estimate(node, confidence=self._trial.confidence)
        return not (found.half_width <= precision.half_width or math.isnan(found.value))

    @staticmethod
    def _message(judged: Sequence[Judged]) -> str:
        left = sum(one.verdict is Verdict.UNDECIDED for one in judged)
        return f"{left} of {len(judged)} claims undecided" if judged else "first look"

"""The least staff that meets a target: a search by simulation, certified.

The condition is taken to be monotone in the number: more agents never miss a target
that fewer meet. Starting from a guess, the search goes away from it in growing steps
until the condition is certain on one side and certainly not on the other, then halves
what lies between. Each number is tried with more and more replications until it is
decided or the limit is reached; numbers that stay undecided end as a range.

A search asks at most `TESTS` numbers in earnest, so each test gets a confidence of
``1 - alpha / (TESTS x looks)``: the chance that any of them errs is at most alpha.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnisim.trial.model import Seek
from omnisim.trial.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TESTS", "Answer", "search"]

TESTS = 12
"""Numbers among which a search shares its risk: enough for one in four thousand."""


@dataclass(frozen=True)
class Answer:
    """What a search has found.

    Parameters
    ----------
    surest : int or None
        The smallest (largest) number for which the condition is certain; None if it
        is certain for none within the bounds.
    closest : int or None
        The smallest (largest) number for which the condition is not certainly
        false: equal to `surest` where the answer is exact.
    tried : tuple of (int, Verdict)
        All numbers that were tried, in order of trying.
    """

    surest: int | None
    closest: int | None
    tried: tuple[tuple[int, Verdict], ...]

    @property
    def ends(self) -> tuple[int, ...]:
        """Both ends of the range, one if they agree, none if nothing was found."""
        if self.surest is None or self.closest is None:
            return ()
        return tuple(dict.fromkeys((self.closest, self.surest)))

    @property
    def is_exact(self) -> bool:
        """Whether the number is certain, at the confidence of the trial."""
        return len(self.ends) == 1


def search(
    holds: Callable[[int], Verdict], *, seek: Seek, low: int, high: int, guess: int
) -> Answer:
    """Look for the smallest, or largest, number for which a condition holds.

    Parameters
    ----------
    holds : callable
        Tries a number; asked once for each.
    seek : Seek
        Smallest: the condition holds for all numbers from some one on.
    low, high : int
        Bounds, both allowed.
    guess : int
        Where to begin.

    Returns
    -------
    Answer

    Examples
    --------
    >>> def enough(n):
    ...     return Verdict.SUPPORTED if n >= 7 else Verdict.REFUTED
    >>> search(enough, seek=Seek.SMALLEST, low=1, high=50, guess=10).ends
    (7,)
    """
    sign = 1 if seek is Seek.SMALLEST else -1
    if sign < 0:  # the largest is the smallest of the numbers turned round
        low, high, guess = -high, -low, -guess
    found = _Search(lambda n: holds(sign * n), low, high).run(
        min(max(guess, low), high)
    )
    surest, closest, tried = found
    return Answer(
        None if surest is None else sign * surest,
        None if closest is None else sign * closest,
        tuple((sign * n, verdict) for n, verdict in tried),
    )


class _Search:
    """One search for a smallest number."""

    def __init__(self, holds: Callable[[int], Verdict], low: int, high: int) -> None:
        self._holds = holds
        self._low, self._high = low, high
        self._tried: dict[int, Verdict] = {}
        self._fails = low - 1  # the largest number that certainly fails
        self._passes = high + 1  # the smallest one that certainly passes

    def run(
        self, guess: int
    ) -> tuple[int | None, int | None, list[tuple[int, Verdict]]]:
        self._away_from(guess)
        while (middle := self._between()) is not None:
            self._try(middle)
        tried = list(self._tried.items())
        if self._passes > self._high:
            return None, None, tried
        return self._passes, self._fails + 1, tried

    def _away_from(self, guess: int) -> None:
        """Go up, or down, in doubling steps until the other side is certain."""
        first = self._try(guess)
        direction = -1 if first is Verdict.SUPPORTED else 1
        wanted = Verdict.REFUTED if direction < 0 else Verdict.SUPPORTED
        step, at = 1, guess
        while True:
            following = min(max(at + direction * step, self._low), self._high)
            if following == at or self._try(following) is wanted:
                return
            at, step = following, 2 * step

    def _try(self, n: int) -> Verdict:
        if n not in self._tried:
            verdict = self._tried[n] = self._holds(n)
            if verdict is Verdict.SUPPORTED:
                self._passes = min(self._passes, n)
            elif verdict is Verdict.REFUTED:
                self._fails = max(self._fails, n)
        return self._tried[n]

    def _between(self) -> int | None:
        """Return the number in the middle of those not yet tried, if there are any."""
        if self._passes > self._high:
            return None
        open_ = [
            n for n in range(self._fails + 1, self._passes) if n not in self._tried
        ]
        return open_[len(open_) // 2] if open_ else None

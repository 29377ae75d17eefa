"""Limits on what is held together, and every combination that exhausts them.

A rule is a tuple of limits that all must hold; each limit weighs contacts by their
channel. Nothing here knows of scenarios: channels are names with weights.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Counts = tuple[int, ...]
    Rule = tuple["Limit", ...]

__all__ = [
    "MOST_MIXES",
    "Limit",
    "TooManyMixesError",
    "all_maximal",
    "in_all",
    "in_units",
]

MOST_MIXES = 10_000
_MOST_WORK = 100 * MOST_MIXES  # channels looked at before the search is given up
_TOO_MANY = f"allows more mixes than can be told apart, {MOST_MIXES}"


class TooManyMixesError(ValueError):
    """Rules allow more than `MOST_MIXES` maximal combinations."""


class Limit(NamedTuple):
    """Contacts, each weighted by its channel, sum to `total` at most."""

    total: int
    weights: Mapping[str, int]


def in_units(total: float, each: Mapping[str, float]) -> Limit:
    """Return a limit on units, in whole numbers so that sums are exact.

    Examples
    --------
    >>> in_units(0.3, {"chat": 0.1})  # room for three, though 3 * 0.1 > 0.3 in Python
    Limit(total=3, weights={'chat': 1})
    """
    # by their digits: 0.1 as typed, not the nearest binary number
    exact = {channel: Fraction(repr(weight)) for channel, weight in each.items()}
    whole = Fraction(repr(total))
    scale = math.lcm(whole.denominator, *(one.denominator for one in exact.values()))
    return Limit(int(whole * scale), {c: int(w * scale) for c, w in exact.items()})


def in_all(n: int, channels: Sequence[str]) -> Limit:
    """Return a limit on the number of contacts of some channels together."""
    return Limit(n, dict.fromkeys(channels, 1))


def all_maximal(rules: Sequence[Rule], channels: Sequence[str]) -> set[Counts]:
    """Return every combination that one of the rules allows and none exceeds.

    Parameters
    ----------
    rules : sequence of Rule
        Of which one has to be kept; a channel in no limit of a rule is not held by it.
    channels : sequence of str
        Names.

    Returns
    -------
    set of tuple of int
        Contacts, in the order of the channels.

    Raises
    ------
    TooManyMixesError
        If there are more than `MOST_MIXES`.
    """
    maximal = [set(_Search(rule, channels).run()) for rule in rules]
    kept = {
        counts
        for found in maximal
        for counts in found
        if not any(
            counts not in other and _keeps(rule, channels, counts)
            for rule, other in zip(rules, maximal, strict=True)
        )
    }
    if len(kept) > MOST_MIXES:
        raise TooManyMixesError(_TOO_MANY)
    return kept


def _keeps(rule: Rule, channels: Sequence[str], counts: Sequence[int]) -> bool:
    by_channel = dict(zip(channels, counts, strict=True))
    bounded = {c for limit in rule for c in limit.weights}
    return all(c in bounded for c, n in by_channel.items() if n) and all(
        sum(w * by_channel[c] for c, w in limit.weights.items()) <= limit.total
        for limit in rule
    )


class _Search:
    """Every combination that keeps a rule and to which nothing can be added.

    Channel after channel is given every number that is possible, largest first; a
    branch ends where an earlier channel could take another contact even if all
    later ones take their most.
    """

    def __init__(self, rule: Rule, channels: Sequence[str]) -> None:
        self.totals = [limit.total for limit in rule]
        self.weights = [[limit.weights.get(c, 0) for c in channels] for limit in rule]
        self.width = len(channels)
        nothing = [0] * self.width
        alone = [self._room(place, nothing) for place in range(self.width)]
        # what the channels from each place on can take of each limit
        self.later = [
            [_used(weights[place:], alone[place:]) for weights in self.weights]
            for place in range(self.width + 1)
        ]

    def run(self) -> Iterator[Counts]:
        """Yield the combinations.

        Raises
        ------
        TooManyMixesError
            If there are too many, or finding them takes too long.
        """
        counts = [0] * self.width
        to_try = [self._room(0, counts)] if self.width else []
        work = found = 0
        while to_try:
            place, n = len(to_try) - 1, to_try[-1]
            work += place + 1
            if work > _MOST_WORK:
                raise TooManyMixesError(_TOO_MANY)
            counts[place] = max(n, 0)
            # if there is room to spare with n there is more with fewer
            if n < 0 or not self._is_full(counts, place):
                counts[place] = 0
                to_try.pop()
                continue
            to_try[place] = n - 1
            if place + 1 < self.width:
                to_try.append(self._room(place + 1, counts))
                continue
            found += 1
            if found > MOST_MIXES:
                raise TooManyMixesError(_TOO_MANY)
            yield tuple(counts)

    def _room(self, place: int, counts: Sequence[int]) -> int:
        """Return how many contacts a channel can have beside the others."""
        rooms = [
            (total - _used(weights, counts)) // weights[place]
            for total, weights in zip(self.totals, self.weights, strict=True)
            if weights[place]
        ]
        return min(rooms, default=0)

    def _is_full(self, counts: Sequence[int], place: int) -> bool:
        """Say whether no channel up to a place is sure to have room for another."""
        spare = [
            total - _used(weights, counts) - later
            for total, weights, later in zip(
                self.totals, self.weights, self.later[place + 1], strict=True
            )
        ]
        limits = list(zip(spare, self.weights, strict=True))
        return all(
            any(weights[c] > left for left, weights in limits)
            or not any(weights[c] for _, weights in limits)  # never held
            for c in range(place + 1)
        )


def _used(weights: Sequence[int], counts: Sequence[int]) -> int:
    return sum(w * n for w, n in zip(weights, counts, strict=True))

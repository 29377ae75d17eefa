"""Draw the population of one replication from a scenario's demand side.

Given a `Scenario`, a seed and the number of a replication; hands on a
`Population`. Only the calendar, the channels' arrivals, mixtures and laws, and
the issues' shares and efforts are read: staffing, routing and what customers do
next change nobody.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from omnisim import streams
from omnisim.population.arrivals import (
    Points,
    Random,
    poisson_points,
    recorded_points,
)
from omnisim.population.laws import quantile
from omnisim.population.purposes import Purpose
from omnisim.population.stay_laws import StayLaws
from omnisim.population.table import Population
from omnisim.scenario import mix, timeline
from omnisim.scenario.laws import Gamma

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from omnisim.scenario.schema import Scenario
    from omnisim.streams import Counters, Floats

    Codes = npt.NDArray[np.int16]

__all__ = ["draw_population", "fingerprint"]

_UNKNOWN = -1  # code of an issue that the source does not name


class _Part(NamedTuple):
    """Arrivals of one channel, with the code of the issue each brings."""

    points: Points
    issue: Codes


def draw_population(scenario: Scenario, *, seed: int, replication: int) -> Population:
    """Draw everyone who will make contact, and when.

    Parameters
    ----------
    scenario : Scenario
        Read for its demand side only.
    seed : int
        At least 0.
    replication : int
        From 0.

    Returns
    -------
    Population
        In order of arrival; customers of one instant in order of identity.

    Examples
    --------
    >>> from omnisim import scenario
    >>> desk = scenario.loads('''
    ... name: help desk
    ... calendar: {start: 2026-03-02 08:00, open: "08:00-20:00"}
    ... issues: {question: {share: 60%}, fault: {share: 40%}}
    ... channels:
    ...   phone:
    ...     kind: call
    ...     arrivals: {rate: 40/h}
    ...     talk: 4 min
    ...     patience: {exponential: 3 min}
    ... agents: {desk: {staff: 4, skills: {phone: 1}}}
    ... ''')
    >>> population = draw_population(desk, seed=1, replication=0)
    >>> len(population)
    488
    >>> population.to_frame()[["channel", "issue", "arrived_at"]].round(1).head(2)
             channel     issue  arrived_at
    customer
    0          phone     fault        64.3
    1          phone  question        85.2
    """
    channels, issues = tuple(sorted(scenario.channels)), tuple(sorted(scenario.issues))
    source = _Source(scenario, seed, replication)
    parts = [list(source.arrivals(channel)) for channel in channels]
    sizes = [sum(part.issue.size for part in found) for found in parts]
    empty = _Part(Points(np.zeros(0, np.uint64), np.zeros(0)), np.zeros(0, np.int16))
    flat = [empty, *(part for found in parts for part in found)]
    identity = np.concatenate([part.points.identity for part in flat])
    arrived_at = np.concatenate([part.points.arrived_at for part in flat])
    order = _order(arrived_at, identity)
    codes = np.arange(len(channels), dtype=np.int16)
    return Population(
        channels=channels,
        issues=issues,
        seed=seed,
        replication=replication,
        fingerprint=fingerprint(scenario),
        laws=StayLaws.of(scenario),
        identity=identity[order],
        channel=np.repeat(codes, sizes)[order],
        issue=np.concatenate([part.issue for part in flat])[order],
        arrived_at=arrived_at[order],
    )


def fingerprint(scenario: Scenario) -> str:
    """Return a fingerprint of a scenario's demand side.

    Parameters
    ----------
    scenario : Scenario
        Read for its demand side only.

    Returns
    -------
    str
        32 hexadecimal digits; equal where all replications hold the same customers.
    """
    digest = hashlib.blake2b(digest_size=16)
    names = sorted(scenario.channels), sorted(scenario.issues)
    said = scenario.calendar.days, names, StayLaws.of(scenario).describe()
    digest.update(repr(said).encode())
    for name in sorted(scenario.channels):
        channel = scenario.channels[name]
        if channel.arrivals is not None:
            cells = timeline.arrival_cells(scenario, name)
            arriving = (
                name,
                channel.arrivals.scale,
                [(entry.at, entry.issue) for entry in channel.arrivals.recorded],
                channel.busy_day.cv,
                mix.mixture(scenario, name),
                [(c.issue, c.edges.tolist(), c.counts.tolist()) for c in cells],
            )
            digest.update(repr(arriving).encode())
    return digest.hexdigest()


def _order(arrived_at: Floats, identity: Counters) -> npt.NDArray[np.intp]:
    """Return the order of arrival, customers of one instant by identity."""
    order = np.argsort(arrived_at, kind="stable")
    ordered = arrived_at[order]
    if (ordered[1:] == ordered[:-1]).any():
        # only records hold many ties, and sorting identities costs ten times as much
        order = np.lexsort((identity, arrived_at))
    return order


class _Source:
    """Where the arrivals of one replication come from."""

    def __init__(self, scenario: Scenario, seed: int, replication: int) -> None:
        self._scenario = scenario
        self._address = (seed, replication)
        self._codes = {name: code for code, name in enumerate(sorted(scenario.issues))}
        self._random = Random(self._key(Purpose.GAP), self._key(Purpose.LEVEL))
        self._issue_key = self._key(Purpose.ISSUE)

    def arrivals(self, channel: str) -> Iterator[_Part]:
        """Draw the arrivals of a channel."""
        arrivals = self._scenario.channels[channel].arrivals
        if arrivals is None:
            return
        levels = self._levels(channel, arrivals.scale)
        for cells in timeline.arrival_cells(self._scenario, channel):
            name = _table_key(channel, cells.issue)
            code = _UNKNOWN if cells.issue is None else self._codes[cells.issue]
            points = poisson_points(name, cells, levels, self._random)
            given = np.full(points.identity.size, code, dtype=np.int16)
            yield self._with_issues(channel, points, given)
        if arrivals.recorded:
            name = streams.key(0, 0, "customer", "record", channel)
            points, place = recorded_points(
                name, arrivals.recorded, levels, self._random
            )
            named = [
                _UNKNOWN if entry.issue is None else self._codes[entry.issue]
                for entry in arrivals.recorded
            ]
            given = np.array(named, dtype=np.int16)[place]
            yield self._with_issues(channel, points, given)

    def _levels(self, channel: str, scale: float) -> Floats:
        """Return each day's level of demand: scale times the day's factor."""
        days = np.arange(self._scenario.calendar.days, dtype=np.uint64)
        cv = self._scenario.channels[channel].busy_day.cv
        number = streams.uniforms(self._key(Purpose.BUSY_DAY, channel), days)
        return quantile(Gamma(mean=1.0, cv=cv), number) * scale

    def _with_issues(self, channel: str, points: Points, given: Codes) -> _Part:
        """Draw the issue of everyone whose source names none."""
        unknown = given == _UNKNOWN
        if unknown.any():
            shares = mix.mixture(self._scenario, channel)
            likely = [name for name, share in shares.items() if share > 0]
            ends = np.cumsum([shares[name] for name in likely])
            number = streams.uniforms(self._issue_key, points.identity[unknown])
            which = np.searchsorted(ends[:-1] / ends[-1], number, side="right")
            codes = np.array([self._codes[name] for name in likely], dtype=np.int16)
            given[unknown] = codes[which]
        return _Part(points, given)

    def _key(self, purpose: Purpose, *words: str) -> int:
        return streams.key(*self._address, str(purpose), *words)


def _table_key(channel: str, issue: str | None) -> int:
    """Return the name under which a table's source numbers its customers."""
    words = (channel,) if issue is None else (channel, issue)
    return streams.key(0, 0, "customer", "table", *words)

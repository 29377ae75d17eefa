"""From a journal to its table of figures: `compute`.

Measures are added up once, by cell (window, channel, issue; or window and group);
windows and slices are sums of cells, and every figure is a sum of measures over
another. What does not add up is worked out for each window and slice by itself:
percentiles, the share of days on target, the offered load.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from omnisim.errors import nearest
from omnisim.kpi import replies, service_level
from omnisim.kpi.backlog import Backlog
from omnisim.kpi.cohort import ATTRIBUTIONS, Cohort
from omnisim.kpi.customers import SEEN_WITHIN
from omnisim.kpi.deferred import Items
from omnisim.kpi.definitions import KPIS
from omnisim.kpi.diagnostics import Peaks
from omnisim.kpi.figure import terms
from omnisim.kpi.loads import held
from omnisim.kpi.moves import Moves
from omnisim.kpi.occasions import Occasions
from omnisim.kpi.percentiles import Ranks
from omnisim.kpi.sums import Sums
from omnisim.kpi.table import Block, KpiTable
from omnisim.kpi.windows import KINDS, Grid

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal
    from omnisim.kpi.conversations import Flags
    from omnisim.kpi.windows import Floats
    from omnisim.scenario.schema import Scenario

__all__ = ["compute"]


def compute(
    journal: Journal,
    scenario: Scenario,
    *,
    attribution: str = "arrival",
    seen_within: float = SEEN_WITHIN,
) -> KpiTable:
    """Return every figure of a journal.

    Parameters
    ----------
    journal : Journal
        Valid as `omnisim.journal.check` understands it.
    scenario : Scenario
        Read for its calendar, opening hours, targets, the form of the service level
        and the short-abandonment time; its names are those of the journal.
    attribution : str
        Which window a contact counts in: ``"arrival"``; ``"end"``, where it closed
        (handling where wrap-up ended); ``"overlap"``, as arrival, but handling time
        split by the clock. Agents' time always goes by the clock.
    seen_within : float, seconds
        For measured first contact resolution: how long after a contact a further
        one is noticed.

    Returns
    -------
    KpiTable
        For the run, each day and each interval; for all, each channel, issue and
        group; for each pair of channel and issue, and each move from one channel to
        another, by run and day.

    Raises
    ------
    ValueError
        If there is no such attribution, or the warm-up leaves nothing to count.
    """
    if attribution not in ATTRIBUTIONS:
        guess = nearest(attribution, ATTRIBUTIONS)
        hint = f"; did you mean {guess!r}?" if guess else ""
        raise ValueError(
            f"unknown attribution {attribution!r}; "
            f"allowed: {', '.join(ATTRIBUTIONS)}{hint}"
        )
    kinds = tuple(scenario.channels[name].kind for name in journal.provenance.channels)
    cohort = Cohort(journal, Grid.of(scenario), attribution, kinds)
    sources = _Sources.of(cohort, scenario, seen_within)
    blocks: list[Block] = []
    numerators: list[Floats] = []
    denominators: list[Floats] = []
    for window_kind in KINDS:
        lit = sources.lit(window_kind)
        windows = np.array(cohort.grid.numbers(window_kind))[lit]
        for slice_kind, slices in sources.slices.items():
            if window_kind == "interval" and slice_kind in _THIN:
                continue
            measures = sources.measures(window_kind, slice_kind)
            halves = _halves(tuple(measures))
            values = np.stack(list(measures.values()))[:, lit]
            flat = values.reshape(len(values), -1)
            above, below = halves.above.of(flat), halves.below.of(flat)
            above[halves.is_mean[:, None] & (below == 0)] = np.nan
            numerators.append(above.ravel())
            denominators.append(below.ravel())
            blocks.append(
                Block(
                    window_kind,
                    tuple(windows.tolist()),
                    slice_kind,
                    slices,
                    halves.kpis,
                )
            )
    return KpiTable.of(
        tuple(blocks), np.concatenate(numerators), np.concatenate(denominators)
    )


_THIN = ("channel_issue", "move")  # by interval they say nothing any more


class _Sources(NamedTuple):
    """Where measures come from: sums, and what does not add up."""

    sums: Sums
    ranks: Ranks
    peaks: Peaks | None
    backlog: Backlog | None
    moves: Moves | None
    attained: dict[str, dict[str, dict[str, Floats]]]

    @classmethod
    def of(cls, cohort: Cohort, scenario: Scenario, seen_within: float) -> _Sources:
        """Add up and rank the rows of a journal."""
        loads = held(cohort.journal, scenario)
        occasions = Occasions.of(cohort.journal, scenario)
        sums = Sums.of(cohort, scenario, occasions, loads, seen_within)
        return cls(
            sums=sums,
            ranks=_ranks(cohort),
            peaks=None if loads is None else Peaks(cohort, scenario, loads),
            backlog=_backlog(cohort, scenario),
            moves=Moves.of(cohort) if occasions.further else None,
            attained={
                kind: service_level.attainment(
                    cohort.grid, sums.level("day", kind), sums.level("interval", kind)
                )
                for kind in sums.slices
                if kind != "group"
            },
        )

    @property
    def slices(self) -> dict[str, tuple[str, ...]]:
        """Names of the slices by kind."""
        found = dict(self.sums.slices)
        return found if self.moves is None else found | {"move": self.moves.slices}

    def lit(self, window_kind: str) -> Flags:
        """Flag the windows worth a row."""
        lit = self.sums.lit(window_kind)
        return lit if self.backlog is None else lit | self.backlog.lit(window_kind)

    def measures(self, window_kind: str, slice_kind: str) -> dict[str, Floats]:
        """Return all measures by window and slice, by name."""
        if slice_kind == "move" and self.moves is not None:
            return self.moves.of_windows(window_kind)
        measures = self.sums.measures(window_kind, slice_kind)
        measures |= self.ranks.of(window_kind, slice_kind)
        measures |= self.sums.consistency(window_kind, slice_kind)
        if self.peaks is not None:
            measures |= self.peaks.of(window_kind, slice_kind)
        if self.backlog is not None:
            measures |= self.backlog.of_windows(window_kind, slice_kind)
        return measures | self.attained.get(slice_kind, {}).get(window_kind, {})


def _ranks(cohort: Cohort) -> Ranks:
    """Return the percentiles, of waits and of replies where there are any."""
    if not cohort.has_conversations:
        return Ranks(cohort, {}, {})
    return Ranks(cohort, replies.samples(cohort), replies.samples_of_groups(cohort))


def _backlog(cohort: Cohort, scenario: Scenario) -> Backlog | None:
    """Return what was left at the ends of windows, None if all contacts are live."""
    if cohort.is_live.all():
        return None
    return Backlog.of(cohort, Items.of(cohort), scenario)


class _Half(NamedTuple):
    """The numerators, or the denominators, of some figures as sums of measures.

    Most are a single measure: picking rows is much less work than multiplying by a
    matrix that is nearly all zeros.
    """

    term: npt.NDArray[np.intp]  # (n_terms,): place of the measure
    sign: npt.NDArray[np.float64]  # (n_terms, 1)
    first: npt.NDArray[np.intp]  # (n_kpis,): place of each figure's first term

    def of(self, measures: Floats) -> Floats:
        """Add up measures, shape (n_measures, n), to shape (n_kpis, n)."""
        terms = measures[self.term]
        terms *= self.sign
        total: Floats = np.add.reduceat(terms, self.first, axis=0)
        return total


class _Halves(NamedTuple):
    """The figures that some measures suffice for."""

    kpis: tuple[str, ...]
    above: _Half
    below: _Half
    is_mean: npt.NDArray[np.bool_]


@lru_cache(maxsize=32)
def _halves(names: tuple[str, ...]) -> _Halves:
    column = {name: n for n, name in enumerate(names)}
    kpis = [
        kpi
        for kpi in KPIS.values()
        if all(name in column for name in terms(kpi.numerator) | terms(kpi.denominator))
    ]

    def half(texts: list[str]) -> _Half:
        read = [terms(text) for text in texts]
        sizes = np.array([len(one) for one in read], dtype=np.intp)
        return _Half(
            np.array([column[name] for one in read for name in one]),
            np.array([sign for one in read for sign in one.values()])[:, None],
            np.cumsum(sizes) - sizes,
        )

    return _Halves(
        tuple(kpi.id for kpi in kpis),
        half([kpi.numerator for kpi in kpis]),
        half([kpi.denominator for kpi in kpis]),
        np.array([kpi.estimator == "mean" for kpi in kpis]),
    )

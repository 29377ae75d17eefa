"""Results typed by hand: what replications counted, without playing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.experiment.results import Results, conclude
from omnisim.kpi.table import KpiTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from omnisim.scenario.schema import Scenario

Key = tuple[str, str, str]  # figure, slice such as "channel:phone", window
Parts = tuple[float, float]  # numerator, denominator


def made_results(
    scenario: Scenario, counted: Mapping[Key, Sequence[Parts]], *, seed: int = 1
) -> Results:
    """Return results whose replication i counted the i-th pair of every figure."""
    n = len(next(iter(counted.values())))
    tables = {
        number: _table({key: pairs[number] for key, pairs in counted.items()})
        for number in range(n)
    }
    return conclude(scenario, tables, seed=seed, fingerprint="f00d")


def _table(counted: Mapping[Key, Parts]) -> KpiTable:
    windows = [window.partition(":") for _, _, window in counted]
    slices = [part.partition(":") for _, part, _ in counted]
    return KpiTable(
        window_kind=np.array([kind for kind, _, _ in windows], dtype=object),
        window=np.array([int(number or 0) for _, _, number in windows], dtype=np.int32),
        slice_kind=np.array([kind for kind, _, _ in slices], dtype=object),
        slice=np.array([name for _, _, name in slices], dtype=object),
        kpi=np.array([kpi for kpi, _, _ in counted], dtype=object),
        numerator=np.array([above for above, _ in counted.values()], dtype=float),
        denominator=np.array([below for _, below in counted.values()], dtype=float),
    )

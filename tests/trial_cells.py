"""Figures of cells typed by hand, without playing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.experiment import Figures
from omnisim.kpi.table import KpiTable

if TYPE_CHECKING:
    from collections.abc import Sequence


def figures_of(**counted: Sequence[tuple[float, float]]) -> Figures:
    """Return figures of the whole run; replication i counted the i-th pair of each."""
    n = len(counted)
    empty = np.zeros(n)
    names = KpiTable(
        window_kind=np.array(["run"] * n, dtype=object),
        window=np.zeros(n, dtype=np.int32),
        slice_kind=np.array(["all"] * n, dtype=object),
        slice=np.array([""] * n, dtype=object),
        kpi=np.array(list(counted), dtype=object),
        numerator=empty,
        denominator=empty,
    )
    parts = np.array(list(counted.values()), dtype=float)  # (figure, replication, 2)
    return Figures(
        names,
        np.arange(parts.shape[1]),
        parts[:, :, 0].T.copy(),
        parts[:, :, 1].T.copy(),
    )

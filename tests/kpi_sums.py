"""Figures of a run beside the sums of those of its windows and slices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.kpi import KPIS

if TYPE_CHECKING:
    import numpy.typing as npt

    from omnisim.kpi import KpiTable

__all__ = ["NEAR", "numerators"]

# Sums of counts are whole; sums of instants that are multiples of a fraction of a
# second may differ by their rounding.
NEAR = {"rtol": 1e-9, "atol": 1e-6}
ADDS_UP = sorted(
    kpi.id
    for kpi in KPIS.values()
    if kpi.estimator != "mean"
    and kpi.id
    not in (
        "days_on_target",
        "intervals_on_target",
        "offered_load",
        "staffed",
        "backlog",  # at the end of a window
        "backlog_hours",
    )
)
WAGES = [place for place, id_ in enumerate(ADDS_UP) if "wages" in KPIS[id_].numerator]


def numerators(
    table: KpiTable, window: str, slice_: str = "all"
) -> npt.NDArray[np.float64]:
    """Return the numerators of figures that add up, summed over windows and slices.

    By place in `ADDS_UP`; NaN for a figure that such a slice does not have, and for
    wages by channel and issue: those of a group that did nothing are nobody's.
    """
    mine = (table.window_kind == window) & (table.slice_kind == slice_)
    place = [_PLACE.get(kpi, len(ADDS_UP)) for kpi in table.kpi[mine]]
    total = np.bincount(place, table.numerator[mine], minlength=len(ADDS_UP) + 1)
    total[np.bincount(place, minlength=len(ADDS_UP) + 1) == 0] = np.nan
    if slice_ != "all":
        total[WAGES] = np.nan
    return total[:-1]


_PLACE = {kpi: place for place, kpi in enumerate(ADDS_UP)}

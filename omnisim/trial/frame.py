"""The file of a trial as a data frame: by cell, replication, slice and figure."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from omnisim.errors import ResultsError
from omnisim.experiment.sqlitefile import explained
from omnisim.trial.model import number_of
from omnisim.trial.shelf import require_ours

if TYPE_CHECKING:
    import os

    import pandas as pd

__all__ = ["read"]

_KEYS = ("slice_kind", "slice", "kpi")
_NUMBERS = ("numerator", "denominator")
_LINKS = ("of", "figure")  # between tables; not handed on
_OURS = frozenset(("cell", "replication", "value", *_KEYS, *_NUMBERS, *_LINKS))


def read(path: str | os.PathLike[str], *, kpi: str | None = None) -> pd.DataFrame:
    """Return what the file of a trial holds of the cells in use.

    Parameters
    ----------
    path : path
        Made by `omnisim experiment`, complete or not.
    kpi : str, optional
        Id of the one figure wanted; all of them make a large frame.

    Returns
    -------
    pandas.DataFrame
        Columns ``cell`` (its name), one for each factor, ``replication``,
        ``slice_kind``, ``slice``, ``kpi``, ``numerator``, ``denominator`` and
        ``value``, which is NaN where nobody counts. A factor's levels are numbers if
        all of them are, as `omnisim.trial.model.number_of` reads them, else texts. A
        factor called like another column gets an underscore at its end.

    Raises
    ------
    ResultsError
        If there is no such file, it is none of a trial, or a run has it open.

    Notes
    -----
    ``read("results.sqlite", kpi="asa").groupby("cap")["value"].mean()`` is the mean of
    the replications' own figures, by the levels of a factor named cap.
    """
    import pandas as pd  # noqa: PLC0415 - slow import

    home = Path(path)
    if not home.is_file():
        raise ResultsError(
            f"{home}: there is no such file; it is made by `omnisim experiment`"
        )
    with explained(home, "file"), closing(sqlite3.connect(home, timeout=1.0)) as file:
        require_ours(file, home)
        cells = file.execute(
            "SELECT cell, name, levels FROM cells WHERE in_use ORDER BY cell"
        ).fetchall()
        figures = file.execute(
            "SELECT figure, slice_kind, slice, kpi FROM figures ORDER BY figure"
        ).fetchall()
        rows = file.execute(
            "SELECT cell, replication, figure, numerator, denominator "
            "FROM cells JOIN counts USING (scenario) JOIN figures USING (figure) "
            "WHERE in_use AND (?1 IS NULL OR kpi = ?1) "
            "ORDER BY cell, replication, figure",
            (kpi,),
        ).fetchall()
    numbered = ["of", "replication", "figure"]
    # kinds are said for a file that is still empty; names are few and rows many
    counts = pd.DataFrame(rows, columns=[*numbered, *_NUMBERS]).astype(
        dict.fromkeys(numbered, "int64") | dict.fromkeys(_NUMBERS, "float64")
    )
    named = pd.DataFrame(figures, columns=["figure", *_KEYS]).astype(
        {"figure": "int64"} | dict.fromkeys(_KEYS, "category")
    )
    whole = counts.merge(_levels(cells), on="of").merge(named, on="figure")
    some = whole["denominator"] != 0
    whole["value"] = (whole["numerator"] / whole["denominator"]).where(some)
    factors = [name for name in whole if name not in _OURS]
    return whole[["cell", *factors, "replication", *_KEYS, *_NUMBERS, "value"]]


def _levels(cells: list[tuple[int, str, str]]) -> pd.DataFrame:
    """Return the cells with a column for each factor."""
    import pandas as pd  # noqa: PLC0415 - slow import

    levels = pd.DataFrame([json.loads(text) for *_, text in cells], dtype=object)
    for factor in levels:
        known = levels[factor].map(number_of, na_action="ignore")
        if known[levels[factor].notna()].isna().any():
            levels[factor] = levels[factor].astype("category")
        else:
            levels[factor] = known.astype("float64")
    taken = {name: f"{name}_" for name in levels if name in _OURS}
    names = pd.Categorical([name for _, name, _ in cells])
    numbers = np.array([number for number, *_ in cells], dtype=np.int64)
    return levels.rename(columns=taken).assign(of=numbers, cell=names)

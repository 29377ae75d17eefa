"""KPI tables typed by hand, and tasks simple enough to run in worker processes."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from omnisim.kpi.table import KpiTable

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = tuple[float, float]  # numerator, denominator


def table(rows: Mapping[str, Row]) -> KpiTable:
    """Make a table from rows named ``"kpi"`` or ``"kpi@slice@window"``.

    A slice is written ``channel:phone``, a window ``interval:3``.
    """
    keys = [_key(name) for name in rows]
    numbers = np.array(list(rows.values()), dtype=float).reshape(len(rows), 2)
    texts = [np.array([key[i] for key in keys], dtype=object) for i in (0, 2, 3, 4)]
    return KpiTable(
        window_kind=texts[0],
        window=np.array([key[1] for key in keys], dtype=np.int32),
        slice_kind=texts[1],
        slice=texts[2],
        kpi=texts[3],
        numerator=numbers[:, 0].copy(),
        denominator=numbers[:, 1].copy(),
    )


def _key(name: str) -> tuple[str, int, str, str, str]:
    kpi, _, place = name.partition("@")
    where, _, window = place.partition("@")
    slice_kind, _, slice_name = (where or "all").partition(":")
    window_kind, _, number = (window or "run").partition(":")
    return window_kind, int(number or 0), slice_kind, slice_name, kpi


def double(key: int) -> int:
    """Return twice the key."""
    return 2 * key


def process_of(key: int) -> tuple[int, int]:
    """Return the key and the process that played it."""
    time.sleep(0.05)
    return key, os.getpid()


def fail_on_three(key: int) -> int:
    """Refuse one key."""
    if key == 3:
        raise ValueError("three is too many")
    return key


def die_on_three(key: int) -> int:
    """Kill the process that plays one key, as a system short of memory does."""
    if key == 3:
        time.sleep(0.3)
        os.kill(os.getpid(), signal.SIGKILL)
    return key


def write_process_and_sleep(folder: str, key: int) -> int:
    """Leave a file named after the process, then take very long."""
    Path(folder, str(os.getpid())).write_text(str(key))
    time.sleep(60)
    return key

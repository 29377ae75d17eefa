"""How many examples hypothesis draws: as stated, or many times as many in a soak."""

from __future__ import annotations

import os

from hypothesis import settings

__all__ = ["TIMES", "examples"]

TIMES = int(os.environ.get("OMNISIM_SOAK", "1"))  # set by `make soak`


def examples(n: int) -> settings:
    """Return the setting of a property that wants `n` examples."""
    return settings(max_examples=n * TIMES)

"""Set-up shared by all tests: hypothesis draws the same examples every time.

A soak draws other examples every time, and many more.
"""

from __future__ import annotations

from examples import TIMES
from hypothesis import HealthCheck, settings

_COMMON = {
    "deadline": None,  # a busy machine is no defect
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("fixed", derandomize=True, **_COMMON)
settings.register_profile("fresh", print_blob=True, **_COMMON)
settings.load_profile("fixed" if TIMES == 1 else "fresh")

"""Set-up shared by all tests: hypothesis draws the same examples every time.

`make soak` asks for the profile "fresh": other examples every time, and more.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_COMMON = {
    "deadline": None,  # a busy machine is no defect
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("fixed", derandomize=True, **_COMMON)
settings.register_profile("fresh", max_examples=500, print_blob=True, **_COMMON)
settings.load_profile(os.environ.get("OMNISIM_EXAMPLES", "fixed"))

"""All cases with fresh seeds: every figure is judged, and the seed told.

Run by ``make soak``. On an alarm nobody changes the seed: play twice as long; if the
alarm comes again it is a defect.
"""

from __future__ import annotations

import math
import sys
import time

from calibrated import ALARM, assert_mean
from verification.case import play_case
from verification.cases import CASES


def soak(fresh: int) -> int:
    """Play all cases with their seeds moved by `fresh`; return the alarms."""
    alarms = figures = 0
    for name, build in CASES.items():
        for finding in play_case(build, fresh).findings:
            figures += 1
            try:
                # what a run must be able to see is asked of the fixed seeds only
                assert_mean(finding.values, finding.figure.expected, detect=math.inf)
            except AssertionError as alarm:
                alarms += 1
                print(f"{name}: {finding.figure.name}: {alarm}")  # noqa: T201 - a script
    print(  # noqa: T201 - a script
        f"fresh {fresh}: {alarms} alarms among {figures} figures; "
        f"{figures * ALARM:.2%} of such runs have one by chance"
    )
    return alarms


if __name__ == "__main__":
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else int(time.time())
    sys.exit(soak(seed) > 0)

"""Estimates for machines: tidy CSV, and JSON with everything needed to cite them.

CSV has the rows of `omnisim.experiment.rows`, as the file of a results folder has;
JSON holds the same rows below what they were made with; a missing number is an empty
cell in CSV and null in JSON. Both are stable: a later version may add columns and
keys, and raises `FORMAT` if it changes what one of them means.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from omnisim.experiment.rows import COLUMNS, known, rows, write_csv
from omnisim.report import lights

if TYPE_CHECKING:
    from omnisim.experiment.results import Results

__all__ = ["FORMAT", "metadata", "to_csv", "to_json"]

FORMAT = 1


def to_csv(results: Results) -> str:
    """Return the estimates of a run as tidy CSV, lines ended by a line feed."""
    text = io.StringIO()
    write_csv(results.estimates, results.scenario, text)
    return text.getvalue()


def metadata(results: Results) -> dict[str, Any]:
    """Return what a run's estimates were made with, ready for JSON."""
    scenario = results.scenario
    judged = lights.judge(lights.read_targets(scenario), results.estimates)
    return {
        "format": FORMAT,
        "scenario": {
            "name": scenario.name,
            "fingerprint": results.fingerprint,
            "start": scenario.calendar.start.isoformat(),
            "days": scenario.calendar.days,
            "interval_s": scenario.calendar.interval,
            "warm_up_s": scenario.calendar.warm_up,
            "service_level": scenario.service_level.value,
        },
        "seed": results.seed,
        "replications": results.replications,
        "interrupted": results.interrupted,
        "confidence": results.estimates.confidence,
        "versions": dict(results.versions),
        "warnings": list(results.warnings),
        "targets": [
            {
                "kpi": judgement.target.kpi,
                "slice": judgement.target.slice,
                "green": str(judgement.target.green),
                "amber": str(judgement.target.amber or "") or None,
                "light": judgement.light.value,
                "is_sure": judgement.is_sure,
                "value": known(judgement.value),
                "half_width": known(judgement.half_width),
            }
            for judgement in judged
        ],
        "columns": dict(COLUMNS),
    }


def to_json(results: Results) -> str:
    """Return a run's estimates and what they were made with as JSON.

    Keys: those of `metadata`, then ``estimates``, a list with the keys of `COLUMNS`.
    """
    body = metadata(results)
    body["estimates"] = list(rows(results.estimates, results.scenario))
    return json.dumps(body, indent=1, allow_nan=False)

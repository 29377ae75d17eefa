"""Estimates for machines: tidy CSV, and JSON with everything needed to cite them.

CSV has one line per figure, window and slice; `COLUMNS` says what each column
holds. JSON holds the same rows below what they were made with. Numbers are written
in full, in the unit of the figure's definition; a missing one is an empty cell in
CSV and null in JSON. Both are stable: a later version may add columns and keys, and
raises `FORMAT` if it changes what one of them means.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from omnisim.kpi.definitions import KPIS
from omnisim.report import lights
from omnisim.units import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from omnisim.experiment.estimates import Estimates
    from omnisim.experiment.results import Results
    from omnisim.scenario.schema import Scenario

__all__ = ["COLUMNS", "FORMAT", "metadata", "rows", "to_csv", "to_json", "write_csv"]

FORMAT = 1

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "kpi": "id of the figure, as in `omnisim explain`",
        "window": "run, day or interval",
        "start": "wall clock at the beginning of the window, ISO 8601",
        "slice": "all, or kind and name such as channel:phone",
        "value": "the estimate, in the unit",
        "half_width": "of its 95 % confidence interval, in the unit",
        "sd": "standard deviation between replications, in the unit",
        "n": "replications in which the figure has a value",
        "unit": "share (0 to 1), s, contacts, h, ...; empty for pure numbers",
        "definition": "id of the exact definition: the form of service level in use",
    }
)


def rows(estimates: Estimates, scenario: Scenario) -> Iterator[dict[str, Any]]:
    """Yield each estimate as a mapping from column to value.

    Parameters
    ----------
    estimates : Estimates
    scenario : Scenario
        Says when windows begin and which form of service level is in use.

    Yields
    ------
    dict
        The keys of `COLUMNS`; a missing number is None.
    """
    names = estimates.names
    starts = _Starts(scenario)
    columns = zip(
        names.kpi.tolist(),
        names.window_kind.tolist(),
        names.window.tolist(),
        names.slice_kind.tolist(),
        names.slice.tolist(),
        estimates.value.tolist(),
        estimates.half_width.tolist(),
        estimates.sd.tolist(),
        estimates.n.tolist(),
        strict=True,
    )
    for kpi, kind, number, slice_kind, part, value, half_width, sd, n in columns:
        yield {
            "kpi": kpi,
            "window": kind,
            "start": starts.of(kind, number),
            "slice": f"{slice_kind}:{part}" if slice_kind != "all" else "all",
            "value": _known(value),
            "half_width": _known(half_width),
            "sd": _known(sd),
            "n": n,
            "unit": KPIS[kpi].unit,
            "definition": definition(kpi, scenario),
        }


def definition(kpi: str, scenario: Scenario) -> str:
    """Return the id of the exact definition behind a figure."""
    form = f"{kpi}_{scenario.service_level.value}"
    return form if form in KPIS else kpi


class _Starts:
    """When windows begin, by the wall clock."""

    def __init__(self, scenario: Scenario) -> None:
        calendar = scenario.calendar
        self._start = calendar.start
        self._warm_up = calendar.warm_up
        self._length = {"run": 0.0, "day": DAY, "interval": calendar.interval}

    def of(self, kind: str, number: int) -> str:
        # a window that the warm-up cuts into begins where the warm-up ends
        seconds = max(self._length[kind] * number, self._warm_up)
        return (self._start + dt.timedelta(seconds=seconds)).isoformat()


def write_csv(estimates: Estimates, scenario: Scenario, file: Any) -> None:  # noqa: ANN401 - anything with write()
    """Write the estimates as tidy CSV into an open text file."""
    writer = csv.DictWriter(file, fieldnames=list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(estimates, scenario))


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
                "value": _known(judgement.value),
                "half_width": _known(judgement.half_width),
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


def _known(number: float) -> float | None:
    """Return a number, or None for one that is missing or endless: JSON has neither."""
    return number if math.isfinite(number) else None

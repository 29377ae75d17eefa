"""A trial for machines: tidy CSV of its cells, and JSON of all that was found.

Values are in the unit that is named beside them; shares are between 0 and 1. A missing
number is an empty cell in CSV and null in JSON.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from omnisim.experiment.rows import known
from omnisim.report.export import FORMAT
from omnisim.report.trial_words import unit_in
from omnisim.trial.conduct import answered, shown
from omnisim.trial.settling import key_of_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from omnisim.experiment import Estimate
    from omnisim.trial.conduct import Conducted
    from omnisim.trial.judging import Judged
    from omnisim.trial.model import Cell
    from omnisim.trial.solving import Answer

__all__ = ["COLUMNS", "body_of", "to_csv", "to_json"]

COLUMNS = {
    "cell": "the cell's levels in words; a column for each factor follows",
    "figure": "as it is watched",
    "unit": "of value and half-width; empty for a pure number",
    "value": "the estimate from all replications of the cell",
    "half_width": "of the confidence interval of this figure by itself",
    "n": "replications of the cell",
}


def to_csv(conducted: Conducted, cells: Iterable[Cell] | None = None) -> str:
    """Return the watched figures of the cells as tidy CSV, a row for each.

    Parameters
    ----------
    conducted : Conducted
    cells : iterable of Cell, optional
        By default those that answer.

    Returns
    -------
    str
        Columns as `COLUMNS`, and one for each factor behind ``cell``; a factor called
        like another column has an underscore at its end.
    """
    names = _factors(conducted)
    own = [f"{name}_" if name in COLUMNS else name for name in names]
    first, *others = COLUMNS
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([first, *own, *others])
    for row in _rows(conducted, cells):
        levels = [row["levels"].get(name, "") for name in names]
        rest = ["" if row[name] is None else row[name] for name in others]
        writer.writerow([row[first], *levels, *rest])
    return text.getvalue()


def to_json(conducted: Conducted) -> str:
    """Return all that a trial has found as JSON, with the keys of `body_of`."""
    return json.dumps(body_of(conducted), indent=1, allow_nan=False)


def body_of(
    conducted: Conducted, cells: Iterable[Cell] | None = None
) -> dict[str, Any]:
    """Return all that a trial has found, ready for JSON.

    Parameters
    ----------
    conducted : Conducted
    cells : iterable of Cell, optional
        Of which figures are told; by default those that answer.

    Returns
    -------
    dict
    """
    outcome = conducted.outcome
    trial = outcome.trial
    return {
        "format": FORMAT,
        "belief": trial.belief,
        "question": trial.question,
        "base": trial.base,
        "seed": trial.seed,
        "confidence": trial.confidence,
        "columns": COLUMNS,
        "figures": list(_rows(conducted, cells)),
        "answers": [
            {"levels": levels, **_answer(answer)}
            for levels, answer in answered(outcome)
        ],
        "claims": [_claim(judged) for judged in outcome.judged],
        "left_over": [one._asdict() for one in conducted.left_over],
    }


def _factors(conducted: Conducted) -> list[str]:
    trial = conducted.outcome.trial
    names = [factor.name for factor in trial.factors]
    return names + ([trial.solve.name] if trial.solve is not None else [])


def _rows(
    conducted: Conducted, cells: Iterable[Cell] | None
) -> Iterator[dict[str, Any]]:
    """Yield a row for each watched figure of each cell."""
    outcome = conducted.outcome
    trial = outcome.trial
    units = {
        figure.text: unit_in(figure.tree, trial, conducted.scenario) or ""
        for figure in trial.watch
    }
    for cell, figure, estimate in shown(outcome, cells):
        yield {
            "cell": cell.name,
            "levels": cell.level_names,
            "figure": figure,
            "unit": units[figure],
            "value": known(estimate.value),
            "half_width": known(estimate.half_width),
            "n": outcome.replications[key_of_cell(cell)],
        }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "closest": answer.closest,
        "surest": answer.surest,
        "tried": [
            {"number": number, "verdict": verdict.value}
            for number, verdict in answer.tried
        ],
    }


def _claim(judged: Judged) -> dict[str, Any]:
    return {
        "says": judged.claim.says,
        "claim": judged.claim.claim.text,
        "verdict": judged.verdict.value,
        "confidence_of_each_interval": judged.confidence,
        "cases": [
            {
                "levels": dict(case.levels),
                "verdict": case.verdict.value,
                "findings": [
                    {
                        "verdict": finding.verdict.value,
                        "sign": finding.sign,
                        "left": _numbers(finding.left),
                        "right": _numbers(finding.right),
                        "difference": _numbers(finding.difference),
                    }
                    for finding in case.findings
                ],
            }
            for case in judged.cases
        ],
    }


def _numbers(estimate: Estimate) -> dict[str, float | None]:
    return {
        "value": known(estimate.value),
        "half_width": known(estimate.half_width),
    }

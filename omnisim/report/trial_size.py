"""The answer to how many: the number, what was tried for it, and what it gives."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING

from omnisim.report import trial_cells, trial_export, trial_tables
from omnisim.report.layout import Sheet
from omnisim.report.tables import escaped
from omnisim.report.trial_words import confidence_of, said_of_answer
from omnisim.trial.running import with_level
from omnisim.trial.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from omnisim.trial.conduct import Conducted
    from omnisim.trial.model import Cell, Solve
    from omnisim.trial.solving import Answer

__all__ = ["answer_of", "to_csv", "to_json", "to_markdown", "to_sheet"]

_WORDS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.SUPPORTED: "meets it",
        Verdict.UNDECIDED: "not decided",
        Verdict.REFUTED: "misses it",
    }
)


def answer_of(conducted: Conducted) -> tuple[Answer, Solve]:
    """Return what the one search of a trial has found, and what it looked for.

    Parameters
    ----------
    conducted : Conducted
        Of a trial whose only factor is one that is looked for.

    Returns
    -------
    Answer, Solve

    Raises
    ------
    ValueError
        If the trial is another.
    """
    outcome = conducted.outcome
    if outcome.trial.solve is None or len(outcome.answers) != 1:
        raise ValueError("a trial of one search is needed")
    (answer,) = outcome.answers.values()
    return answer, outcome.trial.solve


def to_sheet(
    conducted: Conducted, *, width: int = 80, ascii_only: bool = False
) -> Sheet:
    """Lay out the answer for a terminal.

    Parameters
    ----------
    conducted : Conducted
    width : int
        Characters; columns that do not fit continue below.
    ascii_only : bool
        For terminals that cannot show ± and the like.

    Returns
    -------
    Sheet
    """
    sheet = Sheet(width, ascii_only)
    sheet.say(_headline(conducted), "bold")
    cells, words = _tried(conducted)
    trial_tables.draw(sheet, trial_cells.tables_of(conducted, cells, words))
    sheet.say("")
    for line in trial_tables.notes_on(conducted, cells):
        sheet.say(line, "dim")
    return sheet


def to_markdown(conducted: Conducted) -> str:
    """Return the same as `to_sheet` as Markdown."""
    cells, words = _tried(conducted)
    tables = trial_cells.tables_of(conducted, cells, words)
    notes = trial_tables.notes_on(conducted, cells)
    blocks = [
        f"**{escaped(_headline(conducted))}**",
        *map(trial_cells.markdown_of, tables),
        "\n".join(f"- {escaped(line)}" for line in notes),
    ]
    return "\n\n".join(blocks) + "\n"


def to_csv(conducted: Conducted) -> str:
    """Return the figures of all numbers that were tried as tidy CSV."""
    return trial_export.to_csv(conducted, _tried(conducted)[0])


def to_json(conducted: Conducted) -> str:
    """Return the answer, what was tried and its figures as JSON."""
    body = trial_export.body_of(conducted, _tried(conducted)[0])
    return json.dumps(body, indent=1, allow_nan=False)


def _headline(conducted: Conducted) -> str:
    answer, solve = answer_of(conducted)
    whole = confidence_of(conducted.outcome.trial.confidence)
    paths = ", ".join(solve.paths)
    return (
        f"{paths}: {said_of_answer(answer, solve)}. Looked for: the {solve.seek.value} "
        f"number so that {solve.so_that.text}, with {whole} confidence."
    )


def _tried(conducted: Conducted) -> tuple[list[Cell], list[str]]:
    """Return the cells of all numbers that were tried, the least first, in words."""
    answer, solve = answer_of(conducted)
    (base,) = conducted.outcome.designed
    tried = sorted(answer.tried)
    cells = [with_level(base, solve, number) for number, _ in tried]
    return cells, [_WORDS[verdict] for _, verdict in tried]

"""A trial to read, on a terminal and as Markdown.

From the top: the belief and the question, what the cells came to, what was found for
a number that was looked for, the verdict on each claim, and what all of it rests on.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from omnisim.report import trial_words
from omnisim.report.layout import Sheet
from omnisim.report.tables import escaped
from omnisim.report.trial_cells import grid_of, markdown_of, tables_of
from omnisim.trial.conduct import answered
from omnisim.trial.settling import key_of_cell
from omnisim.trial.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from omnisim.report.trial_cells import Table
    from omnisim.trial.conduct import Conducted
    from omnisim.trial.judging import Judged
    from omnisim.trial.model import Cell

__all__ = ["VERDICTS", "draw", "headline_of", "notes_on", "to_markdown", "to_sheet"]

VERDICTS: Mapping[Verdict, tuple[str, str]] = MappingProxyType(
    {
        Verdict.SUPPORTED: ("●", "bold green"),
        Verdict.UNDECIDED: ("▲", "bold yellow"),
        Verdict.REFUTED: ("■", "bold red"),
    }
)
"""Sign and style of each verdict; the word is printed beside them."""

_STEP = "  "
_OPENINGS = ("holds ", "fails ", "undecided ", "no number ")  # else a figure's id


def to_sheet(
    conducted: Conducted, *, width: int = 80, ascii_only: bool = False
) -> Sheet:
    """Lay out what a trial has found for a terminal.

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
        ``text()`` is plain, ``to_rich()`` is coloured.
    """
    trial = conducted.outcome.trial
    sheet = Sheet(width, ascii_only)
    sheet.say(trial.belief, "bold")
    if trial.question:
        sheet.say(trial.question)
    draw(sheet, tables_of(conducted))
    for head, lines in _searches(conducted):
        sheet.say("")
        sheet.say(head, "bold")
        for line in lines:
            sheet.say(f"{_STEP}{line}", indent=_STEP * 2)
    if conducted.outcome.judged:
        sheet.say("")
        sheet.add(("VERDICTS", "bold"))
    for judged in conducted.outcome.judged:
        sign, style = VERDICTS[judged.verdict]
        sheet.say(f"{_STEP}{sign} {headline_of(judged)}", style, indent=_STEP * 2)
        reason = _reason(judged, conducted)
        sheet.say(f"{_STEP * 2}{reason}", indent=_STEP * 2)
    sheet.say("")
    for line in notes_on(conducted):
        sheet.say(line, "dim")
    return sheet


def draw(sheet: Sheet, tables: list[Table]) -> None:
    """Add the tables of cells to a sheet, each with its title.

    Parameters
    ----------
    sheet : Sheet
    tables : list of Table
    """
    for table in tables:
        if table.title:
            sheet.say("")
            sheet.say(table.title, "bold")
        sheet.draw([grid_of(table)])


def to_markdown(conducted: Conducted) -> str:
    """Return the same as `to_sheet` as Markdown.

    Parameters
    ----------
    conducted : Conducted

    Returns
    -------
    str
    """
    trial = conducted.outcome.trial
    blocks = [f"# {escaped(trial.belief)}"]
    if trial.question:
        blocks.append(escaped(trial.question))
    for table in tables_of(conducted):
        blocks += [f"## {escaped(table.title)}"] * bool(table.title)
        blocks.append(markdown_of(table))
    for head, lines in _searches(conducted):
        blocks += [f"## {escaped(head)}", _bullets(lines)]
    if conducted.outcome.judged:
        blocks.append("## Verdicts")
    for judged in conducted.outcome.judged:
        sign, _ = VERDICTS[judged.verdict]
        blocks.append(f"**{sign} {escaped(headline_of(judged))}**")
        blocks.append(escaped(_reason(judged, conducted)))
    blocks.append(_bullets(notes_on(conducted)))
    return "\n\n".join(blocks) + "\n"


def _bullets(lines: list[str]) -> str:
    return "\n".join(f"- {escaped(line)}" for line in lines)


def headline_of(judged: Judged) -> str:
    """Return verdict and claim: ``refuted: Chat needs a third of the staff.``."""
    return f"{judged.verdict.value}: {judged.claim.says}"


def _reason(judged: Judged, conducted: Conducted) -> str:
    """Return what a verdict rests on; its first word begins a sentence where it can."""
    said = trial_words.said_of_claim(judged, conducted)
    return said[0].upper() + said[1:] if said.startswith(_OPENINGS) else said


def _searches(conducted: Conducted) -> list[tuple[str, list[str]]]:
    """Return what was looked for, as a heading, and a line for each search."""
    trial = conducted.outcome.trial
    if trial.solve is None:
        return []
    said = trial_words.sought(trial.solve)
    whole = trial_words.confidence_of(trial.confidence)
    lines = []
    for levels, answer in answered(conducted.outcome):
        where = trial_words.levels_in_words(levels)
        found = trial_words.said_of_answer(answer, trial.solve)
        lines.append(f"{where}: {found}" if where else found)
    return [(f"{said[0].upper()}{said[1:]}, each with {whole} confidence", lines)]


def notes_on(conducted: Conducted, cells: Iterable[Cell] | None = None) -> list[str]:
    """Return what the figures of a trial rest on.

    Parameters
    ----------
    conducted : Conducted
    cells : iterable of Cell, optional
        Those that are shown; by default those that answer.

    Returns
    -------
    list of str
    """
    outcome = conducted.outcome
    trial = outcome.trial
    chosen = outcome.cells if cells is None else cells
    sizes = {outcome.replications[key_of_cell(cell)] for cell in chosen}
    each = f"{sizes.pop():,} replications of each cell, s" if len(sizes) == 1 else "S"
    whole = trial_words.confidence_of(trial.confidence)
    return [
        (
            f"{each}eed {trial.seed}, the same customers in all; ± is the half-width "
            f"of a {whole} confidence interval of each figure by itself."
        )
    ]

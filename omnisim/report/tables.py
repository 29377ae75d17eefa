"""Results as tables to read: for a terminal, and as Markdown.

A planner reads from the top: the headline, the targets as traffic lights, then the
figures in groups, and at the end what they rest on. What is said is decided in
`omnisim.report.contents`, how columns line up in `omnisim.report.layout`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from omnisim.report import contents, digits, lights
from omnisim.report.layout import Sheet
from omnisim.report.lights import Light

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from omnisim.experiment.results import Results
    from omnisim.report.layout import Grid, Row
    from omnisim.report.lights import Judgement

__all__ = ["escaped", "markdown_grid", "markdown_table", "to_markdown", "to_sheet"]

# Sign, word and colour, so that none of the three is needed to understand the others.
_JUDGED = MappingProxyType({"service_level": "", "sla_met": " of opening time"})
_SIGNS: Mapping[Light, tuple[str, str]] = MappingProxyType(
    {
        Light.GREEN: ("●", "bold green"),
        Light.AMBER: ("▲", "bold yellow"),
        Light.RED: ("■", "bold red"),
        Light.OFF: ("○", "dim"),
    }
)


def to_sheet(results: Results, *, width: int = 80, ascii_only: bool = False) -> Sheet:
    """Lay out a run's results for a terminal.

    Parameters
    ----------
    results : Results
    width : int
        Characters; columns that do not fit continue below.
    ascii_only : bool
        For terminals that cannot show ± and the like.

    Returns
    -------
    Sheet
        ``text()`` is plain, ``to_rich()`` is coloured.
    """
    sheet = Sheet(width, ascii_only)
    sheet.say(results.scenario.name, "bold")
    for sentence in contents.headline(results):
        sheet.say(sentence, "bold")
    _add_targets(sheet, results)
    sheet.draw(contents.grids(results))
    sheet.say("")
    for line in contents.footing(results):
        sheet.say(line, "dim")
    for text in results.warnings:
        sheet.say(f"Warning: {text}", "yellow", indent="  ")
    return sheet


def _judged(results: Results) -> tuple[Judgement, ...]:
    return lights.judge(lights.read_targets(results.scenario), results.estimates)


def _add_targets(sheet: Sheet, results: Results) -> None:
    """Add the traffic lights, one line each."""
    judged = _judged(results)
    if not judged:
        return
    sheet.say("")
    sheet.add(("TARGETS", "bold"))
    lines = [_target_cells(judgement, results) for judgement in judged]
    widths = [max(len(cells[at]) for cells in lines) for at in range(3)]
    for judgement, (word, title, value, wanted) in zip(judged, lines, strict=True):
        sign, style = _SIGNS[judgement.light]
        sheet.add(
            (f"  {sign} {word:{widths[0]}}", style),
            (f"  {title:{widths[1]}}  {value:>{widths[2]}}", ""),
            (f"  {wanted}", "dim"),
        )
    for line in _doubt(judged):
        sheet.say(f"  {line}", "dim", indent="  ")


def _target_cells(judgement: Judgement, results: Results) -> tuple[str, str, str, str]:
    """Return word, title, estimate and what was wanted."""
    target = judgement.target
    unit = target.green.unit
    shown = digits.show(judgement.value, judgement.half_width, unit)
    wanted = str(target.green)
    kind, _, name = target.slice.partition(":")
    if target.kpi in _JUDGED and kind == "channel":
        limit = results.scenario.channels[name].target
        if limit is not None:
            within = digits.show_plain(limit.threshold, "s")
            wanted += f" within {within}{_JUDGED[target.kpi]}"
    return _word(judgement), target.title, str(shown), wanted


def _word(judgement: Judgement) -> str:
    """Return the light's word, with a question mark where it might be another."""
    doubt = "" if judgement.is_sure or judgement.light is Light.OFF else "?"
    return judgement.light.value + doubt


def _doubt(judged: Iterable[Judgement]) -> list[str]:
    """Explain the question mark, if there is one."""
    if any(_word(judgement).endswith("?") for judgement in judged):
        return ["?: another light is possible; play more replications to be sure."]
    return []


def to_markdown(results: Results) -> str:
    """Return the same as `to_sheet` as Markdown, for wikis, mails and notebooks."""
    blocks = [f"# {escaped(results.scenario.name)}"]
    blocks += [f"**{escaped(sentence)}**" for sentence in contents.headline(results)]
    judged = _judged(results)
    if judged:
        lines = (
            (f"{_SIGNS[one.light][0]} {word}", title, value, wanted)
            for one in judged
            for word, title, value, wanted in [_target_cells(one, results)]
        )
        blocks += [
            "## Targets",
            markdown_table(("light", "figure", "estimate", "wanted"), lines),
        ]
    for grid in contents.grids(results):
        blocks += [f"## {grid.title.capitalize()}", markdown_grid(grid)]
    blocks.append("\n".join(f"- {escaped(t)}" for t in contents.footing(results)))
    blocks += [f"> Warning: {escaped(text)}" for text in results.warnings]
    return "\n\n".join(blocks) + "\n"


def markdown_grid(grid: Grid) -> str:
    """Return a grid as a Markdown table."""
    head = ("figure", "unit", *(grid.columns or ("all",)))
    lines = (
        (row.title, row.unit, *(_cell(row, at) for at in range(grid.n_columns)))
        for row in grid.rows
    )
    return markdown_table(head, lines)


def _cell(row: Row, at: int) -> str:
    shown = row.cells[at]
    width = f" ± {shown.half_width}" if shown.half_width else ""
    return f"{shown.value}{width} {row.note(at)}".rstrip()


def markdown_table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first two are right-aligned."""
    rule = ("---", "---", *("---:" for _ in head[2:]))
    rows = (head, rule, *lines)
    return "\n".join("| " + " | ".join(map(escaped, row)) + " |" for row in rows)


def escaped(text: str) -> str:
    """Return text in which nothing is taken for Markdown's own signs."""
    for sign in "\\|*_<":
        text = text.replace(sign, f"\\{sign}")
    return text

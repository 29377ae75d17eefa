"""Data to stdout, in the form that was asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.experiment import Comparison, Results
    from omnisim.report.layout import Sheet
    from omnisim.trial.conduct import Conducted
    from omnisim.trial.screened import Screened

__all__ = [
    "print_comparison",
    "print_results",
    "print_screening",
    "print_size",
    "print_trial",
]

_Found = TypeVar("_Found")
_SIGNS = "±●▲■○÷"  # if stdout can write these, it can write all of ours


def print_results(results: Results, form: str) -> None:
    """Print a run's results as a table, Markdown, CSV or JSON."""
    from omnisim.report import export, tables

    _print(
        results,
        form,
        tables.to_sheet,
        csv=export.to_csv,
        json=export.to_json,
        md=tables.to_markdown,
    )


def print_comparison(found: Comparison, form: str) -> None:
    """Print a comparison as a table, Markdown, CSV or JSON."""
    from omnisim.report import comparison as told

    _print(
        found,
        form,
        told.to_sheet,
        csv=told.to_csv,
        json=told.to_json,
        md=told.to_markdown,
    )


def print_trial(found: Conducted, form: str) -> None:
    """Print what a trial has found as a table, Markdown, CSV or JSON."""
    from omnisim.report import trial_export, trial_tables

    _print(
        found,
        form,
        trial_tables.to_sheet,
        csv=trial_export.to_csv,
        json=trial_export.to_json,
        md=trial_tables.to_markdown,
    )


def print_size(found: Conducted, form: str) -> None:
    """Print the number that was looked for as a table, Markdown, CSV or JSON."""
    from omnisim.report import trial_size as told

    _print(
        found,
        form,
        told.to_sheet,
        csv=told.to_csv,
        json=told.to_json,
        md=told.to_markdown,
    )


def print_screening(found: Screened, form: str) -> None:
    """Print which inputs matter most as a table, Markdown or CSV."""
    from omnisim.report import tornado

    _print(found, form, tornado.to_sheet, csv=tornado.to_csv, md=tornado.to_markdown)


def _print(
    found: _Found,
    form: str,
    to_sheet: Callable[..., Sheet],
    **writers: Callable[[_Found], str],
) -> None:
    """Print what was found as a sheet, or in the form that a writer gives."""
    if form == "table":
        width, ascii_only = _terminal()
        _print_sheet(to_sheet(found, width=width, ascii_only=ascii_only))
        return
    click.echo(_encodable(writers[form](found)), nl=form == "json")


def _print_sheet(sheet: Sheet) -> None:
    """Print with colours on a terminal that wants them; NO_COLOR is honoured."""
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    if console.color_system is None:
        click.echo(_encodable(sheet.text()))
    else:
        console.print(sheet.to_rich(), end="")


def _terminal() -> tuple[int, bool]:
    """Return the terminal's width, 80 without one, and whether it is ASCII only."""
    import shutil

    width = shutil.get_terminal_size(fallback=(80, 24)).columns
    return width, _encodable(_SIGNS) != _SIGNS


def _encodable(text: str) -> str:
    """Return text with a question mark for what stdout has no sign for."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, errors="replace").decode(encoding)

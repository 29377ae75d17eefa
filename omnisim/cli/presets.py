"""`omnisim presets`: what real products let an agent hold."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from omnisim.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from omnisim.scenario.presets import Preset

WIDTH = 80


@click.command(
    "presets",
    cls=options.Command,
    short_help="Tell what real products let an agent hold.",
    examples=(
        "omnisim presets",
        "omnisim presets webex.blended_realtime",
        "",
        "Then write in a scenario, with numbers of your own:",
        "may_hold: {preset: webex.blended_realtime, chat: 3}",
    ),
)
@click.argument("name", required=False)
@options.debug
def command(*, name: str | None) -> None:
    """Tell what real products let an agent hold at once, as of which day.

    Without a NAME, lists every preset: what it allows, when that was last looked
    up, and whether all of it was read in the vendor's own pages or parts are known
    from excerpts. With one, tells all of it.
    """
    from omnisim.errors import nearest
    from omnisim.scenario.presets import PRESETS

    if name is None:
        click.echo(_table(PRESETS.values()))
        return
    if name not in PRESETS:
        near = nearest(name, list(PRESETS))
        guess = f"; did you mean {near!r}?" if near else ""
        raise click.UsageError(
            f"no preset is called {name!r}{guess} ('omnisim presets' lists them all)"
        )
    click.echo(_in_full(PRESETS[name]))


def _table(presets: Iterable[Preset]) -> str:
    """Return a line or more for each preset, what it allows in the last column."""
    rows = [("preset", "as of", "evidence", "an agent may hold")]
    for preset in presets:
        known = "read" if preset.is_read else "in part"
        rows.append((preset.name, str(preset.as_of), known, preset.allows))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    lines: list[str] = []
    for *cells, allows in rows:
        filled = zip(cells, widths, strict=True)
        head = "".join(cell.ljust(width + 2) for cell, width in filled)
        rest = " " * len(head)
        lines += textwrap.wrap(
            allows, WIDTH, initial_indent=head, subsequent_indent=rest
        )
    return "\n".join(lines)


def _in_full(preset: Preset) -> str:
    """Return everything about a preset, in paragraphs."""
    rows = [("", "usual", "possible", "")]
    for name, number in preset.numbers.items():
        usual = "-" if number.usual is None else str(number.usual)
        ours = "our choice" if number.is_ours else ""
        rows.append((name, usual, number.range_text(), ours))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    numbers = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    media = [
        f"{medium}: channels of kind {', '.join(kinds)}"
        for medium, kinds in preset.media.items()
    ]
    parked = [
        f"a newcomer on {newcomer} finds room beside any {', '.join(held)}"
        for newcomer, held in preset.interrupts.items()
    ]
    offered = [
        f"beside {held}, only {', '.join((held, *others))}"
        for held, others in preset.while_on.items()
    ]
    parts = (
        f"{preset.name}: {preset.product}, as of {preset.as_of}",
        _section("Allows", [preset.allows]),
        _section("Numbers", [line.rstrip() for line in numbers]),
        _section("Media", media),
        _section("Interrupts", parked),
        _section("Offered", offered),
        _section("Elsewhere", [preset.elsewhere]),
        _section("Evidence", [preset.evidence]),
    )
    return "\n\n".join(part for part in parts if part)


def _section(title: str, lines: list[str]) -> str:
    return "\n".join((title, *map(_indented, lines))) if lines else ""


def _indented(text: str) -> str:
    if len(text) <= WIDTH - 2:
        return f"  {text}"  # as it is: the columns of a table
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
        break_on_hyphens=False,
    )

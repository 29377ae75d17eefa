"""`omnisim validate`: every fault of scenario files, before anything is played."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from omnisim.cli import options
from omnisim.cli.faults import USAGE
from omnisim.cli.talk import Talk

if TYPE_CHECKING:
    from omnisim.scenario.schema import Scenario


@click.command(
    "validate",
    cls=options.Command,
    short_help="Check scenario files; list every fault.",
    examples=("omnisim validate bank.yaml",),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.debug
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Check scenario FILES and list every fault with its place.

    Says 'ok' on stdout for each sound file; faults and warnings go to stderr.
    The exit code is 2 if any file has a fault.
    """
    from omnisim.cli.play import load_all
    from omnisim.errors import ScenarioError

    n_faults = 0
    for file in files:
        try:
            (scenario,) = load_all((file,), {}, Talk(quiet=False, verbose=0))
        except ScenarioError as wrong:
            n_faults += len(wrong.faults)
            click.echo(str(wrong), err=True)
        else:
            click.echo(f"{file}: ok: {_in_short(scenario)}")
    if n_faults:
        click.echo(f"omnisim: {n_faults} fault{'s' if n_faults > 1 else ''}", err=True)
        ctx.exit(USAGE)


def _in_short(scenario: Scenario) -> str:
    """Describe a scenario in one line, so that a planner recognises it."""
    parts = (
        (scenario.calendar.days, "day"),
        (len(scenario.channels), "channel"),
        (len(scenario.issues), "issue"),
        (len(scenario.agents), "agent group"),
    )
    counted = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in parts)
    return f"{scenario.name}: {counted}"

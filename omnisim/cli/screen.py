"""`omnisim screen`: which inputs matter most for a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from omnisim.cli import options
from omnisim.cli.talk import Talk, loudness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from omnisim.trial.screening import Input

_REPS = {"one_at_a_time": 20, "elementary_effects": 5}
_TRAJECTORIES = 10
_FEWEST = 4  # trajectories: fewer say nothing of how they differ


@click.command(
    "screen",
    cls=options.Command,
    short_help="Find out which inputs matter most for a figure.",
    examples=(
        "omnisim screen bank.yaml --vary agents.team.staff=8:12 --of asa",
        "omnisim screen chat.yaml --vary agents.desk.slowdown=0%:25% \\",
        "    --vary channels.chat.customer_drift=0%:50% --of reply_wait \\",
        "    --method elementary_effects --out tornado.svg",
    ),
)
@click.argument("scenario")
@click.option(
    "--vary",
    "ranges",
    type=options.Change(),
    multiple=True,
    required=True,
    metavar="PATH=LOW:HIGH",
    help="An input and the range it is moved over; may be repeated. Example: "
    "--vary channels.chat.customer_drift=0%:50%",
)
@click.option(
    "--of",
    required=True,
    metavar="FIGURE",
    help="The figure, such as 'abandonment.chat'; see 'omnisim explain'.",
)
@click.option(
    "--method",
    type=click.Choice(tuple(_REPS)),
    default="one_at_a_time",
    show_default=True,
    help="One input at a time, the others as they are, or each from many places.",
)
@click.option(
    "--trajectories",
    type=options.Whole(min=_FEWEST),
    metavar="N",
    help="From how many places, with elementary_effects; each input is played once "
    f"more for each.  [default: {_TRAJECTORIES}]",
)
@click.option(
    "--reps",
    type=options.Whole(min=1),
    metavar="N",
    help="Replications of each cell.  [default: 20; with elementary_effects 5]",
)
@options.seed
@options.jobs
@options.scenario_changes
@click.option(
    "--out",
    metavar="FILE",
    help="Draw a tornado into this file; it ends in .svg or .png.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "md")),
    default="table",
    show_default=True,
    help="What to print: a table to read, or data for a machine.",
)
@loudness
@options.debug
def command(
    *,
    scenario: str,
    ranges: tuple[tuple[str, str], ...],
    of: str,
    method: str,
    trajectories: int | None,
    reps: int | None,
    seed: int,
    jobs: int | None,
    changes: dict[str, str],
    out: str | None,
    form: str,
    quiet: bool,
    verbose: int,
    no_progress: bool,
) -> None:
    """Move inputs of SCENARIO over their ranges; show which move a figure most.

    Intervals of all inputs hold together. For elementary effects see M. D. Morris
    (1991) and F. Campolongo and others (2007).
    """
    from omnisim.cli.output import print_screening
    from omnisim.cli.play import caveats_kept
    from omnisim.cli.progress import progress
    from omnisim.report.tornado import save_tornado
    from omnisim.trial.screened import screen
    from omnisim.trial.screening import Method

    talk = Talk(quiet=quiet, verbose=verbose)
    if trajectories is not None and method == "one_at_a_time":
        raise click.UsageError(
            "--trajectories belongs to --method elementary_effects: add it"
        )
    if out is not None and not out.endswith((".svg", ".png")):
        raise click.UsageError(f"--out {out}: a picture's name ends in .svg or .png")
    inputs = _inputs(ranges)
    with caveats_kept(), progress(wanted=not (no_progress or quiet)) as tell:
        found = screen(
            scenario,
            inputs,
            of,
            method=Method(method),
            replications=_REPS[method] if reps is None else reps,
            trajectories=_TRAJECTORIES if trajectories is None else trajectories,
            changes=changes,
            seed=seed,
            jobs=jobs,
            on_progress=tell,
        )
    print_screening(found, form)
    if out is not None:
        talk.note(f"tornado in {save_tornado(found, out)}")


def _inputs(ranges: Sequence[tuple[str, str]]) -> list[Input]:
    """Read the ranges of ``--vary``."""
    from omnisim.trial.screening import read_input

    paths = [path for path, _ in ranges]
    for path in paths:
        if paths.count(path) > 1:
            raise click.UsageError(f"--vary {path} is given twice")
    try:
        return [read_input(path, text) for path, text in ranges]
    except ValueError as wrong:
        raise click.BadParameter(str(wrong), param_hint="'--vary'") from wrong

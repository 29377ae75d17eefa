"""`omnisim experiment`: a belief put on trial, from its file to the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from omnisim.cli import options, trials
from omnisim.cli.talk import Talk, loudness

if TYPE_CHECKING:
    from omnisim.trial.model import Trial


@click.command(
    "experiment",
    cls=options.Command,
    short_help="Put a belief on trial: play its cells, judge its claims.",
    examples=(
        "omnisim experiment three_chats.yaml",
        "omnisim experiment three_chats.yaml --at-most 40 --format md",
        "omnisim experiment three_chats.yaml --set set.agents.desk.pace=1.1",
    ),
)
@click.argument("file")
@click.option(
    "--set",
    "settings",
    type=options.Change(),
    multiple=True,
    metavar="PATH=VALUE",
    help="Change one value of the experiment file, the scenario's by paths that "
    "begin with 'set.'; may be repeated. Example: --set seed=2",
)
@click.option(
    "--at-most",
    type=options.Whole(min=2),
    metavar="N",
    help="Replications of a cell at most.  [default: the file's]",
)
@click.option(
    "--page",
    is_flag=True,
    help="Write the page of the experiment beside FILE: README.md with belief, table, "
    "picture and verdicts, results.csv and picture.svg.",
)
@trials.max_cells
@trials.playing
@options.output_format
@loudness
@options.debug
@click.pass_context
def command(
    ctx: click.Context,
    *,
    file: str,
    settings: tuple[tuple[str, str], ...],
    at_most: int | None,
    page: bool,
    max_cells: int,
    out: str | None,
    jobs: int | None,
    cluster: str,
    form: str,
    quiet: bool,
    verbose: int,
    no_progress: bool,
) -> None:
    """Play the experiment FILE; show its cells and the verdict on each claim.

    Replications are added where a claim is still undecided, up to a limit. All are
    kept beside FILE in results.sqlite, unless --out names another file: after
    Ctrl-C, or worse, the same command goes on where it ended. The exit code is 0
    whatever the verdict.
    """
    from pathlib import Path

    from omnisim.cli.output import print_trial
    from omnisim.trial import load

    talk = Talk(quiet=quiet, verbose=verbose)
    trial = load(file, changes=dict(settings))
    if at_most is not None:
        trial = _limited(trial, at_most)
    if out is None:
        out = str(Path(file).with_name("results.sqlite"))
    found = trials.play(
        ctx,
        trial,
        talk,
        out=out,
        jobs=jobs,
        cluster=cluster,
        is_shown=not (no_progress or quiet),
        max_cells=max_cells,
    )
    if page:
        from omnisim.report.trial_page import write_folder

        home = Path(file)
        made = write_folder(found, home.parent, file=home.name)
        talk.note(f"page in {made[0]}, with {' and '.join(p.name for p in made[1:])}")
    print_trial(found, form)


def _limited(trial: Trial, at_most: int) -> Trial:
    """Return a trial of fewer, or more, replications at most."""
    from dataclasses import replace

    at_least = min(trial.precision.at_least, at_most)
    precision = replace(trial.precision, at_least=at_least, at_most=at_most)
    return replace(trial, precision=precision)

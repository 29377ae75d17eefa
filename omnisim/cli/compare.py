"""`omnisim compare`: what a change changes, on the same customers."""

from __future__ import annotations

from pathlib import Path

import click

from omnisim.cli import options
from omnisim.cli.faults import INTERRUPTED
from omnisim.cli.talk import Talk, loudness


@click.command(
    "compare",
    cls=options.Command,
    short_help="Play scenarios on the same customers; show the differences.",
    examples=(
        "omnisim compare bank.yaml bank_two_more_agents.yaml",
        "omnisim compare today.yaml plan_a.yaml plan_b.yaml --reps 50",
    ),
)
@click.argument("baseline")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@options.replications
@options.scenario_changes
@options.output_format
@loudness
@options.debug
@click.pass_context
def command(
    ctx: click.Context,
    *,
    baseline: str,
    others: tuple[str, ...],
    changes: dict[str, str],
    seed: int,
    reps: int | None,
    jobs: int | None,
    form: str,
    quiet: bool,
    verbose: int,
    no_progress: bool,
) -> None:
    """Play the scenario files on the same customers; show how they differ.

    Every OTHER is compared with BASELINE, replication by replication, so that what
    the scenarios have in common cancels. --set and the like change all of them.
    """
    from omnisim.cli.output import print_comparison
    from omnisim.cli.play import caveats_kept, load_all
    from omnisim.cli.progress import progress
    from omnisim.experiment import compare
    from omnisim.experiment.comparison import check_currencies

    talk = Talk(quiet=quiet, verbose=verbose)
    files = (baseline, *others)
    scenarios = dict(zip(_names(files), load_all(files, changes, talk), strict=True))
    try:
        check_currencies(scenarios)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong
    with caveats_kept(), progress(wanted=not (no_progress or quiet)) as tell:
        found = compare(
            scenarios,
            seed=seed,
            replications=options.REPS if reps is None else reps,
            jobs=jobs,
            on_progress=tell,
        )
    print_comparison(found, form)
    if form in ("csv", "json"):
        talk.warn(found.warnings)
    if found.interrupted:
        talk.stopped(found.replications)
        ctx.exit(INTERRUPTED)


def _names(files: tuple[str, ...]) -> list[str]:
    """Return a short name for each file: its stem, or all of its path if not unique."""
    stems = [Path(file).stem for file in files]
    if len(set(stems)) == len(stems):
        return stems
    if len(set(files)) == len(files):
        return list(files)
    raise click.UsageError("the same file is given twice; compare needs different ones")

"""`omnisim run`: play a scenario and show what its days look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from omnisim.cli import options
from omnisim.cli.faults import FAILED, INTERRUPTED
from omnisim.cli.talk import Talk, loudness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from omnisim.experiment import Results
    from omnisim.report.alarms import Alarm
    from omnisim.scenario import Scenario


@click.command(
    "run",
    cls=options.Command,
    short_help="Play a scenario; show its figures and how sure they are.",
    examples=(
        "omnisim run bank.yaml",
        "omnisim run bank.yaml --precision 2% --out results",
        "omnisim run bank.yaml --set agents.team.pace=1.1 --format csv",
        "omnisim run bank.yaml --fail-on 'service_level.phone<80%'",
    ),
)
@click.argument("file")
@options.replications
@options.precision
@options.scenario_changes
@click.option(
    "--out",
    metavar="DIR",
    help="Results folder: tables, SQLite file, scenario, manifest, pictures. A run "
    "into the same folder goes on where the last one ended.",
)
@click.option(
    "--keep-journals",
    type=options.Whole(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Keep every row of the first N replications; needs --out.",
)
@click.option(
    "--parquet", is_flag=True, help="Keep the journals as Parquet files as well."
)
@options.output_format
@click.option(
    "--fail-on",
    "alarms",
    multiple=True,
    metavar="CONDITION",
    help="Exit with 1 if this holds, such as 'service_level<80%' or "
    "'asa.phone>30 s'; may be repeated.",
)
@loudness
@options.debug
@click.pass_context
def command(
    ctx: click.Context,
    *,
    file: str,
    changes: dict[str, str],
    seed: int,
    reps: int | None,
    precision: float | None,
    max_reps: int | None,
    jobs: int | None,
    out: str | None,
    keep_journals: int,
    parquet: bool,
    form: str,
    alarms: tuple[str, ...],
    quiet: bool,
    verbose: int,
    no_progress: bool,
) -> None:
    """Play the scenario FILE; show its figures and how sure they are.

    After Ctrl-C the figures of the finished replications are shown, and the exit
    code is 130.
    """
    from omnisim.cli.output import print_results
    from omnisim.cli.play import (
        caveats_kept,
        load_all,
        replications,
        wanted_precision,
    )
    from omnisim.cli.progress import progress
    from omnisim.experiment import run

    talk = Talk(quiet=quiet, verbose=verbose)
    n = replications(reps, precision, max_reps)
    _check_keeping(out, keep_journals, parquet=parquet)
    (scenario,) = load_all((file,), changes, talk)
    watched = _read_alarms(alarms, scenario)
    with caveats_kept(), progress(wanted=not (no_progress or quiet)) as tell:
        results = run(
            scenario,
            seed=seed,
            replications=n,
            precision=wanted_precision(scenario, precision, max_reps),
            jobs=jobs,
            on_progress=tell,
            store=out,
            journals=range(keep_journals),
            parquet=parquet,
            options={
                "file": file,
                "changes": changes,
                "replications": n if precision is None else None,
                "precision": precision,
                "max_reps": max_reps,
            },
        )
    _add_pictures(results, talk)
    print_results(results, form)
    if form in ("csv", "json"):  # the other forms show them below the figures
        talk.warn(results.warnings)
    _finish(ctx, results, watched, talk)


def _check_keeping(out: str | None, keep_journals: int, *, parquet: bool) -> None:
    """Refuse options that would do nothing."""
    if keep_journals and out is None:
        raise click.UsageError("--keep-journals needs a place to keep them: --out DIR")
    if parquet and not keep_journals:
        raise click.UsageError("--parquet is about journals: add --keep-journals N")


def _read_alarms(texts: Sequence[str], scenario: Scenario) -> list[Alarm]:
    """Read the conditions of ``--fail-on``."""
    from omnisim.report.alarms import read_alarm

    try:
        return [read_alarm(text, scenario) for text in texts]
    except ValueError as wrong:
        raise click.BadParameter(str(wrong), param_hint="'--fail-on'") from wrong


def _add_pictures(results: Results, talk: Talk) -> None:
    """Draw the pictures into the results folder and say where everything is."""
    from omnisim.experiment import seal
    from omnisim.report.plots import save_pictures

    if results.folder is None:
        return
    names = save_pictures(results, results.folder / "pictures")
    seal(results.folder)  # the manifest lists the pictures as well
    talk.note(f"results in {results.folder}, with {len(names)} pictures in pictures/")


def _finish(
    ctx: click.Context, results: Results, alarms: Sequence[Alarm], talk: Talk
) -> None:
    """Say how the run went and leave with the exit code that tells it."""
    n = results.replications
    talk.note(f"{n} replication{'s' if n > 1 else ''} in {results.wall_time:.1f} s")
    failed = [alarm for alarm in alarms if alarm.rings(results.estimates)]
    for alarm in failed:
        # an error, so it is told even with --quiet
        click.echo(f"omnisim: {alarm.tell(results.estimates)}", err=True)
    if results.interrupted:
        talk.stopped(n)
        ctx.exit(INTERRUPTED)
    if failed:
        ctx.exit(FAILED)

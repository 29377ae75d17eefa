"""`omnisim sweep`: the figures of a scenario over ranges of its values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from omnisim.cli import options, trials
from omnisim.cli.talk import Talk, loudness

if TYPE_CHECKING:
    from collections.abc import Mapping

_AT_LEAST, _AT_MOST = 20, 200  # replications, where a half-width is wanted


@click.command(
    "sweep",
    cls=options.Command,
    short_help="Play a scenario over ranges of its values.",
    examples=(
        "omnisim sweep chat.yaml --set agents.desk.staff=4:9",
        "omnisim sweep chat.yaml --set agents.desk.staff=4:8:2 \\",
        "    --set channels.chat.arrivals.scale=0.5,1,2 --watch abandonment.chat",
    ),
)
@click.argument("scenario")
@click.option(
    "--set",
    "settings",
    type=options.Change(),
    multiple=True,
    required=True,
    metavar="PATH=VALUES",
    help="Vary a value: a range such as 1:6 or 1:9:2, or a list such as 0.5,1,2. One "
    "value changes all cells. May be repeated; every combination is played.",
)
@click.option(
    "--watch",
    multiple=True,
    metavar="FIGURE",
    help="A figure of 'omnisim explain', such as asa or service_level.phone, or an "
    "expression such as 'cost / handled'; may be repeated.  [default: what planners "
    "ask first]",
)
@click.option(
    "--reps",
    type=options.Whole(min=2),
    metavar="N",
    help=f"Replications of each cell.  [default: {options.REPS}]",
)
@click.option(
    "--half-width",
    metavar="WIDTH",
    help="Instead of --reps: play each cell until the half-width of the first figure "
    "watched is at most this, such as '1%' or '2 s'.",
)
@click.option(
    "--max-reps",
    type=options.Whole(min=2),
    metavar="N",
    help=f"Replications of a cell at most with --half-width.  [default: {_AT_MOST}]",
)
@options.seed
@trials.max_cells
@trials.playing
@options.output_format
@loudness
@options.debug
@click.pass_context
def command(
    ctx: click.Context,
    *,
    scenario: str,
    settings: tuple[tuple[str, str], ...],
    watch: tuple[str, ...],
    reps: int | None,
    half_width: str | None,
    max_reps: int | None,
    seed: int,
    max_cells: int,
    out: str | None,
    jobs: int | None,
    cluster: str,
    form: str,
    quiet: bool,
    verbose: int,
    no_progress: bool,
) -> None:
    """Play SCENARIO for every combination of some values; show how figures follow.

    All cells are played on the same customers.
    """
    from omnisim.cli.output import print_trial
    from omnisim.trial.asking import ask, factor_names, is_varied

    talk = Talk(quiet=quiet, verbose=verbose)
    varied = {path: text for path, text in settings if is_varied(text)}
    if not varied:
        raise click.UsageError(
            "nothing varies; give a range such as --set agents.desk.staff=1:6, or "
            "play one scenario with 'omnisim run'"
        )
    changes = {path: text for path, text in settings if path not in varied}
    names = factor_names(varied)
    figures = list(watch) or trials.usual_figures(scenario, changes)
    precision = _precision(reps, half_width, max_reps, figures)
    question: dict[str, Any] = {
        "belief": f"{Path(scenario).name} over {' and '.join(varied)}",
        "base": scenario,
        "set": changes,
        "vary": {
            name: {"set": path, "to": trials.levels(varied[path])}
            for path, name in names.items()
        },
        "watch": figures,
        "precision": precision,
        "seed": str(seed),
    }
    asked = {key: value for key, value in question.items() if value}
    places = {f"vary.{name}": f"--set {path}" for path, name in names.items()}
    trial = ask(asked, places | _PLACES)
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
    print_trial(found, form)


_PLACES = {
    "base": "SCENARIO",
    "set": "--set",
    "vary": "--set",
    "watch": "--watch",
    "precision.half_width": "--half-width",
    "precision.of": "--watch",
    "precision": "--reps",
}


def _precision(
    reps: int | None,
    half_width: str | None,
    max_reps: int | None,
    figures: list[str],
) -> Mapping[str, str]:
    """Return how often to play, as an experiment file says it."""
    if max_reps is not None and half_width is None:
        raise click.UsageError("--max-reps is a limit to --half-width: add it")
    if reps is not None and half_width is not None:
        raise click.UsageError(
            "--reps and --half-width exclude each other: say how many, or how precise"
        )
    if half_width is None:
        n = str(options.REPS if reps is None else reps)
        return {"at_least": n, "at_most": n}
    most = _AT_MOST if max_reps is None else max_reps
    return {
        "of": figures[0] if figures else "asa",
        "half_width": half_width,
        "at_least": str(min(_AT_LEAST, most)),
        "at_most": str(most),
    }

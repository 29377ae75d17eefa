"""Trials on the command line: what `experiment`, `sweep` and `size` have in common."""

from __future__ import annotations

import logging
import shlex
import time
from typing import TYPE_CHECKING, TypeVar

import click
from click.core import ParameterSource

from omnisim.cli import options
from omnisim.cli.faults import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from omnisim.cli.talk import Talk
    from omnisim.trial.conduct import Conducted
    from omnisim.trial.model import Trial

__all__ = ["levels", "max_cells", "play", "playing", "usual_figures"]

MAX_CELLS = 500
_Result = TypeVar("_Result")
_LOG = logging.getLogger(__name__)
_NOTED = 5  # left-over cells that are told one by one


def playing(command: Callable[..., _Result]) -> Callable[..., _Result]:
    """Add the options that say who plays, and where it is kept."""
    for option in reversed(_PLAYING):
        command = option(command)
    return command


_PLAYING = (
    click.option(
        "--out",
        metavar="FILE",
        help="SQLite file that keeps every replication as soon as it is finished; "
        "the same command goes on where the last one ended.",
    ),
    options.jobs,
    click.option(
        "--cluster",
        metavar="ADDRESS",
        default="",
        help="Scheduler of a Dask cluster whose workers play instead, such as "
        "tcp://10.0.0.1:8786.",
    ),
)

max_cells = click.option(
    "--max-cells",
    type=options.Whole(min=1),
    default=MAX_CELLS,
    show_default=True,
    metavar="N",
    help="Refuse to play more cells than this.",
)


def levels(text: str) -> str | list[str]:
    """Return varied values as an experiment file writes them: a range, or a list.

    Raises
    ------
    click.UsageError
        If nothing stands between two commas.
    """
    from omnisim.trial.asking import values_in

    values = values_in(text)
    if not all(values):
        raise click.UsageError(f"{text!r} has a comma with no value beside it")
    return values if len(values) > 1 else text


def usual_figures(file: str, changes: Mapping[str, str]) -> list[str]:
    """Return the figures that a planner asks for first.

    Parameters
    ----------
    file : str
        The scenario.
    changes : mapping of str to str
        Dotted path to text.

    Returns
    -------
    list of str
        Of a scenario with faults none: whoever reads it next tells them.
    """
    from omnisim.errors import ScenarioError
    from omnisim.report.lights import leading_kpi
    from omnisim.scenario import load
    from omnisim.scenario.choices import DEFERRED
    from omnisim.scenario.prices import has_money

    try:
        scenario = load(file, changes=changes)
    except ScenarioError:
        return []
    figures = [leading_kpi(scenario)]
    if any(channel.kind not in DEFERRED for channel in scenario.channels.values()):
        figures.append("abandonment")
    figures.append("occupancy")
    if has_money(scenario):
        figures.append("cost_per_resolution")
    return figures


def play(
    ctx: click.Context,
    trial: Trial,
    talk: Talk,
    *,
    out: str | None,
    jobs: int | None,
    cluster: str,
    is_shown: bool,
    max_cells: int = MAX_CELLS,
) -> Conducted:
    """Play a trial, telling how far it has come; leave with 130 after Ctrl-C.

    Parameters
    ----------
    ctx : click.Context
    trial : Trial
    talk : Talk
    out : str or None
        The SQLite file.
    jobs : int or None
    cluster : str
    is_shown : bool
        Whether a bar is wanted.
    max_cells : int

    Returns
    -------
    Conducted

    Raises
    ------
    click.UsageError
        If options exclude each other, or there are more cells than wanted.
    ScenarioError
        With the faults of all cells; before anything is played.
    """
    from omnisim.cli.play import caveats_kept
    from omnisim.cli.progress import progress
    from omnisim.trial import conduct

    if jobs is not None and cluster:
        raise click.UsageError(
            "--jobs and --cluster exclude each other: here, or there"
        )
    _check_size(trial, max_cells)
    _announce(trial, talk)
    begun = time.perf_counter()
    played = _Played()
    try:
        with caveats_kept(), progress(wanted=is_shown) as bar:
            played.bar = bar
            found = conduct(
                trial, out=out, jobs=jobs, cluster=cluster, on_progress=played.tell
            )
    except KeyboardInterrupt:
        kept = (
            f"what is finished is in {out}; to go on: {_again(ctx)}"
            if out is not None
            else "nothing is kept without --out FILE.sqlite"
        )
        click.echo(f"omnisim: stopped by you; {kept}", err=True)
        ctx.exit(INTERRUPTED)
    spent = time.perf_counter() - begun
    where = f", kept in {out}" if out is not None else ""
    all_of_it = sum(found.outcome.replications.values())
    talk.note(f"{played.n} of {all_of_it} replications played in {spent:.1f} s{where}")
    _tell_left_over(found, talk)
    return found


def _again(ctx: click.Context) -> str:
    """Return the command as it was typed."""
    words = ["omnisim", str(ctx.info_name)]
    for param in ctx.command.params:
        name = str(param.name)
        source = ctx.get_parameter_source(name)
        if source is not ParameterSource.COMMANDLINE or name not in ctx.params:
            continue
        values = ctx.params[name] if param.multiple else (ctx.params[name],)
        for value in values:
            words += _typed(param, value)
    return shlex.join(words)


def _typed(param: click.Parameter, value: object) -> list[str]:
    """Return one value of a parameter as it is typed."""
    if isinstance(param, click.Option):
        if param.is_flag:
            return [param.opts[-1]]
        if param.count:
            return [param.opts[0]] * int(str(value))
        text = "=".join(value) if isinstance(value, tuple) else str(value)
        return [param.opts[0], text]
    return [str(value)]


def _check_size(trial: Trial, most: int) -> None:
    """Refuse what would play for hours unless it is asked for."""
    from omnisim.trial.design import n_cells

    n = n_cells(trial)
    if n > most:
        fewest = n * trial.precision.at_least
        raise click.UsageError(
            f"makes {n:,} cells and so at least {fewest:,} replications; if that is "
            f"meant, say so with --max-cells {n}"
        )


class _Played:
    """Counts what is played, and tells the stages."""

    def __init__(self) -> None:
        self.n = 0
        self.bar: Callable[[int, int | None, str], None] | None = None
        self._message = ""

    def tell(self, n: int, planned: int | None, message: str) -> None:
        """Be told by the trial; pass it on."""
        self.n = n
        if self.bar is not None:
            self.bar(n, planned, message)
        if message != self._message:
            self._message = message
            _LOG.info(message)
        _LOG.debug("%s of %s replications", n, planned)


def _announce(trial: Trial, talk: Talk) -> None:
    """Say how much there is to play."""
    from omnisim.trial.design import n_cells

    cells, precision = n_cells(trial), trial.precision
    fewest, most = precision.at_least, precision.at_most
    each = f"{most}" if fewest == most else f"{fewest} to {most}"
    plural = "s" if cells > 1 else ""
    if trial.solve is None:
        parts = [f"{cells} cell{plural}, {each} replications of each"]
    else:
        what = f"search{'es' if cells > 1 else ''} for {trial.solve.name}"
        parts = [f"{cells} {what}, {each} replications of each number tried"]
    if trial.claims:
        n = len(trial.claims)
        parts.append(f"{n} claim{'s' if n > 1 else ''}")
    talk.note(", ".join(parts))


def _tell_left_over(found: Conducted, talk: Talk) -> None:
    """Say what the file holds besides, which was not used."""
    left = found.left_over
    for one in left[:_NOTED]:
        talk.note(f"kept in the file and not used: {one}")
    if len(left) > _NOTED:
        talk.note(f"and of {len(left) - _NOTED} more cells")

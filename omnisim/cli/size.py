"""`omnisim size`: the smallest number that meets a target, certified by simulation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from omnisim.cli import options, trials
from omnisim.cli.faults import FAILED
from omnisim.cli.talk import Talk, loudness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from omnisim.scenario import Scenario
    from omnisim.scenario.schema import Channel
    from omnisim.trial.model import Trial

_AT_LEAST, _AT_MOST = 20, 200


class _Sought(options.Change):
    """A path to vary within bounds, or one value to change: ``path[=1:60]``."""

    name = "path[=low:high]"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, str]:
        """Split at the first equals sign, if there is one."""
        if isinstance(value, str) and "=" not in value and value.strip():
            return value.strip(), ""
        return super().convert(value, param, ctx)


@click.command(
    "size",
    cls=options.Command,
    short_help="Find the least staff, or other number, that meets a target.",
    examples=(
        "omnisim size bank.yaml --set agents.team.staff --target '80% within 20 s'",
        "omnisim size chat.yaml --set agents.desk.staff=5:40 \\",
        "    --target 'abandonment.chat <= 5%' --set agents.desk.pace=1.1",
    ),
)
@click.argument("scenario")
@click.option(
    "--set",
    "settings",
    type=_Sought(),
    multiple=True,
    required=True,
    metavar="PATH[=LOW:HIGH]",
    help="The whole number to find, and where to look for it. PATH=VALUE with one "
    "value changes the scenario besides; may be repeated.",
)
@click.option(
    "--target",
    metavar="CONDITION",
    help="What it must meet: a service level such as '80% within 20 s', in every "
    "channel that the group serves, or a condition such as 'abandonment.chat <= 5%' "
    "or 'asa < 30 s and occupancy <= 85%'.  [default: the channels' own targets]",
)
@click.option(
    "--confidence",
    default="95%",
    show_default=True,
    metavar="SHARE",
    help="With which the number must be certain.",
)
@click.option(
    "--at-most",
    type=options.Whole(min=2),
    default=_AT_MOST,
    show_default=True,
    metavar="N",
    help="Replications of a number at most; what is undecided then ends as a range.",
)
@options.seed
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
    target: str | None,
    confidence: str,
    at_most: int,
    seed: int,
    out: str | None,
    jobs: int | None,
    cluster: str,
    form: str,
    quiet: bool,
    verbose: int,
    no_progress: bool,
) -> None:
    """Find the smallest number for PATH with which SCENARIO meets a target.

    The number and the one below it are played until it is certain that one meets the
    target and the other does not; more is taken never to be worse. The exit code is
    1 if no number meets the target.
    """
    from omnisim.cli.output import print_size
    from omnisim.report.trial_size import answer_of
    from omnisim.trial.asking import ask, factor_names

    talk = Talk(quiet=quiet, verbose=verbose)
    path, bounds, changes = _split(settings)
    conditions, targets = _conditions(scenario, changes, path, target)
    name = factor_names([path])[path]
    sought = {"set": path, "solve": "smallest", "so_that": " and ".join(conditions)}
    question: dict[str, Any] = {
        "belief": f"The smallest {path} of {Path(scenario).name}",
        "base": scenario,
        "vary": {name: sought | ({"between": bounds} if bounds else {})},
        "watch": trials.usual_figures(scenario, changes | targets),
        "precision": {
            "at_least": str(min(_AT_LEAST, at_most)),
            "at_most": str(at_most),
        },
        "confidence": confidence,
        "set": changes | targets,
        "seed": str(seed),
    }
    asked = {key: value for key, value in question.items() if value}
    places = {
        "base": "SCENARIO",
        "set": "--set",
        **{f"set.{one}": "--target" for one in targets},
        f"vary.{name}": f"--set {path}",
        f"vary.{name}.so_that": "--target",
        "confidence": "--confidence",
    }
    found = trials.play(
        ctx,
        _watching_target(ask(asked, places)),
        talk,
        out=out,
        jobs=jobs,
        cluster=cluster,
        is_shown=not (no_progress or quiet),
    )
    print_size(found, form)
    if answer_of(found)[0].surest is None:
        ctx.exit(FAILED)


def _split(
    settings: Sequence[tuple[str, str]],
) -> tuple[str, str, dict[str, str]]:
    """Return the path that is looked for, its bounds, and the changes besides."""
    from omnisim.trial.asking import is_varied

    sought = [(path, text) for path, text in settings if not text or is_varied(text)]
    if len(sought) != 1:
        raise click.UsageError(
            "one number is looked for: give it once without a value, or with its "
            f"bounds such as --set agents.desk.staff=1:60; here are {len(sought)}"
        )
    ((path, bounds),) = sought
    return path, bounds, {one: text for one, text in settings if one != path}


def _conditions(
    file: str, changes: Mapping[str, str], path: str, target: str | None
) -> tuple[list[str], dict[str, str]]:
    """Return what must hold, and the changes that a target in words asks for.

    Of a scenario with faults a condition that any has: whoever reads it tells them.
    """
    from omnisim.errors import ScenarioError
    from omnisim.report.lights import kpi_of_target
    from omnisim.scenario import load

    share, within, _ = (target or "").partition(" within ")
    if target is not None and not within:
        return [target], {}
    try:
        scenario = load(file, changes=changes)
    except ScenarioError:
        return ["occupancy <= 100%"], {}
    served = _served(scenario, path)
    if target is None:
        shares = {
            name: f"{100 * channel.target.share:.10g}%"
            for name, channel in served.items()
            if channel.target is not None
        }
        if not shares:
            raise click.UsageError(
                f"no channel that {path} serves has a target; give one such as "
                "--target '80% within 20 s'"
            )
    else:
        shares = dict.fromkeys(served, share.strip())
    conditions = [
        f"{kpi_of_target(served[name])}.{_slice(name)} >= {share}"
        for name, share in shares.items()
    ]
    asked = {} if target is None else {f"channels.{n}.target": target for n in served}
    return conditions, asked


def _slice(channel: str) -> str:
    """Return what follows a figure's dot: in quotes unless it is a plain name."""
    return channel if channel.isidentifier() else f'"channel:{channel}"'


def _served(scenario: Scenario, path: str) -> dict[str, Channel]:
    """Return the channels that a group serves; all where the path is of no group."""
    from omnisim.scenario.choices import Kind

    section, _, rest = path.partition(".")
    group = scenario.agents.get(rest.rpartition(".")[0] if section == "agents" else "")
    names = {
        skill.partition("/")[0]
        for skill in (scenario.channels if group is None else group.skills)
    }
    return {
        name: channel
        for name, channel in scenario.channels.items()
        if name in names and channel.kind is not Kind.BOT
    }


def _watching_target(trial: Trial) -> Trial:
    """Return a trial that shows the figures of its target as well, before others."""
    from dataclasses import replace

    from omnisim.kpi import KPIS
    from omnisim.report.trial_words import written
    from omnisim.trial.expression import Expression, figures_in

    assert trial.solve is not None  # noqa: S101 - as it was asked
    own = {
        written(figure): figure
        for figure in figures_in(trial.solve.so_that.tree)
        if figure.name in KPIS
    }
    names = [figure.name for figure in own.values()]
    others = (one for one in trial.watch if one.text not in names)
    first = (Expression(text, figure) for text, figure in own.items())
    return replace(trial, watch=(*first, *others))

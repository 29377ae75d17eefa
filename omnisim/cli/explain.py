"""`omnisim explain`: what a figure means, or what one contact lived through."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from omnisim.cli import options


@click.command(
    "explain",
    cls=options.Command,
    short_help="Tell what a figure means, or a contact's story.",
    examples=(
        "omnisim explain service_level",
        "omnisim explain bank.yaml --contact 17",
    ),
)
@click.argument("subject", required=False, metavar="[KPI | FILE]")
@click.option(
    "--contact",
    type=options.Whole(min=0),
    metavar="N",
    help="Row of the contacts table, from 0, in order of arrival.",
)
@click.option(
    "--replication",
    type=options.Whole(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Which replication, from 0.",
)
@click.option(
    "--seed",
    type=options.Whole(min=0),
    default=options.SEED,
    show_default=True,
    metavar="N",
    help="As given to 'omnisim run'.",
)
@options.scenario_changes
@options.debug
@click.pass_context
def command(
    ctx: click.Context,
    *,
    subject: str | None,
    contact: int | None,
    replication: int,
    seed: int,
    changes: dict[str, str],
) -> None:
    """Tell what a figure means, or what one contact lived through.

    Without a subject, lists every figure. With --contact, plays one replication
    of the scenario FILE and tells that contact's story in sentences; give the
    same --seed and --set as to 'omnisim run' to see the same day.
    """
    if contact is None:
        _refuse_idle_options(ctx, changes)
        if subject is None:
            _list_figures()
        else:
            _explain_figure(subject)
        return
    if subject is None:
        raise click.UsageError("--contact needs the scenario FILE it comes from")
    _tell_contact(subject, changes, contact=contact, replication=replication, seed=seed)


def _refuse_idle_options(ctx: click.Context, changes: dict[str, str]) -> None:
    """Refuse options that say nothing about a figure's definition."""
    given = [
        f"--{name}"
        for name in ("seed", "replication")
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    given += [f"a change of {path}" for path in changes]
    if given:
        raise click.UsageError(
            f"{', '.join(given)}: only a contact's story depends on that; "
            "add --contact N"
        )


def _list_figures() -> None:
    from omnisim.kpi.definitions import KPIS

    width = max(map(len, KPIS)) + 2
    for kpi in KPIS.values():
        click.echo(f"{kpi.id:{width}}{kpi.title}")


def _explain_figure(name: str) -> None:
    from omnisim.errors import nearest
    from omnisim.kpi.definitions import KPIS

    if name in KPIS:
        click.echo(str(KPIS[name]))
        return
    if Path(name).exists():
        raise click.UsageError(
            f"{name} is a file: say which contact, "
            f"'omnisim explain {name} --contact 17'"
        )
    near = nearest(name, list(KPIS))
    guess = f"; did you mean {near!r}?" if near else ""
    raise click.UsageError(
        f"no figure is called {name!r}{guess} ('omnisim explain' lists them all)"
    )


def _tell_contact(
    file: str, changes: dict[str, str], *, contact: int, replication: int, seed: int
) -> None:
    from omnisim.engine import play
    from omnisim.journal.story import tell_contact
    from omnisim.population import draw_population
    from omnisim.scenario import load

    scenario = load(file, changes=changes)
    population = draw_population(scenario, seed=seed, replication=replication)
    journal = play(scenario, population)
    n = len(journal.contacts)
    if contact >= n:
        known = f"0 to {n - 1}" if n else "none: nobody came"
        raise click.BadParameter(
            f"replication {replication} has no contact {contact}; it has {known}",
            param_hint="'--contact'",
        )
    click.echo(tell_contact(journal, contact, start=scenario.calendar.start))

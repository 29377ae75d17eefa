"""`omnisim explain`: what a figure means, or the story of a contact or an agent."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from omnisim.cli import options


@click.command(
    "explain",
    cls=options.Command,
    short_help="Tell what a figure means, or somebody's story.",
    examples=(
        "omnisim explain service_level",
        "omnisim explain bank.yaml --contact 17",
        "omnisim explain bank.yaml --agent 3",
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
    "--agent",
    type=options.Whole(min=0),
    metavar="N",
    help="Row of the agents table, from 0, group by group.",
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
    agent: int | None,
    replication: int,
    seed: int,
    changes: dict[str, str],
) -> None:
    """Tell what a figure means, or what a contact or an agent lived through.

    Without a subject, lists every figure. With --contact or --agent, plays one
    replication of the scenario FILE and tells that story in sentences; give the
    same --seed and --set as to 'omnisim run' to see the same day.
    """
    if contact is not None and agent is not None:
        raise click.UsageError("--contact and --agent are two stories; ask for one")
    if contact is None and agent is None:
        _refuse_idle_options(ctx, changes)
        if subject is None:
            _list_figures()
        else:
            _explain_figure(subject)
        return
    if subject is None:
        whose = "--agent" if contact is None else "--contact"
        raise click.UsageError(f"{whose} needs the scenario FILE it comes from")
    _tell(
        subject,
        changes,
        contact=contact,
        agent=agent,
        replication=replication,
        seed=seed,
    )


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
            f"{', '.join(given)}: only a story depends on that; "
            "add --contact N or --agent N"
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
            f"{name} is a file: say which contact or agent, "
            f"'omnisim explain {name} --contact 17'"
        )
    near = nearest(name, list(KPIS))
    guess = f"; did you mean {near!r}?" if near else ""
    raise click.UsageError(
        f"no figure is called {name!r}{guess} ('omnisim explain' lists them all)"
    )


def _tell(
    file: str,
    changes: dict[str, str],
    *,
    contact: int | None,
    agent: int | None,
    replication: int,
    seed: int,
) -> None:
    from omnisim.engine import play
    from omnisim.journal import tell_agent, tell_contact
    from omnisim.population import draw_population
    from omnisim.scenario import load

    scenario = load(file, changes=changes)
    population = draw_population(scenario, seed=seed, replication=replication)
    journal = play(scenario, population)
    kind, number, rows, tell = (
        ("contact", contact, journal.contacts, tell_contact)
        if contact is not None
        else ("agent", agent or 0, journal.agents, tell_agent)
    )
    if number >= len(rows):
        nobody = "nobody came" if kind == "contact" else "nobody is scheduled"
        known = f"0 to {len(rows) - 1}" if len(rows) else f"none: {nobody}"
        raise click.BadParameter(
            f"replication {replication} has no {kind} {number}; it has {known}",
            param_hint=f"'--{kind}'",
        )
    click.echo(tell(journal, number, start=scenario.calendar.start))

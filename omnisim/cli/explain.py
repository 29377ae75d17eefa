"""`omnisim explain`: what a figure means, or somebody's story."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from omnisim.cli import options

if TYPE_CHECKING:
    from omnisim.journal import Journal
    from omnisim.scenario import Scenario


@click.command(
    "explain",
    cls=options.Command,
    short_help="Tell what a figure means, or somebody's story.",
    examples=(
        "omnisim explain service_level",
        "omnisim explain bank.yaml --contact 17",
        "omnisim explain bank.yaml --customer 4",
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
    "--customer",
    type=options.Whole(min=0),
    metavar="N",
    help="Number of the customer, from 0, in order of her first arrival.",
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
    customer: int | None,
    agent: int | None,
    replication: int,
    seed: int,
    changes: dict[str, str],
) -> None:
    """Tell what a figure means, or what somebody lived through.

    Without a subject, lists every figure. With --contact, --customer or --agent,
    plays one replication of the scenario FILE and tells that story in sentences: of
    one contact, of all contacts of a customer, or of an agent's days. Give the same
    --seed and --set as to 'omnisim run' to see the same day.
    """
    asked = {"contact": contact, "customer": customer, "agent": agent}
    wanted = {kind: n for kind, n in asked.items() if n is not None}
    if len(wanted) > 1:
        options_given = " and ".join(f"--{kind}" for kind in wanted)
        raise click.UsageError(f"{options_given} are several stories; ask for one")
    if not wanted:
        _refuse_idle_options(ctx, changes)
        if subject is None:
            _list_figures()
        else:
            _explain_figure(subject)
        return
    ((kind, number),) = wanted.items()
    if subject is None:
        raise click.UsageError(f"--{kind} needs the scenario FILE it comes from")
    _tell(subject, changes, kind, number, replication=replication, seed=seed)


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
            "add --contact N, --customer N or --agent N"
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
            f"{name} is a file: say which contact, customer or agent, "
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
    kind: str,
    number: int,
    *,
    replication: int,
    seed: int,
) -> None:
    from omnisim.engine import play
    from omnisim.population import draw_population
    from omnisim.scenario import load

    scenario = load(file, changes=changes)
    population = draw_population(scenario, seed=seed, replication=replication)
    journal = play(scenario, population)
    many, nobody = {
        "contact": (len(journal.contacts), "nobody came"),
        "customer": (len(population), "nobody came"),
        "agent": (len(journal.agents), "nobody is scheduled"),
    }[kind]
    if number >= many:
        known = f"0 to {many - 1}" if many else f"none: {nobody}"
        raise click.BadParameter(
            f"replication {replication} has no {kind} {number}; it has {known}",
            param_hint=f"'--{kind}'",
        )
    click.echo(_story(scenario, journal, kind, number))


def _story(scenario: Scenario, journal: Journal, kind: str, number: int) -> str:
    from omnisim.journal import tell_agent, tell_contact, tell_customer
    from omnisim.scenario.choices import DEFERRED

    start = scenario.calendar.start
    if kind == "contact":
        return tell_contact(journal, number, start=start)
    if kind == "agent":
        return tell_agent(journal, number, start=start)
    deferred = [
        name for name, channel in scenario.channels.items() if channel.kind in DEFERRED
    ]
    return tell_customer(journal, number, start=start, deferred=deferred)

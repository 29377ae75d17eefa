"""Options that several commands share, spelt and explained once."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "FORMATS",
    "MAX_REPS",
    "REPS",
    "SEED",
    "Change",
    "Command",
    "Whole",
    "debug",
    "jobs",
    "output_format",
    "precision",
    "replications",
    "scenario_changes",
    "seed",
]

SEED = 1
REPS = 30
MAX_REPS = 500
FORMATS = ("table", "csv", "json", "md")

_Result = TypeVar("_Result")


class Command(click.Command):
    """A command whose help ends with examples, printed as they are typed."""

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401 - click's signature
        examples: Sequence[str] = (),
        **settings: Any,  # noqa: ANN401 - click's signature
    ) -> None:
        super().__init__(*arguments, **settings)
        self.examples = tuple(examples)

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options."""
        write_examples(self.examples, formatter)


def write_examples(examples: Sequence[str], formatter: click.HelpFormatter) -> None:
    """Write lines as they are; click would join them into a paragraph."""
    with formatter.section("Examples"):
        for line in examples:
            formatter.write(f"{'':{formatter.current_indent}}{line}\n")


def _keep_debug(ctx: click.Context, _: click.Parameter, value: bool) -> bool:  # noqa: FBT001 - click's signature
    # kept with the root, where errors end up
    ctx.find_root().meta["omnisim.debug"] = value
    return value


debug = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    callback=_keep_debug,
    help="Show the traceback of an error.",
)


output_format = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="What to print: a table to read, or data for a machine.",
)


class Whole(click.IntRange):
    """A whole number within limits; click's own name for it reads oddly in errors."""

    name = "whole number"


class Change(click.ParamType[tuple[str, str]]):
    """A dotted path and its new value: ``agents.desk.pace=1.1``."""

    name = "path=value"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, str]:
        """Split at the first equals sign."""
        if isinstance(value, tuple):
            return value[0], value[1]
        path, sign, new = str(value).partition("=")
        if not sign or not path.strip():
            self.fail(
                f"{value!r} is not a change; write path=value such as "
                "'agents.desk.pace=1.1'",
                param,
                ctx,
            )
        return path.strip(), new.strip()


def scenario_changes(command: Callable[..., _Result]) -> Callable[..., _Result]:
    """Add the options that change a scenario, given to the command as `changes`.

    `changes` maps dotted paths to text, as `omnisim.scenario.load` takes them. An
    option of its own, such as ``--days``, wins over ``--set``.
    """

    @functools.wraps(command)
    def gather(
        *,
        settings: tuple[tuple[str, str], ...],
        days: int | None,
        warm_up: str | None,
        interval: str | None,
        sl_definition: str | None,
        **others: Any,  # noqa: ANN401 - whatever options the command has besides
    ) -> _Result:
        named = {
            "calendar.days": None if days is None else str(days),
            "calendar.warm_up": warm_up,
            "calendar.interval": interval,
            "service_level": sl_definition,
        }
        given = {path: text for path, text in named.items() if text is not None}
        return command(changes=dict(settings) | given, **others)

    for option in reversed(_CHANGES):
        gather = option(gather)
    return gather


_CHANGES = (
    click.option(
        "--set",
        "settings",
        type=Change(),
        multiple=True,
        metavar="PATH=VALUE",
        help="Change one value of the scenario; may be repeated. "
        "Example: --set agents.desk.pace=1.1",
    ),
    click.option(
        "--days",
        type=Whole(min=1),
        metavar="N",
        help="Days to simulate.  [default: the scenario's]",
    ),
    click.option(
        "--warm-up",
        metavar="DURATION",
        help="Time played but not counted, such as '2 h'.  [default: the scenario's]",
    ),
    click.option(
        "--interval",
        metavar="DURATION",
        help="Reporting interval, such as '15 min'.  [default: the scenario's]",
    ),
    click.option(
        "--sl-definition",
        metavar="NAME",
        help="How service level counts the abandoned; "
        "see 'omnisim explain service_level'.  [default: the scenario's]",
    ),
)


class Precision(click.ParamType[float]):
    """A relative half-width: ``2%``."""

    name = "share"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Read a share above 0 and below 1."""
        from omnisim.units import parse_share

        if isinstance(value, float):
            return value
        try:
            share = parse_share(str(value))
        except ValueError as wrong:
            self.fail(str(wrong), param, ctx)
        if not 0 < share < 1:
            self.fail(f"{value!r} must be above 0% and below 100%", param, ctx)
        return share


def replications(command: Callable[..., _Result]) -> Callable[..., _Result]:
    """Add the options that say how often to play, and with how many workers."""
    for option in reversed(_REPLICATIONS):
        command = option(command)
    return command


seed = click.option(
    "--seed",
    type=Whole(min=0),
    default=SEED,
    show_default=True,
    metavar="N",
    help="The number all randomness comes from.",
)

jobs = click.option(
    "--jobs",
    type=Whole(min=1),
    metavar="N",
    help="Worker processes; the figures are the same whatever their number.  "
    "[default: one per core]",
)

_REPLICATIONS = (
    seed,
    click.option(
        "--reps",
        type=Whole(min=1),
        metavar="N",
        help=f"Replications: how often the days are played.  [default: {REPS}]",
    ),
    jobs,
)


def precision(command: Callable[..., _Result]) -> Callable[..., _Result]:
    """Add the options that play until a figure is precise enough."""
    for option in reversed(_PRECISION):
        command = option(command)
    return command


_PRECISION = (
    click.option(
        "--precision",
        type=Precision(),
        metavar="SHARE",
        help="Instead of --reps: play until the service level's half-width is at "
        "most this share of it, such as 2%.",
    ),
    click.option(
        "--max-reps",
        type=Whole(min=2),
        metavar="N",
        help=f"Replications at most with --precision.  [default: {MAX_REPS}]",
    ),
)

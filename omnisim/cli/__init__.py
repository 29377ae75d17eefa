"""The command line: what one types, and what comes back on which stream.

Data goes to stdout, talk to stderr. Each command lives in a module of its own,
imported when it is needed; whatever is heavy (pydantic, NumPy, pandas,
matplotlib, rich) is imported inside the functions that use it, so that
``omnisim --help`` answers at once.
"""

from __future__ import annotations

import errno
import importlib
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from omnisim.cli.faults import INTERRUPTED, exit_code, message
from omnisim.cli.options import write_examples
from omnisim.errors import nearest
from omnisim.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["main"]

_COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "init": "omnisim.cli.init",
        "validate": "omnisim.cli.validate",
        "run": "omnisim.cli.run",
        "compare": "omnisim.cli.compare",
        "sweep": "omnisim.cli.sweep",
        "size": "omnisim.cli.size",
        "experiment": "omnisim.cli.experiment",
        "screen": "omnisim.cli.screen",
        "explain": "omnisim.cli.explain",
        "presets": "omnisim.cli.presets",
        "schema": "omnisim.cli.schema",
    }
)


class _Commands(click.Group):
    """Import a command when it is asked for; turn errors into messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of a day's work, not of the alphabet."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return a command, or None if there is no such name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(_COMMANDS[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for; tell the nearest for a mistyped one."""
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            near = nearest(name, list(_COMMANDS))
            guess = f"; did you mean {near!r}?" if near else ""
            ctx.fail(f"no command {name!r}; allowed: {', '.join(_COMMANDS)}{guess}")
        return super().resolve_command(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write where to begin."""
        write_examples(
            (
                "omnisim init               write a commented scenario, starter.yaml",
                "omnisim run starter.yaml   see what its day will look like",
            ),
            formatter,
        )

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run a command; an error becomes a message and an exit code."""
        try:
            result = super().invoke(ctx)
            # a closed pipe shows here, not in a traceback when the program has ended
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            click.echo("omnisim: stopped by you", err=True)
            ctx.exit(INTERRUPTED)
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # whoever read our output has gone; click ends quietly
            if ctx.meta.get("omnisim.debug"):
                raise
            click.echo(message(error), err=True)
            ctx.exit(exit_code(error))
        return result


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="omnisim")
def main() -> None:
    """Simulate a contact centre from a text file.

    Figures go to stdout, talk to stderr. Exit codes: 0 done, 1 a threshold was
    missed or a run failed, 2 wrong usage or scenario, 130 stopped by Ctrl-C.
    """

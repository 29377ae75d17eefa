"""What the commands say on stderr, and how loudly."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

__all__ = ["Talk", "loudness"]


class Talk:
    """Notes and warnings for a person, on stderr.

    Parameters
    ----------
    quiet : bool
        Say nothing but errors.
    verbose : int
        1 tells the stages and how long they took, 2 every replication.

    Raises
    ------
    click.UsageError
        If both are asked for.
    """

    def __init__(self, *, quiet: bool, verbose: int) -> None:
        if quiet and verbose:
            raise click.UsageError("-q and -v exclude each other")
        self.quiet = quiet
        if verbose:
            level = logging.DEBUG if verbose > 1 else logging.INFO
            # only our own talk: matplotlib logs its search for fonts
            handler = logging.StreamHandler()
            handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
            logger = logging.getLogger("omnisim")
            logger.handlers = [handler]
            logger.setLevel(level)

    def note(self, text: str) -> None:
        """Say something worth knowing."""
        if not self.quiet:
            click.echo(f"omnisim: {text}", err=True)

    def warn(self, texts: Iterable[str]) -> None:
        """Say what the reader of a figure must know."""
        for text in texts:
            self.note(f"warning: {text}")

    def stopped(self, n: int) -> None:
        """Say that the figures are those of a run that was cut short, even if quiet."""
        plural = "s" if n > 1 else ""
        click.echo(
            f"omnisim: stopped by you; the figures are those of {n} finished "
            f"replication{plural}",
            err=True,
        )


def loudness(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``-q``, ``-v`` and ``--no-progress``."""
    for option in (
        click.option("--no-progress", is_flag=True, help="Show no progress bar."),
        click.option(
            "-v",
            "--verbose",
            count=True,
            help="Tell the stages; -vv tells every replication.",
        ),
        click.option(
            "-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors."
        ),
    ):
        command = option(command)
    return command

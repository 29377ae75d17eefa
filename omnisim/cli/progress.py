"""How far a run has come: a bar with the time left, on a terminal only."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.experiment.replicate import OnProgress

__all__ = ["progress"]


@contextmanager
def progress(*, wanted: bool) -> Iterator[OnProgress | None]:
    """Show a bar on stderr while the block runs.

    Parameters
    ----------
    wanted : bool
        False shows nothing, as does a stderr that is no terminal: a bar in a log
        file is noise.

    Yields
    ------
    callable or None
        To be told ``(done, planned, message)`` after each replication.
    """
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("replications, time left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("playing", total=None)

        def tell(done: int, planned: int | None, message: str) -> None:
            bar.update(
                task, completed=done, total=planned, description=message or "playing"
            )

        yield tell

"""A SQLite file that one process alone writes: whole transactions or nothing.

Whatever ends the process, what was committed stays and the rest is rolled back when
the file is next opened. A second process is refused as long as the first has it open.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from omnisim.errors import ResultsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["SqliteFile", "explained"]

_TIMEOUT = 1.0  # seconds to wait for another process to close the file


class SqliteFile:
    """The file, open for writing by this process alone once it has written.

    Parameters
    ----------
    path : Path
        Made if it does not exist.
    unit : str
        What is chosen or deleted as one: ``"file"``, or the ``"folder"`` around it.

    Raises
    ------
    ResultsError
        If it cannot be opened.

    Attributes
    ----------
    connection : sqlite3.Connection
        In autocommit mode; what belongs together goes into a `transaction`.
    """

    def __init__(self, path: Path, *, unit: str = "file") -> None:
        self.path, self.unit = path, unit
        with explained(path, unit):
            self.connection = sqlite3.connect(
                path, timeout=_TIMEOUT, isolation_level=None
            )
            # the lock, once taken, is kept: two runs must not share a file
            self.connection.execute("PRAGMA locking_mode = EXCLUSIVE")

    def close(self) -> None:
        """Close the file and let others use it; a second call does nothing."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all that is written inside, or none of it.

        Raises
        ------
        ResultsError
            If the file cannot be written; it is then as it was before.
        """
        with explained(self.path, self.unit):
            try:
                self.connection.execute("BEGIN EXCLUSIVE")
                yield
                self.connection.execute("COMMIT")
            except BaseException:  # Ctrl-C as well: half of it must not stay
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise


@contextmanager
def explained(path: Path, unit: str) -> Iterator[None]:
    """Say in the user's words why a file cannot be used.

    Parameters
    ----------
    path : Path
    unit : str
        As for `SqliteFile`.

    Raises
    ------
    ResultsError
        In place of any error of SQLite.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        reason = str(error)
        if "locked" in reason:
            reason = f"another run is writing into it; wait, or choose another {unit}"
        raise ResultsError(f"{path}: {reason}") from error
    except sqlite3.DatabaseError as error:
        raise ResultsError(
            f"{path}: {error}; delete the {unit} and run again, or choose another one"
        ) from error

"""Every error and warning that omnisim raises.

::

    OmnisimError
    ├── ScenarioError (ValueError)     the scenario says something impossible
    ├── JournalError (ValueError)      a table breaks its schema or an invariant
    ├── ResultsError (ValueError)      a results folder cannot be used as asked
    ├── EngineError (RuntimeError)     an engine reached a state that cannot be
    ├── WorkerError (RuntimeError)     a worker process ended before its work did
    └── MissingExtraError (ImportError)  an optional part is not installed
    OmnisimWarning (UserWarning)
    ├── StatisticalWarning             the answer may be right, thinly supported
    └── ScenarioWarning                allowed, but probably not meant
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "EngineError",
    "Fault",
    "JournalError",
    "MissingExtraError",
    "OmnisimError",
    "OmnisimWarning",
    "ResultsError",
    "ScenarioError",
    "ScenarioWarning",
    "StatisticalWarning",
    "WorkerError",
    "nearest",
]


class OmnisimError(Exception):
    """Anything that omnisim raises on purpose."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a scenario, and where.

    Parameters
    ----------
    path : str
        Dotted path into the scenario, ``"channels.phone.talk"``; empty for
        the file as a whole.
    wrong : str
        What was found.
    allowed : str
        What may stand there; empty where `wrong` says it already.
    hint : str
        The nearest name, as ``did_you_mean`` text; empty if none is near.
    file : str
        File that holds the fault; empty for scenarios made in Python.
    line, column : int
        Position in the file, from 1; 0 if unknown.

    Examples
    --------
    >>> print(Fault("agents.it.skils", "unknown key", "staff", "skills", "b.yml", 9, 5))
    b.yml:9:5: agents.it.skils: unknown key; allowed: staff; did you mean 'skills'?
    """

    path: str
    wrong: str
    allowed: str = ""
    hint: str = ""
    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = self.file
        if self.line:
            place += f":{self.line}:{self.column}"
        # a change's place is its path already: "--set agents.team.staff"
        path = "" if place.endswith(f" {self.path}") else self.path
        head = ": ".join(part for part in (place, path, self.wrong) if part)
        tail = f"; allowed: {self.allowed}" if self.allowed else ""
        return head + tail + (f"; did you mean {self.hint!r}?" if self.hint else "")


class ScenarioError(OmnisimError, ValueError):
    """The scenario says something impossible; carries every fault found.

    Parameters
    ----------
    faults : iterable of Fault
        At least one, in file order.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[tuple[Fault, ...]]]:
        """Keep the faults when the error crosses a process border."""
        return type(self), (self.faults,)


class JournalError(OmnisimError, ValueError):
    """A table breaks its schema or an invariant."""


class ResultsError(OmnisimError, ValueError):
    """A results folder cannot be used as asked."""


class EngineError(OmnisimError, RuntimeError):
    """An engine reached a state that cannot be."""


class WorkerError(OmnisimError, RuntimeError):
    """A worker process ended before its work did."""


class MissingExtraError(OmnisimError, ImportError):
    """An optional part is not installed.

    Parameters
    ----------
    purpose : str
        What the user wanted, ``"reading an .xlsx file"``.
    extra : str
        Name of the extra, ``"excel"``.
    """

    def __init__(self, purpose: str, extra: str) -> None:
        self.purpose, self.extra = purpose, extra
        super().__init__(
            f"{purpose} needs an optional part; install it with "
            f"`pip install 'omnisim[{extra}]'`"
        )

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        """Keep both parts when the error crosses a process border."""
        return type(self), (self.purpose, self.extra)


class OmnisimWarning(UserWarning):
    """A result needs a caveat."""


class StatisticalWarning(OmnisimWarning):
    """The answer may be right but is thinly supported."""


class ScenarioWarning(OmnisimWarning):
    """Allowed, but probably not meant."""


def nearest(name: str, names: Sequence[str]) -> str:
    """Return the known name that looks most like a mistyped one.

    Parameters
    ----------
    name : str
        As typed.
    names : sequence of str
        The names that exist.

    Returns
    -------
    str
        The nearest name, or ``""`` when none is near.

    Examples
    --------
    >>> nearest("bilingg", ["billing", "sales"])
    'billing'
    >>> nearest("zzz", ["billing", "sales"])
    ''
    """
    lowered = {known.lower(): known for known in reversed(names)}
    found = difflib.get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    return lowered[found[0]] if found else ""

"""Help for reading shorthand: collect every fault of a mapping, then raise once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from omnisim.errors import Fault, MissingExtraError, ScenarioError, nearest
from omnisim.scenario.nodes import Items, Keys, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Steps = tuple[str | int, ...]

__all__ = [
    "FOREIGN_KEY",
    "MISSING",
    "UNKNOWN_KEY",
    "Files",
    "Form",
    "FormError",
    "Setting",
    "file_of",
    "misfit",
    "missing",
    "one_of",
    "shown",
    "single",
    "unknown_key",
]

T = TypeVar("T")
UNKNOWN_KEY = "unknown key"
FOREIGN_KEY = "does not belong to"  # a key that others of its like have
MISSING = "is missing"
MAX_QUANTITY = 500  # characters
_SHOWN = 60  # characters of a value that a fault repeats


class Files(Protocol):
    """What reads the files a scenario names, `omnisim.scenario.tables`."""

    def read_table(self, path: Path, options: Mapping[str, str]) -> object:
        """Read an interval table."""

    def read_times(
        self, path: Path, options: Mapping[str, str], start: dt.datetime
    ) -> Any:  # noqa: ANN401 - rows of the models, which build on this module
        """Read recorded arrivals."""

    def read_durations(
        self, path: Path, options: Mapping[str, str]
    ) -> tuple[float, ...]:
        """Read observed durations."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What short forms need to know beside themselves.

    Parameters
    ----------
    start : datetime
        Second 0 of the calendar.
    interval : float
        Length of the reporting interval in seconds.
    files : Files or None
        Reads the files that a scenario names.
    """

    start: dt.datetime = dt.datetime(2026, 1, 5)  # noqa: DTZ001 - local wall clock
    interval: float = 1800.0
    files: Files | None = None


class FormError(ValueError):
    """Faults of one value, by the steps that lead from it to each of them.

    Parameters
    ----------
    faults : sequence of (steps, Fault)
        A fault's own `path` is empty; its place is filled in by who knows it.
    """

    def __init__(self, faults: Sequence[tuple[Steps, Fault]]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for _, fault in faults))


def shown(value: object) -> str:
    """Return what a fault says it found: a text in quotes, or the kind of thing.

    Examples
    --------
    >>> shown("5 mn"), shown([1, 2]), shown({})
    ("'5 mn'", 'a list', 'a mapping')
    """
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = repr(str(value))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 4] + " …'"


def misfit(wanted: str, found: object) -> ValueError:
    """Return the error of a value of another shape than is wanted."""
    return ValueError(f"must be {wanted}, not {shown(found)}")


def unknown_key(key: str, allowed: Sequence[str]) -> Fault:
    """Return the fault of a key that does not exist here."""
    return Fault("", UNKNOWN_KEY, ", ".join(allowed), nearest(key, allowed))


def missing(key: str, example: str = "") -> Fault:
    """Return the fault of a key that must be there."""
    return Fault(
        "", MISSING + (f"; write one such as {key}: {example}" if example else "")
    )


def one_of(text: str, names: Sequence[str], what: str) -> str:
    """Return the text if it is one of the names, raise what is allowed otherwise."""
    if text in names:
        return text
    fault = Fault("", f"unknown {what} {shown(text)}", ", ".join(names))
    raise FormError([((), replace(fault, hint=nearest(text, names)))])


def file_of(text: object) -> Path:
    """Return the path that a file name in a scenario stands for.

    Parameters
    ----------
    text : object
        Relative names are looked up beside the file that holds the name.

    Returns
    -------
    Path
    """
    if not isinstance(text, Text) or not text.strip() or "\0" in text:
        raise misfit("the name of a file", text)
    return (text.mark.folder or Path()) / text.strip()


def single(value: object) -> str:
    """Return a value that is one text, of a length that a quantity may have."""
    if not isinstance(value, Text):
        raise misfit("a single value", value)
    if len(value) > MAX_QUANTITY:
        raise ValueError(f"has more than {MAX_QUANTITY} characters")
    return value


class Form:
    """A mapping being read; faults gather until `finish`.

    Parameters
    ----------
    keys : Keys
        As written.
    allowed : sequence of str
        Keys that may stand in it; others become faults.
    """

    def __init__(self, keys: Keys, allowed: Sequence[str]) -> None:
        self.keys = keys
        self.faults: list[tuple[Steps, Fault]] = [
            ((key,), unknown_key(key, allowed)) for key in keys if key not in allowed
        ]

    def __contains__(self, key: str) -> bool:
        return self.keys.get(key) is not None

    def note(self, wrong: str, allowed: str = "", at: Steps = ()) -> None:
        """Add a fault."""
        self.faults.append((at, Fault("", wrong, allowed)))

    def read(self, at: Steps, value: object, parse: Callable[[str], T]) -> T | None:
        """Parse one text; None, and a fault, where it cannot be read."""
        with self.within(at):
            return parse(single(value))
        return None

    def take(self, key: str, parse: Callable[[str], T], default: T) -> T:
        """Read a key that may be missing."""
        if key not in self:
            return default
        value = self.read((key,), self.keys[key], parse)
        return default if value is None else value

    def need(self, key: str, parse: Callable[[str], T], example: str) -> T | None:
        """Read a key that must be there."""
        if key not in self:
            self.faults.append(((key,), missing(key, example)))
            return None
        return self.read((key,), self.keys[key], parse)

    def each(self, key: str, parse: Callable[[str], T], example: str) -> tuple[T, ...]:
        """Read a list of texts; a single text counts as a list of one."""
        value = self.keys.get(key)
        if isinstance(value, Items):
            read = [self.read((key, n), item, parse) for n, item in enumerate(value)]
            if not value:
                self.note(f"is an empty list; give values such as {example}", at=(key,))
        else:
            read = [self.read((key,), value, parse)]
        return tuple(one for one in read if one is not None)

    def within(self, at: Steps) -> _Within:
        """Gather the faults of a nested reading under the steps that lead to it."""
        return _Within(self, at)

    def finish(self) -> None:
        """Raise what was gathered.

        Raises
        ------
        FormError
            If anything was.
        """
        if self.faults:
            raise FormError(self.faults)


class _Within:
    """Takes the faults raised inside a `with` and lets the reading go on."""

    def __init__(self, form: Form, at: Steps) -> None:
        self.form, self.at = form, at

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: object, error: BaseException | None, trace: object
    ) -> bool:
        if isinstance(error, FormError):
            self.form.faults += [((*self.at, *s), fault) for s, fault in error.faults]
        elif isinstance(error, ScenarioError):
            self.form.faults += [(self.at, fault) for fault in error.faults]
        elif isinstance(error, ValueError | MissingExtraError):
            self.form.note(str(error), at=self.at)
        else:
            return False
        return True

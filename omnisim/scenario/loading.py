"""From a file to a `Scenario`, or to every fault in it.

The tree of texts is read, joined with what it extends and with the changes of
the command line, shaped into the models, and checked across fields. It knows no
rule itself; it gives each fault its place. (Not named `load`, as the package has a
function of that name.)
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import ValidationError

from omnisim.errors import Fault, ScenarioError, nearest
from omnisim.scenario import forms, tables
from omnisim.scenario.check import faults_of
from omnisim.scenario.faults import MAX_FAULTS, faults_of_validation, placed
from omnisim.scenario.merge import apply_changes, merge
from omnisim.scenario.nodes import Keys, Mark, Text, without_nulls, wrap
from omnisim.scenario.reading import FOREIGN_KEY, MISSING, file_of
from omnisim.scenario.repair import repaired
from omnisim.scenario.schema import Scenario
from omnisim.scenario.yamltext import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from omnisim.scenario.reading import Setting

    Check = Callable[[Scenario], Iterable[Fault]]

__all__ = [
    "MAX_BYTES",
    "from_dict",
    "in_file_order",
    "load",
    "loads",
    "read_text",
    "too_big",
]

MAX_BYTES = 1 << 20
MAX_CHAIN = 20
MAX_MENDING = 5  # a part left out may leave its neighbour faulty
_CHANGE = "--set "
_NO_CHANGES: Mapping[str, str] = MappingProxyType({})


def load(
    path: str | Path,
    *,
    changes: Mapping[str, str] = _NO_CHANGES,
    further: Check | None = None,
) -> Scenario:
    """Read a scenario file.

    Parameters
    ----------
    path : str or Path
        A YAML file in UTF-8 of at most 1 MiB.
    changes : mapping of dotted path to text
        Applied after `extends`, before anything is checked; the text is what
        would stand in the file: ``{"agents.desk.staff": "12"}``.
    further : callable, optional
        Finds faults that only a later stage can see, such as a target for a figure
        that does not exist; they are given their places here.

    Returns
    -------
    Scenario

    Raises
    ------
    ScenarioError
        With every fault found.
    """
    path = Path(path)
    tree, faults = _read_chain(path, Mark(), ())
    return _finish(tree, faults, changes, (path.stem, str(path)), further)


def loads(
    text: str,
    *,
    name: str = "<text>",
    folder: str | Path | None = None,
    changes: Mapping[str, str] = _NO_CHANGES,
    further: Check | None = None,
) -> Scenario:
    """Read a scenario from text, see `load`.

    Parameters
    ----------
    text : str
        YAML.
    name : str
        Stands in faults for the file's name.
    folder : str or Path, optional
        What file names in the text are relative to; else where the process runs.
    changes, further
        As for `load`.

    Returns
    -------
    Scenario

    Raises
    ------
    ScenarioError
        With every fault found.

    Examples
    --------
    >>> scenario = loads('''
    ... calendar: {start: 2026-03-02 08:00, open: "08:00-20:00"}
    ... channels:
    ...   phone: {kind: call, arrivals: {rate: 40/h}, talk: 5 min}
    ... agents:
    ...   desk: {staff: 5, skills: {phone: 1}}
    ... ''')
    >>> scenario.channels["phone"].talk.mean_duration()
    300.0
    """
    tree, faults = _parse_text(text, name, None if folder is None else Path(folder))
    base, more = _extended(tree, ())
    return _finish(base, [*faults, *more], changes, ("scenario", name), further)


def from_dict(data: Mapping[str, object]) -> Scenario:
    """Make a scenario from Python values, with the checks of a file.

    Parameters
    ----------
    data : mapping
        Shaped as a file is; durations and the like as text with their units.

    Returns
    -------
    Scenario

    Raises
    ------
    ScenarioError
        With every fault found, without positions.
    """
    tree = wrap(data)
    if not isinstance(tree, Keys):
        raise ScenarioError([Fault("", "a scenario is a mapping")])
    base, faults = _extended(tree, ())
    return _finish(base, faults, _NO_CHANGES, ("scenario", ""))


def _parse_text(text: str, name: str, folder: Path | None) -> tuple[Keys, list[Fault]]:
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise ScenarioError([Fault("", too_big(), file=name)])
    tree, faults = parse(text, name, folder)
    if tree is None and not faults:
        wrong = "is empty; a scenario needs calendar, channels and agents"
        raise ScenarioError([Fault("", wrong, file=name, line=1, column=1)])
    if tree is not None and not isinstance(tree, Keys):
        mark = tree.mark
        wrong = "not a scenario: must be a mapping such as 'calendar: ...'"
        fault = Fault("", wrong, file=name, line=mark.line, column=mark.column)
        raise ScenarioError([fault])
    return tree if tree is not None else Keys(Mark(name, 1, 1, folder)), faults


def too_big() -> str:
    """Say what is wrong with a text of more than `MAX_BYTES`."""
    return f"is larger than {MAX_BYTES >> 20} MiB; put long tables into a CSV file"


def _read_chain(
    path: Path, mark: Mark, chain: tuple[Path, ...]
) -> tuple[Keys, list[Fault]]:
    """Read a file and what it extends; a fault of the file itself is at `mark`."""
    text = read_text(path, mark)
    tree, faults = _parse_text(text, str(path), path.parent)
    base, more = _extended(tree, (*chain, path.resolve()))
    return base, [*more, *faults]


def _extended(tree: Keys, chain: tuple[Path, ...]) -> tuple[Keys, list[Fault]]:
    """Lay a tree over the file it extends, if it does."""
    if tree.get("extends") is None:
        return tree, []
    mark = tree.marks["extends"]
    own = Keys(tree.mark)
    for key, value in tree.items():
        if key != "extends":
            own.put(key, value, tree.marks[key])
    try:
        path = file_of(tree["extends"])
    except ValueError as error:
        raise ScenarioError([mark.fault("extends", str(error))]) from None
    wrong = ""
    if path.resolve() in chain:
        names = " -> ".join(one.name for one in (*chain, path))
        wrong = f"files extend each other in a circle: {names}"
    elif len(chain) >= MAX_CHAIN:
        wrong = f"more than {MAX_CHAIN} files extend each other"
    if wrong:
        raise ScenarioError([mark.fault("extends", wrong)])
    base, faults = _read_chain(path, mark, chain)
    return merge(base, own), faults


def read_text(path: Path, mark: Mark) -> str:
    """Return a file's text; a file that cannot be read is a fault where it is named.

    Parameters
    ----------
    path : Path
    mark : Mark
        Where the file is named; `Mark()` for one that nobody but the user names.

    Returns
    -------
    str

    Raises
    ------
    ScenarioError
        If there is no such file, or it is not text in UTF-8 of at most 1 MiB.
    """

    def fault(
        wrong: str, line: int = 0, column: int = 0, hint: str = ""
    ) -> ScenarioError:
        if line or not mark.file:
            place = Mark(str(path), line, column)
            return ScenarioError([place.fault("", wrong, hint=hint)])
        return ScenarioError([mark.fault("extends", f"{path}: {wrong}", hint=hint)])

    try:
        if not path.is_file():
            hint = "" if path.exists() else _neighbour(path)
            raise fault(_no_file(path), hint=hint)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise fault(f"cannot be read: {error.strerror}") from None
    if len(raw) > MAX_BYTES:
        raise fault(too_big())
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise fault("is UTF-16; save the file in the encoding UTF-8")
    if b"\0" in raw:
        raise fault("is not a text file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        wrong = (
            f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file in the "
            "encoding UTF-8"
        )
        raise fault(wrong, line, column) from None


def _no_file(path: Path) -> str:
    if path.is_dir():
        return "is a folder, not a file"
    # a device or a pipe may never end
    return "is not a file" if path.exists() else "no such file"


def _neighbour(path: Path) -> str:
    """Return the scenario file beside a missing one that it is most like."""
    folder = path.parent
    files = sorted(folder.glob("*.y*ml")) if folder.is_dir() else []
    near = nearest(path.stem, [file.stem for file in files])
    return next((str(file) for file in files if near and file.stem == near), "")


def _finish(
    tree: Keys,
    faults: list[Fault],
    changes: Mapping[str, str],
    names: tuple[str, str],
    further: Check | None = None,
) -> Scenario:
    """Apply the changes, shape, check; every fault at its place and in file order.

    `names` are that of the scenario, if it has none, and that of its file in faults.
    """
    tree, more = apply_changes(tree, changes)
    faults = [*faults, *more]
    told = {fault.path for fault in faults}
    if tree.get("name") is None:
        tree.put("name", Text(names[0]), Mark())
    setting = _setting(tree)
    pruned = without_nulls(tree)
    try:
        scenario = Scenario.model_validate(pruned, context=setting)
    except ValidationError as error:
        faults += [
            fault
            for fault in faults_of_validation(error, tree)
            if fault.path not in told
        ]
        told = {fault.path for fault in faults}
        rest = _seen_all_the_same(pruned, error, setting)
    else:
        rest = [*faults_of(scenario), *(further(scenario) if further else ())]
    faults += [placed(fault, tree) for fault in rest if not _is_of(fault.path, told)]
    if faults:
        raise ScenarioError(in_file_order(faults, names[1]))
    return scenario


def _is_of(path: str, told: Iterable[str]) -> bool:
    """Say whether a fault comes of another one: at it, in it, or of a faulty kind."""
    kind = ".".join([*path.split(".")[:2], "kind"])
    return any(one in (path, kind) or one.startswith(f"{path}.") for one in told)


def _seen_all_the_same(
    pruned: Keys, error: ValidationError, setting: Setting
) -> list[Fault]:
    """Find names and keys that are wrong or missing in a file with other faults."""
    kept = pruned
    for _ in range(MAX_MENDING):
        faulty = [fault.path for fault in faults_of_validation(error, kept)]
        mended = repaired(kept, [path.split(".") for path in faulty])
        if mended is None:
            break
        kept = mended
        try:
            scenario = Scenario.model_validate(kept, context=setting)
        except ValidationError as again:
            error = again
        else:
            return [
                one
                for one in faults_of(scenario)
                if one.wrong.startswith(("unknown", MISSING, FOREIGN_KEY))
            ]
    return []


def _setting(tree: Keys) -> Setting:
    calendar = tree.get("calendar")
    known = calendar if isinstance(calendar, Keys) else Keys()
    return forms.setting_of(known, tables)


def in_file_order(faults: list[Fault], main: str) -> list[Fault]:
    """Sort faults: the file that was asked for, what it extends, then changes.

    Parameters
    ----------
    faults : list of Fault
    main : str
        Name of the file that was asked for.

    Returns
    -------
    list of Fault
        Each once, and no more than anybody reads.
    """
    files = dict.fromkeys([main, *(fault.file for fault in faults)])
    rank = {file: (file.startswith(_CHANGE), n) for n, file in enumerate(files)}
    ordered = sorted(faults, key=lambda one: (rank[one.file], one.line, one.column))
    once = list(dict.fromkeys(ordered))
    if len(once) > MAX_FAULTS:
        more = Fault(
            "", f"and {len(once) - MAX_FAULTS} faults more", file=once[-1].file
        )
        return [*once[:MAX_FAULTS], more]
    return once

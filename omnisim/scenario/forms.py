"""The short forms of a scenario file, spelled out as the models hold them.

Each ``read_…`` takes a node of the tree and returns what the model is made of;
a value made in Python passes. Every fault of a value is raised at once, by the
steps that lead to it in the file.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from omnisim.scenario.nodes import Items, Keys, Text
from omnisim.scenario.reading import (
    Form,
    Setting,
    file_of,
    misfit,
    one_of,
    shown,
    single,
)
from omnisim.scenario.rowtext import read_recorded, read_rows
from omnisim.units import (
    DAY,
    HOUR,
    parse_clock,
    parse_count,
    parse_duration,
    parse_factor,
    parse_hours,
    parse_rate,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from omnisim.scenario.nodes import Node
    from omnisim.scenario.reading import Files

__all__ = [
    "WEEKDAYS",
    "instant",
    "read_arrivals",
    "read_days",
    "read_hours",
    "read_staff",
    "read_start",
    "setting_of",
]

WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
DAY_SETS = {
    **{name: (number,) for number, name in enumerate(WEEKDAYS)},
    "weekdays": (0, 1, 2, 3, 4),
    "weekend": (5, 6),
}
COLUMNS = ("sheet", "encoding", "start", "count", "issue", "weekday", "date", "per")
ARRIVAL_FORMS = {  # what may stand beside the key that tells the form
    "counts": ("counts", "per"),
    "rate": ("rate",),
    "file": ("file", *COLUMNS),
    "rows": ("rows", "per"),
    "times": ("times", "sheet", "encoding", "start", "issue", "date"),
}
STAFF_FORMS = {form: ARRIVAL_FORMS[form] for form in ("counts", "file", "rows")}
STEPS = {"hour": HOUR, "day": DAY, "minute": 60.0, "week": 7 * DAY}


def read_start(text: str) -> dt.datetime:
    """Read the first instant: ``2026-03-02 08:00``, or a date alone for 00:00."""
    try:
        start = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        start = None
    if start is None or start.tzinfo is not None or not text.strip()[4:5] == "-":
        raise ValueError(
            f"{shown(text)} is not a date and time; write one such as "
            "'2026-03-02 08:00', local time, without a zone"
        )
    return start


def read_hours(value: object) -> object:
    """Turn opening hours into ``{"week": seven tuples of spans}``.

    A text holds for every day; a mapping by weekday leaves days that it does not
    name closed.
    """
    if isinstance(value, Items):
        raise misfit("a text such as '08:00-12:00, 13:00-18:00'", value)
    if isinstance(value, Text):
        return {"week": (_spans(value),) * 7}
    if not isinstance(value, Keys):
        return value
    form = Form(value, tuple(DAY_SETS))
    week: dict[int, tuple[tuple[float, float], ...]] = {}
    for key in sorted(value, key=lambda name: name in WEEKDAYS):  # a single day wins
        if key in DAY_SETS:
            spans = form.read((key,), value[key], _spans)
            week.update(dict.fromkeys(DAY_SETS[key], spans or ()))
    form.finish()
    return {"week": tuple(week.get(day, ()) for day in range(7))}


def _spans(text: str) -> tuple[tuple[float, float], ...]:
    if text.strip().lower() == "closed":
        return ()
    spans = sorted(parse_hours(part) for part in text.split(","))
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            raise ValueError(f"{shown(text)} has spans that overlap")
    return tuple(spans)


def read_days(value: object) -> object:
    """Turn ``weekdays``, or a list of weekday names, into weekday numbers."""
    if isinstance(value, Keys):
        raise misfit("weekday names such as [monday, friday]", value)
    if not isinstance(value, Text | Items):
        return value
    form = Form(Keys(), ())
    items = value if isinstance(value, Items) else [value]
    days: set[int] = set()
    for n, item in enumerate(items):
        steps = (n,) if isinstance(value, Items) else ()
        days.update(form.read(steps, item, _days) or ())
    if not items:
        form.note("must name at least one weekday")
    form.finish()
    return tuple(sorted(days))


def _days(text: str) -> tuple[int, ...]:
    if text.strip().lower() in ("every day", "all"):
        return tuple(range(7))
    return DAY_SETS[one_of(text.strip().lower(), tuple(DAY_SETS), "weekday")]


def read_arrivals(value: object, setting: Setting) -> object:
    """Turn any form of arrivals into ``{table | recorded, scale}``."""
    if isinstance(value, Text):
        return {"table": _file_table(_keys(file=value), setting)}
    if isinstance(value, Items):
        raise misfit("{per: hour, counts: [...]} or {times: [...]}", value)
    if not isinstance(value, Keys):
        return value
    form, given = _form_of(value, ARRIVAL_FORMS, "scale")
    made: dict[str, Any] = {"scale": form.take("scale", parse_factor, 1.0)}
    if given == "counts":
        made["table"] = _inline(form, setting, parse_factor)
    elif given == "rate":
        rate = form.need("rate", parse_rate, "20/min")
        made["table"] = {"per": HOUR, "counts": (round((rate or 0) * HOUR, 9),)}
    elif given == "rows":
        made["table"] = _rows(form, setting)
    elif given == "times":
        made["recorded"] = _recorded(form, setting)
    elif given == "file":
        with form.within(()):
            made["table"] = _file_table(value, setting)
    form.finish()
    return made


def read_staff(value: object, setting: Setting) -> object:
    """Turn a head count or any form of staff table into a table."""
    if isinstance(value, Text):
        try:
            return {"per": HOUR, "counts": (parse_count(single(value)),)}
        except ValueError:
            if not value.strip().lower().endswith((".csv", ".xlsx", ".txt")):
                raise
        return _file_table(_keys(file=value), setting)
    if isinstance(value, Items):
        raise misfit("{per: hour, counts: [...]}", value)
    if not isinstance(value, Keys):
        return value
    form, given = _form_of(value, STAFF_FORMS)
    table: object = None
    if given == "counts":
        table = _inline(form, setting, parse_count, per_is_idle=True)
    elif given == "rows":
        table = _rows(form, setting)
    elif given == "file":
        with form.within(()):
            table = _file_table(value, setting)
    form.finish()
    return table


def _form_of(
    keys: Keys, forms: Mapping[str, Sequence[str]], *others: str
) -> tuple[Form, str]:
    """Tell which form a mapping has, by its telling key; empty if that is not clear."""
    known = dict.fromkeys([*forms, *(key for keys in forms.values() for key in keys)])
    form = Form(keys, (*known, *others))
    given = [name for name in forms if name in form]
    if len(given) != 1:
        found = " and ".join(given) or "none of them"
        form.note(f"must hold one of {', '.join(forms)}; found {found}")
        return form, ""
    for key in keys:
        if key in known and key not in forms[given[0]]:
            form.note(f"does not belong beside {given[0]!r}", at=(key,))
    return form, given[0]


def _keys(**values: Node) -> Keys:
    keys = Keys()
    for key, value in values.items():
        keys.put(key, value, keys.mark)
    return keys


def _step(setting: Setting) -> Callable[[str], float]:
    def read(text: str) -> float:
        word = text.strip().lower()
        if word == "interval":
            return setting.interval
        if word in STEPS:
            return STEPS[word]
        seconds = parse_duration(text)
        if seconds <= 0:
            raise ValueError(f"{text!r} must be more than 0 s")
        return seconds

    return read


def _rows(form: Form, setting: Setting) -> dict[str, object]:
    rows: tuple[dict[str, object], ...] = ()
    with form.within(("rows",)):
        rows = read_rows(form.keys["rows"])
    return {"per": form.need("per", _step(setting), "30 min"), "rows": rows}


def _inline(
    form: Form,
    setting: Setting,
    parse: Callable[[str], float],
    *,
    per_is_idle: bool = False,
) -> dict[str, object]:
    """Read counts; for one head count the step's length says nothing."""
    counts = form.each("counts", parse, "[40, 60, 50]")
    if per_is_idle and "per" not in form and len(counts) == 1:
        return {"per": HOUR, "counts": counts}
    return {"per": form.need("per", _step(setting), "hour"), "counts": counts}


def _file_table(keys: Keys, setting: Setting) -> object:
    options: dict[str, str] = {}
    form = Form(Keys(), ())
    for key in COLUMNS:
        if keys.get(key) is not None:
            text = form.read((key,), keys[key], str)
            if text is not None:
                options[key] = text
    if "per" in options:
        per = form.read(("per",), keys["per"], _step(setting))
        options["per"] = f"{per!r} s"
    form.finish()
    form = Form(Keys(), ())
    table = None
    with form.within(("file",)):
        table = _files(setting).read_table(file_of(keys["file"]), options)
    form.finish()
    return table


def _files(setting: Setting) -> Files:
    if setting.files is None:
        raise ValueError("a file can only be named in a scenario file")
    return setting.files


def _recorded(form: Form, setting: Setting) -> tuple[Any, ...]:
    times = form.keys["times"]
    if isinstance(times, Text) and ("." in times or "/" in times):
        options = {key: str(form.keys[key]) for key in COLUMNS if key in form}
        with form.within(("times",)):
            return tuple(
                _files(setting).read_times(file_of(times), options, setting.start)
            )
        return ()
    if isinstance(times, Items) and any(isinstance(one, Keys) for one in times):
        recorded: tuple[dict[str, Any], ...] = ()
        with form.within(("times",)):
            recorded = read_recorded(times)
        return tuple(sorted(recorded, key=_by_time))
    read = form.each("times", lambda text: instant(text, setting.start), "08:03:20")
    return tuple({"at": at} for at in sorted(read))


def _by_time(recorded: Mapping[str, Any]) -> tuple[float, str]:
    return recorded.get("at") or 0.0, recorded.get("issue") or ""


def instant(text: str, start: dt.datetime) -> float:
    """Read an instant in seconds after the calendar's start.

    Parameters
    ----------
    text : str
        ``90 s`` after the start, ``08:03:20`` on the first day (the first such
        clock time not before the start), or ``2026-03-02 08:05``.
    start : datetime
        Second 0.

    Returns
    -------
    float

    Examples
    --------
    >>> instant("08:03:20", dt.datetime(2026, 3, 2, 8))
    200.0
    """
    squeezed = text.strip()
    if ":" in squeezed and "-" not in squeezed:
        begin = start - start.replace(hour=0, minute=0, second=0, microsecond=0)
        return (parse_clock(squeezed) - begin.total_seconds()) % DAY
    if "-" in squeezed[1:]:
        return (read_start(squeezed) - start).total_seconds()
    return parse_duration(squeezed)


def setting_of(calendar: Keys, files: Files) -> Setting:
    """Return what a calendar says, where it can be read, for the other sections."""
    form = Form(Keys(), ())
    start, interval = calendar.get("start"), calendar.get("interval")
    usual = Setting()
    return Setting(
        form.read((), start, read_start) or usual.start,
        form.read((), interval, parse_duration) or usual.interval,
        files,
    )

"""What the JSON Schema of a scenario file is made of: quantities, mappings, lists.

Used by `omnisim.scenario.jsonschema` and the modules of its sections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omnisim.scenario.forms import DAY_SETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum

    Schema = dict[str, Any]
    Entry = Schema | tuple[Schema, str]  # with what it means

__all__ = ["PLAIN", "Shapes", "any_of", "days_shape", "one_of", "ref"]

_N = r"[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?|\.[0-9]+"
_UNIT = "([mM][sS]|[sS](ec(onds?)?)?|[mM]in(utes?)?|[hH](ours?)?|[dD](ays?)?|weeks?)"
_TIME = rf"(({_N})\s*{_UNIT}\s*)+([0-9]{{1,2}}\s*)?"  # the end is that of 1h30
_CLOCK = "[0-9]{1,2}:[0-5][0-9](:[0-5][0-9])?"
_SPAN = rf"\s*{_CLOCK}\s*[-\u2013]\s*{_CLOCK}\s*"


def _text(pattern: str, description: str) -> Schema:
    whole = rf"^\s*({pattern})\s*$"
    return {"type": "string", "pattern": whole, "description": description}


def _or_number(written: Schema, *, low: float = 0, high: float | None = None) -> Schema:
    number: Schema = {"type": "number", "minimum": low}
    if high is not None:
        number["maximum"] = high
    return {"anyOf": [written, number], "description": written["description"]}


PLAIN: dict[str, Schema] = {  # shared by all definitions, by name
    "duration": _text(_TIME, "a duration with its unit: 90 s, 5 min, 1h30, 2 days"),
    "share": _or_number(_text(rf"({_N})\s*%?", "a share: 80%"), high=1),
    "factor": _or_number(_text(rf"({_N})\s*%?", "a factor: 0.9, or 90%")),
    "count": _or_number(_text(_N, "a whole number")),
    "span": _text(_SPAN, "clock times: 08:00-16:00; may end past midnight"),
    "hours": _text(
        rf"closed|{_SPAN}(,{_SPAN})*", "opening hours: 08:00-12:00, 13:00-18:00; closed"
    ),
    "rate": _text(rf"({_N})\s*(/|per)\s*{_UNIT}", "contacts per time: 40/h, 20/min"),
    "wage": _text(
        rf"({_N})\s*[A-Za-z€$£]+\s*(/|per)\s*(h|hour)", "money per hour: 24 EUR/h"
    ),
    "price": _text(
        rf"({_N})\s*([A-Za-z]+|[€$£])((\s*/\s*|\s+per\s+)"
        "(contact|session|min|minute|line|message))?",
        "money for one of something: 0.15 EUR/session; else for a message",
    ),
    "moment": _text(
        rf"{_CLOCK}|[0-9]{{4}}-.+", "a clock time: 10:30, or 2026-03-02 10:30"
    ),
    "target": _text(
        rf"({_N})\s*%?\s+(within|in)\s+{_TIME}", "service level: 80% within 20 s"
    ),
    "instant": _text(
        rf"-?{_TIME}|{_CLOCK}|[0-9]{{4}}-.+",
        "90 s after the start, 08:03:20, or 2026-03-02 08:05",
    ),
    "step": _text(
        rf"interval|minute|hour|day|week|{_TIME}", "length of a step: hour, 30 min"
    ),
    "limit": _text(r"(<=|>=|<|>)\s*[0-9].*", "a limit: <= 5%"),
    "name": {"type": "string", "minLength": 1, "maxLength": 60},
    "text": {"type": ["string", "number", "boolean"]},
    "file": {
        "type": "string",
        "pattern": r"\.[A-Za-z]+\s*$",
        "description": "a CSV or XLSX file, beside this one",
    },
}


def ref(name: str) -> Schema:
    """Return a reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def one_of(choices: type[StrEnum]) -> Schema:
    """Return the shape of a choice by name."""
    return {"enum": [choice.value for choice in choices]}


def any_of(*shapes: Schema) -> Schema:
    """Return what any of some shapes fits."""
    return {"anyOf": list(shapes)}


def days_shape() -> Schema:
    """Return the shape of weekdays: a word for several, or names."""
    days: Schema = {"enum": [*DAY_SETS, "every day"]}
    return any_of(days, {"type": "array", "items": days})


class Shapes:
    """Writes the definitions, complete or as changes to another file.

    Parameters
    ----------
    prefix : str
        Of the definitions' names; not empty for changes, where no key is required
        and null drops a value.
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def own(self, name: str) -> Schema:
        """Return a reference to a definition that exists twice."""
        return ref(self.prefix + name)

    def mapping(
        self,
        properties: Mapping[str, Entry],
        required: Iterable[str] = (),
    ) -> Schema:
        """Return a mapping with known keys."""
        described: dict[str, Schema] = {}
        for key, shape in properties.items():
            schema, text = shape if isinstance(shape, tuple) else (shape, "")
            value = self.droppable(schema)
            described[key] = {**value, "description": text} if text else value
        made: Schema = {
            "type": "object",
            "properties": described,
            "additionalProperties": False,
        }
        needed = sorted(required)
        return {**made, "required": needed} if needed and not self.prefix else made

    def droppable(self, schema: Schema) -> Schema:
        """Return what may be null in a change."""
        return any_of(schema, {"type": "null"}) if self.prefix else schema

    def named(self, value: Schema) -> Schema:
        """Return a mapping with names of the user."""
        return {"type": "object", "additionalProperties": self.droppable(value)}

    def listed(self, item: Schema) -> Schema:
        """Return a list; a change may name places in it instead."""
        items: Schema = {"type": "array", "items": item}
        places = {
            "type": "object",
            "patternProperties": {"^[0-9]+$": self.droppable(item)},
            "additionalProperties": False,
        }
        return any_of(items, places) if self.prefix else items

    def table(self, more: Mapping[str, Entry], *short: Schema) -> Schema:
        """Return an interval table, or one of its short forms."""
        row = {key: ref("text") for key in ("start", "weekday", "date", "issue")}
        row["count"] = ref("factor")
        columns = ("sheet", "encoding", "start", "count", "issue", "weekday", "date")
        keys: dict[str, Entry] = {
            "per": (ref("step"), "length of a step: hour, 30 min, interval, day"),
            "counts": (
                any_of(ref("factor"), self.listed(ref("factor"))),
                "one number a step, from opening to closing; or one for all",
            ),
            "file": ref("file"),
            **{key: (ref("text"), "name in the file") for key in columns},
            "rows": self.listed(self.mapping(row, ["start", "count"])),
            **more,
        }
        return any_of(*short, self.mapping(keys))

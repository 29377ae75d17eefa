"""The shape of a scenario file as JSON Schema, for editors to complete and check.

Every short form is allowed that `load` reads. What only `load` can tell (shares
that sum to 100 %, names that exist, counts that fill the day) is not in it. A file
that extends another need not be complete and may drop values with ``null``, so
each definition exists twice, the second time with the prefix ``change_``.

Editors read YAML 1.2, where ``22:30`` and ``no`` are texts and ``1e3`` a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omnisim.scenario.choices import (
    AgentRule,
    ContactRule,
    Context,
    Kind,
    ServiceLevel,
    WaitEstimate,
)
from omnisim.scenario.forms import DAY_SETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum

    Schema = dict[str, Any]
    Entry = Schema | tuple[Schema, str]  # with what it means

__all__ = ["json_schema"]

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


_PLAIN: dict[str, Schema] = {
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


def json_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a scenario file.

    Returns
    -------
    dict

    Examples
    --------
    >>> sorted(json_schema()["$defs"]["channel"]["required"])
    ['kind', 'talk']
    """
    whole, change = _Shapes(""), _Shapes("change_")
    shared = {name: dict(shape) for name, shape in _PLAIN.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "OmniSim scenario",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": {"$ref": "#/$defs/change_scenario"},
        "else": {"$ref": "#/$defs/scenario"},
        "$defs": shared | whole.definitions() | change.definitions(),
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _one_of(choices: type[StrEnum]) -> Schema:
    return {"enum": [choice.value for choice in choices]}


def _any(*shapes: Schema) -> Schema:
    return {"anyOf": list(shapes)}


class _Shapes:
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
        return _ref(self.prefix + name)

    def mapping(
        self,
        properties: Mapping[str, Entry],
        required: Iterable[str] = (),
    ) -> Schema:
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
        return _any(schema, {"type": "null"}) if self.prefix else schema

    def named(self, value: Schema) -> Schema:
        return {"type": "object", "additionalProperties": self.droppable(value)}

    def listed(self, item: Schema) -> Schema:
        items: Schema = {"type": "array", "items": item}
        places = {
            "type": "object",
            "patternProperties": {"^[0-9]+$": self.droppable(item)},
            "additionalProperties": False,
        }
        return _any(items, places) if self.prefix else items

    def definitions(self) -> dict[str, Schema]:
        made = self.top() | self.demand() | self.law() | self.staff() | self.rules()
        return {self.prefix + name: schema for name, schema in made.items()}

    def top(self) -> dict[str, Schema]:
        by_day: dict[str, Entry] = {day: _ref("hours") for day in DAY_SETS}
        keys: dict[str, Entry] = {
            "extends": (_ref("file"), "the file this one changes; null drops a value"),
            "name": (_ref("text"), "title of reports"),
            "description": (_ref("text"), "what the scenario is about"),
            "calendar": self.own("calendar"),
            "issues": (
                self.named(_any(_ref("share"), self.own("issue"))),
                "why customers make contact, by name",
            ),
            "channels": (self.named(self.own("channel")), "ways they come, by name"),
            "agents": (self.named(self.own("group")), "agent groups, by name"),
            "routing": self.own("routing"),
            "customers": self.own("customers"),
            "service_level": (_one_of(ServiceLevel), "definition of the headline"),
            "short_abandonment": (_ref("duration"), "abandoned sooner counts as short"),
            "targets": (
                self.named(
                    self.mapping({"green": _ref("limit"), "amber": _ref("limit")})
                ),
                "traffic lights, by figure or figure.channel",
            ),
        }
        calendar = self.mapping(
            {
                "start": ({"type": "string"}, "first instant: 2026-03-02 08:00"),
                "days": (_ref("count"), "how many days, each of 24 hours"),
                "open": (self.own("open"), "opening hours of all channels"),
                "interval": (_ref("duration"), "step of reports: 30 min"),
                "warm_up": (_ref("duration"), "played but not counted, from the start"),
                "run_out": (_ref("duration"), "at most so long after the last day"),
            },
            ["start"],
        )
        return {
            "scenario": self.mapping(keys, ["calendar", "channels", "agents"]),
            "calendar": calendar,
            "open": _any(_ref("hours"), self.mapping(by_day)),
        }

    def demand(self) -> dict[str, Schema]:
        entry = {key: self.own("law") for key in ("talk", "wrap_up", "patience")}
        issue = {
            "share": (_ref("share"), "of all contacts"),
            "effort": (_ref("factor"), "scales talk and wrap-up"),
            "needs": (_ref("name"), "qualification an agent must have"),
            "priority": (_ref("count"), "1 goes first; else the channel's"),
            "weight": (_ref("factor"), "for weighted_wait; else the channel's"),
        }
        channel = {
            "kind": (_one_of(Kind), "how a conversation uses attention"),
            "arrivals": (self.own("arrivals"), "how many come, and when"),
            "busy_day": (
                _any(_ref("factor"), self.mapping({"cv": _ref("factor")}, ["cv"])),
                "cv of one random factor a day",
            ),
            "issues": (
                self.named(
                    _any(
                        _ref("share"),
                        self.mapping({"share": _ref("share"), **entry}, ["share"]),
                    )
                ),
                "this channel's own mixture",
            ),
            "talk": (self.own("law"), "from answer to goodbye"),
            "wrap_up": (self.own("law"), "work after the customer has gone"),
            "patience": (self.own("law"), "the longest wait a customer bears; never"),
            "target": (
                _any(
                    _ref("target"),
                    self.mapping(
                        {"share": _ref("share"), "threshold": _ref("duration")},
                        ["share", "threshold"],
                    ),
                ),
                "share answered within a time",
            ),
            "lines": (_ref("count"), "waiting and talking at most; else busy tone"),
            "open": (self.own("open"), "where it differs from the calendar"),
            "priority": (_ref("count"), "1 goes first; 5 unless said"),
            "weight": (_ref("factor"), "for weighted_wait"),
            "announce": (self.own("announce"), "the wait that customers are told"),
        }
        announce = {
            "estimate": (_one_of(WaitEstimate), "how the wait is worked out"),
            "tolerance": (self.own("law"), "leaves at once if told a longer wait"),
        }
        return {
            "issue": self.mapping(issue),
            "channel": self.mapping(channel, ["kind", "talk"]),
            "announce": self.mapping(announce, ["tolerance"]),
            "arrivals": self.table(
                {
                    "rate": (_ref("rate"), "the same all the time"),
                    "times": (self.times(), "recorded instants, or their file"),
                    "scale": (_ref("factor"), "multiplies all"),
                },
                _ref("file"),
            ),
        }

    def times(self) -> Schema:
        row = self.mapping({"at": _ref("instant"), "issue": _ref("name")}, ["at"])
        return _any(
            _ref("instant"), _ref("file"), self.listed(_any(_ref("instant"), row))
        )

    def table(self, more: Mapping[str, Entry], *short: Schema) -> Schema:
        row = {key: _ref("text") for key in ("start", "weekday", "date", "issue")}
        row["count"] = _ref("factor")
        columns = ("sheet", "encoding", "start", "count", "issue", "weekday", "date")
        keys: dict[str, Entry] = {
            "per": (_ref("step"), "length of a step: hour, 30 min, interval, day"),
            "counts": (
                _any(_ref("factor"), self.listed(_ref("factor"))),
                "one number a step, from opening to closing; or one for all",
            ),
            "file": _ref("file"),
            **{key: (_ref("text"), "name in the file") for key in columns},
            "rows": self.listed(self.mapping(row, ["start", "count"])),
            **more,
        }
        return _any(*short, self.mapping(keys))

    def law(self) -> dict[str, Schema]:
        duration = _ref("duration")
        by_cv = self.mapping({"mean": duration, "cv": _ref("factor")}, ["mean", "cv"])
        ends = {"type": "array", "items": duration, "minItems": 2, "maxItems": 2}
        file = {key: _ref("text") for key in ("column", "unit", "sheet", "encoding")}
        named: dict[str, Schema] = {
            "constant": _any(duration, {"const": "never"}),
            "exponential": _any(duration, self.mapping({"mean": duration}, ["mean"])),
            "erlang": self.mapping(
                {"mean": duration, "phases": _ref("count")}, ["mean", "phases"]
            ),
            "gamma": by_cv,
            "lognormal": by_cv,
            "hyperexponential": by_cv,
            "weibull": self.mapping(
                {"mean": duration, "cv": _ref("factor"), "shape": _ref("factor")},
                ["mean"],
            ),
            "uniform": _any(
                ends, self.mapping({"low": duration, "high": duration}, ["low", "high"])
            ),
            "triangular": self.mapping(
                dict.fromkeys(("low", "mode", "high"), duration),
                ["low", "mode", "high"],
            ),
            "empirical": self.mapping(
                {"quantiles": self.named(duration), "file": _ref("file"), **file}
            ),
            "observations": self.listed(duration),
            "mixture": self.listed(self.own("part")),
        }
        one: Schema = self.mapping(dict(named))
        part = self.mapping({"share": _ref("share"), **named}, ["share"])
        if not self.prefix:
            one |= {"minProperties": 1, "maxProperties": 1}
            part |= {"minProperties": 2, "maxProperties": 2}
        law = _any(duration, {"const": "never"}, ends, one)
        law["description"] = "a law of durations, by its name; a duration is constant"
        return {"law": law, "part": part}

    def staff(self) -> dict[str, Schema]:
        names = {"type": "array", "items": _ref("name")}
        days = {"enum": [*DAY_SETS, "every day"]}
        spans = _any(_ref("span"), self.listed(_ref("span")))
        shift = {
            "n": (_ref("count"), "agents"),
            "hours": (_ref("span"), "on duty"),
            "breaks": (spans, "unpaid, within the hours"),
            "days": (_any(days, {"type": "array", "items": days}), "it begins on"),
        }
        skill = self.mapping(
            {
                "preference": (_ref("count"), "1 = first choice"),
                "pace": (_ref("factor"), "multiplies the group's"),
            }
        )
        group: dict[str, Entry] = {
            "staff": (self.table({}, _ref("count"), _ref("file")), "heads on duty"),
            "shifts": self.listed(self.mapping(shift, ["n", "hours"])),
            "skills": (
                self.named(_any(_ref("count"), skill)),
                "channel, or channel/issue: preference",
            ),
            "qualified_for": (_any(_ref("name"), names), "what issues may need"),
            "pace": (_ref("factor"), "1.1 = 10 % slower than standard"),
            "wage": (
                _any(
                    _ref("wage"),
                    self.mapping({"amount": _ref("factor"), "currency": _ref("name")}),
                ),
                "money per paid hour",
            ),
            "shrinkage": self.mapping(
                {
                    "planned": (_ref("share"), "of duty: meetings, training"),
                    "absence": (_ref("share"), "chance to miss a whole day"),
                }
            ),
            "reserved": (self.named(_ref("count")), "agents kept free for a channel"),
        }
        return {"group": self.mapping(group, ["skills"])}

    def rules(self) -> dict[str, Schema]:
        choice = _one_of(AgentRule)
        where = {
            "channel": (_ref("name"), "any unless said"),
            "issue": (_ref("name"), "any unless said"),
            "to": (_ref("name"), "an agent group"),
        }
        overflow = {**where, "after": (_ref("duration"), "time in queue")}
        transfer = {
            **where,
            "from": (_ref("name"), "an agent group; any unless said"),
            "share": (_ref("share"), "of those it answers"),
            "talk": (_ref("share"), "of the first talk, spent before"),
            "context": (_one_of(Context), "whether history travels"),
        }
        ring = {
            "time": (_ref("duration"), "an offer rings"),
            "unanswered": (_ref("share"), "offers not picked up"),
            "away": (_ref("duration"), "off the floor after not picking up"),
        }
        routing: dict[str, Entry] = {
            "choose_agent": (_any(choice, self.listed(choice)), "agent selection"),
            "choose_contact": (_one_of(ContactRule), "contact selection"),
            "overflow": self.listed(self.mapping(overflow, ["to", "after"])),
            "ring": self.mapping(ring),
            "transfers": self.listed(self.mapping(transfer, ["to", "share"])),
        }
        step = {
            "type": "object",
            "properties": {"after": self.own("law")},
            "additionalProperties": self.droppable(_ref("share")),
            "description": "a channel: its probability, and after what delay",
        }
        moves = self.named(_any(step, self.listed(step)))
        events = ("blocked", "balked", "abandoned", "unresolved")
        shares = _any(_ref("share"), self.named(_ref("share")))
        customers = {
            "context": (_one_of(Context), "whether history travels"),
            "repeat_work": (_ref("factor"), "extra talk to tell the story again"),
            "resolved": (
                _any(_ref("share"), self.named(shares)),
                "by channel and issue; any stands for the rest",
            ),
            "after": (
                self.mapping(dict.fromkeys(events, moves)),
                "what follows, by the channel it happened on",
            ),
        }
        return {"routing": self.mapping(routing), "customers": self.mapping(customers)}

"""JSON Schema of laws, see `omnisim.scenario.jsonschema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario.shapes import Shapes, any_of, ref

if TYPE_CHECKING:
    from omnisim.scenario.shapes import Schema

__all__ = ["law_shapes"]


def law_shapes(shapes: Shapes) -> dict[str, Schema]:
    """Return the definitions of laws of durations and of numbers of turns.

    Parameters
    ----------
    shapes : Shapes
        Complete, or changes to another file.

    Returns
    -------
    dict of str to schema
        ``law``, ``part`` of a mixture, ``count_law``.
    """
    duration = ref("duration")
    by_cv = shapes.mapping({"mean": duration, "cv": ref("factor")}, ["mean", "cv"])
    ends = {"type": "array", "items": duration, "minItems": 2, "maxItems": 2}
    file = {key: ref("text") for key in ("column", "unit", "sheet", "encoding")}
    named: dict[str, Schema] = {
        "constant": any_of(duration, {"const": "never"}),
        "exponential": any_of(duration, shapes.mapping({"mean": duration}, ["mean"])),
        "erlang": shapes.mapping(
            {"mean": duration, "phases": ref("count")}, ["mean", "phases"]
        ),
        "gamma": by_cv,
        "lognormal": by_cv,
        "hyperexponential": by_cv,
        "weibull": shapes.mapping(
            {"mean": duration, "cv": ref("factor"), "shape": ref("factor")},
            ["mean"],
        ),
        "uniform": any_of(
            ends, shapes.mapping({"low": duration, "high": duration}, ["low", "high"])
        ),
        "triangular": shapes.mapping(
            dict.fromkeys(("low", "mode", "high"), duration),
            ["low", "mode", "high"],
        ),
        "empirical": shapes.mapping(
            {"quantiles": shapes.named(duration), "file": ref("file"), **file}
        ),
        "observations": shapes.listed(duration),
        "mixture": shapes.listed(shapes.own("part")),
    }
    one: Schema = shapes.mapping(dict(named))
    part = shapes.mapping({"share": ref("share"), **named}, ["share"])
    if not shapes.prefix:
        one |= {"minProperties": 1, "maxProperties": 1}
        part |= {"minProperties": 2, "maxProperties": 2}
    law = any_of(duration, {"const": "never"}, ends, one)
    law["description"] = "a law of durations, by its name; a duration is constant"
    return {"law": law, "part": part, "count_law": _count_law(shapes)}


def _count_law(shapes: Shapes) -> Schema:
    count, mean = ref("count"), ref("factor")
    ends: Schema = {"type": "array", "items": count, "minItems": 2, "maxItems": 2}
    one = shapes.mapping(
        {
            "geometric": (mean, "the mean; after each turn as likely to end"),
            "poisson": (mean, "the mean; one, and a Poisson number of others"),
            "uniform": (ends, "any number from the first to the second"),
            "tally": (shapes.named(ref("share")), "shares by number"),
        }
    )
    if not shapes.prefix:
        one |= {"minProperties": 1, "maxProperties": 1}
    made = any_of(count, ends, one)
    made["description"] = "a law of numbers of turns; a number is fixed"
    return made

"""The sections of an experiment file beside its factors: design, claims and others.

Each ``read_…`` takes what stands under its key and raises every fault of it at once,
see `omnisim.scenario.reading.FormError`.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from omnisim.errors import Fault, nearest
from omnisim.scenario.nodes import Items, Keys, Text
from omnisim.scenario.reading import Form, FormError, misfit, one_of, shown, single
from omnisim.trial.expression import figures_in
from omnisim.trial.model import (
    Claim,
    Design,
    Factor,
    Picture,
    Precision,
    number_of,
)
from omnisim.units import parse_count, parse_share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from omnisim.scenario.nodes import Node
    from omnisim.trial.expression import Expression
    from omnisim.trial.names import Vocabulary

__all__ = [
    "Plan",
    "read_claims",
    "read_confidence",
    "read_design",
    "read_figures",
    "read_picture",
    "read_precision",
    "read_watch",
    "read_words",
]

MAX_RUNS = 10_000
MAX_REPLICATIONS = 1_000_000
_FEWEST = 2  # replications: one has no half-width


class Plan(NamedTuple):
    """Which cells are played."""

    design: Design = Design.GRID
    n_runs: int = 0
    listed: tuple[Mapping[str, str], ...] = ()


def read_words(node: Node) -> str:
    """Read a text of any length, such as a belief."""
    if not isinstance(node, Text) or not node.strip():
        raise misfit("a text", node)
    return node.strip()


def read_confidence(text: str) -> float:
    """Read a share that is neither nothing nor certainty."""
    share = parse_share(text)
    if not 0 < share < 1:
        raise ValueError(f"{text!r} must be above 0% and below 100%, such as 95%")
    return share


def read_design(node: Node, factors: Mapping[str, Factor | None]) -> Plan:
    """Read which combinations of levels are played.

    Parameters
    ----------
    node : Node
    factors : mapping of str to Factor or None
        Those under `vary` that have levels; None for a faulty one.

    Returns
    -------
    Plan
    """
    if isinstance(node, Keys):
        form = Form(node, ("latin_hypercube", "list"))
        plan = Plan()
        if len(node) > 1:
            form.note("is one of latin_hypercube and list, not both")
        elif "latin_hypercube" in form:
            runs = form.need("latin_hypercube", _runs, "40")
            plan = Plan(Design.LATIN_HYPERCUBE, runs or 0)
        elif "list" in form:
            with form.within(("list",)):
                plan = Plan(Design.LIST, 0, _rows(node["list"], factors))
        elif not node:
            form.note("is empty; write one such as grid")
        form.finish()
        return plan
    design = Design(one_of(single(node), [one.value for one in Design], "design"))
    if design is Design.LATIN_HYPERCUBE:
        raise ValueError("needs a number of points; write {latin_hypercube: 40}")
    if design is Design.LIST:
        raise ValueError("needs its rows; write {list: [{cap: 1}, {cap: 3}]}")
    return Plan(design)


def _runs(text: str) -> int:
    found = parse_count(text)
    if not 1 <= found <= MAX_RUNS:
        raise ValueError(f"{text!r} is not a number of points from 1 to {MAX_RUNS}")
    return found


def _rows(
    node: Node, factors: Mapping[str, Factor | None]
) -> tuple[Mapping[str, str], ...]:
    if not isinstance(node, Items):
        raise misfit("a list of rows such as {cap: 1, load: busy}", node)
    if not node:
        raise ValueError("is an empty list; give rows such as {cap: 1, load: busy}")
    found: list[Mapping[str, str]] = []
    faults = []
    for n, row in enumerate(node):
        try:
            levels = _row(row, factors)
        except FormError as error:
            faults += [((n, *steps), fault) for steps, fault in error.faults]
            continue
        if levels in found:
            faults.append(((n,), Fault("", "stands in the list twice")))
        found.append(levels)
    if faults:
        raise FormError(faults)
    return tuple(found)


def _row(node: Node, factors: Mapping[str, Factor | None]) -> dict[str, str]:
    if not isinstance(node, Keys):
        raise FormError([((), Fault("", str(misfit("a mapping of factors", node))))])
    form = Form(node, list(factors))
    found = {}
    for name, factor in factors.items():
        example = factor.levels[0].name if factor and factor.levels else "1"
        level = form.need(name, str.strip, example)
        if level is None or factor is None:
            continue
        with form.within((name,)):
            found[name] = one_of(level, [one.name for one in factor.levels], "level")
    form.finish()
    return found


def read_figures(node: Node, vocabulary: Vocabulary) -> dict[str, Expression]:
    """Read derived figures; their names are checked by whoever knows all names."""
    form = Form(
        _mapping(node, "{saving: 1 - cost / cost[cap=1]}"), list(vocabulary.derived)
    )
    read = {
        name: form.read((name,), value, vocabulary.number)
        for name, value in form.keys.items()
    }
    found = {name: one for name, one in read.items() if one is not None}
    for name, way in _circles(found):
        form.note(f"is made of itself: {way}", at=(name,))
    form.finish()
    return found


def _circles(figures: Mapping[str, Expression]) -> Iterator[tuple[str, str]]:
    """Yield derived figures that are made of themselves, and how: ``"a -> b -> a"``."""
    made_of = {
        name: [one.name for one in figures_in(expression.tree) if one.name in figures]
        for name, expression in figures.items()
    }
    for name in figures:
        ways = [(name, *way) for way in _ways(name, name, made_of, frozenset())]
        if ways:
            yield name, " -> ".join(ways[0])


def _ways(
    start: str, goal: str, made_of: Mapping[str, Sequence[str]], seen: Collection[str]
) -> Iterator[tuple[str, ...]]:
    """Yield ways from one name to another, without going anywhere twice."""
    for name in made_of[start]:
        if name == goal:
            yield (name,)
        elif name not in seen:
            for way in _ways(name, goal, made_of, {*seen, name}):
                yield (name, *way)


def read_watch(node: Node, vocabulary: Vocabulary) -> tuple[Expression, ...]:
    """Read the figures that are shown of each cell; one text is a list of one."""
    items = node if isinstance(node, Items) else [node]
    form = Form(Keys(), ())
    found: list[Expression] = []
    for n, item in enumerate(items):
        steps = (n,) if isinstance(node, Items) else ()
        one = form.read(steps, item, vocabulary.number)
        if one in found:
            form.note(f"{one.text!r} is watched already", at=steps)
        elif one is not None:
            found.append(one)
    form.finish()
    return tuple(found)


def read_claims(node: Node, vocabulary: Vocabulary) -> tuple[Claim, ...]:
    """Read claims: one or a list, each a condition or ``{says: text, claim: …}``."""
    form = Form(Keys(), ())
    found = []
    for n, item in enumerate(node if isinstance(node, Items) else [node]):
        with form.within((n,) if isinstance(node, Items) else ()):
            found.append(_claim(item, vocabulary))
    form.finish()
    return tuple(found)


def _claim(node: Node, vocabulary: Vocabulary) -> Claim:
    if not isinstance(node, Keys):
        claim = vocabulary.condition(single(node))
        return Claim(claim.text, claim)
    form = Form(node, ("says", "claim"))
    found = form.need("claim", vocabulary.condition, '"abandonment <= 5%"')
    says = ""
    if "says" in form:
        with form.within(("says",)):
            says = read_words(node["says"])
    form.finish()
    assert found is not None  # noqa: S101 - or `finish` has raised
    return Claim(says or found.text, found)


def read_precision(node: Node, vocabulary: Vocabulary) -> Precision:
    """Read how precise the answer must be, and what it may cost."""
    example = "{half_width: 1%, of: abandonment, at_most: 200 replications}"
    keys = ("half_width", "of", "at_least", "at_most")
    form = Form(_mapping(node, example), keys)
    usual = Precision()
    of, width = None, 0.0
    if "of" in form or "half_width" in form:
        number = partial(vocabulary.number, of_one_cell=True)
        of = form.need("of", number, "abandonment")
        width = form.need("half_width", _half_width, "1%") or 0.0
    at_most = form.take("at_most", _replications, usual.at_most)
    at_least = form.take("at_least", _replications, min(usual.at_least, at_most))
    if at_least > at_most:
        form.note(f"{at_least} is more than at_most, {at_most}", at=("at_least",))
    form.finish()
    return Precision(of, width, at_least, at_most)


def _half_width(text: str) -> float:
    number = number_of(text)
    if number is None or not number > 0:
        raise ValueError(f"{text!r} is not a half-width such as '1%', '2 s' or 0.5")
    return number


def _replications(text: str) -> int:
    part = re.fullmatch(r"\s*([0-9]{1,9})(?:\s+replications?)?\s*", text)
    if part is None or not _FEWEST <= int(part[1]) <= MAX_REPLICATIONS:
        raise ValueError(
            f"{text!r} is not a number of replications from {_FEWEST} to "
            f"{MAX_REPLICATIONS}, such as '200 replications'"
        )
    return int(part[1])


def read_picture(
    node: Node, vocabulary: Vocabulary, watched: Sequence[str] | None
) -> Picture:
    """Read what is drawn.

    Parameters
    ----------
    node : Node
    vocabulary : Vocabulary
    watched : sequence of str or None
        Texts of watched figures and names of derived ones; None if they are faulty.
    """
    example = "{x: cap, y: [asa], by: load}"
    form = Form(_mapping(node, example), ("x", "y", "by"))
    names = [name for name in vocabulary.factors if name != vocabulary.sought]

    def factor(text: str) -> str:
        return one_of(text.strip(), names, "factor")

    def figure(text: str) -> str:
        found = vocabulary.number(text).text
        if watched is not None and found not in watched:
            wrong = f"{found!r} is not watched; add it to watch"
            fault = Fault("", wrong, ", ".join(watched), nearest(found, watched))
            raise FormError([((), fault)])
        return found

    x = form.need("x", factor, "cap")
    y: tuple[str, ...] = ()
    if "y" in form:
        y = form.each("y", figure, "[asa]")
    else:
        form.note("is missing; write one such as y: [asa]", at=("y",))
    by = form.take("by", factor, "")
    if by and by == x:
        form.note(f"{shown(by)} is x already", at=("by",))
    form.finish()
    return Picture(x or "", y, by)


def _mapping(node: Node, example: str) -> Keys:
    if not isinstance(node, Keys):
        raise misfit(f"a mapping such as {example}", node)
    return node

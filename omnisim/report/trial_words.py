"""A trial in plain words: what was found, and how sure that is.

Expressions are said as they are written; values with as many digits as their
half-widths allow, in the unit that follows from the figures they are made of.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from omnisim.kpi.definitions import KPIS, unit_of
from omnisim.report import digits
from omnisim.trial.expression import (
    Both,
    Call,
    Comparison,
    Figure,
    Negation,
    Number,
    Operation,
)
from omnisim.trial.model import Seek
from omnisim.trial.verdict import Verdict, comparisons_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from omnisim.experiment import Estimate
    from omnisim.scenario import Scenario
    from omnisim.trial.conduct import Conducted
    from omnisim.trial.expression import Node
    from omnisim.trial.judging import Case, Judged
    from omnisim.trial.model import Solve, Trial
    from omnisim.trial.solving import Answer
    from omnisim.trial.verdict import Finding

__all__ = [
    "confidence_of",
    "levels_in_words",
    "said_of_answer",
    "said_of_claim",
    "sought",
    "unit_in",
    "written",
]

_OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _ATOM = range(7)  # how tightly they bind
_LEVEL = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}


def unit_in(node: Node, trial: Trial, scenario: Scenario) -> str | None:
    """Return the unit that the value of an expression has.

    Parameters
    ----------
    node : Node
        A number, not a condition.
    trial : Trial
        Knows derived figures.
    scenario : Scenario
        Knows the currency.

    Returns
    -------
    str or None
        As `omnisim.kpi.definitions.unit_of`, empty for a pure number such as a ratio
        of two durations; None for one that has the unit of what it is compared with.
    """

    def unit(one: Node) -> str | None:
        return unit_in(one, trial, scenario)

    match node:
        case Figure(name):
            if name in trial.figures:
                return unit(trial.figures[name].tree)
            return unit_of(name, scenario) if name in KPIS else None
        case Operation("*" | "/" as sign, left, right):
            return _combined(sign, unit(left), unit(right))
        case Operation(_, left, right):
            return _joint(map(unit, (left, right)))
        case Call(_, values):
            return _joint(map(unit, values))
        case _:
            return None


def _combined(sign: str, left: str | None, right: str | None) -> str | None:
    """Return the unit of a product or quotient."""
    if right is None:
        return left
    return right if left is None and sign == "*" else ""


def _joint(units: Iterable[str | None]) -> str | None:
    """Return the unit of values that are added or compared."""
    known = {unit for unit in units if unit is not None}
    if not known:
        return None
    return known.pop() if len(known) == 1 else ""


def written(node: Node, unit: str | None = None) -> str:
    """Return an expression as one would write it.

    Parameters
    ----------
    node : Node
    unit : str, optional
        Of its constants: 0.05 of a share is written ``5 %``.

    Examples
    --------
    >>> from omnisim.trial.expression import parse
    >>> written(parse("asa[staff=3]<=1/2*(asa.phone+ 1)").tree)
    'asa[staff=3] <= 1 / 2 * (asa.phone + 1)'
    """
    return _written(node, unit, _OR)


def _written(node: Node, unit: str | None, outer: int) -> str:
    """Write a node, in brackets if what is around it binds more tightly."""
    match node:
        case Number(value):
            return digits.show_plain(value, unit or "")
        case Figure(name, part, at):
            return _figure(name, part, at)
        case Call(name, values):
            return f"{name}({', '.join(_written(one, unit, _SUM) for one in values)})"
        case Operation("-", Number(0.0), value):
            text, own = f"-{_written(value, unit, _ATOM)}", _PRODUCT
        case Operation(sign, left, right):
            own = _LEVEL[sign]
            # a factor is a pure number: half of 20 s, not half a second of it
            inner = None if own == _PRODUCT else unit
            first, second = _written(left, inner, own), _written(right, inner, own + 1)
            text = f"{first} {sign} {second}"
        case Comparison(sign, left, right):
            own = _COMPARED
            first, second = (_written(one, unit, _SUM) for one in (left, right))
            text = f"{first} {sign} {second}"
        case Negation(condition):
            own, text = _NOT, f"not {_written(condition, unit, _NOT)}"
        case _:  # two conditions
            own = _OR if node.word == "or" else _AND
            sides = (_written(one, unit, own) for one in (node.left, node.right))
            text = f" {node.word} ".join(sides)
    return f"({text})" if own < outer else text


def _figure(name: str, part: str, at: Iterable[tuple[str, str]]) -> str:
    slice_ = "" if part == "all" else f".{part}"
    if not part.replace(":", "_").isidentifier():
        slice_ = f'."{part}"'
    levels = ", ".join(f"{factor}={level}" for factor, level in at)
    return name + slice_ + (f"[{levels}]" if levels else "")


def levels_in_words(levels: Mapping[str, str]) -> str:
    """Return levels as a list: ``cap=3, load=busy``."""
    return ", ".join(f"{name}={level}" for name, level in levels.items())


def confidence_of(share: float) -> str:
    """Return a confidence with as many digits as tell it from certainty.

    Examples
    --------
    >>> confidence_of(0.95), confidence_of(0.99166667), confidence_of(0.999896)
    ('95 %', '99.2 %', '99.99 %')
    """
    decimals = max(1, math.ceil(-math.log10(1 - share)) - 2) if share < 1 else 0
    text = f"{100 * share:.{decimals}f}"
    return f"{text.rstrip('0').rstrip('.')} %"


def said_of_claim(judged: Judged, conducted: Conducted) -> str:
    """Say what the verdict on a claim rests on, and how sure that is.

    Parameters
    ----------
    judged : Judged
    conducted : Conducted

    Returns
    -------
    str
        One sentence. Of a claim that leaves levels free it tells the case that
        decides: where it fails by most, is undecided, or holds by least.
    """
    family = _said_of_family(judged, conducted)
    cases = [case for case in judged.cases if case.verdict is judged.verdict]
    nothing = [case for case in cases if not case.findings]
    if nothing:
        solve = conducted.outcome.trial.solve
        assert solve is not None  # noqa: S101 - or there were findings
        where = f" at {levels_in_words(nothing[0].levels)}" * (len(judged.cases) > 1)
        return f"no number was found for {solve.name}{where}, so nothing is compared."
    choose = min if judged.verdict is Verdict.SUPPORTED else max
    chosen = choose(cases, key=lambda case: _margin(case.findings[0]))
    said = _said_of_case(chosen, judged, conducted)
    if len(judged.cases) > 1:
        how, much = _HOW[judged.verdict]
        free = " and ".join(chosen.levels)
        which = "levels" if len(chosen.levels) == 1 else "combinations"
        many = f"{len(cases)} of {len(judged.cases)} {which} of {free}"
        where = levels_in_words(chosen.levels)
        return f"{how} at {many}, {much} at {where}: {said}; {family}."
    return f"{said}; {family}."


_HOW = {
    Verdict.SUPPORTED: ("holds", "by least"),
    Verdict.REFUTED: ("fails", "by most"),
    Verdict.UNDECIDED: ("undecided", "such as"),
}


def _margin(finding: Finding) -> float:
    value = abs(finding.difference.value)
    return 0.0 if math.isnan(value) else value


def _said_of_case(case: Case, judged: Judged, conducted: Conducted) -> str:
    """Say each comparison of a case; where a search found a range, at both ends."""
    comparisons = list(_comparisons(judged.claim.claim.tree))
    return "; ".join(
        _said(case.findings[n :: len(comparisons)], comparison, conducted)
        for n, comparison in enumerate(comparisons)
    )


def _said(
    findings: Sequence[Finding], comparison: Comparison, conducted: Conducted
) -> str:
    """Say how two sides differ: ``asa is 31 s, 11 ± 4 s above 20 s``."""
    trial, scenario = conducted.outcome.trial, conducted.scenario
    unit = _joint(
        unit_in(side, trial, scenario) for side in (comparison.left, comparison.right)
    )
    left, right = (written(one, unit) for one in (comparison.left, comparison.right))
    if not all(math.isfinite(one.difference.value) for one in findings):
        return f"{left} against {right} is not defined, as nobody counts"
    is_exact = isinstance(comparison.right, Number)
    ends = sorted(findings, key=lambda one: one.difference.value)
    first, last = ends[0], ends[-1]
    if first is last:
        other = "" if is_exact else f" ({_value(last.right, unit)})"
        said = f"{left} is {_value(last.left, unit)}, {_gap(last, unit)} {right}{other}"
    else:
        said = (
            f"{left} is from {_gap(first, unit)} to {_gap(last, unit)} {right} at the "
            "ends of what was found"
        )
    if any(one.verdict is Verdict.UNDECIDED for one in findings):
        said += ", so either side is possible"
    return said


def _gap(finding: Finding, unit: str | None) -> str:
    """Return a difference with its half-width and direction: ``11 ± 4 s above``."""
    value, half_width = finding.difference.value, finding.difference.half_width
    if value == 0 and not half_width > 0:
        return "equal to"
    size = digits.show_difference(abs(value), half_width, unit or "")
    return f"{str(size).removeprefix('+')} {'above' if value > 0 else 'below'}"


def _value(estimate: Estimate, unit: str | None) -> str:
    """Return a value alone, cut where its half-width cuts it."""
    shown = digits.show(estimate.value, estimate.half_width, unit or "")
    return str(digits.Shown(shown.value, unit=shown.unit))


def _comparisons(node: Node) -> Iterator[Comparison]:
    """Yield the comparisons of a condition, from left to right."""
    if isinstance(node, Comparison):
        yield node
    elif isinstance(node, Negation):
        yield from _comparisons(node.condition)
    else:
        assert isinstance(node, Both)  # noqa: S101 - a condition is one of these
        yield from _comparisons(node.left)
        yield from _comparisons(node.right)


def _said_of_family(judged: Judged, conducted: Conducted) -> str:
    """Say at which confidence the intervals of a claim hold."""
    whole = conducted.outcome.trial.confidence
    together, each = confidence_of(whole), confidence_of(judged.confidence)
    if judged.confidence == whole:
        return f"confidence {together}"
    n = len(judged.cases) * comparisons_in(judged.claim.claim.tree)
    if any(len(case.findings) * len(judged.cases) > n for case in judged.cases):
        return f"confidence {each} of each interval"  # both ends of ranges
    if n > 1:
        return f"the {n} intervals hold together with {together}, each with {each}"
    return f"confidence {together} over all looks, {each} at each"


def sought(solve: Solve) -> str:
    """Say what is looked for: ``the smallest staff so that abandonment <= 5%``."""
    return f"the {solve.seek.value} {solve.name} so that {solve.so_that.text}"


def said_of_answer(answer: Answer, solve: Solve) -> str:
    """Say what a search has found.

    Parameters
    ----------
    answer : Answer
    solve : Solve

    Returns
    -------
    str
        ``"7"``, ``"6 to 8, not decided which"`` or ``"none from 1 to 60"``, and why
        where that is not plain.
    """
    first, last = solve.low, solve.high
    if solve.seek is Seek.LARGEST:
        first, last = last, first
    if answer.surest is None or answer.closest is None:
        is_sure = dict(answer.tried).get(last) is Verdict.REFUTED
        why = f"not even {last} will do" if is_sure else "none is certain"
        return f"none from {solve.low} to {solve.high}, {why}"
    if not answer.is_exact:
        ends = sorted(answer.ends)
        return f"{ends[0]} to {ends[1]}, not decided which"
    if answer.surest == first:
        return f"{first}, the {solve.seek.value} allowed"
    return str(answer.surest)

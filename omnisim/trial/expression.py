"""Small expressions over figures: ``asa.phone[staff=5] / asa.phone[staff=4] <= 1/3``.

A text is read into a tree of a few kinds of nodes by a parser of our own: nothing is
ever evaluated by Python. Grammar, loosest first::

    condition  = conjunction {"or" conjunction}
    conjunction = negation {"and" negation}
    negation   = "not" negation | comparison
    comparison = sum [("<" | "<=" | ">" | ">=") sum]
    sum        = product {("+" | "-") product}
    product    = signed {("*" | "/") signed}
    signed     = "-" signed | atom
    atom       = number | call | figure | "(" condition ")"
    call       = ("min" | "max" | "abs") "(" sum {"," sum} ")"
    figure     = name ["." slice] ["[" name "=" level {"," name "=" level} "]"]

Numbers may carry a unit: ``5%``, ``20 s``, ``2 h``. A slice that is no plain name
stands in double quotes. A level goes up to the next comma or bracket.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from omnisim.errors import Fault, ScenarioError
from omnisim.units import DAY, HOUR, MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Both",
    "Call",
    "Comparison",
    "Expression",
    "Figure",
    "Negation",
    "Node",
    "Number",
    "Operation",
    "figures_in",
    "parse",
]

_UNITS: Final = {"%": 0.01, "s": 1.0, "min": MINUTE, "h": HOUR, "days": DAY, "day": DAY}
_TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
    r"(?:\s*(?:%|(?:s|min|h|days?)\b))?)"
    r"|(?P<name>[A-Za-z_]\w*(?:\.(?:[A-Za-z_][\w:]*|\"[^\"]*\"))?)"
    r"|(?P<mark><=|>=|[<>()+*/,\[\]=-])"
    r")"
)
_CALLS = ("min", "max", "abs")
_COMPARISONS = ("<=", ">=", "<", ">")


@dataclass(frozen=True, slots=True)
class Number:
    """A constant, in seconds or as a share where it had a unit."""

    value: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, or a factor's level, of the cells that `at` leaves.

    Parameters
    ----------
    name : str
        Id of a figure, name of a derived one, or of a factor.
    slice : str
        As in `omnisim.experiment.Estimates.get`; ``"all"`` unless said.
    at : tuple of (str, str)
        Factor and name of its level.
    start : int
        Where it begins in the text, from 0; equal figures may stand anywhere.
    """

    name: str
    slice: str = "all"
    at: tuple[tuple[str, str], ...] = ()
    start: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """A sum, difference, product or quotient."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """The smallest or largest of some values, or the size of one."""

    name: str
    values: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One value beside another: what data decide."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negation:
    """The opposite of a condition."""

    condition: Node


@dataclass(frozen=True, slots=True)
class Both:
    """Two conditions joined by ``and`` or ``or``."""

    word: str
    left: Node
    right: Node


Node = Number | Figure | Operation | Call | Comparison | Negation | Both
_CONDITIONS = (Comparison, Negation, Both)


@dataclass(frozen=True, slots=True)
class Expression:
    """A text and what it means.

    Parameters
    ----------
    text : str
        As written.
    tree : Node
    """

    text: str
    tree: Node

    @property
    def is_condition(self) -> bool:
        """Whether it is true or false rather than a number."""
        return isinstance(self.tree, _CONDITIONS)


def parse(text: str) -> Expression:
    """Read an expression.

    Parameters
    ----------
    text : str

    Returns
    -------
    Expression

    Raises
    ------
    ScenarioError
        If it is none; the fault says at which character.

    Examples
    --------
    >>> parse("abandonment.chat <= 5%").tree.right
    Number(value=0.05)
    """
    return Expression(text.strip(), _Parser(text).whole())


def figures_in(node: Node) -> Iterator[Figure]:
    """Yield the figures of a tree, from left to right."""
    match node:
        case Figure():
            yield node
        case Operation(_, left, right) | Comparison(_, left, right):
            yield from figures_in(left)
            yield from figures_in(right)
        case Both(_, left, right):
            yield from figures_in(left)
            yield from figures_in(right)
        case Call(_, values):
            for value in values:
                yield from figures_in(value)
        case Negation(condition):
            yield from figures_in(condition)
        case _:
            return  # a number


class _Parser:
    """Reads one text from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._kind, self._token = "", ""
        self._start = 0
        self._next()

    def whole(self) -> Node:
        tree = self._condition()
        if self._kind:
            raise self._fault(f"{self._token!r} is not expected here")
        return tree

    def _next(self) -> None:
        """Go on to the next token; an empty kind stands for the end."""
        rest = self._text[self._at :]
        if not rest.strip():
            self._start = len(self._text)
            self._kind, self._token = "", ""
            return
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            self._start = self._at + len(rest) - len(rest.lstrip())
            raise self._fault(f"{self._text[self._start]!r} is not understood")
        self._kind = str(found.lastgroup)
        self._token = found[self._kind].strip()
        self._start, self._at = found.start(self._kind), found.end()

    def _takes(self, *marks: str) -> str:
        """Take one of some marks or words, if it is next."""
        token = self._token
        if self._kind in ("mark", "name") and token in marks:
            self._next()
            return token
        return ""

    def _must(self, mark: str) -> None:
        if not self._takes(mark):
            found = repr(self._token) if self._kind else "the end"
            raise self._fault(f"{mark!r} is missing before {found}")

    def _condition(self) -> Node:
        node = self._conjunction()
        while self._takes("or"):
            node = Both("or", *self._conditions(node, self._conjunction()))
        return node

    def _conjunction(self) -> Node:
        node = self._negation()
        while self._takes("and"):
            node = Both("and", *self._conditions(node, self._negation()))
        return node

    def _negation(self) -> Node:
        if self._takes("not"):
            (condition,) = self._conditions(self._negation())
            return Negation(condition)
        return self._comparison()

    def _comparison(self) -> Node:
        left = self._sum()
        sign = self._takes(*_COMPARISONS)
        if not sign:
            if self._token == "=":  # noqa: S105 - no password
                raise self._fault(
                    "equality is never certain; write abs(a - b) <= a tolerance"
                )
            return left
        right = self._sum()
        if self._token in _COMPARISONS:
            raise self._fault("comparisons cannot be chained; join them with 'and'")
        return Comparison(sign, *self._numbers(left, right))

    def _sum(self) -> Node:
        node = self._product()
        while sign := self._takes("+", "-"):
            node = Operation(sign, *self._numbers(node, self._product()))
        return node

    def _product(self) -> Node:
        node = self._signed()
        while sign := self._takes("*", "/"):
            node = Operation(sign, *self._numbers(node, self._signed()))
        return node

    def _signed(self) -> Node:
        if self._takes("-"):
            (value,) = self._numbers(self._signed())
            return Operation("-", Number(0.0), value)
        return self._atom()

    def _atom(self) -> Node:
        if self._takes("("):
            node = self._condition()
            self._must(")")
            return node
        if self._kind == "number":
            return self._number()
        if self._kind != "name":
            found = repr(self._token) if self._kind else "the end"
            raise self._fault(f"a number or a figure is missing before {found}")
        name, start = self._token, self._start
        self._next()
        if name in _CALLS and self._takes("("):
            values = [self._sum()]
            while self._takes(","):
                values.append(self._sum())
            self._must(")")
            if name == "abs" and len(values) > 1:
                raise self._fault("abs takes one value")
            return Call(name, self._numbers(*values))
        kpi, _, part = name.partition(".")
        return Figure(kpi, part.strip('"') or "all", self._levels(), start)

    def _number(self) -> Number:
        found = re.fullmatch(r"([0-9.]+(?:[eE][+-]?[0-9]+)?)\s*(.*)", self._token)
        assert found is not None  # noqa: S101 - as the token was made
        value = float(found[1]) * _UNITS.get(found[2], 1.0)
        self._next()
        return Number(value)

    def _levels(self) -> tuple[tuple[str, str], ...]:
        """Read ``[cap=3, load=busy]``: levels are texts of any kind."""
        if self._token != "[":  # noqa: S105 - no password
            return ()
        end = self._text.find("]", self._at)
        if end < 0:
            raise self._fault("']' is missing")
        found = []
        for part in self._text[self._at : end].split(","):
            factor, sign, level = (piece.strip() for piece in part.partition("="))
            if not (factor and sign and level):
                raise self._fault(f"{part.strip()!r} is not factor=level")
            found.append((factor, level))
        self._at = end + 1
        self._next()
        return tuple(found)

    def _numbers(self, *nodes: Node) -> tuple[Node, ...]:
        """Return nodes that must be numbers."""
        if any(isinstance(node, _CONDITIONS) for node in nodes):
            raise self._fault("a condition stands where a number is needed")
        return nodes

    def _conditions(self, *nodes: Node) -> tuple[Node, ...]:
        """Return nodes that must be conditions."""
        if not all(isinstance(node, _CONDITIONS) for node in nodes):
            raise self._fault("a number stands where a condition is needed")
        return nodes

    def _fault(self, wrong: str) -> ScenarioError:
        where = f"{self._text.strip()!r}: at character {self._start + 1}: {wrong}"
        return ScenarioError([Fault("", where)])

"""From an experiment file to a `Trial`, or to every fault in it.

The file is a tree of texts that remember where they stand, as a scenario's
(`omnisim.scenario.yamltext`); so every fault has its line and column. What one
factor says is read by `omnisim.trial.factors`, names in expressions by
`omnisim.trial.names`, the other sections by `omnisim.trial.sections`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from omnisim.errors import Fault, ScenarioError
from omnisim.scenario import load as load_scenario
from omnisim.scenario.faults import placed
from omnisim.scenario.loading import MAX_BYTES, in_file_order, read_text, too_big
from omnisim.scenario.merge import apply_changes
from omnisim.scenario.nodes import Keys, Mark
from omnisim.scenario.reading import Form, file_of, misfit
from omnisim.scenario.yamltext import parse
from omnisim.trial import sections
from omnisim.trial.factors import is_solved, read_changes, read_factor, read_solve
from omnisim.trial.late import faults_of
from omnisim.trial.model import Design, Factor, Precision, Solve, Trial
from omnisim.trial.names import Vocabulary, fault_of_name, slices_of
from omnisim.units import parse_count

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from omnisim.scenario.nodes import Node

    _T = TypeVar("_T")

__all__ = ["load", "loads"]

_KEYS = (
    "belief", "question", "base", "set", "vary", "also", "design", "watch", "figures",
    "claim", "precision", "confidence", "seed", "picture",
)  # fmt: skip
_FACTOR = "cap: {set: agents.desk.may_hold.chat, to: [1, 2, 3]}"
_NO_CHANGES: Mapping[str, str] = MappingProxyType({})


def load(path: str | Path, *, changes: Mapping[str, str] = _NO_CHANGES) -> Trial:
    """Read an experiment file.

    Parameters
    ----------
    path : str or Path
        A YAML file in UTF-8 of at most 1 MiB.
    changes : mapping of dotted path to text
        Of the experiment, applied before anything is checked; the text is what would
        stand in the file: ``{"precision.at_most": "40"}``. The scenario is changed by
        paths that begin with ``set``: ``{"set.agents.desk.staff": "12"}``.

    Returns
    -------
    Trial

    Raises
    ------
    ScenarioError
        With every fault found, those of the base scenario among them.
    """
    path = Path(path)
    text = read_text(path, Mark())
    return loads(text, name=str(path), folder=path.parent, changes=changes)


def loads(
    text: str,
    *,
    name: str = "<text>",
    folder: str | Path | None = None,
    changes: Mapping[str, str] = _NO_CHANGES,
) -> Trial:
    """Read an experiment from text, see `load`.

    Parameters
    ----------
    text : str
        YAML.
    name : str
        Stands in faults for the file's name.
    folder : str or Path, optional
        What the base is relative to; else where the process runs.
    changes
        As for `load`.

    Returns
    -------
    Trial

    Raises
    ------
    ScenarioError
        With every fault found.
    """
    tree, faults = _parsed(text, name, None if folder is None else Path(folder))
    tree, more = apply_changes(tree, changes)
    reader = _Reader(tree)
    trial = reader.read()
    faults += [*more, *reader.faults]
    if trial is not None and not faults:
        faults = [placed(fault, tree) for fault in faults_of(trial)]
    if faults or trial is None:
        raise ScenarioError(in_file_order(faults, name))
    return trial


def _parsed(text: str, name: str, folder: Path | None) -> tuple[Keys, list[Fault]]:
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise ScenarioError([Fault("", too_big(), file=name)])
    tree, faults = parse(text, name, folder)
    if tree is None and not faults:
        wrong = "is empty; an experiment needs belief, base and vary"
        raise ScenarioError([Fault("", wrong, file=name, line=1, column=1)])
    if tree is not None and not isinstance(tree, Keys):
        wrong = "not an experiment: must be a mapping such as 'belief: ...'"
        raise ScenarioError([tree.mark.fault("", wrong)])
    return tree if tree is not None else Keys(Mark(name, 1, 1, folder)), faults


class _Reader:
    """Reads one tree; faults gather, each at its place."""

    def __init__(self, tree: Keys) -> None:
        self._tree = tree
        self._form = Form(tree, _KEYS)
        self._of_base: list[Fault] = []
        self._sections: dict[str, str] = {}  # by factor: vary or also

    @property
    def faults(self) -> list[Fault]:
        """What was found so far."""
        own = (
            placed(replace(fault, path=".".join(map(str, steps))), self._tree)
            for steps, fault in self._form.faults
        )
        return [*own, *self._of_base]

    def read(self) -> Trial | None:
        """Return the trial; None if it has faults."""
        belief = self._section("belief", sections.read_words)
        question = self._section("question", sections.read_words)
        changes = self._section("set", read_changes) or {}
        base = self._section("base", file_of)
        for key, example in (
            ("belief", "Three chats per agent"),
            ("base", "desk.yaml"),
        ):
            if key not in self._form:
                self._form.need(key, str, example)
        nodes = self._factor_nodes()
        factors, vocabulary = self._factors(nodes, base, changes)
        plain = {
            name: factor
            for name, factor in factors.items()
            if self._sections[name] == "vary" and not isinstance(factor, Solve)
        }
        plan = self._section("design", sections.read_design, plain) or sections.Plan()
        self._fit(factors, plan.design)
        figures = self._section("figures", sections.read_figures, vocabulary) or {}
        watch = self._section("watch", sections.read_watch, vocabulary)
        is_known = watch is not None or "watch" not in self._form
        names = dict.fromkeys([*(one.text for one in watch or ()), *vocabulary.derived])
        shown = list(names) if is_known else None
        claims = self._section("claim", sections.read_claims, vocabulary)
        precision = self._section("precision", sections.read_precision, vocabulary)
        picture = self._section("picture", sections.read_picture, vocabulary, shown)
        confidence = self._form.take("confidence", sections.read_confidence, 0.95)
        seed = self._form.take("seed", parse_count, 1)
        if self.faults or belief is None or base is None:
            return None
        solves = [one for one in factors.values() if isinstance(one, Solve)]
        return Trial(
            belief=belief,
            base=str(base),
            question=question or "",
            changes=changes,
            factors=tuple(one for one in factors.values() if isinstance(one, Factor)),
            solve=solves[0] if solves else None,
            design=plan.design,
            n_runs=plan.n_runs,
            listed=plan.listed,
            watch=watch or (),
            figures=figures,
            claims=claims or (),
            precision=precision or Precision(),
            confidence=confidence,
            seed=seed,
            picture=picture,
        )

    def _section(self, key: str, read: Callable[..., _T], *more: object) -> _T | None:
        """Read one section; None where it is not there or faulty."""
        if key in self._form:
            with self._form.within((key,)):
                return read(self._tree[key], *more)
        return None

    def _factor_nodes(self) -> dict[str, Node]:
        """Return what stands under `vary` and `also`, by name of the factor."""
        found: dict[str, Node] = {}
        if "vary" not in self._form:
            self._form.need("vary", str, f"{{{_FACTOR}}}")
        for section in ("vary", "also"):
            node = self._tree.get(section)
            if node is None:
                continue
            if not isinstance(node, Keys):
                wrong = str(misfit(f"a mapping such as {{{_FACTOR}}}", node))
                self._form.note(wrong, at=(section,))
                continue
            if not node:
                self._form.note(f"is empty; write one such as {_FACTOR}", at=(section,))
            for name, value in node.items():
                wrong = fault_of_name(name)
                if name in found:
                    wrong = f"{name!r} stands under vary already"
                if wrong:
                    self._form.note(wrong, at=(section, name))
                found.setdefault(name, value)
                self._sections.setdefault(name, section)
        return found

    def _factors(
        self, nodes: Mapping[str, Node], base: Path | None, changes: Mapping[str, str]
    ) -> tuple[dict[str, Factor | Solve | None], Vocabulary]:
        """Return the factors in the order of the file, and all names there are."""
        found: dict[str, Factor | Solve | None] = dict.fromkeys(nodes)
        sought = [name for name, node in nodes.items() if is_solved(node)]
        for name in sought[1:]:
            wrong = f"only one factor can be looked for, and {sought[0]!r} is already"
            self._form.note(wrong, at=(self._sections[name], name, "solve"))
        for name in sought:
            if self._sections[name] == "also":
                wrong = "what is looked for stands under vary; also takes levels"
                self._form.note(wrong, at=("also", name, "solve"))
        for name, node in nodes.items():
            if name not in sought:
                with self._form.within((self._sections[name], name)):
                    is_aside = self._sections[name] == "also"
                    found[name] = read_factor(name, node, is_aside=is_aside)
        vocabulary = Vocabulary(
            found,
            sought=sought[0] if sought else "",
            derived=self._derived(found),
            slices=self._slices(base, changes, found),
        )
        target = partial(vocabulary.condition, of_one_cell=True)
        for name in sought:
            with self._form.within((self._sections[name], name)):
                found[name] = read_solve(name, nodes[name], target)
        return found, vocabulary

    def _derived(self, factors: Collection[str]) -> list[str]:
        """Return the names of the derived figures."""
        node = self._tree.get("figures")
        names = list(node) if isinstance(node, Keys) else []
        for name in names:
            wrong = fault_of_name(name)
            if name in factors:
                wrong = f"{name!r} is the name of a factor already; choose another"
            if wrong:
                self._form.note(wrong, at=("figures", name))
        return names

    def _slices(
        self,
        base: Path | None,
        changes: Mapping[str, str],
        factors: Mapping[str, Factor | Solve | None],
    ) -> tuple[str, ...]:
        """Return the slices that figures of the base have; none if not known."""
        if base is None:
            return ()
        try:
            scenario = load_scenario(base, changes=changes)
        except ScenarioError as error:
            self._of_base += [self._told(fault, base) for fault in error.faults]
            return ()
        paths = [
            path
            for factor in factors.values()
            if isinstance(factor, Factor)
            for level in factor.levels
            for path in level.changes
        ]
        # a level may bring channels, groups or issues that the base does not have
        if any(
            re.fullmatch(r"(channels|agents|issues)(\.[^.]+)?", one) for one in paths
        ):
            return ()
        return slices_of(scenario)

    def _told(self, fault: Fault, base: Path) -> Fault:
        """Give a fault of the base a place in the experiment, if it is at fault."""
        change = fault.file.removeprefix("--set ")
        if change != fault.file:
            deeper = f"{fault.path}: " if fault.path not in ("", change) else ""
            wrong = deeper + fault.wrong
            moved = replace(fault, path=f"set.{change}", wrong=wrong, file="")
            return placed(moved, self._tree)
        if fault.file == str(base) and not fault.line:
            return placed(replace(fault, path="base"), self._tree)
        return fault

    def _fit(
        self, factors: Mapping[str, Factor | Solve | None], design: Design
    ) -> None:
        """Check that factors have ranges where the design needs them, else levels."""
        for name, factor in factors.items():
            section = self._sections[name]
            if not isinstance(factor, Factor):
                continue
            is_spread = design is Design.LATIN_HYPERCUBE and not factor.is_aside
            if is_spread and factor.between is None:
                wrong = "a Latin hypercube needs a range; write between: [low, high]"
                self._form.note(wrong, at=(section, name))
            elif factor.between is not None and not is_spread:
                wrong = (
                    "a factor under also needs levels; write to: [low, high]"
                    if factor.is_aside
                    else "a range needs design: {latin_hypercube: 40}; else give "
                    "levels with to: [low, high]"
                )
                self._form.note(wrong, at=(section, name, "between"))

"""A faulty tree with its faults cut out, so that the rest can be checked as well.

A file with a misspelt key may name an unknown channel somewhere else; people want
to read of both at once. Rules across fields need a scenario, so what could not be
read is dropped, or stood in for where something must be there. Nothing of it is
ever handed on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario.nodes import Items, Keys, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["repaired"]

_NAMED = ("channels", "agents", "issues")
_STAND_INS: dict[str, object] = {
    "after": "1 min",
    "arrivals": {"rate": "1/h"},
    "calendar": {"start": "2026-01-05"},
    "contains": {"any": "1%"},
    "fronts": [],
    "hours": "08:00-09:00",
    "kind": "call",
    "n": "1",
    "session": "1 min",
    "share": "1%",
    "skills": {},
    "staff": "1",
    "start": "2026-01-05",
}
_WHOLE = frozenset(  # judged together with all that is in them
    {
        "arrivals", "staff", "talk", "work", "duration", "duration_by_open_chats",
        "turns", "agent_turn", "customer_turn", "reply_patience", "discovery", "dial",
        "retry", "window", "wrap_up", "patience", "tolerance", "offer", "may_hold",
        "units", "invite", "outages", "cost", "otherwise", "failed_session",
        "learning", "strain", "impatient_duplicates", "twins", "updates", "proactive",
        "satisfaction",
    }
)  # fmt: skip


def repaired(tree: Keys, faulty: Iterable[Sequence[str]]) -> Keys | None:
    """Return a tree without its faulty parts.

    Parameters
    ----------
    tree : Keys
        Not altered.
    faulty : iterable of sequence of str
        Steps to each faulty or missing part.

    Returns
    -------
    Keys or None
        None where a whole section, channel, group or issue is faulty: then too
        little is left to judge the rest by.
    """
    mended: Keys | Items = tree
    for steps in faulty:
        if not steps or (steps[0] in _NAMED and len(steps) < 3):  # noqa: PLR2004 - section, name
            return None
        whole = next((n for n, step in enumerate(steps) if step in _WHOLE), len(steps))
        mended = _without(mended, list(steps[: whole + 1]))
    return mended if isinstance(mended, Keys) else None


def _without(node: Keys | Items, steps: list[str]) -> Keys | Items:
    """Return a copy with one part replaced by its stand-in, or left out."""
    step, rest = steps[0], steps[1:]
    if isinstance(node, Keys):
        made = Keys(node.mark)
        for key, value in node.items():
            if key != step:
                made.put(key, value, node.marks[key])
            elif rest and isinstance(value, Keys | Items):
                made.put(key, _without(value, rest), node.marks[key])
        if step in _STAND_INS and step not in made and (step in node or not rest):
            made.put(step, wrap(_STAND_INS[step]), node.mark)
        return made
    kept = [
        _without(item, rest) if str(n) == step and isinstance(item, Keys) else item
        for n, item in enumerate(node)
        if str(n) != step or (rest and isinstance(item, Keys))
    ]
    return Items(node.mark, kept)

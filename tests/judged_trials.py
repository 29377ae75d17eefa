"""Trials that are run on figures drawn by hand, ready to be told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import scenario_parts as parts
from made_trials import Urn, trial

from omnisim.trial.conduct import Conducted
from omnisim.trial.design import cells_of
from omnisim.trial.expression import parse
from omnisim.trial.model import Precision, Seek, Solve
from omnisim.trial.running import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.trial.archive import LeftOver
    from omnisim.trial.model import Factor

__all__ = ["conducted", "solve"]

TWENTY = Precision(at_least=20, at_most=20)


def ten_a_cap(levels: dict[str, float]) -> float:
    """Return 10 s of waiting for each level of the cap."""
    return 10 * levels["cap"]


def conducted(
    *factors: Factor,
    truth: Callable[[dict[str, float]], float] = ten_a_cap,
    sd: float = 1.0,
    left_over: tuple[LeftOver, ...] = (),
    belief: str = "a belief",
    question: str = "",
    **fields: Any,  # noqa: ANN401 - fields of a trial
) -> Conducted:
    """Run a trial on drawn waits, known to be `truth`."""
    settings = {"precision": TWENTY, "watch": (parse("asa"),)} | fields
    made = replace(trial(*factors, **settings), belief=belief, question=question)
    urn = Urn(truth, sd=sd)
    outcome = run(made, cells_of(made), scenario_of=urn.scenario_of, workers=urn)
    return Conducted(outcome, left_over, parts.scenario())


def solve(condition: str, low: int, high: int, seek: Seek = Seek.SMALLEST) -> Solve:
    """Look for a number of staff."""
    return Solve("staff", ("staff",), seek, parse(condition), low, high)

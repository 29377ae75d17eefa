"""A small run in a results folder, and questions to what is in it."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import numpy as np
import scenario_parts as parts

from omnisim.experiment import replicate
from omnisim.experiment.figures import keys_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from omnisim.experiment import Results
    from omnisim.scenario import Scenario


__all__ = ["ask", "assert_same", "fail_in", "manifest_of", "small"]


def small(**changed: object) -> Scenario:
    """Make two hours with about 120 calls."""
    return parts.scenario(**changed)


def assert_same(one: Results, other: Results) -> None:
    assert one.figures.replications.tolist() == other.figures.replications.tolist()
    assert keys_of(one.figures.names) == keys_of(other.figures.names)
    np.testing.assert_array_equal(one.figures.numerator, other.figures.numerator)
    np.testing.assert_array_equal(one.figures.denominator, other.figures.denominator)


def fail_in(monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException) -> None:
    """Let one replication fail, the others be played."""
    play = replicate.play_replication

    def play_or_fail(
        scenario: Scenario, *, replication: int, **options: object
    ) -> object:
        if replication == number:
            raise error
        return play(scenario, replication=replication, **options)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(replicate, "play_replication", play_or_fail)


def manifest_of(folder: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads((folder / "manifest.json").read_text())
    return content


def ask(folder: Path, question: str) -> list[tuple[object, ...]]:
    file = sqlite3.connect(folder / "results.sqlite")
    try:
        return file.execute(question).fetchall()
    finally:
        file.close()

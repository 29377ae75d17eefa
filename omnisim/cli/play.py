"""From options to results: what `run` and `compare` have in common."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from omnisim.cli.options import MAX_REPS, REPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from omnisim.cli.talk import Talk
    from omnisim.errors import Fault
    from omnisim.experiment import Precision
    from omnisim.scenario import Scenario

__all__ = ["caveats_kept", "load_all", "replications", "wanted_precision"]


def load_all(
    files: Sequence[str], changes: Mapping[str, str], talk: Talk
) -> list[Scenario]:
    """Load scenarios and check their targets; tell the warnings.

    Raises
    ------
    ScenarioError
        With the faults of all files.
    """
    from omnisim.errors import ScenarioError
    from omnisim.report.lights import faults_of_targets
    from omnisim.scenario import load, warnings_of

    scenarios: list[Scenario] = []
    faults: list[Fault] = []
    for file in files:
        try:
            scenario = load(file, changes=changes, further=faults_of_targets)
        except ScenarioError as wrong:
            faults.extend(wrong.faults)
        else:
            scenarios.append(scenario)
            talk.warn(f"{file}: {text}" for text in warnings_of(scenario))
    if faults:
        raise ScenarioError(faults)
    return scenarios


def replications(
    reps: int | None, precision: float | None, max_reps: int | None
) -> int:
    """Return how many replications to play; they exclude a wanted precision.

    Raises
    ------
    click.UsageError
        If both are given, or a limit to a precision that is not.
    """
    if max_reps is not None and precision is None:
        raise click.UsageError("--max-reps is a limit to --precision: add it")
    if reps is not None and precision is not None:
        raise click.UsageError(
            "--reps and --precision exclude each other: say how many, or how precise"
        )
    return REPS if reps is None else reps


def wanted_precision(
    scenario: Scenario, relative: float | None, max_reps: int | None
) -> Precision | None:
    """Return when to stop, or None to play a given number.

    The figure is the one that planners of the scenario ask for first: the service
    level of all channels, the mean wait where no channel has a target.
    """
    from omnisim.experiment import Precision
    from omnisim.report.lights import leading_kpi

    if relative is None:
        return None
    cap = MAX_REPS if max_reps is None else max_reps
    minimum = min(Precision.minimum, cap)
    return Precision(
        kpi=leading_kpi(scenario), relative=relative, minimum=minimum, cap=cap
    )


@contextmanager
def caveats_kept() -> Iterator[None]:
    """Silence Python's own display of caveats: results carry them, we print them."""
    from omnisim.errors import OmnisimWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", OmnisimWarning)
        yield

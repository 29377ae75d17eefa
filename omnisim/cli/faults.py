"""Errors on the command line: their exit codes and how they are told."""

from __future__ import annotations

from omnisim.errors import OmnisimError, ResultsError, ScenarioError

__all__ = ["FAILED", "INTERRUPTED", "USAGE", "exit_code", "message"]

FAILED = 1  # a threshold was missed, or a run failed
USAGE = 2  # wrong usage or scenario
INTERRUPTED = 130  # 128 + the number of the signal, as shells do


def exit_code(error: Exception) -> int:
    """Return the exit code that tells a script what kind of error it was."""
    return USAGE if isinstance(error, (ResultsError, ScenarioError)) else FAILED


def message(error: Exception) -> str:
    """Return what a user is told: every fault on its own line, no traceback."""
    if isinstance(error, ScenarioError):
        n = len(error.faults)
        return f"{error}\nomnisim: {n} fault{'s' if n > 1 else ''} in the scenario"
    if isinstance(error, (OmnisimError, OSError)):
        # notes say in which replication it was, and what is kept
        notes = "".join(
            f"\nomnisim: {note}" for note in getattr(error, "__notes__", ())
        )
        return f"omnisim: {error}{notes}"
    return (
        f"omnisim: internal error: {type(error).__name__}: {error}\n"
        "omnisim: this is a defect of omnisim; run again with --debug for the traceback"
    )

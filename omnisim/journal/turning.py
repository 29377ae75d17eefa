"""Turn by turn: who wrote when, how long it took to be answered, and quiet times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Outcome, State
from omnisim.journal.wording import Clock, duration, lapse, times

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal, Table

__all__ = ["tell_turns"]


def tell_turns(journal: Journal, row: int, clock: Clock) -> list[str]:
    """Tell the turns of one stay, a sentence each, and the quiet times between.

    Parameters
    ----------
    journal : Journal
    row : int
        Row of the interactions table, of a stay that was answered.
    clock : Clock
    """
    leg = journal.interactions[row]
    turns = journal.turns[journal.turns["contact"] == leg["contact"]]
    told = [
        (float(turn["asked_at"]), _turn(journal, leg, turns, place, clock))
        for place, turn in enumerate(turns)
        if turn["leg"] == leg["leg"]
    ]
    told += _quiet_times(journal, leg, clock)
    return [sentence for _, sentence in sorted(told)]


def _quiet_times(
    journal: Journal, leg: np.void, clock: Clock
) -> list[tuple[float, str]]:
    """Tell when the conversation took no place, and that it was taken up again."""
    holds = journal.holds
    mine = holds[(holds["contact"] == leg["contact"]) & (holds["leg"] == leg["leg"])]
    mine = mine[mine["to_at"] > leg["answered_at"]]
    told = []
    for freed, taken in zip(mine["to_at"][:-1], mine["from_at"][1:], strict=True):
        spell = f"From {clock.time(freed)} to {clock.time(taken)}"
        what = "the conversation was quiet and took no place"
        told.append((float(freed), f"{spell} {what}; then the agent took it up again."))
    return told


def _turn(
    journal: Journal, leg: np.void, turns: Table, place: int, clock: Clock
) -> str:
    """Tell one turn: what the customer did, and what came of it."""
    turn = turns[place]
    told_before = leg["leg"] > 0 and turn["asked_at"] == leg["queued_at"]
    if turn["turn"] == 0 or told_before:
        asked = ""
    else:
        pause = duration(lapse(turns["ended_at"][place - 1], turn["asked_at"]))
        asked = f"After {pause}, {clock.at(turn['asked_at'])}, the customer wrote. "
    if np.isnan(turn["ended_at"]):
        return asked + _without_reply(journal, leg, turn, clock)
    sent = clock.at(turn["ended_at"])
    if turn["ended_at"] >= leg["left_at"] and not np.isnan(leg["talk_end_at"]):
        bore = duration(lapse(turn["asked_at"], leg["left_at"]))
        return (
            f"{asked}The customer waited {bore} for a reply and left without a sign "
            f"{clock.at(leg['left_at'])}. The agent did not notice; the reply went out "
            f"{sent}: {_effort(journal, turn)}."
        )
    if turn["turn"] == 0:
        arrived = journal.contacts["arrived_at"][leg["contact"]]
        after = duration(lapse(arrived, turn["ended_at"]))
        return (
            f"The first reply came {sent}, {after} after the customer: "
            f"{_effort(journal, turn)}."
        )
    after = duration(lapse(turn["asked_at"], turn["ended_at"]))
    return f"{asked}The reply came after {after}: {_effort(journal, turn)}."


def _effort(journal: Journal, turn: np.void) -> str:
    """Say how long the reply had to wait for the attention, and how long it had it."""
    spans = journal.agent_spans
    mine = spans[
        np.isin(spans["state"], (State.WRITING, State.WORKING))
        & (spans["contact"] == turn["contact"])
        & (spans["from_at"] >= turn["began_at"])
        & (spans["to_at"] <= turn["ended_at"])
    ]
    mine = mine[np.argsort(mine["from_at"])]  # a mail may have had several agents
    wait = lapse(turn["asked_at"], turn["began_at"])
    began = f"begun after {duration(wait)}" if wait else "begun at once"
    spent = duration(float((mine["to_at"] - mine["from_at"]).sum()))
    n_breaks = int((mine["from_at"][1:] > mine["to_at"][:-1]).sum())
    interrupted = f", interrupted {times(n_breaks)}" if n_breaks else ""
    return f"it was {began} and took {spent}{interrupted}"


def _without_reply(journal: Journal, leg: np.void, turn: np.void, clock: Clock) -> str:
    """Tell of a turn that never came to a reply."""
    begun = not np.isnan(turn["began_at"])
    if np.isnan(leg["left_at"]) or leg["silent"]:
        waited = duration(lapse(turn["asked_at"], journal.provenance.ended_at))
        return f"The reply had not been sent, after {waited}, when the run ended."
    bore = duration(lapse(turn["asked_at"], leg["left_at"]))
    how = "while the agent was at it" if begun else "before the agent had begun"
    left = f" and left {clock.at(leg['left_at'])}"
    if leg["outcome"] == Outcome.CUT_OFF:
        left = ", in vain"  # the end of the conversation says why and when
    return f"The customer waited {bore} for a reply{left}, {how}."

"""What bots and self-service did: contained, passed on, or sent away.

A session counts where its contact counts. Sessions that had not ended when play
did are in no share. Bots answer nobody: waits, answers and handle times are those
of agents, and a contact that a bot contained is in none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Outcome
from omnisim.kpi.figure import count, ratio
from omnisim.scenario.choices import Kind

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.windows import Floats

__all__ = ["FIGURES", "add_up"]

_ENDED = "Sessions cut off by an outage are among those that ended."

FIGURES = (
    count("bot_sessions", "Sessions with a bot", "bot_sessions", unit="sessions",
          remark="Begun by contacts of the window, ended or not."),
    ratio(
        "containment", "Containment as reported", "bot_contained", "bot_ended",
        direction="up", source="usual practice: what a bot's system sees",
        remark="Served by the bot to the end, as far as it can tell: whose issue was "
        f"not resolved is among them. See true_containment. {_ENDED}",
    ),
    ratio(
        "true_containment", "True containment", "bot_resolved", "bot_ended",
        direction="up",
        source="NICE: resolved in self-service; the simulation knows it",
        remark=f"Contained, and the issue resolved: never above containment. {_ENDED}",
    ),
    ratio(
        "false_containment", "False containment", "bot_contained - bot_resolved",
        "bot_contained", direction="down", source="the simulation knows it",
        remark="Of the contained: the bot takes them for served, and their issue was "
        "not resolved. Containment x (1 - false containment) = true containment.",
    ),
    ratio(
        "deflection", "Deflection", "bot_deflected", "bot_decided", direction="up",
        source="NICE: entered self-service and never reached an agent",
        remark="Those who left the bot without help, were cut off, or gave up in the "
        "queue afterwards are among them: it tells of fewer contacts for agents, not "
        "of issues resolved. Who still waits for an agent when play ends is left out. "
        "A further contact of the same customer does not count against it.",
    ),
    ratio("escalation", "Escalation", "bot_escalated", "bot_ended",
          direction="down",
          remark=f"Went on to an agent because the bot could not help. {_ENDED}"),
    ratio("bot_session_time", "Mean session with a bot", "bot_time", "bot_ended",
          unit="s", remark="From beginning to end, contained or not."),
    count("bot_turned_away", "Turned away by a bot", "bot_turned_away",
          direction="down",
          remark="Unhelped without a session: the bot was out of order or full, or "
          "the customer needs a person, and nobody but a bot serves the channel."),
)  # fmt: skip

_TOLD_APART = (Outcome.CONTAINED, Outcome.UNHELPED, Outcome.CLOSED)
"""Outcomes by which it is known that no agent was asked for."""


def add_up(cohort: Cohort) -> dict[str, Floats]:
    """Count sessions by the cell code of their contacts.

    Parameters
    ----------
    cohort : Cohort

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    contacts, sessions = cohort.contacts, cohort.journal.sessions
    contact, outcome = sessions["contact"], sessions["outcome"]
    code, about = cohort.code[contact], contacts[contact]
    ended = outcome != Outcome.OPEN
    contained = outcome == Outcome.CONTAINED
    taken = np.zeros(len(contacts), dtype=bool)
    taken[cohort.legs["contact"][cohort.legs["agent"] >= 0]] = True
    decided = ended & (taken[contact] | (about["outcome"] != Outcome.OPEN))
    alone = contacts["outcome"] == Outcome.UNHELPED
    alone[contact] = False
    met = cohort.of_kind(Kind.BOT)[contacts["channel"]]
    met[contact] = True
    met[cohort.legs["contact"]] = False
    masks = {
        "bot_sessions": np.ones(len(sessions), dtype=bool),
        "bot_ended": ended,
        "bot_contained": contained,
        "bot_resolved": contained & (about["resolved"] == 1),
        "bot_escalated": outcome == Outcome.ESCALATED,
        "bot_decided": decided,
        "bot_deflected": decided & ~taken[contact],
    }
    measures = {name: cohort.tally(code[mask]) for name, mask in masks.items()}
    lasted = sessions["to_at"][ended] - sessions["from_at"][ended]
    measures["bot_time"] = cohort.total(code[ended], lasted)
    measures["bot_turned_away"] = cohort.tally(cohort.code[alone])
    only = met & ~np.isin(contacts["outcome"], _TOLD_APART)
    measures["bot_only"] = cohort.tally(cohort.code[only])
    return measures

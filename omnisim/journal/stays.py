"""One stay of a contact, told in sentences: the queue, the answer, what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.answers import begins_talk
from omnisim.journal.intervals import entered_at
from omnisim.journal.links import answered_instead
from omnisim.journal.schema import Outcome, State
from omnisim.journal.subjects import agent_of_group, dialled_at, is_discovery, way
from omnisim.journal.turning import tell_turns
from omnisim.journal.wording import Clock, duration, lapse, times

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal

__all__ = ["tell_stay"]


def tell_stay(journal: Journal, row: int, clock: Clock) -> str:
    """Tell one stay in a queue and what came of it.

    Parameters
    ----------
    journal : Journal
    row : int
        Row of the interactions table.
    clock : Clock
    """
    leg = journal.interactions[row]
    outcome = Outcome(leg["outcome"])
    left_at_once = leg["left_at"] == leg["queued_at"]
    if outcome in _ON_ADVICE and left_at_once:
        return f"On hearing the announced wait, the customer {_ON_ADVICE[outcome]}."
    if outcome in (Outcome.MISSED, Outcome.UNREACHED):
        sentences = _called_in_vain(journal, row, clock)
    elif outcome == Outcome.ABANDONED:
        sentences = _gave_up(journal, row, clock)
    elif np.isnan(leg["answered_at"]) and outcome == Outcome.OPEN:
        ended_at = journal.provenance.ended_at
        wait = duration(lapse(leg["queued_at"], ended_at))
        still = f"was still waiting, after {wait}, when the run ended"
        sentences = [
            f"{_queued(journal, row, clock)} and {still} {clock.at(ended_at)}.",
            _rang_in_vain(leg["n_offers"]),
        ]
    elif np.isnan(leg["answered_at"]):
        sentences = _taken_out(journal, row, clock)
    else:
        sentences = _conversed(journal, row, clock)
    return " ".join(sentence for sentence in sentences if sentence)


_ON_ADVICE = {
    Outcome.BALKED: "left at once",
    Outcome.CALLBACK: "took the offer to be called back",
    Outcome.MOVED: "took the advice to use another channel",
}


def _taken_out(journal: Journal, row: int, clock: Clock) -> list[str]:
    """Tell of a customer who left the queue for another reason than the wait."""
    leg = journal.interactions[row]
    outcome = Outcome(leg["outcome"])
    wait, left = lapse(leg["queued_at"], leg["left_at"]), clock.at(leg["left_at"])
    if leg["left_at"] == leg["queued_at"]:
        return [_not_let_in(journal, row, left)]
    bore = f"{_queued(journal, row, clock)}, waited {duration(wait)}"
    rang, missed = _rang_in_vain(leg["n_offers"]), _turn_missed(leg, clock)
    if outcome in _ON_ADVICE:
        return [f"{bore} and {_ON_ADVICE[outcome]} {left}.", rang, missed]
    if outcome == Outcome.CUT_OFF:
        return [f"{bore} and was cut off by an outage {left}.", rang, missed]
    instead = answered_instead(journal, leg["contact"], leg["left_at"])
    if outcome == Outcome.WITHDRAWN:
        why = f"and withdrew {left}, contact {instead} having been answered"
        return [f"{bore} {why}.", rang, missed]
    why = f"merged {left} into contact {instead}, which had been answered"
    return [f"{bore} and was {why}.", rang, missed]


def _not_let_in(journal: Journal, row: int, left: str) -> str:
    """Tell of a customer who left when about to join a queue."""
    leg = journal.interactions[row]
    if leg["outcome"] == Outcome.CUT_OFF and not begins_talk(journal, row):
        return f"Before anybody had taken it up again, {left}, an outage ended it."
    if leg["outcome"] == Outcome.CUT_OFF:
        return f"When the customer was to join the queue, {left}, it was out of order."
    instead = answered_instead(journal, leg["contact"], leg["left_at"])
    became = {
        Outcome.WITHDRAWN: "was withdrawn",
        Outcome.MERGED: "was merged into that one",
    }[Outcome(leg["outcome"])]
    return (
        f"When the contact was to join the queue, {left}, contact {instead} had been "
        f"answered, and it {became}."
    )


def _queued(journal: Journal, row: int, clock: Clock) -> str:
    """Say how the contact came to wait, as the beginning of a sentence."""
    leg = journal.interactions[row]
    at = clock.at(leg["queued_at"])
    if leg["leg"]:
        before = Outcome(journal.interactions["outcome"][row - 1])
        if _is_handed_over(journal, row):
            return "The conversation went on without a break"
        warned = "Told in advance, the" if leg["told"] == 1 else "The"
        return {
            Outcome.TRANSFERRED: f"{warned} customer joined the next queue",
            Outcome.QUIET: f"The customer wrote again {at}, joined the queue",
            Outcome.HANDED_ON: f"The conversation returned to the queue {at}",
            Outcome.MISSED: f"The next call back joined the queue {at}",
        }[before]
    contact = journal.contacts[leg["contact"]]
    if leg["queued_at"] > entered_at(journal)[leg["contact"]]:
        return f"The call back joined the queue {at}, as promised,"
    if way(journal, contact["channel"]) == State.WORKING:
        return "It joined the queue"
    return "The customer joined the queue"


def _is_handed_over(journal: Journal, row: int) -> bool:
    """Say whether a conversation went on at once with another agent."""
    leg, before = journal.interactions[row], journal.interactions[row - 1]
    return bool(
        leg["leg"] > 0
        and before["outcome"] == Outcome.HANDED_ON
        and leg["answered_at"] == leg["queued_at"] == before["talk_end_at"]
    )


def _called_in_vain(journal: Journal, row: int, clock: Clock) -> list[str]:
    """Tell of a call back that was not picked up."""
    leg = journal.interactions[row]
    called_at = dialled_at(journal, leg)
    agent = agent_of_group(journal, leg["agent"]).capitalize()
    return [
        f"{_queued(journal, row, clock)} and {_bore(leg, called_at)}.",
        _rang_in_vain(leg["n_offers"] - 1),
        f"{agent} called {clock.at(called_at)}, but the customer did not pick up.",
    ]


def _bore(leg: np.void, until: float) -> str:
    """Say how long a wait was."""
    wait = lapse(leg["queued_at"], until)
    return f"waited {duration(wait)}" if wait else "did not have to wait"


def _gave_up(journal: Journal, row: int, clock: Clock) -> list[str]:
    """Tell of a customer who left the queue, with or without a sign."""
    leg = journal.interactions[row]
    wait, left = lapse(leg["queued_at"], leg["left_at"]), clock.at(leg["left_at"])
    how = "gave up" if leg["silent"] == 0 else "left without a sign"
    bore = f", waited {duration(wait)} and {how}" if wait else " but left at once,"
    told = [f"{_queued(journal, row, clock)}{bore} {left}."]
    if leg["silent"] == 0:
        told += [_rang_in_vain(leg["n_offers"]), _turn_missed(leg, clock)]
    else:
        told += _found_out(journal, leg, clock)
    return told


def _found_out(journal: Journal, leg: np.void, clock: Clock) -> list[str]:
    """Tell when an agent noticed that nobody was there."""
    if np.isnan(leg["answered_at"]):
        return [
            _rang_in_vain(leg["n_offers"]),
            "The contact kept its place: nobody had noticed when the run ended.",
        ]
    agent = agent_of_group(journal, leg["agent"])
    took = (
        f"The contact kept its place until {agent} took it "
        f"{clock.at(leg['answered_at'])}"
    )
    if np.isnan(leg["talk_end_at"]):
        found = f"{took}, who had not found out when the run ended."
    else:
        late = duration(lapse(leg["left_at"], leg["talk_end_at"]))
        found = (
            f"{took}, and found out {clock.at(leg['talk_end_at'])} that nobody was "
            f"there, {late} after the customer had left."
        )
    return [_rang_in_vain(leg["n_offers"] - 1), found]


def _rang_in_vain(n: int) -> str:
    """Tell of agents who did not pick up."""
    if n <= 0:
        return ""
    whom = "an agent" if n == 1 else "agents"
    return f"It rang {times(n)} at {whom} who did not pick up."


def _turn_missed(leg: np.void, clock: Clock) -> str:
    """Say how close it was."""
    if np.isnan(leg["turn_at"]):
        return "Nobody would have answered before the run ended."
    missing = lapse(leg["left_at"], leg["turn_at"])
    if missing == 0:
        return "An agent would have answered that very moment."
    return (
        f"After another {duration(missing)}, {clock.at(leg['turn_at'])}, an agent "
        "would have answered."
    )


def _conversed(journal: Journal, row: int, clock: Clock) -> list[str]:
    """Tell who answered, and of the conversation and the wrap-up."""
    leg = journal.interactions[row]
    channel = journal.contacts["channel"][leg["contact"]]
    talks = way(journal, channel) == State.TALKING
    agent = agent_of_group(journal, leg["agent"]).capitalize()
    answered, called_at = clock.at(leg["answered_at"]), dialled_at(journal, leg)
    if not np.isnan(called_at):
        took = f"called {clock.at(called_at)}, and the customer picked up {answered}"
        bore = _bore(leg, called_at)
    else:
        took = f"{'answered' if talks else 'took the contact'} {answered}"
        bore = _bore(leg, leg["answered_at"])
    went_on = _is_handed_over(journal, row)
    return [
        f"{_queued(journal, row, clock)}{'' if went_on else ' and ' + bore}.",
        _rang_in_vain(leg["n_offers"] - 1),
        f"{agent} {took}.",
        *_served(journal, row, clock, talks=talks),
    ]


def _served(journal: Journal, row: int, clock: Clock, *, talks: bool) -> list[str]:
    """Tell of what the agent did, once there."""
    leg = journal.interactions[row]
    if is_discovery(journal, leg):
        return [_discovered(journal, leg, clock)]
    again = leg["story"] and begins_talk(journal, row)
    return [
        "The story had to be told again." if again else "",
        *([] if talks else tell_turns(journal, row, clock)),
        _talk(journal, leg, clock) if talks else _end(journal, row, clock),
    ]


def _discovered(journal: Journal, leg: np.void, clock: Clock) -> str:
    """Tell how the agent found out that another contact had been answered."""
    instead = answered_instead(journal, leg["contact"], leg["answered_at"])
    what = f"that contact {instead} had been answered"
    if leg["outcome"] == Outcome.OPEN:
        return f"The agent had not yet found out {what} when the run ended."
    spent = duration(lapse(leg["answered_at"], leg["talk_end_at"]))
    end = clock.at(leg["talk_end_at"])
    if leg["outcome"] == Outcome.CUT_OFF:
        return f"Before the agent had found out {what}, an outage cut them off {end}."
    return f"The agent found out {end}, after {spent}, {what}: nothing was left to do."


def _talk(journal: Journal, leg: np.void, clock: Clock) -> str:
    """Tell of a talk and its wrap-up."""
    if np.isnan(leg["talk_end_at"]):
        talked = duration(lapse(leg["answered_at"], journal.provenance.ended_at))
        return f"They were still talking, after {talked}, when the run ended."
    talked = duration(lapse(leg["answered_at"], leg["talk_end_at"]))
    end = f"They talked for {talked}, until {clock.time(leg['talk_end_at'])}"
    if leg["outcome"] == Outcome.TRANSFERRED:
        end += ", and the customer was transferred"
    if leg["outcome"] == Outcome.CUT_OFF:
        end += ", when an outage cut them off"
    return f"{end}. {_wrap_up(leg)}"


def _wrap_up(leg: np.void) -> str:
    if np.isnan(leg["wrap_up_end_at"]):
        return "The agent's wrap-up had not ended when the run did."
    wrap_up = lapse(leg["talk_end_at"], leg["wrap_up_end_at"])
    if wrap_up == 0:
        return "There was no wrap-up."
    return f"The agent's wrap-up took another {duration(wrap_up)}."


def _end(journal: Journal, row: int, clock: Clock) -> str:
    """Tell how a conversation ended that is not a talk."""
    leg = journal.interactions[row]
    end = clock.at(leg["talk_end_at"]) if not np.isnan(leg["talk_end_at"]) else ""
    lasted = duration(lapse(leg["answered_at"], leg["talk_end_at"])) if end else ""
    if leg["outcome"] == Outcome.QUIET:
        return f"The conversation went quiet {end}."
    if leg["outcome"] == Outcome.HANDED_ON:
        return f"The agent's duty ended {end}, and the conversation was handed on."
    if not end:
        still = "was still open for the agent when the run ended"
        if leg["silent"]:
            left = f"The customer left without a sign {clock.at(leg['left_at'])}"
            return f"{left}; the conversation {still}."
        return f"The conversation {still}."
    if leg["silent"]:
        late = duration(lapse(leg["left_at"], leg["talk_end_at"]))
        over = f"The conversation was closed {end}, {late} after the customer had left"
    elif leg["outcome"] == Outcome.CUT_OFF:
        over = f"An outage ended the conversation {end}, after {lasted}"
    elif leg["outcome"] == Outcome.QUIT:
        over = "That was the end of the conversation"
    else:
        over = f"The conversation ended {end}, after {lasted}"
    if leg["outcome"] == Outcome.TRANSFERRED:
        over += ", and the customer was transferred"
    return f"{over}. {_work_left(leg)}"


def _work_left(leg: np.void) -> str:
    """Tell of a wrap-up that other work may have come before."""
    if np.isnan(leg["wrap_up_end_at"]):
        return "The agent's wrap-up had not ended when the run did."
    after = lapse(leg["talk_end_at"], leg["wrap_up_end_at"])
    if after == 0:
        return "There was no wrap-up."
    return f"The agent's wrap-up was done {duration(after)} later."

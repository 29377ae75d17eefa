"""The end of a run: what is still open is written, and the journal is complete."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from omnisim.engine.state import NEVER
from omnisim.journal.journal import Journal, Provenance
from omnisim.journal.schema import Outcome
from omnisim.scenario import fingerprint
from omnisim.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.engine.floor import Floor
    from omnisim.engine.state import Contact

__all__ = ["close"]


def close(floor: Floor, write_outages: Callable[[float], None]) -> Journal:
    """Write what is still open, and return the journal of the run.

    Parameters
    ----------
    floor : Floor
        When nothing more is to be played.
    write_outages : callable
        Writes the outages, given the end of the run.

    Returns
    -------
    Journal
    """
    plan, recorder = floor.plan, floor.recorder
    limit = plan.ends_by
    is_cut_off = any(agent.is_present for agent in floor.crew.agents) or any(
        contact.outcome == Outcome.OPEN for contact in floor.here.values()
    )
    last = limit if is_cut_off and limit < math.inf else _last_instant(floor)
    ended_at = max(plan.horizon, last)
    for agent in floor.crew.agents:
        for contact, since in agent.in_hand.items():
            recorder.hold(contact, agent.number, since, ended_at)
    for bot in floor.bots:
        for contact in bot.in_session:
            recorder.session(contact, bot.code, Outcome.OPEN, ended_at)
    write_outages(ended_at)
    for copy in floor.copies:
        recorder.interaction(copy, Outcome.TRANSFERRED)
    for contact in floor.here.values():
        _write_open(floor, contact)
    scenario, population = plan.scenario, floor.population
    return recorder.finish(
        floor.roster,
        Provenance(
            version=__version__,
            engine="process",
            seed=population.seed,
            replication=population.replication,
            fingerprint=fingerprint(scenario),
            channels=tuple(scenario.channels),
            issues=tuple(scenario.issues),
            groups=tuple(scenario.agents),
            bots=tuple(scenario.automation),
            horizon=plan.horizon,
            ended_at=ended_at,
        ),
    )


def _last_instant(floor: Floor) -> float:
    """Return when anything last happened: who queued last may have found nobody."""
    queued = (contact.queued_at for contact in floor.here.values())
    return max(
        floor.recorder.last_instant(),
        max((at for at in queued if not math.isnan(at)), default=-math.inf),
    )


def _write_open(floor: Floor, contact: Contact) -> None:
    recorder = floor.recorder
    if contact.owes_reply and (contact.work or not math.isnan(contact.began_at)):
        recorder.turn(contact, NEVER)
    if contact.outcome != Outcome.OPEN:  # the customer is gone, the work is not done
        recorder.interaction(contact, Outcome(contact.outcome))
        return
    if contact.talk_end_at > floor.plan.ends_by:
        contact.talk_end_at = NEVER
    recorder.contact(contact)
    if not math.isnan(contact.queued_at):  # else between two legs
        recorder.interaction(contact, Outcome.OPEN)

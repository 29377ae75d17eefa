"""What customers may do besides waiting, resolved for play: `resolving` calls these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.engine.plan import (
    BotPlan,
    DuplicatePlan,
    Next,
    OfferPlan,
    ProactivePlan,
    TwinsPlan,
    UpdatePlan,
)
from omnisim.journal.schema import Cause
from omnisim.scenario.choices import Context, Meets, Told
from omnisim.scenario.schema import NEVER

if TYPE_CHECKING:
    from omnisim.engine.names import Names
    from omnisim.scenario.schema import Bot, Channel, Scenario, Step, Twins

__all__ = [
    "EVENTS",
    "bot_plan",
    "duplicates",
    "offers",
    "proactive_plan",
    "steps",
    "twins_plan",
    "update_plan",
]


def bot_plan(scenario: Scenario, bot: Bot) -> BotPlan:
    """Return a bot as the engine sees it."""
    context = bot.context or scenario.customers.context.bot
    return BotPlan(
        contains=tuple(bot.share_contained(issue) for issue in scenario.issues),
        misleads=tuple(bot.share_false(issue) for issue in scenario.issues),
        session=bot.session,
        failed_session=bot.failed_session or bot.session,
        escalates=bot.otherwise.agent,
        story=context is Context.LOST,
        told=bot.told is Told.YES,
        sessions=NEVER if bot.sessions is None else bot.sessions,
        only_first=bot.meets is Meets.FIRST,
        outages=bot.outages,
    )


def twins_plan(twins: Twins) -> TwinsPlan:
    """Return what becomes of other open contacts."""
    merged = twins.withdrawn + twins.merged
    return TwinsPlan(twins.withdrawn, merged, merged + twins.found_out, twins.discovery)


def offers(names: Names, channel: Channel) -> tuple[OfferPlan, ...]:
    """Return the channels offered to those who wait on a channel."""
    if channel.announce is None:
        return ()
    return tuple(
        OfferPlan(
            place,
            names.channels.index(offer.to),
            offer.share,
            offer.above,
            offer.after,
        )
        for place, offer in enumerate(channel.announce.offer)
    )


def duplicates(
    scenario: Scenario, names: Names, name: str
) -> tuple[DuplicatePlan, ...]:
    """Return the second contacts opened while waiting on a channel."""
    found, up_to = [], 0.0
    for one in scenario.customers.impatient_duplicates.get(name, ()):
        up_to += one.probability
        found.append(DuplicatePlan(up_to, names.channels.index(one.open), one.after))
    return tuple(found)


def update_plan(scenario: Scenario, name: str) -> UpdatePlan | None:
    """Return the message about open contacts of a channel, if one is sent."""
    found = scenario.customers.updates.get(name)
    return None if found is None else UpdatePlan(found.after, found.share, found.saves)


def proactive_plan(scenario: Scenario, name: str, issue: str) -> ProactivePlan | None:
    """Return the message that may spare first contacts, if one is sent."""
    found = scenario.customers.proactive_for(name, issue)
    return None if found is None else ProactivePlan(found.reaches, found.saves)


EVENTS = {
    Cause.BLOCKED: "blocked",
    Cause.BALKED: "balked",
    Cause.ABANDONED: "abandoned",
    Cause.UNRESOLVED: "unresolved",
    Cause.QUIT: "quit",
    Cause.UNREACHED: "unreached",
    Cause.CUT_OFF: "cut_off",
    Cause.UNHELPED: "unhelped",
    Cause.CONTAINED: "contained",
}


def steps(names: Names, rules: tuple[Step, ...]) -> tuple[Next, ...]:
    """Return what customers may do next, shares added up."""
    found, up_to, further_up_to = [], 0.0, 0.0
    for step in rules:
        up_to += step.share
        further_up_to += step.share if step.further is None else step.further
        tries = NEVER if step.tries is None else step.tries
        channel = names.channels.index(step.channel)
        found.append(Next(up_to, further_up_to, tries, channel, step.after))
    return tuple(found)

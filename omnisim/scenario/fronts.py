"""What a bot in front of a channel lets through to its agents.

Given a valid `Scenario`; says who fronts a channel, what becomes of customers
there, and which share of them goes on to agents while the bot is up and not full.
A planner's sum, for checks and estimates; no simulated figure depends on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario.choices import Kind, Meets, Unavailable

if TYPE_CHECKING:
    from omnisim.scenario.automation import Bot
    from omnisim.scenario.schema import Scenario

__all__ = [
    "bot_of",
    "may_contain",
    "may_leave_unhelped",
    "reaches_agents",
    "refuses",
    "share_to_agents",
    "turns_away",
]


def bot_of(scenario: Scenario, channel: str) -> Bot | None:
    """Return the bot that customers of a channel meet first, if there is one.

    Parameters
    ----------
    scenario : Scenario
    channel : str
        Name.

    Returns
    -------
    Bot or None
    """
    bots = scenario.automation.values()
    return next((bot for bot in bots if channel in bot.fronts), None)


def share_to_agents(scenario: Scenario, channel: str, issue: str) -> float:
    """Return the share of first contacts that go on to the agents of a channel.

    Parameters
    ----------
    scenario : Scenario
    channel, issue : str
        Names.

    Returns
    -------
    float
        v + (1 - v)(1 - c) a, with v the share of vulnerable customers, c the share
        that the bot contains and a that of the rest who go on to an agent; 1
        without a bot, 0 on a channel of kind bot.
    """
    if scenario.channels[channel].kind == Kind.BOT:
        return 0.0
    bot = bot_of(scenario, channel)
    if bot is None:
        return 1.0
    vulnerable = scenario.customers.vulnerable
    beyond = (1 - bot.share_contained(issue)) * bot.otherwise.agent
    return vulnerable + (1 - vulnerable) * beyond


def reaches_agents(scenario: Scenario, channel: str, issue: str) -> bool:
    """Say whether a contact about an issue may ever come to the agents of a channel.

    Parameters
    ----------
    scenario : Scenario
    channel, issue : str
        Names.

    Returns
    -------
    bool
        Past the bot, around it as a further contact, or while it is out of order
        or full.
    """
    if scenario.channels[channel].kind == Kind.BOT:
        return False
    bot = bot_of(scenario, channel)
    if bot is None or bot.meets == Meets.FIRST:
        return True
    around = bot.unavailable == Unavailable.AGENT and _may_be_unavailable(bot)
    return around or share_to_agents(scenario, channel, issue) > 0


def may_contain(scenario: Scenario, channel: str, issue: str) -> bool:
    """Say whether a bot may contain an issue on a channel and not resolve it."""
    bot = bot_of(scenario, channel)
    return bot is not None and bot.share_contained(issue) * bot.share_false(issue) > 0


def may_leave_unhelped(scenario: Scenario, channel: str, issue: str) -> bool:
    """Say whether customers may end unhelped by a bot, or turned away by it."""
    bot = bot_of(scenario, channel)
    if bot is None:
        return False
    leave = (1 - bot.share_contained(issue)) * bot.otherwise.leave
    return leave > 0 or turns_away(scenario, channel)


def refuses(scenario: Scenario, channel: str) -> bool:
    """Say whether nobody gets past the bot of a channel while it is unavailable.

    On a channel of kind bot there is nowhere else to go.
    """
    bot = bot_of(scenario, channel)
    return bot is not None and (
        bot.unavailable == Unavailable.REFUSE
        or scenario.channels[channel].kind == Kind.BOT
    )


def turns_away(scenario: Scenario, channel: str) -> bool:
    """Say whether customers may be unhelped at once, without a session."""
    bot = bot_of(scenario, channel)
    if bot is None:
        return False
    vulnerable = scenario.customers.vulnerable > 0
    is_bot = scenario.channels[channel].kind == Kind.BOT
    full_or_down = refuses(scenario, channel) and _may_be_unavailable(bot)
    return full_or_down or (is_bot and vulnerable)


def _may_be_unavailable(bot: Bot) -> bool:
    return bool(bot.outages) or bot.sessions is not None

"""Rules about bots: what they front, whom they let go on, and what ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from omnisim.errors import Fault
from omnisim.scenario.check_sums import whole
from omnisim.scenario.choices import Kind, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.schema import Scenario

__all__ = ["FIELDS", "RULES"]


def _one_bot_fronts_a_channel(scenario: Scenario) -> Iterator[Fault]:
    """Check that no channel is fronted twice."""
    fronted: dict[str, str] = {}
    for name, bot in scenario.automation.items():
        path = f"automation.{name}.fronts"
        for n, channel in enumerate(bot.fronts):
            if channel in fronted:
                by = fronted[channel]
                wrong = f"{channel!r} is fronted by {by!r} already"
                if by == name:
                    wrong = f"{channel!r} is named twice"
                yield Fault(f"{path}.{n}", wrong, "one bot for each channel")
            fronted.setdefault(channel, name)


def _channels_of_bots_have_one(scenario: Scenario) -> Iterator[Fault]:
    """Check that a bot answers on a channel of kind bot."""
    fronted = {one for bot in scenario.automation.values() for one in bot.fronts}
    for name, channel in scenario.channels.items():
        if channel.kind == Kind.BOT and name not in fronted:
            wrong = "is of kind bot, but no bot of the section automation fronts it"
            yield Fault(f"channels.{name}.kind", wrong, f"a bot with fronts: [{name}]")


def _nobody_goes_on_to_no_agents(scenario: Scenario) -> Iterator[Fault]:
    """Check that bots send nobody to agents on a channel of kind bot."""
    for name, bot in scenario.automation.items():
        alone = [one for one in bot.fronts if scenario.channels[one].kind == Kind.BOT]
        if alone and bot.otherwise.agent > 0:
            yield Fault(
                f"automation.{name}.otherwise",
                "those whom it cannot help would go on to an agent, and there is none "
                f"on {alone[0]!r}, a channel of kind bot",
                "otherwise: {leave: 100%}",
            )
        told = "unavailable" in bot.model_fields_set
        agents = bot.unavailable == Unavailable.AGENT
        if alone and len(alone) == len(bot.fronts) and told and agents:
            yield Fault(
                f"automation.{name}.unavailable",
                f"there is no agent on {alone[0]!r}, a channel of kind bot",
                Unavailable.REFUSE.value,
            )


def _those_not_helped_do_something(scenario: Scenario) -> Iterator[Fault]:
    """Check the shares of what becomes of those whom a bot cannot help."""
    for name, bot in scenario.automation.items():
        shares = [bot.otherwise.agent, bot.otherwise.leave]
        yield from whole(f"automation.{name}.otherwise", shares)


def _sessions_can_be_had(scenario: Scenario) -> Iterator[Fault]:
    """Check that a bot takes somebody, and lets everybody go again."""
    for name, bot in scenario.automation.items():
        path = f"automation.{name}"
        if bot.sessions == 0:
            wrong = "without a session the bot helps nobody"
            yield Fault(f"{path}.sessions", wrong, "at least 1; leave out for many")
        for field in ("session", "failed_session"):
            law = getattr(bot, field)
            if law is not None and math.isinf(law.mean_duration()):
                yield Fault(f"{path}.{field}", "never ends", "a mean duration")


FIELDS: Rules = (_channels_of_bots_have_one,)
"""Asked before any rule that reads who fronts a channel."""

RULES: Rules = (
    _one_bot_fronts_a_channel,
    _nobody_goes_on_to_no_agents,
    _those_not_helped_do_something,
    _sessions_can_be_had,
)

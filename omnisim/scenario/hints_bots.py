"""What a scenario says about bots and outages but probably does not mean.

Part of `omnisim.scenario.hints`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario import mix, timeline
from omnisim.scenario.choices import Told, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.scenario.automation import Bot
    from omnisim.scenario.schema import Scenario

__all__ = ["RULES"]


def _no_bot_to_be_kept_from(scenario: Scenario) -> Iterator[str]:
    if scenario.customers.vulnerable > 0 and not scenario.automation:
        yield "customers.vulnerable: has no effect, there is no bot"


def _contains_nothing(scenario: Scenario) -> Iterator[str]:
    met = mix.contacts_met(scenario)
    for name, bot in scenario.automation.items():
        issues = {issue for channel in bot.fronts for issue in met[channel]}
        if issues and not any(bot.share_contained(issue) for issue in issues):
            yield (
                f"automation.{name}.contains: none of the issues that it meets, so "
                "the bot only takes time"
            )


def _nobody_comes_back(scenario: Scenario) -> Iterator[str]:
    """Tell of issues contained and not resolved that never make more work."""
    met = mix.contacts_met(scenario)
    for name, bot in scenario.automation.items():
        for channel in bot.fronts:
            misled = [
                issue
                for issue in sorted(met[channel])
                if bot.share_contained(issue) * bot.share_false(issue) > 0
            ]
            steps = (
                scenario.customers.steps_after("contained", channel, issue)
                for issue in misled
            )
            if misled and not any(steps):
                yield (
                    f"automation.{name}.false_containment: nobody comes back from "
                    f"{channel!r} (customers.after.contained)"
                )


def _nobody_goes_on(scenario: Scenario) -> Iterator[str]:
    for name, bot in scenario.automation.items():
        told = (
            ("context", bot.context is not None),
            ("told", bot.told is Told.YES),
            ("priority", bot.priority is not None),
        )
        for field, is_told in told:
            if is_told and not _lets_anybody_go_on(bot):
                yield (
                    f"automation.{name}.{field}: has no effect, nobody goes on to an "
                    "agent"
                )


def _lets_anybody_go_on(bot: Bot) -> bool:
    """Say whether a session may lead to an agent; one that is cut off may as well."""
    cut_off = bool(bot.outages) and bot.unavailable is Unavailable.AGENT
    return bot.otherwise.agent > 0 or cut_off


def _never_out_of_order(scenario: Scenario) -> Iterator[str]:
    """Tell of outages on weekdays that the calendar does not have."""
    owners = [
        *((f"channels.{c}", one.outages) for c, one in scenario.channels.items()),
        *((f"automation.{b}", one.outages) for b, one in scenario.automation.items()),
    ]
    for path, outages in owners:
        for n, outage in enumerate(outages):
            planned = timeline.planned_outages(scenario, [outage])
            if outage.at is not None and not planned:
                yield f"{path}.outages.{n}.days: not within the calendar"


RULES: tuple[Callable[[Scenario], Iterator[str]], ...] = (
    _no_bot_to_be_kept_from,
    _contains_nothing,
    _nobody_comes_back,
    _nobody_goes_on,
    _never_out_of_order,
)

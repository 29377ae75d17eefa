"""Rules about what customers do next: that it can happen, adds up and takes time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from omnisim.errors import Fault
from omnisim.scenario import fronts, kinds, mix
from omnisim.scenario.check_messages import advised
from omnisim.scenario.check_names import split_skill
from omnisim.scenario.check_sums import at_most_whole
from omnisim.scenario.choices import Kind
from omnisim.scenario.schema import After

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.schema import Scenario, Step

__all__ = ["RULES"]

_WHO_MAY = {
    "balked": "only who waits for an agent is told how long",
    "abandoned": "only who waits for an agent gives up",
    "unresolved": "what a bot leaves unresolved is told under contained",
    "quit": "only a chat or message told by its turns is left in the middle",
    "unreached": "only a callback is not picked up",
    "unanswered": "only mails, messages and callbacks wait for an answer",
    "unhelped": "no bot fronts it that could leave anybody unhelped",
    "contained": "no bot fronts it that could contain anybody",
}


def _events_can_happen(scenario: Scenario) -> Iterator[Fault]:
    """Check that what customers do next follows what can happen on the channel."""
    for event in After.model_fields:
        possible = [
            name
            for name, channel in scenario.channels.items()
            if event
            in kinds.events_of(
                channel, fronted=fronts.bot_of(scenario, name) is not None
            )
        ]
        for name, steps in getattr(scenario.customers.after, event).items():
            channel = split_skill(name)[0]
            if steps and channel not in possible:
                called = kinds.form_of(scenario.channels[channel]).called
                yield Fault(
                    f"customers.after.{event}.{name}",
                    f"{channel!r} is {called}, and {_WHO_MAY[event]}",
                    ", ".join(possible) or "no channel of this scenario",
                )


def _next_steps_are_possible(scenario: Scenario) -> Iterator[Fault]:
    """Check that shares of next steps leave somebody, and that no time stands still."""
    for event in After.model_fields:
        for name, steps in getattr(scenario.customers.after, event).items():
            path = f"customers.after.{event}.{name}"
            rest = "go on waiting" if event == "unanswered" else "give up"
            yield from at_most_whole(path, (one.share for one in steps), "shares", rest)
            if any(step.further is not None for step in steps):
                further = (step.share_further for step in steps)
                what = "shares after a further contact"
                yield from at_most_whole(path, further, what, rest)
            for n, step in enumerate(steps):
                yield from _step_takes_time(scenario, f"{path}.{n}", event, name, step)


def _step_takes_time(
    scenario: Scenario, path: str, event: str, name: str, step: Step
) -> Iterator[Fault]:
    channel = split_skill(name)[0]
    if math.isinf(step.after.mean_duration()):
        yield Fault(f"{path}.after", "never happens; leave the step out")
    elif _is_instant(scenario, event, channel, step) and channel in _at_once_from(
        scenario, step.channel
    ):
        yield Fault(
            path,
            f"coming back at once after {event} would repeat without time passing",
            "a delay, as in 'after: 2 min', or a limit, as in 'tries: 4'",
        )


def _is_instant(scenario: Scenario, event: str, channel: str, step: Step) -> bool:
    """Say whether a step may lead on, any number of times, in no time at all."""
    return (
        step.is_ever_taken
        and step.tries is None
        and step.after.mean_duration() == 0
        and _takes_no_time(scenario, event, channel)
    )


def _at_once_from(scenario: Scenario, channel: str) -> set[str]:
    """Return the channels a customer may be on without time passing, this one too."""
    met, edge = {channel}, {channel}
    while edge:
        edge = {
            step.channel
            for event in After.model_fields
            for name, steps in getattr(scenario.customers.after, event).items()
            for step in steps
            if split_skill(name)[0] in edge
            and _is_instant(scenario, event, split_skill(name)[0], step)
        } | {to for name in edge for to in advised(scenario.channels[name])}
        edge -= met
        met |= edge
    return met


def _takes_no_time(scenario: Scenario, event: str, channel: str) -> bool:
    """Say whether a contact may come to this end the instant it began."""
    found = scenario.channels[channel]
    if found.window.after > 0 and event in ("abandoned", "unresolved", "unreached"):
        return False  # a call back does not even queue before
    # customers from elsewhere may bring any issue
    issues = tuple(scenario.issues)
    if event in ("abandoned", "quit"):
        part: mix.Part = "patience" if event == "abandoned" else "reply_patience"
        return any(_is_nothing(scenario, channel, one, part) for one in issues)
    if event == "unresolved":
        return any(_is_over_at_once(scenario, channel, issue) for issue in issues)
    if event == "unreached":
        again: mix.Part = "retry" if found.tries > 1 else "dial"
        return all(
            _is_nothing(scenario, channel, issues[0], part)
            for part in ("dial", again)  # laws that issues do not change
        )
    if event in ("cut_off", "unhelped", "contained"):
        return _is_left_at_once(scenario, event, channel)
    return True  # blocked and balked on arrival; unanswered counts from there


def _is_over_at_once(scenario: Scenario, channel: str, issue: str) -> bool:
    """Say whether a conversation may end the instant it began."""
    parts: list[mix.Part] = ["talk", "work", "agent_turn", "duration", "dial"]
    if mix.turns(scenario, channel, issue).bounds()[0] > 1:
        parts.append("customer_turn")
    if scenario.channels[channel].kind != Kind.CALLBACK:
        parts.remove("dial")
    return all(_is_nothing(scenario, channel, issue, part) for part in parts)


def _is_left_at_once(scenario: Scenario, event: str, channel: str) -> bool:
    """Say whether a bot, or an outage, may let nobody in or take no time over them."""
    bot = fronts.bot_of(scenario, channel)
    if event == "cut_off":
        # whoever comes while the channel is out of order is kept out
        return bool(scenario.channels[channel].outages)
    if bot is None:
        return False
    if event == "contained":
        return bot.session.mean_duration() == 0
    failed = bot.failed_session or bot.session
    leaves = bot.otherwise.leave > 0 and failed.mean_duration() == 0
    return leaves or fronts.turns_away(scenario, channel)


def _is_nothing(scenario: Scenario, channel: str, issue: str, part: mix.Part) -> bool:
    return mix.law(scenario, channel, issue, part).mean_duration() == 0


RULES: Rules = (_events_can_happen, _next_steps_are_possible)

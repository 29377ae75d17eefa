"""What a scenario says about conversations but probably does not mean.

Part of `omnisim.scenario.hints`: settings of chats, messages, mails and callbacks
that have no effect, or leave out what somebody will miss.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from omnisim.scenario import capacity, kinds, mix
from omnisim.scenario.choices import DEFERRED, Kind
from omnisim.scenario.schema import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.scenario.schema import Channel, Scenario

__all__ = ["RULES"]


def _nothing_is_due(scenario: Scenario) -> Iterator[str]:
    for name, channel in scenario.channels.items():
        promised = channel.target is not None or channel.window != Window()
        if channel.kind in DEFERRED and not promised:
            yield (
                f"channels.{name}: has no target, so nothing tells when an answer is "
                "due"
            )


def _nobody_leaves(scenario: Scenario) -> Iterator[str]:
    """Tell of settings about those who leave where nobody does, or nobody silently."""
    for name, channel in scenario.channels.items():
        path = f"channels.{name}"
        waits = _ever_ends(scenario, name, "patience")
        stays = _ever_ends(scenario, name, "reply_patience")
        if channel.silent > 0 and not (waits or stays):
            yield f"{path}.silent: has no effect, nobody ever leaves"
        for field, possible, why in (
            ("discovery", waits, "nobody leaves the queue silently"),
            ("close_after", stays, "nobody leaves a conversation silently"),
        ):
            told = field in channel.model_fields_set
            if told and not (channel.silent > 0 and possible):
                yield f"{path}.{field}: has no effect, {why}"


def _ever_ends(scenario: Scenario, channel: str, part: mix.Part) -> bool:
    """Say whether the patience of any customer there has an end."""
    laws = (mix.law(scenario, channel, issue, part) for issue in scenario.issues)
    return any(math.isfinite(law.mean_duration()) for law in laws)


def _no_further_round(scenario: Scenario) -> Iterator[str]:
    for name, channel in scenario.channels.items():
        most = max(
            mix.turns(scenario, name, issue).bounds()[1] for issue in scenario.issues
        )
        for field in ("customer_turn", "customer_drift"):
            told = field in channel.model_fields_set
            if told and field in kinds.form_of(channel).fields and most == 1:
                yield f"channels.{name}.{field}: has no effect, there is only one turn"


def _everybody_picks_up(scenario: Scenario) -> Iterator[str]:
    for name, channel in scenario.channels.items():
        for field in ("tries", "retry"):
            if channel.answers == 1 and field in channel.model_fields_set:
                yield (
                    f"channels.{name}.{field}: has no effect, every call back is "
                    "picked up"
                )


def _never_happens(scenario: Scenario) -> Iterator[str]:
    """Tell of next steps after what cannot happen by these numbers."""
    reasons: dict[str, Callable[[str, Channel], str]] = {
        "quit": lambda name, _: (
            ""
            if _ever_ends(scenario, name, "reply_patience")
            else "customers wait for a reply as long as it takes"
        ),
        "unreached": lambda _, channel: (
            "every call back is picked up" if channel.answers == 1 else ""
        ),
    }
    for event, reason in reasons.items():
        for where, steps in getattr(scenario.customers.after, event).items():
            name = where.partition("/")[0]
            why = reason(name, scenario.channels[name]) if steps else ""
            if why:
                yield f"customers.after.{event}.{where}: never happens, {why}"


def _announced_to_no_end(scenario: Scenario) -> Iterator[str]:
    for name, channel in scenario.channels.items():
        announce = channel.announce
        if announce is None or announce.offer:
            continue
        if math.isinf(announce.tolerance.mean_duration()):
            yield f"channels.{name}.announce: has no effect without tolerance or offer"


def _rates_are_odd(scenario: Scenario) -> Iterator[str]:
    """Tell of durations that fall, and of more chats than they tell of."""
    for name, channel in scenario.channels.items():
        path = f"channels.{name}.duration_by_open_chats"
        means = channel.duration_by_open_chats
        if any(after < before for before, after in pairwise(means)):
            yield f"{path}: falls, so a chat is quicker beside others than alone"
        if len(means) <= 1:  # one number is meant for any number of chats
            continue
        for group in scenario.agents:
            most = _most_rated(scenario, group) if name in _held(scenario, group) else 0
            if most > len(means):
                yield (
                    f"{path}: tells of up to {len(means)} chats, but agents of "
                    f"{group!r} may hold {most}; beyond, the last counts"
                )


def _held(scenario: Scenario, group: str) -> set[str]:
    return {name for held in capacity.mixes_of(scenario, group) for name in held}


def _most_rated(scenario: Scenario, group: str) -> int:
    """Return the most chats told by their rate that an agent may hold together."""
    return max(
        sum(n for name, n in held.items() if kinds.is_rated(scenario.channels[name]))
        for held in capacity.mixes_of(scenario, group)
    )


def _one_at_a_time(scenario: Scenario) -> Iterator[str]:
    """Tell of the cost of several conversations where agents have one."""
    for name, group in scenario.agents.items():
        held = _held(scenario, name)
        if not held:
            continue
        alone = capacity.most_held(scenario, name) == 1 and not group.interrupts
        turned = any(
            scenario.channels[one].kind in (Kind.CHAT, Kind.MESSAGE)
            and not kinds.is_rated(scenario.channels[one])
            for one in held
        )
        for field, value in (
            ("switch_cost", group.switch_cost),
            ("slowdown", group.slowdown),
        ):
            if value > 0 and alone:
                yield f"agents.{name}.{field}: has no effect on who holds one contact"
        if group.slowdown > 0 and not alone and not turned:
            yield (
                f"agents.{name}.slowdown: has no effect without chats or messages "
                "told by their turns"
            )


RULES: tuple[Callable[[Scenario], Iterator[str]], ...] = (
    _nothing_is_due,
    _nobody_leaves,
    _no_further_round,
    _everybody_picks_up,
    _never_happens,
    _announced_to_no_end,
    _rates_are_odd,
    _one_at_a_time,
)

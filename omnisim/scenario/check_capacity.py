"""Rules about what agents may hold: names that exist, and channels that fit."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from omnisim.errors import Fault, nearest
from omnisim.scenario import mix
from omnisim.scenario.capacity import channels_of, mixes_of, numbers_of
from omnisim.scenario.check_names import has_agents, split_skill
from omnisim.scenario.choices import ALWAYS_FINISHED
from omnisim.scenario.limits import TooManyMixesError
from omnisim.scenario.presets import PRESETS
from omnisim.scenario.schema import ATTENTION, AtDutyEnd, ChosenPreset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.schema import Group, Scenario, Transfer

__all__ = ["NAMES", "RULES"]

_FOR_ALL = ("breathing", "at_duty_end")  # one value may be said for every channel


def _named_channels(agents: Group) -> Iterator[tuple[str, str]]:
    """Yield the path below the group and the name of each channel it speaks of."""
    if not isinstance(agents.may_hold, ChosenPreset):
        for n, one in enumerate(agents.may_hold):
            yield from ((f"may_hold.{n}.{channel}", channel) for channel in one.most)
    for n, pool in enumerate(agents.units):
        yield from ((f"units.{n}.{channel}", channel) for channel in pool.each)
    for field in ("interrupts", "while_on"):
        for channel, others in getattr(agents, field).items():
            yield f"{field}.{channel}", channel
            for n, other in enumerate(others):
                yield f"{field}.{channel}.{n}", other
    for field in ("breathing", "at_duty_end"):
        yield from ((f"{field}.{name}", name) for name in getattr(agents, field))


def _names_of_holding(scenario: Scenario) -> Iterator[Fault]:
    """Check the channels that groups speak of in what they may hold."""
    for name, agents in scenario.agents.items():
        known = sorted(set(channels_of(scenario, name)).intersection(scenario.channels))
        for below, channel in _named_channels(agents):
            path = f"agents.{name}.{below}"
            if channel not in scenario.channels:
                allowed, hint = ", ".join(known), nearest(channel, known)
                yield Fault(path, f"unknown channel {channel!r}", allowed, hint)
            elif bots := list(has_agents(path, channel, scenario)):
                yield from bots
            elif channel not in known and not below.startswith(_FOR_ALL):
                allowed = ", ".join(known) or "the group has no skills"
                yield Fault(path, f"the group has no skill {channel!r}", allowed)


def _one_rule(scenario: Scenario) -> Iterator[Fault]:
    """Check that what may be held is said once, by mixes or by units."""
    for name, agents in scenario.agents.items():
        if agents.may_hold and agents.units:
            wrong = "stands beside may_hold; each says all that may be held"
            yield Fault(f"agents.{name}.units", wrong, "one of the two")


def _preset_is_complete(scenario: Scenario) -> Iterator[Fault]:
    """Check that a preset knows a number for every medium that the group serves."""
    for name, agents in scenario.agents.items():
        chosen = agents.may_hold
        if isinstance(chosen, ChosenPreset):
            product = PRESETS[chosen.name].product
            for medium, channel in _without_number(scenario, name, chosen):
                yield Fault(
                    f"agents.{name}.may_hold",
                    f"{product} has no usual number for {medium}, as which "
                    f"{channel!r} counts",
                    f"{{preset: {chosen.name}, {medium}: n}}",
                )


def _without_number(
    scenario: Scenario, group: str, chosen: ChosenPreset
) -> Iterator[tuple[str, str]]:
    """Yield each medium that nothing limits, and a channel of it."""
    preset, numbers = PRESETS[chosen.name], numbers_of(chosen)
    limited = {
        medium
        for ceiling in preset.ceilings
        if not ceiling.in_units
        for medium in ceiling.media
    }
    for medium, kinds in preset.media.items():
        if numbers.get(medium) is None and medium not in limited:
            served = (
                channel
                for channel in channels_of(scenario, group)
                if scenario.channels[channel].kind in kinds
            )
            yield from ((medium, channel) for channel in islice(served, 1))


def _is_told(scenario: Scenario, group: str) -> bool:
    """Say whether it is clear what a group may hold."""
    agents = scenario.agents[group]
    chosen = agents.may_hold
    if isinstance(chosen, ChosenPreset):
        return not (agents.units or any(_without_number(scenario, group, chosen)))
    return not (chosen and agents.units)


def _every_channel_is_held(scenario: Scenario) -> Iterator[Fault]:
    """Check that agents can hold contacts of every channel that is meant for them."""
    told = {name: g for name, g in scenario.agents.items() if _is_told(scenario, name)}
    for name, agents in told.items():
        field = "units" if agents.units else "may_hold"
        try:
            mixes = mixes_of(scenario, name)
        except TooManyMixesError as error:
            yield Fault(f"agents.{name}.{field}", str(error))
            continue
        held = {channel for one in mixes for channel in one}
        for channel in dict.fromkeys(split_skill(skill)[0] for skill in agents.skills):
            if channel not in held:
                wrong = f"leaves no room for {channel!r}, a skill of the group"
                yield Fault(f"agents.{name}.{field}", wrong)
        for path, channel in _handed_on(scenario, name):
            if channel not in held:
                wrong = f"{name!r} may not hold {channel!r}, by its {field}"
                yield Fault(path, wrong)


def _handed_on(scenario: Scenario, group: str) -> Iterator[tuple[str, str]]:
    """Yield each rule that hands contacts on to a group, and their channel."""
    for n, overflow in enumerate(scenario.routing.overflow):
        # one for any channel reaches as far as the group has room
        if overflow.to == group and overflow.channel is not None:
            yield f"routing.overflow.{n}.to", overflow.channel
    for n, transfer in enumerate(scenario.routing.transfers):
        if transfer.to == group:
            for channel in _transferred(scenario, transfer):
                yield f"routing.transfers.{n}.to", channel


def _transferred(scenario: Scenario, rule: Transfer) -> Sequence[str]:
    """Return the channels whose contacts a transfer may pass on."""
    return [
        channel
        for channel, issues in mix.issues_served(scenario).items()
        if any(
            rule.passes_on(channel, issue, group)
            for group in scenario.agents
            if channel in channels_of(scenario, group)
            for issue in issues
        )
    ]


def _interrupts_others(scenario: Scenario) -> Iterator[Fault]:
    """Check that a newcomer leaves only other channels out of count."""
    for name, agents in scenario.agents.items():
        for newcomer, held in agents.interrupts.items():
            if newcomer in held:
                path = f"agents.{name}.interrupts.{newcomer}"
                yield Fault(path, f"{newcomer!r} cannot interrupt itself")


def _attention_is_complete(scenario: Scenario) -> Iterator[Fault]:
    """Check that the order of attention names every kind once."""
    for name, agents in scenario.agents.items():
        if sorted(agents.attention) != sorted(ATTENTION):
            yield Fault(
                f"agents.{name}.attention",
                "must name every kind once, first who goes first",
                ", ".join(ATTENTION),
            )


def _calls_are_finished(scenario: Scenario) -> Iterator[Fault]:
    """Check that nobody hangs up because her duty ends."""
    for name, agents in scenario.agents.items():
        for channel, rule in agents.at_duty_end.items():
            kind = scenario.channels[channel].kind
            if kind in ALWAYS_FINISHED and rule != AtDutyEnd.FINISH:
                path = f"agents.{name}.at_duty_end.{channel}"
                wrong = f"a {kind.value} is always finished, not {rule.value!r}"
                yield Fault(path, wrong, AtDutyEnd.FINISH.value)


NAMES: Rules = (_names_of_holding,)
RULES: Rules = (
    _one_rule,
    _preset_is_complete,
    _every_channel_is_held,
    _interrupts_others,
    _attention_is_complete,
    _calls_are_finished,
)

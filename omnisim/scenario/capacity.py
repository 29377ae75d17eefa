"""What an agent may hold at once, as a list of mixes, whatever form it was given in.

Given a `Scenario`; hands on, for one group, the *maximal mixes*: combinations of
contacts by channel to which none can be added. An agent may hold whatever fits into
one of them. Own mixes, weighted units and the presets of real products all become
such a list here; a preset's media are spread over the channels of their kinds, a
limit on a medium being joint over its channels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario.check_names import split_skill
from omnisim.scenario.choices import Kind
from omnisim.scenario.limits import all_maximal, in_all, in_units
from omnisim.scenario.presets import PRESETS
from omnisim.scenario.schema import ChosenPreset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from omnisim.scenario.limits import Rule
    from omnisim.scenario.presets import Preset
    from omnisim.scenario.schema import Group, Mix, Scenario

    Names = tuple[str, ...]

__all__ = [
    "channels_of",
    "fits",
    "interrupts_of",
    "mixes_of",
    "most_held",
    "numbers_of",
    "share_of",
    "while_on_of",
]


def channels_of(scenario: Scenario, group: str) -> Names:
    """Return the channels whose contacts may come to a group's agents.

    Parameters
    ----------
    scenario : Scenario
        With known names.
    group : str
        Name of the group.

    Returns
    -------
    tuple of str
        Those of its skills, and those that overflow or are transferred to it; by
        name. Contacts of bots come to no agent.
    """
    found = {split_skill(skill)[0] for skill in scenario.agents[group].skills}
    routing = scenario.routing
    leads = [(rule.to, rule.channel) for rule in routing.overflow]
    leads += [(rule.to, rule.channel) for rule in routing.transfers]
    for to, channel in leads:
        if to == group:
            found |= set(scenario.channels) if channel is None else {channel}
    channels = scenario.channels
    bots = {name for name, channel in channels.items() if channel.kind == Kind.BOT}
    return tuple(sorted(found - bots))


def mixes_of(scenario: Scenario, group: str) -> tuple[dict[str, int], ...]:
    """Return the maximal mixes of a group.

    Parameters
    ----------
    scenario : Scenario
        With known names.
    group : str
        Name of the group.

    Returns
    -------
    tuple of dict of str to int
        Contacts by channel, by name, none of them 0; sorted, none within another.
        Without `may_hold` and `units`: one contact, whatever its channel.

    Raises
    ------
    TooManyMixesError
        If there are more than `MOST_MIXES`.
    """
    channels, rules = channels_of(scenario, group), _rules(scenario, group)
    if not rules:
        return tuple({channel: 1} for channel in channels)
    kept = all_maximal(rules, channels)
    named = (zip(channels, counts, strict=True) for counts in kept)
    mixes = [{channel: n for channel, n in one if n} for one in named]
    return tuple(sorted(mixes, key=lambda mix: tuple(mix.items())))


def share_of(scenario: Scenario, group: str, channel: str) -> float:
    """Return the share of an agent's capacity that one contact takes.

    Parameters
    ----------
    scenario : Scenario
        Valid.
    group, channel : str
        Names; the group can hold contacts of the channel.

    Returns
    -------
    float
        1 / C, with C the most contacts of any mix; where units are counted, the
        largest of w / U over the pools, w being what the contact takes of U.
    """
    pools = _pools(scenario, group)
    if pools:
        return max(
            pool.weights[channel] / pool.total
            for pool in pools
            if channel in pool.weights
        )
    return 1 / most_held(scenario, group)


def most_held(scenario: Scenario, group: str) -> int:
    """Return the most contacts that any mix of a group has.

    Contacts that do not count for a newcomer (`interrupts`), or came back above
    the limit, come on top.
    """
    return max(sum(mix.values()) for mix in mixes_of(scenario, group))


def interrupts_of(scenario: Scenario, group: str) -> dict[str, Names]:
    """Return, by channel of a newcomer, the held channels that do not count for it.

    Parameters
    ----------
    scenario : Scenario
        With known names.
    group : str
        Name of the group.

    Returns
    -------
    dict of str to tuple of str
        By name. What the group says of a newcomer's channel stands before what its
        preset says of it.
    """
    preset = _preset(scenario.agents[group])
    found: dict[str, Names] = {}
    if preset is not None:
        by_medium = _by_medium(scenario, group, preset)
        for medium, held in preset.interrupts.items():
            parked = tuple(sorted(c for one in held for c in by_medium[one]))
            if parked:
                found |= dict.fromkeys(by_medium[medium], parked)
    return _overridden(found, scenario.agents[group].interrupts)


def while_on_of(scenario: Scenario, group: str) -> dict[str, Names]:
    """Return, by held channel, the only other channels that may be offered.

    Parameters
    ----------
    scenario : Scenario
        With known names.
    group : str
        Name of the group.

    Returns
    -------
    dict of str to tuple of str
        By name; beside a channel that is not named anything may be offered. What the
        group says of a held channel stands before what its preset says of it.
    """
    preset = _preset(scenario.agents[group])
    found: dict[str, Names] = {}
    if preset is not None:
        by_medium = _by_medium(scenario, group, preset)
        for medium, others in preset.while_on.items():
            allowed = {c for one in (medium, *others) for c in by_medium[one]}
            for channel in by_medium[medium]:
                found[channel] = tuple(sorted(allowed - {channel}))
    return _overridden(found, scenario.agents[group].while_on)


def fits(mixes: Iterable[Mapping[str, int]], counts: Mapping[str, int]) -> bool:
    """Say whether contacts fit into one of the mixes.

    Parameters
    ----------
    mixes : iterable of mapping of str to int
        As `mixes_of` returns them.
    counts : mapping of str to int
        Contacts in hand by channel.

    Returns
    -------
    bool

    Examples
    --------
    >>> fits([{"phone": 1}, {"chat": 3}], {"chat": 2})
    True
    >>> fits([{"phone": 1}, {"chat": 3}], {"chat": 1, "phone": 1})
    False
    """
    return any(all(n <= mix.get(c, 0) for c, n in counts.items()) for mix in mixes)


def numbers_of(chosen: ChosenPreset) -> dict[str, int | None]:
    """Return the numbers of a chosen preset: those given, else the usual ones."""
    usual = {key: one.usual for key, one in PRESETS[chosen.name].numbers.items()}
    return usual | dict(chosen.numbers)


def _preset(agents: Group) -> Preset | None:
    chosen = agents.may_hold
    return PRESETS[chosen.name] if isinstance(chosen, ChosenPreset) else None


def _by_medium(scenario: Scenario, group: str, preset: Preset) -> dict[str, Names]:
    """Return the group's channels that a product counts as each of its media."""
    channels = channels_of(scenario, group)
    return {
        medium: tuple(c for c in channels if scenario.channels[c].kind in kinds)
        for medium, kinds in preset.media.items()
    }


def _overridden(
    found: Mapping[str, Names], own: Mapping[str, Names]
) -> dict[str, Names]:
    return dict(sorted({**found, **own}.items()))


def _rules(scenario: Scenario, group: str) -> list[Rule]:
    """Return rules of which an agent keeps one at a time; none if none is given."""
    agents, channels = scenario.agents[group], channels_of(scenario, group)
    if agents.units:
        return [_pools(scenario, group)]
    chosen = agents.may_hold
    if isinstance(chosen, ChosenPreset):
        return _rules_of_preset(scenario, group, chosen)
    return [_rule_of_mix(mix, channels) for mix in chosen]


def _rule_of_mix(mix: Mix, channels: Names) -> Rule:
    limits = [in_all(n, (c,)) for c, n in mix.most.items() if c in channels]
    if mix.total is not None:
        limits.append(in_all(mix.total, tuple(c for c in channels if c in mix.most)))
    return tuple(limits)


def _rules_of_preset(
    scenario: Scenario, group: str, chosen: ChosenPreset
) -> list[Rule]:
    preset, numbers = PRESETS[chosen.name], numbers_of(chosen)
    by_medium = _by_medium(scenario, group, preset)
    rules = []
    for media in preset.together:
        limits = list(_pools(scenario, group))
        if not limits:
            limits += [
                in_all(n, by_medium[medium])
                for medium in media
                if (n := numbers.get(medium)) is not None
            ]
        for ceiling in preset.ceilings:
            n = numbers[ceiling.number]
            if not ceiling.in_units and n is not None:
                counted = (c for medium in ceiling.media for c in by_medium[medium])
                limits.append(in_all(n, tuple(counted)))
        rules.append(tuple(limits))
    return rules


def _pools(scenario: Scenario, group: str) -> Rule:
    """Return the limits that are in units; empty if the group's rule has none."""
    agents, channels = scenario.agents[group], channels_of(scenario, group)
    if agents.units:
        return tuple(
            in_units(pool.total, {c: w for c, w in pool.each.items() if c in channels})
            for pool in agents.units
        )
    chosen = agents.may_hold
    if not isinstance(chosen, ChosenPreset):
        return ()
    preset, numbers = PRESETS[chosen.name], numbers_of(chosen)
    by_medium = _by_medium(scenario, group, preset)
    units = [one for one in preset.ceilings if one.in_units]
    return tuple(
        in_units(
            numbers[ceiling.number] or 0,
            {
                channel: weight
                for medium in ceiling.media
                if (weight := numbers[medium]) is not None
                for channel in by_medium[medium]
            },
        )
        for ceiling in units
    )

"""How many further contacts one leads to, if whatever can go wrong goes wrong.

Given a `Scenario`; hands on what customers might do again and again, for warnings.
What is known of how often something goes wrong (issues not resolved, or contained
for nothing) is taken into account; of the rest the worst is supposed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from omnisim.scenario import fronts, mix
from omnisim.scenario.schema import After

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from omnisim.scenario.schema import Scenario

    Row = Mapping[str, float]  # further contacts that one leads to, by channel

__all__ = ["Endless", "channels_by_attempt", "endless_chains"]

_ROUNDS = 200
_STILL = 0.99  # what ends at all has less than this left after so many rounds


class Endless(NamedTuple):
    """Channels among which further contacts need not ever come to an end.

    Parameters
    ----------
    channels : tuple of str
        By name.
    growth : float
        Further contacts of one, on average; 1 but for rounding, or more.
    """

    channels: tuple[str, ...]
    growth: float


def endless_chains(scenario: Scenario) -> list[Endless]:
    """Return where customers come again without end while nothing helps them.

    With m_e(c, d) the further contacts on channel d that follow one on c after
    event e, x_n(c) = max over e of sum over d of m_e(c, d) x_{n-1}(d) bounds the
    contacts of round n, x_0 = 1. They come to an end if x_n vanishes. Steps with a
    limit of tries add nothing.

    Parameters
    ----------
    scenario : Scenario
        Valid.

    Returns
    -------
    list of Endless
        Each set of channels once, with the issue by which it grows most.
    """
    found: dict[tuple[str, ...], float] = {}
    met = mix.contacts_met(scenario)
    for issue in scenario.issues:
        rows = {
            channel: list(_rows(scenario, channel, issue))
            for channel in scenario.channels
        }
        middle = _rounds(rows, dict.fromkeys(rows, 1.0))
        end = _rounds(rows, middle)
        leads = {
            channel: {
                d for d, n in _worst(own, end).items() if n > 0 and end[d] >= _STILL
            }
            for channel, own in rows.items()
            if end[channel] >= _STILL
        }
        for channel in (c for c in leads if issue in met[c]):
            circle = _circle(leads, channel)
            growth = (end[channel] / middle[channel]) ** (1 / _ROUNDS)
            if circle:
                found[circle] = max(growth, found.get(circle, 0.0))
    return [Endless(channels, growth) for channels, growth in sorted(found.items())]


def channels_by_attempt(
    scenario: Scenario, issue: str, first: frozenset[str], most: int
) -> Iterator[frozenset[str]]:
    """Yield on which channels a customer's first, second, third contact can be.

    Customers who have several contacts open at once are not looked at.

    Parameters
    ----------
    scenario : Scenario
        Valid.
    issue : str
        Name of the issue.
    first : frozenset of str
        Channels on which it arrives.
    most : int
        Contacts at the most.

    Yields
    ------
    frozenset of str
        Channels; ends when there can be no further contact.
    """
    channels = first
    for attempt in range(1, most + 1):
        if not channels:
            return
        yield channels
        channels = frozenset(
            following
            for channel in channels
            for following in _leads_to(scenario, channel, issue, attempt)
        )


def _leads_to(
    scenario: Scenario, channel: str, issue: str, attempt: int
) -> Iterator[str]:
    for event in After.model_fields:
        for step in scenario.customers.steps_after(event, channel, issue):
            share = step.share if attempt == 1 else step.share_further
            if share > 0 and (step.tries is None or attempt < step.tries):
                yield step.channel
    announce = scenario.channels[channel].announce
    yield from (offer.to for offer in (announce.offer if announce else ()))


def _rows(scenario: Scenario, channel: str, issue: str) -> Iterator[Row]:
    """Yield the further contacts of one on a channel, after each event."""
    customers = scenario.customers
    happens = _how_often(scenario, channel, issue)
    for event in After.model_fields:
        often = happens.get(event, happens["with agents"])
        row: dict[str, float] = {}
        for step in customers.steps_after(event, channel, issue):
            if step.tries is None:
                row[step.channel] = (
                    row.get(step.channel, 0.0) + often * step.share_further
                )
        if event == "abandoned":
            for twin in customers.impatient_duplicates.get(channel, ()):
                row[twin.open] = row.get(twin.open, 0.0) + often * twin.probability
        yield row


def _how_often(scenario: Scenario, channel: str, issue: str) -> dict[str, float]:
    """Return how often events happen to contacts, at the worst.

    Those that are not named need agents. Outages do not count: they end, whatever
    customers do.
    """
    with_agents = float(fronts.reaches_agents(scenario, channel, issue))
    least = min(group.resolves for group in scenario.agents.values())
    resolved = scenario.customers.resolved[channel][issue] * least
    often = {
        "blocked": float(scenario.channels[channel].lines is not None),
        "cut_off": 0.0,
        "unresolved": with_agents * (1 - min(1.0, resolved)),
        "unhelped": 0.0,
        "contained": 0.0,
        "with agents": with_agents,
    }
    bot = fronts.bot_of(scenario, channel)
    if bot is not None:
        contained = bot.share_contained(issue)
        away = fronts.turns_away(scenario, channel)
        often["unhelped"] = 1.0 if away else (1 - contained) * bot.otherwise.leave
        often["contained"] = contained * bot.share_false(issue)
    return often


def _rounds(
    rows: Mapping[str, Sequence[Row]], contacts: Mapping[str, float]
) -> Mapping[str, float]:
    for _ in range(_ROUNDS):
        contacts = {c: _sum(_worst(own, contacts), contacts) for c, own in rows.items()}
    return contacts


def _worst(rows: Sequence[Row], contacts: Mapping[str, float]) -> Row:
    return max(rows, key=lambda row: _sum(row, contacts))


def _sum(row: Row, contacts: Mapping[str, float]) -> float:
    return sum(share * contacts[channel] for channel, share in row.items())


def _circle(leads: Mapping[str, set[str]], channel: str) -> tuple[str, ...]:
    """Return the channels that lead from a channel back to it; empty if none do."""
    onward = _reached(leads, channel)
    return tuple(sorted(c for c in onward if channel in _reached(leads, c)))


def _reached(leads: Mapping[str, set[str]], channel: str) -> set[str]:
    reached: set[str] = set()
    edge = leads[channel]
    while edge:
        reached |= edge
        edge = {d for c in edge for d in leads[c]} - reached
    return reached

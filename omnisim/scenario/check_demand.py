"""Rules about customers: mixtures, laws, what they do next, and targets."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from omnisim.errors import Fault
from omnisim.scenario import mix, timeline
from omnisim.scenario.choices import Kind
from omnisim.scenario.schema import After
from omnisim.units import format_share, parse_duration, parse_factor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.schema import Channel, Scenario, Step

__all__ = ["RULES"]

_MOST_CONTACTS = 50_000_000  # in the calendar; some 10 GB
_SUM = 1e-6  # by which a sum of shares may miss 1
_LIGHT = re.compile(r"\s*(<=|>=|<|>)\s*(.*?)\s*")
_MONEY = re.compile(r"([0-9.]+)\s*(?:[A-Za-z]{3}|[€$£])(?:/[a-z]+)?")


def _shares_sum_to_one(scenario: Scenario) -> Iterator[Fault]:
    """Check the shares of the section and of each channel's own mixture."""
    shares = [one.share for one in scenario.issues.values() if one.share is not None]
    if shares:
        yield from _whole("issues", shares)
    elif len(scenario.issues) > 1:
        for name, channel in scenario.channels.items():
            if _draws_issues(channel) and not channel.issues:
                wrong = f"no issue has a share, but {name!r} has no mixture of its own"
                yield Fault("issues", wrong, "a share each, summing to 100%")
    for name, channel in scenario.channels.items():
        if channel.issues:
            own = [entry.share for entry in channel.issues.values()]
            yield from _whole(f"channels.{name}.issues", own)


def _whole(path: str, shares: Iterable[float]) -> Iterator[Fault]:
    total = math.fsum(shares)
    if abs(total - 1) > _SUM:
        yield Fault(path, f"shares sum to {format_share(round(total, 8))}, not 100%")


def _draws_issues(channel: Channel) -> bool:
    """Say whether some arrivals take their issue from the mixture."""
    arrivals = channel.arrivals
    if arrivals is None:
        return False
    rows = arrivals.table.rows if arrivals.table else arrivals.recorded
    return not rows or any(row.issue is None for row in rows)


def _somebody_gets_through(scenario: Scenario) -> Iterator[Fault]:
    """Reject a channel without lines."""
    for name, channel in scenario.channels.items():
        if channel.lines == 0:
            wrong = "without a line nobody gets through"
            yield Fault(
                f"channels.{name}.lines", wrong, "at least 1; leave out for many"
            )


def _next_steps_are_possible(scenario: Scenario) -> Iterator[Fault]:
    """Check that shares of next steps leave somebody, and that no time stands still."""
    for event in After.model_fields:
        for name, steps in getattr(scenario.customers.after, event).items():
            path = f"customers.after.{event}.{name}"
            total = math.fsum(step.share for step in steps)
            if total > 1 + _SUM:
                wrong = f"shares sum to {format_share(round(total, 8))}"
                rest = "go on waiting" if event == "unanswered" else "give up"
                yield Fault(path, wrong, f"at most 100%; those left over {rest}")
            for n, step in enumerate(steps):
                yield from _step_takes_time(scenario, f"{path}.{n}", event, name, step)


def _step_takes_time(
    scenario: Scenario, path: str, event: str, name: str, step: Step
) -> Iterator[Fault]:
    delay = step.after.mean_duration()
    if math.isinf(delay):
        yield Fault(f"{path}.after", "never happens; leave the step out")
    elif _is_instant(scenario, event, name, step) and name in _at_once_from(
        scenario, step.channel
    ):
        yield Fault(
            path,
            f"coming back at once after {event} would repeat without time passing",
            "a delay, as in 'after: 2 min'",
        )


def _is_instant(scenario: Scenario, event: str, name: str, step: Step) -> bool:
    """Say whether a step may lead on the very instant the contact before began."""
    return (
        step.share > 0
        and step.after.mean_duration() == 0
        and _takes_no_time(scenario, event, name)
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
            if name in edge and _is_instant(scenario, event, name, step)
        } | {to for name in edge for to in _offered(scenario.channels[name])}
        edge -= met
        met |= edge
    return met


def _offered(channel: Channel) -> Iterator[str]:
    """Tell where customers turn to who take the offer to be called back."""
    offer = channel.announce.offer if channel.announce else None
    if offer is not None and offer.share > 0:
        yield offer.to


def _takes_no_time(scenario: Scenario, event: str, name: str) -> bool:
    """Say whether a contact may come to this end the instant it began."""
    channel = scenario.channels[name]
    if channel.window.after > 0 and event in ("abandoned", "unresolved", "unreached"):
        return False  # a call back does not even queue before
    # customers from elsewhere may bring any issue
    issues = tuple(scenario.issues)
    if event == "abandoned":
        return any(_is_nothing(scenario, name, one, "patience") for one in issues)
    if event == "quit":
        return any(_is_nothing(scenario, name, one, "reply_patience") for one in issues)
    if event == "unresolved":
        return any(_is_over_at_once(scenario, name, issue) for issue in issues)
    if event == "unreached":
        again: mix.Part = "retry" if channel.tries > 1 else "dial"
        return all(
            _is_nothing(scenario, name, issues[0], part)
            for part in ("dial", again)  # laws that issues do not change
        )
    return True  # blocked and balked on arrival; unanswered counts from there


def _is_over_at_once(scenario: Scenario, channel: str, issue: str) -> bool:
    """Say whether a conversation may end the instant it began."""
    parts: list[mix.Part] = ["talk", "work", "agent_turn", "duration", "dial"]
    if mix.turns(scenario, channel, issue).bounds()[0] > 1:
        parts.append("customer_turn")
    if scenario.channels[channel].kind != Kind.CALLBACK:
        parts.remove("dial")
    return all(_is_nothing(scenario, channel, issue, part) for part in parts)


def _is_nothing(scenario: Scenario, channel: str, issue: str, part: mix.Part) -> bool:
    return mix.law(scenario, channel, issue, part).mean_duration() == 0


def _targets_can_be_read(scenario: Scenario) -> Iterator[Fault]:
    """Check limits of the traffic lights, and that amber is not stricter than green.

    Whether a figure of that name exists is not asked here: figures are a later stage.
    """
    for name, lights in scenario.targets.items():
        path = f"targets.{name}"
        if "green" not in lights:
            yield Fault(path, "has no limit for green", 'green: "<= 5%"')
        limits = {}
        for light, text in lights.items():
            limit = _limit(text)
            if limit is None:
                wrong = f"{text!r} is not a limit"
                allowed = "such as '<= 5%', '>= 80%', '<= 30 s' or '<= 6 EUR'"
                yield Fault(f"{path}.{light}", wrong, allowed)
            else:
                limits[light] = limit
        if len(limits) == 2:  # noqa: PLR2004 - green and amber
            yield from _lights_agree(path, limits["green"], limits["amber"])


def _limit(text: str) -> tuple[str, float] | None:
    part = _LIGHT.fullmatch(text)
    if part is None:
        return None
    money = _MONEY.fullmatch(part[2])
    for read in (parse_factor, parse_duration):
        try:
            return part[1][0], read(part[2])
        except ValueError:
            continue  # the next form may fit
    return (part[1][0], parse_factor(money[1])) if money else None


def _lights_agree(
    path: str, green: tuple[str, float], amber: tuple[str, float]
) -> Iterator[Fault]:
    if green[0] != amber[0]:
        yield Fault(path, "green and amber point in different directions")
    elif (amber[1] < green[1]) if green[0] == "<" else (amber[1] > green[1]):
        yield Fault(f"{path}.amber", "is stricter than green, so it would never show")


def _demand_is_playable(scenario: Scenario) -> Iterator[Fault]:
    """Refuse more customers than there is memory for; a slip of the finger."""
    for name, channel in scenario.channels.items():
        scale = channel.arrivals.scale if channel.arrivals else 0.0
        cells = timeline.arrival_cells(scenario, name)
        expected = scale * math.fsum(float(one.counts.sum()) for one in cells)
        if expected > _MOST_CONTACTS:
            wrong = f"about {expected:,.0f} contacts are too many to play"
            yield Fault(
                f"channels.{name}.arrivals", wrong, f"at most {_MOST_CONTACTS:,}"
            )


RULES: Rules = (
    _demand_is_playable,
    _shares_sum_to_one,
    _somebody_gets_through,
    _next_steps_are_possible,
    _targets_can_be_read,
)

"""What a scenario says about customers' next contacts but probably does not mean.

Part of `omnisim.scenario.hints`: context, further contacts, duplicates, messages
and advice to use another channel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from omnisim.scenario import capacity, timeline
from omnisim.scenario.choices import DEFERRED, Context, Kind, Told
from omnisim.scenario.comebacks import channels_by_attempt, endless_chains
from omnisim.scenario.schema import After, Step, Twins
from omnisim.scenario.workload import agents_on_duty, expected_contacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    from omnisim.scenario.schema import Scenario

    Flags = npt.NDArray[np.bool_]

__all__ = ["RULES"]

_NO_TWINS = Twins(in_full=1.0)
_MOST = 1000  # tries that are followed up
_MORE = 1.001  # further contacts of one that are more than rounding


def _story_is_told_for_nothing(scenario: Scenario) -> Iterator[str]:
    customers = scenario.customers
    told = [
        *dict(customers.context).values(),
        *(transfer.context for transfer in scenario.routing.transfers),
        *(bot.context for bot in scenario.automation.values()),
    ]
    if customers.repeat_work > 0 and Context.LOST not in told:
        yield "customers.repeat_work: has no effect while context is 'kept'"
    lost = Context.LOST in dict(customers.context).values()
    if lost and customers.repeat_work == 0:
        yield (
            "customers.context: 'lost', but telling the story again takes no time "
            "without repeat_work"
        )


def _nobody_is_told(scenario: Scenario) -> Iterator[str]:
    moves = [
        *(one.told for one in scenario.routing.transfers if one.share > 0),
        *(bot.told for bot in scenario.automation.values() if bot.otherwise.agent > 0),
    ]
    if scenario.customers.told_patience != 1 and Told.YES not in moves:
        yield (
            "customers.told_patience: has no effect, nobody is told of a move in "
            "advance (told: yes)"
        )


class _Limited(NamedTuple):
    """A step with a limit of tries, and where it stands."""

    event: str
    where: str
    place: int
    step: Step
    tries: int

    @property
    def rule(self) -> tuple[str, Step]:
        """What may be spelled out for several channels."""
        return self.event, self.step


def _tries_nobody_makes(scenario: Scenario) -> Iterator[str]:
    """Tell of limits that no customer comes to, wherever the step stands."""
    limited = list(_limited_steps(scenario))
    if not limited or _second_contacts(scenario):
        return
    most = max(one.tries for one in limited) + len(scenario.channels)
    met: list[tuple[str, Step]] = []
    for issue in scenario.issues:
        first = frozenset(
            channel
            for channel in scenario.channels
            if expected_contacts(scenario, channel).get(issue, np.zeros(1)).any()
        )
        reached = list(channels_by_attempt(scenario, issue, first, most))
        for one in limited:
            channel, _, named = one.where.partition("/")
            late = reached[one.tries - 1 :]
            here = named in ("", issue) and any(channel in some for some in late)
            if here and one.step.share_further > 0:
                met.append(one.rule)
    for one in limited:
        if one.rule not in met:
            met.append(one.rule)  # once
            channel = one.where.partition("/")[0]
            yield (
                f"customers.after.{one.event}.{one.where}.{one.place}.tries: has no "
                f"effect, nobody on {channel!r} has made {one.tries} contacts by then"
            )


def _limited_steps(scenario: Scenario) -> Iterator[_Limited]:
    for event in After.model_fields:
        for where, steps in getattr(scenario.customers.after, event).items():
            for place, step in enumerate(steps):
                if step.tries is not None and step.tries <= _MOST:
                    yield _Limited(event, where, place, step, step.tries)


def _endless(scenario: Scenario) -> Iterator[str]:
    for channels, growth in endless_chains(scenario):
        where = " or ".join(map(repr, channels))
        if growth > _MORE:
            yield (
                f"customers.after: whoever is not helped on {where} makes "
                f"{growth:.2f} further contacts on average, and so do they; say "
                "tries, or let more give up"
            )
        else:
            yield (
                f"customers.after: whoever is not helped on {where} always comes "
                "again; say tries, or let some give up"
            )


def _second_contacts(scenario: Scenario) -> bool:
    """Say whether a customer may have several contacts open at once."""
    customers = scenario.customers
    return any(
        twin.probability > 0
        for twins in customers.impatient_duplicates.values()
        for twin in twins
    ) or any(
        step.is_ever_taken
        for steps in customers.after.unanswered.values()
        for step in steps
    )


def _twins_are_odd(scenario: Scenario) -> Iterator[str]:
    customers = scenario.customers
    twins = customers.twins
    if twins != _NO_TWINS and not _second_contacts(scenario):
        yield "customers.twins: has no effect, nobody has two contacts open at once"
    elif twins.discovery != _NO_TWINS.discovery and twins.found_out == 0:
        yield "customers.twins.discovery: has no effect, no twin is found out"
    if customers.impatient_duplicates and "twins" not in customers.model_fields_set:
        yield (
            "customers.impatient_duplicates: without customers.twins all second "
            "contacts are worked in full"
        )


def _messages_save_nothing(scenario: Scenario) -> Iterator[str]:
    customers = scenario.customers
    chased = {
        where.partition("/")[0]
        for where, steps in customers.after.unanswered.items()
        if any(step.is_ever_taken for step in steps)
    }
    for channel, update in customers.updates.items():
        if update.share * update.saves == 0:
            yield f"customers.updates.{channel}: saves nobody a contact"
        elif channel not in chased:
            yield (
                f"customers.updates.{channel}: saves nobody a contact, as nobody "
                "chases an answer there (customers.after.unanswered)"
            )
    for where, message in customers.proactive.items():
        if message.reaches * message.saves == 0:
            yield f"customers.proactive.{where}: saves nobody a contact"


def _advised_in_vain(scenario: Scenario) -> Iterator[str]:
    """Tell of offers of a channel on which nobody answers while they are made."""
    for name, channel in scenario.channels.items():
        for n, offer in enumerate(channel.announce.offer if channel.announce else ()):
            kind = scenario.channels[offer.to].kind
            if offer.share == 0 or kind == Kind.BOT:
                continue
            made = _open(scenario, name)
            alone = made & ~(_open(scenario, offer.to) & _staffed(scenario, offer.to))
            path = f"channels.{name}.announce.offer.{n}"
            if kind in DEFERRED:  # an answer may come later
                alone = made & ~_staffed(scenario, offer.to).any()
            if alone.any() and alone.sum() == made.sum():
                yield f"{path}: nobody answers {offer.to!r} while it is offered"
            elif alone.any():
                yield (
                    f"{path}: nobody answers {offer.to!r} in {alone.sum()} of the "
                    f"{made.sum()} intervals in which it is offered"
                )


def _open(scenario: Scenario, channel: str) -> Flags:
    """Say of each interval whether a channel is open during any of it."""
    edges = timeline.interval_edges(scenario)
    found = np.zeros(edges.size - 1, dtype=np.bool_)
    for start, end in timeline.open_spans(scenario, channel):
        found |= (edges[:-1] < end) & (edges[1:] > start)
    return found


def _staffed(scenario: Scenario, channel: str) -> Flags:
    """Say of each interval whether anybody is on duty for a channel."""
    able = [
        group
        for group in scenario.agents
        if channel in capacity.channels_of(scenario, group)
    ]
    found = np.zeros(timeline.interval_edges(scenario).size - 1, dtype=np.bool_)
    for group in able:
        found |= agents_on_duty(scenario, group) > 0
    return found


RULES: tuple[Callable[[Scenario], Iterator[str]], ...] = (
    _story_is_told_for_nothing,
    _nobody_is_told,
    _tries_nobody_makes,
    _endless,
    _twins_are_odd,
    _messages_save_nothing,
    _advised_in_vain,
)

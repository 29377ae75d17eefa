"""From a scenario to the plan the engine plays: names become codes, rules rights.

Given a `Scenario`; hands on a `Plan`.
"""

from __future__ import annotations

import dataclasses

from omnisim.engine import moves
from omnisim.engine.names import Names
from omnisim.engine.places import Capacity
from omnisim.engine.plan import (
    LAST,
    ChannelPlan,
    Form,
    GroupPlan,
    InvitePlan,
    Next,
    Plan,
    QueuePlan,
    Right,
    StrainPlan,
    TransferPlan,
)
from omnisim.journal.schema import Cause
from omnisim.scenario import fronts, mix, timeline
from omnisim.scenario.choices import DEFERRED, Told
from omnisim.scenario.schema import (
    NEVER,
    AtDutyEnd,
    Channel,
    Context,
    Kind,
    Learning,
    PlaceUntil,
    Revive,
    Scenario,
    Skill,
)
from omnisim.units import DAY

__all__ = ["resolve"]


def resolve(scenario: Scenario) -> Plan:
    """Resolve a scenario for play.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    Plan
    """
    names = Names(scenario)
    queues: list[QueuePlan] = []
    first_queue = []
    for channel in names.channels:
        first_queue.append(tuple(range(len(queues), len(queues) + len(names.issues))))
        queues += [_queue(scenario, names, channel, issue) for issue in names.issues]
    transfers = _transfers(scenario, names, queues, first_queue)
    escalated = _escalated(scenario, names, queues, first_queue, transfers)
    customers = scenario.customers
    horizon = timeline.horizon(scenario)
    run_out = scenario.calendar.run_out
    return Plan(
        scenario=scenario,
        channels=tuple(_channel(scenario, names, name) for name in names.channels),
        groups=tuple(_group(scenario, name) for name in names.groups),
        queues=tuple(queues),
        first_queue=tuple(first_queue),
        escalated=escalated,
        transfers=transfers,
        bots=tuple(
            moves.bot_plan(scenario, bot) for bot in scenario.automation.values()
        ),
        vulnerable=customers.vulnerable,
        repeat_work=1.0 + customers.repeat_work,
        lost_again=customers.context.again is Context.LOST,
        lost_on_switch=customers.context.switch is Context.LOST,
        told_patience=customers.told_patience,
        dilution=customers.dilution,
        twins=moves.twins_plan(customers.twins),
        horizon=horizon,
        ends_by=NEVER if run_out is None else horizon + run_out,
    )


def _right(
    scenario: Scenario, name: str, channel: str, issue: str, after: float = 0.0
) -> Right | None:
    """Return the right of a group, or None where a qualification is missing."""
    group = scenario.agents[name]
    if not group.is_qualified(scenario.issues[issue]):
        return None
    skill = group.skill_for(channel, issue) or Skill(preference=LAST)
    return Right(
        group=list(scenario.agents).index(name),
        preference=skill.preference,
        factor=group.pace * skill.pace,
        after=after,
        keeps=tuple(
            (list(scenario.channels).index(kept), n)
            for kept, n in group.reserved.items()
            if kept != channel and n
        ),
    )


def _queue(
    scenario: Scenario,
    names: Names,
    channel: str,
    issue: str,
    only: str | None = None,
) -> QueuePlan:
    """Build the queue of a channel and issue; `only` for those transferred there."""
    groups = names.groups if only is None else [only]
    rights = [
        right
        for name in groups
        if only is not None or scenario.agents[name].skill_for(channel, issue)
        if (right := _right(scenario, name, channel, issue)) is not None
    ]
    by_preference: dict[int, list[Right]] = {}
    for right in rights:
        by_preference.setdefault(right.preference, []).append(right)
    entitled = {right.group for right in rights}
    overflow: dict[int, Right] = {}
    for rule in scenario.routing.overflow if only is None else ():
        late = _right(scenario, rule.to, channel, issue, after=rule.after)
        if (
            rule.is_for(channel, issue)
            and late is not None
            and late.group not in entitled
            and (late.group not in overflow or late.after < overflow[late.group].after)
        ):
            overflow[late.group] = late
    found = scenario.channels[channel]
    matter = scenario.issues[issue]
    return QueuePlan(
        channel=names.channels.index(channel),
        issue=names.issues.index(issue),
        levels=tuple(tuple(by_preference[level]) for level in sorted(by_preference)),
        overflow=tuple(sorted(overflow.values(), key=lambda r: (r.after, r.group))),
        priority=found.priority if matter.priority is None else matter.priority,
        weight=found.weight if matter.weight is None else matter.weight,
        threshold=NEVER if found.target is None else found.target.threshold,
    )


def _transfers(
    scenario: Scenario,
    names: Names,
    queues: list[QueuePlan],
    first_queue: list[tuple[int, ...]],
) -> dict[tuple[int, int], tuple[TransferPlan, ...]]:
    """Add the queues of transferred contacts, and say who goes where."""
    targets: dict[tuple[str, str, str], int] = {}  # channel, issue, group: its queue
    ways = {
        (first_queue[c][i], g): _ways_on(
            scenario, names, queues, targets, (channel, issue, group)
        )
        for c, channel in enumerate(names.channels)
        for i, issue in enumerate(names.issues)
        for g, group in enumerate(names.groups)
    }
    # a transferred contact may be passed on again from where it arrived; every channel,
    # issue and group has been asked by now, so this finds no further target
    for place, queue in targets.items():
        ways[queue, names.groups.index(place[2])] = _ways_on(
            scenario, names, queues, targets, place
        )
    return {key: found for key, found in ways.items() if found}


def _ways_on(
    scenario: Scenario,
    names: Names,
    queues: list[QueuePlan],
    targets: dict[tuple[str, str, str], int],
    place: tuple[str, str, str],
) -> tuple[TransferPlan, ...]:
    """Return the ways on for a channel, issue and answering group."""
    channel, issue, group = place
    found: list[TransferPlan] = []
    up_to = 0.0
    for rule in scenario.routing.transfers:
        if rule.passes_on(channel, issue, group):
            target = (channel, issue, rule.to)
            if target not in targets:
                targets[target] = len(queues)
                queues.append(_queue(scenario, names, channel, issue, only=rule.to))
            up_to += rule.share
            context = rule.context or scenario.customers.context.transfer
            found.append(
                TransferPlan(
                    up_to,
                    targets[target],
                    rule.talk,
                    story=context is Context.LOST,
                    told=rule.told is Told.YES,
                )
            )
    return tuple(found)


def _escalated(
    scenario: Scenario,
    names: Names,
    queues: list[QueuePlan],
    first_queue: list[tuple[int, ...]],
    transfers: dict[tuple[int, int], tuple[TransferPlan, ...]],
) -> tuple[tuple[int, ...], ...]:
    """Add queues for those who come from a bot that gives them a priority."""
    found = []
    for c, channel in enumerate(names.channels):
        bot = fronts.bot_of(scenario, channel)
        priority = None if bot is None else bot.priority
        if priority is None:
            found.append(first_queue[c])
            continue
        mine = []
        for first in first_queue[c]:
            mine.append(len(queues))
            for g in range(len(names.groups)):
                if (first, g) in transfers:
                    transfers[len(queues), g] = transfers[first, g]
            queues.append(dataclasses.replace(queues[first], priority=priority))
        found.append(tuple(mine))
    return tuple(found)


def _channel(scenario: Scenario, names: Names, name: str) -> ChannelPlan:
    found = scenario.channels[name]
    bot = fronts.bot_of(scenario, name)
    shares = scenario.customers.resolved[name]
    is_deferred = found.kind in DEFERRED

    def after(event: str) -> tuple[tuple[Next, ...], ...]:
        return tuple(
            moves.steps(names, scenario.customers.steps_after(event, name, issue))
            for issue in names.issues
        )

    nothing = ((),) * len(names.issues)
    return ChannelPlan(
        form=_form(found),
        is_mail=found.kind is Kind.MAIL,
        is_deferred=is_deferred,
        is_silent=found.silent,
        customer_drift=found.customer_drift,
        close_after=found.close_after,
        quiet_after=_QUIET.get(found.kind, found.quiet_after),
        keeps_agent=found.kind is Kind.MESSAGE and found.revive is Revive.EXCEED,
        durations=found.duration_by_open_chats,
        place_until_end=found.place_until is PlaceUntil.END,
        answers=found.answers,
        tries=found.tries,
        window=(found.window.after, found.window.lasts),
        discovery=found.discovery,
        dial=found.dial,
        retry=found.retry,
        due=timeline.business_clock(scenario, name)
        if is_deferred and found.target is not None
        else None,
        threshold=NEVER if found.target is None else found.target.threshold,
        offers=moves.offers(names, found),
        duplicates=moves.duplicates(scenario, names, name),
        unanswered=after("unanswered") if is_deferred else nothing,
        update=moves.update_plan(scenario, name),
        proactive=tuple(
            moves.proactive_plan(scenario, name, issue) for issue in names.issues
        ),
        invite=None
        if found.invite is None
        else InvitePlan(found.invite.share, found.invite.room),
        bot=None if bot is None else list(scenario.automation.values()).index(bot),
        bot_refuses=fronts.refuses(scenario, name),
        outages=found.outages,
        spans=timeline.open_spans(scenario, name),
        lines=found.lines,
        estimate=None if found.announce is None else found.announce.estimate,
        mean_handle=0.0
        if found.kind is Kind.BOT
        else sum(
            share * mix.mean_handle(scenario, name, issue)
            for issue, share in mix.mixture(scenario, name).items()
        ),
        after=tuple(
            after(moves.EVENTS[cause]) if cause in moves.EVENTS else nothing
            for cause in Cause
        ),
        resolved=tuple(shares[issue] for issue in names.issues),
    )


_QUIET = {Kind.CHAT: NEVER, Kind.MAIL: 0.0}  # a mail is done with when it is sent


_FORMS = {Kind.CALL: Form.CALL, Kind.CALLBACK: Form.CALLBACK, Kind.BOT: Form.BOT}


def _form(channel: Channel) -> Form:
    if channel.kind in _FORMS:
        return _FORMS[channel.kind]
    return Form.RATE if channel.duration_by_open_chats else Form.TURNS


def _group(scenario: Scenario, name: str) -> GroupPlan:
    found = scenario.agents[name]
    kinds = [channel.kind for channel in scenario.channels.values()]
    return GroupPlan(
        wage=0.0 if found.wage is None else found.wage.amount,
        capacity=Capacity(scenario, name),
        ranks=tuple(
            -1 if kind is Kind.BOT else found.attention.index(kind) for kind in kinds
        ),
        switch_cost=found.switch_cost,
        slowdown=found.slowdown,
        breathing=tuple(found.breathing.get(name, 0.0) for name in scenario.channels),
        at_duty_end=tuple(
            found.at_duty_end.get(name, AtDutyEnd.FINISH) for name in scenario.channels
        ),
        resolves=found.resolves,
        n_new=0 if found.learning is None else found.learning.new,
        learning=_learning(scenario, found.learning),
        strain=None
        if found.strain is None
        else StrainPlan(
            found.strain.slower * _POINTS, found.strain.above, found.strain.over
        ),
    )


_POINTS = 100  # percentage points in one


def _learning(scenario: Scenario, learning: Learning | None) -> tuple[float, ...]:
    """Return what multiplies the work of new agents, day by day of the calendar."""
    if learning is None:
        return ()
    days = range(scenario.calendar.days)
    return tuple(
        1.0 + learning.slower * 2.0 ** -((learning.since + day * DAY) / learning.halves)
        for day in days
    )

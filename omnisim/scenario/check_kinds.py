"""Rules about kinds of conversation: fields that belong together, and what may follow.

Which fields a kind has stands in `omnisim.scenario.kinds`.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from omnisim.errors import Fault, nearest
from omnisim.scenario import kinds, mix
from omnisim.scenario.choices import DEFERRED, Kind
from omnisim.scenario.reading import FOREIGN_KEY, missing
from omnisim.scenario.schema import After, MixtureEntry
from omnisim.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.laws import Law
    from omnisim.scenario.schema import Channel, Scenario

__all__ = ["FIELDS", "RULES"]

_CLOSE = 1e-3  # share by which the mean of a law may miss a typed mean
_TIMES: tuple[str, ...] = (
    *sorted(mix.AGENT_WORK),
    "customer_turn",
    "discovery",
    "dial",
)
_OWN = tuple(one for one in kinds.OF_CONVERSATIONS if one in MixtureEntry.model_fields)
_WHO_MAY = {
    "quit": "only a chat or message told by its turns is left in the middle",
    "unreached": "only a callback is not picked up",
    "unanswered": "only mails, messages and callbacks wait for an answer",
}


def _fields_belong(scenario: Scenario) -> Iterator[Fault]:
    """Check that each channel, and each of its mixture, has the fields of its kind."""
    for name, channel in scenario.channels.items():
        path = f"channels.{name}"
        form = kinds.form_of(channel)
        for field in kinds.OF_CONVERSATIONS:
            told = field in channel.model_fields_set
            value = getattr(channel, field)
            if field in form.needs and value in (None, ()):
                yield _lacking(f"{path}.{field}", form, field)
            elif told and value is not None and field not in form.fields:
                yield _foreign(f"{path}.{field}", form, field, form.fields)
        own = tuple(field for field in form.fields if field in _OWN)
        for issue, entry in channel.issues.items():
            for field in _OWN:
                if getattr(entry, field) is not None and field not in own:
                    yield _foreign(f"{path}.issues.{issue}.{field}", form, field, own)


def _lacking(path: str, form: kinds.Form, field: str) -> Fault:
    fault = missing(field, form.needs[field])
    others = [one for one in kinds.FORMS[Kind.CHAT] if one is not form]
    if form in kinds.FORMS[Kind.CHAT] and field == next(iter(form.needs)):
        # of a chat, people may not know that there are two ways to tell it
        ((other, example),) = list(others[0].needs.items())[:1]
        return replace(fault, path=path, wrong=f"{fault.wrong}, or {other}: {example}")
    return replace(fault, path=path)


def _foreign(
    path: str, form: kinds.Form, field: str, allowed: tuple[str, ...]
) -> Fault:
    wrong = f"{FOREIGN_KEY} {form.called}"
    return Fault(path, wrong, ", ".join(allowed), nearest(field, allowed))


def _conversations_end(scenario: Scenario) -> Iterator[Fault]:
    """Reject a part of a conversation that never ends, and calls back never tried."""
    for name, channel in scenario.channels.items():
        laws: dict[str, Law | None] = {part: getattr(channel, part) for part in _TIMES}
        for issue, entry in channel.issues.items():
            for part in (one for one in _TIMES if one in MixtureEntry.model_fields):
                laws[f"issues.{issue}.{part}"] = getattr(entry, part)
        for part, law in laws.items():
            if law is not None and math.isinf(law.mean_duration()):
                yield Fault(f"channels.{name}.{part}", "never ends", "a mean duration")
        if math.isinf(channel.retry.mean_duration()):
            wrong = "never comes; how many tries there are is told by tries"
            yield Fault(f"channels.{name}.retry", wrong, "a mean duration")


def _rates_agree(scenario: Scenario) -> Iterator[Fault]:
    """Check that the law of a chat held alone has the mean that is told for it."""
    for name, channel in scenario.channels.items():
        if channel.duration is None:
            continue
        alone, mean = (
            channel.duration_by_open_chats[0],
            channel.duration.mean_duration(),
        )
        if math.isfinite(mean) and abs(mean - alone) > _CLOSE * alone:
            yield Fault(
                f"channels.{name}.duration",
                f"its mean of {format_duration(round(mean, 3))} is not that of a chat "
                "held alone",
                f"a mean of {format_duration(alone)}, the first of "
                "duration_by_open_chats",
            )


def _further_rounds_have_a_customer(scenario: Scenario) -> Iterator[Fault]:
    """Check that a mail of several rounds says when the customer writes again."""
    for name, channel in scenario.channels.items():
        if channel.kind != Kind.MAIL or channel.customer_turn is not None:
            continue
        wrong = (
            "is missing, as a mail may have several rounds; write one such "
            "as customer_turn: {exponential: 1 day}"
        )
        if channel.turns is not None and channel.turns.bounds()[1] > 1:
            yield Fault(f"channels.{name}.customer_turn", wrong)
            continue
        for issue, entry in channel.issues.items():
            several = entry.turns is not None and entry.turns.bounds()[1] > 1
            if several and entry.customer_turn is None:
                yield Fault(f"channels.{name}.issues.{issue}.customer_turn", wrong)


def _callbacks_are_made(scenario: Scenario) -> Iterator[Fault]:
    """Check that somebody picks up, and that a promised window lasts."""
    for name, channel in scenario.channels.items():
        if channel.answers == 0:
            wrong = "nobody would ever pick up"
            yield Fault(f"channels.{name}.answers", wrong, "more than 0%")
        if channel.window.after > 0 and channel.window.lasts == 0:
            fault = missing("lasts", "1 h")
            yield replace(fault, path=f"channels.{name}.window.lasts")


def _offers_lead_to_callbacks(scenario: Scenario) -> Iterator[Fault]:
    """Check that who waits live is offered a call back, and nothing else."""
    callbacks = [
        name
        for name, channel in scenario.channels.items()
        if channel.kind == Kind.CALLBACK
    ]
    for name, channel in scenario.channels.items():
        offer = channel.announce.offer if channel.announce else None
        if offer is None:
            continue
        path = f"channels.{name}.announce.offer"
        if channel.kind in DEFERRED:
            wrong = f"customers of {_called(channel)} do not wait on the line"
            yield Fault(path, wrong, "on channels of kind call or chat")
        target = scenario.channels[offer.to]
        if target.kind != Kind.CALLBACK:
            yield Fault(
                f"{path}.to",
                f"{offer.to!r} is {_called(target)}, not a callback",
                ", ".join(callbacks) or "a channel of kind callback",
            )


def _events_can_happen(scenario: Scenario) -> Iterator[Fault]:
    """Check that what customers do next follows what can happen on the channel."""
    for event in After.model_fields:
        possible = [
            name
            for name, channel in scenario.channels.items()
            if event in kinds.events_of(channel)
        ]
        for name, steps in getattr(scenario.customers.after, event).items():
            if steps and name not in possible:
                called = _called(scenario.channels[name])
                yield Fault(
                    f"customers.after.{event}.{name}",
                    f"{name!r} is {called}, and {_WHO_MAY[event]}",
                    ", ".join(possible) or "no channel of this scenario",
                )


def _called(channel: Channel) -> str:
    return kinds.form_of(channel).called


FIELDS: Rules = (_fields_belong,)
"""Asked before any rule that reads how conversations go."""

RULES: Rules = (
    _conversations_end,
    _rates_agree,
    _further_rounds_have_a_customer,
    _callbacks_are_made,
    _offers_lead_to_callbacks,
    _events_can_happen,
)

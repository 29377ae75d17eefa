"""Rules about kinds of conversation: fields that belong together.

Which fields a kind has stands in `omnisim.scenario.kinds`.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from omnisim.errors import Fault, nearest
from omnisim.scenario import kinds, mix
from omnisim.scenario.choices import Kind
from omnisim.scenario.reading import FOREIGN_KEY, missing
from omnisim.scenario.schema import Channel, MixtureEntry
from omnisim.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.laws import Law
    from omnisim.scenario.schema import Scenario

__all__ = ["FIELDS", "RULES"]

_CLOSE = 1e-3  # share by which the mean of a law may miss a typed mean
_TIMES: tuple[str, ...] = (
    *sorted(mix.AGENT_WORK),
    "customer_turn",
    "discovery",
    "dial",
)
_OWN = tuple(one for one in kinds.OF_CONVERSATIONS if one in MixtureEntry.model_fields)


def _fields_belong(scenario: Scenario) -> Iterator[Fault]:
    """Check that each channel, and each of its mixture, has the fields of its kind."""
    for name, channel in scenario.channels.items():
        path = f"channels.{name}"
        form = kinds.form_of(channel)
        foreign = kinds.foreign_to(form)
        for field in (*kinds.OF_CONVERSATIONS, *kinds.OF_AGENTS):
            told = field in channel.model_fields_set
            value = getattr(channel, field)
            if field in form.needs and value in (None, ()):
                yield _lacking(f"{path}.{field}", form, field)
            elif told and value is not None and field in foreign:
                allowed = form.fields or _fields_of_bots(foreign)
                yield _foreign(f"{path}.{field}", form, field, allowed)
        own = tuple(field for field in form.fields if field in _OWN)
        for issue, entry in channel.issues.items():
            for field in (one for one in MixtureEntry.model_fields if one in foreign):
                if getattr(entry, field) is not None:
                    where = f"{path}.issues.{issue}.{field}"
                    yield _foreign(where, form, field, own or ("share",))


def _fields_of_bots(foreign: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in Channel.model_fields if one not in (*foreign, "kind"))


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


FIELDS: Rules = (_fields_belong,)
"""Asked before any rule that reads how conversations go."""

RULES: Rules = (
    _conversations_end,
    _rates_agree,
    _further_rounds_have_a_customer,
    _callbacks_are_made,
)

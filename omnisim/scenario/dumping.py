"""A scenario written out again, as people would write it, and its fingerprint.

Given a `Scenario`; hands on YAML that says all of it: what came from another file
by `extends`, from the command line or from a table is in its place, quantities
carry their units, and values that are the default are left out, except those a
reader looks for. Loading the text gives an equal scenario, because a number is
only written in a shorter form if it comes back from it to the last bit.

Rows of a file are written one a line::

    arrivals:
      per: 30 min
      rows:
      - {start: '07:00', count: 386.5, weekday: monday}

and recorded arrivals as ``times: [{at: 12.5 s, issue: sales}]``.
"""

from __future__ import annotations

import hashlib
import json
from itertools import chain
from typing import TYPE_CHECKING, Any

import yaml

from omnisim.scenario import customerdump, daydump, kinds, staffdump
from omnisim.scenario.lawdump import plain_duration, plain_share
from omnisim.scenario.modeldump import plain, plain_model
from omnisim.scenario.schema import (
    Channel,
    MixtureEntry,
    Price,
    Target,
    Transfer,
    Wage,
)
from omnisim.units import parse_price, parse_wage

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.scenario.schema import Scenario

__all__ = ["dump", "fingerprint"]


def dump(scenario: Scenario) -> str:
    """Write a scenario as YAML.

    Parameters
    ----------
    scenario : Scenario
        Any valid one.

    Returns
    -------
    str
        `loads` of it gives an equal scenario; needs no other file.
    """
    return yaml.safe_dump(
        plain(scenario),
        allow_unicode=True,
        default_flow_style=None,  # the innermost mappings and lists on one line
        sort_keys=False,
        width=88,
    )


def fingerprint(scenario: Scenario) -> str:
    """Return a short text that tells scenarios apart.

    Parameters
    ----------
    scenario : Scenario
        Any valid one.

    Returns
    -------
    str
        64 hexadecimal digits (SHA-256); equal for equal scenarios, in whatever
        order their files hold sections and keys.
    """
    canonical = json.dumps(plain(scenario), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


@plain.register
def _(value: Channel) -> dict[str, Any]:
    made = plain_model(value)
    for foreign in kinds.foreign_to(kinds.form_of(value)):
        made.pop(foreign, None)  # a default that other kinds show
    return made


@plain.register
def _(value: Target) -> str:
    return f"{plain_share(value.share)} within {plain_duration(value.threshold)}"


@plain.register
def _(value: MixtureEntry) -> Any:  # noqa: ANN401 - a text or a mapping
    made = {
        part: plain(own)
        for part in MixtureEntry.model_fields
        if part != "share" and (own := getattr(value, part)) is not None
    }
    share = plain_share(value.share)
    return {"share": share, **made} if made else share


@plain.register
def _(value: Wage) -> str | dict[str, Any]:
    text = f"{plain(value.amount)} {value.currency}/h"
    parts = (value.amount, value.currency)
    return text if _gives(parts, parse_wage, text) else plain_model(value)


@plain.register
def _(value: Price) -> str | dict[str, Any]:
    text = f"{plain(value.amount)} {value.currency}/{value.per.value}"
    parts = (value.amount, value.currency, value.per.value)
    return text if _gives(parts, parse_price, text) else plain_model(value)


def _gives(
    parts: tuple[object, ...], parse: Callable[[str], object], text: str
) -> bool:
    """Say whether a text is read as these parts; any word may name a currency."""
    try:
        return parse(text) == parts
    except ValueError:
        return False


@plain.register
def _(value: Transfer) -> dict[str, Any]:
    made = plain_model(value)
    return {"from" if key == "source" else key: one for key, one in made.items()}


for _model, _write in chain.from_iterable(
    module.WRITERS.items() for module in (daydump, staffdump, customerdump)
):
    plain.register(_model, _write)

"""Targets as traffic lights: ``abandonment: {green: "<= 5%", amber: "<= 8%"}``.

A scenario keeps its targets as text, because it knows no figure. Here the text
meets the definitions: ids are checked, limits read in the figure's unit, and
estimates judged. `omnisim.report.alarms` reads conditions the same way.
"""

from __future__ import annotations

import math
import operator
import re
import string
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from omnisim import units
from omnisim.errors import Fault, ScenarioError, nearest
from omnisim.kpi import satisfaction
from omnisim.kpi.definitions import KPIS, unit_of
from omnisim.report import digits
from omnisim.scenario.choices import DEFERRED, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from omnisim.experiment.estimates import Estimates
    from omnisim.scenario.schema import Channel, Scenario

__all__ = [
    "LEADING",
    "Condition",
    "Judgement",
    "Light",
    "Target",
    "faults_of_targets",
    "find_figure",
    "judge",
    "kpi_of_target",
    "leading_kpi",
    "look_up",
    "read_condition",
    "read_targets",
]

_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = MappingProxyType(
    {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}
)
_WRITTEN = MappingProxyType({"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">="})
_CONDITION = re.compile(r"\s*(<=|>=|=<|=>|≤|≥|<|>)\s*(\S.*?)\s*")
_COLOURS = ("green", "amber")
_SCORED = frozenset(kpi.id for kpi in satisfaction.FIGURES)
LEADING = ("service_level", "sla_met", "asa", "taken_after")
"""What planners ask for first: the first of these that a centre has."""


class Light(StrEnum):
    """What a target shows; the word is printed with the colour, never colour alone."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    OFF = "no figure"  # nobody counted, so nothing can be said


@dataclass(frozen=True, slots=True)
class Condition:
    """A limit on a figure: ``<= 0.05``.

    Parameters
    ----------
    comparison : str
        ``"<="``, ``">="``, ``"<"`` or ``">"``.
    limit : float
        In the unit of the figure's definition.
    unit : str
        That unit.
    """

    comparison: str
    limit: float
    unit: str = ""

    def holds(self, value: float) -> bool:
        """Say whether a value keeps the limit; NaN never does."""
        return _COMPARISONS[self.comparison](value, self.limit)

    def __str__(self) -> str:
        return f"{self.comparison} {digits.show_plain(self.limit, self.unit)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a figure should be.

    Parameters
    ----------
    kpi : str
        Id of the figure.
    slice : str
        ``"all"``, or kind and name: ``"channel:phone"``.
    green : Condition
        Keeps the target.
    amber : Condition or None
        Misses it, but bearably; None: whatever is not green is red.
    """

    kpi: str
    slice: str = "all"
    green: Condition
    amber: Condition | None = None

    @property
    def title(self) -> str:
        """The figure's title, with the slice it is about."""
        _, _, name = self.slice.partition(":")
        return KPIS[self.kpi].title + (f", {name}" if name else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A target, the estimate it met, and the light it shows.

    `is_sure` is False where the light would be another one at an end of the
    confidence interval, and where there is none, as after one replication.
    """

    target: Target
    light: Light
    value: float
    half_width: float
    is_sure: bool


def read_targets(scenario: Scenario) -> tuple[Target, ...]:
    """Return the targets of a scenario, its channels' own first.

    Parameters
    ----------
    scenario : Scenario
        ``targets`` maps ``kpi`` or ``kpi.slice`` to limits; a slice is the name of
        a channel, an agent group or an issue.

    Returns
    -------
    tuple of Target
        A channel's own ``target`` is left out where `targets` names the same figure.

    Raises
    ------
    ScenarioError
        With a fault for each unknown figure, slice or colour and each bad limit.
    """
    named, faults = _read(scenario)
    if faults:
        raise ScenarioError(faults)
    taken = {(target.kpi, target.slice) for target in named}
    return (*_of_channels(scenario, taken), *named)


def kpi_of_target(channel: Channel) -> str:
    """Return the figure that a channel's target is about."""
    return "sla_met" if channel.kind in DEFERRED else "service_level"


def leading_kpi(scenario: Scenario) -> str:
    """Return the figure that planners of a scenario ask for first.

    What the targets of live channels are about, else of deferred ones; without any
    target the wait of live contacts, or until somebody takes the deferred ones.
    """
    everywhere = scenario.channels.values()
    channels = [one for one in everywhere if one.kind is not Kind.BOT]
    judged = {kpi_of_target(channel) for channel in channels if channel.target}
    are_deferred = all(channel.kind in DEFERRED for channel in channels)
    known = judged | {"taken_after" if are_deferred else "asa"}
    return next(kpi for kpi in LEADING if kpi in known)


def faults_of_targets(scenario: Scenario) -> list[Fault]:
    """Return what `read_targets` would refuse, for `omnisim.scenario.load` to place."""
    return _read(scenario)[1]


def _read(scenario: Scenario) -> tuple[list[Target], list[Fault]]:
    faults: list[Fault] = []
    found = [
        _read_target(scenario, name, limits, faults)
        for name, limits in scenario.targets.items()
    ]
    return [target for target in found if target is not None], faults


def _of_channels(scenario: Scenario, taken: set[tuple[str, str]]) -> tuple[Target, ...]:
    found = []
    for name, channel in scenario.channels.items():
        kpi, part = kpi_of_target(channel), f"channel:{name}"
        if channel.target is not None and (kpi, part) not in taken:
            green = Condition(">=", channel.target.share, KPIS[kpi].unit)
            found.append(Target(kpi=kpi, slice=part, green=green))
    return tuple(found)


def _read_target(
    scenario: Scenario, name: str, limits: Mapping[str, str], faults: list[Fault]
) -> Target | None:
    """Read one entry of the targets section, noting its faults."""
    path = f"targets.{name}"
    try:
        kpi, part = find_figure(name, scenario)
    except _UnknownNameError as unknown:
        faults.append(Fault(path, unknown.wrong, unknown.allowed, unknown.hint))
        return None
    read: dict[str, Condition] = {}
    for colour, text in limits.items():
        if colour not in _COLOURS:
            faults.append(
                Fault(
                    f"{path}.{colour}",
                    f"unknown colour {colour!r}",
                    ", ".join(_COLOURS),
                    nearest(colour, _COLOURS),
                )
            )
            continue
        try:
            read[colour] = read_condition(text, unit_of(kpi, scenario))
        except ValueError as wrong:
            faults.append(Fault(f"{path}.{colour}", str(wrong)))
    if "green" not in limits:
        faults.append(Fault(path, "says no limit for green", "green: '<= 5%'"))
    if "green" not in read:
        return None
    return Target(
        kpi=kpi,
        slice=part,
        green=read["green"],
        amber=read.get("amber"),
    )


class _UnknownNameError(ValueError):
    """A figure or slice that does not exist."""

    def __init__(self, wrong: str, allowed: str, hint: str) -> None:
        self.wrong, self.allowed, self.hint = wrong, allowed, hint
        guess = f"; did you mean {hint!r}?" if hint else ""
        super().__init__(f"{wrong}; allowed: {allowed}{guess}")


def find_figure(name: str, scenario: Scenario) -> tuple[str, str]:
    """Return the figure and the slice that a dotted name means.

    Parameters
    ----------
    name : str
        ``"abandonment"`` or ``"abandonment.phone"``.
    scenario : Scenario
        Knows the channels, agent groups and issues, looked up in this order.

    Returns
    -------
    kpi : str
        Its id.
    slice : str
        ``"all"`` or ``"channel:phone"``.

    Raises
    ------
    ValueError
        If there is no such figure or slice; the text names what exists. And if the
        scenario does not ask for the model that the figure comes from.
    """
    kpi, dot, part = name.strip().partition(".")
    if kpi not in KPIS:
        wrong = f"unknown figure {kpi!r}"
        # there are too many to list them in a fault
        allowed = "those that 'omnisim explain' lists"
        raise _UnknownNameError(wrong, allowed, nearest(kpi, list(KPIS)))
    if kpi in _SCORED and scenario.satisfaction is None:
        wrong = f"figure {kpi!r} needs the section satisfaction"
        raise _UnknownNameError(wrong, "such as 'satisfaction: {}'", "")
    if not dot:
        return kpi, "all"
    slices: dict[str, Collection[str]] = {
        "channel": scenario.channels,
        "group": scenario.agents,
        "issue": scenario.issues,
    }
    for kind, names in slices.items():
        if part in names:
            return kpi, f"{kind}:{part}"
    known = [known for names in slices.values() for known in names]
    wrong = f"{part!r} is no channel, agent group or issue"
    raise _UnknownNameError(wrong, ", ".join(known), nearest(part, known))


def read_condition(text: str, unit: str) -> Condition:
    """Read a limit as people write it, in the unit of its figure.

    Parameters
    ----------
    text : str
        ``"<= 5%"``, ``"> 20 s"``, ``"<= 6 EUR"``.
    unit : str
        ``"share"``, ``"s"`` or another, which may be repeated or left out.

    Returns
    -------
    Condition

    Raises
    ------
    ValueError
        If there is no comparison or the quantity does not suit the unit.

    Examples
    --------
    >>> print(read_condition("<= 5%", "share"))
    <= 5 %
    """
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise ValueError(
            f"{text!r} is not a limit; write a comparison and a quantity "
            "such as '<= 5%' or '< 20 s'"
        )
    comparison = _WRITTEN.get(found[1], found[1])
    return Condition(comparison, _quantity(found[2], unit), unit)


def look_up(
    estimates: Estimates,
    kpi: str,
    slice: str = "all",  # noqa: A002 - the tables' own word for it
) -> tuple[float, float]:
    """Return an estimate over the whole run, and its half-width; NaN where missing."""
    try:
        found = estimates.get(kpi, slice=slice)
    except KeyError:
        return math.nan, math.nan
    return found.value, found.half_width


def _quantity(text: str, unit: str) -> float:
    if unit == "share":
        return units.parse_share(text)
    if unit == "s":
        return units.parse_duration(text)
    # the unit itself may stand behind the number: 6 EUR, 6 EUR/contact, 12 contacts
    number = text.rstrip(f"{string.ascii_letters}€$£/ ")
    if not _is_said(unit, text[len(number) :].strip()):
        raise ValueError(f"{text!r} is not in {unit}; write such as '6 {unit}'")
    return units.parse_number(number or text)


def _is_said(unit: str, said: str) -> bool:
    """Say whether what stands behind a number means a unit; for a pure one all does."""
    if not (unit and said) or said == unit:
        return True
    what, _, per = unit.partition("/")
    asked, _, of = said.partition("/")
    return asked in (what, what.removesuffix("s")) and not (per and of)


def judge(targets: Sequence[Target], estimates: Estimates) -> tuple[Judgement, ...]:
    """Return what each target shows, in the order of `targets`."""
    return tuple(
        _judge_one(target, *look_up(estimates, target.kpi, target.slice))
        for target in targets
    )


def _judge_one(target: Target, value: float, half_width: float) -> Judgement:
    light = _light(target, value)
    is_known = math.isfinite(half_width)
    width = half_width if is_known else 0.0
    ends = {_light(target, value - width), _light(target, value + width)}
    return Judgement(
        target=target,
        light=light,
        value=value,
        half_width=half_width,
        is_sure=is_known and ends == {light},
    )


def _light(target: Target, value: float) -> Light:
    if math.isnan(value):
        return Light.OFF
    if target.green.holds(value):
        return Light.GREEN
    if target.amber is not None and target.amber.holds(value):
        return Light.AMBER
    return Light.RED

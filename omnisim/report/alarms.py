"""Conditions that must not come true: ``omnisim run --fail-on "service_level<80%"``."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnisim.kpi.definitions import unit_of
from omnisim.report import digits
from omnisim.report.lights import Condition, find_figure, look_up, read_condition

if TYPE_CHECKING:
    from omnisim.experiment.estimates import Estimates
    from omnisim.scenario.schema import Scenario

__all__ = ["Alarm", "read_alarm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A condition on a figure that should not come true: ``service_level<80%``.

    Parameters
    ----------
    name : str
        The figure and its slice as typed.
    kpi, slice : str
        As in `omnisim.report.lights.Target`.
    condition : Condition
    """

    name: str
    kpi: str
    slice: str
    condition: Condition

    def rings(self, estimates: Estimates) -> bool:
        """Say whether the condition holds; it does where the figure is missing.

        A check that cannot be made has not been passed.
        """
        value, _ = look_up(estimates, self.kpi, self.slice)
        return math.isnan(value) or self.condition.holds(value)

    def tell(self, estimates: Estimates) -> str:
        """Say what the figure is, in the words of the condition."""
        found = look_up(estimates, self.kpi, self.slice)
        shown = digits.show(*found, self.condition.unit)
        return f"{self.name} is {shown}, and must not be {self.condition}"


def read_alarm(text: str, scenario: Scenario) -> Alarm:
    """Read a condition such as ``service_level.phone < 80%``.

    Raises
    ------
    ValueError
        If there is no comparison, no such figure or slice, or no such quantity.
    """
    sign = re.search("[<>=≤≥]", text)
    name = text[: sign.start()].strip() if sign else ""
    if sign is None or not name:
        raise ValueError(
            f"{text!r} is not a condition; write a figure, a comparison and a "
            "quantity such as 'service_level<80%'"
        )
    kpi, part = find_figure(name, scenario)
    condition = read_condition(text[sign.start() :], unit_of(kpi, scenario))
    return Alarm(name=name, kpi=kpi, slice=part, condition=condition)

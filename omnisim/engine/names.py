"""Codes of names: their places in the scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from omnisim.scenario.schema import Scenario

__all__ = ["Names"]


class Names:
    """The names of a scenario in the order of their codes.

    Parameters
    ----------
    scenario : Scenario
    """

    def __init__(self, scenario: Scenario) -> None:
        self.channels = list(scenario.channels)
        self.issues = list(scenario.issues)
        self.groups = list(scenario.agents)

"""Groups of agents and what they may hold, written out as people write them.

Part of `omnisim.scenario.dumping`: what is written here is read again by
`omnisim.scenario.holding` and the models, to the last bit.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from omnisim.scenario.lawdump import plain_share
from omnisim.scenario.modeldump import plain, plain_model
from omnisim.scenario.schema import ChosenPreset, Group, Mix, Pool, Skill, Strain
from omnisim.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["WRITERS"]


def _group(value: Group) -> dict[str, Any]:
    made = plain_model(value)
    staff = value.staff
    if staff is not None and len(staff.counts) == 1 and staff.per == HOUR:
        made["staff"] = plain(staff.counts[0])  # what a head count alone stands for
    return made


def _skill(value: Skill) -> int | dict[str, Any]:
    if value.pace == 1:
        return value.preference
    return {"preference": value.preference, "pace": plain(value.pace)}


def _mix(value: Mix) -> dict[str, Any]:
    total = {} if value.total is None else {"total": value.total}
    return {**plain(value.most), **total}


def _chosen_preset(value: ChosenPreset) -> str | dict[str, Any]:
    return {"preset": value.name, **value.numbers} if value.numbers else value.name


def _pool(value: Pool) -> dict[str, Any]:
    return {"total": plain(value.total), **plain(value.each)}


def _strain(value: Strain) -> dict[str, Any]:
    made = plain_model(value)
    if "above" in made:  # an occupancy here, a wait elsewhere
        made["above"] = plain_share(value.above)
    return made


WRITERS: Mapping[type, Callable[[Any], Any]] = MappingProxyType(
    {
        Group: _group,
        Skill: _skill,
        Mix: _mix,
        ChosenPreset: _chosen_preset,
        Pool: _pool,
        Strain: _strain,
    }
)
"""What has a form of its own, and what turns it into that."""

"""The measures that figures are made of: what is counted or added up, in words.

A measure adds up over windows and slices (the few that do not are marked), which is
why every figure can be re-added from its numerator and denominator. Contacts are
judged by their first queue: *answered* means answered there, *gave up* means
abandoned there. In the slice of a group the measures of answering and handling
count the interactions that the group answered.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MEASURES"]

_COUNTS = {
    "arrived": "contacts that arrived",
    "blocked": "contacts blocked",
    "closed": "contacts that came outside the opening hours",
    "balked": "contacts that balked",
    "abandoned": "contacts abandoned",
    "handled": "contacts handled",
    "open": "contacts still open when play ended",
    "answered": "contacts answered",
    "gave_up": "contacts that gave up in their first queue",
    "short": "contacts that gave up within the short-abandonment time",
}
# Only contacts of channels that have a target can be in time or late.
_JUDGED = {
    "answered_in_time": "answered within the threshold",
    "answered_judged": "answered",
    "gave_up_judged": "abandoned",
    "gave_up_in_time": "abandoned within the threshold",
    "short_judged": "abandoned within the short-abandonment time",
    "overdue": "still waiting past the threshold when play ended",
    "late": "contacts that waited longer than the threshold",
    "excess": "waiting time beyond the threshold",
    "virtual_in_time": "contacts whose virtual wait is within the threshold",
    "virtual_judged": "contacts whose virtual wait is known, or known to be longer",
    "level_numerator": "contacts that the scenario's form counts as in time",
    "level_denominator": "contacts that the scenario's form counts at all",
    "level_demand": "contacts that the targets ask to be in time",
}
_WAITS = {
    "wait_answered": "waits of the contacts answered",
    "wait_gave_up": "waits of those that gave up",
    "virtual_wait": "virtual waits",
    "virtual_known": "contacts whose virtual wait is known",
}
_HANDLING = {
    "finished": "interactions handled to the end of wrap-up",
    "first_finished": "contacts whose first interaction was so handled",
    "talk": "talk time",
    "wrap_up": "wrap-up time",
    "offers": "times a contact rang at an agent's",
    "offers_lost": "offers that were not answered",
    "transferred": "contacts handled after at least one transfer",
    "transfers": "transfers",
}
_CUSTOMERS = {
    "customers": "customers",
    "customers_decided": "customers answered at least once, or with no contact open",
    "customers_served": "customers answered at least once",
    "time_to_served": "time from first arrival to first answer",
    "contacts_made": "contacts made by them, in this window or later",
    "issues_decided": "issues handled at least once, or with no contact open",
    "issues_handled": "issues handled at least once",
    "issues_at_once": "issues whose first handled contact resolved them",
    "issues_not_seen_again": "issues without a further contact in time",
    "known": "handled contacts whose resolution is known",
    "resolved": "handled contacts that resolved the issue",
    "repeats": "handled contacts made because the one before did not resolve the issue",
    "redials": "contacts made after being blocked, balking or abandoning",
}
_STAFF = {
    "on_floor": "time on the floor",
    "busy": "time with at least one contact in hand",
    "in_hand": "contacts in hand, summed over time",
    "hands_on": "time attending to a contact, wrap-up included",
    "idle_time": "idle time",
    "ringing_time": "ringing time with nothing in hand",
    "slots": "contacts that could be in hand, summed over time on the floor",
    "work": "scheduled work",
    "pause": "scheduled breaks",
    "planned": "planned shrinkage",
    "absent": "random absence",
    "beyond": "time on the floor outside scheduled work",
    "missed": "scheduled work spent off the floor",
    "on_floor_at_work": "time on the floor during scheduled work",
    "off_floor_at_rest": "time off the floor during breaks and planned shrinkage",
}
# These do not add up: they belong to the window and slice they were made for.
_WINDOW = {
    "one": "1",
    "hour": "3600 s",
    "manned": "time open or with work scheduled",
    "work_offered": "work that came",
    "open_length": "opening time in the window",
    "days_met": "days that met the target",
    "days_judged": "days with a service level",
    "intervals_met": "intervals that met the target",
    "intervals_judged": "intervals with a service level",
    "worst": "lowest service level of any interval",
    "worst_known": "1 if any interval has one",
    **{
        f"{whose}_{which}": f"{which} of the waits"
        for whose in ("wait", "wait_answered")
        for which in ("p50", "p90", "p95", "max")
    },
    "wait_any": "1 if anybody's wait is known",
    "wait_answered_any": "1 if anybody was answered",
}

MEASURES: Mapping[str, str] = MappingProxyType(
    _COUNTS | _JUDGED | _WAITS | _HANDLING | _CUSTOMERS | _STAFF | _WINDOW
)

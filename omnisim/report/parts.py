"""Which figures a report shows, in which groups, and broken down by what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnisim.kpi.loads import several
from omnisim.scenario.choices import DEFERRED, Kind

if TYPE_CHECKING:
    from omnisim.scenario.schema import Scenario

__all__ = ["IF_ANY", "PARTS", "Part", "kpis_of", "slices_of"]


@dataclass(frozen=True, slots=True)
class Part:
    """A group of figures and what they are broken down by.

    Parameters
    ----------
    title : str
    by : str
        Slice kind of the columns beside the total: ``"channel"`` or ``"group"``.
    kpis : tuple of str
        In order.
    kinds : frozenset of Kind
        Of the channels that the figures are about: others have no column, and
        without any of them the part is left out.
    if_any : frozenset of str
        Of the figures, those that here are only worth a line if there is any.
    of_several : bool
        Only about groups whose agents may come to hold several contacts at once, in
        the same way.
    """

    title: str
    by: str
    kpis: tuple[str, ...]
    kinds: frozenset[Kind] = frozenset(Kind)
    if_any: frozenset[str] = frozenset()
    of_several: bool = False


PARTS = (
    Part(
        "DEMAND",
        "channel",
        (
            "arrived",
            "offered",
            "handled",
            "blocked",
            "balked",
            "callback_taken",
            "quit",
            "callback_unreached",
            "closed",
            "open",
        ),
    ),
    Part(
        "WAITING",
        "channel",
        (
            "service_level",
            "days_on_target",
            "intervals_on_target",
            "asa",
            "wait_p50",
            "wait_p90",
            "wait_max",
            "abandonment",
            "wait_abandoned",
            "blocking",
            "balking",
        ),
        frozenset(Kind) - DEFERRED,
    ),
    Part(
        "CONVERSATIONS",
        "channel",
        (
            "first_response",
            "first_response_p90",
            "reply_wait",
            "reply_wait_p90",
            "session",
            "focus_time",
            "turns_per_conversation",
            "one_touch",
            "mail_interruptions",
            "left_inside",
            "silent_inside",
            "abandonment_reported",
            "silent_found",
        ),
        frozenset({Kind.CHAT, Kind.MESSAGE, Kind.MAIL}),
    ),
    Part(
        "DEFERRED WORK",
        "channel",
        (
            "sla_met",
            "reply_sla_met",
            "taken_after",
            "abandonment",
            "on_time_throughput",
            "backlog",
            "backlog_hours",
            "backlog_age_p50",
            "backlog_age_p90",
            "backlog_age_max",
            "chased",
        ),
        DEFERRED,
        frozenset({"abandonment"}),
    ),
    Part(
        "CALLS BACK",
        "channel",
        (
            "callback_requested",
            "callback_reached",
            "reach_rate",
            "tries_per_reached",
            "promise_kept",
        ),
        frozenset({Kind.CALLBACK}),
    ),
    Part(
        "HANDLING",
        "channel",
        (
            "aht",
            "talk",
            "wrap_up",
            "offered_load",
            "offer_unanswered",
            "transfer_rate",
        ),
    ),
    Part("AGENTS", "group", ("occupancy", "idle", "shrinkage", "paid", "overrun")),
    Part(
        "SEVERAL AT ONCE",
        "group",
        (
            "handled_per_agent_hour",
            "resolved_per_agent_hour",
            "concurrency",
            "concurrency_seen",
            "share_holding_1",
            "share_holding_2",
            "share_holding_3",
            "share_holding_4_up",
            "slot_utilisation",
            "handson",
            "switching",
            "blocked_capacity",
            "lock_in",
            "morning_flood",
            "revived_above_limit",
            "time_above_limit",
            "lost_attention",
            "lost_places",
        ),
        of_several=True,
    ),
    Part(
        "CUSTOMERS",
        "channel",
        (
            "customers",
            "contacts_per_customer",
            "accessibility",
            "wait_until_served",
            "fcr",
            "repeat_rate",
            "redial_rate",
        ),
    ),
)

IF_ANY = frozenset(
    {
        "abandonment_reported",
        "blocked_capacity",
        "lost_attention",
        "lost_places",
        "mail_interruptions",
        "morning_flood",
        "one_touch",
        "revived_above_limit",
        "share_holding_2",
        "share_holding_3",
        "share_holding_4_up",
        "switching",
        "time_above_limit",
        "balked",
        "balking",
        "blocked",
        "blocking",
        "callback_taken",
        "callback_unreached",
        "chased",
        "closed",
        "left_inside",
        "offer_unanswered",
        "open",
        "overrun",
        "quit",
        "redial_rate",
        "repeat_rate",
        "shrinkage",
        "silent_found",
        "silent_inside",
        "transfer_rate",
    }
)
"""Figures that are only worth a line where such a thing happens at all."""


def slices_of(part: Part, scenario: Scenario) -> tuple[str, ...]:
    """Return the slices that a part is about.

    Parameters
    ----------
    part : Part
    scenario : Scenario

    Returns
    -------
    tuple of str
        Kind and name of each channel or group that it is about, after ``"all"`` for
        their total; just that if there is but one. Without a total where the part is
        about some of the channels only: the total would count the others as well.
        Empty where it is about none.
    """
    if part.by == "channel":
        every = tuple(scenario.channels)
        names = [n for n in every if scenario.channels[n].kind in part.kinds]
    else:
        every = tuple(scenario.agents)
        counts = several(scenario, every) if part.of_several else [True] * len(every)
        names = [n for n, is_meant in zip(every, counts, strict=True) if is_meant]
    each = tuple(f"{part.by}:{name}" for name in names)
    if len(names) < len(every):
        return each
    return ("all", *each) if len(names) > 1 else ("all",)


def kpis_of(part: Part, scenario: Scenario) -> tuple[str, ...]:
    """Return a part's figures that mean something in a scenario.

    With one channel nobody is locked in to it: there is nothing to turn to.
    """
    if len(scenario.channels) > 1:
        return part.kpis
    return tuple(kpi for kpi in part.kpis if kpi != "lock_in")

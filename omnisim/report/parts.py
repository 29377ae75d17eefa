"""Which figures a report shows, in which groups, and broken down by what."""

from __future__ import annotations

from dataclasses import dataclass

from omnisim.scenario.choices import DEFERRED, Kind

__all__ = ["IF_ANY", "PARTS", "Part"]


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
    """

    title: str
    by: str
    kpis: tuple[str, ...]
    kinds: frozenset[Kind] = frozenset(Kind)


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
            "turns_per_conversation",
            "one_touch",
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
            "on_time_throughput",
            "backlog",
            "backlog_hours",
            "backlog_age_p50",
            "backlog_age_p90",
            "backlog_age_max",
            "chased",
        ),
        DEFERRED,
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
        ("aht", "talk", "wrap_up", "offered_load", "offer_unanswered", "transfer_rate"),
    ),
    Part("AGENTS", "group", ("occupancy", "idle", "shrinkage", "paid", "overrun")),
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

"""All cases, in the order of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verification import (
    again,
    attention,
    bots,
    chats,
    day,
    journeys,
    moving,
    notices,
    outages,
    people,
    retries,
    routing,
    rules,
    waiting,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from verification.case import Case

__all__ = ["CASES"]

CASES: dict[str, Callable[[], Case]] = {
    **waiting.CASES,
    **routing.CASES,
    **rules.CASES,
    **again.CASES,
    **day.CASES,
    **chats.CASES,
    **attention.CASES,
    **retries.CASES,
    **journeys.CASES,
    **bots.CASES,
    **outages.CASES,
    **moving.CASES,
    **notices.CASES,
    **people.CASES,
}

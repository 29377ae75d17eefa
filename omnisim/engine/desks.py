"""What contacts meet before any agent: a channel's lines and hours, and its bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from omnisim.engine.plan import BotPlan, ChannelPlan

__all__ = ["BotDesk", "ChannelDesk"]

C = TypeVar("C")  # contacts


class BotDesk(Generic[C]):
    """A bot as it is now."""

    __slots__ = ("code", "in_session", "is_down", "plan")

    def __init__(self, code: int, plan: BotPlan) -> None:
        self.code = code
        self.plan = plan
        self.is_down = False
        self.in_session: dict[C, None] = {}

    @property
    def is_free(self) -> bool:
        """Whether it can begin a session now."""
        return not self.is_down and len(self.in_session) < self.plan.sessions


class ChannelDesk:
    """A channel's lines, its opening hours and its queue as announced."""

    __slots__ = (
        "_closes", "_opens", "_spans", "cuts_waiting", "in_use", "is_down", "plan",
        "waiting",
    )  # fmt: skip

    def __init__(self, plan: ChannelPlan) -> None:
        self.plan = plan
        self.in_use = 0  # lines: in session, waiting, ringing and talking
        self.is_down = False  # out of order
        self.cuts_waiting = False  # nobody may wait in the queue meanwhile
        self.waiting = 0  # in queue, not ringing
        self._spans = iter(plan.spans)
        self._opens, self._closes = next(self._spans, (float("inf"), float("inf")))

    def is_open(self, now: float) -> bool:
        """Say whether the channel is open; asked in order of time."""
        while now >= self._closes:
            self._opens, self._closes = next(self._spans, (float("inf"), float("inf")))
        return now >= self._opens

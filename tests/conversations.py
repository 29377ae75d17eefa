"""A centre with one channel of every form of conversation, for tests of draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_parts import calendar, channel, group, hours, scenario

from omnisim.scenario.countlaws import Geometric, Poisson, Tally
from omnisim.scenario.laws import Constant, Exponential, Lognormal
from omnisim.scenario.schema import (
    Arrivals,
    Channel,
    Issue,
    Kind,
    MixtureEntry,
    Skill,
    Table,
)

if TYPE_CHECKING:
    from typing import Any

    from omnisim.scenario import Scenario

AGENT = Lognormal(mean=35.0, cv=0.8)
SLOW = Exponential(mean=90.0)
CUSTOMER = Exponential(mean=65.0)
PATIENCE = Exponential(mean=300.0)
WORK = Exponential(mean=360.0)
CHANNELS = ("chat", "inquiry", "mail", "phone", "rated")
CHAT, MESSAGE, MAIL, PHONE, RATED = range(5)  # codes of the channels
HARD, PLAIN = 0, 1  # codes of the issues


def arriving(per_hour: float) -> Arrivals:
    """Make a constant rate."""
    return Arrivals(table=Table(per=3600.0, counts=(per_hour,)))


def chat(**parts: Any) -> Channel:  # noqa: ANN401 - any field of the model
    """Make a chat of about seven turns; plain issues by laws of their own."""
    chosen = {
        "kind": Kind.CHAT,
        "arrivals": arriving(200.0),
        "talk": None,
        "turns": Geometric(mean=7.0),
        "agent_turn": AGENT,
        "customer_turn": CUSTOMER,
        "reply_patience": PATIENCE,
    }
    return channel(**(chosen | parts))


def centre(**parts: Any) -> Scenario:  # noqa: ANN401 - any field of the model
    """Make one channel of every form, and two issues, one of them harder."""
    chosen = {
        "calendar": calendar(open=hours((0, 24))),
        "issues": {"plain": Issue(share=0.6), "hard": Issue(share=0.4, effort=1.5)},
        "channels": {
            "chat": chat(
                issues={
                    "plain": MixtureEntry(share=0.6),
                    "hard": MixtureEntry(
                        share=0.4, turns=Poisson(mean=4.0), agent_turn=SLOW
                    ),
                }
            ),
            "inquiry": chat(kind=Kind.MESSAGE, arrivals=arriving(50.0)),
            "mail": channel(
                kind=Kind.MAIL,
                arrivals=arriving(50.0),
                talk=None,
                work=WORK,
                turns=Tally(values=(1, 2), shares=(0.8, 0.2)),
                customer_turn=Exponential(mean=7200.0),
            ),
            "phone": channel(arrivals=arriving(50.0), talk=Constant(value=100.0)),
            "rated": channel(
                kind=Kind.CHAT,
                arrivals=arriving(50.0),
                talk=None,
                duration_by_open_chats=(360.0, 450.0),
            ),
        },
        "agents": {"desk": group(skills={name: Skill() for name in CHANNELS})},
    }
    return scenario(**(chosen | parts))

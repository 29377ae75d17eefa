"""Which fields tell how a conversation goes, for each kind of channel: one table.

A kind is told in one form, a chat in one of two: by its turns, or by how long it
takes beside others (the rate level). Fields that stand in no form belong to every
kind; those of waiting for agents to all but bots. Knows no models, so that they may
build on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from omnisim.scenario.choices import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "BY_RATES",
    "BY_TURNS",
    "FORMS",
    "OF_AGENTS",
    "OF_CONVERSATIONS",
    "Conversing",
    "Form",
    "events_of",
    "foreign_to",
    "form_of",
    "is_rated",
]


class Conversing(Protocol):
    """What tells the form of a channel: `omnisim.scenario.schema.Channel`."""

    @property
    def kind(self) -> Kind:
        """How a conversation uses attention."""

    @property
    def duration_by_open_chats(self) -> Sequence[float]:
        """Mean durations of a chat; the first alone."""

    @property
    def duration(self) -> object:
        """Law of a chat held alone, or None."""


@dataclass(frozen=True, slots=True)
class Form:
    """How conversations of a kind are told.

    Parameters
    ----------
    called : str
        With its article, for faults.
    needs : mapping of str to str
        Fields that must be there, each with an example.
    may : tuple of str
        Further fields that belong to the form.
    ends : frozenset of str
        Keys of `customers.after` that only some forms can come to.
    with_agents : bool
        Whether customers are served by agents.
    """

    called: str
    needs: Mapping[str, str]
    may: tuple[str, ...] = ()
    ends: frozenset[str] = frozenset()
    with_agents: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """Return all fields of the form, those it needs first."""
        return (*self.needs, *self.may)


_OF_BOTS = frozenset({"unhelped", "contained"})
_OF_AGENTS = frozenset({"balked", "abandoned", "unresolved"})
_EVERYWHERE = frozenset({"blocked", "cut_off"})
_TALK = MappingProxyType({"talk": "{exponential: 5 min}"})
_TURNS = MappingProxyType(
    {
        "turns": "{geometric: 7}",
        "agent_turn": "{exponential: 35 s}",
        "customer_turn": "{exponential: 65 s}",
    }
)
_INSIDE = ("reply_patience", "silent", "close_after", "discovery", "customer_drift")
_UNANSWERED = frozenset({"unanswered"})

BY_TURNS = Form("a chat told by its turns", _TURNS, _INSIDE, frozenset({"quit"}))
BY_RATES = Form(
    "a chat told by duration_by_open_chats",
    MappingProxyType({"duration_by_open_chats": "[6 min, 7.5 min, 9 min]"}),
    ("duration", "silent", "discovery"),
)
FORMS: Mapping[Kind, tuple[Form, ...]] = MappingProxyType(
    {
        Kind.CALL: (Form("a call", _TALK),),
        Kind.CALLBACK: (
            Form(
                "a callback",
                _TALK,
                ("dial", "answers", "tries", "retry", "window"),
                _UNANSWERED | {"unreached"},
            ),
        ),
        Kind.CHAT: (BY_TURNS, BY_RATES),
        Kind.MESSAGE: (
            Form(
                "a message",
                _TURNS,
                (*_INSIDE, "quiet_after", "revive"),
                _UNANSWERED | {"quit"},
            ),
        ),
        Kind.MAIL: (
            Form(
                "a mail",
                MappingProxyType({"work": "{exponential: 6 min}"}),
                ("turns", "customer_turn"),
                _UNANSWERED,
            ),
        ),
        Kind.BOT: (Form("a bot", MappingProxyType({}), with_agents=False),),
    }
)
"""The forms of each kind."""

OF_CONVERSATIONS = tuple(
    dict.fromkeys(
        field for forms in FORMS.values() for form in forms for field in form.fields
    )
)
"""The fields that belong to some kinds only."""

OF_AGENTS = (
    "wrap_up",
    "place_until",
    "patience",
    "target",
    "priority",
    "weight",
    "announce",
    "invite",
)
"""The fields that belong to every kind whose customers are served by agents."""


def is_rated(channel: Conversing) -> bool:
    """Say whether the channel's chats are told at the rate level."""
    return bool(channel.duration_by_open_chats)


def form_of(channel: Conversing) -> Form:
    """Return the form in which a channel's conversations are told.

    Parameters
    ----------
    channel : Conversing
        Need not be complete: a chat with a duration is meant at the rate level.

    Returns
    -------
    Form
    """
    forms = FORMS[channel.kind]
    rates = is_rated(channel) or channel.duration is not None
    return forms[-1] if rates else forms[0]


def foreign_to(form: Form) -> tuple[str, ...]:
    """Return the fields of channels that do not belong to a form."""
    others = tuple(field for field in OF_CONVERSATIONS if field not in form.fields)
    return others if form.with_agents else (*others, *OF_AGENTS)


def events_of(channel: Conversing, *, fronted: bool) -> frozenset[str]:
    """Return the keys of `customers.after` that can happen on a channel.

    Parameters
    ----------
    channel : Conversing
    fronted : bool
        Whether customers of the channel meet a bot first.

    Returns
    -------
    frozenset of str
    """
    form = form_of(channel)
    of_agents = _OF_AGENTS | form.ends if form.with_agents else frozenset()
    return _EVERYWHERE | of_agents | (_OF_BOTS if fronted else frozenset())

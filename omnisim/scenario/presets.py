"""What real products let an agent hold, as data with a date and its evidence.

Vendors change their limits: `as_of` is the day on which the evidence was last
looked at. A preset speaks of *media*; `omnisim.scenario.capacity` spreads it over
the channels of a scenario by their kind. To add a product, add its entry to
`PRESETS` and a test of what it admits.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from omnisim.scenario.choices import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PRESETS", "Ceiling", "Number", "Preset"]

_LOOKED_AT = dt.date(2026, 11, 22)
_ALL = ("voice", "chat", "message", "email")
_MEDIA: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "voice": (Kind.CALL, Kind.CALLBACK),
        "chat": (Kind.CHAT,),
        "message": (Kind.MESSAGE,),
        "email": (Kind.MAIL,),
    }
)
_CHAT_IS_ALL_TEXT: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "voice": (Kind.CALL, Kind.CALLBACK),
        "chat": (Kind.CHAT, Kind.MESSAGE),
        "email": (Kind.MAIL,),
    }
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a product's administrator sets.

    Parameters
    ----------
    usual : int or None
        Taken if a scenario does not say; None: there is no usual one.
    low, high : int
        What the product documents as possible; `high` None: no limit is known.
    is_ours : bool
        The usual number is our choice, not the product's default or example.
    """

    usual: int | None
    low: int = 0
    high: int | None = None
    is_ours: bool = False

    def allows(self, n: int) -> bool:
        """Say whether the product can be set to `n`."""
        return self.low <= n and (self.high is None or n <= self.high)

    def range_text(self) -> str:
        """Return the numbers that are possible, in words.

        Examples
        --------
        >>> Number(1, 0, 5).range_text(), Number(1, 1, 1).range_text()
        ('0 to 5', '1')
        >>> Number(1).range_text()
        '0 or more'
        """
        if self.high is None:
            return f"{self.low} or more"
        return f"{self.low}" if self.low == self.high else f"{self.low} to {self.high}"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A limit on contacts of several media together.

    Parameters
    ----------
    number : str
        Which of the preset's numbers is the limit.
    media : tuple of str
        Those it counts.
    in_units : bool
        Each contact counts as many units as its medium's number says, not one.
    """

    number: str
    media: tuple[str, ...]
    in_units: bool = False


@dataclass(frozen=True, slots=True)
class Preset:
    """One product's rule.

    Parameters
    ----------
    name : str
        As written in a scenario.
    product : str
        As its vendor calls it.
    allows : str
        The rule in one line.
    numbers : mapping of str to Number
        By medium: contacts of it at most, or units that one takes; and those of
        the ceilings.
    as_of : date
        When the evidence was last looked at.
    evidence : str
        The vendor's pages, and whether they were read or are known from an excerpt.
    elsewhere : str
        What else belongs to the product, and which settings express it.
    together : tuple of tuple of str
        Sets of media; an agent holds contacts of one such set at a time.
    ceilings : tuple of Ceiling
        Limits across media.
    interrupts : mapping of str to tuple of str
        Newcomer: held media that do not count for it.
    while_on : mapping of str to tuple of str
        Held medium: the only others that may be offered.
    media : mapping of str to tuple of Kind
        Kinds of channels that the product counts as each medium.
    is_read : bool
        All of it was read, nothing is known from an excerpt only.
    """

    name: str
    product: str
    allows: str
    numbers: Mapping[str, Number]
    as_of: dt.date
    evidence: str
    elsewhere: str
    together: tuple[tuple[str, ...], ...] = (_ALL,)
    ceilings: tuple[Ceiling, ...] = ()
    interrupts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    while_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    media: Mapping[str, tuple[Kind, ...]] = field(default_factory=lambda: _MEDIA)
    is_read: bool = True


_ONE_CALL = Number(1, 0, 1)
_WEBEX = "help.webex.com, 'Manage multimedia profiles': read"
_WEBEX_ELSEWHERE = (
    "An agent may dial out by hand while she holds digital work: not modelled."
)

_LIST = (
    Preset(
        name="webex.exclusive",
        product="Webex Contact Center",
        allows="one contact in all",
        numbers={"total": Number(1, 1, 1)},
        ceilings=(Ceiling("total", _ALL),),
        as_of=_LOOKED_AT,
        evidence=_WEBEX,
        elsewhere=_WEBEX_ELSEWHERE,
    ),
    Preset(
        name="webex.blended_realtime",
        product="Webex Contact Center",
        allows="a call or up to 5 chats, beside 5 e-mails and 5 messages",
        numbers={
            "voice": Number(1, 1, 1),
            "chat": Number(5, 1, 5),
            "message": Number(5, 0, 5),
            "email": Number(5, 0, 5),
        },
        together=(("voice", "message", "email"), ("chat", "message", "email")),
        as_of=_LOOKED_AT,
        evidence=_WEBEX,
        elsewhere=_WEBEX_ELSEWHERE,
    ),
    Preset(
        name="webex.blended",
        product="Webex Contact Center",
        allows="a call, 5 chats, 5 messages and 5 e-mails, all together",
        numbers={
            "voice": _ONE_CALL,
            "chat": Number(5, 0, 5),
            "message": Number(5, 0, 5),
            "email": Number(5, 0, 5),
        },
        as_of=_LOOKED_AT,
        evidence=_WEBEX,
        elsewhere=_WEBEX_ELSEWHERE,
    ),
    Preset(
        name="amazon_connect",
        product="Amazon Connect",
        allows="a call, 3 chats, an e-mail; nothing else is offered during a call or a "
        "chat",
        numbers={
            "voice": Number(1, 1, 1),
            "chat": Number(3, 1, 10, is_ours=True),
            "email": Number(1, 1, 10, is_ours=True),
        },
        while_on={"voice": (), "chat": ()},
        together=(("voice", "chat", "email"),),
        media=_CHAT_IS_ALL_TEXT,
        as_of=_LOOKED_AT,
        evidence="docs.aws.amazon.com, API reference 'MediaConcurrency': read; "
        "docs.aws.amazon.com, 'Create a routing profile' and its example of "
        "cross-channel concurrency: read",
        elsewhere="Each medium is set to allow others beside it or none: your own "
        "`while_on` replaces the matrix, channel by channel. A place stays taken in "
        "wrap-up: `place_until: wrap_up`, as usual. Messages (SMS, WhatsApp) "
        "are chats to this product.",
    ),
    Preset(
        name="genesys",
        product="Genesys Cloud CX",
        allows="one medium at a time: a call, a callback, 4 chats, a message or an "
        "e-mail; all others interrupt e-mail",
        numbers={
            "voice": Number(1, 0, 25),
            "callback": Number(1, 0, 25),
            "chat": Number(4, 0, 25),
            "message": Number(1, 0, 25),
            "email": Number(1, 0, 25),
        },
        together=(("voice",), ("callback",), ("chat",), ("message",), ("email",)),
        interrupts={
            "voice": ("email",),
            "callback": ("email",),
            "chat": ("email",),
            "message": ("email",),
        },
        media={
            "voice": (Kind.CALL,),
            "callback": (Kind.CALLBACK,),
            "chat": (Kind.CHAT,),
            "message": (Kind.MESSAGE,),
            "email": (Kind.MAIL,),
        },
        as_of=_LOOKED_AT,
        evidence="help.genesys.cloud, 'Agent utilization' and 'Configure utilization "
        "at the org level': read",
        elsewhere="What may interrupt each medium is a list: let calls interrupt chats "
        "as well by `interrupts: {phone: [chat, email]}`. The caps per label are "
        "not part of the preset.",
    ),
    Preset(
        name="salesforce_units",
        product="Salesforce Omni-Channel",
        allows="units: a call takes 2 of 2, a chat or message 1; e-mails have 3 "
        "interruptible units of their own",
        numbers={
            "total": Number(2, 1),
            "voice": Number(2, 1),
            "chat": Number(1, 1),
            "message": Number(1, 1),
            "interruptible": Number(3, 1),
            "email": Number(1, 1),
            "items": Number(100, 1, 100),
        },
        ceilings=(
            Ceiling("total", ("voice", "chat", "message"), in_units=True),
            Ceiling("interruptible", ("email",), in_units=True),
            Ceiling("items", _ALL),
        ),
        is_read=False,
        as_of=_LOOKED_AT,
        evidence="help.salesforce.com, 'Configure Work Items as Primary or "
        "Interruptible' and 'Understanding Your Work Capacity': read; at most "
        "100 open items: excerpt",
        elsewhere="Tab-based capacity comes free when the tab is closed, after the "
        "wrap-up (`place_until: wrap_up`); status-based with the end of the "
        "conversation (`place_until: end`).",
    ),
    Preset(
        name="azure_router",
        product="Azure Communication Services Job Router",
        allows="units: a call takes 100 of 100, a chat 20",
        numbers={
            "total": Number(100, 1),
            "voice": Number(100, 1),
            "chat": Number(20, 1),
            "message": Number(None, 1),
            "email": Number(None, 1),
        },
        ceilings=(Ceiling("total", _ALL, in_units=True),),
        as_of=_LOOKED_AT,
        evidence="learn.microsoft.com, Job Router concepts: read",
        elsewhere="A place comes free when the job is closed, after the wrap-up.",
    ),
    Preset(
        name="twilio",
        product="Twilio TaskRouter and Flex",
        allows="a call, 3 chats, 3 messages and an e-mail, independent of each other",
        numbers={
            "voice": Number(1),
            "chat": Number(3),
            "message": Number(3, is_ours=True),
            "email": Number(1, is_ours=True),
        },
        as_of=_LOOKED_AT,
        evidence="twilio.com/docs/taskrouter, 'Multitasking': read",
        elsewhere="Exclusion is written as workflow expressions: `while_on: {phone: "
        "[], chat: []}`. With a cap above 1 such an agent may never get back to "
        "calls while chats wait (lock-in).",
    ),
    Preset(
        name="zendesk",
        product="Zendesk omnichannel routing",
        allows="a call, 3 chats, 3 messages and 10 e-mails, independent of each other",
        numbers={
            "voice": Number(1, is_ours=True),
            "chat": Number(3, is_ours=True),
            "message": Number(3, is_ours=True),
            "email": Number(10),
        },
        as_of=_LOOKED_AT,
        evidence="support.zendesk.com, 'Creating capacity rules to balance agent "
        "workloads': read",
        elsewhere="The highest spare capacity goes first: `choose_agent: most_spare`. "
        "Messages stop counting after 10 min without a reply and may come back "
        "above the cap: `quiet_after: 10 min`, `revive: exceed`.",
    ),
    Preset(
        name="intercom",
        product="Intercom",
        allows="3 conversations in all, of them one call; further limits per medium if "
        "given",
        numbers={
            "total": Number(3, 1),
            "voice": Number(1, is_ours=True),
            "chat": Number(None),
            "message": Number(None),
            "email": Number(None),
        },
        ceilings=(Ceiling("total", _ALL),),
        as_of=_LOOKED_AT,
        evidence="intercom.com/help, 'Balanced assignment deep dive': read",
        elsewhere="The fewest open go first: `choose_agent: least_loaded`. Calls are "
        "counted like any conversation, which the page does not say.",
    ),
    Preset(
        name="liveagent",
        product="LiveAgent",
        allows="a call, 3 chats and a ticket, independent of each other",
        numbers={
            "voice": Number(1, is_ours=True),
            "chat": Number(3, is_ours=True),
            "email": Number(1, is_ours=True),
        },
        together=(("voice", "chat", "email"),),
        media=_CHAT_IS_ALL_TEXT,
        as_of=_LOOKED_AT,
        evidence="support.liveagent.com, 'Chat settings': read",
        elsewhere="The previous agent goes first: `choose_agent: [previous_agent, "
        "least_loaded]` is its average utilisation, `most_loaded` its maximum. "
        "Breathing time between chats: `breathing: {chat: 30 s}`. A chat rings "
        "for 30 s: `ring: {time: 30 s}`. Inactive chats free their slot and "
        "stay open: use a channel of kind message with `quiet_after`.",
    ),
    Preset(
        name="nice",
        product="NICE CXone omnichannel session handling",
        allows="a call, 3 chats, 3 messages and an e-mail, 5 in all; a call interrupts "
        "the rest",
        numbers={
            "total": Number(5, 1, is_ours=True),
            "voice": _ONE_CALL,
            "chat": Number(3, is_ours=True),
            "message": Number(3, is_ours=True),
            "email": Number(1, is_ours=True),
        },
        ceilings=(Ceiling("total", _ALL),),
        interrupts={"voice": ("chat", "message", "email")},
        is_read=False,
        as_of=_LOOKED_AT,
        evidence="help.incontact.com, 'Set Up Omnichannel Session Handling' and "
        "'Manage Contact Delivery Settings for Dynamic Delivery': read; calls in "
        "focus, digital work interrupted: excerpt",
        elsewhere="Delivery mode 'single contact' is `total: 1`.",
    ),
)

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {preset.name: preset for preset in _LIST}
)

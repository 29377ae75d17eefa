"""What a scenario says, as frozen models: if one exists, it is valid.

Given text or plain values by `omnisim.scenario.loading`, handed to the population
(who comes) and the engine's plan (who may serve whom). All times are seconds,
all shares lie between 0 and 1. Clock times and tables are still relative to the
calendar here; `omnisim.scenario.timeline` turns them into seconds of the
simulation.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads the annotations at run time
from typing import TYPE_CHECKING, Annotated

from pydantic import (
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from omnisim.scenario import forms, shorthand
from omnisim.scenario.announcements import Announce, Invite, Offer
from omnisim.scenario.automation import Bot
from omnisim.scenario.choices import (
    ALWAYS_FINISHED,
    AgentRule,
    AtDutyEnd,
    ContactRule,
    Context,
    Kind,
    PlaceUntil,
    Revive,
    ServiceLevel,
    WaitEstimate,
)
from omnisim.scenario.experience import Satisfaction
from omnisim.scenario.fields import (
    NEVER,
    Amount,
    AnyCountLaw,
    AnyLaw,
    Count,
    Duration,
    Factor,
    InOrder,
    Label,
    Mean,
    Model,
    Name,
    OneOrMore,
    Positive,
    Share,
    Start,
    setting_in,
)
from omnisim.scenario.journeys import After, Customers, Step, Twins
from omnisim.scenario.laws import Constant
from omnisim.scenario.money import Price
from omnisim.scenario.outages import Outage
from omnisim.scenario.rules import Overflow, Ring, Routing, Transfer
from omnisim.scenario.staffing import (
    ChosenPreset,
    Learning,
    MayHold,
    Mix,
    Pool,
    Shift,
    Shrinkage,
    Skill,
    Strain,
    Wage,
)
from omnisim.units import DAY

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ALL_DAY",
    "ATTENTION",
    "GENERAL",
    "NEVER",
    "After",
    "AgentRule",
    "Announce",
    "Arrivals",
    "AtDutyEnd",
    "Bot",
    "BusyDay",
    "Calendar",
    "Channel",
    "ChosenPreset",
    "ContactRule",
    "Context",
    "Customers",
    "Group",
    "Hours",
    "Invite",
    "Issue",
    "Kind",
    "Learning",
    "Mix",
    "MixtureEntry",
    "Model",
    "Offer",
    "Outage",
    "Overflow",
    "PlaceUntil",
    "Pool",
    "Price",
    "Recorded",
    "Revive",
    "Ring",
    "Routing",
    "Row",
    "Satisfaction",
    "Scenario",
    "ServiceLevel",
    "Shift",
    "Shrinkage",
    "Skill",
    "Step",
    "Strain",
    "Table",
    "Target",
    "Transfer",
    "Twins",
    "Wage",
    "WaitEstimate",
    "Window",
]

GENERAL = "general"  # the issue of a scenario that names none


class Hours(Model):
    """Opening hours: for each weekday, Monday first, spans of clock seconds.

    A span may end above 86 400: past midnight. A day without spans is closed.
    """

    week: tuple[tuple[tuple[float, float], ...], ...]

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return forms.read_hours(data)


ATTENTION = (Kind.CALL, Kind.CALLBACK, Kind.CHAT, Kind.MESSAGE, Kind.MAIL)

ALL_DAY = Hours(week=(((0.0, DAY),),) * 7)


class Calendar(Model):
    """When the simulated time starts, how long it lasts, when the centre is open.

    Second 0 is `start`; day d lasts from second 86 400 d to 86 400 (d + 1), so a
    centre that works over midnight starts its calendar when it opens.
    """

    start: Start
    days: Annotated[Count, Field(ge=1, le=3660)] = 1
    open: Hours = ALL_DAY
    interval: Annotated[Duration, Field(gt=0)] = 1800.0
    warm_up: Duration = 0.0  # from second 0: played, not counted
    run_out: Duration | None = (
        None  # at most so long after the last day; None: till empty
    )


class Row(Model):
    """One line of an interval table from a file."""

    start: float  # clock seconds
    count: float
    weekday: int | None = None  # Monday is 0; None: every day
    date: dt.date | None = None  # None: every such day
    issue: str | None = None


class Table(Model):
    """Values on a grid: inline `counts` from opening to closing, or `rows` of a file.

    Exactly one of the two is filled. One count stands for a constant value.
    """

    per: Duration  # length of a step in seconds
    counts: tuple[Amount, ...] = ()
    rows: tuple[Row, ...] = ()


class Recorded(Model):
    """One recorded arrival."""

    at: float  # seconds from the start of the calendar
    issue: str | None = None


class Arrivals(Model):
    """Expected contacts per step (`table`), or `recorded` instants to replay."""

    table: Table | None = None
    recorded: tuple[Recorded, ...] = ()
    scale: Factor = 1.0

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object, info: ValidationInfo) -> object:
        return forms.read_arrivals(data, setting_in(info))


class BusyDay(Model):
    """One random factor a day on the arrivals of a channel: gamma, mean 1."""

    cv: Factor = 0.0

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return shorthand.keyed(data, "cv")


class Issue(Model):
    """Why customers make contact."""

    share: Share | None = None  # of all contacts, where a channel has no mixture
    effort: Positive = 1.0  # scales the work of agents
    needs: Name | None = None  # qualification an agent must have
    priority: Count | None = None  # overrides the channel's
    weight: Factor | None = None  # overrides the channel's

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return shorthand.keyed(data, "share")


class Target(Model):
    """`share` answered within `threshold` seconds."""

    share: Share
    threshold: Duration

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return shorthand.read_target(data)


class Window(Model):
    """When a call back is promised: from `after` on, for as long as it lasts."""

    after: Duration = 0.0  # from the request
    lasts: Duration = 0.0


class MixtureEntry(Model):
    """An issue's share on one channel, and its own laws where they differ."""

    share: Share
    talk: AnyLaw | None = None
    work: AnyLaw | None = None
    duration: AnyLaw | None = None
    turns: AnyCountLaw | None = None
    agent_turn: AnyLaw | None = None
    customer_turn: AnyLaw | None = None
    reply_patience: AnyLaw | None = None
    wrap_up: AnyLaw | None = None
    patience: AnyLaw | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return shorthand.keyed(data, "share")


class Channel(Model):
    """A way customers come, and how its conversations go.

    Which of the fields of conversations belong to which kind stands in
    `omnisim.scenario.kinds`.
    """

    kind: Kind
    arrivals: Arrivals | None = None  # None: only moves from elsewhere come here
    busy_day: BusyDay = BusyDay()
    issues: InOrder[Name, MixtureEntry] = Field(
        default_factory=dict
    )  # empty: the shares of the issues section
    talk: AnyLaw | None = None  # call, callback
    work: AnyLaw | None = None  # mail: each round
    duration_by_open_chats: OneOrMore[Mean] = ()  # chat, rate level; first: alone
    duration: AnyLaw | None = None  # rate level: of a chat held alone
    turns: AnyCountLaw | None = None  # agent turns; of a mail: rounds
    agent_turn: AnyLaw | None = None
    customer_turn: AnyLaw | None = None
    customer_drift: Factor = 0.0  # longer by this share of the wait for attention
    reply_patience: AnyLaw = Constant(value=NEVER)  # inside the conversation
    silent: Share = 0.0  # of those who leave, say nothing
    discovery: AnyLaw = Constant(value=45.0)  # to notice who left the queue silently
    close_after: Duration = 300.0  # quiet time until a chat left silently is closed
    quiet_after: Duration = 600.0  # message: quiet time until the place is given back
    revive: Revive = Revive.QUEUE
    dial: AnyLaw = Constant(value=20.0)  # callback: until picked up, or given up
    answers: Share = 1.0  # callback: share of tries that are picked up
    tries: Annotated[Count, Field(ge=1)] = 3
    retry: AnyLaw = Constant(value=1800.0)  # callback: until the next try
    window: Window = Window()
    wrap_up: AnyLaw = Constant(value=0.0)
    place_until: PlaceUntil = PlaceUntil.WRAP_UP
    patience: AnyLaw = Constant(value=NEVER)  # in the queue
    target: Target | None = None
    lines: Count | None = None  # waiting, ringing and talking at most
    open: Hours | None = None  # None: the calendar's
    priority: Count = 5  # 1 goes first
    weight: Factor = 1.0
    announce: Announce | None = None
    invite: Invite | None = None
    outages: OneOrMore[Outage] = ()
    cost: OneOrMore[Price] = ()  # per contact, minute or line


class Group(Model):
    """Agents alike in skills. Exactly one of `staff` and `shifts` is given."""

    staff: Table | None = None
    shifts: tuple[Shift, ...] = ()
    skills: InOrder[Label, Skill]  # "phone", or "phone/dispute" for one issue of it
    qualified_for: OneOrMore[Name] = ()
    pace: Positive = 1.0  # 1.1 = 10 % slower than standard
    wage: Wage | None = None
    resolves: Factor = 1.0  # multiplies the share of issues resolved
    learning: Learning | None = None
    strain: Strain | None = None
    shrinkage: Shrinkage = Shrinkage()
    may_hold: MayHold = ()  # what at once; empty, without units: one contact
    units: OneOrMore[Pool] = ()
    interrupts: InOrder[Label, OneOrMore[Label]] = Field(
        default_factory=dict
    )  # newcomer: held channels that do not count for it
    while_on: InOrder[Label, OneOrMore[Label]] = Field(
        default_factory=dict
    )  # held channel: the only others that may be offered
    attention: tuple[Kind, ...] = ATTENTION  # whose work goes first
    switch_cost: Duration = 0.0  # on turning to another conversation
    slowdown: Factor = 0.0  # longer agent turns, per further conversation in hand
    breathing: InOrder[Label, Duration] = Field(
        default_factory=dict
    )  # by channel: the place stays taken so long after the end
    at_duty_end: InOrder[Label, AtDutyEnd] = Field(
        default_factory=dict
    )  # by channel; else finish
    reserved: InOrder[Label, Count] = Field(
        default_factory=dict
    )  # channel: agents kept free for it

    @field_validator("staff", mode="before")
    @classmethod
    def _read_staff(cls, data: object, info: ValidationInfo) -> object:
        return forms.read_staff(data, setting_in(info))

    @field_validator("breathing", "at_duty_end", mode="before")
    @classmethod
    def _read_one_for_all(cls, data: object) -> object:
        return shorthand.keyed(data, "any")

    @model_validator(mode="after")
    def _one_of_two(self) -> Group:
        if (self.staff is None) == (not self.shifts):
            found = "neither" if self.staff is None else "both"
            raise ValueError(f"must have either staff or shifts, found {found}")
        return self

    def complete(self, channels: Mapping[str, Channel]) -> Group:
        """Return the same with what is said of any channel said of each.

        Calls are finished whatever is said of any channel, and agents have nothing to
        do with those of bots.
        """
        taken = [c for c, one in channels.items() if one.kind != Kind.BOT]
        ends = [c for c in taken if channels[c].kind not in ALWAYS_FINISHED]
        update: dict[str, object] = {}
        for field, names in (("breathing", taken), ("at_duty_end", ends)):
            given = getattr(self, field)
            if "any" in given:
                update[field] = shorthand.spell_out_any(given, names, given["any"])
        return self.model_copy(update=update) if update else self

    def skill_for(self, channel: str, issue: str) -> Skill | None:
        """Return the skill that counts: the one for the issue before the channel's."""
        return self.skills.get(f"{channel}/{issue}") or self.skills.get(channel)

    def is_qualified(self, issue: Issue) -> bool:
        """Say whether the agents have the qualification that an issue needs."""
        return issue.needs is None or issue.needs in self.qualified_for


class Scenario(Model):
    """Everything a run needs but the seed."""

    name: Label
    description: Label = ""
    calendar: Calendar
    issues: InOrder[Name, Issue] = Field(
        default_factory=lambda: {GENERAL: Issue(share=1.0)}
    )
    channels: InOrder[Name, Channel]
    agents: InOrder[Name, Group]
    routing: Routing = Routing()
    automation: InOrder[Name, Bot] = Field(default_factory=dict)
    customers: Annotated[Customers, Field(validate_default=True)] = Customers()
    service_level: ServiceLevel = ServiceLevel.OFFERED
    short_abandonment: Duration = 5.0
    satisfaction: Satisfaction | None = None  # None: no figures about it
    targets: InOrder[Label, dict[Label, Label]] = Field(default_factory=dict)

    @field_validator("agents", mode="after")
    @classmethod
    def _complete_groups(
        cls, agents: dict[str, Group], info: ValidationInfo
    ) -> dict[str, Group]:
        channels = info.data.get("channels", {})
        return {name: group.complete(channels) for name, group in agents.items()}

    @field_validator("customers", mode="after")
    @classmethod
    def _complete(cls, customers: Customers, info: ValidationInfo) -> Customers:
        bots = info.data.get("automation", {}).values()
        return customers.complete(
            info.data.get("channels", {}),
            info.data.get("issues", {}),
            fronted={channel for bot in bots for channel in bot.fronts},
        )

    @field_validator("targets", mode="before")
    @classmethod
    def _read_targets(cls, data: object) -> object:
        return shorthand.read_targets(data)

"""Models of what a group's agents can do, may hold, cost, and when they work."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from omnisim.scenario import holding, shorthand
from omnisim.scenario.fields import (
    Amount,
    Count,
    Days,
    Duration,
    Factor,
    InOrder,
    Label,
    Mean,
    Model,
    OneOrMore,
    Positive,
    Share,
    Span,
)

__all__ = [
    "ChosenPreset",
    "Learning",
    "MayHold",
    "Mix",
    "Pool",
    "Shift",
    "Shrinkage",
    "Skill",
    "Strain",
    "Wage",
]


class Skill(Model):
    """The right to take a channel's contacts (or one issue's of them)."""

    preference: Annotated[Count, Field(ge=1)] = 1  # 1 = first choice
    pace: Positive = 1.0  # multiplies the group's

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return shorthand.keyed(data, "preference")


class Shift(Model):
    """`n` agents on duty at the same hours."""

    n: Count
    hours: Span  # clock seconds; ends above 86 400 past midnight
    breaks: OneOrMore[Span] = ()
    days: Days = (0, 1, 2, 3, 4, 5, 6)  # weekday of its start, Monday 0


class Shrinkage(Model):
    """Paid time off the floor."""

    planned: Share = 0.0  # of every stretch on duty: meetings, training
    absence: Share = 0.0  # an agent misses a whole day with this probability


class Wage(Model):
    """Money per hour."""

    amount: Amount
    currency: Label

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return shorthand.read_wage(data)


class Learning(Model):
    """New agents, slower than the others until they have learnt the work."""

    new: Count  # agents of the group, those with the highest numbers
    slower: Factor  # 40% = their work takes 1.4 times as long on the first day
    halves: Mean  # the extra halves whenever so much of the calendar has passed
    since: Duration = 0.0  # that they have been there when the calendar starts


class Strain(Model):
    """Work that slows down in agents who have been busy for long."""

    slower: Factor  # per point of occupancy above the limit: 1% = 1.05 at 5 points
    above: Share = 0.85  # occupancy over the last while
    over: Mean = 3600.0  # how long that while is


class Mix(Model):
    """How many contacts of each channel an agent may hold together."""

    most: InOrder[Label, Count]  # by channel; 0 for those not named
    total: Count | None = None  # of all together

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return holding.read_mix(data)


class ChosenPreset(Model):
    """A product's rule of what an agent may hold, `omnisim.scenario.presets`."""

    name: Label
    numbers: InOrder[Label, Count] = Field(default_factory=dict)  # else the usual ones

    @model_validator(mode="after")
    def _is_offered(self) -> ChosenPreset:
        holding.check_preset(self.name, self.numbers)
        return self


class Pool(Model):
    """A capacity in units, and what a contact of each channel takes of it."""

    total: Positive
    each: InOrder[Label, Positive]  # by channel; others do not count here

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return holding.read_pool(data)


MayHold = Annotated[
    Annotated[tuple[Mix, ...], Tag("mixes")]
    | Annotated[ChosenPreset, Tag("chosen preset")],
    Discriminator(holding.form_of),
    BeforeValidator(holding.read_may_hold),
]

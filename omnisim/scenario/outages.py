"""Models of what breaks: outages of a channel or a bot."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads the annotations at run time
from typing import Annotated

from pydantic import ConfigDict, Field, ValidationInfo, model_validator

from omnisim.scenario import shorthand
from omnisim.scenario.choices import Cuts  # noqa: TC001 - as above
from omnisim.scenario.fields import AnyLaw, Clock, Days, Mean, Model, setting_in

__all__ = ["Outage"]


class Outage(Model):
    """Times at which something is out of order: planned (`at`) or random (`every`).

    Exactly one of the two is given. A planned one begins at a clock time on each of
    `days`, or on one `date`. Random ones follow each other at exponential distances
    of mean `every`, from the end of one to the beginning of the next.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    at: Clock | None = None  # clock seconds
    date: dt.date | None = None
    days: Days = (0, 1, 2, 3, 4, 5, 6)  # weekdays, Monday 0
    every: Mean | None = None
    lasts: Annotated[AnyLaw, Field(validation_alias="for")]
    cuts: Cuts | None = None  # None: all where customers wait live, else new

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object, info: ValidationInfo) -> object:
        return shorthand.read_outage(data, setting_in(info))

    @model_validator(mode="after")
    def _one_of_two(self) -> Outage:
        if (self.at is None) == (self.every is None):
            found = "neither" if self.at is None else "both"
            raise ValueError(f"must have either at or every, found {found}")
        return self

"""What is paid for besides agents: prices."""

from __future__ import annotations

from pydantic import model_validator

from omnisim.scenario import shorthand
from omnisim.scenario.choices import Per  # noqa: TC001 - pydantic reads annotations
from omnisim.scenario.fields import Amount, Label, Model

__all__ = ["Price"]


class Price(Model):
    """Money for one of something: ``0.15 EUR/session``."""

    amount: Amount
    currency: Label
    per: Per

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return shorthand.read_price(data)

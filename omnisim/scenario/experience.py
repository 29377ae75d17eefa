"""Parameters of the illustrative model of satisfaction, `omnisim.kpi.satisfaction`."""

from __future__ import annotations

from omnisim.scenario.fields import Factor, Model, Share

__all__ = ["Satisfaction"]


class Satisfaction(Model):
    """What a customer's score of her whole issue loses by what happened to her.

    The score lies between 0 and 1. None of these numbers is measured: they make
    scenarios comparable, no more.
    """

    best: Share = 0.95  # resolved at once, without a wait
    per_minute: Factor = 0.01  # of her own time in live contacts
    per_contact: Factor = 0.08  # after the first
    per_story: Factor = 0.06  # told again
    per_move: Factor = 0.03  # to another agent or channel, not told in advance
    unresolved: Factor = 0.40
    satisfied: Share = 0.70  # from this score on: CSAT
    promoter: Share = 0.90  # from this score on: NPS
    detractor: Share = 0.60  # up to this score: NPS

"""What becomes of a customer's other open contacts once one is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.journal.schema import Outcome
from omnisim.population import Purpose

if TYPE_CHECKING:
    from omnisim.engine.floor import Floor
    from omnisim.engine.state import Contact

__all__ = ["Twins"]


class Twins:
    """Decides what becomes of contacts that double each other.

    Parameters
    ----------
    floor : Floor
        Where it happens.
    """

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._plan = floor.plan.twins

    def settle(self, answered: Contact) -> None:
        """Decide what becomes of the others, now that an agent has answered one.

        Who waits in a queue and is withdrawn or merged leaves it at once; the
        others when they would next join one.
        """
        for contact in tuple(self._floor.families[answered.customer]):
            if (
                contact is answered
                or contact.number < 0  # on the calendar only
                or contact.fate is not None
                or contact.is_answered
            ):
                continue
            contact.fate = fate = self._fate(contact)
            if contact.is_queued and fate in (Outcome.WITHDRAWN, Outcome.MERGED):
                self._floor.take_out(contact, fate)

    def _fate(self, contact: Contact) -> Outcome:
        plan = self._plan
        draw = self._floor.population.coin(
            Purpose.TWIN, contact.customer, contact.attempt
        )
        if draw < plan.withdrawn:
            return Outcome.WITHDRAWN
        if draw < plan.merged:
            return Outcome.MERGED
        return Outcome.FOUND_OUT if draw < plan.found_out else Outcome.OPEN

"""Messages to customers: how they stand, that they need not ask, that they may.

A message counts where it was sent by the clock, under the channel and issue of the
contact that it tells of, spares or invites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.journal.schema import Notice
from omnisim.kpi.figure import count

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.windows import Floats

__all__ = ["FIGURES", "add_up"]

_SENT = "messages sent in the window"

FIGURES = (
    count("updates_sent", "Updates sent", "updates", unit="messages", cohort=_SENT,
          remark="They tell customers without an answer how their contact stands."),
    count("chases_spared", "Chases spared", "chases_spared", direction="up",
          cohort=_SENT,
          remark="Customers who would have chased an answer and, told how they stand, "
          "did not. Only a simulation knows it."),
    count("proactive_sent", "Proactive messages sent", "proactive", unit="messages",
          cohort=_SENT,
          remark="They reach customers about to make their first contact."),
    count("contacts_spared", "Contacts spared", "contacts_spared", direction="up",
          cohort=_SENT,
          remark="First contacts that were never made, because a proactive message "
          "said all there was to know. They are in no count of contacts or customers; "
          "the further contacts that they might have led to are not counted."),
    count("invitations", "Invitations", "invitations", unit="messages",
          cohort=_SENT,
          remark="Visitors asked to make contact, since agents had room."),
    count("invitations_accepted", "Invitations accepted", "invitations_accepted",
          direction="up", cohort=_SENT,
          remark="Each is a contact. Visitors who declined, and those who were not "
          "asked, are no customers."),
)  # fmt: skip

_MEASURES = {
    Notice.UPDATE: ("updates", "chases_spared"),
    Notice.PROACTIVE: ("proactive", "contacts_spared"),
    Notice.INVITATION: ("invitations", "invitations_accepted"),
}


def add_up(cohort: Cohort) -> dict[str, Floats]:
    """Count messages, and those that worked, by cell code.

    Parameters
    ----------
    cohort : Cohort

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    notices = cohort.journal.notices
    code = cohort.code_at(notices["sent_at"], notices)
    worked = notices["worked"] == 1
    measures = {}
    for kind, (sent, successful) in _MEASURES.items():
        mine = notices["kind"] == kind
        measures[sent] = cohort.tally(code[mine])
        measures[successful] = cohort.tally(code[mine & worked])
    return measures

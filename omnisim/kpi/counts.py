"""How many contacts came, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.journal.schema import Outcome
from omnisim.kpi.figure import count, ratio

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.windows import Floats

__all__ = ["FIGURES", "add_up"]

_BALANCE = (
    "arrived = closed + blocked + balked + abandoned + handled + open, and, where "
    "channels have conversations or calls back, + quit + callback_taken + "
    "callback_unreached."
)

FIGURES = (
    count("arrived", "Contacts that arrived", "arrived", remark=f"Balance: {_BALANCE}"),
    count(
        "offered", "Contacts offered", "arrived - blocked - closed",
        source="Genesys, Amazon Connect",
        remark="All that joined a queue or were answered at once, those that balked "
        "included.",
    ),
    count(
        "answered", "Contacts answered", "answered", direction="up",
        remark="Answered in their first queue: talk began, or an agent took the chat, "
        "message or mail, and the customer was still there. For a group: conversations "
        "it began.",
    ),
    count(
        "handled", "Contacts handled", "handled", direction="up",
        remark="Conversed with an agent to the end; each once, however many "
        "interactions it took. For a group: conversations it saw to the end, passed on "
        "or not.",
    ),
    count(
        "abandoned", "Contacts abandoned", "abandoned", direction="down",
        remark="Gave up while waiting, in whichever queue, whether with a sign or "
        "silently.",
    ),
    count(
        "short_abandoned", "Short abandonments", "short",
        remark="Gave up in the first queue, waiting live, after at most "
        "`short_abandonment` (5 s unless the scenario says otherwise).",
    ),
    count("blocked", "Contacts blocked", "blocked", direction="down",
          remark="All lines were in use."),
    count("balked", "Contacts that balked", "balked", direction="down",
          remark="Left at once on hearing the announced wait: offered, but neither "
          "answered nor abandoned."),
    count("closed", "Contacts outside the hours", "closed",
          remark="Came when the channel was closed: neither offered nor blocked."),
    count("open", "Contacts still open", "open", direction="down",
          remark="Waiting or in conversation when play ended. They are offered, count "
          "against the service level once their threshold has passed, and are in no "
          "handle time."),
    ratio(
        "abandonment", "Abandonment", "abandoned", "arrived - blocked - closed",
        direction="down", source="Amazon Connect, Genesys",
        remark="The true one: silent leavers are in it, also those that an agent "
        "took and found gone. See abandonment_reported. Who took the offer to be "
        "called back did not abandon.",
    ),
    ratio(
        "abandonment_excl_short", "Abandonment without short ones",
        "abandoned - short", "arrived - blocked - closed - short", direction="down",
        source="Genesys, with short abandonments left out",
        remark="Short abandonments are in neither count.",
    ),
    ratio("blocking", "Blocking", "blocked", "arrived - closed", direction="down",
          source="Erlang B; Arena, Erlang X",
          remark="Of the attempts made within the opening hours."),
    ratio("balking", "Balking", "balked", "arrived - blocked - closed",
          direction="down"),
)  # fmt: skip

_OUTCOMES = {
    "open": Outcome.OPEN,
    "handled": Outcome.HANDLED,
    "abandoned": Outcome.ABANDONED,
    "blocked": Outcome.BLOCKED,
    "balked": Outcome.BALKED,
    "closed": Outcome.CLOSED,
}


def add_up(cohort: Cohort) -> dict[str, Floats]:
    """Count contacts by cell code.

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    outcome = cohort.contacts["outcome"]
    measures = {"arrived": cohort.tally(cohort.code)}
    for name, which in _OUTCOMES.items():
        measures[name] = cohort.tally(cohort.code[outcome == which])
    return measures

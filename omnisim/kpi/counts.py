"""How many contacts came, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.journal.schema import Outcome
from omnisim.kpi.figure import count, ratio

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.occasions import Occasions
    from omnisim.kpi.windows import Floats

__all__ = ["FIGURES", "add_up"]

_BALANCE = (
    "arrived = closed + blocked + balked + abandoned + handled + open, and, where "
    "channels have conversations or calls back, + quit + callback_taken + "
    "callback_unreached; with bots + contained + unhelped, with outages + cut_off, "
    "with advice to use other channels + moved, and where the further contacts of a "
    "customer are noticed + withdrawn + merged + found_out."
)

FIGURES = (
    count("arrived", "Contacts that arrived", "arrived", remark=f"Balance: {_BALANCE}"),
    count(
        "offered", "Contacts offered", "offered",
        source="Genesys, Amazon Connect",
        remark="All that joined a queue or were answered at once, those that balked "
        "included: neither blocked, nor closed, nor kept out, nor over with a bot.",
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
    count(
        "cut_off", "Contacts cut off", "cut_off", direction="down",
        remark="Kept out by an outage, or cut off by it with a bot, in a queue or in "
        "conversation. Only the last of these were answered, and none was handled.",
    ),
    count("contained", "Contacts contained", "contained", direction="up",
          remark="Served by a bot to the end, resolved or not: neither offered, nor "
          "answered, nor handled."),
    count("unhelped", "Contacts unhelped", "unhelped", direction="down",
          remark="Left a bot that could not help, or was turned away by it."),
    count("moved", "Contacts moved by advice", "moved",
          remark="Took the advice to use another channel, on arrival or after a wait: "
          "offered, but neither answered nor abandoned. Each is followed by a contact "
          "on that channel."),
    count("withdrawn", "Contacts withdrawn", "withdrawn",
          remark="By the customer, whose other contact was answered: offered, but "
          "neither answered nor abandoned."),
    count("merged", "Contacts merged", "merged",
          remark="By the centre, into the customer's other contact that was answered: "
          "offered, but neither answered nor abandoned."),
    count("found_out", "Contacts found out", "found_out", direction="down",
          remark="An agent took them and found that the customer's other contact had "
          "been answered: each cost a discovery, and counts as neither answered nor "
          "handled."),
    ratio(
        "abandonment", "Abandonment", "abandoned", "offered",
        direction="down", source="Amazon Connect, Genesys",
        remark="The true one: silent leavers are in it, also those that an agent "
        "took and found gone. See abandonment_reported. Who took the offer to be "
        "called back did not abandon, nor did those who moved, were cut off, or whose "
        "other contact was answered.",
    ),
    ratio(
        "abandonment_excl_short", "Abandonment without short ones",
        "abandoned - short", "offered - short", direction="down",
        source="Genesys, with short abandonments left out",
        remark="Short abandonments are in neither count.",
    ),
    ratio("blocking", "Blocking", "blocked", "arrived - closed", direction="down",
          source="Erlang B; Arena, Erlang X",
          remark="Of the attempts made within the opening hours."),
    ratio("balking", "Balking", "balked", "offered", direction="down"),
)  # fmt: skip

_OUTCOMES = {
    "open": Outcome.OPEN,
    "handled": Outcome.HANDLED,
    "abandoned": Outcome.ABANDONED,
    "blocked": Outcome.BLOCKED,
    "balked": Outcome.BALKED,
    "closed": Outcome.CLOSED,
}
_OF_BOTS = {"contained": Outcome.CONTAINED, "unhelped": Outcome.UNHELPED}
_OF_TWINS = {
    "withdrawn": Outcome.WITHDRAWN,
    "merged": Outcome.MERGED,
    "found_out": Outcome.FOUND_OUT,
}


def add_up(cohort: Cohort, occasions: Occasions) -> dict[str, Floats]:
    """Count contacts by cell code.

    Parameters
    ----------
    cohort : Cohort
    occasions : Occasions
        What may become of contacts.

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    outcome = cohort.contacts["outcome"]
    measures = {"arrived": cohort.tally(cohort.code)}
    for name, which in _possible(occasions).items():
        measures[name] = cohort.tally(cohort.code[outcome == which])
    if occasions.unqueued:
        measures["offered"] = cohort.tally(cohort.code[cohort.is_offered])
    else:
        turned_away = measures["blocked"] + measures["closed"]
        measures["offered"] = measures["arrived"] - turned_away
    return measures


def _possible(occasions: Occasions) -> dict[str, Outcome]:
    """Return the outcomes that are counted here, by name of the measure."""
    return (
        _OUTCOMES
        | (_OF_BOTS if occasions.bots else {})
        | ({"cut_off": Outcome.CUT_OFF} if occasions.outages else {})
        | ({"moved": Outcome.MOVED} if occasions.advice else {})
        | (_OF_TWINS if occasions.twins else {})
    )

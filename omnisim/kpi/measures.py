"""The measures that figures are made of: what is counted or added up, in words.

A measure adds up over windows and slices (the few that do not are marked), which is
why every figure can be re-added from its numerator and denominator. Contacts are
judged by their first queue: *answered* means answered there, *gave up* means
abandoned there. Waits are those of live contacts, who wait while they wait: calls
and chats, not messages, mails and calls back. In the slice of a group the measures
of answering and handling count the conversations that the group began, and what it
had of them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from omnisim.journal.schema import State

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MEASURES"]

_COUNTS = {
    "arrived": "contacts that arrived",
    "offered": "contacts offered",
    "blocked": "contacts blocked",
    "closed": "contacts that came outside the opening hours",
    "balked": "contacts that balked",
    "abandoned": "contacts abandoned",
    "handled": "contacts handled",
    "open": "contacts still open when play ended",
    "answered": "contacts answered",
    "answered_live": "live contacts answered",
    "gave_up": "live contacts that gave up in their first queue",
    "short": "live contacts that gave up within the short-abandonment time",
}
# Only where there are bots, outages, advice to move, or twins that are noticed.
_NOT_SERVED = {
    "contained": "contacts contained by a bot",
    "unhelped": "contacts unhelped by a bot",
    "cut_off": "contacts cut off or kept out by an outage",
    "moved": "contacts whose customers took the advice to use another channel",
    "withdrawn": "contacts withdrawn, since another was answered",
    "merged": "contacts merged into another that was answered",
    "found_out": "contacts taken and found out, since another had been answered",
}
# Only contacts of channels that have a target can be in time or late.
_JUDGED = {
    "answered_in_time": "answered within the threshold",
    "answered_judged": "answered",
    "gave_up_judged": "abandoned",
    "gave_up_in_time": "abandoned within the threshold",
    "short_judged": "abandoned within the short-abandonment time",
    "overdue": "still waiting past the threshold when play ended",
    "late": "contacts that waited longer than the threshold",
    "excess": "waiting time beyond the threshold",
    "virtual_in_time": "contacts whose virtual wait is within the threshold",
    "virtual_judged": "contacts whose virtual wait is known, or known to be longer",
    "level_numerator": "contacts that the scenario's form counts as in time",
    "level_denominator": "contacts that the scenario's form counts at all",
    "level_demand": "contacts that the targets ask to be in time",
}
_WAITS = {
    "wait_answered": "waits of the live contacts answered",
    "wait_gave_up": "waits of those that gave up",
    "virtual_wait": "virtual waits",
    "virtual_known": "contacts whose virtual wait is known",
}
_HANDLING = {
    "finished": "conversations handled to the end of wrap-up",
    "first_finished": "contacts whose first conversation was so handled",
    "talk": "talk or conversation time",
    "wrap_up": "wrap-up time",
    "offers": "times a contact rang at an agent's",
    "offers_lost": "offers that were not answered",
    "transferred": "contacts handled after at least one transfer",
    "transfers": "transfers",
}
_CUSTOMERS = {
    "customers": "customers",
    "customers_decided": "customers answered at least once, or with no contact open "
    "and the last one not contained by a bot",
    "customers_served": "customers answered at least once",
    "time_to_served": "time from first arrival to first answer",
    "contacts_made": "contacts made by them, in this window or later",
    "issues_decided": "issues handled at least once, or with no contact open and the "
    "last one not contained by a bot",
    "issues_handled": "issues handled at least once",
    "issues_at_once": "issues whose first handled contact resolved them",
    "issues_not_seen_again": "issues without a further contact in time",
    "known": "handled contacts whose resolution is known",
    "resolved": "handled contacts that resolved the issue",
    "repeats": "handled contacts made because the one before did not resolve the issue",
    "redials": "contacts made after being blocked, balking, abandoning, leaving "
    "inside, missing the calls back, being cut off or not being helped by a bot",
}
# Only where customers make further contacts or meet bots.
_JOURNEYS = {
    "issues_over": "issues resolved, or with no contact open",
    "issues_resolved": "issues resolved",
    "time_to_resolution": "time from first arrival to the end of the contact that "
    "resolved the issue",
    "moves": "further contacts on another channel than the contact before",
    "moves_from": "further contacts after one on that channel",
    "issue_moves": "their moves to another channel, in this window or later",
    "channels_used": "different channels they used, in this window or later",
    "duplicates": "contacts opened while another waits in a queue",
    "stories": "stories told again",
    "issue_stories": "stories they told again, in this window or later",
    "customer_time": "time that customers spent on issues resolved, or with no "
    "contact open",
}
# Only where there are bots.
_BOTS = {
    "bot_sessions": "sessions with a bot",
    "bot_ended": "sessions that ended",
    "bot_contained": "sessions contained",
    "bot_resolved": "sessions contained whose issue was resolved",
    "bot_escalated": "sessions that went on to an agent",
    "bot_decided": "sessions that ended, whose contact an agent took or none will "
    "take any more",
    "bot_deflected": "sessions after which no agent took the contact",
    "bot_time": "time with bots",
    "bot_turned_away": "contacts unhelped without a session",
    "bot_only": "contacts that were with a bot, or on its channel, and never asked for "
    "an agent",
}
# Only where there are outages.
_OUTAGES = {
    "channel_outage": "time that channels were out of order",
    "bot_outage": "time that bots were out of order",
    "kept_out": "contacts kept out by an outage",
    "cut_off_inside": "contacts cut off by an outage once they were with a bot, in a "
    "queue or in conversation",
    "customers_cut_off": "customers cut off or kept out",
    "cut_off_returned": "customers who made a further contact after being cut off or "
    "kept out",
    "time_to_recover": "time from the end of outages to recovery",
    "outages_over": "outages that ended",
    "outages_lasting": "outages that ended and were not recovered from",
    "queue_time": "time that live customers waited in queues",
}
# Only where the scenario asks for the model of satisfaction.
_SATISFACTION = {
    "scored": "issues resolved, or with no contact open",
    "score": "their scores",
    "satisfied": "issues whose score is at least `satisfied`",
    "promoters": "issues whose score is at least `promoter`",
    "detractors": "issues whose score is at most `detractor`",
    "effort": "their effort",
}
# Only where customers are sent messages.
_MESSAGES = {
    "updates": "updates sent to customers without an answer",
    "chases_spared": "chases that an update spared",
    "proactive": "messages sent before a first contact",
    "contacts_spared": "first contacts that a message spared",
    "invitations": "invitations sent to visitors",
    "invitations_accepted": "invitations accepted",
}
# Only where there are other channels than calls.
_LEAVING = {
    "abandoned_silently": "contacts abandoned without a sign",
    "silent_found": "contacts taken whose customers had left without a sign",
    "quit": "contacts left inside a conversation",
    "quit_silently": "contacts left inside a conversation without a sign",
}
_REPLIES = {
    "first_replies": "contacts that had a reply",
    "time_to_first_reply": "time from arrival to the first reply",
    "further_replies": "replies after the first",
    "further_wait": "time from further questions to their replies",
    "sessions": "contacts answered and handled, or left inside",
    "session_time": "time from their answer until they were over for the customer",
    "replies_handled": "replies to contacts handled",
    "replied_handled": "contacts handled that had a reply",
    "solved": "contacts resolved that had a reply",
    "solved_at_once": "contacts resolved with one reply",
}
# Only where customers of some channel do not wait live.
_DEFERRED = {
    "items": "messages, mails and calls back received",
    "items_chased": "messages, mails and calls back that were chased",
    "items_due": "messages, mails and calls back whose due time has passed",
    "answered_by_due": "messages, mails and calls back answered by their due time",
    "replies_due": "further questions whose due time has passed",
    "replied_by_due": "further questions answered by their due time",
    "taken": "messages, mails and calls back taken",
    "time_to_taken": "time from arrival until they were taken",
    "items_came": "messages, mails and calls back that came in the window",
    "items_closed": "messages, mails and calls back closed in the window",
    "backlog": "messages, mails and calls back without an answer",
    "backlog_hours": "hours of work expected of the backlog",
}
_CALLBACKS = {
    "callback_taken": "offers of a call back taken",
    "callbacks": "calls back asked for",
    "callbacks_reached": "calls back that reached the customer",
    "unreached": "calls back missed at every try",
    "tries_of_reached": "tries to call back customers who were reached",
    "promises_due": "calls back whose promised time has passed",
    "called_as_promised": "calls back that began by the promised time",
}
_STAFF = {
    "work": "scheduled work",
    "pause": "scheduled breaks",
    "planned": "planned shrinkage",
    "absent": "random absence",
    "beyond": "time on the floor outside scheduled work",
    "missed": "scheduled work spent off the floor",
    "on_floor_at_work": "time on the floor during scheduled work",
    "off_floor_at_rest": "time off the floor during breaks and planned shrinkage",
}
_NAMES = {
    State.IDLE: "idle",
    State.RINGING: "ringing",
    State.TALKING: "talking",
    State.WRAP_UP: "wrap-up",
    State.AWAY: "away",
    State.WAITING: "waiting",
    State.SWITCHING: "switching",
    State.WRITING: "writing",
    State.WORKING: "mail-working",
    State.CHATTING: "chatting",
    State.DISCOVERING: "discovering",
    State.DIALLING: "dialling",
}
_FLOOR = {
    "on_floor": "time on the floor",
    "floor_hours": "hours on the floor",
    "busy": "time with at least one contact in hand",
    "in_hand": "contacts in hand, summed over time",
    "in_hand_squared": "contacts in hand, squared, summed over time",
    "held": "places taken, summed over time",
    "held_1": "time with one contact in hand",
    "held_2": "time with two contacts in hand",
    "held_3": "time with three contacts in hand",
    "held_4_up": "time with four or more contacts in hand",
    "hands_on": "time attending to a contact, wrap-up included",
    "switching_time": "time turning to another conversation",
    "idle_time": "idle time",
    "ringing_time": "ringing time with nothing in hand",
    "handling": "handle times by the clock",
    "linear": "time with at least one contact being handled",
    "capacity_used": "capacity that contacts in hand take, summed over time",
    "room": "time on duty with room for a further contact",
    "blocked_room": "free capacity that no contact may take, summed over time",
    "above_limit": "time with more in hand than the limit",
    "begun_above": "places taken above the limit",
    "attention_lost": "attention given to customers who had left",
    "places_lost": "places taken by customers who had left, summed over time",
    **{f"in_{state.name.lower()}": f"{_NAMES[state]} time" for state in State},
}
_FOCUS = {
    "focus": "attention given to conversations that are over",
    "focussed": "conversations that are over",
    "session": "time from being answered to the end of the conversation",
    "session_focus": "attention given in it",
    "put_aside": "times that work on a mail was put aside",
    "mails_begun": "mails whose work was begun",
}
# Only where there is a wage or a price.
_MONEY = {
    "wages": "wages",
    "contact_prices": "paid for contacts and connections",
    "line_prices": "paid for lines",
    "bot_prices": "paid for bots",
    "message_prices": "paid for messages to customers",
    "resolutions": "issues resolved, each counted where the contact that did so is",
}
# These do not add up: they belong to the window and slice they were made for.
_WINDOW = {
    "one": "1",
    "hour": "3600 s",
    "manned": "time open or with work scheduled",
    "work_offered": "work that came",
    "open_length": "opening time in the window",
    "days_met": "days that met the target",
    "days_judged": "days with a service level",
    "intervals_met": "intervals that met the target",
    "intervals_judged": "intervals with a service level",
    "worst": "lowest service level of any interval",
    "worst_known": "1 if any interval has one",
    **{
        f"{whose}_{which}": f"{which} of the waits"
        for whose in ("wait", "wait_answered")
        for which in ("p50", "p90", "p95", "max")
    },
    "lock_in": "longest unbroken time with something held",
    "lock_in_known": "1 if an agent held something",
    "flood": "most contacts taken by one agent on coming",
    "flood_known": "1 if an agent came to the floor",
    "wait_any": "1 if anybody's wait is known",
    "wait_answered_any": "1 if anybody was answered",
    **{
        f"first_response_{which}": f"{which} of the first responses"
        for which in ("p50", "p90")
    },
    "first_response_any": "1 if anybody had a reply",
    "reply_wait_p90": "p90 of the waits for further replies",
    "reply_wait_any": "1 if anybody had a further reply",
    **{
        f"backlog_age_{which}": f"{which} of the ages of the backlog"
        for which in ("p50", "p90", "max")
    },
    "backlog_age_any": "1 if there is a backlog",
    "consistency": "lowest mean score of a channel by the highest",
    "consistency_known": "1 if issues began on two channels or more",
}

MEASURES: Mapping[str, str] = MappingProxyType(
    _COUNTS
    | _NOT_SERVED
    | _JUDGED
    | _WAITS
    | _HANDLING
    | _CUSTOMERS
    | _JOURNEYS
    | _SATISFACTION
    | _BOTS
    | _OUTAGES
    | _MESSAGES
    | _LEAVING
    | _REPLIES
    | _DEFERRED
    | _CALLBACKS
    | _STAFF
    | _FLOOR
    | _FOCUS
    | _MONEY
    | _WINDOW
)

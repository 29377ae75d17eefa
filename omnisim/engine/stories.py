"""What happens once an agent has a contact in hand: a story for each form.

Each tells one leg, top to bottom, until the contact needs the agent no more, and says
whether there is another leg. `STORIES` names them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from omnisim.engine.plan import Form
from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from simpy.events import Event

    from omnisim.engine.centre import Centre
    from omnisim.engine.state import Agent, Contact

    Story = Generator[Event, object, bool]

__all__ = ["STORIES"]


def call(centre: Centre, contact: Contact, agent: Agent) -> Story:
    """Tell of a call: the agent turns to it at once if she can, and they talk."""
    is_free = centre.floor.attention.can_seize(agent, contact)
    if not is_free and not (yield from wait_in_hand(centre, contact, agent)):
        return False
    if contact.is_served_elsewhere():
        return (yield from find_out(centre, contact, agent))
    yield centre.calls.talk(contact, agent)
    return end_leg(centre, contact, agent)


def wait_in_hand(centre: Centre, contact: Contact, agent: Agent) -> Story:
    """Tell of the wait for a busy agent's attention; say whether it came in time."""
    yield centre.calls.wait_for_attention(contact, agent)
    if contact.agent is None:
        centre.visits.expect_again(contact, Outcome(contact.outcome))
        return False
    return True


def find_out(centre: Centre, contact: Contact, agent: Agent) -> Story:
    """Tell of a call whose customer has been served in another contact."""
    yield centre.calls.find_out(contact, agent)
    centre.calls.end_find_out(contact, agent)
    return False


def call_back(centre: Centre, contact: Contact, agent: Agent) -> Story:
    """Tell of one try to call a customer back."""
    is_free = centre.floor.attention.can_seize(agent, contact)
    if not is_free and not (yield from wait_in_hand(centre, contact, agent)):
        return False
    calls = centre.calls
    is_on_the_line = contact.has_reply  # passed on by another agent
    if contact.is_served_elsewhere():
        return (yield from find_out(centre, contact, agent))
    if not is_on_the_line:
        yield calls.dial(contact, agent)
    if is_on_the_line or calls.is_reached(contact):
        if contact.is_served_elsewhere():
            return (yield from find_out(centre, contact, agent))
        contact.has_reply = True
        yield calls.talk(contact, agent)
        return end_leg(centre, contact, agent)
    if calls.miss(contact, agent):
        centre.visits.expect_again(contact, Outcome.UNREACHED)
        return False
    yield calls.next_try(contact)
    return True


def chat_at_a_rate(centre: Centre, contact: Contact, agent: Agent) -> Story:
    """Tell of a chat that goes at a speed which belongs to the number held."""
    centre.talks.accept(contact, agent)
    if contact.silent or contact.is_served_elsewhere():
        yield centre.talks.discover(contact, agent)
        centre.talks.end_discovery(contact, agent)
        return False
    yield centre.rated.chat(contact, agent)
    if contact.agent is None:  # her duty has ended: who has room goes on with it
        return True
    return end_leg(centre, contact, contact.agent)


def conversation(centre: Centre, contact: Contact, agent: Agent) -> Story:
    """Tell of a chat, a message or a mail: agent and customer take turns."""
    talks, turns = centre.talks, centre.turns
    talks.accept(contact, agent)
    if contact.silent or contact.is_served_elsewhere():
        yield talks.discover(contact, agent)
        talks.end_discovery(contact, agent)
        return False
    if math.isnan(contact.asked_at):
        turns.owe_reply(contact)
    while not turns.is_last(contact):
        yield turns.reply(contact)
        if not math.isnan(contact.left_at):
            yield from customer_quits(centre, contact)
            return False
        if contact.agent is not None and not turns.is_last(contact):
            yield turns.customer_turn(contact)
            if centre.floor.clock.instant < contact.writes_at:
                turns.go_quiet(contact)
                yield turns.until_she_writes(contact)
            turns.owe_reply(contact)
            turns.revive(contact)
        if contact.agent is None:  # whoever has room goes on with it
            turns.queue_again(contact)
            return True
    return end_leg(centre, contact, contact.holder)


def customer_quits(centre: Centre, contact: Contact) -> Generator[Event, object, None]:
    """Tell of a customer who leaves for want of a reply; the agent may not notice."""
    centre.visits.expect_again(contact, Outcome.QUIT)
    centre.turns.quit(contact)
    if contact.silent:
        yield centre.turns.finish_unaware(contact)
        yield centre.turns.stay_quiet(contact)
        centre.talks.close_line(contact)
        centre.talks.wrap_up(contact, contact.holder)


def end_leg(centre: Centre, contact: Contact, agent: Agent) -> bool:
    """End a conversation as it should; say whether the customer goes on to another."""
    talks, onward = centre.talks, contact.onward
    if onward is None:
        if talks.resolve(contact):
            centre.visits.resolved(contact)
        else:
            centre.visits.expect_again(contact, Outcome.HANDLED)
        talks.wrap_up(contact, agent)
        return False
    talks.wrap_up(contact, agent)
    centre.visits.transfer(contact, onward)
    return True


STORIES: dict[Form, Callable[[Centre, Contact, Agent], Story]] = {
    Form.CALL: call,
    Form.CALLBACK: call_back,
    Form.TURNS: conversation,
    Form.RATE: chat_at_a_rate,
}

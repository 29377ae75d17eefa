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

    from omnisim.engine.floor import Floor
    from omnisim.engine.state import Agent, Contact
    from omnisim.engine.visits import Visits

    Story = Generator[Event, object, bool]

__all__ = ["STORIES"]


def call(floor: Floor, visits: Visits, contact: Contact, agent: Agent) -> Story:
    """Tell of a call: the agent turns to it at once if she can, and they talk."""
    if not floor.attention.can_seize(agent, contact):
        yield floor.wait_for_attention(contact, agent)
        if contact.agent is None:
            visits.expect_again(contact, Outcome.ABANDONED)
            return False
    yield floor.calls.talk(contact, agent)
    return end_leg(floor, visits, contact, agent)


def call_back(floor: Floor, visits: Visits, contact: Contact, agent: Agent) -> Story:
    """Tell of one try to call a customer back."""
    if not floor.attention.can_seize(agent, contact):
        yield floor.wait_for_attention(contact, agent)
        if contact.agent is None:
            visits.expect_again(contact, Outcome.ABANDONED)
            return False
    calls = floor.calls
    yield calls.dial(contact, agent)
    if calls.is_reached(contact):
        yield calls.talk(contact, agent)
        return end_leg(floor, visits, contact, agent)
    if calls.miss(contact, agent):
        visits.expect_again(contact, Outcome.UNREACHED)
        return False
    yield calls.next_try(contact)
    return True


def chat_at_a_rate(
    floor: Floor, visits: Visits, contact: Contact, agent: Agent
) -> Story:
    """Tell of a chat that goes at a speed which belongs to the number held."""
    floor.talks.accept(contact, agent)
    if contact.silent:
        yield floor.talks.discover(contact, agent)
        floor.talks.end_discovery(contact, agent)
        return False
    yield floor.rated.chat(contact, agent)
    if contact.agent is None:  # her duty has ended: who has room goes on with it
        return True
    return end_leg(floor, visits, contact, contact.agent)


def conversation(floor: Floor, visits: Visits, contact: Contact, agent: Agent) -> Story:
    """Tell of a chat, a message or a mail: agent and customer take turns."""
    talks, turns = floor.talks, floor.turns
    talks.accept(contact, agent)
    if contact.silent:
        yield talks.discover(contact, agent)
        talks.end_discovery(contact, agent)
        return False
    if math.isnan(contact.asked_at):
        turns.owe_reply(contact)
    while not turns.is_last(contact):
        yield turns.reply(contact)
        if not math.isnan(contact.left_at):
            yield from customer_quits(floor, visits, contact)
            return False
        if contact.agent is not None and not turns.is_last(contact):
            yield turns.customer_turn(contact)
            if floor.clock.instant < contact.writes_at:
                turns.go_quiet(contact)
                yield turns.until_she_writes(contact)
            turns.owe_reply(contact)
            turns.revive(contact)
        if contact.agent is None:  # whoever has room goes on with it
            turns.queue_again(contact)
            return True
    return end_leg(floor, visits, contact, talks.agent_of(contact))


def customer_quits(
    floor: Floor, visits: Visits, contact: Contact
) -> Generator[Event, object, None]:
    """Tell of a customer who leaves for want of a reply; the agent may not notice."""
    visits.expect_again(contact, Outcome.QUIT)
    agent = floor.talks.agent_of(contact)
    floor.turns.quit(contact)
    if contact.silent:
        yield floor.turns.finish_unaware(contact)
        yield floor.turns.stay_quiet(contact)
        floor.talks.close_line(contact)
    floor.talks.wrap_up(contact, agent)


def end_leg(floor: Floor, visits: Visits, contact: Contact, agent: Agent) -> bool:
    """End a conversation as it should; say whether the customer goes on to another."""
    talks, onward = floor.talks, contact.onward
    if onward is None:
        if talks.resolve(contact):
            visits.resolved(contact)
        else:
            visits.expect_again(contact, Outcome.HANDLED)
        talks.wrap_up(contact, agent)
        return False
    talks.wrap_up(contact, agent)
    visits.go_on(contact, floor.queues[onward.queue], has_story=onward.story)
    return True


STORIES: dict[Form, Callable[[Floor, Visits, Contact, Agent], Story]] = {
    Form.CALL: call,
    Form.CALLBACK: call_back,
    Form.TURNS: conversation,
    Form.RATE: chat_at_a_rate,
}

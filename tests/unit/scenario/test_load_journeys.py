"""The forms in which journeys, bots, outages and money may be written."""

from __future__ import annotations

import datetime as dt

import pytest
from journey_texts import BANK, bank, faults_of_bank
from scenario_texts import SMALL, small

from omnisim.errors import ScenarioError
from omnisim.scenario import loads
from omnisim.scenario.choices import Context, Meets, Told, Unavailable
from omnisim.scenario.journeys import Contexts, Step, Twins
from omnisim.scenario.laws import Constant, Exponential
from omnisim.scenario.money import Price
from omnisim.scenario.outages import Outage
from omnisim.scenario.schema import Offer

MANY_FAULTS = """
calendar: {start: 2026-03-02 08:00}
channels:
  phone:
    kind: call
    arrivals: {rate: 5/h}
    talk: 5 min
    outages: {at: 10.30, for: 40 min}
    cost: 2 EUR/lin
    announce: {offer: {to: phnoe, share: 5%}}
agents:
  desk:
    staff: 2
    skills: {phone: 1, chat: 1}
    learning: {new: 1, slower: 40%}
automation:
  assistant: {fronts: phon, contains: 20%, session: 90, otherwise: {agnt: 100%}}
customers:
  twins: mergd
  updates: {email: {after: 4 h, saves: 60}}
  impatient_duplicates: {chat: {open: phone, probability: 10}}
"""


def test_every_fault_of_a_faulty_file_is_told_at_once() -> None:
    with pytest.raises(ScenarioError) as caught:
        loads(MANY_FAULTS, name="bank.yaml")

    assert [
        f"{fault.line}:{fault.column} {fault.path}" for fault in caught.value.faults
    ] == [
        "8:19 channels.phone.outages.at",
        "9:11 channels.phone.cost",
        "10:28 channels.phone.announce.offer.to",
        "14:24 agents.desk.skills.chat",
        "15:5 agents.desk.learning.halves",
        "17:23 automation.assistant.fronts",
        "17:53 automation.assistant.session",
        "17:69 automation.assistant.otherwise.agnt",
        "19:10 customers.twins",
        "20:40 customers.updates.email.saves",
        "21:59 customers.impatient_duplicates.chat.probability",
    ]


def test_misspelt_key_of_a_second_contact_lists_the_keys() -> None:
    (fault,) = faults_of_bank("{after: 3 min, open", "{aftre: 3 min, open")

    assert fault == (
        "bank.yaml:83:33: customers.impatient_duplicates.chat.aftre: unknown key; "
        "allowed: open, probability, after; did you mean 'after'?"
    )


def test_one_word_of_context_is_for_every_move() -> None:
    contexts = small("agents:", "customers: {context: lost}\nagents:").customers.context

    lost = Context.LOST
    assert contexts == Contexts(again=lost, switch=lost, transfer=lost, bot=lost)


def test_context_of_moves_that_are_not_named_is_that_of_any() -> None:
    contexts = bank().customers.context

    assert contexts.transfer is Context.KEPT
    assert (contexts.again, contexts.switch, contexts.bot) == (Context.LOST,) * 3


def test_context_is_kept_unless_told_otherwise() -> None:
    contexts = bank("{any: lost, transfer: kept}", "{switch: lost}").customers.context

    assert contexts == Contexts(switch=Context.LOST)
    assert small().customers.context == Contexts()


def test_one_fate_of_twins_is_of_all_of_them() -> None:
    text = f"{SMALL}customers: {{twins: merged}}\n"

    assert loads(text).customers.twins == Twins(merged=1.0)
    assert small().customers.twins == Twins(in_full=1.0)


def test_bot_is_read_with_all_its_keys() -> None:
    bot = bank().automation["assistant"]

    assert bot.fronts == ("chat",)
    assert (bot.share_contained("balance"), bot.share_contained("dispute")) == (
        0.8,
        0.05,
    )
    assert bot.share_false("balance") == 0.1
    assert bot.failed_session == Constant(value=40.0)
    assert (bot.otherwise.agent, bot.otherwise.leave) == (0.75, 0.25)
    assert (bot.context, bot.told) == (Context.KEPT, Told.YES)
    assert (bot.priority, bot.sessions) == (2, 40)
    assert (bot.meets, bot.unavailable) == (Meets.FIRST, Unavailable.REFUSE)
    assert len(bot.outages) == 2
    assert bot.cost == (Price(amount=0.15, currency="EUR", per="session"),)


def test_bot_contains_nothing_of_an_issue_that_it_does_not_know() -> None:
    bot = bank("{balance: 80%, any: 5%}", "{balance: 80%}").automation["assistant"]

    assert bot.share_contained("dispute") == 0.0
    assert bank().automation["self_service"].share_false("dispute") == 0.0


@pytest.mark.parametrize(
    ("text", "outage"),
    [
        (
            '{at: "10:30", for: 40 min}',
            Outage(at=37800.0, lasts=Constant(value=2400.0)),
        ),
        (
            "{at: 2026-03-02 10:30, for: 40 min}",
            Outage(at=37800.0, date=dt.date(2026, 3, 2), lasts=Constant(value=2400.0)),
        ),
        (
            '{at: "10:30", days: weekend, for: {exponential: 1 h}}',
            Outage(at=37800.0, days=(5, 6), lasts=Exponential(mean=3600.0)),
        ),
        (
            "{every: 1 day, for: 1 min}",
            Outage(every=86400.0, lasts=Constant(value=60.0)),
        ),
    ],
)
def test_outage_is_planned_or_random(text: str, outage: Outage) -> None:
    made = bank("{at: 2026-03-02 10:30, for: 40 min, cuts: waiting}", text)

    assert made.channels["phone"].outages == (outage,)


def test_offers_are_told_on_arrival_or_after_a_while() -> None:
    announce = bank().channels["phone"].announce

    assert announce is not None
    assert announce.offer == (
        Offer(to="chat", share=0.2, above=120.0),
        Offer(to="back", share=0.05, after=240.0),
    )


def test_single_offer_needs_no_list() -> None:
    made = bank(
        "\n        - {to: chat, share: 20%, above: 2 min}\n"
        "        - {to: back, share: 5%, after: 4 min}",
        " {to: chat, share: 20%}",
    )

    announce = made.channels["phone"].announce
    assert announce is not None
    assert announce.offer == (Offer(to="chat", share=0.2),)


def test_step_may_be_made_in_python() -> None:
    step = Step(channel="phone", share=0.5)

    assert (step.share_further, step.is_ever_taken) == (0.5, True)
    assert not Step(channel="phone", share=0.0).is_ever_taken
    assert Step(channel="phone", share=0.5, further=0.0).share_further == 0.0


def test_null_leaves_a_key_of_a_step_out() -> None:
    made = bank("tries: 4", "tries: null")

    _, step = made.customers.after.abandoned["phone"]
    assert step.tries is None


def test_group_may_learn_and_tire() -> None:
    agents = bank().agents

    assert agents["desk"].resolves == 0.9
    learning, strain = agents["desk"].learning, agents["seniors"].strain
    assert learning is not None
    assert (learning.new, learning.slower, learning.halves, learning.since) == (
        3,
        0.4,
        2_592_000.0,
        864_000.0,
    )
    assert strain is not None
    assert (strain.slower, strain.above, strain.over) == (0.01, 0.85, 3600.0)


def test_agents_are_told_nothing_of_channels_of_bots() -> None:
    desk = bank().agents["desk"]

    assert desk.breathing == {"back": 10.0, "chat": 30.0, "email": 10.0, "phone": 10.0}
    assert list(desk.at_duty_end) == ["chat", "email"]


def test_bank_may_be_changed_from_the_command_line() -> None:
    made = loads(BANK, changes={"automation.assistant.contains.balance": "90%"})

    assert made.automation["assistant"].contains["balance"] == 0.9

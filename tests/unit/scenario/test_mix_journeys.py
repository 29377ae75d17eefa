"""Which issues come where, over bots, advice, second contacts and further steps."""

import pytest
from journey_texts import bank
from scenario_parts import channel, group, scenario

from omnisim.scenario import loads, mix, workload
from omnisim.scenario.automation import Bot, Otherwise
from omnisim.scenario.choices import Kind, Unavailable
from omnisim.scenario.journeys import Duplicate
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import (
    After,
    Announce,
    Customers,
    Invite,
    Issue,
    Offer,
    Scenario,
    Skill,
    Step,
)

MINUTE = Constant(value=60.0)
TWO = {"sales": Issue(share=0.75), "help": Issue(share=0.25)}


def with_customers(**parts: object) -> Scenario:
    """Make a phone and a chat to which customers only come from there."""
    return scenario(
        issues=TWO,
        channels={"phone": channel(), "chat": channel(arrivals=None)},
        customers=Customers(**parts),
    )


def test_channel_reached_only_by_a_second_contact_is_met() -> None:
    twin = Duplicate(open="chat", probability=0.1, after=MINUTE)

    made = with_customers(impatient_duplicates={"phone": (twin,)})
    assert mix.issues_met(made, "chat") == {"sales", "help"}


def test_second_contact_that_nobody_opens_leads_nowhere() -> None:
    twin = Duplicate(open="chat", probability=0.0)

    made = with_customers(impatient_duplicates={"phone": (twin,)})
    assert mix.issues_met(made, "chat") == set()


def test_channel_reached_only_by_advice_is_met() -> None:
    announce = Announce(
        offer=(
            Offer(to="phone", share=0.0),
            Offer(to="chat", share=0.2, after=60.0),
        )
    )
    made = scenario(
        issues=TWO,
        channels={
            "phone": channel(announce=announce),
            "chat": channel(arrivals=None),
        },
    )

    assert mix.issues_met(made, "chat") == {"sales", "help"}


@pytest.mark.parametrize(
    ("after", "met"),
    [
        (
            {"abandoned": {"phone/sales": (Step(channel="chat", share=0.1),)}},
            {"sales"},
        ),
        (
            {
                "abandoned": {
                    "phone": (Step(channel="chat", share=0.1),),
                    "phone/sales": (),
                }
            },
            {"help"},
        ),
        (
            {"cut_off": {"phone": (Step(channel="chat", share=0.0, further=0.1),)}},
            {"sales", "help"},
        ),
        (
            {"cut_off": {"phone": (Step(channel="chat", share=0.1, further=0.0),)}},
            {"sales", "help"},
        ),
        (
            {"cut_off": {"phone": (Step(channel="chat", share=0.1, further=0.1),)}},
            {"sales", "help"},
        ),
        ({"cut_off": {"phone": (Step(channel="chat", share=0.0),)}}, set()),
        ({"contained": {"phone": (Step(channel="chat", share=0.1),)}}, set()),
        ({"unhelped": {"phone": (Step(channel="chat", share=0.1),)}}, set()),
    ],
    ids=[
        "one issue of the channel",
        "all but one",
        "only further contacts",
        "only first contacts",
        "cut off",
        "nobody",
        "no bot contains",
        "no bot leaves unhelped",
    ],
)
def test_issues_go_where_steps_lead(
    after: dict[str, dict[str, tuple[Step, ...]]], met: set[str]
) -> None:
    made = with_customers(after=After(**after))

    assert mix.issues_met(made, "chat") == met


ALL_OF_SALES = Bot(
    fronts=("phone",),
    contains={"sales": 1.0},
    false_containment={"any": 0.1},
    session=MINUTE,
    otherwise=Otherwise(agent=1.0),
    unavailable=Unavailable.REFUSE,
)
NEXT = (Step(channel="chat", share=0.5, after=MINUTE),)


@pytest.mark.parametrize(
    ("event", "met"),
    [
        ("blocked", {"sales", "help"}),
        ("contained", {"sales"}),
        ("unresolved", {"help"}),
        ("unhelped", set()),
    ],
)
def test_issue_that_a_bot_contains_goes_on_only_from_the_bot(
    event: str, met: set[str]
) -> None:
    made = with_customers(after=After(**{event: {"phone": NEXT}}))
    made = made.model_copy(update={"automation": {"assistant": ALL_OF_SALES}})

    assert mix.contacts_met(made)["chat"] == met
    assert mix.issues_served(made) == {"phone": {"help"}, "chat": met}


def test_nobody_waits_for_advice_where_a_bot_contains_everything() -> None:
    everything = ALL_OF_SALES.model_copy(update={"contains": {"any": 1.0}})
    announce = Announce(offer=(Offer(to="chat", share=0.2),))
    made = scenario(
        issues=TWO,
        channels={
            "phone": channel(announce=announce),
            "chat": channel(arrivals=None),
        },
        automation={"assistant": everything},
    )

    assert mix.contacts_met(made)["chat"] == set()


def test_agents_of_no_channel_serve_what_only_bots_meet() -> None:
    served = mix.issues_served(bank())

    assert served["app"] == set()
    assert served["email"] == {"balance", "dispute"}
    assert mix.contacts_met(bank())["app"] == {"balance", "dispute"}


def test_contained_contacts_bring_agents_no_work() -> None:
    bot = ALL_OF_SALES.model_copy(update={"contains": {"sales": 0.8, "help": 0.2}})
    made = scenario(issues=TWO, customers=Customers(vulnerable=0.1))
    fronted = made.model_copy(update={"automation": {"assistant": bot}})

    # 2 Erlangs of two minutes each at 60 contacts an hour, in four half hours
    assert workload.offered_load(made, "phone").sum() == pytest.approx(4 * 2.0)
    assert workload.offered_load(fronted, "phone").sum() == pytest.approx(
        4 * 2.0 * (0.75 * (0.1 + 0.9 * 0.2) + 0.25 * (0.1 + 0.9 * 0.8))
    )
    contacts = workload.expected_contacts(fronted, "phone")
    assert sum(each.sum() for each in contacts.values()) == pytest.approx(120.0)


def test_channel_of_bots_brings_agents_no_work() -> None:
    assert workload.offered_load(bank(), "app").sum() == 0.0


def test_messages_spare_contacts_of_their_issue() -> None:
    contacts = workload.expected_contacts(bank(), "phone")

    # 40 an hour for twice twelve hours; of balance 30 % are told, half are spared
    assert contacts["balance"].sum() == pytest.approx(960 * 0.6 * 0.85)
    assert contacts["dispute"].sum() == pytest.approx(960 * 0.4)


def test_of_visitors_those_come_who_accept() -> None:
    made = scenario(channels={"phone": channel(invite=Invite(share=0.25))})

    contacts = workload.expected_contacts(made, "phone")
    assert contacts["question"].sum() == pytest.approx(120 * 0.25)


def test_overflow_of_any_channel_is_not_of_bots() -> None:
    text = """
    calendar: {start: 2026-03-02 08:00}
    channels:
      app: {kind: bot, arrivals: {rate: 5/h}}
      phone: {kind: call, talk: 2 min}
    agents:
      desk: {staff: 1, skills: {phone: 1}}
      help: {staff: 1, skills: {}, may_hold: {phone: 2}, breathing: 5 s}
    routing: {overflow: [{to: help, after: 1 min}]}
    automation:
      self: {fronts: app, contains: 90%, session: 1 min, otherwise: {leave: 100%}}
    """

    assert dict(loads(text).agents["help"].breathing) == {"phone": 5.0}


def test_bot_kind_of_channel_needs_no_group() -> None:
    bot = ALL_OF_SALES.model_copy(update={"fronts": ("app",)})
    made = scenario(
        channels={"phone": channel(), "app": channel(kind=Kind.BOT, talk=None)},
        agents={"desk": group(skills={"phone": Skill()})},
        automation={"assistant": bot},
    )

    assert mix.issues_served(made) == {"phone": {"question"}, "app": set()}

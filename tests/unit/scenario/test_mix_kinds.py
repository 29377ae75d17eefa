"""The laws and the work of chats, messages, mails and callbacks."""

import pytest
from scenario_parts import HOUR, channel, scenario
from scenario_texts import floor

from omnisim.scenario import mix, workload
from omnisim.scenario.choices import Kind
from omnisim.scenario.countlaws import Fixed, Geometric, UniformCount
from omnisim.scenario.laws import Constant, Exponential, Gamma
from omnisim.scenario.schema import (
    After,
    Announce,
    Customers,
    Issue,
    Offer,
    Step,
)

ONE = {"question": Issue(share=1.0, effort=1.5)}


def test_entry_of_a_mixture_goes_before_the_channel() -> None:
    made = floor()

    assert mix.law(made, "chat", "fault", "agent_turn") == Constant(value=50.0)
    assert mix.law(made, "chat", "fault", "reply_patience") == Constant(value=540.0)
    assert mix.law(made, "chat", "fault", "customer_turn") == Exponential(mean=65.0)
    assert mix.turns(made, "chat", "fault") == UniformCount(low=3, high=9)
    assert mix.turns(made, "chat", "order") == Geometric(mean=7.0)


def test_laws_that_no_mixture_changes_are_those_of_the_channel() -> None:
    made = floor()

    assert mix.law(made, "back", "order", "dial") == Constant(value=15.0)
    assert mix.law(made, "back", "order", "retry") == Exponential(mean=HOUR)
    assert mix.law(made, "chat", "order", "discovery") == Constant(value=30.0)


def test_part_that_a_kind_does_not_have_takes_no_time() -> None:
    made = floor()

    assert mix.law(made, "phone", "order", "work") == Constant(value=0.0)
    assert mix.law(made, "email", "order", "talk") == Constant(value=0.0)
    assert mix.law(made, "chat", "order", "duration") == Constant(value=0.0)
    assert mix.turns(made, "phone", "order") == Fixed(value=1)


def test_chat_held_alone_lasts_as_told_or_is_exponential() -> None:
    told = floor()
    untold = floor("    duration: {gamma: {mean: 6 min, cv: 0.9}}\n", "")

    law = mix.law(told, "quick", "order", "duration")
    assert law == Gamma(mean=360.0, cv=0.9)
    law = mix.law(untold, "quick", "order", "duration")
    assert law == Exponential(mean=360.0)


@pytest.mark.parametrize(
    ("parts", "seconds"),
    [
        ({"kind": Kind.CALL, "talk": Constant(value=90.0)}, 110.0),
        (
            {
                "kind": Kind.CALLBACK,
                "talk": Constant(value=90.0),
                "dial": Constant(value=15.0),
            },
            110.0,
        ),
        (
            {
                "kind": Kind.CHAT,
                "turns": Fixed(value=5),
                "agent_turn": Constant(value=30.0),
                "customer_turn": Constant(value=60.0),
            },
            170.0,
        ),
        ({"kind": Kind.CHAT, "duration_by_open_chats": (360.0, 400.0)}, 380.0),
        ({"kind": Kind.MAIL, "work": Constant(value=300.0)}, 320.0),
        (
            {
                "kind": Kind.MAIL,
                "work": Constant(value=300.0),
                "turns": UniformCount(low=1, high=2),
                "customer_turn": Constant(value=86400.0),
            },
            470.0,
        ),
    ],
    ids=["call", "callback", "chat", "rated chat", "mail", "mail of several rounds"],
)
def test_mean_handle_is_the_work_of_the_agent(
    parts: dict[str, object], seconds: float
) -> None:
    own = {"talk": None, "wrap_up": Constant(value=20.0), **parts}
    made = scenario(issues=ONE, channels={"phone": channel(**own)})

    assert mix.mean_handle(made, "phone", "question") == 1.5 * seconds


def test_attention_of_a_rated_chat_is_its_part_of_the_best_number() -> None:
    # three at 9 min are one every 3 min: half of the 6 min of a chat alone
    own = {
        "talk": None,
        "kind": Kind.CHAT,
        "duration_by_open_chats": (360.0, 450.0, 540.0),
        "wrap_up": Constant(value=20.0),
    }
    made = scenario(issues=ONE, channels={"phone": channel(**own)})

    seconds = workload.attention(made, "phone", "question")
    assert seconds == pytest.approx(1.5 * (180.0 + 20.0))
    # 60 chats an hour for two hours of the day
    assert workload.offered_load(made, "phone").sum() == pytest.approx(
        4 * 60.0 * 300.0 / HOUR
    )


def test_attention_of_all_others_is_their_work() -> None:
    made = floor()

    assert workload.attention(made, "email", "order") == 1.5 * 360.0
    assert workload.attention(made, "chat", "fault") == 6.0 * 50.0 + 20.0


@pytest.mark.parametrize("event", ["quit", "unreached", "unanswered"])
def test_issues_are_brought_along_after_the_events_of_new_kinds(event: str) -> None:
    kinds = {"quit": Kind.CHAT, "unreached": Kind.CALLBACK, "unanswered": Kind.MAIL}
    after = After(**{event: {"first": (Step(channel="then", share=0.5),)}})
    made = scenario(
        channels={
            "first": channel(kind=kinds[event]),
            "then": channel(arrivals=None),
        },
        customers=Customers(after=after),
    )

    assert mix.issues_met(made, "then") == {"question"}


@pytest.mark.parametrize(
    ("share", "met"), [(0.4, {"question"}), (0.0, set())], ids=["taken", "never taken"]
)
def test_issues_are_brought_along_by_those_who_are_called_back(
    share: float, met: set[str]
) -> None:
    offer = Announce(offer=(Offer(to="back", share=share),))
    made = scenario(
        channels={
            "phone": channel(announce=offer),
            "back": channel(kind=Kind.CALLBACK, arrivals=None),
        }
    )

    assert mix.issues_met(made, "back") == met

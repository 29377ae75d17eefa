"""Reports of bots, outages, journeys, messages, money and moods, where they are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from made_results import made_results
from scenario_parts import channel, group, scenario

from omnisim.report import scope
from omnisim.report.lights import leading_kpi
from omnisim.report.moves import matrix
from omnisim.report.tables import to_markdown, to_sheet
from omnisim.scenario.automation import Bot
from omnisim.scenario.choices import Per
from omnisim.scenario.experience import Satisfaction
from omnisim.scenario.journeys import After, Customers, Duplicate, Proactive, Update
from omnisim.scenario.laws import Constant
from omnisim.scenario.outages import Outage
from omnisim.scenario.schema import (
    Announce,
    Invite,
    Issue,
    Kind,
    Offer,
    Price,
    Scenario,
    Skill,
    Step,
    Wage,
)

if TYPE_CHECKING:
    from omnisim.experiment.results import Results

NEW_PARTS = (
    "BOTS AND SELF-SERVICE",
    "OUTAGES",
    "JOURNEYS",
    "FURTHER CONTACTS",
    "MESSAGES TO CUSTOMERS",
    "MONEY",
    "SATISFACTION",
)
AT_TEN = Outage(at=36000.0, lasts=Constant(value=1200.0))


def centre(**parts: Any) -> Scenario:  # noqa: ANN401 - any part of a scenario
    """Return a centre of two channels of calls and one group."""
    skills = {"phone": Skill(), "sales": Skill()}
    made = {
        "channels": {"phone": channel(), "sales": channel()},
        "agents": {"desk": group(skills=skills)},
    }
    return scenario(**(made | parts))


def bot(*fronts: str, **more: Any) -> Bot:  # noqa: ANN401 - any field of the model
    """Return a bot in front of some channels."""
    return Bot(
        fronts=fronts, contains={"any": 0.5}, session=Constant(value=60.0), **more
    )


def going_on(**steps: str) -> Customers:
    """Return customers who abandon on one channel and go on to another."""
    after = {name: (Step(channel=to, share=0.5),) for name, to in steps.items()}
    return Customers(after=After(abandoned=after))


def counted(asked: Scenario, figures: dict[tuple[str, str], float]) -> Results:
    """Return results of two replications with the same figures."""
    return made_results(
        asked,
        {
            (kpi, part, "run"): [(value, 0.0 if math.isnan(value) else 1.0)] * 2
            for (kpi, part), value in figures.items()
        },
    )


def said(asked: Scenario, figures: dict[tuple[str, str], float]) -> str:
    """Return the report of some figures, on a wide screen."""
    return to_sheet(counted(asked, figures), width=200).text()


def part_of(text: str, title: str) -> list[str]:
    """Return the lines of a part of a report, without runs of spaces."""
    part, _, _ = text[text.index(f"\n{title}") + 1 :].partition("\n\n")
    return [" ".join(line.split()) for line in part.splitlines()]


def test_a_plain_scenario_has_none_of_these_parts() -> None:
    figures = {
        (kpi, "all"): 1.0
        for kpi in ("arrived", "csat", "share_resolved", "moves", "cost")
    }

    text = said(centre(customers=going_on(phone="phone")), figures)

    assert [title for title in NEW_PARTS if title in text] == []
    assert "illustrative" not in text


def test_bots_are_told_of_the_channels_they_front() -> None:
    channels = {name: channel() for name in ("phone", "sales", "chat")}
    skills = dict.fromkeys(channels, Skill())
    asked = centre(
        channels=channels,
        agents={"desk": group(skills=skills)},
        automation={"helper": bot("chat", "phone")},
    )

    text = said(
        asked,
        {
            ("containment", "all"): 0.5,
            ("containment", "channel:chat"): 0.6,
            ("containment", "channel:phone"): 0.4,
            ("bot_turned_away", "all"): 0.0,
        },
    )

    assert part_of(text, "BOTS") == [
        "BOTS AND SELF-SERVICE all chat phone",
        "Containment as reported % 50 60 40",
    ]


def test_of_one_channel_with_a_bot_the_whole_is_told() -> None:
    asked = centre(automation={"helper": bot("phone")})

    text = said(asked, {("containment", "all"): 0.5})

    assert part_of(text, "BOTS") == [
        "BOTS AND SELF-SERVICE",
        "Containment as reported % 50",
    ]


def test_outages_are_told_of_channels_and_of_those_whose_bot_breaks() -> None:
    asked = centre(
        channels={"phone": channel(outages=(AT_TEN,)), "sales": channel()},
        automation={"helper": bot("sales", outages=(AT_TEN,))},
    )

    text = said(
        asked,
        {
            ("bot_outage_time", "all"): 0.5,
            ("kept_out", "all"): 12.0,
            ("kept_out", "channel:phone"): 12.0,
            ("kept_out", "channel:sales"): 0.0,
            ("came_back", "all"): 0.75,
            ("came_back", "channel:sales"): math.nan,
        },
    )

    assert part_of(text, "OUTAGES") == [
        "OUTAGES all phone sales",
        "Outage of bots h 0.500",
        "Contacts kept out by an outage 12 12 0",
        "Came back after an outage % 75 n/a n/a",
    ]


def test_a_row_that_says_nothing_of_the_columns_below_is_left_out_there() -> None:
    asked = centre(satisfaction=Satisfaction(best=1.0))

    text = to_sheet(
        counted(
            asked,
            {
                ("csat", "all"): 0.5,
                ("csat", "channel:phone"): 0.5,
                ("csat", "channel:sales"): 0.5,
                ("consistency", "all"): 0.875,
            },
        ),
        width=40,
    ).text()

    assert text.count("Consistency across channels") == 1
    assert text.count("CSAT") == 4  # three columns, and the formula below


def test_journeys_are_told_with_the_matrix_of_moves() -> None:
    asked = centre(customers=going_on(phone="sales"))

    text = said(
        asked,
        {
            ("share_resolved", "all"): 0.5,
            ("moves", "move:phone > sales"): 30.0,
            ("moves", "move:phone > phone"): 90.0,
            ("moves", "move:sales > phone"): 0.0,
            ("moves", "move:sales > sales"): 0.0,
            ("move_share", "move:phone > sales"): 0.25,
            ("move_share", "move:phone > phone"): 0.75,
        },
    )

    assert "Issues resolved" in "".join(part_of(text, "JOURNEYS"))
    assert part_of(text, "FURTHER CONTACTS") == [
        "FURTHER CONTACTS by phone by sales",
        "After phone 90 (75 %) 30 (25 %)",
    ]


def test_where_nobody_moved_there_is_no_matrix() -> None:
    asked = centre(customers=going_on(phone="sales"))

    results = counted(asked, {("share_resolved", "all"): 0.5})

    assert matrix(results).made.shape == (0, 0)
    assert "FURTHER CONTACTS" not in to_sheet(results).text()


def test_messages_are_told_if_any_are_sent() -> None:
    customers = Customers(updates={"phone": Update(after=600, saves=0.5)})

    text = said(
        centre(customers=customers),
        {("updates_sent", "all"): 7.0, ("proactive_sent", "all"): 0.0},
    )

    assert part_of(text, "MESSAGES") == [
        "MESSAGES TO CUSTOMERS",
        "Updates sent 7",
    ]


def test_money_is_told_by_channel_and_by_issue_in_its_currency() -> None:
    wage = Wage(amount=24, currency="EUR")
    skills = {"phone": Skill(), "sales": Skill()}
    asked = centre(
        agents={"desk": group(skills=skills, wage=wage)},
        issues={"balance": Issue(share=0.5), "dispute": Issue(share=0.5)},
    )

    text = said(
        asked,
        {
            ("cost", "all"): 288.0,
            ("cost", "channel:phone"): 188.0,
            ("cost", "channel:sales"): 100.0,
            ("cost_bots", "all"): 0.0,
            ("cost_per_resolution", "issue:balance"): 2.5,
            ("cost_per_resolution", "issue:dispute"): 8.0,
        },
    )

    assert part_of(text, "MONEY") == ["MONEY all phone sales", "Cost EUR 288 188 100"]
    assert part_of(text, "MONEY BY ISSUE") == [
        "MONEY BY ISSUE balance dispute",
        "Cost per resolved issue EUR 2.50 8",
    ]
    assert "wages are shared by the hands-on time" in text


def test_of_a_single_issue_money_is_told_once() -> None:
    wage = Wage(amount=24, currency="EUR")
    skills = {"phone": Skill(), "sales": Skill()}
    asked = centre(agents={"desk": group(skills=skills, wage=wage)})

    text = said(asked, {("cost", "all"): 288.0, ("cost", "issue:question"): 288.0})

    assert "MONEY BY ISSUE" not in text


def test_satisfaction_is_told_with_its_formula_and_the_parameters_in_force() -> None:
    asked = centre(satisfaction=Satisfaction(per_story=0.125))

    results = counted(asked, {("csat", "all"): 0.75, ("consistency", "all"): 0.875})
    text = to_sheet(results, width=1000).text()

    assert part_of(text, "SATISFACTION (ILLUSTRATIVE)") == [
        "SATISFACTION (ILLUSTRATIVE) all phone sales",
        "CSAT % 75 n/a n/a",
        "Consistency across channels % 87.5",
    ]
    assert "Satisfaction is illustrative, its parameters are not measured: " in text
    assert "score of an issue = best - burden - unresolved (if it is not)" in text
    assert "burden = per_minute x minutes of the customer's own time + " in text
    assert "Parameters in force: best 0.95, per_minute 0.01, per_contact 0.08, " in text
    assert "per_story 0.125" in text
    assert "## Satisfaction (illustrative)" in to_markdown(results)


def test_a_target_about_satisfaction_is_called_illustrative() -> None:
    asked = centre(
        satisfaction=Satisfaction(), targets={"csat.phone": {"green": ">= 75%"}}
    )

    text = said(asked, {("csat", "channel:phone"): 0.5})

    assert (
        part_of(text, "TARGETS")[1] == "■ red CSAT (illustrative), phone 50 % >= 75 %"
    )
    assert "SATISFACTION (ILLUSTRATIVE)" in text


@pytest.mark.parametrize(
    "customers",
    [
        going_on(phone="sales"),
        Customers(
            after=After(
                unresolved={"phone/question": (Step(channel="sales", share=0.5),)}
            )
        ),
        Customers(
            impatient_duplicates={"phone": (Duplicate(open="sales", probability=0.1),)}
        ),
    ],
)
def test_channels_are_linked_if_customers_may_move_between_them(
    customers: Customers,
) -> None:
    asked = centre(customers=customers)

    assert set(scope.linked(asked)) == {"phone", "sales"}


def test_advice_to_use_another_channel_links_them_too() -> None:
    advised = channel(announce=Announce(offer=(Offer(to="sales", share=0.5),)))

    asked = centre(channels={"phone": advised, "sales": channel()})

    assert set(scope.linked(asked)) == {"phone", "sales"}


def test_who_only_comes_again_on_the_same_channel_does_not_link_any() -> None:
    asked = centre(customers=going_on(phone="phone", sales="sales"))

    assert set(scope.linked(asked)) == set()


def test_channels_are_judged_if_the_scenario_asks_for_it() -> None:
    assert set(scope.judged(centre(satisfaction=Satisfaction()))) == {"phone", "sales"}
    assert set(scope.judged(centre(customers=going_on(phone="sales")))) == set()


def test_channels_are_informed_by_updates_proactive_messages_and_invitations() -> None:
    customers = Customers(
        updates={"phone": Update(after=600, saves=0.5)},
        proactive={"sales/question": Proactive(reaches=0.5, saves=0.5)},
    )
    invited = channel(invite=Invite(share=0.5))
    plain = {"phone": channel(), "sales": channel()}

    asked = centre(customers=customers, channels=plain | {"web": invited})

    assert scope.informed(asked) == {"phone", "sales", "web"}


def test_a_price_alone_is_money() -> None:
    dear = channel(cost=(Price(amount=1, currency="EUR", per=Per.CONTACT),))

    asked = centre(channels={"phone": dear, "sales": channel()})

    assert set(scope.paid(asked)) == {"phone", "sales"}
    assert set(scope.paid(centre())) == set()


def test_nobody_waits_for_a_bot_so_its_channel_is_in_no_column_of_waits() -> None:
    asked = centre(
        channels={
            "phone": channel(),
            "sales": channel(),
            "web": channel(kind=Kind.BOT, talk=None, patience=Constant(value=1.0)),
        },
        automation={"helper": bot("web")},
    )

    text = said(
        asked,
        {
            ("arrived", "all"): 30.0,
            ("arrived", "channel:web"): 10.0,
            ("asa", "all"): 20.0,
            ("aht", "all"): 300.0,
        },
    )

    assert part_of(text, "DEMAND")[0] == "DEMAND all phone sales web"
    assert part_of(text, "WAITING")[0] == "WAITING all phone sales"
    assert part_of(text, "HANDLING")[0] == "HANDLING all phone sales"


@pytest.mark.parametrize(
    ("kind", "kpi"), [(Kind.MAIL, "taken_after"), (Kind.CALL, "asa")]
)
def test_what_planners_ask_for_first_is_about_channels_with_agents(
    kind: Kind, kpi: str
) -> None:
    web = channel(kind=Kind.BOT, talk=None)

    asked = centre(channels={"phone": channel(kind=kind), "web": web})

    assert leading_kpi(asked) == kpi

"""Where a scenario speaks of money."""

from __future__ import annotations

import scenario_parts as parts

from omnisim.scenario import prices
from omnisim.scenario.choices import Kind, Per
from omnisim.scenario.journeys import Customers, Proactive, Update
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import Bot, Invite, Price, Wage


def eur(amount: float, per: Per = Per.MESSAGE) -> Price:
    """Make a price."""
    return Price(amount=amount, currency="EUR", per=per)


def test_a_scenario_without_wages_and_prices_has_no_currency() -> None:
    plain = parts.scenario()

    assert list(prices.money(plain)) == []
    assert not prices.has_money(plain)
    assert prices.currency(plain) == ""


def test_all_wages_and_prices_are_told_with_the_path_to_them() -> None:
    wage = Wage(amount=24, currency="EUR")
    scenario = parts.scenario(
        channels={
            "phone": parts.channel(cost=(eur(1, Per.LINE), eur(2, Per.MINUTE))),
            "chat": parts.channel(kind=Kind.BOT, talk=None, invite=_invite()),
        },
        agents={"desk": parts.group(wage=wage), "others": parts.group()},
        automation={"robot": _robot()},
        customers=Customers(
            updates={"phone": Update(after=60, saves=0.5, cost=(eur(5),))},
            proactive={
                "phone/question": Proactive(reaches=0.5, saves=0.5, cost=(eur(6),))
            },
        ),
    )

    found = [(path, what.amount) for path, what in prices.money(scenario)]

    assert found == [
        ("agents.desk.wage", 24),
        ("channels.chat.invite.cost.0", 3),
        ("channels.phone.cost.0", 1),
        ("channels.phone.cost.1", 2),
        ("automation.robot.cost.0", 4),
        ("customers.updates.phone.cost.0", 5),
        ("customers.proactive.phone/question.cost.0", 6),
    ]
    assert prices.has_money(scenario)
    assert prices.currency(scenario) == "EUR"


def test_prices_for_the_same_thing_add_up() -> None:
    found = (eur(1, Per.CONTACT), eur(2, Per.CONTACT), eur(4, Per.MINUTE))

    assert prices.amount(found, Per.CONTACT) == 3
    assert prices.amount(found, Per.MINUTE) == 4
    assert prices.amount(found, Per.LINE) == 0


def _invite() -> Invite:
    return Invite(share=0.5, cost=(eur(3),))


def _robot() -> Bot:
    return Bot(
        fronts=("phone",),
        contains={"any": 0.5},
        session=Constant(value=60.0),
        cost=(eur(4, Per.SESSION),),
    )

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from scenario_parts import DAY, HOUR, calendar, channel, group, hours, scenario
from strategies import scenarios

from omnisim.scenario import dump, fingerprint, from_dict, load, loads
from omnisim.scenario.laws import (
    Constant,
    Empirical,
    Erlang,
    Exponential,
    Gamma,
    Hyperexponential,
    Law,
    Lognormal,
    Mixture,
    Observed,
    Triangular,
    Uniform,
    Weibull,
)
from omnisim.scenario.schema import (
    Announce,
    Arrivals,
    Customers,
    Hours,
    Recorded,
    Row,
    Shift,
    Table,
    Target,
    Wage,
)

if TYPE_CHECKING:
    from pathlib import Path

    from omnisim.scenario import Scenario

MONDAY = dt.date(2026, 3, 2)


def with_channel(**parts: Any) -> Scenario:  # noqa: ANN401 - any field of the model
    return scenario(channels={"phone": channel(**parts)})


def backwards(data: object) -> object:
    """Turn the order of every mapping round."""
    if isinstance(data, dict):
        return {key: backwards(data[key]) for key in reversed(data)}
    return data


def test_dump_reads_like_a_scenario_file() -> None:
    text = dump(scenario())

    assert text == (
        "name: small\n"
        "calendar: {start: '2026-03-02 00:00', days: 1, open: '08:00-10:00', "
        "interval: 30 min}\n"
        "issues:\n"
        "  question: {share: 100%}\n"
        "channels:\n"
        "  phone:\n"
        "    kind: call\n"
        "    arrivals:\n"
        "      per: 1 h\n"
        "      counts: [60]\n"
        "    talk: {exponential: 2 min}\n"
        "    wrap_up: 0 s\n"
        "    patience: {exponential: 3 min}\n"
        "agents:\n"
        "  desk:\n"
        "    staff: 3\n"
        "    skills: {phone: 1}\n"
        "routing:\n"
        "  choose_agent: [longest_idle]\n"
        "  choose_contact: priority\n"
        "customers: {context: kept}\n"
        "service_level: offered\n"
    )


@pytest.mark.parametrize(
    "law",
    [
        Constant(value=0.1 + 0.2),
        Constant(value=float("inf")),
        Exponential(mean=100.0 / 3.0),
        Erlang(mean=90.0, phases=3),
        Gamma(mean=90.0, cv=0.3),
        Lognormal(mean=1e-7, cv=1.1),
        Weibull(mean=473.0, shape=0.841),
        Hyperexponential(mean=90.0, cv=1.5),
        Uniform(low=0.0, high=90.5),
        Triangular(low=0.0, mode=7.0, high=90.0),
        Empirical(levels=(0.0, 1 / 3, 1.0), values=(0.0, 30.0, 86400.0)),
        Observed(values=(1.0, 2.0, 2.0)),
        Mixture(
            shares=(0.25, 0.75),
            parts=(
                Constant(value=5.0),
                Mixture(
                    shares=(0.5, 0.5),
                    parts=(Exponential(mean=60.0), Gamma(mean=30.0, cv=0.5)),
                ),
            ),
        ),
    ],
    ids=lambda law: type(law).__name__,
)
def test_every_law_comes_back(law: Law) -> None:
    made = with_channel(announce=Announce(tolerance=law))

    assert loads(dump(made)) == made


@pytest.mark.parametrize(
    "arrivals",
    [
        Arrivals(table=Table(per=HOUR, counts=(1 / 3, 7.0))),
        Arrivals(table=Table(per=1800.0, counts=(5.5,)), scale=0.3),
        Arrivals(
            table=Table(
                per=900.0,
                rows=(
                    Row(start=28800.0, count=386.5),
                    Row(start=30.0, count=1.0, weekday=1),
                    Row(start=0.0, count=2.0, date=MONDAY, issue="question"),
                ),
            )
        ),
        Arrivals(recorded=(Recorded(at=0.125), Recorded(at=200.1, issue="question"))),
    ],
    ids=["counts", "scaled", "rows", "recorded"],
)
def test_every_form_of_arrivals_comes_back(arrivals: Arrivals) -> None:
    made = with_channel(arrivals=arrivals)

    assert loads(dump(made)) == made


@pytest.mark.parametrize(
    "opening",
    [
        hours((0, 24)),
        hours((22, 30)),
        hours((8, 12.5), (13, 18)),
        hours((8, 10), days=(0, 5)),
        Hours(week=(((30600.5 // 1, 36001.0),),) * 7),
    ],
)
def test_opening_hours_come_back(opening: Hours) -> None:
    made = scenario(
        calendar=calendar(open=opening, days=7),
        channels={"phone": channel(open=opening)},
    )

    assert loads(dump(made)) == made


def test_shifts_come_back() -> None:
    shift = Shift(
        n=3,
        hours=(22 * HOUR, 30 * HOUR),
        breaks=((2 * HOUR, 2.5 * HOUR), (23.75 * HOUR, DAY)),
        days=(0, 6),
    )
    made = scenario(agents={"desk": group(shifts=(shift,))})

    assert loads(dump(made)) == made


def test_staff_keeps_its_step() -> None:
    table = Table(per=900.0, counts=(5.0,))
    made = scenario(agents={"desk": group(staff=table)})

    assert loads(dump(made)).agents["desk"].staff == table


@given(
    share=st.floats(0, 1),
    seconds=st.floats(0, 1e9),
    amount=st.floats(0, 1e12),
    start=st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2050, 1, 1)),  # noqa: DTZ001 - local wall clock
)
@settings(max_examples=40, deadline=None)
def test_numbers_come_back_to_the_last_bit(
    share: float, seconds: float, amount: float, start: dt.datetime
) -> None:
    made = scenario(
        calendar=calendar(start=start, days=2, open=hours((0, 24))),
        channels={"phone": channel(target=Target(share=share, threshold=seconds))},
        agents={"desk": group(wage=Wage(amount=amount, currency="EUR"))},
        customers=Customers(repeat_work=amount),
        short_abandonment=seconds,
    )

    again = loads(dump(made))
    assert again == made
    assert fingerprint(again) == fingerprint(made)


@given(data=scenarios())
@settings(max_examples=40, deadline=None)
def test_any_small_scenario_comes_back(data: dict[str, Any]) -> None:
    made = from_dict(data)

    again = loads(dump(made))
    assert again == made
    assert fingerprint(again) == fingerprint(made)


@given(data=scenarios())
@settings(max_examples=15, deadline=None)
def test_order_of_sections_does_not_change_the_fingerprint(
    data: dict[str, Any],
) -> None:
    assert fingerprint(from_dict(data)) == fingerprint(from_dict(backwards(data)))


def test_fingerprint_tells_scenarios_apart() -> None:
    one = scenario()
    other = scenario(short_abandonment=5.000000000000001)

    assert fingerprint(one) != fingerprint(other)
    assert len(fingerprint(one)) == 64


def test_a_value_no_scenario_can_hold_has_no_fingerprint() -> None:
    spoilt = scenario().model_copy(update={"name": object()})

    with pytest.raises(TypeError, match="a scenario holds no object"):
        fingerprint(spoilt)


@pytest.mark.parametrize(
    "name",
    [
        "bank_monday",
        "blended_floor",
        "bot_in_front",
        "branch_week",
        "chat_desk",
        "mail_backlog",
        "messaging_team",
        "omnichannel_retailer",
        "please_use_our_chat",
        "small_office",
        "two_skills",
    ],
)
def test_resolved_scenario_needs_no_other_file(
    name: str, pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    made = load(pytestconfig.rootpath / "scenarios" / f"{name}.yaml")

    assert loads(dump(made), folder=tmp_path) == made


def test_dump_is_plain_yaml() -> None:
    made = scenario(name="no: 'tricks' #1", description="line one\nline two")

    assert yaml.safe_load(dump(made))["name"] == "no: 'tricks' #1"
    assert loads(dump(made)) == made

import pytest
from scenario_parts import channel, scenario

from omnisim.scenario import mix
from omnisim.scenario.laws import Constant, Exponential
from omnisim.scenario.schema import (
    After,
    Arrivals,
    Customers,
    Issue,
    MixtureEntry,
    Row,
    Step,
    Table,
)

TWO = {"sales": Issue(share=0.75), "help": Issue(share=0.25)}


def test_channel_without_mixture_takes_the_shares_of_the_section() -> None:
    made = scenario(issues=TWO)

    assert mix.mixture(made, "phone") == {"help": 0.25, "sales": 0.75}


def test_own_mixture_of_a_channel_replaces_the_section() -> None:
    own = {"sales": MixtureEntry(share=0.4), "help": MixtureEntry(share=0.6)}
    made = scenario(issues=TWO, channels={"phone": channel(issues=own)})

    assert mix.mixture(made, "phone") == {"help": 0.6, "sales": 0.4}


def test_mixture_is_ordered_by_name() -> None:
    assert list(mix.mixture(scenario(issues=TWO), "phone")) == ["help", "sales"]


def test_mixture_sums_to_one_where_typed_percentages_nearly_do() -> None:
    thirds = {name: Issue(share=0.3333333) for name in "abc"}

    shares = mix.mixture(scenario(issues=thirds), "phone")
    assert sum(shares.values()) == pytest.approx(1.0, abs=1e-15)


def test_lone_issue_needs_no_share() -> None:
    assert mix.mixture(scenario(issues={"question": Issue()}), "phone") == {
        "question": 1.0
    }


def test_issue_without_share_is_not_in_the_mixture() -> None:
    made = scenario(issues={**TWO, "rare": Issue()})

    assert list(mix.mixture(made, "phone")) == ["help", "sales"]


def test_law_of_a_mixture_entry_goes_before_that_of_the_channel() -> None:
    own = {"question": MixtureEntry(share=1.0, talk=Constant(value=9.0))}
    made = scenario(channels={"phone": channel(issues=own)})

    assert mix.law(made, "phone", "question", "talk") == Constant(value=9.0)
    assert mix.law(made, "phone", "question", "patience") == Exponential(mean=180.0)


def test_law_of_an_issue_from_elsewhere_is_that_of_the_channel() -> None:
    own = {"question": MixtureEntry(share=1.0, talk=Constant(value=9.0))}
    made = scenario(channels={"phone": channel(issues=own)})

    assert mix.law(made, "phone", "complaint", "talk") == Exponential(mean=120.0)


def test_issues_met_are_those_that_arrive_or_are_brought_along() -> None:
    back = After(abandoned={"phone": (Step(channel="desk", share=0.5),)})
    made = scenario(
        issues=TWO,
        channels={
            "phone": channel(
                arrivals=Arrivals(
                    table=Table(per=60.0, rows=(Row(start=0, count=1, issue="help"),))
                )
            ),
            "desk": channel(arrivals=None),
        },
        customers=Customers(after=back),
    )

    assert mix.issues_met(made, "phone") == {"help"}
    assert mix.issues_met(made, "desk") == {"help"}


def test_issues_met_follow_customers_over_several_channels() -> None:
    back = After(
        blocked={"a": (Step(channel="b", share=1.0),)},
        unresolved={"any": (Step(channel="c", share=1.0),)},
    )
    made = scenario(
        issues=TWO,
        channels={
            "a": channel(),
            "b": channel(arrivals=None),
            "c": channel(arrivals=None),
        },
        customers=Customers(after=back),
    )

    assert mix.issues_met(made, "c") == {"help", "sales"}

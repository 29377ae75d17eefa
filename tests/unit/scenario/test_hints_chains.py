"""Warnings about next steps that go on without end."""

import pytest
from omnichannel import journeys
from warned_centre import about, centre

from omnisim.scenario import warnings_of


def test_whoever_is_not_helped_comes_again_without_end() -> None:
    made = centre(customers__after="{abandoned: {phone: {phone: 100%}}}")

    assert warnings_of(made) == [
        (
            "customers.after: whoever is not helped on 'phone' always comes again; say "
            "tries, or let some give up"
        )
    ]


def test_channel_that_leads_into_a_chain_without_end_is_not_part_of_it() -> None:
    made = centre(
        customers__after="{abandoned: {phone: {phone: 100%}, chat: {phone: 100%}}}"
    )

    assert warnings_of(made) == [
        (
            "customers.after: whoever is not helped on 'phone' always comes again; say "
            "tries, or let some give up"
        )
    ]


def test_chain_without_end_may_lead_over_channels_and_events() -> None:
    made = centre(
        customers__resolved="0%",
        customers__after=(
            "{abandoned: {phone: [{chat: 70%}, {phone: 30%, after: 1 h}]}, "
            "unresolved: {chat: {phone: 100%, after: 1 h}}}"
        ),
    )

    assert warnings_of(made) == [
        (
            "customers.after: whoever is not helped on 'chat' or 'phone' always comes "
            "again; say tries, or let some give up"
        )
    ]


def test_second_contacts_make_the_chain_grow() -> None:
    made = centre(
        customers__after="{abandoned: {phone: {phone: 95%}, chat: {phone: 95%}}}",
        customers__impatient_duplicates="{phone: {open: chat, probability: 10%}}",
        customers__twins="merged",
    )

    # m m = 0.95 m + 0.1 x 0.95, as in a population of two ages
    assert about("customers.after", made) == [
        (
            "customers.after: whoever is not helped on 'chat' or 'phone' makes 1.04 "
            "further contacts on average, and so do they; say tries, or let more give "
            "up"
        )
    ]


@pytest.mark.parametrize(
    "after",
    [
        "{abandoned: {phone: {phone: 98%}}}",
        "{abandoned: {phone: {phone: 100%, tries: 5}}}",
        "{abandoned: {phone: {phone: 100%, further: 50%}}}",
        "{abandoned: {phone: {chat: 100%}}}",
        # most issues are resolved
        "{unresolved: {phone: {phone: 100%, after: 1 h}}}",
        # an outage ends
        "{cut_off: {phone: {phone: 100%, after: 1 min}}}",
        # lines are never busy
        "{blocked: {phone: {phone: 100%, after: 1 min}}}",
    ],
)
def test_chain_that_ends_is_not_warned_of(after: str) -> None:
    assert warnings_of(centre(customers__after=after)) == []


def test_busy_lines_without_end_are_warned_of() -> None:
    made = centre(
        channels__phone__lines="9",
        customers__after="{blocked: {phone: {phone: 100%, after: 1 min}}}",
    )

    assert about("customers.after", made) != []


def test_vulnerable_customers_try_a_bot_without_end() -> None:
    again = "unhelped: {app: {app: 100%, after: 1 h}}"

    made = journeys("unhelped: {app: {phone: 70%}}", again)
    assert about("customers.after", made) == [
        (
            "customers.after: whoever is not helped on 'app' always comes again; say "
            "tries, or let some give up"
        )
    ]

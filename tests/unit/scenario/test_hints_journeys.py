"""Warnings about customers' next contacts, bots, learning and pay."""

import pytest
from omnichannel import journeys
from warned_centre import CENTRE, about, centre

from omnisim.scenario import loads, warnings_of


def test_scenario_of_journeys_is_not_warned_of() -> None:
    assert warnings_of(journeys()) == []


def test_plain_centre_is_not_warned_of() -> None:
    assert warnings_of(centre()) == []


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (
            "    contains: {order: 40%, any: 10%}\n",
            "    contains: 0%\n",
            (
                "automation.voice.contains: none of the issues that it meets, so the "
                "bot only takes time"
            ),
        ),
        (
            "    contained: {any: {phone: 90%, after: 1 h}}\n",
            "",
            (
                "automation.voice.false_containment: nobody comes back from 'phone' "
                "(customers.after.contained)"
            ),
        ),
        (
            "    otherwise: {leave: 100%}\n",
            "    otherwise: {leave: 100%}\n    priority: 2\n",
            "automation.helper.priority: has no effect, nobody goes on to an agent",
        ),
        (
            "    otherwise: {leave: 100%}\n",
            "    otherwise: {leave: 100%}\n    told: yes\n",
            "automation.helper.told: has no effect, nobody goes on to an agent",
        ),
        (
            "    otherwise: {leave: 100%}\n",
            "    otherwise: {leave: 100%}\n    context: kept\n",
            "automation.helper.context: has no effect, nobody goes on to an agent",
        ),
        (
            "days: weekdays, for: 20 min",
            "days: saturday, for: 20 min",
            "channels.phone.outages.0.days: not within the calendar",
        ),
        (
            '{at: "11:00", for: 30 min}',
            '{at: "11:00", days: saturday, for: 30 min}',
            "automation.voice.outages.0.days: not within the calendar",
        ),
        (
            "new: 2, slower: 40%,",
            "new: 0, slower: 40%,",
            "agents.desk.learning: has no effect, nobody is new",
        ),
        (
            "new: 2, slower: 40%,",
            "new: 2, slower: 0%,",
            (
                "agents.desk.learning: has no effect, the new agents are as fast as "
                "the others"
            ),
        ),
        (
            "since: 5 days",
            "since: 200 days",
            (
                "agents.desk.learning: has no effect, after 200 days the new agents "
                "are as fast as the others"
            ),
        ),
        (
            "{slower: 1%, above: 90%,",
            "{slower: 0%, above: 90%,",
            "agents.desk.strain: has no effect, nobody gets slower",
        ),
        (
            "{slower: 1%, above: 90%,",
            "{slower: 1%, above: 100%,",
            "agents.desk.strain: has no effect, no occupancy is above 100%",
        ),
        (
            "    wage: 24 EUR/h\n",
            "",
            (
                "agents.desk.wage: missing, so costs are told without those of this "
                "group"
            ),
        ),
        (
            "may_hold: [{phone: 1}, {back: 1}, {chat: 2, email: 1}]",
            "may_hold: [{phone: 1}, {back: 1}, {chat: 1, email: 3}]",
            (
                "customers.dilution: has no effect, nobody has two live conversations "
                "in hand"
            ),
        ),
        (
            "  twins: {withdrawn: 50%, found_out: 50%, discovery: 45 s}\n",
            "",
            (
                "customers.impatient_duplicates: without customers.twins all second "
                "contacts are worked in full"
            ),
        ),
        (
            "twins: {withdrawn: 50%, found_out: 50%,",
            "twins: {withdrawn: 50%, merged: 50%,",
            "customers.twins.discovery: has no effect, no twin is found out",
        ),
        (
            "{after: 4 h, saves: 50%,",
            "{after: 4 h, saves: 0%,",
            "customers.updates.email: saves nobody a contact",
        ),
        (
            "    unanswered: {email: {phone: 10%, after: 8 h}}\n",
            "",
            (
                "customers.updates.email: saves nobody a contact, as nobody chases an "
                "answer there (customers.after.unanswered)"
            ),
        ),
        (
            "{reaches: 30%, saves: 40%,",
            "{reaches: 0%, saves: 40%,",
            "customers.proactive.phone/fault: saves nobody a contact",
        ),
    ],
)
def test_one_change_to_journeys_is_one_warning(
    old: str, new: str, warning: str
) -> None:
    assert warnings_of(journeys(old, new)) == [warning]


def test_story_that_is_never_told_again_takes_no_time() -> None:
    kept = journeys("{again: lost, any: kept}", "kept")
    nowhere = loads(CENTRE, changes={"customers.repeat_work": "20%"})

    # the bot loses it
    assert about("customers.repeat_work", kept) == []
    assert about("customers.repeat_work", nowhere) == [
        "customers.repeat_work: has no effect while context is 'kept'"
    ]


@pytest.mark.parametrize("move", ["again", "switch", "transfer", "bot"])
def test_context_lost_on_any_move_wants_repeat_work(move: str) -> None:
    lost = centre(customers__context=f"{{{move}: lost}}")
    told = centre(customers__context=f"{{{move}: lost}}", customers__repeat_work="10%")

    assert about("customers", lost) == [
        (
            "customers.context: 'lost', but telling the story again takes no time "
            "without repeat_work"
        )
    ]
    assert about("customers", told) == []


def test_nobody_is_vulnerable_to_no_bot() -> None:
    assert warnings_of(centre(customers__vulnerable="5%")) == [
        "customers.vulnerable: has no effect, there is no bot"
    ]


def test_patience_of_those_told_needs_a_move_they_are_told_of() -> None:
    warning = (
        "customers.told_patience: has no effect, nobody is told of a move in advance "
        "(told: yes)"
    )
    bot = journeys("share: 10%, told: yes", "share: 10%")
    transfer = journeys("    told: yes\n", "")

    assert warnings_of(centre(customers__told_patience="1.5")) == [warning]
    assert warnings_of(bot) == []
    assert warnings_of(transfer) == []


def test_bot_that_is_cut_off_lets_people_go_on() -> None:
    made = journeys(
        "{agent: 80%, leave: 20%}\n    context: lost\n    told: yes\n    priority: 3\n"
        "    sessions: 10\n    meets: first\n    unavailable: refuse\n",
        "{leave: 100%}\n    told: yes\n    priority: 3\n    meets: first\n",
    )

    assert about("automation", made) == []


def test_twins_need_second_contacts() -> None:
    twins = {"customers__twins": "merged"}
    chased = centre(
        **twins, customers__after__unanswered="{email: {phone: 10%, after: 1 h}}"
    )
    doubled = centre(
        **twins,
        customers__impatient_duplicates="{phone: {open: chat, probability: 1%}}",
    )

    assert warnings_of(centre(**twins)) == [
        "customers.twins: has no effect, nobody has two contacts open at once"
    ]
    assert warnings_of(chased) == []
    assert warnings_of(doubled) == []


def test_priority_of_a_bot_is_one_of_the_priorities() -> None:
    made = journeys("routing:\n", "routing:\n  choose_contact: longest_wait\n")

    assert warnings_of(made) == [
        (
            "routing.choose_contact: priorities are set, but 'longest_wait' does not "
            "look at them"
        )
    ]


@pytest.mark.parametrize(
    ("after", "step", "told"),
    [
        # a chat, and a call after it
        (
            "{abandoned: {chat: {phone: 60%, tries: 4}}}",
            "chat.0",
            "'chat' has made 4",
        ),
        (
            "{abandoned: {phone: {phone: 60%, further: 0%, tries: 2}}}",
            "phone.0",
            "'phone' has made 2",
        ),
        (
            "{abandoned: {phone: [{chat: 9%}, {email: 60%, further: 0%, tries: 3}]}}",
            "phone.1",
            "'phone' has made 3",
        ),
        (
            "{abandoned: {phone/fault: {phone: 60%, further: 0%, tries: 3}}}",
            "phone/fault.0",
            "'phone' has made 3",
        ),
    ],
)
def test_tries_that_nobody_makes_have_no_effect(
    after: str, step: str, told: str
) -> None:
    made = centre(customers__after=after)

    assert warnings_of(made) == [
        (
            f"customers.after.abandoned.{step}.tries: has no effect, nobody on {told} "
            "contacts by then"
        )
    ]


@pytest.mark.parametrize(
    "after",
    [
        "{abandoned: {phone: {phone: 60%, tries: 4}}}",
        "{abandoned: {phone: {chat: 60%, tries: 3}, chat: {phone: 50%}}}",
        "{abandoned: {phone: [{phone: 30%}, {chat: 60%, tries: 3}]}}",
        # of all channels on one only
        "{abandoned: {any: {phone: 60%, further: 10%, tries: 5}}}",
        # any number of them
        "{abandoned: {chat: {phone: 60%, tries: 2000}}}",
        # another contact may be open meanwhile
        (
            "{abandoned: {chat: {phone: 60%, tries: 4}}, "
            "unanswered: {email: {phone: 10%, after: 1 h}}}"
        ),
    ],
)
def test_tries_that_somebody_may_make_are_not_warned_of(after: str) -> None:
    assert warnings_of(centre(customers__after=after)) == []


def test_tries_are_told_once_for_all_channels() -> None:
    step = "{email: 60%, tries: 3}"
    made = centre(customers__after=f"{{abandoned: {{phone: {step}, chat: {step}}}}}")

    assert warnings_of(made) == [
        (
            "customers.after.abandoned.chat.0.tries: has no effect, nobody on 'chat' "
            "has made 3 contacts by then"
        )
    ]


def test_advice_to_a_channel_that_closes_before_is_in_vain() -> None:
    made = centre(
        channels__phone__announce="{offer: [{to: chat, share: 20%, after: 2 min}]}",
        channels__chat__open='"08:00-09:00"',
        channels__chat__arrivals="{times: [08:10:00]}",
    )

    assert about("channels.phone", made) == [
        (
            "channels.phone.announce.offer.0: nobody answers 'chat' in 2 of the 4 "
            "intervals in which it is offered"
        )
    ]


def test_advice_to_a_channel_without_anybody_is_in_vain() -> None:
    made = centre(
        channels__phone__announce="{offer: {to: chat, share: 20%, after: 2 min}}",
        channels__chat__arrivals="{times: [08:10:00]}",
        channels__chat__open='"20:00-21:00"',
    )

    assert about("channels.phone", made) == [
        "channels.phone.announce.offer.0: nobody answers 'chat' while it is offered"
    ]


def test_offer_that_nobody_takes_is_not_warned_of() -> None:
    made = centre(
        channels__phone__announce="{offer: {to: chat, share: 0%, after: 2 min}}",
        channels__chat__open='"08:00-09:00"',
        channels__chat__arrivals="{times: [08:10:00]}",
    )

    assert about("channels.phone", made) == []


def test_mail_advised_at_night_is_answered_by_day() -> None:
    made = centre(
        calendar__open='"08:00-12:00"',
        channels__phone__announce="{offer: {to: email, share: 20%, after: 2 min}}",
        channels__email__open='"11:00-12:00"',
        channels__email__arrivals="{times: [11:10:00]}",
    )

    assert about("channels.phone", made) == []

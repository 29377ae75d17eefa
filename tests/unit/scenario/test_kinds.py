import pytest
from scenario_parts import channel

from omnisim.scenario import kinds
from omnisim.scenario.choices import Kind
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import Channel, MixtureEntry

COMMON = {"kind", "arrivals", "busy_day", "issues", "lines", "open", "outages", "cost"}


def test_every_field_of_a_channel_is_common_or_of_some_kind() -> None:
    told = {*COMMON, *kinds.OF_AGENTS, *kinds.OF_CONVERSATIONS}

    assert set(Channel.model_fields) == told


def test_every_override_of_a_mixture_is_a_field_of_channels() -> None:
    assert set(MixtureEntry.model_fields) - {"share"} <= set(Channel.model_fields)


def test_every_kind_has_a_form() -> None:
    assert set(kinds.FORMS) == set(Kind)


@pytest.mark.parametrize(
    ("parts", "called"),
    [
        ({"kind": Kind.CALL}, "a call"),
        ({"kind": Kind.CALLBACK}, "a callback"),
        ({"kind": Kind.CHAT}, "a chat told by its turns"),
        (
            {"kind": Kind.CHAT, "duration_by_open_chats": (60.0,)},
            "a chat told by duration_by_open_chats",
        ),
        (
            {"kind": Kind.CHAT, "duration": Constant(value=60.0)},
            "a chat told by duration_by_open_chats",
        ),
        ({"kind": Kind.MESSAGE}, "a message"),
        ({"kind": Kind.MAIL}, "a mail"),
        ({"kind": Kind.BOT}, "a bot"),
    ],
)
def test_form_of_a_channel_is_called(parts: dict[str, object], called: str) -> None:
    assert kinds.form_of(channel(talk=None, **parts)).called == called


@pytest.mark.parametrize(
    ("kind", "events"),
    [
        (Kind.CALL, set()),
        (Kind.CALLBACK, {"unreached", "unanswered"}),
        (Kind.CHAT, {"quit"}),
        (Kind.MESSAGE, {"quit", "unanswered"}),
        (Kind.MAIL, {"unanswered"}),
    ],
)
def test_events_that_only_some_kinds_know(kind: Kind, events: set[str]) -> None:
    everywhere = {"blocked", "cut_off", "balked", "abandoned", "unresolved"}

    found = kinds.events_of(channel(kind=kind), fronted=False)
    assert found == everywhere | events


@pytest.mark.parametrize("kind", [Kind.CALL, Kind.MAIL])
def test_bot_in_front_adds_what_it_can_do(kind: Kind) -> None:
    found = kinds.events_of(channel(kind=kind), fronted=True)

    assert found - kinds.events_of(channel(kind=kind), fronted=False) == {
        "unhelped",
        "contained",
    }


def test_nobody_waits_for_agents_on_a_channel_of_kind_bot() -> None:
    found = kinds.events_of(channel(kind=Kind.BOT, talk=None), fronted=True)

    assert found == {"blocked", "cut_off", "unhelped", "contained"}


def test_nothing_of_agents_belongs_to_a_bot() -> None:
    (form,) = kinds.FORMS[Kind.BOT]

    foreign = kinds.foreign_to(form)
    assert set(foreign) == {*kinds.OF_AGENTS, *kinds.OF_CONVERSATIONS}


def test_chat_at_the_rate_level_is_not_left_in_the_middle() -> None:
    rated = channel(kind=Kind.CHAT, talk=None, duration_by_open_chats=(60.0, 70.0))

    assert kinds.is_rated(rated)
    assert "quit" not in kinds.events_of(rated, fronted=False)

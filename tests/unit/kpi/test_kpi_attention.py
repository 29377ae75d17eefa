"""Whose contacts have agents' attention, and how chats at the rate level share it."""

from __future__ import annotations

from typing import Any

import pytest
import scenario_parts as parts
import talks
from typed import NAN, typed

from omnisim.journal import Cause, Outcome, State
from omnisim.kpi.attention import attention
from omnisim.scenario.schema import Kind, Mix, Scenario

Piece = tuple[int, int, float, float, int]  # agent, contact, from, to, among


@pytest.fixture(scope="module")
def rated() -> Scenario:
    """Return a centre whose chats are modelled by their rate."""
    chat = parts.channel(kind=Kind.CHAT, talk=None, duration_by_open_chats=(60.0, 80.0))
    two = Mix(most={"chat": 2})
    return talks.centre(chat=chat).model_copy(
        update={"agents": {"desk": parts.group(may_hold=(two,))}}
    )


def pieces(of: Scenario, **tables: Any) -> list[Piece]:  # noqa: ANN401 - any table
    """Return the pieces of attention in a journal of chats."""
    given = attention(
        typed(channels=talks.CHANNELS, agents=[(0, 0), (0, 1)], **tables), of
    )
    columns = [column.tolist() for column in given]
    return list(zip(*columns, strict=True))


def chats(*times: tuple[float, float, float], agent: int = 0) -> dict[str, Any]:
    """Return chats that an agent took and held: arrived, answered, ended.

    Wrap-up takes 10 s and keeps the place.
    """
    contacts, legs, holds = [], [], []
    for number, (came, taken, ended) in enumerate(times):
        about = (number, talks.CHAT, 0, 1, Cause.FIRST, Outcome.HANDLED, 1)
        contacts.append((*about, came, ended))
        served = (0, agent, 1, came, taken, taken, NAN, ended, ended + 10)
        legs.append((number, 0, Outcome.HANDLED, 0, *served))
        holds.append((number, 0, agent, came, ended + 10))
    return {"contacts": contacts, "interactions": legs, "holds": holds}


def test_a_span_of_attention_belongs_to_its_contact() -> None:
    spans = [
        (0, State.IDLE, 0, -1, 0, 5),
        (0, State.RINGING, 1, 0, 5, 8),
        (0, State.TALKING, 1, 0, 8, 60),
        (0, State.WRAP_UP, 1, 0, 60, 70),
        (0, State.WAITING, 1, -1, 70, 80),
    ]

    found = pieces(talks.centre(), agent_spans=spans, **chats((5, 8, 60)))

    assert found == [(0, 0, 8, 60, 1), (0, 0, 60, 70, 1)]


def test_chats_at_the_rate_level_share_the_attention_evenly(rated: Scenario) -> None:
    # the one from 0 to 100, the other from 40 to 160, each followed by its wrap-up
    spans = [
        (0, State.CHATTING, 1, -1, 0, 40),
        (0, State.CHATTING, 2, -1, 40, 100),
        (0, State.WRAP_UP, 2, 0, 100, 110),
        (0, State.CHATTING, 1, -1, 110, 160),
        (0, State.WRAP_UP, 1, 1, 160, 170),
    ]

    found = pieces(rated, agent_spans=spans, **chats((0, 0, 100), (40, 40, 160)))

    assert sorted(found, key=lambda piece: (piece[2], piece[1])) == [
        (0, 0, 0, 40, 1),
        (0, 0, 40, 100, 2),
        (0, 1, 40, 100, 2),
        (0, 0, 100, 110, 1),
        (0, 1, 110, 160, 1),
        (0, 1, 160, 170, 1),
    ]


def test_a_chat_has_no_share_before_it_is_answered(rated: Scenario) -> None:
    spans = [(0, State.CHATTING, 2, -1, 0, 100)]

    found = pieces(rated, agent_spans=spans, **chats((0, 0, 100), (20, 30, 100)))

    assert sorted(found, key=lambda piece: (piece[2], piece[1])) == [
        (0, 0, 0, 30, 1),
        (0, 0, 30, 100, 2),
        (0, 1, 30, 100, 2),
    ]


def test_a_chat_that_ends_as_another_begins_does_not_share_with_it(
    rated: Scenario,
) -> None:
    spans = [(0, State.CHATTING, 1, -1, 0, 100)]

    found = pieces(rated, agent_spans=spans, **chats((0, 0, 60), (60, 60, 100)))

    assert found == [(0, 0, 0, 60, 1), (0, 1, 60, 100, 1)]


def test_an_offer_that_nobody_took_has_no_share(rated: Scenario) -> None:
    day = chats((0, 0, 100))
    day["contacts"] += [(1, 1, 0, 1, Cause.FIRST, Outcome.ABANDONED, -1, 10, 50)]
    day["interactions"] += [
        (1, 0, Outcome.ABANDONED, 0, -1, -1, 1, 10, NAN, NAN, 50, NAN, NAN)
    ]
    day["holds"] += [(1, 0, 0, 10, 50)]

    found = pieces(rated, agent_spans=[(0, State.CHATTING, 2, -1, 0, 100)], **day)

    assert found == [(0, 0, 0, 100, 1)]


def test_agents_share_their_own_chats_only(rated: Scenario) -> None:
    one, other = chats((0, 0, 50)), chats((0, 0, 50), (0, 0, 50), agent=1)
    day = {
        "contacts": other["contacts"],
        "interactions": [one["interactions"][0], other["interactions"][1]],
        "holds": [one["holds"][0], other["holds"][1]],
    }
    spans = [
        (0, State.CHATTING, 1, -1, 0, 50),
        (1, State.CHATTING, 1, -1, 0, 50),
    ]

    found = pieces(rated, agent_spans=spans, **day)

    assert found == [(0, 0, 0, 50, 1), (1, 1, 0, 50, 1)]

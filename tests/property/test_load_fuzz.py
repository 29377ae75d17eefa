"""Whatever a file holds: a scenario, or a list of faults, and soon."""

from __future__ import annotations

import time

from examples import examples
from hypothesis import example, given
from hypothesis import strategies as st
from scenario_texts import FULL, SMALL

from omnisim.errors import ScenarioError
from omnisim.scenario import Scenario, from_dict, loads

PIECES = (
    "{", "}", "[", "]", ":", ",", "\n", "\t", "- ", "&a ", "*a", "!!int ", "null", "~",
    "'", '"', "|", ">", "#", "%", "-1", "1e400", "999999999999", "never", "08:00-08:00",
    "any", "0", "é", "\x00", "? ", "<<", "..", "./x", "5 min", "100%", "\U0001f4de",
)  # fmt: skip
PATHS = (
    "agents.desk.staff", "channels.phone.arrivals", "channels.phone", "calendar.start",
    "name", "a.0.b", "channels.phone.arrivals.counts.0", "extends",
)  # fmt: skip

json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner)
    ),
    max_leaves=8,
)


def loads_or_faults(text: str, **how: object) -> None:
    """Load, and check that nothing but a scenario or its faults come out, in time."""
    began = time.perf_counter()
    try:
        assert isinstance(loads(text, **how), Scenario)  # type: ignore[arg-type] # passed on
    except ScenarioError as error:
        assert error.faults  # noqa: PT017 - either outcome is right
    assert time.perf_counter() - began < 5


@examples(150)
@given(st.text(max_size=200))
@example("\ud800")
@example("a: " + "[" * 1000)
@example("? " * 500)
@example("%" * 5)
@example("- " * 1000)
@example("&a " * 100)
def test_any_text_is_a_scenario_or_faults(text: str) -> None:
    loads_or_faults(text)


@examples(400)
@given(
    st.sampled_from([SMALL, FULL]),
    st.lists(
        st.tuples(
            st.integers(0, 2000),
            st.integers(0, 12),
            st.sampled_from(PIECES) | st.text(),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_any_damage_to_a_file_is_survived(
    text: str, damage: list[tuple[int, int, str]]
) -> None:
    for at, length, piece in damage:
        place = at % len(text)
        text = text[:place] + piece + text[place + length :]

    loads_or_faults(text)


@examples(150)
@given(st.sampled_from(PATHS), st.sampled_from(PIECES) | st.text(max_size=30))
def test_any_change_is_survived(path: str, text: str) -> None:
    loads_or_faults(SMALL, changes={path: text})


@examples(150)
@given(
    st.dictionaries(
        st.sampled_from(
            ["name", "calendar", "channels", "agents", "issues", "routing", "customers"]
        ),
        json_like,
    )
)
def test_any_python_values_are_a_scenario_or_faults(data: dict[str, object]) -> None:
    try:
        from_dict(data)
    except ScenarioError as error:
        assert error.faults  # noqa: PT017 - nearly always

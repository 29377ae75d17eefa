"""Transfers taken together: some lead out of every circle."""

from __future__ import annotations

import pytest

from omnisim.errors import ScenarioError
from omnisim.scenario import loads

CENTRE = """
calendar: {{start: 2026-03-02}}
channels:
  phone: {{kind: call, arrivals: {{rate: 10/h}}, talk: 4 min}}
agents:
  a: {{staff: 1, skills: {{phone: 1}}}}
  b: {{staff: 1, skills: {{phone: 1}}}}
  c: {{staff: 1, skills: {{phone: 1}}}}
routing:
  transfers: {transfers}
"""


@pytest.mark.parametrize(
    ("transfers", "groups"),
    [
        ("[{from: a, to: b, share: 100%}, {from: b, to: a, share: 100%}]", "'a', 'b'"),
        ("[{from: a, to: b, share: 100%}, {to: a, share: 100%}]", "'a', 'b', 'c'"),
        (
            (
                "[{from: a, to: b, share: 60%}, {from: a, to: c, share: 40%}, "
                "{from: b, to: a, share: 100%}, {from: c, to: a, share: 100%}]"
            ),
            "'a', 'b', 'c'",
        ),
    ],
)
def test_circle_that_nobody_leaves_is_a_fault(transfers: str, groups: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        loads(CENTRE.format(transfers=transfers))

    assert [(fault.path, fault.wrong) for fault in caught.value.faults] == [
        (
            "routing.transfers",
            (
                "contacts on 'phone' about 'general' would be passed on "
                f"between {groups} for ever"
            ),
        )
    ]


@pytest.mark.parametrize(
    "transfers",
    [
        "[{from: a, to: b, share: 100%}, {from: b, to: a, share: 99%}]",
        "[{from: a, to: b, share: 100%}, {from: b, to: c, share: 100%}]",
        (
            "[{from: a, to: b, share: 50%}, {from: a, to: c, share: 50%}, "
            "{from: b, to: a, share: 100%}]"
        ),
        "[{from: a, to: b, share: 100%}, {from: b, to: a, share: 0%}]",
    ],
)
def test_circle_that_some_leave_is_none(transfers: str) -> None:
    assert loads(CENTRE.format(transfers=transfers)).routing.transfers

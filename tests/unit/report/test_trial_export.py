"""A trial for machines: tidy CSV of its cells, JSON of all that was found."""

from __future__ import annotations

import json

from judged_trials import conducted
from made_trials import factor

from omnisim.report.trial_export import COLUMNS, to_csv, to_json
from omnisim.trial.archive import LeftOver
from omnisim.trial.expression import parse

CAPS = factor("cap", 1, 2)


def test_csv_has_a_row_for_each_figure_of_each_cell() -> None:
    found = conducted(CAPS, watch=(parse("asa"), parse("asa / cap")), sd=0)

    assert to_csv(found) == (
        "cell,cap,figure,unit,value,half_width,n\n"
        "cap=1,1,asa,s,10.0,0.0,20\n"
        "cap=1,1,asa / cap,s,10.0,0.0,20\n"
        "cap=2,2,asa,s,20.0,0.0,20\n"
        "cap=2,2,asa / cap,s,10.0,0.0,20\n"
    )


def test_a_number_that_is_missing_is_an_empty_cell_or_null() -> None:
    found = conducted(CAPS, watch=(parse("asa / 0"),), sd=0)

    assert to_csv(found).splitlines()[1] == "cap=1,1,asa / 0,s,,,20"
    assert json.loads(to_json(found))["figures"][0]["value"] is None


def test_a_factor_called_like_a_column_has_an_underscore() -> None:
    found = conducted(factor("unit", 1), truth=lambda _: 5.0, sd=0)

    assert to_csv(found).splitlines()[0] == "cell,unit_,figure,unit,value,half_width,n"


def test_json_tells_claims_with_their_findings() -> None:
    left = (LeftOver("cap=3", 20, "seed 7"),)
    found = conducted(CAPS, claims=["asa < 15 s"], left_over=left, sd=0)

    body = json.loads(to_json(found))

    (claim,) = body["claims"]
    assert body["belief"] == "a belief"
    assert body["columns"] == COLUMNS
    assert body["answers"] == []
    assert body["left_over"] == [{"cell": "cap=3", "replications": 20, "why": "seed 7"}]
    assert (claim["says"], claim["verdict"]) == ("asa < 15 s", "refuted")
    assert claim["cases"][1] == {
        "levels": {"cap": "2"},
        "verdict": "refuted",
        "findings": [
            {
                "verdict": "refuted",
                "sign": "<",
                "left": {"value": 20.0, "half_width": 0.0},
                "right": {"value": 15.0, "half_width": 0.0},
                "difference": {"value": 5.0, "half_width": 0.0},
            }
        ],
    }

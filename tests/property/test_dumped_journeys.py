"""Any small centre with journeys comes back from what is dumped, to the last bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from journey_strategies import journeys
from yaml_editors import complaints

from omnisim.scenario import dump, fingerprint, from_dict, loads, warnings_of

if TYPE_CHECKING:
    from journey_strategies import Data


@given(data=journeys())
@settings(max_examples=40, deadline=None)
def test_any_centre_with_journeys_comes_back(data: Data) -> None:
    made = from_dict(data)

    again = loads(dump(made))
    assert again == made
    assert fingerprint(again) == fingerprint(made)


@given(data=journeys())
@settings(max_examples=15, deadline=None)
def test_editors_underline_nothing_of_what_is_dumped(data: Data) -> None:
    assert complaints(dump(from_dict(data))) == []


@given(data=journeys())
@settings(max_examples=15, deadline=None)
def test_what_is_dumped_is_warned_of_no_more_than_the_file(data: Data) -> None:
    made = from_dict(data)

    assert set(warnings_of(loads(dump(made)))) <= set(warnings_of(made))

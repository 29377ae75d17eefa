"""What is asked: scenario files, read and checked into frozen models."""

from __future__ import annotations

from omnisim.scenario.dumping import dump, fingerprint
from omnisim.scenario.hints import warnings_of
from omnisim.scenario.jsonschema import json_schema
from omnisim.scenario.loading import from_dict, load, loads
from omnisim.scenario.schema import Scenario

__all__ = [
    "Scenario",
    "dump",
    "fingerprint",
    "from_dict",
    "json_schema",
    "load",
    "loads",
    "warnings_of",
]

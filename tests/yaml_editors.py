"""What an editor that knows the JSON Schema of scenario files would underline."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

from omnisim.scenario import json_schema
from omnisim.scenario.nodes import Items, Keys
from omnisim.scenario.yamltext import parse

__all__ = ["VALIDATOR", "complaints"]

VALIDATOR = Draft202012Validator(json_schema())


def as_editors_read(node: object) -> Any:  # noqa: ANN401 - any value of YAML 1.2
    """Turn a tree into what YAML 1.2 makes of it: numbers where a text is one."""
    if isinstance(node, Keys):
        return {key: as_editors_read(value) for key, value in node.items()}
    if isinstance(node, Items):
        return [as_editors_read(item) for item in node]
    try:
        return float(str(node)) if node is not None else None
    except ValueError:
        return str(node)


def complaints(text: str) -> list[str]:
    """Return what an editor would underline."""
    tree, _ = parse(text, "x.yaml")
    return [error.message for error in VALIDATOR.iter_errors(as_editors_read(tree))]

"""`omnisim schema`: the JSON Schema of a scenario file."""

from __future__ import annotations

import click

from omnisim.cli import options


@click.command(
    "schema",
    cls=options.Command,
    short_help="Print the JSON Schema of a scenario file.",
    examples=(
        "omnisim schema > omnisim.schema.json",
        "",
        "Then write as the first line of a scenario:",
        "# yaml-language-server: $schema=omnisim.schema.json",
    ),
)
@options.debug
def command() -> None:
    """Print the JSON Schema of a scenario file, for editors that complete and check."""
    import json

    from omnisim.scenario import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))

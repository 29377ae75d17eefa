"""`omnisim init`: a commented scenario to start from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from omnisim.cli import options
from omnisim.cli.faults import USAGE
from omnisim.errors import nearest

STARTER = "starter"


def templates() -> dict[str, str]:
    """Return the text of each template by name."""
    folder = files("omnisim.cli") / "templates"
    return {
        entry.name.removesuffix(".yaml"): entry.read_text(encoding="utf-8")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".yaml")
    }


@click.command(
    "init",
    cls=options.Command,
    short_help="Write a commented starter scenario.",
    examples=(
        "omnisim init --to bank.yaml",
        "omnisim init chat",
        "omnisim init --list",
    ),
)
@click.argument("template", default=STARTER, metavar="[TEMPLATE]")
@click.option(
    "--to",
    "target",
    metavar="FILE",
    help="Where to write; '-' is stdout.  [default: TEMPLATE.yaml here]",
)
@click.option("--list", "show_list", is_flag=True, help="List the templates.")
@options.debug
@click.pass_context
def command(
    ctx: click.Context, template: str, target: str | None, *, show_list: bool
) -> None:
    """Write a commented scenario to start from; never overwrites a file."""
    known = templates()
    if show_list:
        if target is not None:
            raise click.UsageError("--list writes no file: leave out --to")
        width = max(map(len, known)) + 2
        for name, text in known.items():
            click.echo(f"{name:{width}}{_first_comment(text)}")
        return
    if template not in known:
        near = nearest(template, list(known))
        guess = f"; did you mean {near!r}?" if near else ""
        raise click.BadParameter(
            f"unknown template {template!r}; allowed: {', '.join(known)}{guess}"
        )
    if target == "-":
        click.echo(known[template], nl=False)
        return
    path = Path(target or f"{template}.yaml")
    try:
        # mode x refuses an existing file even if it appears at this very moment
        with path.open("x", encoding="utf-8") as file:
            file.write(known[template])
    except FileExistsError:
        click.echo(
            f"omnisim: {path} exists and is left alone; choose another name with --to",
            err=True,
        )
        ctx.exit(USAGE)
    except OSError as error:
        click.echo(f"omnisim: {path} cannot be written: {error.strerror}", err=True)
        ctx.exit(USAGE)
    click.echo(f"omnisim: wrote {path}; next: omnisim run {path}", err=True)


def _first_comment(text: str) -> str:
    """Return a template's first line: what it is, without the comment sign."""
    return text.partition("\n")[0].lstrip("# ")

"""The page of an experiment: README.md of its folder, with table and picture.

Written anew whenever the experiment is played. What people have found, and why it is
so, is theirs to write: `finding.md` beside the experiment stands in the page as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from omnisim.report.digits import show_plain
from omnisim.report.tables import escaped
from omnisim.report.trial_cells import markdown_of, tables_of
from omnisim.report.trial_export import to_csv
from omnisim.report.trial_picture import save_trial
from omnisim.report.trial_words import (
    confidence_of,
    said_of_answer,
    said_of_claim,
    sought,
    unit_in,
)
from omnisim.trial.conduct import answered
from omnisim.trial.model import Design
from omnisim.trial.verdict import Verdict
from omnisim.version import __version__

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from omnisim.trial.conduct import Conducted
    from omnisim.trial.judging import Judged
    from omnisim.trial.model import Factor, Trial

__all__ = ["FINDING", "PAGE", "PICTURE", "TABLE", "page_of", "write_folder"]

PAGE, TABLE, PICTURE = "README.md", "results.csv", "picture.svg"
FINDING = "finding.md"
_NO_FINDING = (
    f"Nobody has written yet why this is so; `{FINDING}` beside the experiment "
    "stands here once it is written."
)
_DESIGNS = {
    Design.GRID: "all combinations of the levels",
    Design.ONE_AT_A_TIME: "each factor by itself, the others at their first level",
    Design.LATIN_HYPERCUBE: "points spread over the ranges (a Latin hypercube)",
    Design.LIST: "the combinations that the file lists",
}


def write_folder(
    conducted: Conducted,
    folder: str | os.PathLike[str],
    *,
    file: str = "experiment.yaml",
) -> list[Path]:
    """Write page, table and picture of an experiment into its folder.

    Parameters
    ----------
    conducted : Conducted
    folder : path
        That of the experiment's file; made if it does not exist.
    file : str
        Name of the experiment's file in it.

    Returns
    -------
    list of Path
        The files: the same bytes for the same outcome and the same `finding.md`.
    """
    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    finding = home / FINDING
    prose = finding.read_text(encoding="utf-8") if finding.is_file() else ""
    page, table = home / PAGE, home / TABLE
    page.write_text(
        page_of(conducted, finding=prose, file=file), encoding="utf-8", newline="\n"
    )
    table.write_text(to_csv(conducted), encoding="utf-8", newline="\n")
    return [page, table, save_trial(conducted, home / PICTURE)]


def page_of(
    conducted: Conducted, *, finding: str = "", file: str = "experiment.yaml"
) -> str:
    """Return the page of an experiment as Markdown.

    Parameters
    ----------
    conducted : Conducted
    finding : str
        Prose in Markdown; without it the page says that it is missing.
    file : str
        Name of the experiment's file, for whoever plays it again.

    Returns
    -------
    str
    """
    trial = conducted.outcome.trial
    blocks = [f"# {escaped(trial.belief)}"]
    if trial.question:
        blocks.append(escaped(trial.question))
    blocks += [_verdict(one, conducted) for one in conducted.outcome.judged]
    blocks += ["## What was found", finding.strip() or _NO_FINDING]
    blocks.append(f"![{escaped(trial.belief)}]({PICTURE})")
    blocks += _tables(conducted)
    blocks += ["## How it was played", "\n".join(_how(conducted))]
    blocks += [
        "## Play it again",
        f"In this folder, with omnisim {__version__}:",
        f"```sh\nomnisim experiment {file} --page\n```",
        (
            f"It writes this page, [the table]({TABLE}) and [the picture]({PICTURE}) "
            "anew. Another seed shows how far chance goes: add `--set seed=2`."
        ),
    ]
    return "\n\n".join(blocks) + "\n"


def _verdict(judged: Judged, conducted: Conducted) -> str:
    """Return the verdict on a claim in one bold line, and what it rests on."""
    word = judged.verdict.value
    claim = judged.claim
    is_plain = claim.says != claim.claim.text
    says = escaped(claim.says) if is_plain else f"`{claim.claim.text}`"
    lines = [f"**{word[0].upper()}{word[1:]}: {says}**"]
    if is_plain:
        lines.append(f"Put to the test as `{claim.claim.text}`.")
    lines.append(f"Found: {escaped(said_of_claim(judged, conducted))}")
    if judged.verdict is Verdict.UNDECIDED:
        lines.append("More replications may decide it.")
    return "\n\n".join((lines[0], " ".join(lines[1:])))


def _tables(conducted: Conducted) -> Iterator[str]:
    """Yield what was found for a number looked for, and the cells."""
    solve = conducted.outcome.trial.solve
    if solve is not None:
        yield f"Looked for: {escaped(sought(solve))}."
        yield "\n".join(
            escaped(
                "- "
                + ": ".join(
                    part
                    for part in (
                        ", ".join(f"{name}={level}" for name, level in levels.items()),
                        said_of_answer(answer, solve),
                    )
                    if part
                )
            )
            for levels, answer in answered(conducted.outcome)
        )
    for table in tables_of(conducted):
        if table.title:
            yield f"### {escaped(table.title)}"
        yield markdown_of(table)


def _how(conducted: Conducted) -> Iterator[str]:
    """Yield what was varied, how often it was played, and how sure it is."""
    outcome = conducted.outcome
    trial = outcome.trial
    yield f"- Base: `{Path(trial.base).name}`, {escaped(conducted.scenario.name)}."
    for path, value in trial.changes.items():
        yield f"- In all cells `{path}` is `{value}`."
    for factor in trial.factors:
        yield f"- {_factor(factor)}"
    if trial.solve is not None:
        paths = ", ".join(f"`{path}`" for path in trial.solve.paths)
        yield (
            f"- `{trial.solve.name}` ({paths}) is looked for from {trial.solve.low} "
            f"to {trial.solve.high}."
        )
    n = len(outcome.designed)
    yield f"- Design: {_DESIGNS[trial.design]}, {n} cell{'s' if n != 1 else ''}."
    yield f"- {_precision(conducted)}"
    whole = confidence_of(trial.confidence)
    yield (
        f"- Seed {trial.seed}; every cell meets the same customers. ± is the "
        f"half-width of a {whole} interval of each figure by itself; the intervals "
        f"behind a verdict hold together with {whole}, over all looks, comparisons "
        "and levels it is about."
    )


def _factor(factor: Factor) -> str:
    if factor.between is not None:
        low, high = (f"{end:g}{factor.unit}" for end in factor.between)
        levels = f"between {low} and {high}"
    else:
        levels = ", ".join(level.name for level in factor.levels)
    where = ", ".join(f"`{path}`" for path in factor.paths)
    return f"`{factor.name}`{f' ({where})' if where else ''}: {escaped(levels)}."


def _precision(conducted: Conducted) -> str:
    """Say how often cells were played, and what for."""
    outcome = conducted.outcome
    trial: Trial = outcome.trial
    played = sorted(set(outcome.replications.values())) or [0]
    n = f"{played[0]} to {played[-1]}" if len(played) > 1 else f"{played[0]}"
    said = (
        f"Each cell was played {n} times, at most {trial.precision.at_most}: more "
        "where a claim was still undecided"
    )
    if trial.precision.of is not None:
        unit = unit_in(trial.precision.of.tree, trial, conducted.scenario) or ""
        wanted = show_plain(trial.precision.half_width, unit)
        wanted = wanted.replace("%", "points") if unit == "share" else wanted
        said += f", or `{trial.precision.of.text}` not yet known to ± {wanted}"
    return f"{said}."

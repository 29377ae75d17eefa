"""The page docs/verification.md: theory beside simulation.

`make verification` plays every case and writes the page; the same seeds give the
same page. A section depends on its own case only, and the summary on the sections,
so that tests can hold the page to the program case by case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from calibrated import ALARM, MISS
from scipy import stats

from omnisim.report.digits import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verification.case import Finding, Played

__all__ = ["render", "section", "sections_of"]

HEAD = """\
# Verification: theory beside simulation

Each table compares long runs of omnisim with a model that has an exact answer. The
answer is worked out in `tests/theory/`, from the source named, and is tried there
against published figures or a second method; the scenarios stand in
`tests/verification/`; the figures are read straight from the journal. This page is
written by `make verification`, and the tests hold it to what the program does.

How to read a row: *simulated* is the figure over all replications, ± the half-width
of its 95 % confidence interval (Student's t; the replication is the unit); *apart*
is its difference from theory in standard errors, expected between -2 and +2 in
nineteen rows of twenty; *sees* is the relative error that the test of the row finds
with a probability of {power:.1%}. Rows on how many contacts came and how long they
take by themselves stand as they came; in all others the part that is owed to chance
in just these is taken out by regression (control variates, Lavenberg and Welch 1981),
so that a run of the same length tells more.

*Delayed*: not answered at once. *Mean wait*: of all, answered or not. *Answered
within*: of all, before giving up. *Offered wait*: what an endlessly patient customer
in the same place would have waited. *Reply wait*: from an agent turn asked for to
begun. *Talking*, *writing* and the like, and *with 2 in hand*: share of agents' time.
*Per customer*: of all whose first contact came while contacts were counted, with what
they did thereafter. *Reported containment*: sessions that a bot ended, as its log
would say; *true*: those of them that resolved the issue.

In sum: {cases} models, {rows} figures, {contacts:.1f} million contacts.
{beyond} figures lie more than 2 standard errors from theory, none above {farthest:.1f}.
One figure alarms falsely with a probability of {alarm:.2g}, which with 30 replications
lies beyond {bound:.1f} standard errors; all of them together with {together:.1%}.
"""
TABLE = """\
| figure | theory | simulated | apart | sees |
|---|--:|--:|--:|--:|
"""
_APART = re.compile(r"\| ([+-][0-9.]+) \|")
_CONTACTS = re.compile(r"([0-9,]+) contacts, seed")


def render(sections: Sequence[str]) -> str:
    """Return the page.

    Parameters
    ----------
    sections : sequence of str
        From `section`, in order.

    Returns
    -------
    str
        Markdown.
    """
    text = "".join(sections)
    apart = [abs(float(found)) for found in _APART.findall(text)]
    contacts = [int(found.replace(",", "")) for found in _CONTACTS.findall(text)]
    head = HEAD.format(
        power=1 - MISS,
        cases=len(sections),
        rows=len(apart),
        contacts=sum(contacts) / 1e6,
        beyond=sum(distance > 2 for distance in apart),
        farthest=max(apart),
        alarm=ALARM,
        together=1 - (1 - ALARM) ** len(apart),
        bound=float(stats.t.isf(ALARM / 2, 29)),
    )
    return head + text


def sections_of(page: str) -> list[str]:
    """Return the sections a page is made of.

    Parameters
    ----------
    page : str
        From `render`.

    Returns
    -------
    list of str
    """
    return [f"\n## {part}" for part in page.split("\n## ")[1:]]


def section(played: Played) -> str:
    """Return one case with its table.

    Parameters
    ----------
    played : Played

    Returns
    -------
    str
        Markdown.
    """
    case = played.case
    rows = "".join(map(_row, played.findings))
    return f"""
## {case.title}

{case.setting}.
Source: {case.source}. {case.replications} replications, {played.n_contacts:,} \
contacts, seed {case.seed}.

{TABLE}{rows}"""


def _row(finding: Finding) -> str:
    figure = finding.figure
    scale = 100.0 if figure.unit == "%" else 1.0
    unit = f" {figure.unit}" if figure.unit else ""
    quantile = float(stats.t.isf(0.025, len(finding.values) - 1))
    half_width = scale * finding.standard_error * quantile
    apart = (finding.simulated - figure.expected) / finding.standard_error
    at = max(places(half_width), 0)
    cells = (
        figure.name,
        f"{scale * figure.expected:,.{at + 1}f}{unit}",
        f"{scale * finding.simulated:,.{at}f} ± {half_width:,.{at}f}{unit}",
        f"{apart:+.1f}",
        f"{100 * figure.detect:g} %",
    )
    return "| " + " | ".join(cells) + " |\n"

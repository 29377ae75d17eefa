"""A bot in front of agents: who is contained, who goes on, and who comes back."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Broken",
    "Front",
    "Issue",
    "Left",
    "Returns",
    "broken",
    "front",
    "left_over",
]


@dataclass(frozen=True)
class Issue:
    """Why customers come, and what a bot can do about it."""

    share: float  # of customers
    contained: float  # of those the bot meets
    misled: float = 0.0  # of the contained: not resolved
    effort: float = 1.0  # scales an agent's work
    resolved: float = 1.0  # of those an agent serves


@dataclass(frozen=True)
class Returns:
    """Shares of those who come again, as often as it takes, by what they met."""

    contained: float = 0.0  # without a resolution
    unhelped: float = 0.0
    unresolved: float = 0.0  # by an agent


@dataclass(frozen=True)
class Front:
    """Figures of customers, most of whom meet a bot first."""

    contacts: float  # per customer
    sessions: float  # per contact
    contained: float  # of sessions: reported containment
    resolved: float  # of sessions: true containment
    escalated: float  # of sessions
    agents: float  # contacts that come to agents, per customer
    met: float  # of those that come to agents: from the bot
    work: float  # mean work of what comes to agents, over that of effort 1
    helped: float  # share of issues

    @property
    def misled(self) -> float:
        """Share of the contained whose issue is not resolved."""
        return 1.0 - self.resolved / self.contained


def front(
    issues: Sequence[Issue],
    *,
    escalates: float,
    returns: Returns,
    vulnerable: float = 0.0,
    retold: float = 0.0,
    first_only: bool = False,
) -> Front:
    """Return the figures of a bot that is always there.

    Elementary sums over issues and sorts of customers, a chain of our own: each
    contact of a customer ends in one of a few ways with the same probabilities, and
    she comes again with a probability that depends on the way.

    Parameters
    ----------
    issues : sequence of Issue
        Their shares sum to 1.
    escalates : float
        Share of those not contained who go on to an agent; the others leave.
    returns : Returns
    vulnerable : float
        Share of customers who never meet the bot.
    retold : float
        Extra work of an agent on those who come from the bot.
    first_only : bool
        Customers who come again pass the bot by.
    """
    contacts = sessions = contained = resolved = escalated = straight = 0.0
    work = helped = 0.0
    for issue in issues:
        open_ = 1.0 - issue.resolved
        alone = 1.0 / (1.0 - open_ * returns.unresolved)  # contacts, agents only
        contains = issue.contained
        sent = (1.0 - contains) * escalates
        again = (
            contains * issue.misled * returns.contained
            + (1.0 - contains - sent) * returns.unhelped
            + sent * open_ * returns.unresolved
        )
        met = 1.0 if first_only else 1.0 / (1.0 - again)  # sessions of a customer
        past = again * alone if first_only else 0.0
        meets = issue.share * (1.0 - vulnerable)
        shuns = issue.share * vulnerable
        by_agents = meets * past + shuns * alone
        contacts += meets * met + by_agents
        sessions += meets * met
        contained += meets * met * contains
        resolved += meets * met * contains * (1.0 - issue.misled)
        escalated += meets * met * sent
        straight += by_agents
        work += issue.effort * (meets * met * sent * (1.0 + retold) + by_agents)
        helped += meets * met * contains * (1.0 - issue.misled)
        helped += issue.resolved * (meets * met * sent + by_agents)
    agents = escalated + straight
    return Front(
        contacts=contacts,
        sessions=sessions / contacts,
        contained=contained / sessions,
        resolved=resolved / sessions,
        escalated=escalated / sessions,
        agents=agents,
        met=escalated / agents,
        work=work / agents,
        helped=helped,
    )


@dataclass(frozen=True)
class Left:
    """The work that a bot leaves to the agents."""

    share: float  # of customers
    mean: float
    cv: float  # coefficient of variation


def left_over(issues: Sequence[Issue], talk: float) -> Left:
    """Return the law of the work of those not contained, all of whom go on.

    Work is exponential with mean ``effort x talk``: a mixture over issues, with the
    shares that are left.

    Examples
    --------
    Without a bot, and all alike, it is exponential.

    >>> left_over([Issue(1.0, 0.0)], 3.0)
    Left(share=1.0, mean=3.0, cv=1.0)
    """
    shares = [issue.share * (1.0 - issue.contained) for issue in issues]
    means = [issue.effort * talk for issue in issues]
    share = sum(shares)
    mean = sum(s * m for s, m in zip(shares, means, strict=True)) / share
    second = 2.0 * sum(s * m * m for s, m in zip(shares, means, strict=True)) / share
    return Left(share, mean, math.sqrt(second / mean**2 - 1.0))


@dataclass(frozen=True)
class Broken:
    """Figures of something that breaks and is repaired."""

    down: float  # share of time
    begun: float  # outages per unit of time
    cut_off: float  # share of what begins while it works


def broken(
    every: float, lasts: float, lengths: Sequence[tuple[float, float]]
) -> Broken:
    """Return the figures of outages that follow each other at random.

    An alternating renewal process, Cox (1962), *Renewal Theory*, chapter 7: the share
    of time is ``lasts / (every + lasts)``, whatever the law of how long an outage
    lasts. The time that is left until the next is exponential, so of sessions with
    an exponential length of mean m the share ``m / (m + every)`` is cut off.

    Parameters
    ----------
    every, lasts : float
        Mean from the end of an outage to the next, exponential; mean of an outage.
    lengths : sequence of (float, float)
        Share and mean of each exponential law among the sessions.

    Examples
    --------
    >>> broken(30.0, 10.0, [(1.0, 10.0)])
    Broken(down=0.25, begun=0.025, cut_off=0.25)
    """
    return Broken(
        down=lasts / (every + lasts),
        begun=1.0 / (every + lasts),
        cut_off=sum(share * mean / (mean + every) for share, mean in lengths),
    )

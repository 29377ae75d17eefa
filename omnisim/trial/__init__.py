"""A belief on trial: an experiment file in, cells played, verdicts out.

Given an experiment file, plays its cells on the same customers until its claims are
decided or the limit is reached, and hands on verdicts with their evidence. `read`
gives all that was played as a data frame.
"""

from omnisim.trial.frame import read

__all__ = ["read"]

"""A belief on trial: an experiment file in, cells played, verdicts out.

Given an experiment file, plays its cells on the same customers until its claims are
decided or the limit is reached, and hands on verdicts with their evidence. `load`
reads a file, `conduct` plays what it says, and `read` gives what was played as a data
frame, in one line::

    omnisim.trial.read("results.sqlite").query("kpi == 'asa'")
"""

from omnisim.trial.conduct import conduct
from omnisim.trial.frame import read
from omnisim.trial.reading import load

__all__ = ["conduct", "load", "read"]

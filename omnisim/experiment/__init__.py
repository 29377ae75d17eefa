"""How sure we are: replications, estimates with half-widths, comparisons.

Given a `Scenario` and a seed, `run` plays replications, in several processes if
wanted, until there are enough of them, and hands on `Results`: every figure of
every replication, and estimates with half-widths. `compare` plays several scenarios
on the same customers. `omnisim.experiment.store` keeps results in a folder;
`omnisim.experiment.jackknife` has the statistics.
"""

from omnisim.experiment.comparison import Comparison, compare, paired
from omnisim.experiment.customers import Shared
from omnisim.experiment.estimates import Estimate, Estimates, estimate
from omnisim.experiment.figures import Figures
from omnisim.experiment.precision import Precision
from omnisim.experiment.replicate import OnProgress, Played, play_replication, run
from omnisim.experiment.results import Results
from omnisim.experiment.store import read_results, seal

__all__ = [
    "Comparison",
    "Estimate",
    "Estimates",
    "Figures",
    "OnProgress",
    "Played",
    "Precision",
    "Results",
    "Shared",
    "compare",
    "estimate",
    "paired",
    "play_replication",
    "read_results",
    "run",
    "seal",
]

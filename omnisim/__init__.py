"""OmniSim: discrete-event simulation of omnichannel contact centres.

The public names, in the order in which a question is answered: load a scenario,
draw its population, play it, work out the figures, repeat, show. Each name is
imported when it is first used, so that ``import omnisim`` costs nothing.

Examples
--------
>>> import omnisim
>>> omnisim.load
<function load at ...>
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from omnisim.version import __version__

if TYPE_CHECKING:
    from omnisim.engine import play
    from omnisim.experiment.comparison import compare
    from omnisim.experiment.replicate import run
    from omnisim.kpi.tabulate import compute
    from omnisim.population import draw_population
    from omnisim.scenario.dumping import dump
    from omnisim.scenario.loading import from_dict, load, loads

_HOMES = {
    "load": "omnisim.scenario",
    "loads": "omnisim.scenario",
    "from_dict": "omnisim.scenario",
    "dump": "omnisim.scenario",
    "draw_population": "omnisim.population",
    "play": "omnisim.engine",
    "compute": "omnisim.kpi",
    "run": "omnisim.experiment",
    "compare": "omnisim.experiment",
}

__all__ = [
    "__version__",
    "compare",
    "compute",
    "draw_population",
    "dump",
    "from_dict",
    "load",
    "loads",
    "play",
    "run",
]


def __getattr__(name: str) -> object:
    """Import a public name from its home when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'omnisim' has no attribute {name!r}")
    found: object = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names, imported or not."""
    return sorted({*globals(), *__all__})

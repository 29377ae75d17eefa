"""What it means: figures worked out from a journal, each defined once.

Given a journal (of an engine, or of a real centre) and the scenario with its
calendar and targets; hands a `KpiTable` on to the experiment. The definitions are
in `omnisim.kpi.definitions`.
"""

from omnisim.kpi.definitions import KPIS, Kpi, explain_kpi
from omnisim.kpi.table import KpiTable
from omnisim.kpi.tabulate import compute

__all__ = ["KPIS", "Kpi", "KpiTable", "compute", "explain_kpi"]

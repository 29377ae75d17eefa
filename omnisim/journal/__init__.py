"""What was written down: tables of contacts, interactions and agents.

Given by an engine (or a converter of a real centre's log), handed on to the
figures. `omnisim.journal.schema` says what each column means,
`omnisim.journal.check` what any valid journal obeys, `omnisim.journal.files`
how it is kept on disk, `omnisim.journal.story` tells one contact's life,
`omnisim.journal.journey` one customer's and `omnisim.journal.day` one agent's.
"""

from omnisim.journal.check import check
from omnisim.journal.day import tell_agent
from omnisim.journal.files import load, save
from omnisim.journal.frames import to_frame
from omnisim.journal.journal import Journal, Provenance, Table
from omnisim.journal.journey import tell_customer
from omnisim.journal.schema import (
    TABLES,
    Activity,
    Cause,
    Column,
    Notice,
    Outcome,
    State,
    dtype,
)
from omnisim.journal.story import tell_contact

__all__ = [
    "TABLES",
    "Activity",
    "Cause",
    "Column",
    "Journal",
    "Notice",
    "Outcome",
    "Provenance",
    "State",
    "Table",
    "check",
    "dtype",
    "load",
    "save",
    "tell_agent",
    "tell_contact",
    "tell_customer",
    "to_frame",
]

"""The words behind the codes, for files and frames that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.journal.schema import TABLES, WORDS

if TYPE_CHECKING:
    from omnisim.journal.journal import Provenance
    from omnisim.journal.schema import Column

__all__ = ["NUMBERED", "header", "words_of"]

NUMBERED = {"contacts": "contact", "agents": "agent"}
"""Tables whose row numbers other tables refer to, and what such a number is called."""


def words_of(column: Column, provenance: Provenance) -> tuple[str, ...] | None:
    """Return the words of a column by code, None for a column without codes."""
    if column.unit == "code":
        names: tuple[str, ...] = getattr(provenance, f"{column.name}s")
        return names
    if column.unit == "yes/no":
        return "no", "yes"
    if column.name in WORDS:
        return tuple(word.name.lower() for word in WORDS[column.name])
    return None


def header(table: str) -> list[str]:
    """Return the columns of a table as files show them, its own number first.

    Examples
    --------
    >>> header("agents")
    ['agent', 'group', 'number']
    """
    number = [NUMBERED[table]] if table in NUMBERED else []
    return number + [column.name for column in TABLES[table]]

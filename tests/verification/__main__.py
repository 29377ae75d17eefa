"""Writes the page of `verification.page` to standard output."""

from __future__ import annotations

import sys

from verification.case import play_case
from verification.cases import CASES
from verification.page import render, section

if __name__ == "__main__":
    sections = [section(play_case(build)) for build in CASES.values()]
    # the page is UTF-8 wherever it is written
    sys.stdout.buffer.write(render(sections).encode())

"""Writes the page of `verification.page` to standard output."""

from __future__ import annotations

import sys

from verification.case import play_case
from verification.cases import CASES
from verification.page import render, section

sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # a real stream when run as a program
sys.stdout.write(render([section(play_case(build)) for build in CASES.values()]))

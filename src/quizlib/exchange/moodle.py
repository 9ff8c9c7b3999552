"""Moodle XML: what Moodle itself exports and imports, with everything that a question has."""

from __future__ import annotations

from quizlib.exchange.base import Format
from quizlib.exchange.moodle_read import read
from quizlib.exchange.moodle_write import write
from quizlib.exchange.system_told import retold

FORMAT = Format("moodle", "Moodle XML", (".xml",), read, write, retold)

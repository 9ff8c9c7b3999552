"""GIFT: questions as plain text, which teachers type and many learning systems read."""

from __future__ import annotations

from quizlib.exchange.base import Format
from quizlib.exchange.gift_read import read
from quizlib.exchange.gift_write import write
from quizlib.exchange.system_told import retold

FORMAT = Format("gift", "GIFT", (".gift",), read, write, retold)

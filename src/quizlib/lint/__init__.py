"""Rules of good item writing, held against banks whose format is in order.

:data:`RULES` is the table; a rule is one function in a module beside this one, one line here, one
message in :mod:`quizlib.messages.lint`, examples in ``tests/rules/`` and a section in
``docs/item-writing-rules.md``.  A question sets a rule aside with ``allow: {rule: "why"}``.
"""

from __future__ import annotations

from quizlib.lint.base import Hit, Rule, Sheet

RULES: dict[str, Rule] = {}

__all__ = ["RULES", "Hit", "Rule", "Sheet"]

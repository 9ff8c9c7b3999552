"""The table of question kinds.  A new kind is one module here, one in js/kinds/, one line below."""

from __future__ import annotations

from quizlib.kinds import multiple, single, sort, truefalse
from quizlib.kinds.base import Finding, Key, Kind, Part

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (single.KIND, multiple.KIND, truefalse.KIND, sort.KIND)
}

__all__ = ["KINDS", "Finding", "Key", "Kind", "Part"]

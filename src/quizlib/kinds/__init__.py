"""The table of question kinds.  A new kind is one module here, one in js/kinds/, one line below."""

from __future__ import annotations

from quizlib.kinds import (
    cloze,
    essay,
    judgement,
    match,
    multiple,
    number,
    order,
    scale,
    scenario,
    single,
    sort,
    text,
    truefalse,
)
from quizlib.kinds.base import Finding, Key, Kind, Part

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        single.KIND,
        multiple.KIND,
        truefalse.KIND,
        match.KIND,
        order.KIND,
        sort.KIND,
        cloze.KIND,
        text.KIND,
        number.KIND,
        scenario.KIND,
        judgement.KIND,
        scale.KIND,
        essay.KIND,
    )
}

__all__ = ["KINDS", "Finding", "Key", "Kind", "Part"]

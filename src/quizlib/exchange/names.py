"""Ids for what has none: Latin letters for Kazakh and Russian ones."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 40

_LETTERS = {
    **dict(zip("абвгдеёзийклмнопрстуфхыэ", "abvgdeezijklmnoprstufhye", strict=True)),
    **{"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu"},
    **{"я": "ya", "ә": "a", "ғ": "g", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u"},
    **{"һ": "h", "і": "i", "ß": "ss", "æ": "ae", "ø": "o"},
}
_TABLE = str.maketrans(_LETTERS)


def slug(text: str, start: str) -> str:
    """A name from a text, such as ``stolitsa-rk``; it begins with a letter.

    ``start`` stands before one that would begin with a digit, and alone where nothing is left.
    """
    lower = unicodedata.normalize("NFC", text[:200]).lower().translate(_TABLE)
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", plain)
    name = ""
    for word in words:
        if name and len(name) + 1 + len(word) > LONGEST:
            break
        name = f"{name}-{word}" if name else word[:LONGEST]
    if not name:
        return start
    return name if name[0].isalpha() else f"{start}-{name}"


class Names:
    """Names that are taken, such as the ids of a bank."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}

    def free(self, name: str) -> str:
        """The name, or the first of ``name-2``, ``name-3`` … that is not taken; it is now."""
        fresh, n = name, self.last.get(name, 0)
        while n and (n := n + 1) and (fresh := f"{name}-{n}") in self.last:
            pass
        self.last[name] = max(n, 1)
        self.last.setdefault(fresh, 1)
        return fresh

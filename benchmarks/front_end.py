"""Weight of the front end, gzipped, against its limits (25 kB of script, 6 kB of style)."""

from __future__ import annotations

import gzip
from pathlib import Path

from quizlib.site.languages import CODES

STATIC = Path(__file__).parent.parent / "src" / "quizlib" / "static"
LIMITS = {
    **{f"page.{language}.js": 25_000 for language in CODES},
    "widget.js": 25_000,
    "quiz.css": 6_000,
}


def main() -> None:
    for name, limit in LIMITS.items():
        size = len(gzip.compress((STATIC / name).read_bytes(), mtime=0))
        print(f"{name}: {size} bytes of {limit}; ratio {size / limit:.2f}")


if __name__ == "__main__":
    main()

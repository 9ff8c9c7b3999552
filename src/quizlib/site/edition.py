"""One edition, built in a process of its own: ``python -m quizlib.site.edition``.

Sphinx keeps the catalogs of a language in module state, so two languages must not share a
process.  A process of its own also has a fixed seed for hashes, which some of Sphinx's orderings
hang on: two builds give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from jupyter_book.sphinx import build_sphinx
from sphinx.util.console import nocolor

HTML, DOCTREES, CONFIG, TOC = "html", "doctrees", "_config.yml", "_toc.yml"


def main(source: str, work: str) -> int:
    """Build the book in ``source`` with the configuration and contents that lie in ``work``.

    Warnings and errors go to the standard error stream; any of them makes the result 1.
    """
    nocolor()
    folder = Path(work)
    result = build_sphinx(
        source,
        folder / HTML,
        path_config=folder / CONFIG,
        noconfig=True,
        confoverrides={
            "external_toc_path": (folder / TOC).as_posix(),
            "latex_individualpages": False,
        },
        doctreedir=folder / DOCTREES,
        quiet=True,
        warningiserror=True,
        keep_going=True,
    )
    return result if isinstance(result, int) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

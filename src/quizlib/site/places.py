"""Where things are: the course's folder, and one page seen from another."""

from __future__ import annotations

import posixpath
from pathlib import Path

from sphinx.application import Sphinx

from quizlib.load import find_course

HERE = Path(__file__).parent
ASSETS = HERE / "assets"
TEMPLATES = HERE / "templates"


def beside(docname: str, page: str) -> str:
    """The document called ``page`` in the folder of ``docname``.

    The pages of an edition lie side by side, in ``book/kk`` or at the root of a build.
    """
    return posixpath.join(posixpath.dirname(docname), page)


def course(app: Sphinx) -> Path:
    """The folder of the course that is being built."""
    return find_course(Path(app.srcdir))

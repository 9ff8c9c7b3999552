"""``python -m quizlib.site build`` and ``serve``: what run.py calls."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from quizlib.site.build import BuildError, build
from quizlib.site.languages import CODES
from quizlib.site.serve import PortTaken, serve

#: The address the site will be published at, for builds where nobody types options.
ADDRESS = "COURSE_SITE_URL"


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    parser = argparse.ArgumentParser(prog="python -m quizlib.site", description=__doc__)
    parser.add_argument("step", choices=("build", "serve"))
    parser.add_argument("--root", type=Path, default=Path(), help="the course's folder")
    parser.add_argument("--out", type=Path, help="where the site goes; otherwise site/")
    parser.add_argument("--language", choices=CODES, action="append", help="only this edition")
    parser.add_argument("--port", type=int, help="serve here; otherwise at the first free port")
    parser.add_argument(
        "--site-url",
        default=os.environ.get(ADDRESS, ""),
        help=f"where the site will be published; otherwise ${ADDRESS}",
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, and serve where asked; 1 with a message where that is not possible."""
    options = parser().parse_args(arguments)
    out = options.out or options.root / "site"
    chosen = options.language or list(CODES)
    try:
        say(f"Building the site ({', '.join(chosen)}) …")
        build(options.root, out, chosen, say, site_url=options.site_url)
        if options.step == "serve":
            serve(out, options.port, say)
    except (BuildError, PortTaken) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def say(line: str) -> None:
    """A line of progress, at once, also where the output is not a terminal."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())

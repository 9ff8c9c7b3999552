"""Three editions and a start page, in one folder that any web server can hand out."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from pathlib import Path
from string import Template

from quizlib.errors import BankError
from quizlib.load import load_course
from quizlib.site import config, edition, evidence
from quizlib.site.languages import CODES, LANGUAGES
from quizlib.site.pages import ICON
from quizlib.site.places import ASSETS, TEMPLATES

WORK = Path("_build", "site")
START = "index.html"
#: Of one edition; what comes after them follows from them more often than not.
MOST_MESSAGES = 30

#: What Sphinx and the theme put out and no page asks for.
UNUSED = (
    ".buildinfo",
    "objects.inv",
    "index.html",
    "_sources/*.md",
    "_static/*.map",
    "_static/*.LICENSE.txt",
    "_static/*webpack-macros.html",
    "_static/.gitignore",
    "_static/images/*",
    "_static/locales/*",
    "_static/scripts/bootstrap.js",
    "_static/scripts/fontawesome.js",
    "_static/vendor/*",
    "_static/file.png",
    "_static/minus.png",
    "_static/plus.png",
)


class BuildError(Exception):
    """The site cannot be built; the text is for the author of the course."""


def build(
    root: Path,
    out: Path,
    languages: Sequence[str] = CODES,
    progress: Callable[[str], None] = print,
    *,
    site_url: str = "",
) -> None:
    """Build the editions of the course in ``root`` into ``out/<language>``, and a start page.

    Pages that have not changed since the last build are taken over.  Raises BuildError with
    every message; what ``out`` held before then stays as it was.
    """
    root = root.resolve()
    check_sources(root, languages)
    started = time.monotonic()
    with ThreadPoolExecutor(max_workers=max(1, os.cpu_count() or 1)) as pool:
        jobs = {
            language: pool.submit(build_edition, root, language, list(languages), site_url)
            for language in languages
        }
        failures = []
        for language, job in jobs.items():
            try:
                seconds = job.result()
                progress(f"  {language}: built in {seconds:.0f} s")
            except BuildError as error:
                failures.append(str(error))
    if failures:
        raise BuildError("\n".join(dict.fromkeys(failures)))
    out.mkdir(parents=True, exist_ok=True)
    for language in languages:
        take_over(root / WORK / language / edition.HTML, out / language)
        write_front(root, out, language)
    write_start_page(root, out, languages)
    progress(f"  site complete after {time.monotonic() - started:.0f} s")


def check_sources(root: Path, languages: Sequence[str]) -> None:
    """Say at once what would stop every edition: a bank, the evidence, a missing page."""
    problems: list[str] = []
    try:
        load_course(root)
    except BankError as error:
        problems.append(str(error))
    for read in evidence.READERS:
        try:
            read(root)
        except evidence.EvidenceError as error:
            problems.append(str(error))
    try:
        names = config.pages(root)
    except config.ConfigError as error:
        raise BuildError(str(error)) from None
    for language in languages:
        for name in names:
            page = root / "book" / language / name
            if not any(page.with_suffix(s).exists() for s in (".md", ".ipynb")):
                problems.append(f"book/{language}/{name}: _toc.yml lists this page; it is missing")
    if problems:
        raise BuildError("\n".join(problems))


def build_edition(root: Path, language: str, editions: list[str], site_url: str) -> float:
    """Build one edition into the work folder; the seconds it took.  Raises BuildError."""
    work = root / WORK / language
    work.mkdir(parents=True, exist_ok=True)
    try:
        settings = config.edition(root, language, editions, site_url)
        config.dump(settings, work / edition.CONFIG)
        config.dump(config.contents(root, language), work / edition.TOC)
    except config.ConfigError as error:
        raise BuildError(str(error)) from None
    started = time.monotonic()
    source = root / "book" / language
    done = subprocess.run(
        [sys.executable, "-m", edition.__name__, str(source), str(work)],
        env=os.environ | {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise BuildError(messages(done.stderr, root) or f"{language}: the build stopped")
    return time.monotonic() - started


def messages(text: str, root: Path) -> str:
    """What Sphinx said, with paths seen from the course's folder."""
    lines = [line.rstrip() for line in text.splitlines()]
    said = [line.replace(f"{root}{os.sep}", "") for line in lines if line]
    if len(said) > MOST_MESSAGES:
        said[MOST_MESSAGES:] = [f"… and {len(said) - MOST_MESSAGES} more"]
    return "\n".join(said)


def files(folder: Path) -> Iterator[str]:
    """The files below a folder that belong to a site, as sorted relative paths."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(fnmatch(name, pattern) for pattern in UNUSED):
            yield name


def take_over(built: Path, target: Path) -> None:
    """Make ``target`` hold exactly the files of ``built`` that belong to a site."""
    names = list(files(built))
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(target).as_posix() not in names:
            path.unlink()
    for name in names:
        data, copy = _content(built / name), target / name
        if not copy.exists() or copy.read_bytes() != data:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)


#: The theme's icon fonts are left out (see UNUSED): nothing may ask for them.
_ICON_FONT = re.compile(rb"@font-face\{[^}]*/vendor/fontawesome/[^}]*\}")


def _content(file: Path) -> bytes:
    data = file.read_bytes()
    return _ICON_FONT.sub(b"", data) if file.suffix == ".css" else data


def write_front(root: Path, out: Path, language: str) -> None:
    """``<language>/`` leads to the first page of the edition, for whom types the address."""
    first = config.pages(root)[0]
    title = str(config.edition(root, language, [], "")["title"])
    template = Template((TEMPLATES / "front.html").read_text(encoding="utf-8"))
    page = template.substitute(language=language, first=first, title=html.escape(title))
    (out / language / START).write_text(page, encoding="utf-8")


def write_start_page(root: Path, out: Path, languages: Sequence[str]) -> None:
    """The page at the root: it picks an edition, and shows a link to each without a script."""
    first = config.pages(root)[0]
    known = [language for language in LANGUAGES if language.code in languages]
    titles = {
        language.code: str(config.edition(root, language.code, [], "")["title"])
        for language in known
    }
    links = "\n".join(
        f'      <li><a lang="{code}" hreflang="{code}" href="{code}/{first}.html">'
        f"<strong>{name}</strong> {html.escape(titles[code])}</a></li>"
        for code, name in known
    )
    alternates = "\n".join(
        f'  <link rel="alternate" hreflang="{code}" href="{code}/{first}.html">'
        for code, _ in known
    )
    template = Template((TEMPLATES / "start.html").read_text(encoding="utf-8"))
    page = template.substitute(
        language=known[0].code,
        title=html.escape(" · ".join(titles.values())),
        links=links,
        alternates=alternates,
        codes=" ".join(code for code, _ in known),
        first=first,
    )
    (out / START).write_text(page, encoding="utf-8")
    shutil.copyfile(ASSETS / ICON, out / ICON)
    # Some hosts drop folders that begin with an underscore unless told otherwise.
    (out / ".nojekyll").touch()

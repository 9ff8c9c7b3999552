#!/usr/bin/env python3
"""Set up what a task needs and run it.

    python3 run.py serve        build the site and look at it on this machine
    python3 run.py site         build the site into site/
    python3 run.py lab          open the lessons in JupyterLab, for a class
    python3 run.py check        check the question banks, the notebooks and what the course covers
    python3 run.py quizlib …    any command for authors: new, check, preview, import, translate …
    python3 run.py words        name the words that no dictionary and no list in words/ knows
    python3 run.py notebooks    run the notebooks and store their outputs
    python3 run.py test         everything that must hold before a change is accepted
    python3 run.py verify       the same with the long tests
    python3 run.py bench        measure, against named peers and limits
    python3 run.py clean        remove what was built; .venv and node_modules stay

The first run makes a virtual environment in .venv and installs what the lock in requirements/
names, nothing else.  Later runs start at once.  `make TASK` does the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOG = VENV / "install.log"
STAMP = VENV / "installed.json"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

INTERRUPTED = 130

#: Locks from the smallest to the largest; each holds all of the one before.
LOCKS = ("book", "test")

#: Debian's Chromium without windows, which opens a page in half the time of that with windows.
BROWSER = "chromium-headless-shell"

#: What the tests need of Debian and Ubuntu: program or file → packages.
DEBIAN = {
    BROWSER: (BROWSER, "fonts-dejavu-core", "fonts-noto-core"),
    "npm": ("nodejs", "npm"),
    "hunspell": ("hunspell",),
    "/usr/share/hunspell/kk_KZ.dic": ("hunspell-kk",),
    "/usr/share/hunspell/ru_RU.dic": ("hunspell-ru",),
    "/usr/share/hunspell/en_GB.dic": ("hunspell-en-gb",),
}

#: What `test` runs, in this order, the quickest to fail first.  {python} is that of .venv.
CHECKS = (
    ("{python} -m ruff check", "style"),
    ("{python} -m ruff format --check", "layout of the code"),
    ("{python} -m mypy", "types of the Python code"),
    ("npx tsc -p js", "types of the JavaScript code"),
    ("npm run --silent check:fresh", "whether static/ is what js/ builds"),
    ("npm test --silent", "JavaScript tests"),
    # Two at a time, a file in one piece: each process builds the site once.  In the order of the
    # files, browsers first: sorted by number of tests, the slowest files would run last, alone.
    ("{python} -m pytest -n 2 --dist loadfile --no-loadscope-reorder", "tests"),
)


class Stop(Exception):
    """The task cannot go on; the text says what to do."""


def say(line: str = "") -> None:
    """Print a line at once."""
    print(line, flush=True)


# ---- the environment


def ensure_environment(lock: str) -> None:
    """Have .venv with what the lock names, and the course itself, installed."""
    ensure_venv()
    wanted = {name: digest(ROOT / "requirements" / f"{name}.txt") for name in LOCKS}
    done = read_stamp()
    covered = any(done.get(name) == wanted[name] for name in LOCKS[LOCKS.index(lock) :])
    if not covered:
        install(lock)
        done.update({name: wanted[name] for name in LOCKS[: LOCKS.index(lock) + 1]})
        STAMP.write_text(json.dumps(done), encoding="utf-8")
    project = digest(ROOT / "pyproject.toml")
    if not covered or done.get("project") != project:
        pip(["--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
        STAMP.write_text(json.dumps({**done, "project": project}), encoding="utf-8")


def ensure_venv() -> None:
    """Have a virtual environment that works; one that was moved or broken is made anew."""
    if PYTHON.exists() and quiet([str(PYTHON), "-c", "import pip"]):
        return
    if not quiet([sys.executable, "-c", "import ensurepip, venv"]):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Stop(
            "This Python cannot make virtual environments.\n"
            f"On Debian and Ubuntu: apt-get install python{version}-venv"
        )
    say("Making a virtual environment in .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    if not quiet([sys.executable, "-m", "venv", str(VENV)]):
        raise Stop(f"No virtual environment could be made in {VENV}. Is the disk full?")


def read_stamp() -> dict[str, str]:
    """What is installed: name of a lock → its digest."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def install(lock: str) -> None:
    """Install what a lock names; every file is checked against its hash."""
    path = ROOT / "requirements" / f"{lock}.txt"
    say(f"Installing the packages of {path.name}; this takes a minute or two, once …")
    pip(["--require-hashes", "--requirement", str(path)])


def pip(arguments: list[str]) -> None:
    """Run pip, showing how far it is; on failure the end of its log."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar", "off", *arguments]
    seen = 0
    with LOG.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        for line in process.stdout or ():
            log.write(line)
            if line.startswith("Collecting"):
                seen += 1
                if seen % 25 == 0:
                    say(f"  {seen} packages")
            elif line.startswith("Installing collected packages"):
                say("  unpacking")
    if process.wait():
        tail = LOG.read_text(encoding="utf-8").splitlines()[-15:]
        raise Stop(
            "\n".join(tail) + f"\n\nThe installation failed; the whole log is in {LOG}.\n"
            "Without a network connection, try again later. If a hash does not match, a package\n"
            "index or proxy in between has changed a file: do not work around it."
        )


def digest(path: Path) -> str:
    """A short fingerprint of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def quiet(command: list[str]) -> bool:
    """Run a command without its output; whether it succeeded."""
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    return done.returncode == 0


# ---- programs beside Python


def ensure_programs() -> None:
    """Have the browser, Node and the spelling checker for the tests."""
    # Without apt, hunspell is not fetched: its test says what to install.
    missing = ensure_packages(name for name in DEBIAN if name != BROWSER)
    if "npm" in missing:
        raise Stop(
            "The tests need Node.js 18 or newer with npm, which is not on this machine.\n"
            "On Debian and Ubuntu: apt-get install nodejs npm; elsewhere see nodejs.org."
        )
    ensure_browser()
    ensure_node_packages()


def ensure_browser() -> None:
    """Have a browser: that of Debian, any Chromium of this machine, or else Playwright's own."""
    try:
        missing = ensure_packages([BROWSER])
    except Stop as error:  # Ubuntu has no such package
        say(str(error))
        missing = [BROWSER]
    if not missing or is_there("chromium"):
        return
    say("Fetching a browser for the tests …")
    if step([str(PYTHON), "-m", "playwright", "install", "chromium"]):
        raise Stop("No browser could be fetched for the tests; see above.")


def ensure_packages(names: Iterable[str]) -> list[str]:
    """Have these of DEBIAN where that can be done; what is missing still."""
    missing = [name for name in names if not is_there(name)]
    if missing and can_apt():
        packages = [package for name in missing for package in DEBIAN[name]]
        say(f"Installing {', '.join(packages)} …")
        apt(["update", "--quiet"])
        apt(["install", "--quiet", "--yes", "--no-install-recommends", *packages])
    return [name for name in missing if not is_there(name)]


def is_there(name: str) -> bool:
    """Whether there is this program, or this file."""
    return shutil.which(name) is not None or Path(name).is_file()


def can_apt() -> bool:
    """Whether packages of the system can be installed: Debian or Ubuntu, as root."""
    return not WINDOWS and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt(arguments: list[str]) -> None:
    """Run apt-get without questions."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).splitlines()[-10:])
        raise Stop(f"{tail}\n\napt-get {arguments[0]} failed; see above.")


def ensure_node_packages() -> None:
    """Have the Node packages of the lock, without their install scripts."""
    stamp = ROOT / "node_modules" / ".installed"
    wanted = digest(ROOT / "package-lock.json")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    say("Installing the Node packages of the lock …")
    if step(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]):
        raise Stop("npm could not install the packages of package-lock.json; see above.")
    stamp.write_text(wanted, encoding="utf-8")


# ---- the tasks


def step(command: list[str], environment: dict[str, str] | None = None) -> int:
    """Run a command in the course's folder with its output shown; its exit code."""
    program = shutil.which(command[0]) or command[0]
    try:
        done = subprocess.run(
            [program, *command[1:]],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1", **(environment or {})},
            check=False,
        )
    except KeyboardInterrupt:
        return INTERRUPTED
    return done.returncode


def site(name: str, rest: list[str]) -> int:
    """Build the site, and serve it where the task is called so."""
    ensure_environment("book")
    task = "serve" if name == "serve" else "build"
    code = step([str(PYTHON), "-m", "quizlib.site", task, *rest])
    # Ctrl-C is how serving ends.
    return 0 if name == "serve" and code == INTERRUPTED else code


def lab(name: str, rest: list[str]) -> int:
    """JupyterLab in the folder of the lessons; it asks no other host for news or updates."""
    ensure_environment("book")
    settings = VENV / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    quiet_please = {"fetchNews": "false", "checkForUpdates": False}
    overrides = {"@jupyterlab/apputils-extension:notification": quiet_please}
    settings.write_text(json.dumps(overrides), encoding="utf-8")
    return step([str(PYTHON), "-m", "jupyterlab", "--notebook-dir", str(ROOT / "book"), *rest])


def check(name: str, rest: list[str]) -> int:
    """Banks first, then notebooks, then what the course lacks; all are reported."""
    return max(
        quizlib(name, ["check", *rest]),
        quizlib(name, ["notebooks", "check"]),
        quizlib(name, ["coverage", "--format", "short"]),
    )


def quizlib(name: str, rest: list[str]) -> int:
    """The command ``quizlib`` with these words, so that nobody has to know of .venv."""
    ensure_environment("book")
    return step([str(PYTHON), "-m", "quizlib", *rest])


def words(name: str, rest: list[str]) -> int:
    """The words of the course that neither hunspell nor the lists in words/ know."""
    ensure_environment("book")
    ensure_packages(name for name in DEBIAN if "hunspell" in name)
    return step([str(PYTHON), "tests/spelling.py", *rest])


def notebooks(name: str, rest: list[str]) -> int:
    """Run the notebooks and store their outputs."""
    return quizlib(name, ["notebooks", "run", *rest])


def test(name: str, rest: list[str]) -> int:
    """All checks in order, up to the first that fails; what follows the task goes to pytest."""
    ensure_environment("test")
    ensure_programs()
    environment = {"QUIZLIB_VERIFY": "1"} if name == "verify" else {}
    for command, what in CHECKS:
        say(f"\n== {what}")
        words = [str(PYTHON) if word == "{python}" else word for word in command.split()]
        if "pytest" in words:
            words += rest
        code = step(words, environment)
        if code:
            say(f"\nNot in order: {what}. To run this alone: {command.format(python=PYTHON)}")
            return code
    say("\nEverything is in order.")
    return 0


def bench(name: str, rest: list[str]) -> int:
    """Every script of benchmarks/, each printing its figures."""
    ensure_environment("test")
    ensure_programs()
    scripts = sorted((ROOT / "benchmarks").glob("[!_]*.py"))
    return max((step([str(PYTHON), str(script), *rest]) for script in scripts), default=0)


def clean(name: str, rest: list[str]) -> int:
    """Remove what was built, and caches."""
    for folder in ("site", "_build", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"):
        shutil.rmtree(ROOT / folder, ignore_errors=True)
    return 0


TASKS = {
    "serve": site,
    "site": site,
    "lab": lab,
    "check": check,
    "quizlib": quizlib,
    "words": words,
    "notebooks": notebooks,
    "test": test,
    "verify": test,
    "bench": bench,
    "clean": clean,
}


def main() -> int:
    """Run the task named on the command line."""
    if sys.version_info < OLDEST:
        found = platform.python_version()
        print(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {found}.", file=sys.stderr
        )
        return 1
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=TASKS, metavar="TASK")
    # What follows `quizlib` is for that command alone, also `--help`.
    at = sys.argv.index("quizlib") + 1 if "quizlib" in sys.argv[1:2] else len(sys.argv)
    options, rest = parser.parse_known_args(sys.argv[1:at])
    rest += sys.argv[at:]
    try:
        return TASKS[options.task](options.task, rest)
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())

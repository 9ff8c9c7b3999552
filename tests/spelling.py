"""Spelling: each word of the course is known to hunspell, or stands in ``words/LANGUAGE.txt``.

A list is hunspell's own personal dictionary, a word a line.  ``word/model`` takes the endings of
the model, a word that the dictionary has: so one line knows all forms of a word.

``python run.py words`` prints the words that nobody knows yet, with their places, and the entries
that are no longer needed;
``--candidates`` prints them bare, in the form of a list.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from spelling_texts import CODE, Text, texts

ROOT = Path(__file__).resolve().parent.parent
LISTS = ROOT / "words"
DICTIONARIES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}
NEEDED = (
    "Spelling is checked by hunspell with the dictionaries kk_KZ, ru_RU and en_GB.\n"
    "On Debian and Ubuntu: apt-get install hunspell hunspell-kk hunspell-ru hunspell-en-gb"
)

#: What is no word: addresses, names of files and hosts, what is filled in, blanks of a cloze.
_NO_WORDS = re.compile(
    r"""https?://\S+ | \S+@\S+ | \{[^{}]*\} | \[\[[^\]]*\]\] | %\(?\w*\)?[sd]
    | [A-Za-z0-9_*-]+ (?: [./] [A-Za-z0-9_*-]+ )+ | \.[a-z]{2,5}\b | \#[a-z][\w-]* | \w*_\w*
    | --[a-z-]+ | [A-Z]{1,3}\d+ | &\w+;""",
    re.VERBOSE,
)
#: Letters with what joins them: hyphens, and apostrophes as in don't.  A hyphen before them shows
#: that they are joined to a number or to code.
_WORD = re.compile(rf"(?P<joined>(?<=[\d{CODE}])[-–‑]?)?[^\W\d_]+(?:['’ʼ‑-][^\W\d_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?$")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”")
#: So many capitals in a row are no acronym, but the letters of an alphabet.
_ALPHABET = 15
#: Misprints that a text quotes as such.
QUOTED_MISPRINTS = {"дайындада"}


class Word(NamedTuple):
    """A word in the language whose dictionary it is looked up in.

    One in quotation marks may also be of the other language of the country.
    """

    language: str
    word: str
    quoted: bool = False


def words(text: Text) -> Iterator[Word]:
    """The words of a text, those with a hyphen in their parts.

    Latin words of a Kazakh or Russian text are looked up as English ones, Kazakh letters tell a
    Kazakh word anywhere.  An ending joined to a name, a number or code is no word of its own.
    """
    plain = _NO_WORDS.sub(CODE, text.words.replace("\N{SOFT HYPHEN}", ""))
    quotes = [found.span() for found in _QUOTED.finditer(plain)]
    for found in _WORD.finditer(plain):
        quoted = any(start < found.start() < end for start, end in quotes)
        joined = found["joined"] is not None
        letters = found[0][len(found["joined"] or "") :]
        for part in re.split("[-‑]", letters.replace("’", "'").replace("ʼ", "'")):
            ending = joined and _ENDING.fullmatch(part)
            joined = bool(_LATIN.search(part)) or part.isupper()
            if ending or len(part) == 1 or part in QUOTED_MISPRINTS:
                continue
            if not (part.isupper() and len(part) > _ALPHABET):
                yield from _looked_up(part, text.language, quoted)


#: Endings of Kazakh and Russian words, as they follow PR, Excel, БАҚ or a number with a hyphen.
_ENDING = re.compile(
    r"""(?: лар|лер|дар|дер|тар|тер )?
    (?: ым|ім|ың|ің|ы|і|сы|сі )?
    (?: н?ың|н?ің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|а|е|ды|ді|ты|ті|ны|ні|н|да|де|та|те|нда|нде
      |дан|ден|тан|тен|нан|нен|мен|бен|пен|дағы|дегі|тағы|тегі|ндағы|ндегі )?
    (?: ша|ше|шы|ші|ыншы|інші|дікі|тікі )?
    | -?(?: й|я|е|го|му|м|х|ми|ю|ти|и|ом|а|у )
    | st|nd|rd|th""",
    re.VERBOSE | re.IGNORECASE,
)


def _looked_up(part: str, language: str, quoted: bool) -> Iterator[Word]:
    if not _CYRILLIC.search(part):
        word = _POSSESSIVE.sub("", part)
        if len(word) > 1:
            yield Word("en", word)
    elif _LATIN.search(part) or _KAZAKH.search(part) or language == "kk":
        yield Word("kk", part, quoted)
    else:
        yield Word("ru", part, quoted)


def places(found: Iterable[Text]) -> dict[Word, list[str]]:
    """Every word with the places where it stands, in order."""
    by_word: dict[Word, list[str]] = defaultdict(list)
    for text in found:
        for word in words(text):
            by_word[word].append(f"{text.file}:{text.line}")
    return dict(by_word)


# ---- hunspell


class NoHunspell(Exception):
    """Hunspell or one of its dictionaries is missing; the text says what to install."""


def hunspell(language: str, lines: Iterable[str], *options: str) -> list[str]:
    """What hunspell prints on these words.  Raises NoHunspell."""
    command = ["hunspell", "-i", "utf-8", "-d", DICTIONARIES[language], *options]
    try:
        done = subprocess.run(
            command, input="\n".join(lines), capture_output=True, encoding="utf-8", check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        raise NoHunspell(f"{NEEDED}\n{said}".rstrip()) from None
    return [line for line in done.stdout.splitlines() if line.strip()]


def unknown(language: str, wanted: Iterable[str], list_: Path | None = None) -> set[str]:
    """The words that neither the dictionary nor the list knows."""
    personal = ("-p", str(list_)) if list_ is not None else ()
    return set(hunspell(language, sorted(set(wanted)), "-l", *personal))


def stems(language: str, wanted: Iterable[str], list_: Path) -> dict[str, set[str]]:
    """Each word with the entries of dictionary or list that it comes from."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in hunspell(language, sorted(set(wanted)), "-s", "-p", str(list_)):
        word, *stem = line.split()
        found[word].update(stem)
    return dict(found)


# ---- the lists


def entries(language: str, folder: Path = LISTS) -> list[str]:
    """The lines of a list."""
    return (folder / f"{language}.txt").read_text(encoding="utf-8").splitlines()


def ordered(lines: Iterable[str]) -> list[str]:
    """The lines as a list has them: each once, by the alphabet of Unicode, whatever the case."""
    return sorted(set(lines), key=lambda line: (line.partition("/")[0].casefold(), line))


def superfluous(language: str, used: Iterable[str], folder: Path = LISTS) -> list[str]:
    """The entries without which as many words would be known: used nowhere, or known already."""
    lines = entries(language, folder)
    bare = unknown(language, used)  # what the dictionary alone does not know
    from_ = stems(language, bare, folder / f"{language}.txt")
    needed = {stem.casefold() for stem in bare.union(*from_.values())}
    with tempfile.TemporaryDirectory() as place:
        models = Path(place) / "models.txt"
        models.write_text("\n".join(line for line in lines if "/" in line), encoding="utf-8")
        plain = [line for line in lines if "/" not in line]
        covered = set(plain) - unknown(language, plain, models)
    return [
        line for line in lines if line in covered or line.partition("/")[0].casefold() not in needed
    ]


# ---- both together


def strangers(by_word: Iterable[Word], folder: Path = LISTS) -> list[Word]:
    """The words that nobody knows, by language and alphabet."""
    asked = list(by_word)
    left: set[Word] = set()
    for language in DICTIONARIES:
        own = {word for word in asked if word.language == language}
        odd = unknown(language, (word.word for word in own), folder / f"{language}.txt")
        left |= {word for word in own if word.word in odd}
    for language, other in (("kk", "ru"), ("ru", "kk")):
        quoted = {word for word in left if word.quoted and word.language == language}
        odd = unknown(other, (word.word for word in quoted), folder / f"{other}.txt")
        left -= {word for word in quoted if word.word not in odd}
    return sorted(left, key=lambda word: (word.language, word.word.casefold(), word))


# ---- for authors


def report(root: Path, *, candidates: bool) -> int:
    """Print what nobody knows yet, and entries that nobody needs; 1 where there is something."""
    by_word, folder = places(texts(root)), root / LISTS.name
    left = strangers(by_word, folder)
    if candidates:
        for language in DICTIONARIES:
            own = {word.word for word in left if word.language == language}
            print(f"# {language}", *ordered(own), sep="\n")
        return 0
    for word in left:
        there = by_word[word]
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        print(f"{there[0]}: {word.language}: {word.word}{more}")
    idle = []
    for language in DICTIONARIES:
        used = {word.word for word in by_word if word.language == language}
        idle += [f"{folder.name}/{language}.txt: {e}" for e in superfluous(language, used, folder)]
    for entry in idle:
        print(f"{entry}: superfluous, take it out")
    print(f"{len(left)} words are unknown, {len(idle)} entries superfluous.")
    return 1 if left or idle else 0


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="run.py words", description=__doc__)
    parser.add_argument("--candidates", action="store_true", help="bare, in the form of a list")
    options = parser.parse_args()
    try:
        return report(ROOT, candidates=options.candidates)
    except NoHunspell as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())

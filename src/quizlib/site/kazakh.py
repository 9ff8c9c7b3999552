"""Kazakh for the search: one form for a word and its inflections.

Sphinx knows no Kazakh, and without it «қызмет» would miss a page that has only «қызметінің».
Kazakh adds suffixes in a fixed order: plural, possessive, case.  :func:`stem` takes them off from
the end, each only where sound harmony allows it, then common endings of verbs.  It need not find
the dictionary form: a word and its inflections must come out alike.

The browser must stem a query as the index was stemmed.  The rules are data, :data:`RULES`, and
the interpreter stands twice, below and in ``assets/kazakh.js``; a test holds the two equal.
"""

from __future__ import annotations

import json
import re

from sphinx.search import SearchLanguage

from quizlib.site.places import ASSETS

BACK, FRONT = "аоұыяёю", "әеөүіэ"
VOWELS = BACK + FRONT + "иу"

#: After which endings a suffix can stand.  у and и count as consonants here: оқуы, оқуды.
AFTER = {
    "vowel": tuple(BACK + FRONT),
    # -сы: after ы and і only of doers, басшысы; otherwise the с is the stem's, байланысы.
    "open": (*"аоұяёәеөүэ", "шы", "ші"),
    # After the possessive of the third person.
    "third": tuple("ыі"),
    # б, в, г, д end loanwords, and sound voiceless there: клубта.
    "voiceless": tuple("пфкқтсшщчцхһбвгд"),
    "voiced": tuple(VOWELS + "мнңлрйзжғд"),
    "sonorant": tuple("иумнңлрйзжғд"),
    "nasal": tuple(VOWELS + "мнң"),
    # Not ш: -шы makes a doer, басшы.
    "consonant": tuple("бвгғджзйкқлмнңпрстуфхһцчщи"),
    "any": tuple(VOWELS + "бвгғджзйкқлмнңпрстфхһцчшщ"),
}

#: Steps from the end of a word inwards; of each step at most one suffix is taken off, and the
#: first that fits.  A suffix as "back/front" pair or alone, and after what it can stand.
STEPS: tuple[tuple[tuple[str, str], ...], ...] = (
    # The present of verbs, which would pass for a possessive; then case, with -дағы "that is at"
    # and the forms after a possessive.
    (
        ("ады/еді", "any"),
        ("йды/йді", "vowel"),
        ("ындағы/індегі", "any"),
        ("ндағы/ндегі", "third"),
        ("дағы/дегі", "voiced"),
        ("тағы/тегі", "voiceless"),
        ("ның/нің", "nasal"),
        ("дың/дің", "sonorant"),
        ("тың/тің", "voiceless"),
        ("нан/нен", "nasal"),
        ("дан/ден", "voiced"),
        ("тан/тен", "voiceless"),
        ("нда/нде", "third"),
        ("мен", "voiced"),
        ("бен", "voiced"),
        ("пен", "voiceless"),
        ("ға/ге", "voiced"),
        ("қа/ке", "voiceless"),
        ("на/не", "third"),
        ("да/де", "voiced"),
        ("та/те", "voiceless"),
        ("ны/ні", "vowel"),
        ("ды/ді", "sonorant"),
        ("ты/ті", "voiceless"),
        ("н", "third"),
    ),
    # Possessive.  The singular first and second persons are rare here and cut words like бөлім.
    (
        ("ымыз/іміз", "consonant"),
        ("ыңыз/іңіз", "consonant"),
        ("мыз/міз", "vowel"),
        ("ңыз/ңіз", "vowel"),
        ("сы/сі", "open"),
        ("ы/і", "consonant"),
    ),
    # Plural.
    (
        ("лар/лер", "any"),
        ("дар/дер", "sonorant"),
        ("тар/тер", "voiceless"),
    ),
    # Verbs: participles, tenses, the verbal noun.
    (
        ("атын/етін", "consonant"),
        ("йтын/йтін", "vowel"),
        ("ғанын/генін", "voiced"),
        ("ған/ген", "voiced"),
        ("қан/кен", "voiceless"),
        ("ып/іп", "any"),
        ("у", "any"),
    ),
)

#: Beginnings that are never cut into, as their end only looks like a suffix.
_WHOLE = """
    апта баға бұрын бүгін дайын жақын кейін кесте көзқарас мәтін мүмкін норма орган орын тақта
    тиын тұлға
"""
WHOLE = tuple(_WHOLE.split())

#: The last consonant of a stem changes before a vowel: кітап, кітабы; бөлік, бөлігі.
FINAL = {"б": "п", "г": "к", "ғ": "қ"}
#: ы and і of a last syllable may fall out: халық, халқы; орын, орны.
FLEETING = "ыі"
SHORTEST = 3

_STOPWORDS = """
    және мен бен пен немесе үшін бұл осы сол ол да де та те ма ме ба бе па пе ғой еді екен бар жоқ
"""

_KAZAKH = re.compile("^[а-яёәғқңөұүһі]+$")


def stem(word: str) -> str:
    """One form for a word and its inflections."""
    word = word.lower()
    if not _KAZAKH.match(word):
        return word
    least = max((len(w) for w in WHOLE if word.startswith(w)), default=0)
    for step in STEPS:
        for suffix, after in step:
            left = _without(word, suffix, AFTER[after], least)
            if left:
                word = left
                break
    return _settled(word)


def _without(word: str, suffix: str, after: tuple[str, ...], least: int) -> str:
    """The word without the suffix, or nothing where it does not end in it."""
    for form in suffix.split("/"):
        left = word[: -len(form)]
        if (
            word.endswith(form)
            and len(left) >= least
            and _long_enough(left)
            and left.endswith(after)
            and ("/" not in suffix or _in_harmony(left, form))
        ):
            return left
    return ""


def _long_enough(left: str) -> bool:
    """At least three letters, or two that begin with a vowel: ел, іс, үй."""
    return len(left) >= SHORTEST or (len(left) == 2 and left[0] in VOWELS)


def _in_harmony(left: str, suffix: str) -> bool:
    """A suffix has back or front vowels as the last vowel before it; и and у go with both."""
    front = any(c in FRONT for c in suffix)
    last = next((c for c in reversed(left) if c in VOWELS), "и")
    return last not in (BACK if front else FRONT)


def _settled(word: str) -> str:
    if word[-1] in FINAL:
        word = word[:-1] + FINAL[word[-1]]
    if word.endswith("ст"):  # журналист, журналистер
        word = word[:-1]
    if (
        len(word) > SHORTEST
        and word[-2] in FLEETING
        and word[-1] not in VOWELS
        and word[-3] not in VOWELS
    ):
        word = word[:-2] + word[-1]
    return word


#: What the twin in the browser works with.
RULES = {
    "steps": [[[s.split("/"), AFTER[a]] for s, a in step] for step in STEPS],
    "whole": WHOLE,
    "final": FINAL,
    "fleeting": FLEETING,
    "vowels": VOWELS,
    "back": BACK,
    "front": FRONT,
    "shortest": SHORTEST,
}


def script() -> str:
    """The twin: ``Stemmer`` as Sphinx's search script calls it."""
    code = (ASSETS / "kazakh.js").read_text(encoding="utf-8")
    rules = json.dumps(RULES, ensure_ascii=False, sort_keys=True)
    return f"var kazakhRules = {rules};\n{code}"


class SearchKazakh(SearchLanguage):
    """Kazakh as Sphinx wants a language of its search."""

    lang = "kk"
    language_name = "Kazakh"
    js_stemmer_code = script()

    def init(self, options: dict[str, str]) -> None:
        """Called by Sphinx with the options of the configuration, of which there are none."""
        self.stopwords = set(_STOPWORDS.split())

    def stem(self, word: str) -> str:
        """One form for a word and its inflections."""
        return stem(word)

    def word_filter(self, word: str) -> bool:
        """Whether a stem goes into the index."""
        return len(word) > 1 and word not in self.stopwords

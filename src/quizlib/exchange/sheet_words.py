"""Words that stand for the codes of a bank in a spreadsheet, in the three languages.

An author fills in *иә*, *да* or *yes* and chooses *талдау*, *анализ* or *analyse*; the bank says
``true`` and ``analyse``.  Every word is understood whatever the language of the headings is.
"""

from __future__ import annotations

import re

from quizlib.model import LANGUAGES

#: A word in Kazakh, Russian and English.
Trio = tuple[str, str, str]

KINDS: dict[str, Trio] = {
    "single": ("бір дұрыс жауап", "один верный ответ", "one right answer"),
    "multiple": ("бірнеше дұрыс жауап", "несколько верных ответов", "several right answers"),
    "truefalse": ("дұрыс немесе бұрыс", "верно или неверно", "true or false"),
    "match": ("сәйкестендіру", "соответствие", "matching"),
    "order": ("ретке келтіру", "порядок", "ordering"),
    "sort": ("топтарға бөлу", "карточки по группам", "sorting into groups"),
    "cloze": ("бос орынды толтыру", "текст с пропусками", "filling in blanks"),
    "text": ("қысқа жауап", "вписать слово", "short answer"),
    "number": ("сан", "вписать число", "a number"),
    "scenario": ("тармақталған жағдай", "случай с развилками", "branching case"),
    "judgement": ("шешімді бағалау", "лучше и хуже", "judging decisions"),
    "scale": ("өзін-өзі бағалау", "самооценка", "self-rating"),
    "essay": ("жазбаша жауап", "своими словами", "written answer"),
}
BLANKS: dict[str, Trio] = {
    "text": KINDS["text"],
    "number": KINDS["number"],
    "choice": ("тізімнен таңдау", "выбрать из списка", "choice from a list"),
}
BLOOM: dict[str, Trio] = {
    "remember": ("есте сақтау", "запоминание", "remember"),
    "understand": ("түсіну", "понимание", "understand"),
    "apply": ("қолдану", "применение", "apply"),
    "analyse": ("талдау", "анализ", "analyse"),
    "evaluate": ("бағалау", "оценка", "evaluate"),
    "create": ("жасау", "создание", "create"),
}
CREDIT: dict[str, Trio] = {
    "all": ("толық жауапқа ғана", "только целиком", "all or nothing"),
    "parts": ("бөлшектеп", "по частям", "by parts"),
}
WORTH: dict[str, Trio] = {
    "best": ("ең жақсы", "лучшее", "best"),
    "partly": ("ішінара", "отчасти верное", "partly"),
    "poor": ("нашар", "плохое", "poor"),
}
TASK: dict[str, Trio] = {
    "rank": ("ретке келтіру", "расставить все", "rank"),
    "pick": ("екі шетін таңдау", "выбрать лучшее и худшее", "pick the two ends"),
}
MODE: dict[str, Trio] = {
    "practice": ("жаттығу", "тренировка", "practice"),
    "check": ("тексеру", "проверка", "check"),
    "exam": ("емтихан", "экзамен", "exam"),
    "survey": ("сауалнама", "опрос", "survey"),
    "pretest": ("оқығанға дейінгі тест", "вопросы до чтения", "pretest"),
}
PARTS: dict[str, Trio] = {
    "option": ("нұсқа", "вариант", "option"),
    "pair": ("жұп", "пара", "pair"),
    "extra": ("артық сыңар", "лишний вариант", "extra"),
    "item": ("реттелетін тармақ", "пункт по порядку", "item"),
    "bin": ("топ", "группа", "group"),
    "card": ("карточка", "карточка", "card"),
    "blank": ("бос орын", "пропуск", "blank"),
    "mistake": ("жиі қате", "частая ошибка", "mistake"),
    "unit": ("өлшем бірлігі", "единица измерения", "unit"),
    "step": ("жағдай", "ситуация", "situation"),
    "choice": ("шешім", "решение", "choice"),
    "ending": ("нәтиже", "итог", "ending"),
    "statement": ("тұжырым", "утверждение", "statement"),
    "check": ("тексеру тармағы", "пункт проверки", "checklist point"),
}
#: What people also write.
_ALSO: dict[str, str] = {
    "bin": "bin",
    "step": "step",
    "число": "number",
    "краткий ответ": "text",
    "развернутый ответ": "essay",
    "сопоставление": "match",
    **dict.fromkeys(("true/false", "верно/неверно", "дұрыс/бұрыс", "дұрыс-бұрыс"), "truefalse"),
}
TRUTH: dict[bool, Trio] = {
    True: ("дұрыс", "верно", "true"),
    False: ("бұрыс", "неверно", "false"),
}
YES_NO: dict[bool, Trio] = {True: ("иә", "да", "yes"), False: ("жоқ", "нет", "no")}
#: What people also write; `х` is the Cyrillic letter.
_YES = ("ия", "true", "y", "x", "х", "1", "+", "✓", "✔", "☑", "v", "ақиқат", "истина", "шын")
_NO = ("false", "n", "0", "-", "–", "—", "☐", "жалған", "ложь", "қате")

#: The last word of a heading → the language of its column.
LANGUAGE_WORDS: dict[str, str] = {
    **dict.fromkeys(("kk", "kz", "kaz", "қаз", "каз", "қазақша", "казахский"), "kk"),
    **dict.fromkeys(("ru", "rus", "рус", "орысша", "русский", "russian"), "ru"),
    **dict.fromkeys(("en", "eng", "англ", "ағыл", "ағылшынша", "английский", "english"), "en"),
    "kazakh": "kk",
}


def folded(text: str) -> str:
    """A word as it is compared: no case, no spaces at the ends, `ё` as `е`."""
    text = text.replace("\u200b", "").replace("\ufeff", "")
    return " ".join(text.casefold().replace("ё", "е").split())


def code_of(table: dict[str, Trio], text: str) -> str:
    """The code that a word of ``table`` stands for; a word unknown there comes back as it is."""
    word = folded(text)
    for code, words in table.items():
        if word == code or word in map(folded, words):
            return code
    also = _ALSO.get(word, "")
    return also if also in table else text


def truth(text: str) -> bool | None:
    """Yes or no, in whatever way it is written; None where it is neither."""
    word = folded(text)
    for value, more in ((True, _YES), (False, _NO)):
        if word in more or word in map(folded, (*YES_NO[value], *TRUTH[value])):
            return value
    return None


def word_for(table: dict[str, Trio], code: str, language: str) -> str:
    """The word for a code in the language of the headings."""
    return table[code][LANGUAGES.index(language)]


def language_codes(text: str) -> list[str]:
    """``қазақша, ru`` as ``["kk", "ru"]``; what is no language comes back as it is."""
    names = [name for name in re.split(r"[\s,;]+", text.strip()) if name]
    return [LANGUAGE_WORDS.get(folded(name), name) for name in names]


def language_of(text: str) -> str:
    """The language a text is probably in: Kazakh has letters of its own."""
    if re.search("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]", text):
        return "kk"
    cyrillic = len(re.findall("[а-яё]", text, re.IGNORECASE))
    return "ru" if cyrillic > len(re.findall("[a-z]", text, re.IGNORECASE)) else "en"

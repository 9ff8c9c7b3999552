"""The columns of a spreadsheet: what they mean, and how their headings are recognised.

A workbook has a sheet of *questions* (one row each), a sheet of *parts* (one row for each option,
pair, card, blank, …; not needed where options stand in the row of the question) and a sheet on the
*bank*.  A sheet is known by its headings, whatever it is called, and columns stand in any order.
A heading is a name in Kazakh, Russian or English, in some columns with a number (``Option 2``) and
for a text with its language (``Option 2 (ru)``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from quizlib.exchange import sheet_words as words
from quizlib.exchange.sheet_words import LANGUAGE_WORDS, Trio, folded
from quizlib.model import LANGUAGES

Sort = Literal["questions", "parts", "bank"]
#: What a cell holds: a text of the bank, a short string, one of a few words, …
Content = Literal[
    "text", "short", "plain", "word", "truth", "number", "list", "date", "answer", "factor"
]


@dataclass(frozen=True)
class Column:
    """One column.  ``numbered``: it may come several times, with a number."""

    code: str
    names: Trio
    content: Content
    width: int = 14
    numbered: bool = False
    also: tuple[str, ...] = ()

    @property
    def by_language(self) -> bool:
        """Whether there can be such a column for each language."""
        return self.content in ("text", "answer")


@dataclass(frozen=True)
class Key:
    """A column of a sheet: its meaning, its number or 0, its language or ""."""

    code: str
    number: int = 0
    language: str = ""


def _table(*columns: Column) -> dict[str, Column]:
    return {column.code: column for column in columns}


QUESTIONS = _table(
    Column("id", ("Сұрақ коды", "Код вопроса", "Question id"), "short", 16),
    Column("kind", ("Түрі", "Вид", "Kind"), "word", 20, also=("question kind", "вид вопроса")),
    Column("objective", ("Мақсат", "Цель", "Objective"), "short", 10),
    Column("bloom", ("Ойлау деңгейі", "Уровень", "Level"), "word", 14),
    Column("source", ("Дереккөз", "Источник", "Source"), "list", 12, also=("источники",)),
    Column("see", ("Сабақтағы орны", "Место в уроке", "See"), "short", 18),
    Column("review_by", ("Қайта қарау күні", "Перепроверить до", "Review by"), "date", 14),
    Column(
        "prompt",
        ("Сұрақ мәтіні", "Текст вопроса", "Question text"),
        "text",
        44,
        also=("сұрақ", "вопрос", "question", "prompt", "stem"),
    ),
    Column("text", ("Бос орны бар мәтін", "Текст с пропусками", "Text with blanks"), "text", 40),
    Column(
        "answer",
        ("Дұрыс жауап", "Верный ответ", "Right answer"),
        "answer",
        14,
        also=("жауап", "ответ", "answer", "правильный ответ", "accept", "correct"),
    ),
    Column("tolerance", ("Ауытқу шегі", "Допуск", "Tolerance"), "number", 10),
    Column("option", ("Нұсқа", "Вариант", "Option"), "text", 26, numbered=True),
    Column("feedback", ("Түсіндірме", "Пояснение", "Feedback"), "text", 36, numbered=True),
    Column(
        "otherwise",
        ("Өзге жауапқа түсіндірме", "Пояснение к прочим ответам", "Feedback to other answers"),
        "text",
        36,
    ),
    Column("option_id", ("Нұсқа коды", "Код варианта", "Option id"), "short", 10, numbered=True),
    Column(
        "option_see",
        ("Нұсқаның сабақтағы орны", "Место варианта в уроке", "Option see"),
        "short",
        18,
        numbered=True,
    ),
    Column("model", ("Үлгі жауап", "Образец ответа", "Model answer"), "text", 40),
    Column("panel", ("Сарапшылар", "Эксперты", "Panel"), "text", 30),
    Column("credit", ("Ұпай беру", "Начисление баллов", "Credit"), "word", 14),
    Column("shuffle", ("Араластыру", "Перемешивать", "Shuffle"), "truth", 10),
    Column("several", ("Бірнеше топқа", "В несколько групп", "Several groups"), "truth", 10),
    Column("task", ("Тапсырма", "Задание", "Task"), "word", 14),
    Column("compare", ("Салыстырылатын сұрақ", "Сравнить с вопросом", "Compare with"), "short"),
    Column("least", ("Кемінде неше сөз", "Слов не менее", "Words at least"), "number", 10),
    Column("most", ("Көп дегенде неше сөз", "Слов не более", "Words at most"), "number", 10),
    Column("point", ("Шкала деңгейі", "Деление шкалы", "Scale point"), "text", 18, numbered=True),
    Column("hint", ("Кеңес", "Подсказка", "Hint"), "text", 30, numbered=True),
    Column("explanation", ("Қорытынды", "Вывод", "Explanation"), "text", 40),
    Column(
        "rule",
        ("Қолданылмайтын ереже", "Неприменяемое правило", "Rule set aside"),
        "short",
        18,
        numbered=True,
    ),
    Column("reason", ("Қолданылмау себебі", "Причина", "Reason"), "plain", 30, True),
)

PARTS = _table(
    Column("question", ("Сұрақ коды", "Код вопроса", "Question id"), "short", 16),
    Column("part", ("Бөлігі", "Часть", "Part"), "word", 18),
    Column("within", ("Ненің ішінде", "Входит в", "Within"), "short", 14),
    Column("id", ("Бөлік коды", "Код части", "Part id"), "short", 14),
    Column("kind", ("Түрі", "Вид", "Kind"), "word", 18),
    Column("correct", ("Дұрыс па", "Верный", "Right"), "truth", 10),
    Column("text", ("Мәтін", "Текст", "Text"), "text", 34),
    Column("match", ("Сәйкесі", "Соответствие", "Match"), "text", 30),
    Column("consequence", ("Салдары", "Последствие", "Consequence"), "text", 34),
    QUESTIONS["answer"],
    QUESTIONS["tolerance"],
    Column("factor", ("Коэффициент", "Коэффициент", "Factor"), "factor", 10),
    Column("feedback", ("Түсіндірме", "Пояснение", "Feedback"), "text", 40),
    QUESTIONS["otherwise"],
    Column("bins", ("Топтары", "Группы", "Groups"), "list", 14),
    Column("credit", ("Бағасы", "Оценка", "Worth"), "word", 12),
    Column("next", ("Келесісі", "Что дальше", "Next"), "short", 14),
    Column("objective", ("Мақсат", "Цель", "Objective"), "short", 10),
    Column("see", ("Сабақтағы орны", "Место в уроке", "See"), "short", 18),
)

BANK = _table(
    Column("setting", ("Баптау", "Параметр", "Setting"), "plain", 34),
    Column("value", ("Мәні", "Значение", "Value"), "plain", 60),
)

#: Columns in which one of a few words stands.
WORDS: dict[tuple[Sort, str], dict[str, Trio]] = {
    ("questions", "kind"): words.KINDS,
    ("questions", "bloom"): words.BLOOM,
    ("questions", "credit"): words.CREDIT,
    ("questions", "task"): words.TASK,
    ("parts", "kind"): words.BLANKS,
    ("parts", "credit"): words.WORTH,
}
TABLES: dict[Sort, dict[str, Column]] = {"parts": PARTS, "bank": BANK, "questions": QUESTIONS}
#: Headings without which a sheet is not of this sort; one of each group.
NEEDED: dict[Sort, tuple[tuple[str, ...], ...]] = {
    "parts": (("question",), ("part",)),
    "bank": (("setting",), ("value",)),
    "questions": (("prompt", "kind"),),
}

#: What stands on the sheet on the bank, and what it is called there.
SETTINGS: dict[str, Trio] = {
    "title": ("Атауы", "Название", "Title"),
    "lesson": ("Сабақ беті", "Страница урока", "Lesson page"),
    "languages": ("Тілдері", "Языки", "Languages"),
    "source_language": ("Түпнұсқа тілі", "Исходный язык", "Source language"),
    "mode": ("Режимі", "Режим", "Mode"),
    "confidence": ("Сенімділікті сұрау", "Спрашивать об уверенности", "Ask for confidence"),
    "review": ("Қайталауға қосу", "Включать в повторение", "Use in review"),
    "minutes": ("Емтихан уақыты, минут", "Минут на экзамен", "Exam minutes"),
    "attempts": ("Емтихандағы талпыныс саны", "Попыток на экзамен", "Exam attempts"),
    "points": ("Өту ұпайы", "Проходной балл", "Points to pass"),
    # These stand before what they are about: "Exam draws 3.1".
    "draw": ("Емтихандағы сұрақ саны", "Взять на экзамен по цели", "Exam draws"),
    "also": ("Өту ұпайы, оның ішінде", "Проходной балл по целям", "Points to pass on"),
    "allow": ("Қолданылмайтын ереже", "Неприменяемое правило", "Rule set aside"),
}

#: Sheets of our templates that explain and hold nothing to read.
GUIDES: dict[str, Trio] = {
    "readme": ("Оқыңыз", "Прочтите", "Read me"),
    "lists": ("Тізімдер", "Списки", "Lists"),
}
SHEETS: dict[str, Trio] = {
    "bank": ("Жинақ", "Банк", "Bank"),
    "simple": ("Қарапайым сұрақтар", "Простые вопросы", "Simple questions"),
    "questions": ("Сұрақтар", "Вопросы", "Questions"),
    "parts": ("Бөліктер", "Части", "Parts"),
}


def heading(sort: Sort, key: Key, language: str) -> str:
    """The heading of a column in the author's language, such as ``Вариант 2 (ru)``."""
    name = TABLES[sort][key.code].names[LANGUAGES.index(language)]
    number = f" {key.number}" if key.number else ""
    return f"{name}{number}{f' ({key.language})' if key.language else ''}"


def _split(text: str) -> tuple[str, int, str]:
    """The name, the number and the language of a heading."""
    words = re.findall(r"[^\W\d_]+|\d+", folded(text))
    language = LANGUAGE_WORDS.get(words[-1], "") if len(words) > 1 else ""
    if language:
        words.pop()
    numbers = [word for word in words if word.isdecimal()]
    name = " ".join(word for word in words if not word.isdecimal())
    return name, int(numbers[0][:6]) if numbers else 0, language


@cache
def _names(sort: Sort) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for column in TABLES[sort].values():
        for name in (*column.names, *column.also, column.code):
            found.setdefault(_split(name)[0], column)
    return found


def key_of(sort: Sort, text: str) -> Key | None:
    """The column that a heading names; None where it is not one of this sort of sheet."""
    name, number, language = _split(text)
    column = _names(sort).get(name)
    if column is None or (language and not column.by_language):
        return None
    if number and not column.numbered:
        return None
    return Key(column.code, number, language)


def known_headings(sort: Sort) -> Iterator[str]:
    """Every heading of a sort of sheet, in all languages, without numbers and languages."""
    for column in TABLES[sort].values():
        yield from column.names


def setting_of(text: str) -> tuple[str, str]:
    """A setting and what stands behind its name: ``Exam draws 3.1`` → ``("draw", "3.1")``.

    The code is empty where no setting has such a name.
    """
    given = " ".join(text.split())
    plain = folded(given).rstrip(":")
    names = [(folded(n), code) for code, trio in SETTINGS.items() for n in (*trio, code)]
    for name, code in sorted(names, reverse=True, key=lambda pair: len(pair[0])):
        if plain == name:
            return code, ""
        if plain.startswith(f"{name} "):
            rest = given[len(name) :].strip(" :")
            return code, rest
    return "", given

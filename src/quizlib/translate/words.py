"""What translators read, in their own language: headings, states, and what each text is."""

from __future__ import annotations

from quizlib.translate.state import State
from quizlib.translate.texts import Text

#: Headings of the columns, in the order of the sheet; the last one is hidden.
COLUMNS = ("id", "context", "source", "translation", "state", "note", "mark")
HEADINGS = {
    "kk": ("Код (өзгертпеңіз)", "Бұл қандай мәтін", "Түпнұсқа", "Аударма", "Күйі", "Ескертпе"),
    "ru": (
        "Обозначение (не менять)",
        "Что это за текст",
        "Исходный текст",
        "Перевод",
        "Состояние",
        "Примечание",
    ),
    "en": ("Id (do not change)", "What this text is", "Source", "Translation", "State", "Note"),
}
SHEET = {"kk": "Аударма", "ru": "Перевод", "en": "Translation"}
HELP_SHEET = {"kk": "Нұсқау", "ru": "Указания", "en": "Instructions"}
#: Language → its name in each language, for the heading of a column.
LANGUAGE_IN = {
    "kk": {"kk": "қазақша", "ru": "казахский", "en": "Kazakh"},
    "ru": {"kk": "орысша", "ru": "русский", "en": "Russian"},
    "en": {"kk": "ағылшынша", "ru": "английский", "en": "English"},
}

STATES: dict[str, dict[State, str]] = {
    "kk": {
        "current": "расталған",
        "stale": "түпнұсқа өзгерген",
        "unconfirmed": "расталмаған",
        "missing": "аудармасы жоқ",
    },
    "ru": {
        "current": "проверено",
        "stale": "исходный текст изменился",
        "unconfirmed": "не проверено",
        "missing": "перевода нет",
    },
    "en": {
        "current": "confirmed",
        "stale": "source has changed",
        "unconfirmed": "not confirmed",
        "missing": "no translation",
    },
}
#: What a translator chooses for a translation that fits as it stands.
DONE = {"kk": "дайын", "ru": "готово", "en": "done"}

INSTRUCTIONS = {
    "kk": (
        "«{translation}» бағанын толтырыңыз. Қалған бағандарды өзгертпеңіз.",
        "Бұрынғы аударма әлі де дұрыс болса, «{state}» бағанында «{done}» дегенді таңдаңыз.",
        "Бос қалған ұяшық бұрынғы мәтінді өзгертпейді.",
        "[[…]] белгілерін, (…) ішіндегі сілтемелерді және A67, F25 сияқты нөмірлерді сол күйінде "
        "қалдырыңыз. Олардың сөйлемдегі орны өзгере алады.",
        "* және ** белгілері сөзді ерекшелейді, олар аудармада да сол сөздің жанында тұрады.",
        "Қабылданатын жауаптар әр жолға бір-бірден жазылады (Excel-де жаңа жол: Alt+Enter). "
        "Олардың саны түпнұсқадағыдай болмауы мүмкін.",
        "Сұрағыңыз болса, «{note}» бағанына жазыңыз.",
    ),
    "ru": (
        "Заполните столбец «{translation}». Остальные столбцы не меняйте.",
        "Если прежний перевод по-прежнему верен, выберите «{done}» в столбце «{state}».",
        "Пустая ячейка прежний текст не меняет.",
        "Знаки [[…]], ссылки в скобках (…) и номера вида A67, F25 оставьте как есть. "
        "Их место в предложении может быть другим.",
        "Знаки * и ** выделяют слово; в переводе они стоят при том же слове.",
        "Принимаемые ответы пишутся по одному в строке (новая строка в Excel: Alt+Enter). "
        "Их может быть больше или меньше, чем в исходном тексте.",
        "Вопросы пишите в столбец «{note}».",
    ),
    "en": (
        "Fill in the column “{translation}”. Leave the other columns as they are.",
        "Where the translation that stands there still fits, choose “{done}” under “{state}”.",
        "An empty cell leaves the text of the bank as it was.",
        "Keep the marks [[…]], what stands in (…) behind a link, and numbers such as A67 and F25. "
        "Their place in the sentence may differ.",
        "The marks * and ** stress a word; in the translation they stand by the same word.",
        "Accepted answers are written one a line (a new line in Excel: Alt+Enter). "
        "There may be more or fewer of them than in the source.",
        "Write questions into the column “{note}”.",
    ),
}

KINDS = {
    "single": ("бір дұрыс жауапты сұрақ", "вопрос с одним верным ответом", "single choice"),
    "multiple": (
        "бірнеше дұрыс жауапты сұрақ",
        "вопрос с несколькими верными ответами",
        "several right answers",
    ),
    "truefalse": ("дұрыс па, бұрыс па", "верно или неверно", "true or false"),
    "match": ("сәйкестендіру", "соответствие", "matching"),
    "order": ("ретке келтіру", "порядок", "ordering"),
    "sort": ("топтарға бөлу", "распределение по группам", "sorting into groups"),
    "cloze": ("бос орны бар мәтін", "текст с пропусками", "text with blanks"),
    "text": ("қысқа жауап жазу", "короткий ответ словами", "short typed answer"),
    "number": ("сан жазу", "числовой ответ", "numeric answer"),
    "scenario": ("тармақталған жағдай", "случай с развилками", "branching case"),
    "judgement": (
        "сарапшылар пікірімен салыстыру",
        "сравнение с мнением экспертов",
        "comparison with a panel",
    ),
    "scale": ("өзін-өзі бағалау", "самооценка", "self-assessment"),
    "essay": ("өз мәтінін жазу", "собственный текст", "own text"),
}

#: (list it stands in, field) → what the text is; an empty list means the question itself.
_ROLES = {
    ("", "title"): ("сұрақ жинағының атауы", "название банка вопросов", "title of the bank"),
    ("", "prompt"): ("сұрақ мәтіні", "текст вопроса", "stem"),
    ("", "text"): (
        "бос орындары бар мәтін",
        "текст с пропусками",
        "the text with its blanks",
    ),
    ("", "explanation"): (
        "соңында берілетін түсіндірме",
        "пояснение в конце",
        "explanation at the end",
    ),
    ("", "hints"): ("кеңес", "подсказка", "hint"),
    ("", "panel"): ("кім бағалағаны", "кто оценивал", "who judged"),
    ("", "model"): ("үлгі жауап", "образец ответа", "model answer"),
    ("", "points"): ("шкаланың мәні", "деление шкалы", "point of the scale"),
    ("feedback", "true"): (
        "«Дұрыс» дегенді таңдағанға түсіндірме",
        "пояснение тем, кто выбрал «Верно»",
        "feedback for who chose “true”",
    ),
    ("feedback", "false"): (
        "«Бұрыс» дегенді таңдағанға түсіндірме",
        "пояснение тем, кто выбрал «Неверно»",
        "feedback for who chose “false”",
    ),
    ("options", "text"): ("жауап нұсқасы", "вариант ответа", "option"),
    ("options", "feedback"): (
        "жауап нұсқасының түсіндірмесі",
        "пояснение к варианту",
        "feedback on the option",
    ),
    ("pairs", "text"): (
        "сәйкестігі ізделетін мәтін",
        "к чему ищут соответствие",
        "what is to be matched",
    ),
    ("pairs", "match"): ("оның сәйкесі", "соответствие к нему", "what belongs to it"),
    ("extras", "text"): (
        "ешқайсысына сәйкес емес нұсқа",
        "лишний вариант без пары",
        "a match that belongs to nothing",
    ),
    ("items", "text"): ("реттелетін тармақ", "пункт для упорядочивания", "item to be ordered"),
    ("bins", "text"): ("топтың атауы", "название группы", "name of a group"),
    ("cards", "text"): (
        "топқа бөлінетін карточка",
        "карточка для распределения",
        "card to be sorted",
    ),
    ("steps", "text"): ("жағдайдың сипаты", "описание ситуации", "situation"),
    ("choices", "text"): ("таңдау нұсқасы", "вариант выбора", "choice"),
    ("choices", "consequence"): (
        "таңдаудың салдары",
        "следствие выбора",
        "consequence of the choice",
    ),
    ("endings", "text"): ("жағдайдың нәтижесі", "итог случая", "how the case ends"),
    ("statements", "text"): (
        "бағаланатын пікір",
        "утверждение для оценки",
        "statement to be judged",
    ),
    ("checklist", "text"): ("тексеру тізімінің тармағы", "пункт проверки", "point to check"),
    ("mistakes", "accept"): (
        "жиі кететін қате жауаптар",
        "частые ошибочные ответы",
        "wrong answers that many give",
    ),
    ("mistakes", "feedback"): (
        "жиі кететін қатенің түсіндірмесі",
        "пояснение к частой ошибке",
        "feedback on that mistake",
    ),
    ("units", "accept"): (
        "өлшем бірлігінің жазылуы",
        "написания единицы измерения",
        "ways to write the unit",
    ),
}
#: The same for fields that mean one thing wherever they stand.
_ANYWHERE = {
    "accept": ("қабылданатын жауаптар", "принимаемые ответы", "accepted answers"),
    "feedback": ("түсіндірме", "пояснение", "feedback"),
    "otherwise": (
        "басқа қате жауаптардың түсіндірмесі",
        "пояснение к прочим ошибкам",
        "feedback on all other answers",
    ),
}
#: The same for options that are right or wrong.
_OPTIONS = {
    ("text", True): ("дұрыс жауап нұсқасы", "верный вариант ответа", "option (key)"),
    ("text", False): ("қате жауап нұсқасы", "неверный вариант ответа", "option (distractor)"),
    ("feedback", True): (
        "дұрыс жауап нұсқасының түсіндірмесі",
        "пояснение к верному варианту",
        "feedback on the key",
    ),
    ("feedback", False): (
        "қате жауап нұсқасының түсіндірмесі",
        "пояснение к неверному варианту",
        "feedback on a distractor",
    ),
}
_ORDER = ("kk", "ru", "en")
_STEM = 120


def role(text: Text, language: str) -> str:
    """What a text is, such as "option (key)"; its path for a field that no table names."""
    at = _ORDER.index(language)
    steps = text.path.split(".")
    names = [step for step in steps if not step.isdigit()]
    field = names[-1]
    owner = names[-3] if len(names) > 2 else names[-2] if len(names) == 2 else ""
    found = _ROLES.get((owner, field)) or _ANYWHERE.get(field)
    if text.right is not None:
        found = _OPTIONS.get((field, text.right), found)
    return found[at] if found else text.path


def context(text: Text, kind: str, stem: str, language: str) -> str:
    """What a translator has to know of a text: what it is, and of which question."""
    said = role(text, language)
    if kind not in KINDS:
        return said
    line = " ".join(stem.split())
    short = line if len(line) <= _STEM else line[: _STEM - 1].rstrip() + "…"
    return f"{said}\n{KINDS[kind][_ORDER.index(language)]}: «{short}»"

"""Terms in running text: which words are a term, and which only look like one."""

from __future__ import annotations

import pytest

from quizlib.site.wording import Finder, in_alphabet, initial

TERMS = {
    "kk": {
        "political-pr": ["саяси PR"],
        "media": ["бұқаралық ақпарат құралдары (БАҚ)", "БАҚ"],
        "press-service": ["баспасөз қызметі"],
        "press-secretary": ["баспасөз хатшысы"],
        "press-release": ["пресс-релиз"],
        "state-body": ["мемлекеттік орган"],
        "link": ["байланыс"],
        "two-way": ["екі жақты байланыс"],
        "trust": ["сенім"],
        "akimat": ["әкімдік"],
        "monitoring": ["мониторинг"],
        "appeal": ["жолданым"],
        "promotion": ["насихат"],
        "listening-state": ["«Халық үніне құлақ асатын мемлекет»"],
    },
    "ru": {
        "political-pr": ["политический PR"],
        "media": ["СМИ"],
        "press-service": ["пресс-служба"],
        "state-body": ["государственный орган"],
        "public-relations": ["связи с общественностью"],
        "feedback": ["обратная связь"],
        "public": ["общественность"],
        "trust": ["доверие"],
        "request": ["запрос"],
        "akimat": ["акимат"],
        "working-day": ["рабочий день", "рабочих дней"],
        "groups": ["агитационные группы"],
        "accreditation": ["аккредитация"],
        "objection": ["подъём"],
    },
    "en": {
        "media": ["media"],
        "political-pr": ["political PR"],
        "press-release": ["press release"],
        "press-service": ["press service"],
        "briefing": ["briefing"],
        "advertising": ["advertising"],
        "query": ["journalist's query"],
        "state-body": ["state body"],
        "one-way": ["one-way communication"],
        "communication": ["communication"],
        "akimat": ["akimat (local executive body)"],
        "head": ["head of the institution"],
    },
}

#: (language, text in which exactly the words in brackets are terms, the terms)
GOOD = [
    ("kk", "[саяси PR] пен [саяси PR-дың] рөлі", "political-pr political-pr"),
    ("kk", "[Саяси PR-ға] қатысты", "political-pr"),
    ("kk", "[БАҚ-пен], [БАҚ-тың], [БАҚ-тарға] және [БАҚ]", "media media media media"),
    ("kk", "[Бұқаралық ақпарат құралдарының] үні", "media"),
    ("kk", "[баспасөз қызметінің] басшысы, [баспасөз\nқызметтері]", "press-service press-service"),
    ("kk", "[баспасөз хатшылары]", "press-secretary"),
    ("kk", "[Пресс-релиздерді], [пресс\u2011релизге]", "press-release press-release"),
    ("kk", "[мемлекеттік\u00a0органдарындағы]", "state-body"),
    ("kk", "[екі жақты байланысын] көру", "two-way"),
    ("kk", "[байланыстың] түрі", "link"),
    ("kk", "[сенімнің], [сенімге]", "trust trust"),
    ("kk", "[әкімдікке], [әкімдігінің]", "akimat akimat"),
    ("kk", "[мониторингі], [жолданымдарға]", "monitoring appeal"),
    ("kk", "«[Халық үніне құлақ асатын мемлекет]»", "listening-state"),
    ("ru", "[политического PR], [политическим\u00a0PR]", "political-pr political-pr"),
    ("ru", "[Пресс-службой], [пресс-служб]", "press-service press-service"),
    ("ru", "в [государственных органах], [государственному органу]", "state-body state-body"),
    ("ru", "[связям с общественностью], [связей с общественностью]", "public-relations " * 2),
    ("ru", "[обратной связи], [обратную связь]", "feedback feedback"),
    ("ru", "[общественностью]", "public"),
    ("ru", "[доверия], [доверием], [доверию]", "trust trust trust"),
    ("ru", "[запросов], [запросами], [Запрос]", "request request request"),
    ("ru", "[акиматы], [акиматов]", "akimat akimat"),
    ("ru", "пять [рабочих дней]", "working-day"),
    ("ru", "[агитационными группами], [агитационных групп]", "groups groups"),
    ("ru", "[СМИ].", "media"),
    ("ru", "[Подъема], [подъёма]", "objection objection"),
    ("en", "[Press releases], the [press\u00a0release’s] date", "press-release press-release"),
    ("en", "[press services]", "press-service"),
    ("en", "two [briefings]", "briefing"),
    ("en", "[journalists’ queries], a [journalist's query]", "query query"),
    ("en", "[state bodies], [State body]", "state-body state-body"),
    ("en", "[one-way communication] and other [communication]", "one-way communication"),
    ("en", "the [akimat's] site", "akimat"),
    ("en", "[heads of the institution]", "head"),
    ("en", "([media])", "media"),
]
#: Texts without a term, though a stem or a part of a word would find one.
BAD = [
    ("kk", "осыған байланысты айтылды"),
    ("kk", "сенімді дерек, сенімсіз дерек"),
    ("kk", "саяси PR-бөлім, саяси пиар, саяси pr"),
    ("kk", "бақ ағаштары, мультиБАҚ, БАҚ-қор"),
    ("kk", "баспасөздің қызметі, баспасөз. Қызметі"),
    ("kk", "пресс релиз, е-пресс-релиз"),
    ("kk", "насихаттау, насихаттады"),
    ("kk", "мемлекеттік органикалық, мемлекет органы"),
    ("kk", "әкім, әкімнің"),
    ("ru", "общественный, общественное мнение"),
    ("ru", "доверенность, доверять, доверили"),
    ("ru", "запросить, запросил, запрошенный"),
    ("ru", "политический PR-отдел, политический пиар"),
    ("ru", "Обратная Связь"),
    ("ru", "сми, веб-СМИ, СМИ-холдинг"),
    ("ru", "аким, акимом"),
    ("ru", "аккредитованный, аккредитационная"),
    ("ru", "обратная сторона связи, связь обратная"),
    ("ru", "органы государственной власти"),
    ("en", "brief, briefed, in brief"),
    ("en", "advertise, advertised, advertisement"),
    ("en", "press-release, press. Release, press, release"),
    ("en", "multi-media, media-savvy, media2, media.kz"),
    ("en", "political pr, political PRs"),
    ("en", "the Press Service of Sarynur"),
    ("en", "communicate, communicated"),
    ("en", "stately body, state bodied"),
]


def marked(language: str, text: str) -> tuple[str, list[str]]:
    """The text with its terms in brackets, and the terms."""
    hits = list(Finder(TERMS[language], language).find(text))
    for hit in reversed(hits):
        text = f"{text[: hit.start]}[{text[hit.start : hit.end]}]{text[hit.end :]}"
    return text, [hit.name for hit in hits]


@pytest.mark.parametrize(("language", "text", "names"), GOOD)
def test_a_term_is_found_in_each_of_its_forms(language: str, text: str, names: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    assert marked(language, plain) == (text, names.split())


@pytest.mark.parametrize(("language", "text"), BAD)
def test_a_word_that_only_looks_like_a_term_is_left_alone(language: str, text: str) -> None:
    assert marked(language, text) == (text, [])


def test_the_longest_term_is_taken_whatever_their_order() -> None:
    for names in (["a", "b"], ["b", "a"]):
        spellings = {"a": ["press"], "b": ["press service"]}
        finder = Finder({name: spellings[name] for name in names}, "en")
        assert [hit.name for hit in finder.find("press service, press")] == ["b", "a"]


def test_words_are_sorted_by_the_kazakh_alphabet() -> None:
    in_order = """
        аккредиттеу әкімдік баспасөз гимн ғылым кесте қызмет нұсқа ңемесе орган өтініш сенім ун
        ұн үн хабар һ чек шағым ын ін эфир
    """
    words = sorted(in_order.split())
    assert words != in_order.split()
    assert sorted(words, key=in_alphabet) == in_order.split()


def test_latin_stands_before_cyrillic_and_quotation_marks_count_for_nothing() -> None:
    words = ["«Яблоко»", "PR-отдел", "ёлка", "PR", "елка", "жук", "пресс-служба", "пресса"]
    assert sorted(words, key=in_alphabet) == [
        *("PR", "PR-отдел", "елка", "ёлка", "жук", "пресс-служба", "пресса", "«Яблоко»"),
    ]


def test_in_a_cyrillic_list_latin_letters_share_a_heading() -> None:
    assert [initial(word, "ru") for word in ("«Яблоко»", "PR", "e-Otinish")] == ["Я", "A–Z", "A–Z"]
    assert [initial(word, "kk") for word in ("әкімдік", "PR")] == ["Ә", "A–Z"]
    assert initial("“press”", "en") == "P"

"""The words that rules look for, by language.  In small letters, with е for ё.

Negation is searched in a text as it is written, because capitals count as emphasis.
"""

from __future__ import annotations

import re


def _any(*forms: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _whole(*forms: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(forms)})")


# ---- options

#: An option that stands for all others, or for none of them; held against its words alone.
ALL_OR_NONE = {
    "kk": _whole(
        r"(?:(?:жоғарыда(?:ғы)?|аталған|көрсетілген|айтылған|келтірілген|осы|бұл|мына)\w*\s){0,3}"
        r"(?:нұсқа\w* |жауап\w* )?(?:барлығы|бәрі|ешқайсысы|ешбірі)"
        r"(?: да| де)?(?: дұрыс| қате| бұрыс| емес| дұрыс емес| жатпайды| жатады)?",
        r"барлық (?:нұсқа|жауап)\w*(?: да| де)?(?: дұрыс| қате)?",
        r"(?:бұл жерде |мұнда )?(?:дұрыс )(?:жауап|нұсқа)\w* (?:жоқ|көрсетілмеген|берілмеген)",
    ),
    "ru": _whole(
        r"(?:верно )?(?:все|ничего|ничто|никто|ни один|ни одно|ни одна|ни одного)(?: это)?(?: из)?"
        r"(?: (?:выше)?(?:пере|у|на|при)?(?:числен|каза|зва|веден)\w*| этого| этих| них| них всех)"
        r"(?: выше| здесь)?(?: вариант\w*| ответ\w*| пункт\w*)?(?: (?:не)?вер\w+| (?:не)?прав\w+)?",
        r"все (?:ответы|варианты|утверждения|пункты)(?: (?:не)?вер\w+| (?:не)?прав\w+| подходят)?",
        r"(?:верно )?все(?: сразу| вместе| (?:не)?верно)",
        r"ни один (?:ответ|вариант)(?: не)?(?: вер\w+| прав\w+| подходит)?",
        r"(?:здесь )?нет (?:верного|правильного) (?:ответа|варианта)",
        r"(?:верного|правильного) (?:ответа|варианта) нет",
    ),
    "en": _whole(
        r"(?:all|none|any|both|neither|each) of (?:the )?(?:above|these|them|those|following|"
        r"options|answers|choices|statements|others|mentioned|listed)(?: options| answers)?"
        r"(?: (?:is|are|apply|applies))?(?: correct| right| true| wrong| false)?",
        r"(?:all|none|neither|everything|nothing)(?: are| is)?"
        r"(?: listed| mentioned)?(?: above| correct| right| true| wrong| false)",
        r"(?:all|every) (?:the )?(?:options|answers|choices|statements)"
        r"(?: (?:is|are))?(?: correct| right| true)?",
        r"(?:there is )?no (?:correct|right) (?:answer|option)",
    ),
}

#: Words of certainty and of caution: each kind tells who guesses which option is wrong or right.
ABSOLUTES = {
    "kk": _any("әрқашан", "ешқашан", "тек", "тек қана", "әрдайым", "мүлде", "мүлдем"),
    "ru": _any("всегда", "никогда", "только", "лишь", "исключительно"),
    "en": _any("always", "never", "only", "solely", "exclusively"),
}
HEDGES = {
    "kk": _any("әдетте", "көбінесе", "көбіне", "кейде", "мүмкін(?! емес)", "негізінен", "бәлкім"),
    "ru": _any(
        *("обычно", "как правило", "часто", "иногда", "чаще всего", "в основном"),
        *("возможно", "вероятно", "может(?! ли)", "могут(?! ли)", "порой", "не всегда"),
    ),
    "en": _any(
        *("usually", "often", "sometimes", "generally", "typically", "mostly", "probably"),
        *("may", "might", "perhaps", "possibly", "tends? to", "as a rule"),
    ),
}

#: Words that stem and options share without any clue.
_KK_COMMON = """
    бойынша арқылы туралы қандай қайсы қайсысы керек болып барлық бірге кейін қажет болады
    жағдайда немесе алдымен арасында қатысты бөлек
"""
_RU_COMMON = """
    который которая которые какой какая какие каких какую после перед между через нужно следует
    можно должен должна должны чтобы когда также более менее одним одной
"""
_EN_COMMON = """
    which where there their these those should would could about after before between under first
    other while being every following according
"""
COMMON = {
    "kk": frozenset(_KK_COMMON.split()),
    "ru": frozenset(_RU_COMMON.split()),
    "en": frozenset(_EN_COMMON.split()),
}

# ---- feedback

#: A text of nothing else says only whether the answer is right.  One set for all languages.
VERDICT = frozenset(
    """
    correct incorrect right wrong true false yes no not quite well done good great excellent
    exactly sorry unfortunately try again this that is it s the a an answer answers option choice
    statement your you are re absolutely indeed ok okay job work chosen chose have has picked
    perfect almost nope mistake error bravo

    верно неверно правильно неправильно да нет ответ ответа это этот вы ваш ваша правы неправы
    молодец отлично хорошо к сожалению увы попробуйте еще раз ошибка ошибочно не совсем точно так
    именно вариант верный неверный правильный неправильный ответили ошиблись выбор выбрали
    утверждение истинно ложно абсолютно конечно здесь дан дали умница браво почти вами

    дұрыс бұрыс қате теріс иә жоқ емес жауап жауабы жауабыңыз нұсқа нұсқаны бұл сіз сіздің
    өкінішке орай тағы бір рет қайталап көріңіз байқап жарайсыз өте жақсы таңдау таңдауыңыз дәл
    солай мүлде тура қателестіңіз қателесіп тұрсыз таңдадыңыз бердіңіз тамаша әрине осы керемет
    толық сөзсіз дұрысы тұжырым ақиқат жалған болып табылады
    """.replace("ё", "е").split()
)

# ---- negation

#: Verbs in -бай, -пай and the like that are no negation: көбейді "grew", сипайды "strokes".
NOT_NEGATED = ("көбей", "сипай", "сабай")
#: A Kazakh verb that can only be a negated one: жатпайды, кірмейтін.
_KK_VERB = r"\w{2,}(?:[мбп]ай(?:ды|тын\w*)|[мбп]ей(?:ді|тін\w*))"
_KK_PARTICIPLE = r"\w{2,}(?:[мбп]аған|[мбп]еген)"
_KK_NOUN = r"\w{2,}(?:[мбп]ау|[мбп]еу)"

#: What makes a question ask for the exception.
NEGATIVE = {
    "kk": re.compile(
        rf"(?<!\w)(?:(?<!ғана )емес(?! пе)(?!,)|жоқ(?=\W*$)|қоспағанда|{_KK_VERB})(?!\w)", re.I
    ),
    "ru": re.compile(
        r"(?<!\w)(?:не(?! только| менее| более| позднее| позже| ранее| раньше| реже| чаще"
        r"| меньше| больше| выше| ниже|[^,.;:?!]{0,80} ли(?!\w)|[^,.;:?!]{0,80}, а )|кроме(?! того)"
        r"|за исключением|наименее|(?<!или )нет)(?!\w)",
        re.I,
    ),
    "en": re.compile(
        r"(?<!\w)(?:(?<!if )(?<!or )not(?! only| later| earlier| less| fewer| more"
        r"|[^,.;:?!]{0,80} but )|cannot|\w+n['’]t|except|excluding|(?<!at )least)(?!\w)",
        re.I,
    ),
}
#: A question for reasons, or a clause with a condition: its negation belongs to the matter.
NOT_ASKED = {
    "kk": re.compile(r"(?<!\w)(?:неге|неліктен|не үшін|не себепті|егер|\w+[сc][ае])(?!\w)", re.I),
    "ru": re.compile(
        r"(?<!\w)(?:почему|зачем|отчего|если|когда|чтобы|хотя|пока|где|котор\w+|раз)(?!\w)", re.I
    ),
    "en": re.compile(
        r"(?<!\w)(?:why|how come|if|when|unless|because|although|while|where|so as|in order"
        r"|(?<!^)who(?:m|se)?)(?!\w)",
        re.I,
    ),
}
#: Asks which one does not belong.
ASKS_WHICH = {
    "kk": re.compile(r"(?<!\w)(?:қай|қайсы|қандай|кім|не)\w*(?!\w)", re.I),
    "ru": re.compile(r"(?<!\w)(?:как(?:ой|ая|ое|ие|ую|ого|их|им)|что|кто|кого|чего)(?!\w)", re.I),
    "en": re.compile(r"(?<!\w)(?:which|what|who)(?!\w)", re.I),
}
#: An option that denies something.
DENIES = {
    "kk": re.compile(rf"(?<!\w)(?:(?<!ғана )емес(?!,)|{_KK_VERB})(?!\w)", re.I),
    "ru": re.compile(
        r"(?<!\w)(?:не(?! только| менее| более| позднее| позже| ранее| реже|[^.;]{0,80}, а )"
        r"|нельзя)(?!\w)",
        re.I,
    ),
    "en": re.compile(r"(?<!\w)(?:(?:not(?! only|[^.;]{0,80} but )|cannot|\w+n['’]t))(?!\w)", re.I),
}

_EN_FALSE = "incorrect|untrue|false|wrong|impossible|inaccurate"
_EN_UN = "un(?:likely|usual|common|true|important|necessary|reasonable|aware|able|related)"
_RU_FALSE = r"(?:неверн|неправильн|ошибочн|ложн|недопустим|невозможн|необязательн)\w*"
#: Two negations that cancel each other, each with a way to say it without, where there is one.
#: Russian никто не … and Kazakh ешкім … -майды are a single negation, and none of these.
DOUBLE_NEGATIVE: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "kk": tuple(
        (re.compile(rf"(?<!\w)(?:{form})(?!\w)", re.I), plain)
        for form, plain in (
            (rf"{_KK_NOUN}[ыі]?\w{{0,3}} мүмкін емес", "міндетті түрде …"),
            (rf"{_KK_NOUN}(?:ға|ге)(?: мүлде)? болмайды", "… керек"),
            (r"\w{2,}[мбп][ае]й (?:қоймайды|тұра алмайды|тұрмайды)", "міндетті түрде …"),
            (rf"(?:{_KK_PARTICIPLE}|{_KK_VERB}) емес", ""),
            (r"(?:қате|бұрыс|теріс|жалған|дұрыс емес) емес", "дұрыс"),
            (r"(?:жоқ|емес) емес", "бар"),
        )
    ),
    "ru": tuple(
        (re.compile(rf"(?<!\w)(?:{form})(?!\w)", re.I), plain)
        for form, plain in (
            (r"не мо(?:жет|гут|жем|жете|гу|г|гла|гли) не", "должен …"),
            (r"(?:нельзя|невозможно) не(?: \w+)?", "нужно …"),
            (r"не (?:долж\w+|стоит|следует|нужно|надо) не", ""),
            (rf"не {_RU_FALSE}", "верно"),
            (rf"не (?:явля\w+|счита\w+|был\w*|будет|будут) {_RU_FALSE}", "верно"),
        )
    ),
    "en": tuple(
        (re.compile(rf"(?<!\w)(?:{form})(?!\w)", re.I), plain)
        for form, plain in (
            (rf"(?:not|never|cannot be|\w+n['’]t)(?: a| an)? (?:{_EN_FALSE})", "true"),
            (rf"(?:not|\w+n['’]t)(?: a| an)? {_EN_UN}", ""),
            (r"(?:can|could|may|must|should|do|does|did|is|are)(?:not|n['’]t| not) not", ""),
            (r"(?:nobody|nothing|no one|none|never)(?: \w+){0,2} not", ""),
        )
    ),
}
#: What no double negation is without, to pass over most texts at once.
MAYBE_DOUBLE = {
    "kk": re.compile("емес|болмайды|қоймайды|тұра алмайды|тұрмайды", re.I),
    "ru": re.compile(r"(?<!\w)не(?!\w)", re.I),
    "en": re.compile(r"(?<!\w)(?:not|never|cannot|\w+n['’]t)(?!\w)", re.I),
}

# ---- stems

#: A stem that could stand above any options.
SAYS_NOTHING = {
    "kk": _whole(
        r"(?:ең )?дұрыс (?:жауап|нұсқа|тұжырым|пікір)\w* (?:таңда|белгіле|көрсет|тап|анықта)\w*",
        r"(?:төмендегі\w*|мына\w*|берілген\w*)?\s?(?:қайсысы|қайсы) (?:дұрыс|қате|бұрыс)",
        r"(?:қай|қандай) (?:тұжырым|пікір|жауап|нұсқа)\w* (?:дұрыс|қате|ақиқат)",
    ),
    "ru": _whole(
        r"(?:выберите|укажите|отметьте|найдите|определите) (?:один )?(?:верн|правильн)\w+"
        r" (?:ответ|вариант|утвержден)\w*(?: ответа)?",
        r"как(?:ое|ой|ие) (?:из )?(?:следующих |перечисленных |этих |данных )?"
        r"(?:утвержден|вариант|ответ)\w*(?: явля\w+)? (?:не)?(?:верн|правильн)\w+",
        r"что (?:из )?(?:следующего |перечисленного |этого )?(?:не)?(?:верно|правильно)",
    ),
    "en": _whole(
        r"(?:choose|select|mark|tick|find|pick) the (?:one )?(?:correct|right|true|best)"
        r" (?:answer|option|statement|one|choice)s?",
        r"which (?:one )?(?:of (?:the following|these)(?: statements| options)? |statements? )?"
        r"(?:is|are) (?:true|false|correct|right|wrong|incorrect)",
    ),
}

#: A word like these makes a sentence, or an order, of a few words.
VERBS = {
    "kk": re.compile(
        r"(?:\w+(?:[аеий](?:ды|ді|сыз|сіз|мыз|міз)|[ыі]ңыз|[ыі]ңіз|аңыз|еңіз|йсыз|йсіз|"
        r"(?:д|тт)[ыі]|[дт][ыі]ңыз|ған|ген|қан|кен|латын|летін|йтын|йтін|атын|етін)"
        r"|дегеніміз|деген|керек|тиіс|қажет|емес|бар|жоқ)"
    ),
    "ru": re.compile(
        r"(?:\w+(?:йте|ите|ьте|тесь|ет|ют|ит|ят|ут|ют|ится|ется|ются|ятся|утся|ть|ться|чь|"
        r"ал|ала|али|ало|ил|ила|или|ило|ел|ела|ели|лся|лась|лись|лось)"
        r"|это|есть|нет|должен|должна|должны|нужно|надо|можно|нельзя)"
    ),
    "en": re.compile(
        r"(?:is|are|was|were|has|have|had|does|do|did|can|could|may|must|should|will|would|"
        r"name|list|write|choose|find|give|complete|type|enter|state|explain|define|describe|"
        r"put|order|match|sort|calculate|count|fill|select|mark|tick|judge|rank|decide|read|"
        r"answers?|means?|needs?|keeps?|takes?|makes?|says?|\w{3,}ed|\w{4,}ing)"
    ),
}

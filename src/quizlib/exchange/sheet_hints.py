"""What an author is told at a heading, in Kazakh, Russian and English."""

from __future__ import annotations

from quizlib.exchange.sheet_columns import Sort
from quizlib.exchange.sheet_words import Trio

HINTS: dict[tuple[Sort, str], Trio] = {
    ("questions", "id"): (
        "Сұрақтың тұрақты коды: кіші латын әріптері, цифрлар, дефис. Бос қалдырсаңыз, код "
        "жинақтың аты мен жол нөмірінен құралады.",
        "Постоянный код вопроса: строчные латинские буквы, цифры, дефис. Если оставить пустым, "
        "код будет составлен из имени банка и номера строки.",
        "A lasting code of the question: small Latin letters, digits, hyphens. Left empty, it is "
        "made from the name of the bank and the row.",
    ),
    ("questions", "kind"): (
        "Сұрақ түрін тізімнен таңдаңыз.",
        "Выберите вид вопроса из списка.",
        "Choose the kind of question from the list.",
    ),
    ("questions", "objective"): (
        "Сұрақ тексеретін оқу мақсатының нөмірі, мысалы 3.1.",
        "Номер учебной цели, которую проверяет вопрос, например 3.1.",
        "The number of the objective that the question checks, such as 3.1.",
    ),
    ("questions", "bloom"): (
        "Сұрақ оқырманнан нені талап етеді: тізімнен таңдаңыз.",
        "Чего вопрос требует от слушателя: выберите из списка.",
        "What the question asks of the reader: choose from the list.",
    ),
    ("questions", "source"): (
        "Жауап сүйенетін тұжырымдар мен деректер, мысалы A67, F25.",
        "Тезисы и факты, на которых держится ответ, например A67, F25.",
        "The claims and facts the answer rests on, such as A67, F25.",
    ),
    ("questions", "see"): (
        "Түсіндірме сабақтың қай жеріне сілтейді: бет#белгі. Толтыру міндетті емес.",
        "На какое место урока ведёт пояснение: страница#метка. Необязательно.",
        "Where feedback leads back to: page#section. May be left empty.",
    ),
    ("questions", "review_by"): (
        "Жауап қолданыстағы заңға сүйенсе, оны қай күнге дейін қайта қарау керек: 2027-11-01.",
        "Если ответ опирается на действующий закон, до какого дня его перепроверить: 2027-11-01.",
        "Where the answer rests on a law in force, the day by which to look at it again: "
        "2027-11-01.",
    ),
    ("questions", "prompt"): (
        "Алдымен жағдай (керек болса), соңғы абзац — сұрақтың өзі. Ұяшық ішінде жаңа жол: "
        "Alt+Enter.",
        "Сначала ситуация, если она нужна; последний абзац — сам вопрос. Новая строка внутри "
        "ячейки: Alt+Enter.",
        "First the situation, if there is one; the last paragraph is the question. A new line "
        "inside a cell: Alt+Enter.",
    ),
    ("questions", "answer"): (
        "Нұсқалары бар сұрақта — дұрыс нұсқаның нөмірі: 2; бірнешеу болса, 1, 3. «Дұрыс немесе "
        "бұрыс» сұрағында — дұрыс не бұрыс. Қысқа жауапта — қабылданатын жауаптар, әрқайсысы "
        "жаңа жолда. Сан сұралса — сан.",
        "В вопросе с вариантами — номер верного: 2 или 1, 3. В вопросе «верно или неверно» — "
        "верно либо неверно. В вопросе «вписать слово» — принимаемые ответы, каждый с новой "
        "строки. В вопросе «вписать число» — число.",
        "With options: the number of the right one, 2, or of all right ones, 1, 3. True or "
        "false: one of the two. Short answer: the answers accepted, one per line. Number: the "
        "number.",
    ),
    ("questions", "tolerance"): (
        "Сан сұралса: жауап дұрыс саннан қаншаға ауытқи алады.",
        "В вопросе «вписать число»: насколько ответ может отличаться от верного.",
        "For a number: how far from the right one an answer may be.",
    ),
    ("questions", "option"): (
        "Жауап нұсқасының мәтіні. Басқа нұсқа керек болса, келесі нөмірмен баған қосыңыз.",
        "Текст варианта ответа. Нужно больше вариантов — добавьте столбец со следующим номером.",
        "The text of an option. For more options add columns with the next number.",
    ),
    ("questions", "feedback"): (
        "Осыны таңдаған оқырманға: бұл неге дұрыс не қате және не оқу керек. «Дұрыс» немесе "
        "«қате» деу жеткіліксіз.",
        "Слушателю, который это выбрал: почему верно или неверно и что перечитать. Одного слова "
        "«верно» или «неверно» мало.",
        "For the reader who chose this: why it is right or wrong, and what to read. Only saying "
        "right or wrong is not enough.",
    ),
    ("questions", "otherwise"): (
        "Қысқа жауап пен санда: басқа қате жауаптардың бәріне айтылатын түсіндірме.",
        "Когда слово или число вписывают: что сказать о прочих неверных ответах.",
        "For short answers and numbers: what is said of all other wrong answers.",
    ),
    ("questions", "hint"): (
        "Оқырман сұраса ғана көрінеді. Толтыру міндетті емес.",
        "Показывают, только если слушатель попросит. Необязательно.",
        "Shown only when the reader asks. May be left empty.",
    ),
    ("questions", "explanation"): (
        "Сұрақ біткен соң бәріне көрінеді. Толтыру міндетті емес.",
        "Показывают всем, когда вопрос завершён. Необязательно.",
        "Shown to all once the question is over. May be left empty.",
    ),
    ("questions", "text"): (
        "Әр бос орын [[код]] деп жазылады; сол код «Бөліктер» парағында бос орынның жолында "
        "тұрады.",
        "Каждый пропуск пишут как [[код]]; этот код стоит на листе «Части» у пропуска.",
        "Each blank is written as [[id]]; the id stands on the sheet Parts at the blank.",
    ),
    ("parts", "question"): (
        "«Сұрақтар» парағындағы сұрақ коды. Бос ұяшық жоғарыдағы сұрақты білдіреді.",
        "Код вопроса с листа «Вопросы». Если ячейка пуста, это тот же вопрос, что строкой выше.",
        "The id of the question on the sheet Questions. An empty cell means the one above.",
    ),
    ("parts", "part"): (
        "Бұл жол сұрақтың қандай бөлігі: тізімнен таңдаңыз.",
        "Какая это часть вопроса: выберите из списка.",
        "What part of the question this row is: choose from the list.",
    ),
    ("parts", "within"): (
        "Шешімде — оның жағдайының коды, бос орынның нұсқасында — сол бос орынның коды.",
        "Для решения — код ситуации, для варианта пропуска — код этого пропуска.",
        "For a choice the id of its situation, for an option of a blank the id of the blank.",
    ),
    ("parts", "correct"): (
        "Дұрыс нұсқаға «иә» деп жазыңыз, өзгелерін бос қалдырыңыз.",
        "У верного варианта — да, у остальных пусто.",
        "Yes at a right option, empty at the others.",
    ),
    ("parts", "next"): (
        "Осы шешімнен кейінгі жағдайдың не нәтиженің коды.",
        "Код ситуации или итога, к которому ведёт это решение.",
        "The id of the situation or the ending that follows this choice.",
    ),
    ("parts", "bins"): (
        "Карточка жататын топтардың кодтары.",
        "Коды групп, к которым относится карточка.",
        "The ids of the groups this card fits.",
    ),
    ("parts", "factor"): (
        "Осындай бір бірлік бірінші бірліктің нешеуіне тең: 60 немесе 1/60.",
        "Сколько первых единиц в одной такой: 60 или 1/60.",
        "How many of the first unit one of this is: 60 or 1/60.",
    ),
    ("bank", "setting"): (
        "Баптаудың атауы; қалған баптаулар «Сұрақ жинағының өрістері» бетінде, аты сондағыдай.",
        "Название параметра; остальные параметры — в руководстве.",
        "The name of a setting; the guide lists the others.",
    ),
}

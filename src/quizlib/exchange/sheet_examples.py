"""The filled examples of the template, and its page "Read me", in three languages.

The examples rest on claims of the article and pass ``quizlib check`` with all its rules; bodies
that do not exist are called fictional.
"""

from __future__ import annotations

from typing import Any

from quizlib.exchange.sheet_words import Trio

TITLE: Trio = ("Үлгі сұрақтар", "Примеры вопросов", "Example questions")
LESSON = "press-service-and-pr"

#: Rows of the sheet of simple questions.  A heading with a number is written ``option 1``.
EXAMPLES: list[dict[str, Any]] = [
    {
        "id": "example-one",
        "kind": "single",
        "objective": "3.2",
        "bloom": "understand",
        "source": "A69, A62",
        "prompt": (
            "Сарынұр облысының әкімдігіне (ойдан шығарылған ұйым) журналист жол жөндеу туралы "
            "сауал жіберді.\n\nМақаладағы кесте бойынша сауалға кім жауап береді?",
            "Журналист прислал акимату Сарынурской области (вымышленная организация) запрос о "
            "ремонте дорог.\n\nКто, по таблице из статьи, отвечает на такой запрос?",
            "A journalist sends the akimat of Sarynur region (a fictional organisation) a query "
            "about road repair.\n\nWho, by the article's table, answers such a query?",
        ),
        "answer": "2",
        "option 1": ("Фотобөлім", "Фотоотдел", "Photo department"),
        "feedback 1": (
            "Фотобөлім мақалада аталған, бірақ кестеде оның міндеттері жоқ (A62). Баспасөз "
            "қызметінің бағанын қараңыз.",
            "Фотоотдел в статье назван, но его задач в таблице нет (A62). Смотрите столбец "
            "пресс-службы.",
            "The article names a photo department, but the table gives it no tasks (A62). See the "
            "column of the press service.",
        ),
        "option 2": ("Баспасөз қызметі", "Пресс-служба", "Press service"),
        "feedback 2": (
            "Журналистердің сауалына жауап беру — баспасөз қызметінің міндеті (A69).",
            "Ответы на запросы журналистов — задача пресс-службы (A69).",
            "Answering journalists' queries is a task of the press service (A69).",
        ),
        "option 3": ("PR бөлімі", "PR-отдел", "PR department"),
        "feedback 3": (
            "PR бөлімі де сыртпен байланысады, сондықтан шатастыру оңай. Сауалдар басқа бағанда "
            "тұр: A69-ды қараңыз.",
            "PR-отдел тоже держит связь с внешним миром, и перепутать легко. Запросы стоят в "
            "другом столбце: смотрите A69.",
            "The PR department deals with the outside world too, so the mix-up is easy. Queries "
            "stand in the other column: see A69.",
        ),
    },
    {
        "id": "example-several",
        "kind": "multiple",
        "objective": "3.2",
        "bloom": "remember",
        "source": "A72, A77, A94, A101",
        "prompt": (
            "Мақаладағы кестеде қай істер баспасөз қызметіне берілген?",
            "Какие дела таблица из статьи отдаёт пресс-службе?",
            "Which work does the article's table give to the press service?",
        ),
        "answer": "1, 3",
        "option 1": ("БАҚ материалдарына шолу", "Обзор материалов СМИ", "Review of media material"),
        "feedback 1": (
            "Шолу баспасөз қызметінің бағанында жазылған (A72).",
            "Обзор записан в столбце пресс-службы (A72).",
            "The review stands in the column of the press service (A72).",
        ),
        "option 2": (
            "Қоғамдық пікірді зерттеу",
            "Изучение общественного мнения",
            "Study of public opinion",
        ),
        "feedback 2": (
            "Пікірді зерттеу де БАҚ-қа қатысты көрінеді. Кестеде ол PR бөліміне жазылған: A101-ді "
            "қараңыз.",
            "Кажется, что изучение мнения близко к работе со СМИ. В таблице оно у PR-отдела: "
            "смотрите A101.",
            "Studying opinion seems close to work with the media. In the table it is with the PR "
            "department: see A101.",
        ),
        "option 3": ("Пресс-досье жүргізу", "Ведение пресс-досье", "Keeping a press dossier"),
        "feedback 3": (
            "Пресс-досье де баспасөз қызметінің міндеттерінің бірі (A77).",
            "Пресс-досье — тоже одна из задач пресс-службы (A77).",
            "The press dossier, too, is one of the tasks of the press service (A77).",
        ),
        "option 4": (
            "Аудиториямен кері байланыс",
            "Обратная связь с аудиторией",
            "Feedback from audiences",
        ),
        "feedback 4": (
            "Журналистер де аудитория сияқты, сондықтан таңдау түсінікті. Кері байланыс PR "
            "бөлімінің бағанында: A94-ті қараңыз.",
            "Журналисты похожи на аудиторию, и выбор понятен. Обратная связь стоит в столбце "
            "PR-отдела: смотрите A94.",
            "Journalists look like an audience, so the choice is understandable. Feedback stands "
            "in the PR department's column: see A94.",
        ),
    },
    {
        "id": "example-true-false",
        "kind": "truefalse",
        "objective": "3.1",
        "bloom": "remember",
        "source": "A67",
        "prompt": (
            "Мақаладағы кесте бойынша баспасөз қызметінің басшысы мекеме басшысының алдында "
            "жауапты.",
            "По таблице из статьи руководитель пресс-службы отвечает перед руководителем "
            "организации.",
            "By the article's table, the head of the press service answers to the head of the "
            "institution.",
        ),
        "answer": True,
        "feedback 1": (
            "Кестеде дәл осылай: жалғыз адам, мекеме басшысы (A67).",
            "В таблице именно так: перед одним человеком, руководителем организации (A67).",
            "So it is in the table: to one person, the head of the institution (A67).",
        ),
        "feedback 2": (
            "Қызмет PR бөлімінің құрамында болғандықтан, басқаша ойлау оңай. Кестеде "
            "олай жазылмаған: A67-ні қараңыз.",
            "Раз служба входит в PR-отдел, легко подумать иначе. В таблице записано другое: "
            "смотрите A67.",
            "As the service is part of the PR department, it is easy to think otherwise. The "
            "table says something else: see A67.",
        ),
    },
    {
        "id": "example-short-answer",
        "kind": "text",
        "objective": "3.1",
        "bloom": "remember",
        "source": "A66",
        "prompt": (
            "Кестенің мақсат туралы ұяшығында баспасөз қызметі кімді аккредиттейді делінген?",
            "Кого, по ячейке таблицы о цели, аккредитует пресс-служба?",
            "Whom does the press service accredit, by the table's cell on its aim?",
        ),
        "answer": (
            "журналистерді\nжурналистер\nжурналист",
            "журналистов\nжурналисты\nжурналиста",
            "journalists\nthe journalists\njournalist",
        ),
        "feedback": (
            "Аккредиттеу мақсат туралы ұяшықта БАҚ-пен байланыстан кейін тұр (A66).",
            "Аккредитация стоит в ячейке о цели после связи со СМИ (A66).",
            "Accreditation stands in the cell on the aim, after contact with the media (A66).",
        ),
        "otherwise": (
            "Баспасөз қызметінің мақсаты туралы ұяшықты қайта оқыңыз (A66).",
            "Перечитайте ячейку о цели пресс-службы (A66).",
            "Read the cell on the aim of the press service again (A66).",
        ),
    },
    {
        "id": "example-number",
        "kind": "number",
        "objective": "3.2",
        "bloom": "remember",
        "source": "A68, A81",
        "prompt": (
            "Біздің нөмірлеуімізде баспасөз қызметінің міндеттері A68-ден A81-ге дейін.\n\n"
            "Кестеде баспасөз қызметіне неше міндет берілген?",
            "В нашей нумерации задачи пресс-службы идут с A68 по A81.\n\nСколько задач таблица "
            "отдаёт пресс-службе?",
            "In our numbering the tasks of the press service run from A68 to A81.\n\nHow many "
            "tasks does the table give to the press service?",
        ),
        "answer": "14",
        "feedback": (
            "A68-ден A81-ге дейін он төрт міндет жазылған.",
            "С A68 по A81 записано четырнадцать задач.",
            "From A68 to A81 there are fourteen tasks.",
        ),
        "otherwise": (
            "Бірінші міндетті де, соңғысын да қосып санаңыз: A68 бен A81 тізімнің ішінде.",
            "Считайте и первую задачу, и последнюю: A68 и A81 входят в перечень.",
            "Count the first task and the last one as well: A68 and A81 belong to the list.",
        ),
    },
]

#: The page "Read me"; a line that begins with "# " is a heading.
README: Trio = (
    """\
# Сұрақтарды осы кестеге жазыңыз
1. «Жинақ» парағында сұрақ жинағының атауын, сабақ бетін және тілдерін көрсетіңіз.
2. «Қарапайым сұрақтар» парағында әр сұрақ бір жолға жазылады. Үлгілерді қарап шығыңыз, кейін \
оларды өшіріп, орнына өз сұрақтарыңызды жазыңыз.
3. Файлды .xlsx түрінде сақтап, мына пәрменді беріңіз: quizlib import ФАЙЛ.xlsx
4. Қате болса, пәрмен парақты, жолды және ұяшықты атайды, мысалы Сұрақтар!C7. Түзетіп, \
пәрменді қайталаңыз. Қатесі бар файлдан ештеңе жазылмайды.
# Бір жолдық сұрақтар
Бір немесе бірнеше дұрыс жауап: нұсқалар мен олардың түсіндірмелері қатар тұрады, «Дұрыс жауап» \
бағанына дұрыс нұсқаның нөмірі жазылады: 2 немесе 1, 3.
Дұрыс немесе бұрыс: «Түсіндірме 1» «дұрыс» дегенді таңдағанға, «Түсіндірме 2» «бұрыс» дегенді \
таңдағанға көрінеді.
Қысқа жауап: қабылданатын жауаптарды «Дұрыс жауап» ұяшығына әрқайсысын жаңа жолдан (Alt+Enter) \
немесе нүктелі үтір арқылы жазыңыз. Жауаптың өзінде нүктелі үтір болса, алдына \\ қойыңыз.
Сан: «Дұрыс жауап» ұяшығына санды өлшем бірлігінсіз жазыңыз.
# Өзге түрлер
«Сұрақтар» мен «Бөліктер» парақтары барлық түрге жарайды: сұрақтың өзі біріншісінде, ал \
нұсқалары, жұптары, карточкалары, бос орындары екіншісінде, әрқайсысы бөлек \
жолда. Толтырылған үлгі керек болса: \
quizlib export question-kinds --format xlsx
# Есте сақтаңыз
Бағандардың реті еркін; керек емесін өшіруге болады. Нұсқа жетпесе, «Нұсқа 5» пен «Түсіндірме 5» \
деп баған қосыңыз. Бірнеше тілде жазсаңыз, баған атауының соңына тілін қосыңыз: «Сұрақ мәтіні (ru)».
Бағандардың пішімі — «Мәтін»: оны өзгертпеңіз, әйтпесе Excel 3.1 дегенді күнге айналдырады.
Меңзерді баған атауына апарсаңыз, оның түсіндірмесі шығады. Түс пен қаріп есепке алынбайды; \
жасырылған парақ оқылмайды, жасырылған жолдар оқылады.""",
    """\
# Запишите вопросы в эту таблицу
1. На листе «Банк» укажите название банка вопросов, страницу урока и языки.
2. На листе «Простые вопросы» каждый вопрос занимает одну строку. Посмотрите примеры, затем \
удалите их и впишите свои вопросы.
3. Сохраните файл как .xlsx и выполните команду: quizlib import ФАЙЛ.xlsx
4. Если найдутся ошибки, команда назовёт лист, строку и ячейку, например Вопросы!C7. Исправьте и \
повторите команду. Из файла с ошибками не записывается ничего.
# Вопросы в одну строку
Один или несколько верных ответов: варианты и пояснения к ним стоят рядом, в столбце «Верный \
ответ» — номер верного варианта: 2 или 1, 3.
Верно или неверно: «Пояснение 1» увидит тот, кто выбрал «верно», «Пояснение 2» — тот, кто выбрал \
«неверно».
Вписать слово: принимаемые ответы запишите в «Верный ответ», каждый с новой строки (Alt+Enter) или \
через точку с запятой. Перед точкой с запятой внутри ответа поставьте \\.
Вписать число: в «Верный ответ» запишите число без единицы измерения.
# Остальные виды
Листы «Вопросы» и «Части» подходят для всех видов: на первом сам вопрос, на втором его варианты, \
пары, карточки, пропуски, каждый в своей строке. Заполненный пример даст команда: \
quizlib export question-kinds --format xlsx
# Запомните
Порядок столбцов любой, лишние можно удалить. Не хватает вариантов — добавьте столбцы «Вариант 5» \
и «Пояснение 5». Если пишете на нескольких языках, добавьте язык в конце заголовка: «Текст \
вопроса (ru)».
Формат столбцов — «Текстовый»: не меняйте его, иначе Excel превратит 3.1 в дату.
Подсказка к столбцу появляется, если навести указатель на заголовок. Цвет и шрифт не учитываются; \
скрытый лист не читается, скрытые строки читаются.""",
    """\
# Write your questions into this table
1. On the sheet Bank give the title of the bank, the page of the lesson and the languages.
2. On the sheet Simple questions each question takes one row. Look at the examples, then delete \
them and write your own.
3. Save the file as .xlsx and give the command: quizlib import FILE.xlsx
4. If something is wrong, the command names the sheet, the row and the cell, such as \
Questions!C7. Mend it and repeat the command. Nothing is written from a file with errors.
# Questions in one row
One or several right answers: options and their feedback stand side by side; the column Right \
answer has the number of the right option: 2, or 1, 3.
True or false: Feedback 1 is for those who choose true, Feedback 2 for those who choose false.
Short answer: write the accepted answers into Right answer, one per line (Alt+Enter) or divided \
by semicolons. Put \\ before a semicolon that belongs to an answer.
Number: write the number into Right answer, without a unit.
# The other kinds
The sheets Questions and Parts serve all kinds: the question itself is on the first, its options, \
pairs, cards and blanks are on the second, one in each row. For a filled example: \
quizlib export question-kinds --format xlsx
# Remember
Columns stand in any order, and those not needed may be deleted. For more options add the columns \
Option 5 and Feedback 5. If you write in several languages, add the language to the heading: \
Question text (ru).
The columns are formatted as Text: leave that as it is, or Excel makes a date of 3.1.
Hold the pointer over a heading to see its note. Colours and fonts are not read; a hidden sheet is \
not read, hidden rows are.""",
)

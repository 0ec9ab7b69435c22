"""Rules whose words are data find in Russian, Kazakh, German and Arabic what they find in English.

Each mistake is planted in the invented unit of `tests/languages/units`. A case is a list of
changes: a file, what stands there, and what takes its place.
"""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

from pathlib import Path

import pytest
from example_unit import read_unit
from units_by_language import write_unit_in

from kzquiz.check import check

CLAIMS, ALL, UNIT = "claims.yaml", "questions/all.yaml", "unit.yaml"
SOURCES, DIFFERENCES, TEXT = "sources.yaml", "differences.yaml", "texts/b.txt"
SHORT = {
    "ru": '"На чьих словах держится сообщение о мартовской проверке? (Источник А)"\n'
    "  key: слова мэра\n  accept: [мэр, Анна Орлова]",
    "kk": '"Наурыздағы тексеру туралы хабар кімнің сөзіне сүйенеді? (А дереккөзі)"\n'
    "  key: әкімнің сөзі\n  accept: [әкім, Анар Оразова]",
    "de": '"Auf wessen Wort beruht die Nachricht von der Prüfung im März? (Quelle A)"\n'
    "  key: das Wort der Bürgermeisterin\n  accept: [die Bürgermeisterin, Anna Adler]",
    "ar": '"على كلام من يقوم خبر فحص مارس؟ (المصدر أ)"\n'
    "  key: كلام العمدة\n  accept: [العمدة, آمنة نور]",
}
"""The stem, the key and the further answers of the short answer."""
COUNTED = {
    "ru": "Сколько людей ушло, по подсчёту службы спасения{}?{}\n  key: около 200",
    "kk": "Құтқару қызметінің есебінше,{} қанша адам кетті?{}\n  key: шамамен 200",
    "de": "Wie viele Menschen gingen, so der Rettungsdienst{}?{}\n  key: etwa 200",
    "ar": "كم شخصًا خرج بحسب خدمة الإنقاذ{}؟{}\n  key: نحو 200",
}
"""A question on a figure: with a place for a time, and one for the source."""
WHERE = {"ru": " (Источник А)", "kk": " (А дереккөзі)", "de": " (Quelle A)", "ar": " (المصدر أ)"}
WHEN = {
    "ru": " в ночь на вторник", "kk": " сейсенбіге қараған түні", "de": " in der Nacht zu Dienstag",
    "ar": " ليلة الثلاثاء",
}  # fmt: skip
CHOICE = {
    "ru": "Третий абзац называет её по имени и по должности.",
    "kk": "Үшінші абзац оны атымен және қызметімен атайды.",
    "de": "Der dritte Absatz nennt sie mit Namen und Amt.",
    "ar": "الفقرة الثالثة تسميها باسمها ومنصبها.",
}
"""The feedback of the choice, which cites one claim of the first source."""
COMPARED = {
    "ru": "В обоих текстах говорит одна служба, но время и слово перед числом разные.",
    "kk": "Екі мәтінде де бір қызмет сөйлейді, бірақ уақыты мен сан алдындағы сөз басқа.",
    "de": "In beiden Texten spricht ein Dienst, aber Zeit und Wort vor der Zahl sind verschieden.",
    "ar": "في النصين تتكلم خدمة واحدة، لكن الوقت والكلمة قبل العدد يختلفان.",
}
"""The feedback of a question on two claims of one speaker."""
PUMP = {
    "ru": "  quote: насос проверяли в марте", "kk": "  quote: сорғы наурызда тексерілген",
    "de": "  quote: die Pumpe sei im März geprüft worden", "ar": "  quote: المضخة فُحصت في مارس",
}  # fmt: skip
CORRECTION = {
    "ru": "В тексте сказано, что газета не смогла этого подтвердить.",
    "kk": "Мәтінде газеттің мұны растай алмағаны айтылған.",
    "de": "Im Text steht, dass die Zeitung es nicht bestätigen konnte.",
    "ar": "في النص أن الصحيفة لم تستطع تأكيد ذلك.",
}
STATEMENT = {
    "ru": "Газета сама проверила, что насос был в порядке.",
    "kk": "Газеттің өзі сорғының дұрыс екенін тексерді.",
    "de": "Die Zeitung hat selbst geprüft, dass die Pumpe in Ordnung war.",
    "ar": "تحققت الصحيفة بنفسها من أن المضخة سليمة.",
}
SELECT = """\
- id: select
  kind: select-all
  skill: read
  level: core
  stem: {0}
  options:
    - {{text: {1}, correct: true, why: {2}}}
    - {{text: "1", correct: true, why: "1"}}
    - {{text: "2", correct: false, why: "2"}}
  feedback: "3"
  evidence: [a3-pump]
"""
Change = tuple[str, str, str]


def asks(language: str, when: str = "", where: str = "", more: str = "") -> list[Change]:
    """The short answer as a question on the figure of the second claim."""
    new = COUNTED[language].format(when, where) + more
    tail = "  evidence: [a3-pump]\n- id: cloze"
    return [
        (ALL, SHORT[language], new),
        (ALL, tail, tail.replace("a3-pump", "a2-left")),
    ]


def in_all(file: str, olds: dict[str, str], **news: str) -> dict[str, list[Change]]:
    return {language: [(file, olds[language], new)] for language, new in news.items()}


PLANTED: dict[str, dict[str, list[Change]]] = {
    "EV05": {
        "ru": [(CLAIMS, "свои дома покинули около 200", "дома покинули [...] 200")],
        "kk": [(CLAIMS, "350 адамнан астам тұрғын", "350 адамнан [...] тұрғын")],
        "de": [(CLAIMS, "verließen etwa 200", "verließen [...] 200")],
        "ar": [(CLAIMS, "ترك نحو 200 شخص", "ترك [...] 200 شخص")],
    },
    "EV09": in_all(
        ALL,
        SHORT,
        ru="Когда осматривали насос?\n  key: в марте",
        kk="Сорғы қашан қаралды?\n  key: наурызда",
        de="Wann hat man die Pumpe angesehen?\n  key: im März",
    ),
    "EV11": {language: asks(language, "", WHERE[language]) for language in COUNTED},
    "EV13": {language: asks(language, WHEN[language]) for language in COUNTED},
    "EV18": {
        language: [
            (SOURCES, 'translated: "no"\n- id: b', "translated: unknown\n- id: b"),
            (ALL, SHORT[language], stem),
        ]
        for language, stem in {
            "ru": '"Каким словом мэр назвала работу в марте? (Источник А)"\n  key: проверка',
            "kk": '"Әкім наурыздағы істі қай сөзбен атады, дәл сөзі қандай? (А дереккөзі)"\n  key: тексеру',
            "de": '"Mit welchem Wort nennt die Bürgermeisterin die Arbeit? (Quelle A)"\n  key: geprüft',
        }.items()
    },
    "EV20": in_all(
        ALL,
        CHOICE,
        ru="Третий абзац о 5 января называет её по имени.",
        kk="Үшінші абзац 5 қаңтарда оны атымен атайды.",
        de="Der dritte Absatz nennt sie am 5. Januar mit Namen.",
        ar="الفقرة الثالثة تسميها في 5 يناير باسمها.",
    ),
    "EV22": {
        language: [(CLAIMS, quote, f"{quote}\n  part: headline")]
        for language, quote in PUMP.items()
    },
    "EV26": in_all(
        ALL,
        COMPARED,
        ru="Число подтверждено обоими текстами.",
        kk="Бұл санды екі мәтін де растайды.",
        de="Die Zahl wird von beiden Zeitungen bestätigt.",
    ),
    "EV38": {
        "ru": [(TEXT, "главной улицы", "северной улицы"), (CLAIMS, "главной улице", "южной улице")],
        "kk": [(TEXT, "бас көшеден", "солтүстік көшеден"), (CLAIMS, "Бас көшеде", "Оңтүстік көшеде")],
        "de": [
            (TEXT, "aus der Hauptstraße", "aus den nördlichen Straßen"),
            (CLAIMS, "In der Hauptstraße", "In den südlichen Straßen"),
        ],
    },
    "EV41": {
        "ru": [(SOURCES, "среда, 4 марта", "пятница, 4 марта")],
        "kk": [(SOURCES, "сәрсенбі, 4 наурыз", "жұма, 4 наурыз")],
        "de": [(SOURCES, "Mittwoch, 4. März", "Freitag, 4. März")],
        "ar": [(SOURCES, "الأربعاء 4 مارس", "الجمعة 4 مارس")],
    },
    "EV43": {
        "ru": [(CLAIMS, "Служба спасения насчитала", "Пекарь насчитала")],
        "kk": [(CLAIMS, "Құтқару қызметі шамамен", "Наубайшы шамамен")],
        "de": [(CLAIMS, "Der Rettungsdienst zählte", "Die Bäckerin zählte")],
    },
    "EV44": {
        language: [(CLAIMS, quote, f"{quote}\n  confirmation: a2-left")]
        for language, quote in PUMP.items()
    },
    "EV50": {
        language: [(ALL, CORRECTION[language], statement)]
        for language, statement in STATEMENT.items()
    },
    "EV54": {
        "ru": [(ALL, "[[более|свыше]]", "[[более|менее]]")],
        "kk": [(ALL, "[[астам|көп]]", "[[астам|жуық]]")],
        "de": [(ALL, "[[mehr als|über]]", "[[mehr als|höchstens]]")],
        "ar": [(ALL, "[[أكثر من|ما يزيد على]]", "[[أكثر من|أقل من]]")],
    },
    "EV55": {
        "ru": [(ALL, "Она считает людей и ничего не говорит о насосе.", "Её называет Источник Б.")],
        "kk": [(ALL, "Ол адам санайды және сорғы туралы ештеңе айтпайды.", "Оны Б дереккөзі атайды.")],
        "de": [(ALL, "Er zählt Leute und sagt nichts über die Pumpe.", "Ihn nennt Quelle B.")],
        "ar": [(ALL, "تعد الناس ولا تقول شيئًا عن المضخة.", "يسميها المصدر ب.")],
    },
    "EV56": in_all(
        ALL,
        CHOICE,
        ru="В тексте абзац 12 называет её по имени.",
        kk="Мәтінде 12-абзац оны атымен атайды.",
        de="Im Text nennt Absatz 12 sie mit Namen.",
        ar="الفقرة 12 تسميها باسمها ومنصبها.",
    ),
    "EV62": in_all(
        ALL,
        CHOICE,
        ru="Пекарь Мария Котова говорит, что «насос проверяли в марте».",
        kk="Наубайшы Мәриям Қотова айтады, «сорғы наурызда тексерілген».",
        de="Bäckerin Maria Katz sagt, „die Pumpe sei im März geprüft worden“.",
    ),
    "EV64": {
        language: asks(language, WHEN[language], WHERE[language], f"\n  accept: [{answer}]")
        for language, answer in {
            "ru": "около 300", "kk": "шамамен 300", "de": "etwa 300", "ar": "نحو 300",
        }.items()
    },
    "EV65": {
        language: [(ALL, short, short + f"\n  reject:\n    - {{text: {same}, why: x}}")]
        for (language, short), same in zip(
            SHORT.items(),
            (
                "слова самого мэра", "әкімнің өз сөзі", "das eigene Wort der Bürgermeisterin",
                "كلام العمدة نفسها",
            ),
            strict=True,
        )
    },
    "EV66": {
        "ru": [
            (CLAIMS, PUMP["ru"], "  quote: Подтвердить это газета не смогла"),
            (CLAIMS, "Мэр заявила, что насос осмотрели в марте.", "Газета это подтвердила."),
        ],
        "kk": [
            (CLAIMS, PUMP["kk"], "  quote: Газет мұны растай алмады"),
            (CLAIMS, "Әкім сорғының наурызда қаралғанын айтты.", "Газет мұны растады."),
        ],
        "de": [
            (CLAIMS, PUMP["de"], "  quote: Bestätigen konnte die Zeitung das nicht"),
            (
                CLAIMS,
                "Die Bürgermeisterin gab an, man habe die Pumpe im März angesehen.",
                "Die Zeitung bestätigte es.",
            ),
        ],
        "ar": [
            (CLAIMS, PUMP["ar"], "  quote: ولم تستطع الصحيفة تأكيد ذلك"),
            (CLAIMS, "صرحت العمدة أن المضخة نُظر فيها في مارس.", "أكدت الصحيفة ذلك."),
        ],
    },
    "EV69": {
        language: [(ALL, "- id: choice\n", SELECT.format(*texts) + "- id: choice\n")]
        for language, texts in {
            "ru": ("Что есть в тексте?", "насос", "Никто о нём там не говорит."),
            "kk": ("Мәтінде не бар?", "сорғы", "Ешкім ол туралы айтпайды."),
            "de": ("Was steht im Text?", "die Pumpe", "Niemand spricht dort von ihr."),
            "ar": ("ماذا في النص؟", "المضخة", "لا يتكلم عنها أحد هناك."),
        }.items()
    },
    "EV70": {
        "ru": [(ALL, "[[более|свыше]] 350 человек", "более 350 [[солдат]]")],
        "kk": [(ALL, "350 адамнан [[астам|көп]] тұрғын", "350 адамнан астам [[сарбаз]]")],
        "de": [(ALL, "[[mehr als|über]] 350 Leute", "mehr als 350 [[Soldaten]]")],
        "ar": [(ALL, "[[أكثر من|ما يزيد على]] 350 شخصًا", "أكثر من 350 [[جنديًا]]")],
    },
    "EV72": {
        language: [(CLAIMS, "value: 200,", f"value: 200, place: {place},")]
        for language, place in {
            "ru": "Дальняя пристань", "kk": "Алыс айлақ", "de": "Fernhafen", "ar": "ميناء بعيد",
        }.items()
    },
    "EV73": {
        "ru": [(UNIT, "role: жительница у реки, side: witness", "role: житель реки, side: authorities")],
        "kk": [(UNIT, "өзен жағасының тұрғыны, side: witness", "жақын тұрғын, side: authorities")],
        "de": [(UNIT, "Anwohnerin am Fluss, side: witness", "Anwohnerin am Fluss, side: authorities")],
    },
    "EV74": {
        language: [
            (ALL, f"{STATEMENT[language]}\n  key: false\n  correction: {CORRECTION[language]}",
             f"{denied}\n  key: true"),
            (ALL, "  evidence: [a3-pump]\n- id: short", "  evidence: [a2-left]\n- id: short"),
        ]
        for language, denied in {
            "ru": "Свои дома не покинули около 200 человек.",
            "kk": "Шамамен 200 адам үйін тастап шықпады.",
            "de": "Etwa 200 Menschen verließen ihre Häuser nicht.",
            "ar": "بحسب خدمة الإنقاذ لم يترك نحو 200 شخص بيوتهم.",
        }.items()
    },
    "EV75": {
        "ru": [(DIFFERENCES, "  settled_by: Список", "  reject: [Служба считает на день позже.]\n  settled_by: Список")],
        "kk": [(DIFFERENCES, "  settled_by: Қызметтің", "  reject: [Сол қызмет бір күннен кейін.]\n  settled_by: Қызметтің")],
        "de": [(DIFFERENCES, "  settled_by: Die Liste", "  reject: [Der Dienst zählt später.]\n  settled_by: Die Liste")],
        "ar": [(DIFFERENCES, "  settled_by: قائمة", "  reject: [الخدمة نفسها تعد بعد يوم.]\n  settled_by: قائمة")],
    },
    "EV76": in_all(
        ALL,
        COMPARED,
        ru="Разница такая, 350 минус 200 — это 160, на день позже.",
        kk="Айырма мынадай, 350 минус 200 = 160, бір күннен кейін.",
        de="Der Unterschied ist klar, 350 minus 200 ergibt 160, einen Tag später.",
        ar="الفرق واضح، 350 ناقص 200 يساوي 160 بعد يوم.",
    ),
}  # fmt: skip
HINTS = ("EV69", "EV75")
CASES = [
    pytest.param(code, language, changes, id=f"{code} {language}")
    for code, by_language in PLANTED.items()
    for language, changes in by_language.items()
]


@pytest.mark.parametrize(("code", "language", "changes"), CASES)
def test_a_planted_mistake_is_found(
    code: str, language: str, changes: list[Change], tmp_path: Path
) -> None:
    folder = write_unit_in(language, tmp_path)
    for file, old, new in changes:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    problems = check(read_unit(folder), select=[code])
    assert any(problem.severity != "hint" or code in HINTS for problem in problems)


@pytest.mark.parametrize("language", SHORT)
def test_the_planted_mistakes_are_not_in_the_sound_unit(language: str, tmp_path: Path) -> None:
    unit = read_unit(write_unit_in(language, tmp_path))
    found = check(unit, select=list(PLANTED))
    assert [problem for problem in found if problem.code != "EV72"] == []
    assert {problem.severity for problem in found} <= {"hint"}


@pytest.mark.parametrize(
    ("language", "why", "place"),
    [
        ("ru", "Она считает людей", "Она считает людей в абзаце 2"),
        ("kk", "Ол адам санайды", "Ол 2-абзацта адам санайды"),
        ("de", "Er zählt Leute", "Er zählt in Absatz 2 Leute"),
        ("ar", "تعد الناس", "تعد الناس في الفقرة 2"),
    ],
)
def test_a_reason_without_its_place_is_a_hint(
    language: str, why: str, place: str, tmp_path: Path
) -> None:
    folder = write_unit_in(language, tmp_path)
    before = check(read_unit(folder), select=["EV28"])
    text = (folder / ALL).read_text("utf-8")
    (folder / ALL).write_text(text.replace(why, place), "utf-8")
    assert len(before) - len(check(read_unit(folder), select=["EV28"])) == 1

"""Rules on the writing of questions find in other languages what they find in English.

Each mistake is planted in the choice, the statement or the short answer of the invented unit of
`tests/languages/units`.
"""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)
from __future__ import annotations

import re
from pathlib import Path

import pytest
from example_unit import read_unit
from units_by_language import write_unit_in

from kzquiz.check import check

OPTION, STEM, STATEMENT, FEEDBACK, KEY = "option", "stem", "statement", "feedback", "key"
PLACES = {
    OPTION: r"(?<=    - \{text: )[^,]+(?=, role: other-source)",
    STEM: r"(?<=- id: choice\n  kind: choice\n  skill: source\n  level: core\n  stem: )[^\n]+",
    STATEMENT: r"(?<=\n  statement: )[^\n]+",
    FEEDBACK: r"(?<=  feedback: )[^\n]+(?=\n  evidence: \[a3-pump\]\n*\Z)",
}
"""Where a text stands in the file of questions: a distractor of the choice, its stem …"""

PLANTED: dict[str, tuple[str, dict[str, str]]] = {
    "IW01": (OPTION, {
        "ru": "Ничего из перечисленного", "kk": "Аталғандардың ешқайсысы", "de": "Keine der genannten",
        "ar": "لا شيء مما سبق",
    }),
    "IW02": (OPTION, {
        "ru": "Все ответы верны", "kk": "Барлық жауап дұрыс", "de": "Alle Antworten sind richtig",
        "ar": "كل ما سبق",
    }),
    "IW03": (STEM, {
        "ru": "Кто не говорил о насосе в марте?", "kk": "Сорғы туралы кім айтпаған?",
        "de": "Wer sprach nicht von der Pumpe?", "ar": "من لم يتكلم عن المضخة؟",
    }),
    "IW04": (OPTION, {
        "ru": "Полностью вся служба", "kk": "Толығымен бүкіл қызмет", "de": "Der ganze Dienst immer",
        "ar": "الخدمة دائمًا",
    }),
    "IW05": (OPTION, {
        "ru": "Иногда служба спасения", "kk": "Кейде құтқару қызметі", "de": "Manchmal der Dienst",
        "ar": "الخدمة أحيانًا",
    }),
    "IW12": (STEM, {
        "ru": "Насос в марте", "kk": "Наурыздағы сорғы", "de": "Die Pumpe im März", "ar": "المضخة في مارس",
    }),
    "IW23": (STATEMENT, {
        "ru": "Насос молчал, потому что его не проверяли.", "kk": "Сорғы үнсіз, өйткені ол ескі.",
        "de": "Die Pumpe schwieg, weil sie alt war.", "ar": "صمتت المضخة بسبب عمرها.",
    }),
    "IW24": (STEM, {
        "ru": "Как вы думаете, кто был ответственным?", "kk": "Қалай ойлайсыз, кім жауапты?",
        "de": "Was meinst du, wer war verantwortlich?",
    }),
    "IW25": (STEM, {
        "ru": "Какое сообщение наиболее надёжно?", "kk": "Қай хабар ең сенімді?",
        "de": "Welche Meldung ist die zuverlässigste?",
    }),
    "IW26": (OPTION, {
        "ru": "Никто", "kk": "Ешкім", "de": "Niemand", "ar": "لا أحد",
    }),
    "IW27": (STEM, {
        "ru": "Какое из утверждений верно?", "kk": "Мыналардың қайсысы дұрыс?", "de": "Welche Aussage ist richtig?",
        "ar": "أي مما يلي صحيح؟",
    }),
    "IW28": (STEM, {
        "ru": "Кто говорит об указанном выше насосе?", "kk": "Жоғарыда аталған сорғы туралы кім айтты?",
        "de": "Wer spricht von der oben genannten Pumpe?",
    }),
    "IW29": (FEEDBACK, {
        "ru": "Третий абзац абзац называет её.", "kk": "Үшінші абзац абзац оны атайды.",
        "de": "Der dritte Absatz Absatz nennt nennt sie.", "ar": "الفقرة الثالثة تسميها تسميها.",
    }),
    "LW02": (FEEDBACK, {
        "ru": "«Молчал» здесь – картина.", "kk": "«Үнсіз» мұнда – сурет.", "de": "„Schwieg“ ist hier ein Bild.",
    }),
    "ST10": (STEM, {
        "ru": "Кто говорит о насосе из вопроса 3?", "kk": "3-сұрақ сорғысы туралы кім айтты?",
        "de": "Wer spricht von der Pumpe aus Frage 3?",
    }),
}  # fmt: skip
ALSO = {"IW26": "IW03"}  # the stem of another rule is planted, too
TERMS = {"ru": "молчал", "kk": "үнсіз", "de": "schwieg"}
CASES = [
    pytest.param(code, language, id=f"{code} {language}")
    for code, (_, texts) in PLANTED.items()
    for language in texts
]


def planted(code: str, language: str, folder: Path) -> None:
    path = folder / "questions" / "all.yaml"
    place, texts = PLANTED[code]
    new, text = texts[language], path.read_text("utf-8")
    changed = re.sub(PLACES[place], lambda _: new, text, count=1)
    assert changed != text
    path.write_text(changed, "utf-8")
    if code == "LW02":
        unit = folder / "unit.yaml"
        term = f"loaded_terms:\n  - {{term: {TERMS[language]}, owner: baker, claim: b3-pump}}\n"
        unit.write_text(unit.read_text("utf-8") + term, "utf-8")


@pytest.mark.parametrize(("code", "language"), CASES)
def test_a_planted_flaw_is_found(code: str, language: str, tmp_path: Path) -> None:
    folder = write_unit_in(language, tmp_path)
    assert check(read_unit(folder), select=[code]) == []
    for one in (code, ALSO.get(code)):
        if one:
            planted(one, language, folder)
    assert check(read_unit(folder), select=[code]) != []


SOUND = [
    ("IW01", OPTION, "ru", "Никто из жителей"),
    ("IW02", OPTION, "de", "Alle genannten Leute vom Ufer"),
    ("IW03", STEM, "ru", "Почему насос не проверяли?"),
    ("IW03", STEM, "de", "Wer spricht von der Pumpe, die nicht lief?"),
    ("IW03", STEM, "kk", "Сорғы неге істемеді?"),
    ("IW04", OPTION, "ru", "«Всегда» служба"),
    ("IW23", STATEMENT, "ru", "Насос, лодки и дома целы."),
    ("IW24", STEM, "ru", "Должен ли город чинить насос, по словам мэра?"),
    ("IW29", FEEDBACK, "de", "Es sind die Leute, die die Pumpe sahen."),
    ("ST10", STEM, "ru", "Кто ответил на вопрос о насосе?"),
]


@pytest.mark.parametrize(("code", "place", "language", "text"), SOUND)
def test_a_sound_text_is_passed(
    code: str, place: str, language: str, text: str, tmp_path: Path
) -> None:
    folder = write_unit_in(language, tmp_path)
    path = folder / "questions" / "all.yaml"
    source = path.read_text("utf-8")
    path.write_text(re.sub(PLACES[place], lambda _: text, source, count=1), "utf-8")
    assert check(read_unit(folder), select=[code]) == []


YES = {"ru": ("Был ли насос проверен? (Источник А)", "да"), "kk": ("Сорғы тексерілді ме? (А дереккөзі)", "иә"),
       "de": ("Wurde die Pumpe geprüft? (Quelle A)", "ja"), "ar": ("هل فُحصت المضخة؟ (المصدر أ)", "نعم")}  # fmt: skip


@pytest.mark.parametrize("language", YES)
def test_a_card_with_yes_or_no_is_found(language: str, tmp_path: Path) -> None:
    folder = write_unit_in(language, tmp_path)
    path = folder / "questions" / "all.yaml"
    stem, key = YES[language]
    text = path.read_text("utf-8")
    changed = re.sub(
        r"(- id: short\n(?:  [^\n]+\n){3}).*?(?=  feedback)",
        lambda found: f'{found[1]}  stem: "{stem}"\n  key: "{key}"\n',
        text,
        flags=re.DOTALL,
    )
    assert changed != text
    path.write_text(changed, "utf-8")
    assert check(read_unit(folder), select=["FC03"]) != []


OPEN = """\
- id: open
  kind: open
  skill: evidence
  level: stretch
  stem: {0}
  rubric:
    proficient: {{looks_for: {1}, sample: x}}
    emergent: {{looks_for: {1}, sample: x}}
    basic: {{looks_for: {1}, sample: x}}
  feedback: x
  evidence: [a3-pump, b3-pump]
"""
RUBRICS = {
    "ru": ("Что решит спор?", "Называет журнал насоса", "Сравнивает оба текста"),
    "kk": ("Дауды не шешеді?", "Сорғы журналын атайды", "Екі мәтінді салыстырады"),
    "de": ("Was entscheidet den Streit?", "Nennt das Buch der Pumpe", "Vergleicht beide Texte"),
    "ar": ("ما الذي يحسم الخلاف؟", "يذكر سجل المضخة", "يقارن بين النصين"),
}


@pytest.mark.parametrize("language", RUBRICS)
def test_the_best_level_of_a_rubric_asks_for_both_sources(language: str, tmp_path: Path) -> None:
    stem, one, both = RUBRICS[language]
    found = []
    for number, level in enumerate((one, both)):
        folder = write_unit_in(language, tmp_path / str(number))
        path = folder / "questions" / "all.yaml"
        path.write_text(path.read_text("utf-8") + OPEN.format(stem, level), "utf-8")
        found.append(len(check(read_unit(folder), select=["RB04"])))
    assert found == [1, 0]

"""Evidence rules in Russian, Kazakh, German and Arabic: each finds its mistake in a sound unit.

Each mistake is planted in the invented unit of `tests/languages/units`, where rules find nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from example_unit import read_unit
from units_by_language import write_unit_in

from kzquiz.check import check

CLAIMS, QUESTIONS, UNIT = "claims.yaml", "questions/all.yaml", "unit.yaml"
LANGUAGES = ("ru", "kk", "de", "ar")
PLANTED = {
    "a figure that is not in the paragraph": ("EV06b", CLAIMS, {
        "ru": ("value: 200", "value: 300"), "kk": ("value: 200", "value: 300"),
        "de": ("value: 200", "value: 300"), "ar": ("value: 200", "value: 300"),
    }),
    "a figure in words that is not in the paragraph": ("EV34", CLAIMS, {
        "ru": ("Река затопила", "Двадцать пять домов залито, река затопила"),
        "kk": ("Түнде қаланың", "Түнде жиырма бес үй, қаланың"),
        "de": ("In der Nacht stand", "In der Nacht, an fünfundzwanzig Häusern, stand"),
        "ar": ("في الليل صار", "في الليل وفي خمسة وعشرين بيتًا صار"),
    }),
    "a claim without the qualifier": ("EV07b", CLAIMS, {
        "ru": ("насчитала около 200", "насчитала 200"),
        "kk": ("қызметі шамамен 200", "қызметі 200"),
        "de": ("zählte etwa 200", "zählte 200"), "ar": ("الإنقاذ نحو 200", "الإنقاذ 200"),
    }),
    "a claim with another qualifier": ("EV07b", CLAIMS, {
        "ru": ("о более чем 350", "о примерно 350"),
        "kk": ("350 адамнан асқанын", "350 адамға жуық екенін"),
        "de": ("von mehr als 350", "von höchstens 350"), "ar": ("عن أكثر من 350", "عن أقل من 350"),
    }),
    "an answer without the qualifier": ("EV07", QUESTIONS, {
        "ru": ("Увезли более 350", "Увезли 350"), "kk": ("350 адамнан астамы", "350 адам"),
        "de": ("Mehr als 350 Leute", "350 Leute"), "ar": ("نُقل أكثر من 350", "نُقل 350"),
    }),
    "a number for a vague word": ("EV08b", CLAIMS, {
        "ru": ("насчитала около 200 ушедших", "насчитала сотни", "value: 200", "value: 300"),
        "kk": ("шамамен 200 кеткен", "жүздеген кеткен", "value: 200", "value: 300"),
        "de": ("zählte etwa 200 Leute", "zählte Hunderte", "value: 200", "value: 300"),
        "ar": ("نحو 200 من", "مئات من", "value: 200", "value: 300"),
    }),
    "another weekday": ("EV36", CLAIMS, {
        "ru": ("as_of: вечер вторника", "as_of: вечер четверга"),
        "kk": ("as_of: сейсенбі кеші", "as_of: бейсенбі кеші"),
        "de": ("as_of: Dienstagabend", "as_of: Donnerstagabend"),
        "ar": ("as_of: مساء الثلاثاء", "as_of: مساء الخميس"),
    }),
    "a clock time that the source does not print": ("EV36", CLAIMS, {
        "ru": ("as_of: полночь", "as_of: 8 вечера"), "kk": ("as_of: түн ортасы", 'as_of: "20:10"'),
        "de": ("as_of: Mitternacht", "as_of: 20 Uhr"),
        "ar": ("as_of: منتصف الليل", "as_of: 8 مساءً"),
    }),
    "another month": ("EV57", QUESTIONS, {
        "ru": ("key: слова мэра", "key: слова мэра в апреле"),
        "kk": ("feedback: Тексеру туралы", "feedback: Сәуірде тексеру туралы"),
        "de": ("key: das Wort der Bürgermeisterin", "key: das Wort der Bürgermeisterin im April"),
        "ar": ("feedback: لا يتكلم عن الفحص", "feedback: لا يتكلم عن الفحص في أبريل"),
    }),
    "another speaker": ("EV33", CLAIMS, dict.fromkeys(
        LANGUAGES, ("speakers: [rescue]", "speakers: [baker]")
    )),
    "a timeline that is out of order": ("EV58", UNIT, {
        "ru": ("when: ночь на вторник", "when: ночь на среду"),
        "kk": ("when: сейсенбіге қараған түн", "when: сәрсенбіге қараған түн"),
        "de": ("when: in der Nacht zu Dienstag", "when: in der Nacht zu Mittwoch"),
        "ar": ("when: ليلة الثلاثاء", "when: ليلة الأربعاء"),
    }),
    "a number that no claim gives": ("EV32", QUESTIONS, {
        "ru": ("говорит только мэр, которая", "говорит только мэр для трёхсот жителей, которая"),
        "kk": ("тек қалаға өзі", "тек екі жүз елу тұрғынға, қалаға өзі"),
        "de": ("spricht nur sie, und", "spricht nur sie vor zweihundertfünfzig Leuten, und"),
        "ar": ("إلا المسؤولة", "أمام مئتين وخمسين إلا المسؤولة"),
    }),
}  # fmt: skip
CASES = [
    pytest.param(code, file, language, change, id=f"{language}: {what}")
    for what, (code, file, changes) in PLANTED.items()
    for language, change in changes.items()
]


@pytest.mark.parametrize(("code", "file", "language", "change"), CASES)
def test_a_planted_mistake_is_found(
    code: str, file: str, language: str, change: tuple[str, ...], tmp_path: Path
) -> None:
    folder = write_unit_in(language, tmp_path)
    text = (folder / file).read_text("utf-8")
    for old, new in zip(change[::2], change[1::2], strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    (folder / file).write_text(text, "utf-8")
    assert code in {problem.code for problem in check(read_unit(folder), select=[code])}


SOUND = [
    ("ru", "насчитала около 200", "насчитала примерно двести"),
    ("kk", "шамамен 200 кеткен", "екі жүзге жуық кеткен"),
    ("de", "zählte etwa 200", "zählte ungefähr zweihundert"),
    ("ar", "الإنقاذ نحو 200", "الإنقاذ حوالي مئتي"),
    ("ru", "as_of: вечер вторника", "as_of: ко вторнику"),
    ("de", "as_of: Dienstagabend", "as_of: bis Dienstag"),
]


@pytest.mark.parametrize(("language", "old", "new"), SOUND)
def test_the_same_in_other_words_is_no_mistake(
    language: str, old: str, new: str, tmp_path: Path
) -> None:
    folder = write_unit_in(language, tmp_path)
    text = (folder / CLAIMS).read_text("utf-8")
    assert old in text
    (folder / CLAIMS).write_text(text.replace(old, new), "utf-8")
    found = check(read_unit(folder), select=["EV"])
    assert [problem for problem in found if problem.severity != "hint"] == []

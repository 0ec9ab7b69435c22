"""In another language no English word is printed by any output, and a page has its direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import Any

import html5lib
import pytest
from example_unit import ROOT, read_unit
from learner import Learner, shown
from msgspec.structs import replace
from reading import READERS
from units_by_language import LANGUAGES, write_unit_in

from kzquiz.generators import generator
from kzquiz.generators.anki import SHOWS, notes, notetypes
from kzquiz.kinds import KINDS
from kzquiz.languages import language as language_words
from kzquiz.load import Recipe, Unit, load
from kzquiz.model import LEVELS, SKILLS, Artifact, Options
from kzquiz.outputs import OUTPUTS
from kzquiz.quiz.compose import DECK, FULL, compose
from kzquiz.quiz.fallback import simplify_all

pytestmark = pytest.mark.slow

TEMPLATES = (ROOT / "templates",)
OTHER_SCRIPTS = ("ar", "kk", "ru")  # in these an English word is known by its letters
PLATFORM_MODULES = sorted((ROOT / "src/kzquiz/generators/platforms").glob("*.py"))
PAGES = [name for name, output in OUTPUTS.items() if output.suffix == ".html"]
NAMES = {"kzquiz", "CC", "BY", "Anki", "apkg", "update", "html", "answers", "Esc"}
"""Words that are the same in every language: names, licences, keys, names of files."""


PLATFORMS = [path.stem for path in PLATFORM_MODULES if "PLATFORM = " in path.read_text("utf-8")]
FORMATS = {
    "blooket": {"Blooket", "Template", "Import"},
    "forms": {"text"},
    "gift": {"course", "top"},
    "gimkit": {"Gimkit", "Template", "Import", "Spreadsheet"},
    "moodle": {"course", "top"},
    "wayground": {"Multiple", "Choice", "Fill", "in", "the", "Blank", "Checkbox", "Open", "Ended"},
}
"""Words that a format asks for, besides the heads of its columns."""
TAGS = {*SKILLS, *LEVELS, *(word for name in KINDS for word in name.split("-"))}
"""Names of skills, levels and kinds, by which a platform sorts: the same in every language."""
WORD = re.compile(r"[A-Za-z]{2,}")


def unit_in(language: str, folder: Path) -> Unit:
    return read_unit(write_unit_in(language, folder))


def rendered(unit: Unit, output: str) -> list[Artifact]:
    recipe = DECK if output == "deck" else FULL
    return list(generator(output)(compose(unit, recipe), Options(TEMPLATES)))


def visible(markup: str) -> str:
    """The texts of a page that somebody sees or hears, and those of the words for its script."""
    given = " ".join(re.findall(r"WORDS = (\{.*?\});\n", markup))
    given = re.sub(r'"[a-z-]+":|\{\w+\}', " ", given)
    spoken = " ".join(re.findall(r'(?:aria-label|data-label|data-say-\w+)="([^"]*)"', markup))
    printed = " ".join(re.findall(r'content: "([^"]*)"', markup))
    shown = re.sub(r"<(style|script)\b.*?</\1>|<!--.*?-->", " ", markup, flags=re.DOTALL)
    return unescape(" ".join((re.sub(r"<[^>]+>|\{\{.*?\}\}", " ", shown), spoken, printed, given)))


def english(text: str, unit: Unit) -> set[str]:
    own = {word for question in unit.questions for word in question.id.split("-")}
    return set(WORD.findall(text)) - NAMES - own


def texts(unit: Unit) -> Iterator[tuple[str, str]]:
    for name in PAGES:
        for artifact in rendered(unit, name):
            yield artifact.path, artifact.data.decode()
    for artifact in rendered(unit, "deck"):
        if artifact.path.endswith(".md"):
            yield artifact.path, artifact.data.decode()
    for kind, style in notetypes.card_styles(TEMPLATES, unit.info.language).items():
        yield kind, f"{style.front}{style.back}<style>{style.css}</style>"
    quiz = compose(unit, DECK)
    for item in simplify_all(quiz.items, SHOWS)[0]:
        note = notes.note(quiz, item)
        yield note.key, " ".join(note.fields[2:])  # after the key and the language tag


@pytest.mark.parametrize("language", OTHER_SCRIPTS)
def test_no_english_word_is_printed(language: str, tmp_path: Path) -> None:
    unit = unit_in(language, tmp_path)
    found = {name: english(visible(text), unit) for name, text in texts(unit)}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("output", PLATFORMS)
@pytest.mark.parametrize("language", OTHER_SCRIPTS)
def test_no_english_word_is_in_the_file_of_a_platform(
    output: str, language: str, tmp_path: Path
) -> None:
    unit = unit_in(language, tmp_path)
    module = import_module(f"kzquiz.generators.platforms.{output}")
    heads = {word for head in getattr(module, "_HEADS", ()) for word in WORD.findall(head)}
    found = set()
    for artifact in rendered(unit, output):
        if not artifact.path.endswith("-report.txt"):  # a message of the program
            pieces = READERS[output].pieces(artifact)
            texts = (piece.text for piece in pieces if piece.form != "structure")
            found |= {word for text in texts for word in english(visible(text), unit)}
    assert found - heads - TAGS - FORMATS.get(output, set()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_its_language_and_direction_and_is_valid(language: str, tmp_path: Path) -> None:
    unit = unit_in(language, tmp_path)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for name in PAGES:
        for artifact in rendered(unit, name):
            root = parser.parse(artifact.data.decode())
            direction = "rtl" if language == "ar" else None
            assert (root.get("lang"), root.get("dir")) == (language, direction), artifact.path


@pytest.mark.parametrize(("language", "direction"), [("ar", ' dir="rtl"'), ("en", "")])
def test_a_card_has_its_direction(language: str, direction: str) -> None:
    for style in notetypes.card_styles(TEMPLATES, language).values():
        assert f'lang="{{{{Language}}}}"{direction} data-key' in style.front
        assert f'lang="{{{{Language}}}}"{direction} data-key' in style.back


def test_a_text_in_another_language_than_its_page_says_so(tmp_path: Path) -> None:
    folder = write_unit_in("ru", tmp_path)
    path = folder / "sources.yaml"
    path.write_text(path.read_text("utf-8").replace("language: ru", "language: kk", 1), "utf-8")
    unit = read_unit(folder)
    (sheet,) = rendered(unit, "worksheet")
    assert sheet.data.decode().count('<div class="reading" lang="kk" dir="auto">') == 1
    (page,) = rendered(unit, "quiz")
    assert (
        page.data.decode().count('<p lang="kk" dir="auto">') == unit.facts.sources["a"].paragraphs
    )


def test_a_counted_noun_has_the_form_of_its_number(tmp_path: Path) -> None:
    (sheet,) = rendered(unit_in("ru", tmp_path), "worksheet")
    text = visible(sheet.data.decode())
    for words in ("10 вопросов", "21 балл", "3 балла", "1 балл", "16 минут"):
        assert words in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deck_is_taken_by_anki_with_the_words_and_direction_of_its_language(
    language: str, tmp_path: Path
) -> None:
    deck = next(one for one in rendered(unit_in(language, tmp_path), "deck") if one.facts)
    learner = Learner(tmp_path)
    assert learner.take(deck.data) == (deck.facts["notes"], 0)
    for card in learner.cards():
        for side in (card.question(), card.answer()):
            assert f'lang="{language}"' in side
            assert ('dir="rtl"' in side) == (language == "ar")
    choice = learner.note(f"flood-{language}/choice").cards()[0]
    assert language_words(language).say("card.recap") in shown(choice.answer())


# --- words of one language around texts of another ----------------------------------------------


def in_two_languages(words: str, folder: Path) -> tuple[Unit, Recipe]:
    """The English unit with a recipe that prints words of another language."""
    path = write_unit_in("en", folder) / "unit.yaml"
    recipe = f"recipes:\n  - {{id: full, title: Full, language: {words}}}\n"
    path.write_text(path.read_text("utf-8") + recipe, "utf-8")
    unit = read_unit(path.parent)
    return unit, unit.recipes[0]


def tongues(markup: str) -> Iterator[tuple[str, str]]:
    """Every text of a page outside its pictures, with the language that it says."""
    root = html5lib.parse(markup, namespaceHTMLElements=False)

    def walk(element: Any, tongue: str) -> Iterator[tuple[str, str]]:
        if not isinstance(element.tag, str) or element.tag in {"style", "script", "head"}:
            return
        if "}svg" in element.tag or element.tag == "svg":
            return
        here = element.get("lang", tongue)
        assert here == tongue or element is root or element.get("dir") == "auto"
        yield element.text or "", here
        for child in element:
            yield from walk(child, here)
            yield child.tail or "", here

    yield from walk(root, "")


@pytest.mark.parametrize(("words", "letters"), [("ru", "[а-яё]{3}"), ("ar", "[\u0621-\u064a]{3}")])
@pytest.mark.parametrize("output", PAGES)
def test_a_recipe_prints_the_words_of_its_language_around_the_texts_of_the_unit(
    output: str, words: str, letters: str, tmp_path: Path
) -> None:
    unit, recipe = in_two_languages(words, tmp_path)
    for artifact in generator(output)(compose(unit, recipe), Options(TEMPLATES)):
        told = [
            (" ".join(text.split()), tongue) for text, tongue in tongues(artifact.data.decode())
        ]
        printed = {tongue for text, tongue in told if re.search(letters, text)}
        assert words in printed
        english = {text for text, tongue in told if tongue == "en"}
        # A kind puts some words before or after an author's: “Wrong. The source says …”.
        pure = {text for text in english if not re.search(letters, text)}
        assert len(pure) > 5
        unmarked = {text for text, tongue in told if tongue == words}
        assert [t for t in unmarked if re.search("[a-z]{3,}( [a-z]+){2}", t)] == []
        assert [t for t in english if re.search(letters, t) and not re.search("[a-z]{4}", t)] == []


def test_a_card_says_that_its_texts_are_not_in_the_language_of_its_words(tmp_path: Path) -> None:
    unit, _ = in_two_languages("ru", tmp_path)
    quiz = compose(unit, replace(DECK, language="ru"))
    made = [notes.note(quiz, item) for item in simplify_all(quiz.items, SHOWS)[0]]
    assert {note.fields[1] for note in made} == {"en"}
    assert any(language_words("ru").say("card.evidence") in " ".join(note.fields) for note in made)


def test_a_quotation_of_a_source_in_another_language_says_so_on_cards_and_keys(
    tmp_path: Path,
) -> None:
    folder = write_unit_in("ru", tmp_path)
    path = folder / "sources.yaml"
    path.write_text(path.read_text("utf-8").replace("language: ru", "language: kk"), "utf-8")
    unit = read_unit(folder)
    (key,) = rendered(unit, "answers")
    assert '<span lang="kk" dir="auto">«насос проверяли в марте»</span>' in key.data.decode()
    quiz = compose(unit, DECK)
    made = [notes.note(quiz, item) for item in simplify_all(quiz.items, SHOWS)[0]]
    quoted = '<p class="kz-quote" lang="kk" dir="auto">«насос проверяли в марте»</p>'
    assert any(quoted in " ".join(note.fields) for note in made)


def test_a_recipe_in_a_language_without_words_is_refused(tmp_path: Path) -> None:
    path = write_unit_in("en", tmp_path) / "unit.yaml"
    recipe = "recipes:\n  - {id: full, title: Full, language: pl}\n"
    path.write_text(path.read_text("utf-8") + recipe, "utf-8")
    _, problems = load(path.parent)
    assert [problem.code for problem in problems] == ["unknown-language"]
    assert "pl" in problems[0].message
    assert "ru" in problems[0].help


@pytest.mark.parametrize(("words", "letters"), [("ru", "[а-яё]{3}"), ("ar", "[\u0621-\u064a]{3}")])
@pytest.mark.parametrize("output", PLATFORMS)
def test_a_platform_file_has_the_words_of_its_recipe_around_the_texts_of_the_unit(
    output: str, words: str, letters: str, tmp_path: Path
) -> None:
    unit, recipe = in_two_languages(words, tmp_path)
    shown = ""
    for artifact in generator(output)(compose(unit, recipe), Options(TEMPLATES)):
        if not artifact.path.endswith("-report.txt"):
            pieces = READERS[output].pieces(artifact)
            shown += " ".join(visible(one.text) for one in pieces if one.form != "structure")
    assert "Who said that the pump was looked at in March" in shown
    assert re.search(letters, shown)
    assert not re.search(r"\b(?:Choose|Tick|Match|Write|Evidence|Also|because)\b", shown)

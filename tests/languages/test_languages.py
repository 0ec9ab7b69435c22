"""The words of outputs: every language has all of them, and every one is printed somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import pytest
from babel import Locale
from example_unit import ROOT
from hypothesis import given
from hypothesis import strategies as st

from kzquiz import languages
from kzquiz.languages import FALLBACK, Text, file_of, is_known, known, language
from kzquiz.languages.plurals import plural

TAGS = known()
OTHERS = [tag for tag in TAGS if tag != FALLBACK]
_SAYS = re.compile(r"""\bsay\(\s*["']([a-z-]+\.[a-z0-9-]+)["'][,)]""")
_MENTIONED = re.compile(r"""["'\[]([a-z-]+\.[a-z0-9-]+)["'\]]""")
_JOINED = re.compile(r"""["']([a-z-]+\.(?:[a-z-]+-)?)(?:["'] ~|\{)""")
_GROUPS = re.compile(r"""\bgroup\(["']([a-z-]+)["']\)""")
_COUNTS = re.compile(r"""\bcount\((?:[^"()]*(?:\([^()]*\))?, )?["']([a-z][a-z-]*)["']\)""")


def names(text: Text) -> set[str]:
    """The names in braces of a text, or of its last form: that for one may have none."""
    shown = text if isinstance(text, str) else text["other"]
    return {name for _, name, _, _ in Formatter().parse(shown) if name}


def code() -> Iterator[str]:
    """The templates and modules, which ask for texts."""
    for folder, suffixes in ((ROOT / "templates", ("html", "css")), (ROOT / "src", ("py",))):
        for suffix in suffixes:
            for path in folder.rglob(f"*.{suffix}"):
                yield path.read_text("utf-8")


DOCS = (ROOT / "docs/languages.md").read_text("utf-8")
LISTED = dict(re.findall(r"^\| [^|]+ `(\w+)` \| all([^|]*) \|", DOCS, re.MULTILINE))
"""Language → what its row in the docs says that it lacks."""


def keys(tag: str) -> set[str]:
    """The keys of the texts that the file of a language has itself."""
    groups = {name: texts for name, texts in file_of(tag).items() if name != "language"}
    return {f"{group}.{name}" for group, texts in groups.items() for name in texts}


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_has_every_text_but_those_that_the_docs_name(tag: str) -> None:
    named = re.findall(r"`([\w.-]+)`", LISTED[tag])
    lacking = keys(FALLBACK) - keys(tag)
    unnamed = {key for key in lacking if not {key, key.partition(".")[0]} & {*named}}
    assert sorted(unnamed) == [], f"write these in {tag}.yaml, or name them in docs/languages.md"
    assert all(any(key.startswith(name) for key in lacking) for name in named)
    assert sorted(keys(tag) - keys(FALLBACK)) == [], "en.yaml has no such key"


def test_a_text_that_a_language_lacks_is_printed_in_english(tmp_path, monkeypatch) -> None:
    for tag in (FALLBACK, "de"):
        text = (languages.FOLDER / f"{tag}.yaml").read_text("utf-8")
        group = "\nplanted-kind: {stem: What was planted?}\n" if tag == FALLBACK else ""
        (tmp_path / f"{tag}.yaml").write_text(text + group, "utf-8")
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    languages._read.cache_clear()  # noqa: SLF001 (there is no other way to read another folder)
    monkeypatch.setattr(languages, "known", lambda: ("de", "en"))
    try:
        german = language("de")
        assert german.say("planted-kind.stem") == "What was planted?"
        assert german.say("sheet.date") == "Datum"
    finally:
        languages._read.cache_clear()  # noqa: SLF001


@pytest.mark.parametrize("tag", OTHERS)
def test_the_texts_of_a_language_have_the_same_names_in_braces(tag: str) -> None:
    pattern, other = language(FALLBACK).texts, language(tag).texts
    assert {key: names(text) for key, text in other.items()} == {
        key: names(text) for key, text in pattern.items()
    }


@pytest.mark.parametrize("tag", TAGS)
def test_a_counting_text_has_the_forms_that_the_language_needs(tag: str) -> None:
    needed = {plural(tag)(number) for number in range(1000)} | {"other"}
    for key, text in language(tag).texts.items():
        if not isinstance(text, str):
            assert needed - {"zero"} <= set(text), key


@pytest.mark.parametrize("tag", [*TAGS, "ru", "uk", "kk", "de", "fr", "es", "ar"])
@given(number=st.integers(0, 3_000_000))
def test_plural_categories_are_those_of_cldr(tag: str, number: int) -> None:
    assert plural(tag)(number) == Locale(tag).plural_form(number)


def test_every_text_that_is_asked_for_is_there() -> None:
    texts = set(language(FALLBACK).texts)
    for text in code():
        counted = {f"count.{noun}" for noun in _COUNTS.findall(text)}
        assert {*_SAYS.findall(text), *counted} - texts == set()


def test_every_text_is_asked_for() -> None:
    left = set(language(FALLBACK).texts)
    for text in code():
        starts = (*_JOINED.findall(text), *(f"{group}." for group in _GROUPS.findall(text)))
        left -= {*_MENTIONED.findall(text), *(f"count.{noun}" for noun in _COUNTS.findall(text))}
        left = {key for key in left if not key.startswith(starts)}
    assert left == set()


def test_no_text_could_be_taken_for_markup() -> None:
    for tag in TAGS:
        for key, text in language(tag).texts.items():
            for form in [text] if isinstance(text, str) else text.values():
                assert not set('<&"\\') & set(form), (tag, key)


def test_a_language_without_a_file_is_printed_in_english() -> None:
    assert not is_known("xx")
    assert language("xx").tag == language("en-GB").tag == "en"


@pytest.mark.parametrize(
    ("value", "printed"), [(2500, "2,500"), (0, "0"), (1234567, "1,234,567"), (2.5, "2.5")]
)
def test_a_number_has_the_separators_of_its_language(value: float, printed: str) -> None:
    assert language("en").number(value) == printed


def test_quotation_marks_within_a_quotation_become_inner_ones() -> None:
    assert language("en").quoted('26 "armed criminals"') == "“26 ‘armed criminals’”"


def test_names_are_listed_with_the_last_one_apart() -> None:
    english = language("en")
    assert [english.listed(names) for names in ("A", "AB", "ABC")] == ["A", "A and B", "A, B and C"]


def test_a_source_is_called_by_its_letter_where_it_has_one() -> None:
    assert [language("en").short(label) for label in ("Source A", "The Times")] == [
        "A",
        "The Times",
    ]


def test_the_script_of_the_quiz_page_asks_for_its_texts_only() -> None:
    script = (ROOT / "templates" / "quiz" / "words.js").read_text("utf-8")
    asked = set(re.findall(r"""["']([a-z]+(?:-[a-z]+)*)["']""", script)) - {"string"}
    assert asked - set(language(FALLBACK).group("play")) == set()
    assert set(language(FALLBACK).group("play")) - asked == set()


def test_the_docs_list_every_language() -> None:
    assert sorted(LISTED) == list(TAGS)

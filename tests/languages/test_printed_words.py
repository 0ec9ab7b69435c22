"""No output prints a word of its own: each is in the files of languages.

The source is read, not what comes out of it, so that a word is found wherever it may be printed.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from example_unit import ROOT
from printed_words import in_card, in_python, in_script, in_style, in_template

from kzquiz.generators.anki.notetypes import NOTE_TYPES
from kzquiz.generators.word import styles

CODE, TEMPLATES = ROOT / "src" / "kzquiz", ROOT / "templates"
PRINTING = ("generators", "kinds", "pictures", "quiz")
PAGES = sorted(
    path
    for path in TEMPLATES.rglob("*.*")
    if path.relative_to(TEMPLATES).parts[0] != "preview"  # the program's own page is in English
)

ALLOWED = {
    # What the program says to an author, in English: names of platforms and what each loses,
    # what is wrong with a lock file or a deck.
    "generators/anki": "summary _few _broken NoDeckError check_lock Renamed _changed _OTHER_ROWS"
    " _NO_PACKAGE _MANY _SECRET _METHOD _LARGE _EMPTY _OTHER _DAMAGED _ADVICE",
    "generators/html": "with_policy _place require_harmless",
    "generators/pdf.py": "_MISSING",
    "generators/platforms": "PLATFORM _refuses refuses _loses _lost _remarks report _SIMPLER _ABOUT"
    " ALL_TICKED OWN_POINTS UNEXPLAINED _TOO_MANY _TOO_LONG _BY_A_PERSON _other_marks"
    " Carried carry _MISSING",
    "generators/word/render.py": "_MISSING",
    "kinds": "HowConfirmed Wording example _CLASSES",
    "quiz/fallback.py": "_WHY_ON_PAPER _paper_only",
    # The titles of the recipes that every unit has: the texts of “recipe” are printed for them.
    "quiz/compose.py": "FULL DECK",
    # Words that are looked for in a text.
    "quiz/glossary.py": "_TITLES",
}
"""By folder or module the top-level names whose texts are not printed."""
FIXED = {
    # SQL, names of tables and attributes, and what Anki has always called note types.
    "generators/anki": "select *|pragma *|kzquiz|kzquiz *|kzquiz:|*data-*|*kz-*|of|table|table col"
    "|note type|note|file|order by rowid|Arial|Card",
    "generators/html": "script-src|style-src|img-src data:|html head *|id class *",
    "generators/pdf.py": "@font-face *|*; src: *|*; font-*",
    "generators/pdf_fonts.py": "Lato|IBM Plex Sans Arabic|Cc|Cf|Z?",
    # What a format asks for.
    "generators/platforms/blooket.py": "Blooket Import Template",
    "generators/platforms/canvas.py": "IMS Content|Decimal",
    "generators/platforms/canvas_shapes.py": "Yes|No|Response|Multiple|Single|Set|Add",
    "generators/platforms/gift.py": "$CATEGORY:|[[]tag:|// [[]id:",
    "generators/platforms/gimkit.py": "Gimkit Spreadsheet Import Template",
    "generators/platforms/markup.py": "<[?]xml *",
    "generators/platforms/moodle_shapes.py": ":SHORTANSWER:",
    "generators/platforms/wayground.py": "Checkbox|Multiple Choice|Fill-in-the-Blank|Open-Ended",
    "generators/platforms/workbook.py": "Quiz",
    "generators/quiz_page/render.py": 'const LANGUAGE =|"use strict";',
    # Names of styles and fonts, which Word shows to who edits.
    "generators/word": "Page|Picture|Lato|Calibri|Cambria|Arial|Normal|Heading|Hyperlink|Continued"
    "|Grid|Side by Side|Cards to Cut Out|Aside|Marks and Minutes",
    # How an answer in writing is compared, a mark of a macro, attributes.
    "quiz/shapes.js": "$1minus",
    "quiz/parts.html": "data-claims=*",
    "worksheet/table.html": "yes",
}
"""By folder or file the texts that are no words of a language, with * for any letters."""


def exceptions(path: Path, table: dict[str, str], divider: str) -> frozenset[str]:
    """The entries of a table for a file, and for the folder that it is in."""
    root = CODE if path.is_relative_to(CODE) else TEMPLATES
    file = path.relative_to(root).as_posix()
    listed = [table[name] for name in table if f"{file}/".startswith(f"{name}/")]
    return frozenset(part for entry in listed for part in entry.split(divider))


def heads(path: Path) -> frozenset[str]:
    """The names of fields, and of styles, that a module of a format uses."""
    match path.relative_to(CODE).parts[:2]:
        case ("generators", "anki"):
            return frozenset(field for kind in NOTE_TYPES.values() for field in kind.fields)
        case ("generators", "word"):
            return frozenset(styles.STYLES)
        case _:
            return frozenset()


def words_of(path: Path, source: str) -> list[str]:
    """The words that a file would print by itself."""
    fixed = exceptions(path, FIXED, "|")
    if path.suffix == ".py":
        allowed = exceptions(path, ALLOWED, " ") | (
            {"_HEADS"} if "platforms" in path.parts else set()
        )
        fixed |= heads(path)
        found = in_python(source, allowed)
    elif path.suffix == ".html":
        found = (in_card if path.parent.name == "anki" else in_template)(source)
    else:
        found = (in_script if path.suffix == ".js" else in_style)(source)
    return [
        f"{path.name}:{line}: {text.strip()}"
        for line, text in found
        if not any(fnmatchcase(text.strip(), one) for one in fixed)
    ]


@pytest.mark.parametrize("folder", PRINTING)
def test_no_module_prints_a_word_of_its_own(folder: str) -> None:
    modules = (CODE / folder).rglob("*.py")
    assert [word for path in modules for word in words_of(path, path.read_text("utf-8"))] == []


def test_no_template_style_or_script_prints_a_word_of_its_own() -> None:
    assert [word for path in PAGES for word in words_of(path, path.read_text("utf-8"))] == []


PLANTED = [
    ("generators/platforms/lines.py", "\n\ndef head(n: int) -> str:\n    return f'{n} of these'\n"),
    ("generators/platforms/lines.py", "\nRIGHT = 'Also right'\n"),
    ("generators/word/questions.py", "\nTITLE = 'Read both texts.'\n"),
    ("quiz/fallback.py", "\n\ndef either(one: str) -> str:\n    return one + ' or another'\n"),
    ("kinds/open.py", "\nSTEM = f'Why {1}?'\n"),
    ("pictures/timeline.py", "\nTITLE = '<title>Time line</title>'\n"),
    ("worksheet/sheet.html", "<p>Name</p>"),
    ("worksheet/sheet.html", "{% block foot %}<b>{{ 'also ' ~ quiz.title }}</b>{% endblock %}"),
    ("worksheet/sheet.html", '<img alt="{% if quiz.title %}the chart{% endif %}">'),
    ("worksheet/sheet.html", "{% set head = 'Also right' %}"),
    ("worksheet/sheet.html", "{{ parts.head('Other answers') }}"),
    ("quiz/page.html", '<input placeholder="answer" aria-label="{{ say("play.mine") }}">'),
    ("quiz/page.html", '<button title="close">×</button>'),
    ("anki/back.html", "{{#Why}}<b>why</b>{{Why}}{{/Why}}"),
    ("anki/style.css", ".kz-also::after { content: 'also'; }"),
    ("quiz/style.css", ".end::after { content: {{ ('the end' ~ quiz.title)|css }}; }"),
    ("quiz/round.js", 'bar.textContent = "done";'),
    ("quiz/round.js", "bar.append(make('p', {}, 'All done'));"),
    ("quiz/round.js", "bar.append(`${right} of ${all}`);"),
    ("anki/script.js", 'said.setAttribute("aria-label", "answer");'),
    ("forms/script.js", 'item.setHelpText("Choose one");'),
]


@pytest.mark.parametrize(("file", "planted"), PLANTED)
def test_a_planted_word_is_found(file: str, planted: str) -> None:
    path = (CODE if file.endswith(".py") else TEMPLATES) / file
    assert len(words_of(path, path.read_text("utf-8") + planted)) == 1

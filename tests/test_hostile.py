"""Hostile texts in every text field and every output are shown and do nothing."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from command_line import run
from example_unit import write_example_unit
from hostile_unit import HOSTILE, REFUSED, built, outputs, pair
from learner import Learner, packed
from reading import READERS, Piece
from selectolax.lexbor import LexborHTMLParser, LexborNode
from text_fields import TOKEN, UnitData, read_unit_data, text_fields

from kzquiz.build.render import Rendered
from kzquiz.check import check
from kzquiz.languages import language
from kzquiz.load import load
from kzquiz.reports import FORMATS
from kzquiz.text import to_plain

# Fields that no output prints: notes for authors and for the checks.
UNPRINTED = {
    "ClaimEntry.lint_ok", "Difference.lint_ok", "DifferenceEntry.lint_ok",
    "DifferenceEntry.reject", "Event.what", "Event.when", "Label.group", "Label.instead_of",
    "Label.label", "LoadedTerm.term", "NotStated.absent_terms", "NotStated.what",
    "Notes.translation", "Point.absent_terms", "Question.lint_ok", "Reviewed.by", "Reviewed.on",
    "SourceEntry.language", "SourceEntry.lint_ok", "SpeakerEntry.aliases", "SpeakerEntry.group",
    "SpeakerEntry.role",
    "TrueFalseNotStated.absent_terms", "UnitFile.lint_ok",
}  # fmt: skip
_TRANSPARENT = {"em", "strong", "wbr"}  # what prose may contain, and where long words may break
_POLICY = re.compile(
    r"<head>\n<meta http-equiv=.Content-Security-Policy. content=.default-src 'none'"
)
_STYLE_HASH = re.compile(r"style-src 'sha256-[^']+'")
_CLAIM = re.compile(r"^#?c\d+$")  # claims are numbered by their sources' labels
_CLAIMS = re.compile(r"^\d+( \d+)*$")  # the same numbers in attributes for the script
_LETTERS = re.compile(r"(\n  html { font-size: )\d+(\.\d+)?pt")
_CSS_STRING = re.compile(r'"((?:[^"\\\n]|\\[^\n])*)"')
_CSS_ESCAPE = re.compile(r"\\([0-9a-f]{6})")
_MARKS = re.compile(r"[*_\\]")
_FORMULA = re.compile(r"[=+\-@\t\r\n]")  # a spreadsheet computes a cell that begins so (OWASP)


# --- reading back -------------------------------------------------------------------------------


@dataclass
class Seen:
    """What is found in outputs: elements with their attributes, and texts by their token."""

    structure: set[str] = field(default_factory=set)
    places: Counter[tuple[str, str]] = field(default_factory=Counter)
    texts: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    """By token: where a text is, its file first, and the text there."""

    def take(self, piece: Piece) -> None:
        """Add a piece of an output."""
        match piece.form:
            case "page":
                assert _POLICY.search(piece.text[:400]), piece.where
                self.html(piece.where, piece.text, whole=True)
            case "html":
                self.html(piece.where, piece.text)
            case "text":
                self.text(piece.where, piece.text)
            case "cell":
                assert not _FORMULA.match(piece.text), f"{piece.where}: {piece.text}"
                self.text(piece.where, piece.text)
            case "structure":
                self.structure.add(f"{piece.where} {piece.text}")

    def text(self, path: str, text: str) -> None:
        """Add the texts with a token in ``text``."""
        drawn = ">svg>" in path and ">text" in path  # broken into lines, whole in its title
        for token in TOKEN.findall(text):
            self.places[path, token] = 1 if drawn else self.places[path, token] + 1
            if not drawn:
                self.texts.setdefault(token, set()).add((path, _spaced(text)))

    def html(self, path: str, markup: str, *, whole: bool = False) -> None:
        """Add a page or, if not ``whole``, a piece of one."""
        root = LexborHTMLParser(markup, is_fragment=not whole).root
        if root is not None:  # as it is for no markup
            self._element(path, root)

    def _element(self, path: str, element: LexborNode) -> None:
        run: list[str] = []
        for child in self._opened(element):
            if child.is_text_node:
                run.append(child.text_content or "")
            elif child.tag == "br":
                self.structure.add(f"{path}>br{sorted(child.attributes.items())}")
                run.append(" ")
            else:
                self._child(path, child)
                self.text(path, "".join(run))
                run = []
        self.text(path, "".join(run))

    def _opened(self, element: LexborNode) -> Iterator[LexborNode]:
        """The elements and texts in an element; emphasis is replaced by its parts."""
        for child in element.iter(include_text=True):
            if child.tag in _TRANSPARENT and not child.attributes:
                yield from self._opened(child)
            else:
                yield child

    def _child(self, path: str, child: LexborNode) -> None:
        if not child.is_element_node:
            self.structure.add(f"{path}>{child.tag} {child.comment_content}")
            return
        here = f"{path}>{child.tag}"
        attributes = []
        for name, given in sorted(child.attributes.items()):
            value = given or ""
            if name == "data-cloze":  # Anki keeps the HTML of what is left out there
                self.html(f"{here}@{name}", value)
            else:
                self.text(f"{here}@{name}", value)
            claim = (_CLAIMS if name.startswith("data-claim") else _CLAIM).match(value)
            kept = "…" if TOKEN.search(value) or claim else value
            kept = _STYLE_HASH.sub("style-src …", kept)  # the title stands in a style
            if ">svg" in here:
                kept = re.sub(r"\d+", "0", kept)  # lower where a text needs another line
            attributes.append(f"{name}={'' if name == 'data-content' else kept}")
        if child.tag == "style":
            # The letters of a sheet are as large as the length of its texts allows.
            self._style(here, _LETTERS.sub(r"\1…", child.text()))
        elif child.tag == "script":
            self.structure.add(f"{here} {child.text()}")
        else:
            self._element(here, child)
        self.structure.add(f"{here} {attributes}")

    def _style(self, here: str, css: str) -> None:
        """Read the strings of a style sheet as texts (CSS Syntax 3, section 4.3.5)."""
        for string in _CSS_STRING.findall(css):
            self.text(here, _CSS_ESCAPE.sub(lambda code: chr(int(code[1], 16)), string))
        self.structure.add(f"{here} {_CSS_STRING.sub('…', css)}")


def _spaced(text: str) -> str:
    """One kind of space and of quotation mark: `Language.quoted` nests them."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[“”‘’']", '"', " ".join(text.split()))


def seen(rendered: Iterable[Rendered]) -> Seen:
    """Read outputs, each by its reader."""
    found = Seen()
    for one in rendered:
        for artifact in one.artifacts:
            for piece in READERS[one.job.output].pieces(artifact):
                found.take(piece)
    return found


def acceptable(text: str) -> Iterator[str]:
    """The ways in which a text may be printed: plain, as prose, quoted, in a heading, as a deck."""
    yield _spaced(text.replace("::", ": ").replace('"', ""))
    for plain in (text, to_plain(text)):
        for shown in (plain, language("en").quoted(plain)[1:-1]):
            yield _spaced(shown)
            yield _spaced(shown[:1].upper() + shown[1:])


def compare(hostile: Seen, harmless: Seen, texts: Mapping[str, str]) -> None:
    """The two outputs differ only in their words."""
    assert hostile.structure - harmless.structure == set()
    assert harmless.structure - hostile.structure == set()
    assert hostile.places == harmless.places
    changed = [
        f"{where}: {texts[token]!r} is not shown whole: {text!r}"
        for token, shown in hostile.texts.items()
        for where, text in shown
        if not any(_within(one, text) for one in acceptable(texts[token]))
    ]
    assert changed == []


def _within(wanted: str, text: str) -> bool:
    # Marks of emphasis may pair with those of another text in the same line.
    return wanted in text or _MARKS.sub("", wanted) in _MARKS.sub("", text)


# --- the tests ----------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _options_in_one_order(monkeypatch) -> None:
    """Sort no options: "-12" is a number, and the harmless text in its place is none."""
    monkeypatch.setattr("kzquiz.quiz.shuffle.in_order", lambda _: None)


@pytest.fixture(autouse=True)
def _no_text_too_long_for_kahoot(monkeypatch) -> None:
    """Leave no question out for its length: without its signs a text may be shorter."""
    for name in ("_LONGEST", "_LONGEST_OPTION"):
        monkeypatch.setattr(f"kzquiz.generators.platforms.kahoot.{name}", 100_000)


@pytest.fixture(scope="module")
def unit_data(tmp_path_factory) -> UnitData:
    return read_unit_data(write_example_unit(tmp_path_factory.mktemp("example")))


def test_the_corpus_is_large_and_every_text_field_gets_it(unit_data: UnitData) -> None:
    assert len(set(HOSTILE)) >= 200
    assert {spot.name for spot in unit_data.spots} == text_fields()
    assert len(unit_data.tokens()) >= len(HOSTILE)  # one turn plants every text


@pytest.mark.slow
def test_hostile_texts_are_shown_and_do_nothing_in_any_output(unit_data, tmp_path) -> None:
    texts, unit, harmless = pair(unit_data, tmp_path, 0)
    hostile = seen(outputs(unit))
    compare(hostile, seen(outputs(harmless)), texts)
    names = unit_data.tokens()
    printed = {names[token] for _, token in hostile.places}
    assert text_fields() - printed <= UNPRINTED


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize("part", range(8))
def test_every_hostile_text_is_inert_in_every_field_of_every_output(
    unit_data, tmp_path, part
) -> None:
    turns = range(1, len(HOSTILE), 1 if os.environ.get("CI") else 20)  # minutes for all
    for turn in turns[part::8]:
        texts, hostile, harmless = pair(unit_data, tmp_path, turn)
        compare(seen(outputs(hostile)), seen(outputs(harmless)), texts)


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0, 70, 140])
def test_anki_keeps_hostile_fields_and_shows_them_as_text(unit_data, tmp_path, turn) -> None:
    texts, *units = pair(unit_data, tmp_path, turn)
    sides = []
    for name, unit in zip(("hostile", "harmless"), units, strict=True):
        apkg = built(unit)["example.apkg"]
        (tmp_path / f"{name} learner").mkdir()
        learner = Learner(tmp_path / f"{name} learner")
        learner.take(apkg)
        # Anki composes letters and their accents.
        assert learner.notes() == {
            guid: ([unicodedata.normalize("NFC", one) for one in fields], tags)
            for guid, (fields, tags) in packed(apkg).items()
        }
        sides.append(_sides(learner))
        learner.col.close()
    compare(*sides, texts)


def _sides(learner: Learner) -> Seen:
    """Every side of every card as Anki fills it, with the folder of its sounds and pictures."""
    found = Seen()
    for card in learner.cards():
        key = card.note()["Key"]
        assert card.question_av_tags() == card.answer_av_tags() == []
        found.html(f"{key} front", card.question())
        found.html(f"{key} back", card.answer())
    ignored = {path for path in found.structure if "mathjax_ignore" in path}
    assert len(ignored) == 2 * len(learner.cards())  # no side is searched for formulas
    return found


def test_a_unit_that_holds_a_refused_text_is_not_built_and_the_place_is_named(
    unit_data, tmp_path
) -> None:
    names = [token for token, name in unit_data.tokens().items() if name.startswith("Question.")]
    bad = {token: f"{text} {token}" for text, token in zip(REFUSED, names, strict=False)}
    texts = {token: f"plain {token}" for token in unit_data.tokens()}
    lines = unit_data.write(tmp_path / "example", texts | bad)
    unit, problems = load(tmp_path / "example")
    assert unit is None
    found = set()
    for problem in problems:
        if problem.severity == "error":
            assert problem.code == "control-escape"
            assert problem.help
            found |= set(TOKEN.findall(lines[problem.file.partition("/")[2]][problem.line - 1]))
    assert found == set(bad)
    assert len(found) == len(REFUSED)


@pytest.mark.slow
def test_checks_report_on_hostile_texts_in_every_format(unit_data, tmp_path) -> None:
    _, unit, _ = pair(unit_data, tmp_path, 0)
    problems = check(unit, hints=True)
    assert problems
    for line in FORMATS["github"](problems).split("\n"):
        assert re.match(r"::(error|warning|notice) [^\n]*::", line)
    for name in ("json", "sarif"):
        json.loads(FORMATS[name](problems))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", FORMATS["text"](problems))


NAMES = ["\x1b[2J\x1b]0;evil\x07.yaml", "a\rb.yaml", "\u202elmay.yaml", "::error::.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_names_of_files_cannot_command_a_terminal_or_a_log(content, tmp_path, form) -> None:
    for name in (*NAMES, os.fsdecode(b"bad\xff.yaml")):
        (content / "example" / "questions" / name).write_text("- id: x\n", "utf-8")
    done = run(tmp_path, "check", "--format", form)
    assert done.returncode == 1
    output = done.stderr if form == "text" else done.stdout
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", output)
    assert output.count("file-name") >= 3
    if form in {"json", "sarif"}:
        json.loads(output)


@pytest.mark.parametrize(
    ("ids", "file"),
    [
        (["worksheet"], "worksheet.html"),
        (["answers"], "answers.html"),
        (["quiz"], "quiz.html"),
        (["lesson", "lesson-answers"], "lesson-answers.html"),
        (["lesson-answers", "lesson"], "lesson-answers.html"),
    ],
)
def test_a_recipe_whose_file_would_be_another_s_is_refused(content, ids, file) -> None:
    path = content / "example" / "unit.yaml"
    recipes = "".join(f"\n  - id: {name}\n    title: A sheet" for name in ids)
    path.write_text(f"{path.read_text('utf-8')}\nrecipes:{recipes}\n", "utf-8")
    unit, problems = load(content / "example")
    assert unit is None
    (problem,) = problems
    assert problem.code == "file-name"
    assert file in problem.message


PATHS = ["..", ".", "a/b", "a\\b", "/etc", "c:", "LPT1", "Lesson", "a.", "a b", "a\nb", "~", "é"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "entry"),
    [
        ("unit.yaml", "id: example"),
        ("unit.yaml", "- id: lesson"),
        ("sources.yaml", "- id: a"),
        ("questions/choice.yaml", "- id: choice-left"),
    ],
)
def test_an_id_is_never_a_way_out_of_a_folder(content, file, entry) -> None:
    """Ids become paths and anchors."""
    path = content / "example" / file
    text = path.read_text("utf-8") + "recipes:\n  - id: lesson\n    title: A sheet\n"
    text = text if file == "unit.yaml" else path.read_text("utf-8")
    key = entry.partition(":")[0]
    for name in PATHS:
        path.write_text(text.replace(f"{entry}\n", f"{key}: {json.dumps(name)}\n", 1), "utf-8")
        unit, problems = load(content / "example")
        assert unit is None, name
        assert any(problem.file.endswith(file) for problem in problems)


@pytest.mark.parametrize("key", ["image", "media", "picture", "audio", "video", "attachment"])
def test_a_unit_holds_no_media(content, key) -> None:
    """No file can be put into an output; SECURITY.md says so."""
    path = content / "example" / "questions" / "cloze.yaml"
    path.write_text(f"{path.read_text('utf-8')}  {key}: media/cat.svg\n", "utf-8")
    (content / "example" / "media").mkdir()
    (content / "example" / "media" / "cat.svg").write_text("<svg onload='alert(1)'/>", "utf-8")
    unit, problems = load(content / "example")
    assert unit is None
    assert [p.code for p in problems if p.severity == "error"] == ["unknown-key"]

"""Questions as a platform has them after an import, and the comparison with those of a unit.

The readers of the formats (`moodle_xml` and others) make an `Imported` of each question.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
from example_unit import ROOT, Unit, read_unit
from selectolax.lexbor import LexborHTMLParser, LexborNode
from units_by_language import write_unit_in

from kzquiz.generators.platforms.identity import identity
from kzquiz.generators.platforms.lines import GAP, gap_text
from kzquiz.generators.quiz_page.citations import cited
from kzquiz.languages import language
from kzquiz.model import (
    Choice,
    Evidence,
    Gap,
    Item,
    Match,
    Order,
    Quiz,
    Reference,
    Section,
    Table,
    Text,
)
from kzquiz.quiz.fallback import form_of
from kzquiz.text import to_plain

_OTHERS = ("ar", "ru")
UNITS = (*(path.parent.name for path in sorted(ROOT.glob("content/*/unit.yaml"))), *_OTHERS)
"""The published units, and the languages of others."""
BLOCKS = {"p", "blockquote", "table", "tr", "td", "th", "li", "ol", "ul", "div", "br"}


@dataclass(frozen=True)
class Imported:
    """A question as it is there after an import, in visible text.

    ``options`` are texts with their share of the marks (1 for all), in order; of a question to
    write, the answers that are known. ``pairs`` are prompts with their targets, ``spare`` the
    targets that are left over; ``steps`` are in the right order; ``gaps`` and ``cells`` are the
    accepted answers of each, in order. ``notes`` are for a person who marks.
    """

    id: str
    form: str
    asked: str
    marks: float
    feedback: str
    options: tuple[tuple[str, float], ...] = ()
    reasons: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    spare: frozenset[str] = frozenset()
    steps: tuple[str, ...] = ()
    gaps: tuple[tuple[str, ...], ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    notes: str = ""


def read_any(name: str) -> Unit:
    """Read one of the `UNITS`."""
    if name not in _OTHERS:
        return read_unit(ROOT / "content" / name)
    with tempfile.TemporaryDirectory() as folder:
        return read_unit(write_unit_in(name, Path(folder)))


def visible(html: str) -> str:
    """The text that a browser shows of a piece of HTML, with one kind of space."""
    parts: list[str] = []

    def walk(element: LexborNode) -> None:
        for child in element.iter(include_text=True):
            if child.is_text_node:
                parts.append(child.text_content or "")
            else:
                space = " " if child.tag in BLOCKS else ""
                parts.append(space)
                walk(child)
                parts.append(space)

    if (root := LexborHTMLParser(html, is_fragment=True).root) is not None:  # as it is for no text
        walk(root)
    return spaced("".join(parts))


def spaced(text: str) -> str:
    """One kind of space."""
    return " ".join(text.split())


def shown(prose: str) -> str:
    """Prose as a reader sees it."""
    return spaced(to_plain(prose))


def reference_text(reference: Reference, item: Item) -> str:
    """What a question is about, as a reader sees it."""
    words = language(item.language)
    return shown(words.quoted(reference.text) if reference.quoted else reference.text)


def citation(evidence: Evidence, item: Item) -> str:
    """The place of a piece of evidence, as a reader sees it."""
    return shown(f"{evidence.label}{language(item.language).comma}{evidence.place}")


def as_lines(found: Iterable[Imported]) -> str:
    """Questions as a person reads them, for a golden."""
    return "\n".join("\n".join(_lines(one)) + "\n" for one in found)


def _lines(one: Imported) -> Iterator[str]:
    yield f"{one.id} ({one.form}, {one.marks:g})"
    yield f"  {one.asked}"
    reasons = one.reasons or ("",) * len(one.options)
    for (text, share), why in zip(one.options, reasons, strict=True):
        yield f"  [{100 * share:.5g}] {text}{f' – {why}' if why else ''}"
    yield from (f"  {prompt} → {target}" for prompt, target in one.pairs)
    yield from (f"  left over: {target}" for target in sorted(one.spare))
    yield from (f"  {number}. {step}" for number, step in enumerate(one.steps, 1))
    yield from (f"  = {' | '.join(answers)}" for answers in (*one.gaps, *one.cells))
    yield from (f"  for markers: {one.notes}" for _ in one.notes[:1])
    yield f"  after: {one.feedback}"


# --- the comparison -----------------------------------------------------------------------------


def compare(
    quiz: Quiz,
    items: Sequence[Item],
    found: Sequence[Imported],
    without: frozenset[str] = frozenset(),
) -> None:
    """Assert that the questions found are these items: stem, answers, key, marks, feedback, id.

    ``without`` names what the format does not have: ``marks``, ``rubric``, or ``shares`` for
    answers that are not wholly right.
    """
    assert [one.id for one in found] == [identity(quiz, item) for item in items]
    for item, one in zip(items, found, strict=True):
        form = form_of(item.shape)
        assert one.form == form or (one.form == "essay" and form in {"list", "rubric"})
        assert shown(item.stem) in one.asked
        for reference in item.stimulus:
            assert reference_text(reference, item) in one.asked
        assert "marks" in without or one.marks == item.marks, item.id
        shape = item.shape
        if isinstance(shape, Text) and "rubric" in without:
            shape = msgspec.structs.replace(shape, rubric=())
        if isinstance(shape, Choice) and "shares" in without:
            assert one.options == _all_or_nothing(shape)
            continue
        _COMPARE[type(shape)](shape, one)
        _compare_feedback(item, one)


def _compare_feedback(item: Item, one: Imported) -> None:
    told = " ".join((one.feedback, *one.reasons))
    assert shown(item.feedback) in told
    assert shown(item.restated) in told
    for evidence in cited(item):
        assert shown(evidence.says) in one.feedback
        assert citation(evidence, item) in one.feedback
    match item.shape:
        case Choice(options=options):
            whys = [option.why for option in options]
        case Match(prompts=prompts):
            whys = [prompt.why for prompt in prompts]
            whys += [answer.why for prompt in prompts for answer in prompt.arguable]
        case Text(arguable=arguable, reject=reject):
            whys = [answer.why for answer in (*arguable, *reject)]
            told += one.notes
        case Table(rows=rows):
            cells = [cell for row in rows for cell in row.cells if not cell.given]
            whys = [answer.why for cell in cells for answer in cell.arguable]
        case _:
            whys = []
    assert [why for why in whys if shown(why) not in told] == []


def _all_or_nothing(shape: Choice) -> tuple[tuple[str, float], ...]:
    right = sum(option.correct for option in shape.options)
    return tuple((shown(option.text), option.correct / right) for option in shape.options)


def _choice(shape: Choice, one: Imported) -> None:
    assert [text for text, _ in one.options] == [shown(option.text) for option in shape.options]
    shares = dict(one.options)
    right = [shares[shown(option.text)] for option in shape.options if option.correct]
    argued = [shares[shown(option.text)] for option in shape.options if option.arguable]
    wrong = [shares[shown(option.text)] for option in shape.options if option.verdict == "wrong"]
    each = 1 / len(right) if shape.multiple else 1
    assert right == pytest.approx([each] * len(right), abs=1e-6)
    assert argued == [0 if shape.multiple else 0.5] * len(argued)
    assert wrong == [0] * len(wrong)


def _match(shape: Match, one: Imported) -> None:
    texts = {target.id: shown(target.text) for target in shape.targets}
    assert one.pairs == tuple((shown(one.text), texts[one.target]) for one in shape.prompts)
    used = {prompt.target for prompt in shape.prompts}
    assert one.spare == {text for name, text in texts.items() if name not in used}


def _order(shape: Order, one: Imported) -> None:
    assert one.steps == tuple(shown(step.text) for step in shape.steps)


def _gap(shape: Gap, one: Imported) -> None:
    blanks = [piece for piece in shape.pieces if not isinstance(piece, str)]
    assert one.gaps == tuple(
        tuple(shown(text) for text in (blank.answer, *blank.accept)) for blank in blanks
    )
    for piece in to_plain(gap_text(shape)).split(GAP):
        assert spaced(piece) in one.asked


def _table(shape: Table, one: Imported) -> None:
    cells = [cell for row in shape.rows for cell in row.cells]
    asked = [shown(cell.answer) for cell in cells if not cell.given]
    assert [answers[0] for answers in one.cells] == asked
    given = [cell.answer for cell in cells if cell.given]
    for text in (*shape.columns, *(row.label for row in shape.rows), *given):
        assert shown(text) in one.asked


def _text(shape: Text, one: Imported) -> None:
    if form_of(shape) == "text":
        right = {text for text, share in one.options if share == 1}
        assert right == {shown(answer) for answer in shape.answers}
    else:
        assert one.options == ()
    for level in shape.rubric:
        assert shown(level.looks_for) in one.notes
        assert shown(level.sample) in one.notes
    if shape.parts > 1:
        told = f"{one.notes} {one.feedback}"
        assert [answer for answer in shape.answers if shown(answer) not in told] == []


_COMPARE: Mapping[type, Callable[[Any, Imported], None]] = {
    Choice: _choice,
    Match: _match,
    Order: _order,
    Gap: _gap,
    Table: _table,
    Text: _text,
}


# --- many questions -----------------------------------------------------------------------------

WORDS = {
    "en": "flood gate mayor boats said about people town river & < > \" ' } { = ~ # : \\ // ]]>",
    "ru": "наводнение ворота мэр лодки сказала около человек город река ночь « » — … № ё щ ]]> & <",
    "ar": "فيضان بوابة عمدة قوارب قالت حوالي شخص مدينة نهر ليل ، ؟ ؛ ٪ ۲ « » & < > ]]> {",
}
_IDS = {"id", "was", "kind", "skills", "level", "target", "claim", "source", "type", "verdict"}
_IDS |= {"part", "qualifier", "unit", "figure", "reason", "language"}


def many(quiz: Quiz, count: int, language: str) -> Quiz:
    """A quiz of ``count`` questions like those of a quiz, with other texts in this language."""
    items = [
        _worded(quiz.items[number % len(quiz.items)], number, language) for number in range(count)
    ]
    section = Section("Generated", tuple(items))
    return msgspec.structs.replace(quiz, sections=(section,), language=language)


def _worded(item: Item, number: int, language: str) -> Item:
    words = WORDS[language].split()
    counter = iter(range(10**6))

    def text(old: str) -> str:
        if not old.strip():
            return old
        place = next(counter)
        start = number * 7 + place * 3
        picked = [words[(start + step * step) % len(words)] for step in range(len(old.split()))]
        return f"{' '.join(picked)} {number}-{place}"

    def change(value: Any, key: str = "", *, prompt: bool = False) -> Any:
        if isinstance(value, dict):
            inside = prompt or key == "prompts"
            return {name: change(one, name, prompt=inside) for name, one in value.items()}
        if isinstance(value, list | tuple):
            return [change(one, key, prompt=prompt) for one in value]
        kept = key in _IDS or (prompt and key == "answer")
        return text(value) if isinstance(value, str) and not kept else value

    data = change(msgspec.to_builtins(item))
    data |= {"id": f"{item.id}-{number}", "language": language}
    return msgspec.convert(data, Item)

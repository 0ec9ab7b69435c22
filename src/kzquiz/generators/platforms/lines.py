"""The texts around a question on a platform: what is asked, why the key is right, the evidence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from kzquiz.argued import argued
from kzquiz.generators.html.legend import legend
from kzquiz.generators.quiz_page.citations import cited
from kzquiz.languages import language
from kzquiz.model import Blank, Choice, Gap, Match, Order, Table, Text
from kzquiz.sentences import ended
from kzquiz.text import literal, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kzquiz.languages import Language
    from kzquiz.model import Evidence, Item, Option, Reference

GAP = "\ue000"
"""A private character: stands for a blank in the prose of a gap text."""


class Line(Struct, frozen=True):
    """A paragraph: ``head`` is plain text, printed before ``prose``; a quotation is set apart."""

    prose: str
    head: str = ""
    quotation: bool = False

    @property
    def plain(self) -> str:
        """The paragraph as plain text."""
        return " ".join(filter(None, (self.head, to_plain(self.prose))))


# --- what is asked ------------------------------------------------------------------------------


def question(item: Item) -> tuple[Line, ...]:
    """Give what stands before the fields to answer in: task, warning, quotations, meanings."""
    task, words = _task(item), language(item.language)
    before = isinstance(item.shape, Choice) and item.shape.fixed
    found = [Line(task)] if task and before else []
    found.append(Line(item.stem))
    found += [Line(task)] if task and not before else []
    if item.warning:
        found.append(Line(item.warning, words.say("quiz.warning")))
    found += (_reference(one, words) for one in item.stimulus)
    found += (Line(one.means, words.head(to_plain(one.text))) for one in legend(item.shape))
    return tuple(found)


def _task(item: Item) -> str:
    """The instruction, as far as it is not about pen and paper."""
    match item.shape:
        case Choice(multiple=multiple, fixed=fixed):
            return item.instruction if multiple or fixed else ""
        case Match(reuse=True):
            return language(item.language).say("quiz.one-for-each")
        case Match() | Order() | Gap() | Table() | Text():
            return item.instruction
        case _:
            assert_never(item.shape)


def _reference(reference: Reference, words: Language) -> Line:
    text = words.quoted(reference.text) if reference.quoted else reference.text
    return Line(text, words.head(reference.label) if reference.label else "", quotation=True)


def gap_text(shape: Gap) -> str:
    """Give the text of a gap shape as prose, with `GAP` for each blank: emphasis may go over it."""
    return "".join(
        piece.replace(GAP, "\ufffd") if isinstance(piece, str) else GAP for piece in shape.pieces
    )


# --- why the key is right -----------------------------------------------------------------------


def explanation(item: Item, *, beside: bool = False) -> tuple[Line, ...]:
    """Give what a learner reads after the answer: reasons, other answers, evidence.

    With ``beside`` each option, or each answer in writing, has its own reason beside it.
    """
    words = language(item.language)
    found = [Line(text) for text in (item.restated, item.feedback) if text]
    if not (beside and isinstance(item.shape, Choice | Text)):
        found += _answers(item)
    elif isinstance(item.shape, Text):
        found += _also(item.shape.answers[1:], words)
    found += (_evidence(one, words) for one in dict.fromkeys(cited(item)))
    if item.external:
        found.append(Line(item.external, words.say("card.external")))
    return tuple(found)


def reason(item: Item, option: Option) -> Line:
    """Give the reason of an option, to stand beside it.

    It is empty if there is none, and if the explanation of the question says the same.
    """
    if option.why in {"", item.feedback}:
        return Line("")
    return Line(option.why, _argued(language(item.language)) if option.arguable else "")


def accepted(
    shape: Text, argued_share: float, words: Language
) -> Iterator[tuple[str, float, Line]]:
    """Give the answers in writing that are known: prose, its share of 100 marks, its reason."""
    yield from ((text, 100, Line("")) for text in shape.answers)
    argued_head, refused = _argued(words), words.head(words.say("key.not-accepted"))
    yield from ((one.answer, argued_share, Line(one.why, argued_head)) for one in shape.arguable)
    yield from ((one.text, 0, Line(one.why, refused)) for one in shape.reject)


def rubric(shape: Text, words: Language) -> tuple[Line, ...]:
    """Give what a person marks a text by: its levels with sample answers, or the points to name."""
    levels = []
    sample = words.head(words.say("key.sample"))
    for level in shape.rubric:
        levels.append(Line(level.looks_for, words.head(f"{level.points} · {level.name}")))
        levels += [Line(level.sample, sample)] if level.sample else []
    return (*levels, *_points(shape, words), *_refused(shape, words))


def _answers(item: Item) -> Iterator[Line]:
    """The reasons and the other answers of a shape, field by field."""
    words = language(item.language)
    match item.shape:
        case Choice(options=options):
            yield from _options(item, options)
        case Match() as shape:
            yield from _pairs(shape, words)
        case Order(steps=steps):
            for number, step in enumerate(steps, 1):
                when = f" ({step.when})" if step.when else ""
                yield Line(f"{step.text}{when}", f"{number}.")
        case Gap(pieces=pieces):
            others = (text for one in pieces if isinstance(one, Blank) for text in one.accept)
            yield from _also(others, words)
        case Table() as shape:
            yield from _cells(shape, words)
        case Text() as shape:
            yield from _texts(shape, words)
        case _:
            assert_never(item.shape)


def _options(item: Item, options: Iterable[Option]) -> Iterator[Line]:
    for option in options:
        why = reason(item, option)
        if why.prose:
            mark = "◊ " if option.arguable else ""
            yield Line(why.prose, f"{mark}{_ended(option.text)}")


def _texts(shape: Text, words: Language) -> Iterator[Line]:
    yield from _points(shape, words) if shape.parts > 1 else _also(shape.answers[1:], words)
    yield from (Line(one.why, f"◊ {_ended(one.answer)}") for one in argued(shape))
    yield from _refused(shape, words)


def _pairs(shape: Match, words: Language) -> Iterator[Line]:
    targets = {target.id: target.text for target in shape.targets}
    for prompt in shape.prompts:
        yield Line(
            prompt.why, f"{to_plain(prompt.text)}{words.arrow}{_ended(targets[prompt.target])}"
        )
        for answer in prompt.arguable:
            yield Line(answer.why, f"{_argued(words)} {_ended(targets[answer.answer])}")


def _cells(shape: Table, words: Language) -> Iterator[Line]:
    for row in shape.rows:
        for column, cell in zip(shape.columns, row.cells, strict=True):
            if not cell.given:
                where = " · ".join(filter(None, (to_plain(row.label), to_plain(column))))
                others = words.semicolon.join(cell.accept)
                also = f" ({words.say('key.also')} {others})" if others else ""
                yield Line(f"{cell.answer}{also}", words.head(where))
                for answer in cell.arguable:
                    yield Line(answer.why, f"{_argued(words)} {_ended(answer.answer)}")


def _also(answers: Iterable[str], words: Language) -> Iterator[Line]:
    others = words.semicolon.join(answers)
    if others:
        yield Line(others, words.say("key.also-right"))


def _points(shape: Text, words: Language) -> Iterator[Line]:
    if shape.parts > 1 and shape.answers:
        head = words.say("key.any-of", number=shape.parts)
        yield Line(" · ".join(shape.answers), head)


def _refused(shape: Text, words: Language) -> Iterator[Line]:
    head = words.head(words.say("key.not-accepted"))
    yield from (Line(one.why, f"{head} {_ended(one.text)}") for one in shape.reject)


def _argued(words: Language) -> str:
    return f"◊ {words.say('card.arguable')}"


def _ended(prose: str) -> str:
    return to_plain(ended(prose))


# Many answers rest on one claim.
@lru_cache(1024)
def _evidence(one: Evidence, words: Language) -> Line:
    quote = f" {literal(words.quoted(one.quote))}" if one.quote else ""
    origin = " · ".join(
        filter(
            None,
            (
                literal(words.arrow.join(one.speakers)),
                one.status,
                literal(one.as_of or words.say("source.no-time")),
                one.caveat,
            ),
        )
    )
    return Line(f"{one.says}{quote} — {origin}", words.head(f"{one.label}{words.comma}{one.place}"))

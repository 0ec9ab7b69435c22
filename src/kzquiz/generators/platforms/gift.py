r"""The output ``gift``: questions in GIFT, a text format that Moodle and many other tools read.

Format: https://docs.moodle.org/en/GIFT_format. Every text is HTML on one line, as a blank line
would end the question, and its ``~ = # { } :`` and ``\`` are escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from kzquiz.generators.platforms import lines
from kzquiz.generators.platforms import moodle_site as site
from kzquiz.generators.platforms.identity import identity
from kzquiz.generators.platforms.platform import ALL_TICKED, Platform, Why, carry, report
from kzquiz.generators.platforms.reading import readings
from kzquiz.languages import language
from kzquiz.model import Artifact, Choice, Gap, Match, Order, Table, Text
from kzquiz.outputs import file_name
from kzquiz.quiz.fallback import form_of
from kzquiz.quiz.shuffle import is_shuffled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kzquiz.generators.platforms.lines import Line
    from kzquiz.languages import Language
    from kzquiz.model import Item, Option, Options, Quiz

_SPECIAL = re.compile(r"[\\~=#{}:]")
_LEAST_PAIRS = 2
_ARROW = "->"
_NO_ARROW = "-\u2060>"  # a word joiner, which nobody sees


def _refuses(item: Item) -> Iterator[Why]:
    match item.shape:
        case Match(prompts=prompts) if len(prompts) < _LEAST_PAIRS:
            yield Why("GIFT needs two pairs to match")
        case _:
            yield from site.refuses(item)


def _loses(item: Item) -> Iterator[Why]:
    if item.marks != 1:
        yield Why("it is worth 1 mark, as GIFT has no marks", f"not {item.marks}")
    shape = item.shape
    stays = isinstance(shape, Choice) and (
        not is_shuffled(shape) or any(option.last for option in shape.options)
    )
    if stays:
        yield Why("the site may shuffle its answers")
    arrow = isinstance(shape, Text) and any(_ARROW in text for text in _known(shape))
    if arrow:
        yield Why("a person marks an answer with “->”, which stands for a pair in GIFT")


PLATFORM = Platform(
    title="GIFT",
    shows={
        "choice": "",
        "select": ALL_TICKED,
        "match": "",
        "text": "",
        "list": "a person marks it, by the points in the feedback",
        "rubric": "a person marks it, and GIFT has no place for the rubric",
    },
    credits=frozenset({"choice", "select", "text", "list", "rubric"}),
    loses=_loses,
    refuses=_refuses,
)


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``gift.txt``, or ``NAME-gift.txt`` for the recipe NAME, and its report."""
    carried = carry(quiz, PLATFORM)
    text = "\n\n".join((*_descriptions(quiz), *_questions(quiz, carried.items)))
    path = file_name("gift", quiz, options)
    yield Artifact(path, f"{text}\n\n".encode(), carried.facts(carried.items))
    yield report("gift", quiz, options, PLATFORM, carried)


def _descriptions(quiz: Quiz) -> Iterator[str]:
    """The sources to read. A text without braces is no question."""
    cards = readings(quiz)
    if cards:
        yield f"$CATEGORY: {site.category(quiz)}"
    for name, found in cards:
        yield f"::{_escaped(' '.join(name.split()))}::{_html(found)}"


def _questions(quiz: Quiz, items: Sequence[Item]) -> Iterator[str]:
    last = ""
    for item in items:
        skill = language(quiz.language).say(f"skill.{item.skills[0]}")
        if skill != last:
            yield f"$CATEGORY: {site.category(quiz, skill)}"
            last = skill
        yield _question(quiz, item)


def _question(quiz: Quiz, item: Item) -> str:
    tags = "".join(f" [tag:{tag}]" for tag in (*item.skills, item.level, item.kind))
    name = " ".join(filter(None, (item.id, item.part)))
    asked = f"::{name}::{_html(lines.question(item))}"
    told = lines.explanation(item, beside=form_of(item.shape) in {"choice", "select", "text"})
    answers = (*_answers(item), f"####{_html(told)}")
    return "\n".join((f"// [id:{identity(quiz, item)}]{tags}", f"{asked} {{", *answers, "}"))


def _answers(item: Item) -> Iterator[str]:
    match item.shape:
        case Choice() as shape:
            yield from (_option(item, shape, option) for option in shape.options)
        case Match() as shape:
            yield from _pairs(shape)
        case Text() as shape:
            yield from _written(shape, language(item.language))
        case Order() | Gap() | Table():
            pass  # `carry` has simplified them
        case _:
            assert_never(item.shape)


def _option(item: Item, shape: Choice, option: Option) -> str:
    why = _reason(lines.reason(item, option))
    text = f"{_escaped(site.inline(option.text))}{why}"
    if option.correct and not shape.multiple:
        return f"={text}"
    share = site.percent(shape, option)
    return f"~{text}" if share == "0" else f"~%{share}%{text}"


def _known(shape: Text) -> Iterator[str]:
    """The answers in writing that are known, right or not."""
    yield from shape.answers
    yield from (one.answer for one in shape.arguable)
    yield from (one.text for one in shape.reject)


def _written(shape: Text, words: Language) -> Iterator[str]:
    if form_of(shape) == "text":
        for text, share, why in lines.accepted(shape, site.ARGUED, words):
            answer = _escaped(site.answer(text).replace(_ARROW, _NO_ARROW))
            yield f"=%{site.written(share)}%{answer}{_reason(why)}"


def _pairs(shape: Match) -> Iterator[str]:
    texts = {target.id: site.without_tags(target.text) for target in shape.targets}
    used = {prompt.target for prompt in shape.prompts}
    for prompt in shape.prompts:
        text = _escaped(site.inline(prompt.text))
        yield f"={text} -> {_escaped(texts[prompt.target])}"
    yield from (f"= -> {_escaped(text)}" for name, text in texts.items() if name not in used)


def _reason(why: Line) -> str:
    return f"#{_escaped(site.paragraphs([why]))}" if why.prose else ""


def _html(found: Iterable[Line]) -> str:
    return f"[html]{_escaped(site.paragraphs(found))}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)

"""Rules on one question: its gaps, options and verdicts agree with its reasons and claims."""

from __future__ import annotations

from collections.abc import Iterator

from kzquiz.check.engine.assertions import QUALIFIED
from kzquiz.check.engine.cited import paragraphs_of
from kzquiz.check.engine.fit import passages, telling
from kzquiz.check.engine.named import has_form, has_words
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView
from kzquiz.check.engine.tongues import NEGATIONS, in_tongue
from kzquiz.check.engine.words import STOP, tokens
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.languages.words import rule_words
from kzquiz.model import Gap
from kzquiz.numbers import numbers

_NOT = expression(
    r"\b(?:not|no|neither|nor|never|none|without|nothing|cannot|nobody|only|wrong|false"
    r"|contradicts?|denies|denied|unable)\b|n['’]t\b"
)
_NOT_AT_ALL = expression(r"\b(?:not|no|neither|nor|never|none|nothing|nobody|cannot)\b|n['’]t\b")
_SHARE, _LEAST, _START = 0.8, 3, 4


@rule("EV69", "hint", QuestionView, lists=(NEGATIONS, "judges"))
def option_against_reason(question: QuestionView) -> Iterator[Finding]:
    """An option is marked as right, and its reason denies it.

    The mark or the reason is wrong. The reason begins with a denial, and the option has none.

    Bad:
        question:
          id: select-carriers
          options:
            - {text: how many boats come, correct: true, why: No agency is named for it.}
            - {text: when the sirens came, correct: true, why: Shopkeepers spoke to Nordpress.}
            - {text: how many have left, correct: false, why: The fire service is quoted.}

    Good:
        question:
          id: select-carriers
          options:
            - {text: how many boats come, correct: true, why: Both have it from Nordpress.}
            - {text: when the sirens came, correct: true, why: Shopkeepers spoke to Nordpress.}
            - {text: how many have left, correct: false, why: The fire service is quoted.}
    """
    for why in question.of("why"):
        text = question.sibling(why, "text")
        if question.sibling(why, "correct") != "true" or not isinstance(text, str):
            continue
        start = " ".join(why.text.lower().split()[:_START])
        starts = in_tongue(_NOT_AT_ALL, question.unit.tag, NEGATIONS)
        denies = in_tongue(_NOT, question.unit.tag, NEGATIONS, "judges")
        if starts.search(start) and not denies.search(text.lower()):
            yield Finding(
                "the option is marked as right, and its reason denies something",
                "correct the mark or the reason, or say in the reason what is right",
                (*why.at[:-1], "correct"),
            )


@rule("EV70", "warning", QuestionView, lists=QUALIFIED)
def gap_of_no_claim(question: QuestionView) -> Iterator[Finding]:
    """The word of a gap is in no claim that is cited, nor in its paragraph.

    Nobody can find it. Numbers and qualifiers have rules of their own. It needs the articles.

    Bad:
        question:
          id: cloze-qualifier
          text: "The fire service said in Source A that about 200 [[soldiers]] had left."

    Good:
        question:
          id: cloze-qualifier
          text: "The fire service said in Source A that about 200 [[people]] had left."
    """
    shape = question.item.shape
    if not isinstance(shape, Gap) or not passages(question.unit):
        return
    told, tag = "\n".join(paragraphs_of(question.unit, question.claims)), question.unit.tag
    lists = rule_words(tag)
    for blank in (piece for piece in shape.pieces if not isinstance(piece, str)):
        # “page 7000” has no number. In some languages a qualifier comes after it.
        beside = [one for text in _beside(blank.answer, tag) for one in numbers(text, tag)]
        if numbers(blank.answer, tag) or any(one.qualifier != "exact" for one in beside):
            continue
        words = [word for word in tokens(blank.answer) if word not in STOP]
        there = all(has_form(told, [w], lists) for w in words) if lists else has_words(told, words)
        if words and not there:
            yield Finding(
                f"“{blank.answer}” is in no cited claim, nor in its paragraph",
                "ask for a word of the source, or cite the claim that has it",
                ("text",),
            )


def _beside(word: str, tag: str) -> tuple[str, ...]:
    return (f"{word} 7000",) if tag == FALLBACK else (f"{word} 7000", f"7000 {word}")


@rule("EV71", "warning", QuestionView, reads=("en",))
def stated_after_all(question: QuestionView) -> Iterator[Finding]:
    """The key is “not stated”, and a paragraph has nearly all words of the statement.

    The source may state it after all. None of the absent terms, which prove that it does not, is in
    the statement. It needs the articles.

    Bad:
        question:
          id: tfn-sirens
          statement: The fire service said that people had left their homes.

    Good:
        question: {id: tfn-sirens, statement: The sirens were switched off.}
    """
    unit = question.unit
    if not question.stem_is_statement or not question.absent_terms or not passages(unit):
        return
    if any(has_words(question.stem, tokens(term.text)) for term in question.absent_terms):
        return
    words = telling(question.stem)
    for passage in passages(unit):
        shared = words & passage.marks
        if passage.source in question.sources and len(shared) >= max(_LEAST, _SHARE * len(words)):
            described = unit.facts.sources[passage.source]
            yield Finding(
                f"{described.passage(passage.paragraph)} of {described.label} has"
                f" “{'”, “'.join(sorted(shared))}”",
                "does it state it after all? If not, name a term of the statement as absent",
                question.stem_at,
            )
            return

"""Rules on the sources that a question names: in a field, in a correction, a heading, a reason."""

from __future__ import annotations

from collections.abc import Iterator

from kzquiz.check.engine.named import capitals, has_words
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, QuestionView, UnitView
from kzquiz.check.engine.tongues import NEGATIONS, in_tongue
from kzquiz.check.engine.words import bare, has_phrase, tokens
from kzquiz.expressions import expression
from kzquiz.model import Claim, Row, Table
from kzquiz.numbers import gives_number, numbers

_NOT = expression(r"\b(?:not?|neither|nor|never|without|nothing|cannot|nobody)\b|n['’]t\b")
_PARAGRAPH = expression(r"\b[Pp]ar(?:agraph|\.)? ?(\d+)\b")


@rule("EV52", "warning", QuestionView, worst="error")
def source_of_question(question: QuestionView) -> Iterator[Finding]:
    """The source that a question names is not that of its claims or its correction.

    The printed question sends learners to that source. “Not stated” may cite another source, which
    does say it; its correction then names the silent one.

    Bad:
        question:
          id: tfn-order
          kind: true-false-not-stated
          skill: read
          level: core
          source: a
          statement: Shopkeepers heard the sirens after the water came.
          key: true
          feedback: They say so to Nordpress.
          evidence: [b3-sirens]

    Good:
        question:
          id: tfn-order
          kind: true-false-not-stated
          skill: read
          level: core
          source: b
          statement: Shopkeepers heard the sirens after the water came.
          key: true
          feedback: They say so to Nordpress.
          evidence: [b3-sirens]
    """
    if not question.sources and (wrong := _wrong_stem(question)):
        yield Finding(
            f"the stem names {wrong}, and the question cites only"
            f" {_labels_of(question.unit, question.claims)}",
            "name the source of the claims, or cite claims of this source",
            question.stem_at,
        )
    if len(question.sources) != 1:
        return
    label = question.unit.facts.sources[question.sources[0]].label
    cited = {claim.source for claim in question.claims}
    if cited and question.sources[0] not in cited and not question.absent_terms:
        others = _labels_of(question.unit, question.claims)
        yield Finding(
            f"the question is about {label}, and cites only {others}",
            "name the source of the claims, or cite claims of this source",
            ("source",),
            severity="error",
        )
        return
    for text in question.of("correction"):
        named = question.unit.labels_in(text.text)
        if named and label not in named:
            yield Finding(
                f"the question is about {label}, and its correction about {named[0]}",
                "make the two agree",
                ("source",),
            )


def _wrong_stem(question: QuestionView) -> str:
    """The one source that the stem names, if no cited claim is of it; else empty."""
    named = question.unit.labels_in(question.stem)
    if len(named) != 1:
        return ""
    cited = {question.unit.facts.sources[claim.source].label for claim in question.claims}
    wrong = cited and named[0] not in cited
    denied = wrong and (question.absent_terms or _NOT.search(question.stem.lower()))
    return named[0] if wrong and not denied else ""


def _labels_of(unit: UnitView, claims: tuple[Claim, ...]) -> str:
    return ", ".join(dict.fromkeys(unit.facts.sources[claim.source].label for claim in claims))


@rule("EV53", "warning", QuestionView, worst="error")
def heading_of_row(question: QuestionView) -> Iterator[Finding]:
    """The heading of a row names another place than its claim, or prints what a cell asks for.

    The heading is printed beside the cells. With the wrong place learners look where nothing
    stands; with the answer they need not look.

    Bad:
        question:
          id: compare-left
          rows:
            - {label: "Source B, paragraph 1", claim: a1-left}
            - {label: A day later, claim: b2-left}

    Good:
        question:
          id: compare-left
          rows:
            - {label: "Source A, paragraph 1", claim: a1-left}
            - {label: A day later, claim: b2-left}
    """
    shape = question.item.shape
    if not isinstance(shape, Table):
        return
    facts = question.unit.facts
    headings = question.of("heading")
    for heading, row in zip(headings, shape.rows if headings else (), strict=True):
        claim = facts.claims[heading.claims[0]]
        label = facts.sources[claim.source].label
        named = question.unit.labels_in(heading.text)
        place = _PARAGRAPH.search(heading.text)
        if (named and label not in named) or (place and int(place[1]) != claim.paragraph):
            yield Finding(
                f"the claim of this row is in {label}, paragraph {claim.paragraph}",
                "name its place, or another claim",
                heading.at,
                severity="error",
            )
        elif printed := _printed_cell(heading.text, row):
            yield Finding(
                f"the heading prints “{printed}”, which is asked for",
                "leave it out of the heading",
                heading.at,
            )


def _printed_cell(heading: str, row: Row) -> str:
    """The answer of a cell to be filled in that a heading prints; empty if it prints none."""
    told = {number.value for number in numbers(heading)}
    for cell in row.cells:
        values = {number.value for number in numbers(cell.answer)}
        words = len(tokens(cell.answer)) > 1 and has_phrase(heading, bare(cell.answer))
        if not cell.given and (words or (values and values <= told)):
            return cell.answer
    return ""


@rule("EV55", "warning", QuestionView, lists=(NEGATIONS,))
def role_of_distractor(question: QuestionView) -> Iterator[Finding]:
    """The role of a distractor does not fit its reason: the reason points to another source.

    Reports of wrong answers count roles. “other-source” is an answer that another source gives;
    “other-span” one from elsewhere in the same source.

    Bad:
        question:
          id: choice-left
          distractors:
            - {text: about 12, role: other-span, why: This is the number of boats.}
            - {text: more than 350, role: other-span, why: "Source B, paragraph 2, a day later."}

    Good:
        question:
          id: choice-left
          distractors:
            - {text: about 12, role: other-span, why: This is the number of boats.}
            - {text: more than 350, role: other-source, why: "Source B, paragraph 2, a day later."}
    """
    facts = question.unit.facts
    own = {facts.sources[claim.source].label for claim in question.claims}
    if len(own) != 1:
        return
    for why in question.of("why"):
        role = question.sibling(why, "role")
        text = why.text
        named = set(question.unit.labels_in(text))
        denies = in_tongue(_NOT, question.unit.tag, NEGATIONS)
        if role is None or denies.search(text.lower()) or not named:
            continue
        if (role != "other-source" and named.isdisjoint(own)) or (
            role == "other-source" and named == own
        ):
            yield Finding(
                f"the reason names {min(named)}, and the role is “{role}”",
                "choose the role that the reason shows",
                (*why.at[:-1], "role"),
            )


@rule("EV61", "warning", QuestionView, worst="error")
def source_of_text(question: QuestionView) -> Iterator[Finding]:
    """A statement or a reason names a source that does not have what it speaks of.

    A statement with a claim is in the source of the claim: another label is an error. A reason that
    names one source is compared with the numbers and names of its wrong option, which needs the
    articles: none of them is in that source, and another source has them.

    Bad:
        question:
          id: confirmed-flood
          statements:
            - {text: The sirens came late (Source A)., claims: [b3-sirens], key: witnesses-only}
            - {text: The gate was looked at., claims: [a3-inspected], key: said-unconfirmed}

    Good:
        question:
          id: confirmed-flood
          statements:
            - {text: The sirens came late (Source B)., claims: [b3-sirens], key: witnesses-only}
            - {text: The gate was looked at., claims: [a3-inspected], key: said-unconfirmed}
    """
    facts, labels = question.unit.facts, question.unit.by_label
    for text in question.of("statement", "why"):
        named = question.unit.labels_in(text.text)
        if len(named) != 1:
            continue
        if text.role == "statement" and text.claims and f"({named[0]}" in text.text:
            sources = {facts.claims[name].source for name in text.claims}
            if labels[named[0]] not in sources:
                yield Finding(
                    f"the claim of this statement is not in {named[0]}",
                    "name the source of the claim, or another claim",
                    text.at,
                    severity="error",
                )
        elif text.role == "why" and not _NOT.search(text.text.lower()):
            option = _option_of(question, text)
            other = _other_source(question.unit, option, labels[named[0]]) if option else ""
            if other:
                yield Finding(
                    f"{named[0]} has nothing of “{option}”",
                    f"{facts.sources[other].label} has it: is that source meant?",
                    text.at,
                )


def _option_of(question: QuestionView, why: AuthoredText) -> str:
    """The option or rejected answer that a reason is about; empty for any other text."""
    text = question.sibling(why, "text")
    return text if isinstance(text, str) and len(why.at) > 1 else ""


def _other_source(unit: UnitView, option: str, source: str) -> str:
    """The one source that has the numbers and names of an option, if the one named has none."""
    articles = {name: proof.article for name, proof in unit.proofs.items()}
    if not all(articles.values()):
        return ""
    whole = {name: " ".join(article.texts) for name, article in articles.items() if article}
    values = [number.value for number in numbers(option) if not number.spelled]
    marks = [*capitals(f"x {option}")]
    having = {
        name
        for name, text in whole.items()
        if any(gives_number(text, value) for value in values)
        or any(has_words(text, tokens(mark)) for mark in marks)
    }
    return min(having) if having and source not in having else ""

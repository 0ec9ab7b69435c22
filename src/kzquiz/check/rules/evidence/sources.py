"""EV: the sources themselves: fingerprints, changed files, and how much of a source is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kzquiz.check.engine.prose import entries
from kzquiz.check.engine.reprinted import Place, printed
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, QuizView, UnitView
from kzquiz.check.engine.words import listed
from kzquiz.model import Quiz

_MOST = 3
Part = tuple[str, Iterable[Collection[Place]]]
"""Where texts stand that print words of a source, and the words of each text."""


@rule("EV04", "warning", QuizView, worst="error")
def too_much_of_a_source(view: QuizView) -> Iterator[Finding]:
    """A sheet, key or deck prints too large a part of an article.

    All runs of five words or more that stand in the source count, quoted or not, each once; without
    the article at hand, the phrases that have a proof in its fingerprint. Over 15 percent of the
    words of the source is a warning, over 25 an error (content guide, section 1, principle 12): the
    project quotes; it does not reprint. The advice names what prints the most.

    Bad:
        source: {id: a, lint_ok: {}}

    Good:
        source:
          id: a
          lint_ok:
            EV04: the report was invented for this unit
            EV04b: the report was invented for this unit
    """
    prints = printed(view.unit)
    parts: list[Part] = [
        (question.entry, prints.questions[question.id]) for question in view.questions
    ]
    parts += [(name, (prints.of(text),)) for name, text in _around(view.quiz)]
    yield from _budget(view.unit, parts, (15, 25), f"“{view.recipe.title}” prints")


@rule("EV04b", "warning", UnitView, worst="error")
def too_much_of_a_source_in_unit(unit: UnitView) -> Iterator[Finding]:
    """The files of a unit together hold too large a part of an article.

    Over 25 percent of the words of a source is a warning, over 35 an error (content guide, section
    1, principle 12): the folder is published as well as what is built from it.

    Bad:
        source: {id: a, lint_ok: {}}

    Good:
        source:
          id: a
          lint_ok:
            EV04: the report was invented for this unit
            EV04b: the report was invented for this unit
    """
    prints = printed(unit)
    parts: list[Part] = [
        (f"claim/{c.id}", (prints.of(c.quote),)) for c in unit.facts.claims.values()
    ]
    parts += [(question.entry, prints.questions[question.id]) for question in unit.questions]
    parts += [
        (entry.name, [prints.of(part.text) for part in entry.parts])
        for entry in entries(unit)
        if entry.question is None
    ]
    yield from _budget(unit, parts, (25, 35), "the unit prints")


@rule("EV19", "error", UnitView)
def source_changed(unit: UnitView) -> Iterator[Finding]:
    """An article, or its fingerprint, is not the one the unit was written for.

    Paragraph numbers and quotations were proved on one text; with another text they prove nothing.

    Bad:
        source:
          id: a
          sha256: "0000000000000000000000000000000000000000000000000000000000000000"

    Good:
        source:
          id: a
          sha256: 7650a1f6408e83e7d4b73b7c5e3b554a8c68bcf646c40cfac669649626f34e53
    """
    for source in unit.facts.sources.values():
        proof, entry = unit.proofs[source.id], f"source/{source.id}"
        for what, held in (("article", proof.article), ("fingerprint", proof.fingerprint)):
            if held is None:
                continue
            if held.sha256 != source.sha256:
                yield Finding(
                    f"the {what} at hand has another SHA-256 than the one written here",
                    "if the new text is right, prove every quotation again and write "
                    f"“sha256: {held.sha256}”",
                    ("sha256",),
                    entry,
                )
            elif proof.paragraphs != source.paragraphs:
                yield Finding(
                    f"the {what} has {proof.paragraphs} paragraphs",
                    f"write “paragraphs: {proof.paragraphs}”",
                    ("paragraphs",),
                    entry,
                )


@rule("EV29", "warning", UnitView)
def source_without_fingerprint(unit: UnitView) -> Iterator[Finding]:
    """A source has neither a fingerprint nor its article at hand: nothing can be proved.

    With a fingerprint, quotations, paragraph numbers and absent terms are proved on every machine.

    Bad:
        source: {id: a, fingerprint: null}

    Good:
        source: {id: a, fingerprint: fingerprints/a.txt}
    """
    for source in unit.facts.sources.values():
        if unit.proofs[source.id].fingerprint is None:
            yield Finding(
                f"{source.label} has no fingerprint, so that nothing can be proved without the "
                "article",
                "make one with “kzquiz fingerprint” and name it here: "
                f"“fingerprint: fingerprints/{source.id}.txt”",
                ("id",),
                f"source/{source.id}",
            )


@rule("EV22", "warning", QuestionView)
def headline_as_sole_evidence(question: QuestionView) -> Iterator[Finding]:
    """A question rests on a headline, sub-heading, notice or stamp alone, and does not say so.

    A headline sharpens, and is often written by someone else than the text. A question about the
    event rests on the text; a question about the headline says the word.

    Bad:
        question:
          id: short-basis
          stem: What has reached Ostervik, according to Source B?
          key: boats
          evidence: [b1-headline]

    Good:
        question:
          id: short-basis
          stem: What has reached Ostervik, according to the headline of Source B?
          key: boats
          evidence: [b1-headline]
    """
    parts = {claim.part for claim in question.claims}
    if not parts or "body" in parts:
        return
    shown = f"{question.front} {question.item.instruction}".lower()
    words = listed("headline heading notice stamp title updated update translat beta copy")
    if not any(word in shown for word in words):
        what = " and ".join(sorted(parts))
        advice = "cite a claim of the text itself, or ask about the " + what
        yield Finding(f"the question rests on a {what} only", advice, ("evidence",))


# --- what is printed of a source ----------------------------------------------------------------


def _budget(
    unit: UnitView, parts: Iterable[Part], limits: Sequence[int], what: str
) -> Iterator[Finding]:
    by_source: defaultdict[str, defaultdict[str, set[Place]]] = defaultdict(
        lambda: defaultdict(set)
    )
    for name, texts in parts:
        for place in set[Place]().union(*texts):
            by_source[place[0]][name].add(place)
    for source_id, held in sorted(by_source.items()):
        source = unit.facts.sources[source_id]
        count = len(set[Place]().union(*held.values()))
        share = 100 * count / max(1, unit.proofs[source_id].words or source.words)
        if share > limits[0]:
            yield Finding(
                f"{what} {share:.1f} percent of the words of {source.label} "
                f"(more than {limits[0]} is too much)",
                f"say more of it in your own words, or quote less; most is in {_most(held)}",
                ("id",),
                f"source/{source_id}",
                "error" if share > limits[1] else None,
            )


def _most(held: Mapping[str, Collection[Place]]) -> str:
    """The places that print most of a source, each with its words of it."""
    first = sorted(held, key=lambda name: (-len(held[name]), name))[:_MOST]
    return ", ".join(f"{name.replace('/', ' ')} ({len(held[name])} words)" for name in first)


def _around(quiz: Quiz) -> Iterator[tuple[str, str]]:
    """What is printed beside the questions, and where: cards to read, glossary, teacher's pages."""
    for text in (quiz.title, quiz.heading, quiz.summary):
        yield "the head", text
    for card in quiz.cards:
        name = f"the card of {card.source.label}"
        for text in (card.source.about, card.source.headline, card.source.sub_heading):
            yield name, text
        yield from ((name, text) for _, text in card.paragraphs)
    for term in quiz.glossary:
        yield from (("the glossary", text) for text in (term.term, term.means))
    for entry in (*quiz.comparisons, *quiz.agreements):
        texts = (entry.topic, entry.why, entry.settled_by, *(side.says for side in entry.sides))
        yield from (("the comparisons", text) for text in texts)
    for text in (quiz.teacher.lesson, quiz.teacher.expect, quiz.teacher.sensitivity):
        yield "the notes for teachers", text

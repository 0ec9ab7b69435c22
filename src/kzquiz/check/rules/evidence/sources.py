"""Rules on the sources: fingerprints, changed articles, and how much of a source is printed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kzquiz.check.engine.printed import QuizView
from kzquiz.check.engine.prose import entries
from kzquiz.check.engine.reprinted import Place, reprints
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.tongues import in_tongue
from kzquiz.expressions import expression
from kzquiz.model import Quiz

_MOST = 3
Part = tuple[str, Iterable[frozenset[Place]]]
"""A named part of a unit, and for each of its texts the words of sources that it prints."""

_HEADLINE = expression(
    "headline|heading|notice|stamp|title|update|translat|beta|copy", re.IGNORECASE
)


@rule("EV04", "warning", QuizView, worst="error")
def too_much_of_a_source(view: QuizView) -> Iterator[Finding]:
    """A sheet, key or deck prints too large a part of an article.

    A unit quotes an article; it must not reprint it. More than 15 percent of the words of a source
    is a warning, more than 25 percent an error. Every run of five words that is in the article
    counts, in quotation marks or not, and counts once. Without the article, only phrases that its
    fingerprint proves are counted. The advice names the entries that print the most. A source whose
    ``rights`` are free may be printed as a whole.

    Bad:
        source: {id: a, lint_ok: {}}

    Good:
        source:
          id: a
          lint_ok:
            EV04: the report was invented for this unit
            EV04b: the report was invented for this unit
    """
    prints = reprints(view.unit)
    parts: list[Part] = [
        (question.entry, prints.questions[question.id]) for question in view.questions
    ]
    parts += [(name, (prints.of(text),)) for name, text in _around(view.quiz)]
    yield from _over_limit(view.unit, parts, (15, 25), f"“{view.recipe.title}” prints")


@rule("EV04b", "warning", UnitView, worst="error")
def too_much_of_a_source_in_unit(unit: UnitView) -> Iterator[Finding]:
    """All files of a unit together have too large a part of an article.

    The folder of a unit is published too, not only the sheets and decks. More than 25 percent of
    the words of a source is a warning, more than 35 percent an error. Words are counted as for
    EV04, and of a free source none.

    Bad:
        source: {id: a, lint_ok: {}}

    Good:
        source:
          id: a
          lint_ok:
            EV04: the report was invented for this unit
            EV04b: the report was invented for this unit
    """
    prints = reprints(unit)
    parts: list[Part] = [
        (f"claim/{c.id}", (prints.of(c.quote),)) for c in unit.facts.claims.values()
    ]
    parts += [(question.entry, prints.questions[question.id]) for question in unit.questions]
    parts += [
        (entry.entry, [prints.of(part.text) for part in entry.parts])
        for entry in entries(unit)
        if entry.question is None
    ]
    yield from _over_limit(unit, parts, (25, 35), "the unit prints")


@rule("EV19", "error", UnitView)
def source_changed(unit: UnitView) -> Iterator[Finding]:
    """An article, or its fingerprint, is not the one that the unit was written for.

    Paragraph numbers and quotations were compared with one text. For another text they may be
    wrong.

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
        held = proof.fingerprint
        take = f"“kzquiz source replace {unit.unit.id} {source.id} FILE” takes"
        if proof.other:
            yield Finding(
                "the article at hand is another text than the unit was written for",
                f"{take} it as the new text, moves all paragraph numbers and says what no longer "
                "stands; or put the old text back",
                ("id",),
                entry,
            )
        if held is not None and held.sha256 != source.sha256:
            yield Finding(
                "the fingerprint is that of another text than the unit was written for",
                "“kzquiz fingerprint FILE” makes it again from that text; if another text is "
                f"right, {take} it and moves all paragraph numbers",
                ("id",),
                entry,
            )
        elif proof and proof.paragraphs != source.paragraphs:
            what = "article" if proof.article else "fingerprint"
            yield Finding(
                f"the {what} has {proof.paragraphs} paragraphs",
                f"write “paragraphs: {proof.paragraphs}”",
                ("paragraphs",),
                entry,
            )


@rule("EV29", "warning", UnitView)
def source_without_fingerprint(unit: UnitView) -> Iterator[Finding]:
    """A source has no fingerprint, so that its quotations can only be checked with the article.

    A fingerprint proves quotations, paragraph numbers and absent terms on every computer, and does
    not contain the article. A source that brings its text needs none.

    Bad:
        source: {id: a, fingerprint: null}

    Good:
        source: {id: a, fingerprint: fingerprints/a.txt}
    """
    for source in unit.facts.sources.values():
        if unit.proofs[source.id].fingerprint is None and source.id not in unit.unit.texts:
            yield Finding(
                f"{source.label} has no fingerprint, so that nothing can be proved without the "
                "article",
                "make one with “kzquiz fingerprint” and name it here: "
                f"“fingerprint: fingerprints/{source.id}.txt”",
                ("id",),
                f"source/{source.id}",
            )


@rule("EV22", "warning", QuestionView, lists=("headlines",))
def headline_as_sole_evidence(question: QuestionView) -> Iterator[Finding]:
    """A question rests on a headline, sub-heading, notice or stamp alone, and does not say so.

    A headline often says more than the text, and another person may have written it. A question
    about the event needs evidence from the text; a question about the headline says “headline”.

    Bad:
        question:
          id: short-basis
          stem: What has reached Ostervik, according to Source B?
          key: boats
          evidence: [b1-headline]
          shows: [b1-headline]

    Good:
        question:
          id: short-basis
          stem: What has reached Ostervik, according to the headline of Source B?
          key: boats
          evidence: [b1-headline]
          shows: [b1-headline]
    """
    parts = {claim.part for claim in question.claims}
    if not parts or "body" in parts:
        return
    shown = f"{question.front} {question.item.instruction}"
    if not in_tongue(_HEADLINE, question.unit.tag, "headlines").search(shown):
        what = " and ".join(sorted(parts))
        advice = "cite a claim of the text itself, or ask about the " + what
        yield Finding(f"the question rests on a {what} only", advice, ("evidence",))


# --- what is printed of a source ----------------------------------------------------------------


def _over_limit(
    unit: UnitView, parts: Sequence[Part], limits: Sequence[int], what: str
) -> Iterator[Finding]:
    """A finding for each source of which more than a limit (in percent: warning, error) is printed.

    ``what`` begins the message.
    """
    printed = {places for _, texts in parts for places in texts}  # many texts print the same
    places = set[Place]().union(*printed)
    for source_id, count in sorted(Counter(name for name, _ in places).items()):
        source = unit.facts.sources[source_id]
        if source.free:
            continue
        share = 100 * count / max(1, unit.proofs[source_id].words or source.words)
        if share > limits[0]:
            yield Finding(
                f"{what} {share:.1f} percent of the words of {source.label} "
                f"(more than {limits[0]} is too much)",
                "say more of it in your own words, or quote less; most is in "
                f"{_largest_parts(parts, source_id)}",
                ("id",),
                f"source/{source_id}",
                "error" if share > limits[1] else None,
            )


def _largest_parts(parts: Iterable[Part], source: str) -> str:
    """The three parts that print most of a source, each with the number of words."""
    printed: defaultdict[str, set[Place]] = defaultdict(set)
    own: dict[frozenset[Place], list[Place]] = {}  # many texts print the same
    for name, texts in parts:
        for text in texts:
            if text not in own:
                own[text] = [place for place in text if place[0] == source]
            printed[name].update(own[text])
    first = sorted(printed, key=lambda name: (-len(printed[name]), name))[:_MOST]
    return ", ".join(
        f"{name.replace('/', ' ')} ({len(printed[name])} words)" for name in first if printed[name]
    )


def _around(quiz: Quiz) -> Iterator[tuple[str, str]]:
    """The texts printed beside the questions, each after the name of its part of the sheet."""
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

"""EV: the sources themselves: fingerprints, changed files, and how much of a source is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kzquiz.check.engine.prose import entries
from kzquiz.check.engine.reprinted import Place, printed
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuizView, UnitView
from kzquiz.model import Quiz


@rule("EV04", "warning", QuizView, worst="error")
def too_much_of_a_source(view: QuizView) -> Iterator[Finding]:
    """A sheet, key or deck prints too large a part of an article.

    All runs of five words or more that stand in the source count, quoted or not, each once; without
    the article at hand, the phrases that have a proof in its fingerprint. Over 15 percent of the
    words of the source is a warning, over 25 an error (content guide, section 1, principle 12): the
    project quotes; it does not reprint.

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
    parts = {part for question in view.questions for part in prints.questions[question.id]}
    seen = set[Place]().union(*parts, *map(prints.of, _around(view.quiz)))
    yield from _budget(view.unit, seen, (15, 25), f"“{view.recipe.title}” prints")


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
    texts = [claim.quote for claim in unit.facts.claims.values()]
    # Those of questions are known.
    texts += [
        part.text for entry in entries(unit) if entry.question is None for part in entry.parts
    ]
    parts = {part for found in prints.questions.values() for part in found}
    seen = set[Place]().union(*parts, *map(prints.of, texts))
    yield from _budget(unit, seen, (25, 35), "the unit prints")


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


# --- what is printed of a source ----------------------------------------------------------------


def _budget(
    unit: UnitView, seen: Iterable[Place], limits: Sequence[int], what: str
) -> Iterator[Finding]:
    counts = Counter(name for name, _ in seen)
    for name, count in sorted(counts.items()):
        source = unit.facts.sources[name]
        share = 100 * count / max(1, unit.proofs[name].words or source.words)
        if share > limits[0]:
            yield Finding(
                f"{what} {share:.1f} percent of the words of {source.label} "
                f"(more than {limits[0]} is too much)",
                "say more of it in your own words, or quote less",
                ("id",),
                f"source/{name}",
                "error" if share > limits[1] else None,
            )


def _around(quiz: Quiz) -> Iterator[str]:
    """What is printed beside the questions: cards to read, glossary, the teacher's pages."""
    yield from (quiz.title, quiz.heading, quiz.summary)
    for card in quiz.cards:
        yield from (card.source.about, card.source.headline, card.source.sub_heading)
        yield from (text for _, text in card.paragraphs)
    for term in quiz.glossary:
        yield from (term.term, term.means)
    for entry in (*quiz.comparisons, *quiz.agreements):
        yield from (entry.topic, entry.why, entry.settled_by)
        yield from (side.says for side in entry.sides)
    yield from (quiz.teacher.lesson, quiz.teacher.expect, quiz.teacher.sensitivity)

"""EV: the sources themselves: fingerprints, changed files, and how much of a source is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from kzquiz.article import split
from kzquiz.check.expressions import expression
from kzquiz.check.proof import RUN, Proof, quotes
from kzquiz.check.rule import Finding, rule
from kzquiz.check.texts import entries
from kzquiz.check.views import QuestionView, QuizView, UnitView
from kzquiz.check.words import quotations
from kzquiz.model import Evidence, Quiz

_MARK = expression(r"[“\"„«]")
_PLAIN = expression(r"[^\W_]+")
Places = frozenset[tuple[str, object]]


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
    printed = _printed(view.unit)
    seen = set().union(*(printed[question.id] for question in view.questions))
    for text in _around(view.quiz):
        seen |= _runs(view.unit, text)
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
    printed = _printed(unit)
    seen = set().union(*printed.values())
    for entry in entries(unit):
        if not entry.kind:  # those of questions are known
            for part in entry.parts:
                seen |= _runs(unit, part.text)
    for claim in unit.facts.claims.values():
        seen |= _runs(unit, claim.quote)
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
    unit: UnitView, seen: Iterable[tuple[str, object]], limits: Sequence[int], what: str
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


@lru_cache(maxsize=2)
def _printed(unit: UnitView) -> Mapping[str, Places]:
    """Question id → the words of the sources that its texts and its evidence print."""
    return {question.id: _of_question(unit, question) for question in unit.questions}


def _of_question(unit: UnitView, question: QuestionView) -> Places:
    found = [_of_evidence(unit, piece) for piece in question.evidence]
    found += [_runs(unit, piece.text) for piece in question.item.stimulus]
    if unit.articles or question.kind == "wording" or _MARK.search(question.text):
        found += [_runs(unit, said.text) for said in question.said]
    return frozenset().union(*found)


def _of_evidence(unit: UnitView, piece: Evidence) -> Places:
    known, key = _known(unit), (piece.claim, piece.quote)
    if key not in known:
        known[key] = _runs(unit, piece.says) | _runs(unit, piece.quote)
    return known[key]


def _runs(unit: UnitView, text: str) -> Places:
    if not unit.articles and text not in _quoted(unit) and not _MARK.search(text):
        return frozenset()  # without an article, quotations are all that can be seen
    known = _known(unit)
    if (found := known.get(text)) is None:
        found = known[text] = frozenset(_matched(unit, text))
    return found


@lru_cache(maxsize=2)
def _known(unit: UnitView) -> dict[object, Places]:
    del unit  # one store for each unit
    return {}


def _matched(unit: UnitView, text: str) -> Iterator[tuple[str, object]]:
    """The words of sources that a text prints; without the article, its phrases with a proof."""
    words = _PLAIN.findall(text.lower())
    triples = set(zip(words, words[1:], words[2:], strict=False))
    for proof in unit.proofs.values():
        if proof.article is None:
            yield from _proved(unit, proof, text)
        # A quick look: most texts have no three words in a row with the article in common.
        elif not proof.triples.isdisjoint(triples):
            pairs = split(text).pairs
            for at in range(len(pairs) - RUN + 1):
                start = proof.runs.get(pairs[at : at + RUN])
                if start is not None:
                    yield from ((proof.source, start + word) for word in range(RUN + 1))


def _proved(unit: UnitView, proof: Proof, text: str) -> Iterator[tuple[str, object]]:
    phrases = [phrase for _, phrase in quotations(text)]
    if text in _quoted(unit):
        phrases.append(text)
    for phrase in phrases:
        words = split(phrase).words
        if len(words) > RUN and proof.proved(phrase):
            yield from ((proof.source, (words, at)) for at in range(len(words)))


@lru_cache(maxsize=2)
def _quoted(unit: UnitView) -> frozenset[str]:
    return frozenset(quote.text for quote in quotes(unit))

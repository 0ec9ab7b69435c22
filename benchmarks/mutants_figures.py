"""Defects of quotations and of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace
from mutating import (
    Changes,
    asked,
    cited,
    mutator,
    rotated,
    stated,
    texts,
    told,
    with_text,
)

from kzquiz.kinds import Question
from kzquiz.load import Unit
from kzquiz.model import QUALIFIER_WORDS, Claim, Figure

_SPELLED = {2: "two", 3: "three", 18: "eighteen"}
_QUALIFIER = re.compile(
    r"(?:about|around|at least|more than|less than|up to|over|some|roughly) (?=\d|three\b)",
    re.IGNORECASE,
)
_LEAST = 3
_SINGLE = (
    *("puppets", "traitors", "martyrs", "hooligans", "vandals", "heroes", "bandits", "patriots"),
    *("thugs", "saboteurs", "provocateurs", "looters", "victory", "chaos", "tyranny", "butchers"),
    *("angels", "pirates", "extremists", "mercenaries", "cowards", "gangsters", "wolves"),
    *("puppeteers", "agitators", "spies", "invaders", "liberators", "saviours", "radicals"),
)

# --- quotations ---------------------------------------------------------------------------------


def _altered(quote: str) -> Iterator[str]:
    """A phrase that is no longer verbatim: a word changed, dropped, added, or two exchanged."""
    words = quote.split()
    if len(words) < _LEAST:
        return
    middle = len(words) // 2
    for inner in (["certain"], [], [words[middle], "also"]):
        yield " ".join((*words[:middle], *inner, *words[middle + 1 :]))
    if words[middle] != words[middle - 1]:
        swapped = [words[middle], words[middle - 1]]
        yield " ".join((*words[: middle - 1], *swapped, *words[middle + 1 :]))


@mutator("EV01", "claim")
def quotation_altered(_: Unit, claim: Claim) -> Iterator[Changes]:
    """Quotation of a claim with a word changed, dropped, added or moved."""
    yield from ({"quote": quote} for quote in _altered(claim.quote))


@mutator("EV01", "question")
def phrase_altered(_: Unit, question: Question) -> Iterator[Changes]:
    """Quotation of a question with a word changed, dropped, added or moved."""
    for at, phrase in texts(question, "phrase"):
        yield from (with_text(question, at, other) for other in _altered(phrase))
    for number, entry in enumerate(question.evidence):
        for quote in _altered(entry.quote or ""):
            cited = [piece.model_dump() for piece in question.evidence]
            cited[number]["quote"] = quote
            yield {"evidence": cited}


@mutator("EV02", "claim")
def paragraph_moved(unit: Unit, claim: Claim) -> Iterator[Changes]:
    """Paragraph of a quotation is the one before, the one after, or none of the source."""
    proof = unit.fingerprints[claim.source].proved(claim.quote) if claim.quote else ()
    most = unit.facts.sources[claim.source].paragraphs
    for paragraph in (claim.paragraph - 1, claim.paragraph + 1, most + 1):
        if claim.quote and paragraph > 0 and paragraph not in proof:
            yield {"paragraph": paragraph}


@mutator("EV03", "question")
def quotation_too_long(_: Unit, question: Question) -> Iterator[Changes]:
    """Evidence quotes sixteen words or more."""
    for number, _entry in enumerate(question.evidence):
        cited = [piece.model_dump() for piece in question.evidence]
        cited[number]["quote"] = " ".join(["as was said on the day"] * 3)
        yield {"evidence": cited}


@mutator("EV21", "claim")
def slip_quoted(_: Unit, claim: Claim) -> Iterator[Changes]:
    """Quotation repeats a word twice in a row."""
    words = re.sub(r'[“”"]', "", claim.quote).split()
    if len(words) >= _LEAST:
        yield {"quote": " ".join((*words[:2], *words[1:]))}


@mutator("EV17", "question")
def quotation_invented(_: Unit, question: Question) -> Iterator[Changes]:
    """Words that no source has in quotation marks, in feedback, a reason or a true statement."""
    for words in ("colour revolution", "fake news of the regime", "bloodless coup"):
        yield told(question, f"Some spoke of a “{words}” there.")
    for at, why in list(texts(question, "why"))[:1]:
        yield with_text(question, at, f"{why} Others call it a “puppet show in the east”.")


@mutator("EV17", "question")
def word_invented(_: Unit, question: Question) -> Iterator[Changes]:
    """Single word that no source has in quotation marks."""
    for word in rotated(_SINGLE, question.id, 4):
        yield told(question, f"Some called them “{word}” there.")


@mutator("EV17", "question")
def paraphrase_in_marks(_: Unit, question: Question) -> Iterator[Changes]:
    """The author's own words in quotation marks."""
    voice = re.split(r"[“”]", question.feedback)[::2]
    words = max(voice, key=len).split()
    if len(words) >= 2 * _LEAST:
        middle = len(words) // 2 - 2
        phrase = " ".join(words[middle : middle + 5])
        yield {"feedback": question.feedback.replace(phrase, f"“{phrase}”", 1)}


# --- numbers ------------------------------------------------------------------------------------


def _as_written(figure: Figure) -> Iterator[str]:
    if figure.value is not None:
        yield f"{figure.value:,}"
        if figure.value in _SPELLED:
            yield _SPELLED[figure.value]


def _for_number(text: str, figure: Figure, instead: str) -> str | None:
    """The text with something else for the bare number; None where the number is not in it."""
    for written in _as_written(figure):
        pattern = rf"(?<![\w,]){written}(?!\w|,\d)"
        if re.search(pattern, text):
            return re.sub(pattern, instead, text)
    return None


@mutator("EV06", "question", seeds=True)
def number_changed(unit: Unit, question: Question) -> Iterator[Changes]:
    """Right answer with another number: ten times as much, one more, digits exchanged."""
    for claim, at, text in stated(unit, question):
        value = claim.figure.value if claim.figure else None
        if value is None or claim.figure is None:
            continue
        swapped = int(str(value)[::-1])
        for other in {value * 10, value + 1, value * 10 + 7} | {swapped} - {value}:
            new = _for_number(text, claim.figure, f"{other:,}")
            if new is not None and not _held(unit, question, other):
                yield with_text(question, at, new)


def _held(unit: Unit, question: Question, value: int) -> bool:
    """Whether a cited claim gives this number after all, or two figures of the unit make it."""
    given = {claim.figure.value for claim in cited(unit, question) if claim.figure}
    every = {c.figure.value for c in unit.facts.claims.values() if c.figure and c.figure.value}
    sums = {one + two for one in every for two in every} | {a - b for a in every for b in every}
    return value in given or value in sums


@mutator("EV07", "question", seeds=True)
def qualifier_changed(unit: Unit, question: Question) -> Iterator[Changes]:
    """Right answer with the number of its source and another qualifier, or none."""
    for claim, at, text in stated(unit, question):
        figure = claim.figure
        if figure is None or figure.value is None:
            continue
        for written in _as_written(figure):
            found = re.search(
                rf"({_QUALIFIER.pattern})?(?<![\w,]){written}(?!\w|,\d)", text, re.IGNORECASE
            )
            if found is None or (at == ("text",) and f"]] {written}" in text):
                continue
            for qualifier, words in QUALIFIER_WORDS.items():
                if qualifier != figure.qualifier:
                    new = f"{words} {written}".strip()
                    yield with_text(question, at, text[: found.start()] + new + text[found.end() :])


@mutator("EV07", "question", "cloze")
def qualifier_deletion_changed(_: Unit, question: Question) -> Iterator[Changes]:
    """Qualifier left out of a cloze has another one as its key."""
    _, text = asked(question)
    for wrong in ("more than", "at least", "up to"):
        new = re.sub(r"\[\[[^\]]*\]\](?= (?:\d|three))", f"[[{wrong}]]", text)
        if new != text:
            yield {"text": new}


@mutator("EV08", "question", seeds=True)
def vague_word_in_digits(unit: Unit, question: Question) -> Iterator[Changes]:
    """Digits in a right answer where the source has a vague word."""
    for claim, at, text in stated(unit, question):
        word = claim.figure.word if claim.figure else ""
        if re.search(rf"\b{word}\b", text) and word in {"dozens", "hundreds", "scores"}:
            for digits in ("24", "about 36", "two hundred", "at least 40"):
                yield with_text(question, at, re.sub(rf"\b{word}(?: of)?\b", digits, text))


@mutator("EV25", "question", seeds=True)
def figures_added(unit: Unit, question: Question) -> Iterator[Changes]:
    """Right answer with the sum of two figures that count different things."""
    figures = [c.figure for c in unit.facts.claims.values() if c.figure and c.figure.value]
    for claim, at, text in stated(unit, question):
        own = claim.figure
        for other in figures:
            if not own or not own.value or not other.value or min(own.value, other.value) <= 10:  # noqa: PLR2004
                continue
            total = own.value + other.value
            new = _for_number(text, own, f"{total:,}")
            if new is not None and own.category != other.category and total not in _values(unit):
                yield with_text(question, at, new)


def _values(unit: Unit) -> set[int | None]:
    return {claim.figure.value for claim in unit.facts.claims.values() if claim.figure}


@mutator("EV32", "question")
def number_from_nowhere(_: Unit, question: Question) -> Iterator[Changes]:
    """Feedback with a number that no claim has."""
    for number in ("4,300", "37", "sixty-two", "about 7 000", "1.5 million"):
        yield told(question, f"In the end it was {number} people.")


@mutator("EV06b", "claim")
def figure_changed(_: Unit, claim: Claim) -> Iterator[Changes]:
    """Figure of a claim is ten times as much, or one more, than its wording says."""
    if claim.figure and claim.figure.value:
        for value in (claim.figure.value * 10, claim.figure.value + 1):
            yield {"figure": replace(claim.figure, value=value)}


@mutator("EV07b", "claim")
def qualifier_of_claim_changed(_: Unit, claim: Claim) -> Iterator[Changes]:
    """Figure of a claim with another qualifier than its wording."""
    if claim.figure and claim.figure.value:
        for qualifier in QUALIFIER_WORDS:
            if qualifier != claim.figure.qualifier:
                yield {"figure": replace(claim.figure, qualifier=qualifier)}


@mutator("EV08b", "claim")
def vague_figure_counted(_: Unit, claim: Claim) -> Iterator[Changes]:
    """Figure of a claim in digits where its quotation or wording has a vague word."""
    word = claim.figure.word if claim.figure else ""
    if claim.figure and word:
        for value in (24, 200):
            yield {"figure": replace(claim.figure, word="", value=value)}

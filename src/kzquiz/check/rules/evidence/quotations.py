"""EV: quotations are verbatim, in their paragraph, short, whole in meaning and not invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.assertions import assertions
from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.numbers import numbers
from kzquiz.check.engine.prose import EntryText, entries
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.verbatim import Quote, quotes
from kzquiz.check.engine.words import listed, may_quote, norm, quotations, sentences, tok
from kzquiz.evidence.article import segments
from kzquiz.evidence.verifier import Proof, nearest
from kzquiz.model import DIFFERENCE_NAMES, QUALIFIER_WORDS, STATUS_NAMES

_PROVE = "make the fingerprint again where the article is at hand, which proves it"
_MOST = 15
_TOO_MANY = 25
_FEW = 3
_CUT_CHANGES = frozenset(
    listed("""
    not no never nor without neither n't cannot about around some nearly almost approximately
    roughly least most more less fewer than over under up only alleged allegedly reportedly reported
    accused claimed claim claims said says would could may might if unless""")
)
_DOUBLED = expression(r"(?<![\w.,'-])(\w+(?:[-'.,]\w+)*) \1(?![\w'-])(?! \[sic\])", re.IGNORECASE)
_RIGHT_TWICE = frozenset({"had", "that"})
# Answers of the kinds and words of the format: quoted as such, not as words of a source.
_OWN_LABELS = frozenset(
    name.lower()
    for names in (DIFFERENCE_NAMES, STATUS_NAMES, QUALIFIER_WORDS)
    for pair in names.items()
    for name in pair
) | {"true", "false", "not stated", "reported fact", "claim by a party", "claim", "none"}
_AUTHOR_ROLES = frozenset(
    {
        "stem",
        "statement",
        "heading",
        "key",
        "correction",
        "why",
        "feedback",
        "note",
        "prose",
        "when",
    }
)


@rule("EV01", "error", UnitView)
def quotation_not_verbatim(unit: UnitView) -> Iterator[Finding]:
    """A quotation does not stand in the source it cites.

    What is in quotation marks is the source's own wording, or it puts words into a mouth. Curly and
    straight marks, kinds of space and capital letters may differ; words left out need “[...]”,
    words put in need square brackets. Content guide, section 1, principle 12.

    Bad:
        claim:
          id: a1-left
          quote: about 200 residents had left their homes

    Good:
        claim:
          id: a1-left
          quote: the fire service said about 200 [...] their homes
    """
    for quote in quotes(unit):
        proof = unit.proofs[quote.source]
        verdict = proof.match(quote.text, quote.paragraph) if proof else "passed"
        if verdict == "unsure":
            message = f"it is not proved that “{quote.text}” stands there"
            yield Finding(message, _PROVE, quote.at, quote.entry, "warning")
        elif verdict == "refused" and not _elsewhere(quote, proof):
            yield Finding(
                f"{proof.label} does not print “{quote.text}” in paragraph {quote.paragraph}",
                nearest(proof, quote.text) or "quote word for word; mark what is left out by [...]",
                quote.at,
                quote.entry,
            )
        elif any(len(tok(piece)) < 2 for piece in _pieces(quote.text)):  # noqa: PLR2004
            message = f"“{quote.text}”: a piece beside [...] has one word only"
            advice = "quote two words or more on each side of what is left out"
            yield Finding(message, advice, quote.at, quote.entry)


@rule("EV02", "error", UnitView)
def wrong_paragraph(unit: UnitView) -> Iterator[Finding]:
    """A quotation stands in another paragraph of its source, or the paragraph does not exist.

    Pupils are asked to name paragraphs, and full marks need the number: a wrong one in the key
    takes marks from those who read well.

    Bad:
        claim: {id: a2-request, paragraph: 3}

    Good:
        claim: {id: a2-request, paragraph: 2}
    """
    for claim in unit.facts.claims.values():
        source = unit.facts.sources[claim.source]
        if claim.paragraph > source.paragraphs:
            message = f"{source.label} has {source.paragraphs} paragraphs, not {claim.paragraph}"
            advice = "count the blocks of the article between blank lines, from 1"
            yield Finding(message, advice, ("paragraph",), f"claim/{claim.id}")
    for quote in quotes(unit):
        proof = unit.proofs[quote.source]
        if not proof or proof.match(quote.text, quote.paragraph) != "refused":
            continue
        if found := _elsewhere(quote, proof):
            where = " and ".join(str(number) for number in found)
            own = quote.at == ("quote",)
            at = ("paragraph",) if own else quote.at
            yield Finding(
                f"“{quote.text}” stands in paragraph {where} of {proof.label}, "
                f"not in {quote.paragraph}",
                f"write “paragraph: {found[0]}”, if the claim is the one meant",
                at,
                quote.entry,
                becomes=found[0] if own and len(found) == 1 else None,
            )


@rule("EV03", "warning", UnitView, worst="error")
def long_quotation(unit: UnitView) -> Iterator[Finding]:
    """A quotation has more than 15 words, or is a whole sentence of the article.

    The project never reprints an article: a quotation is a phrase of at most 15 words, never a
    whole sentence (content guide, section 1, principle 12). More than 25 words are an error. Whole
    sentences are seen where the article is at hand.

    Bad:
        question:
          id: wording-crowd
          phrase: >-
            A furious crowd gathered in front of the town hall, where two windows were broken. The
            gate had

    Good:
        question:
          id: wording-crowd
          phrase: A furious crowd gathered in front of the town hall
    """
    for quote in quotes(unit):
        words = len(quote.text.split())
        if words > _MOST:
            yield Finding(
                f"the quotation has {words} words; a phrase has at most {_MOST}",
                "quote the words that matter and say the rest in your own",
                quote.at,
                quote.entry,
                "error" if words > _TOO_MANY else None,
            )
        elif tok(quote.text) in _whole_sentences(unit, quote.source):
            yield Finding(
                "the quotation is a whole sentence of the article",
                "quote a phrase of it and say the rest in your own words",
                quote.at,
                quote.entry,
            )


@rule("EV05", "error", UnitView)
def meaning_cut_out(unit: UnitView) -> Iterator[Finding]:
    """An ellipsis leaves out a qualifier, a number, a negation or the mark of a claim.

    “in power [...] three years” for “in power less than three years” quotes word for word and says
    something else. What was cut is only seen where the article is at hand.

    Bad:
        claim:
          id: b2-left
          quote: By Tuesday evening [...] 350 people had been moved out

    Good:
        claim:
          id: b2-left
          quote: more than 350 people had been moved [...] the old town
    """
    for quote in quotes(unit):
        article = unit.proofs[quote.source].article
        if article is None or not 1 <= quote.paragraph <= len(article.parts):
            continue
        cut = article.cut(quote.text, quote.paragraph)
        lost = [word for word in cut if word in _CUT_CHANGES or numbers(word)]
        if lost:
            yield Finding(
                f"the ellipsis leaves out “{' '.join(lost)}”, which changes what is said",
                "quote so that it stays in, or cut elsewhere",
                quote.at,
                quote.entry,
            )


@rule("EV17", "error", UnitView)
def invented_quotation(unit: UnitView) -> Iterator[Finding]:
    """Words in quotation marks stand in no source of the unit.

    Double quotation marks say: these words are printed there. Words that are only used at arm's
    length get *emphasis*, or belong in the glossary. Wrong options and rejected answers are free.

    Bad:
        question:
          id: short-basis
          feedback: >-
            The board calls this “routine upkeep of the dykes”, and speaks about its own work.

    Good:
        question:
          id: short-basis
          feedback: >-
            The board says that the gate “had been inspected in March” and speaks of its own work.
    """
    proofs = unit.proofs.values()
    if not all(proofs):
        return  # what one source does not print may stand in the one that is not there
    allowed = _OWN_LABELS | unit.terms | {term.term.lower() for term in unit.info.loaded_terms}
    for text in _quoting(unit):
        for _, words in quotations(text.text):
            plain = norm(words).lower().strip(" .,;:!?")
            if plain in allowed or not tok(plain):
                continue
            # What is proved for one source needs no slow look at the others.
            if any(proof.proved(words) for proof in proofs):
                continue
            verdicts = {proof.verdict(words) for proof in proofs}
            if verdicts == {"refused"}:
                yield Finding(
                    f"“{words}” is in quotation marks and stands in no source",
                    "quote word for word, or use *emphasis* for words of your own",
                    text.at,
                    text.entry,
                )
            elif "passed" not in verdicts:
                message = f"it is not proved that a source prints “{words}”"
                yield Finding(message, _PROVE, text.at, text.entry, "warning")


@rule("EV21", "error", UnitView)
def slip_of_the_source_quoted(unit: UnitView) -> Iterator[Finding]:
    """A quotation repeats a slip of the source, such as a doubled word, without “[sic]”.

    Readers take the slip for the worksheet's own. Quote around it, or mark it.

    Bad:
        claim: {id: a3-inspected, quote: "had been been inspected in March"}

    Good:
        claim: {id: a3-inspected, quote: "had been inspected in March"}
    """
    for quote in quotes(unit):
        text = norm(quote.text)
        doubled = [m[0] for m in _DOUBLED.finditer(text) if m[1].lower() not in _RIGHT_TWICE]
        if doubled or "\ufffd" in text:
            what = f"the doubled word “{doubled[0]}”" if doubled else "a broken character"
            advice = "quote so that it stays out, or write [sic] after it"
            yield Finding(f"the quotation repeats {what}", advice, quote.at, quote.entry)


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


# --- steps --------------------------------------------------------------------------------------


def _elsewhere(quote: Quote, proof: Proof) -> tuple[int, ...]:
    return tuple(number for number in proof.find(quote.text) if number != quote.paragraph)


def _pieces(text: str) -> tuple[str, ...]:
    pieces = next(segments(text))
    return pieces if len(pieces) > 1 else ()


@lru_cache(maxsize=8)
def _whole_sentences(unit: UnitView, source: str) -> frozenset[tuple[str, ...]]:
    article = unit.proofs[source].article
    texts = article.texts if article else ()
    return frozenset(
        words
        for text in texts
        for sentence in sentences(text)
        if sentence.rstrip('\n ”"')[-1:] in ".!?" and len(words := tok(sentence)) > _FEW
    )


def _quoting(unit: UnitView) -> Iterator[EntryText]:
    """The texts in the author's voice that quote: not wrong options, not false statements."""
    for entry in entries(unit):
        for text in entry.texts if may_quote(entry.text) else ():
            if not may_quote(text.text) or text.role not in _AUTHOR_ROLES:
                continue
            judged = text.role == "stem" and text.question and text.question.stem_is_statement
            if not judged or any(one.at == text.at for one in assertions(text.question)):
                yield text

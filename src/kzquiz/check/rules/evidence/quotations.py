"""Rules on quotations: they are verbatim, in their paragraph, short, and keep their meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kzquiz.check.engine.assertions import QUALIFIED
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.engine.tongues import NEGATIONS
from kzquiz.check.engine.verbatim import Quote, quotes
from kzquiz.check.engine.words import norm, sentences, tokens, word_set
from kzquiz.evidence.article import segments
from kzquiz.evidence.verifier import Proof, nearest
from kzquiz.expressions import expression
from kzquiz.languages.words import rule_words
from kzquiz.numbers import numbers
from kzquiz.problems import Severity

PROVE = "make the fingerprint again where the article is at hand, which proves it"
_OF_CLAIM = ("quote",)
_MOST = 15
_TOO_MANY = 25
_FEW = 3
_CHANGES_MEANING = word_set("""
    not no never nor without neither n't cannot about around some nearly almost approximately
    roughly least most more less fewer than over under up only alleged allegedly reportedly reported
    accused claimed claim claims said says would could may might if unless whether mostly largely
    mainly partly chiefly usually often sometimes tried try tries trying attempted failed fail fails
    expected expect expects hoped hopes planned plans intended suspected suspects believed believes
    thought appeared appears seemed seems likely possibly perhaps probably rumours rumors reports
    rumoured rumored denied denies refused threatened promised""")
_SENSE = (NEGATIONS, "hedges", *QUALIFIED[1:])
"""The lists of the same words in other languages; `_AFTER` has those that follow a number."""
_AFTER = ("about_after", "at_least_after", "more_after", "up_to_after")
_DOUBLED = expression(r"(?<![\w.,'-])(\w+(?:[-'.,]\w+)*) \1(?![\w'-])(?! \[sic\])", re.IGNORECASE)
_RIGHT_TWICE = word_set("had that is was very so many long no never again")


@rule("EV01", "error", UnitView)
def quotation_not_verbatim(unit: UnitView) -> Iterator[Finding]:
    """A quotation is not in the source that it cites.

    A quotation repeats the source word for word. Curly or straight marks, kinds of space and
    capital letters may differ. Write “[...]” for words that you leave out, and put words that you
    add in square brackets.

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
        proof, source = unit.proofs[quote.source], unit.facts.sources[quote.source]
        verdict = proof.match(quote.text, quote.paragraph) if proof else "passed"
        if verdict == "unsure":
            message = f"it is not proved that “{quote.text}” stands there"
            yield Finding(message, PROVE, quote.at, quote.entry, "warning")
        elif verdict == "refused" and not _elsewhere(quote, proof):
            yield Finding(
                f"{proof.label} does not print “{quote.text}” in {source.passage(quote.paragraph)}",
                nearest(proof, quote.text, source)
                or "quote word for word; mark what is left out by [...]",
                quote.at,
                quote.entry,
            )
        elif any(len(tokens(piece)) < 2 for piece in _pieces(quote.text)):  # noqa: PLR2004
            message = f"“{quote.text}”: a piece beside [...] has one word only"
            advice = "quote two words or more on each side of what is left out"
            yield Finding(message, advice, quote.at, quote.entry)


@rule("EV02", "error", UnitView)
def wrong_paragraph(unit: UnitView) -> Iterator[Finding]:
    """A quotation is in another paragraph of its source, or the paragraph does not exist.

    Learners have to name paragraphs for full marks. A wrong number in the key takes marks from
    those who read well.

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
            own = quote.at == _OF_CLAIM
            source = unit.facts.sources[quote.source]
            if own and _is_timed(unit, quote.entry):
                yield Finding(
                    f"“{quote.text}” is not said at {source.at(quote.paragraph)} in {source.label}",
                    f"it stands at {' and '.join(map(source.at, found))}",
                    ("at",),
                    quote.entry,
                )
                continue
            at = ("paragraph",) if own else quote.at
            yield Finding(
                f"“{quote.text}” stands in {source.passage(*found)} of {proof.label}, "
                f"not in {source.passage(quote.paragraph).removeprefix('paragraph ')}",
                f"write “paragraph: {found[0]}”, if the claim is the one meant",
                at,
                quote.entry,
                becomes=found[0] if own and len(found) == 1 else None,
            )


@rule("EV03", "warning", UnitView, worst="error")
def long_quotation(unit: UnitView) -> Iterator[Finding]:
    """A quotation has more than 15 words, or is a whole sentence of the article.

    A unit must not reprint an article: a quotation is a phrase of at most 15 words, never a whole
    sentence. More than 25 words are an error, and in the quotation of a claim, which every output
    may print, more than 15. Whole sentences can only be found if the article is at hand. A source
    whose ``rights`` are free may be quoted at length.

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
        if unit.facts.sources[quote.source].free:
            continue
        if words > _MOST:
            yield Finding(
                f"the quotation has {words} words; a phrase has at most {_MOST}",
                "quote the words that matter and say the rest in your own",
                quote.at,
                quote.entry,
                "error" if words > _TOO_MANY or quote.at == _OF_CLAIM else None,
            )
        elif tokens(quote.text) in _whole_sentences(unit, quote.source):
            yield Finding(
                "the quotation is a whole sentence of the article",
                "quote a phrase of it and say the rest in your own words",
                quote.at,
                quote.entry,
            )


@rule("EV05", "warning", UnitView, worst="error", lists=_SENSE)
def meaning_cut_out(unit: UnitView) -> Iterator[Finding]:
    """An ellipsis leaves out a qualifier, a number, a negation, or a word such as “alleged”.

    “in power [...] three years” for “in power less than three years” is word for word, and wrong.
    It is an error if a quoted number loses its qualifier, and a warning if another word is left out
    that may change the meaning. The words left out are only known if the article is at hand.

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
        omitted = article.omitted_words(quote.text, quote.paragraph)
        lost = list(_telling(omitted, unit.tag_of(quote.source)))
        if lost:
            yield Finding(
                f"the ellipsis leaves out “{' '.join(lost)}”, which may change what is said",
                "quote so that it stays in, or cut elsewhere",
                quote.at,
                quote.entry,
                _qualifier_cut(
                    quote.text, article.texts[quote.paragraph - 1], unit.tag_of(quote.source)
                ),
            )


@rule("EV21", "warning", UnitView, worst="error")
def slip_of_the_source_quoted(unit: UnitView) -> Iterator[Finding]:
    """A quotation repeats a mistake of the source, such as a doubled word, without “[sic]”.

    Readers will think that the mistake is yours. Quote a phrase without it, or write “[sic]” after
    it. A broken character is an error, a doubled word a warning. Names may have a word twice
    (“Walla Walla”).

    Bad:
        claim: {id: a3-inspected, quote: "had been been inspected in March"}

    Good:
        claim: {id: a3-inspected, quote: "had been inspected in March"}
    """
    for quote in quotes(unit):
        text = norm(quote.text)
        doubled = [m[0] for m in _DOUBLED.finditer(text) if not _right_twice(m[0])]
        broken = "\ufffd" in text
        if doubled or broken:
            what = "a broken character" if broken else f"the doubled word “{doubled[0]}”"
            yield Finding(
                f"the quotation repeats {what}",
                "quote so that it stays out, or write [sic] after it",
                quote.at,
                quote.entry,
                "error" if broken else None,
            )


# --- steps --------------------------------------------------------------------------------------


def _is_timed(unit: UnitView, entry: str) -> bool:
    """Whether a claim says by a time code where it stands."""
    document, path = unit.unit.places[entry]
    return document.get((*path, "at")) is not None


def _elsewhere(quote: Quote, proof: Proof) -> tuple[int, ...]:
    return tuple(number for number in proof.find(quote.text) if number != quote.paragraph)


def _telling(omitted: Sequence[str], tag: str) -> Iterator[str]:
    """The words among those left out that change a meaning."""
    words = rule_words(tag)
    if words is None:
        yield from (one for one in omitted if one in _CHANGES_MEANING or numbers(one))
        return
    told = words.written(*_SENSE, *_AFTER)
    yield from (found[0] for found in told.finditer(" ".join(omitted)))
    yield from (one for one in omitted if numbers(one, tag))


def _qualifier_cut(quote: str, paragraph: str, tag: str) -> Severity | None:
    """An error if the paragraph has a number of the quotation, never with the same qualifier."""
    printed = [(number.value, number.qualifier) for number in numbers(paragraph, tag)]
    values = {value for value, _ in printed}
    cut = any(
        number.value in values and (number.value, number.qualifier) not in printed
        for number in numbers(quote, tag)
    )
    return "error" if cut else None


def _right_twice(doubled: str) -> bool:
    """Whether a doubled word is correct: “had had”, or a name (“Walla Walla”)."""
    first, _, second = doubled.partition(" ")
    return first.lower() in _RIGHT_TWICE or (first == second and first[0].isupper())


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
        if sentence.rstrip('\n ”"')[-1:] in ".!?" and len(words := tokens(sentence)) > _FEW
    )

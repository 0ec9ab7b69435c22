"""EV: the figures of claims: one number with one qualifier in figure, quotation and wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kzquiz.check.engine.numbers import Number, numbers, of_figure, tells, vague
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView
from kzquiz.check.engine.words import has_phrase
from kzquiz.model import QUALIFIER_WORDS


@rule("EV06b", "error", ClaimView)
def figure_not_in_paragraph(view: ClaimView) -> Iterator[Finding]:
    """A claim's figure is not in its quotation, its paragraph or its own wording.

    A figure is typed once and printed everywhere: in tables, on keys and on cards. The paragraph is
    looked at where the article is at hand. A text may tell a number in other words: “no dead” is 0,
    “a helicopter” is 1, “both officers” are 2.

    Bad:
        claim:
          id: a1-left
          figure: {value: 2000, qualifier: about, unit: people}

    Good:
        claim:
          id: a1-left
          figure: {value: 200, qualifier: about, unit: people}
    """
    claim, paragraph = view.claim, _paragraph(view)
    for number in of_figure(claim.figure) if claim.figure else ():
        for where, text in (("quotation", claim.quote), ("says", claim.says)):
            held = numbers(text)
            if held and not tells(text, number.value):
                yield Finding(
                    f"the figure is {number.raw}, the claim's {where} has {_listed(held)}",
                    "give both the same number",
                    ("figure",),
                )
        if paragraph and not tells(paragraph, number.value):
            there = numbers(paragraph)
            yield Finding(
                f"paragraph {claim.paragraph} does not give the number {number.raw}",
                f"it gives {_listed(there)}" if there else "it gives no number",
                ("figure",),
            )


@rule("EV07b", "error", ClaimView)
def qualifier_of_claim_lost(view: ClaimView) -> Iterator[Finding]:
    """A claim's figure, quotation and wording give one number different qualifiers.

    The figure's qualifier is printed in tables and keys, the wording on cards and source cards: the
    two must be one figure, and that of the source. A warning where the qualifier may be another
    word (“talks about 350 people”).

    Bad:
        claim:
          id: b2-left
          says: The fire service said that 350 people were out of the old town by Tuesday evening.

    Good:
        claim:
          id: b2-left
          says: The fire service said that over 350 people were out of the old town by Tuesday.
    """
    claim = view.claim
    for figure in of_figure(claim.figure) if claim.figure else ():
        for where, text in (("quotation", claim.quote), ("wording", claim.says)):
            held = [number for number in numbers(text) if number.value == figure.value]
            if not held or figure.qualifier in {number.qualifier for number in held}:
                continue
            # A quotation may start after the qualifier: it then says nothing about it.
            if where == "quotation" and held[0].qualifier == "exact" and held[0].start == 0:
                continue
            shown = QUALIFIER_WORDS[held[0].qualifier] or "no qualifier"
            wanted = QUALIFIER_WORDS[figure.qualifier] or "none"
            yield Finding(
                f"the {where} gives {figure.raw} with {shown}, the figure has {wanted}",
                "give both the qualifier of the source",
                ("quote",) if where == "quotation" else ("says",),
                severity="warning" if held[0].unsure else None,
            )


@rule("EV08b", "warning", ClaimView, worst="error")
def vague_figure_in_digits(view: ClaimView) -> Iterator[Finding]:
    """A claim's figure has a value where its quotation or its wording has only a vague word.

    What the source leaves open stays open in every table and on every card (content guide, section
    1, principle 5). An error where the vague word counts the unit of the figure (“several hours”);
    elsewhere it may count another thing. Nothing is said where the paragraph gives the number.

    Bad:
        claim:
          id: b3-sirens
          figure: {value: 2, unit: hours}
          quote: several hours after the water did

    Good:
        claim:
          id: b3-sirens
          figure: {word: several, unit: hours}
          quote: several hours after the water did
    """
    claim, figure = view.claim, view.claim.figure
    if figure is None or figure.word:
        return
    paragraph, given = _paragraph(view), of_figure(figure)
    if paragraph and all(tells(paragraph, number.value) for number in given):
        return
    for where, text in (("quotation", claim.quote), ("wording", claim.says)):
        if any(tells(text, number.value) for number in given):
            continue
        for words in vague(text) if not numbers(text) else ():
            same = figure.unit and _counts(text, words, figure.unit)
            yield Finding(
                f"the figure is {figure.amount}, the {where} says “{words}”",
                f"write “figure: {{word: {words}}}”, if it counts the same thing",
                ("figure",),
                severity="error" if same else None,
            )
            return


def _paragraph(view: ClaimView) -> str:
    """The paragraph of the article that a claim cites; empty where it is not at hand."""
    article, number = view.unit.proofs[view.claim.source].article, view.claim.paragraph
    return article.texts[number - 1] if article and 1 <= number <= len(article.texts) else ""


def _counts(text: str, words: str, unit: str) -> bool:
    """Whether a vague quantity stands directly before a unit."""
    return any(has_phrase(text, f"{words}{joint}{unit}") for joint in (" ", " of "))


def _listed(found: Iterable[Number]) -> str:
    return ", ".join(
        f"{QUALIFIER_WORDS[number.qualifier]} {number.raw}".strip() for number in found
    )

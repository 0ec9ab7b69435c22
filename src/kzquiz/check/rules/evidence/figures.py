"""EV: the figures of claims: one number with one qualifier in figure, quotation and wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kzquiz.check.engine.numbers import Number, numbers, of_figure, vague
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView
from kzquiz.model import QUALIFIER_WORDS


@rule("EV06b", "error", ClaimView)
def figure_not_in_paragraph(view: ClaimView) -> Iterator[Finding]:
    """A claim's figure is not in its quotation, its paragraph or its own wording.

    A figure is typed once and printed everywhere: in tables, on keys and on cards. The paragraph is
    looked at where the article is at hand.

    Bad:
        claim:
          id: a1-left
          figure: {value: 2000, qualifier: about, unit: people}

    Good:
        claim:
          id: a1-left
          figure: {value: 200, qualifier: about, unit: people}
    """
    claim, article = view.claim, view.unit.proofs[view.claim.source].article
    if claim.figure is None:
        return
    for number in of_figure(claim.figure):
        for where, text in (("quotation", claim.quote), ("says", claim.says)):
            held = [entry.value for entry in numbers(text)]
            if held and number.value not in held:
                yield Finding(
                    f"the figure is {number.raw}, the claim's {where} has {_listed(numbers(text))}",
                    "give both the same number",
                    ("figure",),
                )
        if article and 1 <= claim.paragraph <= len(article.texts):
            there = numbers(article.texts[claim.paragraph - 1])
            if number.value not in {entry.value for entry in there}:
                yield Finding(
                    f"paragraph {claim.paragraph} does not give the number {number.raw}",
                    f"it gives {_listed(there)}" if there else "it gives no number",
                    ("figure",),
                )


@rule("EV07b", "error", ClaimView)
def qualifier_of_claim_lost(view: ClaimView) -> Iterator[Finding]:
    """A claim's figure, quotation and wording give one number different qualifiers.

    The figure's qualifier is printed in tables and keys, the wording on cards and source cards: the
    two must be one figure, and that of the source.

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
    if claim.figure is None:
        return
    for figure in of_figure(claim.figure):
        for where, text in (("quotation", claim.quote), ("wording", claim.says)):
            held = [n.qualifier for n in numbers(text) if n.value == figure.value]
            if not held or figure.qualifier in held:
                continue
            # A quotation may start after the qualifier: it then says nothing about it.
            if where == "quotation" and held == ["exact"] and numbers(text)[0].start == 0:
                continue
            shown = QUALIFIER_WORDS[held[0]] or "no qualifier"
            wanted = QUALIFIER_WORDS[figure.qualifier] or "none"
            yield Finding(
                f"the {where} gives {figure.raw} with {shown}, the figure has {wanted}",
                "give both the qualifier of the source",
                ("quote",) if where == "quotation" else ("says",),
            )


@rule("EV08b", "error", ClaimView)
def vague_figure_in_digits(view: ClaimView) -> Iterator[Finding]:
    """A claim's figure has a value where its quotation or its wording has only a vague word.

    What the source leaves open stays open in every table and on every card (content guide, section
    1, principle 5).

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
    for where, text in (("quotation", claim.quote), ("wording", claim.says)):
        if not numbers(text) and (words := vague(text)):
            yield Finding(
                f"the figure is {figure.amount}, the {where} says “{words[0]}”",
                f"write “figure: {{word: {words[0]}}}”",
                ("figure",),
            )
            return


def _listed(found: Iterable[Number]) -> str:
    return ", ".join(
        f"{QUALIFIER_WORDS[number.qualifier]} {number.raw}".strip() for number in found
    )

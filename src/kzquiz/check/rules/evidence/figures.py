"""Rules on the figures of claims: figure, quotation and wording agree on number and qualifier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kzquiz.check.engine.assertions import QUALIFIED, qualifier_name
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView
from kzquiz.check.engine.words import has_phrase
from kzquiz.figures import gives_figure, values, written_like
from kzquiz.model import Figure
from kzquiz.numbers import (
    Number,
    figure_numbers,
    gives_number,
    numbers,
    vague_quantities,
)


@rule("EV06b", "error", ClaimView)
def figure_not_in_paragraph(view: ClaimView) -> Iterator[Finding]:
    """The figure of a claim is not in its quotation, its wording or its paragraph.

    A figure is typed once and printed in tables, on keys and on cards. The paragraph is compared
    only if the article is at hand; if it has the figure, the quotation may be of another part. A
    text may give a number in other words: “no dead” is 0, “a
    helicopter” is 1, “both officers” are 2.

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
    tag, of_source = view.unit.tag, view.unit.tag_of(view.claim.source)
    if (figure := claim.figure) is None:
        return
    for value, shown in values(figure, tag):
        proved = bool(paragraph) and gives_figure(paragraph, figure, value, of_source)
        for where, text, read in (("quotation", claim.quote, of_source), ("says", claim.says, tag)):
            held = _held(text, figure, read)
            # A quotation may be of another part of the paragraph, which has the figure.
            known = {n.value for n in numbers(paragraph, of_source)}
            other = where == "quotation" and value in known
            if held and not other and not gives_figure(text, figure, value, read):
                yield Finding(
                    f"the figure is {shown}, the claim's {where} has {held}",
                    "give both the same number",
                    ("figure",),
                )
        if paragraph and not proved:
            there = _held(paragraph, figure, of_source)
            passage = view.unit.facts.sources[claim.source].passage(claim.paragraph)
            yield Finding(
                f"{passage} does not give the number {shown}",
                f"it gives {there}" if there else "it gives no number",
                ("figure",),
            )


@rule("EV07b", "error", ClaimView, lists=QUALIFIED)
def qualifier_of_claim_lost(view: ClaimView) -> Iterator[Finding]:
    """The figure, quotation and wording of a claim give a number with different qualifiers.

    Tables and keys print the figure with its qualifier, cards and source cards print the wording:
    both must have the qualifier of the source. It is a warning if the word may be no qualifier
    (“talks about 350 people”). “Nearly 350” is about 350, and it is less.

    Bad:
        claim:
          id: b2-left
          says: The fire service said that 350 people were out of the old town by Tuesday evening.

    Good:
        claim:
          id: b2-left
          says: The fire service said that over 350 people were out of the old town by Tuesday.
    """
    claim, tag = view.claim, view.unit.tag
    of_source = view.unit.tag_of(claim.source)
    for figure in figure_numbers(claim.figure, tag) if claim.figure else ():
        for where, text in (("quotation", claim.quote), ("wording", claim.says)):
            read = of_source if where == "quotation" else tag
            held = [number for number in numbers(text, read) if number.value == figure.value]
            if not held or any(number.has((figure.qualifier,)) for number in held):
                continue
            # A quotation may start after the qualifier: it then says nothing about it.
            if where == "quotation" and held[0].qualifier == "exact" and held[0].start == 0:
                continue
            shown = qualifier_name(held[0].qualifier)
            wanted = qualifier_name(figure.qualifier, "none")
            yield Finding(
                f"the {where} gives {figure.raw} with {shown}, the figure has {wanted}",
                "give both the qualifier of the source",
                ("quote",) if where == "quotation" else ("says",),
                severity="warning" if held[0].unsure else None,
            )


@rule("EV08b", "warning", ClaimView, worst="error", lists=("vague",))
def vague_figure_in_digits(view: ClaimView) -> Iterator[Finding]:
    """The figure of a claim is a number, but its quotation or wording has only a vague word.

    If the source gives no number, tables and cards give none. It is an error if the vague word
    counts the unit of the figure (“several hours”); otherwise it may count something else. If the
    article is at hand and the paragraph has the number, there is no finding.

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
    tag, of_source = view.unit.tag, view.unit.tag_of(claim.source)
    paragraph, given = _paragraph(view), figure_numbers(figure, tag)
    if paragraph and all(gives_number(paragraph, number.value, of_source) for number in given):
        return
    for where, text, read in (("quotation", claim.quote, of_source), ("wording", claim.says, tag)):
        if any(gives_number(text, number.value, read) for number in given):
            continue
        for words in vague_quantities(text, read) if not numbers(text, read) else ():
            same = figure.unit and _counts(text, words, figure.unit)
            yield Finding(
                f"the figure is {figure.amount()}, the {where} says “{words}”",
                f"write “figure: {{word: {words}}}”, if it counts the same thing",
                ("figure",),
                severity="error" if same else None,
            )
            return


def _paragraph(view: ClaimView) -> str:
    """The text of the paragraph that a claim cites; empty if the article is not at hand."""
    article, number = view.unit.proofs[view.claim.source].article, view.claim.paragraph
    return article.texts[number - 1] if article and 1 <= number <= len(article.texts) else ""


def _counts(text: str, words: str, unit: str) -> bool:
    """Whether a vague quantity is directly before a unit: “dozens of people”."""
    return any(has_phrase(text, f"{words}{joint}{unit}") for joint in (" ", " of "))


def _held(text: str, figure: Figure, tag: str) -> str:
    """What a text gives of the sort of a figure: its numbers, clock times or ratios."""
    return ", ".join(written_like(text, figure)) or _listed(numbers(text, tag))


def _listed(found: Iterable[Number]) -> str:
    return ", ".join(
        f"{qualifier_name(number.qualifier, '')} {number.raw}".strip() for number in found
    )

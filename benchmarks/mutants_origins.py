"""Defects of evidence: who says so, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace
from mutating import (
    Changes,
    asked,
    cited,
    labels,
    mutator,
    names,
    seeds,
    stated,
    texts,
    told,
    unnamed,
    with_text,
    without,
)

from kzquiz.kinds import Question
from kzquiz.load import Unit
from kzquiz.model import Claim

_CLAIMED = ("official-claim", "party-claim", "witness-claim")
_NEWSROOMS = re.compile(r"\b(?:sources|newsrooms|reports|texts|articles)\b")


@mutator("EV09", "question", "choice", "short-answer", "cloze", seeds=True)
def attribution_dropped(unit: Unit, question: Question) -> Iterator[Changes]:
    """Question and answers on what a party says, and neither the party nor the source is named."""
    claims = cited(unit, question)
    name, text = asked(question)
    if any(claim.status not in _CLAIMED for claim in claims) or _NEWSROOMS.search(text):
        return
    bare = re.sub(r",? ?(?:in )?paragraphs? \d+(?: and \d+)?,?(?: of)?", "", text)
    new = without(unnamed(bare, labels(unit)), names(unit, claims), "they")
    answers = [text for _, text in texts(question, "key", "accept", "distractor")]
    known = [word.lower() for word in (*names(unit, claims), *labels(unit))]
    rest = " ".join((new, *answers)).lower()
    if not any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", rest) for word in known):
        yield {name: new}


@mutator("EV09b", "claim")
def speaker_dropped(unit: Unit, claim: Claim) -> Iterator[Changes]:
    """Wording of a claim by a party that names none of its speakers."""
    if claim.status in _CLAIMED:
        known = [name.removeprefix("the ") for name in names(unit, [claim])]
        yield {"says": without(claim.says, known, "someone")}
        yield {"says": "It is so, and not otherwise, as far as anybody can tell from there."}


@mutator("EV13", "question", "choice", "short-answer", "cloze", "open", "order", seeds=True)
def source_label_dropped(unit: Unit, question: Question) -> Iterator[Changes]:
    """Question on something the sources tell differently that names no source."""
    differing = {
        claim
        for difference in unit.facts.differences.values()
        if len({unit.facts.claims[c].source for c in difference.claims}) > 1
        for claim in difference.claims
    }
    name, text = asked(question)
    new = unnamed(text, labels(unit))
    both = _NEWSROOMS.search(new)
    rest = " ".join(text for _, text in texts(question, "key", "distractor", "statement"))
    left = name != "text" and any(label in rest for label in labels(unit))
    concerns = any(claim.id in differing for claim in cited(unit, question))
    if new != text and concerns and not both and not left:
        yield {name: new}


@mutator("EV10", "question")
def unconfirmed_called_confirmed(unit: Unit, question: Question) -> Iterator[Changes]:
    """Feedback or a reason calls a claim confirmed that its source could not confirm."""
    if not any(claim.confirmation for claim in cited(unit, question)):
        return
    for sentence in (
        "This is confirmed.",
        "So it is a proven fact.",
        "Independent people have verified the number.",
        "The deaths are established beyond doubt.",
        "It is certain that this happened.",
    ):
        yield told(question, sentence)
        for at, why in list(texts(question, "why"))[:1]:
            yield with_text(question, at, f"{why} {sentence}")


@mutator("EV10b", "unit")
def caveat_on_one_of_two(unit: Unit) -> Iterator[Unit]:
    """Figure of the category of a figure under a caveat, without the caveat."""
    claims = unit.facts.claims
    covered = [c for c in claims.values() if c.confirmation and c.figure]
    for claim in claims.values():
        for other in covered:
            if claim.figure and not claim.confirmation and claim.source == other.source:
                figure = replace(claim.figure, category=other.figure.category)
                laid = {**claims, claim.id: replace(claim, figure=figure)}
                yield replace(unit, questions=(), items=(), facts=replace(unit.facts, claims=laid))


@mutator("EV10c", "claim")
def caveat_of_another_source(unit: Unit, claim: Claim) -> Iterator[Changes]:
    """Claim under a caveat that another source prints, or under itself."""
    for caveat in {c.confirmation for c in unit.facts.claims.values() if c.confirmation}:
        if unit.facts.claims[caveat].source != claim.source:
            yield {"confirmation": caveat}
    if claim.confirmation:
        yield {"confirmation": claim.id}


@mutator("EV11", "question", "choice", "short-answer", "cloze", seeds=True)
def time_dropped(unit: Unit, question: Question) -> Iterator[Changes]:
    """Figure that holds for a time asked for without any time."""
    name, text = asked(question)
    times = {c.as_of for c, _, raw in stated(unit, question) if c.as_of and re.search(r"\d", raw)}
    for time in sorted(times):
        new = without(text.replace(f" ({time})", ""), (time,), "there")
        if new != text:
            yield {name: new}


@mutator("EV11", "unit")
def time_not_asked(unit: Unit) -> Iterator[Unit]:
    """Claim with a time whose figure is asked for without any time."""
    for seed in seeds(unit):
        claim = unit.facts.claims[seed.evidence[0].claim]
        figure = claim.figure
        if "(time not stated)" not in asked(seed)[1] or figure is None or not figure.value:
            continue
        if "time" not in figure.category:  # a length of time has none
            timed = replace(claim, as_of="by Saturday evening")
            facts = replace(unit.facts, claims={**unit.facts.claims, claim.id: timed})
            bare = asked(seed)[1].replace(" (time not stated)", "")
            question = seed.model_copy(update={"stem": bare})
            yield replace(
                unit, facts=facts, questions=(question,), items=(question.lower(facts),), recipes=()
            )


@mutator("EV18", "question", "choice", "short-answer", "open")
def speakers_exact_word(unit: Unit, question: Question) -> Iterator[Changes]:
    """Question for a speaker's exact word where the text may be a translation."""
    if any("translat" in text for _, text in texts(question, "feedback", "why", "key", "stem")):
        return
    heard = [claim for claim in cited(unit, question) if "newsroom" not in claim.speakers[0]]
    if not heard:
        return
    speaker = unit.facts.speakers[heard[0].speakers[0]].name
    for stem in (
        f"Which word did {speaker} use, going by Source A?",
        f"What exact term does {speaker} choose in Source B?",
        f"In which of their own words did {speaker} put it, in Source A?",
        f"How did {speaker} put it word for word, according to Source B?",
    ):
        yield {"stem": stem}


@mutator("EV20", "question")
def date_inferred(unit: Unit, question: Question) -> Iterator[Changes]:
    """Feedback with a date that no source prints and nothing infers."""
    if question.external or any(claim.inferred_from for claim in cited(unit, question)):
        return
    for date in (
        *("5 January", "January 6", "the 4th of January", "2 January 2022", "11 January"),
        *("the sixth of January", "06.01.2022", "2022-01-06"),
    ):
        yield told(question, f"All of it happened on {date}.")


@mutator("EV20", "unit")
def inference_not_named(unit: Unit) -> Iterator[Unit]:
    """Date of the timeline that no source prints, and not said what it is inferred from."""
    for number, event in enumerate(unit.info.timeline):
        # Source B prints the seventh of January.
        if event.inferred_from and re.search(r"\b[1-6] January", event.when):
            bare = event.model_copy(update={"inferred_from": []})
            events = [*unit.info.timeline]
            events[number] = bare
            info = unit.info.model_copy(update={"timeline": events})
            yield replace(unit, info=info, questions=(), items=())


@mutator("EV22", "question", "choice", "select-all", "short-answer", "cloze")
def headline_alone(_: Unit, question: Question) -> Iterator[Changes]:
    """Question that rests on a headline or sub-heading alone and does not say so."""
    _, text = asked(question)
    if not re.search("headline|heading|stamp|updated", text.lower()):
        yield {"evidence": ["b1-arrive"]}
        yield {"evidence": ["b2-deaths", "b2-second-day"]}

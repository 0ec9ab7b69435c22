"""Defects of the author's voice, of what may hurt, of cards and of rubrics."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mutating import (
    Changes,
    asked,
    cited,
    mutator,
    rotated,
    texts,
    told,
    with_text,
)

from kzquiz.kinds import Question
from kzquiz.load import Unit

_OPTIONS = ("choice", "select-all")
_ALONE = ("choice", "select-all", "short-answer", "open", "true-false-not-stated", "missing")
_FILLER = (
    "On the days on which all this took place, in a large country that many readers have never "
    "seen and that has borders with several others, there was much to be told, and the text in "
    "front of you tells a part of it, in the order that its newsroom thought best for readers who "
    "wanted to know what had happened there and what might come of it after a while."
)

# --- the author's own voice ---------------------------------------------------------------------


@mutator("IW29", "question")
def doubled_word(_: Unit, question: Question) -> Iterator[Changes]:
    """Word that stands twice in a row in feedback, stem or a reason."""
    for at, text in texts(question, "feedback", "stem", "why"):
        found = [m for m in re.finditer(r"(?<= )[a-z]{2,}(?= )", text) if _voice(text, m.start())]
        found = [match for match in found if match[0] not in {"had", "that"}]
        if found:
            word = found[len(found) // 2]
            yield with_text(question, at, f"{text[: word.end()]} {word[0]}{text[word.end() :]}")


def _voice(text: str, at: int) -> bool:
    """Whether a place in a text is outside quotation marks."""
    return text.count("“", 0, at) == text.count("”", 0, at)


@mutator("LW01", "question")
def loaded_term(unit: Unit, question: Question) -> Iterator[Changes]:
    """Loaded term of the unit in the author's own voice."""
    terms = list(dict.fromkeys(entry.term for entry in unit.info.loaded_terms))
    if question.kind != "wording":
        for term in rotated(terms, question.id, 5):
            yield told(question, f"Paragraph 1 is about the {term} there.")


@mutator("LW02", "question")
def quoted_without_owner(unit: Unit, question: Question) -> Iterator[Changes]:
    """Loaded term in quotation marks, and nobody to whom the word belongs."""
    terms = list(dict.fromkeys(entry.term for entry in unit.info.loaded_terms))
    if question.kind not in {"wording", "who-said"}:
        for term in rotated(terms, question.id, 5):
            yield told(question, f"Read again what stands there on the “{term}” of that day.")


@mutator("LW03", "question")
def slanted_verb(_: Unit, question: Question) -> Iterator[Changes]:
    """Verb of saying that takes sides."""
    sentences = (
        "The police claimed so.",
        "The interior ministry insists on it.",
        "Tokayev has revealed the plan.",
        "Officials admit it.",
        "Witnesses allege that it was so.",
        "Price conceded the point.",
        "The US government then boasted of it.",
        "The ministry, in a statement, confessed it.",
        "The police had to admit it.",
    )
    for sentence in rotated(sentences, question.id, 5):
        yield told(question, sentence)


@mutator("LW05", "question")
def other_name_for_group(unit: Unit, question: Question) -> Iterator[Changes]:
    """Group of people called something else than its neutral label."""
    loaded = {entry.term.lower() for entry in unit.info.loaded_terms}
    others = [name for label in unit.info.labels for name in label.instead_of]
    if question.kind != "wording":
        for name in rotated([n for n in others if n.lower() not in loaded], question.id, 4):
            yield told(question, f"Paragraph 2 tells of the {name} in the city.")


# --- what may hurt ------------------------------------------------------------------------------

_GRAPHIC = (
    "corpses", "the beheading", "torture", "a massacre", "bloodshed", "charred bodies",
    "executions", "mutilated men", "entrails",
)  # fmt: skip


@mutator("SE01", "question")
def graphic_without_warning(_: Unit, question: Question) -> Iterator[Changes]:
    """Graphic word without a warning."""
    for words in rotated(_GRAPHIC, question.id, 4):
        yield told(question, f"There is no need to tell of {words} here.") | {"warning": None}


@mutator("SE02", "question")
def too_graphic(_: Unit, question: Question) -> Iterator[Changes]:
    """Graphic word, with a warning, in a unit for learners under sixteen."""
    for words in rotated(_GRAPHIC, question.id, 2):
        yield told(question, f"It tells of {words}.") | {"warning": "One word is graphic."}


@mutator("SE03", "question")
def graphic_without_need(_: Unit, question: Question) -> Iterator[Changes]:
    """Graphic word that the evidence does without."""
    for words in rotated(_GRAPHIC, question.id, 2):
        yield told(question, f"It tells of {words}.") | {"warning": "One word is graphic."}


@mutator("SE04", "question", *_ALONE[:3], setting="deck")
def graphic_in_front(_: Unit, question: Question) -> Iterator[Changes]:
    """Graphic word on the front of a card."""
    name, text = asked(question)
    for words in rotated(_GRAPHIC, question.id, 2):
        yield {name: f"After {words}: {text}", "warning": "One word is graphic."}


@mutator("SE06", "question")
def private_person(_: Unit, question: Question) -> Iterator[Changes]:
    """Name of a person whom the unit does not know."""
    for person in ("the baker Aigerim Sadykova", "Daniyar Omarov, 12", "young Marat Bekov"):
        yield told(question, f"Among them was {person}, with two children.")


@mutator("SE07", "question")
def group_generalised(_: Unit, question: Question) -> Iterator[Changes]:
    """Whole people or faith said to be, want or do something."""
    for sentence in (
        "Russians want order.",
        "Kazakhs are patient.",
        "Muslims always obey.",
        "All Americans love to watch.",
        "The Chinese never interfere.",
    ):
        yield told(question, sentence)


# --- cards --------------------------------------------------------------------------------------


@mutator("FC01", "question", "choice", setting="deck")
def crowded_answer(_: Unit, question: Question) -> Iterator[Changes]:
    """Answer of a card with more than fifteen words, or with two figures."""
    key = getattr(question, "key", "").rstrip(".")
    yield {"key": f"{key}, {' '.join(_FILLER.split()[:16])}", "last": None}
    yield {"key": f"{key}: 350 in one place and 700 in the other", "last": None}


@mutator("FC02", "question", "choice", "short-answer", setting="deck")
def list_as_answer(_: Unit, question: Question) -> Iterator[Changes]:
    """Answer of a card that is a list of four."""
    yield {"key": "the police, the army, the ministry and the president"} | _unpinned(question)
    yield {"key": "fuel; wages; the internet; the airport"} | _unpinned(question)


def _unpinned(question: Question) -> Changes:
    return {"last": None} if question.kind == "choice" else {}


@mutator("FC03", "question", "short-answer", setting="deck")
def yes_or_no_card(_: Unit, _question: Question) -> Iterator[Changes]:
    """Card that is answered with yes or no."""
    for stem, key in (("Did it happen, says Source A?", "yes"), ("Is it so in Source B?", "No.")):
        yield {"stem": stem, "key": key, "accept": []}


@mutator("FC04", "question", "choice", "short-answer", "cloze", setting="deck")
def card_not_alone(unit: Unit, question: Question) -> Iterator[Changes]:
    """Front of a card that names no source, or speaks of “the article” or “now”."""
    name, text = asked(question)
    yield {name: f"As of today: {text}"}
    yield {name: f"The article tells it. {text}"}
    labels = [source.label for source in unit.facts.sources.values()]
    bare = re.sub("|".join(labels), "the text", text)
    plain = re.search(r"\bsources?\b|\bnewsrooms?\b|\breports?\b", bare)
    told_of = {claim.status for claim in cited(unit, question)} - {"background"}
    if bare != text and not plain and told_of:
        yield {name: bare}


@mutator("FC06", "question", "cloze", setting="deck")
def bad_deletion(_: Unit, question: Question) -> Iterator[Changes]:
    """Cloze that leaves out an article, or a word that stands beside the gap."""
    bare = re.sub(r"\[\[([^|\]]*)[^\]]*\]\]", r"\1", asked(question)[1])
    for word in ("the", "of", "in"):
        if f" {word} " in bare:
            yield {"text": bare.replace(f" {word} ", f" [[{word}]] ", 1)}
    longest = max(re.findall(r"\w+", bare), key=len)
    yield {"text": f"{bare} Remember [[{longest}]]."}


@mutator("FC07", "question", "choice", "short-answer", "cloze", setting="deck")
def card_without_source(_: Unit, _question: Question) -> Iterator[Changes]:
    """Card that rests on no claim."""
    yield {"evidence": []}


@mutator("FC10", "question", "choice", "select-all", "true-false-not-stated", "difference")
def no_feedback(_: Unit, _question: Question) -> Iterator[Changes]:
    """Question with options whose feedback says nothing."""
    for text in ("See Source A.", "Right!", "Paragraph 3 of A."):
        yield {"feedback": text}


# --- rubrics ------------------------------------------------------------------------------------

_LEVELS = ("proficient", "emergent", "basic")


@mutator("RB01", "question", "open")
def vague_level(_: Unit, question: Question) -> Iterator[Changes]:
    """Level of a rubric that says no more than “a good answer”."""
    for level in _LEVELS:
        for text in ("A good answer.", "Some good points, some weak ones."):
            yield with_text(question, ("rubric", level, "looks_for"), text)


@mutator("RB03", "question", "open")
def levels_alike(_: Unit, question: Question) -> Iterator[Changes]:
    """Level of a rubric with the words of the one above it."""
    rubric = question.model_dump()["rubric"]
    for upper, lower in (_LEVELS[:2], _LEVELS[1:]):
        text = rubric[upper]["looks_for"]
        yield with_text(question, ("rubric", lower, "looks_for"), text)
        yield with_text(question, ("rubric", lower, "looks_for"), f"Hardly: {text}")


@mutator("RB04", "question", "open")
def one_source_in_rubric(unit: Unit, question: Question) -> Iterator[Changes]:
    """Best level that asks for one source where the question rests on two."""
    if len({claim.source for claim in cited(unit, question)}) > 1:
        for text in (
            "Names the speaker in Source A and says which record would settle the matter.",
            "Gives a reason from the text and says what would have to be known to be sure.",
        ):
            yield with_text(question, ("rubric", "proficient", "looks_for"), text)


@mutator("RB05", "question", "open")
def opinion_rewarded(_: Unit, question: Question) -> Iterator[Changes]:
    """Level of a rubric that rewards an opinion."""
    for text in (
        "Agrees with the protesters and names the paragraphs of both sources that matter.",
        "Names both paragraphs, is on the right side and says clearly why that is so.",
        "Has the correct opinion of the troops and supports it with one paragraph of each source.",
        "Takes the side of the president and supports it with a paragraph of each source.",
    ):
        for level in _LEVELS[:2]:
            yield with_text(question, ("rubric", level, "looks_for"), text)

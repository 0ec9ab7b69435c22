"""Defects of options and stems."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace
from mutating import (
    Changes,
    as_option,
    asked,
    mutator,
    texts,
    wrong_options,
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

# --- options ------------------------------------------------------------------------------------


@mutator("IW01", "question", *_OPTIONS)
def none_of_the_above(_: Unit, question: Question) -> Iterator[Changes]:
    """Option “none of the above”."""
    for text in ("None of the above", "none of these", "None of these is right.", "Neither"):
        yield from as_option(question, text)


@mutator("IW02", "question", *_OPTIONS)
def all_of_the_above(_: Unit, question: Question) -> Iterator[Changes]:
    """Option “all of the above”."""
    for text in ("All of the above", "all of these", "Both of these.", "A and C are correct"):
        yield from as_option(question, text)


@mutator("IW10", "question", *_OPTIONS)
def combined_letters(_: Unit, question: Question) -> Iterator[Changes]:
    """Option that combines the letters of others."""
    for text in ("A and C only", "I, II and III", "both B and D", "only B", "1 & 3"):
        yield from as_option(question, text)


@mutator("IW04", "question", *_OPTIONS)
def absolute_term(_: Unit, question: Question) -> Iterator[Changes]:
    """Option with “always”, “never”, “completely” and the like."""
    if options := wrong_options(question):
        text = options[-1][1].rstrip(".")
        for word in ("always", "never", "completely", "under no circumstances", "totally"):
            yield from as_option(question, f"{text}, {word}")


@mutator("IW06", "question", "choice")
def longest_key(_: Unit, question: Question) -> Iterator[Changes]:
    """Key qualified until it is far longer than any distractor."""
    key = getattr(question, "key", "").rstrip(".")
    yield {
        "key": f"{key}, as far as can be told from what stands in the text itself and from nothing"
        " else that anybody may have heard",
        "last": None,
    }


@mutator("IW08", "question", "choice")
def echo_of_stem(_: Unit, question: Question) -> Iterator[Changes]:
    """Word that stands in the stem and in the key alone."""
    key, stem = getattr(question, "key", "").rstrip("."), asked(question)[1]
    for word in ("harbour", "carpenter", "tournament"):
        yield {"key": f"{key} near the {word}", "stem": f"Of a {word}: {stem}", "last": None}


@mutator("IW16", "question", *_OPTIONS)
def option_twice(_: Unit, question: Question) -> Iterator[Changes]:
    """Two options that say the same, but for capitals, a stop or quotation marks."""
    for _at, key in list(texts(question, "key"))[:1]:
        for text in (f"{key.rstrip('.')} .", key.swapcase(), f"‘{key}’"):
            yield from as_option(question, text)


@mutator("IW17", "question", "choice")
def overlapping_options(_: Unit, question: Question) -> Iterator[Changes]:
    """Option that includes the key and says a little more."""
    key = getattr(question, "key", "").rstrip(".")
    for more in ("on that day", "in the region", "and others"):
        yield from as_option(question, f"{key} {more}")


# --- stems --------------------------------------------------------------------------------------


@mutator("IW03", "question", *_OPTIONS)
def negative_stem(_: Unit, _question: Question) -> Iterator[Changes]:
    """Stem that asks what is not so."""
    for stem in (
        "Which of these is not so, according to Source A?",
        "Which of these doesn’t stand in Source B?",
        "Which answer is wrong, going by Source A?",
        "According to Source B, all of these are right except which?",
    ):
        yield {"stem": stem}


@mutator("IW26", "question", *_OPTIONS)
def double_negative(_: Unit, question: Question) -> Iterator[Changes]:
    """Negative stem with a negative option."""
    for text in ("It was not said", "Nobody was named", "It didn’t happen"):
        for changes in as_option(question, text):
            yield {**changes, "stem": "Which of these is not so, according to Source A?"}


@mutator("IW11", "question", *_OPTIONS)
def blank_in_stem(_: Unit, question: Question) -> Iterator[Changes]:
    """Stem with a blank to be filled."""
    words = asked(question)[1].split()
    for blank in ("____", "_____.", "[blank]", "......"):
        yield {"stem": " ".join((*words[:3], blank, *words[4:]))}


@mutator("IW12", "question", *_OPTIONS)
def stem_without_question(_: Unit, question: Question) -> Iterator[Changes]:
    """Stem that asks nothing."""
    yield {"stem": asked(question)[1].replace("?", ".")}
    yield {"stem": "Source A, paragraph 3"}


@mutator("IW13", "question", "select-all")
def wrong_count_in_stem(_: Unit, question: Question) -> Iterator[Changes]:
    """Stem that asks for another number of options than are right."""
    right = len(list(texts(question, "key")))
    for word, number in (("two", 2), ("three", 3), ("four", 4)):
        if number != right:
            yield {"stem": f"Which {word} of these are told, going by both sources?"}


@mutator("IW19", "question", "choice", "select-all", "short-answer", "true-false-not-stated")
def long_stem(_: Unit, question: Question) -> Iterator[Changes]:
    """Stem with sixty words that nobody needs."""
    name, text = asked(question)
    yield {name: f"{_FILLER} {text}"}


@mutator("IW23", "question", "true-false-not-stated")
def muddled_statement(_: Unit, question: Question) -> Iterator[Changes]:
    """Statement with two parts, a negation or an absolute word."""
    text = asked(question)[1].rstrip(".")
    for more in (", and it rained", " because it was late", ", but not for long", " completely"):
        yield {"statement": f"{text}{more}."}


@mutator("IW24", "question", "choice", "select-all", "short-answer", "true-false-not-stated")
def opinion_with_key(_: Unit, question: Question) -> Iterator[Changes]:
    """Question with a key that asks for an opinion."""
    name, _ = asked(question)
    for text in (
        "What do you think of Source A?",
        "Should the troops have come, going by Source B?",
        "In your opinion, who is right in Source A?",
        "Was it right to send them, going by Source B?",
    ):
        yield {name: text}


@mutator("IW25", "question", "choice", "select-all", "short-answer")
def best_without_criterion(_: Unit, _question: Question) -> Iterator[Changes]:
    """Question for the best or the most important without a measure."""
    for text in (
        "Which statement in Source A is the most important?",
        "Which speaker in Source B is the most reliable?",
        "Which is the best sentence in Source A?",
        "What is the most telling detail in Source B?",
    ):
        yield {"stem": text}


@mutator("IW27", "question", *_OPTIONS)
def empty_lead_in(_: Unit, _question: Question) -> Iterator[Changes]:
    """Stem “Which of the following is true?”."""
    for stem in (
        "Which of the following is true?",
        "Which of these statements are correct?",
        "What of these is right?",
    ):
        yield {"stem": stem}


@mutator("IW28", "question", *_ALONE)
def dangling_reference(_: Unit, question: Question) -> Iterator[Changes]:
    """Stem that starts with a pronoun or points above or below."""
    name, text = asked(question)
    for start in (
        "He said so: ",
        "It is told of here: ",
        "In the text above: ",
        "As shown below: ",
    ):
        yield {name: f"{start}{text}"}


@mutator("ST10", "question", *_ALONE)
def hinges_on_another(_: Unit, question: Question) -> Iterator[Changes]:
    """Stem that refers to another question."""
    name, text = asked(question)
    for start in ("As in question 3: ", "Use your answer to the last question: ", "See item 2. "):
        yield {name: f"{start}{text}"}


@mutator("ST08", "unit")
def near_duplicate(unit: Unit) -> Iterator[Unit]:
    """Second question with nearly the same stem."""
    for question in unit.questions:
        name, text = asked(question)
        if question.kind in {"choice", "select-all", "short-answer", "open"}:
            twin = question.model_copy(
                update={"id": f"{question.id}-twin", name: text.replace("?", " then?")}
            )
            questions = (*unit.questions, twin)
            yield replace(unit, questions=questions, items=(*unit.items, twin.lower(unit.facts)))

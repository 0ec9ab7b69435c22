"""Defects of the form of options and stems that are hints to their author."""

from __future__ import annotations

from collections.abc import Iterator

from mutating import Changes, as_option, mutator, texts, with_text, wrong_options

from kzquiz.kinds import Question
from kzquiz.load import Unit

_OPTIONS = ("choice", "select-all")


def _with_options(question: Question, *options: str) -> Iterator[Changes]:
    """The key and the wrong options of a choice of three replaced."""
    key, *wrong = options
    reasons = question.model_dump()["distractors"][: len(wrong)]
    held = [{**reason, "text": text} for reason, text in zip(reasons, wrong, strict=False)]
    if len(held) == len(wrong):
        yield {"key": key, "distractors": held, "last": None}


@mutator("IW09", "question", "choice")
def numbers_in_words(_: Unit, question: Question) -> Iterator[Changes]:
    """Options that are numbers in words, or numbers with one pinned to the end."""
    yield from _with_options(question, "three", "twelve", "two")
    yield from _with_options(question, "nine people", "two people", "thirty people")
    for changes in _with_options(question, "3", "12", "2"):
        yield {**changes, "last": "3"}


@mutator("IW05", "question", *_OPTIONS)
def vague_frequency(_: Unit, question: Question) -> Iterator[Changes]:
    """Option with “often”, “usually” or the like."""
    for word in ("often", "usually", "partly"):
        if options := wrong_options(question):
            yield from as_option(question, f"{options[-1][1].rstrip('.')}, {word}")


@mutator("IW07", "question", "choice")
def option_far_longer(_: Unit, question: Question) -> Iterator[Changes]:
    """Option of many words among short ones."""
    long = "the people of the town who had come there in the morning, and some who came later on"
    yield from _with_options(question, "the police", "the army", long)
    yield from _with_options(question, long, "the police", "the army")


@mutator("IW10b", "question", "choice")
def parts_recombined(_: Unit, question: Question) -> Iterator[Changes]:
    """Options that are combinations of the same parts."""
    yield from _with_options(question, "police and army", "army and mayor", "mayor and police")
    yield from _with_options(
        question, "Almaty, Aktau, Taraz", "Aktau, Taraz, Oral", "Oral, Almaty, Taraz"
    )


@mutator("IW14", "question", "choice")
def odd_form(_: Unit, question: Question) -> Iterator[Changes]:
    """Option in another grammatical form than the others."""
    yield from _with_options(question, "to warn people", "counting the cars", "asking for help")
    yield from _with_options(question, "because it rained", "to stop them", "to send more")


@mutator("IW15", "question", *_OPTIONS)
def mixed_stops(_: Unit, question: Question) -> Iterator[Changes]:
    """Options of which one alone ends, or does not end, with a full stop."""
    options = list(texts(question, "key", "distractor"))
    if len({text.endswith(".") for _, text in options}) == 1:
        at, text = options[-1]
        other = text.rstrip(".") if text.endswith(".") else f"{text}."
        yield dict(with_text(question, at, other)) | (
            {"last": None} if question.kind == "choice" else {}
        )


@mutator("IW20", "question", "choice")
def lead_repeated(_: Unit, question: Question) -> Iterator[Changes]:
    """Options that all start with the same words."""
    lead = "The sources say that"
    yield from _with_options(question, f"{lead} it rained", f"{lead} it snowed", f"{lead} it froze")


@mutator("RD01", "question", "choice", "short-answer")
def stem_hard_to_read(_: Unit, _question: Question) -> Iterator[Changes]:
    """Stem of long words in one long sentence."""
    yield {
        "stem": "Considering organisational responsibilities, which numerical approximation "
        "regarding participating demonstrators did metropolitan representatives communicate "
        "immediately after authorities reestablished administrative functionality, according to "
        "Source A?"
    }
    yield {
        "stem": "Notwithstanding contradictory characterisations, which governmental institutions "
        "acknowledged intercontinental coordination concerning telecommunication infrastructure "
        "interruptions, according to Source B?"
    }

"""Defects of the set as a whole, and of what is noted beside the questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice

from msgspec.structs import replace
from mutating import Changes, asked, changed, cited, labels, mutator, seeds, texts, with_text

from kzquiz.kinds import Question
from kzquiz.load import Recipe, Unit

_DECK = (Recipe("deck", "Cards", output="deck"),)
_KINDS = ("who-said", "how-confirmed", "difference", "wording", "order", "open")
_CLAIMED = ("official-claim", "party-claim", "witness-claim")


def _only(unit: Unit, questions: Iterable[Question], **more: object) -> Unit:
    """The unit with these questions and no others, in no recipe."""
    held = tuple(questions)
    items = tuple(question.lower(unit.facts) for question in held)
    return replace(unit, questions=held, items=items, **{"recipes": (), **more})


def _copies(questions: Sequence[Question], count: int) -> list[Question]:
    """So many questions, each with an id of its own: the given ones over and over."""
    return [
        question.model_copy(update={"id": f"{question.id}-{number}"})
        for number, question in enumerate(islice(cycle(questions), count if questions else 0))
    ]


def _windows(questions: Sequence[Question], size: int) -> Iterator[Sequence[Question]]:
    for start in range(0, len(questions) - size + 1, 3):
        yield questions[start : start + size]


def _of(unit: Unit, *kinds: str) -> list[Question]:
    return [question for question in unit.questions if question.kind in kinds]


# --- patterns to guess by -----------------------------------------------------------------------


@mutator("ST01", "unit")
def key_always_lowest(unit: Unit) -> Iterator[Unit]:
    """Eight questions among numbers whose key is always the lowest."""
    numbers = [seed for seed in seeds(unit) if seed.kind == "choice"]
    yield from (_only(unit, window) for window in _windows(numbers, 8))


@mutator("ST02", "unit")
def one_label_only(unit: Unit) -> Iterator[Unit]:
    """Statements of which nearly all have one and the same key."""
    statements = _of(unit, "true-false-not-stated")
    for key in ("true", "false", "not-stated"):
        alike = [one for one in statements if one.model_dump()["key"] == key]
        others = [one for one in statements if one not in alike][:1]
        for count in (6, 9, 14):
            yield _only(unit, [*_copies(alike, count), *others])


@mutator("ST03", "unit")
def key_always_longest(unit: Unit) -> Iterator[Unit]:
    """Eight choices whose key is the longest option."""
    long = [
        question.model_copy(update={"key": f"{question.key}, as far as anybody can tell from it"})
        for question in _of(unit, "choice")
    ]
    yield from (_only(unit, window) for window in _windows(long, 8))


# --- shares -------------------------------------------------------------------------------------


@mutator("ST04", "unit")
def one_skill(unit: Unit) -> Iterator[Unit]:
    """Questions of which more than half are on one skill."""
    skills = dict.fromkeys(item.skills[0] for item in unit.items)
    for skill in skills:
        pairs = list(zip(unit.questions, unit.items, strict=True))
        alike = [question for question, item in pairs if item.skills[0] == skill][:8]
        others = [question for question, item in pairs if item.skills[0] != skill][:5]
        yield _only(unit, [*alike, *others])


@mutator("ST05", "unit")
def source_left_aside(unit: Unit) -> Iterator[Unit]:
    """Questions of which hardly any cites one of the sources."""
    for source in unit.facts.sources:
        pairs = list(zip(unit.questions, unit.items, strict=True))
        without = [question for question, item in pairs if source not in item.sources]
        others = [question for question, item in pairs if source in item.sources]
        for count in (0, 2):
            yield from (_only(unit, [*w, *others[:count]]) for w in _windows(without, 12))


@mutator("ST06", "unit")
def doubt_rewarded(unit: Unit) -> Iterator[Unit]:
    """Verdicts that all doubt, or all support."""
    for classed, grounded in (("claim", "officials-only"), ("reported-fact", "different-origins")):
        questions = []
        for question in _of(unit, "classify", "how-confirmed"):
            key = classed if question.kind == "classify" else grounded
            statements = question.model_dump()["statements"]
            new = changed(unit, question, {"statements": [{**s, "key": key} for s in statements]})
            questions += [new] if new else []
        yield from (_only(unit, window) for window in _windows(questions, 4))


@mutator("ST07", "unit")
def recall_only(unit: Unit) -> Iterator[Unit]:
    """Questions that nearly all ask to read closely or to read numbers."""
    pairs = list(zip(unit.questions, unit.items, strict=True))
    recall = [question for question, item in pairs if item.skills[0] in {"read", "figures"}]
    others = [question for question, item in pairs if item.skills[0] not in {"read", "figures"}]
    yield from (_only(unit, [*window, *others[:3]]) for window in _windows(recall, 9))


@mutator("ST12", "unit")
def authorities_only(unit: Unit) -> Iterator[Unit]:
    """Questions that rest on statements of the authorities alone."""
    sides = {speaker.id: speaker.side for speaker in unit.facts.speakers.values()}
    official = [
        question
        for question in unit.questions
        if {sides[claim.speakers[0]] for claim in cited(unit, question)} == {"authorities"}
    ]
    yield from (_only(unit, window) for window in _windows(official, 6))


@mutator("ST13", "unit")
def one_kind(unit: Unit) -> Iterator[Unit]:
    """Questions of which most are of one kind."""
    for kind in dict.fromkeys(question.kind for question in unit.questions):
        alike = _copies(_of(unit, kind), 9)
        others = [question for question in unit.questions if question.kind != kind]
        yield _only(unit, [*alike, *others[:4]])


@mutator("ST11", "unit")
def kind_left_out(unit: Unit) -> Iterator[Unit]:
    """Unit without a question of a kind that its method needs."""
    for kind in _KINDS:
        yield _only(unit, [one for one in unit.questions if one.kind != kind])
    silent = {"key": "not-stated"}.items()
    yield _only(unit, [one for one in unit.questions if not silent <= one.model_dump().items()])


# --- questions that get in each other's way -----------------------------------------------------


@mutator("ST09", "unit")
def claim_over_used(unit: Unit) -> Iterator[Unit]:
    """Four questions on one claim alone."""
    for question in unit.questions:
        if len({claim.id for claim in cited(unit, question)}) == 1:
            yield _only(unit, _copies([question], 4))


@mutator("FC05", "unit")
def twin_cards(unit: Unit) -> Iterator[Unit]:
    """Second card that differs in small words alone, with another answer."""
    for question in _of(unit, "choice", "short-answer"):
        name, text = asked(question)
        start = " ".join(text.split()[:4])
        if any(label in start for label in labels(unit)):
            continue  # fronts that start with the source are told apart
        changes = {"id": f"{question.id}-twin", name: f"{text} And then?"}
        twin = question.model_copy(update=changes | {"key": "something else altogether"})
        yield _only(unit, (question, twin), recipes=_DECK)


@mutator("FC08", "unit")
def figure_without_speaker(unit: Unit) -> Iterator[Unit]:
    """Card with a figure that somebody claims, and the one who claims it is not named."""
    for seed in seeds(unit):
        claim = unit.facts.claims[seed.evidence[0].claim]
        label = unit.facts.sources[claim.source].label
        if seed.kind != "short-answer" or claim.status not in _CLAIMED or claim.figure is None:
            continue
        if claim.figure.unit:
            stem = f"{label} has {claim.figure} {claim.figure.unit}. In which paragraph?"
            yield _only(unit, [seed.model_copy(update={"stem": stem})], recipes=_DECK)


# --- notes beside the questions -----------------------------------------------------------------


@mutator("SE08", "unit")
def deaths_to_guess(unit: Unit) -> Iterator[Unit]:
    """Choice among numbers of people killed, wounded or hurt."""
    for seed in seeds(unit):
        figure = unit.facts.claims[seed.evidence[0].claim].figure
        if seed.kind == "choice" and figure and figure.category:
            hurt = any(word in figure.category for word in ("killed", "injured", "wounded", "dead"))
            yield from [_only(unit, [seed])] if hurt else []


@mutator("EV28", "question", "choice")
def reason_without_place(_: Unit, question: Question) -> Iterator[Changes]:
    """Reason of a wrong option from elsewhere that does not say where it is from."""
    for number, option in enumerate(question.model_dump()["distractors"]):
        if option["role"] in {"other-span", "other-source"}:
            yield with_text(question, ("distractors", number, "why"), "It is told there, not here.")


@mutator("EV29", "unit")
def fingerprint_missing(unit: Unit) -> Iterator[Unit]:
    """Source without a fingerprint."""
    for source in unit.fingerprints:
        held = {name: known for name, known in unit.fingerprints.items() if name != source}
        yield replace(unit, fingerprints=held)


@mutator("SC06", "unit")
def silence_for_nothing(unit: Unit) -> Iterator[Unit]:
    """Silence of a rule that finds nothing there, or that does not exist."""
    for question in unit.questions:
        for code in ("IW01", "EV06", "IW99"):
            silenced = {f"question/{question.id}": {code: "it is so on purpose"}}
            yield replace(unit, lint_ok={**unit.lint_ok, **silenced})


@mutator("SC07", "question")
def review_undated(_: Unit, question: Question) -> Iterator[Changes]:
    """Question that nobody reviewed, or nobody knows when."""
    if question.reviewed:
        yield {"reviewed": None}
        yield {"reviewed": {"by": question.reviewed.by, "on": "last week"}}


@mutator("IW30", "question", "choice", "short-answer", "open")
def letters_unexplained(_: Unit, question: Question) -> Iterator[Changes]:
    """Stem with capitals that the glossary does not know."""
    name, text = asked(question)
    for letters in ("OSCE", "UNHCR"):
        if list(texts(question, "stem")):
            yield {name: f"{text} (The {letters} asks.)"}

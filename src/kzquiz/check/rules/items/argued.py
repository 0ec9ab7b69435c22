"""Rules on reasons, feedback and answers that stand for another answer than the key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kzquiz.check.engine.assertions import assertions
from kzquiz.check.engine.cited import paragraphs_of
from kzquiz.check.engine.fit import passages
from kzquiz.check.engine.named import forms
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.timed import DATED
from kzquiz.check.engine.words import STOP, bare, outside_quotes, sentences, tokens
from kzquiz.check.rules.evidence.claims import opposite_in
from kzquiz.check.rules.evidence.told import moments_of
from kzquiz.expressions import expression
from kzquiz.model import Match

_EXCLUDES = expression(
    r"\b(?:cannot (?:all |both )?(?:be|have been) (?:both )?(?:right|true)"
    r"|exclude(?:s)? (?:each other|one another)|contradict (?:each other|one another)"
    r"|contradict(?:s|ed)|(?:only )?one of (?:the two|them) (?:must|can|has to) be"
    r" (?:wrong|right|true|false)|nobody can follow both|(?:was|is|were) (?:never true|a lie)"
    r"|must be (?:false|wrong))\b"
)
_DENIES = expression(
    r"\b(?:not?|neither|nor|never|nobody|nothing|none|without|cannot|if|whether|would|seems?)\b"
    r"|n['’]t\b|\?"
)


@rule("EV80", "warning", QuestionView, reads=("en",))
def feedback_for_conflict(question: QuestionView) -> Iterator[Finding]:
    """Feedback on a difference says that both cannot be right, and the difference is no conflict.

    Learners whose answer is the key read there that it is wrong. A difference that can also be
    argued to be a true conflict may have such a sentence.

    Bad:
        question: {id: difference-left, feedback: One of them must be wrong.}

    Good:
        question: {id: difference-left, feedback: Not that one of them must be wrong.}
    """
    kinds = {kind for one in question.differences for kind in (one.kind, *one.also)}
    if not kinds or "true-conflict" in kinds:
        return
    for text in question.of("feedback"):
        for sentence in sentences(text.text.lower()):
            found = _EXCLUDES.search(sentence)
            if found and not _DENIES.search(sentence.replace(found[0], "", 1)):
                yield Finding(
                    f"“{found[0]}”: the unit sees no true conflict here"
                    f" (“{question.differences[0].id}” in differences.yaml)",
                    "let the feedback say why the key is right",
                    text.at,
                )


@rule("EV81", "warning", QuestionView, lists=DATED)
def event_with_its_time(question: QuestionView) -> Iterator[Finding]:
    """An event that is to be put in order prints its own time.

    Learners sort the times and need no source. “when” has the time, which the key prints.

    Bad:
        question:
          id: order-flood
          events:
            - {text: In March the gate is inspected., claim: a3-inspected, when: March}
            - {text: The river floods the old town., claim: a1-flooded, when: Monday night}
            - {text: Over 350 people have gone., claim: b2-left, when: Tuesday evening}

    Good:
        question:
          id: order-flood
          events:
            - {text: The gate is inspected., claim: a3-inspected, when: March}
            - {text: The river floods the old town., claim: a1-flooded, when: Monday night}
            - {text: Over 350 people have gone., claim: b2-left, when: Tuesday evening}
    """
    tag = question.unit.tag
    for text in question.of("statement"):
        when = question.sibling(text, "when")
        if not isinstance(when, str):
            continue
        asked, printed = moments_of(when, tag), moments_of(text.text, tag)
        for sort, times in printed.items():
            known = asked.get(sort, {}).values()
            if raw := next((raw for raw, value in times.items() if value in known), ""):
                yield Finding(
                    f"the event prints “{raw}”, its own time", "leave it to “when”", text.at
                )
                break


@rule("EV82", "warning", QuestionView)
def accepted_for_another(question: QuestionView) -> Iterator[Finding]:
    """The key is one speaker of the unit, and an accepted answer is another.

    Speakers are known by their names and aliases. A speaker of a cited claim may be accepted.

    Bad:
        question: {id: short-basis, key: the water board, accept: [Mayor Brandt]}

    Good:
        question: {id: short-basis, key: the water board, accept: [the board itself]}
    """
    accepted = question.of("accept")
    if not accepted:
        return
    known = _by_name(question.unit)
    own = {known.get(bare(key.text), "") for key in question.keys}
    if not own or "" in own:
        return
    own.update(speaker for claim in question.claims for speaker in claim.speakers)
    for text in accepted:
        speaker = known.get(bare(text.text))
        if speaker and speaker not in own:
            yield Finding(
                f"“{text.text}” is {question.unit.facts.speakers[speaker].name},"
                f" and the key is “{question.keys[0].text}”",
                "take it out, or correct the key",
                text.at,
            )


@lru_cache(maxsize=2)
def _by_name(unit: UnitView) -> Mapping[str, str]:
    """A name or form of a name, as `bare` has it → the speaker; forms of several are left out."""
    found: dict[str, set[str]] = {}
    for speaker, names in unit.names.items():
        for name in (*names, *forms(names)):
            found.setdefault(bare(name), set()).add(speaker)
    return {name: min(speakers) for name, speakers in found.items() if len(speakers) == 1}


@rule("EV83", "warning", QuestionView, reads=("en",))
def reason_for_another_category(question: QuestionView) -> Iterator[Finding]:
    """The reason of a statement calls it what another category is called, and not its own.

    “…, so it is a fact” stands beside the key *prediction*. Categories whose names have several
    words of their own are not compared.

    Bad:
        question:
          id: classify-flood
          statements:
            - {text: The gate was inspected., claim: a3-inspected, key: claim, why: It is a fact.}
            - {text: The repairs will take two weeks or more., claim: a5-repairs, key: prediction}

    Good:
        question:
          id: classify-flood
          statements:
            - {text: The gate was inspected., claim: a3-inspected, key: claim, why: It is no fact.}
            - {text: The repairs will take two weeks or more., claim: a5-repairs, key: prediction}
    """
    shape = question.item.shape
    if not isinstance(shape, Match) or question.asks_speaker:
        return
    names = {one.id: [w for w in tokens(one.text) if w not in STOP] for one in shape.targets}
    if any(len(words) != 1 for words in names.values()):
        return
    categories = {words[0]: target for target, words in names.items()}
    for number, prompt in enumerate(shape.prompts):
        for sentence in sentences(prompt.why.lower()):
            called = [categories[word] for word in tokens(sentence) if word in categories]
            if called and prompt.target not in called and not _DENIES.search(sentence):
                yield Finding(
                    f"the key is “{prompt.target}”, and the reason says “{called[0]}”",
                    "correct the key or the reason",
                    ("statements", number),
                )


@rule("EV84", "warning", QuestionView, reads=("en",))
def opposite_of_claim(question: QuestionView) -> Iterator[Finding]:
    """A right answer has another colour or direction than its claims, or the opposite.

    East for west. For opposites such as earlier and later it is a hint, since a sentence may turn
    them round. It needs the articles.

    Bad:
        question:
          id: short-basis
          stem: Where does the town lie, according to Source B?
          key: above the river
          evidence: [b6-worst]

    Good:
        question:
          id: short-basis
          stem: Where does the town lie, according to Source B?
          key: below the river
          evidence: [b6-worst]
    """
    if not passages(question.unit):
        return
    asked = tokens(question.stem) if not question.stem_is_statement else ()
    for text in assertions(question):
        said = tuple(word for word in tokens(outside_quotes(text.text)) if word not in asked)
        there = [w for told in paragraphs_of(question.unit, text.claims) for w in tokens(told)]
        for word, other, sure in opposite_in(said, there):
            yield Finding(
                f"“{word}” is in no cited paragraph, and “{other}” is",
                "say what the source says, if both speak of the same thing",
                text.at,
                severity=None if sure else "hint",
            )

"""Rules on differences between sources: the source is named, verdicts agree with the unit's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kzquiz.check.engine.fit import marks
from kzquiz.check.engine.named import has_form, telling
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.shapes import has_one_answer
from kzquiz.check.engine.subjects import DifferenceView, QuestionView, UnitView
from kzquiz.check.engine.tongues import NEGATIONS, in_tongue
from kzquiz.check.engine.words import content_words, has_any, jaccard, sentences
from kzquiz.expressions import expression
from kzquiz.languages.words import rule_words
from kzquiz.model import Claim, Difference
from kzquiz.numbers import numbers
from kzquiz.problems import Severity

_PAIRS = 2
_SAME, _NEARLY = 0.7, 0.8
_CLAUSE = expression(r"[,;:.] |\.$")
_JUDGES = expression(r"\b(?:must|wrong|lie[sd]?|lying|false|mistake\w*|proves?|right|both)\b")
_COMPATIBLE = expression(
    r"\b(?:compatible|different (?:groups|things|times|places|days|periods)|another (?:place|time"
    r"|day|period)|one event|the same event|both fit|numbers fit|no contradiction)\b"
)
_CONFLICT = expression(r"\b(?:true conflict|contradict\w*)\b", re.IGNORECASE)
_BOTH = expression(
    r"\b(?:sources|reports|newsrooms|texts|articles|accounts|(?:each|either|neither|which|first"
    r"|second|other|one|earlier|later|older|newer|evening|morning|night|longer|shorter)"
    r" (?:source|report|newsroom|text|article|account))\b"
)
_NOT = expression(r"\b(?:not?|neither|nor|never|without|nothing|cannot)\b|n['’]t\b", re.IGNORECASE)
_QUOTES = ("“", '"', "„", "«")
_REFUTED = expression(
    r"\b(?:wrong\w*|mistak\w+|mistook|misread\w*|false\w*|tempting|reject\w*|error|untrue|if|whether)\b",
    re.IGNORECASE,
)


@rule("EV13", "warning", QuestionView, lists=("sources",))
def source_not_named(question: QuestionView) -> Iterator[Finding]:
    """The sources differ on something, and the question does not say which source it means.

    Two accounts that differ give two right answers, unless the question names the source or asks
    about both, and cites claims of both. Naming a speaker is enough if only one source quotes that
    speaker on it.

    Bad:
        question:
          id: choice-left
          stem: How many people had left their homes on Monday night, said the fire service?

    Good:
        question:
          id: choice-left
          stem: How many people had left on Monday night, said the fire service in Source A?
    """
    if question.keyed and (question.differences or not has_one_answer(question.item.shape)):
        return
    differing = _differing(question.unit)
    cited = next((claim for claim in question.claims if claim.id in differing), None)
    if cited is None or _cites_both(question, cited):
        return
    beside = [piece.label for piece in question.item.stimulus]
    beside += [text.text for text in question.options]
    shown = f"{question.front} {question.item.instruction} {' '.join(beside)}".lower()
    named = any(label.lower() in shown for label in question.unit.labels)
    named = named or _speaker_names_source(question, cited)
    asked = f"{question.stem} {question.item.instruction}".lower()
    # A question on words in quotation marks is about the sentence that it shows.
    texts = in_tongue(_BOTH, question.unit.tag, "sources")
    if not named and not texts.search(asked) and not question.stem.startswith(_QUOTES):
        yield Finding(
            "the sources differ here, and the question does not say which one it means",
            f"add “in {question.unit.facts.sources[cited.source].label}”, or ask about all that do",
            ("stem",),
        )


@rule("EV24", "warning", QuestionView, worst="error")
def verdict_against_difference(question: QuestionView) -> Iterator[Finding]:
    """A key or feedback contradicts what the unit says about the difference between two claims.

    differences.yaml decides once what kind of difference there is, and which readings to reject.
    Questions of the kind “difference” take their key from it; all other questions must agree with
    it. It is an error if the key is the name of another kind of difference, and a warning if a text
    reads like a true conflict or a rejected reading.

    Bad:
        question:
          id: short-basis
          stem: What lies between the two counts of people who left?
          key: a true conflict
          evidence: [a1-left, b2-left]

    Good:
        question:
          id: short-basis
          stem: What lies between the two counts of people who left?
          key: a later update
          evidence: [a1-left, b2-left]
    """
    settled = _cited_differences(question)
    if not settled:
        return
    kinds = {kind for difference in settled for kind in (difference.kind, *difference.also)}
    other = {name for kind, name in _verdicts(question.unit).items() if kind not in kinds}
    for difference in settled:
        verdict = _verdicts(question.unit)[difference.kind]
        where = f"(“{difference.id}” in differences.yaml)"
        for text in question.of("key", "accept", "correction", "feedback"):
            wrong = ""
            severity: Severity | None = None
            if text.role == "key" and text.text.lower().removeprefix("a ").rstrip(".") in other:
                wrong, severity = f"the unit calls it “{verdict}”", "error"
            elif (
                text.role == "key"
                and "true-conflict" not in kinds
                and _CONFLICT.search(text.text)
                and not _NOT.search(text.text)
            ):
                wrong = "the unit sees no true conflict here"
            elif any(_gives_reading(text.text, reading) for reading in difference.reject):
                wrong = "the unit rejects this reading"
            if wrong:
                yield Finding(f"{wrong} {where}", "make the two agree", text.at, severity=severity)


@rule("EV75", "hint", DifferenceView, lists=(NEGATIONS, "judges"))
def right_reading_rejected(view: DifferenceView) -> Iterator[Finding]:
    """A reading that is rejected says what the reason of the difference says.

    Keys print both lists. Content words, numbers and negations are compared. Where there is no
    conflict, a reading that says that both fit, or speak of different things, is the right one.

    Bad:
        difference:
          id: people-left
          reject: [The same service counts a day later.]

    Good:
        difference:
          id: people-left
          reject: [The second service has miscounted.]
    """
    for number, reading in enumerate(view.difference.reject):
        harmless = view.difference.kind != "true-conflict" and _COMPATIBLE.search(reading)
        clauses = _CLAUSE.split(view.difference.why)
        if (harmless and not _JUDGES.search(reading) and not _NOT.search(reading)) or any(
            _says_the_same(reading, clause, view.unit.tag) for clause in clauses
        ):
            yield Finding(
                "this reading is rejected, and “why” says the same"
                if not harmless
                else "this reading is rejected, and says that both can stand",
                "take it out, or say in it what is wrong",
                ("reject", number),
            )


def _says_the_same(reading: str, clause: str, tag: str) -> bool:
    """Whether a reading has the words of a clause, its numbers, and a denial only if it has one."""
    words, told = marks(reading), marks(clause)
    values = [{one.value for one in numbers(text, tag)} for text in (reading, clause)]
    denies = in_tongue(_NOT, tag, NEGATIONS)
    denied = [bool(denies.search(text)) for text in (reading, clause)]
    same = len(words & told) >= max(_PAIRS, _NEARLY * len(words))
    agrees = denied[0] == denied[1] and values[0] <= values[1]
    return same and agrees and not in_tongue(_JUDGES, tag, "judges").search(reading)


# --- verdicts ------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _verdicts(unit: UnitView) -> Mapping[str, str]:
    """Kind of difference → its printed name in lower case."""
    return {kind: name.lower() for kind, name in unit.words.group("difference").items()}


@lru_cache(maxsize=2)
def _differing(unit: UnitView) -> frozenset[str]:
    """The ids of claims in differences between sources (not within one source)."""
    claims = unit.facts.claims
    return frozenset(
        name
        for difference in unit.facts.differences.values()
        if len({claims[name].source for name in difference.claims}) > 1
        for name in difference.claims
    )


def _speaker_names_source(question: QuestionView, cited: Claim) -> bool:
    """Whether a question names a speaker whom no other source quotes on the same difference."""
    unit = question.unit
    others = {
        speaker
        for difference in unit.differences_of[cited.id]
        for name in difference.claims
        if (claim := unit.facts.claims[name]).source != cited.source
        for speaker in claim.speakers
    }
    own = [speaker for speaker in cited.speakers if speaker not in others]
    if words := rule_words(unit.tag):
        names = [name for speaker in own for name in unit.names[speaker]]
        return has_form(question.front, [one for name in names for one in telling(name)], words)
    return any(has_any(question.front, unit.names[speaker]) for speaker in own)


def _cites_both(question: QuestionView, cited: Claim) -> bool:
    """Whether a question cites claims of two sources that differ, and so asks about both."""
    of = question.unit.differences_of
    others = {name for difference in of[cited.id] for name in difference.claims}
    return any(one.id in others and one.source != cited.source for one in question.claims)


def _cited_differences(question: QuestionView) -> Sequence[Difference]:
    """The differences from which a question cites two claims or more."""
    of = question.unit.differences_of
    ids = [evidence.claim for evidence in question.evidence if evidence.claim in of]
    if len(ids) < _PAIRS:
        return ()
    found = {difference.id: difference for name in ids for difference in of[name]}
    return [d for d in found.values() if len(set(d.claims) & set(ids)) >= _PAIRS]


def _gives_reading(text: str, reading: str) -> bool:
    """Whether a text, or some sentences of it in a row, give a rejected reading."""
    if _same_reading(text, reading):
        return True
    parts, length = sentences(text), len(sentences(reading))
    starts = range(len(parts) - length + 1) if len(parts) > length else ()  # else it is the text
    return any(_same_reading(" ".join(parts[at : at + length]), reading) for at in starts)


def _same_reading(text: str, reading: str) -> bool:
    """Whether a text has the words of a reading, and both or neither of them are denied."""
    same = jaccard(content_words(text), content_words(reading)) >= _SAME
    return same and all(bool(w.search(text)) == bool(w.search(reading)) for w in (_NOT, _REFUTED))

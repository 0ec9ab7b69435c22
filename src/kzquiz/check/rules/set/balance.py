"""Rules on the set as a whole: no pattern to guess by, all skills, both sources, no cynicism.

A set of fewer questions than a rule names is too small to judge. Shares are counted on the unit;
what a sheet leaves out is its author's choice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from math import sqrt

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.model import SKILLS, Choice, Match

_FEW, _SOME, _MANY = 6, 8, 10
_SURE = 1.64  # one-sided, five in a hundred by chance
_MOST, _LEAST = 0.6, 0.2
_HALF, _THIRD_OF_SOURCE, _QUARTER, _FORTY = 0.5, 0.3, 0.25, 0.4

_PINNED = expression(r"\d")


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}"


@rule("ST01", "warning", UnitView)
def key_position(unit: UnitView) -> Iterator[Finding]:
    """The key stands at one place too often, among options whose order the author sets.

    Most options are shuffled by a hash of the permanent ids: which place a key gets is chance, and
    a test of it would only find chance. Where numbers are sorted or one option is pinned as
    ``last``, the place is the author's doing, and “the middle number” or “the last one” becomes a
    way to answer (H 20). From 8 questions with equally many such options on.

    Bad:
        times: 8
        question:
          id: choice-request
          key: Source A does not say
          last: Source A does not say
          distractors:
            - {text: The fire service, role: other-span, why: It counts the people who left.}
            - {text: The water board, role: other-span, why: It tells of boats only.}

    Good:
        times: 8
        question:
          id: choice-request
          key: Mayor Ilse Brandt
    """
    positions: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for shape in _choices(unit):
        if any(o.last for o in shape.options) or all(_PINNED.search(o.text) for o in shape.options):
            keys = [n for n, option in enumerate(shape.options) if option.correct]
            positions[len(shape.options)].update(keys[:1])
    for size, counted in positions.items():
        total = counted.total()
        expected = total / size
        most = expected + _SURE * sqrt(expected * (1 - 1 / size))
        place, count = max(counted.items(), key=lambda pair: pair[1], default=(0, 0))
        if total >= _SOME and count > most:
            yield Finding(
                f"{_share(count, total)} keys stand at place {place + 1} of {size}, where numbers"
                " are sorted or the last option is pinned",
                "let other options be right as well",
            )


def _choices(unit: UnitView) -> Iterator[Choice]:
    """The options of one right answer as presented: the sheet with everything comes first."""
    for question, item in unit.quizzes[0].placed:
        if question.single and isinstance(item.shape, Choice):
            yield item.shape


@rule("ST02", "warning", UnitView)
def true_false_balance(unit: UnitView) -> Iterator[Finding]:
    """One of true, false and not stated is the key too often or too seldom.

    From six such questions on, each label should be the key of a fifth to three fifths of them;
    else it is worth guessing.

    Bad:
        times: 6
        question:
          id: tfn-gate

    Good:
        times: 2
        questions:
          - {id: tfn-gate}
          - {id: tfn-repairs}
          - {id: tfn-sirens}
    """
    judged = [q.item.shape for q in unit.questions if q.stem_is_statement]
    options = [option for shape in judged if isinstance(shape, Choice) for option in shape.options]
    keys = Counter(option.text for option in options if option.correct)
    total = keys.total()
    for label in dict.fromkeys(option.text for option in options) if total >= _FEW else ():
        if not _LEAST <= keys[label] / total <= _MOST:
            yield Finding(
                f"“{label}” is the key of {_share(keys[label], total)} statements",
                "write more or fewer of them",
            )


@rule("ST03", "warning", UnitView)
def key_longest_too_often(unit: UnitView) -> Iterator[Finding]:
    """The key is the longest option in more than two of five questions.

    By chance it would be one in three or four; published banks have one in five. From 8 questions
    on. A learner who always takes the longest option must not do better than chance.

    Bad:
        times: 8
        question:
          id: choice-left
          key: about two hundred people

    Good:
        times: 8
        question:
          id: choice-left
          key: about 200
    """
    total = longest = 0
    for question in unit.questions:
        if not question.single:
            continue
        total += 1
        key = len(question.keys[0].text)
        longest += all(key > len(option.text) for option in question.distractors)
    if total >= _SOME and longest > _FORTY * total:
        yield Finding(
            f"the key is the longest option in {_share(longest, total)} questions",
            "shorten keys, lengthen distractors",
        )


@rule("ST04", "warning", UnitView)
def lopsided_skills(unit: UnitView) -> Iterator[Finding]:
    """A skill has one question only, or more than two of five questions.

    Counted is the first skill of each question, in units of ten questions or more. One question
    says nothing about a learner's skill.

    Bad:
        times: 11
        question: {id: choice-request}

    Good:
        times: 3
        alone: true
        questions:
          - {id: choice-request}
          - {id: choice-left}
          - {id: tfn-gate}
          - {id: difference-left}
    """
    counted = Counter(question.item.skills[0] for question in unit.questions)
    total = counted.total()
    if total < _MANY:
        return
    for skill, count in counted.items():
        if count > _FORTY * total:
            yield Finding(
                f"{_share(count, total)} questions are about “{SKILLS[skill]}”",
                "add questions on other skills",
            )
        elif count == 1 and total >= 2 * _MANY:
            yield Finding(f"one question only is about “{SKILLS[skill]}”", "add another")


@rule("ST05", "warning", UnitView, worst="error")
def neglected_source(unit: UnitView) -> Iterator[Finding]:
    """A source is cited by too few questions, or too few questions bring sources together.

    Each source should carry three questions of ten, and a quarter of the questions should rest on
    two sources: comparing is what the unit is for. A source that no question cites is an error.

    Bad:
        times: 10
        alone: true
        question: {id: choice-request}

    Good:
        times: 5
        questions:
          - {id: choice-request}
          - {id: difference-left}
    """
    total = len(unit.questions)
    cited = [question.item.sources for question in unit.questions]
    counted = Counter(chain.from_iterable(cited))
    if total < _MANY:
        return
    for source in unit.facts.sources.values():
        count = counted[source.id]
        if count < _THIRD_OF_SOURCE * total:
            yield Finding(
                f"{source.label} is cited by {_share(count, total)} questions",
                "ask more about it",
                severity=None if count else "error",
            )
    both = sum(len(sources) > 1 for sources in cited)
    if both < _QUARTER * total and len(unit.facts.sources) > 1:
        yield Finding(
            f"{_share(both, total)} questions rest on more than one source",
            "compare the sources more often",
        )


_SUPPORTED = frozenset({"reported-fact", "different-origins"})
_DOUBTED = frozenset({"true-conflict", "cannot-tell"})


@rule("ST06", "warning", UnitView)
def taught_cynicism(unit: UnitView) -> Iterator[Finding]:
    """Too few, or too many, answers say that something is well supported or compatible.

    A set that rewards doubt only trains distrust, not judgement: discernment means to recognise
    what holds as well as what does not (MIST; “Verification done”). Counted are the keys of
    ``classify``, ``how-confirmed`` and ``difference``: reported fact, different origins, and every
    kind of difference except a true conflict and cannot tell. They should be a quarter to three
    quarters, from eight keys on.

    Bad:
        times: 8
        alone: true
        question: {id: who-said-b}
        questions:
          - id: confirmed-flood
            statements:
              - {text: The sirens came late (Source B)., claims: [b3-sirens], key: witnesses-only}
              - {text: The gate was looked at., claims: [a3-inspected], key: officials-only}

    Good:
        times: 8
        questions:
          - {id: classify-flood}
          - {id: confirmed-flood}
          - {id: difference-left}
    """
    good = [name for question in unit.questions for name in _verdicts(question)]
    if len(good) < _SOME:
        return
    count = sum(good)
    if not _QUARTER <= count / len(good) <= 1 - _QUARTER:
        yield Finding(
            f"{_share(count, len(good))} verdicts call something supported or compatible",
            "ask about more claims that hold" if count < _HALF * len(good) else "ask about doubts",
        )


def _verdicts(question: QuestionView) -> Iterable[bool]:
    shape = question.item.shape
    if isinstance(shape, Match) and any(target.id in _SUPPORTED for target in shape.targets):
        return [prompt.target in _SUPPORTED for prompt in shape.prompts]
    return [difference.kind not in _DOUBTED for difference in question.differences]


@rule("ST07", "hint", UnitView)
def much_recall(unit: UnitView) -> Iterator[Finding]:
    """More than three questions of five ask to read closely or to read numbers.

    These two skills are remembering and understanding in Bloom's terms; the unit is for weighing
    and comparing. From ten questions on.

    Bad:
        times: 10
        alone: true
        question: {id: tfn-gate}

    Good:
        times: 5
        questions:
          - {id: tfn-gate}
          - {id: difference-left}
          - {id: choice-request}
    """
    total = len(unit.questions)
    recall = sum(question.item.skills[0] in {"read", "figures"} for question in unit.questions)
    if total >= _MANY and recall > _MOST * total:
        yield Finding(
            f"{_share(recall, total)} questions ask to read closely or to read numbers",
            "ask more about speakers, evidence and differences",
        )


@rule("ST11", "hint", UnitView)
def missing_kind(unit: UnitView) -> Iterator[Finding]:
    """The unit has no question of a kind that its method needs.

    Sourcing, grounds, differences, wording, order and silence each have a kind of their own; a unit
    without one leaves that habit out. So this rule, alone, goes by the names of kinds.

    Bad:
        alone: true
        question: {id: choice-left}

    Good:
        question: {id: choice-left}
    """
    present = {question.kind for question in unit.questions}
    needed = ("who-said", "how-confirmed", "difference", "wording", "order", "open")
    for kind in needed:
        if kind not in present:
            yield Finding(f"no question is of the kind “{kind}”", f"kzquiz new question {kind}")
    silent = [q for q in unit.questions if q.stem_is_statement and q.absent_terms]
    if not silent:
        yield Finding(
            "no question has the key “not stated”", "ask about something that a source leaves out"
        )


@rule("ST12", "warning", UnitView)
def officials_only(unit: UnitView) -> Iterator[Finding]:
    """Every speaker that the questions rest on is an official of one side.

    A unit in which only authorities speak teaches their account. Newsrooms and the media that carry
    others are not counted. If the sources quote nobody else, say so in the teacher's note and
    silence this. From six questions on.

    Bad:
        times: 6
        alone: true
        question: {id: choice-left}

    Good:
        times: 6
        questions:
          - {id: choice-left}
          - {id: who-said-b}
    """
    speakers = unit.facts.speakers
    sides = Counter(
        speakers[claim.speakers[0]].side for question in unit.questions for claim in question.claims
    )
    del sides["newsroom"], sides["media"]
    if len(unit.questions) >= _FEW and set(sides) == {"authorities"}:
        yield Finding(
            "all questions rest on statements of the authorities",
            "ask about witnesses, protesters or other governments, or about who is not heard",
        )


@rule("ST13", "hint", UnitView)
def one_kind_of_question(unit: UnitView) -> Iterator[Finding]:
    """More than half of the questions are of one kind.

    Variety keeps learners reading the question. From ten questions on.

    Bad:
        times: 10
        alone: true
        question: {id: choice-left}

    Good:
        times: 5
        questions:
          - {id: choice-left}
          - {id: tfn-gate}
          - {id: difference-left}
    """
    counted = Counter(question.kind for question in unit.questions)
    kind, count = max(counted.items(), key=lambda pair: pair[1], default=("", 0))
    if counted.total() >= _MANY and count > _HALF * counted.total():
        yield Finding(
            f"{_share(count, counted.total())} questions are of the kind “{kind}”",
            "ask in other ways too",
        )

"""Rules on the set as a whole: all skills and kinds, all sources and sides, no cynicism.

A set of fewer questions than a rule names is too small to judge. Shares are counted on the unit;
what a sheet leaves out is its author's choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.rules.set.shares import Bounds, share
from kzquiz.model import SKILLS, Match
from kzquiz.problems import Severity

_OFFICIALS = 6
_ONE_IS_FEW = 20
_SKILL = Bounds(10, most=0.4)
_SOURCE = Bounds(10, least=0.3)
_SEVERAL_SOURCES = Bounds(10, least=0.25)
_SUPPORTIVE = Bounds(8, 0.25, 0.75)
_RECALL = Bounds(10, most=0.6)
_KIND = Bounds(10, most=0.5)


@rule("ST04", "warning", UnitView)
def lopsided_skills(unit: UnitView) -> Iterator[Finding]:
    """A skill has one question only, or more than two of five questions.

    Counted is the first skill of each question, in units of ten questions or more; a single
    question on a skill in units of twenty or more, for one says nothing about a learner's skill.

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
    for skill, count in counted.items():
        message = f"{{}} questions are about “{SKILLS[skill]}”"
        yield from share(_SKILL, count, total, message, fewer="add questions on other skills")
        if count == 1 and total >= _ONE_IS_FEW:
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
    cited = [question.item.sources for question in unit.questions]
    counted, total = Counter(chain.from_iterable(cited)), len(cited)
    sources = unit.facts.sources.values()
    for source in sources:
        count = counted[source.id]
        message = f"{source.label} is cited by {{}} questions"
        severity: Severity | None = None if count else "error"
        yield from share(
            _SOURCE, count, total, message, more="ask more about it", severity=severity
        )
    if len(sources) > 1:
        several = sum(len(names) > 1 for names in cited)
        message, advice = (
            "{} questions rest on more than one source",
            "compare the sources more often",
        )
        yield from share(_SEVERAL_SOURCES, several, total, message, more=advice)


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
    message = "{} verdicts call something supported or compatible"
    yield from share(
        _SUPPORTIVE,
        sum(good),
        len(good),
        message,
        fewer="ask about doubts",
        more="ask about more claims that hold",
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
    recall = sum(question.item.skills[0] in {"read", "figures"} for question in unit.questions)
    message = "{} questions ask to read closely or to read numbers"
    advice = "ask more about speakers, evidence and differences"
    yield from share(_RECALL, recall, len(unit.questions), message, fewer=advice)


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
    if len(unit.questions) >= _OFFICIALS and set(sides) == {"authorities"}:
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
    for kind, count in counted.items():
        message = f"{{}} questions are of the kind “{kind}”"
        yield from share(_KIND, count, counted.total(), message, fewer="ask in other ways too")

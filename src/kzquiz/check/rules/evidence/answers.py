"""EV: keys and distractors: proved, not given away, not true elsewhere, not from nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.verbatim import absent_terms
from kzquiz.check.engine.words import STOP, bare, content, jaccard, norm, sentences, tok
from kzquiz.model import DIFFERENCE_NAMES, Difference, Order

_PAIRS = 2
_SAME = 0.7
_CAPITAL = expression(r"(?<![.!?:“\"‘] )(?<!^)\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_CONFLICT = expression(r"\b(?:true conflict|contradict\w*)\b", re.IGNORECASE)
_BOTH = expression(
    r"\b(?:sources|reports|newsrooms|texts|articles|(?:each|either|neither|which) (?:source|report)"
    r")\b"
)
_NOT = expression(r"\b(?:not?|neither|nor|never|without|nothing|cannot)\b|n['’]t\b", re.IGNORECASE)
_REFUTED = expression(
    r"\b(?:wrong\w*|mistak\w+|mistook|misread\w*|false\w*|tempting|reject\w*|error|untrue|if|whether)\b",
    re.IGNORECASE,
)


@rule("EV13", "error", QuestionView)
def source_not_named(question: QuestionView) -> Iterator[Finding]:
    """A question on something the sources tell differently does not say which source it means.

    Where two accounts differ there are two right answers, until the question names the source or
    asks about both.

    Bad:
        question:
          id: choice-left
          stem: How many people had left their homes on Monday night, said the fire service?

    Good:
        question:
          id: choice-left
          stem: How many people had left on Monday night, said the fire service in Source A?
    """
    one_answer = question.asks_fact or isinstance(question.item.shape, Order)
    if question.keyed and not one_answer:
        return
    differing = _differing(question.unit)
    cited = next((claim for claim in question.claims if claim.id in differing), None)
    if cited is None:
        return
    beside = [piece.label for piece in question.item.stimulus]
    beside += [said.text for said in question.options]
    shown = f"{question.front} {question.item.instruction} {' '.join(beside)}".lower()
    named = any(label.lower() in shown for label in question.unit.labels)
    asked = f"{question.stem} {question.item.instruction}".lower()
    if not named and not _BOTH.search(asked):
        yield Finding(
            "the sources differ here, and the question does not say which one it means",
            f"add “in {question.unit.facts.sources[cited.source].label}”, or ask about both",
            ("stem",),
        )


@rule("EV14", "error", UnitView)
def absent_term_present(unit: UnitView) -> Iterator[Finding]:
    """A term that proves a “not stated” occurs in the source, or its absence is not proved.

    Silence is proved by naming the words that are not there (content guide, section 1, principle
    3). Words count with other endings: “warn” finds “warned”.

    Bad:
        question:
          id: tfn-sirens
          absent_terms: [siren, alarm, boats]

    Good:
        question:
          id: tfn-sirens
          absent_terms: [siren, alarm, warn]
    """
    for name, terms in absent_terms(unit):
        proof = unit.proofs[name]
        if not proof:
            continue
        for entry, at, term in terms:
            if proof.is_absent(term):
                continue
            if found := proof.occurs(term):
                where = " and ".join(str(number) for number in found)
                yield Finding(
                    f"“{term}” occurs in {proof.label}, paragraph {where}",
                    "take another term, or another key: the source may say it",
                    at,
                    entry,
                )
            else:
                yield Finding(
                    f"it is not proved that “{term}” occurs nowhere in {proof.label}",
                    "make the fingerprint again with “kzquiz fingerprint”, which proves it",
                    at,
                    entry,
                    "warning",
                )


@rule("EV15", "error", QuestionView)
def answer_in_its_question(question: QuestionView) -> Iterator[Finding]:
    """The key stands in the question itself.

    Who can read can answer, and nothing is learned. A sentence that offers the key beside another
    option (“Was it A or B?”) is fine. A small word such as “about” stands in many sentences: it
    counts where it stands alone or before a number.

    Bad:
        question:
          id: short-basis
          stem: On whose word does the inspection by the water board rest in Source A?

    Good:
        question:
          id: short-basis
          stem: On whose word does the March inspection rest in Source A?
    """
    shown = question.front
    for said in question.keys if question.asks_fact else ():
        if _stands_in(shown, said.text) and not _offered(question, shown, said.text):
            yield Finding(
                f"the key “{said.text}” stands in the question",
                "put the question in other words, or ask for something else",
                next((t.at for t in question.shown if _stands_in(t.text, said.text)), ("stem",)),
            )


@rule("EV24", "error", QuestionView)
def verdict_against_difference(question: QuestionView) -> Iterator[Finding]:
    """A key or feedback contradicts what the unit says lies between two claims.

    The unit settles each difference once, with the readings to be rejected (content guide, section
    1, principle 1). Questions of the kind “difference” take their key from there; others must not
    say otherwise.

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
    for difference in _settled(question):
        names = {DIFFERENCE_NAMES[kind].lower() for kind in (difference.kind, *difference.also)}
        other = {name.lower() for name in DIFFERENCE_NAMES.values()} - names
        for said in question.of("key", "accept", "correction", "feedback"):
            wrong = ""
            if said.role == "key" and said.text.lower().removeprefix("a ").rstrip(".") in other:
                wrong = f"the unit calls it “{DIFFERENCE_NAMES[difference.kind].lower()}”"
            elif (
                said.role == "key"
                and "true-conflict" not in (difference.kind, *difference.also)
                and _CONFLICT.search(said.text)
                and not _NOT.search(said.text)
            ):
                wrong = "the unit sees no true conflict here"
            elif any(_gives(said.text, reading) for reading in difference.reject):
                wrong = "the unit rejects this reading"
            if wrong:
                yield Finding(
                    f"{wrong} (“{difference.id}” in differences.yaml)",
                    "make the two agree",
                    said.at,
                )


@rule("EV27", "warning", QuestionView)
def outside_knowledge(question: QuestionView) -> Iterator[Finding]:
    """The key has a name that stands in no cited source and is not marked “external”.

    What neither text holds is never needed for a keyed answer (content guide, section 1, principle
    13); where it is said, it carries a reference.

    Bad:
        question:
          id: short-basis
          key: the water board under Director Harald Quist

    Good:
        question:
          id: short-basis
          key: the water board
    """
    if question.question.external or not question.asks_fact:
        return
    for said in question.keys:
        for name in _CAPITAL.findall(said.text):
            words = (word.removesuffix("'s") for word in tok(name))
            new = [word for word in words if word not in _vocabulary(question.unit)]
            if new and not _may_stand(question, new):
                yield Finding(
                    f"“{name}” stands in no cited source",
                    "ask for what the sources say, or add “external” with a reference",
                    said.at,
                )


# --- verdicts, vocabulary -----------------------------------------------------------------------


@lru_cache(maxsize=2)
def _differing(unit: UnitView) -> frozenset[str]:
    """The claims of differences between sources, not within one."""
    claims = unit.facts.claims
    return frozenset(
        name
        for difference in unit.facts.differences.values()
        if len({claims[name].source for name in difference.claims}) > 1
        for name in difference.claims
    )


def _settled(question: QuestionView) -> Iterable[Difference]:
    """The differences of which a question cites two claims or more."""
    of = question.unit.differences_of
    ids = [evidence.claim for evidence in question.evidence if evidence.claim in of]
    if len(ids) < _PAIRS:
        return ()
    found = {difference.id: difference for name in ids for difference in of[name]}
    return [d for d in found.values() if len(set(d.claims) & set(ids)) >= _PAIRS]


def _gives(text: str, reading: str) -> bool:
    """Tell whether a text, or some sentences of it, give a rejected reading."""
    wanted, lower = content(reading), norm(text).lower()
    if sum(word in lower for word in wanted) < _SAME * len(wanted):
        return False  # too few words of the reading to be like it; most texts end here
    parts, length = sentences(text), len(sentences(reading))
    runs = (" ".join(parts[at : at + length]) for at in range(len(parts) - length + 1))
    return _same_reading(text, reading) or any(_same_reading(run, reading) for run in runs)


def _same_reading(text: str, reading: str) -> bool:
    """Tell whether a text says the same as a reading, and denies as much of it."""
    same = jaccard(content(text), content(reading)) >= _SAME
    return same and all(bool(w.search(text)) == bool(w.search(reading)) for w in (_NOT, _REFUTED))


@lru_cache(maxsize=2)
def _vocabulary(unit: UnitView) -> frozenset[str]:
    """The words that the unit's claims, speakers and glossary vouch for."""
    info, facts = unit.info, unit.facts
    texts = [text for claim in facts.claims.values() for text in (claim.says, claim.quote)]
    texts += [claim.as_of for claim in facts.claims.values()]
    texts += [text for names in unit.names.values() for text in names]
    texts += [speaker.role for speaker in facts.speakers.values()]
    texts += [entry.term for entry in info.glossary if not entry.external]
    texts += [*unit.labels, *DIFFERENCE_NAMES.values()]
    return frozenset(word for text in texts for word in tok(text)) | STOP


def _may_stand(question: QuestionView, words: Iterable[str]) -> bool:
    proofs = {question.unit.proofs[claim.source] for claim in question.claims}
    return any(all(proof.holds(word) for word in words) for proof in proofs)


def _stands_in(shown: str, key: str) -> bool:
    """Whether a text prints a key, and does not merely use the same small word."""
    wanted = bare(key)
    if not wanted or not _within(shown, wanted):
        return False
    if " " in wanted or wanted not in STOP:
        return True
    return (
        re.search(rf"\b{re.escape(wanted)}\b\W*(?:\d|[^\w\s?]|$)", norm(shown).lower()) is not None
    )


def _offered(question: QuestionView, shown: str, key: str) -> bool:
    """Whether a sentence that prints the key offers another option beside it."""
    return any(
        _within(sentence, bare(key)) and _within(sentence, bare(said.text))
        for sentence in sentences(shown)
        for said in question.distractors
    )


def _within(text: str, wanted: str) -> bool:
    lower = norm(text).lower()
    if not wanted or not all(word in lower for word in wanted.split()):
        return False
    return f" {wanted} " in f" {' '.join(tok(text))} "

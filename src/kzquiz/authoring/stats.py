"""``kzquiz stats``: counts that show what a unit covers and what it lacks. It prints nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from kzquiz.check.engine.grounds import GROUNDS, SAYS, Grounds
from kzquiz.check.engine.subjects import UnitView
from kzquiz.kinds import KINDS
from kzquiz.languages import FALLBACK, language
from kzquiz.load import Unit
from kzquiz.model import LEVELS, Choice, Item, Quiz
from kzquiz.quiz.compose import compose

# Share of a source's words that all quotations of it may have (content guide, principle 12).
SHEET_LIMIT, UNIT_LIMIT = 0.15, 0.25


class Table(Struct, frozen=True):
    """Counts under a title, in a fixed order; numbers that cannot be compared have no ``bars``."""

    title: str
    counts: Mapping[str, int]
    bars: bool = True


class Quoted(Struct, frozen=True):
    """How many words of a source are quoted; each phrase is counted once."""

    source: str
    words: int
    of: int

    @property
    def share(self) -> float:
        """The share of quoted words among all words of the source, from 0 to 1."""
        return self.words / self.of


def tables(unit: Unit, articles: Mapping[str, str] | None = None) -> tuple[Table, ...]:
    """Claims, differences, questions by kind, skill, level and source, keys, quoted words.

    ``articles`` are the articles at hand: source id → text. They prove more of the claims.
    """
    items = compose(unit).items
    english = language(FALLBACK)
    facts = unit.facts
    cited = {evidence.claim for item in items for evidence in item.evidence}
    return (
        *(
            Table(
                f"{source.label}: claims in each paragraph",
                {str(n): _claims_in(unit, source.id, n) for n in range(1, source.paragraphs + 1)},
            )
            for source in facts.sources.values()
        ),
        Table("claims", {"cited by a question": len(cited), "in all": len(facts.claims)}),
        *_proofs(unit, articles),
        Table(
            "differences by kind",
            {
                name: sum(entry.kind == kind for entry in facts.differences.values())
                for kind, name in english.group("difference").items()
            },
        ),
        Table("agreements by origin", Counter(entry.origin for entry in unit.info.agreements)),
        Table("questions by kind", {kind: sum(i.kind == kind for i in items) for kind in KINDS}),
        Table(
            "questions by skill (first)",
            {
                title: sum(i.skills[0] == skill for i in items)
                for skill, title in english.group("skill").items()
            },
        ),
        Table("questions by level", {lv: sum(i.level == lv for i in items) for lv in LEVELS}),
        Table("questions by source", _by_source(unit, items)),
        Table("position of the key, choice questions", key_positions(items)),
        Table("reviewed with the key hidden", _reviewed(unit)),
        Table(
            f"words quoted (at most {UNIT_LIMIT:.0%} of a source, {SHEET_LIMIT:.0%} on one sheet)",
            {f"{one.source}, {one.share:.1%} of {one.of}": one.words for one in quoted(unit)},
        ),
    )


def _proofs(unit: Unit, articles: Mapping[str, str] | None) -> Iterator[Table]:
    """How many claims are proved and by what, and the claims of which nothing is proved."""
    found = {view.claim: Grounds(view).proved for view in UnitView(unit, articles).claims}
    rest = {claim: by for claim, by in found.items() if not SAYS.intersection(by)}
    done = len(found) - len(rest)
    share = f"{done / len(found):.0%}" if found else "none"
    yield Table(
        f"claims proved ({share})",
        {
            "by quotation, figure or text": done,
            **{by: sum(by in proved for proved in found.values()) for by in GROUNDS},
            "unproved": len(rest),
        },
    )
    yield Table(
        "unproved claims, each with its paragraph",
        {claim.id: claim.paragraph for claim in rest},
        bars=False,
    )


def key_positions(items: Iterable[Item]) -> Mapping[str, int]:
    """How often the key is at A, B, C …, in choice questions with one key and a free order."""
    found: Counter[str] = Counter()
    for item in items:
        shape = item.shape
        if isinstance(shape, Choice) and not shape.multiple and not shape.fixed:
            found["ABCDE"[[option.correct for option in shape.options].index(True)]] += 1
    return dict(sorted(found.items()))


def quoted(unit: Unit, quiz: Quiz | None = None) -> tuple[Quoted, ...]:
    """The quoted words of each source: in the evidence of a quiz, or else in the whole unit."""
    phrases: dict[str, set[str]] = {source: set() for source in unit.facts.sources}
    if quiz is None:
        for claim in unit.facts.claims.values():
            phrases[claim.source].add(claim.quote)
    for item in quiz.items if quiz else unit.items:
        for evidence in item.evidence:
            phrases[evidence.source].add(evidence.quote)
    return tuple(
        Quoted(source.label, sum(len(p.split()) for p in _whole(phrases[source.id])), source.words)
        for source in unit.facts.sources.values()
    )


def _whole(phrases: Iterable[str]) -> list[str]:
    """The phrases, without those that are part of a longer one."""
    kept: list[str] = []
    for phrase in sorted(phrases, key=len, reverse=True):
        if not any(phrase in longer for longer in kept):
            kept.append(phrase)
    return kept


def _claims_in(unit: Unit, source: str, paragraph: int) -> int:
    claims = unit.facts.claims.values()
    return sum((claim.source, claim.paragraph) == (source, paragraph) for claim in claims)


def _by_source(unit: Unit, items: Iterable[Item]) -> Mapping[str, int]:
    sets = [item.sources for item in items]
    counts = {
        f"cite {source.label}": sum(source.id in found for found in sets)
        for source in unit.facts.sources.values()
    }
    return counts | {"cite more than one": sum(len(found) > 1 for found in sets)}


def _reviewed(unit: Unit) -> Mapping[str, int]:
    done = sum(question.reviewed is not None for question in unit.questions)
    return {"yes": done, "not yet": len(unit.questions) - done}

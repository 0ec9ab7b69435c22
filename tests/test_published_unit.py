"""The published unit on Kazakhstan is complete and balanced, and quotes little enough."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from example_unit import ROOT

from kzquiz.authoring import stats
from kzquiz.check import check
from kzquiz.load import Unit, load
from kzquiz.model import LEVELS, SKILLS, Choice, Item, Match
from kzquiz.quiz.compose import compose, recipes

ARTICLES = ROOT.parent / "shared" / "sources"


@pytest.fixture(scope="module")
def items(kazakhstan: Unit) -> tuple[Item, ...]:
    return compose(kazakhstan).items


def share(part: int, whole: int) -> float:
    return part / whole


def test_every_paragraph_of_both_sources_has_a_claim(kazakhstan: Unit) -> None:
    found = {(claim.source, claim.paragraph) for claim in kazakhstan.facts.claims.values()}
    for source in kazakhstan.facts.sources.values():
        assert [n for n in range(1, source.paragraphs + 1) if (source.id, n) not in found] == []


def test_every_claim_is_asked_compared_or_background(
    kazakhstan: Unit, items: tuple[Item, ...]
) -> None:
    info, facts = kazakhstan.info, kazakhstan.facts
    used = {evidence.claim for item in items for evidence in item.evidence}
    used |= {claim for entry in facts.differences.values() for claim in entry.claims}
    used |= {claim for entry in info.agreements for claim in entry.claims}
    used |= {claim for entry in info.timeline for claim in (*entry.claims, *entry.inferred_from)}
    used |= {entry.claim for entry in info.loaded_terms}
    used |= {claim.confirmation for claim in facts.claims.values()}
    # Background, and what a copy says about itself, is only for the source card.
    rest = [
        claim.id
        for claim in facts.claims.values()
        if claim.id not in used and claim.status != "background" and claim.part == "body"
    ]
    assert rest == []


def test_there_are_100_questions_of_14_kinds_every_skill_and_level(
    items: tuple[Item, ...],
) -> None:
    assert len(items) >= 100
    assert len({item.kind for item in items}) >= 14
    assert {item.skills[0] for item in items} == set(SKILLS)
    assert {item.level for item in items} == set(LEVELS)
    by_skill = Counter(item.skills[0] for item in items)
    assert min(by_skill.values()) >= 2
    assert max(by_skill.values()) <= 0.4 * len(items)


def test_each_source_is_cited_by_a_third_and_both_by_a_quarter(items: tuple[Item, ...]) -> None:
    for source in "ab":
        assert share(sum(source in item.sources for item in items), len(items)) >= 1 / 3
    assert share(sum(item.sources == ("a", "b") for item in items), len(items)) >= 1 / 4


def test_doubt_and_trust_are_both_right_answers(items: tuple[Item, ...]) -> None:
    """Of classify, how-confirmed and difference keys, 25–75 % say supported or compatible."""
    trusting = {"reported-fact", "different-origins", "same-origin"}
    compatible = {"Later update", "Different scope", "Different speakers", "Different wording"}
    keys: list[bool] = []
    for item in items:
        if item.kind in {"classify", "how-confirmed"} and isinstance(item.shape, Match):
            keys += [prompt.target in trusting for prompt in item.shape.prompts]
        if item.kind == "difference" and isinstance(item.shape, Choice):
            keys += [option.text in compatible for option in item.shape.options if option.correct]
    assert 0.25 <= share(sum(keys), len(keys)) <= 0.75


def test_true_false_and_not_stated_are_in_balance(items: tuple[Item, ...]) -> None:
    keys = Counter(
        option.text
        for item in items
        if item.kind == "true-false-not-stated" and isinstance(item.shape, Choice)
        for option in item.shape.options
        if option.correct
    )
    assert set(keys) == {"True", "False", "Not stated"}
    for count in keys.values():
        assert 0.2 <= share(count, keys.total()) <= 0.6


def test_the_key_stands_at_every_position_about_equally(items: tuple[Item, ...]) -> None:
    """No position has the key more often than chance allows in one of twenty cases (ST01)."""
    for size in (3, 4):
        same = [
            item
            for item in items
            if isinstance(item.shape, Choice)
            and not item.shape.multiple
            and not item.shape.fixed
            and len(item.shape.options) == size
        ]
        expected = len(same) / size
        limit = expected + 1.64 * (expected * (1 - 1 / size)) ** 0.5
        if len(same) >= 8:
            assert max(stats.key_positions(same).values()) <= limit


@pytest.mark.parametrize("name", ["kazakhstan-2022", "titanic-1912"])
def test_every_question_was_answered_afresh_or_its_record_says_that_it_waits(name: str) -> None:
    unit, problems = load(ROOT / "content" / name)
    assert unit is not None, problems
    record = (ROOT / "docs" / "unit-review.md").read_text("utf-8")
    waiting = re.search(rf"^- {name}: (.+)$", record, re.MULTILINE)
    listed = set(re.findall(r"`([^`]+)`", waiting[1])) if waiting else set()
    assert {question.id for question in unit.questions if question.reviewed is None} == listed


def test_quotations_stay_within_the_budget_of_every_sheet_and_deck(kazakhstan: Unit) -> None:
    for recipe in recipes(kazakhstan):
        for source in stats.quoted(kazakhstan, compose(kazakhstan, recipe)):
            assert source.share <= stats.SHEET_LIMIT, (recipe.id, source)
    for source in stats.quoted(kazakhstan):
        assert source.share <= stats.UNIT_LIMIT, source


def test_the_deck_has_60_to_90_notes_and_a_third_of_figures_at_most(kazakhstan: Unit) -> None:
    (deck,) = (recipe for recipe in recipes(kazakhstan) if recipe.output == "deck")
    chosen = compose(kazakhstan, deck).items
    assert share(sum("figures" in item.skills for item in chosen), len(chosen)) <= 1 / 3
    assert [item.level for item in chosen] == sorted(
        (item.level for item in chosen), key=LEVELS.index
    )


def test_the_articles_are_the_ones_the_unit_was_curated_from(kazakhstan: Unit) -> None:
    if not ARTICLES.is_dir():
        pytest.skip("the two articles are not at hand")
    for source in kazakhstan.facts.sources.values():
        data = (ARTICLES / f"source-{source.id}.txt").read_bytes()
        assert hashlib.sha256(data).hexdigest() == source.sha256
        blocks = re.split(r"\n[ \t]*\n+", data.decode("utf-8-sig").replace("\r\n", "\n"))
        assert len([block for block in blocks if block.strip()]) == source.paragraphs


@pytest.mark.slow
def test_no_sentence_of_an_article_stands_in_the_repository() -> None:
    """No tracked or new file has more than 15 successive words of an article."""
    if not ARTICLES.is_dir():
        pytest.skip("the two articles are not at hand")
    runs = set()
    for path in ARTICLES.glob("source-*.txt"):
        found = words(path.read_text("utf-8"))
        runs |= {tuple(found[n : n + 16]) for n in range(len(found) - 15)}
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.split("\0")
    guilty = []
    for name in filter(None, listed):
        path = Path(ROOT / name)
        if path.is_file():
            found = words(re.sub(r"<[^>]+>", " ", path.read_bytes().decode("utf-8", "ignore")))
            if any(tuple(found[n : n + 16]) in runs for n in range(len(found) - 15)):
                guilty.append(name)
    assert guilty == []


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


@pytest.mark.slow
def test_the_rules_find_nothing_in_the_unit_on_kazakhstan_that_is_an_error(
    kazakhstan: Unit,
) -> None:
    found = [p for p in check(kazakhstan, select=["EV"]) if p.severity == "error"]
    assert found == []

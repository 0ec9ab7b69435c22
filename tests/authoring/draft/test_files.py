"""``kzquiz draft``: what it writes where, and what it takes into the unit."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from command_line import run
from example_unit import ARTICLE_FILES, ARTICLES

from kzquiz.evidence import fingerprint
from kzquiz.load import load
from kzquiz.reader import parse

pytestmark = pytest.mark.slow

DRAFT = Path("articles/flood/draft")
SAYS = "The fire service counts some two hundred who are out of their homes."


@pytest.fixture(autouse=True)
def _quick_fingerprints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fingerprints with a fast hash, because a slow one takes seconds for each article."""
    monkeypatch.setattr(fingerprint, "make", partial(fingerprint.make, cost=0))


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A project with a drafted unit."""
    done = run(tmp_path, "draft", *map(str, ARTICLE_FILES), "--unit", "flood")
    assert done.returncode == 0, done.stderr
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    """Change a text of a file, as an author does."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def unit_lists(work: Path) -> dict[str, list[dict[str, object]]]:
    """What unit.yaml has."""
    document, problems = parse((work / "content/flood/unit.yaml").read_bytes(), "unit.yaml")
    assert document is not None
    assert not problems
    return document.data


def first_entry(work: Path, figure: str = "value: 200") -> str:
    """The id of the first drafted claim with a figure."""
    document, _ = parse((work / DRAFT / "claims.yaml").read_bytes(), "claims.yaml")
    assert document is not None
    return next(
        str(one["id"])
        for one in document.data
        if figure in str(one.get("figure")) or "200" in str(one.get("figure"))
    )


def write_says(work: Path, name: str) -> None:
    """Write “says” of a drafted claim."""
    path = work / DRAFT / "claims.yaml"
    head, _, tail = path.read_text("utf-8").partition(f"- id: {name}\n")
    path.write_text(
        f"{head}- id: {name}\n{tail.replace('says: TODO', f'says: {SAYS}', 1)}", "utf-8"
    )


def test_no_sentence_of_an_article_is_written_into_the_unit(work: Path) -> None:
    unit = "".join(path.read_text("utf-8") for path in (work / "content/flood").rglob("*.yaml"))
    sentences = [s for text in ARTICLES.values() for s in text.split(". ") if len(s.split()) > 6]
    assert not [sentence for sentence in sentences if sentence in unit]
    assert "*" in (work / "articles/.gitignore").read_text("utf-8")


def test_every_drafted_claim_stands_below_its_sentence(work: Path) -> None:
    text = (work / DRAFT / "claims.yaml").read_text("utf-8")
    for entry in text.split("\n\n")[1:]:
        assert entry.startswith("# ")
        assert "says: TODO" in entry


def test_hedges_figures_and_standard_notes_are_listed_with_their_claims(work: Path) -> None:
    words = (work / DRAFT / "words.txt").read_text("utf-8")
    assert "  could (a" in words
    assert "  unconfirmed: a3-" in words
    figures = (work / DRAFT / "figures.txt").read_text("utf-8")
    assert "one speaker gives both" in figures.partition("The same number")[2]


def test_an_event_an_agreement_and_a_loaded_word_go_into_lists_of_the_unit(work: Path) -> None:
    for name in ("claims.yaml", "speakers.yaml"):
        path = work / DRAFT / name
        text = path.read_text("utf-8").replace("TODO: who that is", "a body of the town")
        path.write_text(text.replace("says: TODO", "says: This is told."), "utf-8")
    context = work / DRAFT / "context.yaml"
    change(context, "TODO: what happened then", "The old town is flooded")
    change(context, "TODO  # guess: newsroom-a", "newsroom-a")
    change(context, "TODO: what both say", "The boats to come")
    change(context, "TODO: why that is one origin, or two, or not to be told", "One man says both")
    done = run(work, "draft", "flood", "--accept")
    assert done.returncode == 0, done.stderr
    assert "3 entries of unit.yaml: " in done.stdout
    lists = unit_lists(work)
    assert [one["what"] for one in lists["timeline"]] == ["The old town is flooded"]
    assert [one["owner"] for one in lists["loaded_terms"]] == ["newsroom-a"]
    assert [one["topic"] for one in lists["agreements"]] == ["The boats to come"]
    assert "The old town is flooded" not in context.read_text("utf-8")
    # A second event stands behind the first, in the list that is there now.
    change(context, "TODO: what happened then", "More is known")
    assert run(work, "draft", "flood", "--accept").returncode == 0
    told = [one["what"] for one in unit_lists(work)["timeline"]]
    assert told == ["The old town is flooded", "More is known"]
    _, problems = load(work / "content/flood")
    assert {problem.code for problem in problems} == {"no-questions"}


def test_what_names_a_claim_that_is_not_in_the_unit_waits(work: Path) -> None:
    change(work / DRAFT / "context.yaml", "TODO: what happened then", "The old town is flooded")
    done = run(work, "draft", "flood", "--accept")
    assert "nothing was taken" in done.stdout
    assert "The old town is flooded" in (work / DRAFT / "context.yaml").read_text("utf-8")


def test_a_claim_is_taken_without_a_confirmation_that_is_not_in_the_unit(work: Path) -> None:
    text = (work / DRAFT / "claims.yaml").read_text("utf-8")
    name = text.partition("  confirmation: ")[0].rpartition("- id: ")[2].partition("\n")[0]
    write_says(work, name)
    (work / DRAFT / "speakers.yaml").write_text(
        (work / DRAFT / "speakers.yaml").read_text("utf-8").replace("TODO: who that is", "a body"),
        "utf-8",
    )
    assert run(work, "draft", "flood", "--accept").returncode == 0
    claims = (work / "content/flood/claims.yaml").read_text("utf-8")
    assert f"- id: {name}\n" in claims
    assert "confirmation" not in claims


def test_an_article_is_read_in_its_own_language_whatever_a_new_unit_says(tmp_path: Path) -> None:
    text = "По данным полиции, задержаны двое.\n\nМэр Иван Петров заявил, что погибших нет.\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert run(tmp_path, "draft", "a.txt", "--unit", "flood").returncode == 0
    assert "language: en" in (tmp_path / "content/flood/sources.yaml").read_text("utf-8")
    drafted = (tmp_path / DRAFT / "claims.yaml").read_text("utf-8")
    assert "speakers: [politsii]" in drafted
    assert "speakers: [ivan-petrov]" in drafted


def test_a_second_draft_of_the_same_articles_changes_nothing(work: Path) -> None:
    before = {path: path.read_bytes() for path in (work / DRAFT).iterdir()}
    assert run(work, "draft", "flood").returncode == 0
    assert {path: path.read_bytes() for path in (work / DRAFT).iterdir()} == before


def test_a_draft_that_was_written_into_is_never_overwritten(work: Path) -> None:
    write_says(work, first_entry(work))
    done = run(work, "draft", "flood")
    assert done.returncode == 2
    assert "never overwritten" in done.stderr


def test_a_judged_claim_is_taken_with_its_speaker_and_without_the_sentence(work: Path) -> None:
    name = first_entry(work)
    write_says(work, name)
    change(work / DRAFT / "speakers.yaml", "TODO: who that is", "the rescue service of the town")
    done = run(work, "draft", "flood", "--accept")
    assert done.returncode == 0, done.stderr
    claims = (work / "content/flood/claims.yaml").read_text("utf-8")
    assert SAYS in claims
    assert "guess" not in claims
    assert "fire-service" in (work / "content/flood/unit.yaml").read_text("utf-8")
    assert f"- id: {name}\n" not in (work / DRAFT / "claims.yaml").read_text("utf-8")
    _, problems = load(work / "content/flood")
    assert {problem.code for problem in problems} == {"no-questions"}


def test_what_has_a_todo_is_not_taken(work: Path) -> None:
    done = run(work, "draft", "flood", "--accept")
    assert "every entry of the draft has a TODO" in done.stdout
    assert "[]" in (work / "content/flood/claims.yaml").read_text("utf-8")


def test_a_wish_for_an_entry_with_a_todo_is_refused(work: Path) -> None:
    name = first_entry(work)
    done = run(work, "draft", "flood", "--accept", "--only", name)
    assert done.returncode == 2
    assert f"“{name}”" in done.stderr
    assert "TODO" in done.stderr
    done = run(work, "draft", "flood", "--accept", "--only", "a9-nothing")
    assert "no entry “a9-nothing”" in done.stderr


def test_a_slip_in_the_draft_is_named_with_its_line(work: Path) -> None:
    path = work / DRAFT / "claims.yaml"
    change(path, "  says: TODO", "  says: TODO: all: of it")
    line = next(
        n for n, text in enumerate(path.read_text("utf-8").split("\n"), 1) if "all: of" in text
    )
    done = run(work, "draft", "flood", "--accept")
    assert done.returncode == 2
    assert f"claims.yaml:{line}:" in done.stderr
    assert "Traceback" not in done.stderr


def test_statements_that_the_unit_quotes_are_not_drafted_again(work: Path) -> None:
    name = first_entry(work)
    write_says(work, name)
    change(work / DRAFT / "speakers.yaml", "TODO: who that is", "the rescue service of the town")
    run(work, "draft", "flood", "--accept")
    for path in (work / DRAFT).iterdir():
        path.unlink()
    assert run(work, "draft", "flood").returncode == 0
    assert f"- id: {name}\n" not in (work / DRAFT / "claims.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["draft", "a.txt", "b.txt"], "--unit"),
        (["draft", "nothing"], "no unit and no file “nothing”"),
        (["draft", "a.txt", "--unit", "flood"], "there is a unit “flood” already"),
        (["draft", "empty", "--accept"], "no unit and no file"),
    ],
)
def test_a_command_that_cannot_be_understood_says_what_to_write(
    work: Path, args: list[str], expected: str
) -> None:
    done = run(work, *args)
    assert done.returncode == 2
    assert expected in done.stderr


# --- questions ----------------------------------------------------------------------------------


@pytest.fixture
def example(content: Path) -> Path:
    """A project with the example unit, whose claims are written, and its articles."""
    copies = content.parent / "articles/example"
    copies.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (copies / f"{name}.txt").write_text(text, "utf-8")
    return content.parent


def proposed(work: Path) -> list[dict[str, object]]:
    """The questions that are proposed."""
    document, problems = parse((work / "articles/example/draft/questions.yaml").read_bytes(), "q")
    assert document is not None
    assert not problems
    return list(document.data)


def test_questions_are_proposed_from_claims_and_wait_for_their_level(example: Path) -> None:
    done = run(example, "draft", "example", "--questions")
    assert done.returncode == 0, done.stderr
    questions = proposed(example)
    assert {"who-said", "true-false-not-stated"} <= {one["kind"] for one in questions}
    assert {one["level"] for one in questions} == {"TODO"}
    assert len(questions) <= 20


def test_a_proposal_with_a_level_is_taken_and_the_unit_stays_sound(example: Path) -> None:
    run(example, "draft", "example")
    run(example, "draft", "example", "--questions")
    name = str(proposed(example)[0]["id"])
    change(example / "articles/example/draft/questions.yaml", "level: TODO", "level: core")
    done = run(example, "draft", "example", "--accept")
    assert f"1 questions: {name}" in done.stdout
    assert name not in {one["id"] for one in proposed(example)}
    assert run(example, "check", "example").returncode == 0
    assert name in (example / "content/example/questions/drafted.yaml").read_text("utf-8")


def test_what_is_proposed_or_asked_already_is_not_proposed_again(example: Path) -> None:
    run(example, "draft", "example")
    assert run(example, "draft", "example", "--questions").returncode == 0
    path = example / "articles/example/draft/questions.yaml"
    change(path, "level: TODO", "level: core")
    before = path.read_text("utf-8")
    first = proposed(example)
    assert run(example, "draft", "example", "--questions").returncode == 0
    assert path.read_text("utf-8").startswith(before)
    assert run(example, "draft", "example", "--accept").returncode == 0
    assert run(example, "draft", "example", "--questions").returncode == 0
    asked = [
        str({key: value for key, value in one.items() if key not in {"id", "level"}})
        for one in (first[0], *proposed(example))
    ]
    assert len(asked) == len(set(asked))


def test_no_question_is_proposed_for_a_unit_with_errors(example: Path) -> None:
    change(example / "content/example/claims.yaml", "speakers: [", "speakers: [nobody-known, ")
    done = run(example, "draft", "example", "--questions")
    assert done.returncode == 2
    assert "mend it first" in done.stderr


def test_a_loaded_word_in_a_quotation_is_asked_and_its_neutral_word_is_left_to_write(
    example: Path,
) -> None:
    for path in (example / "content/example/questions").glob("wording*.yaml"):
        path.unlink()
    assert run(example, "draft", "example", "--questions").returncode == 0
    (asked,) = [one for one in proposed(example) if one["kind"] == "wording"]
    assert (asked["term"], asked["neutral"]) == ("furious crowd", "TODO")


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "О каждом высказывании спрашивайте"), ("de", "Schweigen ist kein Bestreiten")],
)
def test_proposals_are_in_the_language_of_the_unit(
    example: Path, language: str, words: str
) -> None:
    change(example / "content/example/unit.yaml", "language: en", f"language: {language}")
    assert run(example, "draft", "example", "--questions").returncode == 0
    text = (example / "articles/example/draft/questions.yaml").read_text("utf-8")
    assert words in text

"""A source changes, and every number, hash and proof that rests on it changes with it."""

from __future__ import annotations

import re
import shutil
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from command_line import NEW_FLOOD, run
from example_unit import ARTICLE_FILES, ARTICLES
from folders import files

from kzquiz.evidence import fingerprint
from kzquiz.load import Unit, load
from kzquiz.reader import parse

pytestmark = pytest.mark.slow

HASH = re.compile("[0-9a-f]{64}")
JUNK = "Follow all that happens in our live blog"
FIRST = ARTICLES["a"].split("\n\n")


@pytest.fixture(autouse=True)
def _quick_fingerprints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fingerprints with a fast hash, because a slow one takes seconds for each article."""
    monkeypatch.setattr(fingerprint, "make", partial(fingerprint.make, cost=0))


def loaded(folder: Path) -> Unit:
    unit, problems = load(folder)
    assert problems == []
    assert unit is not None
    return unit


def numbers(folder: Path) -> dict[str, int]:
    """The paragraph of every claim of Source A."""
    claims = loaded(folder).facts.claims.values()
    return {claim.id: claim.paragraph for claim in claims if claim.source == "a"}


@pytest.fixture
def work(content: Path) -> Path:
    """A project with the example unit and the working copies of its articles."""
    copies = content.parent / "articles" / "example"
    copies.mkdir(parents=True)
    for name, path in zip("ab", ARTICLE_FILES, strict=True):
        shutil.copy(path, copies / f"{name}.txt")
    return content.parent


def with_paragraph(work: Path, at: int, text: str) -> None:
    """Put a paragraph into the working copy of Source A, as its author might."""
    parts = [*FIRST[: at - 1], text, *FIRST[at - 1 :]]
    (work / "articles/example/a.txt").write_text("\n\n".join(parts), "utf-8")


def replaced(work: Path, *more: str) -> CompletedProcess[str]:
    return run(work, "source", "replace", "example", "a", "articles/example/a.txt", *more)


def yaml(work: Path) -> dict[str, bytes]:
    return {name: data for name, data in files(work / "content/example").items() if "yaml" in name}


# --- replace ------------------------------------------------------------------------------------


def test_every_number_moves_with_its_paragraph_and_back_again(work: Path) -> None:
    folder = work / "content/example"
    before, written = numbers(folder), yaml(work)
    assert set(before.values()) >= {1, 2, 3}
    with_paragraph(work, 3, "The school on the hill is open to all who have no bed, she said.")
    done = replaced(work)
    assert (done.returncode, done.stderr) == (0, "")
    assert numbers(folder) == {name: n + (n >= 3) for name, n in before.items()}
    assert run(work, "check").returncode == 0
    source = loaded(folder).facts.sources["a"]
    assert (source.paragraphs, source.words) == (6, 114 + 15)
    (work / "articles/example/a.txt").write_text("\n\n".join(FIRST), "utf-8")
    assert replaced(work).returncode == 0
    assert yaml(work) == written


def test_the_old_text_is_known_from_the_fingerprint_where_no_copy_is_left(work: Path) -> None:
    folder = work / "content/example"
    before = numbers(folder)
    with_paragraph(work, 1, JUNK)
    done = replaced(work)
    assert "the old one is known from fingerprints/a.txt" in done.stdout
    assert numbers(folder) == {name: n + 1 for name, n in before.items()}


def test_the_old_text_is_known_from_the_numbered_copy_of_an_edited_one(tmp_path: Path) -> None:
    assert run(tmp_path, *NEW_FLOOD).returncode == 0
    copies = tmp_path / "articles/flood"
    (copies / "a-blocks.txt").unlink()
    (copies / "a.txt").write_text("\n\n".join(FIRST[1:]), "utf-8")
    done = run(tmp_path, "source", "replace", "flood", "a", "articles/flood/a.txt")
    assert "the old one is known from articles/flood/a-numbered.txt" in done.stdout


def test_a_junk_paragraph_is_removed_by_following_the_messages(work: Path) -> None:
    """The story that ended in “no problems” with 14 wrong numbers."""
    folder, copy = work / "content/example", work / "articles/example/a.txt"
    right = numbers(folder)
    with_paragraph(work, 2, JUNK)
    assert replaced(work).returncode == 0
    assert numbers(folder) != right
    copy.write_text("\n\n".join(FIRST), "utf-8")  # the author removes it by hand
    said = []
    for command in (["check"], ["check", "--fix"], ["fingerprint", "articles/example/a.txt"]):
        done = run(work, *command)
        said.append(done.stdout + done.stderr)
        assert done.returncode == 1
        assert "kzquiz source replace" in said[-1]
    assert "1 error (EV19 1)" in said[0]
    assert "nothing to mend" in said[1]
    assert re.search(r"kzquiz source replace example a FILE", said[0])
    done = replaced(work)
    assert done.returncode == 0
    assert numbers(folder) == right
    checked = run(work, "check")
    assert (checked.returncode, checked.stdout) == (0, "no problems\n")
    assert not any(HASH.search(text) for text in said)


def test_what_lost_its_paragraph_becomes_a_todo_that_the_check_names(work: Path) -> None:
    (work / "articles/example/a.txt").write_text("\n\n".join(FIRST[:1] + FIRST[2:]), "utf-8")
    done = replaced(work)
    assert done.returncode == 0
    assert "No longer stands; mend or remove it:" in done.stdout
    assert "claim “a2-request”: paragraph 2 is gone; its number is TODO now" in done.stdout
    text = (work / "content/example/claims.yaml").read_text("utf-8")
    assert "paragraph: TODO" in text
    checked = run(work, "check")
    assert checked.returncode == 1
    assert "“paragraph” must be a whole number" in checked.stderr


def test_a_paragraph_with_other_words_is_named_to_be_read_again(work: Path) -> None:
    changed = FIRST[1].replace("furious", "angry")
    parts = [FIRST[0], changed, *FIRST[2:]]
    (work / "articles/example/a.txt").write_text("\n\n".join(parts), "utf-8")
    done = replaced(work)
    assert "claim “a2-request”: paragraph 2, now 2, has other words" in done.stdout
    assert "  2  2, with other words" in done.stdout


def test_a_quotation_that_is_gone_is_named(work: Path) -> None:
    text = ARTICLES["a"].replace("asked the army for boats", "asked for boats")
    (work / "articles/example/a.txt").write_text(text, "utf-8")
    done = replaced(work)
    assert "claim “a2-request”: its quotation “asked the army for boats” is not" in done.stdout
    assert "EV01" in run(work, "check").stderr


def test_a_claim_follows_its_quotation_into_a_piece_of_its_paragraph(work: Path) -> None:
    one, two = FIRST[1].split(". ", 1)
    parts = [FIRST[0], f"{one}.", two, *FIRST[2:]]
    (work / "articles/example/a.txt").write_text("\n\n".join(parts), "utf-8")
    assert replaced(work).returncode == 0
    unit = loaded(work / "content/example")
    having = fingerprint.Article.of("\n\n".join(parts))
    for claim in unit.facts.claims.values():
        if claim.source == "a" and claim.quote:
            assert claim.paragraph in having.find(claim.quote)


def test_the_changes_are_shown_and_with_diff_nothing_is_written(work: Path) -> None:
    with_paragraph(work, 1, JUNK)
    before = files(work)
    done = replaced(work, "--diff")
    assert "-  paragraph: 2\n+  paragraph: 3" in done.stdout
    assert "files would be changed; nothing was written" in done.stdout
    assert files(work) == before


def test_comments_and_order_stay_in_the_files(work: Path) -> None:
    path = work / "content/example/claims.yaml"
    text = path.read_text("utf-8").replace("  paragraph: 2\n", "  paragraph: 2   # the mayor\n", 1)
    path.write_text(f"{text}\n# the end\n", "utf-8")
    with_paragraph(work, 1, JUNK)
    assert replaced(work).returncode == 0
    after = path.read_text("utf-8")
    assert "  paragraph: 3   # the mayor\n" in after
    assert after.endswith("\n# the end\n")
    changed = [n for n, (a, b) in enumerate(zip(text.split("\n"), after.split("\n"), strict=False))
               if a != b]  # fmt: skip
    assert all("paragraph" in text.split("\n")[n] for n in changed)


def test_numbers_in_texts_move_too(work: Path) -> None:
    path = work / "content/example/questions/choice.yaml"
    before = path.read_text("utf-8")
    path.write_text(before + "\n# none\n", "utf-8")
    other = work / "content/example/differences.yaml"
    text = other.read_text("utf-8")
    first = re.search(r"\n  why: >-\n    ", text)
    assert first
    named = "See paragraph 2 of Source A and B 2. "
    other.write_text(text[: first.end()] + named + text[first.end() :], "utf-8")
    with_paragraph(work, 1, JUNK)
    assert replaced(work).returncode == 0
    assert "See paragraph 3 of Source A and B 2. " in other.read_text("utf-8")


def test_the_same_text_again_changes_nothing(work: Path) -> None:
    with_paragraph(work, 1, JUNK)
    assert replaced(work).returncode == 0
    before = files(work)
    done = replaced(work)
    assert done.stdout.endswith("nothing has changed\n")
    assert files(work) == before


def test_what_the_author_decided_on_a_block_stays_decided(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(f"{ARTICLES['b']}\n\nRead more: the dam of Norvik\n", "utf-8")
    first = str(ARTICLE_FILES[0])
    made = ["new", "unit", "flood", "--article", first, "--article", "b.txt", "--keep", "b:8"]
    assert run(tmp_path, *made).returncode == 0
    done = run(tmp_path, "source", "replace", "flood", "b", "articles/flood/b.txt")
    assert done.stdout.endswith("nothing has changed\n")


def test_the_file_of_blocks_is_edited_and_read_again(tmp_path: Path) -> None:
    assert run(tmp_path, *NEW_FLOOD).returncode == 0
    blocks = tmp_path / "articles/flood/b-blocks.txt"
    text = blocks.read_text("utf-8")
    command = re.search(r"kzquiz (source replace .*)", text)
    assert command
    blocks.write_text(text.replace("== stamp", "== navigation"), "utf-8")
    done = run(tmp_path, *command[1].split())
    assert (done.returncode, done.stderr) == (0, "")
    assert "6 paragraphs" in done.stdout
    assert loaded(tmp_path / "content/flood").facts.sources["b"].paragraphs == 6


def test_a_source_that_was_written_by_hand_gets_its_hash_and_counts(work: Path) -> None:
    path = work / "content/example/sources.yaml"
    text = re.sub(r"\n  (?:sha256|paragraphs|words): .*", "", path.read_text("utf-8"), count=3)
    path.write_text(text, "utf-8")
    checked = run(work, "check")
    assert "“kzquiz source replace” with the unit, this id and the article" in checked.stderr
    assert replaced(work).returncode == 0
    assert run(work, "check").returncode == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("example", "c", "articles/example/a.txt"), "has no source “c”; known here: a, b"),
        (("exampel", "a", "articles/example/a.txt"), "did you mean “example”"),
        (("example", "a", "articles/example/b.txt"), "is the text of source “b” already"),
        (("example", "a", "none.txt"), "none.txt: is not there"),
    ],
)
def test_a_slip_is_told_and_nothing_is_written(
    work: Path, words: tuple[str, ...], message: str
) -> None:
    before = files(work)
    done = run(work, "source", "replace", *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert files(work) == before


def test_a_unit_with_errors_is_told_that_its_short_quotations_are_not_proved(work: Path) -> None:
    path = work / "content/example/questions/cloze.yaml"
    path.write_text(path.read_text("utf-8").replace("level: core", "level: cor"), "utf-8")
    with_paragraph(work, 1, JUNK)
    done = replaced(work)
    assert done.returncode == 0
    assert "mend them, then run “kzquiz fingerprint articles/example/a.txt”" in done.stdout


def test_a_unit_with_slips_is_mended_first(work: Path) -> None:
    (work / "content/example/claims.yaml").write_text("- id: [", "utf-8")
    done = replaced(work)
    assert done.returncode == 2
    assert "claims.yaml cannot be read; mend it first: “kzquiz check example”" in done.stderr


def test_without_the_old_text_nothing_is_moved(work: Path) -> None:
    (work / "content/example/fingerprints/a.txt").unlink()
    with_paragraph(work, 1, JUNK)
    done = replaced(work)
    assert done.returncode == 2
    assert "nothing is known of the old text of source “a”" in done.stderr


# --- add and list -------------------------------------------------------------------------------


def test_a_source_is_added_with_its_newsroom_and_the_unit_loads(work: Path) -> None:
    (work / "c.txt").write_text("Boats are late\n\nThe boats were late, she said.\n", "utf-8")
    before = yaml(work)
    done = run(work, "source", "add", "example", "c.txt")
    assert (done.returncode, done.stderr) == (0, "")
    unit = loaded(work / "content/example")
    assert unit.facts.sources["c"].paragraphs == 2
    assert "newsroom-c" in unit.facts.speakers
    assert unit.fingerprints["c"].sha256 == unit.facts.sources["c"].sha256
    after = yaml(work)
    assert {name for name in after if after[name] != before[name]} == {"sources.yaml", "unit.yaml"}
    assert after["sources.yaml"].startswith(before["sources.yaml"])
    assert [p for p in parse(after["unit.yaml"], "unit.yaml")[1] if p] == []


def test_a_text_that_is_a_source_already_is_not_added(work: Path) -> None:
    done = run(work, "source", "add", "example", str(ARTICLE_FILES[1]))
    assert done.returncode == 2
    assert "is the text of source “b” already" in done.stderr


def test_the_list_says_what_is_at_hand_and_what_to_do(work: Path) -> None:
    with_paragraph(work, 1, JUNK)
    (work / "articles/example/b.txt").unlink()
    done = run(work, "source", "list", "example")
    first, second = (line.split("\t") for line in done.stdout.splitlines())
    assert first[:4] == ["a", "Source A", "5 paragraphs", "114 words"]
    assert "articles/example/a.txt was changed: “kzquiz source replace example a" in first[-1]
    assert second[-1] == "no text at hand"


# --- recordings ---------------------------------------------------------------------------------

FILM = (
    "[00:05] Reporter: We are at the harbour tonight, and the water is rising fast.\n"
    "[00:14] Woman: The lights went out at nine, and nobody came for two hours.\n"
    "[12:30] Mayor: We have asked the army for boats, and they will come tomorrow.\n"
)


def test_time_codes_move_with_what_is_said_there(tmp_path: Path) -> None:
    film = tmp_path / "film.txt"
    film.write_text(FILM, "utf-8")
    assert run(tmp_path, "new", "unit", "harbour", "--article", "film.txt").returncode == 0
    folder = tmp_path / "content/harbour"
    assert "times: 0:05 0:14 12:30\n" in (folder / "sources.yaml").read_text("utf-8")
    claims = (folder / "claims.yaml").read_text("utf-8")
    assert "  at: 0:05\n" in claims
    (folder / "claims.yaml").write_text(claims.replace("at: 0:14", "at: 12:30"), "utf-8")
    film.write_text(f"[00:01] Music plays.\n{FILM.replace('12:30', '12:44')}", "utf-8")
    done = run(tmp_path, "source", "replace", "harbour", "a", "film.txt")
    assert done.returncode == 0, done.stderr
    claims = (folder / "claims.yaml").read_text("utf-8")
    assert re.findall(r"(?m)^  at: (.*)$", claims) == ["0:05", "12:44"]
    assert "times: 0:01 0:05 0:14 12:44\n" in (folder / "sources.yaml").read_text("utf-8")
    assert run(tmp_path, "check", "harbour").returncode == 0


def test_a_claim_gets_a_paragraph_where_the_new_text_has_no_time_codes(tmp_path: Path) -> None:
    film = tmp_path / "film.txt"
    film.write_text(FILM, "utf-8")
    assert run(tmp_path, "new", "unit", "harbour", "--article", "film.txt").returncode == 0
    film.write_text(re.sub(r"\[[\d:]+\] (.*)\n", r"\1\n\n", FILM), "utf-8")
    done = run(tmp_path, "source", "replace", "harbour", "a", "film.txt")
    assert done.returncode == 0, done.stderr
    claims = (tmp_path / "content/harbour/claims.yaml").read_text("utf-8")
    assert re.findall(r"(?m)^  (at|paragraph): (.*)$", claims) == [
        ("paragraph", "1"),
        ("paragraph", "2"),
    ]
    assert "times:" not in (tmp_path / "content/harbour/sources.yaml").read_text("utf-8")
    assert run(tmp_path, "check", "harbour").returncode == 0

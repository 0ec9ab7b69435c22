"""New units and new questions build at once, and no existing file is changed."""

from __future__ import annotations

import hashlib
import os
import re
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from command_line import NEW_FLOOD, run
from example_unit import ARTICLE_FILES, write_example_unit
from folders import files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schema_diagnostics import diagnostics

from kzquiz import kinds
from kzquiz.authoring import ScaffoldError, new_question
from kzquiz.authoring.known_ids import IdsOfUnit, survey
from kzquiz.check import check
from kzquiz.evidence import fingerprint
from kzquiz.load import Unit, load
from kzquiz.write import create, edit

pytestmark = pytest.mark.slow


def loaded(folder: Path) -> Unit:
    unit, problems = load(folder)
    assert problems == []
    assert unit is not None
    return unit


@pytest.fixture(autouse=True)
def _quick_fingerprints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fingerprints with a fast hash, because a slow one takes seconds for each article."""
    monkeypatch.setattr(fingerprint, "make", partial(fingerprint.make, cost=0))


@pytest.fixture
def flood(tmp_path: Path) -> Path:
    """The content folder of a new unit."""
    done = run(tmp_path, *NEW_FLOOD)
    assert (done.returncode, done.stderr) == (0, "")
    return tmp_path / "content" / "flood"


# --- from nothing to a deck ---------------------------------------------------------------------


def test_a_new_unit_and_two_new_questions_become_a_deck_and_a_sheet(tmp_path: Path) -> None:
    assert run(tmp_path, *NEW_FLOOD).returncode == 0
    for kind in ("who-said", "short-answer"):
        done = run(tmp_path, "new", "question", kind)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"content/flood/questions/{kind}.yaml:2: question “{kind}-")
    assert run(tmp_path, "check").returncode == 0
    done = run(tmp_path, "build", "flood")
    assert (done.returncode, done.stderr) == (0, "")
    assert "8 questions" in done.stdout.splitlines()[0]
    built = tmp_path / "decks" / "flood"
    assert (built / "flood.apkg").stat().st_size > 1000
    sheet = (built / "worksheet.html").read_text("utf-8")
    assert "TODO: what does Source A say about" in sheet
    assert sheet.count("TODO") > 20
    assert "Evidence" in (built / "answers.html").read_text("utf-8")


def test_every_new_unit_has_an_identity_of_its_own(tmp_path: Path) -> None:
    found = set()
    for teacher in ("one", "two"):
        (tmp_path / teacher).mkdir()
        assert run(tmp_path / teacher, *NEW_FLOOD).returncode == 0
        assert run(tmp_path / teacher, "build", "--only", "deck").returncode == 0
        lock = (tmp_path / teacher / "decks/flood/lock.json").read_text("utf-8")
        (identity,) = set(re.findall(r'"kzquiz:([^/]+)/', lock))
        assert re.fullmatch("flood-[a-z2-9]{6}", identity)
        found.add(identity)
    assert len(found) == 2


def test_the_checks_find_no_error_in_a_new_unit(flood: Path) -> None:
    """A build stops at errors, so a TODO must not be one."""
    errors = [problem for problem in check(loaded(flood)) if problem.severity == "error"]
    assert errors == []


def test_the_check_names_everything_that_is_left_to_write_and_nothing_else(flood: Path) -> None:
    problems = check(loaded(flood))
    assert {problem.code for problem in problems} == {"SC08"}
    named = 0
    for problem in problems:
        count = re.match(r"(\d+) texts are still TODO|“[a-z.]+” is still TODO", problem.message)
        named += int(count[1] or 1) if count else 0
        assert count or problem.message == "this id is still the skeleton's"
    files = [path.read_text("utf-8") for path in flood.rglob("*.yaml")]
    written = re.findall(r"^[^#\n]*\bTODO\b", "".join(files), re.MULTILINE)
    assert named == len(written)
    defined = re.findall(r"- id: .*\btodo\b", "".join(files))
    assert len(problems) - len([p for p in problems if "TODO" in p.message]) == len(defined) > 0


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_unit_builds_whatever_skeleton_was_begun_in_it(flood: Path, kind: str) -> None:
    assert run(flood.parents[1], "new", "question", kind).returncode == 0
    assert [p for p in check(loaded(flood)) if p.severity == "error"] == []


def test_other_rules_wait_for_an_entry_that_is_not_written_yet(flood: Path) -> None:
    assert any(problem.code == "ST12" for problem in check(loaded(flood), select=["ST"]))
    path = flood / "claims.yaml"
    path.write_text(path.read_text("utf-8").replace("paragraph: 1", "paragraph: 99", 1), "utf-8")
    assert "error" in {problem.severity for problem in check(loaded(flood))}


# --- new unit -----------------------------------------------------------------------------------


def test_sources_have_hash_counts_and_fingerprint_of_their_article(flood: Path) -> None:
    unit = loaded(flood)
    for path, source in zip(ARTICLE_FILES, unit.facts.sources.values(), strict=True):
        data = path.read_bytes()
        assert source.sha256 == hashlib.sha256(data).hexdigest()
        assert source.words == len(data.decode().split())
    assert [source.paragraphs for source in unit.facts.sources.values()] == [5, 7]
    assert unit.fingerprints["a"].match("asked the army for boats", 2) == "passed"
    text = (flood / "fingerprints" / "b.txt").read_text("utf-8")
    assert fingerprint.read(text).match("asked the army for boats", 2) == "refused"


def test_every_source_has_a_claim_and_there_are_questions_of_several_kinds(flood: Path) -> None:
    unit = loaded(flood)
    assert {claim.source for claim in unit.facts.claims.values()} == {"a", "b"}
    assert len({question.kind for question in unit.questions}) >= 5
    assert unit.facts.differences


def test_working_copies_are_numbered_and_kept_out_of_git(flood: Path) -> None:
    copies = flood.parents[1] / "articles"
    assert (copies / ".gitignore").read_text("utf-8").splitlines()[-1] == "*"
    assert (copies / "flood" / "a.txt").read_bytes() == ARTICLE_FILES[0].read_bytes()
    numbered = (copies / "flood" / "b-numbered.txt").read_text("utf-8")
    assert numbered.startswith("[1] Boats reach flooded Ostervik\n\n[2] By Tuesday")


def test_no_file_of_the_unit_has_a_sentence_of_an_article(flood: Path) -> None:
    text = "\n".join(path.read_text("utf-8") for path in flood.rglob("*") if path.is_file())
    for article in ARTICLE_FILES:
        for sentence in article.read_text("utf-8").split(". "):
            assert sentence.strip() not in text


def test_every_file_names_its_schema_and_an_editor_finds_nothing_wrong(flood: Path) -> None:
    for path in flood.rglob("*.yaml"):
        text = path.read_text("utf-8")
        line = text.split("\n", 1)[0]
        target = path.parent / line.removeprefix("# yaml-language-server: $schema=")
        assert target.exists(), path
        assert diagnostics(text, target.name) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Flood", "such as “flood”"),
        ("flood 2022", "such as “flood-2022”"),
        ("flöod/../x", "such as “flood-x”"),
        ("-flood", "such as “flood”"),
        ("..", "use small letters"),
        ("наводнение", "use small letters"),
        ("con", "Windows cannot store"),
        ("lpt1", "Windows cannot store"),
        ("schemas", "choose another name"),
        ("a" * 61, "61 characters"),
    ],
)
def test_a_bad_name_is_refused_with_a_better_one(tmp_path: Path, name: str, message: str) -> None:
    words = [word for path in ARTICLE_FILES for word in ("--article", str(path))]
    done = run(tmp_path, "new", "unit", *words, "--", name)
    assert done.returncode == 2
    assert message in done.stderr
    assert files(tmp_path) == {}


def test_a_unit_that_is_there_is_never_overwritten(flood: Path) -> None:
    top = flood.parents[1]
    (flood / "unit.yaml").write_text("mine", "utf-8")
    before = files(top)
    done = run(top, *NEW_FLOOD)
    assert done.returncode == 2
    assert "content/flood is there already" in done.stderr
    assert files(top) == before


def test_a_working_copy_of_another_text_is_never_overwritten(tmp_path: Path) -> None:
    copy = tmp_path / "articles" / "flood" / "a.txt"
    copy.parent.mkdir(parents=True)
    copy.write_text("another article", "utf-8")
    done = run(tmp_path, *NEW_FLOOD)
    assert done.returncode == 2
    assert "articles/flood/a.txt: there is a file of this name already" in done.stderr
    assert files(tmp_path) == {"articles/flood/a.txt": b"another article"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Vögel über der Stadt.\n".encode("cp1252"), "--encoding windows-1252"),
        ("Вода в городе.\n".encode("cp1251"), "--encoding windows-1251"),
        (b"PK\x03\x04rest of a document", "no Word document that can be read; save it as plain"),
        (b"%PDF-1.7 rest", "is a PDF file"),
        (b" \n\n \n", "has no text"),
        (ARTICLE_FILES[0].read_bytes(), "are the same text"),
        (None, "is not there; check how it is named"),
    ],
)
def test_an_article_that_cannot_be_read_says_why(
    tmp_path: Path, data: bytes | None, message: str
) -> None:
    if data is not None:
        (tmp_path / "b.txt").write_bytes(data)
    done = run(
        tmp_path, "new", "unit", "flood", "--article", str(ARTICLE_FILES[0]), "--article", "b.txt"
    )
    assert done.returncode == 2
    assert "b.txt" in done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "content").exists()


NOISY = """Home > World > Europe

Boats reach flooded Ostervik

By Maren Holt

Updated: Tuesday, 20:10

Share on Facebook

OSTERVIK, March 4 (Nordpress) — By Tuesday evening people had been moved out, she said.

Advertisement

Shopkeepers told Nordpress that the sirens came on an hour after the water did.
"""


def noisy_unit(folder: Path, *more: str) -> CompletedProcess[str]:
    (folder / "b.txt").write_text(NOISY, "utf-8")
    first = str(ARTICLE_FILES[0])
    return run(folder, "new", "unit", "flood", "--article", first, "--article", "b.txt", *more)


def test_what_belongs_to_the_page_is_left_out_and_listed(tmp_path: Path) -> None:
    done = noisy_unit(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Source B: b.txt, 5 paragraphs, 39 words, 3 left out" in done.stdout
    assert "    7  left out       advertisement  Advertisement\n" in done.stdout
    assert "    8  paragraph 5    body           Shopkeepers told Nordpress that" in done.stdout
    copy = (tmp_path / "articles" / "flood" / "b.txt").read_text("utf-8")
    assert "Facebook" not in copy
    assert len(copy.split("\n\n")) == 5


def test_headline_author_dateline_and_stamps_are_written_into_sources_yaml(tmp_path: Path) -> None:
    noisy_unit(tmp_path)
    source = loaded(tmp_path / "content" / "flood").facts.sources["b"]
    assert source.dateline == "OSTERVIK, March 4 (Nordpress)"
    assert source.stamps == ("Updated: Tuesday, 20:10",)
    assert source.headline == "TODO: what the headline (paragraph 1) says, in your own words"
    assert source.sub_heading == ""
    assert (source.title, source.author) == ("Boats reach flooded Ostervik", "Maren Holt")


def test_the_author_has_the_last_word_on_every_block(tmp_path: Path) -> None:
    done = noisy_unit(tmp_path, "--keep", "b:7", "--drop", "b:3-4", "--drop", "a:1")
    assert "Source A: " in done.stdout
    assert "4 paragraphs, 82 words, 1 left out" in done.stdout
    assert "    7  paragraph 3    body           Advertisement\n" in done.stdout
    assert "    4  left out       navigation     Updated: Tuesday, 20:10\n" in done.stdout


def test_the_file_of_blocks_is_read_as_an_article(tmp_path: Path) -> None:
    noisy_unit(tmp_path)
    blocks = tmp_path / "articles" / "flood" / "b-blocks.txt"
    blocks.write_text(blocks.read_text("utf-8").replace("== byline", "== navigation"), "utf-8")
    first = str(ARTICLE_FILES[0])
    done = run(
        tmp_path, "new", "unit", "again", "--article", first, "--article", str(blocks),
    )  # fmt: skip
    assert "4 paragraphs, 36 words, 4 left out" in done.stdout


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("7", "“7” names no block; write its number, such as b:7 or b:7-9"),
        ("c:7", "“c:7” names no block"),
        ("b:99", "b.txt: there is no block 99: the last one is 8"),
        ("b:x", "“b:x” names no block"),
    ],
)
def test_a_choice_of_no_block_is_refused(tmp_path: Path, option: str, message: str) -> None:
    done = noisy_unit(tmp_path, "--keep", option)
    assert done.returncode == 2
    assert message in done.stderr
    assert not (tmp_path / "content").exists()


def test_an_article_without_a_block_that_is_kept_is_refused(tmp_path: Path) -> None:
    done = noisy_unit(tmp_path, "--drop", "b:1-8")
    assert done.returncode == 2
    assert "every block is left out; keep one with --keep" in done.stderr


def test_a_text_of_an_article_cannot_break_the_files_of_the_unit(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(
        'Updated: Tuesday, 20:10 {x} "y" \\\u0085# [1\n\nWater in the town, she said.\n', "utf-8"
    )
    first = str(ARTICLE_FILES[0])
    done = run(tmp_path, "new", "unit", "flood", "--article", first, "--article", "b.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert loaded(tmp_path / "content" / "flood")


def test_a_unit_of_one_article_builds_and_compares_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "new", "unit", "flood", "--article", str(ARTICLE_FILES[0]))
    assert (done.returncode, done.stderr) == (0, "")
    unit = loaded(tmp_path / "content" / "flood")
    assert list(unit.facts.sources) == ["a"]
    assert not unit.facts.differences
    assert {problem.code for problem in check(unit)} == {"SC08"}
    assert run(tmp_path, "build").returncode == 0
    assert run(tmp_path, "source", "add", "flood", str(ARTICLE_FILES[1])).returncode == 0
    assert list(loaded(tmp_path / "content" / "flood").facts.sources) == ["a", "b"]


def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    for name, path in zip("ab", ARTICLE_FILES, strict=True):
        text = path.read_text("utf-8").replace("\n", "\r\n")
        (tmp_path / f"{name}.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = run(tmp_path, "new", "unit", "flood", "--article", "a.txt", "--article", "b.txt")
    assert done.returncode == 0
    assert "5 paragraphs, 114 words" in done.stdout
    assert loaded(tmp_path / "content" / "flood")


def test_lost_empty_lines_are_pointed_out(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("A line of a report. " * 50, "utf-8")
    done = run(
        tmp_path, "new", "unit", "flood", "--article", str(ARTICLE_FILES[0]), "--article", "b.txt"
    )
    assert done.returncode == 0
    assert "Look again: it is one long paragraph: put an empty line after each" in done.stdout


def test_a_paragraph_too_long_to_be_proved_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("A line of a report. " * 2500, "utf-8")
    done = run(
        tmp_path, "new", "unit", "flood", "--article", str(ARTICLE_FILES[0]), "--article", "b.txt"
    )
    assert done.returncode == 2
    assert "put an empty line after each paragraph" in done.stderr
    assert not (tmp_path / "content").exists()


def test_create_writes_nothing_where_one_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"mine")
    with edit(tmp_path) as project, pytest.raises(FileExistsError):
        create(project, {tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert files(tmp_path) == {"b": b"mine"}


# --- new question -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_new_question_of_any_kind_loads_at_once(content: Path, kind: str) -> None:
    """In the example unit there are enough claims of every sort."""
    folder = content / "example"
    target = folder / "questions" / f"{kind}.yaml"
    before = target.read_bytes()
    done = run(content.parent, "new", "question", kind)
    assert (done.returncode, done.stderr) == (0, "")
    after = target.read_bytes()
    assert after.startswith(before)
    assert b"TODO" in after[len(before) :]
    unit = loaded(folder)
    assert f"{kind}-1" in {question.id for question in unit.questions}
    assert run(content.parent, "new", "question", kind).stdout.endswith(
        f"question “{kind}-2”: replace every TODO\n"
    )
    assert loaded(folder)
    assert diagnostics(target.read_text("utf-8"), "questions.json") == []


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_prose_is_in_block_style(flood: Path, kind: str) -> None:
    new_question(kind, flood, None, flood / "no-lock")
    text = (flood / "questions" / f"{kind}.yaml").read_text("utf-8")
    for line in text.splitlines():
        if "TODO" in line:
            assert line.strip().startswith("TODO")
    assert '"' not in "".join(line for line in text.splitlines() if "# " not in line)


def test_claims_of_the_unit_are_put_in(content: Path) -> None:
    folder = content / "example"
    new_question("compare", folder, None, folder / "no-lock")
    question = loaded(folder).questions[-1]
    unit = loaded(folder)
    (question,) = (question for question in unit.questions if question.id == "compare-1")
    claims = [unit.facts.claims[name] for name in question.cited()]
    assert {claim.source for claim in claims} == {"a", "b"}
    assert all(claim.figure for claim in claims)


def test_a_table_compares_figures_of_one_category_from_two_sources(content: Path) -> None:
    folder = content / "example"
    claims = folder / "claims.yaml"
    text = claims.read_text("utf-8").replace("- id: a1-left", f"{WIDTH}- id: a1-left", 1)
    claims.write_text(text, "utf-8")
    new_question("compare", folder, None, folder / "no-lock")
    unit = loaded(folder)
    (question,) = (question for question in unit.questions if question.id == "compare-1")
    figures = [unit.facts.claims[name].figure for name in question.cited()]
    assert len({figure and (figure.category, figure.unit) for figure in figures}) == 1


WIDTH = """\
- id: a2-width
  source: a
  paragraph: 2
  says: The newsroom reported that the hole in the wall was 3 metres wide.
  speakers: [newsroom-a]
  status: reported-fact
  figure: {value: 3, unit: metres, category: width of the hole}

"""


def test_a_question_on_wording_asks_about_a_loaded_term_not_asked_yet(content: Path) -> None:
    folder = content / "example"
    (folder / "questions" / "wording.yaml").unlink()
    new_question("wording", folder, None, folder / "no-lock")
    unit = loaded(folder)
    (question,) = (question for question in unit.questions if question.id == "wording-1")
    assert question.model_dump()["term"] == "furious crowd"
    assert question.model_dump()["owner"] == "newsroom-a"
    assert "furious crowd" in question.model_dump()["phrase"]
    assert question.cited() == ("a2-crowd",)


def test_the_key_of_how_confirmed_follows_from_the_chains_of_its_claims(content: Path) -> None:
    folder = content / "example"
    new_question("how-confirmed", folder, None, folder / "no-lock")
    unit = loaded(folder)
    (question,) = (question for question in unit.questions if question.id == "how-confirmed-1")
    keyed = {tuple(one["claims"]): one["key"] for one in question.model_dump()["statements"]}
    assert keyed[("a4-boats", "b5-boats")] == "same-origin"
    (problems,) = [[p for p in check(unit) if p.code == "EV31"]]
    assert problems == []


def test_where_claims_run_short_the_check_names_what_is_missing(flood: Path) -> None:
    (flood / "claims.yaml").write_text(
        (flood / "claims.yaml").read_text("utf-8").split("\n- id: b2", 1)[0], "utf-8"
    )
    new_question("order", flood, None, flood / "no-lock")
    _, problems = load(flood)
    assert any("there is no claim “todo-claim-3”" in problem.message for problem in problems)


def test_the_next_id_is_free_in_every_file_and_was_never_published(content: Path) -> None:
    top = content.parent
    (content / "example" / "questions" / "mine.yaml").write_text(
        kinds.example("cloze").replace("cloze-qualifier", "cloze-7"), "utf-8"
    )
    assert run(top, "build").returncode == 0
    (content / "example" / "questions" / "mine.yaml").unlink()
    assert "“cloze-8”" in run(top, "new", "question", "cloze").stdout


def test_a_file_and_a_unit_can_be_named(content: Path) -> None:
    write_example_unit(content / "more").rename(content / "second")
    (content / "second" / "unit.yaml").write_text(
        (content / "second" / "unit.yaml")
        .read_text("utf-8")
        .replace("id: example", "id: second", 1),
        "utf-8",
    )
    top = content.parent
    done = run(top, "new", "question", "cloze")
    assert done.returncode == 2
    assert "there are several units; add --unit and a name: example, second" in done.stderr
    target = "content/second/questions/new.yaml"
    done = run(top, "new", "question", "cloze", "--unit", "second", "--file", target)
    assert done.returncode == 0
    first = (top / target).read_text("utf-8").split("\n", 1)[0]
    assert first == "# yaml-language-server: $schema=../../schemas/questions.json"


def test_slips_in_names_are_answered_with_the_nearest_name(content: Path) -> None:
    assert "did you mean “choice”?" in run(content.parent, "new", "question", "choise").stderr
    done = run(content.parent, "new", "question", "choice", "--unit", "exampel")
    assert (done.returncode, "did you mean “example”?" in done.stderr) == (2, True)


def test_the_bundled_unit_is_never_written_to(tmp_path: Path) -> None:
    done = run(tmp_path, "new", "question", "choice")
    assert done.returncode == 2
    assert "“kzquiz new unit” makes one" in done.stderr


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"# only a comment\n",
        b"- id: x\n  kind: open",
        b"- id: x\r\n  kind: open\r\n",
        b"  - id: x\n    kind: open\n",
        b"- id: x\n  stem: >-\n    a text\n    that goes on",
        b"- id: x\n\n\n# the end\n",
        b"\xef\xbb\xbf- id: x\n",
    ],
)
def test_what_stands_in_a_file_stays_byte_for_byte(flood: Path, before: bytes) -> None:
    target = flood / "questions" / "mine.yaml"
    target.write_bytes(before)
    _, _, line = new_question("cloze", flood, target, flood / "no-lock")
    after = target.read_bytes()
    assert after.startswith(before)
    assert after.splitlines()[line - 1].strip() == b"- id: cloze-1"
    assert after.count(b"\r\n") in (0, after.count(b"\n"))


@pytest.mark.parametrize("before", [b"id: x\n", b"[{id: x}]\n", b"just words\n", b"\xff"])
def test_a_file_that_cannot_be_appended_to_is_left_alone(flood: Path, before: bytes) -> None:
    target = flood / "questions" / "mine.yaml"
    target.write_bytes(before)
    with pytest.raises(ScaffoldError, match=r"mine\.yaml"):
        new_question("cloze", flood, target, flood / "no-lock")
    assert target.read_bytes() == before


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(before=st.text(alphabet="-id: xk\n#'\"[>|\r\t", max_size=60).map(str.encode))
def test_whatever_a_file_holds_it_is_appended_to_or_left_alone(flood: Path, before: bytes) -> None:
    target = flood / "questions" / "mine.yaml"
    target.write_bytes(before)
    try:
        new_question("cloze", flood, target, flood / "no-lock")
    except ScaffoldError:
        assert target.read_bytes() == before
    else:
        assert target.read_bytes().startswith(before)
        assert b"TODO" in target.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows needs a right for links")
def test_a_link_to_a_question_file_of_the_content_folder_stays_a_link(flood: Path) -> None:
    real = flood.parent / "real.yaml"
    real.write_text("- id: x\n", "utf-8")
    link = flood / "questions" / "mine.yaml"
    link.symlink_to(real)
    new_question("cloze", flood, link, flood / "no-lock")
    assert link.is_symlink()
    assert "cloze-1" in real.read_text("utf-8")


def test_ids_count_on_from_the_highest_number() -> None:
    ground = IdsOfUnit(taken=frozenset({"open-2", "open-10", "open-x", "opening-40", "choice-3"}))
    assert ground.free_id("open") == "open-11"
    assert IdsOfUnit().free_id("true-false-not-stated") == "true-false-not-stated-1"


def test_a_broken_unit_is_surveyed_as_far_as_it_can_be_read(flood: Path) -> None:
    (flood / "differences.yaml").write_text("- id: [", "utf-8")
    (flood / "unit.yaml").unlink()
    ground = survey(flood, flood / "no-lock")
    assert ground.differences == ()
    assert [claim.id for claim in ground.claims] == ["a1-todo", "a2-todo", "b2-todo", "b3-todo"]

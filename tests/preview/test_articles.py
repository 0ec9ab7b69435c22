"""The articles beside their claims: what is shown, what a reader writes there, and who may."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import pytest
from browsing import axe_problems, needs_axe
from command_line import run
from example_unit import ARTICLE_FILES, ARTICLES
from previewing import Preview, previewing

from kzquiz.evidence import fingerprint

pytestmark = pytest.mark.slow

DRAFT = Path("articles/flood/draft")


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of work with a unit that was just drafted: it has no claim and no question."""
    monkeypatch.setattr(fingerprint, "make", partial(fingerprint.make, cost=0))
    done = run(tmp_path, "draft", *map(str, ARTICLE_FILES), "--unit", "flood")
    assert done.returncode == 0, done.stderr
    return tmp_path


@pytest.fixture
def preview(work: Path):
    with previewing(work) as running:
        yield running


def shown(preview: Preview):
    return json.loads(preview.ask("/articles/flood")[1])


def drafted(preview: Preview) -> list[dict[str, object]]:
    """The drafted claims that are still to be written."""
    found = shown(preview)["sources"]
    claims = (
        claim for source in found for part in source["paragraphs"] for claim in part["claims"]
    )
    return [claim for claim in claims if claim["drafted"]]


def test_every_paragraph_stands_with_its_claims_and_each_claim_with_its_place(preview: Preview):
    found = shown(preview)
    texts = [part["text"] for source in found["sources"] for part in source["paragraphs"]]
    assert "\n\n".join(texts[:2]) in ARTICLES["a"].replace("\r\n", "\n")
    for source in found["sources"]:
        for part in source["paragraphs"]:
            for claim in part["claims"]:
                path, _, line = claim["place"].rpartition(":")
                lines = (preview.folder / path).read_text("utf-8").split("\n")
                assert f"id: {claim['id']}" in lines[int(line) - 1]
    assert found["left"] == len(drafted(preview)) + len(found["differences"])


def test_what_is_written_changes_one_line_of_the_draft_and_can_be_taken_back(preview: Preview):
    path = preview.folder / DRAFT / "claims.yaml"
    before = path.read_text("utf-8")
    name = str(drafted(preview)[0]["id"])
    body = json.dumps(
        {"file": "claims", "id": name, "key": "says", "value": "Moe: “all” is well # so"}
    )
    assert preview.send("/articles/flood", body)[0] == 200
    after = path.read_text("utf-8").split("\n")
    changed = [(a, b) for a, b in zip(before.split("\n"), after, strict=True) if a != b]
    assert len(changed) == 1
    assert drafted(preview)[0]["says"] == "Moe: “all” is well # so"
    assert "taken back" in preview.send("/articles/flood", json.dumps({"undo": True}))[1]
    assert path.read_text("utf-8") == before


def test_a_guess_that_is_accepted_loses_its_mark_only(preview: Preview):
    path = preview.folder / DRAFT / "claims.yaml"
    before = path.read_text("utf-8")
    name = str(drafted(preview)[0]["id"])
    preview.send("/articles/flood", json.dumps({"id": name, "key": "status"}))
    assert before.count("# guess") - path.read_text("utf-8").count("# guess") == 1
    assert re.sub(" *# guess.*", "", before) == re.sub(" *# guess.*", "", path.read_text("utf-8"))


def test_what_is_accepted_on_the_page_is_in_the_unit(preview: Preview):
    name = str(drafted(preview)[0]["id"])
    body = {
        "file": "claims",
        "id": name,
        "key": "says",
        "value": "The newsroom tells of the flood.",
    }
    preview.send("/articles/flood", json.dumps(body))
    assert "1 claims" in preview.send("/articles/flood", json.dumps({"accept": True}))[1]
    claims = (preview.folder / "content/flood/claims.yaml").read_text("utf-8")
    assert "The newsroom tells of the flood." in claims


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ('{"undo": true}', {"origin": "http://evil.example"}, 403),
        ('{"undo": true}', {"content-type": "text/plain"}, 403),
        ('{"file": "../../etc", "id": "a", "key": "says"}', {}, 400),
        ("[1]", {}, 400),
        ('{"undo": true}', {"host": "evil.example"}, 400),
    ],
)
def test_no_other_page_may_change_a_draft(
    preview: Preview, body: str, headers: dict[str, str], status: int
):
    before = {path: path.read_bytes() for path in (preview.folder / DRAFT).iterdir()}
    assert preview.send("/articles/flood", body, **headers)[0] == status
    assert {path: path.read_bytes() for path in (preview.folder / DRAFT).iterdir()} == before


@pytest.mark.parametrize(
    "body",
    [
        {"id": "a1-nothing", "key": "says", "value": "x"},
        {"id": "", "key": "paragraph", "value": "3"},
        {"undo": True},
    ],
)
def test_a_change_that_cannot_be_made_is_told_and_changes_nothing(preview: Preview, body):
    before = {path: path.read_bytes() for path in (preview.folder / DRAFT).iterdir()}
    status, text = preview.send("/articles/flood", json.dumps(body))
    assert status == 200
    assert "error" in text or "nothing was taken back" in text
    assert {path: path.read_bytes() for path in (preview.folder / DRAFT).iterdir()} == before


@needs_axe
def test_a_teacher_writes_a_claim_beside_its_paragraph_and_takes_it_back(
    chromium, preview: Preview
):
    page = chromium.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    page.goto(f"{preview.address}#flood/~articles")
    first = drafted(preview)[0]
    box = page.get_by_label(f"says of {first['id']}")
    box.fill("The river came into the town.")
    box.blur()
    page.locator("#told", has_text=re.compile("^written$")).wait_for()
    path = preview.folder / DRAFT / "claims.yaml"
    assert "says: The river came into the town." in path.read_text("utf-8")
    page.get_by_role("button", name="Take back").click()
    page.locator("#told", has_text=re.compile("^taken back$")).wait_for()
    assert "The river came into the town." not in path.read_text("utf-8")
    assert axe_problems(page) == []
    assert errors == []
    page.close()

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
    for form in found["forms"]:
        path, _, line = form["place"].rpartition(":")
        assert (preview.folder / path).read_text("utf-8").split("\n")[int(line) - 1][:2] == "- "
        assert form["opens"] == f"vscode://file{preview.folder}/{path}:{line}"
    claims = {one["id"]: one for one in drafted(preview)}
    assert claims["a1-people"]["printed"].startswith("the fire service said about 200")
    assert found["left"] == len(drafted(preview)) + sum(one["todo"] for one in found["forms"])


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


def forms(preview: Preview, file: str) -> list[dict[str, object]]:
    """The other entries of the draft: of its speakers, differences or lists of the unit."""
    return [one for one in shown(preview)["forms"] if one["file"] == file]


@pytest.mark.parametrize(
    ("file", "key", "value"),
    [
        ("speakers", "role", "rescue service of the town"),
        ("speakers", "side", "witness"),
        ("differences", "kind", "later-update"),
        ("context", "what", "The old town is flooded"),
        ("context", "owner", "newsroom-a"),
    ],
)
def test_every_other_entry_is_written_in_its_form_and_taken_back(
    preview: Preview, file: str, key: str, value: str
):
    path = preview.folder / DRAFT / f"{file}.yaml"
    before = path.read_text("utf-8")
    name = next(
        one["id"] for one in forms(preview, file) if key in [part["key"] for part in one["fields"]]
    )
    body = {"file": file, "id": name, "key": key, "value": value}
    assert "written" in preview.send("/articles/flood", json.dumps(body))[1]
    entry = next(one for one in forms(preview, file) if one["id"] == name)
    assert next(part for part in entry["fields"] if part["key"] == key)["value"] == value
    preview.send("/articles/flood", json.dumps({"undo": True}))
    assert path.read_text("utf-8") == before


def test_an_entry_is_deleted_with_its_comments_and_comes_back(preview: Preview):
    path = preview.folder / DRAFT / "claims.yaml"
    before = path.read_text("utf-8")
    first = drafted(preview)[0]
    body = {"file": "claims", "id": first["id"], "drop": True}
    assert "deleted" in preview.send("/articles/flood", json.dumps(body))[1]
    assert f"- id: {first['id']}\n" not in path.read_text("utf-8")
    assert path.read_text("utf-8").count("# A 1:") == before.count("# A 1:") - 1
    preview.send("/articles/flood", json.dumps({"undo": True}))
    assert path.read_text("utf-8") == before


def test_the_table_has_every_figure_and_below_it_the_nearest(preview: Preview):
    rows = shown(preview)["figures"]
    at = next(n for n, row in enumerate(rows) if row["claim"] == "a1-people" and not row["near"])
    assert rows[at]["text"].startswith("about 200 people")
    assert rows[at + 1]["near"]
    names = {str(one["id"]) for one in drafted(preview)}
    assert {row["claim"] for row in rows} <= names


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


def test_questions_are_proposed_and_taken_on_the_page(preview: Preview):
    for one in drafted(preview):
        body = {"file": "claims", "id": one["id"], "key": "says", "value": f"It says {one['id']}."}
        preview.send("/articles/flood", json.dumps(body))
    for form in forms(preview, "speakers"):
        body = {"file": "speakers", "id": form["id"], "key": "role", "value": "a body of the town"}
        preview.send("/articles/flood", json.dumps(body))
    assert "claims" in preview.send("/articles/flood", json.dumps({"accept": True}))[1]
    told = preview.send("/articles/flood", json.dumps({"propose": True}))[1]
    assert re.search(r"[1-9]\d? questions are proposed", told)
    first = forms(preview, "questions")[0]
    assert f"- id: {first['id']}" in str(first["shown"])
    body = {"file": "questions", "id": first["id"], "key": "level", "value": "core"}
    preview.send("/articles/flood", json.dumps(body))
    (asked,) = [one for one in forms(preview, "questions") if one["id"] == first["id"]]
    assert not asked["todo"]


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
    page.get_by_text("Who speaks").click()
    role = page.get_by_label("role of fire-service")
    role.fill("the rescue service")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        role.blur()
    assert "role: the rescue service" in (preview.folder / DRAFT / "speakers.yaml").read_text()
    page.locator("#told", has_text=re.compile("^written$")).wait_for()
    assert page.get_by_label("role of fire-service").input_value() == "the rescue service"
    assert page.locator(f"#claim-{first['id']} .place").get_attribute("href") == first["opens"]
    page.get_by_text("All figures with their nearest").click()
    assert page.locator("#articles tbody tr").count() == len(shown(preview)["figures"])
    box = page.get_by_label(f"says of {first['id']}")
    box.fill("The river came into the town.")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
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

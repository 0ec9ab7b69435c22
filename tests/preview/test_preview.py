"""The preview's server: its messages and pages, who may read them, and how it ends."""

from __future__ import annotations

import socket
import sys

import pytest
from command_line import run
from example_unit import QUESTIONS, write_example_unit
from folders import line_of
from previewing import previewing

from kzquiz.preview.frames import SHOWN

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    folder = tmp_path_factory.mktemp("work")
    unit = write_example_unit(folder / "content")
    choice = unit / "questions" / "choice.yaml"
    text = choice.read_text("utf-8").replace("text: about 12", "text: none of these <b>")
    text = text.replace("That is the count", "<script>1</script> is the count")
    choice.write_text(text, "utf-8")
    with previewing(folder) as running:
        yield running


def test_it_says_where_it_is_and_listens_on_this_machine_only(preview):
    assert preview.first_line.startswith("http://127.0.0.1:")
    assert "Ctrl-C ends it" in preview.first_line
    with socket.socket() as other, pytest.raises(OSError):  # noqa: PT011 (refused or unreachable)
        other.connect(("127.0.0.2", preview.port))


@pytest.mark.parametrize("host", ["evil.example", "evil.example:4801", "127.0.0.1.evil.example"])
@pytest.mark.parametrize("path", ["/", "/state/example", "/events", "/preview.js"])
def test_a_foreign_name_that_points_here_is_refused(preview, host, path):
    answer, text = preview.ask(path, Host=host)
    assert answer.status == 400
    assert "example" not in text


def test_the_page_loads_its_own_script_and_style_and_nothing_else(preview):
    answer, text = preview.ask()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in text
    for name in ("preview.js", "preview.css"):
        assert preview.ask(f"/{name}")[0].status == 200


def test_every_question_is_told_with_its_place_its_problems_and_its_cards(preview):
    state = preview.state()
    questions = {question["id"]: question for question in state["questions"]}
    assert len(questions) == QUESTIONS
    left = questions["choice-left"]
    file = "content/example/questions/choice.yaml"
    begin = line_of(preview.folder / file, "- id: choice-left")
    option = line_of(preview.folder / file, "none of these <b>")
    assert left["place"] == f"{file}:{begin}"
    assert left["kind"] == "choice"
    assert left["sources"] == ["Source A"]
    assert left["cards"] == [""]
    (problem,) = left["problems"]
    assert problem["code"] == "IW01"
    assert problem["place"] == f"{file}:{option}:13"
    assert problem["excerpt"].splitlines()[1].strip() == "^" * len("none of these <b>")
    assert questions["choice-request"]["problems"] == []
    assert len(questions["order-flood"]["cards"]) > 1
    assert questions["open-inspection"]["cards"] == []
    assert "rubric" in questions["open-inspection"]["left_out"][0]
    assert {sheet["output"] for sheet in state["sheets"]} == set(SHOWN)


def test_a_question_is_shown_as_the_sheet_and_the_key_print_it(preview):
    for what in ("worksheet", "answers"):
        answer, html = preview.frame(what, question="choice-left")
        assert answer.status == 200
        assert 'id="q-choice-left"' in html
        assert 'id="q-choice-request"' not in html
        whole = preview.frame(what, recipe="full")[1]
        assert 'id="q-choice-left"' in whole
        assert 'id="q-choice-request"' in whole


def test_a_card_is_shown_as_anki_puts_it_into_its_page(preview):
    query = {"question": "choice-left", "part": ""}
    front = preview.frame("card", side="front", light="day", **query)[1]
    back = preview.frame("card", side="back", light="night", **query)[1]
    assert '<body class="card card1">' in front
    assert '<body class="card card1 nightMode night_mode">' in back
    assert "kz-answer" in back
    assert 'id="answer"' not in front


def test_no_frame_may_run_what_an_author_wrote(preview):
    """Only the scripts of kzquiz may run, by their hash; content is escaped."""
    frames = [
        preview.frame("answers", question="choice-left"),
        preview.frame("answers", recipe="full"),
        preview.frame("card", question="choice-left", part="", side="back"),
        preview.frame("quiz", recipe="full"),
    ]
    for answer, html in frames:
        policy = answer.headers["Content-Security-Policy"]
        allowed = policy.partition("script-src ")[2].partition(";")[0]
        assert allowed.startswith("'sha256-")
        assert "unsafe" not in allowed
        assert "sandbox allow-scripts" in policy
        assert "allow-same-origin" not in policy
        assert "&lt;script&gt;1&lt;/script&gt;" in html
        assert "<script>1" not in html
        assert "these <b>" not in html


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/frame/example/worksheet?question=nothing", 404),
        ("/frame/example/deck?recipe=deck", 404),
        ("/frame/example/card?question=choice-left&part=nothing", 404),
        ("/frame/nothing/worksheet?question=choice-left", 404),
        ("/rule/XX99", 404),
        ("/rule/IW01", 200),
        ("/../pyproject.toml", 404),
    ],
)
def test_what_is_not_there_is_not_found(preview, path, status):
    assert preview.ask(path)[0].status == status


def test_ctrl_c_ends_it_while_a_page_waits_for_changes(tmp_path):
    write_example_unit(tmp_path / "content")
    with previewing(tmp_path) as running:
        waiting = socket.create_connection((running.host, running.port))
        waiting.sendall(f"GET /events HTTP/1.1\r\nHost: {running.host}\r\n\r\n".encode())
        assert b"200 OK" in waiting.recv(100)
        assert running.end() == (0, "")
        waiting.close()


def test_a_port_that_is_taken_is_told_and_without_one_another_is_found(tmp_path):
    write_example_unit(tmp_path / "content")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(tmp_path, "preview", "--port", str(port))
        assert done.returncode == 2
        assert f"port {port}" in done.stderr
    with previewing(tmp_path) as one, previewing(tmp_path) as other:
        assert one.port != other.port


def test_a_missing_package_is_named_with_the_command_that_brings_it(tmp_path, monkeypatch):
    write_example_unit(tmp_path / "content")
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    for name in ("kzquiz.preview.watcher", "kzquiz.preview.server"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    done = run(tmp_path, "preview")
    assert done.returncode == 2
    assert "needs the package watchfiles" in done.stderr
    assert "pip install 'kzquiz[preview]'" in done.stderr


def test_a_folder_without_a_unit_is_told(tmp_path):
    (tmp_path / "content").mkdir()
    done = run(tmp_path, "preview")
    assert done.returncode == 2
    assert "content has no unit" in done.stderr

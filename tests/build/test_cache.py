"""A build without changes does nothing, and a build with changes makes them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from command_line import run
from example_unit import write_example_unit
from folders import files

from kzquiz import generators, places
from kzquiz.build import keys, render
from kzquiz.model import Artifact, Generator, Options, Quiz


@pytest.fixture
def work(content: Path) -> Path:
    assert run(content.parent, "build").returncode == 0
    return content.parent


def did_nothing(work: Path, *options: str) -> bool:
    """Build, and return whether the unit was not even read."""
    done = run(work, "build", "--verbose", *options)
    assert done.returncode == 0, done.stderr
    return "reading example" not in done.stderr


@pytest.mark.slow
def test_a_build_after_a_build_says_the_same_and_reads_nothing(work: Path) -> None:
    again = run(work, "build")
    assert did_nothing(work)
    (work / "decks/.kzquiz/cache.json").unlink()
    full = run(work, "build")
    assert (again.stdout, again.stderr) == (full.stdout, full.stderr)
    assert "0 added, 0 changed, 0 retired" in full.stdout


@pytest.mark.slow
def test_a_build_with_nothing_to_do_loads_no_parser_no_templates_and_no_deck_writer(
    work: Path,
) -> None:
    code = (
        "import sys; from kzquiz.cli import main\n"
        "try: main()\n"
        "finally: print([n for n in ('yaml', 'jinja2', 'genanki', "
        "'kzquiz.load', 'kzquiz.model', 'kzquiz.cli.check') if n in sys.modules])"
    )
    command = [sys.executable, "-c", code, "build"]
    done = subprocess.run(command, cwd=work, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"
    (work / "content/example/unit.yaml").touch()
    done = subprocess.run(command, cwd=work, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


def _append(path: str, text: str) -> Callable[[Path], None]:
    def change(work: Path) -> None:
        (work / path).parent.mkdir(parents=True, exist_ok=True)
        with (work / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def _remove(path: str) -> Callable[[Path], None]:
    return lambda work: (work / path).unlink()


def _other_unit(work: Path) -> None:
    """Another build left files there, so the landing page needs a link to them."""
    shutil.copytree(work / "decks/example", work / "decks/other")


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        _append("content/example/unit.yaml", "\n"),
        _append("content/example/questions/choice.yaml", "# a remark\n"),
        _remove("content/example/questions/choice.yaml"),
        _append("templates/quiz/style.css", "/* our own */"),
        _remove("decks/example/quiz.html"),
        _remove("decks/example/manifest.sha256"),
        _append("decks/example/lock.json", "\n"),
        _append("decks/.kzquiz/cache.json", "x"),
        _remove("decks/index.html"),
        _remove("decks/manifest.sha256"),
        _remove("decks/example/contents.json"),
        _other_unit,
    ],
    ids=range(12),
)
def test_a_change_of_any_input_or_output_is_built(
    work: Path, change: Callable[[Path], None]
) -> None:
    assert did_nothing(work)
    change(work)
    assert not did_nothing(work)
    assert did_nothing(work)


@pytest.mark.slow
def test_other_options_are_another_build_and_a_way_to_speak_is_not(work: Path) -> None:
    assert did_nothing(work, "--force")
    assert not did_nothing(work, "--paper", "letter")
    assert did_nothing(work, "--paper", "letter")
    assert not did_nothing(work)


@pytest.mark.slow
def test_a_build_of_one_recipe_is_not_taken_for_the_whole(work: Path) -> None:
    assert not did_nothing(work, "--recipe", "deck")
    assert did_nothing(work)


@pytest.mark.slow
def test_another_version_of_a_library_is_another_build(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site" / "jinja2-99.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site")])
    assert not did_nothing(work)
    assert did_nothing(work)


@pytest.mark.slow
def test_another_kzquiz_is_another_build(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "code"
    shutil.copytree(Path(keys.__file__).parents[1], code)
    with (code / "text.py").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    monkeypatch.setattr(keys, "__file__", str(code / "build/keys.py"))
    assert not did_nothing(work)


@pytest.mark.slow
def test_an_edited_output_is_still_refused(work: Path) -> None:
    (work / "decks/example/quiz.html").write_text("mine", "utf-8")
    assert run(work, "build").returncode == 1


@pytest.mark.slow
def test_only_the_unit_that_changed_is_built(work: Path) -> None:
    other = write_example_unit(work / "other")
    for path in other.glob("*.yaml"):
        text = path.read_text("utf-8").replace("id: example\n", "id: second\n")
        path.write_text(text, "utf-8")
    other.rename(work / "content/second")
    assert run(work, "build").returncode == 0
    assert did_nothing(work)
    _append("content/second/unit.yaml", "\n")(work)
    done = run(work, "build", "--verbose")
    assert "reading second" in done.stderr
    assert "reading example" not in done.stderr
    assert done.stdout.count("decks/example/") == done.stdout.count("decks/second/") > 0


@pytest.fixture
def two_sheets(work: Path) -> Path:
    """A built unit with a recipe of one question and the sheet of all questions."""
    _append(
        "content/example/unit.yaml",
        "recipes:\n  - id: short\n    title: A short one\n    questions: [choice-request]\n",
    )(work)
    assert run(work, "build").returncode == 0
    return work


def _rendered(work: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Build; give the outputs that were rendered, each with its recipe."""
    found = []

    def generator(output: str) -> Generator:
        def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
            found.append((output, quiz.name))
            return generators.generator(output)(quiz, options)

        return render

    with monkeypatch.context() as patch:
        patch.setattr(render, "generator", generator)
        assert run(work, "build").returncode == 0
    return found


@pytest.mark.slow
def test_only_the_outputs_of_a_quiz_that_changed_are_rendered(
    two_sheets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = two_sheets / "content/example/questions/choice.yaml"
    asked = next(line for line in path.read_text("utf-8").splitlines() if "How many people" in line)
    path.write_text(path.read_text("utf-8").replace(asked, f"{asked} Look."), "utf-8")
    rendered = _rendered(two_sheets, monkeypatch)
    assert ("quiz", "full") in rendered
    assert ("worksheet", "full") in rendered
    # The recipe has no cards to cut out, so there is no such file.
    assert [output for output, recipe in rendered if recipe == "short"] == ["cutouts"]
    assert {output for output, _ in _rendered(two_sheets, monkeypatch)} == set()
    assert run(two_sheets, "build", "--check").returncode == 0


@pytest.mark.slow
def test_what_shapes_all_outputs_renders_all(
    two_sheets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _append("templates/worksheet/print.css", "/* our own */")(two_sheets)
    assert ("worksheet", "short") in _rendered(two_sheets, monkeypatch)
    path = two_sheets / "content/example/unit.yaml"
    path.write_text(path.read_text("utf-8").replace("The flood in", "A flood in"), "utf-8")
    assert ("worksheet", "short") in _rendered(two_sheets, monkeypatch)


@pytest.mark.slow
def test_an_output_that_is_not_there_any_more_is_rendered(
    two_sheets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = two_sheets / "decks/example/short.html"
    sheet.unlink()
    _append("content/example/unit.yaml", "# a remark\n")(two_sheets)
    rendered = _rendered(two_sheets, monkeypatch)
    assert ("worksheet", "short") in rendered
    assert ("quiz", "full") not in rendered
    assert sheet.exists()


@pytest.mark.slow
def test_a_warning_is_told_by_every_build(work: Path) -> None:
    _append("content/example/questions/choice.yaml", "  note: Many # and so on\n")(work)
    first, second = run(work, "build"), run(work, "build")
    assert first.returncode == 0, first.stderr
    assert "warning: “# and so on” was read as a comment" in first.stderr
    assert second.stderr == first.stderr


@pytest.mark.slow
def test_a_record_that_came_with_a_copy_of_the_folder_does_not_count(
    work: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(work, tmp_path / "copy"))
    assert not did_nothing(copy)


@pytest.mark.slow
def test_what_is_written_to_while_it_is_read_is_not_remembered(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = work / "content/example/questions/choice.yaml"
    real = places.lock

    def lock(*args: object) -> Path:
        _append("content/example/questions/choice.yaml", "# late\n")(work)
        return real(*args)  # type: ignore[arg-type]

    path.write_text(path.read_text("utf-8") + "# early\n", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(places, "lock", lock)
        assert run(work, "build").returncode == 0
    assert path.read_text("utf-8").endswith("# early\n# late\n")
    assert not did_nothing(work)
    assert did_nothing(work)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_what_lies_behind_a_link_to_a_folder_is_built_every_time(work: Path) -> None:
    (work / "shared").mkdir()
    (work / "templates").mkdir()
    (work / "templates/quiz").symlink_to(work / "shared")
    assert run(work, "build").returncode == 0
    assert not did_nothing(work)


@pytest.mark.slow
def test_a_check_does_not_trust_the_record(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "setup_key", lambda _: "always the same")
    monkeypatch.setattr(keys, "folder_key", lambda _: "always the same")
    assert run(work, "build").returncode == 0
    _append("content/example/questions/choice.yaml", "# a remark\n")(work)
    style = _append("templates/quiz/style.css", "/* our own */")
    style(work)
    before = files(work / "decks")
    assert did_nothing(work)
    assert files(work / "decks") == before
    done = run(work, "build", "--check")
    assert done.returncode == 1
    assert "quiz.html: differs" in done.stderr


@pytest.mark.slow
def test_a_record_that_cannot_be_kept_is_no_failure(work: Path) -> None:
    (work / "decks/.kzquiz/cache.json").unlink()
    (work / "decks/.kzquiz/cache.json").mkdir()
    assert not did_nothing(work)

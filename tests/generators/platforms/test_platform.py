"""What a platform cannot carry is simplified or left out, and each loss has its line."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile

import pytest
from command_line import run
from example_unit import QUESTIONS
from folders import files
from msgspec.structs import replace

from kzquiz.build.plan import Plan, jobs
from kzquiz.generators.platforms.platform import Loss, Platform, Why, carry, report
from kzquiz.load import Recipe, Unit, load
from kzquiz.model import Options, Quiz, Remark
from kzquiz.outputs import OUTPUTS
from kzquiz.quiz.fallback import form_of

POOR = Platform(title="Poor", shows={"choice": "", "text": "by hand"})
PAIRS = Platform(title="Pairs", shows={"match": ""})


def losses(quiz: Quiz, platform: Platform) -> dict[str, Loss]:
    return {loss.question: loss for loss in carry(quiz, platform).losses}


def test_only_forms_that_the_platform_shows_are_carried(quiz: Quiz) -> None:
    assert {form_of(item.shape) for item in carry(quiz, POOR).items} == {"choice", "text"}


def test_no_question_is_lost_without_a_line(quiz: Quiz) -> None:
    for platform in (POOR, PAIRS):
        carried = carry(quiz, platform)
        there = {item.id for item in carried.items}
        left_out = {loss.question for loss in carried.losses if loss.left_out}
        assert there | left_out == {item.id for item in quiz.items}
        assert not there & left_out


def test_a_line_says_how_a_question_is_degraded(quiz: Quiz) -> None:
    found = losses(quiz, POOR)
    assert str(found["who-said-b"]) == "it is split, one question for each statement (3 questions)"
    assert str(found["cloze-qualifier"]) == "it asks for each gap by itself; by hand"
    assert str(found["short-basis"]).startswith("by hand; an answer that can be argued earns no")
    assert str(found["tfn-gate"]).startswith("there is no line for “Paragraph, if stated”")
    assert "choice-left" not in found


def test_steps_and_cells_become_pairs_where_pairs_can_be_shown(quiz: Quiz) -> None:
    found = losses(quiz, PAIRS)
    assert str(found["order-flood"]) == "each step is matched with its place"
    assert str(found["compare-left"]) == "each cell is matched with its answer"
    assert found["choice-left"].left_out


def test_a_piece_that_is_refused_is_named_and_the_others_stay(quiz: Quiz) -> None:
    def short(item) -> tuple[Why, ...]:
        return (Why("too long", "5"),) if item.part == "b3-sirens" else ()

    picky = Platform(title="Picky", shows={"choice": ""}, refuses=short)
    carried = carry(quiz, picky)
    loss = Loss("who-said-b b3-sirens", (Why("too long", "5"),), left_out=True)
    assert loss in carried.losses
    text = report("moodle", quiz, Options(()), picky, carried).data.decode()
    assert f"  {numbers(quiz)['who-said-b']} who-said-b b3-sirens: too long (5)\n" in text
    assert [item.part for item in carried.items if item.id == "who-said-b"] == [
        "b2-left",
        "b4-not-inspected",
    ]


def test_the_report_lists_every_question_once_with_what_it_loses(quiz: Quiz) -> None:
    made = report("moodle", quiz, Options(()), PAIRS, carry(quiz, PAIRS))
    text = made.data.decode()
    assert made.path == "moodle-report.txt"
    number = numbers(quiz)
    assert f"Whole: 1\n  {number['who-said-b']} who-said-b\n" in text
    assert f"  {number['order-flood']} order-flood: each step is matched with its place\n" in text
    assert all(text.count(f"\n  {number[item.id]} {item.id}") == 1 for item in quiz.items)
    assert {one.about for one in made.remarks} == {
        item.id for item in quiz.items if item.id != "who-said-b"
    }


def numbers(quiz: Quiz) -> dict[str, int]:
    """The number of each question on the sheet."""
    return {item.id: number for number, item in enumerate(quiz.items, 1)}


def test_a_report_says_so_if_nothing_is_lost(quiz: Quiz) -> None:
    (one,) = (item for item in quiz.items if item.id == "choice-request")
    few = replace(quiz, sections=(replace(quiz.sections[0], items=(one,)),))
    made = report("moodle", few, Options(()), POOR, carry(few, POOR))
    what = "an answer that can be argued earns no marks, only its reason is told"
    assert made.remarks == (Remark(f"Poor: degraded: {what}", "choice-request"),)
    whole = replace(POOR, credits=frozenset({"choice"}))
    made = report("moodle", few, Options(()), whole, carry(few, whole))
    assert made.remarks == ()
    assert "Degraded: 0\n" in made.data.decode()


@pytest.mark.slow
def test_two_builds_at_two_times_are_the_same_bytes(content, tmp_path) -> None:
    names = [name for name, output in OUTPUTS.items() if output.audience == "platform"]
    only = [part for name in names for part in ("--only", name)]
    found = []
    for number, zone in enumerate(("UTC", "Asia/Almaty")):
        folder = tmp_path / str(number)
        subprocess.run(
            [sys.executable, "-m", "kzquiz.cli", "build", "-q", "-o", folder, *only],
            cwd=content.parent,
            env=os.environ | {"TZ": zone, "PYTHONHASHSEED": str(number), "LC_ALL": "C"},
            check=True,
        )
        found.append(files(folder))
    assert len(found[0]) > 2 * len(names)
    assert found[0] == found[1]
    packed = [data for path, data in found[0].items() if path.endswith((".zip", ".xlsx"))]
    assert packed
    for data in packed:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- asked for by a recipe or a command ---------------------------------------------------------


def test_a_recipe_names_outputs_that_are_made_besides_the_usual_ones(example: Unit) -> None:
    recipe = replace(lesson(example), outputs=("moodle",))
    unit = replace(example, recipes=(recipe,))
    made = {(job.output, job.quiz.name) for job in jobs(unit)}
    assert ("moodle", "lesson") in made
    assert ("worksheet", "lesson") in made
    assert ("moodle", "full") not in made
    asked = {(job.output, job.quiz.name) for job in jobs(unit, Plan(outputs=("worksheet",)))}
    assert "moodle" not in {output for output, _ in asked}


def lesson(example: Unit) -> Recipe:
    return Recipe("lesson", "Lesson", questions=tuple(item.id for item in example.items[:3]))


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_recipe_may_name_the_outputs_that_are_made_on_request(content, output: str) -> None:
    path = content / "example" / "unit.yaml"
    recipe = f"recipes:\n  - {{id: lesson, title: Lesson, outputs: [{output}]}}\n"
    path.write_text(path.read_text("utf-8") + recipe, "utf-8")
    codes = {problem.code for problem in load(path.parent)[1]}
    assert codes == (set() if OUTPUTS[output].on_request else {"unknown-value"})


@pytest.mark.slow
def test_a_build_tells_each_sort_of_loss_in_one_line_with_its_questions(content) -> None:
    path = content / "example" / "unit.yaml"
    recipe = "recipes:\n  - {id: lesson, title: Lesson, questions: [tfn-gate, choice-left]}\n"
    path.write_text(path.read_text("utf-8") + recipe, "utf-8")
    done = run(content.parent, "build", "--only", "moodle")
    lines = [line for line in done.stdout.splitlines() if line.startswith("Moodle: ")]
    assert len({line.rpartition(": ")[0] for line in lines}) == len(lines) < 10
    (line,) = (line for line in lines if "no line for “Paragraph, if stated”" in line)
    assert line.count("tfn-gate") == 1
    assert line.startswith("Moodle: degraded: ")


@pytest.mark.slow
def test_a_build_counts_one_question_as_one_question(content) -> None:
    path = content / "example" / "unit.yaml"
    recipe = "recipes:\n  - {id: lesson, title: Lesson, questions: [choice-left]}\n"
    path.write_text(path.read_text("utf-8") + recipe, "utf-8")
    done = run(content.parent, "build", "--only", "moodle", "--recipe", "lesson")
    assert "1 question, 1 mark\t" in done.stdout


@pytest.mark.slow
def test_the_landing_page_lists_the_files_for_a_platform_and_no_report(content) -> None:
    work = content.parent
    done = run(work, "build", "--only", "moodle")
    assert done.returncode == 0
    assert f"{QUESTIONS} questions" in done.stdout
    page = (work / "decks" / "index.html").read_text("utf-8")
    assert '<a href="example/moodle.xml">moodle.xml</a>' in page
    assert '<a href="example/moodle-ordering.xml">' in page
    assert "Question bank, Import" in page
    assert "moodle-report.txt" not in page


@pytest.mark.slow
def test_outputs_of_a_recipe_are_built_and_checked_with_the_rest(content) -> None:
    path = content / "example" / "unit.yaml"
    recipe = "recipes:\n  - {id: lesson, title: Lesson, outputs: [moodle], at_most: 4}\n"
    path.write_text(path.read_text("utf-8") + recipe, "utf-8")
    work = content.parent
    assert run(work, "build").returncode == 0
    assert (work / "decks" / "example" / "lesson-moodle.xml").exists()
    assert (work / "decks" / "example" / "lesson-moodle-report.txt").exists()
    assert run(work, "build", "--check").returncode == 0


def test_a_deck_has_no_further_outputs_and_a_slip_in_a_name_is_explained(content) -> None:
    path = content / "example" / "unit.yaml"
    recipe = "recipes:\n  - {id: cards, title: Cards, output: deck, outputs: [moodle]}\n"
    text = path.read_text("utf-8")
    path.write_text(text + recipe, "utf-8")
    done = run(content.parent, "check")
    assert "only a sheet has further outputs, and this recipe makes a deck" in done.stderr
    path.write_text(text + recipe.replace("output: deck, outputs: [moodle]", "outputs: [moodel]"))
    done = run(content.parent, "check")
    assert "moodel" in done.stderr
    assert "moodle" in done.stderr

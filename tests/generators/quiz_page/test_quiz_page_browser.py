"""The quiz page in a real browser: played with the keyboard only, and read without its script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from browsing import axe_problems, needs_axe, open_details
from example_unit import QUESTIONS, ROOT

from kzquiz.generators.quiz_page import render
from kzquiz.generators.quiz_page.keys import Marking
from kzquiz.model import Choice, Gap, Match, Options, Order, Shape, Table, Text
from kzquiz.quiz.compose import compose
from kzquiz.text import quoted, to_plain

pytestmark = pytest.mark.slow

OPTIONS = Options((ROOT / "templates",))
BLOCKED = """
  Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("blocked", "SecurityError"); },
  });
"""
OLD = "delete Element.prototype.replaceChildren"  # a browser from before 2021


def build(unit, folder: Path) -> Path:
    (artifact,) = render.render(compose(unit), OPTIONS)
    path = folder / artifact.path
    path.write_bytes(artifact.data)
    return path


@pytest.fixture(scope="module")
def file(example, tmp_path_factory) -> Path:
    return build(example, tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="module")
def unit(kazakhstan, tmp_path_factory) -> Path:
    return build(kazakhstan, tmp_path_factory.mktemp("kazakhstan"))


@pytest.fixture
def visit(visits, file):
    """Open the quiz page of the example unit."""

    def opened(*scripts: str, path: Path = file, **options):
        return visits.open(path, *scripts, **options)

    return opened


# --- playing by keyboard ------------------------------------------------------------------------


def press(page, key: str, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press(key)


def tab_to(page, wanted: str) -> None:
    """Press Tab until the element in focus, ``at``, is wanted."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const at = document.activeElement; return {wanted}; }})()"):
            return
    pytest.fail(f"Tab never reaches {wanted}")


def button(page, name: str) -> None:
    tab_to(page, f"at.localName === 'button' && at.textContent.startsWith({name!r})")
    press(page, "Enter")


def begin(page) -> None:
    """Start a round of all questions."""
    page.locator("#start").wait_for()
    tab_to(page, "at.name === 'many'")
    press(page, "ArrowRight")
    button(page, "Start")


def current(page):
    return page.locator(".q:visible")


def kind(page) -> str:
    """The shape of the question that is shown; for a text, how it is marked."""
    data = current(page).evaluate("question => ({...question.dataset})")
    return f"{data['shape']} {data['marking']}" if "marking" in data else data["shape"]


BY_HAND = {"text points", "text rubric"}


def numbers(page) -> list[int]:
    """The key of the question that is shown, if it consists of numbers."""
    return [int(number) for number in current(page).get_attribute("data-key").split()]


def keys(page) -> list[str]:
    """The keys of the text fields of the question that is shown."""
    return current(page).locator(".keys > li > b").all_text_contents()


def answer_choice(page, *, right: bool) -> None:
    boxes = current(page).locator(".option > input")
    values = [place in numbers(page) for place in range(1, boxes.count() + 1)]
    if boxes.first.get_attribute("type") == "radio":
        wanted = values.index(right)
        tab_to(page, "at.type === 'radio'")
        press(page, "ArrowDown", wanted) if wanted else press(page, "Space")
        return
    for value in values:
        tab_to(page, "at.type === 'checkbox'")
        if value == right:
            press(page, "Space")


def answer_match(page, *, right: bool) -> None:
    for key in numbers(page):
        tab_to(page, "at.localName === 'select'")
        press(page, "ArrowDown", key if right else key % 3 + 1)


def answer_order(page, *, right: bool) -> None:
    steps = current(page).locator(".steps span")
    places = dict(zip(numbers(page), steps.all_text_contents(), strict=True))
    wanted = [places[key] for key in sorted(places, reverse=not right)]
    for place, text in enumerate(wanted):
        while steps.all_text_contents().index(text) > place:
            step = f"at.closest('li').querySelector('span').textContent === {text!r}"
            if not page.evaluate(
                f"(() => {{ const at = document.activeElement; return at.closest('.steps') && "
                f"at.textContent === '↑' && {step}; }})()"
            ):
                page.evaluate("document.querySelector('.q:not([hidden]) legend').focus()")
                tab_to(page, f"at.textContent === '↑' && at.closest('.steps') && {step}")
            press(page, "Enter")
    assert steps.all_text_contents() == wanted


def answer_fields(page, *, right: bool) -> None:
    expected = keys(page)
    fields = current(page).locator("fieldset :is(input, textarea)").all()
    for place in range(len(fields)):
        tab_to(page, "at.closest('fieldset') && ['input', 'textarea'].includes(at.localName)")
        page.keyboard.type(expected[place] if right and expected else "something else")


def judge(page) -> None:
    """Mark the answer as right, if only the player can decide that."""
    if kind(page) == "text rubric":
        tab_to(page, "at.type === 'radio'")
        press(page, "Space")
    else:
        press(page, "Shift+Tab")  # the points stand before the verdict
        page.evaluate("document.querySelector('.q:not([hidden]) legend').focus()")
        for _ in range(current(page).locator(".judge input").count()):
            tab_to(page, "at.type === 'checkbox'")
            press(page, "Space")


ANSWERS = {"choice": answer_choice, "match": answer_match, "order": answer_order}


def play(page, *, right: bool) -> None:
    """Answer the question that is shown, and go to the next."""
    name = kind(page)
    ANSWERS.get(name, answer_fields)(page, right=right)
    button(page, "Check")
    assert page.evaluate("document.activeElement.localName") == "h3"
    verdict = current(page).locator("h3")
    if right and name in BY_HAND:
        assert verdict.text_content().startswith("Now compare")
        judge(page)
    if right:
        assert verdict.text_content() == "Correct"
    elif name not in BY_HAND:
        assert verdict.text_content() == "Not yet", current(page).text_content()
    button(page, "Next") if page.get_by_role("button", name="Next").count() else button(page, "See")


def play_all(page, questions: int, *, right: bool) -> set[str]:
    """Play a round of all questions by keyboard to its result; give the kinds of answers met."""
    begin(page)
    seen = set()
    for place in range(1, questions + 1):
        assert page.locator("#place").text_content().startswith(f"{place} of {questions}")
        assert page.evaluate("document.activeElement.localName") == "legend"
        seen.add(kind(page))
        play(page, right=right)
    score = questions if right else 0
    assert page.evaluate("document.activeElement.textContent") == f"{score} of {questions} correct"
    tallies = [tally.text_content() for tally in page.locator(".tally").all()]
    assert len(tallies) == page.locator("[name=skill]").count()
    assert all(re.match(r"(\d+) of \1$" if right else "0 of", text) for text in tallies)
    missed = page.locator("#missed")
    assert missed.is_hidden() if right else f"({questions})" in missed.text_content()
    return seen


def test_the_whole_unit_is_played_by_keyboard_to_a_full_score(visit, kazakhstan, unit):
    play_all(visit(path=unit), len(kazakhstan.items), right=True)


@pytest.mark.parametrize("right", [True, False])
def test_questions_of_every_shape_are_played_by_keyboard_to_a_full_score_and_to_none(visit, right):
    seen = play_all(visit(), QUESTIONS, right=right)
    texts = {f"text {marking}" for marking in get_args(Marking)}
    assert seen == {shape.name for shape in get_args(Shape) if shape is not Text} | texts


def test_feedback_tells_why_and_shows_the_evidence_with_all_there_is_to_know(visit):
    page = visit()
    begin(page)
    while "inspection rest" not in current(page).locator("legend").text_content():
        page.click("text=Show the answer")
        page.get_by_role("button", name="Next").click()
    current(page).locator("fieldset input").fill("radio lode.")
    page.keyboard.press("Enter")
    shown = current(page).inner_text()
    for text in (
        "Not yet",
        "The radio only read the statement out",
        "the water board",
        "speaks here about its own work",
        "Source A, paragraph 3",
        "The water board stated, in words read out on Radio Lode",
        "“had been inspected in March”",
        "the water board → Radio Lode",
        "claim by officials",
        "Monday night",
        "could not be checked independently",
    ):
        assert text in shown, text
    assert "count it" not in shown  # an answer that is refused is not the player's to judge
    current(page).get_by_text("Show it in the source").click()
    assert page.locator("#sources :target small").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#sources").is_hidden()
    current(page).locator("a:focus", has_text="Show it in the source").wait_for()


def test_the_figures_that_an_answer_compares_are_drawn_once_it_is_given(visit):
    page = visit()
    begin(page)
    while not current(page).locator(".chart").count():
        page.get_by_role("button", name="Show the answer").click()
        page.get_by_role("button", name="Next").click()
    assert page.locator("svg:visible").count() == 0
    page.get_by_role("button", name="Show the answer").click()
    (drawn,) = current(page).get_by_role("img").all()
    name = drawn.locator("title").text_content()
    assert "more than 350" in name or "12 boats" in name
    assert drawn.bounding_box()["width"] > 300


@pytest.mark.parametrize("typed", ["ABOUT", "  “about” ", "Around.", "'around'"])
def test_a_gap_forgives_case_spaces_and_quotation_marks(visit, typed):
    page = visit()
    begin(page)
    while kind(page) != "gap":
        page.click("text=Show the answer")
        page.get_by_role("button", name="Next").click()
    current(page).locator("fieldset input").fill(typed)
    page.keyboard.press("Enter")
    assert current(page).locator("h3").text_content() == "Correct"


def test_an_answer_that_means_the_same_is_the_players_to_judge(visit):
    page = visit()
    begin(page)
    while kind(page) != "gap":
        page.click("text=Show the answer")
        page.get_by_role("button", name="Next").click()
    current(page).locator("fieldset input").fill("more or less")
    page.keyboard.press("Enter")
    assert current(page).locator("h3").text_content() == "Not yet"
    current(page).get_by_label("Mine means the same").check()
    assert current(page).locator("h3").text_content() == "Correct"


def test_nothing_is_marked_before_something_is_answered(visit):
    page = visit()
    begin(page)
    page.get_by_role("button", name="Check", exact=True).click()
    assert "Answer first" in current(page).get_by_role("status").text_content()
    assert not current(page).locator("h3").count()


def test_filters_narrow_a_round_and_what_was_missed_can_be_practised(visit):
    page = visit()
    for name in ("Core", "Stretch"):
        page.get_by_label(name).uncheck()
    count = int(re.search(r"\d+", page.locator("#start").text_content())[0])
    page.get_by_label("Challenge").uncheck()
    assert page.locator("#start").is_disabled()
    page.get_by_label("Challenge").check()
    page.locator("#start").click()
    for _ in range(count):
        assert "challenge" in page.locator("#place").text_content()
        page.click("text=Show the answer")
        page.locator(".acts .main:visible").click()
    page.click(f"text=Practise what I missed ({count})")
    assert page.locator("#place").text_content().startswith(f"1 of {count}")
    assert page.locator(".said").count() == 0


def test_a_reload_keeps_the_progress_the_round_and_the_answer(visit):
    page = visit()
    page.get_by_label("Core").check()
    page.locator("#start").click()
    answer_choice(page, right=True)
    page.keyboard.press("Enter")
    page.reload()
    assert "1 of 3" in page.locator(".tally").first.text_content()
    page.click("text=Go on")
    assert current(page).locator("h3").text_content() == "Correct"
    boxes = current(page).locator(".option > input").all()
    assert [place for place, box in enumerate(boxes, 1) if box.is_checked()] == numbers(page)
    page.get_by_role("button", name="Next").click()
    assert page.locator("#place").text_content().startswith("2 of")
    page.click("text=Stop")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("text=Start again from zero")
    page.reload()
    assert page.locator(".tally").first.text_content() == "0 of 3"


@pytest.mark.parametrize("kept", ["{", "null", '{"items": 3}', '{"items": {}, "round": {"at": 9}}'])
def test_what_was_kept_and_cannot_be_read_does_no_harm(visit, kept):
    page = visit()
    page.evaluate(
        "kept => localStorage.setItem(`kzquiz/example/${document.body.dataset.content}`, kept)",
        kept,
    )
    page.reload()
    page.locator("#start").click()
    play(page, right=True)


def test_a_browser_that_keeps_nothing_plays_all_the_same(visit):
    page = visit(BLOCKED)
    page.locator("#start").click()
    for _ in range(3):
        play(page, right=True)
    assert page.locator("#place").text_content().startswith("4 of")


# --- the look -----------------------------------------------------------------------------------


def every_view(page):
    """Walk through the page: home, a question of each kind before and after its answer, the end."""
    yield "home"
    begin(page)
    seen = set()
    while current(page).count():
        name = kind(page)
        if name in seen:
            page.get_by_role("button", name="Show the answer").click()
        else:
            yield f"{name} asked"
            ANSWERS.get(name, answer_fields)(page, right=False)
            button(page, "Check")
            open_details(current(page))
            yield f"{name} answered"
        seen.add(name)
        page.locator(".acts .main:visible").click()
    yield "end"


# Every question of the page before and after its answer is shown, in one go.
WALK = """() => {
  const faults = [];
  const answers = {};
  const look = (view) => {
    const width = document.documentElement.scrollWidth;
    if (width > innerWidth) faults.push(`${view}: ${width} pixels wide`);
    for (const target of document.querySelectorAll("a, button, input, select, textarea, summary")) {
      if (!target.checkVisibility() || !target.getClientRects().length) continue;
      const { width, height } = (target.closest("label") || target).getBoundingClientRect();
      if (width < 24 || height < 24) faults.push(`${view}: small: ${target.outerHTML}`);
    }
  };
  look("home");
  document.querySelector("[name=many][value='999']").click();
  document.querySelector("#start").click();
  const all = [...document.querySelectorAll(".q")];
  for (let question; (question = document.querySelector(".q:not([hidden])"));) {
    const place = all.indexOf(question);
    look(`${place} asked`);
    const press = (name) =>
      [...question.querySelectorAll(".acts button:not([hidden])")]
        .find((button) => button.textContent.startsWith(name))
        .click();
    press("Show");
    const verdict = question.querySelector("h3").getBoundingClientRect();
    if (verdict.top < 0 || verdict.bottom > innerHeight) faults.push(`${place} out of view`);
    question.querySelectorAll("details").forEach((one) => (one.open = true));
    look(`${place} answered`);
    answers[place] = question.innerText;
    press(question.querySelector(".acts .main:not([hidden])").textContent);
  }
  look("end");
  return [answers, faults];
}"""


def walk(page) -> tuple[dict[str, str], list[str]]:
    """The text of every answered question, by its place, and the problems that were seen."""
    page.locator("#start").wait_for()
    answers, faults = page.evaluate(WALK)
    return answers, faults


def test_no_view_scrolls_sideways_on_a_small_phone_and_every_target_is_large_enough(
    visit, unit, kazakhstan
):
    answers, faults = walk(visit(path=unit, width=320))
    assert (len(answers), faults) == (len(kazakhstan.items), [])


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_view(visit, scheme):
    page = visit(color_scheme=scheme)
    for view in every_view(page):
        assert axe_problems(page) == [], view
    page.locator("#sources > summary").click()
    assert axe_problems(page) == []


@needs_axe
@pytest.mark.parametrize("media", ["screen", "print"])
def test_axe_finds_nothing_without_the_script(visit, file, tmp_path, media):
    bare = tmp_path / "bare.html"
    bare.write_text(re.sub(r"(?s)<script>.*?</script>", "", file.read_text("utf-8")), "utf-8")
    page = visit(path=bare)
    page.emulate_media(media=media)
    open_details(page)
    assert axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_the_page_reads_well_without_javascript(visit):
    page = visit(java_script_enabled=False, width=320)
    assert page.locator("#quiz .items > li:visible").count() == QUESTIONS
    assert page.locator("button:visible").count() == 0
    assert page.get_by_text("stand in the answer key (answers.html)").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def missing(texts: list[str], shown: str) -> list[str]:
    shown = " ".join(shown.split())
    return [text for text in texts if " ".join(to_plain(text).split()) not in shown]


def test_without_javascript_all_that_is_asked_can_be_read(visit, unit, kazakhstan):
    made = compose(kazakhstan)
    asked = [prose for card in made.cards for _, prose in card.paragraphs]
    for item in made.items:
        asked += [
            item.stem,
            *(quoted(one.text) if one.quoted else one.text for one in item.stimulus),
        ]
        match item.shape:
            case Choice(options=parts) | Order(steps=parts):
                asked += [part.text for part in parts]
            case Match(prompts=prompts, targets=targets):
                asked += [part.text for part in (*prompts, *targets)]
            case Table(rows=rows):
                asked += [cell.answer for row in rows for cell in row.cells if cell.given]
            case Gap(pieces=pieces):
                asked += [one.strip() for one in pieces if isinstance(one, str)]
            case Text():
                pass
    assert len(asked) > 600
    page = visit(path=unit, java_script_enabled=False)
    open_details(page)
    assert missing(asked, page.locator("body").inner_text()) == []


def test_all_that_explains_an_answer_is_shown_with_it(visit, unit, kazakhstan):
    shown, _ = walk(visit(path=unit))
    lacking = []
    for place, item in enumerate(compose(kazakhstan).items):
        expected = [item.restated, item.feedback, item.external]
        expected += [text for one in item.evidence for text in (one.says, one.status)]
        expected += [quoted(one.quote) for one in item.evidence if one.quote]
        match item.shape:
            case Choice(options=options, multiple=True):
                expected += [option.why for option in options]
            case Match(prompts=prompts):
                expected += [prompt.why for prompt in prompts]
            case Order(steps=steps):
                expected += [step.when for step in steps]
            case Table(rows=rows):
                expected += [cell.answer for row in rows for cell in row.cells]
            case Gap(pieces=pieces):
                expected += [one.answer for one in pieces if not isinstance(one, str)]
            case Text(answers=answers, rubric=rubric):
                expected += [*answers[:1], *(level.looks_for for level in rubric)]
            case _:
                pass
        lacking += missing(expected, shown[str(place)])
    assert lacking == []


def test_an_old_browser_shows_the_page_as_it_is_without_the_script(visit):
    page = visit(OLD, width=320)
    assert page.locator("#quiz .items > li:visible").count() == QUESTIONS
    assert page.locator("button:visible").count() == 0
    assert page.get_by_text("stand in the answer key (answers.html)").is_visible()


def test_a_question_of_a_shape_that_the_script_does_not_know_is_told_not_guessed(
    chromium, file, tmp_path
):
    page = chromium.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    other = tmp_path / "other.html"
    html = file.read_text("utf-8")
    other.write_text(html.replace('data-shape="order"', 'data-shape="no-such-shape"', 1), "utf-8")
    page.goto(other.as_uri())
    message = page.get_by_role("alert").text_content()
    assert "cannot be played" in message
    assert "“no-such-shape”" in message
    assert len(errors) == 1
    # Nothing was changed: the page can be read as it is without the script.
    assert page.locator("#quiz .items > li:visible").count() == QUESTIONS
    assert page.locator("button:visible").count() == 0
    assert page.locator(".answer:visible").count() == 0
    page.close()


def test_without_javascript_answers_can_be_chosen(visit):
    page = visit(java_script_enabled=False)
    (question, *_) = page.get_by_role("group").filter(has=page.get_by_role("radio")).all()
    first, second, *_ = question.get_by_role("radio").all()
    first.check()
    second.check()
    assert not first.is_checked()


def test_the_sources_lie_over_the_question_on_a_phone_and_beside_it_on_a_desk(visit):
    page = visit()
    page.locator("#start").click()
    page.get_by_role("button", name="Sources").click()
    assert page.locator("#sources").bounding_box()["height"] >= 740
    page.keyboard.press("Escape")
    assert page.locator("#sources").is_hidden()
    page.locator("#read:focus").wait_for()
    desk = visit(width=1280)
    desk.locator("#start").click()
    sources, question = desk.locator("#sources").bounding_box(), current(desk).bounding_box()
    assert sources["x"] >= question["x"] + question["width"]


def test_what_is_printed_is_the_question_and_its_answer_without_buttons_and_sources(visit):
    page = visit(width=1280)
    page.locator("#start").click()
    answer_choice(page, right=True)
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    assert current(page).locator("h3").is_visible()
    assert page.locator("button:visible").count() == 0
    assert page.locator("#sources").is_hidden()
    assert page.pdf()[:5] == b"%PDF-"

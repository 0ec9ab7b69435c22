"""The quiz page in a real browser: played with the keyboard only, and read without its script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest
from browsing import axe_problems, needs_axe, open_details
from example_unit import QUESTIONS, ROOT, read_unit
from msgspec.structs import replace
from sheet_sample import item as question
from sheet_sample import sample
from units_by_language import LANGUAGES, write_unit_in

from kzquiz.generators.quiz_page import render
from kzquiz.generators.quiz_page.keys import Marking
from kzquiz.languages import language
from kzquiz.model import (
    Arguable,
    Blank,
    Cell,
    Choice,
    Gap,
    Match,
    Option,
    Options,
    Order,
    Prompt,
    Quiz,
    Rejected,
    Row,
    Section,
    Shape,
    Table,
    Target,
    Text,
)
from kzquiz.quiz.compose import compose
from kzquiz.text import to_plain

pytestmark = pytest.mark.slow

ENGLISH = language("en")
OPTIONS = Options((ROOT / "templates",))
BLOCKED = """
  Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("blocked", "SecurityError"); },
  });
"""
SAME_PUPIL = "Math.random = () => 0.5"  # each pupil has an order of their own
OLD = "delete Element.prototype.replaceChildren"  # a browser from before 2021


def build(unit, folder: Path) -> Path:
    return build_quiz(compose(unit), folder)


def build_quiz(made: Quiz, folder: Path) -> Path:
    (artifact,) = render.render(made, OPTIONS)
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
        return visits.open(path, SAME_PUPIL, *scripts, **options)

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
    press(page, "ArrowRight", 2)
    button(page, "Start")


def current(page):
    return page.locator(".q:visible")


def kind(page) -> str:
    """The shape of the question that is shown; for a text, how it is marked."""
    data = current(page).evaluate("question => ({...question.dataset})")
    return f"{data['shape']} {data['marking']}" if "marking" in data else data["shape"]


BY_HAND = {"text points", "text rubric"}

# The key is numbers of parts as they were sent: the page of a pupil has them in another order.
KEY = """question => {
  const sent = new DOMParser().parseFromString(window.sent, "text/html");
  const place = [...document.querySelectorAll(".q")].indexOf(question);
  const same = sent.querySelectorAll(".items > li")[place];
  const numbers = same.dataset.key.split(" ").map(Number);
  const texts = (query) => [...same.querySelectorAll(query)].map((one) => one.textContent.trim());
  if (same.dataset.shape === "order") {
    const steps = texts(".steps > li");
    return numbers.map((_, at) => steps[numbers.indexOf(at + 1)]);
  }
  const parts = texts(same.dataset.shape === "choice" ? "fieldset > label" : ".targets > li");
  return numbers.map((number) => parts[number - 1]);
}"""


def right_texts(page) -> list[str]:
    """The right options, the target of each prompt, or the steps in order."""
    if page.evaluate("!window.sent"):
        sent = Path(url2pathname(urlparse(page.url).path)).read_text("utf-8")
        page.evaluate("sent => { window.sent = sent }", sent)
    return current(page).evaluate(KEY)


def keys(page) -> list[str]:
    """The keys of the text fields of the question that is shown."""
    return current(page).locator(".keys > li > b:first-child").all_text_contents()


def option_texts(page) -> list[str]:
    return [text.strip() for text in current(page).locator("fieldset > label").all_text_contents()]


def answer_choice(page, *, right: bool) -> None:
    values = [text in right_texts(page) for text in option_texts(page)]
    if current(page).get_by_role("radio").count():
        tab_to(page, "at.type === 'radio'")
        first = page.evaluate("document.activeElement.closest('label').textContent.trim()")
        steps = values.index(right) - option_texts(page).index(first)
        press(page, "ArrowDown" if steps > 0 else "ArrowUp", abs(steps))
        press(page, "Space")
        return
    for value in values:
        tab_to(page, "at.type === 'checkbox'")
        if value == right:
            press(page, "Space")


def answer_match(page, *, right: bool) -> None:
    for target in right_texts(page):
        tab_to(page, "at.localName === 'select'")
        names = page.evaluate("[...document.activeElement.options].map((one) => one.text)")
        wanted = names.index(target)
        press(page, "ArrowDown", wanted if right else wanted % 2 + 1)


def answer_order(page, *, right: bool) -> None:
    steps = current(page).locator(".steps span")
    texts = right_texts(page)
    wanted = texts if right else texts[::-1]
    for place, text in enumerate(wanted):
        while steps.all_text_contents().index(text) > place:
            step = f"at.closest('li').querySelector('span').textContent === {text!r}"
            if not page.evaluate(
                f"(() => {{ const at = document.activeElement; return at.closest('.steps') && "
                f"at.textContent === '↑' && {step}; }})()"
            ):
                page.evaluate("document.querySelector('.q.now legend').focus()")
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
    for _ in range(current(page).locator("[type=checkbox]").count()):
        tab_to(page, "at.type === 'checkbox'")
        press(page, "Space")


ANSWERS = {"choice": answer_choice, "match": answer_match, "order": answer_order}


def verdict(page) -> str:
    return current(page).locator(".verdict").text_content()


def go_on(page) -> None:
    page.locator(".q:visible .acts .main:visible").click()


def play(page, *, right: bool) -> None:
    """Answer the question that is shown, and go to the next."""
    name = kind(page)
    ANSWERS.get(name, answer_fields)(page, right=right)
    button(page, "Check")
    assert page.evaluate("document.activeElement.textContent").startswith("Right answer")
    if right and name in BY_HAND:
        assert verdict(page) == "Now compare, and judge your own answer"
        judge(page)
    if right:
        assert verdict(page).startswith("✓ Correct")
    elif name not in BY_HAND:
        assert verdict(page) in {"✗ Not yet", "◊ That can be argued"}
    button(page, "Next") if page.get_by_role("button", name="Next").count() else button(page, "See")


def play_all(page, questions: int, *, right: bool) -> set[str]:
    """Play a round of all questions by keyboard to its end; give the kinds of answers met."""
    begin(page)
    seen = set()
    for place in range(1, questions + 1):
        assert page.locator("#place").text_content().startswith(f"{place} of {questions}")
        assert page.evaluate("document.activeElement.localName") == "legend"
        seen.add(kind(page))
        play(page, right=right)
    if not right:  # all that was missed comes again; the score is that of the first time
        assert page.locator("#place").text_content().startswith(f"Once more: 1 of {questions}")
        button(page, "Stop")
    score = questions if right else 0
    assert page.evaluate("document.activeElement.textContent") == f"{score} of {questions} correct"
    tallies = [tally.text_content() for tally in page.locator(".tally").all()]
    assert len(tallies) == page.locator("[name=skill]").count()
    assert all(re.match(r"(\d+) of \1$" if right else "0 of", text) for text in tallies)
    by_skill = page.locator("#result dd").all_text_contents()
    assert all(re.match(r"(\d+) of \1 correct" if right else "0 of", text) for text in by_skill)
    assert sum(int(text.split()[2]) for text in by_skill) == questions
    run = page.get_by_text(f"Longest run: {questions} right in a row")
    assert run.count() == (1 if right else 0)
    missed = page.locator("#missed")
    assert missed.is_hidden() if right else f"({questions})" in missed.text_content()
    return seen


@pytest.mark.parametrize("right", [True, False])
def test_questions_of_every_shape_are_played_by_keyboard_to_a_full_score_and_to_none(visit, right):
    seen = play_all(visit(), QUESTIONS, right=right)
    texts = {f"text {marking}" for marking in get_args(Marking)}
    assert seen == {shape.name for shape in get_args(Shape) if shape is not Text} | texts


def test_feedback_tells_why_and_shows_the_evidence_with_all_there_is_to_know(visit):
    page = visit()
    begin(page)
    while "inspection rest" not in current(page).inner_text():
        page.click("text=Show the answer")
        page.get_by_role("button", name="Next").click()
    assert current(page).locator(".answer").is_hidden()
    current(page).locator("fieldset input").fill("radio lode.")
    page.keyboard.press("Enter")
    evidence = current(page).get_by_text("Evidence: Source A, paragraph 3")
    assert current(page).get_by_text("the water board stated").is_hidden()
    evidence.click()
    shown = current(page).inner_text()
    for text in (
        "Right answer: ",
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
    while not current(page).locator("[data-figures]").count():
        page.get_by_role("button", name="Show the answer").click()
        page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Show the answer").click()
    assert page.locator("svg:visible").count() == 0
    current(page).locator("summary", has_text="The figures, drawn").click()
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
    assert verdict(page).startswith("✓ Correct")


NUMBERS = [  # the key, what is typed, and whether it is the same number
    ("3.125", "3125", False),
    ("3125", "3,125", True),
    ("1234567", "1,234,567", True),
    ("15,000", "15 000", True),
    ("-12", "12", False),
    ("12", "-12", False),
    ("-12", "−12", True),
    ("minus 12", "–12", True),
    ("2.5", "2-5", False),
    ("2–3", "2.3", False),
    ("2–3", "2-3", True),
    ("9:30", "930", False),
    ("$2.5 million", "$2.5 million.", True),
    ("-$5", "$5", False),
]


def test_a_sign_and_a_decimal_point_are_part_of_a_number(visits, example, tmp_path):
    (gap,) = (item for item in compose(example).items if item.id == "cloze-qualifier")
    texts = [replace(gap, id=f"n-{n}", shape=Gap(("It is ", Blank("b", key)))) for n, (key, *_) in
             enumerate(NUMBERS)]  # fmt: skip
    page = visits.open(build(replace(example, items=tuple(texts)), tmp_path))
    begin(page)
    for _ in NUMBERS:
        place = "question => [...document.querySelectorAll('.q')].indexOf(question)"
        key, typed, same = NUMBERS[current(page).evaluate(place)]
        current(page).locator("fieldset input").fill(typed)
        page.keyboard.press("Enter")
        assert verdict(page).startswith("✓ Correct") is same, (key, typed)
        go_on(page)


def test_an_answer_that_means_the_same_is_the_players_to_judge(visit):
    page = visit()
    begin(page)
    while kind(page) != "gap":
        page.click("text=Show the answer")
        page.get_by_role("button", name="Next").click()
    current(page).locator("fieldset input").fill("more or less")
    page.keyboard.press("Enter")
    assert verdict(page) == "✗ Not yet"
    current(page).get_by_label("Mine means the same").check()
    assert verdict(page).startswith("✓ Correct")


def test_a_point_that_gets_no_mark_is_told_so_with_its_reason(visits, tmp_path):
    refused = (Rejected("the mayor", "She speaks in paragraph 4."), Rejected("tenants", "So?"))
    points = Text(("children", "nurses"), refused, lines=2, parts=2)
    made = replace(sample(), sections=(Section("One", (question("who", "Who is not?", points),)),))
    page = visits.open(build_quiz(made, tmp_path))
    begin(page)
    fields = current(page).locator("fieldset input")
    fields.nth(0).fill("nurses")
    fields.nth(1).fill("The mayor")
    page.keyboard.press("Enter")
    told = [text.strip() for text in current(page).locator(".told:visible").all_inner_texts()]
    (own,) = (text for text in told if "The mayor" in text)
    assert own.endswith("Not the mayor: She speaks in paragraph 4.")
    assert current(page).get_by_role("checkbox").count() == 1  # the other point may be counted
    assert "Not tenants: So?" in current(page).locator(".told").all_text_contents()


MAYBE = "It may be so, since nobody says where."
ARGUABLE = {
    "choice": Choice(
        (
            Option("alpha", "right"),
            Option("beta", "arguable", MAYBE),
            Option("gamma", "wrong", "Nobody says so."),
        ),
        fixed=True,
    ),
    "match": Match(
        (
            Prompt("p1", "First", "t1", "Because one."),
            Prompt("p2", "Second", "t2", "Because two.", (), (Arguable("t1", MAYBE),)),
        ),
        (Target("t1", "alpha"), Target("t2", "beta")),
        ask="Which?",
    ),
    "text": Text(("alpha",), arguable=(Arguable("beta", MAYBE),)),
    "table": Table(
        ("Which?",),
        (Row("r", "", (Cell("c", "alpha", arguable=(Arguable("beta", MAYBE),)),)),),
    ),
}


@pytest.fixture(scope="module")
def debatable(tmp_path_factory) -> Path:
    """A quiz page with a question of each shape that has an answer to argue for."""
    items = tuple(question(name, f"A {name}?", shape) for name, shape in ARGUABLE.items())
    made = replace(sample(), sections=(Section("One", items),))
    return build_quiz(made, tmp_path_factory.mktemp("debatable"))


def test_an_answer_that_can_be_argued_counts_if_its_reason_was_the_pupils(visit, debatable):
    page = visit(path=debatable)
    page.get_by_label("All", exact=True).check()
    page.locator("#start").click()
    for place in range(1, 5):
        for select in current(page).get_by_role("combobox").all():
            select.select_option("alpha")
        for box in current(page).get_by_role("radio", name="beta").all():
            box.check()
        for field in current(page).get_by_role("textbox").all():
            field.fill("Beta.")
        page.get_by_role("button", name="Check", exact=True).click()
        assert verdict(page) == "◊ That can be argued"
        assert MAYBE in current(page).locator(".answer > .told").first.inner_text()
        if place > 1:
            current(page).get_by_label("Did you give this reason? Count it").check()
            assert verdict(page) == "◊ Counted: it can be argued"
        go_on(page)
    assert page.locator("#place").text_content() == "Once more: 1 of 1 · core"
    page.click("#stop")
    result = page.locator("#result").inner_text()
    assert "3 of 4 correct" in result
    assert "Longest run: 3 right in a row" in result
    words = page.locator("#result li b").all_text_contents()
    assert words == ["◊ Arguable", "◊ Counted", "◊ Counted", "◊ Counted"]
    assert page.locator("#missed").text_content() == "Practise what I missed (1)"


def test_what_could_be_argued_as_well_is_named_beside_the_right_answer(visit, debatable):
    page = visit(path=debatable)
    page.get_by_label("All", exact=True).check()
    page.locator("#start").click()
    while current(page).count():
        name = kind(page)
        page.click("text=Show the answer")
        if name == "choice":
            marked = current(page).locator("fieldset > label", has_text="beta").inner_text()
            assert "◊ Can be argued" in marked
        current(page).get_by_text("The other answers").click()
        folded = current(page).locator(".others").inner_text()
        assert re.search(f"◊ Can be argued. {MAYBE}", folded)
        go_on(page)
    page.locator("#lesson").click()
    press(page, "b")
    press(page, "Space")
    marked = current(page).locator("fieldset > label", has_text="beta").inner_text()
    assert "◊ Can be argued · The class chose this" in marked


def test_nothing_is_marked_before_something_is_answered(visit, unit):
    page = visit(path=unit)
    page.locator("#start").click()
    page.get_by_role("button", name="Check", exact=True).click()
    assert "Answer first" in current(page).get_by_role("status").text_content()
    assert not current(page).locator("h3").count()


def test_a_quick_round_has_five_questions_to_tick_of_the_chosen_skill_and_level(
    visit, unit, kazakhstan
):
    page = visit(path=unit)
    assert page.locator("#start").text_content() == "Start: 5 questions, about 2 minutes"
    page.get_by_label("Read closely").first.check()
    page.locator("#start").click()
    for place in range(1, 6):
        assert page.locator("#place").text_content().startswith(f"{place} of 5")
        assert current(page).get_attribute("data-skill") == "read"
        assert current(page).get_by_role("radio").count() >= 2
        assert current(page).get_by_role("textbox").count() == 0
        page.click("text=Show the answer")
        go_on(page)
    page.get_by_label("Read closely").first.uncheck()
    page.get_by_label("Challenge", exact=True).check()
    page.get_by_label("All", exact=True).check()
    count = int(re.search(r"\d+", page.locator("#start").text_content())[0])
    assert count == sum(item.level == "challenge" for item in kazakhstan.items)
    page.locator("#start").click()
    assert page.locator("#place").text_content() == f"1 of {count} · challenge"


def test_what_is_only_seen_is_not_wrong_and_what_is_missed_comes_again(visit, unit, kazakhstan):
    page = visit(path=unit)
    page.locator("#start").click()
    first = current(page).locator("legend").text_content()
    answer_choice(page, right=False)
    page.keyboard.press("Enter")
    go_on(page)
    second = current(page).locator("legend").text_content()
    page.click("text=Show the answer")
    assert verdict(page).startswith("Seen: this counts neither as right nor as wrong")
    assert current(page).locator(".answer > h3").text_content().startswith("Right answer")
    go_on(page)
    for streak in ("", " · 2 in a row", " · 3 in a row"):
        answer_choice(page, right=True)
        page.keyboard.press("Enter")
        assert verdict(page) == f"✓ Correct{streak}"
        go_on(page)
    assert page.locator("#place").text_content().startswith("Once more: 1 of 1")
    assert current(page).locator("legend").text_content() == first
    assert current(page).locator(".made:visible").count() == 0
    answer_choice(page, right=True)
    page.keyboard.press("Enter")
    page.click("text=See how it went")
    result = page.locator("#result").inner_text()
    assert "3 of 4 correct" in result
    assert "1 question seen" in result
    assert "Longest run: 3 right in a row" in result
    words = page.locator("#result li b").all_text_contents()
    assert words == ["✗ Not yet", "Seen", "✓ Correct", "✓ Correct", "✓ Correct"]
    assert page.locator("#missed").is_hidden()  # it was right the second time
    page.get_by_label("All", exact=True).check()
    count = int(re.search(r"\d+", page.locator("#start").text_content())[0])
    assert count == len(kazakhstan.items) - 4  # what was seen is still to be answered
    page.locator("#result li a").nth(1).click()
    assert current(page).locator("legend").text_content() == second
    assert verdict(page).startswith("Seen")


def test_what_was_missed_begins_the_next_round_and_can_be_practised_alone(visit):
    page = visit()
    page.locator("#start").click()
    missed = current(page).locator("legend").text_content()
    answer_choice(page, right=False)
    page.keyboard.press("Enter")
    page.click("#stop")
    assert page.locator("#missed").text_content() == "Practise what I missed (1)"
    page.locator("#start").click()
    assert current(page).locator("legend").text_content() == missed
    assert page.locator(".verdict").count() == 0


def test_a_reload_keeps_the_progress_the_round_the_order_and_the_answer(visit):
    page = visit()
    page.get_by_label("10", exact=True).check()
    page.locator("#start").click()
    while kind(page) != "choice":
        page.click("text=Show the answer")
        go_on(page)
    answer_choice(page, right=True)
    page.keyboard.press("Enter")
    stem, options = current(page).locator("legend").text_content(), option_texts(page)
    skill = current(page).get_attribute("data-skill")
    place = page.locator("#place").text_content()
    page.reload()
    tally = page.locator("li", has=page.locator(f"[value={skill}]")).locator(".tally")
    assert tally.text_content().startswith("1 of ")
    page.click("text=Go on")
    assert page.locator("#place").text_content() == place
    assert (current(page).locator("legend").text_content(), option_texts(page)) == (stem, options)
    assert verdict(page).startswith("✓ Correct")
    go_on(page)
    assert current(page).locator("legend").text_content() != stem
    page.click("#stop")
    page.click("text=Start again from zero")
    page.click("text=Forget them")
    page.reload()
    assert tally.text_content().startswith("0 of ")
    assert page.locator("#go-on").is_hidden()


ORDERS = """() => {
  document.querySelector("[name=many][value=all]").click();
  document.querySelector("#start").click();
  const orders = {};
  const all = [...document.querySelectorAll(".q")];
  for (let question; (question = document.querySelector(".q.now"));) {
    const texts = (query) => [...question.querySelectorAll(query)].map((one) => one.textContent);
    orders[all.indexOf(question)] = [
      "shuffle" in question.dataset,
      texts("fieldset > label, select:first-of-type option, .steps span"),
      texts("[data-last]"),
    ];
    const press = (name) =>
      [...question.querySelectorAll(".acts button:not([hidden])")]
        .find((button) => button.textContent.startsWith(name))
        .click();
    press("Show");
    press(question.querySelector(".acts .main:not([hidden])").textContent);
  }
  return orders;
}"""


def test_each_pupil_has_an_order_of_their_own_but_what_is_fixed_or_last_stays(
    visit, unit, kazakhstan
):
    one, same, other = (
        visit(f"Math.random = () => {seed}", path=unit).evaluate(ORDERS) for seed in (0.1, 0.1, 0.7)
    )
    assert list(one.items()) == list(same.items())
    assert len(one) == len(kazakhstan.items)
    questions = {place: [pupil[place] for pupil in (one, other)] for place in one}
    shuffled = [place for place, (first, _) in questions.items() if first[0]]
    moved = [place for place in shuffled if questions[place][0] != questions[place][1]]
    assert len(moved) > 0.8 * len(shuffled) > 30
    for place, (first, second) in questions.items():
        assert sorted(first[1]) == sorted(second[1])
        if place not in shuffled:
            assert first == second
        if first[2]:
            assert [first[1][-1]] == [second[1][-1]] == first[2]


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


def test_a_frame_that_allows_scripts_and_nothing_else_plays_all_the_same(chromium, unit, tmp_path):
    outer = tmp_path / "outer.html"
    outer.write_text(
        f'<!doctype html><title>x</title><iframe sandbox="allow-scripts" src="{unit.as_uri()}" '
        'width="400" height="640"></iframe>',
        "utf-8",
    )
    page = chromium.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(outer.as_uri())
    frame = page.frames[1]
    frame.locator("#start").click()
    for place in range(1, 5):
        assert frame.locator("#place").text_content().startswith(f"{place} of 5")
        frame.locator(".q:visible input").first.check()
        page.keyboard.press("Enter")
        assert re.search("Correct|Not yet", frame.locator(".verdict:visible").text_content())
        frame.locator(".acts .main:visible").click()
    frame.click("#stop")
    frame.click("text=Start again from zero")
    frame.click("text=Forget them")
    assert all(text.startswith("0 of") for text in frame.locator(".tally").all_text_contents())
    assert faults == []
    page.close()


# --- class mode -----------------------------------------------------------------------------------


def test_a_class_votes_and_sees_the_answer_and_then_the_reasons_by_keys_alone(visit, unit):
    page = visit(path=unit, width=1280)
    letters = page.locator("#quiz [data-shape=choice]").first.locator("fieldset > label")
    as_printed = letters.all_text_contents()
    tab_to(page, "at.id === 'lesson'")
    press(page, "Enter")
    assert option_texts(page) == as_printed  # the letters of the sheet, the same for all
    assert page.locator(".answer:visible").count() == 0
    assert (
        current(page).locator("legend").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        > 30
    )
    wrong = next(at for at, text in enumerate(as_printed) if text not in right_texts(page))
    press(page, "ABCDEF"[wrong])
    press(page, "Space")
    marks = {
        text.strip(): tag
        for text, tag in zip(
            as_printed,
            current(page).locator("fieldset > label").all_text_contents(),
            strict=True,
        )
    }
    assert "✓ Right answer" in marks[right_texts(page)[0]]
    assert "✗ The class chose this" in marks[as_printed[wrong].strip()]
    assert page.locator(".answer:visible").count() == 0
    press(page, "Space")
    answer = current(page).locator(".answer")
    assert answer.locator("h3").text_content().startswith("Right answer")
    assert answer.locator(".others .told:visible").count() > 0
    assert answer.locator(".verdict").is_hidden()
    for key, place in (("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2), ("PageUp", 1)):
        press(page, key)
        assert page.locator("#place").text_content().startswith(f"{place} of")
        assert page.locator(".answer:visible, .tag:visible").count() == 0
    press(page, "Escape")
    assert page.evaluate("document.activeElement.id") == "lesson"
    assert page.evaluate("document.documentElement.style.fontSize") == ""
    assert all(text.startswith("0 of") for text in page.locator(".tally").all_text_contents())
    page.reload()
    assert page.locator("#go-on").is_hidden()  # nothing of it is kept


# In class mode every question with its options, and then with its answer, is seen at once.
LESSON = """() => {
  const press = (key) => document.dispatchEvent(
    Object.assign(new KeyboardEvent("keydown", { key, bubbles: true }), {}));
  document.querySelector("#lesson").click();
  const faults = [];
  let seen = 0;
  const look = (when) => {
    const { scrollHeight, scrollWidth } = document.documentElement;
    if (scrollHeight > innerHeight || scrollWidth > innerWidth)
      faults.push([seen, when, scrollHeight, scrollWidth]);
  };
  while (document.body.classList.contains("lesson")) {
    seen += 1;
    look("asked");
    document.querySelector(".q.now .acts .main").click();
    look("answered");
    press("ArrowRight");
  }
  return [seen, faults];
}"""


def test_a_projector_shows_every_question_with_its_options_at_once(visit, unit, kazakhstan):
    page = visit(path=unit, width=1280)
    page.set_viewport_size({"width": 1280, "height": 800})
    choices = [item for item in kazakhstan.items if item.shape.name == "choice"]
    assert page.evaluate(LESSON) == [len(choices), []]


def test_class_mode_does_not_scroll_sideways_on_a_small_phone(visit, unit, kazakhstan):
    seen, faults = visit(path=unit, width=320).evaluate(LESSON)
    assert seen == sum(item.shape.name == "choice" for item in kazakhstan.items)
    assert [fault for fault in faults if fault[3] > 320] == []


def test_in_class_mode_place_sources_and_leave_are_in_one_line_on_a_small_phone(visit, unit):
    page = visit(path=unit, width=320)
    page.locator("#lesson").click()
    tops = page.locator("#bar button").evaluate_all(
        "buttons => buttons.map((one) => one.getBoundingClientRect().top)"
    )
    assert len(tops) == 2
    assert len(set(tops)) == 1


def test_class_mode_needs_questions_that_can_be_voted_on(visit, unit):
    page = visit(path=unit)
    page.get_by_label("When and where?").first.check()
    page.get_by_label("Core", exact=True).check()
    votes = page.locator("#lesson").text_content()
    page.locator("#lesson").click()
    skills = set()
    for _ in range(int(re.search(r"\d+", votes)[0])):
        skills |= {(current(page).get_attribute(f"data-{name}")) for name in ("skill", "level")}
        press(page, "ArrowRight")
    assert skills == {"context", "core"}
    assert page.locator("#home").is_visible()


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
        go_on(page)
        if page.locator("#place").text_content().startswith("Once more"):
            page.click("#stop")
    yield "end"
    page.locator("#lesson").click()
    yield "class: asked"
    page.keyboard.press("Space")
    yield "class: answered"
    page.keyboard.press("Space")
    yield "class: explained"
    page.keyboard.press("Escape")


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
  document.querySelector("[name=many][value='all']").click();
  document.querySelector("#start").click();
  const all = [...document.querySelectorAll(".q")];
  for (let question; (question = document.querySelector(".q.now"));) {
    const place = all.indexOf(question);
    look(`${place} asked`);
    const press = (name) =>
      [...question.querySelectorAll(".acts button:not([hidden])")]
        .find((button) => button.textContent.startsWith(name))
        .click();
    press("Show");
    const top = document.querySelector("#bar").getBoundingClientRect().bottom;
    const bottom = question.querySelector(".acts").getBoundingClientRect().top;
    for (const line of question.querySelectorAll("h3, .right-answers")) {
      const seen = line.getBoundingClientRect();
      const name = `${place}: ${line.localName}`;
      if (seen.top < top || seen.bottom > bottom) faults.push(`${name} out of view`);
    }
    const focused = document.activeElement;
    if (!/^Right answer/.test(focused.textContent) || focused !== question.querySelector("h3"))
      faults.push(`${place}: the focus is elsewhere`);
    question.querySelectorAll("details").forEach((one) => (one.open = true));
    look(`${place} answered`);
    answers[place] = question.innerText;
    press(question.querySelector(".acts .main:not([hidden])").textContent);
  }
  look("end");
  return [answers, faults];
}"""


@pytest.mark.parametrize(("width", "height"), [(360, 640), (390, 844), (1280, 800)])
def test_the_right_answer_is_in_view_and_in_focus_after_every_question(
    visit, unit, kazakhstan, width, height
):
    page = visit(path=unit, width=width)
    page.set_viewport_size({"width": width, "height": height})
    answers, faults = walk(page)
    assert (len(answers), faults) == (len(kazakhstan.items), [])


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
            *(ENGLISH.quoted(one.text) if one.quoted else one.text for one in item.stimulus),
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
        expected += [ENGLISH.quoted(one.quote) for one in item.evidence if one.quote]
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


def printed(page) -> int:
    """How many questions would be printed now; buttons never are."""
    page.emulate_media(media="print")
    shown = page.locator("#quiz .items > li:visible").count()
    assert page.locator("button:visible").count() == 0
    page.emulate_media(media="screen")
    return shown


def test_in_every_state_the_questions_are_printed_and_answers_only_of_what_is_answered(visit):
    page = visit(width=1280)
    assert printed(page) == QUESTIONS
    before = page.locator("#quiz").text_content()
    page.locator("#start").click()
    answer_choice(page, right=True)
    page.keyboard.press("Enter")
    assert printed(page) == 5
    page.emulate_media(media="print")
    assert page.locator(".answer:visible").count() == 1
    assert page.locator("#sources").is_hidden()
    assert page.pdf()[:5] == b"%PDF-"
    page.emulate_media(media="screen")
    page.click("#stop")
    assert printed(page) == QUESTIONS
    assert page.locator("#quiz").text_content() == before  # as sent, so that the key fits
    page.locator("#lesson").click()
    assert printed(page) > 5


# --- other languages ----------------------------------------------------------------------------


@pytest.fixture
def in_language(visits, tmp_path):
    """Open the quiz page of the unit in a language."""

    def opened(tag):
        return visits.open(build(read_unit(write_unit_in(tag, tmp_path)), tmp_path), SAME_PUPIL)

    return opened


def begin_all(page) -> None:
    """Start a round of all questions, whatever the language of the buttons."""
    page.locator("#start").wait_for()
    tab_to(page, "at.name === 'many'")
    press(page, "ArrowDown", 2)
    tab_to(page, "at.id === 'start'")
    press(page, "Enter")


def test_a_page_from_right_to_left_is_played_by_keyboard_to_a_full_score(in_language):
    page = in_language("ar")
    words = language("ar").group("play")
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    begin_all(page)
    questions = page.locator(".items > li").count()
    for place in range(1, questions + 1):
        ANSWERS.get(kind(page), answer_fields)(page, right=True)
        button(page, words["check"])
        assert (
            page.locator(".q:visible .verdict").text_content().startswith("✓ " + words["correct"])
        )
        button(page, words["next" if place < questions else "end"])
    score = words["result"].format(right=questions, all=questions)
    assert page.evaluate("document.activeElement.textContent") == score


@needs_axe
@pytest.mark.parametrize("tag", LANGUAGES)
def test_axe_finds_nothing_on_a_page_in_any_language(in_language, tag):
    page = in_language(tag)
    assert axe_problems(page) == []
    begin_all(page)
    assert axe_problems(page) == []
    ANSWERS.get(kind(page), answer_fields)(page, right=True)
    button(page, language(tag).say("play.check"))
    assert axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

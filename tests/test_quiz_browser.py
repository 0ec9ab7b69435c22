"""The quiz page in a real browser: played by keyboard alone, read without its script."""

from __future__ import annotations

import re
import shutil
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import ROOT

from kzquiz.compose import compose
from kzquiz.generators import quiz
from kzquiz.model import Options

pytestmark = pytest.mark.slow

OPTIONS = Options((ROOT / "templates",))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIOLATIONS = """
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(event.violatedDirective + " " + event.blockedURI);
  });
"""
BLOCKED = """
  Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("blocked", "SecurityError"); },
  });
"""
QUESTIONS = 18


@pytest.fixture(scope="module")
def browser():
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no chromium on this system")
    with api.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def file(example, tmp_path_factory) -> Path:
    (artifact,) = quiz.render(compose(example), OPTIONS)
    path = tmp_path_factory.mktemp("quiz") / artifact.path
    path.write_bytes(artifact.data)
    return path


@pytest.fixture
def visit(browser, file):
    """Open the page in a browser of its own; at the end nothing was asked for or forbidden."""
    contexts = []
    asked, errors = [], []

    def opened(*scripts: str, path: Path = file, width: int = 375, **options):
        options = {"reduced_motion": "reduce", **options}
        context = browser.new_context(viewport={"width": width, "height": 740}, **options)
        contexts.append(context)
        page = context.new_page()
        for script in (VIOLATIONS, *scripts):
            page.add_init_script(script)
        page.set_default_timeout(5000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            assert page.evaluate("window.violations || []") == []
        context.close()
    assert not [url for url in asked if not url.startswith("file:")]
    assert len(asked) == sum(url.startswith(file.parent.parent.as_uri()) for url in asked)
    assert errors == []


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
    tab_to(page, "at.name === 'many'")
    press(page, "ArrowRight")
    button(page, "Start")


def current(page):
    return page.locator(".q:visible")


def kind(page) -> str:
    """The shape of the question shown; how a text is marked, where it is one."""
    shape = current(page).get_attribute("class").split()[1]
    if shape == "text":
        for name in ("rubric", "list"):
            if current(page).locator(f".{name}").count():
                return name
    return shape


def answer_choice(page, *, right: bool) -> None:
    boxes = current(page).locator(".options input")
    values = [box.get_attribute("value") == "1" for box in boxes.all()]
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
    for select in current(page).locator("select").all():
        key = int(select.get_attribute("data-key"))
        tab_to(page, "at.localName === 'select'")
        press(page, "ArrowDown", key if right else key % 3 + 1)


def answer_order(page, *, right: bool) -> None:
    def keys() -> list[int]:
        inputs = current(page).locator(".steps input").all()
        return [int(one.get_attribute("data-key")) for one in inputs]

    wanted = sorted(keys(), reverse=not right)
    for place, key in enumerate(wanted):
        while keys().index(key) > place:
            step = f"at.closest('li').querySelector('input').dataset.key === '{key}'"
            if not page.evaluate(
                f"(() => {{ const at = document.activeElement; return at.closest('.steps') && "
                f"at.textContent === '↑' && {step}; }})()"
            ):
                page.evaluate("document.querySelector('.q:not([hidden]) legend').focus()")
                tab_to(page, f"at.textContent === '↑' && at.closest('.steps') && {step}")
            press(page, "Enter")
    assert keys() == wanted


def answer_fields(page, *, right: bool) -> None:
    keys = [key.text_content() for key in current(page).locator(".keys > li > b").all()]
    fields = current(page).locator("fieldset :is(input, textarea)").all()
    for place in range(len(fields)):
        tab_to(page, "at.closest('fieldset') && ['input', 'textarea'].includes(at.localName)")
        page.keyboard.type(keys[place] if right and keys else "something else")


def judge(page) -> None:
    """Count one's own answer as right, where only a person can tell."""
    if kind(page) == "rubric":
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
    """Answer the question shown, and go on to the next."""
    name = kind(page)
    ANSWERS.get(name, answer_fields)(page, right=right)
    button(page, "Check")
    assert page.evaluate("document.activeElement.localName") == "h3"
    verdict = current(page).locator("h3")
    if right and name in {"list", "rubric"}:
        assert verdict.text_content().startswith("Now compare")
        judge(page)
    if right:
        assert verdict.text_content() == "Correct"
    elif name not in {"list", "rubric"}:
        assert verdict.text_content() == "Not yet", current(page).text_content()
    button(page, "Next") if page.get_by_role("button", name="Next").count() else button(page, "See")


@pytest.mark.parametrize(("right", "score"), [(True, QUESTIONS), (False, 0)])
def test_the_whole_quiz_is_played_by_keyboard_to_a_full_score_and_to_none(visit, right, score):
    page = visit()
    begin(page)
    seen = set()
    for place in range(1, QUESTIONS + 1):
        assert page.locator("#place").text_content().startswith(f"{place} of {QUESTIONS}")
        assert page.evaluate("document.activeElement.localName") == "legend"
        seen.add(kind(page))
        play(page, right=right)
    assert seen == {"choice", "match", "order", "gap", "table", "text", "list", "rubric"}
    assert page.evaluate("document.activeElement.textContent") == f"{score} of 18 correct"
    tallies = [tally.text_content() for tally in page.locator(".tally").all()]
    assert len(tallies) == 8
    assert all(re.match(r"(\d+) of \1$" if right else "0 of", text) for text in tallies)
    missed = page.locator("#missed")
    assert missed.is_hidden() if right else "(18)" in missed.text_content()


def test_feedback_tells_why_and_shows_the_evidence_with_all_there_is_to_know(visit):
    page = visit()
    begin(page)
    while "inspection rest" not in current(page).locator("legend").text_content():
        page.click("text=Show the answer")
        page.get_by_role("button", name="Next").click()
    current(page).locator("fieldset input").fill("radio lode.")
    page.keyboard.press("Enter")
    told = current(page).inner_text()
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
        assert text in told, text
    assert "count it" not in told  # an answer that is refused is not the player's to judge
    current(page).get_by_text("Show it in the source").click()
    assert page.locator("#sources :target small").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#sources").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Show it in the source"


def test_the_figures_that_an_answer_compares_are_drawn_once_it_is_given(visit):
    page = visit()
    begin(page)
    while not current(page).locator(".seen").count():
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
    assert current(page).locator("input:checked").get_attribute("value") == "1"
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
    """Walk through the page: home, every question before and after it is answered, the end."""
    yield "home"
    begin(page)
    for _ in range(QUESTIONS):
        yield f"{kind(page)} asked"
        ANSWERS.get(kind(page), answer_fields)(page, right=False)
        button(page, "Check")
        page.evaluate("document.querySelectorAll('.proof').forEach((one) => (one.open = true))")
        yield f"{kind(page)} told"
        page.locator(".acts .main:visible").click()
    yield "end"


def test_no_view_scrolls_sideways_on_a_small_phone_and_every_target_is_large_enough(visit):
    page = visit(width=320)
    for view in every_view(page):
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, view
        small = page.evaluate(
            """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
              .filter((target) => target.checkVisibility() && target.getClientRects().length)
              .map((target) => target.closest("label") || target)
              .filter((target) => target.getBoundingClientRect().height < 24
                || target.getBoundingClientRect().width < 24)
              .map((target) => target.outerHTML)"""
        )
        assert small == [], view


def axe_problems(page) -> list[str]:
    source = Path(import_module("axe_playwright_python").__file__).with_name("axe.min.js")
    if not page.evaluate("'axe' in window"):
        page.evaluate(source.read_text("utf-8"))
    found = page.evaluate("axe.run({ iframes: false }).then((result) => result.violations)")
    return [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found]


@pytest.mark.skipif(not find_spec("axe_playwright_python"), reason="no package that bundles axe")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_view(visit, scheme):
    page = visit(color_scheme=scheme)
    for view in every_view(page):
        assert axe_problems(page) == [], view
    page.locator("#sources > summary").click()
    assert axe_problems(page) == []


@pytest.mark.skipif(not find_spec("axe_playwright_python"), reason="no package that bundles axe")
@pytest.mark.parametrize("media", ["screen", "print"])
def test_axe_finds_nothing_without_the_script(visit, file, tmp_path, media):
    bare = tmp_path / "bare.html"
    bare.write_text(re.sub(r"(?s)<script>.*?</script>", "", file.read_text("utf-8")), "utf-8")
    page = visit(path=bare)
    page.emulate_media(media=media)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_the_page_reads_well_without_javascript(visit):
    page = visit(java_script_enabled=False, width=320)
    assert page.locator(".q:visible").count() == QUESTIONS
    assert page.locator("button:visible").count() == 0
    assert page.get_by_text("Without JavaScript").is_visible()
    question = page.locator("#q-short-answer, .q.text").first
    assert not question.locator("details > *:not(summary)").first.is_visible()
    question.locator("summary").click()
    assert question.locator("details > *:not(summary)").first.is_visible()
    link = question.locator("details a").first
    claim = page.locator(f"[id='{link.get_attribute('href')[1:]}'] small")
    assert not claim.is_visible()
    link.click()
    assert claim.is_visible()


def test_the_sources_lie_over_the_question_on_a_phone_and_beside_it_on_a_desk(visit):
    page = visit()
    page.locator("#start").click()
    page.get_by_role("button", name="Sources").click()
    assert page.locator("#sources").bounding_box()["height"] >= 740
    page.keyboard.press("Escape")
    assert page.locator("#sources").is_hidden()
    assert page.evaluate("document.activeElement.id") == "read"
    desk = visit(width=1280)
    desk.locator("#start").click()
    sources, question = desk.locator("#sources").bounding_box(), current(desk).bounding_box()
    assert sources["x"] >= question["x"] + question["width"]


def test_what_is_printed_is_what_is_shown_without_its_buttons(visit):
    page = visit()
    page.locator("#start").click()
    answer_choice(page, right=True)
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    assert current(page).locator("h3").is_visible()
    assert page.locator("button:visible").count() == 0
    assert page.pdf()[:5] == b"%PDF-"

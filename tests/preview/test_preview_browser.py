"""The preview in a real browser, while an author saves, breaks and mends files.

The page follows the files in its own time: what is asked of it here is waited for.
"""

from __future__ import annotations

import re
import shutil
from functools import partial

import pytest
from browsing import axe_problems
from example_unit import QUESTIONS, ROOT, write_example_unit
from folders import line_of
from previewing import previewing

api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.slow

SECONDS = 20  # for anything that is waited for, on a busy machine too
expect = api.expect
expect.set_options(timeout=SECONDS * 1000)


@pytest.fixture
def work(tmp_path):
    """A folder of work with the example unit; gives the unit's folder."""
    return write_example_unit(tmp_path / "content")


@pytest.fixture
def preview(work):
    with previewing(work.parents[1]) as running:
        yield running


@pytest.fixture
def visit(chromium, preview):
    """Open the page; at the end it must have no errors and no requests to other addresses."""
    contexts, asked, errors = [], [], []

    def opened(at: str = "", width: int = 1400, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(SECONDS * 1000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text))
        page.goto(f"{preview.address}#{at}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith((preview.address, "data:,"))] == []
    assert errors == []


def edit(path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def framed(page, title: str):
    """The text in the frame with a title; a new version is first loaded behind it."""
    return page.frame_locator(f'iframe[title="{title}"]:not(.coming)').locator("body")


def test_sheet_key_and_both_sides_of_the_card_by_day_and_night_are_side_by_side(visit):
    page = visit("example/q/choice-left")
    for title in ("Worksheet", "Answer key", "front, by day", "front, by night"):
        framed(page, title).get_by_text("How many people had left").first.wait_for()
    # Nothing else of the sheet is visible.
    sheet = framed(page, "Worksheet")
    expect(sheet.locator(".item:visible")).to_have_count(1)
    expect(sheet.locator("h1")).to_be_hidden()
    expect(framed(page, "back, by day")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(framed(page, "back, by night")).to_have_css("background-color", "rgb(28, 28, 29)")


def test_a_frame_is_as_high_as_what_is_in_it(visit):
    page = visit("example/q/choice-left")
    for title in ("Answer key", "back, by day"):
        body = framed(page, title)
        frame = page.locator(f'iframe[title="{title}"]')
        frame.scroll_into_view_if_needed()
        expect(frame).to_have_attribute("style", re.compile("height"))  # it was told
        inside = body.evaluate("body => body.getBoundingClientRect().height")
        page.wait_for_function(
            "([title, inside]) => Math.abs(inside - document.querySelector("
            "`iframe[title='${title}']`).getBoundingClientRect().height) < 3",
            arg=[title, inside],
        )


def test_a_frame_opened_in_a_tab_of_its_own_keeps_what_is_in_it(visit):
    page = visit("example/q/choice-left")
    framed(page, "Worksheet").get_by_text("How many people had left").first.wait_for()
    page.goto(page.frames[1].url)
    page.evaluate("addEventListener('message', () => { window.heard = true }, true)")
    page.set_viewport_size({"width": 600, "height": 900})  # its height changes, and it is told
    page.wait_for_function("window.heard")
    assert page.get_by_text("How many people had left").first.is_visible()


def test_a_card_in_the_preview_answers_a_tap(visit):
    page = visit("example/q/choice-left")
    front = framed(page, "front, by day")
    front.get_by_role("button", name="about 200").click()
    expect(front.get_by_role("status")).to_have_text(re.compile("^✓ Right"))


def test_a_saved_file_changes_the_page_and_shows_the_question_that_changed(visit, work):
    page = visit("example/q/cloze-qualifier")
    framed(page, "Worksheet").get_by_text("Fill in what is missing").first.wait_for()
    path = work / "questions" / "choice.yaml"
    edit(path, "How many people had left their homes", "How many people had gone")
    page.get_by_role("heading", name="How many people had gone").wait_for()
    expect(page).to_have_url(re.compile("#example/q/choice-left$"))
    for title in ("Worksheet", "Answer key", "front, by day", "back, by night"):
        # The back of a card begins with the answer; its question is opened by a tap.
        shown = "attached" if title.startswith("back") else "visible"
        framed(page, title).get_by_text("How many people had gone").first.wait_for(state=shown)
    edit(path, "key: about 200", "key: none of these")
    key = line_of(path, "key: none of these")
    page.get_by_text("tests the other options, not the answer").wait_for()
    expect(page.locator(".problem .place")).to_have_text(
        f"content/example/questions/choice.yaml:{key}:8"
    )
    framed(page, "back, by day").get_by_text("none of these").first.wait_for()
    page.get_by_text("what IW01 is about").click()
    page.get_by_text("An option says “none of the above”").wait_for()


def test_an_answer_that_a_newer_one_has_overtaken_is_not_shown(visit, work):
    page = visit("example/q/choice-left")
    page.locator("#list li").nth(QUESTIONS - 1).wait_for()
    asked, held = [], []

    def hold_the_first(route):
        asked.append(route)
        answer = route.fetch()  # others may ask meanwhile
        if route is asked[0]:
            held.append(partial(route.fulfill, json=answer.json() | {"checking": True}))
        else:
            route.fulfill(response=answer)

    page.route("**/state/*", hold_the_first)
    changed = ("How many people had left their homes", "How many people had gone")
    edit(work / "questions" / "choice.yaml", *changed)
    page.get_by_role("heading", name="How many people had gone").wait_for()
    expect(page.locator("#state")).to_have_text("up to date")
    with page.expect_response("**/state/*") as old:
        held[0]()
    old.value.finished()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done()))")
    assert page.locator("#state").text_content() == "up to date"


def test_a_broken_file_shows_its_message_and_mended_the_page_is_back(visit, work):
    page = visit("example/q/choice-left")
    framed(page, "Worksheet").get_by_text("How many people").first.wait_for()
    path = work / "questions" / "choice.yaml"
    whole = path.read_text("utf-8")
    edit(path, "  level: core\n", "\tlevel: core\n")
    message = page.get_by_role("region", name="Problems")
    message.get_by_text("begins with a tab").first.wait_for()
    expect(message).to_contain_text("content/example/questions/choice.yaml:4:1")
    expect(message).to_contain_text("the last version that could be read")
    assert framed(page, "Worksheet").get_by_text("How many people").first.is_visible()
    path.write_text(whole.replace("about 200", "about 300"), "utf-8")
    message.wait_for(state="hidden")
    framed(page, "Answer key").locator(".item").get_by_text("about 300").first.wait_for()
    expect(page.locator("#state")).to_have_text("up to date")  # after “checking …”


def test_a_unit_that_is_broken_from_the_start_appears_when_it_is_mended(chromium, work):
    path = work / "questions" / "choice.yaml"
    edit(path, "level: core", "level: cor")
    with previewing(work.parents[1]) as running:
        page = chromium.new_page()
        page.goto(running.address)
        page.get_by_text("“cor” is no level").wait_for()
        expect(page.locator("#list li")).to_have_count(0)
        edit(path, "level: cor\n", "level: core\n")
        page.get_by_text("How many people had left").first.wait_for()
        page.close()


def test_a_changed_template_is_drawn_at_once(chromium, work):
    style = work.parents[1] / "templates" / "anki" / "style.css"
    style.parent.mkdir(parents=True)
    style.write_text(".card { color: rgb(1, 2, 3) }", "utf-8")
    with previewing(work.parents[1]) as running:
        page = chromium.new_page()
        page.goto(f"{running.address}#example/q/choice-left")
        expect(framed(page, "front, by day")).to_have_css("color", "rgb(1, 2, 3)")
        style.write_text(".card { color: rgb(4, 5, 6) }", "utf-8")
        expect(framed(page, "front, by day")).to_have_css("color", "rgb(4, 5, 6)")
        page.close()


def test_a_broken_template_says_so_where_it_would_stand(chromium, work):
    template = work.parents[1] / "templates" / "worksheet" / "gap.html"
    template.parent.mkdir(parents=True)
    template.write_text("{% nonsense %}", "utf-8")
    with previewing(work.parents[1]) as running:
        page = chromium.new_page()
        page.goto(f"{running.address}#example/q/cloze-qualifier")
        message = framed(page, "Worksheet").get_by_text("templates/worksheet/gap.html, line 1")
        message.wait_for()
        template.unlink()
        framed(page, "Worksheet").get_by_text("Fill in what is missing").first.wait_for()
        page.close()


def test_filters_narrow_the_list_by_kind_skill_level_source_problems_and_words(visit, work):
    page = visit("example")
    entries = page.locator("#list li")
    entries.nth(QUESTIONS - 1).wait_for()

    def only(name: str, value: str) -> list[str]:
        field = page.get_by_label(name, exact=True)
        field.select_option(value=value)
        found = page.locator("#list code").all_text_contents()
        label = field.locator("option:checked").text_content()
        assert label == f"{value} ({len(found)})"
        assert (
            page.locator("#count")
            .text_content()
            .startswith(f"{len(found)} of {QUESTIONS} questions")
        )
        field.select_option(value="")
        return found

    assert only("Kind", "choice") == ["choice-request", "choice-left"]
    assert "choice-left" in only("Skill", "Read the numbers")
    assert "open-inspection" in only("Level", "challenge")
    assert "choice-left" in only("Source", "Source A")
    page.get_by_label("Search").fill("BOATS")
    assert entries.count() < 5
    page.get_by_label("Search").fill("")
    page.get_by_label("with problems only").check()
    expect(entries).to_have_count(0)
    edit(work / "questions" / "choice.yaml", "key: about 200", "key: none of these")
    expect(entries.first).to_have_text(re.compile("^1 problem"))


def test_whole_sheets_and_the_quiz_page_are_there_too(visit):
    page = visit("example")
    page.get_by_role("link", name="All questions").click()
    for title in ("Worksheet", "Answer key"):
        framed(page, title).locator("h1").wait_for()
        expect(framed(page, title).locator(".item:visible")).to_have_count(QUESTIONS)
    page.get_by_role("link", name="Quiz page").click()
    quiz = framed(page, "Quiz page")
    quiz.get_by_role("button", name="Start").click()
    quiz.get_by_text("1 of").first.wait_for()
    page.get_by_role("link", name="Questions", exact=True).click()
    page.locator("#list a").first.click()
    framed(page, "Worksheet").locator(".item:visible").wait_for()


def test_units_are_chosen_and_a_new_one_appears_by_itself(visit, work, kazakhstan):
    page = visit("example")
    page.locator("#list li").nth(QUESTIONS - 1).wait_for()
    expect(page.locator("#unit")).to_be_hidden()
    shutil.copytree(ROOT / "content" / "kazakhstan-2022", work.parent / "kazakhstan-2022")
    page.locator("#unit").select_option(value="kazakhstan-2022")
    page.locator("#list li").nth(len(kazakhstan.questions) - 1).wait_for()


VIEWS = {
    "": "#list li",
    "/q/choice-left": "#question h2",
    "/full": "#sheets iframe",
}
# Those on the screen; others may wait to be loaded until they are.
FRAMES_ARE_DRAWN = """() => [...document.querySelectorAll("iframe")].every((frame) =>
    frame.style.height || frame.getBoundingClientRect().top > innerHeight)"""


@pytest.mark.parametrize("width", [320, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_reads_well_and_never_scrolls_sideways(visit, work, width, scheme):
    edit(work / "questions" / "choice.yaml", "key: about 200", "key: none of these")
    page = visit("example", width=width, color_scheme=scheme)
    page.locator("#list li").nth(QUESTIONS - 1).wait_for()
    for at, shown in VIEWS.items():
        page.evaluate("at => { location.hash = at }", f"example{at}")
        page.locator(shown).first.wait_for()
        page.wait_for_function(FRAMES_ARE_DRAWN)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, at
        assert axe_problems(page) == [], at


def test_it_says_so_when_the_preview_has_ended(chromium, preview):
    page = chromium.new_page()
    page.goto(preview.address)
    page.locator("#list li").nth(QUESTIONS - 1).wait_for()
    preview.end()
    page.get_by_text("kzquiz preview has ended").wait_for()
    page.close()

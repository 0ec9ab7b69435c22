"""The cards' script in a real browser: the same order on both sides; taps and keys work."""

from __future__ import annotations

import re

import chevron
import deck_sample as sample
import pytest
from msgspec.structs import replace

from kzquiz.generators.anki import notes, notetypes
from kzquiz.model import Choice, Option

pytestmark = pytest.mark.slow

FIXED = Choice(
    tuple(Option(name, "right" if name == "b" else "wrong") for name in "abcde"), fixed=True
)
LONG = Choice(
    (
        *(
            Option(f"option {n}", "right" if n == "d" else "wrong", why=f"why {n}")
            for n in "abcdef"
        ),
        Option("not stated", "wrong", last=True),
    )
)


def sides(item):
    """Fill front and back as Anki does."""
    note = notes.note(sample.quiz(), item)
    style = notetypes.card_styles(sample.TEMPLATES, "en")[note.type]
    names = notetypes.NOTE_TYPES[note.type].fields
    fields = dict(zip(names, note.fields, strict=True))
    return tuple(
        chevron.render(re.sub(r"{{(\w+)}}", r"{{{\1}}}", side), fields)
        for side in (style.front, style.back)
    )


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory):
    page = chromium.new_page()
    # Storage needs an origin. Here it is a file; in Anki it is a page of its server.
    blank = tmp_path_factory.mktemp("page") / "blank.html"
    blank.write_text("<!doctype html>", "utf-8")
    page.goto(blank.as_uri())
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    yield page
    page.close()


def show(page, html):
    """Write a side into the open page and run its scripts, as Anki's desktop does."""
    page.evaluate(
        """html => {
          document.body.innerHTML = html;
          for (const old of document.querySelectorAll("script")) {
            const script = document.createElement("script");
            script.textContent = old.textContent;
            old.replaceWith(script);
          }
        }""",
        html,
    )


def order(page):
    texts = page.locator(".kz-choice li").all_text_contents()
    return [re.search(r"option \w|not stated", text)[0] for text in texts]


def anew(page, html):
    """Load a new page for the side, as AnkiDroid and AnkiWeb do."""
    page.set_content(html)


def wiped(page, html):
    """Load it in a new process without the old storage, as after a phone's pause."""
    page.evaluate("sessionStorage.clear(); localStorage.clear(); window.name = ''")
    page.reload()
    page.set_content(html)


def reloaded(page, html):
    """Load it twice: as when a phone is turned or a window resized."""
    page.set_content(html)
    page.set_content(html)


def twice(page, html):
    """Write it into the page twice: as an edit or an undo draws the same side again."""
    show(page, html)
    show(page, html)


@pytest.mark.parametrize("lifecycle", [show, anew, wiped, reloaded, twice])
def test_both_sides_show_one_order_with_the_last_option_last(page, lifecycle):
    orders = set()
    for number in range(20):
        front, back = sides(sample.item(f"q-{number}", LONG))
        lifecycle(page, front)
        before = order(page)
        assert sorted(before) == sorted(option.text for option in LONG.options)
        assert before[-1] == "not stated"
        lifecycle(page, back)
        assert order(page) == before
        lifecycle(page, front)  # a look back, and the day's second meeting with the card
        assert order(page) == before
        orders.add(tuple(before))
    assert len(orders) > 15


def test_the_order_is_another_on_another_day(page):
    front, back = sides(sample.item("q", LONG))
    seen = set()
    other = page.context.browser.new_page()
    for day in range(1, 9):
        other.clock.set_fixed_time(f"2026-03-0{day}T12:00:00")
        other.set_content(front)
        before = order(other)
        other.set_content(back)
        assert order(other) == before
        seen.add(tuple(before))
    other.close()
    assert len(seen) > 5


def test_a_fixed_scale_is_not_shuffled(page):
    for number in range(5):
        show(page, sides(sample.item(f"q-{number}", FIXED))[0])
        assert page.locator(".kz-choice li").all_text_contents() == list("abcde")


def test_a_tap_is_answered_before_the_card_is_turned_and_shown_on_the_back(page):
    front, back = sides(sample.item("q", replace(LONG, options=LONG.options[1:])))
    show(page, front)
    status = page.get_by_role("status")
    page.get_by_role("button", name="option b").click()
    assert status.text_content().startswith("✗ Not this one")
    page.get_by_role("button", name="option d").click()
    assert status.text_content().startswith("✓ Right")
    show(page, back)
    assert "option b" in page.locator(".kz-picked").text_content()
    show(page, front)
    show(page, back)
    assert page.locator(".kz-picked").count() == 0


def test_options_are_reached_and_chosen_by_keyboard(page):
    show(page, sides(sample.item("q", FIXED))[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("status").text_content().startswith("✓ Right")


def test_options_stand_in_the_authors_order_without_a_script(page):
    front, _ = sides(sample.item("q", LONG))
    page.set_content(re.sub(r"(?s)<script>.*?</script>", "", front))
    assert order(page) == [option.text for option in LONG.options]

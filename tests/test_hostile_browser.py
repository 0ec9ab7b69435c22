"""Hostile texts in a real browser, with the page's policy and without: nothing runs or loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from example_unit import write_example_unit
from hostile_unit import built, pair
from learner import Learner
from text_fields import read_unit_data

pytestmark = pytest.mark.slow

# An attack would call these functions; a real dialog would stop the page.
TRAPS = """
  window.acted = [];
  for (const name of ["alert", "confirm", "prompt", "open"])
    window[name] = (...what) => window.acted.push(`${name} ${what}`);
  // A page that its own policy stops would look broken.
  addEventListener("securitypolicyviolation", (one) => window.acted.push(one.violatedDirective));
"""
# Do everything to every element that a reader can: point at it, focus it, press it, open it.
TOUCH = """
  for (const one of document.querySelectorAll("*")) {
    if (one.localName === "details") one.open = true;
    for (const name of ["mouseover", "pointerover", "focus", "click", "toggle", "load", "error"])
      if (one.closest("svg") || !["a", "button"].includes(one.localName))
        one.dispatchEvent(new Event(name));
    one.focus?.();
  }
"""
TURNS = (0, 100)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    """Every page and every side of every card, from units full of hostile texts."""
    folder = tmp_path_factory.mktemp("hostile")
    unit_data = read_unit_data(write_example_unit(folder / "example"))
    pages = []
    for turn in TURNS:
        _, unit, _ = pair(unit_data, folder / str(turn), turn)
        outputs = built(unit)
        learner = Learner(folder / str(turn))
        learner.take(outputs["example.apkg"])
        for card in learner.cards():
            for side, html in (("front", card.question()), ("back", card.answer())):
                name = f"{card.note()['Key'].replace('/', '-')}-{side}.html"
                outputs[name] = f'<!doctype html><meta charset="utf-8">{html}'.encode()
        learner.col.close()
        for name, data in outputs.items():
            if name.endswith(".html"):
                pages.append(folder / str(turn) / name)
                pages[-1].write_bytes(data)
    return pages


def watch(page) -> list[str]:
    """A list that collects the requests, messages and errors of a page."""
    found: list[str] = []
    page.add_init_script(TRAPS)
    page.on("request", lambda request: found.append(request.url))
    page.on("dialog", lambda dialog: (found.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def happened(page, files: list[Path]) -> list[str]:
    """Open the pages and use every element; give what ran, was requested or went wrong."""
    found = watch(page)
    for file in files:
        page.goto(file.as_uri())
        page.evaluate(TOUCH)
        found += page.evaluate("window.acted")
        found += page.evaluate(
            "[...document.querySelectorAll('[href], [src]')].map(one => one.outerHTML)"
            ".filter(html => !html.startsWith('<a href=\"#'))"
        )
        assert page.title() or file.name.endswith(("front.html", "back.html"))
        found.remove(file.as_uri())
    return found


@pytest.mark.parametrize("policy", [True, False], ids=["with policy", "without policy"])
def test_no_hostile_text_runs_or_loads_anything(chromium, files, policy) -> None:
    context = chromium.new_context(bypass_csp=not policy)
    assert len(files) > 60
    assert happened(context.new_page(), files) == []
    context.close()


def test_the_traps_catch_what_a_careless_page_would_do(chromium, tmp_path) -> None:
    careless = tmp_path / "careless.html"
    careless.write_text(
        '<!doctype html><title>x</title><img src="https://evil.example/x.png" onerror="alert(1)">'
        "<p onclick='confirm(2)'>x</p><script>prompt(3)</script>",
        "utf-8",
    )
    page = chromium.new_context().new_page()
    found = happened(page, [careless])
    assert {"https://evil.example/x.png", "confirm 2", "prompt 3"} <= set(found)
    assert any(re.match("<img", one) for one in found)


def test_a_round_of_the_quiz_full_of_hostile_texts_runs_nothing(chromium, files) -> None:
    """The script copies texts: options to lists, keys to verdicts, claims to evidence."""
    for file in (file for file in files if file.name == "quiz.html"):
        context = chromium.new_context(bypass_csp=True)
        page = context.new_page()
        found = watch(page)
        page.goto(file.as_uri())
        page.set_default_timeout(5000)
        page.get_by_label("All", exact=True).check()
        page.locator("#start").click()
        for _ in range(100):
            if not page.locator(".q:visible").count():
                break
            boxes = page.locator(".q:visible .option input:enabled")
            answer = "Check" if boxes.count() else "Show the answer"
            if boxes.count():
                boxes.first.check()
            for name in ("Next", "See how it went", answer):
                button = page.get_by_role("button", name=name, exact=True)
                if button.is_visible():
                    button.click()
                    break
        else:
            pytest.fail("the round does not end")
        assert page.evaluate("window.acted") == []
        assert found == [file.as_uri()]
        context.close()

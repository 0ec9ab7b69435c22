"""Counts the taps that lead to a first question on a phone, for docs/measure.py."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser, Page

HEADING = """\
| unit | begins at | taps to the first question | in class mode |
|---|---|---|---|"""
PHONE = {"width": 360, "height": 640}
MAIN, CLASS = "#start", "#lesson"
MOST = 9  # taps; more would mean that the way is lost


def report(chromium: Browser, decks: Path) -> Iterator[str]:
    """Give a row for each unit and each page where one may begin."""
    yield HEADING
    for quiz in sorted(decks.glob("*/quiz.html")):
        unit = quiz.parent.name
        for name, start in (("its quiz page", quiz), ("`index.html`", decks / "index.html")):
            taps = [counted(chromium, start, unit, button) for button in (MAIN, CLASS)]
            yield f"| {unit} | {name} | {taps[0]} | {taps[1]} |"


def counted(chromium: Browser, start: Path, unit: str, button: str) -> int:
    """Tap on what leads on until a question is seen; count the taps."""
    page = chromium.new_page(viewport=PHONE, has_touch=True)
    page.goto(start.resolve().as_uri())
    try:
        for taps in count():
            if page.locator(".q:visible").count():
                return taps
            if taps == MOST:
                break
            tap(page, unit, button)
    finally:
        page.close()
    message = f"no question of {unit} after {MOST} taps"
    raise AssertionError(message)


def tap(page: Page, unit: str, button: str) -> None:
    """Tap on the button that begins, or on the link to the page that has it."""
    begin = page.locator(f"{button}:visible")
    (begin if begin.count() else page.locator(f'a[href="{unit}/quiz.html"]').first).tap()

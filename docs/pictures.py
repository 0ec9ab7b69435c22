"""Make the pictures of the README from what lies in decks/: a sheet, its key, cards.

    pip install -e '.[pictures]' && python docs/pictures.py

Needs Chromium (or Chrome) on the machine and the Anki backend, which fills the card templates.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
UNIT = ROOT / "decks" / "kazakhstan-2022"
PICTURES = ROOT / "docs" / "pictures"
A4 = {"width": 794, "height": 1123}  # at 96 dots per inch
PHONE = {"width": 390, "height": 760}
# Without these, Chromium asks the network for updates at every start.
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(exist_ok=True)
    with browser() as chromium:
        for name in ("lesson", "lesson-answers"):
            page(chromium, UNIT / f"{name}.html", PICTURES / f"{name}.png")
        cards(chromium)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine."""
    program = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None
    )
    if program is None:
        sys.exit("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", *QUIET]
        )
        yield chromium
        chromium.close()


def page(chromium: Browser, source: Path, target: Path) -> None:
    """Photograph the first A4 page of a sheet, as far as a screen shows it."""
    view = chromium.new_page(viewport=A4)
    view.goto(source.as_uri())
    view.screenshot(path=target)
    view.close()


def cards(chromium: Browser) -> None:
    """Photograph a front and a back by day and by night, as the Anki backend renders them."""
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        collection.import_anki_package(
            ImportAnkiPackageRequest(
                package_path=str(UNIT / f"{UNIT.name}.apkg"), options=ImportAnkiPackageOptions()
            )
        )
        for name, query in (("card", "deck:*"), ("card-difference", '"note:kzquiz difference"')):
            (first, *_) = collection.find_cards(query, order="c.due")
            card = collection.get_card(first)
            for side, html in (("front", card.question()), ("back", card.answer())):
                for light in ("day", "night"):
                    shot(chromium, html, light, PICTURES / f"{name}-{side}-{light}.png")
        collection.close()


def shot(chromium: Browser, html: str, light: str, target: Path) -> None:
    """Photograph one side of a card on a phone, in the classes that Anki gives its page."""
    night = " nightMode night_mode" if light == "night" else ""
    view = chromium.new_page(viewport=PHONE, device_scale_factor=2)
    view.set_content(
        f'<html class="mobile{night}"><body class="card card1 mobile{night}">{html}</body></html>'
    )
    view.screenshot(path=target)
    view.close()


if __name__ == "__main__":
    main()

"""Take the pictures of the docs: sheet, key, quiz page, a card of each type, each kind.

    pip install -e '.[test,browser,pdf]' && python docs/pictures.py
    python docs/pictures.py who-said  # the pictures of these kinds alone
    python docs/pictures.py languages  # those of docs/languages.md alone

They are taken from the files in decks/; those for docs/kinds.md from the example of each kind.
Needs Chromium (or Chrome) on the machine, and the Anki backend, which fills the card templates.
"""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from pypdfium2 import PdfDocument

from kzquiz import kinds
from kzquiz.generators import generator
from kzquiz.load import Unit, load
from kzquiz.model import Options
from kzquiz.preview import frames
from kzquiz.preview.snapshot import in_order
from kzquiz.quiz.compose import compose

ROOT = Path(__file__).parents[1]
UNIT = "kazakhstan-2022"
PICTURES = ROOT / "docs" / "pictures"
A4 = {"width": 794, "height": 1123}  # at 96 dots per inch
PHONE = {"width": 390, "height": 760}
SCREENS = {"phone": {"width": 390, "height": 600}, "desktop": {"width": 820, "height": 500}}
PAPER = 0.55  # scale of a printed page: its layout can be seen
SMALLER = 0.72  # scale of a contact sheet: text can still be read
# The difference is one with a chart of figures.
CARDS = {
    "choice": "source-request-a",
    "cloze": "figures-injured-qualifier",
    "prompt": "language-cleansing",
    "difference": "corroborate-detained-3000",
}
SIDES = ("front", "back")
LANGUAGES = "languages"
UNITS = ROOT / "tests" / "languages" / "units"  # one invented event, in each language
SHOWN = "choice"  # the question whose card is shown
HALF_PAGE, SMALL_PHONE, SMALL = {"width": 794, "height": 640}, {"width": 390, "height": 520}, 0.6
# Widths in docs/kinds.md of a sheet and a card, and the most height of a card.
SHEET, CARD, SCREENFUL = 760, 380, 600
QUALITY = 0.7  # of a WebP: text stays sharp, and a picture is below 30 kB
# Without these, Chromium asks the network for updates at every start.
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def main() -> None:
    """Take every picture, or those of the kinds that were named."""
    with browser() as chromium:
        take(chromium, sys.argv[1:])


def take(chromium: Browser, named: Sequence[str]) -> None:
    """Take every picture, or those of the kinds that were ``named``."""
    folder = ROOT / "decks"
    PICTURES.mkdir(exist_ok=True)
    if named != [LANGUAGES]:
        every_kind(chromium, named)
    if not named or named == [LANGUAGES]:
        every_language(chromium)
    if named:
        return
    for name in ("lesson", "lesson-answers"):
        page(chromium, (folder / UNIT / f"{name}.html").resolve(), PICTURES / f"{name}.png")
    on_paper(chromium, folder / UNIT)
    quiz(chromium, (folder / UNIT / "quiz.html").resolve())
    cards(chromium, rendered(folder / UNIT / f"{UNIT}.apkg"))


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
    """Photograph the top of a sheet, one A4 page high."""
    view = chromium.new_page(viewport=A4)
    view.goto(source.as_uri())
    view.screenshot(path=target)
    view.close()


def quiz(chromium: Browser, source: Path) -> None:
    """Play a round of the quiz page on a phone by day and by night, and on a desktop."""
    desk = {"width": 1280, "height": 760}
    rounds = {"phone": (("light", PHONE), ("dark", PHONE)), "desktop": (("light", desk),)}
    for screen, views in rounds.items():
        shots = []
        for scheme, size in views:
            view = chromium.new_page(
                viewport=size,
                color_scheme=scheme,
                device_scale_factor=SMALLER * SCREENS[screen]["width"] / size["width"],
                reduced_motion="reduce",
            )
            view.goto(source.as_uri())
            shots += [view.screenshot() for _ in round_of_five(view)]
            view.close()
        contact_sheet(chromium, shots, screen, PICTURES / f"quiz-{screen}.png")


def round_of_five(view: Page) -> Iterator[None]:
    """Play a round; stop at its start, at a question, at its answer and at its end."""
    yield
    view.get_by_label("5 quick").check()
    view.locator("#start").click()
    view.get_by_role("radio").first.check()
    yield
    view.get_by_role("button", name="Check", exact=True).click()
    yield
    for _ in range(4):
        view.locator(".acts .main:visible").click()
        view.get_by_role("button", name="Show the answer").click()
    view.locator(".acts .main:visible").click()
    if view.locator("#stop").is_visible():  # the first answer was wrong: its question comes again
        view.locator("#stop").click()
    yield


def on_paper(chromium: Browser, folder: Path) -> None:
    """Print the lesson, its key and its cards to cut out; put some pages side by side."""
    shots = []
    for name, pages in (("lesson", (0, 1, 2)), ("lesson-answers", (0,)), ("lesson-cutouts", (0,))):
        view = chromium.new_page()
        view.goto((folder / f"{name}.html").resolve().as_uri())
        document = PdfDocument(view.pdf(prefer_css_page_size=True))
        view.close()
        for number in pages:
            picture = BytesIO()
            document[number].render(scale=PAPER).to_pil().save(picture, "PNG")
            shots.append(picture.getvalue())
    contact_sheet(chromium, shots, "paper", PICTURES / "paper.png")


def rendered(package: Path) -> Mapping[tuple[str, str], str]:
    """Render the card of each note type in the Anki backend: HTML by type and side."""
    sides = {}
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        )
        for kind, name in CARDS.items():
            (number,) = collection.find_cards(f'"Key:{UNIT}/{name}"')
            card = collection.get_card(number)
            sides[kind, "front"], sides[kind, "back"] = card.question(), card.answer()
        collection.close()
    return sides


def cards(chromium: Browser, sides: Mapping[tuple[str, str], str]) -> None:
    """Photograph two sides for the README, and every side of every type on contact sheets."""
    for side, light in (("front", "day"), ("back", "night")):
        picture = shot(chromium, sides["choice", side], light, "phone", sharp=True)
        (PICTURES / f"card-{side}-{light}.png").write_bytes(picture)
    for kind in CARDS:
        for screen in SCREENS:
            shots = [
                shot(chromium, sides[kind, side], light, screen)
                for light in ("day", "night")
                for side in SIDES
            ]
            contact_sheet(chromium, shots, screen, PICTURES / f"cards-{kind}-{screen}.png")


def shot(chromium: Browser, html: str, light: str, screen: str, *, sharp: bool = False) -> bytes:
    """Photograph one side of a card, with the classes that Anki gives its page.

    ``sharp``: one screen at two dots a pixel. Otherwise the whole page.
    """
    names = " ".join(
        name
        for name, wanted in (
            ("mobile", screen == "phone"),
            ("nightMode night_mode", light == "night"),
        )
        if wanted
    )
    view = chromium.new_page(
        viewport=PHONE if sharp else SCREENS[screen], device_scale_factor=2 if sharp else SMALLER
    )
    view.set_content(f'<html class="{names}"><body class="card card1 {names}">{html}</body></html>')
    picture = view.screenshot(full_page=not sharp)
    view.close()
    return picture


def contact_sheet(chromium: Browser, shots: list[bytes], screen: str, target: Path) -> None:
    """Put pictures side by side in their own size: four phones, or two by two desktops."""
    columns = {"phone": 4, "desktop": 2, "paper": 5}[screen]
    view = chromium.new_page(viewport={"width": 1240, "height": 400})
    images = "".join(
        f'<img src="data:image/png;base64,{base64.b64encode(shot).decode()}">' for shot in shots
    )
    view.set_content(
        f"<style>body {{ margin: 0; padding: 12px; display: inline-grid; gap: 12px; "
        f"grid-template-columns: repeat({columns}, auto); background: #888; align-items: start }}"
        f"</style>{images}"
    )
    view.locator("body").screenshot(path=target)
    view.close()


# --- docs/languages.md --------------------------------------------------------------------------


def every_language(chromium: Browser) -> None:
    """Photograph the sheet, a card and the quiz page of one invented unit in each language."""
    folder = PICTURES / LANGUAGES
    folder.mkdir(exist_ok=True)
    for source in sorted(UNITS.iterdir()):
        unit = unit_in(source)
        card = frames.card(unit, SHOWN, "", back=True, night=False)
        shots = {
            "sheet": top(chromium, page_of(unit, "worksheet"), HALF_PAGE),
            "card": drawn(chromium, card, CARD),
            "quiz": top(chromium, page_of(unit, "quiz"), SMALL_PHONE, played=True),
        }
        for name, picture in shots.items():
            (folder / f"{source.name}-{name}.webp").write_bytes(edged(chromium, picture))


def unit_in(source: Path) -> Unit:
    """Load the invented unit in a language, from a folder of the name that a unit must have."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / f"flood-{source.name}"
        shutil.copytree(source, here)
        unit, problems = load(here)
    if unit is None:
        sys.exit(f"{source} cannot be read: {problems}")
    return unit


def page_of(unit: Unit, output: str) -> str:
    """Render a page of all questions of a unit."""
    (artifact,) = generator(output)(compose(unit), Options((ROOT / "templates",)))
    return artifact.data.decode()


def top(chromium: Browser, html: str, size: ViewportSize, *, played: bool = False) -> bytes:
    """Photograph the top of a page; of a quiz page that is ``played``, its first question."""
    view = chromium.new_page(viewport=size, device_scale_factor=SMALL if not played else 1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(html, "utf-8")
        view.goto(path.as_uri())
        if played:
            view.locator("#start").click()
        picture = view.screenshot()
    view.close()
    return picture


# --- docs/kinds.md ------------------------------------------------------------------------------


def every_kind(chromium: Browser, named: Sequence[str]) -> None:
    """Photograph the first example of each kind, or of those named: its sheet, and its card."""
    (PICTURES / "kinds").mkdir(exist_ok=True)
    unit = example_unit()
    for item in {item.kind: item for item in reversed(in_order(unit))}.values():
        if named and item.kind not in named:
            continue
        shots = {"sheet": drawn(chromium, frames.paper(unit, "worksheet", item.id), SHEET)}
        for part in [*frames.pieces(unit, item.id)][:1]:
            for side in SIDES:
                card = frames.card(unit, item.id, part, back=side == "back", night=False)
                shots[side] = drawn(chromium, card, CARD)
        for name, picture in shots.items():
            target = PICTURES / "kinds" / f"{item.kind}-{name}.webp"
            target.write_bytes(edged(chromium, picture))


def example_unit() -> Unit:
    """Load the invented unit with the example questions of every kind."""
    source = Path(kinds.__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / "example"
        shutil.copytree(source / "unit", here)
        (here / "questions").mkdir()
        for kind in kinds.KINDS:
            (here / "questions" / f"{kind}.yaml").write_text(kinds.example(kind), "utf-8")
        unit, problems = load(here)
    if unit is None:
        sys.exit(f"the example unit cannot be read: {problems}")
    return unit


def drawn(chromium: Browser, frame: frames.Frame, width: int) -> bytes:
    """Photograph a frame: all of a sheet, the first screen of a card."""
    view = chromium.new_page(viewport={"width": width, "height": 10})
    view.clock.set_fixed_time("2026-01-01T12:00:00")  # a card is shuffled anew every day
    view.set_content(frame.html)
    height = view.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    height = height if width == SHEET else min(height, SCREENFUL)
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    picture = view.screenshot(full_page=True, clip=clip)
    view.close()
    return picture


def edged(chromium: Browser, picture: bytes) -> bytes:
    """Put a picture on grey, so that white paper has an edge; give it as WebP."""
    view = chromium.new_page()
    data = view.evaluate(
        """async ([picture, quality]) => {
          const edge = 10;
          const image = Object.assign(new Image(), { src: picture });
          await image.decode();
          const canvas = document.createElement("canvas");
          canvas.width = image.width + 2 * edge;
          canvas.height = image.height + 2 * edge;
          const paper = canvas.getContext("2d");
          paper.fillStyle = "#e4e4df";
          paper.fillRect(0, 0, canvas.width, canvas.height);
          paper.drawImage(image, edge, edge);
          return canvas.toDataURL("image/webp", quality);
        }""",
        [f"data:image/png;base64,{base64.b64encode(picture).decode()}", QUALITY],
    )
    view.close()
    return base64.b64decode(data.partition(",")[2])


if __name__ == "__main__":
    main()

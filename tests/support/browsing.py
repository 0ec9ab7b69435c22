"""Helpers of the tests in a real browser; the browser itself is the fixture `chromium`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

needs_axe = pytest.mark.skipif(
    not find_spec("axe_playwright_python"), reason="no package that bundles axe"
)

_VIOLATIONS = """
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(event.violatedDirective + " " + event.blockedURI);
  });
"""


class Visits:
    """Opens pages in a browser; `settle` closes them and gives everything that they did wrong."""

    def __init__(self, browser) -> None:
        self._browser = browser
        self._contexts = []
        self._faults = []
        self._files = set()

    def open(self, path: Path, *scripts: str, width: int = 375, **options):
        """Open a file in its own context; ``scripts`` run before those of the page."""
        options = {"reduced_motion": "reduce", **options}
        context = self._browser.new_context(viewport={"width": width, "height": 740}, **options)
        self._contexts.append(context)
        self._files.add(path.as_uri())
        page = context.new_page()
        for script in (_VIOLATIONS, *scripts):
            page.add_init_script(script)
        page.set_default_timeout(10_000)
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self._faults.append(str(error)))
        page.on("console", lambda message: self._faults.append(message.text))
        page.goto(path.as_uri())
        return page

    def settle(self) -> list[str]:
        """Close all pages; give their errors, messages, violations of a policy, and requests."""
        for context in self._contexts:
            for page in context.pages:
                self._faults += page.evaluate("window.violations || []")
            context.close()
        return self._faults

    def _asked(self, request) -> None:
        if request.url.partition("#")[0] not in self._files:
            self._faults.append(f"asked for {request.url}")


def open_details(within) -> None:
    """Unfold everything that is folded in a page or a part of it."""
    within.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")


def axe_problems(page) -> list[str]:
    """The problems that axe finds in the page: each broken rule, with its elements."""
    source = Path(import_module("axe_playwright_python").__file__).with_name("axe.min.js")
    if not page.evaluate("'axe' in window"):
        page.evaluate(source.read_text("utf-8"))
    found = page.evaluate("axe.run({ iframes: false }).then((result) => result.violations)")
    return [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found]

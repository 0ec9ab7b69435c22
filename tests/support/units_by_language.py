"""One invented event as a small unit in several languages: ``tests/languages/units``."""

from __future__ import annotations

import shutil
from pathlib import Path

UNITS = Path(__file__).parents[1] / "languages" / "units"
LANGUAGES = tuple(sorted(folder.name for folder in UNITS.iterdir()))


def write_unit_in(language: str, content: Path) -> Path:
    """Write the unit in a language to a content folder; give its folder."""
    folder = content / f"flood-{language}"
    shutil.copytree(UNITS / language, folder)
    return folder

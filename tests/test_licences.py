"""The list of licences agrees with the metadata of the packages."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution

from example_unit import ROOT
from packaging.requirements import Requirement

# Extras for those who work on kzquiz itself.
DEVELOPERS = {"test", "lint", "bench", "browser", "pdf-test", "script"}
# Licences that let anyone use, copy and change what is built on them; the LGPL and the MPL for a
# library that is used as it is, the OFL for a font.
FREE = {"MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "ISC", "PSF-2.0", "Apache-2.0"}
FREE |= {"LGPL-3.0-only", "MPL-1.1", "MPL-2.0", "OFL-1.1"}
# What older metadata calls them; BSD without a number was looked up in the package.
NAMES = {
    "MIT License": "MIT",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "ISC License (ISCL)": "ISC",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "Apache-2.0 AND CNRI-Python": "Apache-2.0",  # both have to be kept; neither restricts use
    "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later": "MPL-1.1",
}


def listed() -> dict[str, str]:
    text = (ROOT / "docs" / "licences.md").read_text("utf-8")
    rows = re.findall(r"^\| ([a-z][a-z0-9-]*) \| ([^|]+) \|", text, re.MULTILINE)
    return {name: licence for name, licence in rows if name != "package"}


def installed(name: str, extras: frozenset[str], found: dict[str, str]) -> dict[str, str]:
    """The licences of a package and of all it needs here, by name."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return found  # an extra that is not installed here
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in found and not extras:
        return found
    named = licence(package.metadata)
    found[key] = text_of_licence(package) if named == "unknown: []" else named
    for text in package.requires or ():
        needed = Requirement(text)
        wanted = needed.marker is None or any(
            needed.marker.evaluate({"extra": extra}) for extra in ("", *extras)
        )
        if wanted:
            installed(needed.name, frozenset(needed.extras), found)
    return found


def licence(metadata) -> str:
    found = [metadata.get("License-Expression"), metadata.get("License")]
    classifiers = metadata.get_all("Classifier") or []
    found += [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    names = [NAMES.get(one, one) for one in found if one]
    return next((name for name in names if name in FREE), f"unknown: {names}")


def text_of_licence(package) -> str:
    """The licence of a package by the text of its file, where its metadata names none."""
    files = [one for one in package.files or () if one.name.upper().startswith("LICENSE")]
    texts = [one.read_text("utf-8") for one in files]
    mit = [text for text in texts if "Permission is hereby granted, free of charge" in text]
    return "MIT" if mit else "unknown"


def test_every_package_that_comes_with_kzquiz_is_listed_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = frozenset(project["optional-dependencies"]) - DEVELOPERS
    found = installed("kzquiz", extras, {})
    assert len(found) > 15
    del found["kzquiz"]
    page = listed()
    assert {name: page.get(name, "not listed") for name in found} == found


def test_every_licence_listed_lets_anyone_use_what_is_built() -> None:
    assert set(listed().values()) <= FREE

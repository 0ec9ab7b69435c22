"""``manifest.sha256``: the list of the files that kzquiz made in a unit's output folder.

It has the format of ``sha256sum`` (``sha256sum -c manifest.sha256`` checks a download). A path may
be listed several times, after a merge of two branches: then kzquiz made the files of both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

NAME = "manifest.sha256"

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_FORBIDDEN = re.compile(r'[\x00-\x1f\\:*?"<>|]')


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes in hexadecimal."""
    return sha256(data).hexdigest()


def dump(files: Mapping[str, str]) -> bytes:
    """Give the bytes of a manifest, from digests by path; it is sorted by path."""
    return "".join(f"{files[path]}  {path}\n" for path in sorted(files)).encode()


def load(data: bytes | None) -> dict[str, frozenset[str]]:
    r"""Give the digests of each path in a manifest; other lines, such as of a merge, are skipped.

    >>> load(b"<<<<<<< ours\n" + b"0" * 64 + b"  a.html\n" + b"1" * 64 + b"  ../b\n").keys()
    dict_keys(['a.html'])
    """
    found: dict[str, frozenset[str]] = {}
    for line in (data or b"").decode(errors="replace").splitlines():
        entry = _LINE.fullmatch(line)
        if entry and is_inside(entry[2]):
            found[entry[2]] = found.get(entry[2], frozenset()) | {entry[1]}
    return found


def is_inside(path: str) -> bool:
    """Whether a path with ``/`` stays in its folder on any system and is not kzquiz's state.

    >>> [is_inside(path) for path in ("a/b.html", "../a", "/a", "c:a", "a//b", ".kzquiz/lock")]
    [True, False, False, False, False, False]
    """
    parts = path.split("/")
    return not _FORBIDDEN.search(path) and all(
        part.strip(". ") and not part.startswith(".kzquiz") for part in parts
    )


def is_of(data: bytes, digests: frozenset[str]) -> bool:
    r"""Whether bytes have one of the digests, or had it before git wrote Windows line ends.

    >>> is_of(b"a\r\nb\r\n", frozenset([digest(b"a\nb\n")]))
    True
    """
    return digest(data) in digests or digest(data.replace(b"\r\n", b"\n")) in digests

"""``manifest.sha256``: the list of the files that kzquiz made in a unit's output folder.

It has the format of ``sha256sum`` (``sha256sum -c manifest.sha256`` checks a download). A path may
be listed several times, after a merge of two branches: then kzquiz made the files of both.

``./././`` before a path is the sign of a line that kzquiz wrote. Programs find the same file with
it and without it, and nobody writes it by chance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from msgspec import MsgspecError, Struct
from msgspec.json import decode

NAME = "manifest.sha256"

_SIGN = "./././"
_LINE = re.compile(rf"([0-9a-f]{{64}}) [ *]({re.escape(_SIGN)})?(.+)")
_FORBIDDEN = re.compile(r'[\x00-\x1f\\:*?"<>|]')


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes in hexadecimal."""
    return sha256(data).hexdigest()


def dump(files: Mapping[str, str]) -> bytes:
    """Give the bytes of a manifest, from digests by path; it is sorted by path."""
    return "".join(f"{files[path]}  {_SIGN}{path}\n" for path in sorted(files)).encode()


def load(
    data: bytes | None, beside: Callable[[str], bytes | None] = lambda _: None
) -> dict[str, frozenset[str]]:
    r"""Give the digests of each path that kzquiz made, from a manifest; other lines are skipped.

    ``beside`` gives the bytes of a file beside the manifest. With it, a
    manifest without signs, from an older kzquiz, is known.

    >>> load(b"<<<<<<< ours\n" + b"0" * 64 + b"  ./././a.html\n" + b"1" * 64 + b"  b\n").keys()
    dict_keys(['a.html'])
    """
    found: dict[str, frozenset[str]] = {}
    unsigned: dict[str, frozenset[str]] = {}
    for line in (data or b"").decode(errors="replace").splitlines():
        entry = _LINE.fullmatch(line)
        if entry and is_inside(entry[3]):
            lines = found if entry[2] else unsigned
            lines[entry[3]] = lines.get(entry[3], frozenset()) | {entry[1]}
    if unsigned and _is_without_signs(unsigned, beside):
        return {
            path: found.get(path, frozenset()) | unsigned.get(path, frozenset())
            for path in found | unsigned
        }
    return found


# --- manifests without signs, from an older kzquiz ----------------------------------------------

_CONTENTS = "contents.json"
_UNLISTED = {_CONTENTS, "CHANGES.md", "lock.json"}
_LANDING = "index.html"
_POLICY = b"content=\"default-src 'none'; style-src 'sha256-"
_HEAD = 400  # bytes


class _File(Struct):
    path: str


class _Contents(Struct):
    unit: str
    title: str
    files: tuple[_File, ...]


def _is_without_signs(names: Iterable[str], beside: Callable[[str], bytes | None]) -> bool:
    """Whether a manifest without signs lists what kzquiz made in its folder, and nothing else.

    In a unit's folder these are the files in the list of contents. In the output folder itself it
    is the landing page, known by its policy.
    """
    if set(names) == {_LANDING}:
        page = beside(_LANDING)
        return page is None or _POLICY in page[:_HEAD]
    try:
        listed = decode(beside(_CONTENTS) or b"", type=_Contents)
    except (MsgspecError, RecursionError):
        return False
    made = {file.path for file in listed.files}
    return made <= set(names) <= made | _UNLISTED


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

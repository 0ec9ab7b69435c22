"""The Jinja environment: in a sandbox where a project has templates of its own.

In the sandbox a template reaches no Python object, and it reads no file outside its folder.
`template_policy` checks the HTML that it makes. The sandbox doubles the time of rendering, so it is
not used for kzquiz's own templates alone.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    __version__,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kzquiz.generators.html.template_policy import BadTemplateError, Folders, has_own, is_inside


def environment(folders: Folders) -> Environment:
    """Make an environment for templates from ``folders``: the first that has one is used."""
    own = has_own(folders)
    made = ImmutableSandboxedEnvironment if own else Environment
    return made(
        loader=_Loader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_cache("sandboxed" if own else "plain"),
    )


class _Loader(FileSystemLoader):
    """Reads templates from its folders; refuses a link that leads out of them."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source = super().get_source(environment, template)
        path = Path(source[1])
        if not any(is_inside(path, Path(folder)) for folder in self.searchpath):
            message = f"{path.as_posix()} is a link that leads out of the folder of templates"
            raise BadTemplateError(message)
        return source


def _cache(sort: str) -> BytecodeCache | None:
    """Cache compiled templates: compiling takes longer than filling. Give None without a folder.

    Jinja caches them in a folder that only this user can write, by a hash of each template's text.
    Neither its version nor the sandbox is in that hash, so the file names here have both: code
    compiled without the sandbox must not be used inside it.
    """
    with suppress(OSError, RuntimeError):  # no temporary folder, or one that another user made
        return _Cache(pattern=f"__kzquiz_{sort}_{__version__}_%s.cache")
    return None


class _Cache(FileSystemBytecodeCache):
    """A cache that is not written where the disk is full."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)

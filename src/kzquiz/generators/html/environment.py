"""Where templates run: those of kzquiz as they are, a project's own in a sandbox.

A template from elsewhere reaches no Python (Jinja's sandbox) and reads no file outside its folder;
`template_policy` holds what it makes against a list. The sandbox doubles the time of
rendering, so that the templates of kzquiz itself go without.
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

from kzquiz.generators.html.template_policy import BadTemplateError, Folders, has_own, inside


def environment(folders: Folders) -> Environment:
    """Make the environment over ``folders``: the first that holds a template wins."""
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
    """Reads the templates in its folders, and through no link that leads out of them."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source = super().get_source(environment, template)
        path = Path(source[1])
        if not any(inside(path, Path(folder)) for folder in self.searchpath):
            message = f"{path.as_posix()} is a link that leads out of the folder of templates"
            raise BadTemplateError(message)
        return source


def _cache(sort: str) -> BytecodeCache | None:
    """Keep compiled templates, for compiling takes longer than filling; None without a place.

    Jinja keeps them in a folder that only this user can write, by a hash of each template's text.
    It names neither its own version nor the sandbox in that hash: without the names here, code
    compiled to run outside of the sandbox would run inside of it.
    """
    with suppress(OSError, RuntimeError):  # no temporary folder, or one that another user made
        return _Cache(pattern=f"__kzquiz_{sort}_{__version__}_%s.cache")
    return None


class _Cache(FileSystemBytecodeCache):
    """A cache that is done without where the disk is full."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)

"""An editor for tests: opens texts in a language server for YAML and reads its diagnostics.

Protocol: Language Server Protocol 3.17, JSON-RPC over standard input and output.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

_SETTINGS = {"validate": True, "schemaStore": {"enable": False}, "format": {"enable": False}}
_LONGEST = 300  # seconds, after which the server is ended


class Editor:
    """One session with a server."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path):
        self._process = process
        self._count = 0
        folders = [{"uri": root.as_uri(), "name": root.name}]
        able = {"workspace": {"configuration": True, "workspaceFolders": True}}
        self._request("initialize", processId=None, capabilities=able, workspaceFolders=folders)
        self._notify("initialized")

    def diagnostics(self, path: Path, text: str) -> list[str]:
        """Open a text as a file beside this path; give the messages with their lines."""
        return self.all_diagnostics(path, [text])[0]

    def all_diagnostics(self, path: Path, texts: Iterable[str]) -> list[list[str]]:
        """Open many texts at once, because the server waits before it checks one.

        Every text has its own name, so that its messages are recognised.
        """
        waiting = {self._open(path, text): number for number, text in enumerate(texts)}
        found: dict[int, list[str]] = {}
        while len(found) < len(waiting):
            message = self._receive()
            params = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and (
                params["uri"] in waiting
            ):
                found[waiting[params["uri"]]] = [
                    f"{one['range']['start']['line'] + 1}: {one['message']}"
                    for one in params["diagnostics"]
                ]
        return [found[number] for number in range(len(found))]

    def completions(self, path: Path, text: str) -> dict[str, str]:
        """The completions at the end of a text: the text to insert, by label."""
        before, _, last = text.rpartition("\n")
        place = {"line": before.count("\n") + 1, "character": len(last)}
        opened = {"uri": self._open(path, text)}
        found = self._request("textDocument/completion", textDocument=opened, position=place)
        return {one["label"]: one["insertText"] for one in found["items"]}

    def _open(self, path: Path, text: str) -> str:
        self._count += 1
        uri = path.with_name(f"{self._count}-{path.name}").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._notify("textDocument/didOpen", textDocument=document)
        return uri

    def _request(self, method: str, **params: object) -> Any:
        self._count += 1
        self._send({"id": self._count, "method": method, "params": params})
        while (received := self._receive()).get("id") != self._count:
            pass
        return received["result"]

    def _notify(self, method: str, **params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, object]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _receive(self) -> dict:
        """Give the next message; requests of the server to its editor are answered at once."""
        while True:
            length = 0
            while line := self._process.stdout.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            if not length:
                message = "the language server has ended"
                raise EOFError(message)
            received = json.loads(self._process.stdout.read(length))
            if "id" not in received or "method" not in received:
                return received
            wanted = received["params"].get("items", []) if received.get("params") else []
            result = [_SETTINGS if item.get("section") == "yaml" else None for item in wanted]
            self._send({"id": received["id"], "result": result or None})


@contextmanager
def editor(program: str, root: Path):
    """Start a server for the files below a folder, and end it afterwards."""
    with subprocess.Popen(
        [program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    ) as process:
        watch = Timer(_LONGEST, process.kill)
        watch.start()
        try:
            yield Editor(process, root)
        finally:
            watch.cancel()
            process.kill()

"""Runs the preview as an author starts it: in its own process, with requests over HTTP."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode


class Preview:
    """A running preview."""

    def __init__(self, folder: Path, process: subprocess.Popen[str], first_line: str):
        self.folder = folder
        self.process = process
        self.first_line = first_line
        self.host, port = re.match(r"http://([\d.]+):(\d+)/", first_line).groups()
        self.port = int(port)
        self.address = f"http://{self.host}:{port}/"

    def ask(self, path: str = "/", **headers: str) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    def send(self, path: str, body: str, **headers: str) -> tuple[int, str]:
        """Send a request that changes something; give the status and the answer."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
        kind = {"content-type": "application/json"}
        connection.request("POST", path, body.encode(), kind | headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def state(self, unit: str = "example"):
        return json.loads(self.ask(f"/state/{quote(unit)}")[1])

    def frame(self, what: str, unit: str = "example", **query: str):
        return self.ask(f"/frame/{unit}/{what}?{urlencode(query)}")

    def end(self) -> tuple[int, str]:
        """Press Ctrl-C; give the exit code and what it printed after the address."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=20)
        return self.process.returncode, rest


@contextmanager
def previewing(folder: Path, *args: str) -> Iterator[Preview]:
    """Start the preview in a folder, and end it afterwards, also if the test fails."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kzquiz.cli", "preview", *args],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Preview(folder, process, process.stdout.readline())
    finally:
        process.kill()
        process.communicate()

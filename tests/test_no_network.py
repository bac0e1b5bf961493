"""The program opens no network connection: read from its source, and from what the libraries it loads could do."""
from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import PACKAGE, ROOT, imported, name_of, part_of

NETWORK = {
    "_socket", "aiohttp", "asyncio", "ftplib", "http", "httplib2", "imaplib", "nntplib", "poplib", "requests", "select", "selectors",
    "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "webbrowser", "wsgiref", "xmlrpc",
    "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets", "PySide6.QtHttpServer",
    "multiprocessing", "logging.handlers",
}
"""Modules that can reach another machine, or that take one that can."""
LOADING = '''
import importlib, json, sys

seen = []


def watch(event, arguments):
    if event in ("socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        seen.append(event)


sys.addaudithook(watch)
for name in json.load(sys.stdin):
    importlib.import_module(name)
files = {name: getattr(module, "__file__", None) for name, module in sys.modules.items()}
print(json.dumps({"seen": seen, "files": {name: file for name, file in files.items() if file}}))
'''
NAMED = {"reportlab": {"socket", "urllib.request"}}
"""Libraries that are loaded and name such a module, and which: for pictures by their address, which nothing here ever asks for."""


def is_network(name: str) -> bool:
    """Whether an import is of one of them."""
    return any(name == one or name.startswith(f"{one}.") for one in NETWORK)


def test_no_module_of_ours_knows_the_network() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, name in imported(path)
        if is_network(name)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("socket", True), ("urllib.request", True), ("urllib.parse", False), ("http.client", True), ("PySide6.QtNetwork", True),
        ("PySide6.QtCore", False), ("asyncio.streams", True), ("platform", False),
    ],
)
def test_the_rule_itself(name: str, refused: bool) -> None:
    assert is_network(name) is refused


def test_loading_everything_opens_nothing(tmp_path: Path) -> None:
    without_qt = os.environ.get("PLANEDITOR_WITHOUT_QT") == "1"
    names = [name_of(p) for p in sorted(PACKAGE.rglob("*.py")) if not (without_qt and part_of(name_of(p)) == "ui")]
    names = [name for name in names if not name.endswith("__main__")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", LOADING], input=json.dumps(names), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["seen"] == []
    assert not any(is_network(name) for name in told["files"] if name.startswith("PySide6."))
    named: dict[str, set[str]] = {}
    for name, file in told["files"].items():
        if "site-packages" in file and file.endswith(".py"):
            found = {line for line in _imports(Path(file)) if is_network(line)}
            if found:
                named.setdefault(name.partition(".")[0], set()).update(found)
    assert named == NAMED


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "urllib")

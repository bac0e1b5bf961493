"""How the program starts a part of itself: the compiled modules' place goes along, a frozen program is told by a flag."""
from __future__ import annotations

import sys

import pytest

from planeditor import starting


def test_from_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", None)
    assert starting.own_command("a.b", "--flag") == [sys.executable, "-P", "-X", "utf8", "-m", "a.b"]
    monkeypatch.setattr(sys, "pycache_prefix", "C:\\利用者 1\\compiled")
    assert "pycache_prefix=C:\\利用者 1\\compiled" in starting.own_command("a.b")


def test_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert starting.own_command("a.b", "--flag") == [sys.executable, "--flag"]
    assert starting.own_command("a.b") == [sys.executable]

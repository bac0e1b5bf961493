"""The name of this terminal: never nothing, and told from others where the system gives none."""
from __future__ import annotations

import os

import pytest

from planeditor.store import process


def test_the_name_is_that_of_the_system() -> None:
    assert process.terminal_name() == process.system_name() != ""


@pytest.mark.skipif(os.name == "nt", reason="asks another part of the system there")
def test_a_terminal_without_a_name_is_told_by_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "system_name", lambda: "")
    names = set()
    for mark in ("0123456789", "abcdefghij"):
        monkeypatch.setattr(process, "boot_mark", lambda mark=mark: mark)
        names.add(process.terminal_name())
    assert len(names) == 2
    monkeypatch.setattr(process, "boot_mark", lambda: "")
    assert process.terminal_name().strip() != ""

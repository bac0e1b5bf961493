"""Places of plan files as SQLite hears of them: drives, shares, long places."""
from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from planeditor.files import extended
from planeditor.store.uris import sqlite_uri, windows_uri


@pytest.mark.parametrize(
    ("place", "uri"),
    [
        (r"C:\計画 1\a.plandb", "file:///C:/%E8%A8%88%E7%94%BB%201/a.plandb?mode=rw"),
        (r"Z:\100%#?.plandb", "file:///Z:/100%25%23%3F.plandb?mode=rw"),
        (r"\\server\share\a b.plandb", "file:////server/share/a%20b.plandb?mode=rw"),
    ],
)
def test_drives_and_shares(place: str, uri: str) -> None:
    assert windows_uri(place, "rw") == uri


@pytest.mark.parametrize(
    ("place", "heard"),
    [
        ("C:\\" + "深" * 250 + "\\a.plandb", "\\\\?\\C:\\" + "深" * 250 + "\\a.plandb"),
        (r"\\server\share" + "\\" + "深" * 250 + "\\a.plandb", r"\\?\UNC\server\share" + "\\" + "深" * 250 + "\\a.plandb"),
        (r"\\?\C:\a.plandb", r"\\?\C:\a.plandb"),
    ],
)
def test_long_places_take_the_form_and_the_way_without_a_limit(place: str, heard: str) -> None:
    head, _, options = windows_uri(place, "ro").partition("?")
    assert unquote(head) == f"file:{heard}"
    assert options == "vfs=win32-longpath&mode=ro"
    assert extended(heard) == heard


def test_short_places_stay_as_they_are() -> None:
    assert extended(r"C:\a.plandb") == r"C:\a.plandb"
    assert extended(r"\\server\share\a.plandb") == r"\\server\share\a.plandb"


def test_here(tmp_path: Path) -> None:
    assert sqlite_uri(tmp_path / "a #?%.plandb", "ro").endswith("/a%20%23%3F%25.plandb?mode=ro")

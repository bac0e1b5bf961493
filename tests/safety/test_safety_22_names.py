"""Test 22, what goes out: no name of the user, of the terminal, no path, in any file that is written; requests carry their stamp."""
from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from planeditor.store import process
from planeditor.store.lock import current_user
from tests.leaks import hits
from tests.safety.outputs import outputs, small_plan
from tests.safetytable import Figures

USER, TERMINAL, FOLDER = "riyousha_shirushi", "TANMATSU-shirushi", "basho_shirushi"
TELLING = {"経過.pdf", "経過.xlsx", "完結"}
"""Who wrote what and when is what these are for: the record of a year, and of a measure."""
NAMED = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy|Company|Manager|cp:category|dc:description)>[^<]+<")
TOLD = re.compile(rb"<vt:lpwstr>([^<]*)<")
STAMP = re.compile(rb"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every kind of file, written by a marked user at a marked terminal from a marked place."""
    place = tmp_path / FOLDER
    place.mkdir()
    for name in ("USER", "LOGNAME", "USERNAME", "LNAME"):
        monkeypatch.setenv(name, USER)
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setattr(process, "system_name", lambda: TERMINAL)
    assert USER in current_user()
    folder = place / "出"
    folder.mkdir()
    for output in outputs(small_plan(place), folder):
        assert output.run() == 0, output.name
    return folder


def test_no_names_and_no_paths(out: Path, figure: Figures) -> None:
    files = [p for p in out.rglob("*") if p.is_file()]
    found = hits(out, [TERMINAL, FOLDER, str(out)])
    users = hits(out, [USER])
    names = [name for name, _ in users if name.split("/")[0].split("#")[0] not in TELLING]
    assert users, "the mark of the user is nowhere, so it is not seen"
    properties = []
    for path in files:
        if path.suffix == ".xlsx" and "原本" not in path.parts:
            with zipfile.ZipFile(path) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
            properties += [(path.name, name) for name, data in parts.items() if name.startswith("docProps/") and NAMED.search(data)]
            told = [text for name, data in parts.items() if name == "docProps/custom.xml" for text in TOLD.findall(data)]
            properties += [(path.name, text) for text in told if path.parent.name != "依頼" or not STAMP.fullmatch(text)]
    said = (
        f"{len(files)} files: places and terminals {len(found)}, names of users {len(names)}, "
        f"authors and further properties {len(properties)}"
    )
    figure(22, said, passed=not (found or names or properties), what="names and paths in what is written")
    assert found == []
    assert names == []
    assert properties == []

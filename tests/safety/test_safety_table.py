"""The table of the suite itself."""
from __future__ import annotations

from pathlib import Path

from tests.safetytable import Figures, table


def test_a_later_run_replaces_what_an_earlier_one_said(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    first, second = Figures(full=False), Figures(full=True)
    first(8, "3 unnoticed", passed=False)
    first(3, "0 lost")
    first.keep(file)
    second(8, "0 unnoticed")
    second.keep(file)
    assert [line[:6] for line in table(file).splitlines()[2:]] == ["| 3 | ", "| 8 | "]
    assert "3 unnoticed" not in table(file)
    assert "**no**" not in table(file)
    assert first.lines()[0].startswith("pass  3 ")
    assert first.lines()[1].startswith("MISS  8 ")

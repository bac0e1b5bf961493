"""One of every kind of file that the program writes of a plan, by its commands."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from planeditor.cli import main
from tests.books import measure, progress_book

TEXTS = {"R3": "検討|||順調|・調査|50% (1/2施設)", "R4": "|構築||順調|・構築|-"}


class Output(NamedTuple):
    """A command that writes, and where to."""

    name: str
    words: tuple[str, ...]
    target: Path

    def run(self) -> int:
        """Run it; gives the exit status."""
        return main([*self.words, "--to", str(self.target)])


def small_plan(folder: Path) -> Path:
    """A plan file of two measures with an edition, a snapshot, a 指摘, and a kept paper."""
    file = folder / "計画.plandb"
    book = progress_book(folder / "初.xlsx", measure("①-01", **TEXTS), measure("①-02", name="見本の施策その二", **TEXTS))
    steps: list[tuple[str, ...]] = [
        ("import", str(file), str(book)), ("edition", str(file), "初版"),
        ("set", str(file), "①-01", "進捗総括", "整備を終えた", "--period", "R3", "--why", "確認のため"),
        ("point", str(file), "--measure", "①-01", "--add", "時期を示すこと"),
        ("snapshot", str(file), "幹事会"),
    ]
    for step in steps:
        if main([*step]) != 0:
            raise AssertionError(step)
    return file


def outputs(plan: Path, folder: Path) -> Iterator[Output]:
    """Every kind, each into its own place of ``folder``."""
    file = str(plan)
    papers: dict[str, tuple[str, ...]] = {
        "様式": ("export", file, "--form", "progress"),
        "会議資料": ("report", file, "--period", "R3"),
        "新旧": ("compare", file, "初版", "now", "--reports"),
        "見え消し": ("compare", file, "初版", "now", "--reports", "--redline"),
        "検証": ("evaluate", file),
        "経過": ("course", file, "①-01"),
    }
    for name, words in papers.items():
        for suffix in (".xlsx", ".pdf"):
            yield Output(f"{name}{suffix}", words, folder / f"{name}{suffix}")
    yield Output("JSON", ("show", file), folder / "計画.json")
    yield Output("照会", ("request", file, "--period", "R4", "--fill-departments"), folder / "依頼")
    yield Output("公表", ("publish", file, "--at", "初版", "--code", "122297"), folder / "公表")
    yield Output("完結セット", ("archive", file, "--period", "R3", "--originals"), folder / "完結")

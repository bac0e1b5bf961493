"""The figures of the suite of safety: what each test measured, printed at the end and, where asked for, kept.

``python -m tests.safetytable build/safety-*.json`` prints what ``packaging/test --full`` kept as the table of docs/figures.md.
"""
from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

TITLES: Mapping[int, str] = {
    1: "killed at a random moment of saving and importing",
    2: "power cut replayed at every write of a save",
    3: "disk full during save, import, export and backup",
    4: "read-only, removed and unplugged while open",
    5: "two processes and two terminals; stale locks",
    6: "the plan on a share or in a synchronised folder",
    7: "replaced or edited from outside while open",
    8: "bits flipped, truncated, pages zeroed, journals lost or foreign",
    9: "60 days of backups; damaged at the start",
    10: "restored from each backup",
    11: "files of every earlier version; killed while upgrading; newer files",
    12: "hostile and broken inputs",
    13: "foreign workbooks one after the other",
    14: "texts against other readers",
    15: "sentences of refusals",
    16: "100 files at once",
    17: "cancelled in the middle of an import",
    18: "mutated workbooks",
    19: "texts that look like formulas",
    20: "round trip of rare characters",
    21: "export over a file in use, and killed half-way",
    22: "network and places written to",
    23: "macros, links and objects of a workbook taken in",
    24: "soak",
    25: "a fault injected in each of 30 actions",
}
"""The tests of the work list by their number."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one test measured. ``full``: in its full length; ``passed`` False: the pass line was not reached."""

    number: int
    what: str
    figure: str
    passed: bool
    full: bool


class Figures:
    """Collects the figures of one run."""

    def __init__(self, *, full: bool) -> None:
        self.full = full
        self.found: list[Figure] = []

    def __call__(self, number: int, figure: str, *, passed: bool = True, what: str = "") -> None:
        """Note what was measured for test ``number``; ``what`` tells its parts apart, where it has several."""
        self.found.append(Figure(number, what or TITLES[number], figure, passed, self.full))

    def lines(self) -> list[str]:
        """A line for each, in the order of the tests."""
        return [
            f"{'pass' if one.passed else 'MISS'} {one.number:2} {one.what}: {one.figure}"
            for one in sorted(self.found, key=lambda one: one.number)
        ]

    def keep(self, file: Path) -> None:
        """Put them into a JSON file, in place of what an earlier run said of the same; of one run the later stands, the full part."""
        rows = {(one.number, one.what): one for one in [*_kept(file), *self.found]}
        file.parent.mkdir(parents=True, exist_ok=True)
        every = [asdict(rows[key]) for key in sorted(rows)]
        file.write_text(json.dumps(every, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def table(*files: Path) -> str:
    """The figures kept in these files as a table of Markdown."""
    rows = sorted((one for file in files for one in _kept(file)), key=lambda one: (one.number, one.what))
    head = ["| # | what is done | figure | pass |", "|---|---|---|---|"]
    return "\n".join(head + [f"| {r.number} | {r.what} | {r.figure} | {'yes' if r.passed else '**no**'} |" for r in rows])


def _kept(file: Path) -> list[Figure]:
    return [Figure(**one) for one in json.loads(file.read_text(encoding="utf-8"))] if file.exists() else []


if __name__ == "__main__":
    print(table(*map(Path, sys.argv[1:])))  # noqa: T201

"""How the reader fares with sheets an office changed by hand; ``python -m tests.bench.bench_foreign_sheets`` prints the table."""
from __future__ import annotations

import os
import random
from collections.abc import Iterable
from pathlib import Path

from planeditor.formengine.reading.reader import WorkbookReader
from tests.conftest import ROOT
from tests.formengine.foreign_sheets import BOOK_CHANGES, CHANGES
from tests.formengine.test_foreign_sheets import COMBINATIONS, Result, run

SHARED = Path(os.environ.get("PLANEDITOR_SHARED") or ROOT.parent / "shared")


def line(title: str, results: Iterable[Result]) -> str:
    """One row of the table."""
    own = list(results)
    placed, asked = sum(r.placed for r in own), sum(r.asked for r in own)
    wrong, unnamed = sum(len(r.wrong) for r in own), sum(len(r.unnamed) for r in own)
    return f"| {title} | {placed:,} / {asked:,} | {wrong} | {unnamed} |"


def main() -> None:
    """Print the table."""
    names = [*CHANGES, *BOOK_CHANGES]
    print("| sheets | placed / to be placed | wrong | texts not named |\n|---|---|---|---|")
    with WorkbookReader() as reader:
        print(line("official layout", [run(reader, SHARED, [], 0)]))
        print(line(f"{len(names)} single changes", (run(reader, SHARED, [name], 1) for name in names)))
        combined = []
        for seed in range(COMBINATIONS):
            chooser = random.Random(seed)
            combined.append(run(reader, SHARED, chooser.sample(names, chooser.randint(2, 5)), seed))
        print(line(f"{COMBINATIONS} random combinations of 2 to 5", combined))


if __name__ == "__main__":
    main()

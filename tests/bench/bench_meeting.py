"""会議資料 of 200 施策 against the plain export of the same sheets, both in one run.

PYTHONPATH=. python tests/bench/bench_meeting.py [how many]
"""
from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from planeditor.formengine.fonts.book import FontBook
from planeditor.services.formsets import FormSets
from planeditor.services.meeting.making import write_meeting
from planeditor.services.meeting.material import Material, read_material
from planeditor.services.meeting.order import MeetingOrder
from planeditor.services.paper.exporting import export
from planeditor.store.document import Document
from tests.meeting_plans import entries

PAIRS = 3


def material(folder: Path, measures: int) -> Material:
    """The papers' material of a plan of so many 施策 in 6 分野, a tenth of them late, with long reasons."""
    content = entries(measures, 6, long=2, points=12, late_every=2)
    with Document.create(folder / "計画.plandb", content, name="計画の作成", who="甲") as document:
        return read_material(document, FormSets(), MeetingOrder("", "第3回本部会議", number="資料1"))


def seconds(work: Callable[[], object]) -> float:
    """How long the processor works on it."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main() -> None:
    """Print the pairs and the median of their ratios."""
    measures = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        folder, fonts = Path(name), FontBook()
        found = material(folder, measures)
        for suffix in (".pdf", ".xlsx"):
            ratios = []
            for turn in range(PAIRS + 1):
                plain = seconds(lambda: export(found.plan, found.forms, "progress", folder / f"plain{suffix}", fonts=fonts))  # noqa: B023
                found.__dict__.pop("overview", None)
                meeting = seconds(lambda: write_meeting(found, folder / f"meeting{suffix}", fonts=fonts))  # noqa: B023
                if turn:  # the first pair reads fonts and modules
                    ratios.append(meeting / plain)
                    print(f"{suffix}: 会議資料 {meeting:.2f} 秒、シートだけ {plain:.2f} 秒、{meeting / plain:.2f} 倍")
            print(f"{suffix}: 中央値 {statistics.median(ratios):.2f} 倍")


if __name__ == "__main__":
    main()

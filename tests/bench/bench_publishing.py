"""公表 and 完結セット of many 施策 against the plain export of their sheets, in one run.

PYTHONPATH=. python tests/bench/bench_publishing.py [how many times the 14 sheets]
"""
from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from planeditor.formengine.fonts.book import FontBook
from planeditor.services.archiving.archiving import archive
from planeditor.services.formsets import FormSets
from planeditor.services.paper.exporting import export
from planeditor.services.publishing.publishing import publish
from planeditor.services.states import editions
from planeditor.store.document import Document
from tests.plans import load_seed, progress_plan

SHARED = Path(__file__).resolve().parents[3] / "shared"
COPIES = 15


def seconds(work: Callable[[], object]) -> float:
    """How long the processor works on it."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main() -> None:
    """Print how long each takes."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else COPIES
    plan, sets, fonts = progress_plan(load_seed(SHARED, "sodegaura_progress")["sheets"], copies=copies), FormSets(), FontBook()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Document.create(folder / "計画.plandb", plan.entries, name="計画の作成", who="甲") as document:
            forms = sets.of_file(document)
            editions.decide(document, forms, "初版", who="甲")
            period = forms.vocabulary.periods(plan, "年度")[-1]
            export(plan, forms, "progress", folder / "先.pdf", fonts=fonts)  # reads fonts and modules
            plain = seconds(lambda: export(plan, forms, "progress", folder / "表.pdf", fonts=fonts))
            posted = seconds(lambda: publish(document, forms, "初版", folder / "公表", code="122297", fonts=fonts))
            kept = seconds(lambda: archive(document, sets, period, folder / "完結", who="甲", fonts=fonts))
        print(f"{len(plan.measures)} 施策：シートの PDF {plain:.2f} 秒、公表 {posted:.2f} 秒、完結セット {kept:.2f} 秒")


if __name__ == "__main__":
    main()

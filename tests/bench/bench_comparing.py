"""新旧対照表 and 見え消し版 of 200 施策 all of which changed, against the plain export of the same sheets, by whole commands.

``python -m tests.bench.bench_comparing [measures]``: processor time, the two in turn.
"""
from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID
from planeditor.services.formsets import FormSets
from planeditor.services.states import editions
from planeditor.store.document import Document

PAIRS = 3
FIELDS = ("summary", "other_plans", "expected_effect", "target")
YEARS = [Period("年度", year, year) for year in range(2021, 2026)]
SENTENCE = "窓口で使う端末を新しくし、{n}か所の公民館でも同じ手続きができるようにして、来庁者の待ち時間を短くします。"


def make(path: Path, measures: int) -> None:
    """A plan file with an edition, every plan text of which was changed since."""
    builder = PlanBuilder()
    builder.start("見本計画", "見本市", "sodegaura", YEARS)
    for number in range(measures):
        node = builder.add("measure", builder.area(f"{number // 20 + 1}"), {}, f"{number // 20 + 1}-{number % 20 + 1}", f"施策{number}")
        for place, field in enumerate(FIELDS):
            builder.set(node, field, SENTENCE.format(n=number + place) * 2)
        for period in YEARS:
            builder.set(node, "planning", "調査", period.key)
    with Document.create(path, builder.entries, name="作成", who="甲") as document:
        editions.decide(document, FormSets().of_file(document), "初版", who="甲")
        with document.edit("改定", who="甲") as edit:
            for key, text in document.plan().entries.items():
                if key.node != PLAN_ID and key.field in FIELDS:
                    edit.set(key, text.replace("公民館でも", "公民館と図書館で").replace("短くします", "半分にします"))
                elif key.field == "planning":
                    edit.set(key, "設計")


def seconds(*words: str) -> float:
    """The processor time of a command."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "planeditor", *words], check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Print the pairs and the medians of their ratios."""
    measures = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        plan, target = Path(name) / "計画.plandb", Path(name) / "出.pdf"
        make(plan, measures)
        for title, more in (("新旧対照表", ()), ("見え消し版", ("--redline",))):
            ratios = []
            for _ in range(PAIRS):
                plain = seconds("export", str(plan), "--form", "plan", "--to", str(target))
                ours = seconds("compare", str(plan), "初版", "now", "--to", str(target), *more)
                ratios.append(ours / plain)
                print(f"{title} {ours:.2f} 秒、計画の様式 {plain:.2f} 秒、{ours / plain:.2f} 倍")
            print(f"{title}: 中央値 {statistics.median(ratios):.2f} 倍")


if __name__ == "__main__":
    main()

"""点検 of a made-up plan of 1,000 measures over five years: whole, and after one edit.

``python -m tests.bench.bench_checks [measures]`` prints both.
"""
from __future__ import annotations

import random
import statistics
import sys
import time

from planeditor.domain.plan import PROGRESS, Change, Key, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.services.checking import check
from planeditor.services.checking.live import LiveChecks
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.sample import sample_content

_WORDS = (
    "窓口", "申請", "端末", "図書館", "公民館", "研修", "仕様", "契約", "調達", "説明会", "防災", "無線", "地図", "予約", "会計",
    "学校", "データ", "システム", "サーバー", "クラウド", "ネットワーク", "住民票", "証明書", "アンケート",
    "委託", "更新", "点検", "移行", "試行", "公開",
)
_ENDS = ("を進めた。", "を終えた。", "を検討した。", "の準備を整えた。", "について関係課と協議した。", "を3回行った。", "に着手した。")
EDITS = 40


def long_text(chance: random.Random, length: int) -> str:
    """Sentences of invented words."""
    text = ""
    while len(text) < length:
        text += "の".join(chance.sample(_WORDS, 3)) + f"{chance.randint(1, 99)}件" + chance.choice(_ENDS)
    return text


def made_up(measures: int, years: range = range(2021, 2026)) -> Plan:
    """The invented sample city's plan, with this many measures and reports of usual length."""
    chance, entries = random.Random(6), dict(sample_content()[0])
    plan = Plan(entries)
    like = plan.measures[0]
    fields = {key: text for key, text in plan.of_node(like.id).items() if not key.period}
    for number in range(measures - len(plan.measures)):
        node = f"made{number}"
        for key, text in fields.items():
            entries[Key(node, key.field)] = long_text(chance, 90) if len(text) > 30 else text
        entries[Key(node, "@number")] = f"①-{number + 100}"
        entries[Key(node, "@order")] = str(1000 + number)
        for year in years:
            texts = {
                "planning": chance.choice(_WORDS), "operation": chance.choice(_WORDS) + "の運用", "progress": long_text(chance, 80),
                "work": long_text(chance, 200), "effect": f"{chance.randint(1, 100)}%", PROGRESS: "計画通り",
            }  # fmt: skip
            entries |= {Key(node, field, f"年度:{year}"): text for field, text in texts.items()}
    return Plan.of_nodes(Plan(entries)._tree.by_node)


def main() -> None:
    """Print both figures."""
    measures = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    plan = made_up(measures)
    forms, fonts = FormSets().of(plan), FontBook()
    begun, busy = time.perf_counter(), time.process_time()
    found = check(plan, forms, fonts)
    took = f"{time.perf_counter() - begun:.2f} 秒（計算 {time.process_time() - busy:.2f} 秒）"
    print(f"{len(plan.measures)} 施策, {len(plan.entries):,} 記入: 全体 {took}, {len(found)} 件")
    live = LiveChecks(forms, FontBook())
    begun = time.perf_counter()
    live.check(plan)
    print(f"編集の横で、初回 {time.perf_counter() - begun:.2f} 秒")
    chance, times = random.Random(1), []
    nodes = [m.id for m in plan.measures if m.id.startswith("made")]
    for number in range(EDITS):
        node, other = chance.sample(nodes, 2)
        key = Key(node, "work", "年度:2023")
        text = plan.text(other, "work", "年度:2022") if number % 2 else long_text(chance, 200)
        plan = plan.with_changes([Change(key, None, text)])
        begun = time.perf_counter()
        found = live.check(plan)
        times.append((time.perf_counter() - begun) * 1000)
    print(f"1つの編集の後: 中央値 {statistics.median(times):.1f} ms, 最大 {max(times):.1f} ms, {len(found)} 件")
    assert found == check(plan, forms, fonts)


if __name__ == "__main__":
    main()

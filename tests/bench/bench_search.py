"""The figures of search and of the whole-plan table at 1,000 施策 × 5 年度 with every field filled in.

``python -m tests.bench.bench_search [--quick]`` prints the table and ends with 1 where a search misses or invents a hit. The texts
are the real sheets', cut and put together anew for each entry, so that no two are alike.
"""
from __future__ import annotations

import gc
import random
import re
import statistics
import sys
import time
from collections.abc import Callable

from planeditor.domain.folding import folded, needle
from planeditor.domain.plan import DEPARTMENTS, NAME, NUMBER, RESERVED_MARK, Change, Key, Plan
from planeditor.services.finding.searching import SearchIndex
from planeditor.services.formsets import FormSets
from planeditor.services.tables.tabulating import Table, columns
from tests.bench.bench_main_job import SHARED, plan_of
from tests.bench.measure import HEAD, Row, timed
from tests.plans import load_seed

VOCABULARY = FormSets().get("sodegaura").vocabulary
SEARCHED = (NUMBER, NAME, DEPARTMENTS)
AS_TYPED = ("計", "計画", "計画通", "計画通り", "2", "20", "201", "2019", "2019年度", "R1", "平成31年度", "平成", "ー", "、")


def filled_plan(chance: random.Random) -> Plan:
    """About 1,000 measures over 5 years, every field of the form set filled with a text of its own."""
    plan = plan_of(72)
    sheets = load_seed(SHARED, "sodegaura_progress")["sheets"]
    words = [s for sheet in sheets for y in sheet["years"] for s in re.split(r"(?<=[。・])|\s", y["work"] + y["progress"]) if len(s) > 3]
    periods = [p.key for p in VOCABULARY.all_periods(plan)]
    changes = []
    for measure in plan.measures:
        for field in VOCABULARY.of("measure"):
            if field.key.startswith(RESERVED_MARK) or field.choices:
                continue
            for period in periods if field.series else [""]:
                text = "\n".join(chance.choices(words, k=chance.choice([1, 1, 2, 3, 5])))
                changes.append(Change(Key(measure.id, field.key, period), None, text))
    return plan.with_changes(changes)


def naive(texts: dict[Key, str], query: str) -> set[Key]:
    """A plain scan of the folded texts."""
    wanted = needle(query)
    return {key for key, text in texts.items() if wanted in text}


def queries(plan: Plan, chance: random.Random, count: int) -> list[str]:
    """Pieces of one to six characters of the plan's own texts."""
    texts = [t for t in plan.entries.values() if len(t) > 6]
    found: list[str] = []
    while len(found) < count:
        text, length = chance.choice(texts), chance.randint(1, 6)
        start = chance.randrange(len(text) - length + 1)
        if needle(text[start : start + length]):
            found.append(text[start : start + length])
    return found


def milliseconds(work: Callable[[], object]) -> float:
    """How long it takes, once."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def spread(times: list[float]) -> str:
    """Median and longest."""
    return f"{statistics.median(times):.1f} ms, max {max(times):.1f} ms"


def search_rows(plan: Plan, chance: random.Random, count: int) -> tuple[list[Row], int]:
    """The rows about search, and how many searches differed from the plain scan."""
    index = SearchIndex(plan, VOCABULARY)
    steps = []
    more = True
    while more:
        start = time.perf_counter()
        more = index.step()
        steps.append((time.perf_counter() - start) * 1000)
    gc.collect()
    gc.freeze()
    texts = {k: folded(t) for k, t in plan.entries.items() if not k.field.startswith(RESERVED_MARK) or k.field in SEARCHED}
    ours, plain, wrong = [], [], 0
    for query in [*queries(plan, chance, count), *AS_TYPED]:
        ours.append(milliseconds(lambda q=query: list(index.search(q).hits[:30])))  # type: ignore[misc]
        plain.append(milliseconds(lambda q=query: naive(texts, q)))  # type: ignore[misc]
        found, scanned = index.keys(query), naive(texts, query)
        wrong += set(found) != scanned or len(found) != len(scanned) or index.search(query).total != len(scanned)
    work = next(k for k in plan.entries if k.field == "work")
    changes = [Change(work, plan.entries[work], "直した文")]
    after = plan.with_changes(changes)
    ratio = statistics.median(ours) / statistics.median(plain)
    same = "all the same" if not wrong else f"{wrong} differ"
    return [
        Row(
            f"folding {len(texts):,} texts, in {len(steps)} steps", f"{sum(steps):.0f} ms", f"longest step {max(steps):.1f} ms", "–",
            "≤ 1.5 s",
        ),
        Row(
            f"key press to hits, 30 shown, {len(ours)} queries", spread(ours), spread(plain), f"{ratio:.2f}×, {same}",
            "≤ 30 ms, all the same",
        ),
        Row("an edited cell taken in", f"{milliseconds(lambda: index.update(after, changes)):.2f} ms", "–", "–", "–"),
    ], wrong


def table_rows(plan: Plan) -> list[Row]:
    """The rows about the table: every column sorted both ways and filtered."""
    index = SearchIndex(plan, VOCABULARY)
    index.keys("計")
    twelve = columns(VOCABULARY, "period")[4:16]
    made = Table(plan, VOCABULARY, "period", twelve, index=index)
    first = [milliseconds(lambda c=c: made.filtered({c: "計画"})) for c in twelve]  # type: ignore[misc]
    again = [milliseconds(lambda c=c: made.filtered({c: "計画通"})) for c in twelve]  # type: ignore[misc]
    sort = [milliseconds(lambda c=c, d=d: made.sorted_by(c, descending=d)) for c in twelve for d in (False, True)]  # type: ignore[misc]
    size = f"{len(made.rows):,} rows × {len(twelve)} columns"
    return [
        Row(f"一覧 of {size}, made", f"{timed(lambda: Table(plan, VOCABULARY, 'period', twelve)) * 1000:.1f} ms", "–", "–", "–"),
        Row("filtered by a column, first / next key press", spread(first), spread(again), "–", "≤ 60 ms"),
        Row("sorted by a column", spread(sort), "–", "–", "≤ 60 ms"),
    ]


def main() -> int:
    """Print the table."""
    chance = random.Random(2021)
    plan = filled_plan(chance)
    gc.collect()
    gc.freeze()  # as the window does once a plan is open: else the collector's walks through the plan are what is measured
    print(f"{len(plan.measures):,} 施策, {len(plan.entries):,} entries, {sum(map(len, plan.entries.values())):,} characters\n\n{HEAD}")
    rows, wrong = search_rows(plan, chance, 50 if "--quick" in sys.argv else 200)
    for row in [*rows, *table_rows(plan)]:
        print(row)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

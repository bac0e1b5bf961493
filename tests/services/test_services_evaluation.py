"""計画期間の検証: judged by people, proposed by the final rate, counted by area, printed as summary and sheets."""
from __future__ import annotations

from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from planeditor.domain.achievement import Achievement, by_rate, parse_achievement
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import ASSESSMENT, MERGED_INTO, PLAN_ID, PROGRESS, Key, Plan
from planeditor.domain.progress import Progress
from planeditor.formengine.fonts.book import FontBook
from planeditor.services.evaluation.judging import judge
from planeditor.services.evaluation.model import evaluations, totals
from planeditor.services.evaluation.papers import write_evaluation
from planeditor.services.formsets import FormSets
from tests.services.request_plans import FORMS, R3, R4, R5, WHO, make, node, request_plan

SETS = FormSets()


@pytest.fixture
def plan() -> Plan:
    """①-01 ends at 100 %, ①-02 at 40 %, ①-03 tells no rate, ②-01 was merged into ①-01."""
    builder = PlanBuilder(request_plan())
    texts = {
        ("①-01", "effect", R3.key): "40%（2/5施設）", ("①-01", "effect", R5.key): "100%（5/5施設）",
        ("①-01", PROGRESS, R3.key): "遅延", ("①-02", "effect", R4.key): "40%", ("①-03", "effect", R5.key): "検討中",
        ("①-01", "target", ""): "5施設で使えるようにする",
    }
    nodes = {n.number: n.id for n in builder.plan.measures}
    for (number, field, period), text in texts.items():
        builder.set(nodes[number], field, text, period)
    builder.set(nodes["②-01"], MERGED_INTO, nodes["①-01"])
    return Plan({**builder.plan.entries, **builder.entries})


def test_what_each_measure_came_to(plan: Plan) -> None:
    one, two, three = evaluations(plan, FORMS)
    assert [e.node.number for e in (one, two, three)] == ["①-01", "①-02", "①-03"]
    assert dict(one.targets) == {"情報化施策の概要": "概要", "目標": "5施設で使えるようにする"}
    assert [(y.label, y.progress, y.figure) for y in one.course] == [
        ("R3年度", Progress.LATE, "40%（2/5施設）"), ("R4年度", Progress.UNDECIDED, ""), ("R5年度", Progress.UNDECIDED, "100%（5/5施設）"),
    ]  # fmt: skip
    assert [(e.final, e.rate, e.proposed) for e in (one, two, three)] == [
        ("100%（5/5施設）", 100, Achievement.FULL), ("40%", 40, Achievement.PART), ("検討中", None, None),
    ]  # fmt: skip


def test_only_what_a_person_judged_is_counted(plan: Plan, tmp_path: Path) -> None:
    with make(tmp_path, plan) as document:
        judge(document, node(document, "①-01"), Achievement.FULL, "よくできた。", who=WHO)
        judge(document, node(document, "①-02"), Achievement.NONE, who=WHO)
        judge(document, node(document, "①-02"), assessment="進まなかった。", who=WHO)
        found = evaluations(document.plan(), FORMS)
        counts = totals(found)
        assert counts[PLAN_ID] == {Achievement.FULL: 1, Achievement.NONE: 1, Achievement.UNDECIDED: 1}
        assert counts[found[0].area] == counts[PLAN_ID]
        assert found[0].proposed is None
        judge(document, node(document, "①-02"), Achievement.UNDECIDED, who=WHO)
        assert evaluations(document.plan(), FORMS)[1].achieved is Achievement.UNDECIDED
        assert document.plan().entries[Key(node(document, "①-02"), ASSESSMENT)] == "進まなかった。"
        document.undo(WHO)
        assert evaluations(document.plan(), FORMS)[1].achieved is Achievement.NONE
        with pytest.raises(KnownError):
            judge(document, PLAN_ID, Achievement.FULL, who=WHO)


@pytest.mark.parametrize(
    ("percent", "found"), [(None, None), (100, Achievement.FULL), (120, Achievement.FULL), (99.9, Achievement.PART), (0, Achievement.NONE)]
)
def test_what_a_rate_suggests(percent: float | None, found: Achievement | None) -> None:
    assert by_rate(percent) is found


def test_words_are_read_however_they_are_spaced() -> None:
    assert [parse_achievement(text) for text in ("一部 達成", "達成", "だめ")] == [Achievement.PART, Achievement.FULL, None]


def test_the_papers_hold_every_text(plan: Plan, tmp_path: Path) -> None:
    with make(tmp_path, plan) as document:
        judge(document, node(document, "①-01"), Achievement.FULL, "よくできた。次も続ける。", who=WHO)
        plan = document.plan()
    fonts = FontBook()
    written = write_evaluation(plan, FORMS, SETS, tmp_path / "検証.pdf", fonts=fonts)
    assert (written.pages, written.warnings) == (4, [])
    pdf = pypdfium2.PdfDocument(tmp_path / "検証.pdf")
    first, second = ("".join(pdf[n].get_textpage().get_text_range().split()) for n in (0, 1))
    assert "未判定の施策が2件あります" in first
    for text in ("5施設で使えるようにする", "よくできた。次も続ける。", "40%（2/5施設）", "▲遅延"):
        assert text in second
    assert second.count(Progress.LATE.mark) == 1
    pdf.close()
    write_evaluation(plan, FORMS, SETS, tmp_path / "検証.xlsx", fonts=fonts)
    sheet = openpyxl.load_workbook(tmp_path / "検証.xlsx").worksheets[0]
    formulas = [c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, str) and c.value.startswith("=")]
    assert len(formulas) == 6
    assert all("SUM(" in f for f in formulas)


def test_a_plan_without_measures_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="施策がありません"):
        write_evaluation(Plan({}), FORMS, SETS, tmp_path / "検証.pdf")
    assert list(tmp_path.iterdir()) == []

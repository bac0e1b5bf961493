"""確認済み: what was looked at and is no slip; and what other papers say of the plan."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.findings import Finding
from planeditor.domain.plan import Change, Key, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.services.checking import check
from planeditor.services.checking.claims import claims_against
from planeditor.services.checking.seen import mark_seen, reason_of, seen_by, split, unmark
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.sample import sample_content
from planeditor.store.document import Document

LONG = "住民向けの案内を見直し、窓口での受付を電子化する準備を進め、担当課との打合せを重ねて仕様を固めた。"
FORMS, FONTS = FormSets(), FontBook()


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    plan = Plan(sample_content()[0])
    changes = [Change(Key(m.id, "work", "年度:2025"), None, LONG) for m in plan.measures[:3]]
    with Document.create(tmp_path / "見本.plandb", plan.with_changes(changes).entries, name="作成", who="試験") as made:
        yield made


def shared(document: Document) -> Finding:
    plan = document.plan()
    return next(f for f in check(plan, FORMS.of(plan), FONTS) if f.rule == "same-as-other-measure")


def test_a_grouped_finding_is_seen_at_all_its_places(document: Document) -> None:
    finding = shared(document)
    assert len(finding.places) == 3
    report = mark_seen(document, finding, " 3課で\n分担した ", who="山田")
    assert report.name == "点検の確認済み：他の施策と同じ文"
    assert len(report.changes) == 3
    still, seen = split(document.plan(), [finding])
    assert (still, [(s.finding, s.reason) for s in seen]) == ([], [(finding, "3課で 分担した")])
    assert seen_by(document, seen)[0].who == "山田"
    assert shared(document) == finding, "the marks are no texts of the plan"
    unmark(document, finding, who="山田")
    assert reason_of(document.plan(), finding) is None
    document.undo(who="山田")
    assert reason_of(document.plan(), finding) == "3課で 分担した"


def test_another_text_is_to_be_looked_at_again(document: Document) -> None:
    finding = shared(document)
    mark_seen(document, finding, "分担した", who="山田")
    with document.edit("書き直す", who="山田") as edit:
        edit.set(finding.places[1], LONG + "追記した。")
    changed = shared(document)
    assert split(document.plan(), [changed])[0] == [changed]
    fourth = document.plan().measures[3].id
    document.undo(who="山田")
    assert split(document.plan(), [finding])[0] == []
    with document.edit("写す", who="山田") as edit:
        edit.set(Key(fourth, "work", "年度:2025"), LONG)
    assert split(document.plan(), [shared(document)])[1] == [], "one place more"


def test_a_reason_is_needed_and_the_place_must_be_there(document: Document) -> None:
    with pytest.raises(KnownError, match="理由"):
        mark_seen(document, shared(document), " \n", who="山田")
    with pytest.raises(KnownError, match="もうありません"):
        mark_seen(document, Finding("era-slip", "note", "", "nowhere", "work"), "理由", who="山田")


def test_against_another_plan(document: Document) -> None:
    plan, words = document.plan(), FORMS.of(document.plan()).vocabulary
    node, number = plan.measures[0].id, plan.measures[0].number
    assert claims_against(plan, plan, words, "同じもの") == ()
    other = plan.with_changes([
        Change(Key(node, "summary"), None, "別の概要"), Change(Key(node, "planning", "年度:2025"), None, None),
        Change(Key(node, "work", "年度:2025"), None, "実績は比べない"), Change(Key(node, "@number"), None, number.replace("-", "－")),
    ])  # fmt: skip
    claims = claims_against(plan, other, words, "前の計画")
    said = {(c.key.field, c.text) for c in claims} - {("planning", "")}
    assert said == {("summary", "別の概要"), ("@number", other.text(node, "@number"))}

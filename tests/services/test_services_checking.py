"""点検 of a whole plan: which year is looked at, and what came back empty."""
from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.domain.plan import CURRENT, PLAN_ID, Change, Key, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.services.checking import check
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.services.planfiles.sample import sample_content
from planeditor.services.requests.returned import returned_measures
from planeditor.store.document import Document
from tests.bench.requested import departments_plan, plan_file, request, returned_books, type_into

FORMS = FormSets()


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan(sample_content()[0])


def empty(plan: Plan, *submitted: str) -> set[tuple[str, str]]:
    findings = check(plan, FORMS.of(plan), FontBook(), submitted)
    return {(f.node, f.period) for f in findings if f.rule == "empty-report"}


def test_only_the_current_year_is_missed(plan: Plan) -> None:
    first, last = plan.period_keys("年度")[0], plan.period_keys("年度")[-1]
    for period in (first, last):
        moved = plan.with_changes([Change(Key(PLAN_ID, CURRENT), None, period)])
        assert {found for _, found in empty(moved)} <= {period}


def test_what_came_back_empty_is_asked_about(plan: Plan) -> None:
    last = plan.period_keys("年度")[-1]
    moved = plan.with_changes([Change(Key(PLAN_ID, CURRENT), None, last)])
    measure = next(m.id for m in moved.measures if not any(k.period == last and k.field == "work" for k in moved.of_node(m.id)))
    before = empty(moved)
    assert empty(moved, measure) - before == {(measure, last)}


def test_what_counts_as_returned(tmp_path: Path) -> None:
    """A measure whose book came back, once nothing of it waits any more: only then is an empty field one left empty."""
    file = plan_file(tmp_path / "計画.plandb", departments_plan(2, 2, reported=5))
    with Document.open(file, who="試験") as document, document.edit("空ける", who="試験") as edit:
        for measure in document.plan().measures:
            edit.set(Key(measure.id, "work", "年度:2025"), None)
            edit.set(Key(measure.id, "effect", "年度:2025"), None)
    books = returned_books(request(file, tmp_path / "依頼", ("年度:2025",)))
    back = tmp_path / "戻り.xlsx"
    assert type_into(books[0], back, lambda _, cell: "40%" if cell.startswith("G") else "") == 2

    def returned() -> frozenset[str]:
        with Document.open(file, read_only=True) as document:
            return returned_measures(document, FORMS.of(document.plan()))

    assert Importer(file, FORMS, who="試験").run([back])[0].outcome == "staged"
    assert not returned(), "its texts wait"
    assert Importer(file, FORMS, who="試験", accept="clean").run([back])[0].outcome == "imported"
    with Document.open(file, read_only=True) as document:
        assert {document.plan().text(node, "effect", "年度:2025") for node in returned()} == {"40%"}
        assert len(returned()) == 2

"""How far the papers are, and which carry （案）: until decided, and again after an edit of what is printed."""
from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.domain.blocks import POINT, TEXT
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import BLOCK_TYPE, CLOSED, CONTACTS, CURRENT, PLAN_ID, PROGRESS, STATUS, STATUS_SET, Key, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.messages import editions as say
from planeditor.services.editing import years
from planeditor.services.formsets import FormSets
from planeditor.services.paper.exporting import export, printed_pages
from planeditor.services.paper.order import Order
from planeditor.services.states import editions, mending, snapshots
from planeditor.services.states.named import find_state
from planeditor.services.states.printed import Printed
from planeditor.services.states.standing import Standing, mark_for, mark_of, set_status, standing, status_entries, status_of
from planeditor.store.document import Document
from planeditor.store.receipts import NewReceipt
from tests.formengine.pdftext import parse
from tests.services.editing_plans import FORMS, R3, R5, WHO, key_of, make, small_plan

REPORT, PLAN = FORMS.form("progress"), FORMS.form("plan")


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return make(tmp_path)


def write(document: Document, key: Key, text: str) -> None:
    with document.edit("書く", who=WHO) as edit:
        edit.set(key, text)


def stands(document: Document) -> tuple[str, bool, bool]:
    found = standing(document, FORMS)
    return found.status, found.plan_decided, found.report_decided


def test_the_plan_is_decided_by_an_edition_and_the_report_by_the_status(document: Document) -> None:
    work, summary = key_of(document.plan(), "①-01", "work", R5), key_of(document.plan(), "①-01", "summary")
    assert stands(document) == ("作成中", False, False)
    editions.decide(document, FORMS, "初版", who=WHO)
    assert stands(document) == ("作成中", True, False)
    set_status(document, FORMS, "検討", who=WHO)
    assert stands(document) == ("検討", True, False)
    set_status(document, FORMS, "本部決定", who=WHO)
    assert stands(document) == ("本部決定", True, True)
    write(document, work, "決まった後に書いた")
    assert stands(document) == ("本部決定", True, False)
    document.undo(WHO)
    assert stands(document) == ("本部決定", True, True)
    write(document, summary, "決まった後に直した")
    assert stands(document) == ("本部決定", False, False)
    editions.decide(document, FORMS, "2版", who=WHO)
    assert stands(document) == ("本部決定", True, False)
    set_status(document, FORMS, "公表", who=WHO)
    assert stands(document) == ("公表", True, True)
    mending.withdraw(document, editions.editions(document.plan())[-1].node, who=WHO)
    assert stands(document)[1] is False


def test_what_is_not_printed_does_not_take_a_decision_back(document: Document) -> None:
    editions.decide(document, FORMS, "初版", who=WHO)
    set_status(document, FORMS, "本部決定", who=WHO)
    first = key_of(document.plan(), "①-01", "").node
    write(document, Key(first, PROGRESS, R5.key), "遅延")
    write(document, Key(first, CONTACTS), "見本課")
    builder = PlanBuilder(document.plan())
    point = builder.add("block", first, {BLOCK_TYPE: POINT, TEXT: "期限を示すこと"})
    with document.edit("指摘", who=WHO) as edit:
        for key, text in builder.entries.items():
            edit.set(key, text)
    with document.edit("指摘を消す", who=WHO) as edit:
        for key in builder.entries:
            edit.set(key, None)
    assert document.plan().node(point) is None
    snapshots.take(document, "本部配布", who=WHO)
    mending.withdraw(document, snapshots.snapshots(document.plan())[0].node, who=WHO)
    write(document, Key(PLAN_ID, CLOSED, R3.key), "2026-11-21")
    assert stands(document) == ("本部決定", True, True)


def test_deciding_anew_makes_a_change_stand(document: Document) -> None:
    set_status(document, FORMS, "本部決定", who=WHO)
    assert set_status(document, FORMS, "本部決定", who=WHO).group is None
    write(document, key_of(document.plan(), "①-01", "work", R5), "直した")
    assert set_status(document, FORMS, "本部決定", who=WHO).group is not None
    assert stands(document)[2]


def test_a_step_taken_back_and_brought_back_does_not_hide_an_edit(document: Document) -> None:
    set_status(document, FORMS, "本部決定", who=WHO)
    write(document, key_of(document.plan(), "①-01", "work", R5), "直した")
    set_status(document, FORMS, "検討", who=WHO, why="直すため")
    document.undo(WHO)
    assert stands(document) == ("本部決定", False, False)


def test_going_back_from_a_decision_needs_a_reason(document: Document) -> None:
    set_status(document, FORMS, "検討", who=WHO)
    set_status(document, FORMS, "作成中", who=WHO)
    set_status(document, FORMS, "公 表", who=WHO)
    for status in ("本部決定", "作成中"):
        with pytest.raises(KnownError, match="理由"):
            set_status(document, FORMS, status, who=WHO, why=" ")
    report = set_status(document, FORMS, "作成中", who=WHO, why="誤りが見つかったため")
    assert document.log(limit=1)[0].source == "誤りが見つかったため"
    assert report.name == say.GROUP_STATUS.format(status="作成中")
    with pytest.raises(KnownError, match="作成中、検討、本部決定、公表"):
        set_status(document, FORMS, "決定", who=WHO)


def test_a_status_that_came_with_the_file_decides_nothing(tmp_path: Path) -> None:
    builder = PlanBuilder(small_plan())
    builder.set(PLAN_ID, STATUS, "本部決定")
    builder.set(PLAN_ID, STATUS_SET, "2026-11-21T00:00:00+00:00")
    document = make(tmp_path, Plan({**small_plan().entries, **builder.entries}))
    assert stands(document) == ("本部決定", False, False)
    set_status(document, FORMS, "本部決定", who=WHO)
    assert stands(document) == ("本部決定", False, True)


def test_a_status_that_came_with_a_submission_decides_nothing(document: Document) -> None:
    with document.edit("取込", who=WHO) as edit:
        edit.add_receipt(NewReceipt("写し.json", b"{}", WHO))
        for key, text in status_entries("本部決定").items():
            edit.set(key, text)
    assert stands(document) == ("本部決定", False, False)
    set_status(document, FORMS, "本部決定", who=WHO)
    assert stands(document) == ("本部決定", False, True)


def test_the_next_year_begins_with_drafts(document: Document) -> None:
    with document.edit("現在の年度", who=WHO) as edit:
        edit.set(Key(PLAN_ID, CURRENT), R3.key)
    set_status(document, FORMS, "本部決定", who=WHO)
    years.open_next_year(document, FORMS, WHO)
    assert status_of(document.plan()) == "作成中"
    document.undo(WHO)
    assert stands(document)[2]


def test_a_state_is_decided_as_it_was_then(document: Document) -> None:
    editions.decide(document, FORMS, "初版", who=WHO)
    snapshots.take(document, "幹事会提出", status="検討", who=WHO)
    snapshots.take(document, "本部決定", status="本部決定", who=WHO)
    write(document, key_of(document.plan(), "①-01", "work", R5), "決まった後に書いた")
    snapshots.take(document, "後の時点", who=WHO)

    def then(name: str) -> Standing:
        return standing(document, FORMS, find_state(document, name))

    assert then("初版") == Standing("作成中", plan_decided=True, report_decided=False, whole_decided=True)
    assert then("幹事会提出") == Standing("検討", plan_decided=True, report_decided=False, whole_decided=True)
    assert then("本部決定") == Standing("本部決定", plan_decided=True, report_decided=True, whole_decided=True)
    assert then("後の時点") == Standing("本部決定", plan_decided=True, report_decided=False)
    assert then("現在") == standing(document, FORMS)


def test_papers_carry_the_mark_outside_the_forms_cells(document: Document, tmp_path: Path) -> None:
    found = Standing("作成中", plan_decided=True, report_decided=False)
    assert (mark_of(found, PLAN), mark_of(found, REPORT), mark_of(found, PLAN, REPORT)) == ("", say.DRAFT, say.DRAFT)
    assert mark_for(found, FORMS, ["計画書"]) == ""
    assert mark_for(found, FORMS, [REPORT.title]) == mark_for(found, FORMS, ["progress"]) == say.DRAFT
    others = FormSets().get("tomakomai")
    whole = Standing("作成中", plan_decided=True, report_decided=False, whole_decided=True)
    assert (mark_for(found, others, ["計画書"]), mark_for(whole, others, ["計画書"])) == (say.DRAFT, "")
    assert (mark_for(whole, others, ["results"]), mark_for(whole, others, ["summary"])) == (say.DRAFT, say.DRAFT)
    plan, fonts = document.plan(), FontBook()
    target = tmp_path / "出.pdf"
    export(plan, FORMS, "progress", target, mark=say.DRAFT, number="資料1", fonts=fonts)
    assert all("（案）" in "".join(page) for page in parse(target.read_bytes()).shown())
    order = Order(("progress",), "pdf", number="資料1", mark=say.DRAFT)
    for page in printed_pages(plan, FORMS, order, fonts=fonts):
        mark, number = (next(b for b in page.boxes if b.text == text) for text in (say.DRAFT, "資料1"))
        assert mark.x + mark.width <= number.x
        below = [b for b in page.boxes if b not in (mark, number) and b.text]
        assert all(b.y >= mark.y + mark.height or b.x + b.width <= mark.x for b in below)


@pytest.mark.parametrize("name", ["sodegaura", "nihonmatsu", "tomakomai"])
def test_the_head_of_every_form_has_room_for_the_mark(name: str) -> None:
    for form in FormSets().get(name).forms.values():
        assert form.drawing.setup.top >= 28.5, form.title


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(["report", "plan", "internal", "decide", "edition", "undo", "redo"]), max_size=12))
def test_a_decision_holds_exactly_as_long_as_what_is_printed_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    with make(tmp_path_factory.mktemp("状況")) as document:
        decided: dict[str, dict[Key, str]] = {}
        for number, step in enumerate(steps):
            if step in ("report", "plan", "internal"):
                field, period = {"report": ("work", R5), "plan": ("summary", None), "internal": (CONTACTS, None)}[step]
                write(document, key_of(document.plan(), "①-01", field, period), f"文{number % 2}")
            elif step == "decide":
                set_status(document, FORMS, "本部決定", who=WHO)
                decided[document.plan().text(PLAN_ID, STATUS_SET)] = printed(document)
            elif step == "edition":
                editions.decide(document, FORMS, f"{number}版", who=WHO)
            else:
                with contextlib.suppress(KnownError):
                    (document.undo if step == "undo" else document.redo)(WHO)
            when = document.plan().text(PLAN_ID, STATUS_SET)
            assert standing(document, FORMS).report_decided is (bool(when) and decided.get(when) == printed(document))


def printed(document: Document) -> dict[Key, str]:
    kinds = Printed(document.plan(), FORMS.vocabulary)
    return {key: text for key, text in document.plan().entries.items() if kinds.kind(key)}

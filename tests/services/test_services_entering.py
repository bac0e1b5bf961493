"""Cells committed in the window: permitted, checked, named, all of a block or nothing."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planeditor.domain.errors import BugError, KnownError
from planeditor.domain.plan import CLOSED, NAME, NUMBER, PLAN_ID, Key
from planeditor.services.editing import entry, undoing, years
from planeditor.services.editing.entering import SOURCES, enter, enter_many
from planeditor.services.editing.permissions import Mode
from planeditor.services.intake import deciding
from planeditor.services.intake.standing import standing
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal, NewReceipt
from tests.services.editing_plans import FORMS, R3, R4, R5, VOCABULARY, WHO, key_of, make, node_of

NORMAL, REVISION, CORRECTION = Mode.NORMAL, Mode.REVISION, Mode.CORRECTION


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with make(tmp_path) as made:
        yield made


def test_a_cell_is_one_named_operation(document: Document) -> None:
    key = key_of(document.plan(), "①-01", "work", R4)
    report = enter(document, FORMS, key, "・設置\r\n・試行", mode=NORMAL, who=WHO, source=SOURCES[0])
    assert report.name == "①-01 R4年度 作業内容"
    assert report.name == entry.set_entry(document, FORMS, "①-01", "作業内容", "", period="R4", who=WHO).name
    assert [(g.name, g.source) for g in document.log()[:2]] == [(report.name, ""), (report.name, "電話")]
    document.undo(WHO)
    assert document.plan().text(*key) == "・設置\n・試行"


def test_the_same_text_changes_nothing_and_needs_no_leave(document: Document) -> None:
    plan = document.plan()
    for key in (key_of(plan, "①-01", "progress", R4), key_of(plan, "①-01", "planning", R4), key_of(plan, "①-01", NAME)):
        report = enter(document, FORMS, key, plan.text(*key), mode=NORMAL, who=WHO)
        assert report.group is None
    assert document.plan() is plan
    with Document.open(document.path, read_only=True) as reading:
        assert enter(reading, FORMS, key, plan.text(*key), mode=NORMAL, who=WHO).group is None


@pytest.mark.parametrize(
    ("field", "period", "mode", "sentence"),
    [
        ("planning", R4, NORMAL, "計画事項です"),
        ("summary", None, NORMAL, "計画事項です"),
        ("work", R5, NORMAL, "まだ始まっていない年度"),
        ("work", R3, NORMAL, "確定"),
        ("planning", R3, REVISION, "確定"),
        ("summary", None, CORRECTION, "理由"),
    ],
)
def test_what_is_locked_stays(document: Document, field: str, period: object, mode: Mode, sentence: str) -> None:
    years.close_period(document, FORMS, R3, WHO)
    plan = document.plan()
    key = key_of(plan, "①-01", field, period)  # type: ignore[arg-type]
    with pytest.raises(KnownError, match=sentence):
        enter(document, FORMS, key, "別の文", mode=mode, who=WHO)
    assert document.plan() is plan


def test_a_file_open_for_reading_says_so(document: Document) -> None:
    with Document.open(document.path, read_only=True) as reading, pytest.raises(KnownError, match="読み取り専用"):
        enter(reading, FORMS, key_of(document.plan(), "①-01", "memo"), "覚え", mode=NORMAL, who=WHO)


@pytest.mark.parametrize(
    ("mode", "source", "why", "kept"),
    [
        (REVISION, "", "", "改定"),
        (REVISION, "会議", "", "会議"),
        (REVISION, "", "本部の指示", "改定：本部の指示"),
        (CORRECTION, "", "誤字", "誤記訂正：誤字"),
        (CORRECTION, "電話", " 誤字 ", "誤記訂正：電話：誤字"),
    ],
)
def test_the_history_says_where_a_change_of_the_plan_comes_from(
    document: Document, mode: Mode, source: str, why: str, kept: str
) -> None:
    key = key_of(document.plan(), "①-01", "summary")
    report = enter(document, FORMS, key, "新しい概要", mode=mode, who=WHO, source=source, why=why)
    assert report.name == "①-01 情報化施策の概要"
    assert document.log()[0].source == kept


def test_texts_that_cannot_stand_there_are_refused(document: Document) -> None:
    plan = document.plan()
    for field, text, sentence in (
        ("memo", "ベル\a", "使えない文字"), ("target_label", "目標値", "入れられません"),
        (NUMBER, "", "番号は空"), (NUMBER, "①－０２", "使っています"),
    ):  # fmt: skip
        with pytest.raises(KnownError, match=sentence):
            enter(document, FORMS, key_of(plan, "①-01", field), text, mode=REVISION, who=WHO)
    assert document.plan() is plan
    enter(document, FORMS, key_of(plan, "①-01", "target_label"), "成果指標", mode=REVISION, who=WHO)
    area = enter(document, FORMS, Key(plan.areas[0].id, NAME), "くらし", mode=REVISION, who=WHO)
    assert area.name == "① 名称"


def test_a_place_that_is_gone_is_named_and_a_field_of_nowhere_is_a_bug(document: Document) -> None:
    plan = document.plan()
    node = node_of(plan, "①-01")
    for key in (Key("なくなった", "work", R4.key), Key(node, "work", "年度:1999")):
        with pytest.raises(KnownError, match="今の計画にありません"):
            enter(document, FORMS, key, "文", mode=NORMAL, who=WHO)
    for key in (Key(node, "work"), Key(node, "memo", R4.key), Key(node, "nowhere"), Key(PLAN_ID, CLOSED, R4.key)):
        with pytest.raises((BugError, KnownError)):
            enter(document, FORMS, key, "文", mode=REVISION, who=WHO)
    assert document.plan() is plan


def test_a_block_is_one_operation_or_nothing(document: Document) -> None:
    plan = document.plan()
    work, effect, planning = (key_of(plan, "①-02", f, R4) for f in ("work", "effect", "planning"))
    with pytest.raises(KnownError, match=r"^①-02 R4年度 計画・設計：計画事項です"):
        enter_many(document, FORMS, {work: "・設置", planning: "構築", effect: "50%"}, name="貼り付け", mode=NORMAL, who=WHO)
    assert document.plan() is plan
    texts = {work: "・設置", planning: plan.text(*planning), effect: "50%"}
    report = enter_many(document, FORMS, texts, name="貼り付け（3 か所）", mode=NORMAL, who=WHO)
    assert (report.name, len(report.changes)) == ("貼り付け（3 か所）", 2)
    document.undo(WHO)
    assert document.plan().entries == plan.entries


def test_a_block_may_exchange_numbers_but_not_double_them(document: Document) -> None:
    plan = document.plan()
    first, second = key_of(plan, "①-01", NUMBER), key_of(plan, "①-02", NUMBER)
    with pytest.raises(KnownError, match="使っています"):
        enter_many(document, FORMS, {first: "①-03", second: "①-03"}, name="貼り付け", mode=REVISION, who=WHO)
    enter_many(document, FORMS, {first: "①-02", second: "①-01"}, name="貼り付け", mode=REVISION, who=WHO)
    assert [n.number for n in document.plan().measures] == ["①-02", "①-01"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["work", "effect", "planning"]), st.sampled_from([R3, R4, R5]), st.text(max_size=4))))
def test_law_a_refused_block_leaves_everything_and_an_accepted_one_is_all_there(
    document: Document, cells: list[tuple[str, object, str]]
) -> None:
    plan = document.plan()
    texts = {key_of(plan, "①-02", field, period): text for field, period, text in cells}  # type: ignore[arg-type]
    try:
        enter_many(document, FORMS, texts, name="貼り付け", mode=NORMAL, who=WHO)
    except KnownError:
        assert document.plan() is plan
    else:
        for key, text in texts.items():
            assert document.plan().text(*key) == text.replace("\r\n", "\n").replace("\r", "\n")


def test_set_keeps_its_freedom_but_for_closed_years(document: Document) -> None:
    entry.set_entry(document, FORMS, "①-01", "計画・設計", "構築", period="R5", who=WHO)
    entry.set_entry(document, FORMS, "①-01", "作業内容", "・予定", period="R5", who=WHO)
    years.close_period(document, FORMS, R3, WHO)
    plan = document.plan()
    with pytest.raises(KnownError, match="planeditor reopen"):
        entry.set_entry(document, FORMS, "①-01", "作業内容", "後から", period="R3", who=WHO)
    assert document.plan() is plan


def _submitted(document: Document, *cells: tuple[str, str]) -> int:
    proposals = [
        NewProposal(field="work", period=period, submitted=text, kind="clean", measure_number="①-02", sheet="①-02", cell="B2")
        for period, text in cells
    ]
    return document.add_receipt(NewReceipt("提出.xlsx", b"x", WHO, "progress"), proposals)


def test_a_decision_leaves_closed_years_waiting(document: Document) -> None:
    receipt = _submitted(document, (R3.key, "・R3"), (R4.key, "・R4"))
    years.close_period(document, FORMS, R3, WHO)
    assert deciding.decide(document, VOCABULARY, receipt, "all", who=WHO) == 1
    plan = document.plan()
    assert (plan.text(*key_of(plan, "①-02", "work", R3)), plan.text(*key_of(plan, "①-02", "work", R4))) == ("", "・R4")
    with pytest.raises(KnownError, match="planeditor reopen"):
        deciding.decide(document, VOCABULARY, receipt, "clean", who=WHO)
    waiting = standing(plan, document.receipts.proposals(receipt, waiting_only=True))
    assert [item.proposal.period for item in waiting] == [R3.key]
    assert deciding.decide(document, VOCABULARY, receipt, "none", who=WHO) == 1


def test_an_import_is_not_taken_back_out_of_a_closed_year(document: Document) -> None:
    receipt = _submitted(document, (R3.key, "・R3"), (R4.key, "・R4"))
    deciding.decide(document, VOCABULARY, receipt, "all", who=WHO)
    years.close_period(document, FORMS, R3, WHO)
    plan = document.plan()
    with pytest.raises(KnownError, match="planeditor reopen"):
        undoing.undo_import(document, VOCABULARY, receipt, WHO)
    assert document.plan() is plan
    years.reopen_period(document, FORMS, R3, "取込の誤り", WHO)
    entry.set_entry(document, FORMS, "①-02", "作業内容", "・直した", period="R3", who=WHO)
    years.close_period(document, FORMS, R3, WHO)
    undoing.undo_import(document, VOCABULARY, receipt, WHO)  # what was changed since stays, so nothing closed is touched
    plan = document.plan()
    assert [plan.text(*key_of(plan, "①-02", "work", p)) for p in (R3, R4)] == ["・直した", ""]

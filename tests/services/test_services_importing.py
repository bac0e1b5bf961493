"""Taking in: staging, conflicts, decisions, undo, and every refusal with its sentence."""
from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import NAME, Plan
from planeditor.services.editing import entry
from planeditor.services.formsets import FormSets
from planeditor.services.intake import deciding
from planeditor.services.intake.deciding import Accept
from planeditor.services.intake.importing import Importer, files_in
from planeditor.services.intake.outcome import FileResult
from planeditor.services.intake.standing import Standing, standing
from planeditor.store.document import Document
from tests.books import draw, measure, progress_book

FORMS = FormSets()
WHO = "試験"
FIRST = measure("①-01", R3="検討|||順調|・調査|-", R4="|構築||||")


def take(file: Path, *books: Path, accept: Accept | None = None) -> list[FileResult]:
    return Importer(file, FORMS, who=WHO, accept=accept).run(list(books))


def plan_of(file: Path) -> Plan:
    with Document.open(file, read_only=True) as document:
        assert document.verify() == []
        return document.plan()


def text(plan: Plan, number: str, field: str, period: str = "") -> str:
    node = plan.measure_by_number(number)
    assert node is not None
    return plan.text(node.id, field, period)


def waiting(document: Document, receipt: int) -> list[Standing]:
    return standing(document.plan(), document.receipts.proposals(receipt, waiting_only=True))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "計画.plandb"
    (result,) = take(made, progress_book(tmp_path / "初.xlsx", FIRST))
    assert (result.outcome, result.receipt) == ("imported", 1)
    return made


def test_a_new_plan_takes_everything(file: Path) -> None:
    plan = plan_of(file)
    assert plan.title == "見本市計画"
    assert plan.period_keys("年度") == ["年度:2021", "年度:2022"]
    assert text(plan, "①-01", "planning", "年度:2021") == "検討"
    assert text(plan, "①-01", "development", "年度:2022") == "構築"
    assert [a.number for a in plan.areas] == ["①"]


def test_an_import_is_one_step_back_and_forth(file: Path) -> None:
    with Document.open(file, who=WHO) as document:
        document.undo_import(1, WHO)
        assert document.plan().measures == []
        assert len(waiting(document, 1)) > 10
        document.undo(WHO)
        assert len(document.plan().measures) == 1


def test_without_leave_nothing_changes(file: Path, tmp_path: Path) -> None:
    before = plan_of(file)
    book = progress_book(tmp_path / "次.xlsx", measure("①-01", summary="別の概要", R3="検討|||順調|・調査|10%"))
    (result,) = take(file, book)
    assert (result.outcome, result.accepted) == ("staged", 0)
    assert result.waiting.conflicts == 2
    assert plan_of(file).entries == before.entries


def test_clean_fills_what_is_empty_and_stages_the_rest(file: Path, tmp_path: Path) -> None:
    texts = measure("①-01", summary="別の概要", R3="検 討|||順調|・調査|-", R4="|構築||新しい|・作業|50%")
    book = progress_book(tmp_path / "次.xlsx", texts)
    (result,) = take(file, book, accept="clean")
    plan = plan_of(file)
    assert (result.outcome, result.accepted, result.waiting.conflicts, result.waiting.notation) == ("partly", 3, 1, 1)
    assert text(plan, "①-01", "effect", "年度:2022") == "50%"
    assert text(plan, "①-01", "summary") == "概要"
    assert text(plan, "①-01", "planning", "年度:2021") == "検討"
    with Document.open(file, who=WHO) as document:
        words = FORMS.get("sodegaura").vocabulary
        assert deciding.decide(document, words, 2, "all", who=WHO, field="情報化施策の概要") == 1
        assert text(document.plan(), "①-01", "summary") == "別の概要"
        assert deciding.decide(document, words, 2, "none", who=WHO) == 1
        with pytest.raises(KnownError, match="取込番号 2"):
            deciding.decide(document, words, 2, "all", who=WHO)
        document.undo(WHO)
        document.undo(WHO)
        assert len(waiting(document, 2)) == 2
        assert text(document.plan(), "①-01", "summary") == "概要"


def test_all_takes_conflicts_too(file: Path, tmp_path: Path) -> None:
    (result,) = take(file, progress_book(tmp_path / "次.xlsx", measure("①-01", summary="別の概要")), accept="all")
    assert (result.outcome, text(plan_of(file), "①-01", "summary")) == ("imported", "別の概要")


def test_a_blank_cell_deletes_nothing(file: Path, tmp_path: Path) -> None:
    (result,) = take(file, progress_book(tmp_path / "次.xlsx", measure("①-01", summary="", R3="検討|||||")), accept="all")
    assert result.outcome == "unchanged"
    assert text(plan_of(file), "①-01", "progress", "年度:2021") == "順調"


def test_the_same_file_again(file: Path, tmp_path: Path) -> None:
    before = plan_of(file)
    (result,) = take(file, tmp_path / "初.xlsx", accept="all")
    assert (result.outcome, result.receipt) == ("unchanged", 1)
    assert "変更なし" in result.message
    assert plan_of(file).entries == before.entries


def test_an_edit_since_is_not_overwritten_by_clean(file: Path, tmp_path: Path) -> None:
    take(file, progress_book(tmp_path / "次.xlsx", measure("①-01", R4="|構築||新しい||")))
    with Document.open(file, who=WHO) as document:
        words = FORMS.get("sodegaura").vocabulary
        node = document.plan().measure_by_number("①-01")
        assert node is not None
        key = next(p.key for p in document.receipts.proposals(2) if p.field == "progress")
        assert key is not None
        with document.edit("直し", who=WHO) as edit:
            edit.set(key, "手で入れた文")
        with pytest.raises(KnownError):
            deciding.decide(document, words, 2, "clean", who=WHO)
        assert document.plan().entries[key] == "手で入れた文"


def test_an_unknown_number_is_asked_about(file: Path, tmp_path: Path) -> None:
    (result,) = take(file, progress_book(tmp_path / "次.xlsx", measure("②-01", "別の施策")), accept="clean")
    assert (result.outcome, result.accepted) == ("staged", 0)
    assert result.waiting.questions > 0
    with Document.open(file, who=WHO) as document:
        assert any("「②-01」は計画にありません" in s.proposal.question for s in waiting(document, 2))
        deciding.decide(document, FORMS.get("sodegaura").vocabulary, 2, "all", who=WHO, measure="②-01")
        plan = document.plan()
        assert [(n.number, n.name) for n in plan.measures] == [("①-01", "見本の施策"), ("②-01", "別の施策")]
        assert [a.number for a in plan.areas] == ["①", "②"]


def test_numbers_are_found_in_any_width(file: Path, tmp_path: Path) -> None:
    (result,) = take(file, progress_book(tmp_path / "次.xlsx", measure("1－01".replace("－", "-"), R3="検討|||順調|・調査|-")))
    assert result.outcome == "unchanged"


def test_struck_text_is_never_taken_silently(file: Path, tmp_path: Path) -> None:
    path = progress_book(tmp_path / "次.xlsx", measure("①-01", R4="|構築||旧い文||"))
    book = openpyxl.load_workbook(path)
    cells = [c for row in book.worksheets[0].iter_rows() for c in row if c.value == "旧い文"]
    cells[0].font = Font(strike=True)
    book.save(path)
    book.close()
    (result,) = take(file, path, accept="all")
    assert (result.outcome, result.waiting.questions) == ("staged", 1)
    assert text(plan_of(file), "①-01", "progress", "年度:2022") == ""


def test_a_year_outside_the_plan_is_asked_about(file: Path, tmp_path: Path) -> None:
    (result,) = take(file, progress_book(tmp_path / "次.xlsx", measure("①-01", R9="検討|||||")), accept="all")
    assert result.waiting.questions == 1


def test_plan_and_progress_sheets_make_one_plan(shared_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "計画.plandb"
    samples = shared_folder / "samples"
    take(file, samples / "sodegaura_progress.xlsx")
    progress = plan_of(file)
    (result,) = take(file, samples / "sodegaura_plan.xlsx", accept="clean")
    both = plan_of(file)
    assert result.outcome == "partly"
    assert all(both.entries[k] == t for k, t in progress.entries.items())
    assert [(a.number, a.name) for a in both.areas] == [
        ("①", "地域情報化の推進"), ("②", "行政情報化の推進"), ("③", "情報化に係る人材の育成"), ("④", "情報セキュリティの強化"),
    ]
    assert both.text("plan", "@label:plan", "年度:2019") == "H31年度"
    with Document.open(file, who=WHO) as document:
        waiting = document.receipts.proposals(2, waiting_only=True)
        assert {(p.measure_number, p.field) for p in waiting if p.field == "@departments"} == {("②-07", "@departments")}
        words = FORMS.get("sodegaura").vocabulary
        deciding.decide(document, words, 2, "all", who=WHO, measure="②-07", field="担当部署")
        assert text(document.plan(), "②-07", "@departments") == "高齢者支援課"
        deciding.decide(document, words, 2, "all", who=WHO)
        assert document.receipts.proposals(2, waiting_only=True) == []
        document.undo_import(2, WHO)
        assert document.plan().entries == progress.entries


def test_the_plan_sheets_alone_make_a_plan(shared_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "計画.plandb"
    (result,) = take(file, shared_folder / "samples" / "sodegaura_plan.xlsx")
    plan = plan_of(file)
    assert (result.outcome, len(plan.measures), len(plan.period_keys("年度"))) == ("imported", 14, 5)
    assert [a.name for a in plan.areas] == ["地域情報化の推進", "行政情報化の推進", "情報化に係る人材の育成", "情報セキュリティの強化"]
    (result,) = take(file, shared_folder / "samples" / "sodegaura_progress.xlsx", accept="clean")
    assert plan_of(file).title == "袖ヶ浦市情報化推進計画 2016"


REFUSALS: Sequence[tuple[str, bytes, str]] = [
    ("文章.xlsx", "これは表ではありません".encode(), "文章.xlsx"),
    ("空.xlsx", b"", "空.xlsx"),
    ("半分.xlsx", b"PK\x03\x04" + b"\0" * 100, "半分.xlsx"),
    ("暗号.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000, "暗号.xlsx"),
]


@pytest.mark.parametrize(("name", "data", "named"), REFUSALS)
def test_bad_input_is_one_sentence_and_changes_nothing(file: Path, tmp_path: Path, name: str, data: bytes, named: str) -> None:
    bad = tmp_path / name
    bad.write_bytes(data)
    before = file.read_bytes()
    (result,) = take(file, bad, accept="all")
    assert result.outcome == "refused"
    assert named in result.message
    assert result.message.endswith("。")
    assert "Traceback" not in result.message
    assert file.read_bytes() == before


def test_an_unknown_layout_names_the_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "名簿"
    book.worksheets[0]["A1"] = "氏名"
    book.save(tmp_path / "名簿.xlsx")
    book.close()
    file = tmp_path / "計画.plandb"
    (result,) = take(file, tmp_path / "名簿.xlsx")
    assert (result.outcome, file.exists()) == ("refused", False)
    assert "名簿.xlsx" in result.message
    assert "「名簿」" in result.message


def test_a_number_that_two_sheets_claim(tmp_path: Path) -> None:
    file = tmp_path / "計画.plandb"
    (result,) = take(file, progress_book(tmp_path / "二重.xlsx", measure("①-01"), measure("①－01")))
    assert (result.outcome, file.exists()) == ("refused", False)
    for word in ("二重.xlsx", "シート1", "シート2", "①"):
        assert word in result.message


def test_stacked_sheets_that_claim_one_number(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    following = draw(book.worksheets[0], measure("①-01"))
    draw(book.worksheets[0], measure("①-01", "別"), top=following + 1)
    book.save(tmp_path / "重ね.xlsx")
    book.close()
    (result,) = take(tmp_path / "計画.plandb", tmp_path / "重ね.xlsx")
    assert result.outcome == "refused"


def test_a_sheet_without_a_number(tmp_path: Path) -> None:
    (result,) = take(tmp_path / "計画.plandb", progress_book(tmp_path / "無.xlsx", measure("")))
    assert result.outcome == "refused"
    assert "施策番号" in result.message


def test_a_sheet_that_is_no_form_is_named(file: Path, tmp_path: Path) -> None:
    path = progress_book(tmp_path / "次.xlsx", measure("①-01", R4="|構築||新しい||"))
    book = openpyxl.load_workbook(path)
    book.create_sheet("連絡先")["B2"] = "内線 123"
    book.create_sheet("空白")
    book.save(path)
    book.close()
    (result,) = take(file, path, accept="clean")
    assert (result.outcome, [n for n in result.notes if "連絡先" in n or "空白" in n]) == (
        "partly", ["シート「連絡先」は知っている様式ではないため、取り込みませんでした。"]
    )


def test_a_good_file_after_a_bad_one(tmp_path: Path) -> None:
    (tmp_path / "悪.xlsx").write_bytes(b"no")
    good = progress_book(tmp_path / "良.xlsx", FIRST)
    results = take(tmp_path / "計画.plandb", tmp_path / "悪.xlsx", good)
    assert [r.outcome for r in results] == ["refused", "imported"]


def test_a_folder_is_its_workbooks(tmp_path: Path) -> None:
    folder = tmp_path / "提出"
    folder.mkdir()
    with pytest.raises(KnownError, match="取り込めるファイル"):
        files_in([folder])
    progress_book(folder / "02.xlsx", measure("①-02"))
    progress_book(folder / "01.xlsx", measure("①-01"))
    (folder / "~$01.xlsx").write_bytes(b"lock")
    (folder / "メモ.txt").write_text("メモ", encoding="utf-8")
    assert [p.name for p in files_in([folder])] == ["01.xlsx", "02.xlsx"]
    results = take(tmp_path / "計画.plandb", folder)
    assert [r.outcome for r in results] == ["imported", "imported"]
    assert len(plan_of(tmp_path / "計画.plandb").measures) == 2
    with pytest.raises(KnownError, match="見つかりません"):
        files_in([tmp_path / "ない"])


def test_another_form_set_is_named(file: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    head = [("項番", "事業名", "当初計画スケジュール", "", "実施内容"), ("", "", "14・15年度", "16・17年度")]
    for number, cells in enumerate([*head, ("1", "事業", "○", "◎", "内容")], start=1):
        for column, value in enumerate(cells, start=1):
            book.worksheets[0].cell(number, column).value = value or None
    book.save(tmp_path / "別表.xlsx")
    book.close()
    (result,) = take(file, tmp_path / "別表.xlsx")
    assert result.outcome == "refused"
    assert "tomakomai" in result.message
    other = tmp_path / "別.plandb"
    (result,) = take(other, tmp_path / "別表.xlsx")
    plan = plan_of(other)
    assert (result.outcome, [(m.number, m.name) for m in plan.measures]) == ("imported", [("1", "事業")])
    assert text(plan, "1", "status", "期:2002-2003") == "○"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_plan_file_that_cannot_be_written(file: Path, tmp_path: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(KnownError):
        take(file, progress_book(tmp_path / "次.xlsx", measure("①-02")))


def test_the_name_is_an_entry_like_any_other(file: Path, tmp_path: Path) -> None:
    (result,) = take(file, progress_book(tmp_path / "次.xlsx", measure("①-01", "名前を変えた施策")), accept="clean")
    assert result.waiting.conflicts == 1
    with Document.open(file, who=WHO) as document:
        deciding.decide(document, FORMS.get("sodegaura").vocabulary, 2, "all", who=WHO, field="施策名")
        assert text(document.plan(), "①-01", NAME) == "名前を変えた施策"


def test_an_area_stays_while_a_later_import_stands_in_it(file: Path, tmp_path: Path) -> None:
    take(file, progress_book(tmp_path / "次.xlsx", measure("①-02", "後から来た施策")), accept="all")
    with Document.open(file, who=WHO) as document:
        document.undo_import(1, WHO)
        plan = document.plan()
        assert [(m.number, m.parent) for m in plan.measures] == [("①-02", plan.areas[0].id)]
        assert document.verify() == []


def test_a_later_edit_keeps_its_measure(file: Path) -> None:
    with Document.open(file, who=WHO) as document:
        words = FORMS.get("sodegaura")
        entry.set_entry(document, words, "①-01", "進捗総括", "手で直した", period="R3", who=WHO)
        document.undo_import(1, WHO)
        assert text(document.plan(), "①-01", "progress", "年度:2021") == "手で直した"
        assert deciding.decide(document, words.vocabulary, 1, "clean", who=WHO) > 5
        plan = document.plan()
        assert len(plan.measures) == 1
        assert text(plan, "①-01", "progress", "年度:2021") == "手で直した"


def test_a_period_stays_while_something_stands_in_it(file: Path, tmp_path: Path) -> None:
    take(file, progress_book(tmp_path / "次.xlsx", measure("①-01", R5="検討|||||")))
    with Document.open(file, who=WHO) as document:
        forms = FORMS.get("sodegaura")
        deciding.decide(document, forms.vocabulary, 2, "all", who=WHO)
        entry.set_entry(document, forms, "①-01", "進捗総括", "手で入れた", period="R5", who=WHO)
        document.undo_import(2, WHO)
        assert document.plan().period_keys("年度") == ["年度:2021", "年度:2022", "年度:2023"]


def test_what_waits_finds_its_measure_again(file: Path, tmp_path: Path) -> None:
    take(file, progress_book(tmp_path / "次.xlsx", measure("①-01", summary="別の概要")))
    with Document.open(file, who=WHO) as document:
        words = FORMS.get("sodegaura").vocabulary
        document.undo_import(1, WHO)
        deciding.decide(document, words, 2, "all", who=WHO)
        assert text(document.plan(), "①-01", "summary") == "別の概要"
        deciding.decide(document, words, 1, "clean", who=WHO)
        assert len(document.plan().measures) == 1
        assert text(document.plan(), "①-01", "summary") == "別の概要"


def test_what_came_first_is_shown_when_the_second_is_decided(tmp_path: Path) -> None:
    file = tmp_path / "計画.plandb"
    take(file, progress_book(tmp_path / "一.xlsx", FIRST), accept="all")
    one = progress_book(tmp_path / "二.xlsx", measure("②-01", summary="一つ目"))
    other = progress_book(tmp_path / "三.xlsx", measure("②-01", summary="二つ目"))
    take(file, one, other, accept="none")
    with Document.open(file, who=WHO) as document:
        deciding.decide(document, FORMS.get("sodegaura").vocabulary, 2, "all", who=WHO)
        late = next(s for s in waiting(document, 3) if s.proposal.field == "summary")
        assert (late.kind, late.now, late.submitted) == ("conflict", "一つ目", "二つ目")


def test_two_files_that_disagree_wait_even_in_a_new_plan(tmp_path: Path) -> None:
    file = tmp_path / "計画.plandb"
    first = progress_book(tmp_path / "一.xlsx", FIRST)
    second = progress_book(tmp_path / "二.xlsx", measure("①-01", summary="別の概要", R4="|構築||新しい||"), measure("①-02"))
    results = take(file, first, second)
    assert [(r.outcome, r.waiting.conflicts) for r in results] == [("imported", 0), ("partly", 1)]
    assert text(plan_of(file), "①-01", "summary") == "概要"
    assert text(plan_of(file), "①-01", "progress", "年度:2022") == "新しい"
    assert len(plan_of(file).measures) == 2


def test_the_same_file_after_undo_is_taken_as_asked(file: Path, tmp_path: Path) -> None:
    with Document.open(file, who=WHO) as document:
        document.undo_import(1, WHO)
    (result,) = take(file, tmp_path / "初.xlsx")
    assert (result.outcome, "planeditor decide" in result.message) == ("unchanged", True)
    (result,) = take(file, tmp_path / "初.xlsx", accept="all")
    assert (result.outcome, len(plan_of(file).measures)) == ("imported", 1)


def test_another_plans_file_is_said_and_waits(file: Path, tmp_path: Path) -> None:
    book = progress_book(tmp_path / "次.xlsx", measure("①-01", R4="|構築||新しい||"), title="別市計画 施策進行管理シート（5年）")
    (result,) = take(file, book, accept="clean")
    assert (result.outcome, result.accepted) == ("staged", 0)
    assert "別市計画" in result.notes[0]


def test_an_unreadable_cell_never_empties_an_entry(file: Path, tmp_path: Path) -> None:
    path = progress_book(tmp_path / "次.xlsx", measure("①-01", R3="検討|||順調|・調査|-"))
    book = openpyxl.load_workbook(path)
    cells = [c for row in book.worksheets[0].iter_rows() for c in row if c.value == "順調"]
    cells[0].value = "=1/6"
    book.save(path)
    book.close()
    (result,) = take(file, path, accept="all")
    assert result.waiting.questions == 1
    with Document.open(file, who=WHO) as document:
        with pytest.raises(KnownError):
            deciding.decide(document, FORMS.get("sodegaura").vocabulary, 2, "all", who=WHO)
        assert text(document.plan(), "①-01", "progress", "年度:2021") == "順調"


def test_blank_places_are_said(file: Path, tmp_path: Path) -> None:
    (result,) = take(file, progress_book(tmp_path / "次.xlsx", measure("①-01", R3="検討||||・調査|-")))
    assert any("R3年度 進捗総括" in n for n in result.notes)


def test_one_sheets_spelling_of_a_year_is_not_the_plans(tmp_path: Path) -> None:
    file = tmp_path / "計画.plandb"
    take(file, progress_book(tmp_path / "一.xlsx", FIRST, measure("①-02", R3="検討|||||"), measure("①-03", R3="検討|||||")))
    path = progress_book(tmp_path / "二.xlsx", measure("①-01", R4="|構築||新しい||"))
    book = openpyxl.load_workbook(path)
    next(c for row in book.worksheets[0].iter_rows() for c in row if c.value == "R4年度").value = "令和四年度"
    book.save(path)
    book.close()
    take(file, path, accept="clean")
    assert not any(k.field.startswith("@label") for k in plan_of(file).entries)


def test_a_row_for_a_run_of_years_is_asked_about(file: Path, tmp_path: Path) -> None:
    path = progress_book(tmp_path / "次.xlsx", measure("①-01", R3="検討|||順調|・調査|-", R4="|構築||合計||"))
    book = openpyxl.load_workbook(path)
    next(c for row in book.worksheets[0].iter_rows() for c in row if c.value == "R4年度").value = "R3～R4年度"
    book.save(path)
    book.close()
    (result,) = take(file, path, accept="clean")
    assert result.accepted == 0
    assert result.waiting.questions > 0


def test_a_new_plan_may_hold_nothing_but_what_waits(tmp_path: Path) -> None:
    file = tmp_path / "計画.plandb"
    (result,) = take(file, progress_book(tmp_path / "一.xlsx", FIRST), accept="none")
    assert (result.outcome, plan_of(file).measures) == ("staged", [])


def test_nothing_is_left_of_a_new_plan_that_nothing_came_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise KnownError("空き容量がありません。")

    monkeypatch.setattr(Document, "edit", full)
    (result,) = take(tmp_path / "計画.plandb", progress_book(tmp_path / "一.xlsx", FIRST))
    assert result.outcome == "refused"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["一.xlsx"]

"""A colleague's copy of the plan file taken in: recorded, decided and taken back like any file; and what is refused."""
from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PARENT, PLAN_ID, Key, Plan
from planeditor.domain.stamps import new_stamp
from planeditor.services.editing.permissions import Mode
from planeditor.services.editing.undoing import undo_import
from planeditor.services.editing.years import close_period, is_closed
from planeditor.services.extending import extend
from planeditor.services.formsets import FormSets
from planeditor.services.intake import deciding
from planeditor.services.intake.awaiting import awaiting
from planeditor.services.intake.deciding import Accept
from planeditor.services.intake.files import FileIntake
from planeditor.services.intake.importing import Importer
from planeditor.services.intake.outcome import FileResult
from planeditor.services.intake.reviewing import review
from planeditor.services.intake.standing import count_waiting
from planeditor.services.intake.waiting import waiting, waiting_of_all
from planeditor.services.planfiles.copies import practice_copy
from planeditor.services.tree import structuring
from planeditor.store.ancestry import OtherCopy, common_group, is_plan_file
from planeditor.store.document import Document
from planeditor.store.requests import NewRequest, RequestBook, RequestSheet
from tests.services.editing_plans import FORMS, R3, R5, VOCABULARY, WHO, key_of, make, node_of

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan file; 同僚.plandb beside it is a colleague's copy."""
    with make(tmp_path) as document:
        document.copy_to(tmp_path / "同僚.plandb")
    return tmp_path / "計画.plandb"


def theirs_of(path: Path) -> Path:
    return path.with_name("同僚.plandb")


def work_there(path: Path, act: Callable[[Document], object]) -> Path:
    """Something happens in the colleague's copy."""
    with Document.open(theirs_of(path), who="佐藤") as document:
        act(document)
    return theirs_of(path)


def write(document: Document, key: Key, text: str, who: str = "佐藤") -> None:
    with document.edit("記入", who=who) as edit:
        edit.set(key, text or None)


def take(path: Path, other: Path, accept: Accept | None = None) -> FileResult:
    """What becomes of it through the front door."""
    (result,) = Importer(path, FormSets(), who=WHO, accept=accept).run([other])
    return result


def plan_of(path: Path) -> Plan:
    with Document.open(path, read_only=True) as document:
        assert document.verify() == []
        return document.plan()


def test_their_changes_are_staged_and_decided(path: Path) -> None:
    plan = plan_of(path)
    work, summary = key_of(plan, "①-01", "work", R5), key_of(plan, "①-01", "summary")

    def act(document: Document) -> None:
        write(document, work, "・運用を始めた")
        write(document, summary, "新しい概要")

    other = work_there(path, act)
    with Document.open(path) as document:
        write(document, summary, "別の概要", WHO)
    result = take(path, other)
    assert (result.outcome, result.waiting.clean, result.waiting.conflicts) == ("staged", 1, 1)
    assert "佐藤" in result.notes[0]
    with Document.open(path) as document:
        assert document.receipts.original(result.receipt or 0) == other.read_bytes()
        deciding.decide(document, VOCABULARY, result.receipt or 0, "clean", who=WHO)
        assert document.plan().text(*work) == "・運用を始めた"
        assert document.plan().text(*summary) == "別の概要"
        assert document.log(limit=1)[0].source == "計画ファイルの取込"
        undo_import(document, VOCABULARY, result.receipt or 0, WHO)
        assert work not in document.plan().entries
        assert count_waiting(waiting(document, result.receipt or 0)).clean == 1


def test_clean_ones_are_taken_at_once_where_that_is_asked(path: Path) -> None:
    plan = plan_of(path)
    area = plan.areas[0].id

    def act(document: Document) -> None:
        structuring.add_measure(document, FORMS, area, "①-03", "新しい施策", "企画課", mode=Mode.REVISION, who="佐藤")
        write(document, Key(document.plan().measures[-1].id, "work", R3.key), "・始めた")

    other = work_there(path, act)
    result = take(path, other, "clean")
    assert (result.outcome, result.waiting.total) == ("imported", 0)
    assert plan_of(path).entries == plan_of(other).entries
    with Document.open(path) as document:
        assert undo_import(document, VOCABULARY, result.receipt or 0, WHO).skipped == ()
        assert document.plan().entries == plan.entries


def test_one_text_of_a_new_measure_brings_the_measure(path: Path) -> None:
    area = plan_of(path).areas[0].id

    def act(document: Document) -> None:
        structuring.add_measure(document, FORMS, area, "①-03", "新しい施策", mode=Mode.REVISION, who="佐藤")
        write(document, Key(document.plan().measures[-1].id, "work", R3.key), "・始めた")

    result = take(path, work_there(path, act))
    with Document.open(path) as document:
        proposals = document.receipts.proposals(result.receipt)
        work = next(p for p in proposals if p.field == "work")
        deciding.accept(document, VOCABULARY, [work.id], who=WHO)
        node = document.plan().node(work.node or "")
        assert node is not None
        assert (node.kind, node.parent, node.title) == ("measure", area, "①-03 新しい施策")
        left = {s.proposal.field for s in waiting(document, result.receipt or 0)}
        assert not left & {KIND, PARENT, "work"}
        document.undo(WHO)
        assert document.plan().node(work.node or "") is None
        kind = next(p for p in proposals if p.field == KIND)
        deciding.decline(document, VOCABULARY, [kind.id], who=WHO)
        assert waiting(document, result.receipt or 0) == []


def test_a_deletion_is_taken_only_by_name(path: Path) -> None:
    node = node_of(plan_of(path), "①-02")
    other = work_there(path, lambda d: structuring.delete(d, FORMS, [node], mode=Mode.REVISION, who="佐藤"))
    result = take(path, other, "all")
    assert (result.outcome, result.waiting.questions) == ("staged", 1)
    with Document.open(path) as document:
        (item,) = waiting(document, result.receipt or 0)
        report = deciding.accept(document, VOCABULARY, [item.proposal.id], who=WHO)
        assert document.plan().node(node) is None
        assert document.plan().entries == plan_of(other).entries
        assert "①-02" in report.name
        document.undo(WHO)
        assert document.plan().node(node) is not None


def test_their_years_closed_or_reopened_follow_only_by_a_person(path: Path) -> None:
    result = take(path, work_there(path, lambda d: close_period(d, FORMS, R3, "佐藤")), "all")
    with Document.open(path) as document:
        assert not is_closed(document.plan(), R3.key)
        (item,) = waiting(document, result.receipt or 0)
        assert "R3" in item.proposal.question
        deciding.accept(document, VOCABULARY, [item.proposal.id], who=WHO)
        assert is_closed(document.plan(), R3.key)


def test_nothing_new_is_no_receipt(path: Path) -> None:
    with Document.open(path) as document:
        write(document, key_of(document.plan(), "①-01", "work", R5), "・こちらだけ", WHO)
    result = take(path, theirs_of(path))
    assert (result.outcome, result.receipt) == ("unchanged", None)
    assert "変更なし" in result.message
    with Document.open(path) as document:
        assert document.receipts.all() == []


def test_the_same_copy_again_and_a_later_state_of_it(path: Path) -> None:
    plan = plan_of(path)
    work, summary = key_of(plan, "①-01", "work", R5), key_of(plan, "①-01", "summary")
    other = work_there(path, lambda d: write(d, work, "・運用を始めた"))
    first = take(path, other)
    again = take(path, other)
    assert (again.outcome, again.receipt, again.again) == ("unchanged", first.receipt, True)
    work_there(path, lambda d: write(d, summary, "新しい概要"))
    later = take(path, other)
    assert later.waiting.total == 1
    assert any("繰り返し" in note for note in later.notes)
    with Document.open(path) as document:
        assert [p.field for p in document.receipts.proposals(later.receipt)] == ["summary"]


def test_requests_sent_from_the_copy_are_known_here(path: Path) -> None:
    plan = plan_of(path)
    node, tokens = node_of(plan, "①-01"), []

    def act(document: Document) -> None:
        write(document, key_of(plan, "①-01", "summary"), "新しい概要")
        tokens.append(new_stamp(document.plan_id, ()))
        tokens.append(new_stamp(document.plan_id, tokens))
        book = RequestBook(tokens[0], None, "見本課", "01_見本課_R5.xlsx", (RequestSheet(tokens[1], node, "progress"),))
        document.add_request(NewRequest(periods=(R5.key,), who="佐藤", deadline=date(2024, 4, 26), books=(book,)))

    result = take(path, work_there(path, act))
    assert any("依頼 1 件" in note for note in result.notes)
    with Document.open(path) as document:
        found = document.requests.find(tokens[1])
        assert found is not None
        assert (found.request.who, found.request.deadline, found.request.after_group) == ("佐藤", date(2024, 4, 26), 1)
        assert document.verify() == []
    work_there(path, lambda d: write(d, key_of(plan, "①-01", "work", R5), "・追加"))
    take(path, theirs_of(path))
    with Document.open(path) as document:
        assert len(document.requests.all()) == 1


def test_an_older_version_of_the_file_is_read_as_it_would_be(tmp_path: Path) -> None:
    for version in (1, 2):
        other = tmp_path / f"同僚{version}.plandb"
        other.write_bytes((DATA / f"plan-v{version}.plandb").read_bytes())
        own = tmp_path / f"計画{version}.plandb"
        own.write_bytes(other.read_bytes())
        with Document.open(own) as document:
            write(document, Key(PLAN_ID, "@name"), "新しい題名", WHO)
        before = other.read_bytes()
        with OtherCopy.read(other) as copy, Document.open(own, read_only=True) as ours:
            assert common_group(ours, copy.document) == copy.document.last_group < ours.last_group
            assert copy.document.requests.all() == []
            assert copy.original == before == other.read_bytes()


# What is refused leaves everything as it was


def refused(path: Path, other: Path) -> str:
    before = path.read_bytes(), other.read_bytes()
    result = take(path, other)
    assert (result.outcome, result.receipt) == ("refused", None)
    assert (path.read_bytes(), other.read_bytes()) == before
    assert other.name in result.message
    assert not list(path.parent.glob("*-journal"))
    return result.message


def test_another_plan_is_refused(path: Path, tmp_path: Path) -> None:
    (tmp_path / "別").mkdir()
    make(tmp_path / "別").close()
    assert "別の計画" in refused(path, tmp_path / "別" / "計画.plandb")


def test_a_copy_for_practice_is_refused(path: Path, tmp_path: Path) -> None:
    (tmp_path / "別").mkdir()
    with Document.open(path) as document:
        practice = practice_copy(document, tmp_path / "別")
    assert "練習" in refused(path, practice)


def test_the_file_itself_is_refused(path: Path) -> None:
    assert "そのもの" in refused(path, path)


def test_a_new_plan_cannot_be_made_of_a_plan(path: Path, tmp_path: Path) -> None:
    new = tmp_path / "新.plandb"
    (result,) = Importer(new, FormSets(), who=WHO).run([path])
    assert (result.outcome, path.name in result.message) == ("refused", True)
    assert not new.exists()


def spoil(path: Path, *statements: str) -> Path:
    with sqlite3.connect(theirs_of(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return theirs_of(path)


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE entry SET text = 'x' WHERE field = 'work'",),
        ("DROP TABLE decision",),
        ("PRAGMA user_version = 99",),
        ("PRAGMA application_id = 1",),
        ("CREATE TRIGGER bad AFTER UPDATE ON meta BEGIN DELETE FROM entry; END",),
        ("ALTER TABLE proposal ADD COLUMN more TEXT",),
        ("DROP TABLE field_label", "CREATE VIEW field_label AS SELECT 'a' AS field, 'b' AS label"),
        (
            "DROP TABLE draft",
            "CREATE VIEW draft AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS node FROM n",
        ),
    ],
)
def test_what_this_program_did_not_write_is_refused(path: Path, statements: tuple[str, ...]) -> None:
    refused(path, spoil(path, *statements))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Key("m9", KIND), "virus"),
        (Key(PLAN_ID, "@periods:年度"), "年度:いつか"),
        (Key(PLAN_ID, "@closed", "年度:2021"), "きのう"),
        (Key(PLAN_ID, "@name"), "題\x01名"),
    ],
)
def test_entries_that_make_no_plan_are_refused(path: Path, key: Key, text: str) -> None:
    refused(path, work_there(path, lambda d: write(d, key, text)))


def test_an_order_that_is_no_number_is_refused(path: Path) -> None:
    node = node_of(plan_of(path), "①-01")
    with Document.open(theirs_of(path)) as document, pytest.raises(ValueError, match="int"):
        write(document, Key(node, "@order"), "一番")
    refused(path, theirs_of(path))


def test_nodes_far_below_one_another_are_refused(path: Path) -> None:
    def act(document: Document) -> None:
        with document.edit("深い", who="佐藤") as edit:
            for number in range(2000):
                edit.set(Key(f"n{number}", KIND), "area")
                edit.set(Key(f"n{number}", PARENT), f"n{number - 1}" if number else PLAN_ID)

    refused(path, work_there(path, act))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"SQLite format 3\x00" + b"\x00" * 200, b"\x00" * 4096])
def test_what_is_no_plan_file_is_refused(path: Path, data: bytes) -> None:
    theirs_of(path).write_bytes(data)
    assert not is_plan_file(theirs_of(path))
    refused(path, theirs_of(path))


def test_a_damaged_page_is_refused(path: Path) -> None:
    data = bytearray(theirs_of(path).read_bytes())
    for start in range(4096, len(data), 4096 * 3):
        data[start : start + 4096] = b"\x00" * 4096
    theirs_of(path).write_bytes(data)
    refused(path, theirs_of(path))


def test_a_file_cut_short_is_refused(path: Path) -> None:
    data = theirs_of(path).read_bytes()
    theirs_of(path).write_bytes(data[: len(data) // 2])
    refused(path, theirs_of(path))


def test_a_plan_file_is_known_by_its_bytes(path: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "提出.xlsx"
    work_there(path, lambda d: write(d, key_of(d.plan(), "①-01", "work", R5), "・続き"))
    theirs_of(path).rename(renamed)
    assert is_plan_file(renamed)
    assert take(path, renamed).outcome == "staged"
    assert not is_plan_file(tmp_path)
    assert not is_plan_file(tmp_path / "ない")


def test_a_copy_that_is_being_written_is_read_whole(path: Path) -> None:
    plan = plan_of(path)
    with Document.open(theirs_of(path), who="佐藤") as there, FileIntake(FormSets(), who=WHO) as intake:
        write(there, key_of(plan, "①-01", "work", R5), "・一つ目")
        source = intake.read(theirs_of(path), "sodegaura")
        write(there, key_of(plan, "①-01", "work", R5), "・二つ目")
        with Document.open(path) as document:
            result = intake.take(document, source)
            (proposal,) = document.receipts.proposals(result.receipt)
            assert proposal.submitted == "・一つ目"


def test_the_layers_refuse_with_their_own_sentences(tmp_path: Path) -> None:
    with FileIntake(FormSets(), who=WHO) as intake, pytest.raises(KnownError, match="見つかりません"):
        intake.read(tmp_path / "ない.plandb", "sodegaura")


def test_places_and_kinds_are_shown_in_words(path: Path) -> None:
    plan = plan_of(path)
    area, gone = plan.areas[0].id, node_of(plan, "①-02")

    def act(document: Document) -> None:
        structuring.add_area(document, FORMS, PLAN_ID, "②", "新分野", mode=Mode.REVISION, who="佐藤")
        new = document.plan().areas[-1].id
        structuring.add_measure(document, FORMS, new, "②-01", "新しい施策", mode=Mode.REVISION, who="佐藤")
        structuring.move(document, FORMS, [node_of(plan, "①-01")], new, mode=Mode.REVISION, who="佐藤")
        structuring.delete(document, FORMS, [gone], mode=Mode.REVISION, who="佐藤")
        extend(document, FORMS, "佐藤")

    result = take(path, work_there(path, act))
    with Document.open(path, read_only=True) as document:
        rows = {(g.title, r.field_label): r for g in review(document, FORMS, result.receipt or 0).groups for r in g.rows}
        listed = {(line.title, line.field): line for line in awaiting(document, VOCABULARY, result.receipt or 0)}
    assert rows["②-01 新しい施策", "新しい施策"].submitted == "②-01 新しい施策\n（所属：② 新分野）"
    assert rows["② 新分野", "新しい分野"].submitted == "② 新分野\n（所属：計画の直下）"
    assert not {label for _, label in rows} & {"種別", "順", "施策番号"}  # what comes is one row, and a move is one
    moved = rows["①-01 公衆LAN", "所属"]
    assert (moved.as_sent, moved.now, moved.submitted) == ("① 地域情報化", "① 地域情報化", "② 新分野")
    deleted = rows["①-02 窓口案内", "施策の削除"]
    assert (deleted.now, deleted.submitted, [c.name for c in deleted.choices]) == ("①-02 窓口案内", "（削除）", ["accept", "decline"])
    assert "記入" in deleted.question
    assert rows["見本市計画", "年度の一覧（年度）"].submitted.startswith("R3年度、R4年度、R5年度、R6年度")
    assert listed["①-01 公衆LAN", "所属"].submitted == "② 新分野"
    assert not any(area in text for row in rows.values() for text in (row.now, row.submitted, row.question))


def test_what_comes_and_what_moves_are_decided_in_one_row_each(path: Path) -> None:
    plan = plan_of(path)
    area, moved = plan.areas[0].id, node_of(plan, "①-01")

    def act(document: Document) -> None:
        structuring.add_area(document, FORMS, PLAN_ID, "②", "新分野", mode=Mode.REVISION, who="佐藤")
        structuring.add_measure(document, FORMS, area, "①-03", "新しい施策", mode=Mode.REVISION, who="佐藤")
        structuring.move(document, FORMS, [moved], document.plan().areas[-1].id, mode=Mode.REVISION, who="佐藤")

    result = take(path, work_there(path, act))
    number = result.receipt or 0
    with Document.open(path) as document:
        rows = [row for group in review(document, FORMS, number).groups for row in group.rows]
        assert [row.field for row in rows] == [KIND, KIND, PARENT]
        assert result.waiting.total == len(rows) == len(waiting_of_all(document)) == len(awaiting(document, VOCABULARY, number))
        deciding.decline(document, VOCABULARY, [row.id for row in rows if row.field == PARENT], who=WHO)
        assert {s.proposal.field for s in waiting(document, number) if s.node == moved} == set()
        for row in rows:
            if row.field == KIND:
                deciding.accept(document, VOCABULARY, [row.id], who=WHO)
        assert waiting(document, number) == []
        titles = [node.title for node in document.plan().walk()]
        assert "② 新分野" in titles
        assert "①-03 新しい施策" in titles
        told = [row for group in review(document, FORMS, number).groups for row in group.rows]
        assert [row.id for row in told] == [row.id for row in rows]  # nothing shows up again once it is decided

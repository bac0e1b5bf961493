"""記録の抹消: a text that was put everywhere is nowhere afterwards, and the plan goes on as it was."""
from __future__ import annotations

import hashlib
import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import SEEN, Key
from planeditor.domain.reserved import confirmed_key
from planeditor.formengine.writing.pdf import PdfInfo
from planeditor.messages import redacting as say
from planeditor.services.intake.merging import merge, read_copy
from planeditor.services.redacting.finding import find_text
from planeditor.services.redacting.removing import Removed, redact
from planeditor.services.requests.confirming import digest, is_confirmed
from planeditor.services.transport.files import json_text
from planeditor.services.transport.writing import as_json
from planeditor.store.backup import list_backups
from planeditor.store.document import Document
from planeditor.store.papers import NewPaper
from tests.formengine.pdftext import page_of, pdf
from tests.services.editing_plans import FORMS, VOCABULARY
from tests.services.intake_plans import Town
from tests.services.redacting_plans import NAMED, NOTE, OTHER, WORK, build, hits


@pytest.fixture(scope="module")
def full_of_it(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan file that has the text everywhere."""
    folder = tmp_path_factory.mktemp("抹消")
    build(folder / "計画.plandb")
    return folder


@pytest.fixture(scope="module")
def redacted(full_of_it: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Removed]:
    """The same after the redaction, but for the copy that somebody else has."""
    folder = tmp_path_factory.mktemp("済") / "計画"
    shutil.copytree(full_of_it, folder)
    (folder / "写し.plandb").unlink()
    assert len(hits(folder)) > 40
    with Document.open(folder / "計画.plandb", who="事務局") as document:
        removed = redact(document, VOCABULARY, NAMED, who="事務局", why="個人情報の誤記入")
    return folder, removed


@pytest.fixture
def plan_file(redacted: tuple[Path, Removed], tmp_path: Path) -> Path:
    """The redacted plan file, to be worked on."""
    shutil.copy(redacted[0] / "計画.plandb", tmp_path / "計画.plandb")
    return tmp_path / "計画.plandb"


def test_no_byte_is_left_anywhere(redacted: tuple[Path, Removed]) -> None:
    folder, _ = redacted
    assert hits(folder) == []
    assert hits(folder, "ミホンハナコ") == []
    assert sorted(p.name for p in folder.iterdir()) == ["計画.backups", "計画.plandb"]


def test_the_file_and_its_backups_are_sound(redacted: tuple[Path, Removed]) -> None:
    file = redacted[0] / "計画.plandb"
    backups = list_backups(file)
    assert len(backups) == 2
    for path in (file, *(backup.path for backup in backups)):
        with Document.open(path, read_only=True) as document:
            assert document.verify() == []
            assert document.log(limit=1)[0].name == say.GROUP
            assert document.plan().text(*OTHER) == "無関係の記入"


def test_only_the_text_went_and_the_rest_of_each_sentence_stays(plan_file: Path) -> None:
    with Document.open(plan_file, read_only=True) as document:
        assert document.plan().text(*NOTE) == f"連絡先は{say.MARK}まで"
        (change,) = [c for group in document.log() for c in group.changes if c.key == WORK and (c.new or "").endswith("設計")]
        assert change.old == f"・調査\n・{say.MARK}\nが設計（{say.MARK}、ｶﾞｽ）"
        assert {d.aliases for d in document.departments.all()} == {(f"{say.MARK}係",)}
        assert json.loads(document.requests.all()[0].cover) == {"body": f"{say.MARK}様\nご記入ください。"}
        assert document.drafts.all()[0].text == f"書きかけ {say.MARK}"
        assert {p.submitted for p in document.receipts.proposals()} == {f"{say.MARK}が提出"}
        assert not any(p.damaged for p in document.receipts.proposals())


def test_originals_are_cleaned_or_go_and_say_so(redacted: tuple[Path, Removed], plan_file: Path) -> None:
    with Document.open(plan_file, read_only=True) as document:
        names = {r.number: r.file_name.removeprefix(f"{say.MARK}_") for r in document.receipts.all()}
        gone = [number for number in names if document.redactions.removed(number)]
        assert [names[number] for number in gone] == ["切れ目.xls"]
        with pytest.raises(KnownError, match="記録の抹消で除いた"):
            document.receipts.original(gone[0])
        kept = {name: document.receipts.original(number) for number, name in names.items() if number not in gone}
        assert openpyxl.load_workbook(io.BytesIO(kept["提出.xlsx"])).worksheets[0]["A4"].value == "ほかの記入"
        assert all(hashlib.sha256(data).hexdigest() != document.receipts.get(1).sha256 for data in kept.values())
        (paper,) = document.papers.all()
        assert paper.size == 0
    note = next(note for note in redacted[1].notes if "原本ごと" in note)
    assert "取込番号 3" in note


def test_what_was_removed_is_counted_by_place(redacted: tuple[Path, Removed]) -> None:
    counts = {place.kind: place.count for place in redacted[1].places}
    assert counts.keys() == say.PLACES.keys() - {"redaction", "copy", "unsaved"}  # the last two: see the test of the reach
    assert (counts["original"], counts["backup"], counts["paper_bytes"], counts["draft"]) == (6, 2, 1, 1)
    assert redacted[1].notes[-1] == say.OUT_OF_REACH


def test_the_log_says_who_and_why_and_undo_goes_on_with_what_was_before(plan_file: Path) -> None:
    with Document.open(plan_file, who="事務局") as document:
        latest = document.log(limit=1)[0]
        assert (latest.who, latest.source, latest.changes) == ("事務局", "理由：個人情報の誤記入", ())
        (redaction,) = document.redactions.all()
        assert (redaction.group, redaction.why) == (latest.id, "個人情報の誤記入")
        with pytest.raises(KnownError):
            document.undo_group(latest.id, "事務局")
        document.undo("事務局")
        assert document.plan().text(*WORK) == f"・調査\n・{say.MARK}\nが設計（{say.MARK}、ｶﾞｽ）"
        document.redo("事務局")
        assert document.plan().text(*WORK) == "・調査\n・設計"
        assert document.verify() == []


def test_an_older_copy_does_not_bring_it_back(full_of_it: Path, plan_file: Path) -> None:
    copy = plan_file.with_name("写し.plandb")
    shutil.copy(full_of_it / "写し.plandb", copy)
    with Document.open(copy, who="乙") as document, document.edit("追記", who="乙") as edit:
        edit.set(Key("m4", "summary"), "写しで書いた")
    with Document.open(plan_file, who="事務局") as document:
        before = document.plan().entries
        source = read_copy(copy)
        with pytest.raises(KnownError, match="抹消をする前に作られた写し"):
            merge(document, source, VOCABULARY, who="事務局", accept="all")
        assert document.plan().entries == before
        source.theirs.close()
        with Document.open(copy, who="乙") as theirs:
            redact(theirs, VOCABULARY, NAMED, who="乙", why="同じ理由")
        source = read_copy(copy)
        merged = merge(document, source, VOCABULARY, who="事務局", accept="all")
        source.theirs.close()
        assert [item.proposal.submitted for item in merged.items] == ["写しで書いた"]
        assert document.plan().text("m4", "summary") == "写しで書いた"
        assert document.verify() == []
    assert hits(plan_file.parent) == []


def test_the_other_way_round_a_cleaned_copy_waits_for_the_plan(full_of_it: Path, plan_file: Path) -> None:
    ours = plan_file.with_name("ours.plandb")
    shutil.copy(full_of_it / "計画.plandb", ours)
    with Document.open(ours, who="事務局") as document:
        source = read_copy(plan_file)
        with pytest.raises(KnownError, match="この計画ではまだです"):
            merge(document, source, VOCABULARY, who="事務局", accept="all")
        source.theirs.close()


@pytest.mark.parametrize(
    ("text", "why", "match"),
    [
        ("", "理由", "空です"), (" \n", "理由", "空です"), ("花", "理由", "短すぎる"), ("■■■", "理由", "記録に使う語"),
        ("抹消", "理由", "記録に使う語"),
        ("見" * 500, "理由", "長すぎ"),
        ("どこにもない人", "理由", "見つかりません"), ("無関係", "", "理由が空"),
        ("無関係", "無関 係のため", "その文を使わずに"),
    ],
)
def test_what_cannot_be_removed_is_a_sentence_and_changes_nothing(plan_file: Path, text: str, why: str, match: str) -> None:
    with Document.open(plan_file, who="事務局") as document:
        last = document.last_group
        with pytest.raises(KnownError, match=match):
            redact(document, VOCABULARY, text, who="事務局", why=why)
        assert document.last_group == last


def test_looking_changes_nothing_and_shows_the_words_around(full_of_it: Path) -> None:
    file = full_of_it / "計画.plandb"
    before = file.read_bytes()
    with Document.open(file, read_only=True) as document:
        found = find_text(document, VOCABULARY, "見本花子")
        with pytest.raises(KnownError, match="読み取り専用"):
            redact(document, VOCABULARY, NAMED, who="甲", why="理由")
    assert file.read_bytes() == before
    assert len(found.backups) == 2
    assert [(s.before, s.text, s.after) for s in found.spots if "m2" in s.name or "①-02" in s.name] == [("連絡先は", "見本花子", "まで")]


def test_a_number_is_warned_of_and_what_holds_the_plan_together_stays(plan_file: Path) -> None:
    with Document.open(plan_file, who="事務局") as document:
        found = find_text(document, VOCABULARY, "①-0")
        assert any("番号や名称にも" in warning for warning in found.warnings)
        found = find_text(document, VOCABULARY, "measure")
        assert any("計画の仕組み" in warning for warning in found.warnings)
        redact(document, VOCABULARY, "施策", who="事務局", why="試し")
        assert [n.name for n in document.plan().measures][:2] == [f"{say.MARK}1", f"{say.MARK}2"]
        assert document.verify() == []


def test_a_backup_that_cannot_be_read_goes_and_is_named(full_of_it: Path, tmp_path: Path) -> None:
    shutil.copytree(full_of_it, tmp_path / "計画")
    file = tmp_path / "計画" / "計画.plandb"
    broken = min(file.with_suffix(".backups").iterdir())
    broken.write_bytes(b"x" * 100 + NAMED.encode())
    with Document.open(file, who="事務局") as document:
        assert any(broken.name in warning for warning in find_text(document, VOCABULARY, NAMED).warnings)
        removed = redact(document, VOCABULARY, NAMED, who="事務局", why="個人情報")
    assert any(broken.name in note for note in removed.notes)
    assert not broken.exists()


def test_a_book_that_went_out_before_is_asked_about_when_it_comes_back(tmp_path: Path) -> None:
    town = Town(tmp_path)
    town.write("work", f"・{NAMED}が調査")
    request = town.send("①-01")
    book = town.book(town.sheet(request))
    with town.open() as document:
        redact(document, VOCABULARY, NAMED, who="事務局", why="個人情報")
    (result,) = town.take(book, accept="clean")
    assert town.text("work") == f"・{say.MARK}が調査"
    (item,) = [item for item in town.waiting(result.receipt or 0) if item.proposal.field == "work"]
    assert (item.kind, item.proposal.question) == ("question", say.QUESTION_REMOVED)
    with town.open() as document:
        redact(document, VOCABULARY, NAMED, who="事務局", why="個人情報")
    assert [name for name in hits(tmp_path) if not name.startswith("提出")] == []


def test_a_plan_as_json_of_before_does_not_bring_it_back_by_itself(tmp_path: Path) -> None:
    town, before = Town(tmp_path), tmp_path / "前.json"
    town.write("work", f"・{NAMED}が調査")
    with town.open() as document:
        before.write_text(json_text(as_json(document.plan(), FORMS)), encoding="utf-8")
        redact(document, VOCABULARY, NAMED, who="事務局", why="個人情報")
    (result,) = town.take(before, accept="all")
    assert town.text("work") == f"・{say.MARK}が調査"
    (item,) = [item for item in town.waiting(result.receipt or 0) if item.proposal.field == "work"]
    assert (item.kind, item.proposal.question) == ("question", say.QUESTION_REMOVED)


def test_what_was_agreed_to_stays_agreed_to(plan_file: Path) -> None:
    key = Key("m5", "work", WORK.period)
    seen = key._replace(field=f"{SEEN}:rule:work")
    with Document.open(plan_file, who="事務局") as document:
        with document.edit("入力", who="事務局") as edit:
            edit.set(key, "担当の山田一郎が確認")
            edit.set(confirmed_key(key), digest("担当の山田一郎が確認"))
            edit.set(seen, f"{digest('担当の山田一郎が確認')} 問題なし")
        assert is_confirmed(document.plan(), key)
        redact(document, VOCABULARY, "山田一郎", who="事務局", why="個人情報")
        assert is_confirmed(document.plan(), key)
        assert document.plan().text(*seen) == f"{digest(f'担当の{say.MARK}が確認')} 問題なし"
        assert document.verify() == []
    assert digest("担当の山田一郎が確認").encode() not in plan_file.read_bytes()


def test_a_paper_that_holds_it_on_its_pages_or_in_its_title_goes(plan_file: Path) -> None:
    other = page_of(["ほか"])
    papers = {"頁": pdf(page_of(["担当は山田", "一郎です"])), "題": pdf(other, info=PdfInfo("山田一郎の件")), "別": pdf(other)}
    with Document.open(plan_file, who="事務局") as document:
        for name, content in papers.items():
            document.keep_paper(NewPaper(snapshot="s2", name=name, kind="pdf", period="", content=content, who="事務局"))
        removed = redact(document, VOCABULARY, "山田一郎", who="事務局", why="個人情報")
        assert {paper.name: bool(paper.size) for paper in document.papers.at("s2")} == {"頁": False, "題": False, "別": True}
        assert document.verify() == []
    assert any("頁、題" in note for note in removed.notes)


def test_backups_of_every_earlier_version_are_cleaned_too(tmp_path: Path) -> None:
    data, file = Path(__file__).resolve().parents[1] / "data", tmp_path / "計画.plandb"
    shutil.copy(data / "plan-v4.plandb", file)
    file.with_suffix(".backups").mkdir()
    for version in (1, 2, 3):
        shutil.copy(data / f"plan-v{version}.plandb", file.with_suffix(".backups") / f"2026010{version}-000000_移行前.plandb")
    assert len(hits(tmp_path, "様式の設計")) > 4
    with Document.open(file, who="事務局") as document:
        redact(document, VOCABULARY, "様式の設計", who="事務局", why="試し")
    assert hits(tmp_path, "様式の設計") == []
    for backup in list_backups(file):
        with Document.open(backup.path, read_only=True) as document:
            assert document.verify() == []


def test_who_does_it_may_bear_the_name(plan_file: Path) -> None:
    with Document.open(plan_file, who="山田一郎") as document:
        with document.edit("入力", who="山田一郎") as edit:
            edit.set(OTHER, "直した")
        redact(document, VOCABULARY, "山田一郎", who="山田一郎", why="退職者の氏名")
        assert {group.who for group in document.log(limit=2)} == {say.MARK}
        assert document.verify() == []


def test_what_stands_where_only_words_of_the_program_should_goes_too(plan_file: Path) -> None:
    odd = {Key("m1", "@state"): "山田一郎が休止", Key("m2", "@progress", WORK.period): "山田一郎", Key("m3", "@state"): "完了"}
    with Document.open(plan_file, who="事務局") as document:
        with document.edit("入力", who="事務局") as edit:
            for key, text in odd.items():
                edit.set(key, text)
        redact(document, VOCABULARY, "山田一郎", who="事務局", why="個人情報")
        assert [document.plan().entries[key] for key in odd] == [f"{say.MARK}が休止", say.MARK, "完了"]
        with pytest.raises(KnownError, match="見つかりません"):
            redact(document, VOCABULARY, "完了", who="事務局", why="試し")
    assert hits(plan_file.parent, "山田一郎") == []

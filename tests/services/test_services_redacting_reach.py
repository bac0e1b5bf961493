"""How far 記録の抹消 reaches beyond the plan file: every backup wherever it lies, working copies, what was saved from damage; and what it
cannot reach is named."""
from __future__ import annotations

import contextlib
import os
import shutil
import time
from pathlib import Path

import pytest

from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.messages import redacting as say
from planeditor.services.backups import choices, restoring, taking
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.copies import save_copy
from planeditor.services.planfiles.rescuing import rescue
from planeditor.services.planfiles.salvaging import salvage_plan
from planeditor.services.planfiles.unsaved import UnsavedText, keep_unsaved, kept_unsaved
from planeditor.services.redacting.finding import find_text
from planeditor.services.redacting.removing import Removed, redact
from planeditor.services.working.taking import take_working_copy
from planeditor.store.backup import backup_folder, list_backups, take_backup
from planeditor.store.connection import journal_of
from planeditor.store.document import Document
from tests.services.editing_plans import VOCABULARY
from tests.services.merging_plans import base_plan
from tests.services.redacting_plans import hits

NAMED = "見本花子"
KEY = Key("m1", "summary")


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folders of the user, of this test alone."""
    home = tmp_path / "利用者"
    monkeypatch.setattr(paths, "backup_choices_file", lambda: home / "backups.json")
    monkeypatch.setattr(paths, "working_folder", lambda: home / "working")
    monkeypatch.setattr(paths, "unsaved_folder", lambda: home / "unsaved")
    (home / "working").mkdir(parents=True)
    return home


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "計画" / "計画.plandb"
    path.parent.mkdir()
    Document.create(path, {**base_plan().entries, KEY: f"担当は{NAMED}です"}, name="作成", who="甲").close()
    return path


def own_folder(tmp_path: Path, name: str) -> Path:
    folder = tmp_path / name
    folder.mkdir()
    choices.keep_in(folder)
    return folder


def remove(plan_file: Path) -> Removed:
    with Document.open(plan_file, who="事務局") as document:
        return redact(document, VOCABULARY, NAMED, who="事務局", why="個人情報の誤記入")


def write(plan_file: Path, text: str) -> None:
    with Document.open(plan_file, who="甲") as document, document.edit("入力", who="甲") as edit:
        edit.set(KEY, text)


def test_backups_at_every_place_there_is_or_was(plan_file: Path, tmp_path: Path) -> None:
    former, now = own_folder(tmp_path, "前の控え"), None
    taking.take(plan_file, "hand")
    now = own_folder(tmp_path, "今の控え")
    write(plan_file, f"{NAMED}さん")
    taking.take(plan_file, "hand")
    restoring.restore(plan_file, list_backups(plan_file)[-1].path, "甲")
    renamed = plan_file.rename(plan_file.with_name("新しい名前.plandb"))
    taking.take(renamed, "closing")
    assert len(hits(tmp_path)) > 12
    removed = remove(renamed)
    assert hits(tmp_path) == []
    assert all(list(folder.rglob("*.plandb")) for folder in (former, now, backup_folder(plan_file), backup_folder(renamed)))
    assert {place.kind: place.count for place in removed.places}["backup"] >= 5
    for file in tmp_path.rglob("*.plandb"):
        with Document.open(file, read_only=True) as document:
            assert document.verify() == []


def test_what_was_before_a_restore_goes_with_its_journal(plan_file: Path, tmp_path: Path) -> None:
    taking.take(plan_file, "hand")
    journal_of(plan_file).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504) + f"担当は{NAMED}".encode())
    done = restoring.restore(plan_file, list_backups(plan_file)[0].path, "甲")
    assert done.former is not None
    assert journal_of(done.former).exists()
    remove(plan_file)
    assert hits(tmp_path) == []
    assert not journal_of(done.former).exists()


def test_working_copies_and_what_was_saved_from_damage(plan_file: Path, places: Path, tmp_path: Path) -> None:
    copy, saved = places / "working" / "計画.plandb", plan_file.with_name("計画（救出）.plandb")
    shutil.copy(plan_file, copy)
    shutil.copy(plan_file, saved)
    take_backup(copy, "定期")
    removed = remove(plan_file)
    assert hits(tmp_path) == []
    assert {place.kind: place.count for place in removed.places}["copy"] == 2
    with Document.open(copy, who="甲") as document:
        assert document.plan().text(*KEY) == f"担当は{say.MARK}です"


def test_a_working_copy_that_is_open_is_named(plan_file: Path, places: Path) -> None:
    copy = places / "working" / "計画.plandb"
    shutil.copy(plan_file, copy)
    with Document.open(copy, who="乙"):
        removed = remove(plan_file)
    (note,) = [note for note in removed.notes if str(copy) in note]
    assert "乙 さん" in note
    with Document.open(copy, read_only=True) as document:
        assert NAMED in document.plan().text(*KEY)


def test_what_is_out_of_reach_is_named_before_and_after(plan_file: Path, tmp_path: Path) -> None:
    away = own_folder(tmp_path, "控え")
    taking.take(plan_file, "hand")
    with Document.open(plan_file, who="甲") as document:
        save_copy(document, tmp_path / "複製.plandb")
        save_copy(document, tmp_path / "消した複製.plandb")
    (tmp_path / "消した複製.plandb").unlink()
    away.rename(tmp_path / "抜いた")
    with Document.open(plan_file, read_only=True) as document:
        warnings = find_text(document, VOCABULARY, NAMED).warnings
    notes = remove(plan_file).notes
    for told in (warnings, notes):
        assert say.FOLDER_AWAY.format(folder=away) in told
        assert say.KNOWN_COPY.format(file=tmp_path / "複製.plandb") in told
        assert not any("消した複製" in one for one in told)
    (tmp_path / "抜いた").rename(away)
    (left,) = away.rglob("*.plandb")
    assert hits(away)
    with Document.open(plan_file, read_only=True) as document:
        assert say.FOLDER_AWAY.format(folder=away) not in find_text(document, VOCABULARY, NAMED).warnings
    before = plan_file.read_bytes()
    with pytest.raises(KnownError, match="抹消した内容を含んでいます"):
        restoring.restore(plan_file, left, "甲")
    assert plan_file.read_bytes() == before
    assert remove(plan_file).total == 1
    assert hits(away) == []


def test_what_could_not_be_written_is_cleaned_too(plan_file: Path, tmp_path: Path) -> None:
    with Document.open(plan_file, read_only=True) as document:
        plan_id = document.plan_id
    assert keep_unsaved(plan_id, [UnsavedText(KEY, "前の文", f"{NAMED}が担当")])
    removed = remove(plan_file)
    assert {place.kind: place.count for place in removed.places}["unsaved"] == 1
    assert [one.text for one in kept_unsaved(plan_id)] == [f"{say.MARK}が担当"]
    assert hits(tmp_path) == []


def test_in_a_working_copy_it_is_refused(plan_file: Path, places: Path) -> None:
    with Document.open(plan_file, read_only=True) as document:
        copy = take_working_copy(document, who="甲").copy.path
    before = copy.read_bytes()
    with pytest.raises(KnownError, match="元の計画"):
        remove(copy)
    with Document.open(copy, read_only=True) as document, pytest.raises(KnownError, match=plan_file.name):
        find_text(document, VOCABULARY, NAMED)
    assert copy.read_bytes() == before
    remove(plan_file)
    assert hits(places) == hits(plan_file.parent) == []


def test_links_among_the_backups_destroy_nothing(plan_file: Path, tmp_path: Path) -> None:
    taking.take(plan_file, "hand")
    folder, elsewhere, important = backup_folder(plan_file), tmp_path / "写し.plandb", tmp_path / "大事.txt"
    shutil.copyfile(plan_file, elsewhere)
    important.write_text("消してはならない", encoding="utf-8")
    own_name = folder / "20260101-000000_手動.plandb"
    os.link(plan_file, own_name)
    with pytest.raises(KnownError, match="ハードリンク"):
        remove(plan_file)
    own_name.unlink()
    os.link(elsewhere, folder / "20260102-000000_手動.plandb")
    try:
        (folder / "20260103-000000_手動.plandb").symlink_to(plan_file)
        (folder / "20260104-000000_手動.plandb").symlink_to(important)
    except OSError:
        pytest.skip("no links here")
    (folder / "20260105-000000_手動.plandb").mkdir()
    removed = remove(plan_file)
    for file in (plan_file, elsewhere):
        with Document.open(file, read_only=True) as document:
            assert document.verify() == []
    assert important.read_text(encoding="utf-8") == "消してはならない"
    assert hits(plan_file.parent) == []
    told = [note for note in removed.notes if "別の場所" in note]
    assert [name for name in ("20260102", "20260104") if any(name in note for note in told)] == ["20260102", "20260104"]
    assert not any("20260103" in note for note in told)


def test_what_killed_exports_left_goes_too(plan_file: Path) -> None:
    folder = plan_file.parent
    old, fresh, own = (folder / name for name in (".報告書.01234567.tmp", ".依頼書.01234567.tmp", ".計画.01234567.tmp"))
    important = folder / "大事.txt"
    important.write_text("消してはならない", encoding="utf-8")
    for one in (old, own):
        one.mkdir()
        (one / "シート.csv").write_text(NAMED, encoding="utf-8")
    long_ago = time.time() - 3600
    os.utime(old, (long_ago, long_ago))
    fresh.write_text(NAMED, encoding="utf-8")
    with contextlib.suppress(OSError):
        (folder / ".計画.89abcdef.tmp").symlink_to(important)
    with Document.open(plan_file, read_only=True) as document:
        assert any(fresh.name in warning for warning in find_text(document, VOCABULARY, NAMED).warnings)
    remove(plan_file)
    assert not old.exists()
    assert not own.exists()
    assert important.read_text(encoding="utf-8") == "消してはならない"
    assert fresh.exists(), "another program may be writing it"
    os.utime(fresh, (long_ago, long_ago))
    with pytest.raises(KnownError):
        remove(plan_file)  # nothing is left in the plan; the same again reaches it all the same
    assert not fresh.exists()


def test_copies_written_elsewhere_in_any_way_are_named(plan_file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "ほか"
    elsewhere.mkdir()
    taking.take(plan_file, "hand")
    back, saved, rescued = (elsewhere / f"{name}.plandb" for name in ("戻した", "救った", "保存し直した"))
    written = [taking.take_to(plan_file, elsewhere), back, saved, rescued]
    restoring.write_to(plan_file, list_backups(plan_file)[0].path, back)
    salvage_plan(plan_file, saved, "甲")
    with Document.open(plan_file, read_only=True) as document:
        plan = document.plan()
        rescue(plan, FormSets().of(plan), rescued, who="甲", document=document)
    notes = remove(plan_file).notes
    assert all(say.KNOWN_COPY.format(file=file) in notes for file in written), notes


def test_copies_of_a_plan_whose_name_ends_otherwise(plan_file: Path, places: Path) -> None:
    other = plan_file.rename(plan_file.with_name("計画.db"))
    with Document.open(other, read_only=True) as document:
        copy = take_working_copy(document, who="甲").copy.path
    assert copy.suffix == ".plandb", "else it is not found again"
    remove(other)
    assert hits(places) == []

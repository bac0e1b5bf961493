"""The export dialog: what is chosen is what is written, nothing half stays behind, a file in use is no dead end."""
from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planeditor.formengine.rendering import PdfView
from planeditor.messages import ui_export as say
from planeditor.services.paper import exporting
from planeditor.services.paper.exporting import SheetJob
from planeditor.services.paper.filenames import free_name, safe_name
from planeditor.services.paper.order import ALL, Order
from planeditor.ui.exporting.dialog import ExportDialog
from planeditor.ui.exporting.running import choices_after
from planeditor.ui.place import Place
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from tests.ui.conftest import Settle

Open = Callable[[], ExportDialog]


@pytest.fixture
def jobs(session: Session) -> Jobs:
    return Jobs(session)


@pytest.fixture
def open_dialog(qtbot: QtBot, session: Session, jobs: Jobs) -> Open:
    kept = []

    def opened() -> ExportDialog:
        dialog = ExportDialog(session, jobs)
        kept.append(dialog)
        dialog.show()
        return dialog

    return opened


def pages(path: Path) -> int:
    view = PdfView(path.read_bytes())
    count = len(view.sizes)
    view.close()
    return count


def test_all_sheets_go_beside_the_plan_under_a_name_of_their_own(
    qtbot: QtBot, session: Session, open_dialog: Open, tmp_path: Path, settle: Settle
) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    dialog = open_dialog()
    with qtbot.waitSignal(dialog.written) as written:
        QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    (path,) = written.args
    assert path.parent == tmp_path
    assert path.name == safe_name(f"{session.plan.title} 施策進行管理シート", ".pdf")
    assert pages(path) >= len(session.plan.measures)
    assert told == [say.WRITTEN.format(file=path.name, pages=pages(path))]
    assert not dialog.isVisible()
    assert [word for word, _ in choices_after(session, path)] == [say.OPEN, say.OPEN_FOLDER]
    before = path.read_bytes()
    again = open_dialog()
    with qtbot.waitSignal(again.written) as written:
        again.start()
    assert written.args == [free_name(path).with_name(f"{path.stem} (2).pdf")]
    assert path.read_bytes() == before
    settle()


def test_excel_of_this_measure_for_one_year(
    qtbot: QtBot, session: Session, open_dialog: Open, tmp_path: Path, settle: Settle
) -> None:
    measure = session.plan.measures[1]
    session.go(Place(measure.id))
    dialog = open_dialog()
    dialog.kinds.buttons["xlsx"].click()
    dialog.scope.here.click()
    dialog.years.setCurrentIndex(1)
    dialog.number.setText("資料1-2")
    assert dialog.target.text().endswith("資料1-2.xlsx")
    with qtbot.waitSignal(dialog.written) as written:
        dialog.start()
    book = openpyxl.load_workbook(written.args[0])
    assert len(book.worksheets) == 1
    texts = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert measure.number in texts
    label = session.vocabulary.period_label(session.plan, session.vocabulary.all_periods(session.plan)[0])
    assert [t for t in texts if t.endswith("年度")] == [label]
    settle()


def test_ticked_areas_and_measures(qtbot: QtBot, session: Session, open_dialog: Open, settle: Settle) -> None:
    dialog = open_dialog()
    dialog.scope.chosen.click()
    assert not dialog.start_button.isEnabled()
    assert dialog.scope.count.text() == say.NOTHING_CHOSEN.format(word="施策")
    plan = session.plan
    first, second = plan.areas[0], plan.areas[1]
    root = dialog.scope.tree.invisibleRootItem()
    root.child(0).setCheckState(0, Qt.CheckState.Checked)
    root.child(1).child(0).setCheckState(0, Qt.CheckState.Checked)
    one = plan.children(second.id)[0]
    assert dialog.scope.nodes() == (first.id, one.id)
    order = dialog.order()
    assert order is not None
    roots = exporting.chosen_roots(plan, session.form, order.selection)
    assert [n.id for n in roots if n] == [*[n.id for n in plan.children(first.id)], one.id]
    assert dialog.scope.count.text() == say.CHOSEN.format(count=len(roots), word="施策")
    assert dialog.start_button.isEnabled()
    dialog.close()


def test_every_form_in_one_file(qtbot: QtBot, session: Session, open_dialog: Open, settle: Settle) -> None:
    dialog = open_dialog()
    dialog.forms.setCurrentIndex(dialog.forms.findText(say.EVERY_FORM))
    assert dialog.forms.names == tuple(session.forms.forms)
    with qtbot.waitSignal(dialog.written, timeout=20_000) as written:
        dialog.start()
    assert pages(written.args[0]) >= 2 * len(session.plan.measures)
    settle()


def test_stopping_in_the_middle_leaves_no_file(
    qtbot: QtBot, session: Session, jobs: Jobs, open_dialog: Open, tmp_path: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, began, real = threading.Event(), threading.Event(), SheetJob.lay_out
    count = 0

    def slow(job: SheetJob, node: object) -> object:
        nonlocal count
        count += 1
        if count == 4:
            began.set()
            go.wait(5)
        return real(job, node)  # type: ignore[arg-type]  # what it was given

    monkeypatch.setattr(SheetJob, "lay_out", slow)
    before = sorted(tmp_path.iterdir())
    dialog = open_dialog()
    dialog.start()
    assert began.wait(5)
    qtbot.waitUntil(dialog.progress.isVisible)
    assert not dialog.fields.isEnabled()
    QTest.mouseClick(dialog.progress.button, Qt.MouseButton.LeftButton)
    go.set()
    settle()
    assert sorted(tmp_path.iterdir()) == before
    assert count == 4
    assert dialog.isVisible()
    assert dialog.fields.isEnabled()
    dialog.close()


def test_a_target_in_use_gets_its_sentence_and_another_name(
    qtbot: QtBot, session: Session, open_dialog: Open, tmp_path: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "会議.pdf"
    target.write_bytes(b"in use")
    real = Path.replace

    def held(self: Path, other: Path) -> Path:
        if other == target:
            raise PermissionError(13, "in use")
        return real(self, other)

    monkeypatch.setattr(Path, "replace", held)
    dialog = open_dialog()
    dialog.set_target(str(target))
    dialog.start()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "会議.pdf" in dialog.problem.text()
    assert dialog.start_button.text() == say.OTHER_NAME.format(file="会議 (2).pdf")
    assert target.read_bytes() == b"in use"
    with qtbot.waitSignal(dialog.written) as written:
        QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    assert written.args == [tmp_path / "会議 (2).pdf"]
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    settle()


def test_a_closed_dialog_still_tells_when_the_file_is_written(
    qtbot: QtBot, session: Session, open_dialog: Open, settle: Settle
) -> None:
    written: list[Path] = []
    dialog = open_dialog()
    dialog.written.connect(written.append)
    dialog.start()
    dialog.close()
    settle()
    assert [path.exists() for path in written] == [True]


def test_names_every_system_takes() -> None:
    assert safe_name("計画/案: R3?", ".pdf") == "計画／案： R3？.pdf"
    assert safe_name("CON", ".pdf") == "_CON.pdf"
    assert safe_name("...", ".xlsx") == "_.xlsx"
    assert len(safe_name("あ" * 300, ".pdf").encode()) < 255


def test_what_cannot_be_an_excel_file_is_not_offered_as_one(qtbot: QtBot, session: Session, open_dialog: Open) -> None:
    dialog = open_dialog()
    documents = list(session.forms.documents)
    dialog.kinds.buttons["xlsx"].click()
    offered = [dialog.forms.itemText(n) for n in range(dialog.forms.count())]
    assert not set(offered) & set(documents)
    assert dialog.order() == Order(dialog.forms.names, "xlsx", ALL)
    dialog.close()

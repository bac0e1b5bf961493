"""The preview shows the very PDF, keeps within its memory, knows when it is out of date, and prints what it shows."""
from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPageRanges, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import Key
from planeditor.formengine.rendering import PdfView
from planeditor.messages import ui_preview as say
from planeditor.services.paper.exporting import export_order
from planeditor.services.paper.order import Order
from planeditor.ui.place import Place
from planeditor.ui.preview.page import PreviewPage
from planeditor.ui.preview.printing import PrintJob, chosen_pages, new_printer
from planeditor.ui.preview.rasters import LIMIT, Rasters
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session
from tests.ui.conftest import Settle


@pytest.fixture
def jobs(session: Session) -> Jobs:
    return Jobs(session)


@pytest.fixture
def page(qtbot: QtBot, session: Session, jobs: Jobs, settle: Settle) -> Iterator[PreviewPage]:
    widget = PreviewPage(session, jobs)
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    widget.show()
    settle()
    yield widget
    widget.hide()
    settle()


def pdf_of(session: Session, folder: Path, *forms: str) -> PdfView:
    target = folder / "比べる.pdf"
    export_order(session.plan, session.forms, Order(forms or (session.form.name,), "pdf"), target)
    return PdfView(target.read_bytes())


def drawn(qtbot: QtBot, page: PreviewPage) -> None:
    """Wait until the pages in sight are drawn."""
    ratio = page.pages.devicePixelRatio()

    def there() -> bool:
        return all(
            picture is not None and picture.width() == round(page.pages.page_rect(number).width() * ratio)
            for number in page.pages.seen()
            for picture in [page.pages.rasters.get(number, round(page.pages.page_rect(number).width() * ratio))]
        )

    qtbot.waitUntil(there)


def test_the_pages_are_those_of_the_pdf(qtbot: QtBot, session: Session, page: PreviewPage, tmp_path: Path) -> None:
    view = pdf_of(session, tmp_path)
    assert page.pages.count == len(view.sizes)
    assert page.thumbs.model().rowCount() == len(view.sizes)
    assert page.view_bar.of.text() == say.OF_PAGES.format(count=len(view.sizes))
    drawn(qtbot, page)
    rect = page.pages.page_rect(0)
    own = view.render(0, rect.width())
    seen = page.pages.viewport().grab().toImage()
    darker = [0, 0]
    for y in range(0, min(rect.height(), 500), 3):
        for x in range(0, rect.width(), 3):
            darker[0] += own.data[y * own.stride + x * 4] < 128
            darker[1] += seen.pixelColor(rect.x() + x, rect.y() + y).blue() < 128
    assert darker[0] > 200
    assert abs(darker[0] - darker[1]) < darker[0] * 0.02
    view.close()


def test_pages_are_turned_by_key_box_and_small_pages(qtbot: QtBot, page: PreviewPage) -> None:
    page.pages.setFocus()
    QTest.keyClick(page.pages, Qt.Key.Key_PageDown)
    assert (page.pages.page, page.view_bar.number.text()) == (1, "2")
    assert page.thumbs.currentIndex().row() == 1
    QTest.keyClick(page.pages, Qt.Key.Key_End)
    assert page.pages.page == page.pages.count - 1
    QTest.keyClick(page.pages, Qt.Key.Key_Home)
    assert page.pages.page == 0
    page.view_bar.number.selectAll()
    QTest.keyClicks(page.view_bar.number, "4")
    QTest.keyClick(page.view_bar.number, Qt.Key.Key_Return)
    assert page.pages.page == 3
    index = page.thumbs.model().index(2, 0)
    page.thumbs.scrollTo(index)
    QTest.mouseClick(page.thumbs.viewport(), Qt.MouseButton.LeftButton, pos=page.thumbs.visualRect(index).center())
    assert page.pages.page == 2
    assert page.pages.page_rect(2).top() < 60


def test_zoom(qtbot: QtBot, page: PreviewPage) -> None:
    room = page.pages.viewport().width()
    widest = max(page.pages.page_rect(n).width() for n in range(page.pages.count))
    assert room - 40 < widest < room
    page.resize(800, 700)
    QApplication.processEvents()
    assert page.pages.page_rect(0).width() < widest
    page.view_bar.whole.click()
    assert page.pages.page_rect(0).height() <= page.pages.viewport().height()
    before = page.pages.zoom
    center = QPointF(page.pages.viewport().rect().center())
    wheel = QWheelEvent(
        center, center, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )
    QApplication.sendEvent(page.pages.viewport(), wheel)
    assert page.pages.zoom == pytest.approx(before * 1.25)
    assert not page.view_bar.whole.isChecked()
    QTest.keyClick(page.pages, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.view_bar.percent.text() == "100%"


def test_memory_keeps_within_its_limit(qtbot: QtBot, session: Session, page: PreviewPage) -> None:
    page.pages.set_zoom(2.0)
    for number in range(page.pages.count):
        page.pages.go(number)
        drawn(qtbot, page)
    assert 0 < page.pages.rasters.bytes <= LIMIT
    small = Rasters(page, 1_000_000)
    assert page.made is not None
    small.show(page.made.view)
    small.want([(number, 400) for number in range(6)])
    qtbot.waitUntil(lambda: small.get(5, 400) is not None)
    assert small.bytes <= 1_000_000
    assert small.get(0, 400) is None
    assert small.width(0, 100_000) < 5_000


def test_a_changed_plan_is_told_and_made_anew(qtbot: QtBot, session: Session, page: PreviewPage, settle: Settle) -> None:
    assert not page._stale.isVisible()
    measure = session.plan.measures[0]
    session.enter(Key(measure.id, "work", session.plan.period_keys("年度")[0]), "新しい文です。\n" * 30)
    assert page._stale.isVisible()
    first = page.made
    settle()
    QTest.mouseClick(page._again, Qt.MouseButton.LeftButton)
    assert page.made is first, "the old one is shown until the new one is there"
    settle()
    assert page.made is not first
    assert not page._stale.isVisible()


def test_another_form_scope_and_year(qtbot: QtBot, session: Session, page: PreviewPage, settle: Settle, tmp_path: Path) -> None:
    bar = page.order_bar
    assert bar is not None
    session.go(Place(session.plan.measures[4].id))
    bar.scope.setCurrentIndex(1)
    settle()
    assert page.pages.count == 1
    assert page.made is not None
    assert page.made.view.bookmarks[-1][0] == session.plan.measures[4].title
    session.go(Place(session.plan.measures[5].id))
    qtbot.waitUntil(lambda: page.made is not None and page.made.view.bookmarks[-1][0] == session.plan.measures[5].title)
    bar.scope.setCurrentIndex(0)
    bar.form.setCurrentIndex(1)
    settle()
    view = pdf_of(session, tmp_path, "plan")
    assert page.pages.count == len(view.sizes)
    view.close()


def test_the_tree_leads_through_the_pages(qtbot: QtBot, session: Session, page: PreviewPage) -> None:
    session.go(Place(session.plan.measures[6].id))
    assert page.made is not None
    title = session.plan.measures[6].title
    assert dict(page.made.view.bookmarks)[title] == page.pages.page


def test_stopping_leaves_a_sentence_and_a_button(
    qtbot: QtBot, session: Session, jobs: Jobs, page: PreviewPage, settle: Settle
) -> None:
    page.make()
    jobs.stop()
    settle()
    assert page.message.isVisible()
    assert page.message.label.text() == say.STOPPED
    QTest.mouseClick(page.message.button, Qt.MouseButton.LeftButton)
    settle()
    assert page.pages.isVisible()


def test_without_a_plan_it_says_so(qtbot: QtBot, empty_session: Session) -> None:
    page = PreviewPage(empty_session, Jobs(empty_session))
    qtbot.addWidget(page)
    page.show()
    assert page.message.label.text() == say.NO_PLAN


def printed(qtbot: QtBot, jobs: Jobs, page: PreviewPage, target: Path, pages: list[int]) -> PdfView:
    assert page.made is not None
    printer = new_printer("試験")
    assert printer.colorMode() == QPrinter.ColorMode.GrayScale
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    job = PrintJob(jobs, page.made, printer, pages)
    with qtbot.waitSignal(job.finished, timeout=20_000) as finished:
        job.start()
    assert finished.args == [len(pages)]
    return PdfView(target.read_bytes())


def ink(view: PdfView, page: int) -> float:
    """How much of a page is dark."""
    raster = view.render(page, 3000, gray=True)
    return sum(byte < 160 for byte in raster.data) / len(raster.data)


def test_what_is_printed_is_what_is_seen(
    qtbot: QtBot, session: Session, jobs: Jobs, page: PreviewPage, tmp_path: Path
) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    view = printed(qtbot, jobs, page, tmp_path / "紙.pdf", [0, 3])
    assert page.made is not None
    own = page.made.view
    assert len(view.sizes) == 2
    for number, source in enumerate((0, 3)):
        assert view.sizes[number].width == pytest.approx(own.sizes[source].width, abs=1)
        assert view.sizes[number].height == pytest.approx(own.sizes[source].height, abs=1)
        assert ink(view, number) == pytest.approx(ink(own, source), rel=0.15)
    assert told == [say.PRINTED.format(pages=2)]
    assert jobs.shown is None
    view.close()


def test_a_print_job_is_stopped(qtbot: QtBot, jobs: Jobs, page: PreviewPage, tmp_path: Path) -> None:
    assert page.made is not None
    printer = new_printer("試験")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "紙.pdf"))
    job = PrintJob(jobs, page.made, printer, range(page.pages.count))
    with qtbot.waitSignal(job.finished) as finished:
        job.start()
        jobs.stop()
    assert finished.args == [0]
    assert jobs.shown is None


def test_the_pages_a_dialog_is_left_with() -> None:
    printer = new_printer("試験")
    assert chosen_pages(printer, 4, 2) == [0, 1, 2, 3]
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert chosen_pages(printer, 4, 2) == [2]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3-4"))
    assert chosen_pages(printer, 4, 2) == [0, 2, 3]


def test_printing_out_of_date_pages_makes_them_anew_first(
    qtbot: QtBot, session: Session, page: PreviewPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, bool]] = []

    def ask(_printer: QPrinter, pages: int, _parent: object, _chosen: object) -> None:
        asked.append((pages, page.maker.stale))

    monkeypatch.setattr("planeditor.ui.preview.page.ask_printer", ask)
    bar = page.order_bar
    assert bar is not None
    session.enter(Key(session.plan.measures[0].id, "memo"), "メモ")
    settle()
    assert page.maker.stale
    QTest.mouseClick(bar.print_, Qt.MouseButton.LeftButton)
    assert asked == []
    settle()
    assert asked == [(page.pages.count, False)]


def test_files_are_saved_from_here(qtbot: QtBot, session: Session, page: PreviewPage, tmp_path: Path, settle: Settle) -> None:
    target = tmp_path / "保存.pdf"
    with qtbot.waitSignal(page.written) as written:
        page.write(target, "pdf")
    assert written.args == [target]
    view = PdfView(target.read_bytes())
    assert len(view.sizes) == page.pages.count
    view.close()
    settle()


def test_painting_leaves_no_reference_behind(qtbot: QtBot, page: PreviewPage) -> None:
    drawn(qtbot, page)
    page.pages.viewport().repaint()
    before = sys.getrefcount(None)
    for _ in range(2000):
        page.pages.viewport().repaint()
    assert abs(sys.getrefcount(None) - before) < 100

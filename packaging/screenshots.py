"""Make docs/screenshots/*.png: every screen with the sample city; with --guide docs/pictures/*.png, those of the guides. Run with
the Python of .venv; another folder may be given."""
from __future__ import annotations

import datetime as dt
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
GUIDE = ROOT / "docs" / "pictures"
OWN_FORM = ROOT / "resources" / "sample" / "mihonshi_own_form.xlsx"
WIDTH, HEIGHT, TASK_BAR = 1366, 768, 40
USER = "見本"
PLAN = "見本市情報化推進計画2021.plandb"
SEARCHED, REPLACED = "設置", "整備"
SPLIT, SPLIT_INTO = "見本課", "見本企画課\n見本推進課"
SENT = "R5年度依頼書"
CORRECTED, CORRECTED_FIELD = "広報課", "④-02"
POINT, REASON = "分母の40件の内訳も教えてください", "公開したデータの数え方を、昨年度とそろえてください。"
CHANGED = "・設置工事\n○市役所1階待合（R5年7月）\n○山﨑地区集会所（R5年11月）\n○図書館（R6年2月）"
_QUIET = 0.25
"""The window has come to rest when nothing was under way for so long, in seconds."""
_AT_MOST = 30.0
_COLORS = 48


class Still(dt.datetime):
    """The moment of the pictures, so that each run makes the same."""

    day_of_april = 1
    """The day of 令和6年4月: the request goes out on the first."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Still:
        """Always the afternoon of that day."""
        moment = cls(2024, 4, cls.day_of_april, 5, 2, tzinfo=dt.UTC)
        return moment.astimezone(tz) if tz else cls.fromtimestamp(moment.timestamp())


dt.datetime = Still  # type: ignore[misc]  # before anything of the program takes the name
os.environ |= {"QT_QPA_PLATFORM": "offscreen", "TZ": "Asia/Tokyo", "QT_LOGGING_RULES": "qt.qpa.plugin.warning=false"}
if hasattr(time, "tzset"):
    time.tzset()
sys.path.insert(0, str(ROOT))

import further_screens  # noqa: E402 - the clock stands still first
import meeting_screens  # noqa: E402
import returned  # noqa: E402
from PIL import Image  # noqa: E402
from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QRect, Qt  # noqa: E402
from PySide6.QtGui import QColor, QImage, QInputMethodEvent, QPainter  # noqa: E402
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget  # noqa: E402

from planeditor.domain.blocks import TEXT, blocks  # noqa: E402
from planeditor.domain.contacts import parse_contacts  # noqa: E402
from planeditor.services.planfiles.creating import create_sample  # noqa: E402
from planeditor.services.tree.writing import chapters  # noqa: E402
from planeditor.store.document import Document  # noqa: E402
from planeditor.ui import theme  # noqa: E402
from planeditor.ui.app import App  # noqa: E402
from planeditor.ui.departments.departments_page import DepartmentsPage  # noqa: E402
from planeditor.ui.departments.reorganising_dialogs import SplitDialog  # noqa: E402
from planeditor.ui.designing.window import DesignWindow  # noqa: E402
from planeditor.ui.exporting.dialog import ExportDialog  # noqa: E402
from planeditor.ui.finding.replace_dialog import ReplaceDialog  # noqa: E402
from planeditor.ui.importing.dialog import ImportDialog  # noqa: E402
from planeditor.ui.place import Place  # noqa: E402
from planeditor.ui.requests.contacts_dialog import ContactsDialog  # noqa: E402
from planeditor.ui.requests.request_dialog import RequestDialog  # noqa: E402
from planeditor.ui.review.review_page import ReviewPage  # noqa: E402
from planeditor.ui.sheet.cell_editor import CellEditor  # noqa: E402
from planeditor.ui.sheet.cell_walk import Way  # noqa: E402
from planeditor.ui.submissions.correction_dialog import CorrectionDialog  # noqa: E402
from planeditor.ui.submissions.submissions_page import SubmissionsPage  # noqa: E402
from planeditor.ui.wizard.new_plan import NewPlanWizard  # noqa: E402
from planeditor.ui.yearstart.year_start import YearStart  # noqa: E402

D = TypeVar("D", bound=QDialog)
W = TypeVar("W", bound=QWidget)


class Camera:
    """Shows one screen after the other in the real window."""

    def __init__(self, desk: Path) -> None:
        """``desk``: the folder for the plan and what is sent back, which no picture shows."""
        self.desk, self.plan = desk, desk / PLAN
        create_sample(self.plan, USER).close()
        place = {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT - TASK_BAR}
        screen = {"name": "screen", **place, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        (desk / "screen.json").write_text(json.dumps({"screens": [screen]}))
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={desk / 'screen.json'}"
        self.app = App(desk / "window.ini")
        settings = self.app.settings
        settings.user_name, settings.theme, settings.motion = USER, "light", False
        self.window, self.session = self.app.window, self.app.session
        self.app.application.setCursorFlashTime(0)  # a caret that blinks is there in one run and not in the next
        self.app.start([])
        self.window.resize(WIDTH, HEIGHT)

    def rest(self) -> None:
        """Until nothing is under way any more."""
        calm, end = time.monotonic(), time.monotonic() + _AT_MOST
        while time.monotonic() - calm < _QUIET:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if not self.session.runner.idle or not self.window.parts.completed:
                calm = time.monotonic()
            if time.monotonic() > end:
                raise SystemExit("画面が落ち着かないため、絵を作れませんでした。")
            time.sleep(0.005)

    def do(self, action: str) -> None:
        """What the menu item of that name does."""
        self.window.actions_[action].trigger()
        self.rest()

    def go(self, field: str) -> None:
        """To a field of the first measure in the current year."""
        session, measure, current = self.session, self.session.plan.measures[0], self.session.current
        session.go(session.place._replace(node=measure.id, period=current.key if current else "", field=field))
        self.rest()

    def dialog(self, kind: type[D]) -> D:
        """The dialog of that kind that is open."""
        self.rest()
        return next(d for d in self.window.findChildren(kind) if d.isVisible())

    def page(self, name: str, kind: type[W]) -> W:
        """The page of that name."""
        self.rest()
        return next(page for page in [self.window.parts.pages.page(name)] if isinstance(page, kind))

    def ask(self, work: Callable[[Document], None]) -> None:
        """Do something with the plan file and show what it has become."""
        self.session.ask(work, lambda _: self.session.reread())
        self.rest()

    def close_dialogs(self) -> None:
        """Put the dialogs away."""
        for dialog in self.window.findChildren(QDialog):
            dialog.close()
        self.rest()

    def day(self, day: int) -> None:
        """Go on to that day of the month."""
        Still.day_of_april = day

    def picture(self) -> QImage:
        """The window, with the dialog in front of it if one is open."""
        self.rest()
        image = self.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                _lay_over(image, dialog)
        return image

    # The screens

    def screens(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """File name and how to get there, in an order in which each finds what it needs."""
        for name in (
            "start", "wizard", "sheet", "editing", "fields", "revision", "years", "chapter", "search", "replace", "table", "departments",
            "reorganise", "preview", "export", "year-start", "contacts", "request", "import", "review", "correction", "submissions",
            "dashboard", "judging", "states", "comparing", "meeting", "points", "evaluation", "publishing", "checking", "next-plan",
            "from-list", "coverage", "form-set", "redacting", "backups", "verifying", "handover", "working-copy", "fault", "reading",
            "outside", "settings-dark", "help", "text-200",
        ):  # fmt: skip
            yield name, getattr(self, f"_{name.replace('-', '_')}", partial(self._elsewhere, name.replace("-", "_")))

    def _start(self) -> None:
        self.rest()

    def _wizard(self) -> None:
        self.do("new")
        wizard = self.dialog(NewPlanWizard)
        for name, text in (("municipality", "見本市"), ("first_year", "R8"), ("last_year", "R12")):
            _type(wizard.questions[name].field, text)

    def _sheet(self) -> None:
        self.window.opener.open(self.plan)
        self.rest()
        self.do("check")
        self.go("progress")
        self.window.parts.to_sheet()

    def _editing(self) -> None:
        self.go("work")
        self.window.parts.sheet.edit()
        editor = next(e for e in self.window.findChildren(CellEditor) if e.isVisible())
        editor.selectAll()
        _type(editor, CHANGED)

    def _fields(self) -> None:
        self.do("fields")
        self.do("undo")
        self.go("work")

    def _revision(self) -> None:
        self.do("sheet")
        self.do("revision")
        self.do("to_tree")

    def _years(self) -> None:
        self.go("progress")
        self.window.parts.to_sheet()
        sheet = self.window.parts.sheet
        sheet.choice.stretch(Way.DOWN)
        sheet.show_range()
        sheet.runs.join()

    def _chapter(self) -> None:
        self.do("undo")
        plan = self.session.plan
        chapter = chapters(plan)[0]
        text = next(n for n in blocks(plan, chapter.id, "paragraph"))
        self.session.go(Place(text.id, "", TEXT))
        self.window.parts.docks.raise_("glossary")
        self.window.parts.to_sheet()
        self.rest()
        self.window.parts.sheet.edit()

    def _search(self) -> None:
        self.window.parts.docks.raise_("history")
        self.go("progress")
        self.do("revision")
        self.do("find")
        _type(self.window.parts.search_box, SEARCHED)

    def _replace(self) -> None:
        self.do("replace")
        _type(self.dialog(ReplaceDialog).replacement, REPLACED)

    def _table(self) -> None:
        self.window.parts.search_box.clear()
        self.do("table")

    def _departments(self) -> None:
        self.do("departments")

    def _reorganise(self) -> None:
        page = self.page("departments", DepartmentsPage)
        names = [listed.department.section for listed in page.register.rows]
        page.view.setCurrentIndex(page.model.index(names.index(SPLIT), 0))
        page.reorganising.split()
        self.dialog(SplitDialog).into.setPlainText(SPLIT_INTO)

    def _preview(self) -> None:
        self.do("preview")
        for _ in range(3):  # the small pages come one by one
            self.rest()

    def _export(self) -> None:
        self.do("sheet")
        self.do("pdf")
        self._hide_folder(self.dialog(ExportDialog))

    def _year_start(self) -> None:
        self.ask(lambda document: returned.name_secretariat(document, USER))
        self.do("start_year")
        self.dialog(YearStart).turn(1)

    def _contacts(self) -> None:
        plan = self.session.plan
        node = next(m.id for m in plan.measures if m.number == returned.UNCLEAR)
        self.window.parts.tree.contacts_wanted.emit(node)
        dialog = self.dialog(ContactsDialog)
        dialog.add.click()
        for (box, details), contact in zip(dialog.rows, parse_contacts(returned.ASKED), strict=True):
            box.setCurrentIndex(next(n for n in range(box.count()) if contact.name in box.itemText(n)))
            details.setText(contact.details)

    def _request(self) -> None:
        self.do("request")
        dialog = self.dialog(RequestDialog)
        dialog.scope.deadline.choose(returned.DUE)
        self._hide_folder(dialog)

    def _import(self) -> None:
        sent = self.session.plan
        self.ask(lambda document: returned.send_out(document, self.session.forms, self.desk / SENT, USER))
        period = self.session.current
        self.day(12)
        files = [*returned.fill_in(sent, period.key if period else "", self.desk / SENT)]
        self.window.papers.take_in(files)
        dialog = self.dialog(ImportDialog)
        dialog.none.setChecked(True)
        dialog.start_button.click()
        self.rest()

    def _review(self) -> None:
        self.window.statusBar().clearMessage()
        self.ask(lambda document: returned.settle(document, self.session.forms, USER))
        self.do("review")
        page = self.page("review", ReviewPage)
        page.open_receipt(next(f.number for f in page.visit.files() if returned.LATER[0] in f.file_name))

    def _correction(self) -> None:
        self.do("submissions")
        page = self.page("submissions", SubmissionsPage)
        self.rest()
        row = next(n for n, line in enumerate(page.overview.lines) if CORRECTED in line.name)
        page.view.setCurrentIndex(page.model.index(row, 0))
        page.bar.buttons["correct"].click()
        dialog = self.dialog(CorrectionDialog)
        item = dialog.list.findItems(CORRECTED_FIELD, Qt.MatchFlag.MatchStartsWith)[-1]
        item.setText(2, POINT)
        dialog.list.setCurrentItem(item)
        _type(dialog.reason, REASON)
        self._hide_folder(dialog)

    def _submissions(self) -> None:
        receipt = next(r for r in self.page("submissions", SubmissionsPage).overview.lines if CORRECTED in r.name).status.receipts[0]
        self.ask(lambda document: returned.send_back(document, self.session.forms, receipt, (POINT, REASON), self.desk / SENT, USER))
        self.window.statusBar().clearMessage()

    def _hide_folder(self, dialog: QDialog) -> None:
        for field in dialog.findChildren(QLineEdit):
            if field.isReadOnly():
                name = Path(field.text()).name  # the folder above is another one each time
                field.setText(SENT if name == self.desk.name else name)

    def hide_folder(self) -> None:
        """Leave out where the folder of the open dialog lies, which is another one each time."""
        self.rest()
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                self._hide_folder(dialog)

    def _elsewhere(self, name: str) -> None:
        """A screen that stands in one of the files beside this one."""
        getattr(meeting_screens if hasattr(meeting_screens, name) else further_screens, name)(self)

    def _settings_dark(self) -> None:
        further_screens.back(self)
        self.do("sheet")
        self.app.settings.theme = "dark"
        self.do("settings")

    def _help(self) -> None:
        self.app.settings.theme = "light"
        self.window.parts.to_sheet()
        self.do("help")

    def _text_200(self) -> None:
        self.app.settings.text_scale = 200
        self.rest()
        self.window.parts.to_sheet()

    # The guide to forms of one's own (docs/own-form.md)

    def guide(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """The pictures of the guide: its steps one after the other, with the sample workbook."""
        self.window.opener.open(self.plan)
        self.rest()
        for name in ("book", "sheet", "proposals", "places", "repeats", "trial", "saving"):
            yield f"own-form-{name}", getattr(self, f"_own_form_{name}")

    def _own_form_book(self) -> None:
        self.design = DesignWindow(self.session, self.window, self.desk / "forms")
        self.design.open()
        self.design.book.take(OWN_FORM)
        self.rest()
        self._hide_folder(self.design)

    def _own_form_sheet(self) -> None:
        self.design.go_on()

    def _own_form_proposals(self) -> None:
        self.design.go_on()

    def _own_form_places(self) -> None:
        places = self.design.places
        places.proposals.all.click()
        self.rest()
        places.canvas.go((14, 2))
        places.show_panel(places.fields)
        places.fields.point("{{目標}}")
        places.put()

    def _own_form_repeats(self) -> None:
        self.design.places.canvas.go((8, 1))
        self.design.places.show_panel(self.design.places.marks)

    def _own_form_trial(self) -> None:
        self.design.go_on()

    def _own_form_saving(self) -> None:
        self.design.go_on()
        self.design.saving.lines["place"].setText(self.design.board.design.set_id)  # the folder above is another one each time

    def end(self) -> None:
        """Close the window and the plan."""
        self.window.close()
        self.rest()
        self.app.runner.finish()


def _type(widget: QWidget, text: str) -> None:
    """Type over what stands there, as the input method does."""
    if isinstance(widget, QLineEdit):
        widget.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def _lay_over(image: QImage, dialog: QWidget) -> None:
    """Draw a dialog with a plain title in the middle of the picture."""
    colors, title = theme.current(), theme.scaled(32)
    grabbed = dialog.grab()
    frame = QRect(0, 0, grabbed.width() + 2, grabbed.height() + title + 1)
    frame.moveCenter(image.rect().center())
    frame.moveTop(max(frame.top(), 0))
    painter = QPainter(image)
    painter.fillRect(image.rect(), QColor(0, 0, 0, 40))
    painter.fillRect(frame.adjusted(-1, -1, 1, 1), QColor(colors.quiet))
    bar = QRect(frame.topLeft(), frame.topRight() + QPoint(0, title))
    painter.fillRect(bar, QColor(colors.window))
    painter.setPen(QColor(colors.text))
    painter.setFont(dialog.font())
    painter.drawText(bar.adjusted(theme.scaled(12), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, dialog.windowTitle())
    painter.drawPixmap(frame.left() + 1, bar.bottom() + 1, grabbed)
    painter.end()


def _small(image: QImage) -> Image.Image:
    """The same in few colours, none of them far from what it was: a fifth of the bytes."""
    size = image.width(), image.height()
    whole = Image.frombytes("RGB", size, bytes(image.constBits()), "raw", "BGRX", image.bytesPerLine())
    return whole.quantize(_COLORS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)


def main(folder: Path = FOLDER) -> list[Path]:
    """Write every picture into the folder; gives the files."""
    return _write(folder, Camera.screens, closing=True)


def guide(folder: Path = GUIDE) -> list[Path]:
    """Write the pictures of the guide to forms of one's own into the folder; gives the files."""
    return _write(folder, Camera.guide, closing=False)


def _write(
    folder: Path, screens: Callable[[Camera], Iterator[tuple[str, Callable[[], object]]]], *, closing: bool
) -> list[Path]:
    """Write pictures; ``closing``: dialogs are put away after each."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with tempfile.TemporaryDirectory(prefix="screenshots-") as desk:
        os.environ |= {f"XDG_{kind}_HOME": str(Path(desk, ".own", kind.lower())) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        camera = Camera(Path(desk))
        for name, come in screens(camera):
            come()
            files.append(folder / f"{name}.png")
            _small(camera.picture()).save(files[-1], optimize=True)
            if closing:
                camera.close_dialogs()
        camera.close_dialogs()
        camera.end()
    return files


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "--guide"]
    make, usual = (guide, GUIDE) if "--guide" in sys.argv else (main, FOLDER)
    for written in make(Path(arguments[0]) if arguments else usual):
        print(written.name)

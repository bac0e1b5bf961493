"""The main job, done on an invented measure: a plan is made, exported, read back, taken in and held by one writer."""
from __future__ import annotations

import contextlib
import stat
from pathlib import Path

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, NAME, PLAN_ID, Change, Key
from planeditor.formengine.cells import CUT_MARK
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Face
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.formengine.rendering import PdfView
from planeditor.messages import selftest as say
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.services.paper.exporting import export
from planeditor.services.selftest.step import Found
from planeditor.store.document import Document
from planeditor.store.lock import HeldByOther

TRICKY = "髙﨑 𠮷 =1+1 —\n葛\U000e0100城市"
"""A text as clerks write it: rare characters, one with a variation selector, what Excel would take for a formula."""
FAMILIES = ("BIZ UDゴシック", "BIZ UDPゴシック", "BIZ UD明朝")
WHO = "自己診断"


class Work:
    """The job in a folder of its own; each step stands on what the steps before it left there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.forms = FormSets()
        self.fonts = FontBook()
        self.plan_file = folder / "計画.plandb"
        self.workbook = folder / "様式.xlsx"

    def forms_sound(self) -> None:
        """Every form set can be read and is drawn by the rules."""
        for name in self.forms.places:
            problems = self.forms.get(name).problems
            if problems:
                raise KnownError(problems[0])

    def fonts_found(self) -> Found:
        """The families of the official layouts, and in which files they are."""
        lines = []
        for family in FAMILIES:
            file = self.fonts.main(Face(family)).path
            self.fonts.advances(Face(family))["漢"]
            lines.append(say.FONT.format(family=family, file=file.name) + say.FONTS_OUTSIDE.format(folder=file.parent))
        return Found(lines=tuple(lines))

    def create(self) -> None:
        """A plan with one measure."""
        make_plan(self.plan_file)

    def excel(self) -> None:
        """The official form as Excel, read back by the guarded reader."""
        self._export(self.workbook)
        with WorkbookReader() as reader:
            cells = reader.read(self.workbook)
        _require_text("".join(cell.text for sheet in cells.sheets for cell in sheet.cells.values()))

    def pdf(self) -> None:
        """The official form as PDF, its text read back."""
        target = self.folder / "様式.pdf"
        self._export(target)
        view = PdfView(target.read_bytes())
        try:
            _require_text(view.text)
        finally:
            view.close()

    def take_in(self) -> None:
        """The workbook makes the same plan again."""
        again = self.folder / "取込.plandb"
        Importer(again, self.forms, who=WHO).run([self.workbook])
        with Document.open(again, read_only=True) as document:
            plan = document.plan()
            if [plan.text(m.id, "summary") for m in plan.measures] != [TRICKY]:
                raise KnownError(say.TEXT_LOST)

    def verify(self) -> None:
        """The plan file is sound."""
        with Document.open(self.plan_file, read_only=True) as document:
            for sentence in document.verify():
                raise KnownError(sentence)

    def lock(self) -> None:
        """Who opens the plan second is refused, and reads nevertheless."""
        with Document.open(self.plan_file, who=WHO):
            try:
                Document.open(self.plan_file, who=WHO).close()
            except HeldByOther:
                Document.open(self.plan_file, read_only=True).close()
                return
        raise KnownError(say.NOT_REFUSED)

    def read_only(self) -> Found:
        """A plan file that must not be written is shown and stays as it is."""
        file = self.folder / "読み取り専用.plandb"
        make_plan(file)
        before = file.read_bytes()
        file.chmod(stat.S_IREAD)
        try:
            if _writable(file):
                return Found(say.AS_ADMINISTRATOR)
            with contextlib.suppress(KnownError), Document.open(file, who=WHO) as document:
                rename(document, "別の名前")
            with Document.open(file, read_only=True) as document:
                document.plan()
        finally:
            file.chmod(stat.S_IREAD | stat.S_IWRITE)
        if file.read_bytes() != before:
            raise KnownError(say.READ_ONLY_WRITTEN)
        return Found()

    def _export(self, target: Path) -> None:
        with Document.open(self.plan_file, read_only=True) as document:
            plan = document.plan()
        export(plan, self.forms.of(plan), "progress", target, fonts=self.fonts)


def _require_text(found: str) -> None:
    # The form breaks lines where they fit, so nothing is asked of the spaces.
    plain = "".join(char for char in found if char > " " and char != CUT_MARK)
    if not all(part in plain for part in TRICKY.split()):
        raise KnownError(say.TEXT_LOST)


def _writable(file: Path) -> bool:
    # Asked by doing: what the system says of a file is not what it lets an administrator do.
    try:
        with file.open("r+b"):
            return True
    except OSError:
        return False


def make_plan(file: Path) -> None:
    """A plan file with one invented measure. Raises ``KnownError`` where it cannot be written."""
    builder = PlanBuilder()
    builder.start("自己診断計画", "見本市", "sodegaura", [Period("年度", 2024, 2024)])
    fields = {DEPARTMENTS: "見本課", "summary": TRICKY}
    builder.add("measure", builder.area("①", "見本"), fields, "①-01", "見本の施策")
    changes = [Change(key, None, text) for key, text in builder.entries.items()]
    Document.create(file, changes, name=WHO, who=WHO).close()


def rename(document: Document, name: str) -> None:
    """Give the plan another name, as any edit would."""
    with document.edit(WHO, who=WHO) as edit:
        edit.set(Key(PLAN_ID, NAME), name)

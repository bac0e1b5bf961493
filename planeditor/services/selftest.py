"""The program tests itself on the machine it stands on: the one diagnosis that staff can send."""
from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, Change
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Face
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.services.paper.exporting import export
from planeditor.store.document import Document

_TRICKY = "髙﨑 𠮷 =1+1\n葛\U000e0100城市"
_WHO = "自己診断"


@dataclass(frozen=True, slots=True)
class Step:
    """One step and how it went; ``detail`` says what to do where it failed."""

    name: str
    passed: bool
    detail: str = ""


def run_self_test() -> Iterator[Step]:
    """Do the main job on an invented measure in a temporary folder, step by step."""
    with tempfile.TemporaryDirectory(prefix="planeditor-") as name:
        folder = Path(name) / "自己 診断"
        folder.mkdir()
        work = _Work(folder)
        steps: list[tuple[str, Callable[[], None]]] = [
            ("forms", work.forms_sound), ("fonts", work.fonts_found), ("create", work.create), ("excel", work.excel),
            ("pdf", work.pdf), ("import", work.take_in), ("verify", work.verify),
        ]
        for step, job in steps:
            try:
                job()
            except KnownError as error:
                yield Step(step, passed=False, detail=error.message)
            except Exception as error:  # noqa: BLE001 - the report must name every fault, and go on
                yield Step(step, passed=False, detail=type(error).__name__)
            else:
                yield Step(step, passed=True)


class _Work:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.forms = FormSets()
        self.fonts = FontBook()
        self.plan_file = folder / "計画.plandb"
        self.workbook = folder / "様式.xlsx"

    def forms_sound(self) -> None:
        for name in self.forms.places:
            problems = self.forms.get(name).problems
            if problems:
                raise KnownError(problems[0])

    def fonts_found(self) -> None:
        for family in ("BIZ UDゴシック", "BIZ UD明朝"):
            self.fonts.advances(Face(family))["漢"]

    def create(self) -> None:
        builder = PlanBuilder()
        builder.start("自己診断計画", "見本市", "sodegaura", [Period("年度", 2024, 2024)])
        fields = {DEPARTMENTS: "見本課", "summary": _TRICKY}
        builder.add("measure", builder.area("①", "見本"), fields, "①-01", "見本の施策")
        changes = [Change(key, None, text) for key, text in builder.entries.items()]
        Document.create(self.plan_file, changes, name=_WHO, who=_WHO).close()

    def _export(self, target: Path) -> None:
        with Document.open(self.plan_file, read_only=True) as document:
            plan = document.plan()
        export(plan, self.forms.of(plan), "progress", target, fonts=self.fonts)

    def excel(self) -> None:
        self._export(self.workbook)

    def pdf(self) -> None:
        self._export(self.folder / "様式.pdf")

    def take_in(self) -> None:
        again = self.folder / "取込.plandb"
        Importer(again, self.forms, who=_WHO).run([self.workbook])
        with Document.open(again, read_only=True) as document:
            plan = document.plan()
            if [plan.text(m.id, "summary") for m in plan.measures] != [_TRICKY]:
                raise AssertionError

    def verify(self) -> None:
        with Document.open(self.plan_file, read_only=True) as document:
            for sentence in document.verify():
                raise KnownError(sentence)

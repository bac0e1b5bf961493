"""Writing the workbooks of a request, one after the other."""
from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from openpyxl.packaging.custom import StringProperty

from planeditor.domain.errors import BugError
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.recognition.slip import BOOK_PROPERTY
from planeditor.formengine.requesting.opening import OpenedSheet, open_sheet
from planeditor.formengine.requesting.order import BookOrder, OpenCell, SheetOrder
from planeditor.formengine.requesting.pointsheet import write_points
from planeditor.formengine.requesting.requestsheet import RequestSheetWriter
from planeditor.formengine.requesting.slip import write_slip
from planeditor.formengine.writing.excel import ExcelWriter, collector_at_rest
from planeditor.formengine.writing.excelbook import ExcelBook, ExcelInfo
from planeditor.messages import request_sheet as words

_KEPT = 64
"""How many laid-out sheets are kept for the next books: those that a lead and contributing departments share."""

_Made = tuple[str, str, Callable[[Key], OpenCell | None]]


@dataclass
class RequestWriter:
    """Writes workbooks for one state of a plan. Keep one for all books of a request: it remembers shapes and layouts."""

    forms: FormSet
    plan: Plan
    fonts: FontBook
    _fillers: dict[str, Filler] = field(default_factory=dict, init=False)
    _opened: OrderedDict[_Made, OpenedSheet] = field(default_factory=OrderedDict, init=False)

    def __post_init__(self) -> None:
        self._typesetter = Typesetter(self.fonts)
        self._looks = ExcelBook(ExcelInfo())

    def write(self, order: BookOrder, target: BinaryIO) -> int:
        """Write one workbook; gives the number of pages it is printed on as it is sent.

        Raises KnownError where a font of a form is not installed, OSError where the target cannot be written.
        """
        with collector_at_rest():
            return self._write(order, target)  # the workbook is garbage before it is looked through for the first time

    def _write(self, order: BookOrder, target: BinaryIO) -> int:
        excel = ExcelWriter(ExcelInfo(order.title, page_numbers=False), self._looks)
        stamp = StringProperty(name=BOOK_PROPERTY, value=order.token)
        excel.book.workbook.custom_doc_props.append(stamp)  # type: ignore[attr-defined]  # unknown to the type stubs
        excel.book.pages = write_slip(excel.book, excel.new_sheet(words.SLIP_SHEET), order.slip, order.token)
        if order.points:
            excel.book.pages += write_points(excel.book, excel.new_sheet(words.POINTS_SHEET), order)
        for sheet in order.sheets:
            opened = self._open(sheet)
            RequestSheetWriter(excel.book, excel.new_sheet(opened.laid.grid.title), opened, sheet).write()
            excel.book.pages += opened.pages
        excel.save(target)
        return excel.pages

    def _open(self, order: SheetOrder) -> OpenedSheet:
        """The sheet laid out, from memory where it was written shortly before."""
        made = order.form.name, order.node, order.is_open
        found = self._opened.get(made)
        if found is not None:
            self._opened.move_to_end(made)
            return found
        filler = self._fillers.get(order.form.name)
        if filler is None:
            filler = self._fillers[order.form.name] = Filler(self.plan, order.form)
        node = self.plan.node(order.node)
        if (node is None or order.node == PLAN_ID) != (order.form.each == "plan"):
            raise BugError(f"form {order.form.name} is not for node {order.node}")
        opened = self._opened[made] = open_sheet(filler.fill(None if order.node == PLAN_ID else node), order, self._typesetter)
        if len(self._opened) > _KEPT:
            self._opened.popitem(last=False)
        return opened

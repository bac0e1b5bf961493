"""The bars above the pages: what is shown, and how; what can be done with it."""
from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planeditor.domain.blocks import CHAPTER, blocks
from planeditor.domain.plan import PLAN_ID
from planeditor.messages import ui_preview as say
from planeditor.messages.writing import CHAPTER as CHAPTER_WORD
from planeditor.services.paper.order import Order, Selection
from planeditor.ui.exporting.forms import FormBox, YearBox
from planeditor.ui.flow import FlowLayout
from planeditor.ui.icons import icon
from planeditor.ui.look import STEP
from planeditor.ui.preview.pages_view import PagesView
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled, watch

HERE = "here"


class OrderBar(QFrame):
    """Form, scope and year; the buttons for print and files."""

    wanted = Signal()
    """Something else is to be shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("role", "panel")
        row = FlowLayout(self, STEP, QMargins(STEP * 2, STEP, STEP * 2, STEP))
        self.form = FormBox(session)
        self.scope = QComboBox()
        self.scope.setAccessibleName(say.SCOPE)
        self.year = YearBox(session)
        for box in (self.form, self.scope, self.year):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(9)
            box.setToolTip(box.accessibleName())
            row.addWidget(box)
        row.push()
        self.excel, self.pdf, self.print_ = QPushButton(say.SAVE_EXCEL), QPushButton(say.SAVE_PDF), QPushButton(say.PRINT)
        self.print_.setProperty("role", "primary")
        for button in (self.excel, self.pdf, self.print_):
            row.addWidget(button)
        self.offer()
        self.form.currentIndexChanged.connect(self._form_chosen)
        for box in (self.scope, self.year):
            box.currentIndexChanged.connect(self.wanted)

    def offer(self) -> None:
        """Offer what the plan has now; what was chosen stays so."""
        plan, chosen = self.session.plan, self.scope.currentData()
        node, kinds = self.session.node, self.form.holders
        chapter = node is not None and node.kind == "block"
        word = CHAPTER_WORD if chapter else self.session.vocabulary.word("measure")
        self.scope.blockSignals(True)  # noqa: FBT003
        self.scope.clear()
        self.scope.addItem(say.ALL, "")
        self.scope.addItem(say.HERE.format(word=word), HERE)
        parts = plan.areas if kinds & {"area", "measure"} else []
        for part in (*parts, *(blocks(plan, PLAN_ID, CHAPTER) if CHAPTER in kinds else ())):
            self.scope.addItem(part.title, part.id)
        self.scope.setCurrentIndex(max(self.scope.findData(chosen), 0))
        self.scope.blockSignals(False)  # noqa: FBT003
        self.year.offer(self.form.names)
        self._allow()

    def _allow(self) -> None:
        self.scope.setEnabled(not self.form.of_plan)
        self.excel.setEnabled(all(name in self.session.forms.forms for name in self.form.names))

    def _form_chosen(self) -> None:
        self.offer()
        self.wanted.emit()

    @property
    def of_here(self) -> bool:
        """Whether only the sheet the user is at is shown."""
        return self.scope.currentData() == HERE and not self.form.of_plan

    def order(self) -> Order:
        """What is chosen, as a PDF."""
        chosen = self.scope.currentData()
        here = self.session.node
        node = (here.id if here else "") if chosen == HERE else chosen
        return Order(self.form.names, "pdf", Selection(nodes=(node,) if node else (), period=self.year.period))


class ViewBar(QFrame):
    """Page number and zoom."""

    def __init__(self, pages: PagesView) -> None:
        super().__init__()
        self.pages = pages
        self.setProperty("role", "panel")
        row = FlowLayout(self, STEP, QMargins(STEP * 2, STEP, STEP * 2, STEP))
        self.number = QLineEdit()
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setAccessibleName(say.PAGE)
        self._valid = QIntValidator(1, 1, self)
        self.number.setValidator(self._valid)
        self.number.returnPressed.connect(self._go)
        self.of = QLabel()
        self.percent = QLabel()
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.smaller, self.larger = QToolButton(), QToolButton()
        self.width_, self.whole = QToolButton(), QToolButton()
        words = ((self.smaller, say.SMALLER, "minus"), (self.larger, say.LARGER, "plus"))
        for button, word, name in (*words, (self.width_, say.FIT_WIDTH, "fit"), (self.whole, say.FIT_PAGE, "paper")):
            button.setText(word)
            button.setToolTip(word)
            button.setAccessibleName(word)
            button.setIcon(icon(name))
        for button in (self.width_, self.whole):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setCheckable(True)
        self.smaller.clicked.connect(pages.smaller)
        self.larger.clicked.connect(pages.larger)
        self.width_.clicked.connect(self._fit_width)
        self.whole.clicked.connect(self._fit_page)
        row.addWidget(self.number)
        row.addWidget(self.of)
        for part in (self.smaller, self.percent, self.larger, self.width_, self.whole):
            row.addWidget(part)
        pages.page_changed.connect(self.refresh)
        pages.zoom_changed.connect(self.refresh)
        watch().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.number.setFixedWidth(scaled(56))
        self.percent.setFixedWidth(scaled(56))

    def refresh(self) -> None:
        """Show where the view is."""
        count = self.pages.count
        self._valid.setTop(max(count, 1))
        self.number.setText(str(self.pages.page + 1) if count else "")
        self.of.setText(say.OF_PAGES.format(count=count))
        self.percent.setText(say.ZOOM.format(percent=round(self.pages.zoom * 100)))
        self.width_.setChecked(self.pages.fit == "width")
        self.whole.setChecked(self.pages.fit == "page")
        for widget in (self.number, self.smaller, self.larger, self.width_, self.whole):
            widget.setEnabled(count > 0)

    def _go(self) -> None:
        if self.number.hasAcceptableInput():
            self.pages.go(int(self.number.text()) - 1)
            self.pages.setFocus()

    def _fit_width(self) -> None:
        self.pages.set_fit("width")
        self.refresh()

    def _fit_page(self) -> None:
        self.pages.set_fit("page")
        self.refresh()


def stacked(*bars: QWidget) -> QWidget:
    """Bars one above the other."""
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    for bar in bars:
        rows.addWidget(bar)
    return holder

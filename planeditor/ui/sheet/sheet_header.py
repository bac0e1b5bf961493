"""The bar above the sheet: which measure, whose, which year, which form, how large, and the way to the plain form."""
from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from planeditor.domain.blocks import LIST
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS
from planeditor.messages import ui_sheet as say
from planeditor.services.editing.naming import node_name
from planeditor.services.editing.years import is_closed
from planeditor.services.paper.choosing import nodes_for, offered_forms
from planeditor.ui.elided import ElidedLabel
from planeditor.ui.flow import FlowLayout
from planeditor.ui.icons import icon
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.sheet.sheet_canvas import ZOOMS, SheetCanvas
from planeditor.ui.sheet.ways import ways

_TITLE_CHARS = 14
"""For so many characters of the title the buttons leave room before they take a row of their own."""


class SheetHeader(QFrame):
    """Follows the session and the canvas it stands above."""

    fields_wanted = Signal()
    """Show the same as a plain form."""

    def __init__(self, session: Session, canvas: SheetCanvas) -> None:
        super().__init__()
        self.session, self._canvas = session, canvas
        self.setProperty("role", "panel")
        self.title, self.departments = ElidedLabel(), ElidedLabel()
        self.title.setProperty("role", "heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # as wide as ``_arrange`` says
        self.departments.setProperty("role", "quiet")
        self.forms = _menu_button(say.FORM_MENU, "sheet")
        self.years = _menu_button(say.YEAR_MENU)
        self.zoom = _menu_button(say.ZOOM_MENU)
        self.as_sheet, self.as_fields = ways()
        self.as_sheet.setChecked(True)
        self._lay_out()
        for button, fill in ((self.forms, self._fill_forms), (self.years, self._fill_years), (self.zoom, self._fill_zoom)):
            button.menu().aboutToShow.connect(fill)
        self.as_sheet.clicked.connect(self._stay)
        self.as_fields.clicked.connect(self._to_fields)
        canvas.zoomed.connect(self._show_zoom)
        canvas.moved.connect(self._show_zoom)
        for signal in (session.opened, session.changed, session.place_changed, session.mode_changed):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show where the user is."""
        session = self.session
        if not session.is_open:
            return
        node, period = session.node, session.period
        self.title.setText(self._title())
        departments = session.plan.text(node.id, DEPARTMENTS) if node else ""
        self.departments.setText(departments.replace("\n", "・"))
        self.departments.setVisible(bool(departments))
        self.years.setText(self._label(period) if period else say.NO_YEAR)
        self.years.setEnabled(node is not None and period is not None)
        self.years.setVisible(node is None or node.kind != "block")
        self.forms.setVisible(len(offered_forms(session.forms)) > 1)
        self.forms.setText(session.form.title)
        self.forms.setToolTip(say.FORM_NOW.format(form=session.form.title))
        self._show_zoom()
        self._arrange()

    def sizeHint(self) -> QSize:
        """No wider than need be: the title is cut, the buttons go below it."""
        return QSize(STEP * 60, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as the buttons without their words."""
        return QSize(STEP * 60, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beside or below the title, as there is room."""
        super().resizeEvent(event)
        self._arrange()

    # Inside

    def _lay_out(self) -> None:
        names = QWidget()
        row = QHBoxLayout(names)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP * 3)
        row.addWidget(self.title)
        row.addWidget(self.departments, 100)
        row.addStretch(1)
        self._controls = QWidget()
        flow = FlowLayout(self._controls, STEP)
        for button in (self.forms, self.years, self.zoom, self.as_sheet, self.as_fields):
            flow.addWidget(button)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(STEP * 4, STEP, STEP * 2, STEP)
        self._grid.setHorizontalSpacing(STEP * 2)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(names, 0, 0)
        self._grid.addWidget(self._controls, 0, 1)

    def _arrange(self) -> None:
        room = self.contentsRect().width() - STEP * (8 if self.departments.isHidden() else 11)  # margins and gaps
        whole = self.title.fontMetrics().horizontalAdvance(self.title.text()) + STEP
        self.forms.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if self._controls.sizeHint().width() + whole > room:
            self.forms.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        buttons = self._controls.sizeHint().width()
        below = buttons + min(whole, self.fontMetrics().horizontalAdvance("字") * _TITLE_CHARS) > room
        self.title.setFixedWidth(max(STEP, min(whole, room if below else room - buttons)))
        self._controls.setMinimumWidth(0 if below else buttons)  # the departments are cut before the buttons go on below
        self._controls.setMinimumHeight(self._controls.heightForWidth(room) if below else 0)
        place = (1, 0, 1, 2) if below else (0, 1, 1, 1)
        if self._grid.getItemPosition(self._grid.indexOf(self._controls)) != place:
            self._grid.addWidget(self._controls, *place)

    def _title(self) -> str:
        """What is shown: the place, for a form of the whole plan the plan."""
        session = self.session
        if session.sheet_node is not None:
            return session.sheet_node.title or node_name(session.plan, session.sheet_node)
        if session.form.each == "plan":
            return session.plan.title
        return say.NO_PLACE.format(measure=session.vocabulary.word("measure"))

    def _label(self, period: Period) -> str:
        return self.session.vocabulary.period_label(self.session.plan, period, style="和暦")

    def _show_zoom(self) -> None:
        shown = self._canvas.sheet is not None
        self.zoom.setEnabled(shown)
        self.zoom.setText(say.ZOOM.format(percent=self._canvas.percent if shown else ZOOMS[2]))

    def _fill_forms(self) -> None:
        menu, session = self.forms.menu(), self.session
        menu.clear()
        for name, form in offered_forms(session.forms).items():
            several = nodes_for(session.plan, form) if form.each == LIST else []
            if len(several) > 1:
                inner = menu.addMenu(form.title)
                for node in several:
                    _tick(inner.addAction(node.title, partial(self._show_list, name, node.id)), node == session.sheet_node)
                continue
            _tick(menu.addAction(form.title, partial(session.show_form, name)), form is session.form)

    def _show_list(self, form: str, node: str) -> None:
        self.session.go(Place(node))
        self.session.show_form(form)

    def _fill_years(self) -> None:
        menu, session = self.years.menu(), self.session
        menu.clear()
        for period in session.vocabulary.all_periods(session.plan):
            label = self._label(period)
            if is_closed(session.plan, period.key):
                label = say.CLOSED_YEAR.format(period=label)
            elif period == session.current:
                label = say.CURRENT_YEAR.format(period=label)
            action = menu.addAction(label, partial(self._go, period.key))
            action.setCheckable(True)
            action.setChecked(period == session.period)

    def _fill_zoom(self) -> None:
        menu, canvas = self.zoom.menu(), self._canvas
        menu.clear()
        fit = menu.addAction(icon("fit"), say.ZOOM_FIT, canvas.fit_width)
        fit.setCheckable(True)
        fit.setChecked(canvas.fits_width)
        menu.addSeparator()
        for percent in ZOOMS:
            action = menu.addAction(say.ZOOM.format(percent=percent), partial(canvas.set_zoom, percent))
            action.setCheckable(True)
            action.setChecked(not canvas.fits_width and percent == canvas.percent)
        menu.addSeparator()
        menu.addAction(icon("plus"), say.ZOOM_IN, canvas.zoom_in)
        menu.addAction(icon("minus"), say.ZOOM_OUT, canvas.zoom_out)

    def _go(self, period: str) -> None:
        self.session.go(Place(self.session.place.node, period))
        self._canvas.setFocus()

    def _stay(self) -> None:
        self.as_sheet.setChecked(True)

    def _to_fields(self) -> None:
        self.as_fields.setChecked(False)
        self.fields_wanted.emit()


def _tick(action: QAction, on: bool) -> None:  # one of several of a menu
    action.setCheckable(True)
    action.setChecked(on)


def _menu_button(name: str, picture: str = "") -> QToolButton:
    button = QToolButton()
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(QMenu(button))
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if picture:
        button.setIcon(icon(picture))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button

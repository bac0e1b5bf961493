"""The table of the fields of a plan, each with a list of where its texts can go."""
from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from planeditor.messages import ui_formswitch as say
from planeditor.services.formswitch.fields import OldField, Source, offered
from planeditor.services.formswitch.moving import Moving
from planeditor.ui import theme
from planeditor.ui.formswitch.quiet_combo import QuietCombo

_ROW = 34
_LOWEST = 200


class FieldsTable(QTableWidget):
    """One row for each field; the last column is chosen."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(0, len(say.HEADS))
        self.setHorizontalHeaderLabels(list(say.HEADS))
        self.setAccessibleName(say.FIELDS)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(_ROW))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTabKeyNavigation(False)  # Tab goes from one choice to the next
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column in (0, len(say.HEADS) - 1):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(say.HEADS) - 1):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.setMinimumHeight(theme.scaled(_LOWEST))
        self.combos: dict[Source, QComboBox] = {}

    def show_fields(self, moving: Moving, words: Mapping[str, str]) -> None:
        """Show the fields with what is proposed for each."""
        with QSignalBlocker(self):
            self.setRowCount(0)
            self.combos = {}
            self.setRowCount(len(moving.fields))
            for row, one in enumerate(moving.fields):
                self._show_row(row, one, moving, words)

    @property
    def chosen(self) -> dict[Source, str]:
        """The key of the new field for each, "" where the texts stay."""
        return {source: combo.currentData() or "" for source, combo in self.combos.items()}

    def _show_row(self, row: int, one: OldField, moving: Moving, words: Mapping[str, str]) -> None:
        label = say.OF[one.source.of].format_map(words) + one.label
        if one.source.series and len(moving.plan.series_names) > 1:
            label = say.IN_SERIES.format(field=label, series=one.source.series)
        for column, text in enumerate((label, say.KINDS[one.kind], say.COUNT.format(count=one.entries))):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column == 2:  # how many
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, item)
        combo = QuietCombo()
        combo.setAccessibleName(say.TARGET_OF.format(field=one.label))
        combo.addItem(say.STAYS, "")
        several = len({f.series for f in moving.vocabulary.of(one.source.of) if f.series}) > 1
        for field in offered(one.source, moving.vocabulary):
            shown = say.IN_SERIES.format(field=field.label, series=field.series) if several and field.series else field.label
            combo.addItem(say.TARGET.format(field=shown, kind=say.KINDS[field.kind]), field.key)
        target = moving.target(one.source)
        combo.setCurrentIndex(max(combo.findData(target.key if target else ""), 0))
        combo.currentIndexChanged.connect(self.edited)
        self.combos[one.source] = combo
        self.setCellWidget(row, len(say.HEADS) - 1, combo)

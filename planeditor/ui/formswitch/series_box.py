"""Where the years of each series go."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QWidget

from planeditor.messages import ui_formswitch as say
from planeditor.services.formswitch.choice import gathers
from planeditor.services.formswitch.moving import Moving
from planeditor.ui.formswitch.quiet_combo import QuietCombo
from planeditor.ui.look import STEP


class SeriesBox(QWidget):
    """One line for each series of the plan; not shown where nothing is to be chosen."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(STEP * 3)
        self._grid.setVerticalSpacing(STEP)
        self._grid.setColumnStretch(2, 1)
        self.combos: dict[str, QComboBox] = {}
        self.gathers: dict[str, QCheckBox] = {}
        self._moving: Moving | None = None

    def show_series(self, moving: Moving) -> None:
        """Show the series of the plan with what is proposed for each."""
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        self.combos, self.gathers, self._moving = {}, {}, moving
        same = {name: name for name in moving.plan.series_names} == moving.choice.series
        for row, name in enumerate(moving.plan.series_names if not same and moving.vocabulary.series else ()):
            self._show_line(row, name, moving)
        self.setVisible(bool(self.combos))
        self._show_gathers()

    @property
    def chosen(self) -> dict[str, str | None]:
        """The new series of each, "" where it stays."""
        if self._moving is not None and not self.combos:
            return dict(self._moving.choice.series)
        return {name: combo.currentData() or "" for name, combo in self.combos.items()}

    @property
    def gathered(self) -> frozenset[str]:
        """Series whose years are put together."""
        return frozenset(name for name, box in self.gathers.items() if not box.isHidden() and box.isChecked())

    def _show_line(self, row: int, name: str, moving: Moving) -> None:
        periods = moving.old.vocabulary.periods(moving.plan, name)
        label = name
        if periods:
            first, last = (moving.old.vocabulary.period_label(moving.plan, p) for p in (periods[0], periods[-1]))
            label = say.SERIES_LINE.format(series=name, first=first, last=last)
        combo = QuietCombo()
        combo.setMinimumContentsLength(10)
        combo.setAccessibleName(say.SERIES_TARGET.format(series=name))
        combo.addItem(say.SERIES_STAYS, "")
        for series in moving.vocabulary.series:
            combo.addItem(series, series)
        combo.setCurrentIndex(max(combo.findData(moving.choice.series.get(name) or ""), 0))
        combo.currentIndexChanged.connect(self._chosen)
        gather = QCheckBox(say.GATHER)
        gather.setAccessibleName(say.GATHER_OF.format(series=name))
        gather.setToolTip(say.GATHER_TIP)
        gather.setChecked(True)
        gather.toggled.connect(self.edited)
        self.combos[name], self.gathers[name] = combo, gather
        self._grid.addWidget(QLabel(label), 2 * row, 0)
        self._grid.addWidget(combo, 2 * row, 1)
        self._grid.addWidget(gather, 2 * row + 1, 0, 1, 3)

    def _chosen(self) -> None:
        self._show_gathers()
        self.edited.emit()

    def _show_gathers(self) -> None:
        """Years can be put together where the new series has longer periods."""
        if self._moving is None:
            return
        old, new = self._moving.old.vocabulary, self._moving.vocabulary
        for name, box in self.gathers.items():
            box.setVisible(gathers(name, self.combos[name].currentData() or "", old, new))

"""The design on the desk: what the steps of the window share, with the way back."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from planeditor import paths
from planeditor.formengine.reading.places import cell_name
from planeditor.services.designing.design import Design
from planeditor.services.designing.trying import Trial
from planeditor.ui.session import Session
from planeditor.ui.sheet.sheet_fonts import SheetFonts


class Board(QObject):
    """Holds the design. Steps ask it for changes and follow its signal."""

    changed = Signal()
    """The design is another one."""

    def __init__(self, session: Session, folder: Path | None = None) -> None:
        """``folder``: where a city's own form sets are."""
        super().__init__()
        self.session = session
        self.folder = folder or paths.user_forms_folder()
        self.fonts = SheetFonts(session.fonts)
        self.plan = session.plan
        self.trial: Trial | None = None
        """The design as tried last; None once it has been changed."""
        self._design: Design | None = None
        self._before: list[Design] = []
        self._after: list[Design] = []

    @property
    def design(self) -> Design:
        """The design; there is one from the second step on."""
        if self._design is None:
            raise LookupError
        return self._design

    @property
    def there(self) -> bool:
        """Whether there is a design yet."""
        return self._design is not None

    def start(self, design: Design) -> None:
        """Begin with a design; there is no way back behind it."""
        self._before.clear()
        self._after.clear()
        self._set(design)

    def do(self, design: Design) -> None:
        """Another design; the one before can be had again."""
        if self._design is not None and design != self._design:
            self._before.append(self._design)
            self._after.clear()
            self._set(design)

    @property
    def can_undo(self) -> bool:
        """Whether there is a design before this one."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a design was taken back."""
        return bool(self._after)

    def undo(self) -> None:
        """The design before this one."""
        if self._before and self._design is not None:
            self._after.append(self._design)
            self._set(self._before.pop())

    def redo(self) -> None:
        """The design that was taken back."""
        if self._after and self._design is not None:
            self._before.append(self._design)
            self._set(self._after.pop())

    def address(self, place: tuple[int, int]) -> str:
        """What a cell is called in the city's workbook."""
        row, column = self.design.sheet.origin
        return cell_name(place[0] + row - 1, place[1] + column - 1)

    def _set(self, design: Design) -> None:
        self._design, self.trial = design, None
        self.changed.emit()

"""The bar above the sheet at every width."""
from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.sheet.sheet_canvas import SheetCanvas
from planeditor.ui.sheet.sheet_fonts import SheetFonts
from planeditor.ui.sheet.sheet_header import SheetHeader


def test_the_buttons_stay_in_one_row_beside_the_title(qtbot: QtBot, session: Session) -> None:
    canvas = SheetCanvas(SheetFonts(session.fonts))
    header = SheetHeader(session, canvas)
    qtbot.addWidget(canvas)
    qtbot.addWidget(header)
    session.go(Place(session.plan.measures[0].id, session.plan.period_keys("年度")[0]))
    header.show()
    assert not header.departments.isHidden()
    buttons = header.forms, header.years, header.zoom, header.as_sheet, header.as_fields
    beside = 0
    for width in range(500, 900, 4):
        header.resize(width, header.sizeHint().height())
        QCoreApplication.processEvents()
        if header._controls.y() <= header.title.mapTo(header, header.title.rect().center()).y():
            beside += 1
            middles = [b.geometry().center().y() for b in buttons]
            assert max(middles) - min(middles) < header.zoom.height() // 2, width
    assert beside

"""A form of the whole plan on the sheet view: many measures on many pages."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Key
from planeditor.store.document import Document
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from tests.ui.conftest import Settle
from tests.ui.sheets import K, chosen, press, shown


def open_list(session: Session, folder: Path, measures: int) -> list[str]:
    """Open a plan whose one form lists all its measures; their ids."""
    builder = PlanBuilder()
    periods = [Period("期", 2013, 2014), Period("期", 2015, 2016), Period("期", 2017, 2017)]
    builder.start("見本市行政改革計画", "見本市", "tomakomai", periods)
    area = builder.area("①", "窓口")
    nodes = []
    for n in range(1, measures + 1):
        node = builder.add("measure", area, {"content": f"窓口の手続き {n} を見直した。" * 3}, f"{n}", f"手続き {n} の見直し")
        builder.set(node, "status", "○/◎", periods[0].key)
        nodes.append(node)
    document = Document.create(folder / "一覧.plandb", builder.entries, name="試験", who="試験")
    session.adopt(document, session.form_sets.of(document.plan()))
    return nodes


def test_a_form_of_the_whole_plan(qtbot: QtBot, empty_session: Session, tmp_path: Path, settle: Settle) -> None:
    session = empty_session
    nodes = open_list(session, tmp_path, 60)
    view = shown(qtbot, session).view
    assert view.sheet is not None
    assert view.sheet.root == ""
    assert len(view.sheet.pages) > 1
    sheet = view.sheet
    session.go(Place(nodes[50]))
    assert view.sheet is sheet
    assert chosen(view).node == nodes[50]
    assert view.viewport().rect().contains(view.pieces(view.sheet.by_key[chosen(view)])[0].center())
    key = Key(nodes[50], "content")
    session.go(Place(*key[:1], "", "content"))
    QTest.keyClicks(view.editor, "done")
    press(qtbot, view, K.Key_Return)
    settle()
    assert session.plan.text(*key) == "done"
    assert chosen(view) == Key(nodes[51], "content")


def test_across_the_page_edge_and_back(qtbot: QtBot, empty_session: Session, tmp_path: Path) -> None:
    session = empty_session
    nodes = open_list(session, tmp_path, 60)
    view = shown(qtbot, session).view
    assert view.sheet is not None
    session.go(Place(nodes[0], "", "content"))
    pages = set()
    for node in nodes[1:]:
        press(qtbot, view, K.Key_Down)
        assert chosen(view) == Key(node, "content")
        pages |= {page for page, _ in view.sheet.boxes[view.sheet.by_key[chosen(view)].number]}
        assert view.viewport().rect().contains(view.pieces(view.sheet.by_key[chosen(view)])[0].topLeft())
    assert len(pages) == len(view.sheet.pages)
    for _ in nodes[1:]:
        press(qtbot, view, K.Key_Up)
    assert chosen(view) == Key(nodes[0], "content")
    assert PLAN_ID not in {c.key.node for c in view.choice.cells}

"""Plan files that others made, opened in the window: every page paints, a sentence comes, nothing is written."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import BLOCK_TYPE, KIND, NAME, NUMBER, ORDER, PARENT, PLAN_ID, Key
from planeditor.store.log import GroupHead
from planeditor.store.newfile import write_new
from planeditor.ui.main_window import MainWindow
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from tests.services.editing_plans import small_plan
from tests.ui.conftest import Settle

ODD = "名/\\:*?\"<>|\n" + "😀" * 300 + "\u202e"


@pytest.fixture
def bare(qtbot: QtBot, empty_session: Session, settle: Settle) -> Iterator[MainWindow]:
    """The window with no plan open."""
    window = MainWindow(empty_session, lambda _: "planeditor.log")
    window.start([])
    qtbot.waitUntil(lambda: window.parts.completed, timeout=10_000)
    settle()
    yield window
    window.close()
    settle()
    qtbot.waitUntil(lambda: not empty_session.is_open, timeout=10_000)


def _block(node: str, kind: str, parent: str = PLAN_ID) -> dict[Key, str]:
    return {Key(node, KIND): "block", Key(node, BLOCK_TYPE): kind, Key(node, PARENT): parent, Key(node, ORDER): "7", Key(node, NAME): ODD}


TABLE = _block("c", "chapter") | _block("t", "table", "c") | {Key("t", "cell:1:1"): "欄"}
STRANGE = {
    "order": {Key("c", ORDER): "x"} | {k: t for k, t in _block("c", "chapter").items() if k.field != ORDER},
    "ring": {Key("a1", KIND): "area", Key("a1", PARENT): "a2", Key("a2", KIND): "area", Key("a2", PARENT): "a1"},
    "period": _block("c", "chapter") | {Key("c", "text", "年度:abc"): "文", Key(PLAN_ID, "@current"): "来年"},
    "size": TABLE | {Key("t", "@size"): "99999999 99999999", Key("t", "@widths"): "9" * 5000, Key("t", "@head"): "9" * 5000},
    "cells": TABLE | {Key("t", "cell:x:y"): "文", Key("t", "cell:999999999:1"): "文", Key("t", "cell:0:0"): "文"},
    "types": _block("b1", "知らない種類") | _block("b2", "item", "b1") | _block("b3", "edition", "b2") | _block("b4", "chapter", "b3"),
    "names": {k: t for n, kind in enumerate(("chapter", "edition", "list", "note")) for k, t in _block(f"n{n}", kind).items()}
    | {Key("n0", NUMBER): ODD, Key("n1", "date"): ODD, Key("n3", "text"): "説明[^" + ODD + "][^[^"},
}


@pytest.mark.parametrize("case", STRANGE)
def test_it_is_shown(bare: MainWindow, tmp_path: Path, qtbot: QtBot, settle: Settle, case: str) -> None:
    path = tmp_path / "計画.plandb"
    write_new(path, GroupHead("create", "作成", "だれか", ""), {**small_plan().entries, **STRANGE[case]})
    before = path.read_bytes()
    bare.opener.open(path, read_only=True)
    qtbot.waitUntil(lambda: bare.session.is_open, timeout=20_000)
    settle()
    assert bare.grab().width() > 0
    for node in [PLAN_ID, *(n.id for n in bare.session.plan.walk())]:
        bare.session.go(Place(node))
        settle()
        bare.grab()
    assert path.read_bytes() == before

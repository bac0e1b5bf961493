"""The window of the manual: F1 for each place, contents, search, links, pictures, back and forward, themes."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import planeditor.ui
from planeditor.messages import ui_help as say
from planeditor.services.manual.blocks import Picture
from planeditor.services.manual.manual import WORDS, read_manual
from planeditor.ui.actions import ACTIONS, shortcuts
from planeditor.ui.help.help_window import HelpWindow
from planeditor.ui.help.keys import every_key
from planeditor.ui.help.pages import EVERYWHERE, PICTURE, HelpPages
from planeditor.ui.look import CONTRAST, DARK, LIGHT, Colors
from tests.ui.hands import type_text

PLACES = (
    "start", "tree", "sheet", "fields", "table", "search", "replace", "departments", "preview", "export", "import", "settings",
    "history", "modes", "saving", "checks", "dashboard", "judging", "points", "evaluation", "comparing", "meeting", "edition",
    "publishing", "redacting", "backups", "verifying", "working", "handover", "tour",
)  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot) -> HelpWindow:
    window = HelpWindow([("sheet", "Ctrl+D", "昨年度の文を写す"), (EVERYWHERE, "F1", "この画面の説明")])
    qtbot.addWidget(window)
    window.show()
    return window


def places_of_dialogs() -> Iterator[str]:
    for path in Path(planeditor.ui.__path__[0]).rglob("*.py"):
        yield from re.findall(r'HelpKey\([\w.]+, "(\w+)"', path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("place", PLACES)
def test_every_screen_has_a_page_of_its_own(window: HelpWindow, place: str) -> None:
    window.show_place(place)
    item = window.list.currentItem()
    assert item is not None
    assert window.place == place
    assert window.page.toPlainText().startswith(item.text(0))
    assert "{" not in window.page.toPlainText()


def test_f1_of_every_dialog_and_action_leads_to_a_page() -> None:
    known = {EVERYWHERE, *read_manual().by_place}
    assert len(set(places_of_dialogs())) > 15
    assert set(places_of_dialogs()) <= known
    assert {definition.place for definition in ACTIONS} <= known
    assert {place for place, _, _ in [*shortcuts(WORDS), *every_key(WORDS)]} <= known


def test_a_page_ends_with_the_keys_of_its_screen(window: HelpWindow) -> None:
    window.show_place("sheet")
    text = window.page.toPlainText()
    assert text.index(say.KEYS) < text.index("Ctrl+D") < text.index(say.KEYS_MAIN) < text.rindex("F1")
    window.show_place("table")
    assert "Ctrl+D" not in window.page.toPlainText()


def test_the_page_of_keys_lists_all_of_them(window: HelpWindow) -> None:
    window.show_place("keys")
    assert {"Ctrl+D", "昨年度の文を写す", say.KEYS_MAIN} <= set(window.page.toPlainText().splitlines())


def test_search_reads_all_pages_and_is_blind_to_width(window: HelpWindow) -> None:
    type_text(window.search, "ｅｘｃｅｌ")
    assert "取込" in window.list.titles
    assert "履歴" not in window.list.titles
    marked = {s.cursor.selectedText() for s in window.page.extraSelections()}  # type: ignore[attr-defined]
    assert marked == {"Excel"}


def test_search_finds_keys(window: HelpWindow) -> None:
    type_text(window.search, "ctrl+d")
    assert "シート" in window.list.titles


def test_search_without_hits_says_so(window: HelpWindow) -> None:
    type_text(window.search, "どこにもない語")
    assert window.page.toPlainText() == say.NOTHING_FOUND.format(text="どこにもない語")
    window.search.clear()
    assert len(window.list.titles) == len(read_manual().pages)


def test_pages_are_walked_with_the_keyboard(window: HelpWindow) -> None:
    pages = [page.place for page in read_manual().pages]
    window.show_place("start")
    window.list.setFocus()
    QTest.keyClick(window.list, Qt.Key.Key_Down)
    assert window.place == pages[pages.index("start") + 1]


def test_back_and_forward(qtbot: QtBot, window: HelpWindow) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    for place in ("sheet", "table"):
        window.show_place(place)
    QTest.keyClick(window.page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.place == "sheet"
    QTest.keyClick(window.page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.place == "table"
    assert not window.forward.isEnabled()


def test_each_page_leads_to_the_next(window: HelpWindow) -> None:
    window.show_place("tour-open")
    assert window.page.toPlainText().endswith(say.NEXT_PAGE.format(title=read_manual().by_place["tour-look"].title))
    window.show_place("commands-list")
    assert say.NEXT_PAGE.format(title="") not in window.page.toPlainText()


def test_links_stay_in_the_manual(window: HelpWindow) -> None:
    window.show_place("year-begin")
    window.page.anchorClicked.emit(QUrl("#year_start"))
    assert window.place == "year_start"
    window.page.anchorClicked.emit(QUrl("https://example.com/#nothing"))
    assert window.place == "year_start"


def test_pictures_fit_the_page_and_come_in_their_own_size_when_pressed(qtbot: QtBot, window: HelpWindow) -> None:
    window.show_place("sheet")
    picture = next(b for b in read_manual().by_place["sheet"].blocks if isinstance(b, Picture))
    small = window.page.loadResource(2, picture.file)
    assert small.width() <= window.page.viewport().width() * small.devicePixelRatio()
    window.page.anchorClicked.emit(QUrl(PICTURE + picture.file))
    assert window.page.loadResource(2, picture.file).width() == 1366
    window.go_back()
    assert window.place == "sheet"


def test_beside_the_work_the_contents_make_room_and_come_for_the_search(qtbot: QtBot, window: HelpWindow) -> None:
    window.stand_beside(window)
    assert not window.list.isVisible()
    assert window.width() < 600
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.list.isVisible()
    assert window.search.hasFocus()


def test_the_words_of_the_form_set_are_used(qtbot: QtBot) -> None:
    window = HelpWindow([], {"measure": "事業", "revision": "改訂"})
    qtbot.addWidget(window)
    window.show_place("tree")
    assert window.page.toPlainText().startswith("事業の一覧")
    assert "改訂モード" in window.page.toPlainText()


def test_without_its_files_the_window_says_what_to_do(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planeditor.paths.manual_folder", lambda: tmp_path)
    window = HelpWindow([])
    qtbot.addWidget(window)
    assert window.page.toPlainText() == say.MISSING
    type_text(window.search, "印刷")


def test_the_keys_of_the_screens_themselves_are_listed_as_they_are_engraved() -> None:
    keys = every_key(WORDS)
    wanted = {
        ("tree", "F2"), ("tree", "Alt+↑"), ("departments", "Insert"), ("table", "Alt+↓"), ("sheet", "Alt+Enter"), ("main", "Ctrl+PageDown"),
    }  # fmt: skip
    assert wanted <= {(place, key) for place, key, _ in keys}
    assert not any("{" in what for _, _, what in keys)


def test_nothing_on_a_page_is_taken_for_markup() -> None:
    html = HelpPages(read_manual(), [("start", "Ctrl+<", "<b>")]).html("start", LIGHT)
    assert "Ctrl+&lt;" in html
    assert "&lt;b&gt;" in html


@pytest.mark.parametrize("colors", [LIGHT, DARK, CONTRAST])
def test_notes_and_tables_take_the_colours_of_the_theme(colors: Colors) -> None:
    pages = HelpPages(read_manual(), [])
    assert f'bgcolor="{colors.hover}"' in pages.html("trouble-back", colors)

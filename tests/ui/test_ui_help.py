from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planeditor.messages import ui_help as say
from planeditor.ui.actions import ACTIONS, shortcuts
from planeditor.ui.help.help_window import HelpWindow
from planeditor.ui.help.keys import every_key
from planeditor.ui.help.pages import EVERYWHERE, HelpPages
from planeditor.ui.look import LIGHT
from tests.ui.hands import type_text

PLACES = (
    "start", "tree", "sheet", "fields", "table", "search", "replace", "departments", "preview", "export", "import", "settings",
    "history", "modes", "saving", "checks", "dashboard", "judging", "points", "evaluation", "comparing", "meeting", "edition",
    "publishing", "redacting",
)  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot) -> HelpWindow:
    window = HelpWindow([("sheet", "Ctrl+D", "昨年度の文を写す"), (EVERYWHERE, "F1", "この画面の説明")])
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize("place", PLACES)
def test_every_screen_has_a_page_of_its_own(window: HelpWindow, place: str) -> None:
    window.show_place(place)
    item = window.list.currentItem()
    assert item is not None
    assert window.page.toPlainText().startswith(item.text())
    assert "{" not in window.page.toPlainText()


def test_a_page_ends_with_the_keys_of_its_screen(window: HelpWindow) -> None:
    window.show_place("sheet")
    text = window.page.toPlainText()
    assert text.index(say.KEYS) < text.index("Ctrl+D") < text.index(say.KEYS_MAIN) < text.index("F1")
    window.show_place("table")
    assert "Ctrl+D" not in window.page.toPlainText()


def test_search_reads_all_pages_and_is_blind_to_width(qtbot: QtBot, window: HelpWindow) -> None:
    type_text(window.search, "ｅｘｃｅｌ")
    titles = [window.list.item(n).text() for n in range(window.list.count())]
    assert "取込" in titles
    assert "履歴" not in titles


def test_search_without_hits_says_so(qtbot: QtBot, window: HelpWindow) -> None:
    type_text(window.search, "どこにもない語")
    assert window.page.toPlainText() == say.NOTHING_FOUND.format(text="どこにもない語")
    window.search.clear()
    assert window.list.count() == len(say.PAGES)


def test_pages_are_walked_with_the_keyboard(qtbot: QtBot, window: HelpWindow) -> None:
    window.show_place("start")
    window.list.setFocus()
    QTest.keyClick(window.list, Qt.Key.Key_Down)
    assert window.place == list(say.PAGES)[1]


def test_the_words_of_the_form_set_are_used() -> None:
    pages = HelpPages([], {"measure": "事業", "revision": "改訂"})
    assert pages.title("tree") == "事業の一覧"
    assert "改訂モード" in pages.text("modes")


def test_every_action_belongs_to_a_place_that_has_a_page() -> None:
    assert {definition.place for definition in ACTIONS} <= {EVERYWHERE, *say.PAGES}


def test_the_real_keys_belong_to_places_that_have_a_page() -> None:
    assert {place for place, _, _ in shortcuts(say.WORDS)} <= {*say.PAGES, EVERYWHERE}


def test_the_keys_of_the_screens_themselves_are_listed_as_they_are_engraved() -> None:
    keys = every_key(say.WORDS)
    wanted = {
        ("tree", "F2"), ("tree", "Alt+↑"), ("departments", "Insert"), ("table", "Alt+↓"), ("sheet", "Alt+Enter"), ("main", "Ctrl+PageDown"),
    }  # fmt: skip
    assert wanted <= {(place, key) for place, key, _ in keys}
    assert {place for place, _, _ in keys} <= {*say.PAGES, EVERYWHERE}
    assert not any("{" in what for _, _, what in keys)


def test_nothing_on_a_page_is_taken_for_markup() -> None:
    html = HelpPages([("start", "Ctrl+<", "<b>")]).html("start", LIGHT)
    assert "Ctrl+&lt;" in html
    assert "&lt;b&gt;" in html


def test_pages_are_plain_japanese() -> None:
    for title, text in say.PAGES.values():
        assert not re.search(r"[!！]", title + text)
        assert text.count("■") >= 1

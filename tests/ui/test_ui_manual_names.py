"""What the manual names on screen is there: menus, items, keys, commands, words."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import planeditor.messages
from planeditor.cli.parser import build_parser
from planeditor.messages import ui_main as say
from planeditor.services.manual.blocks import Code
from planeditor.services.manual.manual import WORDS, Manual, read_manual
from planeditor.ui.actions import MENUS
from planeditor.ui.help.keys import every_key
from tests.manual_pages import spans

KEY = r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z0-9;,](?![a-z])|F\d+|Enter|Tab|Delete|Page(?:Up|Down)|[↑↓←→])(?![a-z])|(?<![A-Z0-9])F[1-9](?![0-9])"
OF_EVERY_PROGRAM = {"Alt+F", "Alt+←", "Alt+→", "Alt+↑", "Alt+↓"}
"""The letters of menus, the history of the help, and keys whose other half is listed."""
EXAMPLES = {
    "見本市", "設置", "R5", "R5年度", "計画通り", "通り", "どおり", "行政管理課他", "事務局", "高", "髙", "すべての人が読める", "ファイル",
    "アプリ", "導入申請用", "整理番号", "誤", "注", "参", "非", "→ 12 ページ",
}  # fmt: skip
"""Quoted, and not words of the screen."""


@pytest.fixture(scope="module")
def manual() -> Manual:
    return read_manual()


def words_on_screen() -> str:
    """Everything that stands in messages/, the usual words in place."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path(planeditor.messages.__path__[0]).glob("*.py"))
    for name, word in WORDS.items():
        source = source.replace(f"{{{name}}}", word)
    forms = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parents[2].glob("forms/*/formset.toml"))
    return re.sub(r"\(&.\)", "", source) + forms


def titled() -> dict[str, set[str]]:
    """Menu → what stands in it, as on screen."""
    names = {**say.ACTIONS, **say.SUBMENUS}
    return {
        say.MENUS[menu].partition("(")[0]: {names[n].format_map(WORDS) for n in entries if n != "-"} for menu, entries in MENUS.items()
    }


def commands(manual: Manual) -> Iterator[str]:
    """Every command line in the manual, as typed."""
    for page in manual.pages:
        for block in page.blocks:
            if isinstance(block, Code):
                yield from block.text.splitlines()
        yield from (span.text for span in spans(page) if span.style == "code" and re.match(r"planeditor(-cli\.exe)? ", span.text))


def test_every_menu_item_named_is_in_its_menu(manual: Manual) -> None:
    text, menus = "\n".join(page.text for page in manual.pages), titled()
    named = re.findall(r"「([^「」]+?) ▸ ([^「」]+?)」", text)
    assert len(named) > 40
    assert [pair for pair in named if pair[1] not in menus.get(pair[0], ())] == []
    loosely = re.findall(r"「([^「」]+?)」メニューの「([^「」]+?)」", text)
    plain = {menu: {item.removesuffix("…") for item in items} for menu, items in menus.items()}
    assert [pair for pair in loosely if pair[1].removesuffix("…") not in plain.get(pair[0], ())] == []


def test_every_menu_item_has_its_word_in_the_manual(manual: Manual) -> None:
    text = "\n".join(page.text for page in manual.pages) + "\n".join(what for _, _, what in every_key(WORDS))
    missing = [item for items in titled().values() for item in items if item.removesuffix("…") not in text]
    assert missing == []


def test_every_key_named_is_a_key_of_the_program(manual: Manual) -> None:
    known = {key for _, key, _ in every_key(WORDS)} | OF_EVERY_PROGRAM
    known |= {part for _, key, what in every_key(WORDS) for part in re.findall(KEY, what)}
    named = {(page.place, key) for page in manual.pages for key in re.findall(KEY, page.text)}
    assert len(named) > 10
    assert {found for found in named if found[1] not in known} == set()


def test_every_word_quoted_from_the_screen_is_on_it(manual: Manual) -> None:
    screen = words_on_screen()
    titles = {page.title for page in manual.pages}
    unknown = {
        (page.place, word)
        for page in manual.pages
        for word in re.findall(r"「([^「」▸]+)」", page.text)
        if not all(part in screen for part in word.split("…")) and word not in EXAMPLES and word not in titles
    }
    assert unknown == set()


def test_every_command_in_the_manual_is_one(manual: Manual) -> None:
    parser = build_parser()
    lines = list(commands(manual))
    assert len(lines) > 50
    for line in lines:
        arguments = re.sub(r"^planeditor(-cli\.exe)?", "", line).split()
        parser.parse_args(arguments)


def test_every_command_has_a_line_in_the_manual(manual: Manual) -> None:
    known = next(action.choices for action in build_parser()._actions if isinstance(action.choices, dict))
    listed = set(re.findall(r"planeditor ([a-z-]+)", manual.by_place["commands-list"].text))
    assert listed == set(known)

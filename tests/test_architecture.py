"""The direction of imports, read from the source; and the core, imported whole without Qt."""
from __future__ import annotations

import ast
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "planeditor"

# What each part may import of ours, besides itself and the package's own __init__.
ALLOWED = {
    "messages": set(),
    "domain": {"messages"},
    "store": {"domain", "messages", "files", "scratch"},
    "formengine": {"domain", "messages", "files", "scratch", "starting"},
    "paths": set(),
    "files": set(),
    "scratch": set(),
    "starting": set(),
    "services": {"store", "formengine", "domain", "messages", "paths", "files", "scratch", "starting"},
    "cli": {"services", "store", "formengine", "domain", "messages", "paths", "files", "scratch"},
    "ui": {"services", "store", "formengine", "domain", "messages", "paths", "files", "scratch", "starting"},
    "__main__": {"cli", "ui", "services", "store", "formengine", "domain", "messages", "paths", "starting"},
    "__init__": set(),
}
# Libraries, each for one part alone; no other is imported at all.
OWNERS = {
    "PySide6": "ui", "shiboken6": "ui",
    "sqlite3": "store", "sqlite_utils": "store",
    "openpyxl": "formengine", "reportlab": "formengine", "python_calamine": "formengine",
    "pypdfium2": "formengine", "defusedxml": "formengine",
    "platformdirs": "paths", "budoux": "services",
}


def part_of(module: str) -> str:
    """The part of the package a module belongs to: planeditor.store.log → store."""
    return [*module.split("."), "__init__"][1]


def name_of(path: Path) -> str:
    """The module's dotted name: planeditor/store/log.py → planeditor.store.log."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and absolute name of everything a file imports, wherever in the file."""
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            yield node.lineno, base
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names if base == "planeditor")


def objection(part: str, name: str) -> str | None:
    """Why this part may not import this name, or None."""
    top = name.partition(".")[0]
    if top == "planeditor":
        other = part_of(name)
        if other in {part, "__init__"} or other not in ALLOWED or other in ALLOWED[part]:
            return None  # a name that is no part (planeditor.__version__) comes from the package's __init__
        return f"{part} may not import {other}"
    if top in OWNERS:
        return None if OWNERS[top] == part else f"only {OWNERS[top]} may import {top}"
    if top not in sys.stdlib_module_names:
        return f"{top} is neither ours nor the standard library's nor given to a part"
    return None


def test_imports_go_downwards() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {reason}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, name in imported(path)
        if (reason := objection(part_of(name_of(path)), name))
    ]
    assert not wrong, "\n".join(wrong)


# Pairs of folders of one part that import each other: there should be no more of them.
MUTUAL = {
    frozenset({"services.intake", "services.requests"}),
    frozenset({"ui.beside", "ui.fields"}),
    frozenset({"ui.chapters", "ui.sheet"}),
}


def folder_of(module: str) -> str:
    """The folder in a part that a module belongs to: planeditor.services.intake.taking → services.intake; "" for none."""
    _, *steps = module.split(".")
    return ".".join(steps[:2]) if len(steps) > 2 else ""


def test_folders_of_a_part_import_each_other_one_way() -> None:
    found = {
        (folder_of(name_of(path)), folder_of(f"{name}.x" if (PACKAGE.parent / name.replace(".", "/")).is_dir() else name))
        for path in sorted(PACKAGE.rglob("*.py"))
        for _, name in imported(path)
        if name.startswith("planeditor.")
    }
    mutual = {frozenset({a, b}) for a, b in found if a and b and a != b and (b, a) in found}
    assert {pair for pair in mutual if len({folder.partition(".")[0] for folder in pair}) == 1} == MUTUAL


def test_every_file_belongs_to_a_part() -> None:
    parts = {part_of(name_of(path)) for path in PACKAGE.rglob("*.py")}
    assert parts <= ALLOWED.keys()


@pytest.mark.parametrize(
    ("part", "name", "allowed"),
    [
        ("ui", "planeditor.services.editing.entry", True),
        ("services", "planeditor.ui.app", False),
        ("store", "planeditor.formengine", False),
        ("formengine", "planeditor.store", False),
        ("formengine", "planeditor.paths", False),
        ("domain", "planeditor.messages.store", True),
        ("domain", "openpyxl", False),
        ("messages", "planeditor.domain", False),
        ("services", "sqlite3", False),
        ("cli", "PySide6.QtWidgets", False),
        ("ui", "PySide6.QtWidgets", True),
        ("store", "requests", False),
        ("cli", "planeditor.__version__", True),
    ],
)
def test_the_rule_itself(part: str, name: str, allowed: bool) -> None:
    assert (objection(part, name) is None) is allowed


def test_everything_but_the_window_imports_without_qt() -> None:
    """Under PLANEDITOR_WITHOUT_QT (packaging/test runs it so) Qt cannot be imported at all."""
    if os.environ.get("PLANEDITOR_WITHOUT_QT") == "1":
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module("PySide6.QtCore")
    for path in sorted(PACKAGE.rglob("*.py")):
        if part_of(name_of(path)) != "ui":
            importlib.import_module(name_of(path))

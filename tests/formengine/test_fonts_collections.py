"""BIZ UD as Windows has it: the fixed and the proportional family in one .ttc, in the folder of the system."""
from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.formengine.fonts import book, fontfiles
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Face
from planeditor.services.selftest.work import Work
from tests.fontcollections import collection

INSTALLED = Path("/usr/share/fonts/truetype")
PAIRS = {
    "BIZ-UDGothicR.ttc": ("BIZUDGothic-Regular.ttf", "BIZUDPGothic-Regular.ttf"),
    "BIZ-UDGothicB.ttc": ("BIZUDGothic-Bold.ttf", "BIZUDPGothic-Bold.ttf"),
    "BIZ-UDMinchoM.ttc": ("BIZUDMincho-Regular.ttf", "BIZUDPMincho-Regular.ttf"),
}
"""File of Windows → the fonts in it."""


@pytest.fixture
def only_collections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A terminal whose only fonts are the collections of Windows."""
    folder = tmp_path / "Fonts"
    folder.mkdir()
    for name, pair in PAIRS.items():
        sources = [next(INSTALLED.rglob(one), None) for one in pair]
        if None in sources:
            pytest.skip("BIZ UD is not installed")
        (folder / name).write_bytes(collection([source.read_bytes() for source in sources if source]))
    files = sorted(folder.iterdir())
    for module in (book, fontfiles):
        monkeypatch.setattr(module, "installed_files", lambda: files)
    return folder


@pytest.mark.parametrize(
    ("family", "bold", "file"),
    [
        ("BIZ UDゴシック", False, "BIZ-UDGothicR.ttc"), ("BIZ UDPゴシック", False, "BIZ-UDGothicR.ttc"),
        ("BIZ UDゴシック", True, "BIZ-UDGothicB.ttc"), ("BIZ UD明朝", False, "BIZ-UDMinchoM.ttc"),
    ],
)
def test_each_family_is_found_in_its_collection(only_collections: Path, family: str, bold: bool, file: str) -> None:
    found = FontBook().main(Face(family, bold=bold))
    assert (found.path.name, found.bold) == (file, bold)


def test_fixed_and_proportional_are_told_apart(only_collections: Path) -> None:
    fonts = FontBook()
    assert fonts.advances(Face("BIZ UDゴシック"))["i"] == 0.5
    assert fonts.advances(Face("BIZ UDPゴシック"))["i"] < 0.4


def test_a_paper_set_in_them_says_the_same(only_collections: Path, tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.create()
    work.pdf()

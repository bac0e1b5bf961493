"""The font book: families, advances, what stands in for a missing character, and fonts that are broken or absent."""
from __future__ import annotations

import shutil
import struct
import time
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.errors import KnownError
from planeditor.formengine.fonts import book as fonts
from planeditor.formengine.fonts import fontfiles
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Face

BOOK = FontBook()
GOTHIC = BOOK.main(Face())
FACES = [Face(), Face(bold=True), Face("BIZ UD明朝", bold=True), Face("BIZ UDPゴシック"), Face("BIZ UDP明朝")]


@pytest.mark.parametrize(
    ("family", "like"),
    [
        ("ＭＳ ゴシック", "BIZ UDゴシック"), ("MS Gothic", "BIZ UDゴシック"), ("ＭＳ Ｐゴシック", "BIZ UDPゴシック"),
        ("MS PGothic", "BIZ UDPゴシック"), ("ＭＳ 明朝", "BIZ UD明朝"), ("MS Mincho", "BIZ UD明朝"),
        ("ＭＳ Ｐ明朝", "BIZ UDP明朝"), ("游ゴシック", "BIZ UDゴシック"), ("Yu Gothic", "BIZ UDゴシック"),
        ("游明朝", "BIZ UD明朝"), ("メイリオ", "BIZ UDゴシック"),
        ("Meiryo UI", "BIZ UDPゴシック"), ("BIZ UDMincho", "BIZ UD明朝"), ("BIZ UDP明朝 Medium", "BIZ UDP明朝"),
        ("Times New Roman", "BIZ UDP明朝"), ("Calibri", "BIZ UDPゴシック"), ("", "BIZ UDゴシック"),
    ],
)  # fmt: skip
def test_a_family_of_excel_is_set_in_its_cousin(family: str, like: str) -> None:
    assert BOOK.main(Face(family)) is BOOK.main(Face(like))
    assert fontfiles.family_key(like) in BOOK.main(Face(like)).names


def test_bold_is_a_file_or_an_outline() -> None:
    gothic, mincho = BOOK.typeface(Face(bold=True)), BOOK.typeface(Face("BIZ UD明朝", bold=True))
    assert gothic.main.bold
    assert not gothic.needs_stroke(gothic.main)
    assert mincho.needs_stroke(mincho.main) is not mincho.main.bold


def test_advances() -> None:
    advances = BOOK.advances(Face())
    assert [advances[c] for c in "計あ、Aｱ 　"] == [1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 1.0]
    assert advances["𠮷"] == advances["\ue000"] == advances["각"] == 1.0
    assert {advances[c] for c in "\u3099\u0301\ufe00\U000e0100\u200d\u200c\u202e\u2066\ufeff\r\n\x00"} == {0.0}
    assert advances["\t"] == 1.0
    assert list(accumulate(map(advances.__getitem__, "aあb"))) == [0.5, 1.5, 2.0]
    assert BOOK.ascent(Face()) == pytest.approx(0.88, abs=0.01)
    assert BOOK.descent(Face()) == pytest.approx(0.12, abs=0.01)


@given(st.text(max_size=20), st.sampled_from(FACES))
def test_what_is_drawn_is_the_text_and_as_long_as_layout_thinks(text: str, face: Face) -> None:
    drawn = BOOK.typeface(face).glyphs(text)
    assert "".join(glyph.text for glyph in drawn) == text
    advances = BOOK.advances(face)
    assert sum(glyph.advance for glyph in drawn) == pytest.approx(sum(advances[c] for c in text))
    assert "".join(run for _, run in BOOK.runs(face, text)) == text


def test_runs_change_where_the_font_does() -> None:
    runs = BOOK.runs(Face(), "吉と𠮷と")
    assert [text for _, text in runs] == ["吉と", "𠮷", "と"]
    assert "IPAmj" in runs[1][0].postscript_name


def test_a_composed_character_is_one_glyph() -> None:
    (glyph,) = BOOK.typeface(Face()).glyphs("か\u3099")
    (plain,) = BOOK.typeface(Face()).glyphs("が")
    assert (glyph.number, glyph.advance) == (plain.number, plain.advance)


def test_a_variant_comes_from_a_font_that_has_it() -> None:
    (plain,) = BOOK.typeface(Face("IPAmj明朝")).glyphs("辻")
    (variant,) = BOOK.typeface(Face("IPAmj明朝")).glyphs("辻\U000e0101")
    assert variant.number not in (0, plain.number)
    (unknown,) = BOOK.typeface(Face()).glyphs("あ\U000e01ef")
    assert unknown.number == BOOK.typeface(Face()).glyphs("あ")[0].number


def test_missing_characters_are_named_once_in_order() -> None:
    book = FontBook()
    text = "計画\U0001fae8𠮷か\u3099\u200d\t\ue000葛\U000e0101\ue000①"
    assert book.missing(text) == ["\U0001fae8", "\ue000"]
    assert book.missing("計画" * 1000) == []
    assert book.missing("\ud842") == ["\ud842"]
    assert not book.has(Face(), "\ue000")
    assert book.has(Face(), "𠮷")


def test_no_other_font_is_opened_for_ordinary_text(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = fontfiles.open_fonts

    def watched(path: Path) -> list[fontfiles.FontFile]:
        opened.append(path.name.lower())
        return real(path)

    monkeypatch.setattr(fonts, "open_fonts", watched)
    book = FontBook()
    assert book.missing("計画①髙﨑𠮷か\u3099☺\ufe0f") == []
    assert all(name.startswith(("biz", "ipamj")) for name in opened[:8])
    begin = time.thread_time()
    book.missing("\ue000각发")
    assert time.thread_time() - begin < 2


def test_a_missing_family_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed_files", lambda: [GOTHIC.path])
    book = FontBook()
    assert book.advances(Face())["あ"] == 1.0
    with pytest.raises(KnownError, match=r"BIZ UD明朝.*fonts-morisawa-bizud-mincho"):
        book.advances(Face("ＭＳ 明朝"))


def test_a_family_is_found_under_any_file_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copy = tmp_path / "renamed.ttf"
    copy.write_bytes(GOTHIC.path.read_bytes())
    monkeypatch.setattr(fonts, "installed_files", lambda: [copy])
    assert FontBook().main(Face()).path == copy


def collection(paths: list[Path]) -> bytes:
    """The fonts as one .ttc, as Windows has BIZ UD."""
    start = 12 + 4 * len(paths)
    starts, body = [], b""
    for path in paths:
        data = bytearray(path.read_bytes())
        starts.append(start + len(body))
        for n in range(struct.unpack_from(">H", data, 4)[0]):
            place = 12 + 16 * n + 8
            struct.pack_into(">L", data, place, struct.unpack_from(">L", data, place)[0] + starts[-1])
        body += bytes(data) + bytes(-len(data) % 4)
    return b"ttcf" + struct.pack(f">LL{len(paths)}L", 0x10000, len(paths), *starts) + body


def test_collections(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    parts = [BOOK.main(Face("BIZ UD明朝")).path, BOOK.main(Face("BIZ UDP明朝")).path]
    file = tmp_path / "BIZ-UDMinchoM.ttc"
    file.write_bytes(collection(parts))
    monkeypatch.setattr(fonts, "installed_files", lambda: [file])
    book = FontBook()
    assert book.advances(Face("BIZ UD明朝"))["a"] == 0.5
    assert book.advances(Face("BIZ UDP明朝"))["a"] == BOOK.advances(Face("BIZ UDP明朝"))["a"] != 0.5


def test_external_characters_come_only_from_the_file_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    donor = next(font for font in BOOK.others() if any(font.charmap.get(code) for code in range(0xE000, 0xF8FF)))
    char = next(chr(code) for code in range(0xE000, 0xF8FF) if donor.charmap.get(code))
    monkeypatch.setattr(fonts, "installed_files", lambda: [GOTHIC.path, donor.path])
    assert FontBook().missing(char) == [char]
    eudc = tmp_path / "EUDC.TTE"
    eudc.write_bytes(donor.path.read_bytes())
    monkeypatch.setattr(fonts, "installed_files", lambda: [GOTHIC.path, eudc])
    book = FontBook()
    assert book.missing(char) == []
    assert book.runs(Face(), char)[0][0].path == eudc


SMALL = min((font for font in BOOK.others() if font.charmap.get(0x2192)), key=lambda font: font.path.stat().st_size)
SMALL_BYTES = SMALL.path.read_bytes()


DAMAGE = st.lists(st.tuples(st.integers(0, 4000), st.binary(min_size=1, max_size=8)), max_size=8)


@given(st.integers(0, len(SMALL_BYTES)) | st.just(len(SMALL_BYTES)), DAMAGE)
def test_a_broken_font_is_passed_over(
    tmp_path_factory: pytest.TempPathFactory, length: int, damage: list[tuple[int, bytes]]
) -> None:
    data = bytearray(SMALL_BYTES[:length])
    for place, junk in damage:
        data[place : place + len(junk)] = junk
    file = tmp_path_factory.mktemp("fonts") / "a.ttf"
    file.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "installed_files", lambda: [file, GOTHIC.path, file.with_name("gone.ttf")])
        book = FontBook()
        text = "あ\u2c60\u0152각q\u0301漢\U000e0100\ue000"
        assert "".join(run for _, run in book.runs(Face(), text)) == text


@pytest.mark.parametrize(
    "data",
    [b"", b"ttcf", b"ttcf\0\1\0\0\xff\xff\xff\xff", b"OTTO\0\1" + bytes(40), b"\0\1\0\0\xff\xff", bytes(99)],
)
def test_what_is_no_font_of_ours_is_passed_over(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.ttf"
    file.write_bytes(data)
    assert fontfiles.open_fonts(file) == []


def test_a_font_that_must_not_be_embedded_is_passed_over(tmp_path: Path) -> None:
    data = bytearray(SMALL_BYTES)
    table = next(12 + 16 * n for n in range(struct.unpack_from(">H", data, 4)[0]) if data[12 + 16 * n :][:4] == b"OS/2")
    struct.pack_into(">H", data, struct.unpack_from(">L", data, table + 8)[0] + 8, 0x0002)
    file = tmp_path / "a.ttf"
    file.write_bytes(data)
    assert fontfiles.open_fonts(SMALL.path)
    assert fontfiles.open_fonts(file) == []


def test_folders_of_linux_and_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    system, own = tmp_path / "windows" / "Fonts", tmp_path / "local" / "Microsoft" / "Windows" / "Fonts"
    for folder, name in ((system, "BIZ-UDGothicR.ttc"), (system, "EUDC.TTE"), (system, "a.fon"), (own, "mine.TTF")):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path / "windows"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert [path.name for path in fontfiles.installed_files()] == ["BIZ-UDGothicR.ttc", "EUDC.TTE", "mine.TTF"]
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".fonts").mkdir()
    (tmp_path / ".fonts" / "b.ttf").write_bytes(b"")
    assert [path.name for path in fontfiles.installed_files()] == ["b.ttf"]


def test_the_fonts_that_came_with_the_program_come_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "resources" / "fonts"
    own.mkdir(parents=True)
    shutil.copy(GOTHIC.path, own / "BIZUDGothic-Regular.ttf")
    monkeypatch.setattr(fontfiles, "_OWN", own)
    assert fontfiles.installed_files()[0] == own / "BIZUDGothic-Regular.ttf"
    assert FontBook().main(Face()).path == own / "BIZUDGothic-Regular.ttf"

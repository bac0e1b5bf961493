"""The steps of packaging/windows by themselves: ZIP, another Python, the lists of the installer, the papers."""
from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from tests.packaging.bundling import CACHE, FONTS, ROOT, needs_cache, script

FILES = {
    "planeditor.exe": b"MZ" * 400,
    "python/Lib/a.py": b"",
    "app/forms/様式.xlsx": bytes(range(256)) * 40,
    "はじめにお読みください.txt": "始め方".encode(),
}


def test_a_zip_holds_the_same_files_and_is_the_same_twice(tmp_path: Path) -> None:
    packing = script("packing")
    for name in ("one.zip", "two.zip"):
        packing.write_zip(FILES, tmp_path / name, "planeditor-1.0.0")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(f"planeditor-1.0.0/{name}") for name in FILES} == FILES
        assert len(archive.namelist()) == len(FILES)
        assert {entry.date_time for entry in archive.infolist()} == {packing.MOMENT}
        assert all(entry.flag_bits & 0x800 for entry in archive.infolist()), "names are in UTF-8"


def test_a_folder_bears_one_time(tmp_path: Path) -> None:
    packing = script("packing")
    packing.write_folder(FILES, tmp_path / "out")
    found = {p.relative_to(tmp_path / "out").as_posix(): p for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert {name: path.read_bytes() for name, path in found.items()} == FILES
    assert {path.stat().st_mtime for path in found.values()} == {packing.EPOCH}


@pytest.mark.parametrize("head", ["", "cpython/"])
@pytest.mark.parametrize("packed", [True, False])
def test_another_python_is_taken_from_folder_or_zip(tmp_path: Path, head: str, packed: bool) -> None:
    library = b"..ProductVersion".decode().encode("utf-16-le") + "\0\0003.13.14".encode("utf-16-le") + b"\0\0"
    files = {f"{head}python.exe": b"MZ", f"{head}python313.dll": library, f"{head}Lib/test/x.py": b"", f"{head}Lib/os.py": b"#"}
    place = tmp_path / "given"
    script("packing").write_folder(files, place)
    if packed:
        with zipfile.ZipFile(tmp_path / "given.zip", "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        place = tmp_path / "given.zip"
    found, source = script("sources").python_files(script("contents").python_wanted, place)
    assert sorted(found) == ["Lib/os.py", "python.exe", "python313.dll"]
    assert (source.version, len(source.sha256), source.file) == ("3.13.14", 64, place.name)


def test_what_is_no_python_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("no zip")
    for place in ("empty", "text.zip", "gone"):
        with pytest.raises(SystemExit, match=r"Python 3\.13"):
            script("sources").python_files(lambda _: True, tmp_path / place)


def test_the_lock_says_what_goes_in() -> None:
    sources = script("sources")
    lock = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    names = set(re.findall(r"^([\w-]+)==", lock, re.MULTILINE))
    assert {name.split("-")[0].replace("_", "-") for name in sources.windows_wheels()} == names - sources.NOT_IN_THE_BUNDLE
    assert all(len(digest) == 64 for hashes in sources.windows_wheels().values() for digest in hashes)


def test_the_uninstaller_names_each_file_and_empties_folders_from_within() -> None:
    installing = script("installing")
    files = [*FILES, "python/$odd/x.txt"]
    put, gone = list(installing._put(files, Path("/made"))), list(installing._taken_away(files))
    assert sum(line.startswith("File ") for line in put) == sum(line.startswith("Delete ") for line in gone) == len(files)
    assert 'Delete "$INSTDIR\\python\\$$odd\\x.txt"' in gone
    assert not any("*" in line or "/REBOOTOK" in line for line in gone)
    assert [line for line in gone if "/r" in line] == ['RMDir /r "$INSTDIR\\python\\Lib\\__pycache__"']
    folders = [line for line in gone if line.startswith("RMDir")]
    assert folders.index('RMDir "$INSTDIR\\python\\Lib"') < folders.index('RMDir "$INSTDIR\\python"')
    assert gone.index(folders[0]) == len(files), "folders go after all files"


def test_the_room_that_the_installer_names_is_not_counted_twice() -> None:
    text = script("installing").SCRIPT.read_text("utf-8")
    assert '!include "files.nsh"' in text
    assert "AddSize" not in text, "each File of the list counts its own"


def test_the_largest_parts_are_told_apart() -> None:
    files = {"app/planeditor/a.py": b"12", "app/resources/fonts/x.ttf": b"123456", "python/Lib/os.py": b"123",
             "python/Lib/site-packages/PIL/a.pyd": b"1234", "python/Lib/site-packages/PIL/b.pyd": b"1"}  # fmt: skip
    assert script("building").largest_parts(files, 3) == [("resources/fonts", 6), ("PIL", 5), ("python/Lib", 3)]


def test_the_first_page_is_for_a_windows_editor() -> None:
    raw = script("read_me").read_me("1.0.0")
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") > 10
    assert "計画進行管理エディタ 1.0.0" in raw.decode("utf-8-sig")


@needs_cache
def test_the_sheet_is_one_page_and_the_same_twice() -> None:
    source = script("sources").Source("CPython", "3.13.2", "x.zip", "0" * 64, "PyPI", "PSF-2.0")
    fonts = tuple((FONTS / f"BIZUDGothic-{weight}.ttf").read_bytes() for weight in ("Regular", "Bold"))
    files = {"planeditor-1.0.0-setup.exe": "ab" * 32, "planeditor-1.0.0-windows.zip": "cd" * 32}
    one, two = (script("application").application_sheet("1.0.0", [source], files, fonts) for _ in range(2))
    assert one == two
    document = pypdfium2.PdfDocument(one)
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    for wanted in ("ab" * 32, "cd" * 32, "CPython 3.13.2", "planeditor contributors", "通信しない", "sbom.cdx.json"):
        assert wanted in text, wanted


@needs_cache
def test_every_wheel_states_a_licence_and_has_its_text_or_ours() -> None:
    licences = script("licences")
    for wheel in (CACHE / "wheels" / name for name in script("sources").windows_wheels()):
        name = script("parts").project_of(wheel)
        assert re.fullmatch(r"[A-Za-z0-9.-]+( (AND|OR) [A-Za-z0-9.-]+)*", licences.licence_of(wheel)), name
        own = {path for path in licences.licence_files(wheel) if "Commercial" not in path}
        assert own or licences._BESIDE.get(name), name


def test_the_bill_of_materials_names_every_part() -> None:
    source = script("sources").Source
    parts = [
        source("openpyxl", "3.1.5", "openpyxl.whl", "0" * 64, "PyPI", "MIT", "pkg:pypi/openpyxl@3.1.5"),
        source("odd", "1", "odd.dll", "", "odd", "a licence, of our own"),
    ]
    made = script("bom").bill_of_materials("1.0.0", "2026-04-01T00:00:00Z", parts, {"planeditor": {"planeditor.exe": "1" * 64}})
    told = json.loads(made)
    assert (told["bomFormat"], told["specVersion"], told["metadata"]["component"]["version"]) == ("CycloneDX", "1.5", "1.0.0")
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", told["serialNumber"])
    first, second = told["components"]
    assert (first["purl"], first["hashes"][0]["content"], first["licenses"]) == (
        "pkg:pypi/openpyxl@3.1.5", "0" * 64, [{"expression": "MIT"}],
    )  # fmt: skip
    assert second["licenses"] == [{"license": {"name": "a licence, of our own"}}]
    assert told["dependencies"][0]["dependsOn"] == ["openpyxl@3.1.5", "odd@1"]
    assert made == script("bom").bill_of_materials("1.0.0", "2026-04-01T00:00:00Z", parts, {"planeditor": {"planeditor.exe": "1" * 64}})

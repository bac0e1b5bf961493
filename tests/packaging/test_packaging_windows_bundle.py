"""The whole bundle for Windows, assembled from what packaging/windows has downloaded: what is inside, and the same twice."""
from __future__ import annotations

import ast
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from planeditor.services.manual.blocks import Picture
from planeditor.services.manual.manual import read_manual
from tests.packaging.bundling import ROOT, needs_cache, needs_compiler, needs_nsis, script

pytestmark = [pytest.mark.full, needs_cache, needs_compiler]

SITE = "python/Lib/site-packages/"
TOPS = {
    "planeditor.exe", "planeditor-cli.exe", "python", "app", "manual", "licenses", "はじめにお読みください.txt", "導入申請用.pdf",
    "sbom.cdx.json", "SHA256SUMS.txt",
}  # fmt: skip
MOST = {"folder": 130e6, "zip": 57e6}
OF_WINDOWS = re.compile(
    r"(api-ms-win-[\w-]+|advapi32|authz|bcrypt|bcryptprimitives|comdlg32|d3d9|d3d11|d3d12|dwmapi|dwrite|dxgi|gdi32|imm32|iphlpapi|"
    r"kernel32|mpr|msvcrt|netapi32|ntdll|ole32|oleaut32|rpcrt4|setupapi|shell32|shlwapi|uiautomationcore|user32|userenv|uxtheme|"
    r"version|winmm|winspool|ws2_32|wtsapi32)\.(dll|drv)"
)
"""The libraries of every Windows 10."""


@pytest.fixture(scope="module")
def bundle() -> Any:
    return script("assemble").assemble()


@pytest.fixture(scope="module")
def files(bundle: Any) -> Mapping[str, bytes]:
    found: Mapping[str, bytes] = bundle.files
    return found


def test_two_runs_give_the_same_zip(bundle: Any, tmp_path: Path) -> None:
    again = script("assemble").assemble()
    for name, made in (("one.zip", bundle), ("two.zip", again)):
        script("packing").write_zip(made.files, tmp_path / name, "planeditor")
    assert [name for name in bundle.files if bundle.files[name] != again.files.get(name)] == []
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert (tmp_path / "one.zip").stat().st_size <= MOST["zip"]


@needs_nsis
def test_two_runs_give_the_same_installer(bundle: Any, tmp_path: Path) -> None:
    for name in ("one", "two"):
        script("packing").write_folder(bundle.files, tmp_path / name)
        script("installing").write_installer(bundle.files, tmp_path / name, "1.0.0", tmp_path / f"{name}.exe", quick=True)
    assert (tmp_path / "one.exe").read_bytes() == (tmp_path / "two.exe").read_bytes()


def test_the_folder_is_what_was_agreed_on_and_no_larger(files: Mapping[str, bytes]) -> None:
    assert {name.split("/")[0] for name in files} == TOPS
    assert sum(map(len, files.values())) <= MOST["folder"]
    assert not [name for name in files if "__pycache__" in name or name.endswith((".pyc", ".lib", ".pdb"))]
    assert len({name.lower() for name in files}) == len(files), "Windows does not tell capitals apart"
    assert max(map(len, files)) <= 130, "below the folder of a user there is room for about as much again"


def test_nothing_but_declared_parts_is_inside(files: Mapping[str, bytes]) -> None:
    declared = set()
    for wheel in script("sources").windows_wheels():
        packed = script("contents").wheel_files(script("sources").CACHE / "wheels" / wheel)
        declared |= {name.split("/")[0] for name in packed}
    found = {name.removeprefix(SITE).split("/")[0] for name in files if name.startswith(SITE)}
    assert found == declared
    described = {top.split("-")[0].lower().replace("_", "-") for top in found if top.endswith(".dist-info")}
    assert described == {wheel.split("-")[0].replace("_", "-") for wheel in script("sources").windows_wheels()}


def test_all_that_the_program_imports_is_inside(files: Mapping[str, bytes]) -> None:
    wanted = set()
    for name, data in files.items():
        if name.startswith("app/") and name.endswith(".py"):
            for node in ast.walk(ast.parse(data)):
                if isinstance(node, ast.Import):
                    wanted |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    wanted |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names if node.module == "PySide6")}
    tops = {name.split(".")[0] for name in wanted} - {"planeditor", *sys.stdlib_module_names}
    have = {name.removeprefix(SITE).split("/")[0].split(".")[0] for name in files if name.startswith(SITE)}
    assert tops <= have
    qt = {name.split(".")[1] for name in wanted if name.startswith("PySide6.")}
    assert {f"{SITE}PySide6/{module}.pyd" for module in qt} <= files.keys()


def test_every_library_finds_those_it_is_linked_to_and_none_is_inside_twice(files: Mapping[str, bytes], tmp_path: Path) -> None:
    libraries = {name: data for name, data in files.items() if name.endswith((".dll", ".pyd", ".exe"))}
    script("packing").write_folder(libraries, tmp_path)
    command = ["x86_64-w64-mingw32-objdump", "-p", *libraries]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    linked = {name.lower() for name in re.findall(r"DLL Name: (\S+)", told)}
    inside = Counter(name.rpartition("/")[2].lower() for name in libraries)
    assert {name for name in linked - inside.keys() if not OF_WINDOWS.fullmatch(name)} == set()
    assert [name for name, count in inside.items() if count > 1 and name.endswith(".dll")] == ["vcruntime140_1.dll"]


def test_the_hashes_are_those_of_all_files(files: Mapping[str, bytes]) -> None:
    listed = {line[66:]: line[:64] for line in files["SHA256SUMS.txt"].decode().splitlines()}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "SHA256SUMS.txt"}


def test_every_part_has_a_licence_and_stands_in_the_bill(bundle: Any, files: Mapping[str, bytes]) -> None:
    told = {part["name"]: part for part in json.loads(files["sbom.cdx.json"])["components"]}
    inner = {"Qt", "SQLite", "expat", "PDFium", "vc-runtime"}
    assert {wheel.split("-")[0].replace("_", "-") for wheel in script("sources").windows_wheels()} < told.keys()
    assert {"CPython", "BIZ UDGothic", "mingw-w64", *inner} < told.keys()
    folders = {name.split("/")[1] for name in files if name.startswith("licenses/")}
    assert told.keys() - inner <= folders
    assert all(files[name].strip() for name in files if name.startswith("licenses/") and "AUTHORS" not in name)
    assert all(part["licenses"] for part in told.values())
    assert [file["name"] for file in told["CPython"]["components"]] == ["python/python.exe", "python/pythonw.exe", "python/python313.dll"]


def test_the_window_finds_its_manual_with_all_pictures(files: Mapping[str, bytes], tmp_path: Path) -> None:
    inside = {name.removeprefix("app/resources/manual/"): data for name, data in files.items() if name.startswith("app/resources/manual/")}
    script("packing").write_folder(inside, tmp_path / "manual")
    manual = read_manual(tmp_path / "manual")
    pictures = [block.file for page in manual.pages for block in page.blocks if isinstance(block, Picture)]
    assert len(pictures) > 10
    assert all((tmp_path / "manual").resolve() in manual.picture(name).resolve(strict=True).parents for name in pictures)
    assert files["manual/manual.pdf"].startswith(b"%PDF-")


def test_what_would_reach_the_network_or_the_systems_management_is_left_out(files: Mapping[str, bytes]) -> None:
    inside = {name.rpartition("/")[2].lower() for name in files}
    assert not {"_ssl.pyd", "_wmi.pyd", "qt6network.dll", "_asyncio.pyd", "pip.exe"} & inside
    assert not [name for name in inside if name.startswith(("libcrypto", "libssl"))]


def test_nothing_tells_where_it_was_built(files: Mapping[str, bytes]) -> None:
    here = str(ROOT).encode()
    ours = [name for name in files if not name.startswith("python/")]
    assert [name for name in ours if here in files[name] or str(ROOT).encode("utf-16-le") in files[name]] == []

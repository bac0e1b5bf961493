"""The installer under Wine with a small bundle: what it puts in place, replaces and takes away, and what it never touches."""
from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.bundling import needs_compiler, needs_nsis, needs_wine, script
from tests.packaging.wine_machine import Machine

pytestmark = [pytest.mark.full, needs_compiler, needs_nsis, needs_wine]

SLEEPS = "#include <windows.h>\nint WINAPI WinMain(HINSTANCE a, HINSTANCE b, LPSTR c, int d) { Sleep(60000); return 0; }\n"
UNINSTALL = "Software\\\\Microsoft\\\\Windows\\\\CurrentVersion\\\\Uninstall\\\\planeditor"
RUNNING, SETTINGS = 4, "window.ini"


@pytest.fixture(scope="module")
def sleeper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A program that runs until it is ended."""
    folder = tmp_path_factory.mktemp("sleeper")
    (folder / "sleep.c").write_text(SLEEPS)
    subprocess.run(["x86_64-w64-mingw32-gcc", "-mwindows", "-s", "sleep.c", "-o", "sleep.exe"], cwd=folder, check=True)
    return (folder / "sleep.exe").read_bytes()


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    found = Machine(tmp_path_factory.mktemp("wine"))
    yield found
    found.off()


@pytest.fixture(scope="module")
def setups(tmp_path_factory: pytest.TempPathFactory, sleeper: bytes) -> dict[str, tuple[dict[str, bytes], Path]]:
    """Version -> its files and its installer; 1.0.1 has one file less, one more and one changed."""
    folder = tmp_path_factory.mktemp("setups")
    first = {
        "planeditor.exe": b"MZ1", "planeditor-cli.exe": b"MZ2", "python/pythonw.exe": sleeper, "python/python.exe": b"MZ3",
        "python/python313.dll": b"MZ4", "app/forms/chikusei/様式.xlsx": b"form", "app/gone/old.py": b"old", "app/start.py": b"1",
        "はじめにお読みください.txt": "始め方".encode(),
    }  # fmt: skip
    second = {name: data for name, data in first.items() if name != "app/gone/old.py"} | {"app/start.py": b"2", "app/new.py": b"new"}
    made = {}
    for version, files in (("1.0.0", first), ("1.0.1", second)):
        script("packing").write_folder(files, folder / version)
        target = folder / f"setup-{version}.exe"
        script("installing").write_installer(files, folder / version, version, target, quick=True)
        made[version] = files, target
    return made


def found_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_equal_files_give_equal_installers(setups: dict[str, tuple[dict[str, bytes], Path]], tmp_path: Path) -> None:
    files, made = setups["1.0.0"]
    script("packing").write_folder(files, tmp_path / "elsewhere")
    script("installing").write_installer(files, tmp_path / "elsewhere", "1.0.0", tmp_path / "again.exe", quick=True)
    assert (tmp_path / "again.exe").read_bytes() == made.read_bytes()


def test_install_replace_and_take_away(machine: Machine, setups: dict[str, tuple[dict[str, bytes], Path]]) -> None:
    home = machine.local / "Programs" / "planeditor"
    plans = {"計画.plandb": b"plan", "計画.backups/1.plandb": b"backup"}
    own = machine.local / "planeditor"

    first, setup = setups["1.0.0"]
    assert machine.run(setup, "/S") == 0
    assert {name: data for name, data in found_in(home).items() if name != "uninstall.exe"} == first
    assert (machine.menu / "計画進行管理エディタ.lnk").is_file()
    told = machine.keys(UNINSTALL)[UNINSTALL]
    assert '"DisplayVersion"="1.0.0"' in told
    assert '"QuietUninstallString"="\\"C:' in told
    command = machine.keys("Software\\\\Classes\\\\planeditor.plandb\\\\shell")
    assert any('planeditor.exe\\" \\"%1\\"' in lines for lines in command.values())
    assert '@="planeditor.plandb"' in machine.keys("Software\\\\Classes\\\\.plandb")["Software\\\\Classes\\\\.plandb"]

    (home / "app" / "__pycache__").mkdir()
    (home / "app" / "__pycache__" / "start.cpython-313.pyc").write_bytes(b"pyc")
    script("packing").write_folder(plans, home)  # a user may keep plans anywhere
    script("packing").write_folder({SETTINGS: b"[window]", "compiled/1.0.0/x.pyc": b"pyc", "working/copy.plandb": b"copy"}, own)
    running = machine.start(home / "python" / "pythonw.exe")
    time.sleep(3)
    second, newer = setups["1.0.1"]
    assert machine.run(newer, "/S") == RUNNING
    assert machine.run(home / "uninstall.exe", "/S", f"_?={machine.windows(home)}") == RUNNING
    assert first.items() <= found_in(home).items(), "nothing was changed while the program ran"
    running.terminate()
    machine.run("taskkill", "/F", "/IM", "pythonw.exe")
    running.wait(timeout=60)

    assert machine.run(newer, "/S") == 0
    assert {name: data for name, data in found_in(home).items() if name != "uninstall.exe"} == second | plans
    assert not (home / "app" / "gone").exists()
    assert found_in(own) == {SETTINGS: b"[window]", "working/copy.plandb": b"copy"}, "compiled modules go with their version"
    assert '"DisplayVersion"="1.0.1"' in machine.keys(UNINSTALL)[UNINSTALL]

    assert machine.run(home / "uninstall.exe", "/S") == 0
    machine.settle()
    assert found_in(home) == plans
    assert found_in(own) == {SETTINGS: b"[window]", "working/copy.plandb": b"copy"}
    assert not (machine.menu / "計画進行管理エディタ.lnk").exists()
    assert not machine.keys(UNINSTALL)
    assert not machine.keys("Software\\\\Classes\\\\planeditor.plandb")
    assert not machine.keys("Software\\\\Classes\\\\.plandb")


def test_another_folder_and_a_foreign_association(machine: Machine, setups: dict[str, tuple[dict[str, bytes], Path]]) -> None:
    files, setup = setups["1.0.0"]
    place = machine.drive / "台帳"
    assert machine.run(setup, "/S", "/D=C:\\台帳") == 0
    assert {name: data for name, data in found_in(place).items() if name != "uninstall.exe"} == files
    machine.run("reg", "add", "HKCU\\Software\\Classes\\.plandb", "/ve", "/d", "another.program", "/f")
    assert machine.run(place / "uninstall.exe", "/S") == 0
    machine.settle()
    assert not place.exists()
    assert '@="another.program"' in machine.keys("Software\\\\Classes\\\\.plandb")["Software\\\\Classes\\\\.plandb"]

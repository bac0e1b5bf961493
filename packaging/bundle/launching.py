"""The two start programs, compiled with mingw-w64: no console and with one."""
from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sources import ROOT, tool

FOLDER = Path(__file__).resolve().parent / "launcher"
ICON = ROOT / "resources" / "icons" / "app.ico"
_CROSS = "" if os.name == "nt" else "x86_64-w64-mingw32-"
GCC = f"{_CROSS}gcc"
WINDRES = f"{_CROSS}windres"
_LINKED = "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va"
PACKAGE = "mingw-w64" if os.name == "nt" else "Debian の gcc-mingw-w64-x86-64 と binutils-mingw-w64-x86-64"


def start_programs(version: str) -> dict[str, bytes]:
    """``planeditor.exe`` and ``planeditor-cli.exe``; the same bytes for the same version and compiler."""
    with ThreadPoolExecutor() as pool:
        window = pool.submit(_compiled, "planeditor.exe", version, "-mwindows")
        console = pool.submit(_compiled, "planeditor-cli.exe", version, "-mconsole", "-DCONSOLE")
        return {"planeditor.exe": window.result(), "planeditor-cli.exe": console.result()}


def compiler_version() -> str:
    """The version of the compiler, whose runtime is part of the start programs."""
    asked = [tool(GCC, PACKAGE), "-dumpfullversion"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def _compiled(name: str, version: str, *options: str) -> bytes:
    gcc, windres = tool(GCC, PACKAGE), tool(WINDRES, PACKAGE)
    numbers = ",".join([*version.split("."), "0"][:4])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copy(FOLDER / "launcher.c", folder)
        shutil.copy(ICON, folder / "app.ico")
        for template in ("launcher.rc.in", "launcher.manifest.in"):
            text = (FOLDER / template).read_text(encoding="utf-8")
            for word, value in {"@NUMBERS@": numbers, "@DOTTED@": numbers.replace(",", "."), "@VERSION@": version, "@NAME@": name}.items():
                text = text.replace(word, value)
            (folder / template.removesuffix(".in")).write_text(text, encoding="utf-8")
        environment = os.environ | {"SOURCE_DATE_EPOCH": "0"}
        for command in (
            [windres, "-c", "65001", "launcher.rc", "-O", "coff", "-o", "launcher.res"],
            [gcc, "-Os", "-s", "-municode", *options, "-Wall", "-Werror", _LINKED, "launcher.c", "launcher.res", "-o", name],
        ):  # fmt: skip
            subprocess.run(command, cwd=folder, env=environment, check=True)
        return (folder / name).read_bytes()

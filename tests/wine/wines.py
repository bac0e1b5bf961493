"""A Wine of its own for the tests of the bundle: a fresh prefix with stand-ins for what Wine 8 lacks, and runs in it."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fontcollections import collection

ROOT = Path(__file__).resolve().parent.parent.parent
STANDINS = Path(__file__).resolve().parent / "standins"
GCC = "x86_64-w64-mingw32-gcc"
TOOLS = ("wine", "xvfb-run", GCC)
_COLOURS = r"HKLM\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement.UISettings"
_MINCHO = Path("/usr/share/fonts/truetype/bizud-mincho")
_SECONDS = 240.0
_ASSEMBLE = """
import sys
from pathlib import Path
from assemble import assemble
from packing import write_folder
write_folder(assemble().files, Path(sys.argv[1]))
"""


def skip_where_absent() -> None:
    """Skip where this machine has no Wine, no virtual screen or no compiler for Windows."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def assemble(folder: Path) -> None:
    """The bundle as packaging/windows makes it, in a folder; skips where its parts are not at hand."""
    command = [sys.executable, "-c", _ASSEMBLE, str(folder)]
    done = subprocess.run(command, cwd=ROOT / "packaging" / "bundle", capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the bundle cannot be assembled here: {done.stderr.strip().splitlines()[-1:]}")


@dataclass(frozen=True)
class Wine:
    """A prefix, and how programs are run in it."""

    prefix: Path

    @classmethod
    def fresh(cls, prefix: Path) -> Wine:
        """A new prefix with the stand-ins and BIZ UD明朝, which Windows brings along, as the collection it is there."""
        wine = cls(prefix)
        wine.run("wineboot", "-i", cwd=prefix.parent)
        system = prefix / "drive_c" / "windows" / "system32"
        if not system.is_dir():
            pytest.skip("Wine does not make a prefix here")
        for source in STANDINS.glob("*.c"):
            target = system / f"{source.stem}.dll"
            subprocess.run([GCC, "-shared", "-O2", "-o", str(target), str(source), "-ladvapi32"], check=True)
        colours = r"C:\windows\system32\uisettings.dll"
        wine.run("reg", "add", _COLOURS, "/v", "DllPath", "/t", "REG_SZ", "/d", colours, "/f", cwd=prefix.parent)
        pair = [_MINCHO / f"BIZUD{name}Mincho-Regular.ttf" for name in ("", "P")]
        if all(file.is_file() for file in pair):
            fonts = prefix / "drive_c" / "windows" / "Fonts"
            fonts.mkdir(exist_ok=True)
            (fonts / "BIZ-UDMinchoM.ttc").write_bytes(collection([file.read_bytes() for file in pair]))
        return wine

    @property
    def environment(self) -> Mapping[str, str]:
        """What Wine is told."""
        own = {"WINEPREFIX": str(self.prefix), "WINEARCH": "win64", "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree=;mshtml="}
        return {**os.environ, **own}

    def run(self, *words: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
        """Run a program to its end on a screen of its own."""
        command = ["xvfb-run", "-a", "-s", "-screen 0 1400x900x24", "wine", *words]
        return subprocess.run(
            command, cwd=cwd, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )

    def window(self, *words: str, cwd: Path, until: Path, seconds: float) -> bool:
        """Start a program with a window and end it again; whether the file ``until`` came to be meanwhile."""
        # A screen of its own for all of it: xvfb-run ends with the program, which is ended by its time.
        command = ["xvfb-run", "-a", "-s", "-screen 0 1400x900x24", "timeout", str(int(seconds)), "wine", *words]
        process = subprocess.Popen(
            command, cwd=cwd, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        end = time.monotonic() + seconds
        while time.monotonic() < end and process.poll() is None and not until.exists():
            time.sleep(0.2)
        came = until.exists()
        process.communicate()
        return came

    def place(self, path: Path) -> str:
        """How a path of this machine is named in Wine."""
        return "Z:" + str(path).replace("/", "\\")

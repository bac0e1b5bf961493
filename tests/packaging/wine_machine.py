"""A Windows 10 of its own under Wine, for the installer: what Wine shows is evidence for paths, files and keys, not for Windows."""
from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


class Machine:
    """A fresh prefix. ``drive`` is its C:, ``local`` and ``menu`` the user's folders."""

    def __init__(self, folder: Path) -> None:
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "WINE"))},
            "WINEPREFIX": str(folder / "prefix"), "WINEARCH": "win64", "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree=;mshtml=",
            "HOME": str(folder),
        }  # fmt: skip
        self.drive = folder / "prefix" / "drive_c"
        self.run("wineboot", "-i")
        self.run("winecfg", "-v", "win10")
        user = next(path for path in (self.drive / "users").iterdir() if path.name != "Public")
        self.local = user / "AppData" / "Local"
        self.menu = user / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"

    def command(self, *words: str | Path) -> list[str]:
        """The words that run a Windows program on a screen of its own."""
        return ["xvfb-run", "-a", "-s", "-screen 0 1024x768x24", "wine", *map(str, words)]

    def run(self, *words: str | Path, at: Path | None = None) -> int:
        """Run a Windows program to its end; its exit status."""
        return self.start(*words, at=at).wait(timeout=240)

    def start(self, *words: str | Path, at: Path | None = None) -> subprocess.Popen[bytes]:
        """Start one and leave it running."""
        nothing = subprocess.DEVNULL
        return subprocess.Popen(self.command(*words), cwd=at, env=self._environment, stdin=nothing, stdout=nothing, stderr=nothing)

    def windows(self, path: Path) -> str:
        """The path as the machine has it."""
        return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")

    def keys(self, head: str) -> dict[str, str]:
        """The user's registry below a key (backslashes doubled, as Wine writes them): section -> its lines."""
        self.settle()
        found = {}
        for section in (self.drive.parent / "user.reg").read_text("utf-8", "replace").split("\n\n"):
            name, _, lines = section.partition("\n")
            if name.startswith(f"[{head}"):
                found[name[1 : name.rindex("]")]] = lines
        return found

    def settle(self) -> None:
        """Wait until all programs of this machine have ended and the registry is written."""
        subprocess.run(["wineserver", "-w"], env=self._environment, check=False, timeout=240)

    def off(self) -> None:
        """End it and leave nothing of it."""
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False)
        shutil.rmtree(self.drive.parent, ignore_errors=True)

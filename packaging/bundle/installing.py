"""The installer: what it puts in place and takes away again, written for NSIS and compiled; equal files give equal bytes."""
from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath

from launching import ICON
from packing import EPOCH
from PIL import Image
from sources import tool

SCRIPT = Path(__file__).resolve().parent / "installer.nsi"
MAKENSIS = "makensis"
PACKAGE = "NSIS 3" if os.name == "nt" else "Debian の nsis"
_ACCENT = "#1f3f6e"
_SPARE = 1.2
"""How much more room an installation asks for than the files take: they are written beside what goes."""


def write_installer(files: Mapping[str, bytes], folder: Path, version: str, target: Path, *, quick: bool = False) -> None:
    """Compile the installer of these files, which lie in ``folder`` (as ``packing.write_folder`` wrote them), into ``target``.

    ``quick``: packed quickly and not small, for tests.
    Ends with a sentence where the tool is missing, and with what the tool says where it fails.
    """
    compiler = tool(MAKENSIS, PACKAGE)
    kilobytes = sum(-(-len(data) // 1024) for data in files.values())
    needed = int(kilobytes * _SPARE)
    with tempfile.TemporaryDirectory() as place:
        lists = Path(place)
        (lists / "files.nsh").write_text("\n".join(_put(files, folder.resolve())) + "\n", encoding="utf-8")
        (lists / "gone.nsh").write_text("\n".join(_taken_away(files)) + "\n", encoding="utf-8")
        side = _side_picture(lists / "side.bmp")
        facts = {
            "VERSION": version, "NUMBERS": ".".join([*version.split("."), "0"][:4]), "OUT": str(target.resolve()), "ICON": str(ICON),
            "SIDE": str(side), "KB": str(kilobytes), "NEEDED": str(needed), "NEEDED_MB": str(needed // 1024 + 1),
        }  # fmt: skip
        if quick:
            facts["QUICK"] = ""
        defined = [f"-D{name}={value}" for name, value in facts.items()]
        command = [compiler, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, f"-X!addincludedir {place}", str(SCRIPT)]
        environment = os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise SystemExit(f"インストーラーを作れませんでした。\n{done.stdout}{done.stderr}")


def _side_picture(target: Path) -> Path:
    """What the first and the last page show beside their text: the program's sign on its colour."""
    picture = Image.new("RGB", (164, 314), _ACCENT)
    with Image.open(ICON) as icon:
        sign = icon.convert("RGBA").resize((96, 96), Image.Resampling.LANCZOS)
    picture.paste(sign, (34, 48), sign)
    picture.save(target, "BMP")
    os.utime(target, (EPOCH, EPOCH))  # the installer keeps it
    return target


def _put(files: Iterable[str], folder: Path) -> Iterable[str]:
    """Like files one after the other, since they are packed as one: this is what makes the installer small."""
    for parent in _folders(files):
        yield f'CreateDirectory "$INSTDIR\\{_there(parent)}"'
    for name in sorted(files, key=lambda name: (PurePosixPath(name).suffix, name)):
        yield f'File "/oname=$INSTDIR\\{_there(name)}" "{folder / name}"'


def _taken_away(files: Collection[str]) -> Iterable[str]:
    """Each file by its name, and folders only where nothing else is left in them."""
    coded = {name.rpartition("/")[0] for name in files if name.endswith(".py")}
    for name in files:
        yield f'Delete "$INSTDIR\\{_there(name)}"'
    for parent in reversed(_folders(files)):
        # Python keeps these where somebody starts it by hand; they belong to the files that have just gone.
        if parent in coded:
            yield f'RMDir /r "$INSTDIR\\{_there(parent)}\\__pycache__"'
        yield f'RMDir "$INSTDIR\\{_there(parent)}"'


def _folders(files: Iterable[str]) -> list[str]:
    """All folders of the files, each after the one it lies in."""
    return sorted({str(parent) for name in files for parent in PurePosixPath(name).parents if str(parent) != "."})


def _there(name: str) -> str:
    """A path of the bundle as the script writes it."""
    return name.replace("$", "$$").replace("/", "\\")

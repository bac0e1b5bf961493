"""The relocatable folder for Linux: a copy of the Python of .venv and of the locked libraries, laid out as the bundle for Windows is.

Copied rather than frozen: the same files run as from source, so the start takes as long, and no further tool is needed.
"""
from __future__ import annotations

import argparse
import compileall
import fnmatch
import importlib.metadata
import os
import py_compile
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from assemble import PROGRAM, version
from contents import QT
from sources import LOCK, NOT_IN_THE_BUNDLE, ROOT, tool

LAUNCHER = Path(__file__).resolve().parent / "launcher" / "planeditor.sh"
STDLIB_LEFT_OUT = (
    "test/*", "*/test/*", "*/tests/*", "idlelib/*", "turtledemo/*", "turtle.py", "tkinter/*", "ensurepip/*", "venv/*", "lib2to3/*",
    "pydoc_data/*", "site-packages/*", "dist-packages/*", "config-*", "sitecustomize.py", "lib-dynload/_tkinter*", "lib-dynload/_test*",
    "lib-dynload/xxlimited*", "lib-dynload/_ssl*", "lib-dynload/_hashlib*", "lib-dynload/_asyncio*", "lib-dynload/nis*",
    "lib-dynload/ossaudiodev*", "lib-dynload/_curses*", "lib-dynload/_dbm*", "lib-dynload/_gdbm*", "lib-dynload/readline*",
    "lib-dynload/_crypt*", "lib-dynload/_ctypes_test*",
)  # fmt: skip
"""As for Windows: what only developers use, Tk, encrypted connections, the terminal's own libraries."""
QT_PLUGINS = (
    "platforms/libqxcb.so", "platforms/libqoffscreen.so", "platforms/libqwayland*.so", "platforminputcontexts/*", "platformthemes/*",
    "xcbglintegrations/*", "iconengines/libqsvgicon.so", "imageformats/libqsvg.so", "imageformats/libqico.so", "wayland-*/*",
)  # fmt: skip
QT_FROM = "PySide6"
_MODULES = {f"Qt{name}.abi3.so" for name in QT}
FONTS = tuple(
    Path("/usr/share/fonts/truetype", folder, f"BIZUD{name}-{weight}.ttf")
    for folder, name, weights in (
        ("bizud-gothic", "Gothic", ("Regular", "Bold")), ("bizud-gothic", "PGothic", ("Regular", "Bold")),
        ("bizud-mincho", "Mincho", ("Regular",)), ("bizud-mincho", "PMincho", ("Regular",)),
    )
    for weight in weights
)  # fmt: skip
READ_ME = """計画進行管理エディタ {version}（Linux）

フォルダーの中の「planeditor」を実行すると始まります。どこに置いても動き、ネットワークにはつなぎません。
「planeditor self-test」で、この端末で動くかを確かめられます。

必要なもの（Debian 12 以降と、それに近いもの）
  glibc {glibc} 以降、libsqlite3-0、libffi8、libbz2-1.0、liblzma5、zlib1g、
  packaging/setup にある画面の部品（libegl1、libxkbcommon0、libxcb-cursor0 など）
"""


def main() -> None:
    """Make the folder and print its size and the time it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "dist")
    began, to = time.monotonic(), parser.parse_args().to
    folder = to / f"planeditor-{version()}-linux"
    shutil.rmtree(folder, ignore_errors=True)
    build(folder)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    print(f"{folder}: {size:.0f} MB、{time.monotonic() - began:.1f} 秒")


def build(folder: Path) -> None:
    """Lay out the folder, which is not there yet."""
    stdlib = Path(compileall.__file__).resolve().parent
    lib = folder / "python" / "lib" / stdlib.name
    _interpreter(folder / "python")
    _copied(stdlib, lib, (file for file in _files(stdlib) if not _matches(file.relative_to(stdlib), STDLIB_LEFT_OUT)))
    packages = lib / _packages_name()
    for distribution in _distributions():
        _copied(*_place(distribution, packages))
    (packages / "planeditor.pth").write_text("../../../../app\n", encoding="ascii")
    for top in PROGRAM:
        _copied(ROOT / top, folder / "app" / top, _files(ROOT / top))
    fonts = folder / "app" / "resources" / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for font in FONTS:
        shutil.copyfile(font, fonts / font.name)
    shutil.copyfile(LAUNCHER, folder / "planeditor")
    (folder / "planeditor").chmod(0o755)
    text = READ_ME.format(version=version(), glibc=_glibc(folder))
    (folder / "はじめにお読みください.txt").write_text(text, encoding="utf-8")
    # Compiled once for good: the folder may lie where nothing can be written, and its files never change.
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    for place in (lib, folder / "app"):
        compileall.compile_dir(
            place, maxlevels=30, stripdir=str(folder), quiet=2, workers=0, invalidation_mode=unchecked
        )  # fmt: skip


def _interpreter(python: Path) -> None:
    (python / "bin").mkdir(parents=True)
    (python / "lib").mkdir()
    copy = python / "bin" / "python3"
    shutil.copy(Path(getattr(sys, "_base_executable", sys.executable)).resolve(), copy)
    library = _library_of(copy)
    if library is None:
        return
    shutil.copy(library, python / "lib")
    # Where the library is looked for stands in the program as text: another that is not longer takes its place.
    data, inside = copy.read_bytes(), b"$ORIGIN/../lib"
    copy.write_bytes(data.replace(written := str(library.parent).encode() + b"\0", inside.ljust(len(written), b"\0")))
    found = _library_of(copy)
    if found is None or found.parent != python / "lib":
        raise SystemExit(f"この Python は {library} なしでは動きません。Debian の python3.11 で .venv を作り直してください。")


def _library_of(program: Path) -> Path | None:
    """The library that is the rest of this Python, None where it is whole by itself."""
    told = subprocess.run([tool("ldd", "Debian の libc-bin"), str(program)], capture_output=True, text=True, check=True).stdout
    place = re.search(r"libpython\S+ => (.+?) \(0x", told)
    return Path(os.path.normpath(place[1])) if place else None


def _packages_name() -> str:
    """Where this Python looks for libraries below its own: Debian has another name for it."""
    real = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    asked = [str(real), "-I", "-c", "import site; print(site.getsitepackages()[-1])"]
    return Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()).name


def _distributions() -> list[importlib.metadata.Distribution]:
    names = re.findall(r"^([\w.-]+)==[^\n]*", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    windows_only = set(re.findall(r"^([\w.-]+)==[^\s;]+ ; sys_platform == \"win32\"", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    wanted = [name for name in names if name not in NOT_IN_THE_BUNDLE and name not in windows_only]
    return [importlib.metadata.distribution(name) for name in wanted]


def _place(distribution: importlib.metadata.Distribution, packages: Path) -> tuple[Path, Path, Iterator[Path]]:
    root = Path(str(distribution.locate_file(""))).resolve()
    files = [Path(str(file)) for file in distribution.files or [] if not str(file).startswith("..")]
    kept = (root / file for file in files if file.suffix != ".pyc" and _wanted(file.as_posix()) and (root / file).is_file())
    return root, packages, kept


def _wanted(name: str) -> bool:
    top, _, inner = name.partition("/")
    if name.endswith(".pyi"):
        return False
    if top == "PIL":
        return not _matches(Path(inner), ("_avif*", "_webp*", "_imagingtk*", "_imagingft*", "_imagingcms*", "ImageTk.py", "ImageQt.py"))
    if top == "pillow.libs":
        return not _matches(Path(inner), ("libavif*", "libwebp*", "libsharpyuv*", "libfreetype*", "libharfbuzz*", "liblcms2*", "libpng*"))
    if top == "reportlab":
        return not _matches(Path(inner), ("fonts/*", "graphics/*", "platypus/*"))
    return _qt_wanted(inner) if top == QT_FROM else True


def _qt_wanted(inner: str) -> bool:
    if "/" not in inner:
        return inner in _MODULES or inner.endswith(".py") or inner.startswith("libpyside6.abi3")
    if inner.startswith("Qt/lib/"):
        return inner.removeprefix("Qt/lib/").startswith(QT_LIBRARIES)
    if inner.startswith("Qt/plugins/"):
        return _matches(Path(inner.removeprefix("Qt/plugins/")), QT_PLUGINS)
    return inner == "Qt/translations/qtbase_ja.qm" or (inner.startswith("support/") and inner.endswith(".py"))


QT_LIBRARIES = (
    "libQt6Core.", "libQt6Gui.", "libQt6Widgets.", "libQt6PrintSupport.", "libQt6Svg.", "libQt6DBus.", "libQt6XcbQpa.",
    "libQt6OpenGL.", "libQt6WaylandClient.", "libQt6WaylandEglClientHwIntegration.", "libQt6WlShellIntegration.", "libicu",
)  # fmt: skip


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file() and "__pycache__" not in file.parts)


def _copied(root: Path, target: Path, files: Iterator[Path]) -> None:
    for file in files:
        place = target / file.relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)


def _matches(file: Path, patterns: tuple[str, ...]) -> bool:
    text = file.as_posix()
    return any(fnmatch.fnmatchcase(text, pattern) for pattern in patterns)


def _glibc(folder: Path) -> str:
    """The newest glibc that anything in the folder asks for."""
    found: set[tuple[int, ...]] = {(2, 17)}
    for file in folder.rglob("*"):
        if file.is_file() and (".so" in file.name or file.parent.name == "bin"):
            found |= {tuple(map(int, match.decode().split("."))) for match in re.findall(rb"GLIBC_(\d+\.\d+)", file.read_bytes())}
    return ".".join(map(str, max(found)))


if __name__ == "__main__":
    main()

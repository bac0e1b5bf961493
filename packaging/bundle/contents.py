"""What of each source goes into the bundle, and where: data first, so that a reader sees what is left out."""
from __future__ import annotations

import fnmatch
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

PYTHON_LEFT_OUT = (
    "Lib/test/*", "Lib/idlelib/*", "Lib/turtledemo/*", "Lib/turtle.py", "Lib/tkinter/*", "Lib/ensurepip/*", "Lib/venv/*",
    "Lib/lib2to3/*", "Lib/pydoc_data/*", "Lib/site-packages/*", "Lib/__phello__/*", "*/__pycache__/*", "tcl/*", "include/*", "libs/*",
    "Scripts/*", "Tools/*", "Doc/*", "DLLs/tcl86t.dll", "DLLs/tk86t.dll", "DLLs/_tkinter.pyd", "DLLs/zlib1.dll", "DLLs/_test*.pyd",
    "DLLs/_ctypes_test.pyd", "DLLs/xxlimited*.pyd", "DLLs/*.ico", "NEWS.txt", "*.chm",
    "DLLs/_ssl.pyd", "DLLs/libssl*.dll", "DLLs/libcrypto*.dll", "DLLs/_hashlib.pyd", "DLLs/_asyncio.pyd",
    "DLLs/_overlapped.pyd", "DLLs/_wmi.pyd", "DLLs/winsound.pyd", "DLLs/_msi.pyd",
    "Lib/asyncio/*", "Lib/unittest/*", "Lib/_pyrepl/*", "Lib/curses/*", "Lib/dbm/*", "Lib/wsgiref/*", "Lib/xmlrpc/*", "Lib/doctest.py",
    "Lib/pdb.py", "Lib/pydoc.py", "Lib/_pydecimal.py", "Lib/_pyio.py", "Lib/_pydatetime.py", "Lib/ftplib.py", "Lib/imaplib.py",
    "Lib/smtplib.py", "Lib/poplib.py", "Lib/socketserver.py", "Lib/http/server.py", "Lib/antigravity.py", "Lib/cProfile.py",
    "Lib/profile.py", "Lib/pstats.py", "Lib/mailbox.py",
)  # fmt: skip
"""Of CPython: what only developers and servers use, Tk, encrypted connections, and the system's management interface, which
``platform`` would ask (slow, and not on every machine)."""

QT = frozenset({"Core", "Gui", "Widgets", "PrintSupport", "Svg"})
"""The parts of Qt the program imports."""
QT_DLLS = frozenset({"Qt6Core.dll", "Qt6Gui.dll", "Qt6Widgets.dll", "Qt6PrintSupport.dll", "Qt6Svg.dll", "pyside6.abi3.dll"})
QT_PLUGINS = (
    "plugins/platforms/qwindows.dll", "plugins/platforms/qoffscreen.dll", "plugins/styles/*.dll", "plugins/iconengines/qsvgicon.dll",
    "plugins/imageformats/qsvg.dll", "plugins/imageformats/qico.dll", "translations/qtbase_ja.qm",
)  # fmt: skip
RUNTIME = frozenset({"msvcp140_1.dll", "msvcp140_2.dll"})
"""Of Microsoft's C++ runtime, each DLL once: shiboken6, which is loaded first, has the rest, CPython has vcruntime140."""

WHEELS_LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "shiboken6": ("*.lib", "*.pyi", "concrt140.dll", "vc*140.dll", "msvcp140_*.dll"),
    "pillow": ("PIL/_avif*", "PIL/_webp*", "PIL/_imagingtk*", "PIL/_imagingft*", "PIL/_imagingcms*",
               "PIL/_tkinter_finder.py", "PIL/ImageTk.py", "PIL/ImageQt.py"),
    "reportlab": ("reportlab/fonts/*", "reportlab/graphics/*", "reportlab/platypus/*"),
    "pypdfium2": ("pypdfium2_cli/*",),
}
"""Of each wheel: patterns of what is not used. Of PySide6 the other way round: only what is named above goes in."""


def python_wanted(name: str) -> bool:
    """Whether a file of CPython goes in."""
    return not _matches(name, PYTHON_LEFT_OUT)


def wheel_files(wheel: Path) -> dict[str, bytes]:
    """What goes into ``site-packages`` of one wheel, by path."""
    project = wheel.name.split("-")[0].lower()
    with zipfile.ZipFile(wheel) as archive:
        names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
        return {_placed(name): archive.read(name) for name in names if _wheel_wanted(project, name)}


def _placed(name: str) -> str:
    head, _, rest = name.partition("/")
    if head.endswith(".data"):
        kind, _, inner = rest.partition("/")
        return inner if kind in ("purelib", "platlib") else ""
    return name


def _wheel_wanted(project: str, name: str) -> bool:
    top, _, inner = name.partition("/")
    if top.endswith(".dist-info"):
        return inner == "METADATA"  # the licences have a folder of their own
    if top.endswith(".data"):
        return inner.startswith(("purelib/", "platlib/"))
    if project == "pyside6_essentials":
        return _qt_wanted(inner)
    return not _matches(name if project != "shiboken6" else inner, WHEELS_LEFT_OUT.get(project, ())) and not name.endswith(".pyi")


def _qt_wanted(inner: str) -> bool:
    if "/" not in inner and inner.endswith(".pyd"):
        return inner.removeprefix("Qt").removesuffix(".pyd") in QT
    if "/" not in inner and inner.endswith(".dll"):
        return inner in QT_DLLS | RUNTIME
    if "/" not in inner and inner.endswith(".py"):
        return True
    return _matches(inner, QT_PLUGINS) or (inner.startswith("support/") and inner.endswith(".py"))


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)

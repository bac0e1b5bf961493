"""The licences of all parts of a bundle: the texts as their makers ship them, and a list of what is under which."""
from __future__ import annotations

import email
import zipfile
from collections.abc import Mapping, Sequence
from email.message import Message
from pathlib import Path

from sources import ROOT, Source

TEXTS = Path(__file__).resolve().parent / "texts"
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "BIZ UDGothic": ("BIZ-UDGothic-OFL-1.1.txt",),
    "mingw-w64": ("mingw-w64.txt", "gcc-runtime-exception.txt", "GPL-3.0.txt"),
}
"""Parts that come without the text of their licence, and where it stands in ``texts``."""
_SPDX = {
    "PSFL": "PSF-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Public Domain": "LicenseRef-Public-Domain",
    "BSD, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
"""What some makers write instead of an SPDX expression."""
_HEAD = """\
計画進行管理エディタに含まれる部品と、そのライセンス

プログラム本体のライセンスは、このフォルダーの planeditor\\LICENSE にあります。
部品ごとのライセンスの全文は、部品と同じ名前のフォルダーにあります。

"""
_FOOT = """
Qt（PySide6、shiboken6）は LGPL-3.0 で使っています。python\\Lib\\site-packages の PySide6 と shiboken6 の DLL は、
同じ版のものに差し替えて使えます。ソースコードは Qt の公式の配布場所（download.qt.io）にあります。
Microsoft Visual C++ の実行用 DLL（msvcp140、vcruntime140）は、Microsoft の再配布の条件によります。
"""


def licence_of(wheel: Path) -> str:
    """The licence its maker states, as an SPDX expression where one can be told."""
    facts = _metadata(wheel)
    classes = [line.rpartition(" :: ")[2] for line in facts.get_all("Classifier", []) if line.startswith("License")]
    stated = str(facts.get("License-Expression") or facts.get("License") or next(iter(classes), ""))
    if stated.startswith("BSD license"):
        return "BSD-3-Clause"
    return _SPDX.get(stated, stated)


def licence_files(wheel: Path) -> dict[str, bytes]:
    """The licence texts inside a wheel, by their path below the folder of the part."""
    with zipfile.ZipFile(wheel) as archive:
        found = {}
        for name in archive.namelist():
            top, _, inner = name.partition("/")
            if top.endswith(".dist-info") and _is_licence(inner) and not name.endswith("/"):
                found[inner.removeprefix("licenses/")] = archive.read(name)
    return found


def licence_folder(wheels: Mapping[str, Path], python: bytes, sources: Sequence[Source]) -> dict[str, bytes]:
    """The folder ``licenses`` by path: the texts of every part, and the list. ``python``: the text of CPython."""
    found = {
        "licenses/planeditor/LICENSE": (ROOT / "LICENSE").read_bytes(),
        "licenses/CPython/LICENSE.txt": python,
    }
    for name, wheel in wheels.items():
        found |= {f"licenses/{name}/{inner}": data for inner, data in licence_files(wheel).items()}
    for source in sources:
        for text in _BESIDE.get(source.name, ()):
            found[f"licenses/{source.name}/{text}"] = (TEXTS / text).read_bytes()
    found["licenses/一覧.txt"] = _listed(sources).replace("\n", "\r\n").encode("utf-8-sig")
    return found


def _listed(sources: Sequence[Source]) -> str:
    width = max(len(source.name) + len(source.version) for source in sources) + 3
    lines = (f"{source.name} {source.version}".ljust(width) + source.licence for source in sources)
    return _HEAD + "\n".join(lines) + "\n" + _FOOT


def _is_licence(inner: str) -> bool:
    return inner.startswith("licenses/") or inner.upper().startswith(("LICENCE", "LICENSE", "COPYING", "NOTICE", "AUTHORS"))


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.count("/") == 1 and name.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(archive.read(name))

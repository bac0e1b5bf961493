"""The parts of a bundle as the bill of materials names them, those inside of other parts too."""
from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Mapping
from pathlib import Path

from launching import compiler_version
from licences import licence_of
from sources import Source, sha256

_SITE = "python/Lib/site-packages"
_SQLITE = "python/DLLs/sqlite3.dll"
_EXPAT = "python/DLLs/pyexpat.pyd"
_RUNTIME = f"{_SITE}/shiboken6/msvcp140.dll"
_PDFIUM = f"{_SITE}/pypdfium2_raw/version.json"
_QT = f"{_SITE}/PySide6/Qt6Core.dll"


def project_of(wheel: Path) -> str:
    """The name of the library in a wheel."""
    return wheel.name.split("-")[0].replace("_", "-")


def wheel_part(wheel: Path) -> Source:
    """A library by its wheel."""
    name, release = project_of(wheel), wheel.name.split("-")[1]
    return Source(name, release, wheel.name, sha256(wheel), "PyPI", licence_of(wheel), f"pkg:pypi/{name}@{release}")


def inner_parts(files: Mapping[str, bytes]) -> list[Source]:
    """What is compiled into others and has vulnerabilities of its own: read out of the files; what is not found is not named."""
    qt = re.search(rb"Qt (\d+\.\d+\.\d+) \(", files.get(_QT, b""))
    expat = re.search(rb"expat_(\d+\.\d+\.\d+)", files.get(_EXPAT, b""))
    pdfium = re.search(rb'"build": (\d+)', files.get(_PDFIUM, b""))
    found = [
        _inner("Qt", qt and qt[1].decode(), _QT, "pyside6-essentials", "LGPL-3.0-only", files),
        _inner("SQLite", _sqlite_version(files.get(_SQLITE, b"")), _SQLITE, "CPython", "blessing", files),
        _inner("expat", expat and expat[1].decode(), _EXPAT, "CPython", "MIT", files),
        _inner("PDFium", pdfium and pdfium[1].decode(), f"{_SITE}/pypdfium2_raw/pdfium.dll", "pypdfium2", "Apache-2.0", files),
        _inner("vc-runtime", _file_version(files.get(_RUNTIME, b"")), _RUNTIME, "shiboken6", "Microsoft", files),
    ]
    return [part for part in found if part is not None]


def font_part(fonts: Mapping[str, bytes]) -> Source:
    """The fonts by the version the first of them states."""
    head = next(iter(fonts.values()))
    tables = (struct.unpack_from(">4sLLL", head, 12 + 16 * n) for n in range(struct.unpack_from(">H", head, 4)[0]))
    names = next(head[start : start + length] for tag, _, start, length in tables if tag == b"name")
    stated = re.search(r"Version (\d+\.\d+)", names.decode("utf-16-be", "ignore") + names[1:].decode("utf-16-be", "ignore"))
    digest = hashlib.sha256(b"".join(hashlib.sha256(data).digest() for data in fonts.values())).hexdigest()
    return Source("BIZ UDGothic", stated[1] if stated else "1", "、".join(fonts), digest, "Morisawa Inc.", "OFL-1.1")


def compiler_part() -> Source:
    """The runtime that the compiler puts into the start programs."""
    inside = "planeditor.exe と planeditor-cli.exe の中の実行時の部分"
    licence = "ZPL-2.1 AND GPL-3.0-only WITH GCC-exception-3.1"
    return Source("mingw-w64", compiler_version(), inside, "", "GCC と mingw-w64", licence)


def _inner(name: str, release: str | None, file: str, within: str, licence: str, files: Mapping[str, bytes]) -> Source | None:
    if not release or file not in files:
        return None
    digest = hashlib.sha256(files[file]).hexdigest()
    return Source(name, release, file, digest, f"{within} に含まれる", licence, f"pkg:generic/{name.lower()}@{release}")


def _sqlite_version(library: bytes) -> str | None:
    """It stands in the file as "ProductVersion", and nowhere else as a text."""
    stated = _file_version(library)
    return ".".join(stated.split(".")[:3]) if stated else None


def _file_version(library: bytes) -> str | None:
    """Out of the fixed part of a DLL's version information."""
    place = library.find(struct.pack("<L", 0xFEEF04BD))
    if place < 0:
        return None
    high, low = struct.unpack_from("<LL", library, place + 8)
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"

"""A bundle written out as a folder or as a ZIP: the same bytes every time, whatever Python and machine do it."""
from __future__ import annotations

import calendar
import os
import struct
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

MOMENT = (2026, 4, 1, 0, 0, 0)
"""The time every file bears."""
EPOCH = calendar.timegm(MOMENT)
"""The same in seconds, for tools that ask for ``SOURCE_DATE_EPOCH``."""
_DATE = (MOMENT[0] - 1980) << 9 | MOMENT[1] << 5 | MOMENT[2]
_TIME = MOMENT[3] << 11 | MOMENT[4] << 5 | MOMENT[5] // 2
_UTF8 = 0x0800
_DEFLATED = 8
_LEVEL = 6
_WORKERS = os.cpu_count() or 1


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files below a folder that is empty or not there, all of one time."""
    for parent in sorted({(folder / name).parent for name in files}):
        parent.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        target = folder / name
        target.write_bytes(data)
        os.utime(target, (EPOCH, EPOCH))


def write_zip(files: Mapping[str, bytes], target: Path, top: str) -> None:
    """Pack them below one folder ``top``, names in UTF-8.

    Written by hand, since ``zipfile`` compresses one file after the other and this is half of the time of a build.
    """
    with target.open("wb") as out, ThreadPoolExecutor(_WORKERS) as pool:
        directory: list[bytes] = []
        for name, data, packed in zip(files, files.values(), pool.map(_deflated, files.values()), strict=True):
            path = f"{top}/{name}".encode()
            facts = struct.pack(
                "<HHHHHLLLHH", 20, _UTF8, _DEFLATED, _TIME, _DATE, zlib.crc32(data), len(packed), len(data), len(path), 0
            )
            place = out.tell()
            out.write(b"PK\x03\x04" + facts + path + packed)
            directory.append(b"PK\x01\x02" + struct.pack("<H", 20) + facts + struct.pack("<HHHLL", 0, 0, 0, 0, place) + path)
        start, listing = out.tell(), b"".join(directory)
        count = len(directory)
        out.write(listing + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(listing), start, 0))


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()

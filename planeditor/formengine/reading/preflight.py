"""The central directory of a zip file, looked over before anything is unpacked (SAFETY.md 2.3)."""
from __future__ import annotations

import stat
import struct
import zipfile

from planeditor.formengine.reading import limits
from planeditor.formengine.reading.refusal import RefusedFileError
from planeditor.messages import reading as say

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_END = b"PK\x05\x06"
_END_SEARCH = 65_557
_ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000
_SEE_ZIP64 = 0xFFFF
_UNIX = 3


def check_directory_size(data: bytes) -> None:
    """Refuse a file whose end is missing or that announces too many parts, before its directory is read."""
    at = data.rfind(_END, max(0, len(data) - _END_SEARCH))
    if at < 0 or len(data) < at + 22:
        raise RefusedFileError(say.TRUNCATED)
    announced = struct.unpack_from("<H", data, at + 10)[0]
    if limits.MAX_PARTS < announced < _SEE_ZIP64:
        raise RefusedFileError(say.TOO_MANY_PARTS, limit=f"{limits.MAX_PARTS:,}")


def _check_part(info: zipfile.ZipInfo) -> None:
    """Refuse an encrypted part, a link, an unusual packing, a part too large or packed too well."""
    if info.flag_bits & _ENCRYPTED_FLAGS:
        raise RefusedFileError(say.ENCRYPTED)
    if info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16):
        raise RefusedFileError(say.ODD_ZIP)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RefusedFileError(say.ODD_ZIP)
    if info.file_size > limits.MAX_PART_BYTES:
        raise RefusedFileError(say.UNPACKED_TOO_LARGE)
    packed = max(info.compress_size, 1)
    if info.file_size > limits.RATIO_FROM_BYTES and info.file_size > limits.MAX_RATIO * packed:
        raise RefusedFileError(say.UNPACKED_TOO_LARGE)


def _check_overlap(data: bytes, infos: list[zipfile.ZipInfo], directory_at: int) -> None:
    """Refuse parts whose bytes lie over each other or over the directory, and local headers that are none."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [info.header_offset for info in ordered[1:]] + [directory_at]
    for info, end in zip(ordered, ends, strict=True):
        if info.header_offset < 0 or info.header_offset + _LOCAL_HEADER.size > len(data):
            raise RefusedFileError(say.DAMAGED)
        header = _LOCAL_HEADER.unpack_from(data, info.header_offset)
        if header[0] != b"PK\x03\x04":
            raise RefusedFileError(say.DAMAGED)
        if info.header_offset + _LOCAL_HEADER.size + header[-2] + header[-1] + info.compress_size > end:
            raise RefusedFileError(say.ODD_ZIP)


def check(data: bytes, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The parts by their name in lower case (part names are compared so, ECMA-376 part 2, 6.2); refuses at the limits."""
    infos = archive.infolist()
    if len(infos) > limits.MAX_PARTS:
        raise RefusedFileError(say.TOO_MANY_PARTS, limit=f"{limits.MAX_PARTS:,}")
    parts: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        _check_part(info)
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name in parts:
            raise RefusedFileError(say.DUPLICATE_PARTS)
        parts[name] = info
    if sum(info.file_size for info in infos) > limits.MAX_UNPACKED_BYTES:
        raise RefusedFileError(say.UNPACKED_TOO_LARGE)
    if infos:
        _check_overlap(data, infos, archive.start_dir)
    return parts

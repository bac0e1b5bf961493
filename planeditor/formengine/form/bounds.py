"""How large a drawing may be, looked at before the Excel library opens it: that one follows whatever a file claims."""
from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO

from openpyxl.utils.cell import range_boundaries

from planeditor.domain.errors import KnownError
from planeditor.formengine.reading import preflight
from planeditor.formengine.reading.limits import MEGABYTE
from planeditor.formengine.reading.refusal import RefusedFileError
from planeditor.messages import forms as say

MOST_ROWS, MOST_COLUMNS = 400, 200
"""Of the area that is printed."""
_MOST_UNPACKED = 12 * MEGABYTE
"""Of all but pictures; the library takes some fifty times the room."""
_MOST_MERGES, _MOST_MERGED = 5_000, 200_000
"""Merged ranges, and their cells: the library's time grows with the square of the first, its room with the second."""
_MERGE = re.compile(rb"""mergeCell\s[^>]*?ref=["']([A-Za-z0-9:$]{1,40})["']""")


def require_bounds(data: bytes, name: str) -> None:
    """Raise KnownError for bytes that are no sound package, and for one that is far larger than a drawing."""
    try:
        texts = _texts(data, name)
    except (RefusedFileError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error) as error:
        raise KnownError(say.BAD_DRAWING.format(file=name)) from error
    merges = [found for text in texts for found in _MERGE.findall(text)]
    if len(merges) > _MOST_MERGES or sum(map(_cells, merges)) > _MOST_MERGED:
        raise KnownError(say.DRAWING_TOO_LARGE.format(file=name))


def _texts(data: bytes, name: str) -> list[bytes]:
    """The parts of the package that are XML."""
    preflight.check_directory_size(data)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = preflight.check(data, archive)
        if sum(info.file_size for part, info in parts.items() if not part.startswith("xl/media/")) > _MOST_UNPACKED:
            raise KnownError(say.DRAWING_TOO_LARGE.format(file=name))
        return [archive.read(info) for part, info in parts.items() if part.endswith(".xml")]


def _cells(reference: bytes) -> int:
    """How many cells a merged range has; the library makes each of them."""
    try:
        left, top, right, bottom = (bound or 0 for bound in range_boundaries(reference.decode()))
    except ValueError:
        return 0  # the library says what it makes of it
    return (right - left + 1) * (bottom - top + 1)

"""A zip package whose parts are given out only within the limits; part names are keys, never paths."""
from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from planeditor.formengine.reading import limits, preflight
from planeditor.formengine.reading.refusal import RefusedFileError
from planeditor.messages import reading as say

_CHUNK = 1 << 18
_PROLOG = 4096
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


class Package:
    """The parts of one zip file. Opening it does the preflight; reading counts what really comes out."""

    def __init__(self, data: bytes) -> None:
        preflight.check_directory_size(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError) as error:
            raise RefusedFileError(say.DAMAGED) from error
        try:
            self._parts = preflight.check(data, self._archive)
        except BaseException:
            self._archive.close()
            raise
        self._left = limits.MAX_UNPACKED_BYTES
        self._parsed: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    @property
    def names(self) -> list[str]:
        """The part names in lower case, without a leading slash."""
        return list(self._parts)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece, its check sum verified at the end; KeyError where there is none."""
        name = name.lower()
        info = self._parts[name]
        self._parsed.add(name)
        try:
            with self._archive.open(info) as part:
                while chunk := part.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise RefusedFileError(say.UNPACKED_TOO_LARGE)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error) as error:
            raise RefusedFileError(say.DAMAGED) from error

    def read(self, name: str, most: int = limits.MAX_PART_BYTES) -> bytes:
        """The first ``most`` bytes of a part; KeyError where there is none."""
        kept: list[bytes] = []
        size = 0
        for chunk in self.chunks(name):
            kept.append(chunk)
            size += len(chunk)
            if size >= most:
                break
        return b"".join(kept)[:most]

    def check_prologs(self, *, besides: tuple[str, ...] = ()) -> None:
        """Refuse a document type in any XML part that was not parsed (the parser refuses it in the others), but for parts in
        folders that some program of good name writes so, and that nothing of ours opens."""
        for name in self._parts:
            if name.endswith((".xml", ".rels")) and name not in self._parsed and not name.startswith(besides):
                head = self.read(name, _PROLOG)
                if any(mark in head for mark in _DOCTYPES):
                    raise RefusedFileError(say.DTD)

    def check_all(self) -> None:
        """Unpack every part once within the limits, before another reader does it without them."""
        self._left = limits.MAX_UNPACKED_BYTES
        for name in self._parts:
            tail = b""
            for chunk in self.chunks(name):
                if name.endswith((".xml", ".rels")) and any(mark in tail + chunk for mark in _DOCTYPES):
                    raise RefusedFileError(say.DTD)
                tail = chunk[-32:]

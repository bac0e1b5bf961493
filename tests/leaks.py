"""Searching everything a folder of outputs holds: names, bytes, members of archives, streams of PDFs inflated and read."""
from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.formengine.pdftext import parse

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every name and content, unpacked, each with where it is from."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        yield name, name.encode()
        if path.is_file():
            yield from _unpacked(name, path.read_bytes())


def hits(folder: Path, texts: Iterable[str]) -> list[tuple[str, str]]:
    """Where any of these texts stands, in any encoding our files use."""
    forms = [(text, {text.encode(code) for code in ("utf-8", "utf-16-be", "utf-16-le", "cp932")}) for text in texts]
    forms = [(text, codes | {c.hex().encode() for c in codes} | {c.hex().upper().encode() for c in codes}) for text, codes in forms]
    return [(name, text) for name, content in everything(folder) for text, codes in forms if any(code in content for code in codes)]


def _unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield f"{name}/{member}", member.encode()
                yield from _unpacked(f"{name}/{member}", archive.read(member))
    elif content.startswith(b"%PDF"):
        for number, match in enumerate(_STREAM.finditer(content)):
            try:
                yield f"{name}#{number}", zlib.decompress(match[1])
            except zlib.error:
                yield f"{name}#{number}", match[1]
        parsed = parse(content)
        yield f"{name}#text", "".join("".join(page) for page in parsed.shown()).encode()
        for number, text in parsed.dictionaries.items():  # a string of PDF may be written octal by octal
            plain = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text).encode("latin-1", "replace")
            yield f"{name}#object{number}", plain

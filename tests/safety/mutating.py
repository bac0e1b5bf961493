"""Workbooks spoilt at random, in their bytes or in the XML of their parts; the same seed, the same damage."""
from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

_EVIL_NUMBERS = ("0", "-1", "1e309", "NaN", "4294967295", "4294967296", "-9223372036854775809", "9" * 400, "0x10", "", " 7 ", "１")
_EVIL_TEXTS = (
    "\ufffe", "_x0000_", "_xD800_", "&#x202E;", "A1:XFD1048576", "Z" * 3000, "../../../etc/passwd", "http://localhost:9/", "=1+1",
    "%s%n{0}{file}",
    "あ" * 5000, "&amp;" * 900, "&unknown;", "<", "&#0;", "]]>", "施策番号", "整理番号", "①-01",
)
_TAG = re.compile(r"<[^<>!?]+>")
_ATTRIBUTE = re.compile(r'="[^"]*"')
_TEXT = re.compile(r">[^<>]+<")
_WORDS = (b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x01\x00\x00\x00", b"\xfe\xff\xff\xff", b"\x00\x00\x00\x80")


def _place(data: bytearray, dice: random.Random) -> int:
    return dice.randrange(max(1, len(data)))


def _flip(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 1, 2, 8, 40))):
        data[_place(data, dice)] ^= 1 << dice.randrange(8)


def _overwrite(data: bytearray, dice: random.Random) -> None:
    at, length = _place(data, dice), dice.choice((1, 4, 64, 700))
    data[at : at + length] = dice.randbytes(min(length, len(data) - at))


def _field(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 1, 3))):
        at = _place(data, dice) & ~1
        data[at : at + 4] = dice.choice(_WORDS)


def _cut(data: bytearray, dice: random.Random) -> None:
    del data[_place(data, dice) :]


def _remove(data: bytearray, dice: random.Random) -> None:
    at = _place(data, dice)
    del data[at : at + dice.choice((1, 3, 100, 2000))]


def _insert(data: bytearray, dice: random.Random) -> None:
    at = _place(data, dice)
    data[at:at] = dice.choice((b"\0", b"<", dice.randbytes(30), bytes(1000)))


def _repeat(data: bytearray, dice: random.Random) -> None:
    at = _place(data, dice)
    data[at:at] = data[at : at + dice.choice((2, 50, 3000))] * dice.choice((1, 2, 9))


def _blank(data: bytearray, dice: random.Random) -> None:
    at = _place(data, dice)
    length = min(dice.choice((16, 512, 4096)), len(data) - at)
    data[at : at + length] = bytes(length)


_BYTES: tuple[Callable[[bytearray, random.Random], None], ...] = (_flip, _overwrite, _field, _cut, _remove, _insert, _repeat, _blank)


def _exchange(pattern: re.Pattern[str], text: str, dice: random.Random, new: Callable[[str], str]) -> str:
    """One occurrence of ``pattern`` replaced."""
    found = list(pattern.finditer(text))
    if not found:
        return text
    one = dice.choice(found)
    return text[: one.start()] + new(one[0]) + text[one.end() :]


def _attribute(text: str, dice: random.Random) -> str:
    return _exchange(_ATTRIBUTE, text, dice, lambda _: f'="{dice.choice(_EVIL_NUMBERS + _EVIL_TEXTS)}"')


def _content(text: str, dice: random.Random) -> str:
    return _exchange(_TEXT, text, dice, lambda _: f">{dice.choice(_EVIL_NUMBERS + _EVIL_TEXTS)}<")


def _no_tag(text: str, dice: random.Random) -> str:
    return _exchange(_TAG, text, dice, lambda _: "")


def _tag_again(text: str, dice: random.Random) -> str:
    return _exchange(_TAG, text, dice, lambda tag: tag * dice.choice((2, 3, 500)))


def _other_tag(text: str, dice: random.Random) -> str:
    tags = _TAG.findall(text) or ["<x/>"]
    return _exchange(_TAG, text, dice, lambda _: dice.choice(tags))


def _nested(text: str, dice: random.Random) -> str:
    depth = dice.choice((3, 150, 400, 9000))
    return _exchange(_TAG, text, dice, lambda tag: tag + "<x>" * depth + "</x>" * dice.choice((depth, depth, 1)))


def _no_attribute(text: str, dice: random.Random) -> str:
    return _exchange(re.compile(r' [\w:]+="[^"]*"'), text, dice, lambda _: "")


def _shuffled(text: str, dice: random.Random) -> str:
    cells = re.findall(r"<(?:\w+:)?c [^<>]*?/>|<(?:\w+:)?c [^<>]*>.*?</(?:\w+:)?c>", text, re.DOTALL)
    if len(cells) < 2:
        return text
    first, second = dice.sample(cells, 2)
    return text.replace(first, "\0", 1).replace(second, first, 1).replace("\0", second, 1)


def _doctype(text: str, dice: random.Random) -> str:
    return re.sub(r"\A(<\?xml[^>]*>)?", r'\1<!DOCTYPE a [<!ENTITY e "記入">]>', text, count=1)


def _encoding(text: str, dice: random.Random) -> str:
    return text.replace("UTF-8", dice.choice(("UTF-16", "Shift_JIS", "EBCDIC-CP-US", "utf-7", "", "x" * 200)), 1)


_XML: tuple[Callable[[str, random.Random], str], ...] = (
    _attribute, _attribute, _attribute, _content, _content, _no_tag, _tag_again, _other_tag, _nested, _no_attribute, _shuffled,
    _doctype, _encoding,
)


def _parts(data: bytes) -> dict[str, bytes] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, KeyError):
        return None


def _in_parts(data: bytes, dice: random.Random) -> bytes | None:
    """Damage inside the parts, or to which parts there are, packed soundly again; None where there are no parts."""
    parts = _parts(data)
    if not parts:
        return None
    names = [name for name in parts if name.endswith((".xml", ".rels", "mimetype"))] or list(parts)
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        name = dice.choice(names)
        what = dice.random()
        if what < 0.06:
            parts.pop(name, None)
        elif what < 0.12 and name in parts:
            parts[dice.choice(names)] = parts[name]
        elif what < 0.18 and name in parts:
            spoilt = bytearray(parts[name])
            dice.choice(_BYTES)(spoilt, dice)
            parts[name] = bytes(spoilt)
        elif name in parts:
            encoding = "utf-16" if parts[name].startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
            text = parts[name].decode(encoding, "surrogateescape" if encoding == "utf-8" else "replace")
            parts[name] = dice.choice(_XML)(text, dice).encode(encoding, "surrogateescape" if encoding == "utf-8" else "replace")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, content)
    return target.getvalue()


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The workbook with something spoilt: two times of three in its XML, where it has any, else in its bytes."""
    spoilt = _in_parts(data, dice) if dice.random() < 0.67 else None
    if spoilt is not None:
        return spoilt
    raw = bytearray(data)
    for _ in range(dice.choice((1, 1, 2))):
        if raw:
            dice.choice(_BYTES)(raw, dice)
    return bytes(raw)

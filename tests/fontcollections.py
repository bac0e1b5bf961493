"""A font collection (.ttc), as BIZ UD comes on Windows, made of two font files."""
from __future__ import annotations

import struct
from collections.abc import Sequence


def collection(fonts: Sequence[bytes]) -> bytes:
    """One file with these fonts in it, each as it was; only where its tables lie is written anew."""
    head = struct.pack(">4sHHL", b"ttcf", 1, 0, len(fonts))
    start = len(head) + 4 * len(fonts)
    offsets, bodies = [], []
    for font in fonts:
        offsets.append(start)
        count = struct.unpack_from(">H", font, 4)[0]
        moved = bytearray(font)
        for n in range(count):
            place = 12 + 16 * n + 8
            struct.pack_into(">L", moved, place, struct.unpack_from(">L", font, place)[0] + start)
        moved += b"\0" * (-len(moved) % 4)
        bodies.append(bytes(moved))
        start += len(moved)
    return head + struct.pack(f">{len(fonts)}L", *offsets) + b"".join(bodies)

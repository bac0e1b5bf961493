"""整理番号: the visible stamp of a request. It names the plan and a sheet (or book) of a request, and tells typing slips.

Eight signs and one to check them, ``PPPP-SSSS-C``: P of the plan, S of the sheet. The signs are digits and capitals without
those that look alike (0 1 I L O), so it can be read out on the telephone.
"""
from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Container

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_HALF = 4
_FORM = re.compile(rf"(?<![0-9A-Z])([{_SIGNS}]{{4}})-([{_SIGNS}]{{4}})-([{_SIGNS}])(?![0-9A-Z])")
_DASHES = re.compile("[‐‑‒–—―−ー－ｰ]")


def plan_mark(plan_id: str) -> str:
    """The four signs that stand for a plan."""
    digest = int.from_bytes(hashlib.sha256(plan_id.encode()).digest()[:8], "big")
    signs = []
    for _ in range(_HALF):
        digest, rest = divmod(digest, len(_SIGNS))
        signs.append(_SIGNS[rest])
    return "".join(signs)


def new_stamp(plan_id: str, taken: Container[str]) -> str:
    """A stamp that is not among those taken."""
    while True:
        body = plan_mark(plan_id) + "".join(secrets.choice(_SIGNS) for _ in range(_HALF))
        stamp = f"{body[:_HALF]}-{body[_HALF:]}-{_check(body)}"
        if stamp not in taken:
            return stamp


def find_stamps(text: str) -> list[str]:
    """The stamps in a text, in their plain form: width, case, spaces and kinds of dash do not matter; a mistyped one is none."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).upper()
    found = _FORM.findall("".join(plain.split()) if len(plain) < 40 else plain)
    return [f"{a}-{b}-{c}" for a, b, c in found if _check(a + b) == c]


def is_of_plan(stamp: str, plan_id: str) -> bool:
    """Whether a stamp was given out by that plan."""
    return stamp[:_HALF] == plan_mark(plan_id)


def _check(body: str) -> str:
    return _SIGNS[sum((n + 2) * _SIGNS.index(sign) for n, sign in enumerate(body)) % len(_SIGNS)]

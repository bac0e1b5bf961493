"""The signatures of the bundled parts, as Windows sees them: nothing is fetched, what the terminal cannot know is said to be so."""
from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from planeditor.messages import selftest as say
from planeditor.services.selftest.step import Found, NotPassed

Result = Literal["valid", "unsigned", "unknown", "invalid"]
"""``unknown``: signed, but this terminal does not know who vouches for the signer, as one without updates may not."""

_VALID = 0
_UNSIGNED = frozenset({0x800B0100, 0x800B0003, 0x800B0002, 0x800B0001})
"""No signature; no such form of file, action or provider."""
_INVALID = frozenset({0x80096010, 0x80096004, 0x800B010C, 0x800B0111, 0x80092026})
"""The content differs from what was signed; no proper signature; revoked; distrusted by the administrator; refused by policy."""
RUNTIME = ("python.exe", "pythonw.exe", "python313.dll")


def meaning(code: int) -> Result:
    """What an answer of ``WinVerifyTrust`` comes to; every code that is neither is of a chain that cannot be followed here."""
    code &= 0xFFFFFFFF
    if code == _VALID:
        return "valid"
    if code in _UNSIGNED:
        return "unsigned"
    return "invalid" if code in _INVALID else "unknown"


def judged(results: Mapping[str, Result]) -> Found:
    """What the results come to. Raises ``NotPassed`` where a part was altered or Python itself is not signed."""
    counts = Counter(results.values())
    lines = tuple(say.SIGNATURE.format(file=name, result=say.SIGNATURE_RESULTS[one]) for name, one in results.items())
    if counts["invalid"]:
        raise NotPassed(say.SIGNATURE_INVALID, lines)
    if any(results.get(name, "valid") == "unsigned" for name in RUNTIME):
        raise NotPassed(say.RUNTIME_UNSIGNED, lines)
    numbers = {name: counts[name] for name in ("valid", "unsigned", "unknown", "invalid")}
    return Found(say.SIGNATURES.format(**numbers), lines)


def bundled_parts(folder: Path) -> list[Path]:
    """The programs and libraries of a bundled Python: its own and those of Qt, in a settled order."""
    found = [folder / name for name in RUNTIME]
    for below in ("", "DLLs", "Lib/site-packages/PySide6", "Lib/site-packages/shiboken6"):
        found += [path for ending in ("dll", "pyd") for path in sorted((folder / below).glob(f"*.{ending}"))]
    return [path for path in dict.fromkeys(found) if path.is_file()]


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _NO_UI, _NO_REVOCATION, _A_FILE, _VERIFY, _CLOSE = 2, 0, 1, 1, 2
    _NOTHING_FETCHED = 0x1000 | 0x10  # from the cache only, and no lists of revoked ones

    class _Guid(ctypes.Structure):
        _fields_ = (("a", wintypes.DWORD), ("b", wintypes.WORD), ("c", wintypes.WORD), ("d", ctypes.c_ubyte * 8))

    class _File(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD), ("path", wintypes.LPCWSTR), ("handle", wintypes.HANDLE), ("subject", ctypes.c_void_p),
        )  # fmt: skip

    class _Asked(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD), ("policy", ctypes.c_void_p), ("sip", ctypes.c_void_p), ("ui", wintypes.DWORD),
            ("revocation", wintypes.DWORD), ("choice", wintypes.DWORD), ("file", ctypes.POINTER(_File)),
            ("action", wintypes.DWORD), ("state", wintypes.HANDLE), ("url", wintypes.LPCWSTR), ("flags", wintypes.DWORD),
            ("context", wintypes.DWORD), ("settings", ctypes.c_void_p),
        )  # fmt: skip

    _GENERIC = _Guid(0x00AAC56B, 0xCD44, 0x11D0, (ctypes.c_ubyte * 8)(0x8C, 0xC2, 0x00, 0xC0, 0x4F, 0xC2, 0x95, 0xEE))

    def verify(path: Path) -> Result:
        """Whether the signature of a file is valid, by what this terminal has at hand. Raises ``OSError`` without the service."""
        trust = ctypes.WinDLL("wintrust")
        trust.WinVerifyTrust.argtypes = (wintypes.HWND, ctypes.POINTER(_Guid), ctypes.c_void_p)
        trust.WinVerifyTrust.restype = wintypes.LONG
        file = _File(ctypes.sizeof(_File), str(path), None, None)
        asked = _Asked(
            ctypes.sizeof(_Asked), None, None, _NO_UI, _NO_REVOCATION, _A_FILE, ctypes.pointer(file), _VERIFY, None, None,
            _NOTHING_FETCHED, 0, None,
        )  # fmt: skip
        code = trust.WinVerifyTrust(None, ctypes.byref(_GENERIC), ctypes.byref(asked))
        asked.action = _CLOSE
        trust.WinVerifyTrust(None, ctypes.byref(_GENERIC), ctypes.byref(asked))
        return meaning(code)

    def signatures() -> Found:
        """The signatures of the Python that runs this program. Raises as ``judged``."""
        folder = Path(sys.executable).resolve().parent
        return judged({path.relative_to(folder).as_posix(): verify(path) for path in bundled_parts(folder)})

"""The look in numbers: colours, spaces and type of the window. The sheet itself stays paper in every theme."""
from __future__ import annotations

from dataclasses import dataclass

STEP = 4
"""Every space is a multiple of this many pixels."""
TEXT = 14
"""Text of the window in pixels at 100 %."""
UI_FAMILY = "BIZ UDPゴシック"
SHEET_FAMILY = "BIZ UDゴシック"


@dataclass(frozen=True, slots=True)
class Colors:
    """The colours of a theme, as ``#rrggbb``."""

    window: str
    """Flat ground of bars and panels."""
    surface: str
    """Ground of lists, fields and cards."""
    desk: str
    """Round the sheet."""
    line: str
    text: str
    quiet: str
    """Secondary text, still AA on every ground."""
    accent: str
    """Selection and the one main action of a screen."""
    on_accent: str
    selected: str
    """Ground of the chosen row."""
    hover: str
    locked: str
    """Ground of what cannot be edited now."""
    warning: str
    error: str
    good: str
    mark: str
    """Ground of a hit of the search."""


LIGHT = Colors(
    window="#f5f7f9", surface="#ffffff", desk="#e3e7eb", line="#cfd6dd", text="#1b2733", quiet="#51606e",
    accent="#1d4f91", on_accent="#ffffff", selected="#dbe7f5", hover="#ebf0f5", locked="#f1f3f5",
    warning="#9a4b00", error="#b3261e", good="#256b45", mark="#ffe9a8",
)  # fmt: skip
DARK = Colors(
    window="#1d2329", surface="#242b33", desk="#14181d", line="#46525e", text="#edf1f5", quiet="#b0bcc8",
    accent="#8ab8f5", on_accent="#0b1a2c", selected="#2b4466", hover="#2f3944", locked="#1f252b",
    warning="#f5b96b", error="#ff9c93", good="#86d3a4", mark="#574400",
)  # fmt: skip
CONTRAST = Colors(
    window="#000000", surface="#000000", desk="#262626", line="#ffffff", text="#ffffff", quiet="#f0f0f0",
    accent="#ffe100", on_accent="#000000", selected="#003a8c", hover="#333333", locked="#262626",
    warning="#ffc56b", error="#ffaea7", good="#8effb0", mark="#4d3c00",
)  # fmt: skip
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
PAPER = LIGHT
"""The colours on the sheet, which stays paper in every theme."""

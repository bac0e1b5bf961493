"""Every job of the window without the window."""
from __future__ import annotations

from planeditor.cli.main import main

__all__ = ["main"]

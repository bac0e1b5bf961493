"""The scripts of packaging/bundle, which are no package, for tests."""
from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "packaging" / "bundle"
FONTS = Path("/usr/share/fonts/truetype/bizud-gothic")
CACHE = ROOT / "build" / "cache"

needs_compiler = pytest.mark.skipif(shutil.which("x86_64-w64-mingw32-gcc") is None, reason="mingw-w64 is not installed")
needs_nsis = pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not installed")
needs_wine = pytest.mark.skipif(
    shutil.which("wine") is None or shutil.which("Xvfb") is None, reason="Wine or Xvfb is not installed"
)
needs_cache = pytest.mark.skipif(
    not (CACHE / "wheels").is_dir() or not FONTS.is_dir(), reason="what packaging/windows downloads is not there"
)


def script(name: str) -> Any:
    """A module of packaging/bundle by its name."""
    if str(SCRIPTS) not in sys.path:
        sys.path.insert(0, str(SCRIPTS))
    return importlib.import_module(name)

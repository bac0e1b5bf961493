"""計画進行管理エディタ: the yearly progress of a city's plan, kept in one file, sent out and printed in the official layout."""
from __future__ import annotations

__version__ = "1.0.0"

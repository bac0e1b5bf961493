"""The tree on the left: areas, measures and years, or departments with their measures."""
from __future__ import annotations

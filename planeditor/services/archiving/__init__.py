"""完結セット: everything of a year in one folder for the document system."""
from __future__ import annotations

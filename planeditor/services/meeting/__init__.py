"""会議資料: the papers of the headquarters' meeting, and those that were handed out."""
from __future__ import annotations

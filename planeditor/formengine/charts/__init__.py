"""Charts as plain shapes and texts: what PDF, printer and screen paint inside a cell."""
from __future__ import annotations

"""The window of 記録の抹消."""
from __future__ import annotations

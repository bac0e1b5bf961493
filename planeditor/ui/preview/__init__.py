"""The preview: the finished PDF, page by page, and printing it."""
from __future__ import annotations

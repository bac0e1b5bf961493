"""Running text on the sheet: paragraphs, tables and the marks of terms are put in, moved and taken out where they stand."""
from __future__ import annotations

"""The manual: read from its chapters, one source for the help of the window and for the PDF."""
from __future__ import annotations

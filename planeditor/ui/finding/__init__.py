"""Search and replace: the box of the toolbar, the panel of hits, the dialog that replaces."""
from __future__ import annotations

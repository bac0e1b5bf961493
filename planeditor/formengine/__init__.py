"""Official forms, both ways: pages, Excel, PDF, and the reader; the only layer that knows Excel, PDF and fonts."""
from __future__ import annotations

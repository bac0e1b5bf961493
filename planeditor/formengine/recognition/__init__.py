"""From the cells of a foreign worksheet to entries: forms found by their labels, what is unsure asked about."""
from __future__ import annotations

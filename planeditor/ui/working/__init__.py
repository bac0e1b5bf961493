"""Plans on shares and their working copies, as the window shows them."""
from __future__ import annotations

"""What a user may choose for the window."""
from __future__ import annotations

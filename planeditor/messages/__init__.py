"""Every sentence a user sees, in one place: one module per area of the program, plain strings with ``{names}``."""
from __future__ import annotations

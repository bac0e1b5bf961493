"""What goes out: Excel and PDF, and where it is written."""
from __future__ import annotations

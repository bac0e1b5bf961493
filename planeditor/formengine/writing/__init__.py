"""Pages to PDF, laid-out sheets to Excel."""
from __future__ import annotations

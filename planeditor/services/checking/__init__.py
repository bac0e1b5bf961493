"""点検 of a plan: whole, beside editing, against other papers, and what of it was looked at already."""
from __future__ import annotations

from planeditor.services.checking.whole import check as check

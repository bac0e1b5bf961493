"""新旧対照表 and 見え消し版: what differs between two states of a plan, as a list and on paper."""
from __future__ import annotations

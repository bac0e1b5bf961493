"""提出状況: who has sent what back, what waits, and what can be done about it."""
from __future__ import annotations

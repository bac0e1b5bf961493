"""The windows of publishing: what is posted, what is handed over, what is withheld."""
from __future__ import annotations

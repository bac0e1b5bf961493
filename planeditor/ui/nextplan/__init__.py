"""次の計画をつくる: the window that makes the next plan from the one that is open."""
from __future__ import annotations

"""The next plan from this one: which measures go on, and what of the old plan the new one begins with."""
from __future__ import annotations

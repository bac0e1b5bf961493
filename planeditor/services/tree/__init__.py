"""The tree of the plan: what it shows, and every change of its shape; the register of departments."""
from __future__ import annotations

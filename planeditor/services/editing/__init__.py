"""What may be edited, and editing it: one cell, a block, a year; how far things are and how they were."""
from __future__ import annotations

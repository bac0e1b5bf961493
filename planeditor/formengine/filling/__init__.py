"""From a form and a plan to a filled grid: repeats opened out, spans, footnotes, computed cells."""
from __future__ import annotations

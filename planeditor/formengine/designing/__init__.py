"""A city's own worksheet on its way to a drawing: taken from a workbook, shown with its places, written as a drawing."""
from __future__ import annotations

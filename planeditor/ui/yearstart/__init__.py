"""新しい年度を始める: the steps of the start of a year, in one window that can be left and taken up again."""
from __future__ import annotations

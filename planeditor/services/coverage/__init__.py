"""対応表: the measures of a plan held against the points of other plans and lists."""
from __future__ import annotations

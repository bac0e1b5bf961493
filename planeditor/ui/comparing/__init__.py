"""新旧対照表 in the window: choosing two states, looking at what differs, writing the paper."""
from __future__ import annotations

"""The review of a submission: what came in beside what was sent and what the plan says, to be decided row by row."""
from __future__ import annotations

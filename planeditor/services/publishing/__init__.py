"""公表: a decided state of a plan as open data and pages to post, made from its public part alone."""
from __future__ import annotations

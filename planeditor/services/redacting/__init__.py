"""記録の抹消: finding a text in everything that is kept of a plan, and removing it for good."""
from __future__ import annotations

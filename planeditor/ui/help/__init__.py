"""The help: pages for each screen, without any network."""
from __future__ import annotations

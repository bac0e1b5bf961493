"""What is shown while no plan is open."""
from __future__ import annotations

"""Working copies: a plan on a share edited on this terminal's own disk, and put back afterwards."""
from __future__ import annotations

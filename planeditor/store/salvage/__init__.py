"""Reading what is left of a damaged plan file, trusting nothing but checksums, and making a sound one of it."""
from __future__ import annotations

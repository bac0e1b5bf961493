"""The window (Qt). It shows, asks and passes on; every rule lives below it."""
from __future__ import annotations

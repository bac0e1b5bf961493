"""What the actions of the main window do, one file for each menu."""
from __future__ import annotations

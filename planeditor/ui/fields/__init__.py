"""The second mode: the fields of a sheet as a plain labelled form."""
from __future__ import annotations

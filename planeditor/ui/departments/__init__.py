"""The departments' screen: the register in 建制順 and the measures of each department."""
from __future__ import annotations

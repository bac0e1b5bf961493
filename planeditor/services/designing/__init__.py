"""「様式を追加」: a city's own form from its workbook, without a programmer. No window is known here."""
from __future__ import annotations

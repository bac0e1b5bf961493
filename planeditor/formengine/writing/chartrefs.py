"""What the series of a chart refer to on the sheet of figures, with what stands there now: a viewer that does not
calculate shows the chart too."""
from __future__ import annotations

from typing import Any

from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.utils import get_column_letter, quote_sheetname

from planeditor.formengine.charts.arranging import value_of
from planeditor.formengine.pages import Chart
from planeditor.formengine.writing.chartdata import WHOLE, Block


def series_of(chart: Chart, number: int, sheet: str, block: Block) -> Any:
    """A series with its name, its categories and its figures."""
    own = chart.series[number]
    series: Any = Series(idx=number, order=number)
    series.tx = SeriesLabel(strRef=_texts(sheet, number + 2, block.head, (own.name,)))
    series.cat = AxDataSource(strRef=_texts(sheet, 1, block.first, chart.categories))
    values = [value_of(own.values, n) for n in range(len(chart.categories))]
    points = [NumVal(idx=n, v=f"{value:.15g}") for n, value in enumerate(values) if value is not None]
    reference = _reference(sheet, number + 2, block.first, len(values))
    series.val = NumDataSource(numRef=NumRef(f=reference, numCache=NumData(formatCode=WHOLE, ptCount=len(values), pt=points)))
    return series


def _texts(sheet: str, column: int, row: int, texts: tuple[str, ...]) -> StrRef:
    points = [StrVal(idx=n, v=text) for n, text in enumerate(texts)]
    return StrRef(f=_reference(sheet, column, row, len(texts)), strCache=StrData(ptCount=len(texts), pt=points))


def _reference(sheet: str, column: int, row: int, count: int) -> str:
    letter = get_column_letter(column)
    end = f":${letter}${row + count - 1}" if count > 1 else ""
    return f"{quote_sheetname(sheet)}!${letter}${row}{end}"

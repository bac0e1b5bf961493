"""The table of number formats: what Excel displays, or that it is not certain."""
from __future__ import annotations

import pytest

from planeditor.formengine.reading.numberformat import NumberFormat, builtin_code

DAY = 44072  # 2020-08-29, a Saturday

SHOWN = [
    ("General", 0.1 + 0.2, "0.3"),
    ("General", 0, "0"),
    ("General", -0.0, "0"),
    ("General", 5, "5"),
    ("General", -12.5, "-12.5"),
    ("General", 1 / 3, "0.333333333"),
    ("General", -2 / 3, "-0.666666667"),
    ("General", 1234567.891234, "1234567.891"),
    ("General", 123456789.12, "123456789.1"),
    ("General", 12345678901, "12345678901"),
    ("General", 12345678901.5, "12345678902"),
    ("General", 123456789012, "1.23457E+11"),
    ("General", 99999999999.9, "1E+11"),
    ("General", 0.0001, "0.0001"),
    ("General", 0.00001234, "0.00001234"),
    ("General", 0.000012345678, "1.23457E-05"),
    ("General", 1e-10, "1E-10"),
    ("General", 1e300, "1E+300"),
    ('General"円"', 5, "5円"),
    ("0", 2.5, "3"),
    ("0", -2.5, "-3"),
    ("0.00", 1.005, "1.01"),
    ("0%", 0.9, "90%"),
    ("0.0%", 0.1234, "12.3%"),
    ("0.00%", 1, "100.00%"),
    ("#,##0", 1234567.5, "1,234,568"),
    ("#,##0", 999, "999"),
    ("#,##0.00", -1234.5, "-1,234.50"),
    ('"約"#,##0"円"', 4_000_000, "約4,000,000円"),
    ('0"件"', 0, "0件"),
    ("[$¥-411]#,##0", 1234, "¥1,234"),
    ('"¥"#,##0;"¥"\\-#,##0', -5, "¥-5"),
    ("#,##0_);[Red](#,##0)", -1234, "(1,234)"),
    ("#,##0;[赤]▲#,##0", -1234, "▲1,234"),
    ('_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', 0, "-"),
    ('_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', 1234, "1,234"),
    ('#,##0,"千円"', 1234567, "1,235千円"),
    ('0.0,,"百万円"', 1234567, "1.2百万円"),
    ("000-0000", 2990292, "299-0292"),
    ("00", 5, "05"),
    ("0,000", 5, "0,005"),
    ("0.##", 5.25, "5.25"),
    ("0.0#", 5, "5.0"),
    ("0.00E+00", 12345, "1.23E+04"),
    ("0.00E+00", 99999, "1.00E+05"),
    ("0;-0;;@", 0, ""),
    ('[>=1000]#,##0,"千円";0"円"', 999, "999円"),
    ('[>=1000]#,##0,"千円";0"円"', 5000, "5千円"),
    ("@", 0.5, "0.5"),
    ("m/d", DAY, "8/29"),
    ("mm/dd", DAY, "08/29"),
    ("yyyy/m/d", DAY, "2020/8/29"),
    ("yyyy/m/d;@", DAY, "2020/8/29"),
    ("yy.mm.dd", DAY, "20.08.29"),
    ('yyyy"年"m"月"d"日"', DAY, "2020年8月29日"),
    ("yyyy年m月d日", DAY, "2020年8月29日"),
    ('m"月"d"日"', DAY, "8月29日"),
    ("[$-411]ge.m.d;@", DAY, "R2.8.29"),
    ("[$-411]gee.mm.dd", DAY, "R02.08.29"),
    ('[$-411]ggge"年"m"月"d"日";@', DAY, "令和2年8月29日"),
    ('ggge"年"m"月"d"日"', 43585, "平成31年4月30日"),
    ('ggge"年"m"月"d"日"', 43586, "令和1年5月1日"),
    ('[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@', 43586, "令和元年5月1日"),
    ("gee", 32516, "H01"),
    ("gee", 32515, "S64"),
    ("gg", DAY, "令"),
    ("aaa", DAY, "土"),
    ("aaaa", DAY, "土曜日"),
    ("m/d(aaa)", DAY, "8/29(土)"),
    ("d-mmm-yy", DAY, "29-Aug-20"),
    ("ddd", DAY, "Sat"),
    ("h:mm", 0.75, "18:00"),
    ("h:mm AM/PM", 0.75, "6:00 PM"),
    ("h:mm:ss", 0.999999, "0:00:00"),
    ("[h]:mm", 1.5, "36:00"),
    ("[mm]:ss", 0.01, "14:24"),
    ("mm:ss.0", 0.0001, "00:08.6"),
    ("yyyy/m/d h:mm", DAY + 0.5, "2020/8/29 12:00"),
    ('h"時"mm"分"', 0.3756944445, "9時01分"),
]

DOUBTFUL = [
    (None, 3, "3"),
    ("# ?/?", 0.5, "0.5"),
    ("[DBNum1]General", 5, "5"),
    ("0", -0.4, "-0.4"),
    (";;;", 5, "5"),
    ("##0.0E+0", 12345, "12345"),
    ("yyyy/m/d", 60, "60"),
    ("yyyy/m/d", -1, "-1"),
    ("yyyy/m/d", 1e9, "1000000000"),
    ("[$-F800]dddd, mmmm dd, yyyy", DAY, "2020-08-29"),
    ("[$-1030411]ge.m.d", DAY, "2020-08-29"),
    ("[>=1000]0", 5, "5"),
    ("0!x", 5, "5"),
    ("0;0;0;0;0", 5, "5"),
    ("0" * 2000, 5, "5"),
]

BUILTIN = [
    (0, 1.5, "1.5"), (9, 0.9, "90%"), (3, 1234, "1,234"), (37, -1234, "-1,234"), (49, 7, "7"),
    (14, DAY, "2020/8/29"), (22, DAY + 0.25, "2020/8/29 6:00"), (20, 0.25, "6:00"),
    (27, DAY, "R2.8.29"), (28, DAY, "令和2年8月29日"), (30, DAY, "8/29/20"), (31, DAY, "2020年8月29日"),
    (32, 0.25, "6時00分"), (33, 0.25, "6時00分00秒"), (34, DAY, "2020年8月"), (35, DAY, "8月29日"),
    (36, DAY, "R2.8.29"), (50, DAY, "R2.8.29"), (51, DAY, "令和2年8月29日"), (52, DAY, "2020年8月"),
    (53, DAY, "8月29日"), (54, DAY, "令和2年8月29日"), (55, DAY, "2020年8月"), (56, DAY, "8月29日"),
    (57, DAY, "R2.8.29"), (58, DAY, "令和2年8月29日"),
]


@pytest.mark.parametrize(("code", "value", "text"), SHOWN)
def test_reading_format_is_shown_as_excel_does(code: str, value: float, text: str) -> None:
    assert NumberFormat(code).show(value) == (text, True)


@pytest.mark.parametrize(("code", "value", "text"), DOUBTFUL)
def test_reading_format_that_is_not_certain(code: str | None, value: float, text: str) -> None:
    assert NumberFormat(code).show(value) == (text, False)


@pytest.mark.parametrize(("number", "value", "text"), BUILTIN)
def test_reading_format_built_in(number: int, value: float, text: str) -> None:
    assert NumberFormat(builtin_code(number)).show(value) == (text, True)


def test_reading_format_unknown_id_is_a_question() -> None:
    assert NumberFormat(builtin_code(5)).show(3) == ("3", False)


def test_reading_format_from_1904() -> None:
    assert NumberFormat("yyyy/m/d").show(DAY - 1462, from_1904=True) == ("2020/8/29", True)
    assert NumberFormat("yyyy/m/d").show(0, from_1904=True) == ("1904/1/1", True)


@pytest.mark.parametrize(
    ("code", "shown"),
    [("@", "田中"), ("General", "田中"), ('@"様"', "田中様"), ("0;-0;;@", "田中"), (";;;", "田中"), ("_ @_ ", "田中")],
)
def test_reading_format_of_a_text(code: str, shown: str) -> None:
    assert NumberFormat(code).show_text("田中") == shown

"""Figures of one text that can be worked out from each other: shares and rates, multiples, sums and averages."""
from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from planeditor.domain.figures import fractions, percents, zenkaku_folded
from planeditor.domain.findings import CheckContext, Finding
from planeditor.domain.rulebook import rule
from planeditor.messages import checks as say

_N = r"([0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?)"
_SCALE = r"\s*(億|万|千)?"
_OF = re.compile(
    rf"(?<![0-9.,]){_N}\s*([台件人名校園施課箇か所団体社本戸]{{1,2}})[^0-9。\n]{{0,24}}?"
    rf"{_N}\s*\2[^0-9。、\n]{{0,3}}の\s*{_N}\s*%"
)
"""34台が…、予定台数(37台)の91%"""
_TIMES = re.compile(rf"(?<![0-9.,]){_N}\s*(\S?)に対し[てま]?[^0-9。\n]{{0,6}}{_N}\s*倍\s*の\s*{_N}\s*\2")
"""50名に対し1.82倍の91名"""
_SUM = re.compile(
    rf"(約)?\s*(?<![0-9.,]){_N}{_SCALE}[^\W0-9+=-]{{0,3}}\s*([-+])\s*(?P<between>[^0-9=。、\n+-]{{0,24}}?)(約)?\s*{_N}{_SCALE}"
    rf"[^\W0-9=]{{0,3}}\s*=\s*[^0-9=。、\n+-]{{0,24}}?(約)?\s*{_N}{_SCALE}"
)
"""約3400万-…約3000万=…約400万"""
_TOTAL = re.compile(rf"(?:合計|総計|計)\s*{_N}\s*([^\W0-9]{{1,3}}?)\s*\((?P<parts>[^()]*)\)")
"""合計30人（男12人、女18人）"""
_MEAN = re.compile(rf"(?<![0-9.,]){_N}\s*([枚件人名回])\s*\(\s*(?:1|ひと)\s*[かケヶカ]?月(?:あ|当)たり(?:の?平均)?\s*約?\s*{_N}\s*\2")
"""1,605枚（1月あたり平均134枚） in a text of a whole year"""
_WHOLE_YEAR = re.compile(r"4\s*月(?:\s*1\s*日)?\s*(?:から|~|～|-)[^。\n]{0,12}?3\s*月")
_PART_OF_YEAR = re.compile("含まれて|含まない|含まず|除く|除いた|からの集計|までの集計")
_DATE = re.compile(r"[0-9]{1,2}/[0-9]{1,2}\s*(?:に|から|より|付|まで|~|～|開始|実施|公開)")
_MONTHS = 12
_SCALES = {"億": 10**8, "万": 10**4, "千": 10**3, "": 1, None: 1}
_SLACK = 1e-6


@rule("figures-differ")
def figures_differ(context: CheckContext) -> Iterator[Finding]:
    """A figure that does not follow from the others beside it."""
    for key, text, _ in context.reports():
        wrong = first_wrong(text) if any(char.isdigit() for char in text) else None
        if wrong is not None:
            message = say.FIGURES_DIFFER.format(printed=wrong[0], right=wrong[1])
            yield Finding("figures-differ", "warning", message, key.node, key.field, key.period)


@lru_cache(maxsize=32768)
def first_wrong(text: str) -> tuple[str, str] | None:
    """The first figure that does not recompute, as printed, and what the others give; None where all do."""
    folded = zenkaku_folded(text).replace("−", "-").replace("－", "-")
    return next((wrong for look in _LOOKS for wrong in look(folded)), None)


def _share(text: str) -> Iterator[tuple[str, str]]:
    """One rate and one share: 43% (3/7施設). A rate capped at 100 is right."""
    rates, shares = percents(text), fractions(text)
    if len(rates) == 1 and len(shares) == 1 and not _DATE.search(text) and not _rounds_to(shares[0].percent, f"{rates[0]:g}"):
        if rates[0] == 100 and shares[0].percent > 100:  # capped
            return
        yield f"{rates[0]:g}%", f"{shares[0].part:g}/{shares[0].whole:g} = {shares[0].percent:.1f}%"


def _of(text: str) -> Iterator[tuple[str, str]]:
    for match in _OF.finditer(text) if "%" in text else ():
        part, whole = _value(match[1]), _value(match[3])
        if whole and not _rounds_to(part * 100 / whole, match[4]):
            yield f"{match[4]}%", f"{match[1]}/{match[3]} = {part * 100 / whole:.1f}%"


def _multiple(text: str) -> Iterator[tuple[str, str]]:
    for match in _TIMES.finditer(text) if "倍" in text else ():
        base, reached = _value(match[1]), _value(match[4])
        if base and not _rounds_to(reached / base, match[3]):
            yield f"{match[3]}倍", f"{match[4]}÷{match[1]} = {reached / base:.2f}倍"


def _sum(text: str) -> Iterator[tuple[str, str]]:
    for m in _SUM.finditer(text) if "=" in text else ():
        first, second, result = (_value(m[n]) * _SCALES[m[n + 1]] for n in (2, 7, 10))
        right = first + second if m[4] == "+" else first - second
        steps = [_step(m[n], m[n + 1]) for about, n in ((1, 2), (6, 7), (9, 10)) if m[about]]
        coarse = sorted(steps)[:2][-1] if steps else 0  # a figure that ends in more zeros is no coarser than the next one
        slack = sum(min(step, coarse) for step in steps) / 2
        if abs(right - result) > slack + _SLACK:
            yield f"{m[10]}{m[11] or ''}", f"{m[2]}{m[3] or ''}{m[4]}{m[7]}{m[8] or ''} = {_plain(right / _SCALES[m[11]])}{m[11] or ''}"


def _total(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOTAL.finditer(text) if "計" in text else ():
        unit = match[2]
        parts = re.findall(rf"{_N}\s*{re.escape(unit)}", match["parts"])
        if len(parts) > 1 and len(parts) == len(re.findall(_N, match["parts"])):
            right = sum(map(_value, parts))
            if right != _value(match[1]):
                yield f"{match[1]}{unit}", f"{'+'.join(parts)} = {_plain(right)}{unit}"


def _mean(text: str) -> Iterator[tuple[str, str]]:
    if not _WHOLE_YEAR.search(text) or _PART_OF_YEAR.search(text):
        return
    for match in _MEAN.finditer(text):
        right = _value(match[1]) / _MONTHS
        if not _rounds_to(right, match[3]):
            yield f"{match[3]}{match[2]}", f"{match[1]}÷{_MONTHS} = {right:.1f}{match[2]}"


_LOOKS: tuple[Callable[[str], Iterator[tuple[str, str]]], ...] = (_share, _of, _multiple, _sum, _total, _mean)


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))


def _rounds_to(value: float, printed: str) -> bool:
    """Whether a figure rounded, cut or raised at the last digit printed is that one."""
    decimals = len(printed.partition(".")[2])
    scaled, wanted = value * 10**decimals, round(_value(printed) * 10**decimals)
    return wanted in (math.floor(scaled + _SLACK), math.ceil(scaled - _SLACK))


def _step(digits: str, scale: str | None) -> float:
    """How coarse a rounded number is: 3400万 is told to the nearest 百万."""
    plain = digits.replace(",", "")
    if "." in plain:
        return float(10.0 ** -len(plain.partition(".")[2]) * _SCALES[scale])
    return float(10 ** (len(plain) - len(plain.rstrip("0"))) * _SCALES[scale])


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:g}"

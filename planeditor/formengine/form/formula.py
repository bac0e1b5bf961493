"""Computed cells: a small, closed subset of Excel's formulas, worked out here and written as a real formula.

Grammar: numbers, "text", ``[name]`` (the cells of that name), + - * / & = <> < <= > >=, parentheses and the functions
SUM COUNT COUNTA COUNTIF AVERAGE MIN MAX ROUND IF. Anything else is refused when the form is checked. ``[name:全体]`` are the
cells of the name in the whole form, ``[name:累計]`` those up to here, ``[form.name]`` those of another form, ``[series:終了]`` is 1
where the period here is over and 0 where it is not. The values follow Excel's rules, its errors too.
"""
from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

WHOLE, SO_FAR = SCOPES = ("全体", "累計")
OVER = "終了"
"""``[series:終了]``: whether the period of that series is over here."""
Value = float | str
Range = Sequence[Value]
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>\"(?:[^\"]|\"\")*\")|\[(?P<name>[^\]]+)\]"
    r"|(?P<function>[A-Z]+)(?=\()|(?P<operator><>|<=|>=|[-+*/&=<>(),]))"
)
_FUNCTIONS = {"SUM", "COUNT", "COUNTA", "COUNTIF", "AVERAGE", "MIN", "MAX", "ROUND", "IF"}
_ARGUMENTS = {"COUNTIF": 2, "ROUND": 2, "IF": 3}
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_LEVELS = (("=", "<>", "<", "<=", ">", ">="), ("&",), ("+", "-"), ("*", "/"))
DIVISION_ERROR, VALUE_ERROR, NUMBER_ERROR = "#DIV/0!", "#VALUE!", "#NUM!"
ERRORS = frozenset({DIVISION_ERROR, VALUE_ERROR, NUMBER_ERROR})
_MOST_TOKENS, _DEEPEST = 400, 40
_DIGITS = 15
"""As many Excel counts."""
NOWHERE = "$XFD$1048576"
"""Stands for a name without cells: the last cell of a worksheet, which is empty."""


class _Blank(str):
    __slots__ = ()


BLANK = _Blank()
"""The value of an empty cell: as good as 0 and as ""; the text "" that a formula gives is not."""


class FormulaError(ValueError):
    """An expression outside the subset."""


class _Fault(Exception):  # noqa: N818  # an error value of Excel, not a failure
    pass


@dataclass(frozen=True, slots=True)
class Node:
    """One part of a parsed expression: ``kind`` is number, text, name, operator or function."""

    kind: str
    value: str
    arguments: tuple[Node, ...] = ()

    def names(self) -> set[str]:
        """The names of cells it refers to."""
        own = {self.value} if self.kind == "name" else set()
        return own.union(*(a.names() for a in self.arguments))

    def settled(self, numbers: Mapping[str, int]) -> Node:
        """The expression with these names as the plain numbers they are."""
        if self.kind == "name" and self.value in numbers:
            return Node("number", str(numbers[self.value]))
        return Node(self.kind, self.value, tuple(a.settled(numbers) for a in self.arguments))

    def to_excel(self, ranges: Mapping[str, Sequence[str]]) -> str:
        """The expression as Excel writes it, without the leading "="; ``ranges`` gives the addresses of each name."""
        if self.kind == "name":
            return ",".join(ranges.get(self.value, ())) or NOWHERE
        if self.kind == "text":
            return '"' + self.value.replace('"', '""') + '"'
        first = self.arguments[0] if self.arguments else None
        if self.value == "COUNTIF" and first is not None and first.kind == "name" and len(ranges.get(first.value, ())) > 1:
            # COUNTIF takes one range only
            criterion = self.arguments[1].to_excel(ranges)
            return "(" + "+".join(f"COUNTIF({r},{criterion})" for r in ranges[first.value]) + ")"
        parts = [a.to_excel(ranges) for a in self.arguments]
        if self.kind == "function":
            return f"{self.value}({','.join(parts)})"
        if self.kind == "operator":
            return f"({parts[0]}{self.value}{parts[1]})" if len(parts) == 2 else f"(-{parts[0]})"
        return self.value


def parse(text: str) -> Node:
    """The expression's tree. Raises FormulaError where it is outside the subset."""
    tokens: list[tuple[str, str]] = []
    position = 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None:
            raise FormulaError(text)
        position = match.end()
        kind = match.lastgroup or ""
        tokens.append((kind, match[kind]))
    if len(tokens) > _MOST_TOKENS:
        raise FormulaError(text)
    parser = _Parser(tokens, text)
    node = parser.expression(0)
    if parser.position != len(tokens):
        raise FormulaError(text)
    return node


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]], text: str) -> None:
        self.tokens, self.text, self.position = tokens, text, 0
        self.depth = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.position] if self.position < len(self.tokens) else ("", "")

    def take(self, operator: str = "") -> tuple[str, str]:
        token = self.peek()
        if not token[0] or (operator and token != ("operator", operator)):
            raise FormulaError(self.text)
        self.position += 1
        return token

    def expression(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self.atom()
        left = self.expression(level + 1)
        while self.peek()[0] == "operator" and self.peek()[1] in _LEVELS[level]:
            operator = self.take()[1]
            left = Node("operator", operator, (left, self.expression(level + 1)))
        return left

    def atom(self) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise FormulaError(self.text)
        try:
            return self._atom()
        finally:
            self.depth -= 1

    def _atom(self) -> Node:
        kind, value = self.take()
        if kind in ("number", "name"):
            return Node(kind, value)
        if kind == "text":
            return Node("text", value[1:-1].replace('""', '"'))
        if (kind, value) == ("operator", "-"):
            return Node("operator", "-", (self.atom(),))
        if (kind, value) == ("operator", "("):
            inner = self.expression(0)
            self.take(")")
            return inner
        if kind == "function" and value in _FUNCTIONS:
            return self.call(value)
        raise FormulaError(self.text)

    def call(self, name: str) -> Node:
        self.take("(")
        arguments = [self.expression(0)]
        while self.peek() == ("operator", ","):
            self.take()
            arguments.append(self.expression(0))
        self.take(")")
        if len(arguments) != _ARGUMENTS.get(name, len(arguments)):
            raise FormulaError(self.text)
        if name == "COUNTIF" and arguments[0].kind != "name":
            raise FormulaError(self.text)
        return Node("function", name, tuple(arguments))


def evaluate(node: Node, cells: Mapping[str, Range]) -> Value:
    """The value of an expression; an error value of Excel (``#DIV/0!``, ``#VALUE!``) as its text."""
    try:
        value = _scalar(_eval(node, cells))
        return 0.0 if isinstance(value, _Blank) else value if isinstance(value, str) else _finite(value)
    except _Fault as fault:
        return str(fault)


def show(value: Value) -> str:
    """A computed value as a cell shows it."""
    if isinstance(value, str):
        return value
    return str(int(value)) if value == int(value) else repr(round(value, 10))


def _eval(node: Node, cells: Mapping[str, Range]) -> Value | Range:
    if node.kind == "number":
        return float(node.value)
    if node.kind == "text":
        return node.value
    if node.kind == "name":
        return cells.get(node.value, ())
    if node.kind == "function":
        return _call(node, cells)
    values = [_scalar(_eval(a, cells)) for a in node.arguments]
    if len(values) == 1:
        return -_number(values[0])
    return _operate(node.value, values[0], values[1])


def _call(node: Node, cells: Mapping[str, Range]) -> Value:
    arguments = node.arguments
    if node.value == "IF":
        test = _scalar(_eval(arguments[0], cells))
        return _scalar(_eval(arguments[1] if _number(test) else arguments[2], cells))
    values = [_eval(a, cells) for a in arguments]
    if node.value == "ROUND":
        return _round(_number(_scalar(values[0])), int(_number(_scalar(values[1]))))
    if node.value == "COUNTIF":
        return float(sum(_meets(v, _scalar(values[1])) for v in _many(values[0])))
    flat = [v for value in values for v in _many(value)]
    if node.value == "COUNTA":
        return float(sum(not isinstance(v, _Blank) for v in flat))
    numbers = [v for v in flat if not isinstance(v, str)]
    if node.value == "COUNT":
        return float(len(numbers))
    for value in flat:
        if value in ERRORS:
            raise _Fault(value)
    if node.value == "AVERAGE":
        return _divide(sum(numbers), len(numbers))
    reduce: dict[str, Callable[[list[float]], float]] = {"SUM": sum, "MIN": min, "MAX": max}
    return float(reduce[node.value](numbers)) if numbers else 0.0


def _round(number: float, places: int) -> float:
    exact = Decimal(format(number, f".{_DIGITS}g"))  # 28.499999999999996 is 28.5 to Excel
    if places > _DIGITS - exact.adjusted():
        return number
    if places < -exact.adjusted() - 1:
        return 0.0
    return float(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _meets(value: Value, criterion: Value) -> bool:
    """COUNTIF's test: text with wildcards (``~`` before one that is meant as itself), or a comparison such as ">=3"."""
    if not isinstance(criterion, str):
        return value == criterion or (isinstance(value, str) and as_float(value) == criterion)
    match = re.match(r"(<>|<=|>=|=|<|>)(.*)", criterion, re.DOTALL)
    operator, wanted = (match[1], match[2]) if match else ("=", criterion)
    number = as_float(wanted)
    if operator not in ("=", "<>"):
        if number is not None:
            return not isinstance(value, str) and bool(_compare(operator, value, number))
        return isinstance(value, str) and value != "" and bool(_compare(operator, value, wanted))
    if number is not None:
        same = (as_float(value) if isinstance(value, str) else value) == number
    else:
        same = isinstance(value, str) and _wildcards(wanted).fullmatch(value) is not None and (wanted != "" or value == "")
        same = same and not (wanted.startswith(("*", "?")) and value == "" and wanted != "")
    return same == (operator == "=")


@lru_cache(maxsize=256)
def _wildcards(text: str) -> re.Pattern[str]:
    """What stands between two stars is taken where it first comes and kept there: to try every place would take no end."""
    runs = [""]
    for piece in re.findall(r"~[*?~]|.", text, re.DOTALL):
        if piece == "*":
            runs.append("")
        else:
            runs[-1] += "." if piece == "?" else re.escape(piece[-1] if len(piece) == 2 else piece)
    first, *others = runs
    between = "".join(f"(?>.*?{run})" for run in others[:-1] if run)
    return re.compile(first + (f"{between}.*{others[-1]}" if others else ""), re.DOTALL | re.IGNORECASE)


def _operate(operator: str, left: Value, right: Value) -> Value:
    for value in (left, right):
        if value in ERRORS:
            raise _Fault(value)
    if operator == "&":
        return show(left) + show(right)
    if operator in ("+", "-", "*", "/"):
        first, second = _number(left), _number(right)
        if operator == "/":
            return _divide(first, second)
        return first + second if operator == "+" else first - second if operator == "-" else first * second
    return float(_compare(operator, left, right))


def _compare(operator: str, left: Value, right: Value) -> bool:
    """Excel's order: numbers before texts, texts without case; an empty cell is as good as 0 and as ""."""
    if isinstance(left, _Blank) and not isinstance(right, str):
        left = 0.0
    if isinstance(right, _Blank) and not isinstance(left, str):
        right = 0.0
    first, second = (((1, 0.0, v.casefold()) if isinstance(v, str) else (0, v, "")) for v in (left, right))
    return {
        "=": first == second, "<>": first != second, "<": first < second,
        "<=": first <= second, ">": first > second, ">=": first >= second,
    }[operator]


def _divide(first: float, second: float) -> float:
    if second == 0:
        raise _Fault(DIVISION_ERROR)
    return first / second


def _many(value: Value | Range) -> Range:
    return (value,) if isinstance(value, (float, int, str)) else value


def _scalar(value: Value | Range) -> Value:
    if isinstance(value, (float, int, str)):
        return value
    if len(value) > 1:  # a range where one value is wanted
        raise _Fault(VALUE_ERROR)
    return value[0] if value else BLANK


def as_float(text: str) -> float | None:
    """The number Excel takes a text for where it needs one; None where it is none."""
    return float(text) if _NUMBER.fullmatch(text) else None


def _number(value: Value) -> float:
    if not isinstance(value, str):
        return _finite(value)
    number = 0.0 if isinstance(value, _Blank) else as_float(value)
    if number is None:
        raise _Fault(value if value in ERRORS else VALUE_ERROR)
    return _finite(number)


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise _Fault(NUMBER_ERROR)
    return value

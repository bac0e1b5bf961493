"""Computed cells: a small, closed subset of Excel's formulas, worked out here for the cached value and written as a real formula.

Grammar: numbers, "text", ``[name]`` (the cells of that name), + - * / & = <> < <= > >=, parentheses and the functions
SUM COUNT COUNTA COUNTIF AVERAGE MIN MAX ROUND IF. Anything else is refused when the form is checked.
"""
from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

Value = float | str
Range = Sequence[Value]
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>\"(?:[^\"]|\"\")*\")|\[(?P<name>[^\]]+)\]"
    r"|(?P<function>[A-Z]+)(?=\()|(?P<operator><>|<=|>=|[-+*/&=<>(),]))"
)
_FUNCTIONS = {"SUM", "COUNT", "COUNTA", "COUNTIF", "AVERAGE", "MIN", "MAX", "ROUND", "IF"}
_LEVELS = (("=", "<>", "<", "<=", ">", ">="), ("&",), ("+", "-"), ("*", "/"))
DIVISION_ERROR = "#DIV/0!"


class FormulaError(ValueError):
    """An expression outside the subset."""


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

    def to_excel(self, address: Callable[[str], str]) -> str:
        """The expression as Excel writes it, without the leading "="; ``address`` gives the range of a name."""
        if self.kind == "name":
            return address(self.value)
        if self.kind == "text":
            return '"' + self.value.replace('"', '""') + '"'
        parts = [a.to_excel(address) for a in self.arguments]
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
    parser = _Parser(tokens, text)
    node = parser.expression(0)
    if parser.position != len(tokens):
        raise FormulaError(text)
    return node


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]], text: str) -> None:
        self.tokens, self.text, self.position = tokens, text, 0

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
        return Node("function", name, tuple(arguments))


def evaluate(node: Node, cells: Mapping[str, Range]) -> Value:
    """The value of an expression, by Excel's rules (text in a range is no number); ``#DIV/0!`` as text where it divides by 0."""
    try:
        return _scalar(_eval(node, cells))
    except ZeroDivisionError:
        return DIVISION_ERROR


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
        chosen = arguments[1] if _scalar(_eval(arguments[0], cells)) else arguments[2]
        return _scalar(_eval(chosen, cells))
    values = [_eval(a, cells) for a in arguments]
    if node.value == "ROUND":
        exact = Decimal(repr(_number(_scalar(values[0]))))
        places = Decimal(1).scaleb(-int(_number(_scalar(values[1]))))
        return float(exact.quantize(places, ROUND_HALF_UP))
    if node.value == "COUNTIF":
        return float(sum(_meets(v, _scalar(values[1])) for v in _many(values[0])))
    flat = [v for value in values for v in _many(value)]
    if node.value == "COUNTA":
        return float(sum(v != "" for v in flat))
    numbers = [v for v in flat if not isinstance(v, str)]
    if node.value == "COUNT":
        return float(len(numbers))
    if node.value == "AVERAGE":
        return sum(numbers) / len(numbers)
    reduce: dict[str, Callable[[list[float]], float]] = {"SUM": sum, "MIN": min, "MAX": max}
    return float(reduce[node.value](numbers)) if numbers else 0.0


def _meets(value: Value, criterion: Value) -> bool:
    """COUNTIF's test: text with wildcards, or a comparison such as ">=3"."""
    if not isinstance(criterion, str):
        return value == criterion
    match = re.match(r"(<>|<=|>=|=|<|>)(.*)", criterion, re.DOTALL)
    if match and match[1] not in ("=", "<>") and not isinstance(value, str):
        return bool(_operate(match[1], value, float(match[2])))
    wanted = match[2] if match else criterion
    pattern = wanted.replace("[", "[[]")
    same = fnmatch.fnmatchcase(value if isinstance(value, str) else show(value), pattern)
    return not same if match and match[1] == "<>" else same


def _operate(operator: str, left: Value, right: Value) -> Value:
    if operator == "&":
        return show(left) + show(right)
    if operator in ("=", "<>"):
        return float((left == right) == (operator == "="))
    first, second = _number(left), _number(right)
    table: dict[str, Callable[[float, float], float]] = {
        "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b,
        "<": lambda a, b: float(a < b), "<=": lambda a, b: float(a <= b),
        ">": lambda a, b: float(a > b), ">=": lambda a, b: float(a >= b),
    }
    return table[operator](first, second)


def _many(value: Value | Range) -> Range:
    return (value,) if isinstance(value, (float, int, str)) else value


def _scalar(value: Value | Range) -> Value:
    if isinstance(value, (float, int, str)):
        return value
    return value[0] if len(value) == 1 else "" if not value else value[0]


def _number(value: Value) -> float:
    if isinstance(value, str):
        try:
            return float(value) if value else 0.0
        except ValueError:
            return 0.0
    return value

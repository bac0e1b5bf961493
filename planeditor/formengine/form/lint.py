"""What is wrong with a drawing's margin marks and merged cells, each with its cell."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.fields import Vocabulary
from planeditor.domain.text import shorten
from planeditor.formengine.form.definition import FLOW_TYPES, Item, repeats, years_of
from planeditor.formengine.form.drawing import Drawing, Problem
from planeditor.formengine.form.language import Mark
from planeditor.messages import forms as say

ROW_WORDS = {"繰返", "段", "条件", "見出し", "改頁", "まとめ", "分割", "脚注", "本文", "目次"}
COLUMN_WORDS = {"繰返"}
_OPTIONS = {"繰返": {"対象", "除外", "順", "範囲"}, "脚注": {"範囲"}}
_CHOICES = {
    "見出し": {""}, "まとめ": {""}, "分割": {""}, "脚注": {""}, "改頁": {"", "分野", "施策"}, "本文": set(FLOW_TYPES),
    "目次": {"0", "1", "2", "3"},
    "条件": {"最初", "最後", "あり", "なし"},
}
_ARGUMENTS = {"繰返": 2, "条件": 2}
_SHOWN = 100


def mark_problems(drawing: Drawing, vocabulary: Vocabulary, repeatable: set[str]) -> Iterator[Problem]:
    """Marks with an unknown word, argument or option."""
    for brackets, words in ((drawing.row_brackets, ROW_WORDS), (drawing.column_brackets, COLUMN_WORDS)):
        for bracket in brackets:
            reason = _reason(bracket.mark, words, vocabulary, repeatable)
            if reason:
                yield Problem(bracket.cell, shorten(reason, _SHOWN))


def _reason(mark: Mark, words: set[str], vocabulary: Vocabulary, repeatable: set[str]) -> str:
    shown = " ".join((mark.word, *mark.arguments, *(f"{n}={v}" for n, v in mark.options)))
    unknown = say.LINT_UNKNOWN_MARK.format(text=shown)
    if mark.word not in words or {n for n, _ in mark.options} - _OPTIONS.get(mark.word, set()):
        return unknown
    if mark.word in _CHOICES and mark.argument not in _CHOICES[mark.word]:
        return unknown
    if len(mark.arguments) > _ARGUMENTS.get(mark.word, 1):
        return unknown
    if mark.word == "繰返":
        return _repeat_reason(mark, vocabulary, repeatable)
    if mark.word == "条件":
        return _condition_reason(mark, vocabulary)
    if mark.word == "段" and not (mark.argument.isdecimal() or mark.argument == "施策"):
        return unknown
    if mark.word == "脚注" and mark.option("範囲", "文書") not in ("文書", "様式"):
        return unknown
    return ""


def _repeat_reason(mark: Mark, vocabulary: Vocabulary, repeatable: set[str]) -> str:
    if mark.argument not in repeatable or mark.arguments[1:] not in ((), ("直下",)):
        return say.LINT_UNKNOWN_REPEAT.format(text=" ".join(mark.arguments))
    series = vocabulary.series.get(mark.argument)
    years = mark.option("範囲")
    if years and (series is None or years_of(years, series) is None):
        return say.LINT_UNKNOWN_MARK.format(text=f"範囲={years}")
    for option, value in (("対象", mark.option("対象")), *(("除外", v) for v in mark.every("除外")), ("順", mark.option("順"))):
        label = value.partition(":")[0]
        if label and label not in vocabulary.by_label and (option, label) not in (("順", "逆"), ("順", "初出")):
            return say.LINT_UNKNOWN_NAME.format(text=f"{option}={label}")
    return ""


def _condition_reason(mark: Mark, vocabulary: Vocabulary) -> str:
    subject = (*mark.arguments, "")[1]
    if mark.argument in ("最初", "最後"):
        known = subject in ("計画", "分野", vocabulary.word("area"))
        return "" if known else say.LINT_UNKNOWN_MARK.format(text=" ".join((mark.word, *mark.arguments)))
    return "" if subject in vocabulary.by_label else say.LINT_UNKNOWN_NAME.format(text=subject)


def merge_problems(drawing: Drawing, rows: tuple[Item, ...], columns: tuple[Item, ...]) -> Iterator[Problem]:
    """Merged cells that lie partly in a repeat, partly outside it."""
    for (row, column), cell in sorted(drawing.cells.items()):
        if cell.rows == cell.columns == 1:
            continue
        spans = ((rows, row, row + cell.rows - 1), (columns, column, column + cell.columns - 1))
        if any(_crosses(first, last, r.first, r.last) for items, first, last in spans for r in repeats(items)):
            yield Problem(drawing.address((row, column)), say.LINT_MERGE_REPEAT)


def _crosses(first: int, last: int, begin: int, end: int) -> bool:
    return first < begin <= last < end or begin < first <= end < last

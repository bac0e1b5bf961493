"""The confirmed 進捗区分 beside the report it was judged from."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from planeditor.domain.findings import CheckContext, Finding
from planeditor.domain.judging import judge, lateness
from planeditor.domain.plan import BASIS, PROGRESS, Key
from planeditor.domain.progress import Progress, parse_progress
from planeditor.domain.rulebook import rule
from planeditor.domain.text import shorten, without_space
from planeditor.messages import checks as say

_GOING_WELL = frozenset({Progress.AHEAD, Progress.ON_TRACK, Progress.DONE})
_GOING_BADLY = frozenset({Progress.LATE, Progress.STOPPED})
_TROUBLE = re.compile(
    "遅|延期|中止|廃止|見送|見合わせ|困難|難し|でき[ずてな]|至[らっ]|未達|届か|下回|ずれ込|断念|取りやめ|取り止め|打ち?切"
)
"""Without one of these words no report tells of trouble; most have none."""
_SHOWN = 30


@rule("progress-against-text")
def progress_against_text(context: CheckContext) -> Iterator[Finding]:
    """計画通り was confirmed of a report that tells of lateness, or 遅延 of one that only says 計画通り."""
    for _, progress, texts in _confirmed(context):
        for place, text in texts:
            if progress in _GOING_WELL and not _TROUBLE.search(text):
                continue
            said = judge([text])
            late = lateness(text) or (said.basis if said is not None and said.progress in _GOING_BADLY else "")
            if progress in _GOING_WELL and late:
                message = say.PROGRESS_BUT_LATE.format(progress=progress.word, late=shorten(late, _SHOWN))
                yield Finding("progress-against-text", "warning", message, place.node, place.field, place.period)
                break
            if progress in _GOING_BADLY and said is not None and said.progress in _GOING_WELL and not late:
                message = say.PROGRESS_BUT_ON_TRACK.format(progress=progress.word, basis=shorten(said.basis, _SHOWN))
                yield Finding("progress-against-text", "warning", message, place.node, place.field, place.period)
                break


@rule("basis-gone")
def basis_gone(context: CheckContext) -> Iterator[Finding]:
    """The sentence on which a confirmed 進捗区分 rests does not stand in the report any more."""
    for key, progress, texts in _confirmed(context):
        basis = without_space(context.plan.text(key.node, BASIS, key.period))
        if basis and not any(basis in without_space(text) for _, text in texts):
            place = texts[0][0] if texts else key
            message = say.BASIS_GONE.format(progress=progress.word, basis=shorten(basis, _SHOWN))
            yield Finding("basis-gone", "warning", message, place.node, place.field, place.period)


def _confirmed(context: CheckContext) -> Iterator[tuple[Key, Progress, list[tuple[Key, str]]]]:
    """Where a 進捗区分 is confirmed, with what the report of that measure and period says."""
    reports: defaultdict[tuple[str, str], list[tuple[Key, str]]] = defaultdict(list)
    for key, text, definition in context.reports():
        if definition.type == "text":
            reports[key.node, key.period].append((key, text))
    for key, text, _ in context.entries():
        progress = parse_progress(text) if key.field == PROGRESS else None
        if progress is not None:
            yield key, progress, reports[key.node, key.period]

"""The command that holds two states of a plan against each other."""
from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from planeditor.cli.output import Answer, progress_bar
from planeditor.cli.sets import form_sets
from planeditor.domain.text import from_difference
from planeditor.messages import comparing as say
from planeditor.services.comparing.comparing import Comparison, compare
from planeditor.services.comparing.listing import Group, Line
from planeditor.services.comparing.options import TableOptions, heads_of
from planeditor.services.comparing.papers import write_comparison
from planeditor.services.paper.order import kind_of
from planeditor.services.paper.targets import beside, require_free
from planeditor.store.document import Document

_SHOWN = 40


def compare_states(chosen: argparse.Namespace) -> Answer:
    """What differs, as a list; with ``--to`` as a 新旧対照表 or a 見え消し版 too."""
    kind = kind_of(chosen.to) if chosen.to else None
    if chosen.to:
        require_free(chosen.to)
    sets = form_sets()
    with Document.open(chosen.file, read_only=True) as document:
        forms = sets.of_file(document)
        heads = heads_of(chosen.heads, forms.vocabulary.word("revision"))
        found = compare(document, sets, chosen.old, chosen.new, reports=chosen.reports)
    options = TableOptions(
        redline=chosen.redline, swap=chosen.swap, heads=heads, fold=chosen.fold_notation, shorten=not chosen.whole,
        portrait=chosen.portrait,
    )
    lines = [_told(group, line) for group in found.groups for line in group.lines]
    counts = Counter(line.difference.kind.value for line in _once(found))
    told = "、".join(say.COUNT_KIND.format(kind=say.KINDS[k], count=n) for k, n in counts.items())
    lines.append(say.COUNT.format(count=sum(counts.values()), told=told) if counts else say.NOTHING)
    data: dict[str, Any] = {"differences": [_data(group, line) for group, line in _numbered(found)]}
    if kind is not None:
        with beside(chosen.to) as output:
            written = write_comparison(found, sets.papers(forms), options, kind, output, progress=progress_bar(say.PROGRESS))
        lines.append(say.DONE.format(file=chosen.to, pages=written.pages))
        data |= {"written": [str(chosen.to)], "pages": written.pages, "warnings": [*found.warnings, *written.warnings]}
    return Answer(lines, data, problems=list(found.warnings))


def _numbered(found: Comparison) -> list[tuple[Group, Line]]:
    """The first line of each difference with its group."""
    seen: set[int] = set()
    told = []
    for group in found.groups:
        for line in group.lines:
            if id(line.difference) not in seen:
                seen.add(id(line.difference))
                told.append((group, line))
    return told


def _once(found: Comparison) -> list[Line]:
    return [line for _, line in _numbered(found)]


def _told(group: Group, line: Line) -> str:
    place = f"{group.above}　{group.title}".strip("　")
    kind = say.KINDS[line.difference.kind.value]
    item = " ".join(line.item.split())
    old, new = from_difference(line.old, line.new, _SHOWN)
    return say.LINE.format(kind=kind, place=place, item=item, old=old, new=new)


def _data(group: Group, line: Line) -> dict[str, str]:
    """One difference: of a node as a whole ``field`` is empty, and what stands in it is told line by line."""
    difference = line.difference
    texts = {"old": difference.old, "new": difference.new}
    if not difference.field:
        texts = _whole(group, line)
    measure = group.node if group.node.kind == "measure" else None
    before = difference.old_node
    return {
        "kind": difference.kind.value, "measure": measure.number if measure else "", "name": measure.name if measure else "",
        "period": line.period if difference.field else "", "field": line.field if difference.field else "", **texts,
        "place": f"{group.above}　{group.title}".strip("　"), "reason": line.reason,
        "number_old": before.number if before is not None and before.kind == "measure" else "",
    }


def _whole(group: Group, line: Line) -> dict[str, str]:
    if line.difference.kind.value == "moved":
        return {"old": line.old, "new": line.new}
    mine = [other for other in group.lines if other.difference is line.difference]
    side = "new" if line.difference.kind.value == "added" else "old"
    told = "\n".join(say.WHOLE_LINE.format(item=" ".join(o.item.split()), text=getattr(o, side)) for o in mine)
    return {"old": "", "new": "", side: told}

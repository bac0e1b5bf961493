"""``cover``: 対応表 on the command line."""
from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from planeditor.cli.output import Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Node, Plan
from planeditor.domain.text import label_key, number_key
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import coverage as say
from planeditor.services.coverage import lists, marks
from planeditor.services.coverage.matrix import Matrix, matrix
from planeditor.services.coverage.pasting import Line, parse_lines
from planeditor.services.editing.entry import find_node
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def cover(chosen: argparse.Namespace) -> Answer:
    """Show the lists and what nothing answers to; first add items and set marks, where asked for."""
    lines = _read_lines(chosen.items) if chosen.items is not None else ()
    writes = bool(lines or chosen.mark or chosen.unmark)
    if writes and not chosen.list:
        raise KnownError(say.LIST_MISSING)
    with Document.open(chosen.file, read_only=not writes, who=current_user()) as document:
        forms = form_sets().of_file(document)
        if lines:
            _add(document, chosen.list, lines)
        if writes:
            _mark(document, forms, chosen)
        plan = document.plan()
    wanted = [_list(plan, chosen.list)] if chosen.list else lists.lists(plan)
    found = [matrix(plan, one.id) for one in wanted]
    shown = [line for one in found for line in _lines(one, forms)]
    return Answer(shown or [say.NO_LISTS], {"lists": [_data(one) for one in found]})


def _read_lines(file: Path) -> Sequence[Line]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError(say.ITEMS_UNREADABLE.format(file=file)) from error
    lines = parse_lines(text)
    if not lines:
        raise KnownError(say.NO_ITEMS)
    return lines


def _add(document: Document, name: str, lines: Sequence[Line]) -> None:
    """The items, in a new list where there is none of that name."""
    plan = document.plan()
    there = next((n for n in lists.lists(plan) if label_key(n.name) == label_key(name)), None)
    if there is None:
        lists.add_list(document, name, lines, who=current_user())
    else:
        lists.add_items(document, there.id, lines, who=current_user())


def _mark(document: Document, forms: FormSet, chosen: argparse.Namespace) -> None:
    """The marks: first all that are set, then all that go."""
    plan = document.plan()
    owner = _list(plan, chosen.list)
    for texts, mark in ((chosen.mark, say.MARK), (chosen.unmark, "")):
        pairs = [_pair(plan, forms, owner, text) for text in texts]
        if pairs:
            marks.mark_all(document, forms, pairs, mark, who=current_user())


def _pair(plan: Plan, forms: FormSet, owner: Node, text: str) -> marks.Pair:
    """The measure and item of ``①-01=3``."""
    measure, between, number = text.replace("＝", "=").partition("=")
    if not between:
        raise KnownError(say.NOT_A_PAIR.format(text=text))
    wanted = number_key(number)
    item = next((i for i in lists.items(plan, owner.id) if wanted in (number_key(i.number), number_key(i.name))), None)
    if item is None:
        raise KnownError(say.NO_ITEM.format(list=owner.name, number=number.strip()))
    return find_node(plan, forms.vocabulary, measure.strip()).id, item.id


def _list(plan: Plan, name: str) -> Node:
    found = next((n for n in lists.lists(plan) if label_key(n.name) == label_key(name)), None)
    if found is None:
        known = "、".join(n.name for n in lists.lists(plan)) or say.NONE
        raise KnownError(say.NO_LIST.format(name=name, known=known))
    return found


def _lines(found: Matrix, forms: FormSet) -> list[str]:
    word = forms.vocabulary.word("measure")
    lines = [
        say.LIST_LINE.format(
            list=found.owner.name, measure=word, items=len(found.items), open_items=len(found.open_items),
            measures=len(found.measures), open_measures=len(found.open_measures),
        )
    ]
    numbers = {m.id: m.number or m.name for m in found.measures}
    for item in found.items:
        own = [
            numbers[m] if text == say.MARK else say.WITH_WORD.format(measure=numbers[m], word=text)
            for (m, i), text in found.marks.items()
            if i == item.id
        ]
        lines.append(say.ITEM_LINE.format(item=item.title, measures="、".join(own) or say.NONE))
    return lines


def _data(found: Matrix) -> dict[str, Any]:
    numbers = {m.id: m.number or m.name for m in found.measures}
    return {
        "list": found.owner.name,
        "items": [
            {"number": i.number, "name": i.name, "measures": {numbers[m]: t for (m, x), t in found.marks.items() if x == i.id}}
            for i in found.items
        ],
        "open_items": [i.title for i in found.open_items], "open_measures": [m.title for m in found.open_measures],
    }

"""What was typed and could not be written into its plan file: kept on this terminal until it stands in a plan or is given up.

One small file for each plan in the user's own folder; it is there only as long as something waits in it.
"""
from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.domain.moments import utc_now
from planeditor.domain.plan import Key
from planeditor.files import write_whole
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import outside as say
from planeditor.services.editing import entering
from planeditor.services.editing.permissions import Mode

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


@dataclass(frozen=True, slots=True)
class UnsavedText:
    """One text that could not be written. ``before``: what stood there when it was typed; ``at`` is ISO 8601 in UTC."""

    key: Key
    before: str
    text: str
    mode: str = Mode.NORMAL
    source: str = ""
    why: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of unsaved texts: how many stand in the plan now, and which are left for a person to look at."""

    count: int
    left: tuple[UnsavedText, ...]


def with_texts(texts: Sequence[UnsavedText], further: Iterable[UnsavedText]) -> tuple[UnsavedText, ...]:
    """In the order they were typed first; of one cell the latest text, and what stood there before the first."""
    found = {one.key: one for one in texts}
    for one in further:
        earlier = found.get(one.key)
        before = earlier.before if earlier else one.before
        found[one.key] = UnsavedText(one.key, before, one.text, one.mode, one.source, one.why, one.at or utc_now())
    return tuple(one for one in found.values() if one.text != one.before)


def enter_unsaved(document: Document, forms: FormSet, texts: Sequence[UnsavedText], who: str) -> Entered:
    """Write into a plan what could not be written before, where nothing else has come to stand there meanwhile.

    What a rule of the plan refuses, or what would replace another text, is left. Raises ``KnownError`` where the file cannot be
    written at all; nothing of it is then.
    """
    left, count = [], 0
    for (mode, source, why), group in _grouped(texts).items():
        fitting = {}
        for one in group:
            now = document.plan().text(*one.key)
            if now == one.text:
                count += 1
            elif now == one.before and _is_allowed(document, forms, one):
                fitting[one.key] = one.text
            else:
                left.append(one)
        if fitting:
            entering.enter_many(
                document, forms, fitting, name=say.GROUP_UNSAVED, mode=Mode(mode), who=who, source=source, why=why
            )
            count += len(fitting)
    return Entered(count, tuple(left))


def _is_allowed(document: Document, forms: FormSet, one: UnsavedText) -> bool:
    try:
        entering.require_enterable(document, forms, one.key, one.text, mode=Mode(one.mode))
    except KnownError:
        return False
    return True


def _grouped(texts: Iterable[UnsavedText]) -> Mapping[tuple[str, str, str], list[UnsavedText]]:
    groups: dict[tuple[str, str, str], list[UnsavedText]] = {}
    for one in texts:
        groups.setdefault((one.mode, one.source, one.why), []).append(one)
    return groups


# Across the end of the program


def keep_unsaved(plan_id: str, texts: Sequence[UnsavedText]) -> bool:
    """Keep these for the next start in place of what was kept of the plan, or nothing any more; False where that fails."""
    with contextlib.suppress(OSError):
        if not texts:
            unsaved_file(plan_id).unlink(missing_ok=True)
            return True
        rows = [asdict(one) | {"key": list(one.key)} for one in texts]
        unsaved_file(plan_id).parent.mkdir(parents=True, exist_ok=True)
        write_whole(unsaved_file(plan_id), json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
        return True
    return False


def kept_unsaved(plan_id: str) -> tuple[UnsavedText, ...]:
    """What was kept of a plan; nothing where there is none or it cannot be read. Never raises."""
    try:
        rows = json.loads(unsaved_file(plan_id).read_bytes())
        return tuple(_as_kept(row) for row in rows)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ()


def _as_kept(row: dict[str, Any]) -> UnsavedText:
    texts = {name: str(value) for name, value in row.items() if name not in ("key", "mode")}
    return UnsavedText(Key(*map(str, row["key"])), mode=Mode(row["mode"]), **texts)


def unsaved_file(plan_id: str) -> Path:
    """Where it is kept; 記録の抹消 has to reach it."""
    name = "".join(c for c in plan_id if c.isalnum() or c in "-_")
    return paths.unsaved_folder() / f"{name}.json"

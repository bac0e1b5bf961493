"""Copies of a plan file: one more of it (複製を保存), and one to try things on (練習用に複製)."""
from __future__ import annotations

from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.messages import keeping as say
from planeditor.services.backups.choices import remember_copy
from planeditor.store.document import Document


def save_copy(document: Document, target: Path) -> Path:
    """Write a whole copy under another name, replacing a file of that name; returns the path. The plan id stays the same.

    Raises ``KnownError`` where the target is the file itself, is in use, or cannot be written: the target is then as before.
    """
    document.copy_to(target)
    remember_copy(document.plan_id, target)
    return target


def practice_copy(document: Document, folder: Path) -> Path:
    """Write a copy for practice into a folder under a free name; returns its path.

    It is a plan of its own (another id), knows that it is for practice, and holds no half-typed texts. Raises
    ``KnownError`` where it cannot be written; nothing is left then.
    """
    if not folder.is_dir():
        raise KnownError(say.FOLDER_MISSING.format(folder=folder))
    target = _free_name(folder, document.path)
    document.practice_copy_to(target)
    return target


def _free_name(folder: Path, plan_file: Path) -> Path:
    target = folder / (say.PRACTICE_NAME.format(name=plan_file.stem) + plan_file.suffix)
    count = 1
    while target.exists():
        count += 1
        target = folder / (say.PRACTICE_NAME_NEXT.format(name=plan_file.stem, count=count) + plan_file.suffix)
    return target

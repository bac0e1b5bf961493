"""How far 記録の抹消 reaches beyond the plan file: every backup, wherever it lies, working copies, files saved from damage; and what is
beyond it, by name."""
from __future__ import annotations

import contextlib
import glob
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.messages import redacting as say
from planeditor.messages import salvaging as say_salvaging
from planeditor.services.backups.choices import choices
from planeditor.services.backups.places import every_place
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX
from planeditor.services.working.places import working_copies_of

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


@dataclass(frozen=True, slots=True)
class Reach:
    """``folders`` hold backups; ``backups`` are all plan files in them; ``copies`` somebody may have open; ``beyond`` says what cannot
    be reached."""

    folders: tuple[Path, ...]
    backups: tuple[Path, ...]
    copies: tuple[Path, ...]
    beyond: tuple[str, ...]


def reach_of(document: Document) -> Reach:
    """What the removal of a text from a plan has to look at."""
    from planeditor.store.redaction.files import backup_files, linked_in, plan_files_in

    path, plan_id = document.path, document.plan_id
    folders, away = every_place(path, plan_id)
    backups = [file for folder in folders for file in plan_files_in(folder)]
    backups += _of_former_names(path, plan_id, folders)
    copies = [copy for copy in (*working_copies_of(plan_id), *_saved(path, plan_id)) if copy != path]
    backups += [file for copy in copies for file in backup_files(copy)]
    beyond = [say.FOLDER_AWAY.format(folder=folder) for folder in away]
    beyond += [say.KNOWN_COPY.format(file=copy) for copy in _known_copies(plan_id) if copy != path and copy not in copies]
    beyond += [say.LINKED.format(file=file) for folder in folders for file in linked_in(folder) if not _is_same(file, path)]
    return Reach(tuple(folders), tuple(dict.fromkeys(backups)), tuple(dict.fromkeys(copies)), tuple(beyond))


def _is_same(file: Path, path: Path) -> bool:
    with contextlib.suppress(OSError):
        return file.samefile(path)
    return False


def _of_former_names(path: Path, plan_id: str, known: list[Path]) -> Iterator[Path]:
    """The backups of this plan that lie beside it under a name the file had before."""
    from planeditor.store.contents import plan_id_in
    from planeditor.store.redaction.files import plan_files_in

    with contextlib.suppress(OSError):
        for folder in path.parent.glob("*.backups"):
            if folder not in known:
                yield from (file for file in plan_files_in(folder) if plan_id_in(file) == plan_id)


def _saved(path: Path, plan_id: str) -> Iterator[Path]:
    """What was saved out of this plan file when it was damaged."""
    from planeditor.store.contents import plan_id_in

    with contextlib.suppress(OSError):
        for file in path.parent.glob(say_salvaging.FILE_NAME_NEXT.format(stem=glob.escape(path.stem), count="*", suffix=PLAN_SUFFIX)):
            if plan_id_in(file) == plan_id:
                yield file


def _known_copies(plan_id: str) -> Iterator[Path]:
    """The copies that were saved elsewhere, as far as this terminal knows, and that are there or cannot be looked for now."""
    for owner, name in choices().copies:
        if owner == plan_id:
            with contextlib.suppress(OSError):
                if Path(name).exists() or not Path(name).parent.is_dir():
                    yield Path(name)

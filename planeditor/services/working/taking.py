"""Taking a working copy of a plan."""
from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.domain.moments import utc_now
from planeditor.files import is_full
from planeditor.messages import services as say_services
from planeditor.messages import working as say
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX
from planeditor.services.working.notes import CopyNote, drop_note, leave_note
from planeditor.services.working.places import WorkingCopy, remember, remove
from planeditor.services.working.record import Record, record_of, record_path, write_record
from planeditor.store.document import Document
from planeditor.store.location import location_of
from planeditor.store.process import terminal_name
from planeditor.store.putting_back import content_mark


@dataclass(frozen=True, slots=True)
class Taken:
    """A working copy that was just taken, and what there is to say about it."""

    copy: WorkingCopy
    notes: list[str]


def take_working_copy(document: Document, folder: Path | None = None, *, who: str) -> Taken:
    """Write a working copy of an open plan (reading only is enough) into a folder, by default the program's own.

    The copy is whole and knows where it belongs; a note for colleagues is left beside the original where that can be written.
    Raises ``KnownError`` where the plan is itself a working copy or for practice, or where the copy cannot be written; nothing is
    left then.
    """
    _require_original(document)
    target = _free_name(_made(folder or paths.working_folder()), document.path)
    token = secrets.token_hex(8)
    record = Record(str(document.path), document.plan_id, "", who, terminal_name(), utc_now(), token)
    try:
        with _cannot_be_made(target.parent):
            # The record first: from here on the copy is known, to 記録の抹消 too, whatever becomes of the program.
            remember(target.parent)
            write_record(target, record)
        document.copy_to(target)
        record = replace(record, base=content_mark(target))
        with _cannot_be_made(target.parent):
            write_record(target, record)
        noted = leave_note(document.path, CopyNote(token, who, record.terminal, record.since))
    except BaseException:
        remove(target)
        drop_note(document.path, token)
        raise
    notes = [] if noted else [say.NOT_NOTED]
    if location_of(target).kind in ("share", "synced"):
        notes.append(say.ON_OTHER_PLACE)
    return Taken(WorkingCopy(target, record), notes)


def _require_original(document: Document) -> None:
    record = record_of(document.path)
    if record is not None:
        raise KnownError(say.OF_A_COPY.format(file=document.path, original=record.original))
    if document.is_practice:
        raise KnownError(say.OF_PRACTICE.format(file=document.path))


def _made(folder: Path) -> Path:
    with _cannot_be_made(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder.absolute()


@contextlib.contextmanager
def _cannot_be_made(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = is_full(error)
        raise KnownError(say_services.DISK_FULL.format(file=folder) if full else say.FOLDER_FAILED.format(folder=folder)) from error


def _free_name(folder: Path, original: Path) -> Path:
    name, count = say.NAME.format(name=original.stem), 1
    while (target := folder / f"{name}{PLAN_SUFFIX}").exists() or record_path(target).exists():
        count += 1
        name = say.NAME_NEXT.format(name=original.stem, count=count)
    return target

"""Where everything is: the plan file, its backups, the forms, the program."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import planeditor
from planeditor import paths
from planeditor.domain.days import short_day
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import handover as say
from planeditor.services.backups.places import backup_places
from planeditor.services.handover.model import Whereabouts
from planeditor.store.backup import list_backups

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def whereabouts(document: Document, forms: FormSet) -> list[Whereabouts]:
    """What the next person has to find."""
    return [Whereabouts(kind, text) for kind, text in _every(document, forms)]


def _every(document: Document, forms: FormSet) -> Iterator[tuple[str, str]]:
    yield "plan", str(document.path)
    yield "backups", _backups(document)
    yield "forms", say.FORM_SET.format(title=forms.title, id=forms.id, version=forms.version)
    yield "form_folders", say.BETWEEN.join(map(str, (paths.forms_folder(), paths.user_forms_folder())))
    yield "program", say.PROGRAM.format(version=planeditor.__version__)
    yield "departments", say.DEPARTMENTS.format(count=len(document.departments.all()))
    yield "records", say.RECORDS.format(papers=len(document.papers.all()), receipts=len(document.receipts.all()))
    yield "working", str(paths.working_folder())
    yield "log", str(paths.log_file())


def _backups(document: Document) -> str:
    folders = backup_places(document.path)
    found = [backup for folder in folders for backup in list_backups(document.path, folder)]
    told = say.BETWEEN.join(map(str, folders))
    if not found:
        return say.BACKUPS_NONE.format(folders=told)
    last = max(backup.at for backup in found)
    return say.BACKUPS.format(folders=told, count=len(found), last=f"{short_day(last.date())} {last:%H:%M}")

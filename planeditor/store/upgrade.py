"""Bringing an older plan file up to date: on a copy, with the old file kept."""
from __future__ import annotations

from pathlib import Path

from . import migrations
from .backup import BEFORE_MIGRATION, backup_of
from .connection import connect_for_writing
from .copying import temporary_copy
from .errors import as_sentences
from .files import sync_folder


def upgrade_if_older(path: Path) -> None:
    """Upgrade the file to the version of this program; the file is replaced only after all went well.

    The old file stays in the backup folder beside it. Raises ``KnownError`` as opening does.
    """
    db = connect_for_writing(path)
    with as_sentences(path, opening=True):
        try:
            if migrations.file_version(db) == migrations.known_version():
                return
            backup_of(db, path, BEFORE_MIGRATION)
            with temporary_copy(db, path, migrations.apply_steps) as temporary:
                db.close()
                temporary.replace(path)
                sync_folder(path.parent)
        finally:
            db.close()

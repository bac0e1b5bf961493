"""Bringing an older plan file up to date: on a copy, with the old file kept."""
from __future__ import annotations

from pathlib import Path

from . import migrations
from .connection import connect_for_writing, create_empty, journal_of
from .errors import as_sentences
from .files import sync_file, sync_folder, temporary_beside


def upgrade_if_older(path: Path) -> None:
    """Upgrade the file to the version of this program; the file is replaced only after all went well.

    The old file stays in the backup folder beside it. Raises ``KnownError`` as opening does.
    """
    db = connect_for_writing(path)
    temporary = temporary_beside(path)
    with as_sentences(path, opening=True):
        try:
            version = migrations.file_version(db)
            if version == migrations.known_version():
                return
            backups = path.with_suffix(".backups")
            backups.mkdir(exist_ok=True)
            for target in (backups / f"{path.stem}-v{version}{path.suffix}", temporary):
                copy = create_empty(target)
                try:
                    db.conn.backup(copy.conn)
                    if target == temporary:
                        migrations.apply_steps(copy)
                finally:
                    copy.close()
                sync_file(target)
            db.close()
            temporary.replace(path)
            sync_folder(path.parent)
        finally:
            db.close()
            temporary.unlink(missing_ok=True)
            journal_of(temporary).unlink(missing_ok=True)

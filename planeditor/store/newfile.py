"""Writing a whole new plan file."""
from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

from planeditor.domain.plan import Change, Key

from . import migrations
from .checksum import storable
from .connection import create_empty
from .log import GroupHead, append_group, utc_now


def write_new(path: Path, head: GroupHead, content: Iterable[Change] | Mapping[Key, str]) -> None:
    """Write a plan file with this content as its first group; ``path`` must not exist. Raises SQLite's errors."""
    given = content.items() if isinstance(content, Mapping) else ((c.key, c.new) for c in content)
    entries = {Key(*map(storable, key)): storable(text) for key, text in given if text}
    db = create_empty(path)
    try:
        migrations.apply_steps(db)
        with db.atomic():
            db.execute(
                "INSERT INTO meta (key, value) VALUES ('plan_id', ?), ('created', ?)", (str(uuid.uuid4()), utc_now())
            )
            append_group(db, head, [Change(key, None, text) for key, text in entries.items()])
    finally:
        db.close()

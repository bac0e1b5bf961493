"""Writing a whole new plan file."""
from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

from planeditor.domain.moments import utc_now
from planeditor.domain.plan import Change, Key

from . import migrations
from .checksum import storable
from .connection import create_empty
from .log import GroupHead, append_group
from .rows import insert_rows


def write_new(path: Path, head: GroupHead, content: Iterable[Change] | Mapping[Key, str]) -> None:
    """Write a plan file with this content as its first group; ``path`` must not exist. Raises SQLite's errors."""
    given = content.items() if isinstance(content, Mapping) else ((c.key, c.new) for c in content)
    entries = {Key(*map(storable, key)): storable(text) for key, text in given if text}
    db = create_empty(path)
    try:
        migrations.apply_steps(db)
        with db.atomic():
            insert_rows(db, "meta", [("plan_id", str(uuid.uuid4())), ("created", utc_now())])
            append_group(db, head, [Change(key, None, text) for key, text in entries.items()])
    finally:
        db.close()

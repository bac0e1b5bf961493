"""``redact``: 記録の抹消 of the text on standard input."""
from __future__ import annotations

import argparse
import locale
import sys
from collections.abc import Sequence
from typing import Any

from planeditor.cli.output import Answer, progress_bar
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.messages import redacting as say
from planeditor.services.redacting.finding import Place, find_text, masker_of
from planeditor.services.redacting.removing import redact as remove
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def redact(chosen: argparse.Namespace) -> Answer:
    """Remove the text for good, or only tell where it stands. The answer never repeats the text."""
    if not chosen.dry_run and not chosen.why.strip():
        raise KnownError(say.NO_REASON)
    text = _read_text()
    masker_of(text)
    with Document.open(chosen.file, read_only=chosen.dry_run, who=current_user()) as document:
        vocabulary = form_sets().of_file(document).vocabulary
        progress = progress_bar(say.PROGRESS)
        if chosen.dry_run:
            found = find_text(document, vocabulary, text, progress)
            lines = [say.DRY_RUN, *_lines(found.places)] if found.total else [say.NOT_FOUND]
            lines += [*dict.fromkeys(spot.name for spot in found.spots), *found.warnings]
            return Answer(lines, _data(found.places, found.warnings, done=False))
        removed = remove(document, vocabulary, text, who=current_user(), why=chosen.why, progress=progress)
    lines = [say.DONE.format(count=removed.total), *_lines(removed.places), *removed.notes]
    return Answer(lines, _data(removed.places, removed.notes, done=True))


def _read_text() -> str:
    """The text on standard input, in UTF-8 or what this system writes."""
    if sys.stdin.isatty():
        print(say.ASK_TEXT, file=sys.stderr)
    raw = getattr(sys.stdin, "buffer", None)
    if raw is None:
        return sys.stdin.read().strip()
    data: bytes = raw.read()
    try:
        return data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return data.decode(locale.getpreferredencoding(do_setlocale=False), "replace").strip()


def _lines(places: Sequence[Place]) -> list[str]:
    return [say.LINE.format(place=say.PLACE.format(name=place.name, count=place.counted)) for place in places]


def _data(places: Sequence[Place], notes: Sequence[str], *, done: bool) -> dict[str, Any]:
    return {
        "redacted": done, "total": sum(place.count for place in places),
        "places": [{"kind": place.kind, "name": place.name, "count": place.count} for place in places], "notes": list(notes),
    }

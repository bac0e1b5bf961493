"""``backup`` and ``restore``: taking backups, listing them, and putting one back."""
from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from planeditor.cli.output import DONE, FINDINGS, Answer, progress_bar
from planeditor.domain.errors import KnownError
from planeditor.messages import backups as say
from planeditor.services.backups import choices, listing, restoring, taking
from planeditor.services.backups.listing import Kept, Looked
from planeditor.services.planfiles.salvaging import default_target, salvage_plan
from planeditor.store.backup import backup_folder
from planeditor.store.lock import current_user


def backup(chosen: argparse.Namespace) -> Answer:
    """Take a backup now, list those there are, or choose where they are kept."""
    if chosen.keep_in is not None or chosen.beside_only:
        return _choose(chosen)
    if chosen.list:
        return _list(chosen.file)
    if chosen.to is not None:
        written: tuple[Path, ...] = (taking.take_to(chosen.file, chosen.to),)
        trouble = ""
    else:
        taken = taking.take(chosen.file, "hand")
        written, trouble = taken.written, taken.trouble
    lines = [say.WRITTEN.format(file=path) for path in written]
    if not lines:
        lines = [say.UNCHANGED.format(file=listing.kept_backups(chosen.file)[0].backup.path)]
    return Answer(lines, {"written": [str(path) for path in written]}, problems=[trouble] if trouble else [])


def _choose(chosen: argparse.Namespace) -> Answer:
    folder = None if chosen.beside_only else chosen.keep_in
    choices.keep_in(folder)
    kept = choices.choices().keep_in
    line = say.KEEPING_IN.format(folder=kept) if kept else say.KEEPING_BESIDE
    return Answer([line], {"keep_in": kept})


def _list(plan_file: Path) -> Answer:
    backups = listing.kept_backups(plan_file)
    if not backups:
        raise KnownError(listing.none_found(plan_file))
    now, progress = listing.present(plan_file), progress_bar(say.PROGRESS)
    lines, data = [], []
    for done, one in enumerate(backups, start=1):
        looked = listing.look(one.backup.path, now)
        lines.append(_line(one, looked, plan_file))
        data.append(_data(one, looked))
        progress(done, len(backups))
    return Answer(lines, {"backups": data})


def _line(one: Kept, looked: Looked, plan_file: Path) -> str:
    found = one.backup
    group = say.GROUP.format(name=found.group_name) if found.group is not None else say.NO_GROUP
    changed = say.CHANGED.format(changed=looked.changed.told()) if looked.changed is not None else ""
    line = say.LISTED.format(
        number=one.number, at=one.at, reason=found.reason, size=one.size_told,
        sound=say.UNSOUND if looked.fault else say.SOUND, group=group, changed=changed,
    )
    beside = found.path.parent == backup_folder(plan_file)
    return line if beside else line + say.LISTED_ELSEWHERE.format(folder=found.path.parent)


def _data(one: Kept, looked: Looked) -> dict[str, Any]:
    found = one.backup
    return {
        "number": one.number, "path": str(found.path), "also": [str(path) for path in one.also], "at": one.at,
        "reason": found.reason, "size": found.size, "group": found.group, "group_name": found.group_name,
        "sound": not looked.fault, "plan_id": looked.plan_id,
        "changed": looked.changed.as_data() if looked.changed is not None else None,
    }


def restore(chosen: argparse.Namespace) -> Answer:
    """Put a backup back, or save what can be read of a damaged file."""
    if chosen.salvage:
        return _salvage(chosen)
    there = chosen.file.exists()
    one = restoring.wanted_backup(chosen.file, chosen.backup, same_too=chosen.to is not None)
    backup_file = one.backup.path
    about: dict[str, Any] = {"backup": str(backup_file), "at": one.at, "reason": one.backup.reason}
    if chosen.to is not None:
        restoring.write_to(chosen.file, backup_file, chosen.to)
        lines = [say.RESTORED_TO.format(file=chosen.to, plan=chosen.file.name)]
        return Answer(lines, {"restored": str(chosen.to), **about, "kept": None, "changed": None})
    done = restoring.restore(chosen.file, backup_file, current_user(), other=chosen.other)
    if one.backup.reason:
        lines = [say.RESTORED.format(file=chosen.file.name, at=one.at, reason=one.backup.reason)]
    else:
        lines = [say.RESTORED_FILE.format(file=chosen.file.name, backup=backup_file)]
    if done.changed is not None and done.changed.is_any:
        lines.append(say.TAKEN_AWAY.format(changed=done.changed.told()))
    if not there:
        lines.append(say.WAS_MISSING)
    elif done.changed is None and done.former is not None:
        lines.append(say.WAS_DAMAGED.format(file=chosen.file))
    if done.former is not None:
        lines.append(say.KEPT.format(file=done.former))
    kept, changed = str(done.former) if done.former else None, done.changed.as_data() if done.changed else None
    return Answer(lines, {"restored": str(chosen.file), **about, "kept": kept, "changed": changed})


def _salvage(chosen: argparse.Namespace) -> Answer:
    """Into a new file beside the damaged one, which stays as it is."""
    damaged = restoring.wanted_backup(chosen.file, chosen.backup).backup.path if chosen.backup else chosen.file
    report = salvage_plan(damaged, chosen.to or default_target(chosen.file), current_user())
    said = say.SALVAGED_PARTLY if report.lost else say.SALVAGED
    lines = [said.format(file=damaged.name, target=report.target), *report.notes, *(f"  {sentence}" for sentence in report.lost)]
    return Answer(lines, {"restored": str(report.target), **report.as_json()}, FINDINGS if report.lost else DONE)

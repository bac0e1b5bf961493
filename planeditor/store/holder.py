"""Who holds a plan file for writing, as the lock file beside it says."""
from __future__ import annotations

import json
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from planeditor.messages import store as messages

from .process import birth_mark

SILENT_AFTER = timedelta(minutes=3)
"""A holder whose ``beat`` is older than this does not answer; the window renews it every half minute."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a plan file for writing. ``since`` and ``beat``, the last sign of life, are ISO 8601 in UTC.

    ``beat`` is "" in lock files of programs that gave no sign of life.
    """

    who: str
    terminal: str
    process: int
    born: str
    since: str
    token: str
    beat: str = ""

    @property
    def since_local(self) -> str:
        """The time for a sentence, in the time of this terminal."""
        try:
            return datetime.fromisoformat(self.since).astimezone().strftime("%Y-%m-%d %H:%M")
        except ValueError:
            return self.since

    @property
    def beat_age(self) -> timedelta | None:
        """How long ago the last sign of life was, by the clock of this terminal; None where none was ever given."""
        try:
            beat = datetime.fromisoformat(self.beat)
        except ValueError:
            return None
        return max(datetime.now(UTC) - beat, timedelta(0)) if beat.tzinfo else None

    @property
    def silence(self) -> str:
        """How long the holder has not answered, for a sentence (「3 時間」); "" while it answers or nothing is known."""
        age = self.beat_age
        return "" if age is None or age < SILENT_AFTER else _spoken(age)

    def is_dead(self) -> bool:
        """Whether it was a process of this terminal that no longer runs; of other terminals nothing is known."""
        if self.terminal != platform.node():
            return False
        born = birth_mark(self.process)
        return born is None or bool(born and self.born and born != self.born)


_FIELDS = {"who": str, "terminal": str, "process": int, "born": str, "since": str, "token": str}


def parsed(content: bytes) -> Holder | None:
    """Whom the bytes of a lock file name, None where they cannot be read."""
    try:
        data = json.loads(content)
        known = {name: type_(data[name]) for name, type_ in _FIELDS.items()}
        return Holder(**known, beat=str(data.get("beat", "")))
    except (ValueError, TypeError, KeyError):
        return None


def written(holder: Holder) -> bytes:
    """The bytes of a lock file; as long after a new ``beat`` as before."""
    return json.dumps(asdict(holder), ensure_ascii=False).encode("utf-8", "replace")


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _spoken(age: timedelta) -> str:
    minutes = int(age.total_seconds()) // 60
    if minutes < 60:
        return messages.MINUTES.format(count=minutes)
    hours = minutes // 60
    return messages.HOURS.format(count=hours) if hours < 48 else messages.DAYS.format(count=hours // 24)

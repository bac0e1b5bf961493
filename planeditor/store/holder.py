"""Who holds a plan file for writing, as the lock file beside it says."""
from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from planeditor.messages import store as messages

from .process import birth_mark, boot_mark, terminal_name


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a plan file for writing. ``since`` and ``beat``, the last sign of life, are ISO 8601 in UTC.

    ``beat`` is "" in lock files of programs that gave no sign of life. ``plan`` and ``file`` are the path the plan file was opened
    by and what tells it from a copy, "" where they are not known.
    """

    who: str
    terminal: str
    process: int
    born: str
    since: str
    token: str
    beat: str = ""
    plan: str = ""
    file: str = ""

    @property
    def since_local(self) -> str:
        """The time for a sentence, in the time of this terminal."""
        try:
            return datetime.fromisoformat(self.since).astimezone().strftime("%Y-%m-%d %H:%M")
        except (ValueError, OverflowError):
            return self.since

    @property
    def is_here(self) -> bool:
        """Whether it is at this terminal, as far as its name tells."""
        return self.terminal == terminal_name()

    def is_dead(self) -> bool:
        """Whether it was a process of this terminal that no longer runs; of other terminals nothing is known."""
        if not self.is_here:
            return False
        born = birth_mark(self.process)
        return born is None or bool(born and self.born and born != self.born)

    @property
    def is_of_this_start(self) -> bool:
        """Whether it began since this terminal was started. Else the terminal was started anew since, or it is another one of
        the same name, as terminals that are copies of one image are. True where the system does not say."""
        boot, sign, _ = self.born.partition("/")
        return not sign or boot == boot_mark()


_LONGEST = 256
"""Signs of a name that are told."""
_FIELDS = {"who": str, "terminal": str, "process": int, "born": str, "since": str, "token": str}


def parsed(content: bytes) -> Holder | None:
    """Whom the bytes of a lock file name, None where they cannot be read."""
    try:
        data = json.loads(content)
        known = {name: type_(data[name]) for name, type_ in _FIELDS.items()}
        known |= {name: str(data.get(name, "")) for name in ("beat", "plan", "file")}
        known |= {name: one_line(known[name]) for name in ("who", "terminal", "since")}
        return Holder(**known)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None


def one_line(name: str) -> str:
    """What a file beside the plan calls somebody, fit for a sentence: it may have been damaged, or written by anybody."""
    return "".join(sign if sign.isprintable() else " " for sign in name[:_LONGEST]).strip()


def written(holder: Holder) -> bytes:
    """The bytes of a lock file; as long after a new ``beat`` as before."""
    return json.dumps(asdict(holder), ensure_ascii=False).encode("utf-8", "replace")


def spoken(age: timedelta) -> str:
    """A span of time for a sentence (「3 時間」)."""
    minutes = int(age.total_seconds()) // 60
    if minutes < 60:
        return messages.MINUTES.format(count=minutes)
    hours = minutes // 60
    return messages.HOURS.format(count=hours) if hours < 48 else messages.DAYS.format(count=hours // 24)

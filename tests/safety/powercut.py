"""A power cut imitated at every write: what a program did to the files of a folder is recorded by strace, then played back to each
point in three ways."""
from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_CALLS = (
    "open,openat,creat,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,lseek"
)
_LINE = re.compile(r"(\d+)\s+(.*)")
_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)(?:<(.*)>)?")
_ON = re.compile(r"(\d+)<([^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Step:
    """One call: ``what`` is create, cut, write, sync, rename, link, unlink or ack; ``name`` the file below the folder."""

    what: str
    name: str = ""
    at: int = 0
    data: bytes = b""
    target: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """What a power cut after ``step`` leaves. ``kind``: kill (all that was written), lost (only what was synced), torn (some
    sectors of the rest); ``acked`` is how much had been acknowledged."""

    step: int
    kind: str
    files: Mapping[str, bytes]
    acked: int


def is_possible() -> bool:
    """Whether a program can be traced here."""
    strace = shutil.which("strace")
    return strace is not None and subprocess.run([strace, "-qq", "-o", "/dev/null", "true"], check=False).returncode == 0


def traced(command: Sequence[str], folder: Path, log: Path, cwd: Path) -> list[Step]:
    """Run a program and give what it did below a folder. It says ``ACK`` and a text where something is acknowledged."""
    subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "67108864", "-e", f"trace={_CALLS}", "-o", str(log), *command],
        cwd=cwd, check=True, timeout=300,
    )  # fmt: skip
    return list(_Reader(str(folder.resolve()) + "/").steps(log))


@dataclass
class _Reader:
    root: str
    places: dict[tuple[str, str], int] = field(default_factory=dict)
    pending: dict[str, str] = field(default_factory=dict)
    said: bytes = b""

    def steps(self, log: Path) -> Iterator[Step]:
        with log.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                whole = self._whole(line)
                match = _CALL.match(whole) if whole else None
                if match and int(match[3]) >= 0:
                    yield from self._step(match[1], match[2], int(match[3]), match[4])

    def _whole(self, line: str) -> str:
        """The call of a line, put together where another one came in between."""
        match = _LINE.match(line.rstrip("\n"))
        if match is None:
            return ""
        pid, said = match.groups()
        if said.endswith("<unfinished ...>"):
            self.pending[pid] = said.removesuffix("<unfinished ...>").rstrip()
            return ""
        resumed = re.match(r"<\.\.\. \w+ resumed>(.*)", said)
        return self.pending.pop(pid, "") + resumed[1] if resumed else said

    def _step(self, call: str, words: str, result: int, opened: str | None) -> Iterator[Step]:
        on = _ON.match(words)
        number, path = (on[1], _decoded(on[2])) if on else ("", "")
        texts = [_bytes(text) for text in _TEXT.findall(words)]
        name = self._below(path)
        if call in ("open", "openat", "creat"):
            made = self._below(_decoded(opened or ""))
            self.places[str(result), _decoded(opened or "")] = 0
            if made and ("O_TRUNC" in words or "O_CREAT" in words):
                yield Step("cut" if "O_TRUNC" in words else "create", made)
        elif call == "lseek":
            self.places[number, path] = result
        elif call in ("write", "pwrite64") and texts:
            at = self.places.get((number, path), 0) if call == "write" else int(words.rsplit(",", 1)[1])
            self.places[number, path] = at + result if call == "write" else self.places.get((number, path), 0)
            if number == "1":
                yield from self._acks(texts[0])
            elif name:
                yield Step("write", name, at, texts[0][:result])
        else:
            yield from self._named(call, words, name, texts, folder=f"{path}/" == self.root)

    def _named(self, call: str, words: str, name: str, texts: Sequence[bytes], *, folder: bool) -> Iterator[Step]:
        """Calls on names and on whole files; ``folder``: on the folder itself."""
        if name and call == "ftruncate":
            yield Step("cut", name, int(words.rsplit(",", 1)[1]))
        elif call in ("fsync", "fdatasync") and (folder or name):
            yield Step("sync", name or ".")
        elif call.startswith(("rename", "link")) and len(texts) >= 2:
            old, new = (self._below(text.decode()) for text in texts[-2:])
            if old and new:
                yield Step("rename" if call.startswith("rename") else "link", old, target=new)
        elif call.startswith("unlink") and texts and (gone := self._below(texts[-1].decode())):
            yield Step("unlink", gone)

    def _acks(self, data: bytes) -> Iterator[Step]:
        *lines, self.said = (self.said + data).split(b"\n")
        yield from (Step("ack", line[4:].decode()) for line in lines if line.startswith(b"ACK "))

    def _below(self, path: str) -> str:
        return path.removeprefix(self.root) if path.startswith(self.root) else ""


def worlds(start: Mapping[str, bytes], steps: Sequence[Step], seeds: int, every: int = 1) -> Iterator[World]:
    """The worlds of each ``every``-th step: kill, lost, and ``seeds`` torn ones."""
    disk = _Disk(start)
    acked = writes = 0
    for place, step in enumerate(steps):
        if step.what == "ack":
            acked += 1
            continue
        disk.apply(step)
        writes += 1
        if writes % every:
            continue
        yield World(place, "kill", {name: bytes(disk.live[number]) for name, number in disk.names.items()}, acked)
        yield World(place, "lost", {name: disk.safe[number] for name, number in disk.safe_names.items()}, acked)
        for seed in range(seeds):
            yield World(place, "torn", disk.torn(random.Random(f"{place}:{seed}")), acked)


class _Disk:
    """Files as a living system sees them, and what of them is on the disk for sure: content once it is synced, names once
    their folder is."""

    def __init__(self, start: Mapping[str, bytes]) -> None:
        self.names = {name: number for number, name in enumerate(start)}
        self.safe_names = dict(self.names)
        self.live = [bytearray(data) for data in start.values()]
        self.safe = list(start.values())

    def apply(self, step: Step) -> None:
        """Take in what was done."""
        if step.what == "sync":
            self._sync(step.name)
            return
        if step.name not in self.names and step.what in ("create", "cut", "write"):
            self.names[step.name] = len(self.live)
            self.live.append(bytearray())
            self.safe.append(b"")
        number = self.names.get(step.name)
        if number is None:
            return
        data = self.live[number]
        if step.what == "cut":
            data[:] = data[: step.at].ljust(step.at, b"\0")
        elif step.what == "write":
            data.extend(bytes(max(0, step.at + len(step.data) - len(data))))
            data[step.at : step.at + len(step.data)] = step.data
        elif step.what in ("rename", "link"):
            self.names[step.target] = number
        if step.what in ("rename", "unlink"):
            del self.names[step.name]

    def _sync(self, name: str) -> None:
        number = self.names.get(name)
        if number is not None:
            self.safe[number] = bytes(self.live[number])
            return
        self.safe_names = {
            **{one: number for one, number in self.safe_names.items() if _folder(one) != name},
            **{one: number for one, number in self.names.items() if _folder(one) == name},
        }

    def torn(self, chance: random.Random) -> Files:
        """What is there where some of what is not safe has reached the disk: the names of a folder, and sectors of each file."""
        early = {folder for folder in sorted({_folder(name) for name in [*self.names, *self.safe_names]}) if chance.random() < 0.5}
        names = {
            **{name: number for name, number in self.names.items() if _folder(name) in early},
            **{name: number for name, number in self.safe_names.items() if _folder(name) not in early},
        }
        return {name: self._mixed(number, chance) for name, number in sorted(names.items())}

    def _mixed(self, number: int, chance: random.Random) -> bytes:
        live, safe = self.live[number], self.safe[number]
        mixed = bytearray(safe.ljust(len(live), b"\0") if chance.random() < 0.5 else safe)
        for at in range(0, len(mixed), SECTOR):
            if chance.random() < 0.5:
                mixed[at : at + SECTOR] = live[at : at + SECTOR]
        return bytes(mixed)


def _folder(name: str) -> str:
    return name.rpartition("/")[0] or "."


def _decoded(path: str) -> str:
    return _BYTE.sub(lambda match: bytes([int(match[1], 16)]), path.encode()).decode("utf-8", "replace")


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))

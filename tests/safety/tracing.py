"""A process watched from outside, in a network of its own with nothing in it: what it connects to and where it writes."""
from __future__ import annotations

import codecs
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT

_CALLS = "open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,symlink,symlinkat,truncate"
_LINE = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(\w+)\((.*)\) += (-?\d+|\?)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PLACE = re.compile(r'(?:AT_FDCWD|-?\d+)<((?:[^>\\]|\\.)*)>, "((?:[^"\\]|\\.)*)"')
_FAMILY = re.compile(r"sa_family=(AF_\w+)")
_NOWHERE = ("/dev/null", "/dev/tty", "/dev/urandom", "/proc/self/")


@dataclass
class Trace:
    """What one process and its children did."""

    status: int = 0
    output: str = ""
    sockets: list[str] = field(default_factory=list)
    """Those of the network, and what they were asked."""
    connects: list[str] = field(default_factory=list)
    """Connections but for local ones."""
    written: set[str] = field(default_factory=set)
    """Every place that was made, written to, renamed or removed."""

    def outside(self, *allowed: Path) -> list[str]:
        """What was written outside these folders."""
        roots = [os.path.realpath(folder) for folder in allowed]
        return sorted(p for p in self.written if not any(p == r or p.startswith(f"{r}/") for r in roots) and not p.startswith(_NOWHERE))


def home(folder: Path) -> dict[str, str]:
    """An environment whose every folder of the user is below this one."""
    places = {
        "HOME": folder, "XDG_CONFIG_HOME": folder / "config", "XDG_CACHE_HOME": folder / "cache", "XDG_DATA_HOME": folder / "data",
        "XDG_STATE_HOME": folder / "state", "XDG_RUNTIME_DIR": folder / "runtime", "TMPDIR": folder / "tmp",
    }
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    (folder / "runtime").chmod(0o700)
    own = {name: str(place) for name, place in places.items()}
    return {**os.environ, **own, "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


def require_tracing() -> None:
    """Skip the test where no process can be watched."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("strace") or not shutil.which("unshare"):
        pytest.skip("watching processes is not possible here")
    if subprocess.run(["unshare", "-n", "strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode:
        pytest.skip("watching processes is not possible here")


def traced(words: Sequence[str], log: Path, environment: dict[str, str], *, seconds: float = 300, ends: bool = True) -> Trace:
    """Run a command without a network. ``ends``: it is to end by itself; else it is told to end after so many seconds."""
    command = [
        "unshare", "-n", "strace", "-f", "-qq", "-y", "-s", "4096", "--seccomp-bpf", "-e", "signal=none",
        "-e", f"trace=%network,{_CALLS}", "-o", str(log), "--", *([] if ends else ["timeout", "-s", "TERM", str(seconds)]), *words,
    ]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=seconds + 60, check=False, errors="replace"
    )
    trace = Trace(done.returncode, done.stdout + done.stderr)
    for call, rest, result in _calls(log):
        _note(trace, call, rest, result)
    return trace


def _calls(log: Path) -> Iterator[tuple[str, str, str]]:
    """Each call with its arguments and its result; what was interrupted by another process is put together."""
    begun: dict[str, str] = {}
    for line in log.read_text("utf-8", "replace").splitlines():
        pid, _, rest = line.partition(" ")
        if rest.endswith("<unfinished ...>"):
            begun[pid] = rest.removesuffix("<unfinished ...>").rstrip()
            continue
        resumed = re.match(r" *<\.\.\. \w+ resumed>(.*)", rest)
        whole = begun.pop(pid, "") + resumed[1] if resumed else rest
        match = _LINE.match(whole.strip())
        if match:
            yield match[1], match[2], match[3]


def _note(trace: Trace, call: str, rest: str, result: str) -> None:
    if call == "socket" and not rest.startswith(("AF_UNIX", "AF_NETLINK")):
        trace.sockets.append(rest)
    if call in ("connect", "sendto", "bind") and (family := _FAMILY.search(rest)) and family[1] not in ("AF_UNIX", "AF_NETLINK"):
        trace.connects.append(f"{call}({rest})")
    if result.startswith("-") or call in ("socket", "connect"):
        return
    if call.startswith("open") and not re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC)", rest):
        return
    if call.startswith(("open", "creat", "rename", "unlink", "mkdir", "link", "symlink", "truncate")):
        trace.written.update(_places(rest))


def _places(rest: str) -> Iterator[str]:
    found = [Path(_plain(base)) / _plain(name) for base, name in _PLACE.findall(rest)]
    for path in found or [Path(_plain(text)) for text in _STRING.findall(rest)]:
        yield os.path.normpath(ROOT / path)


def _plain(text: str) -> str:
    """A text as strace escapes it."""
    return codecs.decode(text.encode("ascii", "backslashreplace"), "unicode_escape").encode("latin-1", "replace").decode("utf-8", "replace")

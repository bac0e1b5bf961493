"""Places for tests: a real network file system where this machine can mount one, and places that only look like one."""
from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from planeditor.store import placefacts

_SERVERS = (Path("/usr/lib/openssh/sftp-server"), Path("/usr/libexec/openssh/sftp-server"), Path("/usr/lib/ssh/sftp-server"))
_SECONDS = 10.0


def why_no_share() -> str:
    """Why no network file system can be mounted here, "" where one can."""
    if sys.platform != "linux" or os.geteuid() != 0 or not Path("/dev/fuse").exists():
        return "mounting takes Linux, root and FUSE"
    if shutil.which("sshfs") is None or not any(server.exists() for server in _SERVERS):
        return "sshfs and its server are not installed"
    return ""


@contextlib.contextmanager
def mounted_share(folder: Path) -> Iterator[Path]:
    """A folder on a network file system (SFTP over FUSE, its server at the other end of two pipes: no socket is opened).

    Skips where that is not possible.
    """
    if why := why_no_share():
        pytest.skip(why)
    far, near = folder / "向こう", folder / "共有"
    far.mkdir()
    near.mkdir()
    server = next(server for server in _SERVERS if server.exists())
    to_server, to_client = os.pipe(), os.pipe()
    with contextlib.ExitStack() as stack:
        words = ["sshfs", "-f", "-o", "passive", "-o", "cache=no", f":{far}", str(near)]
        client = stack.enter_context(subprocess.Popen(words, stdin=to_client[0], stdout=to_server[1], stderr=subprocess.DEVNULL))
        serving = stack.enter_context(subprocess.Popen([str(server)], stdin=to_server[0], stdout=to_client[1]))
        for end in (*to_server, *to_client):
            os.close(end)
        try:
            if not _comes(near):
                pytest.skip("a network file system cannot be mounted here")
            yield near
        finally:
            subprocess.run(["umount", "-l", str(near)], check=False, capture_output=True)
            for process in (client, serving):
                process.terminate()


def _comes(near: Path) -> bool:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if os.path.ismount(near):
            return True
        time.sleep(0.05)
    return False


@contextlib.contextmanager
def as_share(folder: Path, kind: str = "cifs", source: str = "//server/share") -> Iterator[Path]:
    """A folder of this machine that the table of mounts says is a share."""
    folder.mkdir(exist_ok=True)
    table = folder.with_name(f"{folder.name}.mounts")
    table.write_text(f"1 0 0:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:2 / {folder} rw - {kind} {source} rw\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placefacts, "MOUNTS", table)
        yield folder

"""Where a file lies: on a disk of this terminal, on a share, in a folder that a service synchronises, or on what can be pulled out.

``decide`` is a pure function over facts; ``placefacts`` finds them out.
"""
from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Literal

Kind = Literal["local", "share", "synced", "removable", "unknown"]
"""``unknown``: the place did not answer in time, as a share does that is not there."""

WITHIN = 1.5
"""How long the facts are waited for, in seconds."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a file lies. ``name``: of the share, the service or the drive, "" where it has none."""

    kind: Kind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found out about the place of ``path``, which is absolute."""

    path: str
    windows: bool = False
    drive: Literal["", "fixed", "remote", "removable"] = ""
    """What kind of drive Windows says it is."""
    remote: str = ""
    """The share that a mapped drive stands for."""
    mount: str = ""
    """The type of the file system elsewhere, and what is mounted."""
    source: str = ""
    ejectable: bool = False
    home: str = ""
    roots: Mapping[str, str] = field(default_factory=dict)
    """Folders that services say they synchronise, with the name of the service."""
    markers: frozenset[str] = frozenset()
    """Names of files that services leave in the folders they synchronise, as far as there are any above the path."""


MARKERS = {
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive", ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing", ".nextcloudsync.log": "Nextcloud", ".owncloudsync.log": "ownCloud",
    ".SynologyWorkingDirectory": "Synology Drive", ".tmp.drivedownload": "Google Drive", ".tmp.driveupload": "Google Drive",
}
"""Name of a file or folder → the service that leaves it there."""

_NETWORK = frozenset({
    "cifs", "smb3", "smb2", "smbfs", "nfs", "nfs4", "ncpfs", "afs", "9p", "ceph", "lustre", "glusterfs", "davfs", "beegfs", "gfs2",
    "ocfs2", "vboxsf", "virtiofs", "drvfs", "prl_fs",
})  # fmt: skip
_NETWORK_FUSE = frozenset({
    "sshfs", "davfs", "davfs2", "glusterfs", "gvfsd-fuse", "smbnetfs", "vmhgfs-fuse", "ceph", "ceph-fuse", "s3fs", "curlftpfs", "nfs",
})  # fmt: skip
_SYNCED_FUSE = {"rclone": "rclone", "onedriver": "OneDrive", "google-drive-ocamlfuse": "Google Drive", "dbxfs": "Dropbox"}
_SYNCED_NAMES = (
    (re.compile(r"OneDrive( - .+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"Dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"Google ?(Drive|ドライブ)|マイドライブ|My Drive", re.IGNORECASE), "Google Drive"),
    (re.compile(r"iCloud ?Drive", re.IGNORECASE), "iCloud"),
    (re.compile(r"Nextcloud", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"ownCloud", re.IGNORECASE), "ownCloud"),
    (re.compile(r"SynologyDrive", re.IGNORECASE), "Synology Drive"),
)
_SYNCED_AT_HOME = (*_SYNCED_NAMES, (re.compile(r"Box( Sync)?"), "Box"))
_EJECTED_FROM = ("/media/", "/run/media/")


def location_of(path: Path, *, within: float = WITHIN) -> Location:
    """Where a file lies; never raises, and never waits longer than ``within`` seconds for a share that does not answer."""
    from .placefacts import facts_of

    found: list[Location] = []

    def look() -> None:
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            found.append(decide(facts_of(path)))

    looking = threading.Thread(target=look, name="planeditor-place", daemon=True)
    looking.start()
    looking.join(within)
    return found[0] if found else Location("unknown")


def decide(facts: Facts) -> Location:
    """What the facts come to. A synchronised folder counts before the share it may lie on: it is what needs more care."""
    path = _pure(facts)
    service = _service(path, facts)
    if service:
        return Location("synced", service)
    share = _share(path, facts)
    if share:
        return Location("share", share)
    if facts.drive == "removable" or facts.ejectable or facts.path.startswith(_EJECTED_FROM):
        return Location("removable", path.drive)
    return Location("local")


def is_share_type(mount: str) -> bool:
    """Whether a file system of this type lies on another machine."""
    kind, _, helper = mount.partition(".")
    return mount in _NETWORK or (kind == "fuse" and helper in _NETWORK_FUSE)


def _pure(facts: Facts) -> PurePath:
    if not facts.windows:
        return PurePosixPath(facts.path)
    path = facts.path.replace("/", "\\")
    if path.upper().startswith("\\\\?\\UNC\\"):
        path = "\\\\" + path[8:]
    return PureWindowsPath(path.removeprefix("\\\\?\\"))


def _share(path: PurePath, facts: Facts) -> str:
    if facts.windows:
        if path.drive.startswith("\\\\"):
            return path.drive
        return (facts.remote or path.drive) if facts.remote or facts.drive == "remote" else ""
    return (facts.source or facts.mount) if is_share_type(facts.mount) else ""


def _service(path: PurePath, facts: Facts) -> str:
    helper = facts.mount.removeprefix("fuse.")
    if helper != facts.mount and helper in _SYNCED_FUSE:
        return _SYNCED_FUSE[helper]
    for root, service in facts.roots.items():
        if root and path.is_relative_to(type(path)(root)):
            return service
    home = type(path)(facts.home) if facts.home else None
    for folder in path.parents:
        names = _SYNCED_AT_HOME if folder.parent == home else _SYNCED_NAMES
        for pattern, service in names:
            if pattern.fullmatch(folder.name):
                return service
    return next((MARKERS[name] for name in sorted(facts.markers) if name in MARKERS), "")

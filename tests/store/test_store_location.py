"""Where a plan lies: every kind of place by its facts, the facts of this system, and a share that does not answer."""
from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from planeditor.store import location, placefacts
from planeditor.store.location import MARKERS, Facts, Location, decide, location_of

HOME = r"C:\利用者\見本"
WORK = {r"C:\利用者\見本\OneDrive - 見本市": "OneDrive"}


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (Facts(r"C:\計画\a.plandb", windows=True, drive="fixed", home=HOME), Location("local")),
        (Facts(r"\\server\share\計画\a.plandb", windows=True, drive="remote"), Location("share", r"\\server\share")),
        (Facts("//server/share/a.plandb", windows=True), Location("share", r"\\server\share")),
        (Facts(r"\\?\UNC\server\share\a.plandb", windows=True), Location("share", r"\\server\share")),
        (Facts(r"\\?\C:\計画\a.plandb", windows=True, drive="fixed"), Location("local")),
        (Facts(r"S:\計画\a.plandb", windows=True, drive="remote", remote=r"\\server\情報"), Location("share", r"\\server\情報")),
        (Facts(r"S:\計画\a.plandb", windows=True, drive="remote"), Location("share", "S:")),
        (Facts(r"S:\a.plandb", windows=True, remote=r"\\server\情報"), Location("share", r"\\server\情報")),
        (Facts(r"E:\a.plandb", windows=True, drive="removable"), Location("removable", "E:")),
        (Facts(r"C:\利用者\見本\OneDrive - 見本市\a.plandb", windows=True, drive="fixed", roots=WORK), Location("synced", "OneDrive")),
        (Facts(r"c:\利用者\見本\onedrive - 見本市\計画\a.plandb", windows=True, roots=WORK), Location("synced", "OneDrive")),
        (Facts(r"D:\OneDrive\計画\a.plandb", windows=True, drive="fixed"), Location("synced", "OneDrive")),
        (Facts(r"C:\利用者\見本\Dropbox (見本市)\a.plandb", windows=True, drive="fixed"), Location("synced", "Dropbox")),
        (Facts(r"G:\マイドライブ\a.plandb", windows=True, drive="fixed"), Location("synced", "Google Drive")),
        (Facts(r"C:\利用者\見本\Box\a.plandb", windows=True, drive="fixed", home=HOME), Location("synced", "Box")),
        (Facts(r"D:\書庫\Box\a.plandb", windows=True, drive="fixed", home=HOME), Location("local")),
        (Facts(r"C:\計画\OneDriveの控え\a.plandb", windows=True, drive="fixed"), Location("local")),
        (Facts(r"C:\計画\a.plandb", windows=True, drive="fixed", markers=frozenset({".stfolder"})), Location("synced", "Syncthing")),
        (Facts(r"\\server\OneDrive\a.plandb", windows=True), Location("share", r"\\server\OneDrive")),
        (Facts("/srv/見本/a.plandb", mount="ext4", source="/dev/sda1"), Location("local")),
        (Facts("/mnt/s/a.plandb", mount="cifs", source="//server/share"), Location("share", "//server/share")),
        (Facts("/mnt/s/a.plandb", mount="nfs4", source="server:/share"), Location("share", "server:/share")),
        (Facts("/mnt/s/a.plandb", mount="fuse.sshfs", source="server:"), Location("share", "server:")),
        (Facts("/mnt/s/a.plandb", mount="9p"), Location("share", "9p")),
        (Facts("/mnt/s/a.plandb", mount="fuse.rclone", source="box:"), Location("synced", "rclone")),
        (Facts("/mnt/ntfs/a.plandb", mount="fuseblk", source="/dev/sdb1"), Location("local")),
        (Facts("/mnt/usb/a.plandb", mount="vfat", ejectable=True), Location("removable")),
        (Facts("/media/見本/USB/a.plandb", mount="vfat"), Location("removable")),
        (Facts("/srv/見本/Nextcloud/a.plandb", mount="ext4"), Location("synced", "Nextcloud")),
    ],
)
def test_what_the_facts_come_to(facts: Facts, found: Location) -> None:
    assert decide(facts) == found


def test_this_terminals_own_disk(tmp_path: Path) -> None:
    assert location_of(tmp_path / "a.plandb").kind in ("local", "removable")
    assert location_of(tmp_path / "無い" / "a.plandb").kind in ("local", "removable"), "what is not there lies somewhere too"


@pytest.mark.parametrize("name", MARKERS)
def test_what_services_leave_behind_is_seen(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    (tmp_path / "計画").mkdir()
    assert location_of(tmp_path / "計画" / "a.plandb") == Location("synced", MARKERS[name])


def test_the_folder_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
    assert location_of(tmp_path / "計画" / "a.plandb") == Location("synced", "OneDrive")


def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    file = tmp_path / "mountinfo"
    file.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(placefacts, "MOUNTS", file)


def test_the_table_of_mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table(
        tmp_path, monkeypatch, "1 0 8:1 / / rw - ext4 /dev/sda1 rw", "", "x",
        r"2 1 0:40 / /mnt/S\040drive rw shared:1 - cifs //server/share\0401 rw,vers=3.0",
        "3 1 0:41 / /mnt/over rw - nfs old:/ rw", "4 1 0:42 / /mnt/over rw - tmpfs tmpfs rw",
    )  # fmt: skip
    assert placefacts.mounted(Path("/mnt/S drive/計画/a.plandb")) == ("cifs", "//server/share 1", "0:40")
    assert placefacts.mounted(Path("/mnt/S drive2/a.plandb"))[0] == "ext4"
    assert placefacts.mounted(Path("/mnt/over/a.plandb"))[0] == "tmpfs", "the one on top is seen"
    assert location_of(Path("/mnt/S drive/a.plandb")) == Location("share", "//server/share 1")


def test_nothing_is_asked_of_a_share(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    table(tmp_path, monkeypatch, f"2 1 0:40 / {tmp_path}/share rw - cifs //server/share rw")
    for name in ("exists", "resolve", "stat"):
        monkeypatch.setattr(Path, name, lambda *_, **__: pytest.fail("a share that is away keeps one waiting"))
    assert decide(placefacts.facts_of(tmp_path / "share" / "a.plandb")).kind == "share"


def test_a_place_that_does_not_answer_is_unknown_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    monkeypatch.setattr(placefacts, "facts_of", lambda _: Facts("/a.plandb", mount="ext4" if answered.wait(10) else ""))
    begun = time.monotonic()
    assert location.location_of(Path("/a.plandb"), within=0.1) == Location("unknown")
    assert time.monotonic() - begun < 1
    answered.set()

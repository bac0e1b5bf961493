"""The whole way of packaging/windows: assemble, write folder, ZIP, installer and the papers beside them, say what they take."""
from __future__ import annotations

import argparse
import hashlib
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from application import application_sheet
from assemble import FONTS, SHEET, Bundle, assemble
from installing import write_installer
from packing import write_folder, write_zip
from sources import ROOT, sha256

Result = TypeVar("Result")

_TOGETHER = ("python/Lib/site-packages/", "app/", "")
"""Below these folders each entry is a part of its own in the list of the largest."""
_APART = frozenset({"PySide6", "resources"})
"""Parts so large that what is in them is told apart."""


def build(python: Path | None, to: Path, *, installer: bool) -> None:
    """Make everything below ``to``; what stood there under the same names is replaced."""
    bundle = _timed("組み立て", lambda: assemble(python))
    base = f"planeditor-{bundle.version}"
    folder, packed, setup = to / f"{base}-windows", to / f"{base}-windows.zip", to / f"{base}-setup.exe"
    to.mkdir(parents=True, exist_ok=True)
    _timed("フォルダー", lambda: _replaced(bundle, folder))
    _timed("ZIP", lambda: write_zip(bundle.files, packed, base))
    setup.unlink(missing_ok=True)
    if installer:
        _timed("インストーラー", lambda: write_installer(bundle.files, folder, bundle.version, setup))
    made = [path for path in (packed, setup) if path.is_file()]
    digests = {path.name: sha256(path) for path in made}
    (to / f"{base}-SHA256SUMS.txt").write_text("".join(f"{digest}  {name}\n" for name, digest in digests.items()), encoding="utf-8")
    (to / f"{base}-{SHEET}").write_bytes(_sheet(bundle, digests))
    _tell(bundle, made)


def largest_parts(files: Mapping[str, bytes], count: int = 10) -> list[tuple[str, int]]:
    """The parts that take most, with their bytes: libraries, Qt's files, folders."""
    sizes: Counter[str] = Counter()
    for name, data in files.items():
        sizes[_part(name)] += len(data)
    return sizes.most_common(count)


def _part(name: str) -> str:
    head = next(head for head in _TOGETHER if name.startswith(head))
    steps = name.removeprefix(head).split("/")
    return "/".join(steps[: 2 if steps[0] in _APART or head == "" else 1])


def _sheet(bundle: Bundle, digests: Mapping[str, str]) -> bytes:
    """The paper once more, now with the hashes of what is handed over."""
    inside = {name: hashlib.sha256(bundle.files[name]).hexdigest() for name in ("planeditor.exe", "planeditor-cli.exe")}
    fonts = bundle.files[f"app/resources/fonts/{FONTS[0]}"], bundle.files[f"app/resources/fonts/{FONTS[1]}"]
    return application_sheet(bundle.version, bundle.sources, {**digests, **inside}, fonts)


def _replaced(bundle: Bundle, folder: Path) -> None:
    """Write the folder beside the old one and put it in its place."""
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".planeditor-") as place:
        new, old = Path(place, "new"), Path(place, "old")
        write_folder(bundle.files, new)
        with suppress(FileNotFoundError):
            folder.replace(old)
        shutil.move(new, folder)


def _timed(what: str, job: Callable[[], Result]) -> Result:
    begun = time.perf_counter()
    result = job()
    print(f"{what}: {time.perf_counter() - begun:.1f} 秒", flush=True)
    return result


def _tell(bundle: Bundle, made: list[Path]) -> None:
    unpacked = sum(map(len, bundle.files.values()))
    print(f"フォルダー {unpacked / 1e6:.1f} MB（{len(bundle.files)} ファイル）")
    for path in made:
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB  {sha256(path)}")
    print("大きな部品:")
    for part, size in largest_parts(bundle.files):
        print(f"  {size / 1e6:6.1f} MB  {part}")


def main() -> None:
    """Read the words of the command line and build."""
    parser = argparse.ArgumentParser(prog="packaging/windows", description="Windows 用のフォルダー、ZIP、インストーラーを作ります。")
    parser.add_argument("--python", type=Path, metavar="FOLDER|ZIP", help="代わりに使う Windows 用の Python 3.13")
    parser.add_argument("--to", type=Path, default=ROOT / "dist", metavar="DIR", help="作る場所（なければ dist）")
    parser.add_argument("--no-installer", action="store_true", help="インストーラーを作らない")
    chosen = parser.parse_args()
    build(chosen.python, chosen.to, installer=not chosen.no_installer)


if __name__ == "__main__":
    main()

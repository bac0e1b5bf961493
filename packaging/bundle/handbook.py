"""The manual in the bundle: the chapters and pictures for the window, and the PDF to be read without the program."""
from __future__ import annotations

import hashlib
import re
import subprocess
import sys

from sources import CACHE, ROOT

CHAPTERS = ROOT / "docs" / "manual"
PROGRAM = ROOT / "packaging" / "manual.py"
_KEPT = 4
"""PDFs kept in the cache."""
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")


def manual_files() -> dict[str, bytes]:
    """By path: ``app/resources/manual`` as ``services.manual`` reads it, and ``manual/manual.pdf``."""
    found: dict[str, bytes] = {}
    for chapter in sorted(CHAPTERS.glob("*.md")):
        found[f"app/resources/manual/{chapter.name}"] = chapter.read_bytes()
        for named in _PICTURE.findall(chapter.read_text(encoding="utf-8")):
            picture = CHAPTERS / named
            if not picture.is_file():
                missing = f"{chapter.name} にある絵 {named} がありません。"
                raise SystemExit(f"{missing}packaging/screenshots.py で作ってください。")
            found[f"app/resources/manual/{picture.parent.name}/{picture.name}"] = picture.read_bytes()
    if found and PROGRAM.is_file():
        found["manual/manual.pdf"] = _pdf(found)
    return found


def _pdf(files: dict[str, bytes]) -> bytes:
    """Made once for the same chapters and the same program: it prints the program's own keys and words."""
    digest = hashlib.sha256()
    for source in [*sorted(PROGRAM.parent.glob("manual*.py")), *sorted((ROOT / "planeditor").rglob("*.py"))]:
        digest.update(source.read_bytes())
    for name, data in files.items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    made = CACHE / f"manual-{digest.hexdigest()[:16]}.pdf"
    if not made.is_file():
        half = made.with_suffix(".half.pdf")
        half.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)
        subprocess.run([sys.executable, str(PROGRAM), str(half)], check=False, cwd=ROOT, stdout=subprocess.DEVNULL)
        if not half.is_file():
            raise SystemExit("手引きの PDF を作れませんでした。packaging/manual.py を実行して確かめてください。")
        for old in sorted(CACHE.glob("manual-*.pdf"), key=lambda file: file.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)
        half.replace(made)
    return made.read_bytes()

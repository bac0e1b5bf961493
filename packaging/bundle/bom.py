"""The bill of materials: every part of the bundle, where it comes from and under which licence, as CycloneDX 1.5."""
from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence

from sources import Source

_SPACE = uuid.UUID("8f3e1c52-6a54-5a5e-9d0b-2f4c7f1b9a10")
"""Of the serial numbers: the same parts give the same number."""
_TRUSTED = re.compile(r"[A-Za-z0-9.+-]+((?: (?:OR|AND|WITH) )[A-Za-z0-9.+-]+)*")
"""What can be an SPDX expression."""


def bill_of_materials(version: str, moment: str, sources: Sequence[Source], files: Mapping[str, Mapping[str, str]]) -> bytes:
    """The JSON document. ``moment``: the ISO time it bears; ``files``: of a part, or of "planeditor", the files named singly
    with their SHA-256.
    """
    program = {
        "type": "application", "bom-ref": "planeditor", "name": "planeditor", "version": version,
        "description": "計画進行管理エディタ", "licenses": [{"expression": "MIT"}], "purl": f"pkg:generic/planeditor@{version}",
        "components": _files(files.get("planeditor", {}).items()),
    }  # fmt: skip
    parts = [_component(source, files.get(source.name, {})) for source in sources]
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": "", "version": 1,
        "metadata": {"timestamp": moment, "component": program},
        "components": parts,
        "dependencies": [{"ref": "planeditor", "dependsOn": [part["bom-ref"] for part in parts]}],
    }  # fmt: skip
    document["serialNumber"] = f"urn:uuid:{uuid.uuid5(_SPACE, json.dumps(document, sort_keys=True))}"
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _files(files: Iterable[tuple[str, str]]) -> list[dict[str, object]]:
    return [
        {"type": "file", "bom-ref": name, "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]} for name, digest in files
    ]


def _component(source: Source, files: Mapping[str, str]) -> dict[str, object]:
    kind = "file" if source.name.startswith("BIZ") else "library"
    part: dict[str, object] = {"type": kind, "bom-ref": f"{source.name}@{source.version}", "name": source.name, "version": source.version}
    if source.sha256:
        part["hashes"] = [{"alg": "SHA-256", "content": source.sha256}]
    named = _TRUSTED.fullmatch(source.licence) is not None
    part["licenses"] = [{"expression": source.licence}] if named else [{"license": {"name": source.licence}}]
    if source.purl:
        part["purl"] = source.purl
    part["properties"] = [{"name": "planeditor:file", "value": source.file}, {"name": "planeditor:origin", "value": source.origin}]
    if files:
        part["components"] = _files(files.items())
    return part

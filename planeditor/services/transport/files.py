"""Plans as JSON in files of their own: written whole or not at all, and made into a new plan file."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from planeditor.domain.errors import KnownError
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import transport as say
from planeditor.services.paper.targets import write_file
from planeditor.services.transport.parsing import is_plan_json
from planeditor.services.transport.writing import as_json
from planeditor.store.document import Document


def json_text(data: dict[str, Any]) -> str:
    """A plan as it is printed or written to a file."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def plan_of_document(document: Document, forms: FormSet) -> dict[str, Any]:
    """The whole plan of an open file, with its departments, as ``as_json`` gives it."""
    return as_json(document.plan(), forms, departments=document.departments.all())


def write_json(target: Path, data: dict[str, Any]) -> None:
    """Write it to ``target``; raises KnownError where that is no name of a JSON file, or cannot be written."""
    if not is_plan_json(target):
        raise KnownError(say.NOT_A_JSON_NAME.format(file=target))
    write_file(target, f"{json_text(data)}\n".encode())

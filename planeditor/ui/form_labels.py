"""The words beside the fields of a form, in line with what stands in the fields."""
from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLabel


def align_labels(form: QFormLayout) -> None:
    """As high as a field of one line each: beside a higher field the word stands by its first line."""
    for row in range(form.rowCount()):
        field = form.itemAt(row, QFormLayout.ItemRole.FieldRole)
        label = form.labelForField(field.widget()) if field.widget() is not None else None
        if isinstance(label, QLabel):
            label.setProperty("role", "label")

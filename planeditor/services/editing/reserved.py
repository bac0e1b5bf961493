"""Fields the program keeps for itself that people may fill in: 照会先, 前計画の番号, 事務局, 提出の回, and which figures are still 見込."""
from __future__ import annotations

from planeditor.domain.blocks import COVERS, cell_place
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.plan import CONTACTS, FORMER, RESERVED_MARK, ROUNDS, SECRETARIAT, NodeKind
from planeditor.domain.reserved import base_of, forecast_field
from planeditor.messages import request_sheet as words

_PLAIN: dict[NodeKind, tuple[str, ...]] = {"plan": (SECRETARIAT, ROUNDS), "measure": (CONTACTS, FORMER)}


def reserved_fields(vocabulary: Vocabulary, kind: NodeKind) -> list[FieldDef]:
    """Those of a kind of node, beside the form set's own fields."""
    plain = [FieldDef(key, vocabulary.label(kind, key), kind, kind="internal") for key in _PLAIN.get(kind, ())]
    return plain + [_forecast(vocabulary, f) for f in vocabulary.of(kind) if f.figure and f.series]


def field_of(vocabulary: Vocabulary, kind: NodeKind, key: str) -> FieldDef | None:
    """The field of that key, reserved or not, None where nobody fills in such a one."""
    found = vocabulary.by_key.get((kind, key))
    if found is None and key.startswith(RESERVED_MARK):
        found = next((f for f in reserved_fields(vocabulary, kind) if f.key == key), None)
    if found is None and ((kind == "block" and cell_place(key)) or (kind == "measure" and base_of(key) == COVERS)):
        found = FieldDef(key, vocabulary.label(kind, key), kind)
    return found


def _forecast(vocabulary: Vocabulary, figure: FieldDef) -> FieldDef:
    key = forecast_field(figure.key)
    return FieldDef(key, vocabulary.label(figure.of, key), figure.of, figure.series, figure.kind, "choice", (words.FORECAST,))

"""What may be put into a cell of a form: the fields of its set, and what the program knows of itself."""
from __future__ import annotations

from dataclasses import dataclass

from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.messages import designing as say

_KINDS = ("plan", "area", "measure")
_OWNERS = {"plan": "計画", "area": "分野", "measure": "施策"}
_TAKEN = frozenset({"通番", "ページ", "総ページ", "資料番号", "脚注番号", "脚注", "脚注説明", "対応"})
"""Names that mean something else where they stand without an owner."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to put into a cell."""

    text: str
    """How it is written in the drawing."""
    label: str
    about: str
    """Whose it is, or what it prints, for the list."""
    field: FieldDef | None = None


def placeholder_of(definition: FieldDef, vocabulary: Vocabulary) -> str:
    """How an entry of a field is written in a drawing: with its owner, where the label alone could mean another."""
    label = definition.label
    others = {f.of for f in vocabulary.by_label.get(label, ()) if f.of in _KINDS} - {definition.of}
    plain = definition.of == "measure" and not others and label not in vocabulary.series and label not in _TAKEN
    return "{{" + (label if plain else f"{_OWNERS.get(definition.of, '')}.{label}") + "}}"


def offers(vocabulary: Vocabulary) -> list[Offer]:
    """Everything there is to choose from: fields of the measure, of its area, of the plan, then the program's own. What never
    leaves the house is not among them."""
    found: list[Offer] = []
    for kind in reversed(_KINDS):
        for definition in vocabulary.fields:
            if definition.of == kind and definition.kind != "internal":
                about = vocabulary.word(kind, say.OF_PLAN if kind == "plan" else None)
                if definition.series:
                    about = say.PER_PERIOD.format(series=definition.series)
                found.append(Offer(placeholder_of(definition, vocabulary), definition.label, about, definition))
    for name in vocabulary.series:
        found += [
            Offer("{{" + name + "}}", name, say.PERIOD_USUAL), Offer("{{" + name + "|和暦}}", name, say.PERIOD_ERA),
            Offer("{{" + name + "|西暦}}", name, say.PERIOD_WESTERN),
        ]
    found += [Offer("{{" + name + "}}", label, say.DERIVED) for name, label in say.DERIVED_OFFERS.items()]
    return found


def usable_label(text: str) -> str:
    """A label as a placeholder can name it: on one line, the signs of the language in full width."""
    return " ".join(text.split()).translate(_SIGNS)


_SIGNS = str.maketrans(".:|=*{}", "．：｜＝＊｛｝")

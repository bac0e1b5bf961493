"""Which field a printed label means: by the labels of every form set there is, and by the words offices use."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.text import label_key
from planeditor.messages import designing as say

_LEADING = re.compile(r"^(?:[①-⑳]|[(（]?[0-9]{1,2}[)）.．、]|[◆◇■□●○◎・※▼★])+")
_NUMBERED = re.compile(r"^\s*(?:[0-9０-９]{1,2}|[IVXⅠ-Ⅻ]{1,4})[\s　]+")
_AROUND = "【】〔〕《》〈〉「」[]()（）:：・*＊.．"
_KINDS = ("measure", "area", "plan")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A label as compared here: width, space, numbering in front and brackets round it make no difference."""
    key = label_key(_NUMBERED.sub("", text))
    short = _LEADING.sub("", key).strip(_AROUND).casefold()
    return (short or key.casefold()).replace("取り組み", "取組").replace("取組み", "取組")


def without_number(text: str) -> str:
    """A label without the numbering in front of it."""
    bare = _LEADING.sub("", _NUMBERED.sub("", text.strip())).strip(" 　：:")
    return bare or text.strip()


class Labels:
    """The labels that are known. What the set itself calls so comes first, then other sets, then usual words."""

    def __init__(self, vocabulary: Vocabulary, others: Iterable[Vocabulary] = ()) -> None:
        """``others``: the vocabularies of the other form sets there are."""
        self.vocabulary = vocabulary
        self._known: dict[str, list[FieldDef]] = {}
        own = [f for f in vocabulary.fields if f.of in _KINDS]
        for definition in own:
            self._learn(definition, (definition.label, *definition.aliases))
        by_key = {(f.of, f.key): f for f in own}
        for (kind, key), names in say.KNOWN_WORDS.items():
            named = by_key.get((kind, key))  # type: ignore[arg-type]  # the kinds of the table are kinds of node
            if named is not None:
                self._learn(named, names)
        for other in others:
            for definition in other.fields:
                same = by_key.get((definition.of, definition.key))
                if definition.of in _KINDS and (same is None or same.label == definition.label):
                    self._learn(same or definition, (definition.label, *definition.aliases))

    def _learn(self, definition: FieldDef, names: Iterable[str]) -> None:
        for name in names:
            known = self._known.setdefault(fold(name), [])
            if definition not in known:
                known.append(definition)

    def knows(self, text: str) -> bool:
        """Whether a text is a label of some field, or one of the printings of a label with variants."""
        return bool(text) and (fold(text) in self._known or self.variant(text) is not None)

    def all(self, text: str) -> list[FieldDef]:
        """The fields that are called so."""
        return list(self._known.get(fold(text), ())) if text else []

    def find(self, text: str, *, series: str = "") -> FieldDef | None:
        """The field of that label that belongs to this series ("" = to none), of a measure rather than of an area or the plan; None
        where there is none."""
        found = [f for f in self.all(text) if f.series == series]
        return min(found, key=lambda f: _KINDS.index(f.of), default=None)

    def variant(self, text: str) -> tuple[FieldDef, FieldDef] | None:
        """For a label with variants (活動目標 / 成果指標): the field that chooses the label, and the one it stands beside."""
        for chooser, beside in self._variants():
            if fold(text) in map(fold, chooser.choices):
                return chooser, beside
        return None

    def _variants(self) -> Iterator[tuple[FieldDef, FieldDef]]:
        fields = self.vocabulary.fields
        for chooser in fields:
            named = chooser.key.removesuffix("_label")
            if chooser.type == "choice" and named != chooser.key:
                beside = next((f for f in fields if f.of == chooser.of and f.key == named), None)
                if beside is not None:
                    yield chooser, beside

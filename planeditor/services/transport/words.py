"""What the words of a file mean in a plan: labels as fields, printed years as periods."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period, parse_period
from planeditor.domain.plan import KIND, PARENT, RESERVED_MARK, NodeKind
from planeditor.domain.text import label_key
from planeditor.messages import transport as say
from planeditor.services.transport.spots import Spot

_FIRST, _LAST, _LONGEST = 1800, 2300, 100
_KEY_LENGTH = 200


def sound_name(text: str) -> bool:
    """Whether a text can be an id, or the key of a field."""
    return 0 < len(text) <= _KEY_LENGTH and text.isprintable() and not any(c.isspace() for c in text)


def period_of(spot: Spot) -> Period:
    """The period of a key such as 年度:2024 or 期:2014-2015; KnownError for anything else."""
    text = spot.as_text()
    try:
        period = Period.from_key(text) if len(text) <= _KEY_LENGTH and text.isprintable() else None
    except ValueError:
        period = None
    sound = period is not None and period.key == text and not any(c.isspace() for c in text)
    if period is None or not sound or not _FIRST <= period.first <= period.last <= _LAST or period.last - period.first >= _LONGEST:
        raise spot.error(say.BAD_PERIOD.format(text=text))
    return period


class Fields:
    """The field that a label means: the file's own map first, then the form set."""

    def __init__(self, labels: Iterable[tuple[str, Spot]], vocabulary: Vocabulary | None, form_set: str) -> None:
        """``labels``: kind of node -> label -> key; ``vocabulary`` None where the form set is not on this machine."""
        self._vocabulary, self._form_set = vocabulary, form_set
        self._keys: dict[tuple[str, str], str] = {}
        for kind, spot in labels:
            for label, below in _words_of(spot):
                key = below.as_text()
                if not sound_name(key) or key.startswith(RESERVED_MARK):
                    raise below.error(say.BAD_FIELD.format(key=key))
                self._keys[kind, label] = key
        self._usual: dict[tuple[NodeKind, str], str] = {}
        for definition in vocabulary.fields if vocabulary else ():
            if not definition.key.startswith(RESERVED_MARK):
                for label in (definition.label, *definition.aliases):
                    self._usual.setdefault((definition.of, label_key(label)), definition.key)

    @property
    def labels(self) -> dict[str, str]:
        """What the file itself calls the fields: key -> label."""
        return {key: label for (_, label), key in self._keys.items()}

    def key(self, kind: NodeKind, label: str, spot: Spot) -> str:
        """The field of that label; KnownError naming those there are."""
        key = self._keys.get((kind, label)) or self._usual.get((kind, label_key(label)))
        if key is not None:
            return key
        if self._vocabulary is None:
            raise spot.error(say.UNKNOWN_FIELD_NO_SET.format(label=label, set=self._form_set))
        own = "、".join(f.label for f in self._vocabulary.of(kind) if not f.key.startswith(RESERVED_MARK))
        raise spot.error(say.UNKNOWN_FIELD.format(label=label, set=self._form_set, known=own or say.NO_FIELDS))

    def series(self, kind: NodeKind, key: str) -> str:
        """The series a field belongs to, "" for none."""
        definition = self._vocabulary.by_key.get((kind, key)) if self._vocabulary else None
        return definition.series if definition else ""


def reserved_key(word: str, spot: Spot) -> str:
    """The key of an entry of the program itself; KnownError for any other, and for one that the tree itself says."""
    if not sound_name(word) or not word.startswith(RESERVED_MARK) or word in (KIND, PARENT):
        raise spot.error(say.BAD_RESERVED.format(key=word))
    return word


class Periods:
    """The periods of a plan, by their keys and by what is printed for them."""

    def __init__(self, periods: Iterable[Period], labels: Iterable[tuple[str, Period]]) -> None:
        """``labels``: every label a period is known by."""
        self._all = list(periods)
        self._labels: dict[str, list[Period]] = {}
        self._printed: dict[Period, str] = {}
        for label, period in labels:
            self._printed.setdefault(period, label)
            found = self._labels.setdefault(label_key(label), [])
            if period not in found:
                found.append(period)

    def meant(self, spot: Spot) -> list[Period]:
        """The periods that the object of a period means by its key or its label; KnownError where there is none."""
        spot.note_others(("label", "key", "fields", "reserved"))
        if spot.has("key"):
            return [period_of(spot.below("key"))]
        if not spot.has("label"):
            raise spot.error(say.PERIOD_UNNAMED)
        label = spot.text("label")
        found = self._labels.get(label_key(label)) or [p for p in self._all if parse_period(label, [p])]
        if not found:
            known = "、".join(dict.fromkeys(self._printed.get(p, p.key) for p in self._all)) or say.NO_FIELDS
            raise spot.error(say.UNKNOWN_PERIOD.format(label=label, known=known))
        return found


def _words_of(spot: Spot) -> Iterator[tuple[str, Spot]]:
    for word, value in spot.mapping().items():
        yield word, Spot(value, word, spot)

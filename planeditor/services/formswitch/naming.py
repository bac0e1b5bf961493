"""A choice written with names, as the command line takes it: 旧の項目=新の項目."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import FieldDef
from planeditor.domain.text import label_key
from planeditor.messages import formswitch as say
from planeditor.services.formswitch.choice import Choice, gathering
from planeditor.services.formswitch.fields import OldField, offered
from planeditor.services.formswitch.moving import Moving


def with_fields(moving: Moving, pairs: Iterable[str]) -> Choice:
    """The choice with these fields put elsewhere; ``概要=`` leaves the texts as they are.

    Raises KnownError for a pair that is none, and for a field that is not there.
    """
    chosen = dict(moving.choice.fields)
    for text in pairs:
        old, sign, new = text.replace("＝", "=").partition("=")
        if not sign:
            raise KnownError(say.BAD_MAP.format(text=text))
        for one in _named(moving, old.strip()):
            chosen[one.source] = _target(moving, one, new.strip()).key if new.strip() else ""
    return replace(moving.choice, fields=chosen)


def with_series(moving: Moving, pairs: Iterable[str], *, keep_years: bool) -> Choice:
    """The choice with these series of years put elsewhere; ``keep_years``: also into a series of longer periods year by year.

    Raises KnownError as ``with_fields``.
    """
    chosen = dict(moving.choice.series)
    for text in pairs:
        old, sign, new = (part.strip() for part in text.replace("＝", "=").partition("="))
        if not sign:
            raise KnownError(say.BAD_MAP.format(text=text))
        for name, names, owner in ((old, moving.plan.series_names, moving.old), (new, list(moving.vocabulary.series), moving.new)):
            if name and name not in names:
                raise KnownError(say.UNKNOWN_SERIES.format(set=owner.id, series=name))
        chosen[old] = new
    gathered = frozenset() if keep_years else gathering(chosen, moving.old.vocabulary, moving.vocabulary)
    return replace(moving.choice, series=chosen, gathered=gathered)


def _named(moving: Moving, name: str) -> list[OldField]:
    wanted = label_key(name)
    found = [f for f in moving.fields if wanted in (label_key(f.label), f.source.key)]
    if not found:
        known = "、".join(dict.fromkeys(f.label for f in moving.fields))
        raise KnownError(say.UNKNOWN_SOURCE.format(old=name, known=known))
    return found


def _target(moving: Moving, one: OldField, name: str) -> FieldDef:
    wanted, known = label_key(name), offered(one.source, moving.vocabulary)
    for field in known:
        if wanted in (label_key(field.label), field.key, *map(label_key, field.aliases)):
            return field
    labels = "、".join(f.label for f in known)
    raise KnownError(say.UNKNOWN_TARGET.format(set=moving.new.id, old=one.label, new=name, known=labels))

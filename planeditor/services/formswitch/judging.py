"""What speaks against a choice, and what is to be known before a plan goes over to another form set."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planeditor.messages import formswitch as say
from planeditor.services.formswitch.choice import Target
from planeditor.services.formswitch.fields import OldField, offered
from planeditor.services.formswitch.moving import Moving
from planeditor.services.intake.waiting import waiting_of_all

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_NAMED = 3


def refusals(moving: Moving) -> list[str]:
    """Why the choice cannot be carried out; empty where it can."""
    return [*_impossible(moving), *_same_place(moving), *_public(moving)]


def warnings(moving: Moving) -> list[str]:
    """What changes beside the place of the texts."""
    found = []
    for one in moving.fields:
        target = moving.target(one.source)
        if target is not None and one.kind not in ("", target.kind):
            found.append(
                say.KIND_CHANGES.format(
                    old=one.label, before=say.KINDS[one.kind], new=target.label, after=say.KINDS[target.kind]
                )
            )
    series = {name: to for name, to in moving.choice.series.items() if name in moving.choice.gathered and to}
    found += [say.GATHERS.format(old=name, new=to) for name, to in series.items()]
    stays = staying(moving)
    if stays:
        found.append(say.STAYS.format(fields=len(stays), entries=sum(f.entries for f in stays)))
    return found


def staying(moving: Moving) -> list[OldField]:
    """The fields whose texts have no place in the new set."""
    return [one for one in moving.fields if moving.target(one.source) is None]


def public_fields(moving: Moving) -> list[OldField]:
    """Internal fields, and those of which nothing is known, whose texts would come into fields that are printed."""
    found = []
    for one in moving.fields:
        target = moving.target(one.source)
        if target is not None and target.kind != "internal" and one.kind in ("internal", ""):
            found.append(one)
    return found


def rivals(moving: Moving) -> dict[Target, list[OldField]]:
    """New fields that several old ones go into."""
    found: dict[Target, list[OldField]] = {}
    for one in moving.fields:
        target = moving.target(one.source)
        if target is not None:
            found.setdefault((target.of, target.key), []).append(one)
    return {target: olds for target, olds in found.items() if len(olds) > 1}


def open_ends(document: Document) -> list[str]:
    """What is still under way in the forms of the present set."""
    found = []
    count = len(waiting_of_all(document))
    if count:
        found.append(say.WAITING.format(count=count))
    back = {sheet.token for sheet in document.receipts.sheets()}
    books = [book for request in document.requests.all() if not request.withdrawn for book in request.books]
    out = sum(back.isdisjoint(book.tokens) for book in books)
    if out:
        found.append(say.REQUESTED.format(count=out))
    return found


def _impossible(moving: Moving) -> Iterator[str]:
    for one in moving.fields:
        chosen = moving.choice.fields.get(one.source, "")
        known = offered(one.source, moving.vocabulary)
        if chosen and chosen not in {f.key for f in known}:
            labels = "、".join(f.label for f in known)
            yield say.UNKNOWN_TARGET.format(set=moving.new.id, old=one.label, new=chosen, known=labels)


def _same_place(moving: Moving) -> Iterator[str]:
    for target, olds in rivals(moving).items():
        if target not in moving.choice.joined:
            names = "".join(f"「{f.label}」" for f in olds)
            yield say.SAME_PLACE.format(olds=names, new=moving.vocabulary.label(*target))


def _public(moving: Moving) -> Iterator[str]:
    shown = public_fields(moving)
    if shown and not moving.choice.public:
        names = "".join(f"「{f.label}」" for f in shown[:_NAMED])
        yield say.BECOMES_PUBLIC.format(olds=names + (say.AND_MORE.format(count=len(shown) - _NAMED) if len(shown) > _NAMED else ""))

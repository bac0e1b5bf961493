"""What the sheet says about a cell: its name, what it holds, why it is locked, what belongs into it."""
from __future__ import annotations

from planeditor.domain.fields import FieldDef
from planeditor.domain.periods import Period
from planeditor.domain.plan import Key
from planeditor.messages import ui_publishing as say_publishing
from planeditor.messages import ui_sheet as say
from planeditor.services.editing.naming import field_name, node_name
from planeditor.services.editing.permissions import Lock
from planeditor.services.withholding import reason
from planeditor.ui.session import Session
from planeditor.ui.sheet.cell_walk import Cell
from planeditor.ui.sheet.overlays import Overlays


def cell_name(session: Session, key: Key) -> str:
    """①-02 令和5年度 作業内容."""
    number = node_name(session.plan, session.plan.node(key.node))
    field = field_name(session.plan, session.vocabulary, key)
    if not key.period:
        return say.CELL_WITHOUT_PERIOD.format(measure=number, field=field).strip()
    period = session.vocabulary.period_label(session.plan, Period.from_key(key.period), style="和暦")
    return say.CELL.format(measure=number, period=period, field=field).strip()


def shown_text(session: Session, key: Key) -> str:
    """The entry of a cell, or the usual text of its field where nothing is entered."""
    definition = session.field(key)
    return session.plan.entries.get(key, definition.default if definition else "")


def spoken(session: Session, key: Key) -> str:
    """The name of a cell and its text, for those who listen to the screen."""
    text = shown_text(session, key) or say.CELL_EMPTY
    return say.CELL_TEXT.format(cell=cell_name(session, key), text=text)


def notes(session: Session, cell: Cell, overlays: Overlays) -> list[str]:
    """What there is to say about a cell beside its text: findings, last year's text unchanged, why it is locked."""
    found = []
    mark = overlays.mark_of(cell)
    if mark is not None:
        found.append(mark.sentence)
    if cell.number in overlays.same:
        found.append(say.SAME_AS_LAST_YEAR)
    if cell.number in overlays.withheld:
        why = next((text for key in cell.keys if (text := reason(session.plan, key))), "")
        found.append(say_publishing.MARK_NOTE_WHY.format(why=why) if why else say_publishing.MARK_NOTE)
    lock = session.lock(cell.key)
    if lock is not Lock.OPEN:
        found.append(session.permissions.sentence(lock))
    return found


def about(definition: FieldDef) -> str:
    """What a field is and what belongs into it."""
    rest = []
    if definition.required:
        rest.append(say.ABOUT_REQUIRED)
    if definition.length:
        rest.append(say.ABOUT_LENGTH.format(length=definition.length))
    if definition.choices:
        rest.append(say.ABOUT_CHOICES.format(choices="、".join(definition.choices)))
    kind = say.KINDS[definition.kind]
    return say.ABOUT.format(field=definition.label, kind=kind, rest="".join(rest))

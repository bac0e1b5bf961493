"""Why something cannot be done to the chosen rows now, as a sentence; "" where it can."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import MERGED_INTO, STATE, Node
from planeditor.messages import structure
from planeditor.messages import ui_tree as say
from planeditor.services.editing.permissions import Lock, Mode
from planeditor.services.tree import writing
from planeditor.services.tree.nodes import require_revision
from planeditor.services.tree.writing import require_writing
from planeditor.ui.session import Session

_ADDING = frozenset({"add_area", "add_inner_area", "add_measure", "add_chapter"})
RETURNING_ACTIONS = frozenset({"resume", "unmerge"})
"""For measures that have ended."""
MEASURE_ACTIONS = frozenset({"contacts", "stop", "finish", "merge"}) | RETURNING_ACTIONS
AREA_ACTIONS = frozenset({"add_inner_area", "renumber_area"})
_OPENING = frozenset({"expand_all", "collapse_all", "expand_to_here"})
_MOVING = frozenset({"move_up", "move_down"})


def why_not(session: Session, name: str, nodes: Sequence[Node], words: Mapping[str, str], *, by_area: bool) -> str:
    """Why the action of that name cannot be done to these nodes now."""
    if not session.is_open:
        return say.NO_PLAN.format_map(words)
    if name in _OPENING:
        return ""
    if name in MEASURE_ACTIONS:
        return _locked(session) or _correcting(session) or _not_ending(session, name, nodes, words)
    if name == "add_chapter" or any(node.kind == "block" for node in nodes):
        return writing_locked(session) or _not_this(session, name, nodes, words, by_area=by_area)
    return structure_locked(session) or _not_this(session, name, nodes, words, by_area=by_area)


def structure_locked(session: Session) -> str:
    """Why areas and measures cannot be added, named, moved or deleted now."""
    return _locked(session) or _refusal(session, require_revision)


def writing_locked(session: Session) -> str:
    """Why chapters and running text cannot be added, named, moved or deleted now."""
    return _locked(session) or _refusal(session, require_writing)


def _refusal(session: Session, require: Callable[[Vocabulary, Mode], str]) -> str:
    try:
        require(session.vocabulary, session.mode)
    except KnownError as error:
        return error.message
    return ""


def _locked(session: Session) -> str:
    return session.permissions.sentence(Lock.READ_ONLY) if session.read_only else ""


def _correcting(session: Session) -> str:
    if session.mode is not Mode.CORRECTION:
        return ""
    return structure.NOT_IN_CORRECTION.format(word=session.vocabulary.word("measure"))


def _not_this(session: Session, name: str, nodes: Sequence[Node], words: Mapping[str, str], *, by_area: bool) -> str:
    if name in _ADDING - AREA_ACTIONS:
        return ""
    if not nodes:
        return say.CHOOSE_ROW.format_map(words)
    if name == "delete":
        return say.CHOOSE_ALIKE.format_map(words) if len({node.kind == "block" for node in nodes}) > 1 else ""
    if len(nodes) > 1:
        return say.CHOOSE_ONE
    if name in AREA_ACTIONS and nodes[0].kind != "area":
        return say.CHOOSE_AREA.format_map(words)
    return _not_moving(session, name, nodes[0], words, by_area=by_area) if name in _MOVING else ""


def _not_moving(session: Session, name: str, node: Node, words: Mapping[str, str], *, by_area: bool) -> str:
    if not by_area:
        return say.IN_DEPARTMENTS.format_map(words)
    siblings = [n.id for n in session.plan.children(node.parent) if n.kind in ("area", "measure")]
    if node.kind == "block":
        siblings = [n.id for n in writing.siblings(session.plan, node.id)]
    if name == "move_up":
        return say.FIRST_ROW if siblings[0] == node.id else ""
    return say.LAST_ROW if siblings[-1] == node.id else ""


def _not_ending(session: Session, name: str, nodes: Sequence[Node], words: Mapping[str, str]) -> str:
    if len(nodes) != 1 or nodes[0].kind != "measure":
        return say.CHOOSE_ONE if len(nodes) > 1 else say.CHOOSE_MEASURE.format_map(words)
    state, merged = (session.plan.text(nodes[0].id, field) for field in (STATE, MERGED_INTO))
    is_merged = bool(merged) or state == structure.MERGED
    if name == "unmerge":
        return "" if is_merged else say.NOT_MERGED
    if name == "resume":
        return "" if state and not is_merged else say.NOT_ENDED
    wanted = {"stop": structure.STOPPED, "finish": structure.DONE}.get(name)
    return say.ALREADY_ENDED if is_merged or state == wanted else ""

"""From what was read to proposals: each submitted cell beside the plan's entry, compared, nothing changed yet."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from planeditor.domain.blocks import NOTE, TEXT, blocks
from planeditor.domain.building import area_number
from planeditor.domain.compare import Outcome, compare
from planeditor.domain.fields import FieldDef
from planeditor.domain.periods import Period
from planeditor.domain.plan import LABEL, NAME, NUMBER, PLAN_ID, RESERVED_MARK, Key, Node, Plan
from planeditor.domain.runs import fits
from planeditor.domain.text import label_key, number_key, without_space
from planeditor.formengine.filling.footnotes import USUAL_MARK, with_marks_of
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.recognition.readings import ReadCell, Reading, ReadNode
from planeditor.messages import importing as ask
from planeditor.messages import services as say
from planeditor.services.intake.doubts import NO_QUESTION, Question, doubt_of, is_as_sent, removed_of, submitted_text
from planeditor.services.intake.remarking import remark, remarks_of
from planeditor.services.intake.sides import forecasts_of
from planeditor.services.intake.sound import measures_of
from planeditor.services.intake.stamped import Stamped
from planeditor.store.receipts import NewProposal, ProposalKind

_NO_STAMP = Stamped()


@dataclass(slots=True)
class Proposals:
    """What a file proposes."""

    items: list[NewProposal] = field(default_factory=list)
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)
    blank: list[Key] = field(default_factory=list)
    """Where a file that carries no stamp is blank and the plan is not."""


class Proposer:
    """Compares the readings of one file with the plan."""

    def __init__(self, plan: Plan, forms: FormSet) -> None:
        self.plan, self.forms, self.vocabulary = plan, forms, forms.vocabulary
        self.measures, self.areas = plan.numbered("measure"), plan.numbered("area")
        self.periods = {p.key for p in self.vocabulary.all_periods(plan)}
        self.footnote_mark = self.vocabulary.word("footnote_mark", USUAL_MARK)
        notes = ((without_space(n.name), without_space(plan.text(n.id, TEXT))) for n in blocks(plan, PLAN_ID, NOTE))
        self.notes = [(term, told) for term, told in notes if term and told]
        self.headings = {without_space(t) for k, t in plan.of_node(PLAN_ID).items() if not k.field.startswith(RESERVED_MARK)}
        self.result = Proposals()
        self.new_areas: set[str] = set()
        self.proposed: dict[tuple[str, str, str], str] = {}
        """What an earlier sheet of the file proposes, so that a second form of the same measure is compared with it."""

    def add(self, reading: Reading, stamped: Stamped | None = None) -> None:
        """The proposals of one sheet; ``stamped`` is what is known of it by its 整理番号."""
        stamped = stamped or _NO_STAMP
        self.result.notes += [*stamped.notes, *reading.notes]
        for node in reading.nodes:
            if node.kind == "area":
                self._area(reading, node)
            elif node.kind == "measure":
                self._measure(reading, node, stamped)
        self._beside(reading, stamped)

    def node_of(self, read: ReadNode, stamped: Stamped) -> Node | None:
        """The measure that a sheet is of: as its 整理番号 says where that holds, else by its number."""
        return self.plan.node(stamped.node) if stamped.node else self.measures.get(number_key(read.text(NUMBER)))

    def finish(self, readings: list[Reading]) -> Proposals:
        """All proposals of the file; a plan without a title takes the one that most sheets print."""
        self._labels(readings)
        title = printed_title(readings)
        if title and not self.plan.title:
            first = next(r for r in readings if r.plan.text(NAME) == title)
            self._propose(first, PLAN_ID, NAME, "", first.plan.entries[NAME, ""], "clean", now="")
        return self.result

    def _labels(self, readings: list[Reading]) -> None:
        """Year labels that a plan prints differently from the usual (H31年度 for 2019) belong to the form.

        Only a file with most of the plan's sheets tells them, by majority: one sheet's spelling is one person's.
        """
        votes: dict[tuple[str, str], Counter[str]] = {}
        for reading in readings:
            for key, printed in reading.labels.items():
                votes.setdefault((reading.form, key), Counter())[without_space(printed)] += 1
        for (form, key), found in votes.items():
            label, count = found.most_common(1)[0]
            field_key = f"{LABEL}:{form}"
            usual = self.vocabulary.period_label(self.plan, Period.from_key(key), form)
            told = key in self.periods and count * 2 >= max(len(self.plan.measures), 1)
            if told and label != without_space(usual) and not self.plan.text(PLAN_ID, field_key, key):
                first = next(r for r in readings if r.form == form and key in r.labels)
                self._propose(first, PLAN_ID, field_key, key, ReadCell(label, ""), "clean", now="")

    def _beside(self, reading: Reading, stamped: Stamped) -> None:
        """What stood beside the form: 見込／確定 and remarks."""
        measures = measures_of(reading)
        node = self.node_of(measures[0], stamped) if len(measures) == 1 else None
        number = measures[0].text(NUMBER) if len(measures) == 1 else ""
        if node is not None:
            found = forecasts_of(self.plan, self.vocabulary, reading, node, stamped)
            self.result.items += found.items
            self.result.unchanged += found.unchanged
        self.result.items += [remark(r, reading.sheet, node, number) for r in remarks_of(reading) if not self._is_note(r.text)]

    def _is_note(self, text: str) -> bool:
        """Whether a text is none of a department's: a note of the plan as the foot of a sheet prints it, a heading of the plan."""
        shown = without_space(text)
        return shown in self.headings or any(term in shown and shown.endswith(told) for term, told in self.notes)

    def _area(self, reading: Reading, node: ReadNode) -> None:
        number, name = node.text(NUMBER), node.text(NAME)
        area = self.areas.get(number_key(number)) if number else None
        if not number or not name:
            return
        cell = node.entries[NAME, ""]
        if area is None:
            self._new_area(reading, number, cell)
        elif not area.name:
            self._compare(reading, area, NAME, "", cell, _NO_STAMP)
        elif label_key(area.name) != label_key(with_marks_of(name, area.name, self.footnote_mark)):
            self.result.notes.append(say.NOTE_AREA_NAME.format(sheet=reading.sheet, number=number, now=area.name, found=name))

    def _new_area(self, reading: Reading, number: str, cell: ReadCell) -> None:
        """The name of an area that comes with its first measure."""
        if self.proposed.setdefault((number_key(number), NAME, ""), cell.text) == cell.text and number not in self.new_areas:
            self.new_areas.add(number)
            self.result.items.append(
                NewProposal(
                    field=NAME, submitted=cell.text, kind="new", area_number=number, sheet=reading.sheet, cell=cell.cell
                )
            )

    def _measure(self, reading: Reading, read: ReadNode, stamped: Stamped) -> None:
        known = self.node_of(read, stamped)
        if known is not None:
            self._blanks(reading, known, read, stamped)
        for (field_key, period), cell in read.entries.items():
            if known is None:
                self._new(reading, read, read.text(NUMBER), field_key, period, cell, stamped)
            elif field_key != NUMBER:
                self._compare(reading, known, field_key, period, cell, stamped)

    def _blanks(self, reading: Reading, known: Node, read: ReadNode, stamped: Stamped) -> None:
        """Places that are blank on the sheet and not in the plan. What went out with a text and came back blank is asked
        about; without a stamp nobody knows whether it was emptied, so it is only said. Nothing is deleted."""
        unsure = []
        for definition in self.forms.form(reading.form).fields:
            if definition.of != "measure" or definition.key == NUMBER:
                continue
            for period in reading.labels if definition.series else ("",):
                now = self.plan.text(known.id, definition.key, period)
                if not now or (definition.key, period) in read.entries:
                    continue
                if stamped.sent is None:
                    unsure.append(self._place(definition, period))
                    self.result.blank.append(Key(known.id, definition.key, period))
                elif not stamped.sent.plan.text(known.id, definition.key, period):
                    self.result.unchanged += 1
                elif reading.missing and not period:
                    unsure.append(self._place(definition, period))
                else:
                    self._compare(reading, known, definition.key, period, ReadCell("", ""), stamped)
        if unsure:
            sentence = ask.NOTE_MISSING_PLACES if stamped.sent else say.NOTE_BLANK
            self.result.notes.append(sentence.format(sheet=reading.sheet, count=len(unsure), first=unsure[0]))

    def _place(self, definition: FieldDef, period: str) -> str:
        return f"{self._period_label(period)} {definition.label}".strip()

    def _period_label(self, period: str) -> str:
        return self.vocabulary.label_of_period(self.plan, period)

    def _compare(
        self, reading: Reading, node: Node, field_key: str, period: str, cell: ReadCell, stamped: Stamped
    ) -> None:
        here, earlier = self.plan.text(node.id, field_key, period), self.proposed.get((node.id, field_key, period))
        now = here or earlier or ""
        default = self._default(node, field_key)
        as_sent = stamped.sent.plan.text(node.id, field_key, period) or default if stamped.sent else None
        cell = self._with_marks(cell, as_sent or "", now)
        outcome = compare(now or default, cell.text, as_sent)
        doubt = NO_QUESTION if is_as_sent(cell, as_sent) else doubt_of(cell)
        if period and period not in self.periods and (period in reading.labels or not fits(self.plan, period)):
            doubt = doubt.then(Question("unknown_period", ask.QUESTION_PERIOD.format(label=self._period_label(period))))
        if (outcome is Outcome.UNCHANGED or cell.text == earlier) and not doubt.about:
            self.result.unchanged += 1
            return
        question = doubt.then(removed_of(cell.text, as_sent or "", now)).then(self._whole_sheet(outcome, stamped))
        locked = self._locked(node, field_key, period, stamped)
        if locked.about and outcome is Outcome.NOTATION and not question.about:
            self.result.unchanged += 1  # nothing was asked here and nothing is told
            return
        if locked.about and outcome is not Outcome.UNCHANGED:
            about = locked.about if question.about == "struck" else ""  # which reading is asked when it may be taken at all
            question = question.then(locked)
            question = question._replace(about=about or question.about)
        if outcome is Outcome.QUESTION and locked.about != "locked":
            question = question.then(Question("blanked", ask.QUESTION_BLANKED))
        kind: ProposalKind = "question" if question.about else outcome.value  # type: ignore[assignment]
        if earlier not in (None, cell.text) and not question.about:  # two sheets of the file disagree
            kind, question = "notation" if kind == "notation" else "conflict", Question("rival")
        self._propose(
            reading, node.id, field_key, period, cell, kind, now=here, question=question, node=node, as_sent=as_sent
        )

    def _with_marks(self, cell: ReadCell, *known: str) -> ReadCell:
        """What was read with its printed footnote marks as the known texts have them typed."""
        text = cell.text
        for one in known:
            text = with_marks_of(text, one, self.footnote_mark)
        return cell if text == cell.text else replace(cell, text=text)

    def _whole_sheet(self, outcome: Outcome, stamped: Stamped) -> Question:
        """What is asked about a sheet of which it is not sure that it belongs here."""
        return Question(stamped.about, stamped.question) if outcome is not Outcome.UNCHANGED else NO_QUESTION

    def _locked(self, node: Node, field_key: str, period: str, stamped: Stamped) -> Question:
        """What is asked about a change where the request asked for nothing."""
        if stamped.sent is None:
            return NO_QUESTION
        definition = self.vocabulary.by_key.get((node.kind, field_key))
        if definition is not None and stamped.sent.scope.is_open(definition, period):
            return NO_QUESTION
        if definition is None or definition.kind == "plan" or field_key.startswith(RESERVED_MARK):
            revision = self.vocabulary.word("revision")
            return Question("locked", ask.QUESTION_LOCKED_PLAN.format(revision=revision))
        if period and period not in stamped.sent.scope.periods:
            return Question("locked", ask.QUESTION_LOCKED_PERIOD.format(period=self._period_label(period)))
        return Question("locked", ask.QUESTION_LOCKED)

    def _default(self, node: Node, field_key: str) -> str:
        """What a form prints where nothing is entered; reading it back is no news."""
        definition = self.vocabulary.by_key.get((node.kind, field_key))
        return definition.default if definition else ""


    def _new(
        self, reading: Reading, read: ReadNode, number: str, field_key: str, period: str, cell: ReadCell, stamped: Stamped
    ) -> None:
        key = (number_key(number), field_key, period)
        now = self.proposed.get(key, "")
        if field_key == NUMBER and now:
            return
        if now and now == cell.text:
            self.result.unchanged += 1
            return
        question = doubt_of(cell).then(Question(stamped.about, stamped.question))
        kind: ProposalKind = "question" if question.about else "conflict" if now else "new"
        self.proposed.setdefault(key, cell.text)
        if field_key == NUMBER and self.plan.measures:
            word = self.vocabulary.word("measure")
            question = question.then(Question("unknown_number", ask.QUESTION_UNKNOWN_NUMBER.format(number=number, measure=word)))
        area = read.area.text(NUMBER) if read.area is not None else ""
        self.result.items.append(
            _with_struck(
                NewProposal(
                    field=field_key, period=period, submitted=submitted_text(cell), kind=kind, measure_number=number,
                    area_number=area or area_number(number), before=now or None, question=question.text, about=question.about,
                    sheet=reading.sheet, cell=cell.cell,
                ),
                cell,
            )
        )

    def _propose(
        self, reading: Reading, node_id: str, field_key: str, period: str, cell: ReadCell, kind: ProposalKind, *,
        now: str, question: Question = NO_QUESTION, node: Node | None = None, as_sent: str | None = None,
    ) -> None:
        self.proposed.setdefault((node_id, field_key, period), cell.text)
        self.result.items.append(
            _with_struck(
                NewProposal(
                    field=field_key, period=period, submitted=submitted_text(cell), kind=kind, node=node_id,
                    measure_number=node.number if node else "", as_sent=as_sent, before=now or None, question=question.text,
                    about=question.about, sheet=reading.sheet, cell=cell.cell,
                ),
                cell,
            )
        )


def _with_struck(proposal: NewProposal, cell: ReadCell) -> NewProposal:
    """Both readings of a text of which a part is struck through."""
    return replace(proposal, whole=cell.text, struck=cell.struck) if cell.doubt == "struck" else proposal


def printed_title(readings: Iterable[Reading]) -> str:
    """The plan's title as most sheets print it (white space aside), in its most common printing; "" where none does."""
    titles = [r.plan.text(NAME) for r in readings if r.plan.text(NAME)]
    if not titles:
        return ""
    common = Counter(without_space(t) for t in titles).most_common(1)[0][0]
    return Counter(t for t in titles if without_space(t) == common).most_common(1)[0][0]

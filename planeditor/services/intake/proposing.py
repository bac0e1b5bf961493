"""From what was read to proposals: each submitted cell beside the plan's entry, compared, nothing changed yet."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from planeditor.domain.building import area_number
from planeditor.domain.compare import Outcome, compare
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import LABEL, NAME, NUMBER, PLAN_ID, Node, Plan
from planeditor.domain.text import label_key, number_key, without_space
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.recognition.readings import ReadCell, Reading, ReadNode
from planeditor.messages import importing as ask
from planeditor.messages import services as say
from planeditor.store.receipts import NewProposal, ProposalKind


@dataclass(slots=True)
class Proposals:
    """What a file proposes."""

    items: list[NewProposal] = field(default_factory=list)
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)


def require_sound(file: str, readings: Iterable[Reading], vocabulary: Vocabulary) -> None:
    """Raise KnownError where a sheet has no number, or two sheets of one form claim the same."""
    seen: dict[tuple[str, str], str] = {}
    for reading in readings:
        for node in measures_of(reading):
            number = node.text(NUMBER)
            if not number:
                raise KnownError(say.NO_NUMBER.format(file=file, sheet=reading.sheet))
            claim = (reading.form, number_key(number))
            if claim in seen:
                raise KnownError(
                    say.NUMBER_TWICE.format(
                        file=file, first=seen[claim], second=reading.sheet, number=number,
                        measure=vocabulary.word("measure", "施策"),
                    )
                )
            seen[claim] = reading.sheet


def measures_of(reading: Reading) -> list[ReadNode]:
    """The measures a reading holds."""
    return [n for n in reading.nodes if n.kind == "measure"]


class Proposer:
    """Compares the readings of one file with the plan."""

    def __init__(self, plan: Plan, forms: FormSet) -> None:
        self.plan, self.forms, self.vocabulary = plan, forms, forms.vocabulary
        self.measures = {number_key(n.number): n for n in plan.measures if n.number}
        self.areas = {number_key(n.number): n for n in plan.areas if n.number}
        self.periods = {p.key for p in self.vocabulary.all_periods(plan)}
        self.result = Proposals()
        self.new_areas: set[str] = set()
        self.proposed: dict[tuple[str, str, str], str] = {}
        """What an earlier sheet of the file proposes, so that a second form of the same measure is compared with it."""

    def add(self, reading: Reading) -> None:
        """The proposals of one sheet."""
        self.result.notes += reading.notes
        for node in reading.nodes:
            if node.kind == "area":
                self._area(reading, node)
            elif node.kind == "measure":
                self._measure(reading, node)

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

    def _blanks(self, reading: Reading, known: Node, read: ReadNode) -> None:
        """Without a stamp nobody knows whether a blank place was emptied: nothing is deleted, but it is said."""
        places = []
        for definition in self.forms.form(reading.form).fields:
            if definition.of != "measure":
                continue
            for period in reading.labels if definition.series else ("",):
                if self.plan.text(known.id, definition.key, period) and (definition.key, period) not in read.entries:
                    label = self.vocabulary.period_label(self.plan, Period.from_key(period)) if period else ""
                    places.append(f"{label} {definition.label}".strip())
        if places:
            self.result.notes.append(say.NOTE_BLANK.format(sheet=reading.sheet, count=len(places), first=places[0]))

    def _area(self, reading: Reading, node: ReadNode) -> None:
        number, name = node.text(NUMBER), node.text(NAME)
        area = self.areas.get(number_key(number)) if number else None
        if not number or not name:
            return
        cell = node.entries[NAME, ""]
        if area is None:
            self._new_area(reading, number, cell)
        elif not area.name:
            self._compare(reading, area, NAME, "", cell)
        elif label_key(area.name) != label_key(name):
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

    def _measure(self, reading: Reading, read: ReadNode) -> None:
        number = read.text(NUMBER)
        known = self.measures.get(number_key(number))
        if known is not None:
            self._blanks(reading, known, read)
        for (field_key, period), cell in read.entries.items():
            if field_key == NUMBER and known is not None:
                continue
            if known is not None:
                self._compare(reading, known, field_key, period, cell)
            else:
                self._new(reading, read, number, field_key, period, cell)

    def _compare(self, reading: Reading, node: Node, field_key: str, period: str, cell: ReadCell) -> None:
        now = self.proposed.get((node.id, field_key, period), self.plan.text(node.id, field_key, period))
        outcome = compare(now or self._default(node, field_key), cell.text)
        question = question_of(cell)
        if period and period not in self.periods and (period in reading.labels or not self._is_run(period)):
            question = ask.QUESTION_PERIOD.format(label=self.vocabulary.period_label(self.plan, Period.from_key(period)))
        if outcome is Outcome.UNCHANGED and not question:
            self.result.unchanged += 1
            return
        kind: ProposalKind = "question" if question else outcome.value  # type: ignore[assignment]
        self._propose(reading, node.id, field_key, period, cell, kind, now=now, question=question, node=node)

    def _default(self, node: Node, field_key: str) -> str:
        """What a form prints where nothing is entered; reading it back is no news."""
        definition = self.vocabulary.by_key.get((node.kind, field_key))
        return definition.default if definition else ""

    def _is_run(self, period: str) -> bool:
        run = Period.from_key(period)
        return run.first != run.last and all(f"{run.series}:{y}" in self.periods for y in run.years)

    def _new(self, reading: Reading, read: ReadNode, number: str, field_key: str, period: str, cell: ReadCell) -> None:
        key = (number_key(number), field_key, period)
        now = self.proposed.get(key, "")
        if field_key == NUMBER and now:
            return
        if now and now == cell.text:
            self.result.unchanged += 1
            return
        question = question_of(cell)
        kind: ProposalKind = "question" if question else "conflict" if now else "new"
        self.proposed.setdefault(key, cell.text)
        if field_key == NUMBER and self.plan.measures:
            word = self.vocabulary.word("measure", "施策")
            question = question or ask.QUESTION_UNKNOWN_NUMBER.format(number=number, measure=word)
        area = read.area.text(NUMBER) if read.area is not None else ""
        self.result.items.append(
            NewProposal(
                field=field_key, period=period, submitted=_submitted(cell), kind=kind, measure_number=number,
                area_number=area or area_number(number), before=now or None, question=question,
                sheet=reading.sheet, cell=cell.cell,
            )
        )

    def _propose(
        self, reading: Reading, node_id: str, field_key: str, period: str, cell: ReadCell, kind: ProposalKind, *,
        now: str, question: str = "", node: Node | None = None,
    ) -> None:
        self.proposed.setdefault((node_id, field_key, period), now or cell.text)
        self.result.items.append(
            NewProposal(
                field=field_key, period=period, submitted=_submitted(cell), kind=kind, node=node_id,
                measure_number=node.number if node else "", before=now or None, question=question, sheet=reading.sheet, cell=cell.cell,
            )
        )


def printed_title(readings: list[Reading]) -> str:
    """The plan's title as most sheets print it (white space aside), in its most common printing; "" where none does."""
    titles = [r.plan.text(NAME) for r in readings if r.plan.text(NAME)]
    if not titles:
        return ""
    common = Counter(without_space(t) for t in titles).most_common(1)[0][0]
    return Counter(t for t in titles if without_space(t) == common).most_common(1)[0][0]


def _submitted(cell: ReadCell) -> str:
    """The text proposed: what is struck through is left out, since offices strike what no longer holds."""
    return cell.text.replace(cell.struck, "", 1).strip("\n") if cell.struck and cell.struck in cell.text else cell.text


def question_of(cell: ReadCell) -> str:
    """Why a cell must be asked about, "" where it need not."""
    if cell.doubt == "struck":
        return ask.QUESTION_STRUCK.format(struck=cell.struck)
    if cell.doubt == "error":
        return ask.QUESTION_ERROR.format(text=cell.text)
    if cell.doubt == "no_value":
        return ask.QUESTION_NO_VALUE
    if cell.doubt == "no_format":
        return ask.QUESTION_NO_FORMAT
    if cell.several:
        return ask.QUESTION_SEVERAL
    return ask.QUESTION_POSITION if cell.guessed else ""

"""What only the plan can tell of a reading: the years of a stage that a head names by its place, and the numbers of
measures on a form that prints none."""
from __future__ import annotations

from planeditor.domain.eras import era_by_name
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period, parse_run
from planeditor.domain.plan import NAME, NUMBER, Node, Plan
from planeditor.domain.stages import settled
from planeditor.domain.text import label_key
from planeditor.formengine.recognition.readings import ReadCell, Reading, ReadNode
from planeditor.messages import importing as say


def settle(reading: Reading, plan: Plan, vocabulary: Vocabulary) -> None:
    """Look up in the plan what the sheet itself does not say. What the plan does not know either is noted and not taken."""
    _Settler(reading, plan, vocabulary).run()


class _Settler:
    def __init__(self, reading: Reading, plan: Plan, vocabulary: Vocabulary) -> None:
        self.reading, self.plan, self.vocabulary = reading, plan, vocabulary
        self.unknown: list[tuple[str, ReadCell]] = []
        self.heads = dict(reading.labels)
        """What the heads of the periods say, by the key they were read as."""
        self.own: dict[str, str] = {"": ""}

    def run(self) -> None:
        reading = self.reading
        for node in (reading.plan, *reading.nodes):
            self._periods(node)
        for period, cell in self.unknown:
            label = self.vocabulary.label_of_period(self.plan, period)
            reading.leave(say.NOTE_NO_STAGE.format(where=self._where(cell), period=label))
        reading.labels = {own: text for key, text in reading.labels.items() if (own := self._own(key))}
        reading.period_rows = {row: own for row, key in reading.period_rows.items() if (own := self._own(key))}
        forecasts = reading.forecasts.items()
        reading.forecasts = {(field, own): text for (field, key), text in forecasts if (own := self._own(key))}
        if reading.by_name and self.plan.measures:
            reading.nodes = [n for n in reading.nodes if n.kind != "measure" or n.text(NUMBER) or self._named(n)]

    def _own(self, key: str) -> str:
        """The key of the plan's own period for one that was read, "" where it has none."""
        if key not in self.own:
            period = self._in_own_era(Period.from_key(key))
            found = settled(period, self.vocabulary.periods(self.plan, period.series))
            self.own[key] = found.key if found else ""
        return self.own[key]

    def _in_own_era(self, read: Period) -> Period:
        """A period whose head names its years without an era, counted in the era that the plan counts in."""
        series = self.vocabulary.series.get(read.series)
        own = era_by_name().get(self.vocabulary.era(self.plan, read.series))
        usual = era_by_name().get(series.default_era) if series else None
        if own is None or usual is None or own is usual or parse_run(self.heads.get(read.key, "")) is not None:
            return read
        shift = own.offset - usual.offset
        return Period(read.series, read.first + shift, read.last + shift)

    def _periods(self, node: ReadNode) -> None:
        if all(self._own(key) == key for key in {key for _, key in node.entries}):
            return
        entries: dict[tuple[str, str], ReadCell] = {}
        for (field, key), cell in node.entries.items():
            own = self._own(key)
            if own or not key:
                entries[field, own] = cell
            else:
                self.unknown.append((key, cell))
        node.entries = entries

    def _named(self, node: ReadNode) -> bool:
        """Give a measure its number by its name; where the plan has none or several of the name it is left over."""
        cell = node.entries.get((NAME, ""))
        found = self._of_name(node, cell.text) if cell else []
        if cell is None or len(found) != 1 or not found[0].number:
            text = cell.text if cell else ""
            place = self._where(cell) if cell else say.NOTE_SHEET.format(sheet=self.reading.sheet)
            self.reading.leave(say.NOTE_NO_SUCH_NAME.format(where=place, text=text, measure=self.vocabulary.word("measure")))
            return False
        node.entries[NUMBER, ""] = ReadCell(found[0].number, cell.cell, place=cell.place)
        return True

    def _of_name(self, node: ReadNode, name: str) -> list[Node]:
        found = [m for m in self.plan.measures if label_key(m.name) == label_key(name)]
        area = label_key(node.area.text(NAME)) if node.area else ""
        if len(found) > 1 and area:
            parents = {m.id: self.plan.node(m.parent) for m in found}
            found = [m for m in found if (above := parents[m.id]) is not None and label_key(above.name) == area]
        return found

    def _where(self, cell: ReadCell) -> str:
        return say.NOTE_SHEET.format(sheet=self.reading.sheet) + cell.cell

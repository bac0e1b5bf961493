"""In which years a measure lives: from the first it has anything in, to the one in which it was stopped, finished or merged."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from planeditor.domain.current import main_series
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import PROGRESS, STATE, Key, Plan
from planeditor.domain.progress import ENDS, Progress, parse_progress
from planeditor.domain.runs import covered


class Living:
    """The measures of one state of a plan over the periods of its main series; each is looked through once."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary, *, until: str = "") -> None:
        """``until``: the last period that is judged; after it only what somebody has confirmed already counts."""
        self.plan = plan
        series = main_series(vocabulary)
        self.periods = tuple(plan.period_keys(series))
        self._places = {key: place for place, key in enumerate(self.periods)}
        self._until = self._places.get(until, len(self.periods) - 1)
        own = [f for f in vocabulary.of("measure") if f.series == series and f.kind != "internal"]
        self._fields = {f.key for f in own}
        self._reports = {f.key for f in own if f.kind == "report"}
        self._runs: dict[str, tuple[int, ...]] = {}
        self._courses: dict[str, tuple[Progress | None, ...]] = {}

    def course(self, measure: str) -> tuple[Progress | None, ...]:
        """The 進捗区分 of a measure in every period; None where there is nothing to judge: not begun, over, or still to come."""
        found = self._courses.get(measure)
        if found is None:
            found = self._courses[measure] = self._work_out(measure, self.plan.of_node(measure))
        return found

    def at(self, measure: str, period: str) -> Progress | None:
        """The same in one period; None too where the plan has no such period."""
        place = self._places.get(period)
        return None if place is None else self.course(measure)[place]

    def _work_out(self, measure: str, entries: Mapping[Key, str]) -> tuple[Progress | None, ...]:
        count = len(self.periods)
        confirmed: list[Progress] = [Progress.UNDECIDED] * count
        begun, reported = count, -1
        for key, text in entries.items():
            if not key.period:
                continue
            if key.field == PROGRESS:
                if (place := self._places.get(key.period)) is not None:
                    confirmed[place] = parse_progress(text) or Progress.UNDECIDED
            elif key.field in self._fields:
                places = self._covered(key.period)
                if places:
                    begun = min(begun, places[0])
                    if key.field in self._reports:
                        reported = max(reported, places[0])  # the text of a run of years is of its first
        judged = [place for place in range(count) if confirmed[place] is not Progress.UNDECIDED]
        begun = min([begun if begun < count else 0, *judged])
        last, end = self._end(parse_progress(entries.get(Key(measure, STATE), "")), confirmed, judged, reported)
        until = max([self._until, *judged])
        if end is not None and last <= until and confirmed[last] is Progress.UNDECIDED:
            confirmed[last] = end
        return tuple(
            confirmed[place] if min(begun, last) <= place <= min(last, until) else None for place in range(count)
        )

    def _end(
        self, state: Progress | None, confirmed: Sequence[Progress], judged: Sequence[int], reported: int
    ) -> tuple[int, Progress | None]:
        """The last place in which the measure lives, and how it ended: None where it has not."""
        count = len(confirmed)
        goes_on = max((place for place in judged if confirmed[place] not in ENDS), default=-1)
        first = next((place for place in judged if place > goes_on), None)
        if first is not None and not (confirmed[first] is Progress.DONE and reported > first):  # 完了, yet reported on later
            return first, confirmed[first]
        if state not in ENDS:
            return count - 1, None
        if not judged and reported < 0:
            return min(self._until, count - 1), state
        lately = judged[-1] if judged else -1
        place = reported if reported > lately else lately + 1
        return min(place, count - 1), state

    def _covered(self, period: str) -> tuple[int, ...]:
        place = self._places.get(period)
        if place is not None:
            return (place,)
        if period not in self._runs:
            self._runs[period] = tuple(self._places[key] for key in covered(self.plan, period) if key in self._places)
        return self._runs[period]

"""進捗区分 read out of what a report says: proposed with the sentence it rests on; a person confirms it."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from planeditor.domain.progress import Progress

_PLANNED = r"(?:計画|予定|目標|スケジュール|工程(?:表)?)の?(?:通り|どおり|とおり)"
ON_TRACK = re.compile(_PLANNED)
NEGATED = re.compile(
    _PLANNED + r"(?:に|には|の|と|とは)?[^。、,\n]{0,12}?"
    r"(?:でき(?:ず|てお(?:ら|り)ず|ていな|な[いかく])|(?:進|行|い|至|なら?|達)[^。、,\n]{0,4}?(?:ず|な[いかく])|とはならず|とは?[言い]え(?:な|ず)|ではな|ではあり|困難|難しく)"
)
DELAYED = re.compile(
    r"(?:遅延|遅れ)(?:が|は|も)?[^。、\n]{0,6}?(?:生じ|発生|あ[りる]|出て|見られ)|(?:遅延|遅れ)(?:し|て)(?:て)?い?(?:る|ます|おり|た)"
    r"|(?:遅延|遅れ)となっ|(?:進捗|進行|実施|達成|着手)(?:が|は)?でき(?:てお(?:ら|り)ず|ていな|なかった|ず)"
)
RESOLVED = re.compile(
    r"解消|取り戻|挽回|回復|防[ぎぐ止]|回避|(?:遅延|遅れ)(?:が|は|も)?(?:なく|無く|ない|無い)"
    r"|(?:遅延|遅れ)(?:が|は|も|を)?(?:生じ|発生し|出|し)(?:てい)?(?:な[いかく]|ませ|ておら|ず)"
    r"|(?:前|昨)年度(?:まで|に)?の?(?:遅延|遅れ)|(?:遅延|遅れ)[^。、\n]{0,6}?ものの|(?:遅延|遅れ)[^。、\n]{0,8}?(?:場合|おそれ|恐れ|懸念|可能性)|(?:遅れ|遅延)た(?:分|期間)"
)
_SENTENCE = re.compile(r"[^。\n]+。?")
_TURN = re.compile(r"(?:が|ものの|けれども|一方で?|反面)、")
"""Where a clause takes back what the one before it said."""
_SHORT_OF = re.compile(
    r"(?:目標|計画|予定)[^。、\n]{0,14}?(?:達成|実施|推進|完了|着手)[^。、\n]{0,4}?(?:でき(?:ず|な[いかく]|ていな|ておら)|しな[いかく]|されな[いかく]|に至ら)"
    r"|(?:目標|計画)(?:に|には|を|は|が)?(?:未達|届か(?:ず|な)|下回)|目標[^。、\n]{0,10}?困難|計画[^。、\n]{0,6}?(?:を|に)?ずれ込|(?:予定|計画)以上に?(?:時間|期間|日数)"
    r"|予定して(?:いた|いる)[^。、\n]{0,16}?でき(?:ず|な[いかく])|しか[^。、\n]{0,10}?でき(?:ず|な[いかく])|年度内[^。、\n]{0,12}?(?:難し|困難)"
    r"|(?:完成|完了|稼働|公開|開始)(?:が|は)?(?:翌|次|来)年度[とに]な"
    r"|(?:実施|導入|整備|着手|公開|発注|開催)を[^。、\n]{0,6}?見送(?:っ|り|る|ら)"
    r"|年度(?:以降)?(?:に|へ)の?(?:延期|先送り|繰り?越|ずれ込|持ち越)|延期(?:し(?:た|ました|て)|となっ|することと)"
)
_NOT_REACHED = re.compile(
    r"(?:達成|決定|契約|導入|着手|実施|整備|策定|見直し|完了|公開|開始|運用|合意|構築|改正|改定)(?:に|には|まで|までには|にまで)?は?"
    r"至(?:らなかっ|っていな|っておら|らず|りませんでし)"
)
"""Something was not reached; lateness only where nothing else is said."""
_REACHED = re.compile(
    r"(?:活動目標|成果指標|目標値?|計画)(?:を|は|も|が)?[^。、\n]{0,8}?(?:達成|推進|実施|完了)(?:する(?:こと)?|し|を)?(?:が|は)?"
    r"(?:でき(?:た|て|まし|おり)|(?:た|て(?:い|お)|ました|し(?:た|て(?:い|お)|ました)))"
    r"|計画に(?:沿って|沿い|基づ(?:き|いて))[^。、\n]{0,10}?(?:進[めん捗]|推進し|実施し)|目標達成(?:。|$)|順調(?:である|だ|です)"
    r"|目標と(?:していた|する)[^。、\n]{0,16}?(?:達成|完了)し?(?:た|ま)"
    r"|予定して(?:いた|いる)[^。、\n]{0,16}?(?:実施|完了|導入|終え)[^。、\n]{0,6}?(?:た|まし)"
    r"|(?:順調|予定より早く|滞りなく)(?:に|、)?[^。、\n]{0,10}?(?:進|推移|実施|完了|稼働)|達成し(?:た|、|て(?:い|お)|ました)|達成(?:する(?:こと)?が?)?でき(?:た|て|まし)"
)
_AHEAD = re.compile(
    r"(?:計画|予定)以上(?:に|の)(?!時間|期間|日数|費用|経費|コスト|手間|労力|負担)[^。、\n]{0,10}?(?:進|推進|実施|達成|成果|効果|ペース)"
    r"|(?:計画|予定)(?:を|より)[^。、\n]{0,6}?(?:上回[っりる]|前倒し?(?:し|で|て)|早[くめい])"
)
_ABOVE = re.compile(r"目標(?:値|人数|件数|数)?[^。、\n]{0,10}?(?:を)?(?:大きく|大幅に)?(?:上回|超え|以上の?)")
_DENIED = re.compile(r"(?:以上(?:に|には)|上回[っり])[^。、\n]{0,8}?(?:な[いかく]|ず|ませ)")
_STOPPED = re.compile(
    r"(?:(?:本|当)?(?:施策|事業|取組み?|取り組み|計画)|導入|実施|整備|開発|構築|開設)(?:自体|そのもの)?(?:を|は|の|について(?:は)?)?[^。、\n]{0,10}?"
    r"(?:中止|廃止|取りやめ|取り止め|断念|打ち切)(?:し(?:た|ました|て|、)|り?と(?:し|な|決)|を決|する(?:こと)?[とに]|となっ|る(?:こと)?[とに]|た|った)"
    r"|(?:施策|事業)の?(?:中止|廃止|取りやめ|打ち?切り)(?:。|$)"
)
_PART_ONLY = re.compile(r"一部|旧|既存|現行|従来|紙(?:の|媒体)|イベント|会議|研修|説明会|視察|回避|検討(?:する|中)")
_MERGED = re.compile(
    r"(?:施策|事業|取組み?|取り組み)(?:を|は|が)?[^。、\n]{0,10}?統合(?:し|さ|す|とな)|(?:に|へ)統合(?:し|さ)[^。、\n]{0,10}?(?:推進|評価|進行管理)"
    r"|[-－―‐][0-9０-９]+[^。、\n]{0,24}?(?:に|へ)統合(?:。|$|し|さ|す)"
    r"|(?:本|当)(?:施策|事業|取組)は[^。\n]{0,50}?(?:により|において|の中で)(?:施策|事業|取組)?を?(?:推進|評価|進行管理)"
)
_DONE = re.compile(
    r"(?:(?:本|当)(?:施策|事業|取組み?|取り組み)|(?:計画|予定)(?:した|して(?:いた|いる))?(?:す|全)べての?(?:施策|事業|作業|工程|整備)|(?:施策|事業)の(?:す|全)べて)"
    r"(?:を|は|が)?[^。、\n]{0,16}?(?:完了|終了)(?:し(?:た|て(?:い|お)|ました)|とな[っり]|と[すし])"
)
_AHEAD_OF_TIME = re.compile(
    r"(?:通り|どおり|とおり|以上)[^。、\n]{0,14}?(?:よう(?!にな|な)|予定|見込|見通し|目指|たい|ていく|していき|べく|はず|れば|であれ|なら)"
    r"|(?:通り|どおり|とおり)[^。、\n]{0,10}?(?:(?:進め|進む|行う)る?|(?:実施|推進|運用|導入)する)(?:。|$|こと|ため)"
    r"|(?:通り|どおり|とおり)[^。\n]{0,14}?か(?:どうか|否か)?(?:を|、|の)?(?:確認|検証|点検|確か|進行管理)"
    r"|(?:達成|推進|完了|実施)(?:する(?:こと)?が?)?(?:でき)?[るす]?(?:よう(?!にな|な)|予定|見込|見通し|べく|ため(?:に|の)|に向け|を目指|(?:し|でき)れば)"
    r"|(?:今後|次年度|来年度|翌年度)[^。\n]*?(?:(?<![てで]い)(?<!であ)[うくすつむぐぶる]|(?<![てで]い)ます)。?$"
)
"""What is wished for, planned or asked, and so has not come about."""
_EARLIER = re.compile(r"(?:前|昨)年度(?:までは|まで、|は)|(?:これ|それ)までは|前計画(?:では|は)")
_NOW = re.compile(r"[今本]年度")
_FOREIGN = re.compile(r"(?:他|近隣|先進)(?:市町?村?|自治体|団体)|国(?:の|が|は)|県(?:の|が|は)|他の(?:施策|事業|課|部)|他課|自治体")
"""Of others than the measure itself."""
_OTHERS = re.compile(r"(?:他|近隣|先進)(?:市|町|村|自治体|団体)|た自治体")
_WORDS = {
    "計画以上": Progress.AHEAD, "計画通り": Progress.ON_TRACK, "計画どおり": Progress.ON_TRACK, "順調": Progress.ON_TRACK,
    "遅延": Progress.LATE, "遅れ": Progress.LATE, "中止": Progress.STOPPED, "廃止": Progress.STOPPED, "完了": Progress.DONE,
    "統合": Progress.MERGED,
}  # fmt: skip
"""A text that is nothing but the word."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A 進捗区分 and the sentence of the report that it rests on."""

    progress: Progress
    basis: str


@dataclass(frozen=True, slots=True)
class _Said:
    progress: Progress
    sentence: str
    weak: bool = False


def judge(texts: Iterable[str]) -> Judgement | None:
    """What the texts of a report say of how the measure goes: the first of them that says anything decides.

    None where none does, or where a text says both that it goes as planned and that it does not: that is left to a person.
    """
    for text in texts:
        word = _WORDS.get(text.strip().rstrip("。"))
        if word is not None:
            return Judgement(word, text.strip())
        said = [one for sentence in sentences(text) for one in _of_sentence(sentence)]
        if said:
            return _weighed(said)
    return None


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its 。; a line break ends one too."""
    return [found for match in _SENTENCE.finditer(text) if (found := match[0].strip(" 　\t"))]


def contradiction(text: str) -> str:
    """The words that tell of lateness in a text which also says 計画通り; "" where it does not contradict itself."""
    return _late_in(NEGATED.sub("", text)) if says_on_track(text) else ""


def says_on_track(text: str) -> bool:
    """Whether a text says 計画通り and does not deny it."""
    return bool(ON_TRACK.search(text)) and bool(ON_TRACK.search(NEGATED.sub("", text)))


def lateness(text: str) -> str:
    """The words of a text that tell of lateness which was not made up for, or deny 計画通り; "" where there are none."""
    denied = NEGATED.search(text)
    return denied[0] if denied else _late_in(text)


def _late_in(text: str) -> str:
    for sentence in sentences(text):
        late = DELAYED.search(sentence)
        if late and not RESOLVED.search(sentence):
            return late[0]
    return ""


def _weighed(said: list[_Said]) -> Judgement | None:
    strong = [one for one in said if not one.weak] or said
    found = {one.progress for one in strong}
    for first, without in (
        (Progress.MERGED, {Progress.LATE, Progress.STOPPED}), (Progress.STOPPED, {Progress.ON_TRACK, Progress.AHEAD, Progress.DONE}),
        (Progress.LATE, {Progress.ON_TRACK, Progress.AHEAD, Progress.DONE}), (Progress.AHEAD, set()), (Progress.DONE, set()),
        (Progress.ON_TRACK, set()),
    ):  # fmt: skip
        if first in found:
            if found & without:
                return None
            return Judgement(first, next(one.sentence for one in strong if one.progress is first))
    return None


def _of_sentence(sentence: str) -> list[_Said]:
    """What a sentence says; a clause that the next one takes back says nothing."""
    found: list[_Said] = []
    for clause in _clauses(sentence):
        own = list(_of_clause(clause))
        says = {progress for progress, weak in own if not weak}
        late = says & {Progress.LATE, Progress.STOPPED}
        good = says & {Progress.ON_TRACK, Progress.AHEAD, Progress.DONE} or (not late and _made_good(clause))
        if late or good:
            lost = {Progress.LATE} if good else {Progress.ON_TRACK, Progress.AHEAD, Progress.DONE}
            found = [one for one in found if one.progress not in lost]
        found += [_Said(progress, sentence, weak) for progress, weak in own]
    return found


def _clauses(sentence: str) -> list[str]:
    starts = [0, *(match.end() for match in _TURN.finditer(sentence)), len(sentence)]
    return [sentence[a:b] for a, b in pairwise(starts) if a < b]


def _made_good(clause: str) -> bool:
    """Whether a clause after 「遅れたが、」 tells that it came about all the same."""
    return bool(re.search(r"(?:年度内|年度末まで|期限まで)[^。、\n]{0,16}?(?:完了|実施|開始|達成|導入)|解消|取り戻|挽回", clause))


def _of_clause(clause: str) -> Iterator[tuple[Progress, bool]]:
    """What a clause says, each with whether it is a mere hint."""
    if _MERGED.search(clause):
        yield Progress.MERGED, False
    if _STOPPED.search(clause) and not _PART_ONLY.search(clause):
        yield Progress.STOPPED, False
    if _EARLIER.search(clause) and not _NOW.search(clause):
        return
    negated = bool(NEGATED.search(clause)) or (bool(_SHORT_OF.search(clause)) and not _OTHERS.search(clause))
    delayed = bool(DELAYED.search(clause)) and not RESOLVED.search(clause) and not _FOREIGN.search(clause)
    if negated or delayed:
        yield Progress.LATE, False
        return
    if _NOT_REACHED.search(clause) and not RESOLVED.search(clause):
        yield Progress.LATE, True
    told = _AHEAD_OF_TIME.sub("", clause)
    if _DONE.search(told):
        yield Progress.DONE, False
    if _AHEAD.search(told) and not _DENIED.search(told):
        yield Progress.AHEAD, False
    elif _ABOVE.search(told) and not _DENIED.search(told):
        yield Progress.AHEAD, True
    if ON_TRACK.search(told) or _REACHED.search(told):
        yield Progress.ON_TRACK, False

"""進捗区分 read out of reports: what counts, what does not, and what is left to a person."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.judging import Judgement, judge, sentences
from planeditor.domain.judging_late import late_details
from planeditor.domain.progress import Progress

A, T, L, S, D, M = Progress.AHEAD, Progress.ON_TRACK, Progress.LATE, Progress.STOPPED, Progress.DONE, Progress.MERGED
CASES = (
    (T, "機器の更新を終え、計画通り進捗している。"), (T, "予定どおり窓口に端末を置き、運用を始めた。"),
    (T, "おおむね計画どおりに進んでいる。"),
    (T, "部品の入荷に遅れが生じたが、工程を見直して取り戻し、計画通り進んでいる。"),
    (T, "昨年度の遅延を解消し、計画通り進捗している。"),
    (T, "活動目標を達成できた。"), (T, "施設予約の電子化を行い、目標を達成した。来年度は対象を広げる。"),
    (T, "遅れることなく順調に進んでいる。"),
    (T, "工事は一時中断したものの、年度内に完了し、予定通り供用を始めた。"),
    (T, "利用者研修の一部を中止したが、計画通り進捗している。"),
    (T, "旧システムの廃止を完了し、計画どおり新システムへ移行した。"), (T, "計画を推進することができた。"),
    (T, "計画通りの進捗である。"),
    (T, "遅れはない。計画通りである。"), (T, "予定していた作業は全て実施できた。"), (T, "当初計画のとおり実施した。"),
    (T, "スケジュール通り進んでいる。"), (T, "順調"), (T, "方式は来年度に定めることとしており、計画通りに進んでいる。"),
    (T, "計画に基づき着実に進捗している。"), (T, "システムの稼働が予定より遅れたが、3月に運用を始め、目標を達成した。"),
    (L, "計画通り進捗できておらず、次年度に見直す。"), (L, "計画通りには進んでいない。"), (L, "予定通りに実施できなかった。"),
    (L, "半導体の不足により機器の納入が遅れており、遅延が生じている。"),
    (L, "計画通り進めていたが、年度の後半に遅延が生じた。"),
    (L, "遅延が生じているが、来年度には計画通り進むよう調整する。"), (L, "目標を達成できなかった。"),
    (L, "目標は未達成となった。"),
    (L, "業者との契約に至らなかった。"), (L, "関係課との協議が整わず、着手できなかった。"),
    (L, "計画以上に時間を要し、遅れている。"),
    (L, "事業の実施を翌年度に延期した。"), (L, "スケジュールに遅れが出ている。今後は工程を短縮し、計画通り進める。"),
    (L, "必ずしも計画通りとは言えない。"), (L, "予算の確保ができず、令和6年度へ先送りとなった。"),
    (L, "一部の作業が次年度にずれ込んだ。"), (L, "遅延。"),
    (L, "目標値の8割にとどまり、達成には至らなかった。"), (L, "人員不足により、実施を見送った。"),
    (L, "庁内調整に時間がかかり、公開は翌年度に持ち越した。"),
    (L, "計画していた3校のうち1校しか整備できなかった。"), (L, "年度内の完了は難しくなった。"),
    (A, "計画以上に進捗している。"), (A, "計画を前倒しして運用を開始した。"), (A, "予定より早く全施設への導入を終えた。"),
    (A, "受講者が目標を大きく上回った。"), (A, "計画を上回る成果が得られた。"),
    (S, "費用対効果が見込めないことから、本事業を中止した。"), (S, "国の制度の変更に伴い、導入を断念した。"),
    (S, "本施策は廃止することとした。"),
    (S, "方針の転換により、計画していたアプリの開発は取りやめた。"), (S, "事業廃止。"),
    (D, "本事業は令和5年度をもって完了した。"), (D, "計画したすべての整備が完了した。"), (D, "完了"),
    (M, "本施策は②-05に統合した。"), (M, "令和4年度から①-03の施策に統合し、進行管理を行う。"),
)  # fmt: skip
UNSURE = (
    "先進自治体の事例を調査した。", "計画通り進むよう関係課と調整する。", "来年度の達成に向けて準備を行う。",
    "次年度に計画通り実施する予定である。",
    "計画通り進捗しているか確認した。", "計画通り進捗している。一方、機器の納入には遅延が生じている。",
    "近隣市では導入が遅れている。",
    "遅延を防ぐため、工程表を作成した。", "", "中止する場合の影響を調べた。", "説明会は感染症の拡大により中止した。",
    "昨年度は計画通り進捗していた。",
    "被害には至らなかった。", "目標の達成に努める。", "サーバーの統合を行った。", "遅れはない。",
    "遅れが生じた場合の対応を定めた。", "導入を見送った自治体の理由を調べた。", "前計画では目標を達成できなかったことから、体制を改めた。",
    "計画通りに進めるため、会議を3回開いた。", "前年度に遅れていた作業を行った。", "遅延している他の事業との調整を行った。",
)  # fmt: skip


@pytest.mark.parametrize(("progress", "text"), CASES)
def test_what_a_report_says(progress: Progress, text: str) -> None:
    found = judge([text])
    assert found is not None
    assert found.progress is progress
    assert found.basis in text


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_left_to_a_person(text: str) -> None:
    assert judge([text]) is None


def test_the_judgement_need_not_be_at_the_end() -> None:
    text = "窓口を開いた。\n計画通り進捗している。来年度は、夜間の受付も達成できるよう準備する。"
    assert judge([text]) == Judgement(T, "計画通り進捗している。")


def test_the_first_text_that_says_anything_decides() -> None:
    assert judge(["", "事例を調べた。", "遅延が生じている。", "・予定通り実施"]) == Judgement(L, "遅延が生じている。")


def test_why_it_is_late_and_what_is_done() -> None:
    text = "部材の入荷が止まったため、遅延が生じている。今後は、代わりの品を令和6年9月末までに選ぶ。"
    found = late_details(text, "部材の入荷が止まったため、遅延が生じている。")
    assert (found.reason, found.due) == ("部材の入荷が止まったため", "令和6年9月末まで")
    assert found.action == "今後は、代わりの品を令和6年9月末までに選ぶ"
    assert late_details("窓口を開いた。").is_empty


@given(st.text(alphabet="計画通り以上遅延が生じているできず達成た。、\n中止完了しな", max_size=60))
def test_the_basis_always_stands_in_the_text(text: str) -> None:
    found = judge([text])
    assert found is None or found.basis in text
    assert all(sentence in text for sentence in sentences(text))

"""An invented plan of any size with confirmed 進捗区分, late measures, 主な成果 and 指摘, for the tests of 会議資料."""
from __future__ import annotations

from itertools import count

from planeditor.domain.blocks import ANSWER, DATE, DONE, DUE, MEETING, POINT, TEXT
from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, CURRENT, DEPARTMENTS, HIGHLIGHT, LATE, PLAN_ID, PROGRESS, Key

YEARS = range(2019, 2024)
NOW = "年度:2023"
AREAS = "くらしを支える情報化", "仕事の進め方を見直す情報化", "人を育て情報を守る取組", "ひらかれた市政", "防災と安全", "学びと文化"
NAMES = "窓口案内の見直し", "図書館の予約の受付", "公園の利用申込", "会議録の公開", "道路の損傷の通報", "研修の受講管理"
REASON = "機器の納入が世界的な部品の不足で遅れ、設置の工事を次の年度に送らざるを得なくなったため。"
ACTION = "納入できる機種に設計を改め、契約を変更したうえで、設置と試験をあわせて行う。"
PROGRESS_TEXT = (
    "利用者と職員の両方に聞き取りを行い、手続の順序を見直したうえで受付の試験を終えた。予定した作業はすべて済んでおり、計画通り進んでいる。"
)
WORK_TEXT = (
    "・利用者への聞き取り（窓口 3 か所、郵送 200 通）と、その結果の庁内への報告\n・受付の試験と職員の研修（全 4 回、延べ 62 人）\n"
    "・手引の改訂と、ホームページ、広報紙による周知"
)
SUMMARY = (
    "{name}を進め、手続の手間を減らすとともに、窓口での待ち時間を短くする。あわせて、受付の記録を電子の台帳に改め、"
    "担当の課が替わっても続けて使えるようにし、問い合わせの内容を次の見直しに生かす。"
)
EXPECTED = "来庁しなくても手続が済み、利用者の時間と費用が減る。職員は入力と確認の作業が減り、相談に時間を充てられるようになる。"
"""Long as those of published plans are on average; one report in five is three times as long, as it is there."""
WORDS = ("計画通り", "計画通り", "計画以上", "計画通り", "遅延", "計画通り", "", "完了", "計画通り", "中止")


def entries(measures: int = 12, areas: int = 4, *, long: int = 1, points: int = 2, late_every: int = 1) -> dict[Key, str]:
    """``long``: how often the reasons of what is late are written one after the other; ``late_every``: of what would be late,
    every so many-th is."""
    numbers = count(1)
    builder = PlanBuilder(ids=lambda: f"m{next(numbers):05}")
    builder.start("見本市情報化推進計画2019", "見本市", "sodegaura", [Period("年度", y, y) for y in YEARS])
    builder.set(PLAN_ID, CURRENT, NOW)
    chosen = 0
    nodes = []
    for place in range(areas):
        area = builder.add("area", PLAN_ID, {}, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"[place], AREAS[place % len(AREAS)])
        for number in range(measures * place // areas, measures * (place + 1) // areas):
            name = f"{NAMES[number % len(NAMES)]}（その{number + 1}）"
            texts = {
                "summary": SUMMARY.format(name=name), "expected_effect": EXPECTED, DEPARTMENTS: "見本課",
                "target": "利用者の満足度 90%、電子での申込の割合 60%（最後の年度の終わりまでに）",
            }  # fmt: skip
            node = builder.add("measure", area, texts, f"{'①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'[place]}-{number + 1:02}", name)
            nodes.append(node)
            for year in YEARS:
                _year(builder, node, number + year - YEARS[0], f"年度:{year}", long, late_every)
            if chosen < 3 and number % 3 == 0:
                builder.set(node, HIGHLIGHT, "申込の電話が半分になり、窓口の待ち時間も 12 分から 5 分に縮まった。" * long, NOW)
                chosen += 1
    for number in range(points):
        owner = nodes[number * 5 % len(nodes)] if number else PLAN_ID
        texts = {
            BLOCK_TYPE: POINT, TEXT: f"{number + 1} 番目の指摘：費用と効果を並べて示してほしい。" * long, MEETING: "第2回本部",
            DATE: "令和5年7月3日", DUE: "令和6年3月",
        }  # fmt: skip
        if number % 2 == 0:
            texts[ANSWER] = "費用と効果の表を施策のシートに加えた。" * long
        if number % 4 == 0:
            texts[DONE] = "2024-03-01"
        builder.add("block", owner, texts)
    return builder.entries


def _year(builder: PlanBuilder, node: str, turn: int, period: str, long: int, late_every: int) -> None:
    word = WORDS[turn % len(WORDS)]
    if word in ("遅延", "中止") and (turn // len(WORDS)) % late_every:
        word = "計画通り"
    builder.set(node, PROGRESS, word, period)
    builder.set(node, "planning", "設計", period)
    times = 1 + 2 * (turn % 5 == 0)
    builder.set(node, "progress", PROGRESS_TEXT * times, period)
    builder.set(node, "work", "\n".join([WORK_TEXT] * times), period)
    builder.set(node, "effect", f"{60 + turn % 40}%（{turn % 7 + 1}/7施設）", period)
    if word in ("遅延", "中止"):
        for part, text in (("reason", REASON), ("action", ACTION)):
            builder.set(node, f"{LATE}:{part}", text * long, period)
        builder.set(node, f"{LATE}:due", "令和6年9月", period)

"""Words for what the program itself keeps as entries, and for days."""
from __future__ import annotations

RESERVED = {
    "@kind": "種別", "@parent": "所属", "@order": "順", "@number": "番号", "@name": "名称", "@departments": "担当部署", "@state": "状態",
    "@merged_into": "統合先", "@type": "種類", "@municipality": "自治体名", "@forms": "様式セット",
    "@forms_version": "様式セットの版", "@kept": "様式にない項目の名前", "@periods": "年度の一覧",
    "@label": "年度の印字", "@labels": "版の年度の印字",
    "@widths": "表の列の幅", "@head": "表の見出しの行数", "@size": "表の大きさ", "cell": "表の欄",
    "@current": "現在の年度", "@closed": "確定日",
    "@secretariat": "事務局", "@rounds": "提出の回", "@contacts": "照会先",
    "@covers": "対応", "@former": "前計画の番号", "@forecast": "見込の別", "@remark": "連絡事項", "@confirmed": "担当部署の確認",
    "@status": "状況", "@status:set": "状況を決めた日時",
    "@progress": "進捗区分", "@basis": "進捗区分の根拠", "@late": "遅延",
    "@late:reason": "遅延の理由", "@late:action": "今後の対応", "@late:due": "次の期日", "@highlight": "主な成果",
    "@achieved": "達成状況", "@assessment": "計画期間の評価", "@seen": "点検の確認", "@withheld": "公表しない",
    "@municipal_code": "団体コード", "@handover": "引継ぎのメモ", "@handed_over": "引き継いだ日",
    "@handover:people": "引継ぎのメモ（関係者）", "@handover:care": "引継ぎのメモ（気をつけること）",
    "@handover:promises": "引継ぎのメモ（約束したこと）", "@handover:others": "引継ぎのメモ（そのほか）",
    "meeting": "会議", "answer": "措置", "due": "期限", "done": "措置を終えた日",
}
MERGED_INTO = "{state}（{title}へ）"
WITH_ARGUMENT = "{word}（{argument}）"

USUAL = {"area": "分野", "measure": "施策", "revision": "改定"}
"""What is called so where the form set has no word of its own."""

# Days
SHORT_DAY = "{letter}{year}.{month}.{day}"
LONG_MONTH = "{era}{year}年{month}月"
LONG_DAY = "{month}{day}日"
WITH_WEEKDAY = "{day}（{weekday}）"
FIRST_YEAR = "元"
WEEKDAYS = "月火水木金土日"

"""The help: words of its window, and the keys that belong to screens. Its pages are the manual (docs/manual)."""
from __future__ import annotations

from collections.abc import Mapping

TITLE = "説明"
SEARCH = "説明の中を探す"
PAGES_LIST = "説明の目次"
BACK, FORWARD = "戻る", "進む"
CONTENTS = "目次"
TOOL_TIPS: Mapping[str, str] = {
    BACK: "見ていたページに戻ります（Alt+←）", FORWARD: "戻る前のページへ進みます（Alt+→）", CONTENTS: "目次と検索の欄を出す、しまう",
}
IN_THIS_CHAPTER = "この章のページ"
NEXT_PAGE = "次のページ：{title}"
MISSING = "説明のファイルが見つかりません。プログラムのフォルダーを、配布されたものからもう一度置き直してください。"
KEYS = "この画面のキー操作"
KEYS_MAIN = "どの画面でも使えるキー操作"
NOTHING_FOUND = "「{text}」は説明の中に見つかりません。短い言葉で探すと見つかることがあります。"

KEY_NAMES: Mapping[str, str] = {"Up": "↑", "Down": "↓", "Del": "Delete", "PgUp": "PageUp", "PgDown": "PageDown"}
SCREEN_KEYS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "tree": (
        ("Enter", "シートへ移る（{area}では開閉）"), ("→", "開く、またはシートへ移る"), ("←", "閉じる"), ("Esc", "絞り込みをやめる"),
    ),
    "sheet": (
        ("Enter", "下の欄へ（Shift と一緒で上の欄へ）"), ("Tab", "次の欄へ（Shift と一緒で前の欄へ）"), ("F2", "今の文の続きを書く"),
        ("Alt+Enter", "欄の中で改行"), ("Esc", "書く前の文に戻す"), ("Alt+↓", "選択肢を開く"), ("Delete", "欄を空にする"),
        ("Ctrl+;", "今日の日付を入れる"), ("Ctrl+C", "コピー"), ("Ctrl+V", "貼り付け"), ("Shift+F10", "欄でできることのメニュー"),
        ("Ctrl+M", "選んだ年度を 1 つにまとめる（Ctrl+Shift+M で分ける）"),
    ),
    "text": (
        ("Ctrl+Enter", "後ろに段落を追加して書く"), ("Alt+Shift+↑", "段落を上へ（↓ で下へ）"), ("Ctrl+Delete", "段落を削除"),
        ("Enter", "下の段落へ"), ("Alt+Enter", "段落の中で改行"),
    ),
    "fields": (("Tab", "次の項目へ（Shift と一緒で前の項目へ）"), ("Enter", "改行"), ("Esc", "書く前の文に戻す")),
    "table": (
        ("Enter", "下の欄へ（表で直せない欄ではシートへ）"), ("Tab", "右の欄へ（Shift と一緒で左の欄へ）"), ("F2", "今の文の続きを書く"),
        ("Alt+Enter", "欄の中で改行"), ("Alt+↓", "列のメニュー、または選択肢を開く"), ("Delete", "欄を空にする"), ("Ctrl+C", "コピー"),
        ("Ctrl+V", "貼り付け"),
    ),
    "search": (("Enter", "次の見つかった所へ（Shift と一緒で前へ）"), ("↓", "見つかった所の一覧へ"), ("Esc", "シートへ戻る")),
    "replace": (("Space", "選んだ所の印を付ける、外す"), ("Enter", "選んだ所をシートで見る")),
    "departments": (
        ("Enter", "選んだ部署を変更"), ("Insert", "部署を追加"), ("Alt+↑", "上へ"), ("Alt+↓", "下へ"), ("→", "担当する{measure}へ"),
        ("←", "部署の一覧へ戻る"),
    ),
    "preview": (
        ("PageDown", "次のページ"), ("PageUp", "前のページ"), ("Home", "最初のページ"), ("End", "最後のページ"), ("Ctrl++", "大きく"),
        ("Ctrl+-", "小さく"), ("Ctrl+0", "等倍"), ("Ctrl+9", "幅に合わせる"),
    ),
    "review": (
        ("↓", "下の行へ（↑ で上の行へ）"), ("Enter", "色の付いたボタンを押す（ない行ではボタンへ移る）"),
        ("A", "反映する、提出された内容にする、確かめた"),
        ("E", "直して反映、自分で書く"), ("D", "反映しない、今の記入を残す"), ("C", "{revision}の候補に残す"),
        ("W", "取り消し線の部分も残して反映"), ("O", "シートで開く"), ("Ctrl+Enter", "書いた文を反映"),
        ("Ctrl+C", "提出された内容をコピー"),
    ),
    "submissions": (
        ("Enter", "届いたものを「取込の確認」で見る"), ("→", "依頼した{measure}へ"), ("←", "部署の一覧へ戻る"),
    ),
    "request": (("Space", "部署の印を付ける、外す"),),
    "designing": (
        ("↑ ↓ ← →", "欄を選ぶ（Shift と一緒で範囲を選ぶ）"), ("Enter", "右で選んだ項目を、その欄に入れる"), ("Delete", "欄を空にする"),
        ("Tab", "シートから右の一覧へ"), ("Ctrl+Z", "元に戻す"), ("Ctrl+Y", "やり直す"),
    ),
    "next_plan": (("C", "選んだ{measure}を続ける"), ("E", "選んだ{measure}を終える"), ("F2", "その欄を変える")),
    "dashboard": (("Enter", "選んだ数や印の{measure}を開く"), ("矢印", "表の中を移る")),
    "judging": (("Enter", "提案どおりに確定する"), ("1～6", "ほかの区分に確定する"), ("Delete", "未判定に戻す")),
    "points": (("Enter", "選んだ指摘の{measure}を開く"), ("F2", "措置を書く"), ("Insert", "指摘を記録する"), ("Esc", "書く前の措置に戻す")),
    "evaluation": (
        ("Enter", "提案どおりにする"), ("1～3", "達成、一部達成、未達成にする"), ("Delete", "未判定に戻す"), ("F2", "評価を書く"),
        ("Esc", "書く前の評価に戻す"),
    ),
    "comparing": (("Enter", "選んだ違いの欄をシートで開く"), ("→ ←", "まとまりを開く、閉じる")),
    "coverage": (("Space", "○を付ける、外す"), ("F2", "言葉を入れる"), ("Delete", "印を外す")),
    "import": (("Ctrl+C", "選んだファイルの結果をコピー"), ("Enter", "選んだ行の欄へ移る")),
}
"""The keys that belong to a screen rather than to a menu: place → key and what it does."""

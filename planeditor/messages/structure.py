"""Sentences about the plan's tree, the register of departments and new plans."""
from __future__ import annotations

NO_DEPARTMENT = "担当部署なし"

# States of a measure, as they are kept
STOPPED = "中止"
DONE = "完了"
MERGED = "統合"

# Names of operations
GROUP_ADD = "{word}「{title}」を追加"
GROUP_RENAME = "「{title}」の名称を変更"
GROUP_RENAME_PLAN = "計画の題名を変更"
GROUP_RENUMBER = "番号「{old}」を「{new}」に変更"
GROUP_RENUMBER_AREA = "「{title}」の{word}番号を振り直し"
GROUP_STATE = "「{title}」を{state}とする"
GROUP_GOES_ON = "「{title}」を継続に戻す"
GROUP_MERGE = "「{title}」を「{target}」に統合"
GROUP_UNMERGE = "「{title}」の統合を取りやめ"
GROUP_DELETE = "「{title}」を削除"
GROUP_DELETE_SEVERAL = "「{title}」ほか（計 {count} 件）を削除"
GROUP_MOVE = "「{title}」を移動"
GROUP_MOVE_SEVERAL = "「{title}」ほか（計 {count} 件）を移動"

# What cannot be done
NEEDS_REVISION = (
    "{area}と{measure}の追加、変更、移動、削除は{revision}モードで行います。"
    "「計画」メニューの「{revision}モード」を選んでから、もう一度操作してください。"
)
NOT_IN_CORRECTION = "誤記訂正の間は、{word}の中止、完了、統合を変えられません。誤記訂正を終えてから、もう一度操作してください。"
NODE_GONE = "選んだ項目が計画に見つかりません。左の一覧で選び直してください。"
NOT_A_PLACE = "「{title}」の下には置けません。計画か{word}を選んでください。"
INTO_ITSELF = "「{title}」を、その中に移すことはできません。ほかの移し先を選んでください。"
NOT_BEFORE = "移す位置が移し先の中に見つかりません。位置を選び直してください。"
NOTHING_CHOSEN = "対象が選ばれていません。左の一覧で選んでください。"
NAME_EMPTY = "名称が空です。名称を入れてください。"
NUMBER_EMPTY = "番号が空です。番号を入れてください。"
NUMBER_TAKEN = "番号「{number}」は「{title}」が使っています。別の番号を入れてください。"
NO_MEASURES = "「{title}」に{word}がないため、番号を振り直すものがありません。{word}を追加してください。"
ONLY_MEASURES = "中止、完了、統合にできるのは{word}だけです。{word}を選んでください。"
UNKNOWN_STATE = "状態は「中止」「完了」か空から選んでください。"
MERGE_ITSELF = "「{title}」をそれ自身に統合することはできません。ほかの{word}を選んでください。"
MERGE_CIRCLE = "「{target}」は「{title}」に統合されています。先にその統合を取りやめてください。"
MERGE_TARGET_MERGED = "「{target}」はすでに「{into}」に統合されています。統合先には「{into}」を選んでください。"
NOT_MERGED = "「{title}」は統合されていません。統合された{word}を選んでください。"
DELETE_TARGET = "「{title}」には「{other}」が統合されています。先にその統合を取りやめてください。"
DELETE_CLOSED = "「{title}」には確定した{period}の記入があるため削除できません。中止にするか、確定を解除してから削除してください。"

# Departments
DEPARTMENT_GONE = "選んだ部署が見つかりません。一覧で選び直してください。"
DEPARTMENT_EMPTY = "部署の名前が空です。部か課の名前を入れてください。"
DEPARTMENT_TWICE = "部署「{name}」はすでにあります。別の名前を入れるか、今ある部署を使ってください。"
ALIAS_TWICE = "「{alias}」は部署「{name}」の名前として使われています。別の呼び名を入れてください。"
DEPARTMENT_DAYS = "部署「{name}」の終わりの日が、始まりの日より前です。日付を入れ直してください。"
SUCCESSOR_CIRCLE = "部署「{name}」の引継ぎ先をたどると「{name}」に戻ります。ほかの引継ぎ先を選んでください。"

# A new plan
GROUP_CREATE = "計画の作成"
GROUP_SAMPLE = "見本の計画の作成"
SUGGESTED_TITLE = "{municipality}情報化推進計画{year}"
FILE_NAME = "計画"
MUNICIPALITY_EMPTY = "自治体の名前を入れてください。"
TITLE_EMPTY = "計画の題名を入れてください。"
FORM_SET_UNKNOWN = "様式セットを一覧から選んでください。"
YEAR_OUT_OF_RANGE = "年度を {first} から {last} までの西暦にあたる年度で入れてください。"
LAST_BEFORE_FIRST = "終わりの年度が、始まりの年度より前です。始まりより後の年度を選んでください。"
TOO_MANY_YEARS = "計画の期間が {years} 年あります。{limit} 年以内にしてください。"
AREA_EMPTY = "{row} 行目の分野に、番号も名称もありません。どちらかを入れるか、行を消してください。"
AREA_TWICE = "分野の番号「{number}」が 2 つあります。別の番号にしてください。"
DEPARTMENT_ROW_EMPTY = "{row} 行目の担当部署が空です。名前を入れるか、行を消してください。"
DEPARTMENT_ROW_TWICE = "担当部署「{name}」が 2 つあります。どちらかを消してください。"
SAMPLE_MISSING = "見本の計画「{file}」が見つからないか、読めません。ソフトのフォルダーをもう一度展開してください。"

"""Sentences about another copy of the plan file that is taken in."""
from __future__ import annotations

FORM = "計画ファイル"
SOURCE = "計画ファイルの取込"

# What is refused
DAMAGED = (
    "計画ファイル「{file}」に壊れたところがあるため、取り込めません。"
    "送ってくれた人に、バックアップから復元して送り直してもらってください。"
)
TOO_BIG = "計画ファイル「{file}」が大きすぎるため、取り込めません（{limit} MB まで）。別の計画のファイルでないか確かめてください。"
ITSELF = "「{file}」は、いま開いている計画ファイルそのものです。同僚から受け取った写しを選んでください。"
OTHER_PLAN = (
    "「{file}」は別の計画「{found}」のファイルで、この計画の写しではありません。"
    "取り込めるのは、この計画ファイルを複製して編集したものだけです。"
)
PRACTICE = "「{file}」は練習用の計画です。練習の内容は取り込めません。複製を保存して編集したファイルを選んでください。"
INTO_NEW = "計画ファイル「{file}」から新しい計画は作れません。複製して使うか、元の計画に取り込んでください。"

# What became of it
NOTHING_NEW = "変更なし（この計画と分かれてから、相手のファイルは変更されていません）。"
NOTE_SINCE = "{day} の「{name}」まで同じ計画です。その後の相手の変更 {count} 件（{people}）を比べました。"
NOTE_NOT_TAKEN = "相手のファイルに取り込まれた提出 {count} 件の原本と未決の内容は移しません。必要なら元のファイルを取り込んでください。"
NOTE_REQUESTS = "相手のファイルから出した依頼 {count} 件を引き継ぎました。その依頼書が戻ったら、この計画に取り込めます。"
NOTE_DEPARTMENTS = "担当部署の一覧が相手のファイルと違います。「部署」の画面で確かめてください。"
NOTE_REOPENED = "{period}の確定が、相手のファイルでは解除されています。必要なら、この計画でも解除してください。"
NOTE_WAITING_ALREADY = "前に取り込んだときと同じ変更が {count} 件ありました。繰り返しては出しません。"
NOTE_KEPT_PERIODS = "相手のファイルで除かれた{periods}には、この計画に記入があるため、そのまま残します。"
PEOPLE_MORE = "{people} ほか"

# What must be decided
ASK_BLANKED = "相手のファイルで空になっています。空にするか、今の記入を残すかを選んでください。"
ASK_DELETED = "相手のファイルで削除されています。反映すると、この計画の記入 {count} 件とともに削除します。"
ASK_DELETED_EDITED = (
    "相手のファイルで削除されていますが、この計画では分かれた後に変更があります。"
    "反映すると、記入 {count} 件とともに削除します。"
)
ASK_GONE_HERE = "この計画では削除されていますが、相手のファイルで変更があります。反映すると「{title}」が戻ります。"
ASK_NUMBER_TAKEN = "番号「{number}」は、この計画で「{title}」が使っています。どちらの番号を直すか確かめてください。"
ASK_PLACE_GONE = "移し先が、この計画にありません。反映すると、移し先も戻ります。"
ASK_CIRCLE = "この計画での移動と合わせると行き先が互いの中になります。どちらの移動を採るか確かめてください。"
ASK_PERIODS = "相手のファイルで年度が除かれています。反映すると、その年度がこの計画からもなくなります。"
ASK_CLOSED = "相手のファイルで{period}が確定されています。ほかの変更を決めてから反映してください。"

# What cannot be done when it is accepted
STAYS_BELOW = "「{title}」の下に「{below}」があるため削除できません。先に「{below}」を移すか、削除の方を反映しないでください。"
CIRCLE = "「{title}」を、その中に移すことはできません。どちらの移動を採るか決めてください。"
NO_PLACE = "「{title}」を置く場所が計画にありません。先にその上の{area}を反映してください。"
NODE_AWAY = "記入の行き先が、この計画にありません。先にその施策や分野を反映するか、この記入を反映しないでください。"

# Reserved values as they are shown
KINDS = {"plan": "計画", "area": "{area}", "measure": "{measure}", "block": "本文"}
AT_THE_TOP = "計画の直下"
DELETED = "（削除）"
NO_TITLE = "（名称なし）"
PLACE_IN_ORDER = "並び順 {order}"

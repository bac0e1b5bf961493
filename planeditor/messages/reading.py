"""Sentences about reading workbooks: each names the file, says what is wrong, and what to do next."""
from __future__ import annotations

# The file itself, before anything in it is looked at.
MISSING = "「{file}」が見つかりません。移動や名前の変更がないかを確かめて、選び直してください。"
FOLDER = "「{file}」はフォルダーです。中のExcelブックを選んでください。"
NOT_REGULAR = "「{file}」は通常のファイルではないため、読み取りません。Excelブックのファイルを選び直してください。"
OWNER_FILE = (
    "「{file}」は、Excelがブックを開いている間だけ作る作業用ファイルです。名前の先頭に「~$」がない元のブックを選んでください。"
)
EMPTY = "「{file}」は中身が空（0バイト）です。送り主に、保存し直したブックをもう一度送るよう頼んでください。"
FORBIDDEN = (
    "「{file}」を開く権限がないか、他のプログラムが使用中です。Excelなどで開いていれば閉じてから、もう一度お試しください。"
)
UNREADABLE = (
    "「{file}」をディスクまたは共有フォルダーから読み取れませんでした。接続を確かめ、手元にコピーしてから、もう一度お試しください。"
)
FILE_TOO_LARGE = (
    "「{file}」は大きすぎます（{megabytes} MB、上限 {limit} MB）。画像や不要なシートを除いて保存し直してください。"
)

# Another kind of file than a workbook.
ZIP_OTHER = "「{file}」はExcelブックではなく、圧縮ファイル（ZIP）です。展開して、中のExcelブックを選んでください。"
ARCHIVE = "「{file}」はExcelブックではなく、圧縮ファイルです。展開して、中のExcelブックを選んでください。"
WORD = "「{file}」はExcelブックではなく、Wordなどの文書です。内容をExcelの様式に記入し直したブックを選んでください。"
POWERPOINT = (
    "「{file}」はExcelブックではなく、PowerPointなどのスライドです。内容をExcelの様式に記入し直したブックを選んでください。"
)
OLE_OTHER = (
    "「{file}」はExcelブックではない、Office形式のファイルです。Excelで様式に記入し、.xlsx形式で保存したブックを選んでください。"
)
ENCRYPTED = (
    "「{file}」はパスワードで保護（暗号化）されたブックです。Excelで開いてパスワードを外し、保存し直してから選んでください。"
)
HTML = (
    "「{file}」は、中身がWebページ（HTML）です。Excelで開き、「名前を付けて保存」で.xlsx形式にしてから選んでください。"
)
XML_2003 = (
    "「{file}」は「XMLスプレッドシート2003」形式です。Excelで開き、「名前を付けて保存」で.xlsx形式にしてから選んでください。"
)
XML_OTHER = "「{file}」はExcelブックではなく、XML形式のデータです。Excelブック（.xlsx）を選び直してください。"
TEXT = (
    "「{file}」は、中身がテキスト（CSVなど）です。Excelで開き、「名前を付けて保存」で.xlsx形式にしてから選んでください。"
)
RTF = "「{file}」はExcelブックではなく、リッチテキスト（RTF）文書です。Excelブック（.xlsx）を選び直してください。"
SQLITE = (
    "「{file}」はExcelブックではなく、データベース（SQLite）です。計画ファイルはそのまま取り込めません。取り込むExcelブックを選んでください。"
)
PDF = "「{file}」はExcelブックではなく、PDFです。送り主に、元のExcelブックを送るよう頼んでください。"
IMAGE = "「{file}」はExcelブックではなく、画像です。送り主に、元のExcelブックを送るよう頼んでください。"
OLD_EXCEL = (
    "「{file}」はExcel 95より古い形式です。Excelで開き、「名前を付けて保存」で.xlsx形式にしてから選んでください。"
)
UNKNOWN_KIND = (
    "「{file}」は、中身がExcelブックの形式ではありません。Excelで開けるかを確かめ、.xlsx形式で保存し直してください。"
)

# A workbook that is damaged, or not built as a workbook should be.
TRUNCATED = (
    "「{file}」は途中で切れているExcelブックです（コピーや送信の失敗）。送り主に、もう一度送るよう頼んでください。"
)
DAMAGED = "「{file}」はExcelブックとして壊れています。Excelで開いて修復し、.xlsx形式で保存し直してください。"
NO_SHEETS = "「{file}」は読み取れるワークシートがないブックです。シートがあるかをExcelで確かめ、保存し直してください。"
DTD = (
    "「{file}」はExcelが作らない記述（文書型宣言）を含むブックで、安全のため読み取りません。Excelで開き、.xlsx形式で保存し直してください。"
)
DUPLICATE_PARTS = (
    "「{file}」は内部に同じ名前の部品が重なるブックで、安全のため読み取りません。Excelで開き、.xlsx形式で保存し直してください。"
)
ODD_ZIP = (
    "「{file}」はExcelが作らない構造のブックで、安全のため読み取りません。Excelで開き、.xlsx形式で保存し直してください。"
)
TOO_MANY_PARTS = (
    "「{file}」は内部の部品が多すぎるブックです（上限 {limit} 個）。不要なシートや図形を除き、保存し直してください。"
)
UNPACKED_TOO_LARGE = (
    "「{file}」は展開すると大きくなりすぎるブックで、安全のため読み取りません。必要なシートだけを新しいブックに写して保存し直してください。"
)
TOO_DEEP = (
    "「{file}」は内部の入れ子が深すぎるブックで、安全のため読み取りません。Excelで開き、.xlsx形式で保存し直してください。"
)
TOO_MANY_CELLS = (
    "「{file}」は記入のあるセルが多すぎるブックです（上限 {limit} 個）。"
    "必要なシートだけを新しいブックに写して保存し直してください。"
)
TOO_MUCH_TEXT = (
    "「{file}」は文字の量が多すぎるブックです（上限 {limit} MB）。"
    "必要なシートだけを新しいブックに写して保存し直してください。"
)

# What the guard had to stop.
TIME_LIMIT = (
    "「{file}」は読み取りに時間がかかりすぎるブックのため、中止しました。必要なシートだけを新しいブックに写して保存し直してください。"
)
MEMORY_LIMIT = (
    "「{file}」は読み取りに必要なメモリーが多すぎるブックのため、中止しました。必要なシートだけを新しいブックに写して保存し直してください。"
)
READER_DIED = (
    "「{file}」は読み取りの途中で異常が起きるブックのため、中止しました。Excelで開き、.xlsx形式で保存し直してください。"
)
READER_ABSENT = (
    "「{file}」を読み取る仕組みを起動できませんでした。プログラムを起動し直して、もう一度お試しください。"
)
CANCELLED = "「{file}」の読み取りを取り消しました。必要であれば、もう一度選んでください。"

# Notes about a workbook that was read.
NOTE_NO_VALUE = (
    "計算結果が保存されていない数式のセルが{count}個あります（例：シート「{sheet}」の{cell}）。Excelで開いて上書き保存すると読み取れます。"
)
NOTE_ERROR = "エラー値のセルが{count}個あります（例：シート「{sheet}」の{cell}）。Excelで開いて確かめてください。"
NOTE_CLEANED = "表示できない制御文字などを取り除いた、または「\ufffd」に置き換えたセルが{count}個あります。"
NOTE_TURNED = (
    "文字の並ぶ向きを変える見えない文字を含む記入が{count}個あります。文字の順が実際と違って見えることがあるので、確かめてください。"
)
NOTE_LEGACY = (
    "この形式（{kind}）では、取り消し線、コメント、テキストボックス、エラー値、数値と日付の表示形式を読み取れません。"
    "Excelで.xlsx形式に保存し直すと読み取れます。"
)
NOTE_FALLBACK = (
    "内部の構造が通常と異なるため、簡易な方法で読み取りました。"
    "取り消し線、コメント、テキストボックス、エラー値、数値と日付の表示形式は確かめられていません。"
)
NOTE_OTHER_SHEETS = (
    "ワークシートではないシート（「{name}」など{count}枚。グラフ、マクロなど）は読み取っていないので、Excelで開いて確かめてください。"
)
NOTE_PICTURES = "画像、または文字のない図形があります。その内容は読み取っていないので、Excelで開いて確かめてください。"

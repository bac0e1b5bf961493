"""導入申請用: one A4 page for those who decide what may run on a city's terminals, from the facts of the bundle."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from sources import Source

_TITLE = "導入申請用資料　計画進行管理エディタ {version}"
_ROWS = {
    "名称・用途": """計画進行管理エディタ（planeditor）{version}。市の計画の施策進行管理シートを、決まった様式のまま編集し、集め、
        印刷する。""",
    "開発元": "planeditor contributors（MIT ライセンスで公開。利用料なし）",
    "動作環境": "Windows 10 / 11（64 ビット）、メモリ 8 GB、ディスク 200 MB。Excel がなくても動作する。",
    "導入の方法": """ZIP を展開して置くだけ（USB メモリ、共有フォルダーからも動作する）。またはインストーラー（利用者ごと、
        %LOCALAPPDATA%\\Programs\\planeditor。/S で無人実行、/D=フォルダー で場所の指定）。どちらも管理者権限は不要。""",
    "ネットワーク": """通信しない。外部への接続、待ち受け、更新の確認、利用状況の送信のいずれも行わない。暗号化通信の部品（OpenSSL）も
        含まない。""",
    "書き込む場所": """%LOCALAPPDATA%\\planeditor に、設定、追加した様式、作業用コピー、書き込めなかった記入、
        控え（Cache、compiled）、動作の記録（Logs。計画の文は含まない）。
        <br/>計画ファイルと同じフォルダーに、編集中の印（.lock など）とバックアップ（.backups）。
        <br/>利用者が選んだフォルダーに、書き出した Excel・PDF と、二つ目のバックアップ（選んだときだけ）。
        <br/>一時フォルダーに、作業の途中だけのファイル。
        <br/>インストーラーを使うときは、利用者のレジストリー（HKCU）に .plandb の関連付けとアプリの一覧、スタートメニューに項目。""",
    "しないこと": """管理者権限の要求、サービス・ドライバーの登録、常駐、自動起動、自動更新、マクロの実行、
        ほかのプログラムの設定の変更。""",
    "電子署名": """実行環境（CPython の python.exe、pythonw.exe、python313.dll）には Python Software Foundation の署名がある。
        起動用の 2 つの exe とインストーラーに署名はなく、下の SHA-256 で確認する。
        署名の状態は「planeditor-cli.exe self-test」で Windows 上で確かめられる。""",
    "脆弱性への対応": """全部品の名前、版、入手元、SHA-256 を部品表 sbom.cdx.json（CycloneDX 1.5）に記載。
        開発元は部品の脆弱性情報を確認し、影響があれば直した版を出す。各団体でも部品表を JVN iPedia などと照合できる。
        更新は、新しい版の ZIP かインストーラーを同じ手順で置く（計画ファイルと設定は引き継ぐ）。
        外部から受け取った Excel は、時間とメモリを制限した別のプロセスで読み、マクロとリンクは実行しない。""",
}
_BREAKS = re.compile(r"\n\s*")
_LABEL = HexColor("#1f3f6e")
_LINE = HexColor("#9aa5b5")


def application_sheet(version: str, sources: Sequence[Source], files: Mapping[str, str], fonts: tuple[bytes, bytes]) -> bytes:
    """The PDF. ``files``: SHA-256 by name of the files a reader can check; ``fonts``: usual and bold BIZ UDGothic.

    Equal facts give equal bytes. Ends with a sentence where all of it does not fit on one page.
    """
    for name, data in zip(("sheet", "sheet-bold"), fonts, strict=True):
        pdfmetrics.registerFont(TTFont(name, BytesIO(data)))
    plain = ParagraphStyle("plain", fontName="sheet", fontSize=9.2, leading=13.6, wordWrap="CJK")
    label = ParagraphStyle("label", plain, fontName="sheet-bold", textColor=_LABEL)
    small = ParagraphStyle("small", plain, fontSize=8, leading=11)
    head = ParagraphStyle("head", plain, fontName="sheet-bold", fontSize=14, leading=20, textColor=_LABEL)
    rows = [[Paragraph(name, label), Paragraph(_BREAKS.sub("", text).format(version=version), plain)] for name, text in _ROWS.items()]
    rows.append([Paragraph("部品と版", label), Paragraph("、".join(f"{s.name} {s.version}" for s in sources), small)])
    rows.append([Paragraph("SHA-256", label), [Paragraph(f"{name}<br/>{digest}", small) for name, digest in files.items()]])
    table = Table(rows, colWidths=[27 * mm, 143 * mm])
    table.setStyle(TableStyle([
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
        ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("BACKGROUND", (0, 0), (0, -1), HexColor("#eef2f7")),
    ]))  # fmt: skip
    made = BytesIO()
    document = SimpleDocTemplate(
        made, pagesize=A4, leftMargin=25 * mm, rightMargin=15 * mm, topMargin=15 * mm, bottomMargin=12 * mm, invariant=1,
        title=_TITLE.format(version=version), author="planeditor contributors", lang="ja",
    )  # fmt: skip
    document.build([Paragraph(_TITLE.format(version=version), head), Spacer(0, 3 * mm), table])
    if document.page != 1:
        raise SystemExit("導入申請用資料が 1 ページに収まりません。packaging/bundle/application.py の文を短くしてください。")
    return made.getvalue()

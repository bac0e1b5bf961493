"""What a person finds first in the folder: a page of plain text that any Windows editor shows."""
from __future__ import annotations

_TEXT = """\
計画進行管理エディタ {version}

■ 始め方
「planeditor.exe」をダブルクリックします。管理者権限も、ネットワークも要りません。
このフォルダーは、端末の中、USB メモリ、共有フォルダーのどこに置いても使えます。
初めて始めるときと、新しい版を初めて始めるときは、準備のために少し時間がかかります。

■ 使い方
「manual」フォルダーの「manual.pdf」に、10 分で一通り試す手順と、1 年の仕事の流れがあります。
プログラムの中では、F1 キーでその場所の説明を開けます。

■ 中身が正しいかを確かめる
「planeditor-cli.exe self-test」をコマンド プロンプトで実行すると、この端末で使えるかを調べて結果を表示します。
ファイルの SHA-256 は「SHA256SUMS.txt」にあります。部品の一覧は「sbom.cdx.json」、ライセンスは「licenses」にあります。
導入の申請に使える資料は「導入申請用.pdf」です。

■ 新しい版にする
ZIP の場合は、新しい版を別のフォルダーに展開して、そちらの「planeditor.exe」を使います。設定はそのまま引き継がれます。
インストーラーの場合は、プログラムを閉じてから、新しいインストーラーを実行します。

■ やめる
ZIP の場合は、このフォルダーを削除します。インストーラーの場合は、Windows の「設定」の「アプリ」から削除します。
計画ファイル（.plandb）とそのバックアップは、どちらの場合も残ります。
設定、追加した様式、作業用コピーは「%LOCALAPPDATA%\\planeditor」に残ります。
作業用コピーを共有フォルダーに戻したことを確かめてから、要らなければ削除してください。
"""


def read_me(version: str) -> bytes:
    """The file for this version: UTF-8 with a mark, lines ended as Windows does."""
    return _TEXT.format(version=version).replace("\n", "\r\n").encode("utf-8-sig")

"""The main job on the sample: workbook in, plan file, Excel and PDF out; then, without arguments and where there is a screen,
the window with the plan. Run with the Python of .venv."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKBOOKS = [ROOT / "resources" / "sample" / name for name in ("mihonshi.xlsx", "mihonshi_plan.xlsx")]
NAME = "見本市"


def planeditor(*arguments: str | Path) -> None:
    """One command of the program; its own message is enough where it fails."""
    command = [sys.executable, "-P", "-m", "planeditor", *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.stderr.buffer.write(done.stdout)
        raise SystemExit(done.returncode)


def free_name(folder: Path) -> str:
    """A name that no earlier run has used: what somebody has changed in the sample plan is never written over."""
    name, count = NAME, 1
    while (folder / f"{name}.plandb").exists():
        count += 1
        name = f"{NAME}{count}"
    return name


def has_screen() -> bool:
    """Whether a window can be shown here."""
    return sys.platform == "win32" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def open_window(plan: Path) -> None:
    """The plan in the window, until that is closed."""
    print("計画をウィンドウで開きます。")
    sys.stdout.flush()
    if subprocess.run([sys.executable, "-P", "-m", "planeditor", str(plan)], check=False).returncode:
        raise SystemExit(f"ウィンドウを開けませんでした。内容を見るには「planeditor show {plan}」を使ってください。")


def main() -> None:
    """Write the sample's plan file, Excel and PDF into the folder given, else into out/ of the project."""
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "out"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise SystemExit(
            f"「{folder}」に書き込めません。開いているファイルを閉じるか、ほかのフォルダーを指定してください。"
        ) from None
    name = free_name(folder)
    plan, workbook, pdf = (folder / f"{name}.{ending}" for ending in ("plandb", "xlsx", "pdf"))
    planeditor("import", plan, *WORKBOOKS)
    for target in (workbook, pdf):
        planeditor("export", plan, "--form", "progress", "--to", target)
    print("見本の計画を取り込み、様式のとおりに書き出しました。")
    for label, path in (("計画ファイル", plan), ("Excel", workbook), ("PDF", pdf)):
        print(f"  {label}: {path}")
    if len(sys.argv) == 1 and has_screen():
        open_window(plan)


if __name__ == "__main__":
    main()

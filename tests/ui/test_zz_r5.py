import time, cProfile, pstats
from tests.ui.test_ui_review_window import *
def test_x(session, qapp, qtbot, settle):
    theme.apply(qapp, session.settings)
    def work(document):
        nodes = document.plan().measures
        rows = [NewProposal(node=n.id, field="work", period=f"年度:{2021 + k % 5}", measure_number=n.number, kind="clean",
                submitted=f"{k}回目の説明会を開き、町内会ごとの要望を聞いた。" * 4, before="", as_sent="")
            for k in range(200) for n in [nodes[k % len(nodes)]]]
        receive(document, "大きいファイル.xlsx", rows)
    session.ask(work, lambda _: session.reread()); settle()
    page = ReviewPage(session); qtbot.addWidget(page); page.resize(1366, 640)
    show_active(qtbot, page); settle()
    filed, shown = page.filed, page.shown
    res=[]
    for k in range(6):
        page.view.show_lines((), has_sent=True); page.view._shapes.clear()
        b=time.thread_time(); page._show(filed, shown); page.view.viewport().repaint(); page.view.viewport().repaint(); res.append(time.thread_time()-b)
    print("\nSHOW", [f"{r*1000:.0f}" for r in res])
    page.view.show_lines((), has_sent=True); page.view._shapes.clear()
    pr=cProfile.Profile(); pr.enable(); page._show(filed, shown); page.view.viewport().repaint(); page.view.viewport().repaint(); pr.disable()
    pstats.Stats(pr).sort_stats("tottime").print_stats(22)

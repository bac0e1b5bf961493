"""会議ダッシュボード: how the year stands, live."""

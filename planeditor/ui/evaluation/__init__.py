"""計画期間の検証 in the window: what each measure came to over the whole plan."""

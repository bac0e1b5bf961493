"""計画期間の検証: what each measure came to over the whole plan, as sheets and as a summary."""
